/*
 * literal: the value of a literal.
 */
#ifndef GEN_ROWS_LITERAL_H
#define GEN_ROWS_LITERAL_H

#include <stdbool.h>

#include "gen/base/value.h"
#include "gen/sql/tree.h"

struct arena;

/*
 * The value of a number, which may have a sign, of a string, a blob, TRUE or FALSE, a
 * COLLATE aside; false when the expression is none of these. It lives as long as the
 * arena and the tree.
 */
bool literal_value(
	struct arena *arena, const struct tree_expr *expr, struct value *value);

/* The bytes that hexadecimal digits spell, two of them each. */
struct value literal_blob(struct arena *arena, const char *digits);

#endif
