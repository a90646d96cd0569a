/*
 * references: which columns hold the keys of which tables, declared or not. See
 * references.h.
 *
 * A column of a name is looked for in every version that its table ever had: which one a
 * statement met does not matter here.
 */
#include "gen/rehearse/references.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_resolve.h"
#include "gen/sql/tree_walk.h"

/* A column as it is written, and the table that it belongs to. */
struct place {
	const struct tree_name *name;
	const char *table;
};

struct reader {
	struct arena *arena;
	struct references *references;
	struct map columns;   /* "table.column" of every version */
	struct place *places; /* of the statement in hand */
	uint32_t place_count;
	bool compares; /* does it take columns to be equal? */
};

static void learn(struct reader *reader, const char *table, const char *column)
{
	map_put(&reader->columns, arena_printf(reader->arena, "%s.%s", table, column), 0);
}

/* The columns that a statement gives a table. */
static void learn_statement(struct reader *reader, const struct statement *statement)
{
	const struct tree_create_table *table =
		statement->tree && statement->tree->kind == STATEMENT_CREATE_TABLE
			? statement->tree->create_table
			: NULL;

	for (uint32_t i = 0; table && i < table->columns.count; i++)
		learn(reader, statement->name, table->columns.items[i].name.text);
	if (statement->kind == STATEMENT_ADD_COLUMN)
		learn(reader, statement->name, statement->column);
	if (statement->kind == STATEMENT_RENAME_COLUMN)
		learn(reader, statement->name, statement->new_name);
}

/* A renamed table has the columns that it had. */
static void learn_rename(struct reader *reader, const struct statement *statement)
{
	size_t size = statement->name ? strlen(statement->name) : 0;
	struct names columns = { 0 };

	for (uint32_t i = 0; i < reader->columns.room && size; i++) {
		const char *key = reader->columns.slots[i].key;

		if (key && sqlite3_strnicmp(key, statement->name, (int)size) == 0 &&
			key[size] == '.')
			*arena_add(reader->arena, columns.items, columns.count) =
				key + size + 1;
	}
	for (uint32_t i = 0; i < columns.count && statement->new_name; i++)
		learn(reader, statement->new_name, columns.items[i]);
}

static bool has(void *context, const struct tree_object *table, const char *column)
{
	struct reader *reader = context;

	return map_get(&reader->columns, arena_printf(reader->arena, "%s.%s",
						 table->name.text, column)) != MAP_NONE;
}

static void take_place(void *context, const struct tree_object *table,
	const struct tree_name *column, enum tree_access access)
{
	struct reader *reader = context;

	if (column && access == ACCESS_READ)
		*arena_add(reader->arena, reader->places, reader->place_count) =
			(struct place){ column, table->name.text };
}

static const char *table_of(const struct reader *reader, const struct tree_name *name)
{
	for (uint32_t i = 0; i < reader->place_count; i++) {
		if (reader->places[i].name == name)
			return reader->places[i].table;
	}
	return NULL;
}

static void add(struct references *list, struct reference reference)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct reference *item = &list->items[i];

		if (map_same(item->table, reference.table) &&
			map_same(item->column, reference.column) &&
			map_same(item->other, reference.other) &&
			map_same(item->other_column, reference.other_column))
			return;
	}
	*arena_add(list->arena, list->items, list->count) = reference;
}

/* A renamed table is referred to as it was, and refers to what it did. */
static void rename_pairs(struct reader *reader, const struct statement *statement)
{
	struct references *list = reader->references;
	uint32_t count = list->count;

	for (uint32_t i = 0; i < count; i++) {
		struct reference item = list->items[i];

		if (map_same(item.table, statement->name))
			item.table = statement->new_name;
		else if (map_same(item.other, statement->name))
			item.other = statement->new_name;
		else
			continue;
		add(list, item);
	}
}

static void pair(struct reader *reader, const struct tree_name *a, const char *a_table,
	const struct tree_name *b, const char *b_table)
{
	if (!a_table || !b_table ||
		(map_same(a_table, b_table) && map_same(a->text, b->text)))
		return;
	add(reader->references, (struct reference){ a_table, a->text, b_table, b->text });
	add(reader->references, (struct reference){ b_table, b->text, a_table, a->text });
}

static void pair_columns(struct reader *reader, const struct tree_expr *left,
	const struct tree_expr *right)
{
	const struct tree_name *a = tree_column_of(left), *b = tree_column_of(right);

	if (a && b)
		pair(reader, a, table_of(reader, a), b, table_of(reader, b));
}

/* The one column that a SELECT gives, or NULL. */
static const struct tree_expr *only_result(const struct tree_select *select)
{
	const struct tree_results *results = &select->cores.items[0].results;

	return results->count == 1 ? results->items[0].expr : NULL;
}

static bool take_expr(void *context, const struct tree_expr *expr)
{
	struct reader *reader = context;

	if (expr->kind == EXPR_BINARY &&
		(expr->binary.operator == OPERATOR_EQUAL || expr->binary.operator ==
			OPERATOR_IS))
		pair_columns(reader, expr->binary.left, expr->binary.right);
	if (expr->kind == EXPR_IN && expr->in.select && only_result(expr->in.select))
		pair_columns(reader, expr->in.operand, only_result(expr->in.select));
	return true;
}

/* Both sides of USING have the column. */
static bool take_core(void *context, const struct tree_core *core)
{
	struct reader *reader = context;

	for (uint32_t i = 1; i < core->from.count; i++) {
		const struct tree_source *source = &core->from.items[i];

		for (uint32_t j = 0; j < source->using.count; j++) {
			const struct tree_name *name = &source->using.items[j];

			for (uint32_t k = 0; k < i; k++)
				pair(reader, name, source->object.name.text, name,
					core->from.items[k].object.name.text);
		}
	}
	return true;
}

static bool may_compare(void *context, const struct tree_expr *expr)
{
	struct reader *reader = context;

	reader->compares |=
		(expr->kind == EXPR_BINARY && tree_column_of(expr->binary.left) &&
			tree_column_of(expr->binary.right)) ||
		(expr->kind == EXPR_IN && expr->in.select);
	return true;
}

static bool may_use(void *context, const struct tree_source *source)
{
	struct reader *reader = context;

	reader->compares |= source->using.count > 0;
	return true;
}

static void read_statement(struct reader *reader, const struct tree_statement *tree)
{
	const struct tree_resolver resolver = {
		.context = reader, .has = has, .column = take_place
	};

	reader->place_count = 0;
	reader->compares = false;
	tree_walk_statement(
		&(struct tree_visitor){
			.context = reader, .expr = may_compare, .source = may_use },
		tree);
	if (!reader->compares)
		return;
	tree_resolve(&resolver, reader->arena, tree);
	tree_walk_statement(
		&(struct tree_visitor){
			.context = reader, .expr = take_expr, .core = take_core },
		tree);
}

static void read_script(struct reader *reader, const struct script *script)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		learn_statement(reader, statement);
		if (statement->tree)
			read_statement(reader, statement->tree);
		if (statement->kind == STATEMENT_RENAME_TABLE) {
			learn_rename(reader, statement);
			rename_pairs(reader, statement);
		}
	}
}

struct references *references_read(struct arena *arena, const struct plan *plan)
{
	struct references *references = arena_alloc(arena, sizeof(*references));
	struct reader reader = { .arena = arena, .references = references };

	references->arena = arena;
	map_init(&reader.columns, arena);
	for (const struct migration *m = plan_begin(plan); m < plan_end(plan); m++)
		read_script(&reader, m->up);
	return references;
}

static void add_foreign_keys(struct references *places, struct scratch *scratch,
	const char *table, const char *column)
{
	struct query query = scratch_query(scratch,
		"SELECT m.name, f.\"from\" FROM sqlite_master AS m, "
		"pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' AND "
		"f.\"table\" = %Q COLLATE NOCASE AND ifnull(f.\"to\", %Q) = %Q COLLATE "
		"NOCASE",
		table, column, column);

	while (query_row(&query))
		add(places, (struct reference){ table, column, query_copy(&query, 0),
				    query_copy(&query, 1) });
}

struct references references_to(const struct references *references,
	struct scratch *scratch, const char *table, const char *column)
{
	struct references places = { .arena = references->arena };

	add_foreign_keys(&places, scratch, table, column);
	for (uint32_t i = 0; i < references->count; i++) {
		const struct reference *item = &references->items[i];

		if (map_same(item->table, table) && map_same(item->column, column))
			add(&places, *item);
	}
	return places;
}

struct names references_near(
	const struct references *references, struct scratch *scratch, const char *table)
{
	struct names near = scratch_texts(scratch,
		"SELECT \"table\" FROM pragma_foreign_key_list(%Q) UNION SELECT m.name "
		"FROM "
		"sqlite_master AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = "
		"'table' AND f.\"table\" = %Q COLLATE NOCASE",
		table, table);

	for (uint32_t i = 0; i < references->count; i++) {
		if (map_same(references->items[i].table, table))
			names_add(references->arena, &near, references->items[i].other);
	}
	return near;
}

bool references_have(
	const struct references *places, struct scratch *scratch, const char *value)
{
	for (uint32_t i = 0; i < places->count; i++) {
		if (scratch_int(scratch, 0,
			    "SELECT EXISTS (SELECT 1 FROM main.\"%w\" WHERE \"%w\" = %s)",
			    places->items[i].other, places->items[i].other_column, value))
			return true;
	}
	return false;
}
