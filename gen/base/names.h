/*
 * names: a list of names, or of other texts.
 *
 * In: texts that live in the arena of their owner. Out: the list, in order. Names are the
 * same as they are to SQLite, ASCII letters without case.
 */
#ifndef GEN_BASE_NAMES_H
#define GEN_BASE_NAMES_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* To grow one by whatever text: *arena_add(arena, names.items, names.count) = text. */
struct names {
	const char **items;
	uint32_t count;
};

bool names_have(const struct names *names, const char *name);

/* Add those that are not among them yet. */
void names_add(struct arena *arena, struct names *names, const char *name);
void names_add_all(
	struct arena *arena, struct names *names, const struct names *others);

/* "a, b" with one more item behind a separator; the item alone when `list` is NULL. */
const char *names_join(struct arena *arena, const char *list, const char *separator,
	const char *item);

#endif
