/*
 * newer_steps: rows of steps that this program does not have yet. See newer_steps.h.
 *
 * The rows are read only when there are some, so that nobody else pays for it.
 */
#include "runtime/records/newer_steps.h"

#include <string.h>

#include "runtime/core/error.h"

static const char select_rows[] =
	"SELECT id, release, applied_at, app_version, breaking FROM "
	"main.schema_migrations WHERE set_name = ?1 AND position > ?2"
	" ORDER BY position DESC, id DESC";

static void copy_text(instar *h, sqlite3_stmt *stmt, int column, char *out, size_t size)
{
	sqlite3_snprintf((int)size, out, "%s", instar__sql_text(&h->sql, stmt, column));
}

static void read_row(instar *h, struct instar__newer *newer, sqlite3_stmt *stmt)
{
	if (!newer->count++) {
		copy_text(h, stmt, 0, newer->id, sizeof(newer->id));
		copy_text(h, stmt, 1, newer->release, sizeof(newer->release));
		copy_text(h, stmt, 2, newer->applied_at, sizeof(newer->applied_at));
		copy_text(h, stmt, 3, newer->app_version, sizeof(newer->app_version));
	}
	if (sqlite3_column_type(stmt, 4) != SQLITE_INTEGER ||
		sqlite3_column_int64(stmt, 4) != 0) {
		newer->breaking++;
		copy_text(h, stmt, 0, newer->stop, sizeof(newer->stop));
	}
}

void instar__newer_read(instar *h, struct instar__newer *newer)
{
	sqlite3_stmt *stmt = instar__sql_prepare(&h->sql, select_rows);

	memset(newer, 0, sizeof(*newer));
	instar__sql_bind(&h->sql, stmt, 1, instar__text(h, h->set->name));
	if (stmt)
		sqlite3_bind_int64(stmt, 2, h->set->step_count);
	while (instar__sql_row(&h->sql, stmt))
		read_row(h, newer, stmt);
	instar__sql_finish(stmt);
}

void instar__newer_words(const struct instar__newer *newer, char *out, size_t size)
{
	const char *release = newer->release, *at = newer->applied_at;
	const char *version = newer->app_version;

	sqlite3_snprintf((int)size, out, "database at %s%s%s%s%s%s%s%s", newer->id,
		*release ? " (release " : "", release, *release ? ")" : "",
		*at ? ", applied " : "", at, *at && *version ? " by app " : "",
		*at ? version : "");
}

static const char *last_step(const instar *h)
{
	uint32_t count = h->set->step_count;

	return count ? instar__text(h, h->set->steps[count - 1].id) : "nothing";
}

int instar__newer_refuse(instar *h, const struct instar__newer *newer)
{
	char words[320];

	if (h->sql.code || h->going_back || (h->options.accept_newer && !newer->breaking))
		return h->error.code;
	instar__newer_words(newer, words, sizeof(words));
	instar__fail(h, INSTAR_E_TOO_NEW,
		"the database is newer than this program: update the program",
		"%s; this program knows %s; update it", words, last_step(h));
	if (h->options.accept_newer)
		sqlite3_snprintf(sizeof(h->error.action), h->error.action,
			"%s changed what this program uses: update the program",
			newer->stop);
	return h->error.code;
}
