/*
 * stamp: the cached proof that nothing has to be done. See stamp.h.
 *
 * Stamp and cookie are in one page of one file, so that no copy of a database can mix
 * them up, and every change of the schema by anybody moves the cookie.
 */
#include "runtime/records/stamp.h"

/* The top four bits of every stamp; a host's own version is never that high. */
static const uint32_t stamp_mark = 0xa0000000u;
static const uint32_t stamp_mask = 0xf0000000u;

/* The finalizer of SplitMix64: each bit of the result depends on all of `x`. */
static uint64_t mixed(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static uint32_t stamp_of(const instar *h, uint32_t cookie)
{
	uint64_t digest = h->company ? h->company : h->set->digest;
	uint64_t hash = mixed(digest ^ mixed((uint64_t)cookie + 1));

	return stamp_mark | ((uint32_t)hash & ~stamp_mask);
}

struct instar__stamp instar__stamp_read(instar *h)
{
	struct instar__stamp stamp;

	stamp.version = (uint32_t)instar__sql_int(&h->sql, "PRAGMA main.user_version", 0);
	stamp.cookie =
		(uint32_t)instar__sql_int(&h->sql, "PRAGMA main.schema_version", 0);
	return stamp;
}

bool instar__stamp_is_right(const instar *h, struct instar__stamp stamp)
{
	return stamp.version == stamp_of(h, stamp.cookie);
}

bool instar__stamp_is_ours(struct instar__stamp stamp)
{
	return stamp.version == 0 || (stamp.version & stamp_mask) == stamp_mark;
}

static void write_stamp(instar *h, uint32_t cookie)
{
	instar__sql_execf(
		&h->sql, "PRAGMA main.user_version=%d", (int)stamp_of(h, cookie));
}

uint64_t instar__stamp_company(uint64_t company, const instar_set *set)
{
	return mixed(company + mixed(set->digest)) | 1;
}

/*
 * The stamp of one set would say nothing of the others in the file. Without a table there
 * are none; an error of the disk is one of the run's, as it may have ended the
 * transaction.
 */
static bool has_company(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);
	int64_t found;

	found = instar__sql_intf(&sql, 0,
		"SELECT 1 FROM main.schema_migrations WHERE set_name <> %Q LIMIT 1",
		instar__text(h, h->set->name));
	instar__sql_take(&h->sql, &sql);
	return found || h->sql.code;
}

void instar__stamp_write(instar *h)
{
	struct instar__stamp stamp = instar__stamp_read(h);

	if (!h->sql.code && !h->company && instar__stamp_is_ours(stamp) &&
		!instar__stamp_is_right(h, stamp) && !has_company(h))
		write_stamp(h, stamp.cookie);
}

void instar__stamp_write_company(instar *h)
{
	struct instar__stamp stamp = instar__stamp_read(h);

	if (!h->sql.code && instar__stamp_is_ours(stamp))
		write_stamp(h, stamp.cookie);
}

void instar__stamp_void(instar *h)
{
	struct instar__stamp stamp = instar__stamp_read(h);

	if (!h->sql.code && stamp.version && instar__stamp_is_ours(stamp))
		instar__sql_exec(&h->sql, "PRAGMA main.user_version=0");
}

void instar__stamp_refresh(instar *h, struct instar__stamp judged)
{
	struct instar__stamp now;

	if (h->company || !instar__stamp_is_ours(judged) ||
		sqlite3_db_readonly(h->db, "main") == 1)
		return;
	if (has_company(h)) {
		instar__sql_clear(&h->sql);
		return;
	}
	instar__sql_lock(&h->sql);
	now = instar__stamp_read(h);
	if (now.cookie == judged.cookie && now.version == judged.version)
		write_stamp(h, now.cookie);
	instar__sql_exec(&h->sql, "COMMIT");
	instar__roll_back(h); /* if anything failed */
	instar__sql_clear(&h->sql);
}
