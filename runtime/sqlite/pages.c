/*
 * pages: all pages of one database into another. See pages.h.
 */
#include "runtime/sqlite/pages.h"

#include <string.h>

static int fail(struct instar__sql *sql, sqlite3 *whose, int rc)
{
	sqlite3 *db = sql->db;

	sql->db = whose;
	instar__sql_fail(sql, rc);
	sql->db = db;
	return sql->code;
}

int instar__pages_copy(struct instar__sql *sql, sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *backup;
	int rc;

	if (sql->code)
		return sql->code;
	backup = sqlite3_backup_init(to, "main", from, "main");
	if (!backup)
		return fail(sql, to, sqlite3_extended_errcode(to));
	rc = sqlite3_backup_step(backup, -1);
	if (rc == SQLITE_DONE)
		return sqlite3_backup_finish(backup) == SQLITE_OK
			       ? INSTAR_OK
			       : fail(sql, to, sqlite3_extended_errcode(to));
	sqlite3_backup_finish(backup);
	return fail(sql, to, rc);
}

/* --- Are they sound? */

/* "…: unable to get the page. error code=266": SQLite's code, or 0. */
static int code_in(const char *text)
{
	static const char words[] = "error code=";
	const char *digits = strstr(text, words);
	int code = 0;

	for (digits = digits ? digits + sizeof(words) - 1 : ""; *digits; digits++) {
		if (*digits < '0' || *digits > '9' || code > 99999)
			break;
		code = code * 10 + (*digits - '0');
	}
	return code;
}

const char *instar__quick_check_line(struct instar__sql *sql, const char *text)
{
	const char *heading =
		strncmp(text, "*** in ", 7) == 0 ? strchr(text, '\n') : NULL;
	int code = code_in(text);

	if (sql->code || sqlite3_stricmp(text, "ok") == 0)
		return "";
	if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_NOMEM) {
		instar__sql_fail(sql, code);
		return "";
	}
	return heading ? heading + 1 : text;
}

void instar__quick_check(struct instar__sql *sql, char *out, int size)
{
	sqlite3_stmt *stmt = instar__sql_prepare(sql, "PRAGMA main.quick_check(1)");

	*out = '\0';
	if (instar__sql_row(sql, stmt))
		sqlite3_snprintf(size, out, "%s",
			instar__quick_check_line(sql, instar__sql_text(sql, stmt, 0)));
	instar__sql_finish(stmt);
}

static int as_bytes(void *context, int size_a, const void *a, int size_b, const void *b)
{
	int order = memcmp(a, b, (size_t)(size_a < size_b ? size_a : size_b));

	(void)context;
	return order ? order : size_a - size_b;
}

static void stand_in(void *context, sqlite3 *db, int text, const char *name)
{
	(void)context;
	(void)text;
	sqlite3_create_collation(db, name, SQLITE_UTF8, NULL, as_bytes);
}

/* "NULL value in t.a": the pages are right, the row is not; it was so before. */
static bool is_about_rows(const char *text)
{
	static const char value[] = " value in ";
	const char *first = strchr(text, ' ');

	return strncmp(text, "NULL value in ", 14) == 0 ||
	       strncmp(text, "CHECK constraint failed", 23) == 0 ||
	       (first && strncmp(first, value, sizeof(value) - 1) == 0);
}

bool instar__pages_sound(struct instar__sql *sql, char *why, int size)
{
	sqlite3_stmt *stmt;
	bool sound = true;

	*why = '\0';
	sqlite3_collation_needed(sql->db, NULL, stand_in);
	/* CHECKs would need the host's functions, and tell nothing of the pages. */
	instar__sql_exec(sql, "PRAGMA ignore_check_constraints=1");
	stmt = instar__sql_prepare(sql, "PRAGMA main.quick_check");
	while (sound && instar__sql_row(sql, stmt)) {
		const char *text =
			instar__quick_check_line(sql, instar__sql_text(sql, stmt, 0));

		sound = !*text || is_about_rows(text);
		if (!sound)
			sqlite3_snprintf(
				size, why, "%.*s", (int)strcspn(text, "\n"), text);
	}
	instar__sql_finish(stmt);
	return sound && !sql->code;
}
