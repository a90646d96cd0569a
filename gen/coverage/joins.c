/*
 * joins: what the joins of a FROM distinguish. See situation.h.
 *
 * A row with a partner, with several, with none; a row of the other side with none. What
 * goes together is said by ON, USING, or by terms of WHERE that compare columns of two
 * tables.
 */
#include "gen/coverage/situation.h"

#include "gen/base/arena.h"
#include "gen/coverage/nullability.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

/* One item of FROM and those before it. */
struct join {
	struct situations *list;
	const struct frame *frame;
	uint32_t item;
	const char *on;		  /* the condition, where both sides are seen */
	struct names left, right; /* columns that are equal, where they are alone */
	const struct relation *left_table;
	const struct relation *right_table;
	bool plain; /* all that there is are these columns */
	bool same_left;
	const struct tree_source *left_source;
};

/* Which item of FROM a column belongs to; UINT32_MAX: none of this frame's. */
static uint32_t item_of(const struct frame *frame, const struct tree_expr *expr)
{
	struct frame_column column = { NULL, NULL };

	if (expr->kind == EXPR_COLLATE)
		expr = expr->collate.operand;
	if (expr->kind == EXPR_COLUMN)
		column = frame_find(frame, expr);
	if (column.frame != frame || !column.source)
		return UINT32_MAX;
	for (uint32_t i = 0; i < frame->from.count; i++) {
		if (column.source->tree == &frame->from.items[i])
			return i;
	}
	return UINT32_MAX;
}

static bool equates(const struct frame *frame, const struct tree_expr *term,
	uint32_t *left, uint32_t *right)
{
	if (term->kind != EXPR_BINARY ||
		(term->binary.operator!= OPERATOR_EQUAL && term->binary.operator!=
			OPERATOR_IS))
		return false;
	*left = item_of(frame, term->binary.left);
	*right = item_of(frame, term->binary.right);
	return *left != UINT32_MAX && *right != UINT32_MAX && *left != *right;
}

bool joins_have(const struct frame *frame, const struct tree_expr *term)
{
	uint32_t left, right;

	return frame->from.count > 1 && equates(frame, term, &left, &right);
}

/* The source that an item of FROM is; NULL: several in parentheses. */
static struct frame_source *source_at(const struct frame *frame, uint32_t item)
{
	for (uint32_t i = 0; i < frame->source_count; i++) {
		if (frame->sources[i].tree == &frame->from.items[item])
			return &frame->sources[i];
	}
	return NULL;
}

static const struct relation *relation_at(const struct frame *frame, uint32_t item)
{
	const struct frame_source *source = source_at(frame, item);

	return source ? source->relation : NULL;
}

static void add_condition(struct join *join, const char *text)
{
	join->on = names_join(join->list->arena, join->on, " AND ", text);
}

static void note_pair(struct join *join, uint32_t left, const char *left_column,
	const char *right_column)
{
	const struct tree_source *source = &join->frame->from.items[left];

	join->same_left &= !join->left_source || join->left_source == source;
	join->left_source = source;
	join->left_table = relation_at(join->frame, left);
	*arena_add(join->list->arena, join->left.items, join->left.count) = left_column;
	*arena_add(join->list->arena, join->right.items, join->right.count) =
		right_column;
}

/* One term that says what goes together. */
static void take_term(struct join *join, const struct tree_expr *term, bool on)
{
	uint32_t left = 0, right = 0;
	const struct tree_expr *one = term->binary.left, *other = term->binary.right;
	bool equal = equates(join->frame, term, &left, &right);

	if (term->kind == EXPR_BINARY && term->binary.operator == OPERATOR_AND) {
		take_term(join, term->binary.left, on);
		take_term(join, term->binary.right, on);
		return;
	}
	if (equal && left == join->item) {
		uint32_t kept = left;

		left = right;
		right = kept;
		one = term->binary.right;
		other = term->binary.left;
	}
	equal &= right == join->item && left < join->item;
	if (!equal && !on)
		return;
	add_condition(join, arena_printf(join->list->arena, "(%s)",
				    tree_print(join->list->arena, NODE_EXPR, term)));
	if (equal)
		note_pair(join, left, tree_column_of(one)->text,
			tree_column_of(other)->text);
	else
		join->plain = false;
}

static const char *name_of(const struct tree_source *source)
{
	return source->alias.text ? source->alias.text : source->object.name.text;
}

/* USING names a column of this item and of one before it. */
static void take_using(struct join *join, const struct tree_name *column)
{
	const struct tree_source *items = join->frame->from.items;

	for (uint32_t i = 0; i < join->item; i++) {
		const struct relation *relation = relation_at(join->frame, i);

		if (!name_of(&items[i]) || !name_of(&items[join->item]) || !relation ||
			!names_have(&relation->columns, column->text))
			continue;
		add_condition(join,
			arena_printf(join->list->arena, "\"%w\".\"%w\" = \"%w\".\"%w\"",
				name_of(&items[i]), column->text,
				name_of(&items[join->item]), column->text));
		note_pair(join, i, column->text, column->text);
		return;
	}
	join->plain = false;
}

static struct join join_of(
	struct situations *list, const struct frame *frame, uint32_t item)
{
	const struct tree_source *source = &frame->from.items[item];
	struct join join = { .list = list,
		.frame = frame,
		.item = item,
		.plain = true,
		.same_left = true,
		.right_table = relation_at(frame, item) };

	if (source->on)
		take_term(&join, source->on, true);
	for (uint32_t i = 0; i < source->using.count; i++)
		take_using(&join, &source->using.items[i]);
	if (frame->where && !source->on && !source->using.count)
		take_term(&join, frame->where, false);
	return join;
}

/* Does a declared key say that each row of the child has its parent? */
static bool is_kept_by_key(const struct relation *child, const struct names *columns,
	const struct relation *parent)
{
	return parent && relation_has_parent(child, columns, parent->name);
}

static void add(const struct join *join, const char *word, const char *query,
	enum making making, const char *ruled_out)
{
	struct span span = join->frame->from.items[join->item].span;
	const struct frame_source *source = source_at(join->frame, join->item);
	struct situation situation = { .span = span,
		.label = situation_label(join->list, span, word),
		.query = query,
		.ruled_out = ruled_out,
		.making = making,
		.frame = join->frame,
		.place = PLACE_FROM };

	if (source)
		situation.part = (uint32_t)(source - join->frame->sources);
	situation_add(join->list, situation);
}

static void ask_partners(const struct join *join)
{
	struct arena *arena = join->list->arena;
	const struct frame *left = frame_cut(join->frame, 0, join->item);
	const struct frame *right = frame_cut(join->frame, join->item, 1);
	const struct relation *one = join->same_left ? join->left_table : NULL;
	const char *key = "a foreign key keeps them together";
	const char *others =
		arena_printf(arena, "%s WHERE %s", frame_from(right), join->on);

	add(join, "with a partner",
		frame_ask(left, PLACE_FROM, NULL,
			arena_printf(arena, "EXISTS (SELECT 1 %s)", others)),
		MAKE_ROWS, NULL);
	add(join, "missing for a row before it",
		frame_ask(left, PLACE_FROM, NULL,
			arena_printf(arena, "NOT EXISTS (SELECT 1 %s)", others)),
		MAKE_APART,
		join->plain && is_kept_by_key(one, &join->left, join->right_table)
			? key
			: NULL);
	add(join, "several for one row before it",
		frame_ask(left, PLACE_FROM, NULL,
			arena_printf(arena, "(SELECT count(*) %s) > 1", others)),
		MAKE_SEVERAL,
		join->right_table && relation_is_unique(join->right_table, &join->right)
			? "its key is unique"
			: NULL);
	if (join->frame->from.items[join->item].kind == SOURCE_FUNCTION)
		return;
	add(join, "with a row that nothing goes with",
		frame_ask(right, PLACE_FROM, NULL,
			arena_printf(arena, "NOT EXISTS (SELECT 1 %s WHERE %s)",
				frame_from(left), join->on)),
		MAKE_APART_RIGHT,
		join->plain && is_kept_by_key(join->right_table, &join->right, one)
			? key
			: NULL);
}

/* Terms of ON that compare no two tables: over all pairs of rows. */
static void ask_terms(const struct join *join)
{
	const struct tree_source *source = &join->frame->from.items[join->item];
	struct frame_source *last;
	struct frame *pairs;

	if (!source->on || join->plain)
		return;
	pairs = frame_cut(join->frame, 0, join->item + 1);
	pairs->from.items[join->item].on = NULL;
	pairs->from.items[join->item].join = JOIN_COMMA;
	last = source_at(pairs, join->item);
	if (last)
		last->optional = false;
	conditions_ask(join->list, pairs, PLACE_FROM, NULL, source->on);
}

void joins_ask(struct situations *list, const struct frame *frame)
{
	for (uint32_t i = 1; i < frame->from.count; i++) {
		const struct tree_source *source = &frame->from.items[i];
		struct join join;

		if (source->natural)
			continue;
		join = join_of(list, frame, i);
		if (!join.on && source->kind == SOURCE_FUNCTION)
			join.on = "1";
		if (!join.on)
			continue;
		ask_partners(&join);
		ask_terms(&join);
	}
}
