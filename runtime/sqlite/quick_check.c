/*
 * quick_check: what a line of quick_check says: a damaged file, or a disk that fails. See
 * quick_check.h.
 */
#include "runtime/sqlite/quick_check.h"

#include <string.h>

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

const char *instar__finding(struct instar__sql *sql, const char *text)
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
