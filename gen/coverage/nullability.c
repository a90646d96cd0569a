/*
 * nullability: can an expression be NULL, as the schema has it? See nullability.h.
 */
#include "gen/coverage/nullability.h"

#include "gen/base/arena.h"
#include "gen/coverage/pushdown.h"
#include "gen/coverage/situation.h"
#include "gen/sql/tree_equal.h"
#include "gen/sql/tree_walk.h"

/* What is known of the row in hand. */
struct known {
	const struct frame *frame;
	enum frame_place place;
	const struct wish *wishes;
	uint32_t depth; /* a table of WITH may read itself */
};

#define DEEPEST 20
#define JOINED_MOST 4 /* joins from one that is there to others that are */

static bool is_null_literal(const struct tree_expr *expr)
{
	return expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NULL;
}

/* Functions that give NULL for a NULL, and for nothing else. */
static bool is_strict(const struct tree_call *call)
{
	static const char *const names[] = { "abs", "lower", "upper", "trim", "ltrim",
		"rtrim", "length", "replace", "substr", "substring", "instr", "round",
		"unicode" };

	return MAP_AMONG(names, call->name.text);
}

/* Is `expr` NULL wherever the column is? Then it tells, when it is not NULL. */
static bool needs(const struct tree_expr *expr, const struct tree_expr *column)
{
	bool needed = false;

	switch (expr->kind) {
	case EXPR_COLUMN:
		return tree_equal(NODE_EXPR, expr, column);
	case EXPR_UNARY:
		return needs(expr->unary.operand, column);
	case EXPR_BINARY:
		switch (expr->binary.operator) {
		case OPERATOR_OR:
			return needs(expr->binary.left, column) &&
			       needs(expr->binary.right, column);
		case OPERATOR_IS:
		case OPERATOR_IS_NOT:
			return false;
		default:
			return needs(expr->binary.left, column) ||
			       needs(expr->binary.right, column);
		}
	case EXPR_LIKE:
		return needs(expr->like.left, column) ||
		       needs(expr->like.pattern, column);
	case EXPR_BETWEEN:
		return needs(expr->between.operand, column);
	case EXPR_IN:
		return needs(expr->in.operand, column);
	case EXPR_COLLATE:
		return needs(expr->collate.operand, column);
	case EXPR_CAST:
		return needs(expr->cast.operand, column);
	case EXPR_CALL:
		for (uint32_t i = 0;
			is_strict(expr->call) && i < expr->call->arguments.count; i++)
			needed |= needs(expr->call->arguments.items[i], column);
		return needed;
	default:
		return false;
	}
}

/* Does it hold only where the column is not NULL? */
static bool excludes_null(
	const struct tree_expr *expr, bool holds, const struct tree_expr *column)
{
	bool is;

	if (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT && holds)
		return excludes_null(expr->unary.operand, false, column) ||
		       needs(expr->unary.operand, column);
	if (expr->kind != EXPR_BINARY)
		return holds && needs(expr, column);
	switch (expr->binary.operator) {
	case OPERATOR_AND:
	case OPERATOR_OR:
		is = (expr->binary.operator == OPERATOR_AND) == holds;
		return is ? excludes_null(expr->binary.left, holds, column) ||
				       excludes_null(expr->binary.right, holds, column)
			  : excludes_null(expr->binary.left, holds, column) &&
				       excludes_null(expr->binary.right, holds, column);
	case OPERATOR_IS:
	case OPERATOR_IS_NOT:
		is = (expr->binary.operator == OPERATOR_IS) == holds;
		if (is)
			return expr->binary.right->kind == EXPR_LITERAL &&
			       !is_null_literal(expr->binary.right) &&
			       needs(expr->binary.left, column);
		return is_null_literal(expr->binary.right) &&
		       needs(expr->binary.left, column);
	default:
		return holds && needs(expr, column);
	}
}

static bool excluded_by(const struct wish *wishes, const struct tree_expr *column)
{
	for (; wishes; wishes = wishes->next) {
		if (wishes->wanted == WANT_FALSE && needs(wishes->expr, column))
			return true;
		if (wishes->wanted != WANT_NULL &&
			excludes_null(wishes->expr, wishes->wanted == WANT_TRUE, column))
			return true;
	}
	return false;
}

/* Do the wishes, or those of the queries around it, leave no NULL in the column? */
static bool is_excluded(const struct known *known, const struct tree_expr *column)
{
	const struct frame *frame = known->frame;
	enum frame_place place = known->place;
	const struct wish *wishes = known->wishes;

	for (; frame; frame = frame->outer) {
		if (excluded_by(wishes, column) ||
			(place == PLACE_RESULT && frame->where &&
				excludes_null(frame->where, true, column)))
			return true;
		for (uint32_t i = 0; place == PLACE_RESULT && i < frame->from.count;
			i++) {
			const struct tree_source *item = &frame->from.items[i];

			if (item->on && item->join < JOIN_LEFT &&
				excludes_null(item->on, true, column))
				return true;
		}
		place = frame->place;
		wishes = frame->context;
	}
	return false;
}

/* Rows that an outer join may lack */

/* A column of that source whose NULL a condition excludes. */
struct rejecting {
	const struct frame *frame;
	const struct frame_source *source;
	const struct tree_expr *condition;
	bool found;
};

static bool reject(void *context, const struct tree_expr *expr)
{
	struct rejecting *rejecting = context;

	if (expr->kind != EXPR_COLUMN)
		return !rejecting->found;
	rejecting->found |=
		frame_find(rejecting->frame, expr).source == rejecting->source &&
		excludes_null(rejecting->condition, true, expr);
	return false;
}

static bool rejects(const struct frame *frame, const struct frame_source *source,
	const struct tree_expr *condition)
{
	struct rejecting rejecting = { frame, source, condition, false };
	struct tree_visitor visitor = {
		.context = &rejecting, .expr = reject, .select = frame_skips_select
	};

	if (condition)
		tree_walk_expr(&visitor, condition);
	return rejecting.found;
}

/* ON child.key = its own, where the child's foreign key is never NULL. */
static bool is_kept_by_key(const struct frame *frame, const struct frame_source *source)
{
	const struct tree_expr *on = source->tree->on;
	const struct tree_expr *sides[2];

	if (!on || on->kind != EXPR_BINARY ||
		on->binary.operator!= OPERATOR_EQUAL || !source->relation)
		return false;
	sides[0] = on->binary.left;
	sides[1] = on->binary.right;
	for (int i = 0; i < 2; i++) {
		struct frame_column child = { NULL, NULL };
		struct names columns = { NULL, 0 };

		if (sides[i]->kind != EXPR_COLUMN || sides[!i]->kind != EXPR_COLUMN ||
			frame_find(frame, sides[!i]).source != source)
			continue;
		child = frame_find(frame, sides[i]);
		names_add(frame->arena, &columns, sides[i]->column.name.text);
		if (child.source && child.source->relation && !child.source->optional &&
			relation_has_parent(
				child.source->relation, &columns, source->relation->name))
			return true;
	}
	return false;
}

/* What is known of a row of that frame, which is the one in hand or around it. */
static struct known known_of(const struct known *known, const struct frame *frame)
{
	struct known there = *known;

	while (there.frame && there.frame != frame) {
		there.place = there.frame->place;
		there.wishes = there.frame->context;
		there.frame = there.frame->outer;
	}
	return there;
}

/* Is the row there, because WHERE, a wish, or the ON of one that is there needs it? */
static bool is_present(
	const struct known *known, const struct frame_source *source, uint32_t depth)
{
	const struct frame *frame = known->frame;

	if (!source->optional || is_kept_by_key(frame, source))
		return true;
	if (known->place == PLACE_RESULT && rejects(frame, source, frame->where))
		return true;
	for (const struct wish *wish = known->wishes; wish; wish = wish->next) {
		if (wish->wanted == WANT_TRUE && rejects(frame, source, wish->expr))
			return true;
	}
	for (uint32_t i = 0; depth && i < frame->source_count; i++) {
		const struct frame_source *other = &frame->sources[i];

		if (other != source && other->tree->on &&
			other->tree->join <= JOIN_LEFT &&
			rejects(frame, source, other->tree->on) &&
			is_present(known, other, depth - 1))
			return true;
	}
	return false;
}

static bool may_lack(const struct known *known, struct frame_column column)
{
	struct known there = known_of(known, column.frame);

	return !there.frame || !is_present(&there, column.source, JOINED_MOST);
}

static bool can_be_null(struct known known, const struct tree_expr *expr);

static bool can_any(struct known known, const struct tree_exprs *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (can_be_null(known, list->items[i]))
			return true;
	}
	return false;
}

static bool can_core(struct known known, const struct tree_select *select,
	const struct tree_core *core, const struct tree_expr *expr)
{
	const struct frame *frame =
		frame_of_core(known.frame, known.place, known.wishes, select->with, core);
	struct known inside = { frame, PLACE_RESULT, NULL, known.depth + 1 };

	return can_be_null(inside, expr);
}

/* A column of a subquery: in none of its cores? */
static bool can_result(
	struct known known, const struct frame_source *source, const char *name)
{
	const struct tree_select *select = source->select;

	for (uint32_t i = 0; i < select->cores.count; i++) {
		const struct tree_core *core = &select->cores.items[i];
		const struct tree_expr *expr = pushdown_column(source, core, name);

		if (core->rows.count || !expr || can_core(known, select, core, expr))
			return true;
	}
	return false;
}

static bool can_column(struct known known, const struct tree_expr *expr)
{
	struct frame_column column = frame_find(known.frame, expr);
	const char *name = expr->column.name.text;
	const struct relation *relation;

	if (is_excluded(&known, expr) || frame_is_string(known.frame, expr))
		return false;
	if (!column.source || may_lack(&known, column))
		return true;
	relation = column.source->relation;
	if (relation && names_have(&relation->not_null, name))
		return false;
	if (relation && (!relation->select || known.depth >= DEEPEST))
		return relation_takes_null(relation, name);
	if (relation) /* its columns are as those of a query */
		return can_result(known,
			&(struct frame_source){ .select = relation->select }, name);
	if (!column.source->select || known.depth >= DEEPEST)
		return true;
	known.frame = column.frame;
	return can_result(known, column.source, name);
}

static bool can_case(struct known known, const struct tree_expr *expr)
{
	if (!expr->choice.otherwise || can_be_null(known, expr->choice.otherwise))
		return true;
	for (uint32_t i = 0; i < expr->choice.whens.count; i++) {
		if (can_be_null(known, expr->choice.whens.items[i].value))
			return true;
	}
	return false;
}

static bool can_call(struct known known, const struct tree_call *call)
{
	static const char *const first[] = { "coalesce", "ifnull" };
	static const char *const never[] = { "count", "total", "typeof", "quote", "hex",
		"random", "randomblob", "changes", "last_insert_rowid", "row_number",
		"rank", "dense_rank", "zeroblob", "printf", "format", "char",
		"json_valid", "json_array", "json_object", "json_group_array",
		"json_group_object" };
	static const char *const grouped[] = { "min", "max", "sum", "avg",
		"group_concat" };

	if (MAP_AMONG(never, call->name.text))
		return false;
	if (MAP_AMONG(first, call->name.text)) {
		for (uint32_t i = 0; i < call->arguments.count; i++) {
			if (!can_be_null(known, call->arguments.items[i]))
				return false;
		}
		return true;
	}
	if (MAP_AMONG(grouped, call->name.text) && call->arguments.count == 1 &&
		!(known.frame->core && known.frame->core->group_by.count))
		return true;
	if (is_strict(call) || MAP_AMONG(grouped, call->name.text))
		return can_any(known, &call->arguments);
	for (uint32_t i = 0; i < call->arguments.count; i++) {
		if (call->arguments.items[i]->kind != EXPR_LITERAL)
			return true;
	}
	return false; /* strftime('%s', 'now') */
}

static bool can_binary(struct known known, const struct tree_expr *expr)
{
	switch (expr->binary.operator) {
	case OPERATOR_IS:
	case OPERATOR_IS_NOT:
		return false;
	case OPERATOR_DIVIDE:
	case OPERATOR_REMAINDER:
		if (expr->binary.right->kind != EXPR_LITERAL)
			return true;
		return can_be_null(known, expr->binary.left);
	case OPERATOR_ARROW:
	case OPERATOR_ARROW_VALUE:
		return true;
	default:
		return can_be_null(known, expr->binary.left) ||
		       can_be_null(known, expr->binary.right);
	}
}

static bool can_select(struct known known, const struct tree_select *select, bool in)
{
	for (uint32_t i = 0; i < select->cores.count; i++) {
		const struct tree_core *core = &select->cores.items[i];
		const struct frame *frame;

		if (core->rows.count || core->results.count != 1 ||
			!core->results.items[0].expr || known.depth >= DEEPEST ||
			can_core(known, select, core, core->results.items[0].expr))
			return true;
		if (in)
			continue;
		frame = frame_of_core(
			known.frame, known.place, known.wishes, select->with, core);
		if (!queries_have_row(frame) && !frame_has_one_row(frame))
			return true; /* no row, perhaps */
	}
	return false;
}

static bool can_in(struct known known, const struct tree_expr *expr)
{
	return can_be_null(known, expr->in.operand) || expr->in.table ||
	       can_any(known, &expr->in.values) ||
	       (expr->in.select && can_select(known, expr->in.select, true));
}

static bool can_be_null(struct known known, const struct tree_expr *expr)
{
	switch (expr->kind) {
	case EXPR_LITERAL:
		return is_null_literal(expr);
	case EXPR_COLUMN:
		return can_column(known, expr);
	case EXPR_UNARY:
		return can_be_null(known, expr->unary.operand);
	case EXPR_BINARY:
		return can_binary(known, expr);
	case EXPR_LIKE:
		return can_be_null(known, expr->like.left) ||
		       can_be_null(known, expr->like.pattern);
	case EXPR_BETWEEN:
		return can_be_null(known, expr->between.operand) ||
		       can_be_null(known, expr->between.low) ||
		       can_be_null(known, expr->between.high);
	case EXPR_IN:
		return can_in(known, expr);
	case EXPR_COLLATE:
		return can_be_null(known, expr->collate.operand);
	case EXPR_CASE:
		return can_case(known, expr);
	case EXPR_CAST:
		return can_be_null(known, expr->cast.operand);
	case EXPR_CALL:
		return can_call(known, expr->call);
	case EXPR_SELECT:
		return can_select(known, expr->select, false);
	case EXPR_EXISTS:
		return false;
	default:
		return true;
	}
}

bool nullability_of(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const struct tree_expr *expr)
{
	return can_be_null((struct known){ frame, place, wishes, 0 }, expr);
}

bool nullability_allows(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const struct tree_expr *expr, enum wanted wanted)
{
	bool is = expr->kind == EXPR_BINARY && expr->binary.operator == OPERATOR_IS;
	bool tests = is || (expr->kind == EXPR_BINARY &&
				   expr->binary.operator == OPERATOR_IS_NOT);

	if (wanted == WANT_NULL)
		return nullability_of(frame, place, wishes, expr);
	if (!tests || !is_null_literal(expr->binary.right) || (wanted == WANT_TRUE) != is)
		return true;
	return nullability_of(frame, place, wishes, expr->binary.left);
}
