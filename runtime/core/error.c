/*
 * error: from a code to a sentence and the next action. See error.h.
 *
 * The message is a fixed array, so that want of memory can be told.
 */
#include "runtime/core/error.h"

#include <stdarg.h>
#include <string.h>

#include "runtime/core/backup_names.h"
#include "runtime/core/connection.h"
#include "runtime/sqlite/damage.h"

/* Where the statement at hand is: a down migration may have a file of its own. */
static const char *file_of(const instar *h)
{
	const struct instar_step *step;
	bool back;

	if (h->at_step == INSTAR__AT_BASE)
		return INSTAR__BASE_FILE;
	step = &h->set->steps[h->at_step];
	back = h->at_statement != INSTAR_NONE &&
	       h->at_statement - step->down.first < step->down.count;
	return instar__text(h, back && step->down_file ? step->down_file : step->file);
}

void instar__place(const instar *h, char *out, size_t size)
{
	const char *file;

	out[0] = '\0';
	if (h->at_step == INSTAR_NONE)
		return;
	file = file_of(h);
	if (h->at_statement == INSTAR_NONE)
		sqlite3_snprintf((int)size, out, "%s", file);
	else
		sqlite3_snprintf((int)size, out, "%s:%u", file,
			h->set->statements[h->at_statement].line);
}

static void note_place(instar *h)
{
	if (h->at_step == INSTAR_NONE)
		return;
	if (h->at_step != INSTAR__AT_BASE)
		h->error.id = instar__text(h, h->set->steps[h->at_step].id);
	h->error.file = file_of(h);
	if (h->at_statement == INSTAR_NONE)
		return;
	h->error.statement = instar__text(h, h->set->statements[h->at_statement].sql);
	h->error.line = h->set->statements[h->at_statement].line;
}

static bool take_out(char *text, const char *words)
{
	size_t size = strlen(words);
	char *at = strstr(text, words);

	if (at)
		memmove(at, at + size, strlen(at + size) + 1);
	return at != NULL;
}

/* Once something is committed "all" and "nothing" are no longer true. */
static void tell_what_stays(instar *h)
{
	char *message = h->error.message;
	bool taken;
	size_t size;

	if (!h->kept && !h->batching)
		return;
	taken = take_out(message, "; all undone");
	taken |= take_out(message, "; nothing was changed");
	taken |= take_out(h->error.action, "nothing was changed; ");
	size = strlen(message);
	if (h->batching && taken)
		sqlite3_snprintf((int)(sizeof(h->error.message) - size), message + size,
			"; what was done stays done");
	else if (h->kept && *h->kept)
		sqlite3_snprintf((int)(sizeof(h->error.message) - size), message + size,
			"; the steps up to %s stay", h->kept);
}

int instar__fail(instar *h, int code, const char *action, const char *format, ...)
{
	va_list list;

	if (h->error.code)
		return h->error.code;
	h->error.code = code;
	h->error.sqlite_code = h->sql.sqlite_code;
	note_place(h);
	sqlite3_snprintf(sizeof(h->error.action), h->error.action, "%s", action);
	va_start(list, format);
	sqlite3_vsnprintf(sizeof(h->error.message), h->error.message, format, list);
	va_end(list);
	tell_what_stays(h);
	return code;
}

int instar__refuse_readonly(instar *h, const char *set_name, const char *format, ...)
{
	char waits[128];
	va_list list;

	if (h->error.code || sqlite3_db_readonly(h->db, "main") != 1)
		return h->error.code;
	va_start(list, format);
	sqlite3_vsnprintf(sizeof(waits), waits, format, list);
	va_end(list);
	return instar__fail(h, INSTAR_E_READONLY,
		"make the file writable, or open it for writing", "%s%sread-only; %s",
		set_name ? set_name : "", set_name ? ": " : "", waits);
}

/* "disk full at 004_x.sql:12; all undone" */
static int fail_at_place(instar *h, const char *what, const char *action)
{
	char place[256];

	instar__place(h, place, sizeof(place));
	return instar__fail(h, h->sql.code, action, "%s%s%s; %s", what,
		*place ? " at " : "", place,
		h->writing ? "all undone" : "nothing was changed");
}

static int fail_busy(instar *h)
{
	int64_t tenths = h->patience.waited_us / 100000;

	return instar__fail(h, INSTAR_E_BUSY,
		"close other programs that use the database, or wait, and try again",
		"busy for %lld.%lld s; holder unknown; try again", tenths / 10,
		tenths % 10);
}

/* The directory of the database, without its last slash; "." when it has none. */
static void directory(const char *path, char *out, int size)
{
	int length = (int)(instar__backup_names_file(path) - path);

	sqlite3_snprintf(
		size, out, "%.*s", length > 1 ? length - 1 : 1, length ? path : ".");
}

static int fail_journal(instar *h)
{
	const char *path = instar__path(h) ? instar__path(h) : "";
	char where[256];

	directory(path, where, sizeof(where));
	if (instar__damage_wal(h->db))
		return instar__fail(h, h->sql.code, "make the directory writable",
			"cannot create %s-shm in %s", instar__backup_names_file(path),
			where);
	return instar__fail(h, h->sql.code, "make the directory writable",
		"cannot create journal in %s; nothing was changed", where);
}

static int fail_readonly(instar *h)
{
	switch (h->sql.sqlite_code) {
	case SQLITE_READONLY_ROLLBACK:
	case SQLITE_READONLY_RECOVERY:
		return instar__fail(h, INSTAR_E_READONLY,
			"open it once with write access",
			"unfinished write by another program; needs write access to "
			"recover");
	case SQLITE_READONLY_DIRECTORY:
	case SQLITE_READONLY_CANTINIT:
	case SQLITE_READONLY_CANTLOCK:
		return fail_journal(h);
	case SQLITE_READONLY_DBMOVED:
		return instar__fail(h, INSTAR_E_READONLY, "open the database again",
			"file was replaced; reopen");
	default:
		return instar__fail(h, INSTAR_E_READONLY, "make the database writable",
			"read-only; nothing was changed");
	}
}

static int fail_cantopen(instar *h)
{
	if (h->sql.sqlite_code == SQLITE_CANTOPEN_SYMLINK)
		return instar__fail(h, INSTAR_E_CANTOPEN, "open the file it points to",
			"%s is a symbolic link", sqlite3_db_filename(h->db, "main"));
	if (instar__damage_wal(h->db))
		return fail_journal(h);
	return instar__fail(h, INSTAR_E_CANTOPEN,
		"look at the rights of the file and its directory",
		"cannot open the database or its journal; nothing was changed");
}

static int fail_notadb(instar *h)
{
	char backups[300];

	if (instar__damage_of(h->db) == INSTAR__DAMAGE_NEWER)
		return instar__fail(h, INSTAR_E_NOTADB, "use a newer SQLite",
			"written by a newer format");
	instar__backup_names_words(h, backups, sizeof(backups));
	return instar__fail(h, INSTAR_E_NOTADB, "choose another file, or give its key",
		"not a SQLite database (or encrypted)%s", backups);
}

static int fail_corrupt(instar *h)
{
	static const char malformed[] = "malformed database schema (";
	const char *entry = strstr(h->sql.message, malformed);
	const char *action = "restore a backup";
	char backups[300];

	instar__backup_names_words(h, backups, sizeof(backups));
	if (entry) {
		entry += sizeof(malformed) - 1;
		return instar__fail(h, INSTAR_E_CORRUPT, action,
			"damaged schema entry %.*s; nothing was changed%s",
			(int)strcspn(entry, ")"), entry, backups);
	}
	if (instar__damage_of(h->db) == INSTAR__DAMAGE_SHORT)
		return instar__fail(h, INSTAR_E_CORRUPT, action,
			"damaged: shorter than its header says; nothing was changed%s",
			backups);
	return instar__fail(h, INSTAR_E_CORRUPT, action,
		"damaged (%.150s); nothing was changed%s", h->sql.message, backups);
}

static int fail_io(instar *h)
{
	char what[128];

	sqlite3_snprintf(sizeof(what), what, "disk error %d (%s)", h->sql.sqlite_code,
		h->sql.message);
	return fail_at_place(h, what, "look at the disk, then start again");
}

/*
 * What to look at: the rows that a statement meets, or, where SQLite refused it for the
 * schema it found, that one. No row is at fault then.
 */
static const char *action_of(const struct instar__sql *sql)
{
	static const char *const there[] = { "already exists", "there is already",
		"duplicate column" };
	static const char *const missing[] = { "no such table", "no such column",
		"no such index", "no such view", "no such trigger", "has no column named",
		"error in ", "foreign key mismatch", "syntax error", "incomplete input",
		"unrecognized token", "Cannot add ", "cannot drop", "ambiguous column",
		"may not be ", "values were supplied" };

	for (size_t i = 0; i < sizeof(there) / sizeof(*there); i++) {
		if (strstr(sql->message, there[i]))
			return "nothing was changed; what is there is not of this set: "
			       "rename it, or drop it if it is left over, then start "
			       "again";
	}
	for (size_t i = 0; i < sizeof(missing) / sizeof(*missing); i++) {
		if ((sql->sqlite_code & 0xff) == SQLITE_ERROR &&
			strstr(sql->message, missing[i]))
			return "nothing was changed; the schema is not what the step "
			       "expects: health tells how it differs";
	}
	return "nothing was changed; look at the rows that the statement meets";
}

/*
 * SQLite's own words, at the statement that it refused. The name that a table has while it
 * is rebuilt is nobody's: it is the table's.
 */
static int fail_statement(instar *h)
{
	char place[256];

	while (take_out(h->sql.message, "instar_rebuild_"))
		;
	instar__place(h, place, sizeof(place));
	if (!*place)
		return instar__fail(h, h->sql.code, "", "%s", h->sql.message);
	return instar__fail(
		h, h->sql.code, action_of(&h->sql), "%s: %s", place, h->sql.message);
}

int instar__fail_sql(instar *h)
{
	if (h->error.code || !h->sql.code)
		return h->error.code;
	switch ((enum instar_code)h->sql.code) {
	case INSTAR_E_BUSY:
		return fail_busy(h);
	case INSTAR_E_TRANSACTION:
		return instar__fail(h, INSTAR_E_TRANSACTION,
			"reset or finalize every statement of the connection",
			"finish statements first");
	case INSTAR_E_READONLY:
		return fail_readonly(h);
	case INSTAR_E_CANTOPEN:
		return fail_cantopen(h);
	case INSTAR_E_NOTADB:
		return fail_notadb(h);
	case INSTAR_E_CORRUPT:
		return fail_corrupt(h);
	case INSTAR_E_FULL:
		return fail_at_place(h, "disk full", "free some space, then start again");
	case INSTAR_E_IO:
		return fail_io(h);
	case INSTAR_E_NOMEM:
		return instar__fail(h, INSTAR_E_NOMEM, "free some memory and try again",
			"out of memory; nothing was changed");
	case INSTAR_E_CANCELLED:
		return fail_at_place(h, "cancelled", "");
	default:
		return fail_statement(h);
	}
}

void instar__take_error(instar *h, const instar *from)
{
	if (!h->error.code)
		h->error = *instar_error(from); /* its texts are the set's */
}
