/*
 * refused_tables: definitions of tables that SQLite does not take. See refused.h.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/refused.h"
#include "gen/sql/script_words.h"
#include "gen/sql/tree_walk.h"

static const struct tree_create_table *table_tree(const struct refused *refused)
{
	const struct statement *statement = refused->known.statement;

	return statement->tree && statement->kind == STATEMENT_CREATE_TABLE
		       ? statement->tree->create_table
		       : NULL;
}

/* The column definitions of the statement, and one of them by its name. */
static struct tree_column_defs columns_of(const struct refused *refused)
{
	return script_columns(
		refused->known.arena, refused->known.script, refused->known.statement);
}

static const struct tree_column_def *column_of(
	const struct tree_column_defs *columns, const char *name)
{
	for (uint32_t i = 0; i < columns->count; i++) {
		if (map_same(columns->items[i].name.text, name))
			return &columns->items[i];
	}
	return NULL;
}

/* Two columns of one name: the second, or the one that is added. */
void refused_twice(const struct refused *refused, struct advice *advice)
{
	struct tree_column_defs columns = columns_of(refused);
	const struct statement *statement = refused->known.statement;
	const char *maker = known_maker(&refused->known, statement->name);
	bool seen = false;

	if (statement->kind != STATEMENT_CREATE_TABLE) {
		advice->help = arena_printf(refused->known.arena,
			"%s has it already%s%s: leave the statement out, or take another "
			"name",
			statement->name, maker ? ", see " : "", maker ? maker : "");
		return;
	}
	for (uint32_t i = 0; i < columns.count; i++) {
		if (!map_same(columns.items[i].name.text, refused->name))
			continue;
		if (seen)
			advice->span = columns.items[i].name.span;
		seen = true;
	}
	advice->help = arena_printf(refused->known.arena,
		"remove the second %s, or give it another name", refused->name);
}

/* An object of that name is there. */
void refused_exists(const struct refused *refused, struct advice *advice)
{
	const struct statement *statement = refused->known.statement;
	const char *name = refused->name, *word = NULL;
	const char *maker = name ? known_maker(&refused->known, name) : NULL;
	struct arena *arena = refused->known.arena;

	if (!name)
		return;
	if (statement->kind == STATEMENT_CREATE_INDEX)
		word = "INDEX";
	else if (statement->kind == STATEMENT_CREATE_VIEW)
		word = "VIEW";
	else if (statement->kind == STATEMENT_CREATE_TRIGGER)
		word = "TRIGGER";
	advice->help =
		arena_printf(arena, "%s%s%s made it: take another name, or %s %s%s",
			maker ? maker : "an earlier statement", "", "",
			word ? "write first: DROP"
			     : "change that table: ALTER TABLE, or -- @rebuild",
			word ? arena_printf(arena, "%s ", word) : "", name);
}

/* "default value of column [b] is not constant" */
void refused_not_constant(const struct refused *refused, struct advice *advice)
{
	const char *open = strchr(refused->message, '[');
	const char *close = open ? strchr(open, ']') : NULL;
	struct tree_column_defs columns = columns_of(refused);
	const struct tree_column_def *column;
	const struct tree_constraint *value;

	if (!close)
		return;
	column = column_of(&columns,
		arena_copy(refused->known.arena, open + 1, (size_t)(close - open - 1)));
	value = column ? tree_constraint_of(column, CONSTRAINT_DEFAULT) : NULL;
	if (!value || !value->expr)
		return;
	advice->span = value->expr->span;
	if (value->parentheses && advice->span.start + 2 < advice->span.end &&
		refused->known.script->source->text[advice->span.start] == '(')
		advice->span.start++, advice->span.end--;
	advice->help = "a DEFAULT reads no other column: let the statements fill it, or "
		       "compute it: GENERATED ALWAYS AS (…)";
}

/* AUTOINCREMENT on another type than INTEGER. */
void refused_autoincrement(const struct refused *refused, struct advice *advice)
{
	struct tree_column_defs columns = columns_of(refused);

	for (uint32_t i = 0; i < columns.count; i++) {
		const struct tree_column_def *column = &columns.items[i];
		const struct tree_constraint *key =
			tree_constraint_of(column, CONSTRAINT_PRIMARY_KEY);

		if (!key || !key->autoincrement)
			continue;
		advice->span = column->type ? column->type_span : column->name.span;
		advice->help = arena_printf(refused->known.arena,
			"write: %s INTEGER PRIMARY KEY AUTOINCREMENT; without "
			"AUTOINCREMENT it numbers the rows, too",
			column->name.text);
	}
}

/* What STRICT has for a type of another table. */
static const char *strict_type(const char *type)
{
	static const struct {
		const char *part, *strict;
	} parts[] = {
		{ "INT", "INTEGER" },
		{ "CHAR", "TEXT" },
		{ "CLOB", "TEXT" },
		{ "TEXT", "TEXT" },
		{ "STRING", "TEXT" },
		{ "JSON", "TEXT" },
		{ "UUID", "TEXT" },
		{ "DATE", "TEXT" },
		{ "TIME", "TEXT" },
		{ "BOOL", "INTEGER" },
		{ "BLOB", "BLOB" },
		{ "BIN", "BLOB" },
		{ "BYTE", "BLOB" },
		{ "REAL", "REAL" },
		{ "FLOA", "REAL" },
		{ "DOUB", "REAL" },
		{ "SERIAL", "INTEGER" },
	};

	for (size_t i = 0; type && i < sizeof(parts) / sizeof(*parts); i++) {
		size_t size = strlen(parts[i].part);

		for (const char *at = type; strlen(at) >= size; at++) {
			if (!sqlite3_strnicmp(at, parts[i].part, (int)size))
				return parts[i].strict;
		}
	}
	return NULL;
}

/* "unknown datatype for c.n: "BOOLEAN"", "missing datatype for c.n" */
void refused_strict(const struct refused *refused, struct advice *advice)
{
	const char *dot = strchr(refused->message, '.');
	struct tree_column_defs columns = columns_of(refused);
	const struct tree_column_def *column;
	const char *type;

	if (!dot)
		return;
	column = column_of(&columns,
		arena_copy(refused->known.arena, dot + 1, strcspn(dot + 1, ":")));
	if (!column)
		return;
	type = strict_type(column->type);
	advice->span = column->type ? column->type_span : column->name.span;
	advice->help = arena_printf(refused->known.arena,
		"a STRICT table has INT, INTEGER, REAL, TEXT, BLOB and ANY; write: %s %s",
		column->name.text,
		type	       ? type
		: column->type ? "ANY"
			       : "TEXT, or ANY");
}

/* More than one PRIMARY KEY. */
void refused_keys(const struct refused *refused, struct advice *advice)
{
	const struct tree_create_table *table = table_tree(refused);
	const char *list = NULL;
	uint32_t count = 0;

	for (uint32_t i = 0; table && i < table->columns.count; i++) {
		const struct tree_column_def *column = &table->columns.items[i];
		const struct tree_constraint *key =
			tree_constraint_of(column, CONSTRAINT_PRIMARY_KEY);

		if (!key)
			continue;
		list = names_join(refused->known.arena, list, ", ", column->name.text);
		if (count++ == 1)
			advice->span =
				script_word(refused->known.script, key->span.start);
	}
	for (uint32_t i = 0; table && !advice->span.end && i < table->constraints.count;
		i++) {
		const struct tree_constraint *key = &table->constraints.items[i];

		if (key->kind == CONSTRAINT_PRIMARY_KEY && count++ >= 1)
			advice->span =
				script_word(refused->known.script, key->span.start);
	}
	advice->help = arena_printf(refused->known.arena,
		"a table has one key; one of several columns comes behind them: "
		"PRIMARY KEY (%s)",
		list && count > 1 ? list : "…");
}

void refused_no_key(const struct refused *refused, struct advice *advice)
{
	const struct tree_create_table *table = table_tree(refused);

	if (!table || !table->columns.count)
		return;
	advice->span = table->table.name.span;
	advice->help = arena_printf(refused->known.arena,
		"say which columns are the key: PRIMARY KEY (%s); or leave out WITHOUT "
		"ROWID",
		table->columns.items[0].name.text);
}
