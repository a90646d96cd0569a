/*
 * literal: the value of a literal. See literal.h.
 */
#include "gen/rows/literal.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"

static int nibble(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

struct value literal_blob(struct arena *arena, const char *digits)
{
	size_t size = strlen(digits) / 2;
	char *bytes = arena_alloc(arena, size + 1);

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(nibble(digits[2 * i]) * 16 + nibble(digits[2 * i + 1]));
	return value_blob(bytes, (int)size);
}

static struct value number(const char *text, bool negative)
{
	bool hexadecimal = text[0] == '0' && (text[1] | 0x20) == 'x';

	if (!hexadecimal && (strpbrk(text, ".eE") || strlen(text) > 18))
		return value_real(negative ? -strtod(text, NULL) : strtod(text, NULL));
	return value_integer((negative ? -1 : 1) *
			     (int64_t)strtoull(text, NULL, hexadecimal ? 16 : 10));
}

/* The number behind the sign of a unary operator, or NULL. */
static const struct tree_expr *number_of(const struct tree_expr *expr)
{
	bool sign = expr->kind == EXPR_UNARY &&
		    (expr->unary.operator == OPERATOR_MINUS ||
			    expr->unary.operator == OPERATOR_PLUS);

	if (sign)
		expr = expr->unary.operand;
	return expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NUMBER ? expr
										  : NULL;
}

bool literal_value(struct arena *arena, const struct tree_expr *expr, struct value *value)
{
	const struct tree_expr *digits;

	while (expr->kind == EXPR_COLLATE)
		expr = expr->collate.operand;
	digits = number_of(expr);
	if (digits) {
		*value = number(digits->literal.text,
			digits != expr && expr->unary.operator == OPERATOR_MINUS);
		return true;
	}
	if (expr->kind != EXPR_LITERAL)
		return false;
	switch (expr->literal.kind) {
	case LITERAL_STRING:
		*value = value_text(expr->literal.text);
		return true;
	case LITERAL_BLOB:
		*value = literal_blob(arena, expr->literal.text);
		return true;
	case LITERAL_TRUE:
	case LITERAL_FALSE:
		*value = value_integer(expr->literal.kind == LITERAL_TRUE);
		return true;
	default:
		return false;
	}
}
