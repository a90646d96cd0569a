/*
 * coverage: which situations of a history's statements the rows have met. See coverage.h.
 *
 * What a statement distinguishes is derived before its step, to make rows, and once more
 * right before it runs when other statements of the step come before it: they may have
 * made its tables.
 */
#include "gen/coverage/coverage.h"

#include "gen/base/arena.h"
#include "gen/coverage/entries.h"
#include "gen/coverage/heritage.h"
#include "gen/coverage/later.h"
#include "gen/oracle/query.h"
#include "gen/read/plan.h"
#include "gen/report/diag.h"

enum {
	PATIENCE = 4000, /* rows that are tried for one step */
	TICKS = 3000	 /* thousands of instructions for one question */
};

struct coverage *coverage_new(struct arena *arena)
{
	struct coverage *coverage = arena_alloc(arena, sizeof(*coverage));

	coverage->arena = arena;
	coverage->making.arena = arena;
	return coverage;
}

/* Statements that choose among rows, or that rows may stop. */
static bool has_questions(const struct statement *statement)
{
	if (statement->name && sqlite3_strnicmp(statement->name, "sqlite_", 7) == 0)
		return false;
	switch (statement->kind) {
	case STATEMENT_INSERT:
	case STATEMENT_UPDATE:
	case STATEMENT_DELETE:
	case STATEMENT_CREATE_TABLE_AS:
		return true;
	case STATEMENT_CREATE_INDEX:
		return statement->unique;
	default:
		return false;
	}
}

struct coverage_part coverage_begin(struct coverage *coverage,
	const struct migration *migration, const struct script *script,
	const struct statement *statements, uint32_t count)
{
	struct coverage_part part = { .script = script,
		.statements = statements,
		.statement_count = count,
		.first = coverage->count };
	bool first = true;

	for (uint32_t i = 0; i < count; i++) {
		if (statements[i].dropped)
			continue;
		if (has_questions(&statements[i]))
			*arena_add(coverage->arena, coverage->entries, coverage->count) =
				(struct coverage_entry){ .migration = migration,
					.script = script,
					.statement = &statements[i],
					.first = first };
		first = false;
	}
	part.end = coverage->count;
	return part;
}

/* Ask for one situation; what SQLite does not compile is not asked again. */
void coverage_ask(
	struct scratch *scratch, struct situation *situation, enum population population)
{
	struct query query;

	if (situation->ruled_out || situation->unasked || situation->met[population])
		return;
	scratch->ticks = TICKS;
	if (situation->quotes)
		scratch_double_quotes(scratch, true);
	query = scratch_prepare(scratch, situation->query);
	if (query.failed && !situation->quotes) {
		situation->quotes = true;
		scratch_double_quotes(scratch, true);
		query = scratch_prepare(scratch, situation->query);
	}
	situation->unasked = query.failed;
	situation->met[population] = query_row(&query);
	query_close(&query);
	if (situation->quotes) /* not before: SQLite would compile it again */
		scratch_double_quotes(scratch, false);
}

void coverage_ask_all(
	struct scratch *scratch, struct situations *list, enum population population)
{
	struct touched touched = scratch->touched;
	struct failure failure = scratch->failure;

	for (uint32_t i = 0; i < list->count; i++)
		coverage_ask(scratch, &list->items[i], population);
	scratch->touched = touched;
	scratch->failure = failure;
	scratch->ticks = SCRATCH_TICKS;
}

static struct situations *derive(struct coverage *coverage, struct scratch *scratch,
	const struct snapshot *snapshot, const struct coverage_entry *entry)
{
	struct touched touched = scratch->touched;
	struct failure failure = scratch->failure;
	struct situations *list = situations_of(scratch, snapshot, entry->script,
		entry->statement, &coverage->absent, coverage->past);

	scratch->touched = touched;
	scratch->failure = failure;
	return list;
}

/* Tables that CREATE TABLE IF NOT EXISTS will make. */
static void note_absent(
	struct coverage *coverage, struct scratch *scratch, const struct script *script)
{
	coverage->absent = (struct names){ NULL, 0 };
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_CREATE_TABLE && statement->if_exists &&
			!scratch_int(scratch, 0,
				"SELECT 1 FROM sqlite_master WHERE name = %Q COLLATE "
				"NOCASE",
				statement->name))
			names_add(coverage->arena, &coverage->absent, statement->name);
	}
}

/* The tables that the step copies, as they are before it. */
static void note_past(
	struct coverage *coverage, struct scratch *scratch, const struct script *script)
{
	struct touched touched = scratch->touched;
	struct failure failure = scratch->failure;

	coverage->past = arena_alloc(coverage->arena, sizeof(*coverage->past));
	relations_init(coverage->past, scratch, script);
	coverage->past->absent = coverage->absent;
	coverage->past->before = true;
	heritage_know(coverage->past);
	scratch->touched = touched;
	scratch->failure = failure;
}

void coverage_look(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, const struct snapshot *snapshot,
	enum population population)
{
	if (population == POPULATION_PLAIN && part->first < part->end) {
		note_absent(coverage, scratch, part->script);
		note_past(coverage, scratch, part->script);
	}
	for (uint32_t i = part->first; i < part->end; i++) {
		struct coverage_entry *entry = &coverage->entries[i];

		if (!entry->early)
			entry->early = derive(coverage, scratch, snapshot, entry);
		coverage_ask_all(scratch, entry->early, population);
	}
}

/* Is what was met by adversarial rows alone still met? A row may have been changed. */
static bool is_kept(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch)
{
	for (uint32_t i = part->first; i < part->end; i++) {
		const struct situations *list = coverage->entries[i].early;

		for (uint32_t j = 0; list && j < list->count; j++) {
			struct situation again = list->items[j];

			if (again.met[POPULATION_PLAIN] || again.refused ||
				!again.met[POPULATION_ADVERSARIAL])
				continue;
			again.met[POPULATION_ADVERSARIAL] = false;
			coverage_ask(scratch, &again, POPULATION_ADVERSARIAL);
			if (!again.met[POPULATION_ADVERSARIAL])
				return false;
		}
	}
	return true;
}

void coverage_undo(
	struct coverage *coverage, struct scratch *scratch, const char *savepoint)
{
	struct making_of *making = &coverage->making;

	scratch_undo(scratch, savepoint);
	for (uint32_t i = 0; i < making->made.count; i++)
		map_put(&making->rows, making->made.items[i],
			map_get(&making->rows, making->made.items[i]) - 1);
}

/* Rows that stop the statement are made only to see that they can be. */
static bool make(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, struct situation *situation)
{
	bool made;

	scratch_savepoint(scratch, "making");
	coverage->making.made.count = 0;
	scratch_double_quotes(scratch, situation->quotes);
	made = making_try(&coverage->making, situation);
	scratch_double_quotes(scratch, false);
	if (made) {
		coverage_ask(scratch, situation, POPULATION_ADVERSARIAL);
		made = situation->met[POPULATION_ADVERSARIAL];
		if (!made && !situation->why)
			situation->why = "the rows that were made do not show it";
	}
	if (made && coverage->making.change && !situation->refused)
		made = is_kept(coverage, part, scratch);
	situation->met[POPULATION_ADVERSARIAL] = made;
	if (made && !situation->refused)
		scratch_release(scratch, "making");
	else
		coverage_undo(coverage, scratch, "making");
	return made;
}

/* First with new rows, then with others changed. */
static void make_either(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, struct situation *situation)
{
	coverage->making.change = false;
	if (make(coverage, part, scratch, situation))
		return;
	coverage->making.change = true;
	make(coverage, part, scratch, situation);
}

/* Does the step run to its end on the rows as they are? */
static bool passes(struct scratch *scratch, const struct coverage_part *part)
{
	bool passed;

	scratch_savepoint(scratch, "trial");
	passed = !scratch_run_all(scratch, part->statements, part->statement_count);
	scratch_undo(scratch, "trial");
	return passed;
}

/*
 * Rows for those of a step that none has met. Where `careful`, those on which the step
 * fails are made only to see that they can be: what it does to others is to be seen.
 */
static void make_all(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, bool careful)
{
	for (uint32_t i = part->first; i < part->end; i++) {
		struct coverage_entry *entry = &coverage->entries[i];

		for (uint32_t j = 0; j < entry->early->count; j++) {
			struct situation *situation = &entry->early->items[j];

			if (situation->ruled_out || situation->unasked)
				continue;
			/* an earlier one's rows may meet it */
			coverage_ask(scratch, situation, POPULATION_ADVERSARIAL);
			if (situation_is_met(situation))
				continue;
			scratch_savepoint(scratch, "careful");
			make_either(coverage, part, scratch, situation);
			if (careful && !situation->refused &&
				situation_is_met(situation) && !passes(scratch, part)) {
				situation->refused = true;
				scratch_undo(scratch, "careful");
			} else {
				scratch_release(scratch, "careful");
			}
		}
	}
}

static void forget_attempts(struct coverage *coverage)
{
	map_init(&coverage->making.rows, coverage->arena);
	coverage->making.attempts = PATIENCE;
}

/* What was met by the rows that are undone is not. */
static void forget_made(struct coverage *coverage, const struct coverage_part *part)
{
	for (uint32_t i = part->first; i < part->end; i++) {
		struct situations *list = coverage->entries[i].early;

		for (uint32_t j = 0; j < list->count; j++) {
			if (!list->items[j].before)
				list->items[j].met[POPULATION_ADVERSARIAL] = false;
		}
	}
	forget_attempts(coverage);
}

static void note_before(struct coverage *coverage, const struct coverage_part *part)
{
	for (uint32_t i = part->first; i < part->end; i++) {
		struct situations *list = coverage->entries[i].early;

		for (uint32_t j = 0; j < list->count; j++)
			list->items[j].before =
				list->items[j].met[POPULATION_ADVERSARIAL];
	}
}

void coverage_make(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, struct synthesis *synth)
{
	struct touched touched = scratch->touched;
	struct failure failure = scratch->failure;

	coverage->making.synth = synth;
	coverage->making.scratch = scratch;
	forget_attempts(coverage);
	if (part->first == part->end)
		return;
	note_before(coverage, part);
	scratch_savepoint(scratch, "careless");
	make_all(coverage, part, scratch, false);
	if (passes(scratch, part)) {
		scratch_release(scratch, "careless");
	} else {
		scratch_undo(scratch, "careless");
		forget_made(coverage, part);
		make_all(coverage, part, scratch, passes(scratch, part));
	}
	coverage->making.attempts = PATIENCE;
	later_make(coverage, part);
	scratch->touched = touched;
	scratch->failure = failure;
	scratch->ticks = SCRATCH_TICKS;
}

/* Right before the statement runs: rows that may stop it, which are not kept. */
static void make_refused(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, const struct coverage_entry *entry)
{
	struct situations *list = entry->timely;
	struct touched touched = scratch->touched;
	struct failure failure = scratch->failure;

	coverage->making.scratch = scratch;
	for (uint32_t i = 0; i < list->count; i++) {
		struct situation *situation = &list->items[i];

		if (situation->refused && !situation->ruled_out && !situation->unasked &&
			!situation_is_met(situation))
			make_either(coverage, part, scratch, situation);
	}
	scratch->touched = touched;
	scratch->failure = failure;
	scratch->ticks = SCRATCH_TICKS;
}

/* What was found before the step about the same question. */
static void take_over(struct situations *timely, const struct situations *early)
{
	for (uint32_t i = 0; early && i < timely->count; i++) {
		struct situation *situation = &timely->items[i];
		uint32_t j = map_get(&early->queries, situation->query);

		if (j >= early->count || early->items[j].unasked)
			continue;
		situation->refused |= early->items[j].refused;
		situation->why = early->items[j].why;
		if (!situation->why && situation_is_met(&early->items[j]))
			situation->why = "earlier statements of the step change that";
		if (!situation->ruled_out)
			situation->ruled_out = early->items[j].ruled_out;
		if (situation->refused)
			situation->met[POPULATION_ADVERSARIAL] |=
				early->items[j].met[POPULATION_ADVERSARIAL];
	}
}

/* What the step itself has set is as it is. */
static void rule_out_constants(struct situations *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct situation *situation = &list->items[i];

		if (situation->constant && !situation_is_met(situation))
			situation->ruled_out = "the step itself has just set that";
	}
}

void coverage_meet(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, const struct snapshot *snapshot,
	enum population population, const struct statement *statement)
{
	for (uint32_t i = part->first; i < part->end; i++) {
		struct coverage_entry *entry = &coverage->entries[i];

		if (entry->statement != statement)
			continue;
		if (!entry->timely && entry->first && entry->early)
			entry->timely = entry->early;
		if (!entry->timely)
			entry->timely = derive(coverage, scratch, snapshot, entry);
		if (entry->timely != entry->early)
			take_over(entry->timely, entry->early);
		entry->ran[population] = true;
		coverage_ask_all(scratch, entry->timely, population);
		if (population == POPULATION_ADVERSARIAL && entry->timely != entry->early)
			make_refused(coverage, part, scratch, entry);
		if (population == POPULATION_ADVERSARIAL)
			rule_out_constants(entry->timely);
	}
}

struct coverage_counts coverage_entry_counts(const struct coverage_entry *entry)
{
	struct coverage_counts counts = { 0 };

	if (!entry->timely)
		return counts;
	for (uint32_t i = 0; i < entry->timely->count; i++) {
		const struct situation *situation = &entry->timely->items[i];

		counts.ruled_out += situation->ruled_out != NULL;
		counts.unasked += situation->unasked;
		counts.all += !situation->ruled_out && !situation->unasked;
		counts.met += situation_is_met(situation);
	}
	counts.all += entry->timely->cut;
	return counts;
}

struct coverage_counts coverage_counts(const struct coverage *coverage)
{
	struct coverage_counts counts = { 0 };

	for (uint32_t i = 0; i < coverage->count; i++) {
		struct coverage_counts one = coverage_entry_counts(&coverage->entries[i]);

		counts.all += one.all;
		counts.met += one.met;
		counts.ruled_out += one.ruled_out;
		counts.unasked += one.unasked;
	}
	return counts;
}

static void report_entry(struct diags *diags, const struct coverage_entry *entry)
{
	struct coverage_counts counts = coverage_entry_counts(entry);
	const char *text = NULL;
	struct diag *diag;

	if (counts.met == counts.all)
		return;
	for (uint32_t i = 0; i < entry->timely->count; i++) {
		const struct situation *situation = &entry->timely->items[i];

		if (!situation->ruled_out && !situation->unasked &&
			!situation_is_met(situation))
			text = names_join(diags->arena, text, "\n", situation->label);
	}
	diag = diag_report(diags, RULE_UNMET, entry->script->source,
		entry->statement->span, "the rows met %u of %u situations", counts.met,
		counts.all);
	diag->evidence = text;
	diag->help = "instar check --coverage tells more; a row of yours: -- @sample "
		     "INSERT INTO …";
}

void coverage_report(const struct coverage *coverage, const struct coverage_part *part,
	struct diags *diags)
{
	for (uint32_t i = part->first; i < part->end; i++) {
		if (!coverage->entries[i].migration->released &&
			coverage->entries[i].timely)
			report_entry(diags, &coverage->entries[i]);
	}
}
