/*
 * batch_proof: is a backfill in batches what its author wrote? See batch_proof.h.
 */
#include "gen/backfill/batch_proof.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/table_rows.h"
#include "gen/report/diag.h"

/* Rows of a batch: so few that every border is tried. */
enum { BATCH = 1 };

/* A trial on one database. */
struct trial {
	struct diags *diags;
	const struct backfill *backfill;
	struct scratch *scratch;
	bool plain;
	bool good;
	sqlite3_value *low[4], *high[4]; /* the batch in hand; low[0] NULL: the first */
	const char *outside;		 /* a table of which another row was changed */
	uint32_t passes;
};

static struct diag *report(struct trial *trial, enum rule_id rule, const char *message)
{
	const struct section *section = trial->backfill->section;

	trial->good = false;
	return diag_report(trial->diags, rule, trial->backfill->script->source,
		section->statements->span, "%s", message);
}

static void free_key(sqlite3_value **key)
{
	for (int i = 0; i < 4; i++) {
		sqlite3_value_free(key[i]);
		key[i] = NULL;
	}
}

/* SQLite tells of every row of a table with a rowid that is written. */
static void note_row(void *context, int what, const char *schema, const char *table,
	sqlite3_int64 rowid)
{
	struct trial *trial = context;

	(void)what;
	(void)schema;
	if (!map_same(table, trial->backfill->table) || !trial->high[0])
		return;
	if (rowid > sqlite3_value_int64(trial->high[0]) ||
		(trial->low[0] && rowid <= sqlite3_value_int64(trial->low[0])))
		trial->outside = trial->backfill->table;
}

static void bind_key(sqlite3_stmt *stmt, int first, sqlite3_value *const *key)
{
	for (int i = 0; i < 4 && key[i]; i++) {
		if (first + i <= sqlite3_bind_parameter_count(stmt))
			sqlite3_bind_value(stmt, first + i, key[i]);
	}
}

/* Prepare with the batch in hand; NULL when SQLite refuses. */
static sqlite3_stmt *prepare(struct trial *trial, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(trial->scratch->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return NULL;
	bind_key(stmt, 1, trial->low);
	bind_key(stmt, 5, trial->high);
	if (sqlite3_bind_parameter_count(stmt) >= 9)
		sqlite3_bind_int(stmt, 9, BATCH);
	return stmt;
}

/* Run to the end; true when SQLite had no objection. `*row`: a row came. */
static bool run(struct trial *trial, const char *sql, bool *row)
{
	sqlite3_stmt *stmt = prepare(trial, sql);
	int rc = SQLITE_ERROR;

	while (stmt && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
		*row = true;
	return sqlite3_finalize(stmt) == SQLITE_OK && rc == SQLITE_DONE;
}

/* Move on to the next batch; false at the end of the key. */
static bool next_batch(struct trial *trial)
{
	const struct backfill *backfill = trial->backfill;
	sqlite3_stmt *stmt;
	bool found;

	free_key(trial->low);
	memcpy(trial->low, trial->high, sizeof(trial->low));
	memset(trial->high, 0, sizeof(trial->high));
	stmt = prepare(
		trial, trial->low[0] ? backfill->bound_next : backfill->bound_first);
	found = stmt && sqlite3_step(stmt) == SQLITE_ROW &&
		sqlite3_column_type(stmt, 0) != SQLITE_NULL;
	for (uint32_t i = 0; found && i < backfill->key_count; i++)
		trial->high[i] = sqlite3_value_dup(sqlite3_column_value(stmt, (int)i));
	sqlite3_finalize(stmt);
	return found;
}

static void report_failure(struct trial *trial)
{
	struct diag *diag =
		report(trial, RULE_BACKFILL_FAILS, sqlite3_errmsg(trial->scratch->db));

	diag->message = arena_printf(
		trial->scratch->arena, "%s", sqlite3_errmsg(trial->scratch->db));
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

	free_key(trial->low);
	free_key(trial->high);
	while (ran && next_batch(trial)) {
		for (uint32_t i = 0; ran && i < backfill->statement_count; i++)
			ran = run(trial,
				trial->low[0] ? backfill->next[i] : backfill->first[i],
				&row);
	}
	if (!ran)
		report_failure(trial);
	free_key(trial->low);
	free_key(trial->high);
	return ran;
}

static bool is_left(struct trial *trial)
{
	bool left = false;

	while (!left && next_batch(trial))
		run(trial,
			trial->low[0] ? trial->backfill->left_next
				      : trial->backfill->left_first,
			&left);
	free_key(trial->low);
	free_key(trial->high);
	return left;
}

/* The tables that the author's statements name. */
static struct rows *picture(struct trial *trial, uint32_t i)
{
	const struct section *section = trial->backfill->section;

	return rows_take(trial->scratch, i < section->count ? section->statements[i].name
							    : trial->backfill->table);
}

static bool same_rows(struct trial *trial, const struct rows *a, const struct rows *b)
{
	const uint32_t *match;

	if (!a || !b || a->count != b->count || a->column_count != b->column_count)
		return !a && !b;
	match = rows_match(trial->scratch->arena, a, b, true);
	for (uint32_t row = 0; row < a->count; row++) {
		if (match[row] == UINT32_MAX)
			return false;
	}
	for (uint32_t column = 0; column < a->column_count; column++) {
		if (rows_compare(a, column, b, column, match).changed)
			return false;
	}
	return true;
}

/* The single statement, undone again; what the tables hold after it. */
static bool run_whole(struct trial *trial, struct rows **pictures)
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

static void compare(struct trial *trial, struct rows **pictures)
{
	const struct section *section = trial->backfill->section;

	for (uint32_t i = 0; i <= section->count; i++) {
		struct rows *now = picture(trial, i);

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

static void judge_run(struct trial *trial, struct rows **pictures, bool steady)
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

/* What a view reads stands in a line of its own. */
static bool is_view(const struct scratch *scratch, const char *name)
{
	sqlite3_stmt *stmt = NULL;
	const char *sql = arena_printf(scratch->arena,
		"SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = %Q COLLATE "
		"NOCASE",
		name);
	bool view = sqlite3_prepare_v2(scratch->db, sql, -1, &stmt, NULL) == SQLITE_OK &&
		    sqlite3_step(stmt) == SQLITE_ROW;

	sqlite3_finalize(stmt);
	return view;
}

/* "SCAN t": the name; NULL: no table is read whole. */
static const char *scanned(const struct scratch *scratch, const char *detail)
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
	sqlite3_stmt *stmt =
		prepare(trial, arena_printf(arena, "EXPLAIN QUERY PLAN %s", sql));

	while (stmt && sqlite3_step(stmt) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(stmt, 3);
		const char *table = scanned(trial->scratch, detail);

		if (table)
			report(trial, RULE_BACKFILL_SCANS,
				arena_printf(arena, "each batch reads all of %s", table))
				->evidence =
				arena_printf(arena, "SQLite plans: %s", detail);
	}
	sqlite3_finalize(stmt);
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

bool rebatch_prove(struct diags *diags, const struct backfill *backfill,
	struct scratch *scratch, bool plain)
{
	struct trial trial = { .diags = diags,
		.backfill = backfill,
		.scratch = scratch,
		.plain = plain,
		.good = true };
	struct rows *pictures[3] = { NULL };
	bool steady;

	if (backfill->index) {
		judge_index(&trial);
		return trial.good;
	}
	scratch_savepoint(scratch, "backfill");
	scratch_run(scratch, skipped);
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
	scratch_undo(scratch, "backfill");
	return trial.good;
}

bool rebatch_finish(const struct backfills *backfills, const struct backfill *backfill,
	struct scratch *scratch)
{
	const struct section *section = backfill->section;

	if (backfill->ends && !backfill->index &&
		!scratch_compiles(scratch, backfill->next[0]))
		return true; /* an earlier step has ended it */
	if (backfill->after != UINT32_MAX &&
		!rebatch_finish(backfills, &backfills->items[backfill->after], scratch))
		return false;
	for (uint32_t i = 0; !backfill->index && i < section->count; i++) {
		if (!scratch_run(scratch, section->statements[i].sql))
			return false;
	}
	return true;
}
