/*
 * keyset: the key of a table, along which batches go. See keyset.h.
 */
#include "gen/backfill/keyset.h"

#include "gen/base/arena.h"

/* The rowid under a name that no column has; NULL when the table has none. */
static const char *rowid_of(
	struct arena *arena, struct scratch *scratch, const struct shot_object *table)
{
	static const char *const names[] = { "rowid", "_rowid_", "oid" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (snapshot_column(table, names[i]))
			continue;
		return scratch_compiles(
			       scratch, arena_printf(arena, "SELECT %s FROM \"%w\"",
						names[i], table->name))
			       ? names[i]
			       : NULL;
	}
	return NULL;
}

/* A key of several columns in its order, and whether it goes up and down. */
static struct route by_primary(struct scratch *scratch, const struct shot_object *table)
{
	return (struct route){
		.keys = scratch_texts(scratch,
			"SELECT printf('\"%%w\"', name) FROM pragma_table_info(%Q) "
			"WHERE pk ORDER BY pk",
			table->name),
		.columns = scratch_texts(scratch,
			"SELECT name FROM pragma_table_info(%Q) WHERE pk ORDER BY pk",
			table->name),
		.mixed = scratch_int(scratch, 0,
				 "SELECT min(d) < max(d) FROM "
				 "(SELECT x.\"desc\" AS d FROM pragma_index_list(%Q) AS "
				 "l, pragma_index_xinfo(l.name) AS x "
				 "WHERE l.origin = 'pk' AND x.key)",
				 table->name) != 0,
	};
}

struct route route_find(
	struct arena *arena, struct scratch *scratch, const struct shot_object *table)
{
	const char *rowid = rowid_of(arena, scratch, table);

	if (!rowid)
		return by_primary(scratch, table);
	return (struct route){
		.keys = scratch_texts(scratch, "SELECT '\"%w\"'", rowid),
		.columns = scratch_texts(scratch,
			"SELECT coalesce(max(name), 'ROWID') FROM pragma_table_info(%Q) "
			"WHERE pk AND type = 'INTEGER' COLLATE NOCASE AND "
			"(SELECT count(*) FROM pragma_table_info(%Q) WHERE pk) = 1",
			table->name, table->name),
	};
}

const char *route_changed(const struct route *route, struct scratch *scratch,
	const char *sql, const char *table)
{
	for (uint32_t i = 0; i < route->columns.count; i++) {
		if (scratch_sets(scratch, sql, table, route->columns.items[i]))
			return route->columns.items[i];
	}
	return NULL;
}
