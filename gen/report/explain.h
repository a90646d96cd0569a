/*
 * explain: the story behind a finding.
 *
 * In: a row of the catalogue of rules. Out: its text. It has no words of its own for any
 * rule.
 */
#ifndef GEN_REPORT_EXPLAIN_H
#define GEN_REPORT_EXPLAIN_H

#include <stdio.h>

#include "gen/report/rules.h"

/* One rule: code, severity, title, explanation, the two examples. */
void explain_rule(FILE *out, const struct rule *rule);

/* All rules, in the order of their codes. */
void explain_all(FILE *out);

#endif
