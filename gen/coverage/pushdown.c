/*
 * pushdown: what is asked of a subquery's columns, asked of the rows below it. See
 * pushdown.h.
 */
#include "gen/coverage/pushdown.h"

#include "gen/base/arena.h"
#include "gen/sql/tree_walk.h"

struct pushing {
	const struct frame *frame;
	const struct frame_source *source;
	const struct tree_core *core;
	bool bare; /* columns without their tables */
	bool failed;
};

const struct tree_expr *pushdown_column(
	const struct frame_source *source, const struct tree_core *core, const char *name)
{
	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_result *result = &core->results.items[i];

		if (!result->expr)
			return NULL;
		if (source->columns
				? i < source->columns->count &&
					  map_same(source->columns->items[i].text, name)
				: frame_names_result(result, name))
			return result->expr;
	}
	return NULL;
}

static const struct tree_expr *push(
	struct pushing *pushing, const struct tree_expr *expr);

static void push_list(struct pushing *pushing, struct tree_exprs *list)
{
	const struct tree_expr **items =
		arena_array(pushing->frame->arena, list->count + 1, sizeof(*items));

	for (uint32_t i = 0; i < list->count; i++)
		items[i] = push(pushing, list->items[i]);
	list->items = items;
}

static const struct tree_expr *literal(
	struct arena *arena, const struct tree_expr *column)
{
	struct tree_expr *expr = arena_alloc(arena, sizeof(*expr));

	*expr = (struct tree_expr){
		.kind = EXPR_LITERAL, .height = 1, .span = column->span
	};
	expr->literal.kind = LITERAL_STRING;
	expr->literal.text = column->column.name.text;
	return expr;
}

static const struct tree_expr *bare(struct arena *arena, const struct tree_expr *column)
{
	struct tree_expr *expr = arena_alloc(arena, sizeof(*expr));

	*expr = *column;
	expr->column.table = (struct tree_name){ .text = NULL };
	expr->column.schema = (struct tree_name){ .text = NULL };
	expr->column.name.quote = QUOTE_NONE;
	return expr;
}

static const struct tree_expr *push_column(
	struct pushing *pushing, const struct tree_expr *expr)
{
	struct frame_column column = frame_find(pushing->frame, expr);
	const struct tree_expr *below;

	if (pushing->bare)
		return bare(pushing->frame->arena, expr);
	if (frame_is_string(pushing->frame, expr))
		return literal(pushing->frame->arena, expr);
	if (!pushing->source || column.source != pushing->source)
		return expr;
	below = pushdown_column(pushing->source, pushing->core, expr->column.name.text);
	pushing->failed |= !below;
	return below ? below : expr;
}

static void push_call(struct pushing *pushing, struct tree_expr *copy)
{
	struct tree_call *call = arena_alloc(pushing->frame->arena, sizeof(*call));

	*call = *copy->call;
	push_list(pushing, &call->arguments);
	pushing->failed |= call->over || call->filter || call->window.text;
	copy->call = call;
}

static void push_parts(struct pushing *pushing, struct tree_expr *copy)
{
	switch (copy->kind) {
	case EXPR_UNARY:
		copy->unary.operand = push(pushing, copy->unary.operand);
		break;
	case EXPR_BINARY:
		copy->binary.left = push(pushing, copy->binary.left);
		copy->binary.right = push(pushing, copy->binary.right);
		break;
	case EXPR_LIKE:
		copy->like.left = push(pushing, copy->like.left);
		copy->like.pattern = push(pushing, copy->like.pattern);
		break;
	case EXPR_BETWEEN:
		copy->between.operand = push(pushing, copy->between.operand);
		copy->between.low = push(pushing, copy->between.low);
		copy->between.high = push(pushing, copy->between.high);
		break;
	case EXPR_IN:
		copy->in.operand = push(pushing, copy->in.operand);
		push_list(pushing, &copy->in.values);
		break;
	case EXPR_COLLATE:
		copy->collate.operand = push(pushing, copy->collate.operand);
		break;
	case EXPR_CAST:
		copy->cast.operand = push(pushing, copy->cast.operand);
		break;
	case EXPR_CALL:
		push_call(pushing, copy);
		break;
	default:
		pushing->failed = true;
	}
}

static const struct tree_expr *push(struct pushing *pushing, const struct tree_expr *expr)
{
	struct tree_expr *copy;

	if (expr->kind == EXPR_LITERAL)
		return expr;
	if (expr->kind == EXPR_COLUMN)
		return push_column(pushing, expr);
	copy = arena_alloc(pushing->frame->arena, sizeof(*copy));
	*copy = *expr;
	push_parts(pushing, copy);
	return copy;
}

const struct tree_expr *pushdown_expr(const struct frame *frame,
	const struct frame_source *source, const struct tree_core *core,
	const struct tree_expr *expr)
{
	struct pushing pushing = { .frame = frame, .source = source, .core = core };
	const struct tree_expr *below = push(&pushing, expr);

	return pushing.failed ? NULL : below;
}

const struct tree_expr *pushdown_strings(
	const struct frame *frame, const struct tree_expr *expr)
{
	struct pushing pushing = { .frame = frame };
	const struct tree_expr *below = push(&pushing, expr);

	return pushing.failed ? expr : below;
}

const struct tree_expr *pushdown_bare(
	const struct frame *frame, const struct tree_expr *expr)
{
	struct pushing pushing = { .frame = frame, .bare = true };
	const struct tree_expr *below = push(&pushing, expr);

	return pushing.failed ? NULL : below;
}
