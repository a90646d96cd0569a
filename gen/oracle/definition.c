/*
 * definition: what the text of a CREATE TABLE says of its columns. See definition.h.
 */
#include "gen/oracle/definition.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/base/words.h"
#include "gen/read/parse.h"
#include "gen/read/tree_walk.h"

struct reader {
	struct arena *arena;
	const char *sql;
	struct definition *definition;
};

/* A part of the text in one spelling: its words, folded, with a blank between them. */
static const char *spell(const struct reader *reader, struct span span)
{
	struct words words = { .arena = reader->arena };
	struct text text;

	words_read(&words, reader->sql + span.start, span.end - span.start);
	text_init(&text, reader->arena);
	for (uint32_t i = 0; i < words.count; i++) {
		text_add(&text, i ? " " : "");
		text_add(&text, words.items[i].text);
	}
	return text.bytes ? text.bytes : "";
}

/* What stands after DEFAULT, parentheses and all. */
static const char *read_default(
	const struct reader *reader, const struct tree_constraint *constraint)
{
	const char *spelled = spell(reader, constraint->expr->span);

	return constraint->parentheses
		       ? arena_printf(reader->arena, "( %s )", spelled)
		       : spelled;
}

static void add_key(struct reader *reader, struct key_text key)
{
	struct definition *definition = reader->definition;

	definition->keys = arena_grow(
		reader->arena, definition->keys, definition->key_count, sizeof(key));
	definition->keys[definition->key_count++] = key;
}

/* PRIMARY KEY (…) or UNIQUE (…) of the table. */
static void read_key(struct reader *reader, const struct tree_constraint *constraint)
{
	struct key_text key = { .primary = constraint->kind == CONSTRAINT_PRIMARY_KEY };
	struct text columns;

	if (!key.primary && constraint->kind != CONSTRAINT_UNIQUE)
		return;
	text_init(&columns, reader->arena);
	for (uint32_t i = 0; i < constraint->terms.count; i++) {
		text_add(&columns, i ? "," : "");
		text_add(&columns, tree_key_column(constraint->terms.items[i].expr));
	}
	key.column_count = constraint->terms.count;
	key.columns = columns.bytes;
	reader->definition->autoincrement |= constraint->autoincrement;
	add_key(reader, key);
}

static void read_constraint(struct reader *reader, struct column_text *column,
	const struct tree_constraint *constraint)
{
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		column->primary = true;
		reader->definition->autoincrement |= constraint->autoincrement;
		break;
	case CONSTRAINT_UNIQUE:
		column->unique = true;
		break;
	case CONSTRAINT_NOT_NULL:
		column->not_null = true;
		break;
	case CONSTRAINT_DEFAULT:
		column->fallback = read_default(reader, constraint);
		break;
	case CONSTRAINT_COLLATE:
		column->collate = constraint->collation.text;
		break;
	case CONSTRAINT_GENERATED:
		column->generated = true;
		break;
	case CONSTRAINT_FOREIGN_KEY:
		column->references = true;
		break;
	default:
		break;
	}
}

static void read_column(struct reader *reader, const struct tree_column_def *tree)
{
	struct definition *definition = reader->definition;
	struct column_text column = { .name = tree->name.text, .type = "" };

	if (tree->type)
		column.type = spell(reader, tree->type_span);
	for (uint32_t i = 0; i < tree->constraints.count; i++)
		read_constraint(reader, &column, &tree->constraints.items[i]);
	definition->columns = arena_grow(reader->arena, definition->columns,
		definition->column_count, sizeof(column));
	definition->columns[definition->column_count++] = column;
	if (column.primary)
		add_key(reader, (struct key_text){ column.name, 1, true });
	if (column.unique)
		add_key(reader, (struct key_text){ column.name, 1, false });
}

struct definition definition_read(struct arena *arena, const char *sql)
{
	struct definition definition = { 0 };
	struct reader reader = { arena, sql, &definition };
	const struct tree_statement *tree = parse_statement(arena, sql);
	const struct tree_create_table *table;

	if (!tree || tree->kind != STATEMENT_CREATE_TABLE)
		return definition;
	table = tree->create_table;
	for (uint32_t i = 0; i < table->columns.count; i++)
		read_column(&reader, &table->columns.items[i]);
	for (uint32_t i = 0; i < table->constraints.count; i++)
		read_key(&reader, &table->constraints.items[i]);
	definition.strict = table->strict;
	definition.without_rowid = table->without_rowid;
	return definition;
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
