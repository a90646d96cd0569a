/*
 * answers: what the values of a row make of a condition, as far as that can be told
 * without SQLite: of comparisons with literals and among columns, and of what is made of
 * them. It evaluates no function and knows no collation: whoever asks can do without.
 */
#ifndef GEN_ROWS_ANSWERS_H
#define GEN_ROWS_ANSWERS_H

#include "gen/rows/row.h"

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_UNKNOWN };

enum answer answer_of(const struct row *row, const struct tree_expr *expr);

/* The column that an expression is, or RECIPE_NONE. */
uint32_t answer_column(const struct row *row, const struct tree_expr *expr);

/* The value of a column of the row, of a literal, or of a sum of them. */
bool answer_value(
	const struct row *row, const struct tree_expr *expr, struct value *value);

bool answer_is_null(const struct tree_expr *expr);

/* =, <>, IS, IS NOT, <, <=, > or >=; of these the first four; of these = and IS. */
bool answer_is_comparison(const struct tree_expr *expr);
bool answer_is_equality(const struct tree_expr *expr);
bool answer_is_positive(const struct tree_expr *expr);
bool answer_is_operator(const struct tree_expr *expr, enum tree_operator operator);

/* Is it true or false, and nothing else? */
bool answer_is_condition(const struct tree_expr *expr);

#endif
