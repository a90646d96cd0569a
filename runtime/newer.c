/*
 * newer: rows of steps that this program does not have yet. See newer.h.
 *
 * The rows are read only when there are some, so that nobody else pays for it.
 */
#include "newer.h"

#include <string.h>

#include "check.h"
#include "decide.h"
#include "error.h"
#include "token.h"

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

int instar__newer_judge(instar *h, const struct instar__decision *decision)
{
	const struct instar__newer *newer = &decision->track.newer;
	uint32_t step = 0;
	char words[320];

	if (!newer->count || !decision->pending || h->error.code)
		return h->error.code;
	while (decision->verdicts[step] != INSTAR_RUN &&
		decision->verdicts[step] != INSTAR_RECONCILE)
		step++;
	instar__newer_words(newer, words, sizeof(words));
	return instar__fail(h, INSTAR_E_TOO_NEW,
		"use the program that wrote this database, or a newer one",
		"%s; %s of this program is not recorded below it", words,
		instar__text(h, h->set->steps[step].id));
}

/* The commas of the list of columns, and where it ends. */
struct list {
	size_t commas[64]; /* the last ones, in a ring */
	uint32_t comma_count;
	size_t end; /* of its closing parenthesis; 0: there is no list */
};

static struct list read_list(const char *sql)
{
	const char *limit = sql + strlen(sql);
	struct list list = { .comma_count = 0 };
	uint32_t depth = 0;
	size_t size;

	for (const char *at = sql; !list.end; at += size) {
		if (instar__token_next(at, limit, &size) == INSTAR__END)
			break;
		if (size != 1)
			continue;
		if (*at == '(')
			depth++;
		else if (*at == ')' && depth && !--depth)
			list.end = (size_t)(at - sql);
		else if (*at == ',' && depth == 1)
			list.commas[list.comma_count++ % 64] = (size_t)(at - sql);
	}
	return list;
}

/* The text without what stands between two places: has it that digest? */
static bool is_without(struct instar__sql *sql, const char *text, size_t from, size_t to,
	uint64_t digest)
{
	char *shorter = sqlite3_mprintf("%.*s%s", (int)from, text, text + to);
	bool found = false;

	if (shorter)
		found = instar__token_digest(shorter, strlen(shorter)) == digest;
	else
		instar__sql_fail(sql, SQLITE_NOMEM);
	sqlite3_free(shorter);
	return found;
}

/*
 * Is the table the one of that digest, but for columns behind its own? They stand before
 * the constraints of the table, if it has any: so all runs of the list are tried.
 */
static bool is_extended(
	struct instar__sql *sql, const struct instar__object *object, uint64_t digest)
{
	const char *text = object->definition;
	struct list list = read_list(text);
	uint32_t count = list.comma_count < 64 ? list.comma_count : 64;
	bool found = false;

	for (uint32_t i = 1; list.end && i <= count; i++) {
		size_t from = list.commas[(list.comma_count - i) % 64];

		for (uint32_t j = 0; j < i && !found && !sql->code; j++) {
			size_t to =
				j ? list.commas[(list.comma_count - j) % 64] : list.end;

			found = is_without(sql, text, from, to, digest);
		}
	}
	return found;
}

static bool is_excused(instar *h, const struct instar__decision *decision,
	const struct instar_check *check)
{
	const struct instar__object *object;

	/* What was gone may have been made again, by a step that only adds. */
	if (check->flags & INSTAR_CHECK_NOT)
		return true;
	if (!check->digest || (check->kind != INSTAR_CHECK_TABLE &&
				      check->kind != INSTAR_CHECK_DEFINITION))
		return false;
	object = instar__schema_find(
		&decision->schema, false, instar__text(h, check->name));
	return object && object->type == INSTAR__TABLE &&
	       is_extended(&h->sql, object, check->digest);
}

void instar__newer_excuse(instar *h, struct instar__decision *decision)
{
	for (uint32_t i = 0; i < h->set->check_count && !h->sql.code; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (!decision->truth[i] &&
			instar__check_alive(check, h->set->step_count) &&
			!(check->flags & INSTAR_CHECK_MEMO) &&
			is_excused(h, decision, check))
			decision->truth[i] = 1;
	}
}
