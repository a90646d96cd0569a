/*
 * demanded_rows: rows of earlier demands go again. See row.h.
 *
 * Each step may demand rows, and what it asked need not be asked again: without an end
 * a table would grow with every step. The oldest go, but for those that have children.
 */
#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/row.h"

enum { KEPT = 32 }; /* rows of demands in one table */

/* " AND NOT EXISTS (…)" for the children that a key of another table gives the row. */
static void add_children(struct text *sql, const struct plot *plot,
	const struct shot_object *child, const struct shot_key *key)
{
	struct names columns = names_split(sql->arena, key->columns);
	struct names targets = recipe_targets_named(sql->arena, key);

	text_format(sql, " AND NOT EXISTS (SELECT 1 FROM main.\"%w\" AS child WHERE 1",
		child->name);
	for (uint32_t i = 0; i < columns.count; i++) {
		const char *target = i < targets.count ? targets.items[i]
				     : i < plot->recipe->primary_count
					     ? plot->recipe->primary[i]
					     : NULL;

		if (target)
			text_format(sql, " AND child.\"%w\" = main.\"%w\".\"%w\"",
				columns.items[i], plot->name, target);
	}
	text_add(sql, ")");
}

/* What is true of rows that no row of another table refers to. */
static const char *childless(const struct synthesis *synth, const struct plot *plot)
{
	const struct snapshot *snapshot = synth->snapshot;
	struct text sql;

	text_init(&sql, synth->arena);
	text_add(&sql, "");
	for (uint32_t i = 0; snapshot && i < snapshot->count; i++) {
		const struct shot_object *child = snapshot->objects[i];

		for (uint32_t j = 0; !child->gone && j < child->key_count; j++) {
			if (map_same(child->keys[j].parent_table, plot->name))
				add_children(&sql, plot, child, &child->keys[j]);
		}
	}
	return sql.bytes;
}

void demanded_rows_thin(struct synthesis *synth, struct plot *plot)
{
	uint32_t extra = plot->demanded.count > KEPT ? plot->demanded.count - KEPT : 0;
	const char *rest = extra ? childless(synth, plot) : NULL;

	for (uint32_t i = 0; i < extra; i++)
		scratch_run(synth->scratch,
			arena_printf(synth->arena, "DELETE FROM main.\"%w\" WHERE %s%s",
				plot->name, plot->demanded.items[i], rest));
	for (uint32_t i = extra; extra && i < plot->demanded.count; i++)
		plot->demanded.items[i - extra] = plot->demanded.items[i];
	plot->demanded.count -= extra;
}
