/*
 * rehearse: run the history on databases that hold rows.
 *
 * In: each step, after it was proved on the empty database. Out: findings for what fails
 * on rows, and for what is lost from them. Two databases are kept full: plain rows, on
 * which a step that fails fails for everybody, and adversarial ones.
 */
#ifndef GEN_REHEARSE_REHEARSE_H
#define GEN_REHEARSE_REHEARSE_H

#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct coverage;
struct diags;
struct backfills;
struct rehearsal;
struct schema_rules;

/* Begin; nothing has run yet. `rules` know what users have. Close it with
 * rehearse_close(). */
struct rehearsal *rehearse_open(struct arena *arena, struct diags *diags,
	const struct plan *plan, const struct schema_rules *rules);

/*
 * Run one step. `empty` is the database without rows after the step, `snapshot` its
 * schema, `touched` what the step touched there; `ran` tells whether it came to its end
 * there, and `back` what its down migration touched there, NULL when it was not proved.
 */
void rehearse_step(struct rehearsal *rehearsal, const struct migration *migration,
	struct scratch *empty, const struct snapshot *snapshot,
	const struct touched *touched, bool ran, const struct touched *back);

/*
 * Before rehearse_step(): the backfills of the history so far, those of the step in hand
 * from number `first` on. They are tried on the rows that are there after the step, and
 * what they take there is reported as if a step took it.
 */
void rehearse_backfills(
	struct rehearsal *rehearsal, struct backfills *backfills, uint32_t first);

/* What a second run of the step in hand would do to plain rows: see second_run.h. */
const char *rehearse_again(struct rehearsal *rehearsal, const struct migration *migration,
	const struct touched *touched);

/* What the statements of the steps so far distinguish, and what the rows met of it. */
const struct coverage *rehearse_coverage(const struct rehearsal *rehearsal);

/* After the last step: report rows that lack their parent. */
void rehearse_end(struct rehearsal *rehearsal);

void rehearse_close(struct rehearsal *rehearsal);

#endif
