/*
 * refused_row: which row has stopped a statement. See instar_name_refused_row() in
 * instar.h.
 *
 * In: a statement that failed in the transaction of its step, and SQLite's words. Out:
 * the same words and the row's key. All that is done here is undone: it is asked of a run
 * that is lost.
 *
 * The statement is run once more with triggers that note each row just before SQLite
 * judges it: the last one noted is the one. Types are judged before triggers, so for them
 * a temporary table of the same name is written, which has the type as a CHECK.
 */
#include "runtime/core/handle.h"

#include <ctype.h>
#include <string.h>

static const char working[] = "instar_rebuild_";

struct row {
	char key[160];
	char table[80];
};

static void note(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct row *row = sqlite3_user_data(context);
	const char *table = (const char *)sqlite3_value_text(values[0]);
	const char *key = (const char *)sqlite3_value_text(values[1]);

	(void)count;
	sqlite3_snprintf(sizeof(row->table), row->table, "%s", table ? table : "");
	sqlite3_snprintf(sizeof(row->key), row->key, "%s", key ? key : "");
}

/*
 * An expression that tells a row of the table: "id 3", "a 1, b 'x'". `of` is what comes
 * before a column, such as "NEW."; `which` chooses the columns. NULL when it has none.
 */
static char *telling(
	struct instar__sql *sql, const char *table, const char *of, const char *which)
{
	char *text = NULL;
	sqlite3_stmt *stmt = instar__sql_preparef(sql,
		"SELECT group_concat('''' || replace(name, '''', '''''') ||"
		" ' '' || substr(quote(%s' || quoted || '), 1, 40)', ' || '', '' || ')"
		" FROM (SELECT name,"
		" '\"' || replace(name, '\"', '\"\"') || '\"' AS quoted"
		" FROM pragma_table_xinfo(%Q, 'main') WHERE %s)",
		of, table, which);

	if (instar__sql_row(sql, stmt) && !instar__sql_is_null(stmt, 0))
		text = instar__sql_textf(sql, "%s", instar__sql_text(sql, stmt, 0));
	instar__sql_finish(stmt);
	return text;
}

static char *key_of(struct instar__sql *sql, const char *table, const char *of)
{
	char *key = telling(sql, table, of, "pk ORDER BY pk");

	return key ? key : instar__sql_textf(sql, "'rowid ' || %srowid", of);
}

/* A key that SQLite is to make is not there yet: then the first values tell. */
static char *inserted(struct instar__sql *sql, const char *table)
{
	char *key = telling(sql, table, "NEW.", "pk ORDER BY pk");
	char *values =
		telling(sql, table, "NEW.", "hidden = 0 AND NOT pk ORDER BY cid LIMIT 3");
	char *text = key ? instar__sql_textf(sql,
				   "CASE WHEN %s LIKE '%% NULL' OR %s LIKE '%% -1'"
				   " THEN %s ELSE %s END",
				   key, key, values ? values : key, key)
			 : instar__sql_textf(sql, "%s", values);

	sqlite3_free(key);
	sqlite3_free(values);
	return text;
}

/* What cannot be watched, such as a table that a module keeps for itself, is not. */
static void watch(instar *h, const char *schema, const char *table)
{
	struct instar__sql sql = instar__sql_on(h->db);
	char *new = inserted(&sql, table), *old = key_of(&sql, table, "OLD.");

	instar__sql_execf(&sql,
		"CREATE TEMP TRIGGER \"instar_new_%w\" BEFORE INSERT ON %s.\"%w\""
		" BEGIN SELECT instar_row(%Q, %s); END",
		table, schema, table, table, new);
	instar__sql_execf(&sql,
		"CREATE TEMP TRIGGER \"instar_old_%w\" BEFORE UPDATE ON %s.\"%w\""
		" BEGIN SELECT instar_row(%Q, %s); END",
		table, schema, table, table, old);
	sqlite3_free(new);
	sqlite3_free(old);
}

static void watch_all(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);
	sqlite3_stmt *stmt = instar__sql_prepare(&sql,
		"SELECT group_concat(name, char(1)) FROM main.sqlite_master"
		" WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite|_%'"
		" ESCAPE '|'");
	char *names = NULL;

	if (instar__sql_row(&sql, stmt))
		names = instar__sql_textf(&sql, "%s", instar__sql_text(&sql, stmt, 0));
	instar__sql_finish(stmt);
	for (char *at = names, *end; at && *at; at = end) {
		end = at + strcspn(at, "\1");
		if (*end)
			*end++ = '\0';
		watch(h, "main", at);
	}
	sqlite3_free(names);
}

/* The columns of the table of "cannot store TEXT value in INTEGER column x.n". */
static const char typed_columns[] =
	"SELECT name, group_concat(quoted || ' ' || CASE WHEN type = 'ANY' THEN ''"
	" WHEN NOT found THEN type ELSE type || ' CHECK (typeof(' || quoted || ') IN"
	" (''null'', ''' || CASE type WHEN 'INT' THEN 'integer' ELSE lower(type) END"
	" || '''))' END), group_concat(quoted), max(pk) FROM"
	" (SELECT m.name AS name, upper(x.type) AS type, x.pk AS pk,"
	" '\"' || replace(x.name, '\"', '\"\"') || '\"' AS quoted,"
	" substr(?1, -length(m.name || x.name) - 9) = ' column ' || m.name || '.'"
	" || x.name AS found"
	" FROM main.sqlite_master m, pragma_table_xinfo(m.name, 'main') x"
	" WHERE m.type = 'table' AND x.hidden = 0) GROUP BY name HAVING sum(found)";

/* A temporary table of that name with these columns and the rows that are there. */
static void copy(struct instar__sql *sql, const char *name, sqlite3_stmt *stmt)
{
	const char *list = instar__sql_text(sql, stmt, 2);
	const char *rowid = instar__sql_integer(stmt, 3) ? "" : "rowid, ";
	struct instar__sql writer = instar__sql_on(sql->db);

	instar__sql_execf(&writer, "CREATE TEMP TABLE \"%w\"(%s)", name,
		instar__sql_text(sql, stmt, 1));
	instar__sql_execf(&writer,
		"INSERT INTO temp.\"%w\"(%s%s) SELECT %s%s FROM main.\"%w\"", name, rowid,
		list, rowid, list, name);
	sql->code = sql->code ? sql->code : writer.code;
}

static void watch_types(instar *h, const char *error)
{
	struct instar__sql sql = instar__sql_on(h->db);
	sqlite3_stmt *stmt = instar__sql_prepare_with(&sql, typed_columns, error);
	char *name = NULL;

	if (instar__sql_row(&sql, stmt)) {
		name = instar__sql_textf(&sql, "%s", instar__sql_text(&sql, stmt, 0));
		if (name)
			copy(&sql, name, stmt);
	}
	instar__sql_finish(stmt);
	if (name && !sql.code)
		watch(h, "temp", name);
	sqlite3_free(name);
}

/* Is that table's constraint the one? A trigger may have written elsewhere meanwhile. */
static bool is_of(struct instar__sql *sql, const char *table, const char *error)
{
	return instar__sql_intf(sql, 0,
		"SELECT 1 FROM main.sqlite_master WHERE tbl_name = %Q AND (instr(%Q,"
		" 'failed: ' || name || '.') OR instr(%Q, 'index ''' || name || '''') OR"
		" (%Q LIKE 'CHECK%%' AND instr(sql, substr(%Q, 26))))",
		table, error, error, error, error);
}

/* The row of a statement that writes rows: it fails once more, and is watched. */
static void find_written(instar *h, const char *text, const char *error, struct row *row)
{
	struct instar__sql sql = instar__sql_on(h->db), again = sql;
	bool typed = h->sql.sqlite_code == SQLITE_CONSTRAINT_DATATYPE;

	if (sqlite3_strlike("%or fail%", text, 0) == 0)
		return; /* it has left rows that would stop it earlier now */
	if (typed)
		watch_types(h, error);
	else
		watch_all(h);
	instar__sql_exec(&again, text);
	if (typed ? again.sqlite_code != SQLITE_CONSTRAINT_CHECK
		  : strcmp(again.message, error) != 0 || !is_of(&sql, row->table, error))
		row->key[0] = '\0';
}

/* The first row that breaks a foreign key, in the order in which that is told. */
static void find_orphan(instar *h, struct row *row)
{
	struct instar__sql sql = instar__sql_on(h->db);
	sqlite3_stmt *stmt = instar__sql_prepare(&sql,
		"SELECT \"table\", rowid FROM pragma_foreign_key_check"
		" ORDER BY \"table\", parent, rowid LIMIT 1");
	char *key = NULL;

	if (instar__sql_row(&sql, stmt) && !instar__sql_is_null(stmt, 1)) {
		sqlite3_snprintf(sizeof(row->table), row->table, "%s",
			instar__sql_text(&sql, stmt, 0));
		key = key_of(&sql, row->table, "");
	}
	if (key) {
		sqlite3_stmt *ask = instar__sql_preparef(&sql,
			"SELECT %s FROM main.\"%w\" WHERE rowid = %lld", key, row->table,
			instar__sql_integer(stmt, 1));

		if (instar__sql_row(&sql, ask))
			sqlite3_snprintf(sizeof(row->key), row->key, "%s",
				instar__sql_text(&sql, ask, 0));
		instar__sql_finish(ask);
	}
	instar__sql_finish(stmt);
	sqlite3_free(key);
}

/*
 * The statement once more, with keys that hold only at the end of the run, as they do
 * until it is undone.
 */
static void find_child(instar *h, const char *text, struct row *row)
{
	struct instar__sql sql = instar__sql_on(h->db);

	if (instar__sql_any(&sql, "PRAGMA main.foreign_key_check"))
		return; /* which of them is it? */
	instar__sql_exec(&sql, "PRAGMA defer_foreign_keys = 1");
	if (!instar__sql_exec(&sql, text))
		find_orphan(h, row);
}

/* --- Two rows that a unique index would hold as one. */

/* The end of a quoted word, or the next byte. */
static const char *past(const char *at)
{
	char end = *at == '[' ? ']' : *at;
	const char *close = strchr("'\"`[", *at) ? strchr(at + 1, end) : NULL;

	return close ? close + 1 : at + 1;
}

/* Where the parenthesis closes; NULL: nowhere. */
static const char *closing(const char *open)
{
	int depth = 0;

	for (const char *at = open; *at; at = past(at)) {
		depth += (*at == '(') - (*at == ')');
		if (!depth)
			return at;
	}
	return NULL;
}

/* ASC and DESC order an index, and make no value another. */
static void blank_orders(char *list)
{
	for (char *at = list; *at; at = (char *)past(at)) {
		int size = sqlite3_strnicmp(at, " desc", 5) == 0  ? 5
			   : sqlite3_strnicmp(at, " asc", 4) == 0 ? 4
								  : 0;

		if (size && (!at[size] || strchr(" ,)\n\t", at[size])))
			memset(at, ' ', (size_t)size);
	}
}

/* The table's name as it is written before the list, without its quotes. */
static void table_before(const char *text, const char *open, char *out, size_t size)
{
	const char *start = text, *next;

	for (const char *at = text; at < open; at = next) {
		next = past(at);
		if (!isspace((unsigned char)*at) &&
			(at == text || isspace((unsigned char)at[-1])))
			start = at;
	}
	while (open > start && isspace((unsigned char)open[-1]))
		open--;
	if (strchr("\"`['", *start) && open - start >= 2) {
		start++;
		open--;
	}
	sqlite3_snprintf((int)size, out, "%.*s", (int)(open - start), start);
}

static const char *list_of(const char *text)
{
	while (*text && *text != '(')
		text = past(text);
	return text;
}

static void find_twins(instar *h, const char *text, struct row *row)
{
	struct instar__sql sql = instar__sql_on(h->db);
	const char *open = list_of(text), *close = *open ? closing(open) : NULL;
	const char *where = close ? close + 1 : "";
	char *list, *key, *ask = NULL;

	if (!close)
		return;
	table_before(text, open, row->table, sizeof(row->table));
	while (isspace((unsigned char)*where))
		where++;
	where = sqlite3_strnicmp(where, "where", 5) == 0 ? where + 5 : "1";
	list = instar__sql_textf(&sql, "%.*s", (int)(close - open - 1), open + 1);
	key = key_of(&sql, row->table, "");
	if (list && key) {
		blank_orders(list);
		ask = instar__sql_textf(&sql,
			"SELECT min(%s) || ', ' || max(%s) FROM main.\"%w\" WHERE (%s) ="
			" (%s) AND (%s) GROUP BY %s HAVING count(*) > 1 LIMIT 1",
			key, key, row->table, list, list, where, list);
	}
	if (ask)
		instar__sql_word(&sql, ask, row->key, sizeof(row->key));
	sqlite3_free(ask);
	sqlite3_free(key);
	sqlite3_free(list);
}

static bool is_index(const char *text)
{
	return text && sqlite3_strnicmp(text, "create", 6) == 0;
}

static void find(instar *h, const char *text, const char *error, struct row *row)
{
	struct instar__sql sql = instar__sql_on(h->db);

	if (!text)
		find_orphan(h, row);
	else if (is_index(text))
		find_twins(h, text, row);
	else if (h->sql.sqlite_code == SQLITE_CONSTRAINT_FOREIGNKEY)
		find_child(h, text, row);
	else if (sqlite3_create_function(h->db, "instar_row", 2, SQLITE_UTF8, row, note,
			 NULL, NULL) == SQLITE_OK)
		find_written(h, text, error, row);
	instar__sql_exec(&sql, "ROLLBACK TO instar_row");
	sqlite3_create_function(
		h->db, "instar_row", 2, SQLITE_UTF8, NULL, NULL, NULL, NULL);
}

void instar_name_refused_row(instar *h, const char *text, char *error, size_t size)
{
	struct instar__sql sql = instar__sql_on(h->db);
	struct row row = { .key = "" };
	const char *table = row.table;
	size_t length = strlen(error);

	if ((text && (h->sql.sqlite_code & 0xff) != SQLITE_CONSTRAINT) ||
		!instar__sql_in_transaction(&sql) ||
		instar__sql_exec(&sql, "SAVEPOINT instar_row"))
		return;
	find(h, text, error, &row);
	instar__sql_exec(&sql, "RELEASE instar_row");
	if (strncmp(table, working, sizeof(working) - 1) == 0)
		table += sizeof(working) - 1;
	if (*row.key)
		sqlite3_snprintf((int)(size - length), error + length,
			" (row%s %s of %s)", is_index(text) ? "s" : "", row.key, table);
}
