/*
 * test_tree_resolve: the tree's tables and columns are those that SQLite's authorizer
 * hears of.
 *
 * Over the statements below, every .sql file of tests/ and migrations/, and of the
 * histories in $CORPUS when that is set. Each statement that SQLite prepares on a
 * database which the statements before it have made is compared: SELECT, INSERT, UPDATE,
 * DELETE, CREATE TABLE AS as they are; of CREATE VIEW its SELECT alone. Compared are
 * three sets of names in lower case:
 *
 *   written  tables with SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE and no trigger or
 *            view as the accessor, and the columns of such an SQLITE_UPDATE
 *   read     "table.column" of SQLITE_READ without such an accessor; a star stands for
 *            all columns of its table; rowid, oid and _rowid_ are one name, and the
 *            INTEGER PRIMARY KEY's
 *
 * Left out: SQLite's own tables and the shadow tables of virtual ones; statements with
 * NATURAL JOIN or USING, of whose columns SQLite does not tell; what `INSERT INTO t SELECT
 * * FROM u` reads, which SQLite copies unread. Of the tables in UPDATE … FROM SQLite reads
 * all columns: those that the tree tells must be among them.
 */
#include "suite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/sql/tree_print.h"
#include "gen/sql/tree_resolve.h"
#include "gen/sql/tree_walk.h"
#include "material.h"

/* A set of words. */
struct set {
	const char *items[4096];
	uint32_t count;
};

struct event {
	int code;
	const char *table, *column;
};

struct asked {
	struct arena *arena;
	sqlite3 *db;
	struct event *events; /* as they were heard */
	uint32_t event_count;
	struct set sqlite, tree;
	struct set ctes; /* which SQLite names as accessors, too */
	bool left_out;
};

static void add(struct set *set, const char *word)
{
	for (uint32_t i = 0; i < set->count; i++) {
		if (strcmp(set->items[i], word) == 0)
			return;
	}
	if (set->count < sizeof(set->items) / sizeof(*set->items))
		set->items[set->count++] = word;
}

static bool among(const struct set *set, const char *word)
{
	for (uint32_t i = 0; i < set->count; i++) {
		if (map_same(set->items[i], word))
			return true;
	}
	return false;
}

static bool is_sqlites(const char *table)
{
	return sqlite3_strnicmp(table, "sqlite_", 7) == 0;
}

static const char *lower(struct arena *arena, const char *what, const char *table,
	const char *column)
{
	char *word = arena_printf(
		arena, "%s %s%s%s", what, table, column ? "." : "", column ? column : "");

	for (char *c = word; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
	return word;
}

/* One value of a question to the database, or NULL. */
static const char *ask(struct asked *asked, const char *question, const char *table,
	const char *column)
{
	sqlite3_stmt *stmt;
	const char *answer = NULL;

	sqlite3_prepare_v2(asked->db, question, -1, &stmt, NULL);
	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(stmt, 2, column, -1, SQLITE_TRANSIENT);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(stmt, 0);
		answer = arena_copy(asked->arena, text ? text : "",
			text ? strlen(text) : 0);
	}
	sqlite3_finalize(stmt);
	return answer;
}

static bool is_rowid(const char *column)
{
	return map_same(column, "rowid") || map_same(column, "oid") ||
	       map_same(column, "_rowid_");
}

static bool has_column(void *context, const struct tree_object *table, const char *column)
{
	struct asked *asked = context;

	return ask(asked, "SELECT 1 FROM pragma_table_xinfo(?1) WHERE name = ?2 COLLATE nocase",
		       table->name.text, column) ||
	       (is_rowid(column) &&
		       ask(asked, "SELECT 1 FROM pragma_table_list(?1) WHERE type = 'table' "
				  "AND NOT wr AND ?2 IS ?2",
			       table->name.text, column));
}

/* The one name of a rowid. */
static const char *one_name(struct asked *asked, const char *table, const char *column)
{
	const char *key = ask(asked,
		"SELECT group_concat(name) FROM pragma_table_info(?1) WHERE pk AND ?2 IS ?2 "
		"HAVING count(*) = 1 AND upper(type) = 'INTEGER'",
		table, NULL);

	if (is_rowid(column) || (key && map_same(key, column)))
		return "rowid";
	return column;
}

/* The authorizer may not ask the database: events are read afterwards. */
static int authorize(void *context, int code, const char *one, const char *two,
	const char *schema, const char *accessor)
{
	struct asked *asked = context;

	(void)schema;
	if ((accessor && !among(&asked->ctes, accessor)) || !one || is_sqlites(one))
		return SQLITE_OK;
	asked->events = arena_grow(asked->arena, asked->events, asked->event_count,
		sizeof(*asked->events));
	asked->events[asked->event_count++] = (struct event){ code,
		arena_copy(asked->arena, one, strlen(one)),
		two ? arena_copy(asked->arena, two, strlen(two)) : NULL };
	return SQLITE_OK;
}

static bool is_shadow(struct asked *asked, const char *table)
{
	return ask(asked, "SELECT 1 FROM pragma_table_list(?1) WHERE type = 'shadow' "
			  "AND ?2 IS ?2",
		table, NULL);
}

static void read_event(struct asked *asked, const struct event *event)
{
	const char *what = event->code == SQLITE_INSERT	  ? "insert"
			   : event->code == SQLITE_DELETE ? "delete"
			   : event->code == SQLITE_UPDATE ? "update"
			   : event->code == SQLITE_READ && *event->column ? "read"
									  : NULL;
	bool column = event->code == SQLITE_UPDATE || event->code == SQLITE_READ;

	if (what && !is_shadow(asked, event->table))
		add(&asked->sqlite,
			lower(asked->arena, what, event->table,
				column ? one_name(asked, event->table, event->column)
				       : NULL));
}

static void take_table(
	void *context, const struct tree_object *table, enum tree_access access)
{
	struct asked *asked = context;

	if (is_sqlites(table->name.text))
		return;
	if (access == ACCESS_INSERT)
		add(&asked->tree, lower(asked->arena, "insert", table->name.text, NULL));
	else if (access == ACCESS_DELETE)
		add(&asked->tree, lower(asked->arena, "delete", table->name.text, NULL));
}

static void take_star(struct asked *asked, const char *table)
{
	sqlite3_stmt *stmt;

	sqlite3_prepare_v2(asked->db, "SELECT name FROM pragma_table_info(?1)", -1, &stmt,
		NULL);
	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_TRANSIENT);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(stmt, 0);
		const char *name = arena_copy(asked->arena, text, strlen(text));
		add(&asked->tree, lower(asked->arena, "read", table,
					  one_name(asked, table, name)));
		}
	sqlite3_finalize(stmt);
}

static void take_column(void *context, const struct tree_object *table,
	const struct tree_name *column, enum tree_access access)
{
	struct asked *asked = context;
	const char *name = table->name.text;

	if (is_sqlites(name) || access == ACCESS_INSERT)
		return;
	if (!column)
		take_star(asked, name);
	else
		add(&asked->tree,
			lower(asked->arena, access == ACCESS_UPDATE ? "update" : "read",
				name, one_name(asked, name, column->text)));
}

static bool leave_out(void *context, const struct tree_source *source)
{
	struct asked *asked = context;

	asked->left_out |= source->natural || source->using.count;
	return true;
}

static bool take_cte(void *context, const struct tree_cte *cte)
{
	struct asked *asked = context;

	add(&asked->ctes, cte->name.text);
	return true;
}

static int by_bytes(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* INSERT INTO t SELECT * FROM u. */
static bool is_copy(const struct tree_statement *tree)
{
	const struct tree_core *core;

	if (tree->kind != STATEMENT_INSERT || !tree->insert->select)
		return false;
	core = &tree->insert->select->cores.items[0];
	return core->results.count == 1 && !core->results.items[0].expr &&
	       core->from.count == 1 && !core->where;
}

static const char *words(struct arena *arena, struct set *set, bool reads)
{
	struct text text;

	text_init(&text, arena);
	qsort(set->items, set->count, sizeof(*set->items), by_bytes);
	for (uint32_t i = 0; i < set->count; i++) {
		if (reads || strncmp(set->items[i], "read", 4) != 0)
			text_format(&text, "  %s\n", set->items[i]);
	}
	return text.bytes ? text.bytes : "";
}

/* Those of a set that are in another, too. */
static const char *words_of(struct arena *arena, struct set *set, const struct set *other)
{
	struct set both = { .count = 0 };

	for (uint32_t i = 0; i < set->count; i++) {
		if (among(other, set->items[i]))
			add(&both, set->items[i]);
	}
	return words(arena, &both, true);
}

/* Compare one statement; false: SQLite does not prepare it, or it is left out. */
static bool compare(
	struct arena *arena, sqlite3 *db, const struct tree_statement *tree, const char *sql)
{
	static struct asked asked;
	struct tree_resolver resolver = { &asked, has_column, take_table, take_column };
	sqlite3_stmt *stmt = NULL;

	memset(&asked, 0, sizeof(asked));
	asked.arena = arena;
	asked.db = db;
	tree_walk_statement(
		&(struct tree_visitor){
			.context = &asked, .source = leave_out, .cte = take_cte },
		tree);
	if (asked.left_out)
		return false;
	sqlite3_set_authorizer(db, authorize, &asked);
	int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
	sqlite3_set_authorizer(db, NULL, NULL);
	sqlite3_finalize(stmt);
	if (code != SQLITE_OK)
		return false;
	for (uint32_t i = 0; i < asked.event_count; i++)
		read_event(&asked, &asked.events[i]);
	tree_resolve(&resolver, arena, tree);
	const char *heard = words(arena, &asked.sqlite, !is_copy(tree));
	const char *told = words(arena, &asked.tree, !is_copy(tree));
	if (tree->kind == STATEMENT_UPDATE && tree->update->from.count)
		heard = words_of(arena, &asked.sqlite, &asked.tree);
	if (strcmp(heard, told) != 0)
		fail_msg("%s\nSQLite:\n%sthe tree:\n%s", sql, heard, told);
	return true;
}

/* A view's columns are resolved when it is read: its SELECT is compared alone. */
static void take_statement(void *context, struct arena *arena, sqlite3 *db,
	const struct statement *statement)
{
	const struct tree_statement *tree = statement->tree;
	struct tree_statement select = { .kind = STATEMENT_SELECT };
	uint32_t *count = context;

	if (!tree)
		return;
	switch (tree->kind) {
	case STATEMENT_CREATE_VIEW:
		select.select = tree->create_view->select;
		*count += compare(arena, db, &select,
			tree_print(arena, NODE_STATEMENT, &select));
		break;
	case STATEMENT_SELECT:
	case STATEMENT_INSERT:
	case STATEMENT_UPDATE:
	case STATEMENT_DELETE:
	case STATEMENT_CREATE_TABLE_AS:
		*count += compare(arena, db, tree, statement->sql);
		break;
	default:
		break;
	}
}

static const char *const statements[] = {
	"SELECT a, u.b, t.rowid, \"no such column\", \"a\" FROM t, u WHERE t.c = u.d",
	"SELECT x.a FROM t AS x WHERE EXISTS (SELECT 1 FROM u WHERE u.b = x.b AND d = c)",
	"SELECT * FROM t JOIN u ON t.b = u.b ORDER BY a",
	"SELECT t.*, u.d FROM t LEFT JOIN u ON t.a = u.b",
	"SELECT a AS b FROM t ORDER BY b",
	"SELECT a FROM t UNION SELECT d FROM u ORDER BY 1",
	"SELECT s.z FROM (SELECT a AS z, b FROM t WHERE c) AS s WHERE s.b",
	"SELECT (SELECT b FROM (SELECT d FROM u) AS s), a FROM t",
	"WITH n(z) AS (SELECT a FROM t) SELECT z FROM n WHERE z IN (SELECT b FROM u)",
	"WITH RECURSIVE n(z) AS (SELECT 1 UNION ALL SELECT z + 1 FROM n, t WHERE z < t.a) "
	"SELECT * FROM n",
	"WITH t AS (SELECT d AS a FROM u) SELECT a FROM t",
	"SELECT a FROM t WHERE b IN w",
	"SELECT a FROM v",
	"SELECT count(*) FILTER (WHERE b), sum(a) OVER (PARTITION BY c ORDER BY b) FROM t",
	"SELECT value, t.a FROM t, json_each(t.b)",
	"SELECT a FROM (t JOIN u ON t.b = u.b) WHERE d",
	"SELECT CASE a WHEN b THEN c END, CAST(b AS TEXT), -c, a BETWEEN b AND c FROM t",
	"INSERT INTO t(a, b) SELECT d, b FROM u WHERE b > 1",
	"INSERT INTO t VALUES (1, 2, (SELECT max(d) FROM u))",
	"INSERT INTO t(a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = excluded.b + c "
	"WHERE c > 1",
	"REPLACE INTO u SELECT a, b FROM t",
	"UPDATE t SET b = a + 1, c = (SELECT d FROM u WHERE u.b = t.b) WHERE rowid > 1",
	"UPDATE t SET (b, c) = (SELECT b, d FROM u)",
	"UPDATE t AS x SET b = y.d FROM u AS y WHERE y.b = x.a",
	"DELETE FROM t WHERE a IN (SELECT b FROM u WHERE d = t.c)",
	"DELETE FROM t AS x WHERE x.b",
	"INSERT INTO v VALUES (1, 2)",
	"CREATE TABLE z AS SELECT a, d FROM t JOIN u",
};

static void each_kind_of_statement_reads_what_sqlite_reads(void **state)
{
	struct front front = front_new();
	sqlite3 *db;

	(void)state;
	sqlite3_open(":memory:", &db);
	assert_int_equal(SQLITE_OK,
		sqlite3_exec(db,
			"CREATE TABLE t(a INTEGER PRIMARY KEY, b, c);"
			"CREATE TABLE u(b, d); CREATE TABLE w(e);"
			"CREATE VIEW v AS SELECT a, d FROM t, u;"
			"CREATE TRIGGER g INSTEAD OF INSERT ON v BEGIN"
			" INSERT INTO t VALUES (new.a, new.d, (SELECT e FROM w)); END",
			NULL, NULL, NULL));
	for (size_t i = 0; i < sizeof(statements) / sizeof(*statements); i++) {
		const struct tree_statement *tree =
			parse_statement(front.arena, statements[i]);
		assert_non_null(tree);
		if (!compare(front.arena, db, tree, statements[i]))
			fail_msg("%s: %s", statements[i], sqlite3_errmsg(db));
	}
	sqlite3_close(db);
	front_free(&front);
}

static void in_our_files_the_tree_reads_what_sqlite_reads(void **state)
{
	uint32_t count = 0;

	(void)state;
	material_ours(take_statement, &count);
	printf("# %u statements compared\n", count);
	assert_true(count > 250);
}

static void in_real_histories_the_tree_reads_what_sqlite_reads(void **state)
{
	uint32_t count = 0;

	(void)state;
	if (material_real(take_statement, &count))
		printf("# %u statements compared\n", count);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(each_kind_of_statement_reads_what_sqlite_reads),
	cmocka_unit_test(in_our_files_the_tree_reads_what_sqlite_reads),
	cmocka_unit_test(in_real_histories_the_tree_reads_what_sqlite_reads),
};

SUITE(tests)
