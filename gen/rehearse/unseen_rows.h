/*
 * unseen_rows: what a step does to rows that the rehearsal could not make.
 *
 * In: a step, and what its tables held before it in both populations. Out: findings by
 * the text alone, for tables that users fill and that hold no row here, and for columns
 * that hold no value: what goes there is not seen, so it has to be named all the same.
 * What was seen is judged by losses.
 */
#ifndef GEN_REHEARSE_UNSEEN_ROWS_H
#define GEN_REHEARSE_UNSEEN_ROWS_H

#include "gen/rehearse/losses.h"

struct schema_rules;

/*
 * `plain` and `adversarial`: the same step, with their pictures taken before it ran.
 * `emptied`: tables that a backfill, which the step requires, may have changed.
 */
void unseen_rows_judge(struct losses *plain, const struct losses *adversarial,
	const struct schema_rules *rules, const struct migration *migration,
	const struct names *emptied);

#endif
