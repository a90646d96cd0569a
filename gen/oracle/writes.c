/*
 * writes: what a statement says, by name, that it writes. See writes.h.
 */
#include "gen/oracle/writes.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/read/tree_walk.h"

static void add(
	struct arena *arena, const char ***list, uint32_t *count, const char *name)
{
	*list = arena_grow(arena, *list, *count, sizeof(**list));
	(*list)[(*count)++] = name;
}

static void add_names(struct arena *arena, const char ***list, uint32_t *count,
	const struct tree_names *names)
{
	for (uint32_t i = 0; i < names->count; i++)
		add(arena, list, count, names->items[i].text);
}

static void add_sets(struct arena *arena, const char ***list, uint32_t *count,
	const struct tree_sets *sets)
{
	for (uint32_t i = 0; i < sets->count; i++)
		add_names(arena, list, count, &sets->items[i].columns);
}

/* What makes a SELECT return fewer rows, or other ones, than its first table has. */
static bool filters(const struct tree_select *select)
{
	const struct tree_core *core = &select->cores.items[0];
	bool found = select->cores.count > 1 || select->limit || core->distinct ||
		     core->where || core->group_by.count || core->having;

	for (uint32_t i = 1; i < core->from.count; i++)
		found |= core->from.items[i].join != JOIN_LEFT; /* keeps every row */
	return found;
}

/* INSERT … SELECT: the column that each is filled from, if it is one. */
static void read_copy(
	struct arena *arena, struct write *write, const struct tree_select *select)
{
	const struct tree_core *core = &select->cores.items[0];

	write->copies = true;
	write->filters = filters(select);
	if (core->from.count)
		write->from = core->from.items[0].object.name.text;
	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_expr *expr = core->results.items[i].expr;

		write->star |= !expr;
		if (expr)
			add(arena, &write->sources, &write->source_count,
				expr->kind == EXPR_COLUMN ? expr->column.name.text
							  : NULL);
	}
}

static void read_insert(
	struct arena *arena, struct write *write, const struct tree_insert *insert)
{
	write->ignores = insert->conflict == CONFLICT_IGNORE;
	write->replaces = insert->conflict == CONFLICT_REPLACE;
	add_names(arena, &write->columns, &write->column_count, &insert->columns);
	if (insert->select && !insert->select->cores.items[0].rows.count)
		read_copy(arena, write, insert->select);
	for (uint32_t i = 0; i < insert->upserts.count; i++) {
		const struct tree_upsert *upsert = &insert->upserts.items[i];

		write->ignores |= !upsert->sets.count;
		add_sets(arena, &write->upserted, &write->upserted_count, &upsert->sets);
	}
}

struct write write_of(struct arena *arena, const struct statement *statement)
{
	struct write write = { .statement = statement };
	const struct tree_statement *tree = statement->tree;

	if (statement->kind == STATEMENT_INSERT || statement->kind == STATEMENT_UPDATE ||
		statement->kind == STATEMENT_DELETE)
		write.table = statement->name;
	if (!tree)
		return write;
	if (tree->kind == STATEMENT_INSERT)
		read_insert(arena, &write, tree->insert);
	if (tree->kind == STATEMENT_UPDATE) {
		write.replaces = tree->update->conflict == CONFLICT_REPLACE;
		add_sets(arena, &write.columns, &write.column_count, &tree->update->sets);
	}
	return write;
}

/* What is looked for in a tree, and what was found. */
struct search {
	const char *column, *table, *other;
	bool column_found, table_found;
};

static bool take_expr(void *context, const struct tree_expr *expr)
{
	struct search *search = context;

	search->column_found |= expr->kind == EXPR_COLUMN &&
				map_same(expr->column.name.text, search->column);
	return true;
}

static bool take_source(void *context, const struct tree_source *source)
{
	struct search *search = context;
	const char *name = source->object.name.text;

	search->table_found |=
		map_same(name, search->table) || map_same(name, search->other);
	return true;
}

/* What orders or groups rows makes no value. */
static bool skip_order(void *context, enum tree_node kind, const void *node)
{
	(void)context;
	(void)node;
	return kind != NODE_TERM;
}

static bool take_core(void *context, const struct tree_core *core);

static struct tree_visitor visitor_of(struct search *search)
{
	return (struct tree_visitor){ .context = search,
		.core = take_core,
		.source = take_source,
		.expr = take_expr,
		.enter = skip_order };
}

static bool take_core(void *context, const struct tree_core *core)
{
	struct tree_visitor visitor = visitor_of(context);

	for (uint32_t i = 0; i < core->results.count; i++)
		tree_walk(&visitor, NODE_RESULT, &core->results.items[i]);
	for (uint32_t i = 0; i < core->from.count; i++)
		tree_walk(&visitor, NODE_SOURCE, &core->from.items[i]);
	tree_walk_expr(&visitor, core->where);
	return core->rows.count;
}

bool write_uses(const struct write *write, const char *column)
{
	struct search search = { .column = column };
	struct tree_visitor visitor = { .context = &search, .expr = take_expr };
	const struct tree_core *core;

	if (!write->copies)
		return false;
	core = &write->statement->tree->insert->select->cores.items[0];
	for (uint32_t i = 0; i < core->results.count; i++)
		tree_walk(&visitor, NODE_RESULT, &core->results.items[i]);
	return search.column_found;
}

bool write_reads(const struct statement *statement, const char *table, const char *other,
	const char *column)
{
	struct search search = { .column = column, .table = table, .other = other };
	struct tree_visitor visitor = visitor_of(&search);

	if (statement->kind != STATEMENT_INSERT && statement->kind != STATEMENT_UPDATE &&
		statement->kind != STATEMENT_CREATE_TABLE_AS)
		return false;
	search.table_found =
		map_same(statement->name, table) || map_same(statement->name, other);
	tree_walk_statement(&visitor, statement->tree);
	return search.table_found && search.column_found;
}

static bool has(const char *const *list, uint32_t count, const char *name)
{
	for (uint32_t i = 0; i < count; i++) {
		if (map_same(list[i], name))
			return true;
	}
	return false;
}

bool write_names(const struct write *write, const char *column)
{
	if (has(write->upserted, write->upserted_count, column))
		return true;
	if (write->statement->kind == STATEMENT_UPDATE)
		return has(write->columns, write->column_count, column);
	return write->statement->kind == STATEMENT_INSERT && write->replaces &&
	       (!write->column_count || has(write->columns, write->column_count, column));
}
