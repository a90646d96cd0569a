/*
 * refused_names: a table, a column or a function that is not there. See refused.h.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/needs.h"
#include "gen/lint/refused.h"
#include "gen/sql/script_words.h"
#include "gen/sql/tree_resolve.h"

/* The names of columns that could be the one that SQLite means. */
struct columns {
	const struct refused *refused;
	const char *table; /* before the dot, or NULL */
	const char *column;
	struct map told; /* starts of names that belong to a table */
	struct span first, strange, meant;
};

static const char *key_of(struct arena *arena, struct span span)
{
	return arena_printf(arena, "%u", span.start);
}

static void consider(struct columns *columns, struct span span, uint32_t start)
{
	struct arena *arena = columns->refused->known.arena;

	if (!columns->first.end)
		columns->first = span;
	if (!columns->strange.end &&
		map_get(&columns->told, key_of(arena, span)) == MAP_NONE)
		columns->strange = span;
	if (!columns->meant.end && refused_at(columns->refused, start))
		columns->meant = span;
}

static bool take_expr(void *context, const struct tree_expr *expr)
{
	struct columns *columns = context;

	if (expr->kind == EXPR_COLUMN &&
		map_same(expr->column.name.text, columns->column) &&
		(!columns->table || map_same(expr->column.table.text, columns->table)))
		consider(columns, expr->column.name.span, expr->span.start);
	return true;
}

static void take_column(void *context, const struct tree_name *name, enum tree_role role)
{
	struct columns *columns = context;

	if (!columns->table && role == ROLE_COLUMN &&
		map_same(name->text, columns->column))
		consider(columns, name->span, name->span.start);
}

static bool has(void *context, const struct tree_object *table, const char *column)
{
	struct columns *columns = context;
	struct names names = known_columns(&columns->refused->known, table->name.text);

	return names_have(&names, column);
}

static void tell(void *context, const struct tree_object *table,
	const struct tree_name *column, enum tree_access access)
{
	struct columns *columns = context;
	struct names names;

	(void)access;
	if (!column)
		return;
	names = known_columns(&columns->refused->known, table->name.text);
	if (names_have(&names, column->text))
		map_put(&columns->told,
			key_of(columns->refused->known.arena, column->span), 0);
}

/* Where the column is that SQLite does not know. */
static struct span find_column(
	const struct refused *refused, const char *table, const char *column)
{
	struct columns columns = { .refused = refused, .table = table, .column = column };
	const struct tree_statement *tree = refused->known.statement->tree;
	struct tree_visitor visitor = {
		.context = &columns, .expr = take_expr, .name = take_column
	};
	struct tree_resolver resolver = {
		.context = &columns, .has = has, .column = tell
	};

	map_init(&columns.told, refused->known.arena);
	if (!tree)
		return (struct span){ 0, 0 };
	tree_resolve(&resolver, refused->known.arena, tree);
	tree_walk_statement(&visitor, tree);
	return columns.meant.end     ? columns.meant
	       : columns.strange.end ? columns.strange
				     : columns.first;
}

/* "p" of "p.tite" in the message; NULL when there is no dot. */
static const char *table_of(const struct refused *refused)
{
	const char *colon = strstr(refused->message, "no such column: ");
	const char *dot;

	if (!colon)
		return NULL;
	colon += strlen("no such column: ");
	dot = strrchr(colon, '.');
	if (!dot || *colon == '"')
		return NULL;
	while (memchr(colon, '.', (size_t)(dot - colon)))
		colon = strchr(colon, '.') + 1; /* the schema */
	return arena_copy(refused->known.arena, colon, (size_t)(dot - colon));
}

/* The tables whose columns can be meant. */
static struct names tables_of(const struct refused *refused, const char *before_dot)
{
	struct names tables = { 0 };
	const struct statement *statement = refused->known.statement;

	if (before_dot)
		names_add(refused->known.arena, &tables,
			known_alias(&refused->known, before_dot));
	else if (strstr(refused->message, "has no column named") ||
		 (statement->tree && statement->kind >= STATEMENT_RENAME_TABLE &&
			 statement->kind <= STATEMENT_DROP_COLUMN))
		names_add(refused->known.arena, &tables, statement->name);
	else
		tables = known_sources(&refused->known);
	return tables;
}

/* What the tables have, when there is only one, and no name is near. */
static const char *list_columns(const struct refused *refused, const struct names *tables)
{
	struct arena *arena = refused->known.arena;
	struct names columns;
	const char *list;

	if (tables->count != 1)
		return NULL;
	columns = known_columns(&refused->known, tables->items[0]);
	list = known_list(arena, &columns);
	return list ? arena_printf(arena, "%s has %s", tables->items[0], list) : NULL;
}

/* A string in the quotes of a name. */
static const char *quoted_help(const struct refused *refused, struct span span)
{
	const char *text = refused->known.script->source->text;
	struct arena *arena = refused->known.arena;

	if (!span.end || !strchr("\"`", text[span.start]))
		return NULL;
	return arena_printf(arena, "use single quotes for a string: '%.*s'",
		(int)(span.end - span.start - 2), text + span.start + 1);
}

/* The name before the dot may be what is wrong. */
static void explain_table(const struct refused *refused, const char *table,
	const struct names *columns, struct advice *advice)
{
	const struct statement *statement = refused->known.statement;
	struct arena *arena = refused->known.arena;
	bool row = map_same(table, "old") || map_same(table, "new");

	if (row && statement->tree && statement->kind == STATEMENT_CREATE_TRIGGER &&
		names_have(columns, refused->name))
		advice->help = arena_printf(arena, "%s has no %s row: write %s.%s",
			map_same(table, "old") ? "an INSERT" : "a DELETE", table,
			map_same(table, "old") ? "new" : "old", refused->name);
	else if (statement->kind == STATEMENT_CREATE_TABLE &&
		 !map_same(table, statement->name))
		advice->help = "a CHECK, a DEFAULT and a generated column read the "
			       "columns of their own row only";
	else if (!columns->count)
		advice->help = arena_printf(
			arena, "no table of the statement is called %s here", table);
	else
		return;
	if (advice->span.start <= strlen(table))
		return;
	advice->near = NULL;
	advice->span.start -= (uint32_t)strlen(table) + 1;
	advice->span.end = advice->span.start + (uint32_t)strlen(table);
	advice->span = script_word(refused->known.script, advice->span.start);
}

void refused_column(const struct refused *refused, struct advice *advice)
{
	const char *table = table_of(refused), *name = refused->name;
	struct names tables = tables_of(refused, table), columns = { 0 };
	const char *quoted;

	if (!name)
		return;
	advice->span = find_column(refused, table, name);
	for (uint32_t i = 0; i < tables.count; i++) {
		struct names more = known_columns(&refused->known, tables.items[i]);

		names_add_all(refused->known.arena, &columns, &more);
	}
	advice->near = known_nearest(&columns, name);
	quoted = quoted_help(refused, advice->span);
	advice->help = quoted ? quoted : list_columns(refused, &tables);
	if (table)
		explain_table(refused, table, &columns, advice);
}

void refused_table(const struct refused *refused, struct advice *advice)
{
	struct names names = known_objects(&refused->known, INSTAR__TABLE);
	struct arena *arena = refused->known.arena;
	const char *list;

	if (!refused->name)
		return;
	advice->span = refused_find(refused, ROLE_TABLE, refused->name);
	advice->near = known_nearest(&names, refused->name);
	list = known_list(arena, &names);
	if (advice->near)
		advice->help = NULL;
	else if (list)
		advice->help = arena_printf(arena, "the tables that are there: %s", list);
	else if (!names.count)
		advice->help = "no step before this one makes a table";
}

/* DROP INDEX, VIEW or TRIGGER of what is not there. */
void refused_object(const struct refused *refused, struct advice *advice)
{
	static const struct {
		const char *says, *word;
		enum instar__object_type type;
	} kinds[] = {
		{ "no such index", "INDEX", INSTAR__INDEX },
		{ "no such view", "VIEW", INSTAR__VIEW },
		{ "no such trigger", "TRIGGER", INSTAR__TRIGGER },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct names names;

		if (!refused->name || !strstr(refused->message, kinds[i].says))
			continue;
		names = known_objects(&refused->known, kinds[i].type);
		advice->near = known_nearest(&names, refused->name);
		if (!advice->near)
			advice->help = arena_printf(refused->known.arena,
				"no step before this one makes it; where a database may "
				"have it from elsewhere: DROP %s IF EXISTS %s",
				kinds[i].word, refused->name);
	}
}

void refused_function(const struct refused *refused, struct advice *advice)
{
	static const enum tree_role roles[] = { ROLE_FUNCTION, ROLE_COLLATION,
		ROLE_OTHER };

	for (size_t i = 0; refused->name && !strchr(refused->name, '(') &&
			   !advice->span.end && i < 3;
		i++)
		advice->span = refused_find(refused, roles[i], refused->name);
	advice->help =
		needs_help(refused->known.arena, refused->known.script, refused->message);
}
