/*
 * call: the functions of the host that steps call. See call.h.
 */
#include "runtime/migrate/call.h"

#include <string.h>

#include "runtime/core/error.h"

static const char mark[] = "@call ";

static const char *name_of(const instar *h, uint32_t statement)
{
	return instar__text(h, h->set->statements[statement].sql) + strlen(mark);
}

static void refuse(instar *h, uint32_t statement, const char *what)
{
	instar__fail(h, INSTAR_E_MISUSE, "report this to the program's maker",
		"%s, which %s calls, %s", name_of(h, statement),
		instar__text(h, h->set->steps[h->at_step].id), what);
}

/* A savepoint of its own tells whether the transaction is still the one it was. */
static void check_after(instar *h, uint32_t statement)
{
	if (!instar__sql_in_transaction(&h->sql)) {
		refuse(h, statement, "ended the transaction");
	} else if (instar__sql_left_open(h->db)) {
		refuse(h, statement, "left a statement running; all undone");
	} else if (instar__sql_exec(&h->sql, "RELEASE instar_call") == INSTAR_E_SQL) {
		instar__sql_clear(&h->sql);
		refuse(h, statement, "ended the transaction");
	}
}

/* The function's own error. Some codes mean another thing when instar itself meets them.
 */
static void take_result(instar *h, int rc)
{
	if (instar__sql_code(rc) != INSTAR_OK)
		instar__sql_fail(&h->sql, rc);
	if (h->sql.code == INSTAR_E_MISUSE || h->sql.code == INSTAR_E_TRANSACTION)
		h->sql.code = INSTAR_E_SQL;
	instar__fail_sql(h);
}

void instar__call(instar *h, uint32_t statement)
{
	instar_call *function = NULL;

	instar__sql_exec(&h->sql, "SAVEPOINT instar_call");
	if (instar__fail_sql(h))
		return;
	function = h->set->calls[h->set->statements[statement].call - 1];
	take_result(h, function(h->db, h->options.call_context));
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

int instar__call_refuse(instar *h, const unsigned char *verdicts)
{
	uint32_t call;

	if (!h->set->call_count || h->set->calls)
		return h->error.code;
	for (uint32_t i = 0; i < h->set->step_count && !h->error.code; i++) {
		call = first_call(h, i);
		if (verdicts[i] != INSTAR_RUN || call == INSTAR_NONE)
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
