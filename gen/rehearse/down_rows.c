/*
 * down_rows: which rows a down migration may not take. See down_rows.h.
 */
#include "gen/rehearse/down_rows.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/definition.h"
#include "gen/oracle/lineage.h"

/* The keys of a table, each as "a,b", and of its unique indexes. */
static struct names unique_keys(
	struct arena *arena, const struct snapshot *snapshot, const char *name)
{
	const struct shot_object *table = snapshot_find(snapshot, false, name);
	struct definition definition = { 0 };
	struct names keys = { 0 };

	if (table && table->tree)
		definition = definition_of(arena, table->tree);
	for (uint32_t i = 0; i < definition.key_count; i++)
		names_add(arena, &keys, definition.keys[i].columns);
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *index = snapshot->objects[i];

		if (index->type == INSTAR__INDEX && !index->gone && index->unique &&
			index->indexed && map_same(index->table, name))
			names_add(arena, &keys, index->indexed);
	}
	return keys;
}

/* Have the two rows the same values, none of them NULL, in all columns of the list? */
static bool agree(struct arena *arena, const struct table_rows *rows, uint32_t row,
	const struct table_rows *others, uint32_t other, const char *list)
{
	struct names columns = names_split(arena, list);

	for (uint32_t i = 0; i < columns.count; i++) {
		uint32_t a = table_rows_column(rows, columns.items[i]);
		uint32_t b = table_rows_column(others, columns.items[i]);
		const char *value;

		if (a == UINT32_MAX || b == UINT32_MAX)
			return false;
		value = table_rows_value(rows, row, a);
		if (strcmp(value, "NULL") == 0 ||
			strcmp(value, table_rows_value(others, other, b)) != 0)
			return false;
	}
	return columns.count > 0;
}

/* Is it where the step puts one of its own? */
static bool is_seed(struct arena *arena, const struct table_rows *rows, uint32_t row,
	const struct table_rows *seeds, const struct names *keys)
{
	for (uint32_t i = 0; i < seeds->count; i++) {
		for (uint32_t j = 0; j < keys->count; j++) {
			if (agree(arena, rows, row, seeds, i, keys->items[j]))
				return true;
		}
	}
	return false;
}

/* Of those that were there before, the rows that a user may call his own. */
static struct table_rows *users_rows(struct losses *down, struct scratch *empty,
	const struct table_rows *now, const struct table_rows *known)
{
	struct arena *arena = down->arena;
	struct table_rows *rows = table_rows_of(arena, now, known);
	const struct table_rows *seeds = table_rows_take(empty, now->table);
	struct names keys;
	bool *wanted;

	if (!seeds || !seeds->count)
		return rows;
	keys = unique_keys(arena, down->snapshot, now->table);
	wanted = arena_array(arena, rows->count + 1, sizeof(*wanted));
	for (uint32_t i = 0; i < rows->count; i++)
		wanted[i] = !is_seed(arena, rows, i, seeds, &keys);
	return table_rows_part(arena, rows, wanted);
}

void down_rows_take(struct losses *down, const struct losses *up, struct scratch *empty)
{
	struct arena *arena = up->arena;

	down->bare = NULL;
	down->before = arena_array(arena, up->before_count + 1, sizeof(*down->before));
	down->known = arena_array(arena, up->before_count + 1, sizeof(*down->known));
	down->before_count = 0;
	for (uint32_t i = 0; i < up->before_count; i++) {
		const char *name = lineage_table(up->script, up->before[i]->table);
		const struct table_rows *now =
			name ? table_rows_take(up->scratch, name) : NULL;
		const struct table_rows *known =
			losses_renamed(arena, up->script, up->before[i]);

		if (!now)
			continue;
		down->known[down->before_count] = known;
		down->before[down->before_count++] = users_rows(down, empty, now, known);
	}
}
