/*
 * quiet_pass: has a whole pass gone by without anybody else writing? See quiet_pass.h.
 */
#include "runtime/backfill/quiet_pass.h"

/* Below 0: it could not be read. */
static int64_t version(instar *h)
{
	struct instar__sql sql;

	instar__sql_init(&sql, h->db);
	return instar__sql_int(&sql, "PRAGMA main.data_version", -1);
}

void instar__undisturbed_begin(instar *h, struct instar__undisturbed *pass)
{
	pass->version = version(h);
	pass->changes = sqlite3_total_changes(h->db);
	pass->holds = pass->version >= 0;
}

void instar__undisturbed_ask(instar *h, struct instar__undisturbed *pass)
{
	if (pass->holds)
		pass->holds = pass->changes == sqlite3_total_changes(h->db) &&
			      pass->version == version(h);
}

void instar__undisturbed_count(
	instar *h, struct instar__undisturbed *pass, int64_t changed)
{
	int64_t all = (int64_t)sqlite3_total_changes(h->db) - pass->changes;

	pass->holds = pass->holds && all == changed;
}

void instar__undisturbed_end(instar *h, struct instar__undisturbed *pass)
{
	pass->changes = sqlite3_total_changes(h->db);
}
