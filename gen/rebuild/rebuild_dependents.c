/*
 * rebuild_dependents: what belonged to the old table comes back. See
 * rebuild_dependents.h.
 */
#include "gen/rebuild/rebuild_dependents.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/double_quotes.h"
#include "gen/oracle/query.h"
#include "gen/report/diag.h"

/* Does the author make it himself, further down in the step? */
static bool made_later(const struct statement *at, const struct statement *end,
	bool trigger, const char *name)
{
	enum statement_kind create =
		trigger ? STATEMENT_CREATE_TRIGGER : STATEMENT_CREATE_INDEX;
	enum statement_kind drop =
		trigger ? STATEMENT_DROP_TRIGGER : STATEMENT_DROP_INDEX;

	for (; at < end; at++) {
		if (at->kind == create && map_same(at->name, name))
			return true;
		if (at->kind == drop && map_same(at->name, name))
			return false;
	}
	return false;
}

static void find(struct scratch *scratch, struct rebuild *rebuild,
	const struct statement *end, bool trigger)
{
	struct arena *arena = scratch->arena;
	struct names *back = &rebuild->back;
	struct query query = scratch_query(scratch,
		"SELECT name, sql FROM sqlite_master WHERE type = %Q AND sql IS NOT NULL "
		"AND tbl_name = %Q COLLATE NOCASE ORDER BY rowid",
		trigger ? "trigger" : "index", rebuild->old.object->name);

	while (query_row(&query)) {
		if (made_later(rebuild->target + 1, end, trigger, query_text(&query, 0)))
			continue;
		*arena_add(arena, back->items, back->count) = query_copy(&query, 1);
	}
}

/* A statement that writes the table in each way, so that its triggers are compiled. */
static bool triggers_compile(
	struct scratch *scratch, const char *name, const struct shot_object *columns)
{
	struct arena *arena = scratch->arena;
	const char *table = rebuild_table_quote(arena, name);
	const char *sets = NULL;

	for (uint32_t i = 0; i < columns->column_count; i++) {
		const struct shot_column *column = &columns->columns[i];
		const char *word = rebuild_table_quote(arena, column->name);

		if (!column->generated)
			sets = names_join(arena, sets, ", ",
				arena_printf(arena, "%s = %s", word, word));
	}
	return double_quotes_compiles(scratch,
		       arena_printf(arena, "INSERT INTO %s DEFAULT VALUES", table)) &&
	       double_quotes_compiles(scratch, arena_printf(arena, "DELETE FROM %s", table)) &&
	       double_quotes_compiles(
		       scratch, arena_printf(arena, "UPDATE %s SET %s", table, sets));
}

void rebuild_dependents_find(
	struct scratch *scratch, struct rebuild *rebuild, const struct statement *end)
{
	rebuild->sound =
		triggers_compile(scratch, rebuild->old.object->name, rebuild->old.object);
	find(scratch, rebuild, end, false);
	find(scratch, rebuild, end, true);
}

/* A column of UPDATE OF that is gone, which SQLite itself would never tell. */
static const char *lost_event(
	const struct rebuild *rebuild, const struct statement *trigger)
{
	const struct tree_names *columns =
		trigger->tree ? &trigger->tree->create_trigger->columns : NULL;

	for (uint32_t i = 0; columns && i < columns->count; i++) {
		const char *name = columns->items[i].text;

		if (!snapshot_column(rebuild->new.object, name))
			return name;
	}
	return NULL;
}

static void report_unfit(struct diags *diags, const struct script *script,
	const struct rebuild *rebuild, const struct statement *statement, const char *why)
{
	bool index = statement->kind == STATEMENT_CREATE_INDEX;
	const char *word = index ? "INDEX" : "TRIGGER";
	struct diag *diag = diag_report(diags, RULE_REBUILD, script->source,
		rebuild->target->name_span, "%s %s does not fit the new %s: %s",
		index ? "index" : "trigger", statement->name, rebuild->order->table, why);

	diag->evidence = statement->sql;
	diag->help = arena_printf(diags->arena,
		"below the table write CREATE %s %s as it is to be; when it is not "
		"wanted any more, DROP %s %s above it",
		word, statement->name, word, statement->name);
}

/* Why a trigger that was just made cannot fire on the new table; NULL: it can. */
static const char *unfit(struct scratch *scratch, const struct rebuild *rebuild,
	const struct statement *trigger)
{
	const char *column = lost_event(rebuild, trigger);

	if (column)
		return arena_printf(scratch->arena, "no such column: %s", column);
	if (!rebuild->sound ||
		triggers_compile(scratch, rebuild->target->name, rebuild->new.object))
		return NULL;
	return scratch->failure.message;
}

bool rebuild_dependents_run(struct diags *diags, struct scratch *scratch,
	const struct script *script, const struct rebuild *rebuild,
	const struct statement *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct statement *statement = &list[i];
		bool ran = scratch_run_statement(scratch, statement, NULL);
		const char *why = ran ? NULL : scratch->failure.message;

		if (ran && statement->kind == STATEMENT_CREATE_TRIGGER)
			why = unfit(scratch, rebuild, statement);
		if (!why)
			continue;
		if (statement->kind != STATEMENT_CREATE_INDEX &&
			statement->kind != STATEMENT_CREATE_TRIGGER)
			return false; /* prove tells it */
		report_unfit(diags, script, rebuild, statement, why);
		if (ran) /* so that it is not taken for the fault of the next */
			scratch_run(
				scratch, arena_printf(diags->arena, "DROP TRIGGER \"%w\"",
						 statement->name));
	}
	return true;
}
