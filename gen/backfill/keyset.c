/*
 * keyset: the key of a table, along which batches go. See keyset.h.
 */
#include "gen/backfill/keyset.h"

#include "gen/base/arena.h"

static void add(
	struct arena *arena, const char ***list, uint32_t *count, const char *name)
{
	*list = arena_grow(arena, *list, *count, sizeof(**list));
	(*list)[(*count)++] = name;
}

/* The first column of each row that a SELECT returns. */
static void add_answers(struct arena *arena, struct scratch *scratch, const char *sql,
	const char ***list, uint32_t *count)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(scratch->db, sql, -1, &stmt, NULL) == SQLITE_OK) {
		while (sqlite3_step(stmt) == SQLITE_ROW)
			add(arena, list, count,
				arena_printf(arena, "%s",
					(const char *)sqlite3_column_text(stmt, 0)));
	}
	sqlite3_finalize(stmt);
}

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
static void find_primary(struct arena *arena, struct scratch *scratch,
	const struct shot_object *table, struct route *route)
{
	const char **mixed = NULL;
	uint32_t count = 0;

	add_answers(arena, scratch,
		arena_printf(arena,
			"SELECT name FROM pragma_table_info(%Q) WHERE pk ORDER BY pk",
			table->name),
		&route->columns, &route->column_count);
	for (uint32_t i = 0; i < route->column_count; i++)
		add(arena, &route->keys, &route->key_count,
			arena_printf(arena, "\"%w\"", route->columns[i]));
	add_answers(arena, scratch,
		arena_printf(arena,
			"SELECT 1 FROM (SELECT x.\"desc\" AS d FROM "
			"pragma_index_list(%Q) AS l,"
			" pragma_index_xinfo(l.name) AS x WHERE l.origin = 'pk' AND "
			"x.key)"
			" GROUP BY 1 HAVING min(d) < max(d)",
			table->name),
		&mixed, &count);
	route->mixed = count > 0;
}

struct route route_find(
	struct arena *arena, struct scratch *scratch, const struct shot_object *table)
{
	struct route route = { 0 };
	const char *rowid = rowid_of(arena, scratch, table);

	if (!rowid) {
		find_primary(arena, scratch, table, &route);
		return route;
	}
	add(arena, &route.keys, &route.key_count, arena_printf(arena, "\"%w\"", rowid));
	add_answers(arena, scratch,
		arena_printf(arena,
			"SELECT name FROM pragma_table_info(%Q) WHERE pk AND type ="
			" 'INTEGER' COLLATE NOCASE AND (SELECT count(*) FROM"
			" pragma_table_info(%Q) WHERE pk) = 1",
			table->name, table->name),
		&route.columns, &route.column_count);
	if (!route.column_count)
		add(arena, &route.columns, &route.column_count, "ROWID");
	return route;
}

const char *route_changed(const struct route *route, struct scratch *scratch,
	const char *sql, const char *table)
{
	for (uint32_t i = 0; i < route->column_count; i++) {
		if (scratch_sets(scratch, sql, table, route->columns[i]))
			return route->columns[i];
	}
	return NULL;
}
