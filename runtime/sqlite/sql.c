/*
 * sql: single statements in, rows and one sticky error out. See sql.h.
 *
 * The only file of the runtime that prepares statements. It refuses to know what a
 * statement is for.
 */
#include "runtime/sqlite/sql.h"

#include <string.h>

void instar__sql_init(struct instar__sql *sql, sqlite3 *db)
{
	memset(sql, 0, sizeof(*sql));
	sql->db = db;
	sql->offset = -1;
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

sqlite3_stmt *instar__sql_prepare_next(struct instar__sql *sql, const char **text)
{
	sqlite3_stmt *stmt = NULL;
	int rc = SQLITE_OK;

	while (!sql->code && !stmt && rc == SQLITE_OK && **text)
		rc = sqlite3_prepare_v2(sql->db, *text, -1, &stmt, text);
	if (rc != SQLITE_OK)
		instar__sql_fail(sql, rc);
	return stmt;
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

void instar__sql_bind(
	struct instar__sql *sql, sqlite3_stmt *stmt, int parameter, const char *text)
{
	int rc;

	if (sql->code || !stmt)
		return;
	rc = sqlite3_bind_text(stmt, parameter, text, -1, SQLITE_STATIC);
	if (rc != SQLITE_OK)
		instar__sql_fail(sql, rc);
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

void instar__sql_finish(sqlite3_stmt *stmt)
{
	sqlite3_finalize(stmt);
}

int instar__sql_exec(struct instar__sql *sql, const char *text)
{
	sqlite3_stmt *stmt = instar__sql_prepare(sql, text);

	while (instar__sql_row(sql, stmt))
		;
	instar__sql_finish(stmt);
	return sql->code;
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

int64_t instar__sql_int(struct instar__sql *sql, const char *text, int64_t otherwise)
{
	sqlite3_stmt *stmt = instar__sql_prepare(sql, text);
	int64_t value = otherwise;

	if (instar__sql_row(sql, stmt))
		value = sqlite3_column_int64(stmt, 0);
	instar__sql_finish(stmt);
	return value;
}
