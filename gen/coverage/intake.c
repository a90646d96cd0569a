/*
 * intake: an INSERT and the table it fills. See intake.h.
 */
#include "gen/coverage/intake.h"

#include "gen/base/arena.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

static const char *rows_text(const struct intake *intake)
{
	struct arena *arena = intake->list->arena;
	const char *with = "WITH";

	if (intake->insert->with)
		with = arena_printf(arena, "%s,", frame_with(intake->root));
	return arena_printf(arena, "%s instar_new(%s) AS (%s)", with,
		relation_list(arena, &intake->columns),
		tree_print(arena, NODE_SELECT, intake->insert->select));
}

/* `SELECT *` from one table: the column at the same place. */
static const struct tree_expr *star_column(
	const struct intake *intake, const char *column)
{
	const struct relation *source = intake->source->sources[0].relation;
	struct tree_expr *expr;

	if (intake->source->source_count != 1 || !source ||
		intake->source->core->results.count != 1)
		return NULL;
	for (uint32_t i = 0; i < source->columns.count && i < intake->columns.count;
		i++) {
		if (!map_same(intake->columns.items[i], column))
			continue;
		expr = arena_alloc(intake->list->arena, sizeof(*expr));
		*expr = (struct tree_expr){ .kind = EXPR_COLUMN,
			.height = 1,
			.span = intake->source->core->results.items[0].span };
		expr->column.name.text = source->columns.items[i];
		return expr;
	}
	return NULL;
}

/* What a column is filled with; NULL: not known. */
const struct tree_expr *intake_value(const struct intake *intake, const char *column)
{
	const struct tree_results *results;

	if (!intake->source)
		return NULL;
	results = &intake->source->core->results;
	for (uint32_t i = 0; i < intake->columns.count && i < results->count; i++) {
		if (!results->items[i].expr)
			return i ? NULL : star_column(intake, column);
		if (map_same(intake->columns.items[i], column))
			return results->items[i].expr;
	}
	return NULL;
}

struct intake intake_of(struct situations *list, const struct frame *root,
	const struct tree_insert *insert)
{
	struct intake intake = { .list = list, .insert = insert, .root = root };
	const struct tree_select *select = insert->select;

	intake.target = relation_of(list->relations, insert->table.name.text);
	for (uint32_t i = 0; i < insert->columns.count; i++)
		*arena_add(list->arena, intake.columns.items, intake.columns.count) =
			insert->columns.items[i].text;
	if (intake.target && !insert->columns.count)
		intake.columns = intake.target->filled;
	if (select->cores.count == 1 && !select->cores.items[0].rows.count)
		intake.source = frame_of_core(
			root, PLACE_FROM, NULL, select->with, &select->cores.items[0]);
	if (intake.target)
		intake.rows = rows_text(&intake);
	return intake;
}

bool intake_has(const struct intake *intake, const struct names *columns)
{
	for (uint32_t i = 0; i < columns->count; i++) {
		if (!names_have(&intake->columns, columns->items[i]))
			return false;
	}
	return true;
}

/* Are the columns plain ones of one source? Then those. */
struct names intake_source_columns(
	const struct intake *intake, const struct names *columns, uint32_t *part)
{
	struct tree_exprs values = { NULL, 0 };

	for (uint32_t i = 0; i < columns->count; i++)
		*arena_add(intake->list->arena, values.items, values.count) =
			intake_value(intake, columns->items[i]);
	return frame_columns(intake->source, &values, part);
}

struct situation intake_situation(
	const struct intake *intake, const char *label, const char *query)
{
	return (struct situation){ .span = intake->insert->table.name.span,
		.label = label,
		.query = arena_printf(
			intake->list->arena, "%s %s LIMIT 1", intake->rows, query),
		.frame = intake->source,
		.place = PLACE_RESULT,
		.making = MAKE_NOTHING };
}

static bool is_null(const struct tree_expr *expr)
{
	return expr && expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NULL;
}

bool intake_is_null(const struct intake *intake, const char *column)
{
	const struct tree_select *select = intake->insert->select;
	uint32_t i = map_place(intake->columns.items, intake->columns.count, column);

	if (intake->source)
		return is_null(intake_value(intake, column));
	if (select->cores.count != 1 || i == MAP_NONE)
		return false;
	for (uint32_t j = 0; j < select->cores.items[0].rows.count; j++) {
		const struct tree_exprs *row = &select->cores.items[0].rows.items[j];

		if (i >= row->count || !is_null(row->items[i]))
			return false;
	}
	return select->cores.items[0].rows.count > 0;
}
