/*
 * states_maker: the list of fixtures while it is being made.
 *
 * In: a scratch database that is at a step. Out: fixtures, each with its name, its
 * words and the statements that make it. For the files of states only.
 */
#ifndef GEN_STATES_STATES_MAKER_H
#define GEN_STATES_STATES_MAKER_H

#include "gen/base/map.h"
#include "runtime/fixtures/fixtures.h"
#include "runtime/records/tool_version.h"

struct arena;
struct past;
struct plan;
struct proof;
struct scratch;

struct maker {
	struct arena *arena;
	const struct plan *plan;
	const struct proof *proof;
	const instar_set *set;
	struct past *past;
	struct scratch *scratch; /* steps 1 to `at` have run in it, with their rows */
	uint32_t at;
	bool all;
	bool fragile; /* the history breaks foreign keys of some rows on its way */
	const char **statements;
	uint32_t statement_count;
	struct instar_fixture_step *steps;
	struct instar_fixture_step before; /* base.sql */
	struct instar_fixture *fixtures;
	uint32_t fixture_count;
	struct map names; /* of fixtures */
	struct instar_range extra_table;
	const char *column_drop; /* a column of column_table that SQLite can drop */
	const char *column_name, *column_table;
	uint64_t column_readers; /* the views and triggers with which it was tried */
	uint32_t log;		 /* the fixture that has the next step in its log */
};

/*
 * Add one about a step: called 007_WHAT, based on the scratch database's step, with
 * all of that recorded; the step after it is due. It may move with the next one.
 */
struct instar_fixture *maker_add(
	struct maker *maker, uint32_t step, const char *what, const char *state);

/*
 * Steps up to `from` are recorded, the scratch database has the rows, and its schema is
 * that of its position: how far will the runtime find that it has come, and do the steps
 * from there run in plain SQL?
 */
void maker_judge(struct maker *maker, struct instar_fixture *fixture, uint32_t from);

/*
 * It goes on with step `resume`, perhaps after another position than its own: plain SQL
 * says how that ends.
 */
void maker_resume(struct maker *maker, struct instar_fixture *fixture, uint32_t resume);

/* One statement, or two, as a range; `second` may be NULL. */
struct instar_range maker_more(
	struct maker *maker, const char *first, const char *second);

/* Run them on the scratch database; false when one fails. */
bool maker_runs(struct maker *maker, struct instar_range range);

#endif
