/*
 * identifier: names that C accepts for a table.
 *
 * In: a name that was given, or the path of a directory. Out: whether it can be the name
 * of a table, or one made of it.
 */
#ifndef GEN_BASE_IDENTIFIER_H
#define GEN_BASE_IDENTIFIER_H

#include <stdbool.h>

struct arena;

/* Is it a C identifier, and one that is free? */
bool identifier_usable(const char *name);

/* One made of the last component of a path: "a/shop-2/" and "b/shop-2.c" give "shop_2". */
const char *identifier_make(struct arena *arena, const char *path);

#endif
