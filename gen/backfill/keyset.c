/*
 * keyset: the key of a table, along which batches go. See keyset.h.
 */
#include "gen/backfill/keyset.h"

/* A key of several columns in its order, and whether it goes up and down. */
static struct keyset by_primary(struct scratch *scratch, const struct shot_object *table)
{
	return (struct keyset){
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

struct keyset keyset_find(struct scratch *scratch, const struct shot_object *table)
{
	const char *rowid = snapshot_rowid(scratch, table);

	if (!rowid)
		return by_primary(scratch, table);
	return (struct keyset){
		.keys = scratch_texts(scratch, "SELECT '\"%w\"'", rowid),
		.columns = scratch_texts(scratch,
			"SELECT coalesce(max(name), 'ROWID') FROM pragma_table_info(%Q) "
			"WHERE pk AND type = 'INTEGER' COLLATE NOCASE AND "
			"(SELECT count(*) FROM pragma_table_info(%Q) WHERE pk) = 1",
			table->name, table->name),
	};
}

const char *keyset_changed(const struct keyset *route, struct scratch *scratch,
	const char *sql, const char *table)
{
	for (uint32_t i = 0; i < route->columns.count; i++) {
		if (scratch_sets(scratch, sql, table, route->columns.items[i]))
			return route->columns.items[i];
	}
	return NULL;
}
