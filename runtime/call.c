/*
 * call: the functions of the host that steps call. See call.h.
 */
#include "call.h"

#include <string.h>

#include "error.h"

static const char mark[] = "@call ";

static const char *name_of(const instar *h, uint32_t statement)
{
	return instar__text(h, h->set->statements[statement].sql) + strlen(mark);
}

bool instar__call_left_open(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;

	while ((stmt = sqlite3_next_stmt(db, stmt))) {
		if (sqlite3_stmt_busy(stmt))
			return true;
	}
	return false;
}

static void refuse(instar *h, uint32_t statement, const char *what)
{
	instar__fail(h, INSTAR_E_MISUSE, "report this to the program's maker",
		"%s, which %s calls, %s; all undone", name_of(h, statement),
		instar__text(h, h->set->steps[h->at_step].id), what);
}

/* A savepoint of its own tells whether the transaction is still the one it was. */
static void check_after(instar *h, uint32_t statement)
{
	static const char release[] = "RELEASE instar_call";
	bool ended = sqlite3_get_autocommit(h->db) != 0;
	bool open = instar__call_left_open(h->db);

	if (!ended && !open) {
		instar__sql_exec(&h->sql, release);
		ended = h->sql.code == INSTAR_E_SQL;
	}
	if (!ended && !open)
		return;
	instar__sql_clear(&h->sql);
	refuse(h, statement,
		ended ? "ended the transaction" : "left a statement running");
}

/* The function's own error; SQLITE_ROW and SQLITE_DONE are none. */
static void take_result(instar *h, int rc)
{
	if (instar__sql_code(rc) != INSTAR_OK)
		instar__sql_fail(&h->sql, rc);
	/* Whatever it waited for, the call is not repeated. */
	if (h->sql.code == INSTAR_E_MISUSE || h->sql.code == INSTAR_E_TRANSACTION)
		h->sql.code = INSTAR_E_SQL;
	instar__fail_sql(h);
}

void instar__call(instar *h, uint32_t statement)
{
	uint32_t number = h->set->statements[statement].call;
	instar_call *function;
	int rc;

	if (h->error.code)
		return;
	instar__sql_exec(&h->sql, "SAVEPOINT instar_call");
	if (instar__fail_sql(h))
		return;
	function = h->set->calls[number - 1];
	rc = function(h->db, h->options.call_context);
	take_result(h, rc);
	if (!h->error.code)
		check_after(h, statement);
	instar__fail_sql(h);
}

static uint32_t first_call(const instar *h, uint32_t step)
{
	const struct instar_range *up = &h->set->steps[step].up;
	uint32_t i = up->first;

	while (i < up->first + up->count && !h->set->statements[i].call)
		i++;
	return i < up->first + up->count ? i : INSTAR_NONE;
}

int instar__call_refuse(instar *h, const struct instar__decision *decision)
{
	uint32_t call;

	if (!h->set->call_count || h->set->calls)
		return h->error.code;
	for (uint32_t i = 0; i < h->set->step_count && !h->error.code; i++) {
		call = first_call(h, i);
		if (decision->verdicts[i] != INSTAR_RUN || call == INSTAR_NONE)
			continue;
		h->at_step = i;
		instar__fail(h, INSTAR_E_ENVIRONMENT, "migrate with the program itself",
			"step %s calls %s of the program: migrate with the program "
			"itself",
			instar__text(h, h->set->steps[i].id), name_of(h, call));
		h->at_step = INSTAR_NONE;
	}
	return h->error.code;
}
