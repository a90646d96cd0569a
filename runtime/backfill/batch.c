/*
 * batch: one range of a backfill's key. See batch.h.
 *
 * Lock, read the cursor, find the end of the batch, change the rows up to there, move the
 * cursor, commit. Nothing but what the database says is believed from one batch to the
 * next. When the end of the key is reached and somebody else has written meanwhile, a
 * search without the write lock finds pending rows behind the cursor; from there
 * another pass begins.
 */
#include "runtime/backfill/batch.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/core/statement_cache.h"
#include "runtime/decide/foreign_objects.h"
#include "runtime/records/backfill_state.h"
#include "runtime/records/stamp.h"

/* The rows of one part of that search. */
static const int64_t look_rows = 20000;

/* How long a batch holds the write lock, unless the host says. */
enum { POLITE_MS = 5, ALONE_MS = 100 };

enum parameter { CURSOR = 1, END = 5, ROWS = 9, SET_NAME = 10, KEY = 11 };

/* A batch in hand. */
struct batch {
	instar *h;
	struct instar__batcher *batcher;
	const struct instar_backfill *backfill;
	struct instar__state progress;
	struct instar__cursor end;
	int64_t began_us;
	bool broken; /* SQLite does not understand the statement: no row is to blame */
};

void instar__batcher_free(struct instar__batcher *batcher)
{
	instar__cursor_free(&batcher->low);
	instar__estimate_free(&batcher->pace);
	memset(batcher, 0, sizeof(*batcher));
	batcher->which = INSTAR_NONE;
}

void instar__batcher_choose(instar *h, struct instar__batcher *batcher, uint32_t backfill)
{
	if (batcher->which == backfill)
		return;
	instar__batcher_free(batcher);
	batcher->which = backfill;
	batcher->size = h->set->backfills[backfill].batch;
}

/* --- How many rows the next batch takes, and whether its end has to be looked for. */

static const int64_t most_rows = 1000000;

/* A batch may be so many times as large as the one before. */
enum { MOST_GROWTH = 4 };

/*
 * Rows that hold the lock for the target time, judged by the batch before. What a COMMIT
 * takes does not depend on the rows: where the disk alone takes longer than the target,
 * smaller batches would only make more of them.
 */
static void adapt_size(struct instar__batcher *batcher, int64_t target_us)
{
	int64_t work = batcher->work_us > 0 ? batcher->work_us : 1;
	int64_t budget = target_us - (batcher->held_us - batcher->work_us);
	int64_t size = batcher->size;

	if (budget < target_us / 2)
		budget = target_us / 2;
	size = size * budget / work;
	if (size > batcher->size * MOST_GROWTH)
		size = batcher->size * MOST_GROWTH;
	batcher->size = size < 1 ? 1 : size > most_rows ? most_rows : size;
}

/* The key where a cursor is, when it is one whole number with room for more. */
static bool is_number(const struct instar__cursor *cursor, int64_t *number)
{
	if (cursor->count != 1 || sqlite3_value_type(cursor->values[0]) != SQLITE_INTEGER)
		return false;
	*number = sqlite3_value_int64(cursor->values[0]);
	return *number < INT64_MAX - most_rows;
}

/* Before the cursor moves on: will the next batch find as many rows in as few places? */
static void judge_density(struct instar__batcher *batcher,
	const struct instar__cursor *from, const struct instar__cursor *end, int64_t rows)
{
	int64_t size = batcher->size, first, last;

	batcher->dense = rows >= size - size / 4 && is_number(from, &first) &&
			 is_number(end, &last) && last - first <= size + size / 4;
}

/* --- Has a whole pass gone by without anybody else writing? */

/* Below 0: it could not be read. */
static int64_t data_version(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);

	return instar__sql_int(&sql, "PRAGMA main.data_version", -1);
}

/* The pass begins at the first row. */
static void begin_pass(instar *h, struct instar__quiet_pass *pass)
{
	pass->version = data_version(h);
	pass->changes = sqlite3_total_changes(h->db);
	pass->holds = pass->version >= 0;
}

/* A batch begins: has anybody written since the last? */
static void ask_pass(instar *h, struct instar__quiet_pass *pass)
{
	if (pass->holds)
		pass->holds = pass->changes == sqlite3_total_changes(h->db) &&
			      pass->version == data_version(h);
}

/* Its statements have changed so many rows: did triggers or keys change more? */
static void count_changes(instar *h, struct instar__quiet_pass *pass, int64_t changed)
{
	int64_t all = (int64_t)sqlite3_total_changes(h->db) - pass->changes;

	pass->holds = pass->holds && all == changed;
}

/* The batch has been committed; what it wrote was its own. */
static void leave_pass(instar *h, struct instar__quiet_pass *pass)
{
	pass->changes = sqlite3_total_changes(h->db);
}

/* --- A batch. */

/* A statement with everything bound that it may ask for. */
static sqlite3_stmt *prepare(const struct batch *batch, instar_text text,
	const struct instar__cursor *from, int64_t rows)
{
	instar *h = batch->h;
	sqlite3_stmt *stmt = instar__cache_prepare(h, instar__text(h, text));

	instar__cursor_bind(from, &h->sql, stmt, CURSOR);
	instar__cursor_bind(&batch->end, &h->sql, stmt, END);
	if (instar__sql_takes(stmt, ROWS))
		instar__sql_bind_int(&h->sql, stmt, ROWS, rows);
	if (instar__sql_takes(stmt, SET_NAME))
		instar__sql_bind(&h->sql, stmt, SET_NAME, instar__text(h, h->set->name));
	if (instar__sql_takes(stmt, KEY))
		instar__sql_bind(
			&h->sql, stmt, KEY, instar__text(h, batch->backfill->key));
	return stmt;
}

/* Where a batch from the cursor ends; an empty `end` when no row is left behind it. */
static void find_end(struct batch *batch, const struct instar__cursor *from, int64_t rows)
{
	const struct instar_backfill *backfill = batch->backfill;
	instar_text text = from->count ? backfill->bound_next : backfill->bound_first;
	sqlite3_stmt *stmt;

	instar__cursor_free(&batch->end);
	stmt = prepare(batch, text, from, rows);
	if (instar__sql_row(&batch->h->sql, stmt) && !instar__sql_is_null(stmt, 0))
		instar__cursor_take(
			&batch->end, &batch->h->sql, stmt, 0, backfill->key_columns);
	instar__cache_finish(batch->h, stmt);
}

/* The batch's own statements; how many rows the one that changed most has changed. */
static int64_t change_rows(struct batch *batch)
{
	const struct instar_backfill *backfill = batch->backfill;
	const struct instar__cursor *from = &batch->progress.cursor;
	const struct instar_range *range =
		from->count ? &backfill->next : &backfill->first;
	instar *h = batch->h;
	int64_t most = 0, all = 0;

	for (uint32_t i = range->first; i < range->first + range->count; i++) {
		sqlite3_stmt *stmt = prepare(batch, h->set->statements[i].sql, from, 0);

		batch->broken = !stmt;
		instar__sql_run(&h->sql, stmt);
		if (!h->sql.code && sqlite3_changes(h->db) > most)
			most = sqlite3_changes(h->db);
		all += sqlite3_changes(h->db);
		instar__cache_finish(batch->h, stmt);
	}
	count_changes(h, &batch->batcher->pass, all);
	return most;
}

/*
 * A row that the search found is due although a batch has passed over it: was it made due
 * since, or does the change not help? Nobody else can write now, so a row that is due
 * behind the statement always will be.
 */
static void refuse_unchanged(struct batch *batch)
{
	const struct instar_backfill *backfill = batch->backfill;
	const struct instar__cursor *from = &batch->progress.cursor;
	struct instar__sql *sql = &batch->h->sql;
	sqlite3_stmt *stmt = prepare(
		batch, from->count ? backfill->left_next : backfill->left_first, from, 0);

	if (instar__sql_row(sql, stmt)) {
		sql->code = INSTAR_E_SQL;
		sqlite3_snprintf(sizeof(sql->message), sql->message,
			"it is still due after it was changed");
	}
	instar__cache_finish(batch->h, stmt);
}

static bool lock(struct batch *batch)
{
	instar *h = batch->h;

	instar__try_lock(h);
	batch->began_us = instar__clock(h);
	return h->writing;
}

static void commit(struct batch *batch)
{
	instar *h = batch->h;

	if (h->sql.code)
		return;
	batch->batcher->work_us = instar__clock(h) - batch->began_us;
	instar__try_commit(h);
	batch->batcher->held_us = instar__clock(h) - batch->began_us;
}

/*
 * Under the lock: what the database says of this backfill. False when it holds something
 * that would run with the batch and that nobody knows.
 */
static bool read_progress(struct batch *batch)
{
	instar *h = batch->h;

	if (!instar__foreign_objects_pass(h, batch->backfill, &batch->batcher->cookies))
		return false;
	if (!instar__state_kept(h))
		instar__state_keep(h);
	instar__state_read(h, batch->backfill, &batch->progress);
	batch->progress.finished &= !batch->batcher->late;
	if (!batch->batcher->begun && !batch->progress.held &&
		!(h->stepping && batch->progress.exists))
		batch->progress.attempts++;
	if (batch->progress.cursor.count)
		ask_pass(h, &batch->batcher->pass);
	else
		begin_pass(h, &batch->batcher->pass);
	batch->batcher->pass.holds &= !batch->batcher->late;
	return true;
}

static void write_progress(struct batch *batch, int64_t rows)
{
	batch->progress.rows_done += rows;
	batch->progress.batches++;
	instar__state_write(batch->h, batch->backfill, &batch->progress);
}

/* The key of the single row that failed, as text. */
static void name_row(struct batch *batch, char *out, int size)
{
	struct instar__sql failed = batch->h->sql;
	sqlite3_stmt *stmt;

	instar__sql_clear(&batch->h->sql);
	stmt = prepare(batch, batch->backfill->row, &batch->end, 0);
	out[0] = '\0';
	if (instar__sql_row(&batch->h->sql, stmt))
		sqlite3_snprintf(
			size, out, "%s", instar__sql_text(&batch->h->sql, stmt, 0));
	instar__cache_finish(batch->h, stmt);
	batch->h->sql = failed;
}

/* Pass over the one row of the batch. */
static bool set_aside(struct batch *batch, const char *row)
{
	instar *h = batch->h;
	char reason[400];

	sqlite3_snprintf(sizeof(reason), reason, "%s", h->sql.message);
	instar__sql_clear(&h->sql);
	if (!lock(batch) || !read_progress(batch))
		return false;
	instar__state_skip(h, batch->backfill, row, reason);
	instar__cursor_move(&batch->progress.cursor, &batch->end);
	write_progress(batch, 0);
	commit(batch);
	return !h->sql.code;
}

static void fail(struct batch *batch, const char *action, const char *message)
{
	const struct instar_backfill *backfill = batch->backfill;
	instar *h = batch->h;

	instar__fail(h, INSTAR_E_SQL, action, "%s:%u: backfill %s: %s",
		instar__text(h, backfill->file), (unsigned)backfill->line,
		instar__text(h, backfill->key), message);
}

/*
 * The rows refuse the change: half as many, until one is left, which is named. True when
 * there is something to try again.
 */
static bool narrow(struct batch *batch, const struct instar_backfill_options *options)
{
	instar *h = batch->h;
	char row[200], message[400];

	instar__roll_back(h);
	batch->batcher->dense = false; /* the row that failed is to be the last */
	if (h->error.code || h->sql.code != INSTAR_E_SQL)
		return false;
	if (!batch->end.count || batch->broken || batch->batcher->looking) {
		fail(batch, "look at what the statement meets; what was done stays done",
			h->sql.message);
		return false;
	}
	if (batch->batcher->size > 1) {
		batch->batcher->size /= 2;
		instar__sql_clear(&h->sql);
		return true;
	}
	name_row(batch, row, sizeof(row));
	if (options->set_aside)
		return set_aside(batch, row);
	sqlite3_snprintf(sizeof(message), message, "row %s of %s: %s", row,
		instar__text(h, batch->backfill->table), h->sql.message);
	instar__state_note(h, batch->backfill, message);
	batch->batcher->noted = true;
	fail(batch, "fix the row, or let it be set aside; what was done stays done",
		message);
	return false;
}

/* The end of the key: the search begins, unless nobody can have made a row due again. */
static void arrive(struct batch *batch)
{
	struct instar__state *progress = &batch->progress;

	instar__cursor_free(&progress->cursor);
	progress->finished = batch->batcher->pass.holds;
	progress->looking = !progress->finished;
}

static enum instar__batch_result save(struct batch *batch, int64_t rows)
{
	write_progress(batch, rows);
	commit(batch);
	leave_pass(batch->h, &batch->batcher->pass);
	return batch->progress.finished ? INSTAR__BATCH_DONE : INSTAR__BATCH_MORE;
}

static enum instar__batch_result look(struct batch *batch);

/* The end was reached, by this handle or another: the search goes on. */
static enum instar__batch_result go_on_looking(struct batch *batch)
{
	instar__roll_back(batch->h);
	if (instar__sql_in_transaction(&batch->h->sql)) {
		instar__sql_fail(&batch->h->sql, SQLITE_NOMEM); /* only that stops it */
		return INSTAR__BATCH_FAILED;
	}
	instar__cursor_move(&batch->batcher->low, &batch->progress.cursor);
	batch->batcher->looking = true;
	return look(batch);
}

/*
 * Is there no row behind the end of the batch? Asked at once: an app that adds a row
 * between any two batches would otherwise keep the end away for ever.
 */
static bool is_last(struct batch *batch)
{
	struct instar__cursor end = batch->end;
	bool last;

	batch->end.count = 0;
	find_end(batch, &end, 1);
	last = !batch->end.count;
	instar__cursor_free(&batch->end);
	batch->end = end;
	return last;
}

/* For whoever wants to know how long the rest may take. */
static void note_place(struct batch *batch)
{
	instar__estimate_note(&batch->batcher->pace, &batch->end, batch->batcher->size);
}

/*
 * Where the batch ends. Among whole numbers n places on there are at most n rows more: as
 * long as most of them are there, the end need not be looked for.
 */
static void choose_end(struct batch *batch)
{
	const struct instar__cursor *from = &batch->progress.cursor;
	instar *h = batch->h;
	sqlite3_stmt *stmt;

	if (!batch->batcher->dense || from->count != 1 ||
		sqlite3_value_type(from->values[0]) != SQLITE_INTEGER) {
		find_end(batch, from, batch->batcher->size);
		return;
	}
	instar__cursor_free(&batch->end);
	stmt = instar__cache_prepare(h, "SELECT ?1 + ?2");
	instar__cursor_bind(from, &h->sql, stmt, 1);
	instar__sql_bind_int(&h->sql, stmt, 2, batch->batcher->size);
	if (instar__sql_row(&h->sql, stmt))
		instar__cursor_take(&batch->end, &h->sql, stmt, 0, 1);
	instar__cache_finish(h, stmt);
}

static enum instar__batch_result change(struct batch *batch)
{
	int64_t rows = 0;

	if (!lock(batch) || !read_progress(batch))
		return INSTAR__BATCH_FAILED;
	if (batch->progress.held || batch->progress.finished) {
		instar__roll_back(batch->h);
		return batch->progress.held ? INSTAR__BATCH_HELD : INSTAR__BATCH_DONE;
	}
	if (batch->progress.looking)
		return go_on_looking(batch);
	choose_end(batch);
	if (batch->end.count)
		rows = change_rows(batch);
	if (batch->end.count && batch->batcher->again)
		refuse_unchanged(batch);
	if (batch->h->sql.code)
		return INSTAR__BATCH_FAILED;
	note_place(batch);
	judge_density(batch->batcher, &batch->progress.cursor, &batch->end, rows);
	if (!batch->end.count || is_last(batch))
		arrive(batch);
	else
		instar__cursor_move(&batch->progress.cursor, &batch->end);
	batch->batcher->rows = rows;
	return save(batch, rows);
}

/* Is a row left between the search's place and the end of its next part? */
static bool find_left(struct batch *batch)
{
	const struct instar__cursor *low = &batch->batcher->low;
	const struct instar_backfill *backfill = batch->backfill;
	bool found;
	sqlite3_stmt *stmt;

	find_end(batch, low, look_rows);
	if (!batch->end.count)
		return false;
	stmt = prepare(
		batch, low->count ? backfill->left_next : backfill->left_first, low, 0);
	found = instar__sql_row(&batch->h->sql, stmt);
	instar__cache_finish(batch->h, stmt);
	return found;
}

/* Has another runner gone on, while this one looked without the lock? */
static bool was_overtaken(const struct batch *batch)
{
	const struct instar__state *progress = &batch->progress;

	return progress->held || !progress->looking || progress->finished ||
	       !instar__cursor_same(&progress->cursor, &batch->batcher->low);
}

/*
 * Write down where the search is: so far and on, at the end, or at a row that was found,
 * from where another pass begins.
 */
static enum instar__batch_result conclude(struct batch *batch, bool ended, bool found)
{
	if (!lock(batch) || !read_progress(batch))
		return INSTAR__BATCH_FAILED;
	batch->batcher->looking = false; /* the next batch reads it from the row */
	if (was_overtaken(batch)) {
		instar__roll_back(batch->h);
		return batch->progress.held ? INSTAR__BATCH_HELD : INSTAR__BATCH_MORE;
	}
	instar__cursor_move(&batch->progress.cursor,
		ended || found ? &batch->batcher->low : &batch->end);
	batch->batcher->again |= found;
	batch->progress.finished = ended && !found;
	batch->progress.looking = !ended && !found;
	instar__state_write(batch->h, batch->backfill, &batch->progress);
	commit(batch);
	return batch->progress.finished ? INSTAR__BATCH_DONE : INSTAR__BATCH_MORE;
}

/* One part of the search: it takes no write lock until it knows. */
static enum instar__batch_result look(struct batch *batch)
{
	bool found, ended;

	do {
		instar__attempt(batch->h);
		found = find_left(batch);
		ended = !batch->end.count || is_last(batch);
	} while (instar__again(batch->h));
	if (batch->h->sql.code)
		return INSTAR__BATCH_FAILED;
	return conclude(batch, ended, found);
}

enum instar__batch_result instar__batch(instar *h, struct instar__batcher *batcher,
	const struct instar_backfill_options *options)
{
	struct batch batch = {
		.h = h, .batcher = batcher, .backfill = &h->set->backfills[batcher->which]
	};
	int usual_ms = options->alone ? ALONE_MS : POLITE_MS;
	int64_t target_us =
		(options->target_ms > 0 ? options->target_ms : usual_ms) * 1000;
	enum instar__batch_result result;

	batcher->rows = batcher->held_us = batcher->work_us = 0;
	batcher->pace.moved = false;
	do {
		result = batcher->looking ? look(&batch) : change(&batch);
	} while (result == INSTAR__BATCH_FAILED && narrow(&batch, options));
	instar__roll_back(h);
	instar__fail_sql(h);
	if (h->error.code)
		result = INSTAR__BATCH_FAILED;
	else if (result != INSTAR__BATCH_HELD)
		batcher->begun = true;
	if (batcher->rows || batcher->held_us)
		adapt_size(batcher, target_us);
	instar__cursor_free(&batch.end);
	instar__state_free(&batch.progress);
	return result;
}
