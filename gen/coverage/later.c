/*
 * later: rows for statements that others of their step come before. See later.h.
 */
#include "gen/coverage/later.h"

#include "gen/base/arena.h"
#include "gen/coverage/origins.h"
#include "gen/oracle/query.h"

enum {
	TRIALS = 400, /* of one step */
	RUNS = 6000,  /* of its statements, in all of them */
	ARMS_MOST = 4 /* fillings of one table that are tried */
};

/* One step. */
struct later {
	struct coverage *coverage;
	const struct coverage_part *part;
	struct scratch *scratch;
	struct relations *relations;	  /* before it */
	const struct coverage_entry *aim; /* whose situation rows are made for; or NULL */
	struct situation *target;	  /* that one */
	bool bare;			  /* all other rows are out of the way */
	uint32_t trials, runs;		  /* that are left */
};

static struct coverage_entry *entry_of(
	const struct later *later, const struct statement *statement)
{
	for (uint32_t i = later->part->first; i < later->part->end; i++) {
		struct coverage_entry *entry = &later->coverage->entries[i];

		if (entry->statement == statement)
			return entry;
	}
	return NULL;
}

static bool is_open(const struct situation *situation)
{
	return !situation->ruled_out && !situation->unasked &&
	       !situation_is_met(situation);
}

/* Right before a statement runs on rows that are tried: what do they show? */
static void look(struct later *later, const struct statement *statement)
{
	struct coverage_entry *entry = entry_of(later, statement);

	if (!entry || !entry->timely)
		return;
	if (later->aim == entry) /* the others are not asked of rows that miss it */
		coverage_ask(later->scratch, later->target, POPULATION_ADVERSARIAL);
	if (!later->aim || situation_is_met(later->target))
		coverage_ask_all(later->scratch, entry->timely, POPULATION_ADVERSARIAL);
}

/* Is all seen, once that statement's rows are? Rows that stay have to pass the step. */
static bool is_enough(const struct later *later, const struct statement *statement)
{
	return later->target && statement == later->aim->statement &&
	       (later->bare || later->target->refused ||
		       !situation_is_met(later->target));
}

/* Run the step on the rows as they are, and undo that; true when it came to its end. */
static bool try(struct later *later)
{
	struct scratch *scratch = later->scratch;
	const struct statement *statements = later->part->statements;
	bool passes = true;

	scratch_savepoint(scratch, "trial");
	for (uint32_t i = 0; passes && i < later->part->statement_count; i++) {
		if (statements[i].dropped)
			continue;
		look(later, &statements[i]);
		later->runs -= later->runs > 0;
		passes = !is_enough(later, &statements[i]) &&
			 scratch_run_statement(scratch, &statements[i], NULL);
	}
	scratch_undo(scratch, "trial");
	return passes;
}

/* All rows go, until the savepoint is undone. */
static void clear(struct later *later)
{
	struct scratch *scratch = later->scratch;
	struct names tables = scratch_texts(scratch,
		"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
		"'sqlite\\_%%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%%'");
	bool were_on = scratch_triggers(scratch, false);

	for (uint32_t i = 0; i < tables.count; i++)
		scratch_run(scratch, arena_printf(scratch->arena,
					     "DELETE FROM main.\"%w\"", tables.items[i]));
	scratch_triggers(scratch, were_on);
}

/* The situation, in the tables of before; false: what it is about is not there. */
static bool carry_back(const struct later *later, struct situation *situation)
{
	struct table_origin origin;

	situation->frame = frame_again(situation->frame, later->relations);
	if (!situation->relation)
		return true;
	origin = origin_of(later->relations, situation->relation->name);
	if (!origin.table)
		return situation->making == MAKE_ORPHAN;
	situation->relation = relation_of(later->relations, origin.table);
	return situation->relation != NULL;
}

/* Rows that show it stay when the step passes on them; else they were seen. */
static bool make(struct later *later, struct situation *situation, bool change)
{
	struct making_of *making = &later->coverage->making;
	struct situation carried = *situation;
	bool passed = false;

	scratch_savepoint(later->scratch, "later");
	making->made.count = 0;
	making->change = change;
	if (later->bare)
		clear(later);
	carried.why = NULL;
	scratch_double_quotes(later->scratch, situation->quotes);
	making->varied = false;
	if (carry_back(later, &carried) && making_try(making, &carried) &&
		(making->varied || !(making->aside || making->absent))) {
		scratch_double_quotes(later->scratch, false);
		later->trials -= later->trials > 0;
		later->target = situation;
		passed = try(later);
		carried.why = "the rows that were made do not show it";
	}
	scratch_double_quotes(later->scratch, false);
	if (!situation->why)
		situation->why = carried.why;
	if (passed && situation_is_met(situation) && !later->bare && !change &&
		!situation->refused)
		scratch_release(later->scratch, "later");
	else
		coverage_undo(later->coverage, later->scratch, "later");
	return situation_is_met(situation);
}

/* With what else is there: rows that are added to it, or change it. */
static bool make_beside(struct later *later, struct situation *situation)
{
	return make(later, situation, false) ||
	       (!later->bare && make(later, situation, true));
}

/* As it is wished; with conditions on other rows left aside; with outer rows left out. */
static bool make_some_way(struct later *later, struct situation *situation)
{
	struct making_of *making = &later->coverage->making;

	for (int way = 0; way < 3 && !situation_is_met(situation); way++) {
		making->aside = way == 1;
		making->absent = way == 2;
		make_beside(later, situation);
	}
	making->aside = making->absent = false;
	return situation_is_met(situation);
}

static void make_for(struct later *later, struct situation *situation)
{
	uint32_t arms = 1;

	for (uint32_t arm = 0; arm < arms && arm < ARMS_MOST; arm++) {
		later->relations->arm = arm;
		later->relations->arms = 0;
		if (make_some_way(later, situation))
			return;
		arms = later->relations->arms;
	}
}

/* Those that nothing runs before have been tried with the rows that are there. */
static bool waits(const struct later *later, const struct coverage_entry *entry)
{
	return entry->timely && (later->bare || !entry->first);
}

static bool has_open(const struct later *later)
{
	for (uint32_t i = later->part->first; i < later->part->end; i++) {
		const struct coverage_entry *entry = &later->coverage->entries[i];

		for (uint32_t j = 0; entry->timely && j < entry->timely->count; j++) {
			if (is_open(&entry->timely->items[j]))
				return true;
		}
	}
	return false;
}

static uint32_t place_of(const struct script *script, const struct statement *statement)
{
	uint32_t i = 0;

	while (i < script->up_count && &script->up[i] != statement)
		i++;
	return i;
}

static void make_all(struct later *later)
{
	for (uint32_t i = later->part->first; i < later->part->end; i++) {
		struct coverage_entry *entry = &later->coverage->entries[i];

		if (!waits(later, entry))
			continue;
		later->relations->at = place_of(later->part->script, entry->statement);
		later->aim = entry;
		for (uint32_t j = 0;
			later->trials && later->runs && j < entry->timely->count; j++) {
			if (is_open(&entry->timely->items[j]))
				make_for(later, &entry->timely->items[j]);
		}
	}
}

void later_make(struct coverage *coverage, const struct coverage_part *part)
{
	struct relations relations;
	struct later later = { .coverage = coverage,
		.part = part,
		.scratch = coverage->making.scratch,
		.relations = &relations,
		.trials = TRIALS,
		.runs = RUNS };

	if (!has_open(&later))
		return;
	relations_init(&relations, later.scratch, part->script);
	relations.absent = coverage->absent;
	relations.before = true;
	if (try(&later))
		make_all(&later);
	later.target = NULL;
	later.aim = NULL;
	later.bare = true; /* there is room again in each table */
	map_init(&coverage->making.rows, coverage->arena);
	make_all(&later);
}
