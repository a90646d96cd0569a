/*
 * row_claims: what the author says of rows in a fingerprint, on the rows that a step met.
 *
 * In: a populated database after a step. Out: findings for claims that are not true
 * there, less severe where only rows that not everybody has belie them.
 */
#ifndef GEN_REHEARSE_ROW_CLAIMS_H
#define GEN_REHEARSE_ROW_CLAIMS_H

#include "gen/read/plan.h"
#include "gen/rehearse/replay.h"
#include "gen/rehearse/row_failures.h"
#include "gen/rehearse/single_row_tables.h"
#include "gen/rehearse/with_backfill.h"

struct row_claims {
	struct row_failure refusal; /* of the step, without what makes it less severe */
	struct scratch *scratch;    /* after the step */
	struct scratch *held;	    /* the same with the rows that users have, or NULL */
	const struct replay *before;
	const struct single_row_tables *lone;
	const struct with_backfill *mended;
};

/* Nothing is said of a step with @call: what that does to rows is not here to be seen. */
void row_claims_judge(const struct row_claims *claims, const struct migration *migration);

#endif
