/*
 * table_rows: what a table holds, kept to be compared with what it holds later. See
 * table_rows.h.
 *
 * Rehearsed tables hold a handful of rows, so the picture is the values themselves: a
 * difference can then be shown and not only told.
 */
#include "gen/oracle/table_rows.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"

/* What is in a row before its columns: the key, and the rowid. */
enum { BEFORE = 2 };

/* A name of the rowid; NULL: the table has none, or columns have taken them all. */
static const char *rowid_name(const struct table_rows *rows, const char *sql)
{
	static const char *const names[] = { "rowid", "_rowid_", "oid" };

	if (!rows->virtual && sqlite3_strlike("%without%rowid%", sql, 0) == 0)
		return NULL;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (table_rows_column(rows, names[i]) == UINT32_MAX)
			return names[i];
	}
	return NULL;
}

/* INTEGER PRIMARY KEY is the rowid. */
static uint32_t serial_of(const struct table_rows *rows)
{
	uint32_t column;

	if (rows->key_count != 1 || !rows->rowid || rows->virtual)
		return UINT32_MAX;
	column = table_rows_column(rows, rows->keys[0]);
	return column != UINT32_MAX && map_same(rows->types[column], "INTEGER")
		       ? column
		       : UINT32_MAX;
}

/* Columns and key from the pragma; false when there is no such table. */
static bool read_columns(struct scratch *scratch, struct table_rows *rows)
{
	struct arena *arena = scratch->arena;
	const char *sql = "";
	uint32_t types = 0;
	struct query query = scratch_query(scratch,
		"SELECT p.name, p.pk, m.rootpage = 0, p.type, m.sql FROM sqlite_master "
		"AS m, pragma_table_info(m.name) AS p "
		"WHERE m.type = 'table' AND m.name = %Q COLLATE NOCASE ORDER BY p.cid",
		rows->table);

	while (query_row(&query)) {
		const char *name = query_copy(&query, 0);

		if (!rows->column_count)
			sql = query_copy(&query, 4);
		*arena_add(arena, rows->columns, rows->column_count) = name;
		*arena_add(arena, rows->types, types) = query_copy(&query, 3);
		rows->virtual = query_int(&query, 2);
		if (query_int(&query, 1))
			*arena_add(arena, rows->keys, rows->key_count) = name;
	}
	rows->rowid = rowid_name(rows, sql);
	rows->serial = serial_of(rows);
	if (!rows->key_count)
		*arena_add(arena, rows->keys, rows->key_count) =
			rows->rowid ? rows->rowid : "rowid";
	return rows->column_count != 0;
}

/* SELECT the key as one text, the rowid, then each column as a literal. */
static const char *select_all(struct arena *arena, const struct table_rows *rows)
{
	const char *sql = "SELECT";

	for (uint32_t i = 0; i < rows->key_count; i++)
		sql = arena_printf(arena, "%s%s quote(\"%w\")", sql, i ? " || ','||" : "",
			rows->keys[i]);
	sql = arena_printf(arena, "%s, %s", sql, rows->rowid ? rows->rowid : "NULL");
	for (uint32_t i = 0; i < rows->column_count; i++)
		sql = arena_printf(arena, "%s, quote(\"%w\")", sql, rows->columns[i]);
	return arena_printf(arena, "%s FROM \"%w\"", sql, rows->table);
}

static void add_row(
	struct scratch *scratch, struct table_rows *rows, const struct query *query)
{
	uint32_t width = rows->column_count + BEFORE;

	for (uint32_t i = 0; i < width; i++) {
		const char *text = query_copy(query, (int)i);

		rows->values = arena_grow(scratch->arena, rows->values,
			rows->count * width + i, sizeof(*rows->values));
		rows->values[rows->count * width + i] = text ? text : "";
	}
	map_put(&rows->by_key, rows->values[rows->count * width], rows->count);
	rows->count++;
}

struct table_rows *table_rows_take(struct scratch *scratch, const char *table)
{
	struct table_rows *rows = arena_alloc(scratch->arena, sizeof(*rows));
	struct query query;

	rows->table = table;
	map_init(&rows->by_key, scratch->arena);
	rows->by_key.exact = true;
	if (!read_columns(scratch, rows))
		return NULL;
	query = scratch_prepare(scratch, select_all(scratch->arena, rows));
	if (!query.stmt)
		return NULL; /* a virtual table that cannot be read as a whole */
	while (query_row(&query))
		add_row(scratch, rows, &query);
	return rows;
}

const char *table_rows_value(const struct table_rows *rows, uint32_t row, uint32_t column)
{
	return rows->values[row * (rows->column_count + BEFORE) + BEFORE + column];
}

const char *table_rows_key(const struct table_rows *rows, uint32_t row)
{
	return rows->values[row * (rows->column_count + BEFORE)];
}

const char *table_rows_where(
	struct arena *arena, const struct table_rows *rows, uint32_t row)
{
	const char *text = NULL;

	if (rows->rowid)
		return arena_printf(arena, "\"%w\" = %s", rows->rowid,
			rows->values[row * (rows->column_count + BEFORE) + 1]);
	for (uint32_t i = 0; i < rows->key_count; i++)
		text = names_join(arena, text, " AND ",
			arena_printf(arena, "\"%w\" IS %s COLLATE BINARY",
				rows->keys[i],
				table_rows_value(rows, row,
					table_rows_column(rows, rows->keys[i]))));
	return text;
}

uint32_t table_rows_column(const struct table_rows *rows, const char *name)
{
	return map_place(rows->columns, rows->column_count, name);
}

/* Is the column part of the key? */
static bool is_key(const struct table_rows *rows, uint32_t column)
{
	return map_place(rows->keys, rows->key_count, rows->columns[column]) != MAP_NONE;
}

/* All values of a row in the columns that both pictures have, but for their keys. */
static const char *content(struct arena *arena, const struct table_rows *rows,
	uint32_t row, const struct table_rows *other)
{
	const char *text = "";

	for (uint32_t i = 0; i < rows->column_count; i++) {
		uint32_t partner = table_rows_column(other, rows->columns[i]);

		if (partner != UINT32_MAX && !is_key(rows, i) && !is_key(other, partner))
			text = arena_printf(arena, "%s\n%s %s", text, rows->columns[i],
				table_rows_value(rows, row, i));
	}
	return text;
}

/* For each row of `after`: is it a partner already? */
static bool *taken_of(struct arena *arena, const struct table_rows *before,
	const struct table_rows *after, const uint32_t *match)
{
	bool *taken = arena_array(arena, after->count + 1, sizeof(*taken));

	for (uint32_t i = 0; i < before->count; i++) {
		if (match[i] != UINT32_MAX)
			taken[match[i]] = true;
	}
	return taken;
}

/* Rows that found no partner by key are matched by what else they hold. */
static void match_by_content(struct arena *arena, const struct table_rows *before,
	const struct table_rows *after, uint32_t *match)
{
	bool *taken = taken_of(arena, before, after, match);

	for (uint32_t i = 0; i < before->count; i++) {
		const char *wanted;

		if (match[i] != UINT32_MAX)
			continue;
		wanted = content(arena, before, i, after);
		if (!*wanted)
			continue; /* all of it is key */
		for (uint32_t j = 0; j < after->count && match[i] == UINT32_MAX; j++) {
			if (taken[j] ||
				strcmp(wanted, content(arena, after, j, before)) != 0)
				continue;
			taken[j] = true;
			match[i] = j;
		}
	}
}

/* Are the key's columns there, in a picture that may have another key? */
static bool has_key(const struct table_rows *rows, const struct table_rows *key)
{
	for (uint32_t i = 0; i < key->key_count; i++) {
		if (table_rows_column(rows, key->keys[i]) == UINT32_MAX)
			return false;
	}
	return key->key_count > 0;
}

/* What a row holds in the columns of a key, which need not be its table's. */
static const char *key_in(struct arena *arena, const struct table_rows *rows,
	uint32_t row, const struct table_rows *key)
{
	const char *text = "";

	for (uint32_t i = 0; i < key->key_count; i++)
		text = arena_printf(arena, "%s\n%s", text,
			table_rows_value(
				rows, row, table_rows_column(rows, key->keys[i])));
	return text;
}

/* By the columns that were the key, or are to be it; a value of two rows tells nothing.
 */
static void match_by_columns(struct arena *arena, const struct table_rows *before,
	const struct table_rows *after, const struct table_rows *key, uint32_t *match)
{
	struct map rows;

	map_init(&rows, arena);
	rows.exact = true;
	for (uint32_t i = 0; i < after->count; i++) {
		const char *text = key_in(arena, after, i, key);

		map_put(&rows, text,
			map_get(&rows, text) == MAP_NONE ? i : UINT32_MAX - 1);
	}
	for (uint32_t i = 0; i < before->count; i++) {
		const char *text = key_in(arena, before, i, key);
		uint32_t found = map_get(&rows, text);

		match[i] = found < after->count ? found : MAP_NONE;
		if (match[i] != MAP_NONE)
			map_put(&rows, text, UINT32_MAX - 1); /* one partner each */
	}
}

/* Without a key of its own a table made anew gives its rows other rowids. */
static bool has_own_key(const struct table_rows *rows)
{
	return rows->key_count != 1 ||
	       table_rows_column(rows, rows->keys[0]) != UINT32_MAX;
}

/* A row with the same key; where that is only a rowid, the rest must be the same too. */
static uint32_t partner_by_key(struct arena *arena, const struct table_rows *before,
	uint32_t i, const struct table_rows *after)
{
	uint32_t partner = map_get(&after->by_key, table_rows_key(before, i));

	if (partner == MAP_NONE || has_own_key(before) ||
		strcmp(content(arena, before, i, after),
			content(arena, after, partner, before)) == 0)
		return partner;
	return MAP_NONE;
}

/* What is left are rows that were changed: then the rowid tells which is which. */
static void match_by_rowid(struct arena *arena, const struct table_rows *before,
	const struct table_rows *after, uint32_t *match)
{
	bool *taken = taken_of(arena, before, after, match);

	for (uint32_t i = 0; i < before->count; i++) {
		uint32_t partner = map_get(&after->by_key, table_rows_key(before, i));

		if (match[i] == UINT32_MAX && partner != MAP_NONE && !taken[partner])
			match[i] = partner;
	}
}

const uint32_t *table_rows_match(struct arena *arena, const struct table_rows *before,
	const struct table_rows *after, bool renumbered)
{
	uint32_t *match = arena_array(arena, before->count + 1, sizeof(*match));
	uint32_t missing = 0;
	bool same_keys = before->key_count == after->key_count;

	for (uint32_t i = 0; i < before->key_count && same_keys; i++)
		same_keys = map_same(before->keys[i], after->keys[i]);
	for (uint32_t i = 0; i < before->count; i++)
		match[i] = same_keys ? partner_by_key(arena, before, i, after) : MAP_NONE;
	if (!same_keys && has_key(before, before) && has_key(after, before))
		match_by_columns(arena, before, after, before, match);
	else if (!same_keys && has_key(before, after) && has_key(after, after))
		match_by_columns(arena, before, after, after, match);
	for (uint32_t i = 0; i < before->count; i++)
		missing += match[i] == MAP_NONE;
	if (missing && (renumbered || !same_keys))
		match_by_content(arena, before, after, match);
	if (missing && same_keys && !has_own_key(before))
		match_by_rowid(arena, before, after, match);
	return match;
}

/* '1' or '01' and 1, or 1 and 1.0: the same number, in another storage class. */
static bool only_retyped(const char *a, const char *b)
{
	size_t a_size = strlen(a), b_size = strlen(b);

	if (a[0] == '\'' && b[0] != '\'')
		return a_size > 2 && strchr("0123456789.-+", a[1]) &&
		       strchr("0123456789.-", b[0]) &&
		       strtod(a + 1, NULL) == strtod(b, NULL);
	if (b[0] == '\'' && a[0] != '\'')
		return only_retyped(b, a);
	return a_size + 2 == b_size && strncmp(a, b, a_size) == 0 &&
	       !strcmp(b + a_size, ".0");
}

struct table_rows *table_rows_of(struct arena *arena, const struct table_rows *rows,
	const struct table_rows *before)
{
	const uint32_t *match = table_rows_match(arena, before, rows, true);

	return table_rows_part(arena, rows, taken_of(arena, before, rows, match));
}

struct table_rows *table_rows_part(
	struct arena *arena, const struct table_rows *rows, const bool *wanted)
{
	struct table_rows *part = arena_alloc(arena, sizeof(*part));
	uint32_t width = rows->column_count + BEFORE;

	*part = *rows;
	part->count = 0;
	part->values = arena_array(
		arena, (size_t)(rows->count + 1) * width, sizeof(*part->values));
	map_init(&part->by_key, arena);
	part->by_key.exact = true;
	for (uint32_t i = 0; i < rows->count; i++) {
		if (!wanted[i])
			continue;
		memcpy(part->values + (size_t)part->count * width,
			rows->values + (size_t)i * width, width * sizeof(*part->values));
		map_put(&part->by_key, table_rows_key(rows, i), part->count++);
	}
	return part;
}

struct table_rows_difference table_rows_compare(const struct table_rows *before,
	uint32_t column, const struct table_rows *after, uint32_t other,
	const uint32_t *match)
{
	struct table_rows_difference difference = { 0 };

	for (uint32_t i = 0; i < before->count; i++) {
		const char *a, *b;

		if (match[i] == UINT32_MAX)
			continue;
		a = table_rows_value(before, i, column);
		b = table_rows_value(after, match[i], other);
		if (strcmp(a, b) == 0)
			continue;
		if (!difference.changed++) {
			difference.first = i;
			difference.partner = match[i];
		}
		difference.retyped += only_retyped(a, b);
	}
	return difference;
}
