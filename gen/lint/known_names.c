/*
 * known_names: the tables and columns that a statement can name. See known_names.h.
 *
 * The schema is that of the step before. What the step itself made so far is read off its
 * statements.
 */
#include "gen/lint/known_names.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/tree_walk.h"
#include "runtime/cli/nearest.h"

/* So many names are listed in a help. */
#define LISTED 12

/* The statements of the same list before the one in question. */
static const struct statement *earlier(const struct known *known, uint32_t *count)
{
	const struct script *script = known->script;
	bool down = script->down_count &&
		    known->statement->span.start >= script->down[0].span.start;
	const struct statement *list = down ? script->down : script->up;
	uint32_t all = down ? script->down_count : script->up_count;

	for (*count = 0; *count < all; (*count)++) {
		if (list[*count].span.start >= known->statement->span.start)
			break;
	}
	return list;
}

static void forget(struct names *names, const char *name)
{
	for (uint32_t i = 0; i < names->count; i++) {
		if (map_same(names->items[i], name))
			names->items[i--] = names->items[--names->count];
	}
}

static enum instar__object_type made_type(enum statement_kind kind)
{
	switch (kind) {
	case STATEMENT_CREATE_TABLE:
	case STATEMENT_CREATE_TABLE_AS:
	case STATEMENT_CREATE_VIRTUAL_TABLE:
	case STATEMENT_RENAME_TABLE:
	case STATEMENT_DROP_TABLE:
		return INSTAR__TABLE;
	case STATEMENT_CREATE_INDEX:
	case STATEMENT_DROP_INDEX:
		return INSTAR__INDEX;
	case STATEMENT_CREATE_VIEW:
	case STATEMENT_DROP_VIEW:
		return INSTAR__VIEW;
	case STATEMENT_CREATE_TRIGGER:
	case STATEMENT_DROP_TRIGGER:
		return INSTAR__TRIGGER;
	default:
		return 0;
	}
}

/* A table and a view are read alike. */
static bool is_like(enum instar__object_type type, enum instar__object_type other)
{
	return type == other || (type == INSTAR__TABLE && other == INSTAR__VIEW);
}

struct names known_objects(const struct known *known, enum instar__object_type type)
{
	const struct snapshot *snapshot = known->snapshot;
	struct names names = { 0 };
	uint32_t count;
	const struct statement *list = earlier(known, &count);

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		if (!object->gone && !object->shadow && is_like(type, object->type))
			names_add(known->arena, &names, object->name);
	}
	for (uint32_t i = 0; i < count; i++) {
		enum instar__object_type made = made_type(list[i].kind);
		const char *name = parse_made(&list[i]);

		if (!made || !is_like(type, made))
			continue;
		if (list[i].name && !map_same(list[i].name, name))
			forget(&names, list[i].name); /* dropped, or renamed */
		if (name)
			names_add(known->arena, &names, name);
	}
	return names;
}

/* What a statement makes of the columns of the table. */
static void follow(struct names *names, struct arena *arena,
	const struct statement *statement, const char *table)
{
	const struct tree_statement *tree = statement->tree;

	if (!tree || !map_same(statement->name, table))
		return;
	if (statement->kind == STATEMENT_CREATE_TABLE) {
		const struct tree_column_defs *columns = &tree->create_table->columns;

		for (uint32_t i = 0; i < columns->count; i++)
			names_add(arena, names, columns->items[i].name.text);
	} else if (statement->kind == STATEMENT_ADD_COLUMN) {
		names_add(arena, names, statement->column);
	} else if (statement->kind == STATEMENT_DROP_COLUMN) {
		forget(names, statement->column);
	} else if (statement->kind == STATEMENT_RENAME_COLUMN) {
		forget(names, statement->column);
		names_add(arena, names, statement->new_name);
	}
}

struct names known_columns(const struct known *known, const char *table)
{
	const struct shot_object *object =
		table ? snapshot_find(known->snapshot, false, table) : NULL;
	struct names names = { 0 };
	uint32_t count;
	const struct statement *list = earlier(known, &count);

	for (uint32_t i = 0; object && i < object->column_count; i++)
		names_add(known->arena, &names, object->columns[i].name);
	for (uint32_t i = 0; table && i < count; i++)
		follow(&names, known->arena, &list[i], table);
	if (table && known->statement->kind == STATEMENT_CREATE_TABLE)
		follow(&names, known->arena, known->statement, table);
	return names;
}

/* The sources of a statement, and the alias that is looked for. */
struct sources {
	struct arena *arena;
	const char *alias; /* NULL: none */
	const char *table;
	struct names names;
};

static bool take_source(void *context, const struct tree_source *source)
{
	struct sources *sources = context;

	if (source->kind != SOURCE_TABLE)
		return true;
	names_add(sources->arena, &sources->names, source->object.name.text);
	if (map_same(source->alias.text, sources->alias) && sources->alias)
		sources->table = source->object.name.text;
	return true;
}

static void take_name(void *context, const struct tree_name *name, enum tree_role role)
{
	struct sources *sources = context;

	if (role == ROLE_TABLE && name->text)
		names_add(sources->arena, &sources->names, name->text);
}

static void walk(struct sources *sources, const struct statement *statement)
{
	struct tree_visitor visitor = {
		.context = sources, .source = take_source, .name = take_name
	};

	tree_walk_statement(&visitor, statement->tree);
}

const char *known_alias(const struct known *known, const char *name)
{
	const struct statement *statement = known->statement;
	struct sources sources = { .arena = known->arena, .alias = name };
	bool row = map_same(name, "new") || map_same(name, "old");

	if (row && statement->kind == STATEMENT_CREATE_TRIGGER)
		return statement->table;
	walk(&sources, statement);
	return sources.table ? sources.table : name;
}

struct names known_sources(const struct known *known)
{
	struct sources sources = { .arena = known->arena };
	struct names tables = { 0 };

	if (known->statement->name && known->statement->kind != STATEMENT_CREATE_INDEX)
		names_add(known->arena, &tables, known->statement->name);
	walk(&sources, known->statement);
	for (uint32_t i = 0; i < sources.names.count; i++) {
		if (known_columns(known, sources.names.items[i]).count)
			names_add(known->arena, &tables, sources.names.items[i]);
	}
	return tables;
}

const char *known_nearest(const struct names *names, const char *word)
{
	struct instar__nearest nearest = { .word = word };

	for (uint32_t i = 0; i < names->count; i++)
		instar__nearest_try(&nearest, names->items[i]);
	return nearest.edits ? nearest.best : NULL;
}

const char *known_list(struct arena *arena, const struct names *names)
{
	const char *list = NULL;

	if (names->count > LISTED)
		return NULL;
	for (uint32_t i = 0; i < names->count; i++)
		list = names_join(arena, list, ", ", names->items[i]);
	return list;
}

static const char *place(
	const struct known *known, const struct script *script, struct span span)
{
	uint32_t line, column;

	source_position(script->source, span.start, &line, &column);
	return arena_printf(known->arena, "%s:%u", script->source->name, line);
}

const char *known_maker(const struct known *known, const char *name)
{
	const struct shot_object *object = snapshot_find(known->snapshot, false, name);
	uint32_t count;
	const struct statement *list = earlier(known, &count);

	for (uint32_t i = count; i-- > 0;) {
		if (map_same(parse_made(&list[i]), name))
			return place(known, known->script, list[i].name_span);
	}
	if (!object)
		object = snapshot_find(known->snapshot, true, name);
	return object && object->script ? place(known, object->script, object->span)
					: NULL;
}
