/*
 * other_sets: other sets that keep their records in the same file. See other_sets.h.
 */
#include "runtime/records/other_sets.h"

/* A view or another tool's table of that name says nothing of ours. */
static bool is_tracked(instar *h, const struct instar__schema *schema)
{
	const struct instar__object *table =
		instar__schema_find(schema, false, "schema_migrations");

	return table && table->type == INSTAR__TABLE && !instar__is_virtual(table) &&
	       instar__sql_int(&h->sql,
		       "SELECT count(*) FROM pragma_table_info('schema_migrations', "
		       "'main') WHERE name = 'set_name'",
		       0) == 1;
}

char *instar__neighbours(instar *h, const struct instar__schema *schema)
{
	sqlite3_stmt *stmt;
	char *names = NULL;

	if (!is_tracked(h, schema))
		return NULL;
	stmt = instar__sql_prepare(&h->sql,
		"SELECT group_concat(name, ', ') FROM (SELECT DISTINCT set_name AS name"
		" FROM main.schema_migrations WHERE set_name <> ?1 ORDER BY 1 LIMIT 20)");
	instar__sql_bind(&h->sql, stmt, 1, instar__text(h, h->set->name));
	if (instar__sql_row(&h->sql, stmt) &&
		sqlite3_column_type(stmt, 0) != SQLITE_NULL) {
		names = sqlite3_mprintf("%s", instar__sql_text(&h->sql, stmt, 0));
		if (!names)
			instar__sql_fail(&h->sql, SQLITE_NOMEM);
	}
	instar__sql_finish(stmt);
	return names;
}
