/*
 * tree_print: SQL from a tree.
 *
 * In: a node. Out: its SQL in one spelling: one blank between tokens, keywords in capital
 * letters, the parentheses that the order of operators needs, names quoted when they are
 * keywords or have odd characters (others stay plain). What is printed reads as the
 * same tree again. A statement gets no semicolon.
 */
#ifndef GEN_SQL_TREE_PRINT_H
#define GEN_SQL_TREE_PRINT_H

#include "gen/sql/tree_walk.h"

struct arena;
struct text;

/* Of a statement, a SELECT, an expression, a column's definition or a constraint. */
const char *tree_print(struct arena *arena, enum tree_node kind, const void *node);

/* The same, behind what `out` has. */
void tree_print_to(struct text *out, enum tree_node kind, const void *node);

#endif
