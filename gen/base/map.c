/*
 * map: names to numbers. See map.h. Open addressing with linear probing, at most half
 * full; entries are replaced, never removed.
 */
#include "gen/base/map.h"

#include <sqlite3.h>
#include <stddef.h>
#include <string.h>

#include "gen/base/arena.h"

/* 32-bit FNV-1a over the name in lower case. */
static uint32_t hash(const char *key)
{
	uint32_t h = 2166136261u;

	for (; *key; key++) {
		unsigned char c = (unsigned char)*key;

		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + ('a' - 'A'));
		h = (h ^ c) * 16777619u;
	}
	return h;
}

static struct map_slot *find(
	const struct map *map, struct map_slot *slots, uint32_t room, const char *key)
{
	uint32_t i = hash(key) & (room - 1);

	while (slots[i].key && (map->exact ? strcmp(slots[i].key, key)
					   : sqlite3_stricmp(slots[i].key, key)) != 0)
		i = (i + 1) & (room - 1);
	return &slots[i];
}

static void grow(struct map *map)
{
	uint32_t room = map->room ? map->room * 2 : 64;
	struct map_slot *slots = arena_array(map->arena, room, sizeof(*slots));

	for (uint32_t i = 0; i < map->room; i++) {
		if (map->slots[i].key)
			*find(map, slots, room, map->slots[i].key) = map->slots[i];
	}
	map->slots = slots;
	map->room = room;
}

void map_init(struct map *map, struct arena *arena)
{
	*map = (struct map){ .arena = arena };
}

uint32_t map_get(const struct map *map, const char *key)
{
	const struct map_slot *slot;

	if (!map->room)
		return MAP_NONE;
	slot = find(map, map->slots, map->room, key);
	return slot->key ? slot->value : MAP_NONE;
}

void map_put(struct map *map, const char *key, uint32_t value)
{
	struct map_slot *slot;

	if (map->count * 2 >= map->room)
		grow(map);
	slot = find(map, map->slots, map->room, key);
	if (!slot->key) {
		slot->key = key;
		map->count++;
	}
	slot->value = value;
}

bool map_add(struct map *map, const char *key)
{
	if (map_get(map, key) != MAP_NONE)
		return false;
	map_put(map, key, 0);
	return true;
}

bool map_same(const char *a, const char *b)
{
	return a && b ? sqlite3_stricmp(a, b) == 0 : a == b;
}

uint32_t map_place(const char *const *names, uint32_t count, const char *name)
{
	for (uint32_t i = 0; i < count; i++) {
		if (map_same(names[i], name))
			return i;
	}
	return MAP_NONE;
}
