/*
 * throttle: how a run of backfills shares the disk with whoever else writes. See
 * throttle.h.
 *
 * All of it is a courtesy: what cannot be set is done without, and nothing is said.
 */
#include "runtime/backfill/throttle.h"

enum { NORMAL = 1 };

/* Each checkpoint syncs twice; with nobody waiting for it a longer log does no harm. */
enum { ALONE_TIMES = 4 };

static int64_t ask(const instar *h, const char *pragma)
{
	struct instar__sql sql = instar__sql_on(h->db);

	return instar__sql_int(&sql, pragma, -1);
}

static void set_synchronous(const instar *h, int64_t value)
{
	struct instar__sql sql = instar__sql_on(h->db);

	instar__sql_execf(&sql, "PRAGMA main.synchronous=%lld", value);
}

static bool is_wal(const instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);
	char mode[16];

	instar__sql_word(&sql, "PRAGMA main.journal_mode", mode, sizeof(mode));
	return sqlite3_stricmp(mode, "wal") == 0;
}

/* After each commit, in place of SQLite's own hook, which would checkpoint right there.
 */
static int note_pages(void *share, sqlite3 *db, const char *schema, int pages)
{
	(void)db;
	(void)schema;
	((struct instar__throttle *)share)->pages = pages;
	return SQLITE_OK;
}

void instar__throttle_begin(instar *h, struct instar__throttle *share, bool alone)
{
	int64_t synchronous, pages;

	*share = (struct instar__throttle){ .synchronous = -1, .autocheckpoint = -1 };
	if (!is_wal(h))
		return;
	synchronous = ask(h, "PRAGMA main.synchronous");
	if (synchronous > NORMAL) {
		share->synchronous = synchronous;
		set_synchronous(h, NORMAL);
	}
	/* 0 is also said when the host has a hook of its own, which must stay. */
	pages = ask(h, "PRAGMA wal_autocheckpoint");
	if (pages > 0) {
		share->autocheckpoint = pages;
		share->most_pages = alone ? pages * ALONE_TIMES : pages;
		sqlite3_wal_hook(h->db, note_pages, share);
	}
}

static void checkpoint(instar *h)
{
	sqlite3_wal_checkpoint_v2(h->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/* What is slept too long or too short is made good by the next pause. */
void instar__throttle_pause(
	instar *h, struct instar__throttle *share, int64_t held_us, int64_t left_ms)
{
	int64_t began_us = instar__clock(h), ms, passed;

	share->owed_us += held_us;
	if (share->autocheckpoint > 0 && share->pages >= share->most_pages) {
		checkpoint(h);
		share->pages = 0;
	}
	ms = (share->owed_us - (instar__clock(h) - began_us)) / 1000;
	if (left_ms >= 0 && ms > left_ms)
		ms = left_ms;
	if (ms > 0)
		sqlite3_sleep((int)ms);
	passed = instar__clock(h) - began_us;
	share->owed_us =
		passed >= 0 && passed < share->owed_us ? share->owed_us - passed : 0;
}

void instar__throttle_end(instar *h, const struct instar__throttle *share)
{
	if (share->synchronous >= 0)
		set_synchronous(h, share->synchronous);
	if (share->autocheckpoint > 0) /* it allocates nothing: our hook must go */
		sqlite3_wal_autocheckpoint(h->db, (int)share->autocheckpoint);
	if (share->synchronous >= 0) /* which syncs the log first */
		checkpoint(h);
}
