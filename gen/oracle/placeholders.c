/*
 * placeholders: stand-ins for what the host registers. See placeholders.h.
 *
 * Of functions host_functions knows what they answer; a collation compares bytes; a
 * module is a table without rows that takes any declaration, and can be read without one
 * too.
 */
#include "gen/oracle/placeholders.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/host_functions.h"

static int compare_bytes(
	void *unused, int left_size, const void *left, int right_size, const void *right)
{
	int order = memcmp(
		left, right, (size_t)(left_size < right_size ? left_size : right_size));

	(void)unused;
	return order ? order : left_size - right_size;
}

/* A table without rows, with the columns of the declaration, or one named "value". */
static int connect_table(sqlite3 *db, void *unused, int count, const char *const *words,
	sqlite3_vtab **table, char **message)
{
	sqlite3_str *sql = sqlite3_str_new(db);
	char *declaration;
	int rc;

	(void)unused;
	(void)message;
	sqlite3_str_appendall(sql, "CREATE TABLE x(");
	for (int i = 3; i < count; i++)
		sqlite3_str_appendf(sql, "%s%s", i > 3 ? ", " : "", words[i]);
	sqlite3_str_appendall(sql, count > 3 ? ")" : "value)");
	declaration = sqlite3_str_finish(sql);
	rc = declaration ? sqlite3_declare_vtab(db, declaration) : SQLITE_NOMEM;
	sqlite3_free(declaration);
	if (rc != SQLITE_OK)
		rc = sqlite3_declare_vtab(db, "CREATE TABLE x(value)");
	*table = rc == SQLITE_OK ? sqlite3_malloc64(sizeof(**table)) : NULL;
	if (*table)
		memset(*table, 0, sizeof(**table));
	return rc == SQLITE_OK && !*table ? SQLITE_NOMEM : rc;
}

static int disconnect_table(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

static int plan_query(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedCost = 1;
	return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
	(void)table;
	*cursor = sqlite3_malloc64(sizeof(**cursor));
	if (!*cursor)
		return SQLITE_NOMEM;
	memset(*cursor, 0, sizeof(**cursor));
	return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static int filter_rows(sqlite3_vtab_cursor *cursor, int number, const char *name,
	int count, sqlite3_value **values)
{
	(void)cursor;
	(void)number;
	(void)name;
	(void)count;
	(void)values;
	return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
	(void)cursor;
	return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *cursor)
{
	(void)cursor;
	return 1;
}

static int read_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
	(void)cursor;
	(void)column;
	sqlite3_result_null(context);
	return SQLITE_OK;
}

static int read_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
	(void)cursor;
	*rowid = 0;
	return SQLITE_OK;
}

/* Writes are taken and forgotten. */
static int write_row(
	sqlite3_vtab *table, int count, sqlite3_value **values, sqlite3_int64 *rowid)
{
	(void)table;
	(void)count;
	(void)values;
	*rowid = 1;
	return SQLITE_OK;
}

static int rename_table(sqlite3_vtab *table, const char *name)
{
	(void)table;
	(void)name;
	return SQLITE_OK;
}

static const sqlite3_module no_rows = {
	.iVersion = 1,
	.xCreate = connect_table,
	.xConnect = connect_table,
	.xBestIndex = plan_query,
	.xDisconnect = disconnect_table,
	.xDestroy = disconnect_table,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = filter_rows,
	.xNext = next_row,
	.xEof = at_end,
	.xColumn = read_column,
	.xRowid = read_rowid,
	.xUpdate = write_row,
	.xRename = rename_table,
};

static bool compiles(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	bool good = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK;

	sqlite3_finalize(stmt);
	return good;
}

/* "name(2)": a function with two arguments; "name(*)": with any number. */
static int register_function(struct arena *arena, struct host_functions *functions,
	sqlite3 *db, const char *word)
{
	const char *name = arena_copy(arena, word, strcspn(word, "("));
	int count = word[strlen(name)] && word[strlen(name) + 1] != '*'
			    ? atoi(word + strlen(name) + 1)
			    : -1;
	struct text call;

	text_init(&call, arena);
	text_format(&call, "SELECT \"%w\"(", name);
	for (int i = 0; i < count; i++)
		text_add(&call, i ? ", 1" : "1");
	text_byte(&call, ')');
	if (compiles(db, call.bytes))
		return SQLITE_OK;
	return host_functions_register(functions, db, name, count);
}

static int register_collation(struct arena *arena, sqlite3 *db, const char *name)
{
	if (compiles(db, arena_printf(arena, "SELECT 'a' < 'b' COLLATE \"%w\"", name)))
		return SQLITE_OK;
	return sqlite3_create_collation_v2(
		db, name, SQLITE_UTF8, NULL, compare_bytes, NULL);
}

static int register_module(struct arena *arena, sqlite3 *db, const char *name)
{
	sqlite3_stmt *stmt = NULL;
	bool there;

	(void)arena;
	sqlite3_prepare_v2(db,
		"SELECT 1 FROM pragma_module_list WHERE name = ?1 COLLATE NOCASE", -1,
		&stmt, NULL);
	sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
	there = sqlite3_step(stmt) == SQLITE_ROW;
	sqlite3_finalize(stmt);
	return there ? SQLITE_OK
		     : sqlite3_create_module_v2(db, name, &no_rows, NULL, NULL);
}

static void register_annotation(struct arena *arena, struct host_functions *functions,
	sqlite3 *db, const struct annotation *annotation)
{
	for (uint32_t i = 0; i < annotation->name_count; i++) {
		const char *name = annotation->names[i];
		int rc = SQLITE_OK;

		if (annotation->kind == ANNOTATION_FUNCTION)
			rc = register_function(arena, functions, db, name);
		else if (annotation->kind == ANNOTATION_COLLATION)
			rc = register_collation(arena, db, name);
		else if (annotation->kind == ANNOTATION_MODULE)
			rc = register_module(arena, db, name);
		if (rc == SQLITE_NOMEM)
			arena_exhausted();
	}
}

void placeholders_register(struct arena *arena, const struct plan *plan, sqlite3 *db)
{
	struct host_functions *functions = host_functions_of(arena, plan);

	for (const struct migration *migration = plan_begin(plan);
		migration < plan_end(plan); migration++) {
		const struct script *script = migration->up;

		for (uint32_t j = 0; j < script->annotation_count; j++)
			register_annotation(
				arena, functions, db, &script->annotations[j]);
	}
	if (!functions->expected)
		host_functions_expect(functions, plan);
	functions->expected = true;
}

struct scratch *placeholders_open(struct arena *arena, const struct plan *plan)
{
	struct scratch *scratch = scratch_open(arena);

	placeholders_register(arena, plan, scratch->db);
	return scratch;
}
