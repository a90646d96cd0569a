/*
 * dangling_rows: rows that lost their parent, and the step that did it.
 *
 * In: a populated scratch database after each step. Out: findings at the end of a batch
 * of steps for what is still dangling then, at the step where it began: a rebuild spread
 * over several steps may leave rows without a parent in between.
 */
#ifndef GEN_REHEARSE_DANGLING_ROWS_H
#define GEN_REHEARSE_DANGLING_ROWS_H

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct diags;

/* Rows of one table below one parent. */
struct dangling_rows {
	const char *child;
	const char *parent;
	const struct migration *since;
	uint32_t rows;
	bool fresh; /* the step gave rows that were there a key they did not have */
	bool told;
};

struct dangling {
	struct dangling_rows *items;
	uint32_t count;
};

/* Could a step that ran there have taken parents away, or given children other ones? */
bool dangling_rows_may(const struct scratch *scratch, const struct script *script);

/* After a step: remember what dangles now and did not before. */
void dangling_rows_note(struct dangling *dangling, struct scratch *scratch,
	const struct snapshot *snapshot, const struct migration *migration);

/* At the end of a batch: report what still does, once, as an error or as a warning. */
void dangling_rows_report(struct dangling *dangling, struct diags *diags,
	struct scratch *scratch, bool plain);

#endif
