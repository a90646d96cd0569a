/*
 * trial: what a step leaves behind, had a row been another. See trial.h.
 *
 * What is left is compared as a number: the sum of one for each row, so that the order of
 * rows does not count.
 */
#include "gen/rehearse/trial.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/rehearse/step_schema.h"

struct trial *trial_new(struct arena *arena, const struct plan *plan)
{
	struct trial *trial = arena_alloc(arena, sizeof(*trial));

	trial->arena = arena;
	trial->database = deterministic_open(arena, plan);
	trial->scratch = trial->database->scratch;
	return trial;
}

void trial_free(struct trial *trial)
{
	deterministic_close(trial->database);
}

/* All of the schema is there again. */
static void make_whole(struct trial *trial)
{
	if (!trial->small)
		return;
	trial->small = false;
	scratch_undo(trial->scratch, "small");
	scratch_run(trial->scratch, "PRAGMA writable_schema = RESET");
}

void trial_take(struct trial *trial, const struct scratch *before)
{
	make_whole(trial);
	scratch_copy(trial->scratch, before);
	trial->part_count = 0;
	trial->tried = false;
}

void trial_give(struct trial *trial, struct scratch *to)
{
	make_whole(trial);
	scratch_copy(to, trial->scratch);
	trial->tried = false;
}

void trial_add(struct trial *trial, const struct statement *statements, uint32_t count,
	bool enforced)
{
	*arena_add(trial->arena, trial->parts, trial->part_count) =
		(struct trial_part){ statements, count, enforced };
	trial->tried = false;
}

/* What is about the connection, or about transactions, is not run inside of one. */
static bool is_run(const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_PRAGMA:
	case STATEMENT_BEGIN:
	case STATEMENT_COMMIT:
	case STATEMENT_ROLLBACK:
	case STATEMENT_SAVEPOINT:
	case STATEMENT_RELEASE:
		return false;
	default:
		return !statement->dropped;
	}
}

static bool run_part(struct trial *trial, const struct trial_part *part)
{
	bool ran = true;

	scratch_foreign_keys(trial->scratch, part->enforced);
	for (uint32_t i = 0; i < part->count && ran; i++)
		ran = !is_run(&part->statements[i]) ||
		      scratch_run_statement(trial->scratch, &part->statements[i], NULL);
	scratch_foreign_keys(trial->scratch, false);
	return ran;
}

static bool run_parts(struct trial *trial)
{
	bool ran = true;

	deterministic_begin(trial->database);
	for (uint32_t i = 0; i < trial->part_count && ran; i++)
		ran = run_part(trial, &trial->parts[i]);
	return ran;
}

static bool is_virtual(struct trial *trial, const char *name)
{
	return scratch_int(trial->scratch, 0,
		       "SELECT rootpage = 0 FROM sqlite_master WHERE type = 'table' AND "
		       "name = %Q COLLATE NOCASE",
		       name) != 0;
}

/* The columns of a table, but for the numbers that SQLite gave its rows. */
static struct trial_table read_table(struct trial *trial, const char *name, bool numbered)
{
	struct trial_table table = { .name = name };
	struct query query = scratch_query(trial->scratch,
		"SELECT p.name, %d AND p.pk = 1 AND p.type = 'INTEGER' COLLATE NOCASE "
		"FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS p "
		"WHERE m.type = 'table' AND m.name = %Q COLLATE NOCASE "
		"AND p.hidden = 0 ORDER BY p.cid",
		numbered, name);

	while (query_row(&query)) {
		if (query_int(&query, 1))
			continue;
		table.select = arena_printf(trial->arena, "%s%s \"%w\"",
			table.select ? table.select : "SELECT", table.select ? "," : "",
			query_text(&query, 0));
		table.count++;
	}
	if (table.select && !numbered && is_virtual(trial, name)) {
		table.select = arena_printf(trial->arena, "%s, rowid", table.select);
		table.count++;
	}
	if (table.select)
		table.select = arena_printf(
			trial->arena, "%s FROM main.\"%w\"", table.select, name);
	return table;
}

/* Markers */

#define MARKED_NUMBER "7654321" /* and four digits */
#define MARKED_TEXT "qzq"	/* and four digits */

enum { DIGITS = 4, MARKERS = 10000 };

const char *trial_marker(
	struct arena *arena, const char *literal, bool front, uint32_t number)
{
	size_t size = strlen(literal), code = strlen(MARKED_TEXT) + DIGITS;
	size_t kept = size > code + 2 ? size - code - 2 : 0;

	number %= MARKERS;
	if (literal[0] != '\'')
		return arena_printf(arena, "%s" MARKED_NUMBER "%04u", front ? "-" : "",
			number);
	if (front && kept) {
		const char *rest = literal + size - 1 - kept;

		while ((*rest & 0x80 || *rest == '\'') && rest[1])
			rest++; /* neither within a character nor within a pair of quotes */
		return arena_printf(arena, "'" MARKED_TEXT "%04u%s", number, rest);
	}
	while (kept && (literal[kept] & 0x80 || literal[kept] == '\''))
		kept--;
	return arena_printf(
		arena, "'%.*s" MARKED_TEXT "%04u'", (int)kept, literal + 1, number);
}

static void note_marker(struct trial *trial, const char *digits)
{
	uint32_t number = 0;

	for (int i = 0; i < DIGITS; i++) {
		if (digits[i] < '0' || digits[i] > '9')
			return;
		number = number * 10 + (uint32_t)(digits[i] - '0');
	}
	if (number < trial->marker_count)
		trial->found[number] = true;
}

static void find_markers(struct trial *trial, const char *text)
{
	size_t number = strlen(MARKED_NUMBER), word = strlen(MARKED_TEXT);

	for (const char *start = text; *text; text++) {
		if (strncmp(text, MARKED_NUMBER, number) == 0 &&
			(!trial->front || (text > start && text[-1] == '-')))
			note_marker(trial, text + number);
		else if (sqlite3_strnicmp(text, MARKED_TEXT, (int)word) == 0)
			note_marker(trial, text + word);
	}
}

static void find_in_row(struct trial *trial, const struct query *query, int count)
{
	for (int i = 0; i < count; i++) {
		const char *text = query_text(query, i);

		if (text)
			find_markers(trial, text);
	}
}

static uint64_t digest(struct trial *trial)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < trial->table_count; i++) {
		const struct trial_table *table = &trial->tables[i];
		struct query query = scratch_prepare(trial->scratch, table->select);

		while (query_row(&query)) {
			sum += query_digest(&query, 0, table->count, i + 1);
			if (trial->found)
				find_in_row(trial, &query, table->count);
		}
	}
	return sum;
}

/* Fewer entries of a schema than these cost nothing. */
enum { SMALL_SCHEMA = 40 };

/* The names as a list for IN. */
static const char *list_of(struct arena *arena, const struct names *names)
{
	const char *list = NULL;

	for (uint32_t i = 0; i < names->count; i++)
		list = names_join(
			arena, list, ",", arena_printf(arena, "%Q", names->items[i]));
	return list ? list : "NULL";
}

bool trial_is_large(struct trial *trial)
{
	make_whole(trial);
	return !trial->parts[trial->part_count - 1].enforced &&
	       scratch_int(trial->scratch, 0, "SELECT count(*) FROM sqlite_master") >=
		       SMALL_SCHEMA;
}

/* The names, and those of all that is read and compiled when it runs. */
static struct names used_by_all(struct trial *trial, const struct names *used)
{
	const struct touched *touched = &trial->scratch->touched;
	struct names all = { 0 };

	scratch_savepoint(trial->scratch, "trial");
	scratch_forget(trial->scratch);
	run_parts(trial);
	names_add_all(trial->arena, &all, used);
	for (uint32_t i = 0; i < trial->part_count; i++) {
		for (uint32_t j = 0; j < trial->parts[i].count; j++)
			step_schema_name(
				trial->arena, &all, &trial->parts[i].statements[j]);
	}
	names_add_all(trial->arena, &all, &touched->read);
	names_add_all(trial->arena, &all, &touched->written);
	names_add_all(trial->arena, &all, &touched->schema);
	names_add_all(trial->arena, &all, &touched->compiled);
	scratch_undo(trial->scratch, "trial");
	return all;
}

/*
 * Leave out of the schema what the step has nothing to do with: SQLite reads all of it
 * anew in each trial.
 */
static void make_small(struct trial *trial, const struct names *used)
{
	struct names all, kept;
	const char *list;

	if (!trial_is_large(trial))
		return;
	all = used_by_all(trial, used);
	trial->small = true;
	kept = step_schema_of(trial->arena, trial->scratch, &all);
	list = list_of(trial->arena, &kept);
	scratch_savepoint(trial->scratch, "small");
	scratch_run(trial->scratch, "PRAGMA writable_schema = ON");
	scratch_run(trial->scratch,
		arena_printf(trial->arena,
			"DELETE FROM sqlite_master WHERE (type = 'trigger' AND name "
			"COLLATE NOCASE NOT IN (%s)) OR (tbl_name COLLATE NOCASE NOT IN "
			"(%s) AND tbl_name NOT LIKE 'sqlite\\_%%' ESCAPE '\\' AND NOT "
			"EXISTS (SELECT 1 FROM sqlite_master AS v WHERE v.rootpage = 0 "
			"AND v.name COLLATE NOCASE IN (%s) AND sqlite_master.tbl_name "
			"LIKE v.name || '%%'))",
			list, list, list));
	scratch_run(trial->scratch, "PRAGMA writable_schema = RESET");
}

/* Run it undisturbed; what is there then stays until scratch_undo(…, "trial"). */
static bool run_undisturbed(struct trial *trial, const struct names *used)
{
	bool ran;

	make_small(trial, used);
	scratch_savepoint(trial->scratch, "trial");
	ran = run_parts(trial);
	if (ran || !trial->small)
		return ran;
	scratch_undo(trial->scratch, "trial");
	make_whole(trial);
	scratch_savepoint(trial->scratch, "trial");
	return run_parts(trial);
}

static uint32_t most_trials(const struct trial *trial)
{
	uint32_t statements = 1, most;

	for (uint32_t i = 0; i < trial->part_count; i++)
		statements += trial->parts[i].count;
	most = TRIAL_STATEMENTS / statements;
	return most > TRIAL_MOST ? TRIAL_MOST : most < TRIAL_LEAST ? TRIAL_LEAST : most;
}

bool trial_ready(struct trial *trial, const struct names *tables,
	const struct names *numbered, const struct names *used)
{
	trial->table_count = 0;
	trial->left = most_trials(trial);
	trial->untried = 0;
	trial->tried = true;
	trial->ready = run_undisturbed(trial, used);
	for (uint32_t i = 0; i < tables->count && trial->ready; i++) {
		struct trial_table table = read_table(
			trial, tables->items[i], names_have(numbered, tables->items[i]));

		if (table.select)
			*arena_add(trial->arena, trial->tables, trial->table_count) =
				table;
	}
	trial->undisturbed = digest(trial);
	scratch_undo(trial->scratch, "trial");
	return trial->ready;
}

void trial_start(struct trial *trial)
{
	scratch_savepoint(trial->scratch, "trial");
}

bool trial_change(struct trial *trial, const char *sql)
{
	bool changed = false;

	scratch_triggers(trial->scratch, false);
	if (trial->parts[trial->part_count - 1].enforced) {
		scratch_foreign_keys(trial->scratch, true);
		changed = scratch_run(trial->scratch, sql);
		scratch_foreign_keys(trial->scratch, false);
	}
	if (!changed)
		changed = scratch_run(trial->scratch, sql);
	scratch_triggers(trial->scratch, true);
	return changed;
}

enum trial_answer trial_run(struct trial *trial)
{
	if (!trial->left) {
		trial->untried++;
		return TRIAL_UNKNOWN;
	}
	trial->left--;
	if (!run_parts(trial))
		return TRIAL_OTHER;
	return digest(trial) == trial->undisturbed ? TRIAL_SAME : TRIAL_OTHER;
}

enum trial_answer trial_run_marked(
	struct trial *trial, bool front, bool *found, uint32_t count)
{
	enum trial_answer answer;

	trial->found = found;
	trial->front = front;
	trial->marker_count = count;
	answer = trial_run(trial);
	trial->found = NULL;
	return answer;
}

void trial_close(struct trial *trial)
{
	scratch_undo(trial->scratch, "trial");
}
