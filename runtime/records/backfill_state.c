/*
 * backfill_state: how far each backfill has come. See backfill_state.h.
 *
 * Whoever works on a database says so in the row, for a moment beyond the next batch: a
 * runner that is gone needs no cleaning up after. It is only a courtesy to others, since
 * cursor and rows are read and written under one lock.
 */
#include "runtime/records/backfill_state.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/core/statement_cache.h"
#include "runtime/records/stamp.h"
#include "runtime/sqlite/token.h"

static const char create_state[] =
	"CREATE TABLE schema_backfills("
	"set_name TEXT NOT NULL, key TEXT NOT NULL, token_hash TEXT NOT NULL, "
	"cursor_1, cursor_2, cursor_3, cursor_4, looking INTEGER NOT NULL, "
	"rows_done INTEGER NOT NULL, batches INTEGER NOT NULL, attempts INTEGER NOT "
	"NULL, "
	"started_at TEXT NOT NULL, finished_at TEXT, last_error TEXT, "
	"runner TEXT, runner_until INTEGER, "
	"PRIMARY KEY (set_name, key)) WITHOUT ROWID";

static const char create_skipped[] =
	"CREATE TABLE schema_backfill_skipped("
	"set_name TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, "
	"reason TEXT NOT NULL, skipped_at TEXT NOT NULL, "
	"PRIMARY KEY (set_name, key, row)) WITHOUT ROWID";

/* How long a runner is believed to be at work without another sign, in milliseconds. */
static const int64_t hold_ms = 2000;

static const char now[] = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

const char *instar__state_definition(int which)
{
	return which ? create_skipped : create_state;
}

const struct instar_backfill *instar__state_find(const instar *h, instar_text key)
{
	for (uint32_t i = 0; i < h->set->backfill_count; i++) {
		const struct instar_backfill *backfill = &h->set->backfills[i];

		if (!(backfill->flags & INSTAR_BACKFILL_INDEX) &&
			strcmp(instar__text(h, backfill->key), instar__text(h, key)) == 0)
			return backfill;
	}
	return NULL;
}

void instar__state_free(struct instar__state *progress)
{
	instar__cursor_free(&progress->cursor);
	memset(progress, 0, sizeof(*progress));
}

bool instar__state_is_own(const char *name)
{
	return sqlite3_stricmp(name, "schema_backfills") == 0 ||
	       sqlite3_stricmp(name, "schema_backfill_skipped") == 0;
}

bool instar__state_is_own_digest(uint64_t digest)
{
	return digest == instar__text_digest(create_state, sizeof(create_state) - 1) ||
	       digest == instar__text_digest(create_skipped, sizeof(create_skipped) - 1);
}

bool instar__state_kept(instar *h)
{
	sqlite3_stmt *stmt = instar__cache_prepare(h,
		"SELECT count(*) FROM main.sqlite_master WHERE type = 'table' AND"
		" name IN ('schema_backfills', 'schema_backfill_skipped')");
	bool kept = instar__sql_row(&h->sql, stmt) && instar__sql_integer(stmt, 0) == 2;

	instar__cache_finish(h, stmt);
	return kept;
}

static bool is_ours(const char *type, const char *name, const char *definition)
{
	const char *ours = sqlite3_stricmp(name, "schema_backfills") == 0
				   ? create_state
				   : create_skipped;

	return strcmp(type, "table") == 0 && strcmp(definition, ours) == 0;
}

/* A view or a trigger would run with each batch, and a temporary table hide ours. */
int instar__state_refuse(instar *h)
{
	sqlite3_stmt *stmt = instar__sql_prepare(&h->sql,
		"SELECT type, name, tbl_name, coalesce(sql, ''), 0 FROM"
		" main.sqlite_master UNION ALL SELECT type, name, tbl_name, '', 1 FROM"
		" sqlite_temp_master");

	while (instar__sql_row(&h->sql, stmt)) {
		const char *type = instar__sql_text(&h->sql, stmt, 0);
		const char *name = instar__sql_text(&h->sql, stmt, 1);

		if (h->sql.code ||
			!instar__state_is_own(instar__sql_text(&h->sql, stmt, 2)) ||
			is_ours(type, name, instar__sql_text(&h->sql, stmt, 3)))
			continue;
		instar__fail(h, INSTAR_E_FOREIGN, "rename it, or drop it",
			"%s%s %s is not instar's, and has the name where backfills are "
			"recorded; refused",
			instar__sql_integer(stmt, 4) ? "temporary " : "", type, name);
	}
	instar__sql_finish(stmt);
	return instar__fail_sql(h);
}

void instar__state_keep(instar *h)
{
	bool right = instar__stamp_is_right(h, instar__stamp_read(h));

	instar__sql_exec(&h->sql, create_state);
	instar__sql_exec(&h->sql, create_skipped);
	if (right)
		instar__stamp_write(h);
}

static sqlite3_stmt *prepare(
	instar *h, const char *text, const struct instar_backfill *backfill)
{
	sqlite3_stmt *stmt = instar__cache_prepare(h, text);

	instar__sql_bind(&h->sql, stmt, 1, instar__text(h, h->set->name));
	if (backfill)
		instar__sql_bind(&h->sql, stmt, 2, instar__text(h, backfill->key));
	return stmt;
}

static void finish(instar *h, sqlite3_stmt *stmt)
{
	instar__sql_run(&h->sql, stmt);
	instar__cache_finish(h, stmt);
}

static int64_t now_ms(const instar *h)
{
	return instar__clock(h) / 1000;
}

/* A time far ahead is a clock that was put back since, and holds nobody up. */
bool instar__state_is_held(instar *h, const struct instar_backfill *backfill)
{
	sqlite3_stmt *stmt = instar__cache_prepare(h,
		"SELECT 1 FROM main.schema_backfills WHERE runner <> ?1 AND"
		" runner_until > ?2 AND runner_until < ?2 + 10000 AND (?3 IS NULL OR"
		" (set_name = ?3 AND key = ?4)) LIMIT 1");
	bool held;

	instar__sql_bind(&h->sql, stmt, 1, h->runner);
	instar__sql_bind_int(&h->sql, stmt, 2, now_ms(h));
	if (backfill) {
		instar__sql_bind(&h->sql, stmt, 3, instar__text(h, h->set->name));
		instar__sql_bind(&h->sql, stmt, 4, instar__text(h, backfill->key));
	}
	held = instar__sql_row(&h->sql, stmt);
	instar__cache_finish(h, stmt);
	return held;
}

void instar__state_read(
	instar *h, const struct instar_backfill *backfill, struct instar__state *progress)
{
	sqlite3_stmt *stmt = prepare(h,
		"SELECT cursor_1, cursor_2, cursor_3, cursor_4, rows_done, batches,"
		" attempts, finished_at IS NOT NULL, token_hash = ?3, looking"
		" FROM main.schema_backfills WHERE set_name = ?1 AND key = ?2",
		backfill);

	instar__state_free(progress);
	instar__sql_bind(&h->sql, stmt, 3, instar__text(h, backfill->token_hash));
	if (instar__sql_row(&h->sql, stmt)) {
		bool same = instar__sql_integer(stmt, 8);

		progress->exists = true;
		progress->rows_done = instar__sql_integer(stmt, 4);
		progress->batches = instar__sql_integer(stmt, 5);
		progress->attempts = instar__sql_integer(stmt, 6);
		progress->finished = instar__sql_integer(stmt, 7);
		progress->looking = same && instar__sql_integer(stmt, 9);
		if (same && !instar__sql_is_null(stmt, 0))
			instar__cursor_take(&progress->cursor, &h->sql, stmt, 0,
				backfill->key_columns);
	}
	instar__cache_finish(h, stmt);
	progress->held = instar__state_is_held(h, NULL);
}

static const char write_row[] =
	"INSERT INTO main.schema_backfills(set_name, key, token_hash, cursor_1, cursor_2,"
	" cursor_3, cursor_4, rows_done, batches, attempts, started_at, finished_at,"
	" runner, runner_until, looking) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
	" %s, CASE WHEN ?11 THEN %s END, ?12, ?13, ?14)"
	" ON CONFLICT(set_name, key) DO UPDATE SET token_hash = excluded.token_hash,"
	" cursor_1 = excluded.cursor_1, cursor_2 = excluded.cursor_2,"
	" cursor_3 = excluded.cursor_3, cursor_4 = excluded.cursor_4,"
	" rows_done = excluded.rows_done, batches = excluded.batches,"
	" attempts = excluded.attempts, finished_at = excluded.finished_at,"
	" looking = excluded.looking, last_error = NULL, runner = excluded.runner,"
	" runner_until = excluded.runner_until";

void instar__state_write(instar *h, const struct instar_backfill *backfill,
	const struct instar__state *progress)
{
	bool over = progress->finished || h->stepping;
	char text[1400];
	sqlite3_stmt *stmt;

	sqlite3_snprintf(sizeof(text), text, write_row, now, now);
	stmt = prepare(h, text, backfill);
	instar__sql_bind(&h->sql, stmt, 3, instar__text(h, backfill->token_hash));
	instar__cursor_bind(&progress->cursor, &h->sql, stmt, 4);
	instar__sql_bind(&h->sql, stmt, 12, over ? NULL : h->runner);
	instar__sql_bind_int(&h->sql, stmt, 8, progress->rows_done);
	instar__sql_bind_int(&h->sql, stmt, 9, progress->batches);
	instar__sql_bind_int(&h->sql, stmt, 10, progress->attempts);
	instar__sql_bind_int(&h->sql, stmt, 11, progress->finished);
	instar__sql_bind_int(&h->sql, stmt, 14, progress->looking);
	instar__sql_bind_int(&h->sql, stmt, 13, over ? 0 : now_ms(h) + hold_ms);
	finish(h, stmt);
}

/* Has something else the name of our table? The error that is being noted stays. */
static bool is_refused(instar *h)
{
	struct instar_error error = h->error;
	bool refused;

	memset(&h->error, 0, sizeof(h->error));
	refused = instar__state_refuse(h) != INSTAR_OK;
	h->error = error;
	return refused;
}

static void write_note(
	instar *h, const struct instar_backfill *backfill, const char *message)
{
	char text[500];
	sqlite3_stmt *stmt;

	if (!instar__state_kept(h))
		instar__state_keep(h);
	sqlite3_snprintf(sizeof(text), text,
		"INSERT INTO main.schema_backfills(set_name, key, token_hash, looking,"
		" rows_done, batches, attempts, started_at, last_error)"
		" VALUES(?1, ?2, ?3, 0, 0, 0, 1, %s, ?4)"
		" ON CONFLICT(set_name, key) DO UPDATE SET last_error = ?4",
		now);
	stmt = prepare(h, text, backfill);
	instar__sql_bind(&h->sql, stmt, 3, instar__text(h, backfill->token_hash));
	instar__sql_bind(&h->sql, stmt, 4, message);
	finish(h, stmt);
}

void instar__state_note(
	instar *h, const struct instar_backfill *backfill, const char *message)
{
	struct instar__sql before = h->sql;

	instar__sql_init(&h->sql, h->db);
	if (!instar__sql_lock(&h->sql) && !is_refused(h)) {
		write_note(h, backfill, message);
		if (!h->sql.code)
			instar__sql_exec(&h->sql, "COMMIT");
	}
	instar__roll_back(h);
	h->sql = before;
}

void instar__state_note_error(instar *h, const struct instar_backfill *backfill)
{
	switch ((enum instar_code)h->error.code) {
	case INSTAR_E_SQL:
	case INSTAR_E_BUSY:
	case INSTAR_E_FULL:
	case INSTAR_E_IO:
	case INSTAR_E_NOMEM:
	case INSTAR_E_FOREIGN:
		instar__state_note(h, backfill, h->error.message);
		break;
	default:
		break;
	}
}

void instar__state_release(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);

	instar__sql_execf(&sql,
		"UPDATE main.schema_backfills SET runner = NULL, runner_until = NULL"
		" WHERE runner = %Q",
		h->runner);
}

void instar__state_skip(instar *h, const struct instar_backfill *backfill,
	const char *row, const char *reason)
{
	char text[300];
	sqlite3_stmt *stmt;

	sqlite3_snprintf(sizeof(text), text,
		"INSERT OR REPLACE INTO main.schema_backfill_skipped"
		"(set_name, key, row, reason, skipped_at) VALUES(?1, ?2, ?3, ?4, %s)",
		now);
	stmt = prepare(h, text, backfill);
	instar__sql_bind(&h->sql, stmt, 3, row);
	instar__sql_bind(&h->sql, stmt, 4, reason);
	finish(h, stmt);
}

static void forget_key(instar *h, const struct instar_backfill *backfill)
{
	static const char *const texts[] = {
		"DELETE FROM main.schema_backfills WHERE set_name = ?1 AND key = ?2",
		"DELETE FROM main.schema_backfill_skipped WHERE set_name = ?1 AND key = "
		"?2"
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		finish(h, prepare(h, texts[i], backfill));
}

void instar__state_forget(instar *h, uint32_t step)
{
	for (uint32_t i = 0; i < h->set->backfill_count && !h->sql.code; i++) {
		const struct instar_backfill *backfill = &h->set->backfills[i];

		if (backfill->step == step + 1 && instar__state_kept(h) &&
			!instar__state_refuse(h))
			forget_key(h, backfill);
	}
}

static void forget_others(instar *h, const char *table)
{
	sqlite3_str *out = sqlite3_str_new(h->db);
	char *text;

	sqlite3_str_appendf(
		out, "DELETE FROM main.%s WHERE set_name = ?1 AND key NOT IN (", table);
	for (uint32_t i = 0; i < h->set->backfill_count; i++)
		sqlite3_str_appendf(out, "%s%Q", i ? ", " : "",
			instar__text(h, h->set->backfills[i].key));
	sqlite3_str_appendall(out, ")");
	text = instar__sql_str(&h->sql, out);
	if (text)
		finish(h, prepare(h, text, NULL));
	sqlite3_free(text);
}

void instar__state_forget_others(instar *h)
{
	if (!instar__state_kept(h) || instar__state_refuse(h))
		return;
	forget_others(h, "schema_backfills");
	forget_others(h, "schema_backfill_skipped");
}
