/*
 * parents: do the foreign keys of the finished schema lead somewhere? See parents.h.
 */
#include "parents.h"

#include "arena.h"
#include "diag.h"

static void report_missing(struct diags *diags, const struct snapshot *snapshot,
	const struct shot_object *table, const struct map *failed)
{
	for (uint32_t i = 0; i < table->key_count; i++) {
		const struct shot_key *key = &table->keys[i];

		if (!snapshot_find(snapshot, false, key->parent_table) &&
			map_get(failed, key->parent_table) == MAP_NONE)
			diag_report(diags, RULE_PARENT_MISSING, table->script->source,
				table->span, "no such table: %s, which %s(%s) refers to",
				key->parent_table, table->name, key->columns);
	}
}

/* Where the last statement stands that wrote rows into the table. */
static const struct statement *last_write(
	const struct plan *plan, const char *table, const struct script **script)
{
	for (uint32_t i = plan->count; i-- > 0;) {
		const struct script *up = plan->migrations[i].up;

		for (uint32_t j = up->up_count; j-- > 0;) {
			const struct statement *statement = &up->up[j];

			*script = up;
			if ((statement->kind == STATEMENT_INSERT ||
				    statement->kind == STATEMENT_UPDATE) &&
				map_same(statement->name, table))
				return statement;
		}
	}
	return NULL;
}

static void report_dangling(struct diags *diags, const struct plan *plan,
	const struct shot_object *table, const char *parent, uint32_t rows)
{
	const struct script *script = table->script;
	const struct statement *write = last_write(plan, table->name, &script);
	struct span span = write ? write->name_span : table->span;

	if (!write)
		script = table->script;
	diag_report(diags, RULE_DANGLING_ROWS, script->source, span,
		"%u row%s of %s refer%s to rows of %s that are not there", rows,
		rows == 1 ? "" : "s", table->name, rows == 1 ? "s" : "", parent)
		->help =
		"insert the parents first: foreign keys are checked before the commit";
}

/* How many rows dangle, and below which parent; false when SQLite cannot tell. */
static bool count_dangling(struct scratch *scratch, const struct shot_object *table,
	const char **parent, uint32_t *rows)
{
	const char *sql = arena_printf(
		scratch->arena, "PRAGMA foreign_key_check(\"%w\")", table->name);
	sqlite3_stmt *stmt = NULL;
	bool possible = scratch_run(scratch, sql);

	*rows = 0;
	if (!possible ||
		sqlite3_prepare_v2(scratch->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return possible;
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		if (!(*rows)++)
			*parent = arena_printf(scratch->arena, "%s",
				(const char *)sqlite3_column_text(stmt, 2));
	}
	sqlite3_finalize(stmt);
	return true;
}

bool parents_check(struct diags *diags, const struct plan *plan,
	const struct snapshot *snapshot, struct scratch *scratch,
	const struct map *failed)
{
	bool dangle = false;

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *table = snapshot->objects[i];
		const char *parent = NULL;
		uint32_t rows;

		if (table->gone || !table->key_count)
			continue;
		report_missing(diags, snapshot, table, failed);
		if (!count_dangling(scratch, table, &parent, &rows))
			diag_report(diags, RULE_PARENT_MISSING, table->script->source,
				table->span, "%s", scratch->failure.message)
				->help =
				"the parent's columns must be its primary key or unique";
		if (!rows || !snapshot_find(snapshot, false, parent))
			continue;
		report_dangling(diags, plan, table, parent, rows);
		dangle = true;
	}
	return dangle;
}
