/*
 * condition: what one condition says of the columns in it. See recipe.h.
 *
 * It does not solve anything. From the operators, functions and literals that are
 * together it makes values to try.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/literal.h"
#include "gen/rows/recipe.h"
#include "gen/sql/tree_walk.h"

/* Longer texts are not made. */
enum {
	LONGEST = 65536,
	MOST_BEFORE = 100 /* characters before a part of a text */
};

/* What is in a condition. */
enum {
	NEGATED = 1 << 0,
	EQUAL = 1 << 1,
	COMPARED = 1 << 2, /* with =, < and the like */
	LIKE = 1 << 3,
	GLOB = 1 << 4,
	ADDS = 1 << 5,
	MULTIPLIES = 1 << 6,
	IS_NULL = 1 << 7,
	LENGTH = 1 << 8, /* functions */
	HEX = 1 << 9,
	TYPE = 1 << 10,
	UPPER = 1 << 11,
	JSON = 1 << 12,
	DATE = 1 << 13,
	TRIM = 1 << 14,
	FUNCTION = 1 << 15,  /* any other that matters */
	REMAINDER = 1 << 16, /* operators */
	MASK = 1 << 17,
	INVERSE = 1 << 18,
	COMPUTED = 1 << 19, /* it is a value, and no condition */
	PART = 1 << 20,	    /* of a text */
	WITHIN = 1 << 21,   /* a text has it in it */
	ARRAY = 1 << 22	    /* of JSON */
};

static const unsigned operators[] = {
	[OPERATOR_BIT_NOT] = INVERSE,
	[OPERATOR_NOT] = NEGATED,
	[OPERATOR_EQUAL] = EQUAL | COMPARED,
	[OPERATOR_UNEQUAL] = COMPARED | NEGATED,
	[OPERATOR_IS] = EQUAL | COMPARED,
	[OPERATOR_IS_NOT] = EQUAL | COMPARED | NEGATED,
	[OPERATOR_LESS] = COMPARED,
	[OPERATOR_LESS_EQUAL] = COMPARED,
	[OPERATOR_GREATER] = COMPARED,
	[OPERATOR_GREATER_EQUAL] = COMPARED,
	[OPERATOR_BIT_AND] = MASK,
	[OPERATOR_ADD] = ADDS,
	[OPERATOR_MULTIPLY] = MULTIPLIES,
	[OPERATOR_REMAINDER] = REMAINDER,
	[OPERATOR_ARROW] = JSON,
	[OPERATOR_ARROW_VALUE] = JSON,
	[OPERATOR_LIKE] = LIKE,
	[OPERATOR_GLOB] = GLOB,
	[OPERATOR_MATCH] = 0,
};

static const struct {
	const char *name;
	unsigned is;
} functions[] = {
	{ "abs", 0 },
	{ "char_length", LENGTH },
	{ "coalesce", 0 },
	{ "hex", HEX },
	{ "ifnull", 0 },
	{ "instr", WITHIN | FUNCTION },
	{ "json_array_length", JSON | ARRAY },
	{ "length", LENGTH },
	{ "lower", 0 },
	{ "ltrim", TRIM },
	{ "octet_length", LENGTH },
	{ "rtrim", TRIM },
	{ "substr", PART | FUNCTION },
	{ "substring", PART | FUNCTION },
	{ "trim", TRIM },
	{ "typeof", TYPE },
	{ "upper", UPPER },
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

struct clause {
	struct arena *arena;
	struct recipe *recipe;
	struct parts *parts;
	const struct tree_expr *pattern; /* of a LIKE or GLOB, or NULL */
	const struct tree_expr *escape;
	const struct tree_call *part; /* of substr(), or NULL */
	uint32_t *columns;
	uint32_t column_count;
	struct value literals[64];
	uint32_t literal_count;
	unsigned has;
};

/* Is any of these in it? */
static bool has(const struct clause *clause, unsigned what)
{
	return clause->has & what;
}

static void offer(struct clause *clause, struct recipe_column *column,
	enum candidate_kind kind, struct value value, bool strong)
{
	struct candidate candidate = { .kind = kind, .value = value, .strong = strong };

	for (uint32_t i = 0; i < column->candidate_count; i++) {
		struct candidate *old = &column->candidates[i];

		if (old->kind == kind && value_same(&old->value, &value)) {
			column->strong_count += strong && !old->strong;
			old->strong |= strong;
			return;
		}
	}
	*arena_add(clause->arena, column->candidates, column->candidate_count) =
		candidate;
	column->strong_count += strong;
}

static unsigned function_of(const char *name)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		if (map_same(functions[i].name, name))
			return functions[i].is;
	}
	return history_values_json_function(name)   ? JSON
	       : history_values_date_function(name) ? DATE
						    : FUNCTION;
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

/* CASE a WHEN b: a condition `a = b`. */
static const struct tree_expr *condition_of(struct clause *clause,
	const struct tree_expr *operand, const struct tree_expr *condition)
{
	struct tree_expr *equal;

	if (!operand)
		return condition;
	equal = arena_alloc(clause->arena, sizeof(*equal));
	*equal = (struct tree_expr){ .kind = EXPR_BINARY,
		.binary = { OPERATOR_EQUAL, operand, condition } };
	return equal;
}

/* Each part of AND, OR and CASE is a condition of its own: the last is read last. */
static void read_parts(struct clause *clause, const struct tree_expr *expr)
{
	unsigned has = clause->has & (NEGATED | COMPUTED);

	if (expr->kind == EXPR_BINARY) {
		add_part(clause, expr->binary.right, has);
		add_part(clause, expr->binary.left, has);
		return;
	}
	if (expr->choice.otherwise)
		add_part(clause, expr->choice.otherwise, has & COMPUTED);
	for (uint32_t i = expr->choice.whens.count; i-- > 0;) {
		const struct tree_when *when = &expr->choice.whens.items[i];

		add_part(clause, when->value, has & COMPUTED);
		add_part(clause,
			condition_of(clause, expr->choice.operand, when->condition), 0);
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
		       (expr->like.negated ? NEGATED : 0);
	case EXPR_BETWEEN:
		return COMPARED | (expr->between.negated ? NEGATED : 0);
	case EXPR_IN:
		return EQUAL | COMPARED | (expr->in.negated ? NEGATED : 0);
	case EXPR_CALL:
		return function_of(expr->call->name.text);
	case EXPR_LITERAL:
		return expr->literal.kind == LITERAL_NULL ? IS_NULL : 0;
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

/* A pattern that matches the text and nothing else. */
static const char *literal_glob(struct arena *arena, const char *text)
{
	struct text glob;

	text_init(&glob, arena);
	text_add(&glob, "");
	for (; *text; text++)
		text_format(&glob, strchr("*?[", *text) ? "[%c]" : "%c", *text);
	return glob.bytes;
}

static void note_literal(
	struct clause *clause, const struct tree_expr *expr, struct value literal)
{
	const struct tree_expr *escape = clause->escape;

	if (expr == escape && expr)
		return;
	if (expr == clause->pattern && has(clause, LIKE) && literal.type == SQLITE_TEXT)
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
	if (expr->kind == EXPR_CALL && function_of(expr->call->name.text) & PART)
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

/* The characters of a pattern's negated class: NOT GLOB '*[^0-9a-f]*'. */
static const char *alphabet_of(struct arena *arena, const char *pattern)
{
	const char *at = strstr(pattern, "[^");
	char set[256];
	size_t size = 0;

	if (!at)
		return NULL;
	for (at += 2; *at && (*at != ']' || at[-1] == '^') && size < 200; at++) {
		if (at[1] == '-' && at[2] && at[2] != ']') {
			for (int c = (unsigned char)at[0];
				c <= (unsigned char)at[2] && size < 200; c++)
				set[size++] = (char)c;
			at += 2;
		} else {
			set[size++] = *at;
		}
	}
	return size ? arena_copy(arena, set, size) : NULL;
}

static void offer_length(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	int64_t size = literal->integer;
	bool strong = has(clause, EQUAL) && !has(clause, NEGATED);

	if (literal->type != SQLITE_INTEGER || size < 0 || size > LONGEST)
		return;
	offer(clause, column, CANDIDATE_LENGTH, value_integer(size), strong);
	if (has(clause, HEX))
		offer(clause, column, CANDIDATE_LENGTH, value_integer(size / 2), strong);
	if (strong)
		return;
	offer(clause, column, CANDIDATE_LENGTH, value_integer(size + 1), false);
	if (size > 0)
		offer(clause, column, CANDIDATE_LENGTH, value_integer(size - 1), false);
}

static void offer_type(struct recipe_column *column, const struct value *literal)
{
	if (literal->type != SQLITE_TEXT)
		return;
	if (strcmp(literal->text, "blob") == 0)
		column->nature = NATURE_BLOB;
	else if (strcmp(literal->text, "real") == 0)
		column->nature = NATURE_REAL;
	else if (strcmp(literal->text, "integer") == 0 &&
		 column->nature != NATURE_BOOLEAN)
		column->nature = NATURE_INTEGER;
	else if (strcmp(literal->text, "text") == 0 &&
		 (column->nature == NATURE_INTEGER || column->nature == NATURE_REAL ||
			 column->nature == NATURE_BLOB))
		column->nature = NATURE_TEXT;
}

static void offer_pattern(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	if (literal->type != SQLITE_TEXT)
		return;
	if (!has(clause, NEGATED))
		offer(clause, column, CANDIDATE_GLOB, *literal, true);
	else if (has(clause, GLOB))
		column->alphabet = alphabet_of(clause->arena, literal->text);
	if (has(clause, NEGATED) && column->alphabet && !column->strong_count)
		offer(clause, column, CANDIDATE_LENGTH, value_integer(8), true);
}

/* a % 5 = 2, a & 7 = 0, a & ~7 = 0: numbers that are so far from a multiple. */
static void offer_multiples(struct clause *clause, struct recipe_column *column)
{
	const struct value *number = &clause->literals[0];
	int64_t unit = number->integer, rest = 0;

	if (!clause->literal_count || number->type != SQLITE_INTEGER || unit < 1 ||
		unit > INT32_MAX)
		return;
	if (clause->literal_count > 1 && clause->literals[1].type == SQLITE_INTEGER)
		rest = clause->literals[1].integer;
	if (has(clause, NEGATED) || !has(clause, EQUAL))
		rest = has(clause, MASK) ? unit : rest + 1;
	if (has(clause, INVERSE)) {
		offer(clause, column, CANDIDATE_RANGE, value_real(0), true);
		column->candidates[column->candidate_count - 1].high = (double)unit;
		return;
	}
	offer(clause, column, CANDIDATE_MULTIPLE,
		value_integer(has(clause, MASK) ? unit + 1 : unit), true);
	column->candidates[column->candidate_count - 1].high = (double)rest;
}

/* trim(a, '0123456789') = '': nothing but these characters. */
static bool offer_trimmed(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	if (!has(clause, TRIM) || literal->type != SQLITE_TEXT ||
		strlen(literal->text) < 2)
		return false;
	column->alphabet = literal->text;
	offer(clause, column, CANDIDATE_LENGTH, value_integer(8), true);
	return true;
}

static int nibble(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* hex(a) = '4F4B': the text that it is of. */
static void offer_decoded(
	struct clause *clause, struct recipe_column *column, const char *digits)
{
	size_t size = strlen(digits);
	char *text;

	if (!size || size % 2 || digits[strspn(digits, "0123456789abcdefABCDEF")])
		return;
	text = arena_alloc(clause->arena, size / 2 + 1);
	for (size_t i = 0; i < size / 2; i++)
		text[i] = (char)(nibble(digits[2 * i]) * 16 + nibble(digits[2 * i + 1]));
	offer(clause, column, CANDIDATE_AFFIX, value_text(text), true);
}

/* substr(a, 3, 2) = 'xy': "??xy*"; substr(a, -2) = 'xy': "*xy"; instr: "*xy*". */
static void offer_part(
	struct clause *clause, struct recipe_column *column, const char *text)
{
	const struct tree_exprs *arguments =
		clause->part ? &clause->part->arguments : NULL;
	struct value from = value_integer(0);
	const char *plain = literal_glob(clause->arena, text);
	struct text glob;

	if (arguments && arguments->count > 1)
		literal_value(clause->arena, arguments->items[1], &from);
	if (from.type != SQLITE_INTEGER || from.integer > MOST_BEFORE)
		return;
	text_init(&glob, clause->arena);
	text_add(&glob, from.integer > 0 ? "" : "*");
	for (int64_t i = 1; i < from.integer; i++)
		text_byte(&glob, '?');
	text_add(&glob, plain);
	text_add(&glob, from.integer < 0 ? "" : "*");
	offer(clause, column, CANDIDATE_GLOB, value_text(glob.bytes), true);
}

static void offer_literal(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	bool wanted = has(clause, EQUAL) && !has(clause, NEGATED | FUNCTION);
	bool number = literal->type == SQLITE_INTEGER || literal->type == SQLITE_FLOAT;

	if (has(clause, TYPE))
		offer_type(column, literal);
	else if (has(clause, LENGTH))
		offer_length(clause, column, literal);
	else if (has(clause, GLOB | LIKE))
		offer_pattern(clause, column, literal);
	else if (offer_trimmed(clause, column, literal))
		return;
	else if (number && has(clause, PART | WITHIN))
		return;
	else if (number && !wanted)
		offer(clause, column, CANDIDATE_NEAR, *literal, false);
	else
		offer(clause, column, CANDIDATE_VALUE, *literal, wanted);
	if (has(clause, FUNCTION) && !number)
		offer(clause, column, CANDIDATE_AFFIX, *literal, false);
	if (literal->type == SQLITE_TEXT && !has(clause, NEGATED | HEX) &&
		(has(clause, PART) ? has(clause, EQUAL) : has(clause, WITHIN)))
		offer_part(clause, column, literal->text);
	if (has(clause, HEX) && literal->type == SQLITE_TEXT)
		offer_decoded(clause, column, literal->text);
}

static struct member *member_for(
	struct clause *clause, struct recipe_column *column, const char *path)
{
	for (uint32_t i = 0; i < column->member_count; i++) {
		if (strcmp(column->members[i].path, path) == 0)
			return &column->members[i];
	}
	*arena_add(clause->arena, column->members, column->member_count) =
		(struct member){ .path = path, .same = RECIPE_NONE };
	return &column->members[column->member_count - 1];
}

static struct value text_of(struct arena *arena, int64_t size)
{
	size_t taken = size > 0 && size <= LONGEST ? (size_t)size : 1;
	char *text = arena_alloc(arena, taken + 1);

	memset(text, 'a', taken);
	return value_text(text);
}

/* json_extract(c, '$.a') = 'x', or = another column. */
static void offer_members(struct clause *clause, struct recipe_column *column)
{
	struct member *member = NULL;

	for (uint32_t i = 0; i < clause->literal_count; i++) {
		const struct value *literal = &clause->literals[i];

		if (literal->type == SQLITE_TEXT && literal->text[0] == '$')
			member = member_for(clause, column, literal->text);
	}
	for (uint32_t i = 0; i < clause->literal_count; i++) {
		const struct value *literal = &clause->literals[i];
		bool text = literal->type == SQLITE_TEXT;

		if (text && strcmp(literal->text, "array") == 0 && !member)
			column->array = true;
		if (text && strcmp(literal->text, "object") == 0 && !member)
			column->array = false;
		if (member && !(text && literal->text[0] == '$') &&
			member->count < HABIT_LITERALS)
			member->values[member->count++] =
				has(clause, LENGTH)
					? text_of(clause->arena, literal->integer)
					: *literal;
	}
	column->array |= !member && has(clause, ARRAY);
	for (uint32_t i = 0; member && i < clause->column_count; i++) {
		if (&clause->recipe->columns[clause->columns[i]] != column)
			member->same = clause->columns[i];
	}
}

/* The column that a function reads, not one that the result is compared with. */
static bool read_as_json(const struct clause *clause, uint32_t i)
{
	const struct recipe_column *column = &clause->recipe->columns[clause->columns[i]];

	return clause->column_count == 1 || column->nature == NATURE_JSON ||
	       column->nature == NATURE_BLOB || (column->habit && column->habit->json);
}

/* total = a + b: let it be the sum of the others. */
static void offer_combined(struct clause *clause, struct recipe_column *column)
{
	struct candidate *candidate;

	offer(clause, column, has(clause, ADDS) ? CANDIDATE_SUM : CANDIDATE_PRODUCT,
		value_null(), false);
	candidate = &column->candidates[column->candidate_count - 1];
	candidate->columns = clause->columns;
	candidate->column_count = clause->column_count;
}

/* In any spelling, or in that of strftime. */
static void offer_date(struct clause *clause, struct recipe_column *column)
{
	struct value format = value_null();

	for (uint32_t i = 0; i < clause->literal_count; i++) {
		if (clause->literals[i].type == SQLITE_TEXT &&
			strchr(clause->literals[i].text, '%'))
			format = clause->literals[i];
	}
	offer(clause, column, CANDIDATE_DATE, format, true);
}

static void offer_all(struct clause *clause, uint32_t i)
{
	struct recipe_column *column = &clause->recipe->columns[clause->columns[i]];

	if (has(clause, JSON) && read_as_json(clause, i)) {
		offer_members(clause, column);
		if (!column->integer)
			column->nature = NATURE_JSON;
		offer(clause, column, CANDIDATE_JSON, value_null(), false);
		return;
	}
	if (has(clause, DATE) && !column->integer)
		offer_date(clause, column);
	if (has(clause, DATE | COMPUTED))
		return;
	if (has(clause, REMAINDER | MASK)) {
		offer_multiples(clause, column);
		return;
	}
	if (has(clause, UPPER)) {
		column->upper = clause->column_count == 1;
		offer(clause, column, CANDIDATE_UPPER, value_null(), column->upper);
	}
	if (has(clause, ADDS | MULTIPLIES) && clause->column_count > 2)
		offer_combined(clause, column);
	if (has(clause, IS_NULL) && clause->column_count > 1)
		return; /* it counts NULLs */
	for (uint32_t j = 0; j < clause->literal_count; j++)
		offer_literal(clause, column, &clause->literals[j]);
	if (!clause->literal_count &&
		!has(clause, COMPARED | IS_NULL | FUNCTION | LIKE | GLOB))
		offer(clause, column, CANDIDATE_VALUE,
			value_integer(!has(clause, NEGATED)), true);
}

static void read_clause(struct clause *clause, const struct tree_expr *expr)
{
	tree_walk_expr(
		&(struct tree_visitor){
			.context = clause, .expr = gather, .select = leave_out },
		expr);
	for (uint32_t i = 0; i < clause->column_count; i++)
		offer_all(clause, i);
}

/* NOT (NOT a LIKE b) is a LIKE b. */
static struct part positive(struct arena *arena, struct part part)
{
	struct tree_expr *copy;
	bool negated;

	while (part.expr->kind == EXPR_UNARY &&
		part.expr->unary.operator== OPERATOR_NOT) {
		part.expr = part.expr->unary.operand;
		part.has ^= NEGATED;
	}
	negated = part.has & NEGATED && kind_of(part.expr) & NEGATED;
	if (!negated)
		return part;
	copy = arena_alloc(arena, sizeof(*copy));
	*copy = *part.expr;
	if (copy->kind == EXPR_BINARY)
		copy->binary.operator= copy->binary.operator== OPERATOR_UNEQUAL
			? OPERATOR_EQUAL
			: OPERATOR_IS;
	else if (copy->kind == EXPR_LIKE)
		copy->like.negated = false;
	else if (copy->kind == EXPR_IN)
		copy->in.negated = false;
	else
		copy->between.negated = false;
	return (struct part){ copy, part.has & ~(unsigned)NEGATED };
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
	read_parts_of(arena, recipe, (struct part){ expr, negated ? NEGATED : 0 });
}

void condition_read_computed(
	struct arena *arena, struct recipe *recipe, const struct tree_expr *expr)
{
	read_parts_of(arena, recipe, (struct part){ expr, COMPUTED });
}
