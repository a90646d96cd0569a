/*
 * backfill: changes of rows after start-up, and deferred indexes. See instar_backfill()
 * in instar.h.
 *
 * It chooses what is due, by priority, and hands it to batch, or to deferred. Between
 * batches it sleeps, so that other writers get the lock: SQLite's busy handler loses to a
 * loop that locks again at once.
 */
#include <string.h>

#include "runtime/backfill/batch.h"
#include "runtime/backfill/deferred_index.h"
#include "runtime/backfill/throttle.h"
#include "runtime/backup/retention.h"
#include "runtime/backup/rows_at_stake.h"
#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/core/statement_cache.h"
#include "runtime/decide/inspection.h"
#include "runtime/records/backfill_state.h"
#include "runtime/records/pending_backfills.h"

struct backfiller {
	struct instar__result base;
	struct instar__batcher batcher;
	struct instar_backfills states;
	struct instar_backfill_state *items;
	char (*errors)[256];
	char (*finished)[24];
	char (*skipped)[256];
	bool *waits; /* its step has run, but not what it comes after */
	bool *late;  /* it was done, and has rows again that a step waits for */
	bool saved;  /* a backup was made for this handle's backfills */
};

static void release(struct instar__result *result)
{
	struct backfiller *backfiller = (struct backfiller *)result;

	instar__batcher_free(&backfiller->batcher);
	sqlite3_free(backfiller->items);
	sqlite3_free(backfiller->errors);
	sqlite3_free(backfiller->finished);
	sqlite3_free(backfiller->skipped);
	sqlite3_free(backfiller->waits);
	sqlite3_free(backfiller->late);
}

/* A name for this runner that no other has. */
static void name_runner(instar *h)
{
	unsigned char bytes[8];

	if (h->runner[0])
		return;
	sqlite3_randomness(sizeof(bytes), bytes);
	for (int i = 0; i < (int)sizeof(bytes); i++)
		sqlite3_snprintf(3, h->runner + 2 * i, "%02x", bytes[i]);
}

/* Begin a call: room for the states of all, or NULL after an error. */
static struct backfiller *begin(instar *h)
{
	struct backfiller *it = instar__result_keep(h, sizeof(*it), release);
	size_t count;

	if (!it || it->items)
		return it;
	count = (size_t)h->set->backfill_count + 1;
	name_runner(h);
	it->batcher.which = INSTAR_NONE;
	it->errors = instar__sql_memory(&h->sql, count * sizeof(*it->errors));
	it->finished = instar__sql_memory(&h->sql, count * sizeof(*it->finished));
	it->skipped = instar__sql_memory(&h->sql, count * sizeof(*it->skipped));
	it->waits = instar__sql_memory(&h->sql, count * sizeof(*it->waits));
	it->late = instar__sql_memory(&h->sql, count * sizeof(*it->late));
	it->items = instar__sql_memory(&h->sql, count * sizeof(*it->items));
	it->states.items = it->items;
	return instar__fail_sql(h) ? NULL : it;
}

/* --- what is due, and how far it has come */

static int priority_of(const struct instar_backfill *backfill)
{
	if (backfill->flags & INSTAR_BACKFILL_HIGH)
		return 1;
	return backfill->flags & INSTAR_BACKFILL_LOW ? -1 : 0;
}

static void read_kept(instar *h, struct backfiller *backfiller, uint32_t i)
{
	const struct instar_backfill *backfill = &h->set->backfills[i];
	struct instar_backfill_state *state = &backfiller->items[i];
	sqlite3_stmt *stmt = instar__sql_prepare_with(&h->sql,
		"SELECT rows_done, batches, attempts, coalesce(finished_at, ''),"
		" coalesce(last_error, ''), (SELECT count(*) FROM"
		" main.schema_backfill_skipped s WHERE s.set_name = ?1 AND s.key = ?2),"
		" coalesce((SELECT group_concat(line, '; ') FROM (SELECT row || ' (' ||"
		" reason || ')' AS line FROM main.schema_backfill_skipped s WHERE"
		" s.set_name = ?1 AND s.key = ?2 ORDER BY skipped_at, row LIMIT 3)), '')"
		" FROM main.schema_backfills WHERE set_name = ?1 AND key = ?2",
		instar__text(h, h->set->name));

	instar__sql_bind(&h->sql, stmt, 2, instar__text(h, backfill->key));
	if (instar__sql_row(&h->sql, stmt)) {
		state->rows_done = instar__sql_integer(stmt, 0);
		state->batches = instar__sql_integer(stmt, 1);
		state->attempts = instar__sql_integer(stmt, 2);
		sqlite3_snprintf(sizeof(*backfiller->finished), backfiller->finished[i],
			"%s", instar__sql_text(&h->sql, stmt, 3));
		sqlite3_snprintf(sizeof(*backfiller->errors), backfiller->errors[i], "%s",
			instar__sql_text(&h->sql, stmt, 4));
		state->skipped = instar__sql_integer(stmt, 5);
		sqlite3_snprintf(sizeof(*backfiller->skipped), backfiller->skipped[i],
			"%s", instar__sql_text(&h->sql, stmt, 6));
		state->is_done = backfiller->finished[i][0] != '\0';
	}
	instar__sql_finish(stmt);
}

/* Has the step run, or been made by hand, after which there is nothing to be done? */
static bool is_over(
	const struct instar_backfill *backfill, const struct instar__decision *decision)
{
	if (!backfill->ends)
		return false;
	return !decision->verdicts ||
	       decision->verdicts[backfill->ends - 1] == INSTAR_SKIP ||
	       decision->verdicts[backfill->ends - 1] == INSTAR_RECONCILE;
}

static void read_state(instar *h, struct backfiller *backfiller, uint32_t i,
	const struct instar__decision *decision, bool kept)
{
	const struct instar_backfill *backfill = &h->set->backfills[i];
	struct instar_backfill_state *state = &backfiller->items[i];
	bool all = !decision->verdicts; /* by the stamp: every step has run */

	backfiller->errors[i][0] = backfiller->finished[i][0] = '\0';
	backfiller->skipped[i][0] = '\0';
	backfiller->waits[i] = false;
	*state = (struct instar_backfill_state){
		.key = instar__text(h, backfill->key),
		.table = instar__text(h, backfill->table),
		.id = instar__id_at(h, backfill->step),
		.last_error = backfiller->errors[i],
		.finished_at = backfiller->finished[i],
		.skipped_rows = backfiller->skipped[i],
		.priority = priority_of(backfill),
		.is_index = (backfill->flags & INSTAR_BACKFILL_INDEX) != 0,
	};
	if (kept)
		read_kept(h, backfiller, i);
	state->is_running = kept && instar__state_is_held(h, backfill);
	if (state->is_index)
		state->is_done = instar__pending_index_is_there(h, backfill);
	state->is_due = (all || decision->verdicts[backfill->step - 1] == INSTAR_SKIP) &&
			instar__pending_table_is_there(h, backfill);
	backfiller->late[i] = state->is_done && state->is_due && !state->is_index &&
			      instar__pending_is_late(h, backfill, decision->verdicts);
	state->is_done &= !backfiller->late[i];
	if (is_over(backfill, decision)) {
		state->is_due = 0;
		state->is_done = 1;
	}
}

/* What waits for another is due when that is done; they are in the order they run. */
static void count_left(instar *h, struct backfiller *backfiller)
{
	backfiller->states.count = h->set->backfill_count;
	backfiller->states.left = 0;
	for (uint32_t i = 0; i < h->set->backfill_count; i++) {
		struct instar_backfill_state *state = &backfiller->items[i];
		uint32_t after = h->set->backfills[i].after;

		state->is_due |= backfiller->waits[i];
		backfiller->waits[i] = state->is_due && after != INSTAR_NONE &&
				       !backfiller->items[after].is_done;
		state->is_due &= !backfiller->waits[i];
		backfiller->states.left += state->is_due && !state->is_done;
	}
}

static int read_states(instar *h, struct backfiller *backfiller)
{
	struct instar__inspection look;
	bool kept = false;

	if (!h->set->backfill_count)
		return h->error.code;
	if (!instar__inspection(h, &look, true) && !instar__state_refuse(h)) {
		kept = instar__state_kept(h);
		for (uint32_t i = 0; i < h->set->backfill_count; i++)
			read_state(h, backfiller, i, &look.decision, kept);
		instar__fail_sql(h);
		count_left(h, backfiller);
	}
	instar__inspection_end(h, &look);
	return h->error.code;
}

const struct instar_backfills *instar_backfills(instar *h)
{
	struct backfiller *backfiller = begin(h);

	if (!backfiller || read_states(h, backfiller))
		return NULL;
	return &backfiller->states;
}

/* The next one to do: of highest priority, the first of equals. INSTAR_NONE: none. */
static uint32_t choose(const instar *h, const struct backfiller *backfiller,
	const struct instar_backfill_options *options)
{
	uint32_t best = INSTAR_NONE;

	for (uint32_t i = 0; i < h->set->backfill_count; i++) {
		const struct instar_backfill_state *state = &backfiller->items[i];

		if (!state->is_due || state->is_done ||
			(options->only && strcmp(options->only, state->key) != 0))
			continue;
		if (best == INSTAR_NONE ||
			state->priority > backfiller->items[best].priority)
			best = i;
	}
	return best;
}

static void refuse_unknown(instar *h, const struct instar_backfill_options *options)
{
	for (uint32_t i = 0; i < h->set->backfill_count; i++) {
		if (!options->only ||
			strcmp(options->only,
				instar__text(h, h->set->backfills[i].key)) == 0)
			return;
	}
	if (options->only)
		instar__fail(h, INSTAR_E_MISUSE, "status lists the backfills",
			"no backfill \"%s\" in this program", options->only);
}

/* --- the loop */

static void tell_done(instar *h, uint32_t which, int64_t rows)
{
	instar__tell(h, &(struct instar_event){ .kind = INSTAR_EVENT_BACKFILLED,
				.id = instar__text(h, h->set->backfills[which].key),
				.rows = rows });
}

static void tell_batch(instar *h, struct instar__batcher *batcher, uint32_t which)
{
	const struct instar_backfill *backfill = &h->set->backfills[which];
	int64_t left_us = 0;

	if (h->options.on_event)
		left_us = instar__estimate_left(h, &batcher->pace, backfill);
	instar__tell(h, &(struct instar_event){ .kind = INSTAR_EVENT_BATCH,
				.id = instar__text(h, backfill->key),
				.rows = batcher->rows,
				.duration_us = batcher->held_us,
				.left_us = left_us });
}

/*
 * Before the first batch of one that takes rows: what its author has named is told, and
 * may be refused; and a backup is made, once a handle, for batches take little each and
 * leave none of it behind. Not under the write lock, as for steps: programs are at work.
 */
static int save(instar *h, struct backfiller *backfiller, uint32_t which)
{
	const struct instar_backfill *backfill = &h->set->backfills[which];

	if (!(backfill->flags & INSTAR_BACKFILL_TAKES) ||
		(backfiller->items[which].batches && !backfiller->late[which]) ||
		instar__rows_at_stake_of_backfill(h, backfill) || backfiller->saved ||
		instar__backup_limit(h) < 0 || !instar__path(h) ||
		!instar__rows_at_stake_any(h) || h->error.code)
		return h->error.code;
	backfiller->saved = !instar__backup_before(h);
	return h->error.code;
}

/* One batch of the chosen one. */
static enum instar__batch_result work(instar *h, struct backfiller *backfiller,
	uint32_t which, const struct instar_backfill_options *options)
{
	struct instar__batcher *batcher = &backfiller->batcher;
	struct instar_backfill_state *state = &backfiller->items[which];
	enum instar__batch_result result;

	memset(&h->patience, 0, sizeof(h->patience));
	batcher->noted = false;
	if (save(h, backfiller, which))
		return INSTAR__BATCH_FAILED;
	if (state->is_index) {
		batcher->held_us = 0;
		instar__deferred_index_build(h, &h->set->backfills[which]);
		result = h->error.code ? INSTAR__BATCH_FAILED : INSTAR__BATCH_DONE;
	} else {
		instar__batcher_choose(h, batcher, which);
		batcher->late = backfiller->late[which];
		result = instar__batch(h, batcher, options);
		backfiller->late[which] = result == INSTAR__BATCH_HELD && batcher->late;
		state->rows_done += batcher->rows;
		state->batches += result == INSTAR__BATCH_MORE;
	}
	if (result == INSTAR__BATCH_FAILED && !batcher->noted)
		instar__state_note_error(h, &h->set->backfills[which]);
	if (result == INSTAR__BATCH_MORE || batcher->rows)
		tell_batch(h, batcher, which);
	if (result != INSTAR__BATCH_DONE)
		return result;
	state->is_done = 1;
	instar__batcher_free(batcher);
	count_left(h, backfiller);
	tell_done(h, which, state->rows_done);
	return result;
}

/* Options that a newer header adds are 0 for an older caller. */
static struct instar_backfill_options known(const struct instar_backfill_options *options)
{
	struct instar_backfill_options copy = { 0 };

	if (options)
		memcpy(&copy, options,
			options->size < sizeof(copy) ? options->size : sizeof(copy));
	return copy;
}

/* Read what there is to do; false after an error or when nothing is. */
static bool prepare(instar *h, struct backfiller **backfiller,
	const struct instar_backfill_options *options)
{
	*backfiller = begin(h);
	if (!*backfiller)
		return false;
	refuse_unknown(h, options);
	if (h->error.code || read_states(h, *backfiller) || !(*backfiller)->states.left)
		return false;
	return !instar__refuse_readonly(h, NULL, "a backfill is waiting");
}

int instar_backfill_step(
	instar *h, const struct instar_backfill_options *options, int *left)
{
	struct instar_backfill_options mine = known(options);
	struct backfiller *backfiller;
	uint32_t which;

	*left = 0;
	if (prepare(h, &backfiller, &mine)) {
		h->batching = h->stepping = true;
		which = choose(h, backfiller, &mine);
		if (which != INSTAR_NONE)
			work(h, backfiller, which, &mine);
		*left = !h->error.code && choose(h, backfiller, &mine) != INSTAR_NONE;
		h->batching = h->stepping = false;
	}
	return h ? h->error.code : INSTAR_E_NOMEM;
}

/* How long this run may still work; below 0: for ever. */
static int64_t left_ms(
	const instar *h, const struct instar_backfill_options *options, int64_t began_us)
{
	int64_t left = options->max_ms - (instar__clock(h) - began_us) / 1000;

	if (options->max_ms <= 0)
		return -1;
	return left > 0 ? left : 0;
}

/* Another runner is at work: see later whether it still is. */
static void wait_for_other(instar *h, int64_t left)
{
	h->sql.code = INSTAR_E_BUSY;
	h->patience = h->others;
	h->patience.since_us = instar__clock(h);
	if (left == 0 || !instar__again(h)) {
		instar__sql_clear(&h->sql);
		instar__fail(h, INSTAR_E_BUSY, "let it finish, or try again later",
			"another program runs the backfills of this database");
	}
	h->others = h->patience;
}

static void run(instar *h, struct backfiller *backfiller,
	const struct instar_backfill_options *options)
{
	int64_t began_us = instar__clock(h), left = left_ms(h, options, began_us);
	struct instar__throttle share;
	struct instar__cache kept = { 0 };
	uint32_t which;

	instar__throttle_begin(h, &share, options->alone);
	instar__cache_begin(h, &kept);
	memset(&h->others, 0, sizeof(h->others));
	while (!h->error.code && left != 0 &&
		(which = choose(h, backfiller, options)) != INSTAR_NONE) {
		enum instar__batch_result result = work(h, backfiller, which, options);

		left = left_ms(h, options, began_us);
		if (result == INSTAR__BATCH_HELD)
			wait_for_other(h, left);
		else if (!h->error.code && !options->alone)
			instar__throttle_pause(
				h, &share, backfiller->batcher.held_us, left);
	}
	instar__cache_end(h);
	instar__throttle_end(h, &share);
}

int instar_backfill(instar *h, const struct instar_backfill_options *options)
{
	struct instar_backfill_options mine = known(options);
	struct backfiller *backfiller;

	if (prepare(h, &backfiller, &mine)) {
		h->batching = true;
		run(h, backfiller, &mine);
		h->batching = false;
		if (backfiller->states.left)
			instar__state_release(h);
	}
	return h ? h->error.code : INSTAR_E_NOMEM;
}
