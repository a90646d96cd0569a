/*
 * added_column: what to write for an ADD COLUMN that SQLite refuses where there are rows.
 * See added_column.h.
 */
#include "gen/lint/added_column.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/sql/script_words.h"
#include "gen/sql/tree_walk.h"

/* The statement at hand. */
struct added {
	struct arena *arena;
	const struct script *script;
	const struct statement *statement;
	const struct tree_column_def *column;
};

static bool has_part(const char *type, const char *part)
{
	size_t size = strlen(part);

	for (; strlen(type) >= size; type++) {
		if (!sqlite3_strnicmp(type, part, (int)size))
			return true;
	}
	return false;
}

/* A value that any column of the type takes. */
static const char *plain_value(const struct tree_column_def *column)
{
	const char *type = column->type ? column->type : "BLOB";

	if (has_part(type, "INT") || has_part(type, "BOOL"))
		return "0";
	if (has_part(type, "CHAR") || has_part(type, "TEXT") || has_part(type, "CLOB"))
		return "''";
	if (has_part(type, "BLOB"))
		return "x''";
	return "0";
}

/* The column's definition without one of its constraints. */
static const char *definition_without(
	const struct added *added, enum tree_constraint_kind kind)
{
	const struct tree_constraint *left = tree_constraint_of(added->column, kind);
	struct span all = added->column->span, before = all, behind = all;
	struct text text;

	text_init(&text, added->arena);
	if (left) {
		before.end = left->span.start;
		behind.start = left->span.end;
	}
	text_add(&text, script_text(added->arena, added->script, before));
	while (left && text.size && text.bytes[text.size - 1] == ' ')
		text.bytes[--text.size] = 0;
	if (left && behind.start < behind.end)
		text_add(&text, script_text(added->arena, added->script, behind));
	return text.bytes;
}

static const char *needs_value(const struct added *added)
{
	return arena_printf(added->arena,
		"give the rows that are there a value: ALTER TABLE %s ADD COLUMN %s "
		"DEFAULT "
		"%s;",
		added->statement->name,
		script_text(added->arena, added->script, added->column->span),
		plain_value(added->column));
}

/* The value of the DEFAULT, as it is written. */
static const char *value_of(const struct added *added)
{
	const struct tree_constraint *constraint =
		tree_constraint_of(added->column, CONSTRAINT_DEFAULT);

	return constraint && constraint->expr
		       ? script_text(added->arena, added->script, constraint->expr->span)
		       : "…";
}

static const char *fill(const struct added *added, const char *words)
{
	const char *table = added->statement->name, *column = added->column->name.text;

	return arena_printf(added->arena,
		"%sALTER TABLE %s ADD COLUMN %s; UPDATE %s SET %s = %s;", words, table,
		definition_without(added, CONSTRAINT_DEFAULT), table, column,
		value_of(added));
}

static const char *not_constant(const struct added *added)
{
	bool strict = tree_constraint_of(added->column, CONSTRAINT_NOT_NULL);

	if (strict)
		return arena_printf(added->arena,
			"write the table with the column below -- @rebuild %s %s = %s: "
			"CREATE TABLE %s(…)",
			added->statement->name, added->column->name.text, value_of(added),
			added->statement->name);
	return arena_printf(added->arena,
		"%s or, for new rows too, write the table with the column below -- "
		"@rebuild %s %s = %s: CREATE TABLE %s(…)",
		fill(added, "fill it: "), added->statement->name,
		added->column->name.text, value_of(added), added->statement->name);
}

static const char *refused_default(const struct added *added)
{
	return arena_printf(added->arena,
		"the CHECK refuses the column's own DEFAULT %s: give it one that the "
		"CHECK takes",
		value_of(added));
}

const char *added_column_cure(struct arena *arena, const struct script *script,
	const struct statement *statement, const char *message)
{
	struct added added = { arena, script, statement, NULL };

	if (!statement->tree || statement->kind != STATEMENT_ADD_COLUMN)
		return NULL;
	added.column = statement->tree->alter->added;
	if (strstr(message, "Cannot add a NOT NULL column"))
		return needs_value(&added);
	if (strstr(message, "Cannot add a column with non-constant default"))
		return not_constant(&added);
	if (strstr(message, "Cannot add a REFERENCES column"))
		return arena_printf(arena,
			"%s where there is such a parent; or insert the parent first",
			fill(&added, "add it without a default, then set it: "));
	if (strstr(message, "CHECK constraint failed") &&
		tree_constraint_of(added.column, CONSTRAINT_DEFAULT))
		return refused_default(&added);
	return NULL;
}
