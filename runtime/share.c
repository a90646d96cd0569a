/*
 * share: how a run of backfills shares the disk with whoever else writes. See share.h.
 *
 * All of it is a courtesy: what cannot be set is done without, and nothing is said.
 */
#include "share.h"

enum { NORMAL = 1 };

static int64_t ask(const instar *h, const char *pragma)
{
	struct instar__sql sql;

	instar__sql_init(&sql, h->db);
	return instar__sql_int(&sql, pragma, -1);
}

static void set(const instar *h, const char *pragma, int64_t value)
{
	struct instar__sql sql;
	char text[64];

	instar__sql_init(&sql, h->db);
	sqlite3_snprintf(sizeof(text), text, "PRAGMA %s=%lld", pragma, (long long)value);
	instar__sql_exec(&sql, text);
}

static bool is_wal(const instar *h)
{
	struct instar__sql sql;
	sqlite3_stmt *stmt;
	bool wal;

	instar__sql_init(&sql, h->db);
	stmt = instar__sql_prepare(&sql, "PRAGMA main.journal_mode");
	wal = instar__sql_row(&sql, stmt) &&
	      sqlite3_stricmp(instar__sql_text(&sql, stmt, 0), "wal") == 0;
	instar__sql_finish(stmt);
	return wal;
}

struct instar__share instar__share_begin(instar *h, bool alone)
{
	struct instar__share share = {
		.wal = is_wal(h), .synchronous = -1, .autocheckpoint = -1
	};
	int64_t synchronous, pages;

	if (!share.wal)
		return share;
	synchronous = ask(h, "PRAGMA main.synchronous");
	if (synchronous > NORMAL) {
		share.synchronous = synchronous;
		set(h, "main.synchronous", NORMAL);
	}
	/* 0 is also said when the host has a hook of its own, which must stay. */
	pages = alone ? 0 : ask(h, "PRAGMA wal_autocheckpoint");
	if (pages > 0) {
		share.autocheckpoint = pages;
		set(h, "wal_autocheckpoint", 0);
	}
	return share;
}

void instar__share_checkpoint(instar *h, const struct instar__share *share)
{
	if (share->autocheckpoint > 0)
		sqlite3_wal_checkpoint_v2(
			h->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void instar__share_end(instar *h, const struct instar__share *share)
{
	if (share->synchronous >= 0)
		set(h, "main.synchronous", share->synchronous);
	if (share->autocheckpoint > 0)
		set(h, "wal_autocheckpoint", share->autocheckpoint);
	if (share->synchronous >= 0) /* which syncs the log first */
		sqlite3_wal_checkpoint_v2(
			h->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}
