/*
 * writes: what a statement says, by name, that it writes. See writes.h.
 */
#include "gen/oracle/writes.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/tree_walk.h"

static void add_names(
	struct arena *arena, struct names *list, const struct tree_names *names)
{
	for (uint32_t i = 0; i < names->count; i++)
		*arena_add(arena, list->items, list->count) = names->items[i].text;
}

static void add_sets(
	struct arena *arena, struct names *list, const struct tree_sets *sets)
{
	for (uint32_t i = 0; i < sets->count; i++)
		add_names(arena, list, &sets->items[i].columns);
}

/* Does it give fewer rows, or other ones, than its first table has? */
static bool filters(const struct tree_select *select)
{
	const struct tree_core *core = &select->cores.items[0];

	for (uint32_t i = 1; i < core->from.count; i++) {
		if (core->from.items[i].join != JOIN_LEFT)
			return true;
	}
	return core->distinct || core->where || core->group_by.count || core->having ||
	       select->limit || select->cores.count > 1;
}

static void read_copy(
	struct arena *arena, struct write *write, const struct tree_select *select)
{
	const struct tree_core *core = &select->cores.items[0];

	if (core->rows.count)
		return;
	write->copies = true;
	write->filters = filters(select);
	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_expr *expr = core->results.items[i].expr;
		const struct tree_name *column = tree_column_of(expr);

		write->star |= !expr;
		if (expr)
			*arena_add(arena, write->sources.items, write->sources.count) =
				column ? column->text : NULL;
	}
	if (core->from.count)
		write->from = core->from.items[0].object.name.text;
}

static void read_insert(
	struct arena *arena, struct write *write, const struct tree_insert *insert)
{
	write->ignores = insert->conflict == CONFLICT_IGNORE;
	write->replaces = insert->conflict == CONFLICT_REPLACE;
	add_names(arena, &write->columns, &insert->columns);
	if (insert->select)
		read_copy(arena, write, insert->select);
	for (uint32_t i = 0; i < insert->upserts.count; i++) {
		const struct tree_sets *sets = &insert->upserts.items[i].sets;

		write->ignores |= !sets->count;
		add_sets(arena, &write->upserted, sets);
	}
}

struct write write_of(struct arena *arena, const struct statement *statement)
{
	const struct tree_statement *tree = statement->tree;
	struct write write = { .statement = statement };

	if (statement->kind == STATEMENT_INSERT || statement->kind == STATEMENT_UPDATE ||
		statement->kind == STATEMENT_DELETE)
		write.table = statement->name;
	if (tree && tree->kind == STATEMENT_INSERT)
		read_insert(arena, &write, tree->insert);
	if (tree && tree->kind == STATEMENT_UPDATE) {
		write.replaces = tree->update->conflict == CONFLICT_REPLACE;
		add_sets(arena, &write.columns, &tree->update->sets);
	}
	return write;
}

struct write *writes_of(struct arena *arena, const struct script *script)
{
	struct write *writes = arena_array(arena, script->up_count, sizeof(*writes));

	for (uint32_t i = 0; i < script->up_count; i++)
		writes[i] = write_of(arena, &script->up[i]);
	return writes;
}

/* A search for a column, and for a table under either name. */
struct search {
	const char *column;
	const char *table, *other;
	bool reads, names;
	struct tree_visitor visitor;
	const struct tree_core *core; /* the one that is walked */
};

/* What an upsert calls `excluded` is the new row. */
static bool see_expr(void *context, const struct tree_expr *expr)
{
	struct search *search = context;

	search->reads |= expr->kind == EXPR_COLUMN &&
			 map_same(expr->column.name.text, search->column) &&
			 !map_same(expr->column.table.text, "excluded");
	return true;
}

static void see_name(void *context, const struct tree_name *name, enum tree_role role)
{
	struct search *search = context;

	search->names |=
		role == ROLE_TABLE && (map_same(name->text, search->table) ||
					      map_same(name->text, search->other));
}

/* All of it but GROUP BY. */
static bool see_core(void *context, const struct tree_core *core)
{
	struct search *search = context;
	struct tree_core copy = *core;

	if (core == search->core)
		return true;
	copy.group_by.count = 0;
	search->core = &copy;
	tree_walk(&search->visitor, NODE_CORE, &copy);
	return false;
}

/* A term of ORDER BY only orders; one of an upsert is a key. */
static bool enter(void *context, enum tree_node kind, const void *node)
{
	(void)context;
	(void)node;
	return kind != NODE_TERM;
}

bool write_uses(const struct write *write, const char *column)
{
	struct search search = { .column = column };
	const struct tree_visitor visitor = { .context = &search, .expr = see_expr };
	const struct tree_results *results;

	if (!write->copies)
		return false;
	results = &write->statement->tree->insert->select->cores.items[0].results;
	for (uint32_t i = 0; i < results->count; i++)
		tree_walk(&visitor, NODE_RESULT, &results->items[i]);
	return search.reads;
}

bool write_reads(const struct statement *statement, const char *table, const char *other,
	const char *column)
{
	struct search search = { .column = column, .table = table, .other = other };

	search.visitor = (struct tree_visitor){ .context = &search,
		.expr = see_expr,
		.name = see_name,
		.core = see_core,
		.enter = enter };
	if (statement->kind != STATEMENT_INSERT && statement->kind != STATEMENT_UPDATE &&
		statement->kind != STATEMENT_CREATE_TABLE_AS)
		return false;
	tree_walk_statement(&search.visitor, statement->tree);
	return search.names && search.reads;
}

static const char *string_of(const struct tree_expr *expr)
{
	return expr && expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_STRING
		       ? expr->literal.text
		       : NULL;
}

const char *write_string(const struct write *write, const char *column)
{
	const struct tree_statement *tree = write->statement->tree;
	uint32_t place = map_place(write->columns.items, write->columns.count, column);

	if (write->copies && place < write->sources.count && !write->star)
		return string_of(
			tree->insert->select->cores.items[0].results.items[place].expr);
	for (uint32_t i = 0;
		tree && tree->kind == STATEMENT_UPDATE && i < tree->update->sets.count;
		i++) {
		const struct tree_set *set = &tree->update->sets.items[i];

		if (!set->row && map_same(set->columns.items[0].text, column))
			return string_of(set->value);
	}
	return NULL;
}

bool write_names(const struct write *write, const char *column)
{
	bool named = names_have(&write->columns, column);

	if (names_have(&write->upserted, column))
		return true;
	if (write->statement->kind == STATEMENT_UPDATE)
		return named;
	return write->statement->kind == STATEMENT_INSERT && write->replaces &&
	       (!write->columns.count || named);
}
