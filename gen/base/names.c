/*
 * names: a list of names, or of other texts. See names.h.
 */
#include "gen/base/names.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"

bool names_have(const struct names *names, const char *name)
{
	return map_place(names->items, names->count, name) != MAP_NONE;
}

void names_add(struct arena *arena, struct names *names, const char *name)
{
	if (!names_have(names, name))
		*arena_add(arena, names->items, names->count) = name;
}

void names_add_all(struct arena *arena, struct names *names, const struct names *others)
{
	for (uint32_t i = 0; i < others->count; i++)
		names_add(arena, names, others->items[i]);
}

const char *names_join(struct arena *arena, const char *list, const char *separator,
	const char *item)
{
	return list ? arena_printf(arena, "%s%s%s", list, separator, item) : item;
}
