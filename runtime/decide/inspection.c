/*
 * inspection: one consistent reading of the database. See inspection.h.
 *
 * The gate comes first: two numbers of the file's header, for which SQLite need not
 * parse the schema.
 */
#include "runtime/decide/inspection.h"

#include <string.h>

#include "runtime/core/error.h"

static const char data_version[] = "PRAGMA main.data_version";

static void look_once(instar *h, struct instar__inspection *look, bool gate)
{
	instar__attempt(h);
	instar__sql_exec(&h->sql, "BEGIN");
	look->stamp = instar__stamp_read(h);
	if (h->sql.code)
		return;
	look->by_stamp = gate && instar__stamp_is_right(h, look->stamp);
	if (look->by_stamp)
		return;
	look->data_version = instar__sql_int(&h->sql, data_version, -1);
	instar__decide(h, &look->decision);
}

bool instar__inspection_holds(instar *h, const struct instar__inspection *look)
{
	return instar__sql_int(&h->sql, data_version, -2) == look->data_version;
}

static bool look_again(instar *h, struct instar__inspection *look)
{
	if (!h->sql.code)
		return false;
	instar__roll_back(h);
	instar__decision_free(&look->decision);
	return instar__again(h);
}

static void refuse_empty(instar *h, const struct instar__inspection *look)
{
	if (h->options.must_exist && !look->by_stamp && !h->error.code &&
		!look->decision.track.exists && !look->decision.schema.count)
		instar__fail(h, INSTAR_E_CANTOPEN, "look whether this is the right file",
			"the database is empty, and was expected to exist");
}

int instar__inspection(instar *h, struct instar__inspection *look, bool gate)
{
	memset(look, 0, sizeof(*look));
	instar__decision_init(&look->decision);
	do
		look_once(h, look, gate);
	while (look_again(h, look));
	instar__fail_sql(h);
	refuse_empty(h, look);
	return h->error.code;
}

void instar__inspection_close(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);

	if (instar__sql_in_transaction(&sql))
		instar__sql_exec(&sql, "COMMIT");
	instar__roll_back(h); /* should COMMIT have failed */
}

int instar__read(instar *h, void (*once)(instar *h, void *context), void *context)
{
	do {
		instar__attempt(h);
		instar__sql_exec(&h->sql, "BEGIN");
		once(h, context);
		instar__inspection_close(h);
	} while (instar__again(h));
	return instar__fail_sql(h);
}

void instar__inspection_end(instar *h, struct instar__inspection *look)
{
	instar__inspection_close(h);
	instar__decision_free(&look->decision);
}
