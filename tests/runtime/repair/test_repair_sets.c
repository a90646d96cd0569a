/*
 * B3: each object of each example set dropped in turn, each column removed, each index
 * replaced, several at once: repaired, the database is equal to a fresh one, and no row
 * of any other table has changed.
 */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "compiled.h"
#include "database.h"
#include "density.h"

/* The sets whose steps plain SQL can run; each has another oddity. */
static const char *const directories[] = {
	"migrations/nukeworks",
	"migrations/dated",
	"migrations/jobmanager",
	"tests/sets/autoincrement",
	"tests/sets/check_only_rebuild",
	"tests/sets/column_returns",
	"tests/sets/data_in_the_middle",
	"tests/sets/empty_names",
	"tests/sets/full_text",
	"tests/sets/grown",
	"tests/sets/if_not_exists",
	"tests/sets/index_moves",
	"tests/sets/keys_and_generated",
	"tests/sets/made_and_undone",
	"tests/sets/odd_names",
	"tests/sets/partial_indexes",
	"tests/sets/rebuild_over_steps",
	"tests/sets/recreated_table",
	"tests/sets/rename_chain",
	"tests/sets/rename_with_dependents",
	"tests/sets/replaced_bodies",
	"tests/sets/schema_prefix",
	"tests/sets/table_as_select",
	"tests/sets/timestamps",
	"tests/sets/windows_files",
};

#define SET_COUNT (sizeof(directories) / sizeof(*directories))

struct subject {
	struct arena *arena;
	const instar_set *set;
	char *fresh;  /* the path of a database as the set makes it, with rows */
	char *schema; /* its definitions, letter for letter */
	char *tables[128];
	char *rows[128]; /* of each table, as text */
	int table_count;
};

/* --- A database with rows, and what is in it. */

static const char list_tables[] =
	"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE"
	" 'sqlite^_%' ESCAPE '^' AND name <> 'schema_migrations' ORDER BY rowid";

static char *definitions(sqlite3 *db)
{
	return database_text(db,
		"SELECT coalesce(group_concat(type || ' ' || name || ' ' || tbl_name || "
		"' ' || sql, char(10)), '') FROM (SELECT * FROM sqlite_master WHERE sql "
		"IS NOT NULL AND tbl_name <> 'schema_migrations' AND name NOT LIKE "
		"'sqlite^_%' ESCAPE '^' ORDER BY type, name)");
}

/* Two rows, by the declared types; a table that refuses them stays as it is. */
static void add_rows(sqlite3 *db, const char *table)
{
	char *sql = sqlite3_mprintf(
		"SELECT printf('INSERT OR IGNORE INTO \"%%w\"(%%s) SELECT %%s FROM "
		"(SELECT 11 AS n UNION SELECT 12)', %Q, group_concat(printf('\"%%w\"', "
		"name)), group_concat(CASE WHEN type LIKE '%%INT%%' OR type LIKE "
		"'%%NUM%%' OR type LIKE 'BOOL%%' OR type LIKE 'REAL%%' THEN 'n' ELSE "
		"'''v'' || n' END)) FROM pragma_table_xinfo(%Q) WHERE hidden = 0",
		table, table);
	char *insert = database_text(db, sql);

	sqlite3_exec(db, insert, NULL, NULL, NULL);
	sqlite3_free(insert);
	sqlite3_free(sql);
}

/* Virtual tables show rows of others, and have tables behind them. */
static bool is_virtual(sqlite3 *db, const char *name)
{
	char *sql = sqlite3_mprintf("SELECT count(*) FROM sqlite_master WHERE sql LIKE "
				    "'create virtual%%' AND name = %Q",
		name);
	int count = database_int(db, sql);

	sqlite3_free(sql);
	return count > 0;
}

static bool is_shadow(sqlite3 *db, const char *name)
{
	char *sql = sqlite3_mprintf("SELECT count(*) FROM sqlite_master WHERE sql LIKE "
				    "'create virtual%%' AND "
				    "substr(%Q, 1, length(name) + 1) = name || '_'",
		name);
	int count = database_int(db, sql);

	sqlite3_free(sql);
	return count > 0;
}

static char *rows_of(sqlite3 *db, const char *table)
{
	char *sql = sqlite3_mprintf(
		"SELECT printf('SELECT coalesce(group_concat(r, char(10)), '''') FROM "
		"(SELECT %%s AS r FROM \"%%w\" ORDER BY 1)', coalesce(group_concat("
		"printf('quote(\"%%w\")', name), ' || '' '' || '), '1'), %Q) FROM "
		"pragma_table_xinfo(%Q) WHERE hidden <> 1",
		table, table);
	char *query = database_text(db, sql);
	char *rows = database_text(db, query);

	sqlite3_free(query);
	sqlite3_free(sql);
	return rows;
}

static void subject_make(struct subject *s, const char *directory)
{
	char *path = sqlite3_mprintf("%s/%s", getenv("SOURCE_ROOT"), directory);
	sqlite3_stmt *stmt;
	sqlite3 *db;

	memset(s, 0, sizeof(*s));
	s->arena = arena_new();
	s->set = compiled_set(s->arena, path);
	sqlite3_free(path);
	s->fresh = database_path("fresh.db");
	db = database_open(s->fresh);
	database_run(db, "PRAGMA synchronous = OFF");
	assert_int_equal(database_migrate(db, s->set), INSTAR_OK);
	assert_int_equal(sqlite3_prepare_v2(db, list_tables, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		assert_true(s->table_count < 128);
		s->tables[s->table_count++] =
			sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
	}
	sqlite3_finalize(stmt);
	for (int i = 0; i < s->table_count; i++) {
		if (!is_shadow(db, s->tables[i]))
			add_rows(db, s->tables[i]);
	}
	for (int i = 0; i < s->table_count; i++)
		s->rows[i] = rows_of(db, s->tables[i]);
	s->schema = definitions(db);
	sqlite3_close(db);
}

static void subject_free(struct subject *s)
{
	for (int i = 0; i < s->table_count; i++) {
		sqlite3_free(s->tables[i]);
		sqlite3_free(s->rows[i]);
	}
	sqlite3_free(s->fresh);
	sqlite3_free(s->schema);
	arena_free(s->arena);
}

/* A copy in memory, to be broken. */
static sqlite3 *copy_of(const struct subject *s)
{
	sqlite3 *db = database_open(":memory:"), *from = database_open(s->fresh);
	sqlite3_backup *backup = sqlite3_backup_init(db, "main", from, "main");

	assert_int_equal(sqlite3_backup_step(backup, -1), SQLITE_DONE);
	sqlite3_backup_finish(backup);
	sqlite3_close(from);
	return db;
}

/* --- Repair, and what has to be so then. */

static void print_mends(const struct instar_repair_result *repair)
{
	for (uint32_t i = 0; i < repair->count; i++)
		print_message("# %s %s %s: %s\n",
			repair->mends[i].repaired ? "repaired" : "left",
			repair->mends[i].type, repair->mends[i].name,
			repair->mends[i].text);
}

/* Is the name one of the lines? */
static bool is_among(const char *lines, const char *name)
{
	size_t size = strlen(name);

	for (const char *at = lines; at && (at = strstr(at, name)); at += size) {
		if ((at == lines || at[-1] == '\n') && (!at[size] || at[size] == '\n'))
			return true;
	}
	return false;
}

/* Every table but those named has the rows that it had. */
static void compare_rows(const struct subject *s, sqlite3 *db, const char *but)
{
	for (int i = 0; i < s->table_count; i++) {
		char *rows;

		if (but && (is_among(but, s->tables[i]) || is_virtual(db, s->tables[i]) ||
				   is_shadow(db, s->tables[i])))
			continue;
		rows = rows_of(db, s->tables[i]);
		if (strcmp(rows, s->rows[i]) != 0)
			fail_msg(
				"rows of %s: %s, not %s", s->tables[i], rows, s->rows[i]);
		sqlite3_free(rows);
	}
}

static void compare_schema(const struct subject *s, sqlite3 *db)
{
	char *schema = definitions(db);

	assert_string_equal(schema, s->schema);
	sqlite3_free(schema);
}

/*
 * A second repair does nothing, but for telling definitions that the rows do not fit, and
 * migrate has nothing to do.
 */
static void expect_whole(const struct subject *s, sqlite3 *db)
{
	struct instar_options options = { .size = sizeof(options), .validate = 1 };
	instar *h = instar_open(db, s->set, &options);
	int64_t changes = sqlite3_total_changes(db);
	const struct instar_repair_result *again = instar_repair(h);

	assert_non_null(again);
	assert_int_equal(again->repaired, 0);
	assert_int_equal(again->rewritten, 0);
	assert_int_equal(sqlite3_total_changes(db), changes);
	assert_int_equal(instar_status(h)->up_to_date, 1);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
}

/* True when the break was noticed at all, so that there was something to repair. */
static bool repair_and_compare(
	const struct subject *s, sqlite3 *db, const char *what, const char *but)
{
	instar *h = instar_open(db, s->set, NULL);
	uint32_t drifted = instar_status(h)->drifted;
	const struct instar_repair_result *repair = instar_repair(h);
	bool noticed;

	if (!repair)
		fail_msg("%s: %s", what, instar_error(h)->message);
	noticed = repair->count > 0;
	if (repair->left) {
		print_mends(repair);
		fail_msg("%s: %u left", what, repair->left);
	}
	if (noticed) {
		if (!repair->rewritten && drifted)
			print_mends(repair);
		/* of base.sql there is no record */
		assert_true(repair->rewritten > 0 || !drifted || s->set->baseline.count);
		compare_schema(s, db);
	}
	instar_close(h);
	compare_rows(s, db, but);
	expect_whole(s, db);
	return noticed;
}

static char *list(const struct subject *s, const char *query)
{
	sqlite3 *db = database_open(s->fresh);
	char *names = database_text(db, query);

	sqlite3_close(db);
	return names;
}

typedef void visit(const struct subject *s, const char *type, const char *name);

/* One call in `stride` is to be made; the count goes on from set to set. */
static bool is_due(int *count, long stride)
{
	return (*count)++ % stride == 0;
}

static void for_each_object(const struct subject *s, visit *function)
{
	char *count = list(s, "SELECT max(rowid) FROM sqlite_master");
	int last = atoi(count);

	for (int i = 1; i <= last; i++) {
		sqlite3 *db = database_open(s->fresh);
		char *where = sqlite3_mprintf("FROM sqlite_master WHERE rowid = %d AND "
					      "sql IS NOT NULL AND tbl_name <> "
					      "'schema_migrations' AND name NOT LIKE "
					      "'sqlite^_%%' ESCAPE '^'",
			i);
		char *type_query = sqlite3_mprintf("SELECT type %s", where);
		char *name_query = sqlite3_mprintf("SELECT name %s", where);
		char *type = database_text(db, type_query);
		char *name = database_text(db, name_query);

		if (*type && !is_shadow(db, name))
			function(s, type, name);
		sqlite3_close(db);
		sqlite3_free(type);
		sqlite3_free(name);
		sqlite3_free(where);
		sqlite3_free(type_query);
		sqlite3_free(name_query);
	}
	sqlite3_free(count);
}

/* --- Each object dropped. */

static void drop_and_repair(const struct subject *s, const char *type, const char *name)
{
	static int objects;
	sqlite3 *db;
	char *sql;
	bool is_table = strcmp(type, "table") == 0;

	if (!is_due(&objects, density(3, 1)))
		return;
	db = copy_of(s);
	sql = sqlite3_mprintf("DROP %s \"%w\"", type, name);
	database_run(db, sql);
	if (!repair_and_compare(s, db, sql, is_table ? name : NULL))
		fail_msg("%s was not noticed", sql);
	sqlite3_free(sql);
	sqlite3_close(db);
}

static void for_each_set(visit *function)
{
	for (size_t i = 0; i < SET_COUNT; i++) {
		struct subject s;

		subject_make(&s, directories[i]);
		for_each_object(&s, function);
		subject_free(&s);
	}
}

static void b3_each_object_dropped_in_turn_comes_back_as_it_was(void **state)
{
	(void)state;
	for_each_set(drop_and_repair);
}

/* --- Each column removed. */

static void drop_on_table(sqlite3 *db, const char *type, const char *table)
{
	char *sql = sqlite3_mprintf(
		"SELECT group_concat(printf('DROP %s \"%%w\"', name), '; ') FROM "
		"sqlite_master WHERE type = '%s' AND sql IS NOT NULL AND tbl_name = %Q "
		"COLLATE NOCASE",
		type, type, table);
	char *drops = database_text(db, sql);

	database_run(db, drops);
	sqlite3_free(drops);
	sqlite3_free(sql);
}

/* Without its views, indexes and triggers a column can go, unless it is a key. */
static bool drop_column(sqlite3 *db, const char *table, const char *column)
{
	char *sql =
		sqlite3_mprintf("ALTER TABLE \"%w\" DROP COLUMN \"%w\"", table, column);
	char *views = database_text(db,
		"SELECT group_concat(printf('DROP VIEW \"%w\"', name), '; ') FROM "
		"sqlite_master WHERE type = 'view'");
	char *triggers = database_text(db,
		"SELECT group_concat(printf('DROP TRIGGER \"%w\"', name), '; ') FROM "
		"sqlite_master WHERE type = 'trigger'");
	bool dropped;

	database_run(db, triggers);
	database_run(db, views);
	drop_on_table(db, "index", table);
	dropped = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_free(sql);
	sqlite3_free(views);
	sqlite3_free(triggers);
	return dropped;
}

static int columns, columns_removed, columns_left;

/* A column that must have a value, and has no default, cannot come back for rows. */
static bool needs_a_value(sqlite3 *db, const char *table, const char *column)
{
	char *sql = sqlite3_mprintf(
		"SELECT \"notnull\" AND dflt_value IS NULL FROM pragma_table_info(%Q) "
		"WHERE name = %Q",
		table, column);
	char *rows = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table);
	bool needs = database_int(db, sql) == 1 && database_int(db, rows) > 0;

	sqlite3_free(sql);
	sqlite3_free(rows);
	return needs;
}

static void expect_left(
	const struct subject *s, sqlite3 *db, const char *table, const char *column)
{
	instar *h = instar_open(db, s->set, NULL);
	char *before = rows_of(db, table), *after;
	const struct instar_repair_result *repair = instar_repair(h);

	if (!repair)
		fail_msg("%s.%s: %s", table, column, instar_error(h)->message);
	assert_true(repair->left > 0);
	after = rows_of(db, table);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	instar_close(h);
	columns_left++;
}

static void remove_column(const struct subject *s, const char *table, const char *column)
{
	sqlite3 *db;
	char *what;
	bool needs;

	if (!is_due(&columns, density(3, 1)))
		return;
	db = copy_of(s);
	what = sqlite3_mprintf("%s.%s removed", table, column);
	needs = needs_a_value(db, table, column);
	if (drop_column(db, table, column) && needs)
		expect_left(s, db, table, column);
	else if (repair_and_compare(s, db, what, table))
		columns_removed++;
	sqlite3_free(what);
	sqlite3_close(db);
}

static void remove_columns(const struct subject *s, const char *type, const char *name)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;

	if (strcmp(type, "table") != 0)
		return;
	db = database_open(s->fresh);
	assert_int_equal(
		sqlite3_prepare_v2(db,
			"SELECT name FROM pragma_table_xinfo(?1) WHERE hidden <> 1", -1,
			&stmt, NULL),
		SQLITE_OK);
	sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		remove_column(s, name, (const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

static void b3_each_column_removed_in_turn_comes_back_or_is_explained(void **state)
{
	(void)state;
	columns = columns_removed = columns_left = 0;
	for_each_set(remove_columns);
	print_message(
		"# %d columns came back, %d were left\n", columns_removed, columns_left);
	assert_true(columns_removed > density(200 / 3, 200));
	assert_true(columns_left > density(10 / 3, 10));
}

/* --- Each index replaced by one of other columns. */

static void replace_index(const struct subject *s, const char *type, const char *name)
{
	static int indexes;
	sqlite3 *db;
	char *table, *sql;

	if (strcmp(type, "index") != 0 || !is_due(&indexes, density(3, 1)))
		return;
	db = copy_of(s);
	sql = sqlite3_mprintf("SELECT tbl_name FROM sqlite_master WHERE name = %Q", name);
	table = database_text(db, sql);
	sqlite3_free(sql);
	sql = sqlite3_mprintf(
		"DROP INDEX \"%w\"; CREATE INDEX \"%w\" ON \"%w\"(1)", name, name, table);
	database_run(db, sql);
	if (!repair_and_compare(s, db, sql, NULL))
		fail_msg("%s was not noticed", sql);
	sqlite3_free(sql);
	sqlite3_free(table);
	sqlite3_close(db);
}

static void b3_each_index_of_another_shape_is_replaced(void **state)
{
	(void)state;
	for_each_set(replace_index);
}

/* --- Several at once. */

static uint32_t dice(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

struct spree {
	sqlite3 *db;
	uint32_t seed;
	char gone[4096]; /* names of the tables that were dropped */
	int count;
};

static struct spree spree;

static void perhaps_drop(const struct subject *s, const char *type, const char *name)
{
	char *sql;

	(void)s;
	if (dice(&spree.seed) % 3)
		return;
	sql = sqlite3_mprintf("DROP %s IF EXISTS \"%w\"", type, name);
	database_run(spree.db, sql);
	sqlite3_free(sql);
	spree.count++;
	if (strcmp(type, "table") == 0 &&
		strlen(spree.gone) + strlen(name) + 2 < sizeof(spree.gone)) {
		strcat(spree.gone, name);
		strcat(spree.gone, "\n");
	}
}

static void b3_several_objects_gone_at_once_come_back_together(void **state)
{
	(void)state;
	for (size_t i = 0; i < SET_COUNT; i++) {
		struct subject s;

		subject_make(&s, directories[i]);
		for (uint32_t round = 1; round <= density(3, 8); round++) {
			spree = (struct spree){ .db = copy_of(&s), .seed = round };
			for_each_object(&s, perhaps_drop);
			if (spree.count)
				repair_and_compare(
					&s, spree.db, directories[i], spree.gone);
			sqlite3_close(spree.db);
		}
		subject_free(&s);
	}
}

static void everything_recorded_and_nothing_there_is_made_anew(void **state)
{
	(void)state;
	for (size_t i = 0; i < SET_COUNT; i++) {
		struct subject s;
		sqlite3 *db;
		char *table, *sql;

		subject_make(&s, directories[i]);
		table = list(&s,
			"SELECT sql FROM sqlite_master WHERE name = 'schema_migrations'");
		db = database_open(":memory:");
		sql = sqlite3_mprintf("ATTACH %Q AS f; %s; INSERT INTO schema_migrations "
				      "SELECT * FROM f.schema_migrations; DETACH f",
			s.fresh, table);
		database_run(db, sql);
		for (int t = 0; t < s.table_count; t++) {
			sqlite3_free(s.tables[t]);
			sqlite3_free(s.rows[t]);
		}
		s.table_count = 0; /* the rows of users are gone */
		repair_and_compare(&s, db, directories[i], NULL);
		sqlite3_free(sql);
		sqlite3_free(table);
		sqlite3_close(db);
		subject_free(&s);
	}
}

/* --- Recorded to the end, and in truth stopped at some step, with rows. */

/* All rows of all tables that hold rows of their own. */
static int count_rows(sqlite3 *db)
{
	sqlite3_stmt *stmt;
	int count = 0;

	assert_int_equal(sqlite3_prepare_v2(db, list_tables, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(stmt, 0);
		char *sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table);

		if (!is_virtual(db, table) && !is_shadow(db, table))
			count += database_int(db, sql);
		sqlite3_free(sql);
	}
	sqlite3_finalize(stmt);
	return count;
}

static void run_range(const instar_set *set, sqlite3 *db, struct instar_range range)
{
	for (uint32_t i = range.first; i < range.first + range.count; i++)
		database_run(db, set_text(set, set->statements[i].sql));
}

static sqlite3 *stopped_at(const struct subject *s, uint32_t k)
{
	sqlite3 *db = database_open(":memory:");
	char *table =
		list(s, "SELECT sql FROM sqlite_master WHERE name = 'schema_migrations'");
	char *sql;
	sqlite3_stmt *stmt;

	if (k)
		run_range(s->set, db, s->set->baseline);
	for (uint32_t i = 0; i < k; i++)
		run_range(s->set, db, s->set->steps[i].up);
	assert_int_equal(sqlite3_prepare_v2(db, list_tables, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(stmt, 0);

		if (!is_shadow(db, name))
			add_rows(db, name);
	}
	sqlite3_finalize(stmt);
	sql = sqlite3_mprintf(
		"ATTACH %Q AS f; %s; INSERT INTO schema_migrations SELECT * "
		"FROM f.schema_migrations; DETACH f",
		s->fresh, table);
	database_run(db, sql);
	sqlite3_free(sql);
	sqlite3_free(table);
	return db;
}

static int brought_home;

static void repair_stopped(const struct subject *s, uint32_t k)
{
	sqlite3 *db = stopped_at(s, k);
	char *before = definitions(db), *after;
	int rows = count_rows(db);
	instar *h = instar_open(db, s->set, NULL);
	const struct instar_repair_result *repair = instar_repair(h);

	after = definitions(db);
	if (!repair && strcmp(before, after) != 0)
		fail_msg("%u: %s, and the schema changed", k, instar_error(h)->message);
	if (repair && !repair->left) {
		expect_whole(s, db);
		brought_home++;
	}
	instar_close(h);
	if (count_rows(db) < rows)
		fail_msg("at %u: %d rows, not %d", k, count_rows(db), rows);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
}

static void tracking_that_lies_costs_no_row_wherever_the_database_stopped(void **state)
{
	(void)state;
	brought_home = 0;
	for (size_t i = 0; i < SET_COUNT; i++) {
		struct subject s;

		subject_make(&s, directories[i]);
		for (uint32_t k = 0; k < s.set->step_count; k++)
			repair_stopped(&s, k);
		subject_free(&s);
	}
	print_message("# %d databases brought home\n", brought_home);
	assert_true(brought_home >= 60);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(b3_each_object_dropped_in_turn_comes_back_as_it_was),
	cmocka_unit_test(b3_each_column_removed_in_turn_comes_back_or_is_explained),
	cmocka_unit_test(b3_each_index_of_another_shape_is_replaced),
	cmocka_unit_test(b3_several_objects_gone_at_once_come_back_together),
	cmocka_unit_test(tracking_that_lies_costs_no_row_wherever_the_database_stopped),
	cmocka_unit_test(everything_recorded_and_nothing_there_is_made_anew),
};

SUITE(tests)
