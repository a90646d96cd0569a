/*
 * expressions: what an expression that gives a value distinguishes. See situation.h.
 *
 * Conditions and subqueries in it, the arms of CASE, and which of the columns that it
 * reads are NULL, each of them and two by two.
 */
#include "gen/coverage/situation.h"

#include "gen/base/arena.h"
#include "gen/coverage/nullability.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_equal.h"
#include "gen/sql/tree_print.h"

/* Of more columns that may be NULL in one expression the first ones are asked in pairs.
 */
#define COLUMNS_MOST 4

/* Where the expression is evaluated, and what led there. */
struct asking {
	struct situations *list;
	const struct frame *frame;
	enum frame_place place;
	const struct wish *wishes;
	const struct tree_expr *top;
	const struct tree_expr *next; /* the condition of CASE's next arm, or NULL */
	const struct tree_expr *columns[COLUMNS_MOST];
	uint32_t count;
};

static const struct tree_expr *binary(struct arena *arena, enum tree_operator operator,
	const struct tree_expr * left, const struct tree_expr *right)
{
	struct tree_expr *expr = arena_alloc(arena, sizeof(*expr));

	*expr = (struct tree_expr){ .kind = EXPR_BINARY,
		.height = left->height + right->height,
		.span = left->span,
		.binary = { operator, left, right } };
	return expr;
}

/* The arms of CASE: each condition where none before it is true. */

/* The condition of an arm, and what is known behind it. */
typedef void arm_visitor(struct asking *at, const struct tree_expr *condition,
	const struct tree_expr *value);

/* The condition of an arm; NULL behind the last one. */
static const struct tree_expr *condition_of(
	struct arena *arena, const struct tree_expr *expr, uint32_t i)
{
	if (i >= expr->choice.whens.count)
		return NULL;
	if (!expr->choice.operand)
		return expr->choice.whens.items[i].condition;
	return binary(arena, OPERATOR_EQUAL, expr->choice.operand,
		expr->choice.whens.items[i].condition);
}

static void visit_arms(
	const struct asking *asking, const struct tree_expr *expr, arm_visitor *visit)
{
	struct arena *arena = asking->list->arena;
	struct asking at = *asking;

	for (uint32_t i = 0; i < expr->choice.whens.count; i++) {
		const struct tree_when *when = &expr->choice.whens.items[i];
		const struct tree_expr *condition = condition_of(arena, expr, i);
		struct asking inside = at;

		at.next = condition_of(arena, expr, i + 1);
		inside.wishes = wish_add(arena, at.wishes, condition, WANT_TRUE);
		visit(&at, condition, NULL);
		visit(&inside, NULL, when->value);
		at.wishes = wish_add(arena, at.wishes, condition, WANT_NOT_TRUE);
	}
	if (expr->choice.otherwise)
		visit(&at, NULL, expr->choice.otherwise);
}

static void ask_arm(struct asking *at, const struct tree_expr *condition,
	const struct tree_expr *value)
{
	if (condition)
		conditions_ask_arm(
			at->list, at->frame, at->place, at->wishes, condition, at->next);
	if (value)
		values_ask(at->list, at->frame, at->place, at->wishes, value);
}

/* Conditions and subqueries */

static bool is_condition(const struct tree_expr *expr)
{
	switch (expr->kind) {
	case EXPR_BINARY:
		return expr->binary.operator<= OPERATOR_GREATER_EQUAL;
	case EXPR_UNARY:
		return expr->unary.operator == OPERATOR_NOT;
	case EXPR_LIKE:
	case EXPR_BETWEEN:
	case EXPR_IN:
	case EXPR_EXISTS:
		return true;
	default:
		return false;
	}
}

/*
 * Is it NULL for all of a group, or for none? So is a column that LEFT JOIN makes NULL,
 * where the rest of the row is a group's own.
 */
static bool is_whole(const struct frame *frame, const struct tree_expr *argument)
{
	struct frame_column column = { NULL, NULL };

	if (argument->kind == EXPR_COLUMN)
		column = frame_find(frame, argument);
	return column.frame == frame && column.source && column.source->optional &&
	       column.source->relation &&
	       names_have(
		       &column.source->relation->not_null, argument->column.name.text) &&
	       frame->core && frame->core->group_by.count &&
	       frame_is_unique_beside(frame, &frame->core->group_by, column.source);
}

/* Rows for which an aggregate's argument is NULL: none of them, some, all. */
static void ask_argument(const struct asking *asking, const struct tree_call *call)
{
	static const char *const labels[] = { "NULL in some rows", "NULL in all rows" };
	struct situations *list = asking->list;
	const struct tree_expr *argument = call->arguments.items[0];
	const char *text = tree_print(list->arena, NODE_EXPR, argument);

	if (!nullability_of(asking->frame, PLACE_RESULT, NULL, argument))
		return;
	for (int all = 0; all < 2; all++) {
		const char *having = arena_printf(list->arena,
			"(%scount(%s) < count(*) AND count(*) > 0)",
			all ? arena_printf(list->arena, "count(%s) = 0 AND ", text)
			    : arena_printf(list->arena, "count(%s) > 0 AND ", text),
			text);
		struct situation situation = { .span = argument->span,
			.label = situation_label(list, argument->span, labels[all]),
			.query = frame_ask(asking->frame, PLACE_RESULT, NULL, having),
			.making = all ? MAKE_FRESH : MAKE_ROWS,
			.frame = asking->frame,
			.place = PLACE_RESULT };

		situation.wishes = wish_add(list->arena, NULL, argument, WANT_NULL);
		if (!all && is_whole(asking->frame, argument))
			situation.ruled_out = "it is NULL in a whole group or not at all";
		situation_add(list, situation);
	}
}

/* f(DISTINCT x): two rows of one group that are alike in x. */
static void ask_distinct(const struct asking *asking, const struct tree_call *call)
{
	const struct frame *frame = asking->frame;
	const struct tree_expr *argument = call->arguments.items[0];
	struct arena *arena = frame->arena;
	const char *text = tree_print(arena, NODE_EXPR, argument);
	const struct tree_exprs given = { &argument, 1 };
	struct situation situation = { .span = argument->span,
		.label = situation_label(
			asking->list, argument->span, "DISTINCT drops a duplicate"),
		.query = frame_ask(frame, PLACE_RESULT, NULL,
			arena_printf(
				arena, "count(%s) > count(DISTINCT %s)", text, text)),
		.making = MAKE_NOTHING,
		.frame = frame,
		.place = PLACE_RESULT };

	situation.columns = frame_columns(frame, &given, &situation.part);
	if (situation.columns.count)
		situation.making = MAKE_TWIN;
	if (frame_has_key(frame, &given))
		situation.ruled_out = "it is a key";
	situation_add(asking->list, situation);
}

static void ask_call(const struct asking *asking, const struct tree_call *call)
{
	const struct frame *frame = asking->frame;

	if (map_same(call->name.text, "iif") && call->arguments.count)
		conditions_ask(asking->list, frame, asking->place, asking->wishes,
			call->arguments.items[0]);
	if (call->filter)
		conditions_ask(asking->list, frame, PLACE_FROM,
			frame->where ? wish_add(asking->list->arena, NULL, frame->where,
					       WANT_TRUE)
				     : NULL,
			call->filter);
	if (frame_calls_aggregate(call) && call->arguments.count && !call->filter)
		ask_argument(asking, call);
	if (frame_calls_aggregate(call) && call->distinct && call->arguments.count == 1 &&
		!call->filter)
		ask_distinct(asking, call);
}

static bool look(void *context, const struct tree_expr *expr)
{
	struct asking *at = context;

	switch (expr->kind) {
	case EXPR_CASE:
		visit_arms(at, expr, ask_arm);
		return false;
	case EXPR_SELECT:
		queries_ask_value(
			at->list, at->frame, at->place, at->wishes, expr->select);
		return false;
	case EXPR_EXISTS:
		if (expr != at->top)
			conditions_ask(at->list, at->frame, at->place, at->wishes, expr);
		else
			queries_ask(
				at->list, at->frame, at->place, at->wishes, expr->select);
		return false;
	case EXPR_CALL:
		ask_call(at, expr->call);
		return true;
	default:
		if (expr == at->top || !is_condition(expr))
			return true;
		conditions_ask(at->list, at->frame, at->place, at->wishes, expr);
		return false;
	}
}

static bool look_into(void *context, const struct tree_select *select)
{
	struct asking *at = context;

	queries_ask(at->list, at->frame, at->place, at->wishes, select);
	return false;
}

void values_ask(struct situations *list, const struct frame *frame,
	enum frame_place place, const struct wish *base, const struct tree_expr *expr)
{
	struct asking asking = {
		.list = list, .frame = frame, .place = place, .wishes = base, .top = expr
	};
	struct tree_visitor visitor = {
		.context = &asking, .expr = look, .select = look_into
	};

	tree_walk_expr(&visitor, expr);
}

/* NULLs */

static bool take_nullable(void *context, const struct tree_expr *expr)
{
	struct asking *at = context;

	if (expr->kind == EXPR_CASE ||
		(expr->kind == EXPR_CALL && frame_calls_aggregate(expr->call)))
		return false;
	if (expr->kind != EXPR_COLUMN || at->count == COLUMNS_MOST)
		return true;
	for (uint32_t i = 0; i < at->count; i++) {
		if (tree_equal(NODE_EXPR, at->columns[i], expr))
			return false;
	}
	if (frame_find(at->frame, expr).source &&
		nullability_of(at->frame, at->place, at->wishes, expr))
		at->columns[at->count++] = expr;
	return false;
}

static const struct wish *wish_null(struct arena *arena, const struct wish *wishes,
	const struct tree_expr *column, bool null)
{
	struct tree_expr *literal = arena_alloc(arena, sizeof(*literal));

	*literal = (struct tree_expr){
		.kind = EXPR_LITERAL, .height = 1, .literal = { LITERAL_NULL, NULL }
	};
	return wish_add(arena, wishes,
		binary(arena, null ? OPERATOR_IS : OPERATOR_IS_NOT, column, literal),
		WANT_TRUE);
}

static const char *null_label(
	const struct asking *at, const struct tree_expr *column, bool null)
{
	return situation_label(at->list, column->span, null ? "NULL" : "not NULL");
}

static void add_nulls(const struct asking *at, const char *label, struct span span,
	const struct wish *wishes)
{
	struct situation situation = { .span = span,
		.label = label,
		.query = frame_ask(at->frame, at->place, wishes, "1"),
		.making = MAKE_ROWS,
		.frame = at->frame,
		.place = at->place,
		.wishes = wishes };

	situation_add(at->list, situation);
}

static void ask_pair(const struct asking *at, const struct tree_expr *one,
	const struct tree_expr *other)
{
	struct arena *arena = at->list->arena;

	for (int i = 0; i < 4; i++) {
		const struct wish *wishes = wish_null(
			arena, wish_null(arena, at->wishes, one, i & 1), other, i & 2);

		add_nulls(at,
			arena_printf(arena, "%s, %s", null_label(at, one, i & 1),
				null_label(at, other, i & 2)),
			one->span, wishes);
	}
}

static void ask_nulls(struct asking *at, const struct tree_expr *condition,
	const struct tree_expr *value)
{
	if (!condition)
		nulls_ask(at->list, at->frame, at->place, at->wishes, value);
}

void nulls_ask(struct situations *list, const struct frame *frame, enum frame_place place,
	const struct wish *base, const struct tree_expr *expr)
{
	struct asking at = {
		.list = list, .frame = frame, .place = place, .wishes = base
	};
	struct tree_visitor visitor = {
		.context = &at, .expr = take_nullable, .select = frame_skips_select
	};

	if (expr->kind == EXPR_COLUMN || expr->kind == EXPR_LITERAL)
		return;
	if (expr->kind == EXPR_CASE) {
		visit_arms(&at, expr, ask_nulls);
		return;
	}
	tree_walk_expr(&visitor, expr);
	for (uint32_t i = 0; at.count == 1 && i < 2; i++)
		add_nulls(&at, null_label(&at, at.columns[0], i), at.columns[0]->span,
			wish_null(list->arena, base, at.columns[0], i));
	for (uint32_t i = 0; i < at.count; i++) {
		for (uint32_t j = i + 1; j < at.count; j++)
			ask_pair(&at, at.columns[i], at.columns[j]);
	}
}
