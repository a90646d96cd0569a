/*
 * column_list: the columns of a table, by name. See column_list.h.
 */
#include "runtime/schema/column_list.h"

#include <string.h>

void instar__columns_free(struct instar__columns *names)
{
	for (uint32_t i = 0; i < names->count; i++)
		sqlite3_free(names->items[i]);
	sqlite3_free(names->items);
	memset(names, 0, sizeof(*names));
}

static void add(struct instar__sql *sql, struct instar__columns *names, const char *name)
{
	char **items = instar__sql_grow(
		sql, names->items, names->count, &names->room, sizeof(*items));
	char *copy = instar__sql_textf(sql, "%s", name);

	if (items)
		names->items = items;
	if (copy)
		items[names->count++] = copy;
}

void instar__columns_of(struct instar__sql *sql, const char *table,
	enum instar__columns_kind kind, struct instar__columns *names)
{
	sqlite3_stmt *stmt = instar__sql_prepare_with(sql,
		"SELECT name, hidden FROM pragma_table_xinfo(?1, 'main') ORDER BY cid",
		table);

	while (instar__sql_row(sql, stmt)) {
		int64_t hidden = instar__sql_integer(stmt, 1);

		if (kind == INSTAR__STORED ? hidden == 0 : hidden != 1)
			add(sql, names, instar__sql_text(sql, stmt, 0));
	}
	instar__sql_finish(stmt);
}

bool instar__columns_has(const struct instar__columns *names, const char *name)
{
	for (uint32_t i = 0; i < names->count; i++) {
		if (sqlite3_stricmp(names->items[i], name) == 0)
			return true;
	}
	return false;
}

void instar__columns_pick(struct instar__sql *sql, const struct instar__columns *from,
	const struct instar__columns *other, bool in, struct instar__columns *names)
{
	for (uint32_t i = 0; i < from->count && !sql->code; i++) {
		if (instar__columns_has(other, from->items[i]) == in)
			add(sql, names, from->items[i]);
	}
}

char *instar__columns_rowid_key(struct instar__sql *sql, const char *table)
{
	sqlite3_stmt *stmt = instar__sql_prepare_with(sql,
		"SELECT max(name), count(*), max(upper(type)) FROM"
		" pragma_table_xinfo(?1, 'main') WHERE pk > 0",
		table);
	bool found = instar__sql_row(sql, stmt) && instar__sql_integer(stmt, 1) == 1 &&
		     strcmp(instar__sql_text(sql, stmt, 2), "INTEGER") == 0;
	char *key = instar__sql_textf(
		sql, "%s", found ? instar__sql_text(sql, stmt, 0) : "");

	instar__sql_finish(stmt);
	return key;
}

static char *list(
	struct instar__sql *sql, const struct instar__columns *names, const char *format)
{
	sqlite3_str *out = sqlite3_str_new(sql->db);

	for (uint32_t i = 0; i < names->count; i++) {
		sqlite3_str_appendall(out, i ? ", " : "");
		sqlite3_str_appendf(out, format, names->items[i]);
	}
	if (!names->count)
		sqlite3_str_appendchar(out, 1, '\0');
	return instar__sql_str(sql, out);
}

char *instar__columns_quoted(struct instar__sql *sql, const struct instar__columns *names)
{
	return list(sql, names, "\"%w\"");
}

char *instar__columns_cast(struct instar__sql *sql, const struct instar__columns *names)
{
	return list(sql, names, "CAST(\"%w\" AS TEXT)");
}

char *instar__columns_plain(struct instar__sql *sql, const struct instar__columns *names)
{
	return list(sql, names, "%s");
}
