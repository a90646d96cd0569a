/*
 * uniqueness: can two rows of a FROM be alike in some columns? See frame.h.
 *
 * A source is settled when a key of it is: its columns are given, or equal to something
 * of one value or to columns of a source that is settled. When all are, there is but one
 * row.
 */
#include "gen/coverage/frame.h"

#include "gen/base/arena.h"

struct settling {
	const struct frame *frame;
	struct names *columns; /* of each source: those that are settled */
	bool *settled;
	bool nulls; /* a NULL that is given is a value as others */
};

static void settle(struct settling *settling, const struct tree_expr *expr, bool *changed)
{
	struct frame_column column;
	struct names *columns;
	uint32_t i;

	if (expr->kind == EXPR_COLLATE)
		expr = expr->collate.operand;
	if (expr->kind != EXPR_COLUMN)
		return;
	column = frame_find(settling->frame, expr);
	if (column.frame != settling->frame || !column.source)
		return;
	i = (uint32_t)(column.source - settling->frame->sources);
	columns = &settling->columns[i];
	if (names_have(columns, expr->column.name.text))
		return;
	names_add(settling->frame->arena, columns, expr->column.name.text);
	if (column.source->relation &&
		(relation_is_rowid(column.source->relation, expr->column.name.text) ||
			(settling->nulls ? relation_is_unique(
						   column.source->relation, columns)
					 : relation_is_key(
						   column.source->relation, columns))))
		settling->settled[i] = true;
	*changed = true;
}

/* Has it one value, once what is settled is? */
static bool is_settled(const struct settling *settling, const struct tree_expr *expr)
{
	struct frame_column column;

	if (expr->kind == EXPR_LITERAL)
		return true;
	if (expr->kind != EXPR_COLUMN)
		return false;
	column = frame_find(settling->frame, expr);
	if (column.frame != settling->frame)
		return column.source != NULL;
	return settling->settled[column.source - settling->frame->sources] ||
	       names_have(&settling->columns[column.source - settling->frame->sources],
		       expr->column.name.text);
}

static void take_term(
	struct settling *settling, const struct tree_expr *term, bool *changed)
{
	if (!term || term->kind != EXPR_BINARY)
		return;
	if (term->binary.operator == OPERATOR_AND) {
		take_term(settling, term->binary.left, changed);
		take_term(settling, term->binary.right, changed);
	}
	if (term->binary.operator!= OPERATOR_EQUAL && term->binary.operator!= OPERATOR_IS)
		return;
	if (is_settled(settling, term->binary.left))
		settle(settling, term->binary.right, changed);
	if (is_settled(settling, term->binary.right))
		settle(settling, term->binary.left, changed);
}

/* USING: as the column of that name of a source before it. */
static void take_using(struct settling *settling, uint32_t i, bool *changed)
{
	const struct frame_source *source = &settling->frame->sources[i];

	for (uint32_t j = 0; j < source->tree->using.count; j++) {
		const char *name = source->tree->using.items[j].text;
		struct tree_expr column = { .kind = EXPR_COLUMN };
		bool before = false;

		for (uint32_t k = 0; k < i; k++)
			before |= settling->settled[k] ||
				  names_have(&settling->columns[k], name);
		column.column.table.text = source->name;
		column.column.name.text = name;
		if (before)
			settle(settling, &column, changed);
	}
}

/* A subquery that has one row. */
static bool has_one_row(const struct frame *frame, const struct frame_source *source)
{
	const struct tree_select *select = source->select;

	if (source->relation || !select || select->cores.count > 1)
		return false;
	return frame_has_one_row(frame_of_core(
		frame, PLACE_FROM, NULL, select->with, &select->cores.items[0]));
}

/* What the columns that are given settle. */
static struct settling settle_all(
	const struct frame *frame, const struct tree_exprs *given, bool nulls)
{
	struct settling settling = { .frame = frame, .nulls = nulls };
	bool changed = true;

	settling.columns = arena_array(
		frame->arena, frame->source_count + 1, sizeof(*settling.columns));
	settling.settled = arena_array(
		frame->arena, frame->source_count + 1, sizeof(*settling.settled));
	for (uint32_t i = 0; i < frame->source_count; i++)
		settling.settled[i] = has_one_row(frame, &frame->sources[i]);
	for (uint32_t i = 0; i < given->count; i++)
		settle(&settling, given->items[i], &changed);
	settling.nulls = false; /* what is compared is no NULL */
	while (changed) {
		changed = false;
		take_term(&settling, frame->where, &changed);
		for (uint32_t i = 0; i < frame->from.count; i++)
			take_term(&settling, frame->from.items[i].on, &changed);
		for (uint32_t i = 0; i < frame->source_count; i++)
			take_using(&settling, i, &changed);
	}
	return settling;
}

static bool is_all_settled(struct settling settling, const struct frame_source *beside)
{
	for (uint32_t i = 0; i < settling.frame->source_count; i++) {
		if (!settling.settled[i] && &settling.frame->sources[i] != beside)
			return false;
	}
	return settling.frame->source_count > 0;
}

bool frame_is_unique(const struct frame *frame, const struct tree_exprs *given)
{
	return frame_is_unique_beside(frame, given, NULL);
}

bool frame_is_unique_beside(const struct frame *frame, const struct tree_exprs *given,
	const struct frame_source *source)
{
	return is_all_settled(settle_all(frame, given, true), source);
}

bool frame_has_key(const struct frame *frame, const struct tree_exprs *given)
{
	return is_all_settled(settle_all(frame, given, false), NULL);
}

bool frame_has_unique_groups(const struct frame *frame, const struct tree_exprs *given)
{
	struct settling settling = settle_all(frame, given, true);
	const struct tree_exprs *groups = &frame->core->group_by;

	for (uint32_t i = 0; i < groups->count; i++) {
		if (!is_settled(&settling, groups->items[i]))
			return false;
	}
	return groups->count > 0;
}
