/*
 * commit: the end of a run, and the truth about it. See commit.h.
 *
 * After a failed COMMIT the file is read again through another connection: the host's own
 * may remember what never reached it.
 */
#include "runtime/migrate/commit.h"

#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/records/tracking.h"

/*
 * A write-ahead log may hold the commit, whole, with nobody having been told: the write
 * was done and the sync failed. Whoever recovers the log later would find it there. An
 * emptied log is a state that stays. Somebody who reads it holds that up, and his own
 * commits will write over it.
 */
static bool is_settled(sqlite3 *db)
{
	int rc = sqlite3_wal_checkpoint_v2(
		db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	return rc == SQLITE_OK || rc == SQLITE_BUSY;
}

/* The number, read through `db`; -1 when it cannot be, or may be another one later. */
static int64_t read_through(
	const instar *h, sqlite3 *db, instar__commit_number *ask, int64_t wanted)
{
	struct instar__sql sql = instar__sql_on(db);
	int64_t rows;

	rows = ask(&sql, h);
	if (sql.code || (rows != wanted && !is_settled(db)))
		return -1;
	return rows;
}

static int64_t read_again(instar *h, instar__commit_number *ask, int64_t wanted)
{
	const char *path = instar__path(h);
	struct instar__sql failed = h->sql;
	int64_t rows = -1;
	sqlite3 *db;

	if (path) {
		db = instar__connect(h, path, SQLITE_OPEN_READWRITE);
		if (db)
			rows = read_through(h, db, ask, wanted);
		sqlite3_close(db);
		h->sql = failed;
	}
	return rows >= 0 ? rows : read_through(h, h->db, ask, wanted);
}

static int fail_busy_commit(instar *h)
{
	int64_t tenths = h->patience.waited_us / 100000;

	return instar__fail(h, INSTAR_E_BUSY,
		"close other programs that read the database, then start again",
		"a reader held the database for %lld.%lld s; all undone; try again",
		tenths / 10, tenths % 10);
}

static int fail_commit(instar *h, int64_t rows)
{
	const char *state = rows < 0	    ? "state unknown: it could not be re-read"
			    : h->going_back ? "state re-read: not rolled back"
					    : "state re-read: not migrated";

	switch (h->sql.code) {
	case INSTAR_E_IO:
		return instar__fail(h, INSTAR_E_IO, "look at the disk, then start again",
			"disk error; %s", state);
	case INSTAR_E_FULL:
		return instar__fail(h, INSTAR_E_FULL, "free some space, then start again",
			"disk full at the commit; %s", state);
	case INSTAR_E_SQL:
		return instar__fail(h, INSTAR_E_SQL, "", "the commit was refused: %s; %s",
			h->sql.message, state);
	default:
		return instar__fail_sql(h);
	}
}

/* Autocommit first: what SQLite has ended cannot be rolled back, and may be applied. */
int instar__commit_as(
	instar *h, instar__commit_number *ask, int64_t wanted, bool last)
{
	int64_t found;

	if (h->error.code)
		return h->error.code;
	h->committed = instar__try_commit(h) && !h->error.code && last;
	if (!h->sql.code && !h->error.code)
		return INSTAR_OK;
	if (h->sql.code == INSTAR_E_BUSY && instar__sql_in_transaction(&h->sql)) {
		fail_busy_commit(h);
		instar__roll_back(h);
		return h->error.code;
	}
	instar__roll_back(h);
	found = read_again(h, ask, wanted);
	if (found != wanted)
		return fail_commit(h, found);
	instar__sql_clear(&h->sql);
	h->committed = true; /* so the host cannot cancel here */
	instar__warn(h, "applied (confirmed after an error)");
	h->committed = last;
	return h->error.code;
}

int instar__commit(instar *h, int64_t rows, bool last)
{
	return instar__commit_as(h, instar__track_rows, rows, last);
}

void instar__tell_end(instar *h, uint32_t done, uint32_t total, int64_t began_us)
{
	instar__tell(h, &(struct instar_event){
				.kind = h->error.code ? INSTAR_EVENT_ROLLED_BACK
						      : INSTAR_EVENT_COMMITTED,
				.text = h->error.message,
				.done = done,
				.total = total,
				.duration_us = instar__since(h, began_us),
			});
}
