/*
 * database: the databases that tests make, and what is in them as text. See database.h.
 */
#include "database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suite.h"
#include "runtime/sqlite/token.h"

static char folder[64];

static void remove_folder(void)
{
	char command[80];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	if (system(command))
		fprintf(stderr, "could not remove %s\n", folder);
}

/* In memory where there is such a folder: tests of SQL need no disk. */
const char *database_folder(void)
{
	if (!*folder) {
		const char *below = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

		snprintf(folder, sizeof(folder), "%s/instar-test-XXXXXX", below);
		assert_non_null(mkdtemp(folder));
		atexit(remove_folder);
	}
	return folder;
}

char *database_path(const char *name)
{
	char *path = sqlite3_mprintf("%s/%s", database_folder(), name);

	remove(path);
	return path;
}

sqlite3 *database_open(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	return db;
}

void database_run(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %.200s", message, sql);
}

char *database_text(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;
	char *text;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(db), sql);
	if (sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_text(stmt, 0))
		text = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
	else
		text = sqlite3_mprintf("");
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
	return text;
}

int database_int(sqlite3 *db, const char *sql)
{
	char *text = database_text(db, sql);
	int value = atoi(text);

	sqlite3_free(text);
	return value;
}

char *database_bytes(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes;

	if (!file)
		fail_msg("cannot read %s", path);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	bytes = sqlite3_malloc64(*size + 1);
	assert_int_equal(fread(bytes, 1, *size, file), *size);
	bytes[*size] = '\0';
	fclose(file);
	return bytes;
}

/*
 * The text of a set's file, which is in migrations/ or among the odd ones; what instar
 * has to write out itself is there as somebody would have written it by hand.
 */
static char *read_file(const instar_set *set, const char *file)
{
	static const char *const folders[] = { "migrations", "tests/by_hand",
		"tests/sets" };
	char *path = NULL, *text;
	size_t size;

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		sqlite3_free(path);
		path = sqlite3_mprintf("%s/%s/%s/%s", getenv("SOURCE_ROOT"), folders[i],
			set_text(set, set->name), file);
		if (access(path, R_OK) == 0)
			break;
	}
	text = database_bytes(path, &size);
	sqlite3_free(path);
	return text;
}

static const char down_mark[] = "\n-- @down\n";

static void run_script(const char *path, const char *sql)
{
	sqlite3 *db = database_open(path);

	database_run(db, "PRAGMA synchronous = OFF");
	database_run(db, sql);
	sqlite3_close(db);
}

static char *read_migration(const instar_set *set, instar_text file)
{
	return read_file(set, set_text(set, file));
}

void database_build_base(const char *path, const instar_set *set)
{
	sqlite3_close(database_open(path));
	if (set->baseline.count && !set->retired) {
		char *base = read_file(set, "base.sql");

		run_script(path, base);
		sqlite3_free(base);
	}
}

void database_build(const char *path, const instar_set *set, uint32_t k)
{
	sqlite3_close(database_open(path));
	if (k)
		database_build_base(path, set);
	for (uint32_t i = 0; i < k; i++) {
		char *sql = read_migration(set, set->steps[i].file);
		char *down = strstr(sql, down_mark);

		if (down)
			*down = '\0';
		run_script(path, sql);
		sqlite3_free(sql);
	}
}

void database_undo(const char *path, const instar_set *set, uint32_t k)
{
	const struct instar_step *step = &set->steps[k - 1];
	bool own_file = step->flags & INSTAR_STEP_DOWN_IN_OTHER_FILE;
	char *sql = read_migration(set, own_file ? step->down_file : step->file);
	char *down = own_file ? sql : strstr(sql, down_mark) + strlen(down_mark);

	run_script(path, down);
	sqlite3_free(sql);
}

void database_record(const char *path, const char *from, uint32_t k)
{
	sqlite3 *db = database_open(path);
	char *sql = sqlite3_mprintf("ATTACH %Q AS other", from);
	char *table;

	database_run(db, sql);
	table = database_text(db,
		"SELECT sql FROM other.sqlite_master WHERE name = 'schema_migrations'");
	database_run(db, table);
	sqlite3_free(sql);
	sql = sqlite3_mprintf("INSERT INTO schema_migrations SELECT * FROM "
			      "other.schema_migrations WHERE position <= %u",
		k);
	database_run(db, sql);
	sqlite3_free(table);
	sqlite3_free(sql);
	sqlite3_close(db);
}

/* A definition in one line, spelled as SQLite reads it. */
static void append_definition(sqlite3_str *out, const char *sql)
{
	const char *limit = sql + strlen(sql);
	char *folded = sqlite3_malloc64(strlen(sql) + 1);
	size_t size;

	for (;; sql += size) {
		enum instar__token kind = instar__token_next(sql, limit, &size);

		if (kind == INSTAR__END)
			break;
		if (kind == INSTAR__SPACE || kind == INSTAR__LINE_COMMENT ||
			kind == INSTAR__BLOCK_COMMENT)
			continue;
		sqlite3_str_appendchar(out, 1, ' ');
		sqlite3_str_append(
			out, folded, (int)instar__token_fold(kind, sql, size, folded));
	}
	sqlite3_free(folded);
}

/* Tables that instar keeps for itself. */
#define OURS "'schema_migrations', 'schema_backfills', 'schema_backfill_skipped'"

static const char definitions[] =
	"SELECT type || ' ' || lower(name) || ' on ' || lower(tbl_name) || ':', sql"
	" FROM sqlite_master WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^'"
	" AND tbl_name NOT IN (" OURS ") ORDER BY 1";

/* What SQLite made of the tables, views may be broken; independent of our scanner. */
static const char meanings[] =
	"WITH t AS (SELECT name FROM sqlite_master WHERE type = 'table'"
	" AND name NOT IN (" OURS ") AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"
	" AND sql NOT LIKE 'create virtual%')"
	" SELECT lower(printf('column %s.%d %s %s %d %s %d %d', t.name, cid, x.name, "
	"x.type,"
	"  \"notnull\", quote(dflt_value), pk, hidden)), NULL"
	"  FROM t, pragma_table_xinfo(t.name) x"
	" UNION SELECT lower(printf('key %s.%d.%d %s(%s -> %s) %s %s %s', t.name, k.id, "
	"k.seq,"
	"  k.\"table\", k.\"from\", k.\"to\", on_update, on_delete, \"match\")), NULL"
	"  FROM t, pragma_foreign_key_list(t.name) k"
	" UNION SELECT lower(printf('index %s %s.%d.%d %s %d %d %s %d %d', t.name, "
	"l.name,"
	"  i.seqno, i.cid, i.name, \"unique\", partial, i.coll, \"desc\", \"key\")), NULL"
	"  FROM t, pragma_index_list(t.name) l, pragma_index_xinfo(l.name) i ORDER BY 1";

static void append_query(sqlite3_str *out, sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(db), sql);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		sqlite3_str_appendall(out, (const char *)sqlite3_column_text(stmt, 0));
		if (sqlite3_column_count(stmt) > 1 && sqlite3_column_text(stmt, 1))
			append_definition(
				out, (const char *)sqlite3_column_text(stmt, 1));
		sqlite3_str_appendchar(out, 1, '\n');
	}
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
}

static const char row_queries[] =
	"SELECT printf('SELECT %Q || %s FROM \"%w\" ORDER BY 1', 'row of ' || "
	"lower(m.name),"
	" (SELECT group_concat(printf('quote(\"%w\")', x.name), '|| '' '' ||')"
	"  FROM pragma_table_xinfo(m.name) x WHERE x.hidden <> 1), m.name)"
	" FROM sqlite_master m WHERE type = 'table' AND name NOT IN (" OURS ")"
	" AND name NOT LIKE 'sqlite^_stat%' ESCAPE '^'"
	" AND sql NOT LIKE 'create virtual%' ORDER BY lower(name)";

static void append_rows(sqlite3_str *out, sqlite3 *db)
{
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(db, row_queries, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		append_query(out, db, (const char *)sqlite3_column_text(stmt, 0));
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
}

static char *dump(const char *path, bool rows)
{
	sqlite3 *db = database_open(path);
	sqlite3_str *out = sqlite3_str_new(NULL);

	append_query(out, db, definitions);
	append_query(out, db, meanings);
	if (rows)
		append_rows(out, db);
	sqlite3_close(db);
	sqlite3_str_appendchar(out, 1, '\n'); /* an empty text is not NULL */
	return sqlite3_str_finish(out);
}

char *database_dump(const char *path)
{
	return dump(path, true);
}

char *database_dump_schema(const char *path)
{
	return dump(path, false);
}

char *database_definitions(sqlite3 *db)
{
	return database_text(db,
		"SELECT group_concat(type || name || coalesce(sql, '')) FROM"
		" (SELECT * FROM sqlite_master ORDER BY 1, 2)");
}

void database_answers(sqlite3 *db, const char *wanted, const char *sql)
{
	char *answer = database_text(db, sql);

	assert_string_equal(answer, wanted);
	sqlite3_free(answer);
}

int database_migrate(sqlite3 *db, const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);
	int code = instar_migrate(h);

	instar_close(h);
	return code;
}

void database_backfill(sqlite3 *db, const instar_set *set)
{
	struct instar_backfill_options options = { .size = sizeof(options), .alone = 1 };
	instar *h = instar_open(db, set, NULL);

	if (set->backfill_count && instar_backfill(h, &options) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

sqlite3 *database_open_built(const instar_set *set, uint32_t k)
{
	char *path = database_path("built.db");
	sqlite3 *db;

	database_build(path, set, k);
	db = database_open(path);
	sqlite3_free(path);
	return db;
}

sqlite3 *database_open_current(const instar_set *set)
{
	sqlite3 *db = database_open_built(set, 0);

	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	return db;
}

void database_void_stamp(sqlite3 *db)
{
	database_run(db, "PRAGMA user_version = 0");
}

sqlite3 *database_open_at_001(const instar_set *set)
{
	sqlite3 *db = database_open_current(set);
	char *table = database_text(
		db, "SELECT sql FROM sqlite_master WHERE name = 'schema_migrations'");
	char *row = database_text(db,
		"SELECT printf('INSERT INTO schema_migrations VALUES "
		"(%Q,%Q,1,%Q,''2024-01-01T00:00:00Z'',''run'',NULL,NULL,1,%Q,NULL,0,NULL)', "
		"set_name, id, token_hash, description) FROM schema_migrations "
		"WHERE position = 1");

	sqlite3_close(db);
	db = database_open_built(set, 1);
	database_run(db, table);
	database_run(db, row);
	sqlite3_free(table);
	sqlite3_free(row);
	return db;
}
