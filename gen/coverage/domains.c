/*
 * domains: does a list of what a column may hold rule a truth value out? See domains.h.
 *
 * The listed values take the table's place in the question, and SQLite answers.
 */
#include "gen/coverage/domains.h"

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/coverage/pushdown.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_equal.h"
#include "gen/sql/tree_print.h"

/* The only column of an expression; `failed`: there are others, or a subquery. */
struct lone_column {
	const char *name;
	const struct tree_expr *expr;
	bool failed;
};

static bool take(void *context, const struct tree_expr *expr)
{
	struct lone_column *lone = context;

	if (expr->kind == EXPR_SELECT || expr->kind == EXPR_EXISTS ||
		(expr->kind == EXPR_IN && (expr->in.select || expr->in.table)))
		lone->failed = true;
	if (expr->kind != EXPR_COLUMN)
		return true;
	lone->failed |= lone->name && !map_same(lone->name, expr->column.name.text);
	lone->name = expr->column.name.text;
	lone->expr = expr;
	return true;
}

static struct lone_column lone_column(const struct tree_expr *expr)
{
	struct lone_column lone = { NULL, NULL, false };
	struct tree_visitor visitor = { .context = &lone, .expr = take };

	tree_walk_expr(&visitor, expr);
	return lone;
}

/* c IN ('a', 'b'), with or without OR c IS NULL: the list. */
static const struct tree_exprs *list_of(const struct tree_expr *check, const char *column)
{
	const struct tree_name *operand;
	const struct tree_exprs *list;

	if (check->kind == EXPR_BINARY && check->binary.operator == OPERATOR_OR) {
		list = list_of(check->binary.left, column);
		return list ? list : list_of(check->binary.right, column);
	}
	if (check->kind != EXPR_IN || check->in.negated || !check->in.values.count)
		return NULL;
	operand = tree_column_of(check->in.operand);
	return operand && map_same(operand->text, column) ? &check->in.values : NULL;
}

/* Is the CHECK that list, and beside it at most IS NULL? */
static bool is_only_list(const struct tree_expr *check)
{
	if (check->kind == EXPR_BINARY && check->binary.operator == OPERATOR_OR)
		return is_only_list(check->binary.left) &&
		       is_only_list(check->binary.right);
	return check->kind == EXPR_IN ||
	       (check->kind == EXPR_BINARY && check->binary.operator == OPERATOR_IS);
}

static const struct tree_exprs *domain_of(
	const struct relation *relation, const char *column)
{
	for (uint32_t i = 0; i < relation->check_count; i++) {
		const struct tree_expr *check = relation->checks[i];
		struct lone_column lone = lone_column(check);
		const struct tree_exprs *list;

		if (lone.failed || !map_same(lone.name, column) || !is_only_list(check))
			continue;
		list = list_of(check, column);
		if (list)
			return list;
	}
	return NULL;
}

/* c IN ('a', 'b') or c = 'a' among the terms of a WHERE: the list. */
static struct tree_exprs chosen_values(const struct tree_expr *where, const char *column)
{
	const struct tree_exprs *list = list_of(where, column);
	const struct tree_name *left;
	struct tree_exprs chosen = { NULL, 0 };

	if (list && where->kind == EXPR_IN)
		return *list;
	if (where->kind != EXPR_BINARY)
		return chosen;
	if (where->binary.operator == OPERATOR_AND) {
		chosen = chosen_values(where->binary.left, column);
		return chosen.count ? chosen : chosen_values(where->binary.right, column);
	}
	left = tree_column_of(where->binary.left);
	if (where->binary.operator == OPERATOR_EQUAL && left &&
		map_same(left->text, column) &&
		where->binary.right->kind == EXPR_LITERAL)
		chosen = (struct tree_exprs){
			(const struct tree_expr **)&where->binary.right, 1
		};
	return chosen;
}

/* What else is wished of that column alone. */
static const struct wish *wishes_of(const struct frame *frame, const struct wish *wishes,
	const char *column, const struct wish *own)
{
	for (; wishes; wishes = wishes->next) {
		struct lone_column lone = lone_column(wishes->expr);

		if (!lone.failed && lone.expr && map_same(lone.name, column))
			own = wish_add(frame->arena, own, wishes->expr, wishes->wanted);
	}
	return own;
}

/* Does none of what the column may hold answer so? */
static bool excludes(const struct frame *frame, const struct frame_source *source,
	const char *column, const struct tree_exprs *list, const struct wish *wishes)
{
	struct arena *arena = frame->arena;
	struct text values;

	text_init(&values, arena); /* the column itself says how they are compared */
	text_format(&values,
		"SELECT \"%w\" FROM main.\"%w\" WHERE 0 UNION ALL SELECT NULL", column,
		source->relation->name);
	for (uint32_t i = 0; i < list->count; i++)
		text_format(&values, " UNION ALL SELECT %s",
			tree_print(arena, NODE_EXPR, list->items[i]));
	return scratch_int(frame->relations->scratch, 0,
		       "SELECT NOT EXISTS (SELECT 1 FROM (%s) AS \"%w\" WHERE %s)",
		       values.bytes, source->name, wish_text(arena, wishes)) == 1;
}

static const char *none_answers(const struct frame *frame, enum frame_place place,
	const struct frame_source *source, const char *column, const struct wish *wishes)
{
	const struct tree_exprs *list = domain_of(source->relation, column);
	struct tree_exprs chosen = { NULL, 0 };

	if (list && excludes(frame, source, column, list, wishes))
		return "a CHECK lists what it may be";
	if (place == PLACE_RESULT && frame->where)
		chosen = chosen_values(frame->where, column);
	if (chosen.count && excludes(frame, source, column, &chosen, wishes))
		return "WHERE lists what it may be";
	return NULL;
}

/* Is it a CHECK of the table, or a term of one? Then it is not false. */
static bool is_checked(const struct frame *frame, const struct tree_expr *check,
	const struct tree_expr *bare)
{
	if (check->kind == EXPR_BINARY && check->binary.operator == OPERATOR_AND)
		return is_checked(frame, check->binary.left, bare) ||
		       is_checked(frame, check->binary.right, bare);
	check = pushdown_bare(frame, check);
	return check && tree_equal(NODE_EXPR, check, bare);
}

static bool has_check(const struct frame *frame, const struct relation *relation,
	const struct tree_expr *expr)
{
	const struct tree_expr *bare = pushdown_bare(frame, expr);

	for (uint32_t i = 0; bare && i < relation->check_count; i++) {
		if (is_checked(frame, relation->checks[i], bare))
			return true;
	}
	return false;
}

const char *domains_exclude(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const struct tree_expr *expr, enum wanted wanted)
{
	struct lone_column lone = lone_column(expr);
	struct frame_column column;

	if (lone.failed || !lone.expr)
		return NULL;
	column = frame_find(frame, lone.expr);
	if (!column.source || !column.source->relation || column.source->optional)
		return NULL;
	if (wanted == WANT_FALSE && has_check(frame, column.source->relation, expr))
		return "a CHECK says that it is not";
	if (wanted == WANT_NULL || column.frame != frame)
		return NULL;
	return none_answers(frame, place, column.source, lone.name,
		wishes_of(frame, wishes, lone.name,
			wish_add(frame->arena, NULL, expr, wanted)));
}
