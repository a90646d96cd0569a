/*
 * text_rules: what a statement tells about itself.
 *
 * In: a statement of a judged list. Out: findings: comparisons with NULL, values that
 * differ from run to run, `SELECT *` in a view, quoting and syntax of other databases.
 * It knows no schema and runs nothing.
 */
#ifndef GEN_LINT_TEXT_RULES_H
#define GEN_LINT_TEXT_RULES_H

#include "gen/lint/statement_rules.h"

void text_rules_judge(const struct judged *list, const struct statement *statement);

/* A statement that runs after start-up: what is said of steps is not said of it. */
void text_rules_judge_later(const struct judged *list, const struct statement *statement);

#endif
