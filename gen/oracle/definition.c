/*
 * definition: what a CREATE TABLE says of its columns, summed up. See definition.h.
 */
#include "gen/oracle/definition.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/names.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_walk.h"

/* A type in lower case, and without quotes when it is one word in them. */
static const char *type_of(struct arena *arena, const char *type)
{
	size_t size = strlen(type);
	bool quoted = size > 2 && strchr("\"`[", *type) && strchr("\"`]", type[size - 1]);
	char *copy = arena_copy(arena, type + quoted, size - 2 * quoted);

	for (char *at = copy; *at; at++)
		*at |= *at >= 'A' && *at <= 'Z' ? 0x20 : 0;
	return copy;
}

static void add_key(
	struct arena *arena, struct definition *definition, struct key_text key)
{
	*arena_add(arena, definition->keys, definition->key_count) = key;
}

static void read_constraint(
	struct column_text *column, const struct tree_constraint *constraint)
{
	column->not_null |= constraint->kind == CONSTRAINT_NOT_NULL;
	column->primary |= constraint->kind == CONSTRAINT_PRIMARY_KEY;
	column->unique |= constraint->kind == CONSTRAINT_UNIQUE;
	column->generated |= constraint->kind == CONSTRAINT_GENERATED;
	if (constraint->kind == CONSTRAINT_DEFAULT)
		column->fallback = constraint;
	if (constraint->kind == CONSTRAINT_COLLATE)
		column->collate = constraint->collation.text;
}

static void read_column(struct arena *arena, struct definition *definition,
	const struct tree_column_def *from)
{
	struct column_text *column = &definition->columns[definition->column_count++];

	column->name = from->name.text;
	column->type = from->type ? type_of(arena, from->type) : "";
	for (uint32_t i = 0; i < from->constraints.count; i++) {
		read_constraint(column, &from->constraints.items[i]);
		definition->autoincrement |= from->constraints.items[i].autoincrement;
	}
	if (column->primary)
		add_key(arena, definition, (struct key_text){ column->name, 1, true });
	if (column->unique)
		add_key(arena, definition, (struct key_text){ column->name, 1, false });
}

/* PRIMARY KEY (…) or UNIQUE (…) of the table; the rest is of no interest here. */
static void read_key(struct arena *arena, struct definition *definition,
	const struct tree_constraint *from)
{
	struct key_text key = { .column_count = from->terms.count,
		.primary = from->kind == CONSTRAINT_PRIMARY_KEY };

	if (!key.primary && from->kind != CONSTRAINT_UNIQUE)
		return;
	for (uint32_t i = 0; i < from->terms.count; i++)
		key.columns = names_join(arena, key.columns, ",",
			tree_key_column(from->terms.items[i].expr));
	definition->autoincrement |= from->autoincrement;
	add_key(arena, definition, key);
}

struct definition definition_of(struct arena *arena, const struct tree_statement *tree)
{
	struct definition definition = { 0 };
	const struct tree_create_table *table;

	if (!tree || tree->kind != STATEMENT_CREATE_TABLE)
		return definition;
	table = tree->create_table;
	definition.strict = table->strict;
	definition.without_rowid = table->without_rowid;
	definition.columns =
		arena_array(arena, table->columns.count, sizeof(*definition.columns));
	for (uint32_t i = 0; i < table->columns.count; i++)
		read_column(arena, &definition, &table->columns.items[i]);
	for (uint32_t i = 0; i < table->constraints.count; i++)
		read_key(arena, &definition, &table->constraints.items[i]);
	return definition;
}

struct definition definition_read(struct arena *arena, const char *sql)
{
	return definition_of(arena, parse_statement(arena, sql));
}

const struct column_text *definition_column(
	const struct definition *definition, const char *name)
{
	for (uint32_t i = 0; i < definition->column_count; i++) {
		if (map_same(definition->columns[i].name, name))
			return &definition->columns[i];
	}
	return NULL;
}
