/*
 * nondeterminism: values that differ from run to run: random(), the time of day.
 *
 * In: a statement of a judged list. Out: findings, by where the value is: in a
 * statement that a step runs, in a DEFAULT, in a CHECK, an index or a generated column.
 */
#ifndef GEN_LINT_NONDETERMINISM_H
#define GEN_LINT_NONDETERMINISM_H

#include "gen/lint/statement_rules.h"

void nondeterminism_judge(const struct judged *list, const struct statement *statement);

/*
 * What makes a text of SQL say something else from run to run, as "datetime()", or NULL.
 */
const char *nondeterminism_text(struct arena *arena, const char *sql);

#endif
