/*
 * pages: all pages of one database into another. See pages.h.
 */
#include "runtime/sqlite/pages.h"

#include "runtime/sqlite/quick_check.h"

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
		const char *text = instar__finding(sql, instar__sql_text(sql, stmt, 0));

		sound = !*text || is_about_rows(text);
		if (!sound)
			sqlite3_snprintf(
				size, why, "%.*s", (int)strcspn(text, "\n"), text);
	}
	instar__sql_finish(stmt);
	return sound && !sql->code;
}
