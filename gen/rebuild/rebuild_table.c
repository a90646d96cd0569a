/*
 * rebuild_table: a table as a rebuild has to know it. See rebuild_table.h.
 */
#include "gen/rebuild/rebuild_table.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/definition.h"
#include "gen/oracle/query.h"

const char *rebuild_table_quote(struct arena *arena, const char *name)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
	size_t size = strlen(name);

	if (size && strspn(name, letters) == size && (name[0] < '0' || name[0] > '9') &&
		!sqlite3_keyword_check(name, (int)size))
		return name;
	return arena_printf(arena, "\"%w\"", name);
}

/* A key of one column without an index of its own is the rowid itself. */
static const char *alias_of(struct scratch *scratch, const struct rebuild_table *table)
{
	bool alias = table->key.count == 1 &&
		     !scratch_int(scratch, 0,
			     "SELECT 1 FROM pragma_index_list(%Q, 'main') "
			     "WHERE origin = 'pk'",
			     table->object->name);

	return alias ? table->key.items[0] : NULL;
}

struct rebuild_table rebuild_table_read(struct scratch *scratch, const char *name)
{
	struct rebuild_table table = { .object = snapshot_read(scratch, name) };

	if (!table.object || table.object->type == INSTAR__VIEW || table.object->virtual)
		return table;
	table.key = scratch_texts(scratch,
		"SELECT name FROM pragma_table_info(%Q, 'main') WHERE pk ORDER BY pk",
		table.object->name);
	table.alias = alias_of(scratch, &table);
	table.rowid = snapshot_rowid(scratch, table.object);
	table.autoincrement =
		definition_of(scratch->arena, table.object->tree).autoincrement;
	return table;
}
