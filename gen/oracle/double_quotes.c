/*
 * double_quotes: strings in double quotes. See double_quotes.h.
 *
 * What is in backticks is never a string to SQLite: a statement whose names are all
 * written so tells its own strings from those of others.
 */
#include "gen/oracle/double_quotes.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/sql/script_quotes.h"

bool double_quotes_may(const struct scratch *scratch)
{
	return strstr(scratch->failure.message, "no such column") != NULL;
}

bool double_quotes_elsewhere(
	struct scratch *scratch, const char *sql, struct failure *own)
{
	const char *names = script_backticks(scratch->arena, sql);
	struct failure failure = scratch->failure;
	bool compiles;

	scratch_double_quotes(scratch, true);
	compiles = scratch_compiles(scratch, names ? names : sql);
	scratch_double_quotes(scratch, false);
	if (own)
		*own = scratch->failure;
	scratch->failure = failure;
	return compiles;
}

bool double_quotes_compiles(struct scratch *scratch, const char *sql)
{
	return scratch_compiles(scratch, sql) ||
	       (double_quotes_may(scratch) &&
		       double_quotes_elsewhere(scratch, sql, NULL));
}

/* Make it anew with names that can only be names. */
static bool remake(struct scratch *scratch, const struct shot_object *object)
{
	const char *names = script_backticks(scratch->arena, object->sql);

	return names &&
	       scratch_run(scratch, arena_printf(scratch->arena, "DROP %s \"%w\"",
					    snapshot_type(object), object->name)) &&
	       scratch_run(scratch, names);
}

bool double_quotes_body(struct scratch *scratch, const struct shot_object *object,
	const char *probe, struct failure *own)
{
	struct failure failure = scratch->failure;
	struct touched touched;
	bool compiles;

	*own = (struct failure){ .offset = -1 };
	if (!double_quotes_may(scratch))
		return false;
	scratch_double_quotes(scratch, true);
	compiles = scratch_compiles(scratch, probe);
	touched = scratch->touched;
	if (compiles) {
		scratch_savepoint(scratch, "quotes");
		if (remake(scratch, object) && !scratch_compiles(scratch, probe))
			own->message = scratch->failure.message;
		scratch_undo(scratch, "quotes");
	}
	scratch_double_quotes(scratch, false);
	scratch->touched = touched;
	scratch->failure = failure;
	return compiles;
}

/* CREATE TABLE with the columns that are there and the definition of the new one. */
static const char *table_of(struct scratch *scratch, const struct statement *statement,
	struct span added, uint32_t *before)
{
	struct query query = scratch_query(scratch,
		"SELECT printf('\"%%w\"', name) FROM pragma_table_xinfo(%Q)",
		statement->name);
	const char *sql = "CREATE TABLE instar_quotes(", *name, *next = NULL;

	while (query_row(&query)) {
		name = arena_printf(scratch->arena, "%s", query_text(&query, 0));
		if (next)
			sql = arena_printf(scratch->arena, "%s%s, ", sql, next);
		next = name; /* not the last, which is the new one */
	}
	query_close(&query);
	*before = (uint32_t)strlen(sql);
	return arena_printf(scratch->arena, "%s%.*s)", sql,
		(int)(added.end - added.start),
		statement->sql + (added.start - statement->span.start));
}

void double_quotes_added(struct scratch *scratch, const struct statement *statement,
	struct failure *strict)
{
	struct failure failure = scratch->failure;
	struct touched touched = scratch->touched;
	struct span added;
	const char *sql;
	uint32_t before;

	if (!statement->tree)
		return;
	added = statement->tree->alter->added->span;
	sql = table_of(scratch, statement, added, &before);
	if (!scratch_compiles(scratch, sql) && double_quotes_may(scratch)) {
		*strict = scratch->failure;
		strict->offset =
			strict->offset < (int)before
				? -1
				: strict->offset - (int)before +
					  (int)(added.start - statement->span.start);
	}
	scratch->failure = failure;
	scratch->touched = touched;
}
