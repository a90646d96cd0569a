/*
 * conditions: what conditions distinguish, atom by atom. See situation.h.
 *
 * Masking MCDC: an atom is asked for where the others let it decide, those of AND being
 * true, those of OR not. Others that speak of the same columns are left as they are, or
 * nothing could ever answer. A long chain that holds one operand against constants is one
 * atom, as IN is.
 */
#include "gen/coverage/situation.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/coverage/domains.h"
#include "gen/coverage/nullability.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_equal.h"

/* A chain of more comparisons of one operand with constants is one atom. */
#define COMPARISONS_MOST 12

/* What has been asked for so far on the path to an atom. */
struct asking {
	struct situations *list;
	const struct frame *frame;
	enum frame_place place;
	const struct wish *wishes;
	const struct tree_expr *next; /* the condition of CASE's next arm, or NULL */
};

/* Columns of an expression, without those in subqueries. */

struct columns {
	struct arena *arena;
	const struct tree_expr **items;
	uint32_t count;
};

static bool take_column(void *context, const struct tree_expr *expr)
{
	struct columns *columns = context;

	if (expr->kind != EXPR_COLUMN)
		return true;
	for (uint32_t i = 0; i < columns->count; i++) {
		if (tree_equal(NODE_EXPR, columns->items[i], expr))
			return false;
	}
	*arena_add(columns->arena, columns->items, columns->count) = expr;
	return false;
}

static struct columns columns_of(struct arena *arena, const struct tree_expr *expr)
{
	struct columns columns = { .arena = arena };
	struct tree_visitor visitor = {
		.context = &columns, .expr = take_column, .select = frame_skips_select
	};

	tree_walk_expr(&visitor, expr);
	return columns;
}

static bool share_column(
	struct arena *arena, const struct tree_expr *one, const struct tree_expr *other)
{
	struct columns mine = columns_of(arena, one), theirs = columns_of(arena, other);

	for (uint32_t i = 0; i < mine.count; i++) {
		for (uint32_t j = 0; j < theirs.count; j++) {
			if (tree_equal(NODE_EXPR, mine.items[i], theirs.items[j]))
				return true;
		}
	}
	return false;
}

/* Atoms */

static bool is_connective(const struct tree_expr *expr)
{
	return expr->kind == EXPR_BINARY &&
	       (expr->binary.operator == OPERATOR_AND || expr->binary.operator ==
		       OPERATOR_OR);
}

/* What nothing in the database decides is not asked. */
static bool asks_rows(struct arena *arena, const struct tree_expr *expr)
{
	return columns_of(arena, expr).count || expr->kind == EXPR_EXISTS ||
	       expr->kind == EXPR_CALL || expr->kind == EXPR_SELECT ||
	       expr->kind == EXPR_IN;
}

/* Are all its columns new in the step, and still as ADD COLUMN made them? */
static bool is_constant(const struct asking *asking, const struct tree_expr *atom)
{
	struct columns columns = columns_of(asking->list->arena, atom);

	for (uint32_t i = 0; i < columns.count; i++) {
		const struct frame_source *source =
			frame_find(asking->frame, columns.items[i]).source;

		if (!source || !source->relation ||
			(!situations_add(asking->list, source->relation->name,
				 columns.items[i]->column.name.text) &&
				!situations_make(asking->list, source->relation->name)))
			return false;
	}
	return columns.count > 0;
}

static bool is_plain(const struct tree_expr *expr)
{
	return expr->kind == EXPR_LITERAL && expr->literal.kind != LITERAL_NULL;
}

/* What a term holds against constants; NULL: it is no such comparison. */
static const struct tree_expr *compared(const struct tree_expr *term)
{
	switch (term->kind) {
	case EXPR_LIKE:
		return !term->like.escape && is_plain(term->like.pattern)
			       ? term->like.left
			       : NULL;
	case EXPR_BINARY:
		return term->binary.operator<= OPERATOR_GREATER_EQUAL &&
			       term->binary.
			       operator!= OPERATOR_IS && term->binary.
			       operator!= OPERATOR_IS_NOT && is_plain(term->binary.right)
			       ? term->binary.left
			       : NULL;
	case EXPR_IN:
		for (uint32_t i = 0; i < term->in.values.count; i++) {
			if (!is_plain(term->in.values.items[i]))
				return NULL;
		}
		return term->in.values.count ? term->in.operand : NULL;
	default:
		return NULL;
	}
}

/* What alone decides whether a condition is NULL: that is, where this is; or NULL. */
static const struct tree_expr *subject_of(const struct tree_expr *expr)
{
	const struct tree_expr *left, *right;

	if (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT)
		return subject_of(expr->unary.operand);
	if (!is_connective(expr))
		return compared(expr);
	left = subject_of(expr->binary.left);
	right = subject_of(expr->binary.right);
	return left && right && tree_equal(NODE_EXPR, left, right) ? left : NULL;
}

static bool is_about(const struct tree_expr *expr, const struct tree_expr *subject)
{
	const struct tree_expr *own = subject_of(expr);

	return own && tree_equal(NODE_EXPR, own, subject);
}

/*
 * What is wished of a row in which the atom is NULL: that what it compares is, and what
 * else that does not settle. CASE has as many arms as it likes.
 */
static const struct wish *wish_null(
	const struct asking *asking, const struct tree_expr *atom)
{
	struct arena *arena = asking->list->arena;
	const struct tree_expr *subject = subject_of(atom);
	const struct wish *wishes = NULL;

	if (!subject)
		return wish_add(arena, asking->wishes, atom, WANT_NULL);
	for (const struct wish *wish = asking->wishes; wish; wish = wish->next) {
		if (wish->wanted != WANT_NOT_TRUE || !is_about(wish->expr, subject))
			wishes = wish_add(arena, wishes, wish->expr, wish->wanted);
	}
	return wish_add(arena, wishes, subject, WANT_NULL);
}

/* Is it false wherever the next arm of CASE is true, which is asked for? */
static bool leads_on(const struct asking *asking, const struct tree_expr *atom)
{
	const struct tree_expr *subject = subject_of(atom);

	return asking->next && subject && is_about(asking->next, subject);
}

/* Is a column wished to be NULL that another wish needs to be something? */
static bool contradicts(const struct asking *asking, const struct wish *wishes)
{
	for (const struct wish *one = wishes; one; one = one->next) {
		const struct tree_expr *expr = one->expr;
		const struct wish *rest = NULL;

		if (one->wanted != WANT_TRUE || expr->kind != EXPR_BINARY ||
			expr->binary.operator!= OPERATOR_IS ||
			expr->binary.right->kind != EXPR_LITERAL ||
			expr->binary.right->literal.kind != LITERAL_NULL ||
			expr->binary.left->kind != EXPR_COLUMN)
			continue;
		for (const struct wish *other = wishes; other; other = other->next) {
			if (other != one)
				rest = wish_add(asking->list->arena, rest, other->expr,
					other->wanted);
		}
		if (rest && !nullability_of(asking->frame, asking->place, rest,
				    expr->binary.left))
			return true;
	}
	return false;
}

static void ask_atom(const struct asking *asking, const struct tree_expr *atom)
{
	static const char *const words[] = { "true", "false", "NULL" };
	struct situations *list = asking->list;
	bool constant = is_constant(asking, atom);

	for (int i = WANT_TRUE; i <= WANT_NULL; i++) {
		const struct wish *wishes =
			i == WANT_NULL ? wish_null(asking, atom)
				       : wish_add(list->arena, asking->wishes, atom,
						 (enum wanted)i);
		struct situation situation = { .span = atom->span,
			.label = situation_label(list, atom->span, words[i]),
			.making = MAKE_ROWS,
			.constant = constant,
			.frame = asking->frame,
			.place = asking->place,
			.wishes = wishes };

		if (i == WANT_FALSE && leads_on(asking, atom))
			continue;
		situation.query = frame_ask(asking->frame, asking->place, wishes, "1");
		situation.ruled_out = domains_exclude(asking->frame, asking->place,
			asking->wishes, atom, (enum wanted)i);
		if (!nullability_allows(asking->frame, asking->place, asking->wishes,
			    atom, (enum wanted)i))
			situation.ruled_out = "nothing in it can be NULL";
		else if (contradicts(asking, wishes))
			situation.ruled_out = "the conditions exclude each other";
		situation_add(list, situation);
	}
}

static void ask(struct asking asking, const struct tree_expr *expr);

/* The terms of a chain of ANDs or of ORs. */
static void flatten(
	struct columns *terms, const struct tree_expr *expr, enum tree_operator operator)
{
	if (expr->kind == EXPR_BINARY && expr->binary.operator == operator) {
		flatten(terms, expr->binary.left, operator);
		flatten(terms, expr->binary.right, operator);
	} else {
		*arena_add(terms->arena, terms->items, terms->count) = expr;
	}
}

/* Is it a long chain of such comparisons, all of one operand? */
static bool is_list(const struct columns *terms)
{
	const struct tree_expr *first = compared(terms->items[0]);

	if (!first || terms->count <= COMPARISONS_MOST)
		return false;
	for (uint32_t i = 1; i < terms->count; i++) {
		const struct tree_expr *operand = compared(terms->items[i]);

		if (!operand || !tree_equal(NODE_EXPR, operand, first))
			return false;
	}
	return true;
}

static void ask_chain(const struct asking *asking, const struct tree_expr *expr)
{
	struct columns terms = { .arena = asking->list->arena };
	enum tree_operator operator= expr->binary.operator;

	flatten(&terms, expr, operator);
	if (is_list(&terms)) {
		ask_atom(asking, expr);
		return;
	}
	for (uint32_t i = 0; i < terms.count; i++) {
		struct asking below = *asking;

		below.next = NULL;
		if (joins_have(asking->frame, terms.items[i]))
			continue;
		for (uint32_t j = 0; j < terms.count; j++) {
			if (j != i && !share_column(terms.arena, terms.items[i],
					      terms.items[j]))
				below.wishes = wish_add(terms.arena, below.wishes,
					terms.items[j],
					operator == OPERATOR_AND ? WANT_TRUE
								: WANT_NOT_TRUE);
		}
		ask(below, terms.items[i]);
	}
}

/* x BETWEEN a AND b is two atoms. */
static const struct tree_expr *comparison(struct arena *arena,
	const struct tree_expr *whole, enum tree_operator operator,
	const struct tree_expr * left, const struct tree_expr *right)
{
	struct tree_expr *expr = arena_alloc(arena, sizeof(*expr));

	*expr = (struct tree_expr){ .kind = EXPR_BINARY,
		.height = whole->height + 1,
		.span = { left->span.start, right->span.end },
		.binary = { operator, left, right } };
	return expr;
}

static void ask_between(const struct asking *asking, const struct tree_expr *expr)
{
	struct arena *arena = asking->list->arena;
	const struct tree_expr *operand = expr->between.operand;
	const struct tree_expr *low = comparison(
		arena, expr, OPERATOR_GREATER_EQUAL, operand, expr->between.low);
	const struct tree_expr *high =
		comparison(arena, expr, OPERATOR_LESS_EQUAL, operand, expr->between.high);

	ask_atom(asking, low);
	ask_atom(asking, high);
}

static void ask(struct asking asking, const struct tree_expr *expr)
{
	if (is_connective(expr)) {
		ask_chain(&asking, expr);
	} else if (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT) {
		ask(asking, expr->unary.operand);
	} else if (expr->kind == EXPR_BETWEEN) {
		ask_between(&asking, expr);
	} else if (asks_rows(asking.list->arena, expr)) {
		ask_atom(&asking, expr);
		values_ask(asking.list, asking.frame, asking.place, asking.wishes, expr);
	}
}

void conditions_ask(struct situations *list, const struct frame *frame,
	enum frame_place place, const struct wish *base, const struct tree_expr *expr)
{
	conditions_ask_arm(list, frame, place, base, expr, NULL);
}

void conditions_ask_arm(struct situations *list, const struct frame *frame,
	enum frame_place place, const struct wish *base, const struct tree_expr *expr,
	const struct tree_expr *next)
{
	struct asking asking = { list, frame, place, base, next };

	if (expr && !joins_have(frame, expr))
		ask(asking, expr);
}
