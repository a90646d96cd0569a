/*
 * row_losses: findings for rows that are lost, and the statement that took them.
 *
 * In: a comparison that was judged. Out: one finding for the rows of the table. It reads
 * the statements' names; that the rows are lost was seen before.
 */
#ifndef GEN_REHEARSE_ROW_LOSSES_H
#define GEN_REHEARSE_ROW_LOSSES_H

#include "gen/rehearse/comparison.h"

void row_losses_report(struct comparison *comparison);

/* The table is an index of another one's rows: is it as empty as it never was? */
void row_losses_index(struct comparison *comparison);

/* The statement that took rows of the table, and the rule that says how. */
const struct statement *row_losses_culprit(
	const struct comparison *comparison, enum rule_id *rule);

#endif
