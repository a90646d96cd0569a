/*
 * map: names to numbers.
 *
 * In: names. Out: the number last stored under a name, ASCII letters without case, as
 * SQLite compares names, unless the map is exact. It copies nothing: keys live in the
 * arena of their owner.
 */
#ifndef GEN_BASE_MAP_H
#define GEN_BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

struct map_slot {
	const char *key; /* NULL: free */
	uint32_t value;
};

struct map {
	struct arena *arena;
	struct map_slot *slots;
	uint32_t count;
	uint32_t room; /* a power of two, or 0 */
	bool exact;    /* "a" and "A" differ; set it while the map is empty */
};

/* What map_get() returns for a name that is not there. */
#define MAP_NONE UINT32_MAX

void map_init(struct map *map, struct arena *arena);
uint32_t map_get(const struct map *map, const char *key);

/* Store or replace. The key must live as long as the map. */
void map_put(struct map *map, const char *key, uint32_t value);

/* Store a name that is not there yet; false: it was there. */
bool map_add(struct map *map, const char *key);

/* The place of a name in a short list; MAP_NONE: it is not there. */
uint32_t map_place(const char *const *names, uint32_t count, const char *name);

#define MAP_AMONG(names, name)                                                           \
	(map_place(names, sizeof(names) / sizeof((names)[0]), name) != MAP_NONE)

/* Are two names the same to SQLite? NULL equals only NULL. */
bool map_same(const char *a, const char *b);

#endif
