/*
 * filling: an INSERT and the table it fills. See filling.h.
 */
#include "gen/coverage/filling.h"

#include "gen/base/arena.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

static const char *rows_text(const struct filling *filling)
{
	struct arena *arena = filling->list->arena;
	const char *with = "WITH";

	if (filling->insert->with)
		with = arena_printf(arena, "%s,", frame_with(filling->root));
	return arena_printf(arena, "%s instar_new(%s) AS (%s)", with,
		relation_list(arena, &filling->columns),
		tree_print(arena, NODE_SELECT, filling->insert->select));
}

/* `SELECT *` from one table: the column at the same place. */
static const struct tree_expr *star_column(
	const struct filling *filling, const char *column)
{
	const struct relation *source = filling->source->sources[0].relation;
	struct tree_expr *expr;

	if (filling->source->source_count != 1 || !source ||
		filling->source->core->results.count != 1)
		return NULL;
	for (uint32_t i = 0; i < source->columns.count && i < filling->columns.count;
		i++) {
		if (!map_same(filling->columns.items[i], column))
			continue;
		expr = arena_alloc(filling->list->arena, sizeof(*expr));
		*expr = (struct tree_expr){ .kind = EXPR_COLUMN,
			.height = 1,
			.span = filling->source->core->results.items[0].span };
		expr->column.name.text = source->columns.items[i];
		return expr;
	}
	return NULL;
}

/* What a column is filled with; NULL: not known. */
const struct tree_expr *filling_value(const struct filling *filling, const char *column)
{
	const struct tree_results *results;

	if (!filling->source)
		return NULL;
	results = &filling->source->core->results;
	for (uint32_t i = 0; i < filling->columns.count && i < results->count; i++) {
		if (!results->items[i].expr)
			return i ? NULL : star_column(filling, column);
		if (map_same(filling->columns.items[i], column))
			return results->items[i].expr;
	}
	return NULL;
}

struct filling filling_of(struct situations *list, const struct frame *root,
	const struct tree_insert *insert)
{
	struct filling filling = { .list = list, .insert = insert, .root = root };
	const struct tree_select *select = insert->select;

	filling.target = relation_of(list->relations, insert->table.name.text);
	for (uint32_t i = 0; i < insert->columns.count; i++)
		*arena_add(list->arena, filling.columns.items, filling.columns.count) =
			insert->columns.items[i].text;
	if (filling.target && !insert->columns.count)
		filling.columns = filling.target->filled;
	if (select->cores.count == 1 && !select->cores.items[0].rows.count)
		filling.source = frame_of_core(
			root, PLACE_FROM, NULL, select->with, &select->cores.items[0]);
	if (filling.target)
		filling.rows = rows_text(&filling);
	return filling;
}

bool filling_has(const struct filling *filling, const struct names *columns)
{
	for (uint32_t i = 0; i < columns->count; i++) {
		if (!names_have(&filling->columns, columns->items[i]))
			return false;
	}
	return true;
}

/* Are the columns plain ones of one source? Then those. */
struct names filling_source_columns(
	const struct filling *filling, const struct names *columns, uint32_t *part)
{
	struct tree_exprs values = { NULL, 0 };

	for (uint32_t i = 0; i < columns->count; i++)
		*arena_add(filling->list->arena, values.items, values.count) =
			filling_value(filling, columns->items[i]);
	return frame_columns(filling->source, &values, part);
}

struct situation filling_situation(
	const struct filling *filling, const char *label, const char *query)
{
	return (struct situation){ .span = filling->insert->table.name.span,
		.label = label,
		.query = arena_printf(
			filling->list->arena, "%s %s LIMIT 1", filling->rows, query),
		.frame = filling->source,
		.place = PLACE_RESULT,
		.making = MAKE_NOTHING };
}

static bool is_null(const struct tree_expr *expr)
{
	return expr && expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NULL;
}

bool filling_is_null(const struct filling *filling, const char *column)
{
	const struct tree_select *select = filling->insert->select;
	uint32_t i = map_place(filling->columns.items, filling->columns.count, column);

	if (filling->source)
		return is_null(filling_value(filling, column));
	if (select->cores.count != 1 || i == MAP_NONE)
		return false;
	for (uint32_t j = 0; j < select->cores.items[0].rows.count; j++) {
		const struct tree_exprs *row = &select->cores.items[0].rows.items[j];

		if (i >= row->count || !is_null(row->items[i]))
			return false;
	}
	return select->cores.items[0].rows.count > 0;
}
