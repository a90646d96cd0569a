/*
 * backfill: the command `backfill`, and what other commands tell of backfills.
 *
 * In: a handle. Out: backfills done one after another, each with a line of its own; a
 * failure of one does not keep the others from running.
 */
#include "runtime/cli/backfill.h"

#include <string.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/events.h"
#include "runtime/cli/interrupt.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/progress.h"

/* --- one after another */

static void print_done(const struct instar__cli *c, const struct instar_backfill_state *s)
{
	const struct instar__cli_backfill *now = &c->backfill;
	if (c->json)
		return;
	instar__print(stdout, "  %s", s->key);
	if (s->is_index)
		fputs(s->is_done ? " built" : " not built", stdout);
	else
		printf(" %s, %lld row%s", s->is_done ? "done" : "not done yet",
			(long long)now->rows, instar__plural(now->rows));
	if (s->skipped)
		printf(", %lld set aside", (long long)s->skipped);
	instar__print(stdout, ", %s ms\n",
		instar__ms((instar__cli_now_ms() - now->since_ms) * 1000).text);
	fflush(stdout);
}

/* The next that is due and has not been tried: of highest priority, the first of equals.
 */
static const struct instar_backfill_state *choose(const struct instar__cli *c,
	const struct instar_backfills *states, const char *tried)
{
	const struct instar_backfill_state *best = NULL;
	for (uint32_t i = 0; i < states->count; i++) {
		const struct instar_backfill_state *state = &states->items[i];
		if (!state->is_due || state->is_done || tried[i] ||
			(c->only_key && strcmp(c->only_key, state->key) != 0))
			continue;
		if (!best || state->priority > best->priority)
			best = state;
	}
	return best;
}

/* What is left of --max-minutes, in milliseconds; 0: no limit; below 0: it is over. */
static int64_t time_left(const struct instar__cli *c, int64_t began_ms)
{
	int64_t left = (int64_t)c->max_minutes * 60000;
	left -= instar__cli_now_ms() - began_ms;
	if (!c->max_minutes)
		return 0;
	return left > 0 ? left : -1;
}

static int run_one(struct instar__cli *c, instar *h, const char *key, int64_t left_ms)
{
	struct instar_backfill_options options = { .size = sizeof(options),
		.only = key,
		.max_ms = left_ms,
		.alone = c->alone,
		.set_aside = c->set_aside };
	int code;
	c->backfill = (struct instar__cli_backfill){ .since_ms = instar__cli_now_ms() };
	c->backfill.drawn_ms = c->backfill.since_ms;
	code = instar_backfill(h, &options);
	instar__cli_clear_progress(c);
	if (!instar__cli_interrupted(c))
		instar__cli_let_go(c); /* an index is built by one statement */
	return code;
}

/*
 * Only what the rows refuse, a trigger on them, and rows that may not go are about one
 * backfill; the rest would meet all others too.
 */
static bool ends_all(int code)
{
	return code != INSTAR_E_SQL && code != INSTAR_E_FOREIGN &&
	       code != INSTAR_E_DESTRUCTIVE;
}

/* For JSON, which is printed at the end. */
static void keep_first(struct instar__cli *c, instar *h)
{
	if (!c->failed)
		c->failed = h;
}

/* Run what is due, each once. Returns the status of the first failure. */
static int run_all(struct instar__cli *c, char *tried)
{
	int64_t began_ms = instar__cli_now_ms(), left_ms;
	int status = INSTAR_EXIT_OK;
	bool over = false;
	while (!over && (left_ms = time_left(c, began_ms)) >= 0) {
		instar *h = instar__cli_handle(c, c->db);
		const struct instar_backfills *states = instar_backfills(h);
		const struct instar_backfill_state *state =
			states ? choose(c, states, tried) : NULL;
		uint32_t which = state ? (uint32_t)(state - states->items) : 0;
		if (state) {
			tried[which] = 1;
			run_one(c, h, state->key, left_ms);
		}
		if (instar_error(h)->code) {
			over = ends_all(instar_error(h)->code);
			int failed = instar__cli_say_error(c, instar_error(h));
			status = status ? status : failed;
			keep_first(c, h);
		} else if (state && (states = instar_backfills(h))) {
			print_done(c, &states->items[which]);
		}
		over |= !state || instar__cli_interrupted(c);
		if (h != c->failed)
			instar_close(h);
	}
	return status;
}

static void conclude(const struct instar__cli *c, const struct instar_backfills *states)
{
	uint32_t later = 0;
	for (uint32_t i = 0; i < states->count; i++)
		later += !states->items[i].is_due && !states->items[i].is_done;
	if (c->json)
		return;
	if (states->left)
		printf("%lu left\n", (unsigned long)states->left);
	else if (!later)
		puts("all done");
	if (later)
		printf("%lu wait%s for steps that are pending, or for another\n",
			(unsigned long)later, later == 1 ? "s" : "");
}

/* The end: the state of all now, whatever became of this run. */
static int tell_end(struct instar__cli *c, int status)
{
	instar *h = instar__cli_handle(c, c->db);
	const struct instar_backfills *states = instar_backfills(h);
	if (states && c->json) {
		instar__json("{database: %s, set: %s, left: %u, status: %lld", c->path,
			c->host->set->text + c->host->set->name, states->left,
			(long long)status);
		instar__json_error_member(
			",\n  ", c->failed ? instar_error(c->failed) : NULL);
		instar__json_backfills(states);
		puts("}");
	} else if (states) {
		conclude(c, states);
	} else if (!status || c->json) {
		status = instar__cli_fail(c, instar_error(h));
	}
	instar_close(h);
	return status;
}

static bool knows(const struct instar__cli *c, const struct instar_backfills *states)
{
	for (uint32_t i = 0; i < states->count; i++) {
		if (!c->only_key || strcmp(c->only_key, states->items[i].key) == 0)
			return true;
	}
	if (!c->only_key)
		return true;
	instar__cli_refuse(c, INSTAR_E_MISUSE,
		"no backfill \"%s\" in this program; status lists them", c->only_key);
	return false;
}

int instar__cli_backfill(struct instar__cli *c, instar *h)
{
	const struct instar_backfills *states = instar_backfills(h);
	int status = INSTAR_EXIT_OK, result = INSTAR_EXIT_OK;
	char *tried;
	if (!states)
		return instar__cli_fail(c, instar_error(h));
	if (!knows(c, states))
		return INSTAR_EXIT_USAGE;
	tried = sqlite3_malloc64((sqlite3_uint64)states->count + 1);
	if (!tried)
		return instar__cli_out_of_memory(c);
	memset(tried, 0, (size_t)states->count + 1);
	if (states->left)
		status = run_all(c, tried);
	status = tell_end(c, status);
	sqlite3_free(tried);
	instar_close(c->failed);
	c->failed = NULL;
	if (c->strict || instar__cli_interrupted(c))
		result = status;
	instar__cli_let_go(c); /* after a Ctrl-C this is the end of the program */
	return result;
}

/* --- for other commands */

static void print_skipped(const struct instar_backfill_state *state)
{
	if (!state->skipped)
		return;
	instar__print(stdout, ", %lld row%s set aside: %s", (long long)state->skipped,
		instar__plural(state->skipped), state->skipped_rows);
	if (state->skipped > 3)
		printf("; and %lld more", (long long)state->skipped - 3);
}

static void print_state(const struct instar_backfill_state *state)
{
	instar__print(stdout, "%s", state->key);
	if (state->is_done)
		fputs(state->is_index ? ": built" : ": done", stdout);
	else if (state->is_running)
		fputs(": running in another program", stdout);
	else if (state->is_due)
		fputs(state->is_index ? ": waits to be built" : ": waits to be run",
			stdout);
	else
		fputs(": not due yet", stdout);
	if (!state->is_index && (state->rows_done || state->is_done))
		printf(", %lld row%s%s", (long long)state->rows_done,
			instar__plural(state->rows_done),
			state->is_done ? "" : " so far");
	print_skipped(state);
	if (*state->last_error)
		instar__print(stdout, ", last error: %s", state->last_error);
	putchar('\n');
}

void instar__print_backfills(int width, instar *h)
{
	const struct instar_backfills *states = instar_backfills(h);
	for (uint32_t i = 0; states && i < states->count; i++) {
		printf("%-*s ", width, states->items[i].is_index ? "index" : "backfill");
		print_state(&states->items[i]);
	}
	if (!states)
		instar__print_line(width, "backfills", instar_error(h)->message);
}

void instar__json_backfills(const struct instar_backfills *states)
{
	static const char *const priorities[] = { "low", "normal", "high" };
	fputs(",\n  \"backfills\": ", stdout);
	fputs(states ? "[" : "null", stdout);
	for (uint32_t i = 0; states && i < states->count; i++) {
		const struct instar_backfill_state *state = &states->items[i];
		instar__json_next(i);
		instar__json("{key: %s, id: %s, table: %s, index: %d, priority: %s, ",
			state->key, state->id, state->table, state->is_index,
			priorities[state->priority + 1]);
		instar__json(
			"due: %d, done: %d, running: %d, rows: %lld, batches: %lld, ",
			state->is_due, state->is_done, state->is_running,
			(long long)state->rows_done, (long long)state->batches);
		instar__json("attempts: %lld, skipped: %lld, skipped_rows: %s, ",
			(long long)state->attempts, (long long)state->skipped,
			state->skipped_rows);
		instar__json("finished_at: %s, last_error: %s}", state->finished_at,
			state->last_error);
	}
	if (states)
		putchar(']');
}

void instar__print_backfills_left(const struct instar__cli *c)
{
	if (!c->backfills_left)
		return;
	printf("%lld backfill%s wait%s: run ", (long long)c->backfills_left,
		instar__plural(c->backfills_left), c->backfills_left == 1 ? "s" : "");
	instar__print_command(stdout, c, "backfill");
}
