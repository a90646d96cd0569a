/*
 * full_text: full-text indexes before and after a step.
 *
 * In: both populated databases around each step. Out: findings, once the steps that reach
 * users together are through, for an index that agreed with its rows before them and does
 * not any more, or is new and has not the rows that were there; and for one that agrees
 * still, but not after the next write.
 */
#ifndef GEN_REHEARSE_FULL_TEXT_H
#define GEN_REHEARSE_FULL_TEXT_H

#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"
#include "gen/rows/synthesis.h"

struct diags;
struct full_text;

struct full_text *full_text_new(struct arena *arena, const struct plan *plan);

/*
 * Before a step runs on the rows that users have, the plain ones first: `snapshot` is the
 * schema after it, and `touched` what it touches.
 */
void full_text_before(struct full_text *text, enum population population,
	struct scratch *scratch, const struct snapshot *snapshot,
	const struct touched *touched, const struct migration *migration);

/* After it ran there. */
void full_text_after(
	struct full_text *text, enum population population, struct scratch *scratch);

/* After its down migration ran, on the rows as they were after the step. */
void full_text_down(struct full_text *text, enum population population,
	struct scratch *scratch, const struct script *script);

/* Once tables were topped up: writes to those that had no rows before. */
void full_text_filled(
	struct full_text *text, enum population population, struct scratch *scratch);

/* Before and after a backfill that writes these tables ran there. */
void full_text_meet(
	struct full_text *text, struct scratch *scratch, const struct names *written);
void full_text_met(struct full_text *text, enum population population,
	struct scratch *scratch, const struct script *script);

/* Instead of all these, when it failed there. */
void full_text_failed(struct full_text *text, enum population population);

/* The step is through on both: report what is wrong, if its release ends with it. */
void full_text_report(struct full_text *text, struct diags *diags);

#endif
