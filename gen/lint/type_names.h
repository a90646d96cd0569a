/*
 * type_names: what the words of a declared type say, and what SQLite makes of them.
 *
 * In: a type in lower case. Out: why it is not what its author means, if so. SQLite takes
 * any words for a type and looks for a few letters in them.
 */
#ifndef GEN_LINT_TYPE_NAMES_H
#define GEN_LINT_TYPE_NAMES_H

#include <stdbool.h>

/* What SQLite does with a type whose name says another thing, or NULL. */
const char *type_surprise(const char *type);

/* The type that was meant by one that nobody knows, or NULL. */
const char *type_meant(const char *type);

/* INT, BIGINT …: whole numbers, but not the word INTEGER. */
bool type_is_int(const char *type);

#endif
