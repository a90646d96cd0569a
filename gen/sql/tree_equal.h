/*
 * tree_equal: do two trees say the same?
 *
 * Spans do not count, nor how a name is quoted: only that a single name in double quotes,
 * which may be a string, differs from one that cannot be.
 */
#ifndef GEN_SQL_TREE_EQUAL_H
#define GEN_SQL_TREE_EQUAL_H

#include "gen/sql/tree_walk.h"

bool tree_equal(enum tree_node kind, const void *one, const void *other);

#endif
