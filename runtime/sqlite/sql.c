/*
 * sql: single statements in, rows and one sticky error out. See sql.h.
 *
 * It refuses to know what a statement is for.
 */
#include "runtime/sqlite/sql.h"

#include <stdarg.h>
#include <string.h>

#include "runtime/sqlite/token.h"

struct instar__sql instar__sql_on(sqlite3 *db)
{
	return (struct instar__sql){ .db = db, .offset = -1 };
}

void instar__sql_init(struct instar__sql *sql, sqlite3 *db)
{
	*sql = instar__sql_on(db);
}

void instar__sql_clear(struct instar__sql *sql)
{
	instar__sql_init(sql, sql->db);
}

/* A plain SQLITE_LOCKED comes from this very connection: one of its statements runs. */
static int code_of_locked(int rc)
{
	return rc == SQLITE_LOCKED_SHAREDCACHE ? INSTAR_E_BUSY : INSTAR_E_TRANSACTION;
}

int instar__sql_code(int rc)
{
	static const struct {
		int primary;
		int code;
	} codes[] = {
		{ SQLITE_OK, INSTAR_OK },
		{ SQLITE_ROW, INSTAR_OK },
		{ SQLITE_DONE, INSTAR_OK },
		{ SQLITE_NOMEM, INSTAR_E_NOMEM },
		{ SQLITE_BUSY, INSTAR_E_BUSY },
		{ SQLITE_PROTOCOL, INSTAR_E_BUSY },
		{ SQLITE_READONLY, INSTAR_E_READONLY },
		{ SQLITE_CANTOPEN, INSTAR_E_CANTOPEN },
		{ SQLITE_NOTADB, INSTAR_E_NOTADB },
		{ SQLITE_CORRUPT, INSTAR_E_CORRUPT },
		{ SQLITE_FULL, INSTAR_E_FULL },
		{ SQLITE_IOERR, INSTAR_E_IO },
		{ SQLITE_NOLFS, INSTAR_E_IO },
		{ SQLITE_INTERRUPT, INSTAR_E_CANCELLED },
		{ SQLITE_MISUSE, INSTAR_E_MISUSE },
	};

	if (rc == SQLITE_IOERR_NOMEM)
		return INSTAR_E_NOMEM;
	if ((rc & 0xff) == SQLITE_LOCKED)
		return code_of_locked(rc);
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (codes[i].primary == (rc & 0xff))
			return codes[i].code;
	}
	return INSTAR_E_SQL;
}

static int error_offset(sqlite3 *db)
{
#if SQLITE_VERSION_NUMBER >= 3038000
	return sqlite3_error_offset(db);
#else
	(void)db;
	return -1;
#endif
}

int instar__sql_fail(struct instar__sql *sql, int rc)
{
	int extended = sqlite3_extended_errcode(sql->db);
	/* The connection may have forgotten, or never heard of, what rc says. */
	bool known = (extended & 0xff) == (rc & 0xff);

	if (sql->code)
		return sql->code;
	sql->sqlite_code = known ? extended : rc;
	sql->code = instar__sql_code(sql->sqlite_code);
	sql->offset = known ? error_offset(sql->db) : -1;
	sqlite3_snprintf(sizeof(sql->message), sql->message, "%s",
		known ? sqlite3_errmsg(sql->db) : sqlite3_errstr(rc));
	return sql->code;
}

void instar__sql_take(struct instar__sql *sql, const struct instar__sql *from)
{
	if (!sql->code && from->code && from->code != INSTAR_E_SQL)
		*sql = *from;
}

/* --- Memory. */

static char *format_text(struct instar__sql *sql, const char *format, va_list list)
{
	char *text = sql->code ? NULL : sqlite3_vmprintf(format, list);

	if (!text)
		instar__sql_fail(sql, SQLITE_NOMEM);
	return text;
}

char *instar__sql_textf(struct instar__sql *sql, const char *format, ...)
{
	va_list list;
	char *text;

	va_start(list, format);
	text = format_text(sql, format, list);
	va_end(list);
	return text;
}

char *instar__sql_str(struct instar__sql *sql, sqlite3_str *out)
{
	char *text = sqlite3_str_finish(out);

	if (text && !sql->code)
		return text;
	sqlite3_free(text);
	instar__sql_fail(sql, SQLITE_NOMEM);
	return NULL;
}

void *instar__sql_memory(struct instar__sql *sql, uint64_t size)
{
	void *memory = sql->code ? NULL : sqlite3_malloc64(size);

	if (memory)
		memset(memory, 0, (size_t)size);
	else
		instar__sql_fail(sql, SQLITE_NOMEM);
	return memory;
}

void *instar__sql_grow(struct instar__sql *sql, void *items, uint32_t count,
	uint32_t *room, size_t size)
{
	uint32_t wanted = *room ? *room * 2 : 16;

	if (sql->code || count < *room)
		return sql->code ? NULL : items;
	items = sqlite3_realloc64(items, (uint64_t)wanted * size);
	if (items)
		*room = wanted;
	else
		instar__sql_fail(sql, SQLITE_NOMEM);
	return items;
}

/* --- Statements. */

sqlite3_stmt *instar__sql_prepare(struct instar__sql *sql, const char *text)
{
	sqlite3_stmt *stmt = NULL;
	int rc;

	if (sql->code)
		return NULL;
	rc = sqlite3_prepare_v2(sql->db, text, -1, &stmt, NULL);
	if (rc != SQLITE_OK)
		instar__sql_fail(sql, rc);
	return stmt;
}

static sqlite3_stmt *prepare_format(
	struct instar__sql *sql, const char *format, va_list list)
{
	char *text = format_text(sql, format, list);
	sqlite3_stmt *stmt = instar__sql_prepare(sql, text);

	sqlite3_free(text);
	return stmt;
}

sqlite3_stmt *instar__sql_preparef(struct instar__sql *sql, const char *format, ...)
{
	sqlite3_stmt *stmt;
	va_list list;

	va_start(list, format);
	stmt = prepare_format(sql, format, list);
	va_end(list);
	return stmt;
}

sqlite3_stmt *instar__sql_prepare_with(
	struct instar__sql *sql, const char *text, const char *first)
{
	sqlite3_stmt *stmt = instar__sql_prepare(sql, text);

	instar__sql_bind(sql, stmt, 1, first);
	return stmt;
}

bool instar__sql_takes(sqlite3_stmt *stmt, int parameter)
{
	return parameter <= sqlite3_bind_parameter_count(stmt);
}

static void note_bound(struct instar__sql *sql, int rc)
{
	if (rc != SQLITE_OK)
		instar__sql_fail(sql, rc);
}

void instar__sql_bind(
	struct instar__sql *sql, sqlite3_stmt *stmt, int parameter, const char *text)
{
	if (!sql->code && stmt)
		note_bound(sql,
			sqlite3_bind_text(stmt, parameter, text, -1, SQLITE_STATIC));
}

void instar__sql_bind_int(
	struct instar__sql *sql, sqlite3_stmt *stmt, int parameter, int64_t value)
{
	if (!sql->code && stmt)
		note_bound(sql, sqlite3_bind_int64(stmt, parameter, value));
}

void instar__sql_bind_value(struct instar__sql *sql, sqlite3_stmt *stmt, int parameter,
	const sqlite3_value *value)
{
	if (!sql->code && stmt)
		note_bound(sql, sqlite3_bind_value(stmt, parameter, value));
}

bool instar__sql_row(struct instar__sql *sql, sqlite3_stmt *stmt)
{
	int rc;

	if (sql->code || !stmt)
		return false;
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		instar__sql_fail(sql, rc);
	return false;
}

void instar__sql_run(struct instar__sql *sql, sqlite3_stmt *stmt)
{
	while (instar__sql_row(sql, stmt))
		;
	sqlite3_reset(stmt);
}

const char *instar__sql_text(struct instar__sql *sql, sqlite3_stmt *stmt, int column)
{
	const char *text;

	if (sql->code)
		return "";
	text = (const char *)sqlite3_column_text(stmt, column);
	if (text)
		return text;
	if (sqlite3_column_type(stmt, column) != SQLITE_NULL ||
		sqlite3_errcode(sql->db) == SQLITE_NOMEM)
		instar__sql_fail(sql, SQLITE_NOMEM);
	return "";
}

int64_t instar__sql_integer(sqlite3_stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt, column);
}

bool instar__sql_is_null(sqlite3_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt, column) == SQLITE_NULL;
}

sqlite3_value *instar__sql_value(sqlite3_stmt *stmt, int column)
{
	return sqlite3_column_value(stmt, column);
}

static uint64_t digest_of(struct instar__sql *sql, sqlite3_stmt *stmt, int column)
{
	int type = sqlite3_column_type(stmt, column);
	double real = sqlite3_column_double(stmt, column);
	int64_t integer = sqlite3_column_int64(stmt, column);
	const void *bytes = type == SQLITE_FLOAT ? (const void *)&real : &integer;
	size_t size = sizeof(integer);

	if (type == SQLITE_TEXT)
		bytes = instar__sql_text(sql, stmt, column);
	else if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
		bytes = sqlite3_column_blob(stmt, column);
	if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
		size = bytes ? (size_t)sqlite3_column_bytes(stmt, column) : 0;
	return instar__text_digest(bytes ? bytes : "", size) * 31 + (uint64_t)type;
}

uint64_t instar__sql_row_digest(struct instar__sql *sql, sqlite3_stmt *stmt, int column)
{
	uint64_t row = 0x9e3779b97f4a7c15u;

	for (; column < sqlite3_column_count(stmt); column++)
		row = (row ^ digest_of(sql, stmt, column)) * 0x100000001b3u + (row >> 29);
	return row;
}

void instar__sql_finish(sqlite3_stmt *stmt)
{
	sqlite3_finalize(stmt);
}

void instar__sql_reset(sqlite3_stmt *stmt)
{
	sqlite3_reset(stmt);
	if (stmt)
		sqlite3_clear_bindings(stmt);
}

/* --- Whole statements. */

static int exec(struct instar__sql *sql, sqlite3_stmt *stmt)
{
	while (instar__sql_row(sql, stmt))
		;
	sqlite3_finalize(stmt);
	return sql->code;
}

int instar__sql_exec(struct instar__sql *sql, const char *text)
{
	return exec(sql, instar__sql_prepare(sql, text));
}

int instar__sql_execf(struct instar__sql *sql, const char *format, ...)
{
	va_list list;
	int code;

	va_start(list, format);
	code = exec(sql, prepare_format(sql, format, list));
	va_end(list);
	return code;
}

int instar__sql_script(struct instar__sql *sql, const char *text)
{
	while (!sql->code && *text) {
		sqlite3_stmt *stmt = NULL;
		int rc = sqlite3_prepare_v2(sql->db, text, -1, &stmt, &text);

		if (rc != SQLITE_OK)
			instar__sql_fail(sql, rc);
		exec(sql, stmt);
	}
	return sql->code;
}

static int64_t first(struct instar__sql *sql, sqlite3_stmt *stmt, int64_t otherwise)
{
	int64_t value = otherwise;

	if (instar__sql_row(sql, stmt))
		value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

int64_t instar__sql_int(struct instar__sql *sql, const char *text, int64_t otherwise)
{
	return first(sql, instar__sql_prepare(sql, text), otherwise);
}

int64_t instar__sql_intf(
	struct instar__sql *sql, int64_t otherwise, const char *format, ...)
{
	sqlite3_stmt *stmt;
	va_list list;

	va_start(list, format);
	stmt = prepare_format(sql, format, list);
	va_end(list);
	return first(sql, stmt, otherwise);
}

bool instar__sql_any(struct instar__sql *sql, const char *text)
{
	sqlite3_stmt *stmt = instar__sql_prepare(sql, text);
	bool any = instar__sql_row(sql, stmt);

	sqlite3_finalize(stmt);
	return any;
}

void instar__sql_word(struct instar__sql *sql, const char *text, char *out, int size)
{
	sqlite3_stmt *stmt = instar__sql_prepare(sql, text);

	*out = '\0';
	if (instar__sql_row(sql, stmt))
		sqlite3_snprintf(size, out, "%s", instar__sql_text(sql, stmt, 0));
	sqlite3_finalize(stmt);
}

/* --- The connection. */

bool instar__sql_in_transaction(const struct instar__sql *sql)
{
	return !sqlite3_get_autocommit(sql->db);
}

int instar__sql_lock(struct instar__sql *sql)
{
	return instar__sql_exec(sql, "BEGIN IMMEDIATE");
}

bool instar__sql_left_open(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;

	while ((stmt = sqlite3_next_stmt(db, stmt))) {
		if (sqlite3_stmt_busy(stmt))
			return true;
	}
	return false;
}
