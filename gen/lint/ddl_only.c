/*
 * ddl_only: steps change the schema; rows of users are a backfill's. See ddl_only.h.
 *
 * Accepted are seeds, rows named by a whole key, tables that the step or its release
 * makes, tables whose rows users do not make, and rows that the step itself needs fixed
 * or moved before it can go on.
 */
#include "gen/lint/ddl_only.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/double_quotes.h"
#include "gen/lint/history_rows.h"
#include "gen/oracle/query.h"
#include "gen/read/release.h"
#include "gen/report/diag.h"
#include "gen/sql/parse.h"

/* A statement being judged. */
struct judged_rows {
	struct arena *arena;
	struct schema_rules *rules;
	struct scratch *scratch;
	const struct snapshot *before;
	const struct migration *migration;
	const struct script *script;
	uint32_t index;
};

static const struct statement *statement_of(const struct judged_rows *rows)
{
	return &rows->script->up[rows->index];
}

/* INSERT … SELECT, whatever VALUES are beside it. */
static bool selects(const struct tree_insert *insert)
{
	for (uint32_t i = 0; insert->select && i < insert->select->cores.count; i++) {
		if (!insert->select->cores.items[i].rows.count)
			return true;
	}
	return false;
}

/* Did the step make the table, or put another one in its place? */
static bool made_here(const struct judged_rows *rows, const char *table)
{
	for (uint32_t i = 0; i < rows->index; i++) {
		const struct statement *statement = &rows->script->up[i];
		bool creates = statement->kind == STATEMENT_CREATE_TABLE ||
			       statement->kind == STATEMENT_CREATE_TABLE_AS ||
			       statement->kind == STATEMENT_CREATE_VIRTUAL_TABLE;

		if (creates && !statement->if_exists && map_same(statement->name, table))
			return true;
		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->new_name, table))
			return true;
	}
	return false;
}

/* Has the table rows that users may have made, and many of them? */
static bool is_users(const struct judged_rows *rows, const char *table)
{
	const struct shot_object *object =
		table ? snapshot_find(rows->before, false, table) : NULL;

	return object && object->type == INSTAR__TABLE && !object->shadow &&
	       !made_here(rows, table) &&
	       schema_rules_users_have(rows->rules, rows->migration, table, NULL) &&
	       !history_rows_alone(rows->scratch, rows->before, object);
}

/* Does the step need the table's rows as the statement leaves them? */
static bool needed_now(const struct judged_rows *rows, const char *table)
{
	for (uint32_t i = rows->index + 1; i < rows->script->up_count; i++) {
		const struct statement *statement = &rows->script->up[i];

		if ((statement->kind == STATEMENT_DROP_TABLE ||
			    statement->kind == STATEMENT_DROP_COLUMN) &&
			map_same(statement->name, table))
			return true;
		if (statement->kind == STATEMENT_CREATE_INDEX && statement->unique &&
			map_same(statement->table, table))
			return true;
	}
	return false;
}

/* How many steps ahead are looked at. */
#define AHEAD 12

/* Does the script drop the table, and put nothing but `target` in its place? */
static bool gives_way(const struct script *script, const char *table, const char *target)
{
	if (!parse_find(script, STATEMENT_DROP_TABLE, table))
		return false;
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (map_same(parse_made(statement), table) &&
			!map_same(statement->name, target))
			return false;
	}
	return true;
}

/*
 * Does the table give way to the one that is filled from it, in a step that may reach
 * users in the same run? Without a lock that is not known: a rebuild may go on there.
 */
static bool goes_later(
	const struct judged_rows *rows, const char *table, const char *target)
{
	const struct plan *plan = rows->rules->plan;
	const struct migration *next = rows->migration;

	if (release_has_past(plan))
		return false;
	for (int i = 0; i < AHEAD && (next = release_next(plan, next)); i++) {
		if (gives_way(next->up, table, target))
			return true;
	}
	return false;
}

/* How many columns the key has that the plan's words "INDEX i (…" or "PRIMARY KEY" name.
 */
static int64_t key_columns(
	const struct judged_rows *rows, const char *table, const char *detail)
{
	const char *at = strstr(detail, "sqlite_autoindex_");

	if (at)
		return scratch_int(rows->scratch, -1,
			"SELECT count(*) FROM pragma_index_info('%.*q')",
			(int)strcspn(at, " ("), at);
	return scratch_int(rows->scratch, -1,
		"SELECT count(*) FROM pragma_table_info(%Q) WHERE pk", table);
}

/* A line of the query plan that looks up single rows: a whole key, compared for equality.
 */
static bool looks_up(
	const struct judged_rows *rows, const char *table, const char *detail)
{
	int64_t terms = 0;

	if (strncmp(detail, "SEARCH", 6) != 0)
		return false;
	if (strstr(detail, "(rowid=?)"))
		return true;
	if ((!strstr(detail, "sqlite_autoindex_") &&
		    !strstr(detail, "USING PRIMARY KEY")) ||
		strpbrk(detail, "<>"))
		return false;
	for (const char *at = detail; (at = strstr(at, "=?")); at++)
		terms++;
	return terms && terms == key_columns(rows, table, detail);
}

/* UPDATE and DELETE of rows that are named by their key. */
static bool names_rows(const struct judged_rows *rows, const char *table)
{
	struct query query = scratch_query(
		rows->scratch, "EXPLAIN QUERY PLAN %s", statement_of(rows)->sql);
	bool single = false, all = true;

	if (query.failed)
		return true; /* that is told elsewhere */
	while (query_row(&query)) {
		single = true;
		all = all && looks_up(rows, table, query_text(&query, 3));
	}
	return single && all;
}

/* A seed reads no table but the one it fills; a move of rows reads one that goes. */
static bool is_seed(const struct judged_rows *rows, const char *table)
{
	const struct touched *touched = &rows->scratch->touched;
	bool seed = true;

	scratch_forget(rows->scratch);
	if (!double_quotes_compiles(rows->scratch, statement_of(rows)->sql))
		return true;
	for (uint32_t i = 0; i < touched->read.count; i++) {
		const char *read = touched->read.items[i];

		if (map_same(read, table))
			continue;
		if (needed_now(rows, read) || goes_later(rows, read, table))
			return true;
		seed = seed && !is_users(rows, read);
	}
	return seed;
}

static bool is_backfill(const struct judged_rows *rows)
{
	const struct statement *statement = statement_of(rows);
	const char *table = statement->name;

	if (!is_users(rows, table) || needed_now(rows, table))
		return false;
	if (statement->kind == STATEMENT_DELETE && !statement->has_where)
		return false; /* quick, and what it loses is INS0405's */
	if (statement->kind == STATEMENT_INSERT)
		return statement->tree && selects(statement->tree->insert) &&
		       !is_seed(rows, table);
	return !names_rows(rows, table);
}

/* Once a step and table: the second statement would say the same. */
static bool is_told(
	const struct diags *diags, const struct script *script, const char *message)
{
	for (uint32_t i = diags->count; i-- > 0;) {
		const struct diag *diag = &diags->items[i];

		if (diag->rule == &rules[RULE_DDL_ONLY] &&
			diag->source == script->source &&
			strcmp(diag->message, message) == 0)
			return true;
	}
	return false;
}

static void report(struct diags *diags, const struct script *script,
	const struct statement *statement)
{
	const char *message = arena_printf(diags->arena,
		"changes rows of %s, which may be many; move to a backfill",
		statement->name);

	if (!is_told(diags, script, message))
		diag_report(diags, RULE_DDL_ONLY, script->source, statement->name_span,
			"%s", message)
			->help = "every start waits for a step, however long it takes: "
				 "see instar explain INS0811";
}

void ddl_only_judge(struct schema_rules *rules, struct scratch *scratch,
	const struct snapshot *before, const struct migration *migration, uint32_t index)
{
	const struct script *script = migration->up;
	const struct statement *statement = &script->up[index];
	struct judged_rows judged = { .arena = scratch->arena,
		.rules = rules,
		.scratch = scratch,
		.before = before,
		.migration = migration,
		.script = script,
		.index = index };
	struct touched touched = scratch->touched;

	if (statement->kind < STATEMENT_INSERT || statement->kind > STATEMENT_DELETE)
		return;
	if (is_backfill(&judged))
		report(rules->diags, script, statement);
	scratch->touched = touched;
}
