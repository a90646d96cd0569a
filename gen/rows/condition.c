/*
 * condition: what one condition says of the columns in it. See recipe.h.
 *
 * It does not solve anything. From the operators, functions and literals that are
 * together it makes values to try.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/clause.h"
#include "gen/rows/literal.h"
#include "gen/sql/tree_walk.h"

static const unsigned operators[] = {
	[OPERATOR_BIT_NOT] = CLAUSE_INVERSE,
	[OPERATOR_NOT] = CLAUSE_NEGATED,
	[OPERATOR_EQUAL] = CLAUSE_EQUAL | CLAUSE_COMPARED,
	[OPERATOR_UNEQUAL] = CLAUSE_COMPARED | CLAUSE_NEGATED,
	[OPERATOR_IS] = CLAUSE_EQUAL | CLAUSE_COMPARED,
	[OPERATOR_IS_NOT] = CLAUSE_EQUAL | CLAUSE_COMPARED | CLAUSE_NEGATED,
	[OPERATOR_LESS] = CLAUSE_COMPARED,
	[OPERATOR_LESS_EQUAL] = CLAUSE_COMPARED,
	[OPERATOR_GREATER] = CLAUSE_COMPARED,
	[OPERATOR_GREATER_EQUAL] = CLAUSE_COMPARED,
	[OPERATOR_BIT_AND] = CLAUSE_MASK,
	[OPERATOR_ADD] = CLAUSE_ADDS,
	[OPERATOR_MULTIPLY] = CLAUSE_MULTIPLIES,
	[OPERATOR_REMAINDER] = CLAUSE_REMAINDER,
	[OPERATOR_ARROW] = CLAUSE_JSON,
	[OPERATOR_ARROW_VALUE] = CLAUSE_JSON,
	[OPERATOR_LIKE] = CLAUSE_LIKE,
	[OPERATOR_GLOB] = CLAUSE_GLOB,
	[OPERATOR_MATCH] = 0,
};

static const struct {
	const char *name;
	unsigned is;
} functions[] = {
	{ "abs", 0 },
	{ "char_length", CLAUSE_LENGTH },
	{ "coalesce", 0 },
	{ "hex", CLAUSE_HEX },
	{ "ifnull", 0 },
	{ "instr", CLAUSE_WITHIN | CLAUSE_FUNCTION },
	{ "json_array_length", CLAUSE_JSON | CLAUSE_ARRAY },
	{ "length", CLAUSE_LENGTH },
	{ "lower", 0 },
	{ "ltrim", CLAUSE_TRIM },
	{ "octet_length", CLAUSE_LENGTH },
	{ "rtrim", CLAUSE_TRIM },
	{ "substr", CLAUSE_PART | CLAUSE_FUNCTION },
	{ "substring", CLAUSE_PART | CLAUSE_FUNCTION },
	{ "trim", CLAUSE_TRIM },
	{ "typeof", CLAUSE_TYPE },
	{ "upper", CLAUSE_UPPER },
};

/* A condition that is still to be read. */
struct part {
	const struct tree_expr *expr;
	unsigned has; /* NEGATED, COMPUTED */
};

struct parts {
	struct part *items;
	uint32_t count;
};

static unsigned function_of(const char *name)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		if (map_same(functions[i].name, name))
			return functions[i].is;
	}
	return history_values_json_function(name)   ? CLAUSE_JSON
	       : history_values_date_function(name) ? CLAUSE_DATE
						    : CLAUSE_FUNCTION;
}

static void note_column(struct clause *clause, const char *name)
{
	uint32_t column = recipe_column(clause->recipe, name);

	if (column != RECIPE_NONE)
		recipe_list(
			clause->arena, &clause->columns, &clause->column_count, column);
}

static void add_part(struct clause *clause, const struct tree_expr *expr, unsigned has)
{
	*arena_add(clause->arena, clause->parts->items, clause->parts->count) =
		(struct part){ expr, has };
}

const struct tree_expr *condition_of_when(
	struct arena *arena, const struct tree_expr *expr, const struct tree_when *when)
{
	struct tree_expr *equal;

	if (!expr->choice.operand)
		return when->condition;
	equal = arena_alloc(arena, sizeof(*equal));
	*equal = (struct tree_expr){ .kind = EXPR_BINARY,
		.binary = { OPERATOR_EQUAL, expr->choice.operand, when->condition } };
	return equal;
}

/* Each part of AND, OR and CASE is a condition of its own: the last is read last. */
static void read_parts(struct clause *clause, const struct tree_expr *expr)
{
	unsigned has = clause->has & (CLAUSE_NEGATED | CLAUSE_COMPUTED);

	if (expr->kind == EXPR_BINARY) {
		add_part(clause, expr->binary.right, has);
		add_part(clause, expr->binary.left, has);
		return;
	}
	if (expr->choice.otherwise)
		add_part(clause, expr->choice.otherwise, has & CLAUSE_COMPUTED);
	for (uint32_t i = expr->choice.whens.count; i-- > 0;) {
		const struct tree_when *when = &expr->choice.whens.items[i];

		add_part(clause, when->value, has & CLAUSE_COMPUTED);
		add_part(clause, condition_of_when(clause->arena, expr, when), 0);
	}
}

static bool is_split(const struct tree_expr *expr)
{
	return expr->kind == EXPR_CASE ||
	       (expr->kind == EXPR_BINARY &&
		       (expr->binary.operator == OPERATOR_AND ||
			       expr->binary.operator == OPERATOR_OR));
}

/* What an expression is, without what it is made of. */
static unsigned kind_of(const struct tree_expr *expr)
{
	switch (expr->kind) {
	case EXPR_UNARY:
		return operators[expr->unary.operator];
	case EXPR_BINARY:
		return operators[expr->binary.operator];
	case EXPR_LIKE:
		return operators[expr->like.operator] |
		       (expr->like.negated ? CLAUSE_NEGATED : 0);
	case EXPR_BETWEEN:
		return CLAUSE_COMPARED | (expr->between.negated ? CLAUSE_NEGATED : 0);
	case EXPR_IN:
		return CLAUSE_EQUAL | CLAUSE_COMPARED |
		       (expr->in.negated ? CLAUSE_NEGATED : 0);
	case EXPR_CALL:
		return function_of(expr->call->name.text);
	case EXPR_LITERAL:
		return expr->literal.kind == LITERAL_NULL ? CLAUSE_IS_NULL : 0;
	default:
		return 0;
	}
}

/* A LIKE pattern as one of GLOB, so that its escapes are plain characters. */
static const char *glob_of(struct arena *arena, const char *pattern, char escape)
{
	struct text glob;

	text_init(&glob, arena);
	text_add(&glob, "");
	for (; *pattern; pattern++) {
		if (escape && *pattern == escape && pattern[1])
			pattern++;
		else if (*pattern == '%' || *pattern == '_') {
			text_byte(&glob, *pattern == '%' ? '*' : '?');
			continue;
		}
		if (strchr("*?[", *pattern))
			text_format(&glob, "[%c]", *pattern);
		else
			text_byte(&glob, *pattern);
	}
	return glob.bytes;
}

static void note_literal(
	struct clause *clause, const struct tree_expr *expr, struct value literal)
{
	const struct tree_expr *escape = clause->escape;

	if (expr == escape && expr)
		return;
	if (expr == clause->pattern && clause->has & CLAUSE_LIKE &&
		literal.type == SQLITE_TEXT)
		literal = value_text(glob_of(clause->arena, literal.text,
			escape && escape->kind == EXPR_LITERAL && escape->literal.text
				? escape->literal.text[0]
				: 0));
	if (clause->literal_count < sizeof(clause->literals) / sizeof(*clause->literals))
		clause->literals[clause->literal_count++] = literal;
}

static bool gather(void *context, const struct tree_expr *expr)
{
	struct clause *clause = context;
	struct value literal;

	if (is_split(expr)) {
		read_parts(clause, expr);
		return false;
	}
	clause->has |= kind_of(expr);
	if (expr->kind == EXPR_LIKE) {
		clause->pattern = expr->like.pattern;
		clause->escape = expr->like.escape;
	}
	if (expr->kind == EXPR_CALL && function_of(expr->call->name.text) & CLAUSE_PART)
		clause->part = expr->call;
	if (expr->kind == EXPR_COLUMN)
		note_column(clause, expr->column.name.text);
	if (!literal_value(clause->arena, expr, &literal))
		return true;
	note_literal(clause, expr, literal);
	return false;
}

/* What a subquery asks is not about these columns. */
static bool leave_out(void *context, const struct tree_select *select)
{
	(void)context;
	(void)select;
	return false;
}

static void read_clause(struct clause *clause, const struct tree_expr *expr)
{
	tree_walk_expr(
		&(struct tree_visitor){
			.context = clause, .expr = gather, .select = leave_out },
		expr);
	for (uint32_t i = 0; i < clause->column_count; i++)
		clause_offer(clause, i);
}

/* NOT (NOT a LIKE b) is a LIKE b. */
static struct part positive(struct arena *arena, struct part part)
{
	struct tree_expr *copy;
	bool negated;

	while (part.expr->kind == EXPR_UNARY &&
		part.expr->unary.operator == OPERATOR_NOT) {
		part.expr = part.expr->unary.operand;
		part.has ^= CLAUSE_NEGATED;
	}
	negated = part.has & CLAUSE_NEGATED && kind_of(part.expr) & CLAUSE_NEGATED;
	if (!negated)
		return part;
	copy = arena_alloc(arena, sizeof(*copy));
	*copy = *part.expr;
	if (copy->kind == EXPR_BINARY)
		copy->binary.operator = copy->binary.operator == OPERATOR_UNEQUAL
						? OPERATOR_EQUAL
						: OPERATOR_IS;
	else if (copy->kind == EXPR_LIKE)
		copy->like.negated = false;
	else if (copy->kind == EXPR_IN)
		copy->in.negated = false;
	else
		copy->between.negated = false;
	return (struct part){ copy, part.has & ~(unsigned)CLAUSE_NEGATED };
}

/* Its parts one after another, so that a long chain takes no more stack than a short. */
static void read_parts_of(struct arena *arena, struct recipe *recipe, struct part whole)
{
	struct parts parts = { 0 };

	*arena_add(arena, parts.items, parts.count) = whole;
	while (parts.count) {
		struct part part = positive(arena, parts.items[--parts.count]);
		struct clause clause = {
			.arena = arena, .recipe = recipe, .parts = &parts, .has = part.has
		};

		read_clause(&clause, part.expr);
	}
}

void condition_read(struct arena *arena, struct recipe *recipe,
	const struct tree_expr *expr, bool negated)
{
	read_parts_of(arena, recipe, (struct part){ expr, negated ? CLAUSE_NEGATED : 0 });
}

void condition_read_computed(
	struct arena *arena, struct recipe *recipe, const struct tree_expr *expr)
{
	read_parts_of(arena, recipe, (struct part){ expr, CLAUSE_COMPUTED });
}
