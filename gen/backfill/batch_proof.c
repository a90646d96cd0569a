/*
 * batch_proof: is a backfill in batches what its author wrote? See batch_proof.h.
 */
#include "gen/backfill/batch_proof.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/double_quotes.h"
#include "gen/oracle/query.h"
#include "gen/oracle/table_rows.h"
#include "gen/report/diag.h"

/* Rows of a batch: so few that every border is tried. */
enum { BATCH = 1 };

/* A place in the key: behind the batch before, or at the end of this one. */
struct bound {
	struct value key[4];
	uint32_t count; /* 0: there is none */
};

/* A trial on one database. */
struct trial {
	struct diags *diags;
	const struct backfill *backfill;
	struct scratch *scratch;
	bool plain;
	bool good;
	struct bound low, high; /* the batch in hand */
	const char *outside;	/* a table of which another row was changed */
};

static struct diag *report(struct trial *trial, enum rule_id rule, const char *message)
{
	const struct section *section = trial->backfill->section;

	trial->good = false;
	return diag_report(trial->diags, rule, trial->backfill->script->source,
		section->statements->span, "%s", message);
}

/* SQLite tells of every row of a table with a rowid that is written. */
static void note_row(void *context, int what, const char *schema, const char *table,
	sqlite3_int64 rowid)
{
	struct trial *trial = context;

	(void)what;
	(void)schema;
	if (!map_same(table, trial->backfill->table) || !trial->high.count)
		return;
	if (rowid > trial->high.key[0].integer ||
		(trial->low.count && rowid <= trial->low.key[0].integer))
		trial->outside = trial->backfill->table;
}

static void bind_key(struct query *query, int first, const struct bound *bound)
{
	for (uint32_t i = 0; i < bound->count; i++)
		query_bind(query, first + (int)i, &bound->key[i]);
}

/* With the batch in hand. */
static struct query prepare(struct trial *trial, const char *sql)
{
	static const struct value batch = { .type = SQLITE_INTEGER, .integer = BATCH };
	struct query query = scratch_prepare(trial->scratch, sql);

	bind_key(&query, 1, &trial->low);
	bind_key(&query, 5, &trial->high);
	query_bind(&query, 9, &batch);
	return query;
}

/* Run to the end; true when SQLite had no objection. `*row`: a row came. */
static bool run(struct trial *trial, const char *sql, bool *row)
{
	struct query query = prepare(trial, sql);

	while (query_row(&query))
		*row = true;
	return !query.failed;
}

/* Move on to the next batch; false at the end of the key. */
static bool next_batch(struct trial *trial)
{
	const struct backfill *backfill = trial->backfill;
	struct query query;

	trial->low = trial->high;
	trial->high.count = 0;
	query = prepare(
		trial, trial->low.count ? backfill->bound_next : backfill->bound_first);
	if (query_row(&query) && query_value(&query, 0).type != SQLITE_NULL) {
		for (; trial->high.count < backfill->key_count; trial->high.count++)
			trial->high.key[trial->high.count] =
				query_value(&query, (int)trial->high.count);
	}
	query_close(&query);
	return trial->high.count > 0;
}

/* Back to the first batch. */
static void begin(struct trial *trial)
{
	trial->low.count = trial->high.count = 0;
}

static void report_failure(struct trial *trial)
{
	struct diag *diag =
		report(trial, RULE_BACKFILL_FAILS, trial->scratch->failure.message);

	diag->evidence = trial->plain ? "on tables that hold plain rows"
				      : "on rows with NULLs and duplicates";
	if (!trial->plain)
		diag->severity = SEVERITY_WARNING;
}

/* All batches once; false when a statement failed, which is reported. */
static bool run_batches(struct trial *trial)
{
	const struct backfill *backfill = trial->backfill;
	bool row = false, ran = true;

	begin(trial);
	while (ran && next_batch(trial)) {
		for (uint32_t i = 0; ran && i < backfill->statement_count; i++)
			ran = run(trial,
				trial->low.count ? backfill->next[i] : backfill->first[i],
				&row);
	}
	if (!ran)
		report_failure(trial);
	begin(trial);
	return ran;
}

static bool is_left(struct trial *trial)
{
	bool left = false;

	while (!left && next_batch(trial))
		run(trial,
			trial->low.count ? trial->backfill->left_next
					 : trial->backfill->left_first,
			&left);
	begin(trial);
	return left;
}

/* The tables that the author's statements name. */
static struct table_rows *picture(struct trial *trial, uint32_t i)
{
	const struct section *section = trial->backfill->section;

	return table_rows_take(trial->scratch, i < section->count
						       ? section->statements[i].name
						       : trial->backfill->table);
}

static bool same_rows(
	struct trial *trial, const struct table_rows *a, const struct table_rows *b)
{
	const uint32_t *match;

	if (!a || !b || a->count != b->count || a->column_count != b->column_count)
		return !a && !b;
	match = table_rows_match(trial->scratch->arena, a, b, true);
	for (uint32_t row = 0; row < a->count; row++) {
		if (match[row] == UINT32_MAX)
			return false;
	}
	for (uint32_t column = 0; column < a->column_count; column++) {
		if (table_rows_compare(a, column, b, column, match).changed)
			return false;
	}
	return true;
}

/* The single statement, undone again; what the tables hold after it. */
static bool run_whole(struct trial *trial, struct table_rows **pictures)
{
	const struct section *section = trial->backfill->section;
	bool row = false, ran = true;

	scratch_savepoint(trial->scratch, "whole");
	for (uint32_t i = 0; ran && i < section->count; i++)
		ran = run(trial, section->statements[i].sql, &row);
	if (!ran)
		report_failure(trial);
	for (uint32_t i = 0; ran && i <= section->count; i++)
		pictures[i] = picture(trial, i);
	scratch_undo(trial->scratch, "whole");
	return ran;
}

static void compare(struct trial *trial, struct table_rows **pictures)
{
	const struct section *section = trial->backfill->section;

	for (uint32_t i = 0; i <= section->count; i++) {
		struct table_rows *now = picture(trial, i);

		if (same_rows(trial, pictures[i], now))
			continue;
		report(trial, RULE_BACKFILL_DIFFERS,
			arena_printf(trial->scratch->arena,
				"in batches of %d row %s gets other rows than by the "
				"single statement",
				BATCH, now ? now->table : trial->backfill->table))
			->help = "compute each row from that row alone";
		return;
	}
}

static void judge_run(struct trial *trial, struct table_rows **pictures, bool steady)
{
	if (!run_batches(trial))
		return;
	if (trial->outside)
		report(trial, RULE_BACKFILL_OUTSIDE,
			arena_printf(trial->scratch->arena,
				"a batch changes rows of %s outside its range",
				trial->outside));
	if (is_left(trial))
		report(trial, RULE_BACKFILL_ENDLESS,
			"rows are still due after their batch: the backfill does not end")
			->help = "write a condition that the change itself makes false";
	else if (steady && trial->good)
		compare(trial, pictures);
}

/* What a view reads is in a line of its own. */
static bool is_view(struct scratch *scratch, const char *name)
{
	return scratch_int(scratch, 0,
		       "SELECT 1 FROM sqlite_master WHERE type = 'view' AND "
		       "name = %Q COLLATE NOCASE",
		       name) != 0;
}

/* "SCAN t": the name; NULL: no table is read whole. */
static const char *scanned(struct scratch *scratch, const char *detail)
{
	const char *name;

	if (strncmp(detail, "SCAN ", 5) != 0 || detail[5] == '(' ||
		strncmp(detail + 5, "CONSTANT", 8) == 0)
		return NULL;
	name = arena_copy(scratch->arena, detail + 5, strcspn(detail + 5, " "));
	return is_view(scratch, name) ? NULL : name;
}

/* Does each batch find its rows, or read a table whole? */
static void judge_plan(struct trial *trial, const char *sql)
{
	struct arena *arena = trial->scratch->arena;
	struct query query =
		prepare(trial, arena_printf(arena, "EXPLAIN QUERY PLAN %s", sql));

	while (query_row(&query)) {
		const char *detail = query_text(&query, 3);
		const char *table = scanned(trial->scratch, detail);

		if (table)
			report(trial, RULE_BACKFILL_SCANS,
				arena_printf(arena, "each batch reads all of %s", table))
				->evidence =
				arena_printf(arena, "SQLite plans: %s", detail);
	}
}

static void judge_index(struct trial *trial)
{
	scratch_savepoint(trial->scratch, "index");
	if (!scratch_run(trial->scratch, trial->backfill->first[0])) {
		struct diag *diag = report(
			trial, RULE_BACKFILL_FAILS, trial->scratch->failure.message);

		diag->evidence = trial->plain ? "on tables that hold plain rows"
					      : "on rows with duplicates";
		diag->help = "the index is left out and the duplicates are told";
		if (!trial->plain)
			diag->severity = SEVERITY_NOTE;
	}
	scratch_undo(trial->scratch, "index");
}

/* The table that the runtime keeps; the condition asks it. */
static const char skipped[] = "CREATE TABLE schema_backfill_skipped(set_name, key, row)";

bool batch_proof_run(struct diags *diags, const struct backfill *backfill,
	struct scratch *scratch, bool plain)
{
	struct trial trial = { .diags = diags,
		.backfill = backfill,
		.scratch = scratch,
		.plain = plain,
		.good = true };
	struct table_rows *pictures[3] = { NULL };
	bool steady;

	if (backfill->index) {
		judge_index(&trial);
		return trial.good;
	}
	scratch_savepoint(scratch, "backfill");
	scratch_run(scratch, skipped);
	/* a trigger that was released with strings in double quotes */
	scratch_double_quotes(
		scratch, !scratch_compiles(scratch, backfill->next[0]) &&
				 double_quotes_compiles(scratch, backfill->next[0]));
	scratch_forget(scratch);
	if (run_whole(&trial, pictures)) {
		steady = !scratch->touched.function;
		if (backfill->key_count == 1)
			sqlite3_update_hook(scratch->db, note_row, &trial);
		judge_run(&trial, pictures, steady);
		sqlite3_update_hook(scratch->db, NULL, NULL);
		for (uint32_t i = 0; i < backfill->statement_count; i++)
			judge_plan(&trial, backfill->next[i]);
	}
	scratch_double_quotes(scratch, false);
	scratch_undo(scratch, "backfill");
	return trial.good;
}

bool batch_proof_finish(const struct backfills *backfills,
	const struct backfill *backfill, struct scratch *scratch)
{
	const struct section *section = backfill->section;

	if (backfill->ends && !backfill->index &&
		!scratch_compiles(scratch, backfill->next[0]))
		return true; /* an earlier step has ended it */
	if (backfill->after != UINT32_MAX &&
		!batch_proof_finish(
			backfills, &backfills->items[backfill->after], scratch))
		return false;
	for (uint32_t i = 0; !backfill->index && i < section->count; i++) {
		if (!scratch_run_statement(scratch, &section->statements[i], NULL))
			return false;
	}
	return true;
}
