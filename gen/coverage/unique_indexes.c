/*
 * unique_indexes: what a new UNIQUE index distinguishes. See situation.h.
 */
#include "gen/base/arena.h"
#include "gen/coverage/situation.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

struct indexed {
	struct arena *arena;
	struct names *columns;
};

static bool take_indexed(void *context, const struct tree_expr *expr)
{
	struct indexed *indexed = context;

	if (expr->kind == EXPR_COLUMN)
		names_add(indexed->arena, indexed->columns, expr->column.name.text);
	return true;
}

void constraints_ask_index(struct situations *list, const struct tree_create_index *index)
{
	const struct relation *table = relation_of(list->relations, index->table.text);
	struct tree_source *source = arena_alloc(list->arena, sizeof(*source));
	struct frame *frame = arena_alloc(list->arena, sizeof(*frame));
	struct situation situation = { .span = index->index.name.span };
	const char *terms = NULL, *filled = NULL;
	struct indexed indexed = { list->arena, &situation.columns };
	struct tree_visitor visitor = { .context = &indexed, .expr = take_indexed };
	bool whole = true;

	if (!index->unique || !table || !table->table ||
		situations_make(list, table->name))
		return;
	*source = (struct tree_source){ .kind = SOURCE_TABLE };
	source->object.name = index->table;
	*frame = (struct frame){ .arena = list->arena,
		.relations = list->relations,
		.from = { source, 1 },
		.where = index->where };
	frame_open(frame);
	for (uint32_t i = 0; i < index->terms.count; i++) {
		const struct tree_expr *expr = index->terms.items[i].expr;
		const char *text = tree_print(list->arena, NODE_EXPR, expr);

		terms = names_join(list->arena, terms, ", ", text);
		filled = names_join(list->arena, filled, " AND ",
			arena_printf(list->arena, "(%s) IS NOT NULL", text));
		whole &= tree_column_of(expr) != NULL;
		tree_walk_expr(&visitor, expr);
	}
	conditions_ask(list, frame, PLACE_FROM, NULL, index->where);
	situation.label = arena_printf(
		list->arena, "two rows alike in %s (%s)", table->name, terms);
	situation.query = frame_query(frame,
		arena_printf(list->arena,
			"SELECT 1 %s WHERE %s AND %s GROUP BY %s HAVING count(*) > 1",
			frame_from(frame), filled,
			index->where
				? wish_text(list->arena, wish_add(list->arena, NULL,
								 index->where, WANT_TRUE))
				: "1",
			terms));
	situation.refused = true;
	situation.frame = frame;
	situation.place = PLACE_RESULT;
	situation.making = situation.columns.count ? MAKE_TWIN : MAKE_NOTHING;
	if (whole && relation_is_key(table, &situation.columns))
		situation.ruled_out = "a key of the table";
	situation_add(list, situation);
}
