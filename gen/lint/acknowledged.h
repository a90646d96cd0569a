/*
 * acknowledged: does @destructive name what goes?
 *
 * In: the names of an author, and one by one what a step was seen to take. Out: whether
 * each is named; findings for names that are none, or that nothing is taken from; and the
 * line to write, with everything that goes. How a loss is found is not its business.
 */
#ifndef GEN_LINT_ACKNOWLEDGED_H
#define GEN_LINT_ACKNOWLEDGED_H

#include <stdbool.h>

#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct diags;

/*
 * A help that ends in this has the line in its place once acknowledged_finish() knows
 * all that goes: "keep them, or say so: -- @destructive users.email, log: WHY".
 */
#define ACKNOWLEDGED_LINE "-- @destructive …"

/*
 * Hold names to the schema before their statements run; `names` are those of the script,
 * above @down or below it. A released script that names nothing means whatever goes.
 */
void acknowledged_begin(struct diags *diags, const struct script *script,
	struct destructive *names, const struct snapshot *schema, bool released);

/* Before statements run on rows: see which of the names hold anything. */
void acknowledged_meet(struct destructive *names, struct scratch *scratch);

/*
 * They have run, and touched that, or not all of them have: a name whose rows they may
 * take, had there been such rows, is no name too many.
 */
void acknowledged_ran(
	const struct script *script, const struct touched *touched, bool failed);

/*
 * Rows of a table go, or the values of a column. `table` is its name before the step;
 * `whole`: the table is dropped or loses all its rows, or the values go with their rows.
 * Then the table's name stands for them. True when it was named. Either
 * way it is part of the line from now on.
 */
bool acknowledged_loss(
	const struct script *script, const char *table, const char *column, bool whole);

/* The same for what need not be named: a note, or a warning that has another cure. */
bool acknowledged_change(
	const struct script *script, const char *table, const char *column, bool whole);

/*
 * Users are asked about it, though nothing was there to be taken: a table that is dropped
 * and was empty here.
 */
void acknowledged_stake(const struct script *script, const char *table);

/*
 * What users are asked about before the statements run: the names `within` a
 * part of the script, each as a table and a column, or "". `losses`: where a released
 * step has no names, what was seen to go.
 */
struct names acknowledged_stakes(struct arena *arena, const struct destructive *names,
	struct span within, bool losses);

/* Once, after the last step: report names that nothing is taken from; write the lines. */
void acknowledged_finish(struct diags *diags, const struct plan *plan);

#endif
