/*
 * cli_backfill: the command `backfill`, and what other commands tell of backfills.
 *
 * In: a handle. Out: backfills done one after another, each with a line of its own; a
 * failure of one does not keep the others from running. On a terminal one rewritten line
 * on standard error tells how far it is.
 */
#include <string.h>

#include "cli.h"

static const char *plural(int64_t count)
{
	return count == 1 ? "" : "s";
}

/* --- progress on a terminal */

static int64_t now_ms(void)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	sqlite3_int64 now = 0;
	if (vfs && vfs->iVersion >= 2 && vfs->xCurrentTimeInt64)
		vfs->xCurrentTimeInt64(vfs, &now);
	return now;
}

/* "3 s", "2 min", "5 h": nobody needs it finer. */
static void print_time(int64_t seconds)
{
	if (seconds < 120)
		fprintf(stderr, "%lld s", (long long)seconds);
	else if (seconds < 7200)
		fprintf(stderr, "%lld min", (long long)(seconds / 60));
	else
		fprintf(stderr, "%lld h", (long long)(seconds / 3600));
}

static void clear_line(struct instar__cli *c)
{
	if (c->backfill.drawn)
		fputs("\r\033[K", stderr);
	c->backfill.drawn = false;
}

static void draw_line(struct instar__cli *c, const struct instar_event *event)
{
	struct instar__cli_backfill *now = &c->backfill;
	int64_t ms = now_ms() - now->since_ms;
	clear_line(c);
	now->drawn = true;
	now->drawn_ms = now_ms();
	instar__print_text(stderr, event->id);
	fprintf(stderr, ": %lld row%s", (long long)now->rows, plural(now->rows));
	if (ms > 0)
		fprintf(stderr, ", %lld a second", (long long)(now->rows * 1000 / ms));
	if (event->left_us) {
		fputs(", ", stderr);
		print_time((event->left_us + 500000) / 1000000);
		fputs(" left", stderr);
	}
	fflush(stderr);
}

void instar__cli_note_batch(struct instar__cli *c, const struct instar_event *event)
{
	struct instar__cli_backfill *now = &c->backfill;
	now->rows += event->rows;
	if (!c->json && instar__cli_on_terminal(stderr) &&
		now_ms() - now->drawn_ms >= 200)
		draw_line(c, event);
}

/* --- one after another */

static void print_done(const struct instar__cli *c, const struct instar_backfill_state *s)
{
	const struct instar__cli_backfill *now = &c->backfill;
	if (c->json)
		return;
	fputs("  ", stdout);
	instar__print_text(stdout, s->key);
	if (s->is_index)
		fputs(s->is_done ? " built" : " not built", stdout);
	else
		printf(" %s, %lld row%s", s->is_done ? "done" : "not done yet",
			(long long)now->rows, plural(now->rows));
	if (s->skipped)
		printf(", %lld set aside", (long long)s->skipped);
	fputs(", ", stdout);
	instar__print_ms(stdout, (now_ms() - now->since_ms) * 1000);
	fputs(" ms\n", stdout);
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
	int64_t left = (int64_t)c->max_minutes * 60000 - (now_ms() - began_ms);
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
	c->backfill = (struct instar__cli_backfill){ .since_ms = now_ms() };
	c->backfill.drawn_ms = c->backfill.since_ms;
	code = instar_backfill(h, &options);
	clear_line(c);
	return code;
}

/*
 * Only what the rows refuse, and a trigger on them, is about one backfill; the rest would
 * meet all others too.
 */
static bool ends_all(int code)
{
	return code != INSTAR_E_SQL && code != INSTAR_E_FOREIGN;
}

/* Run what is due, each once. Returns the status of the first failure. */
static int run_all(struct instar__cli *c, char *tried)
{
	int64_t began_ms = now_ms(), left_ms;
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
			int failed = instar__cli_fail(c, instar_error(h));
			status = status ? status : failed;
		} else if (state && (states = instar_backfills(h))) {
			print_done(c, &states->items[which]);
		}
		over |= !state;
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

/* The end: how all stand now, whatever became of this run. */
static int tell_end(struct instar__cli *c, int status)
{
	instar *h = instar__cli_handle(c, c->db);
	const struct instar_backfills *states = instar_backfills(h);
	if (states && c->json) {
		instar__json_text("{", "database", c->path);
		instar__json_text(", ", "set", c->host->set->text + c->host->set->name);
		instar__json_number(", ", "left", states->left);
		instar__json_number(", ", "status", status);
		instar__json_backfills(states);
		puts("}");
	} else if (states) {
		conclude(c, states);
	} else if (!status) {
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
	int status = INSTAR_EXIT_OK;
	char *tried;
	if (!states)
		return instar__cli_fail(c, instar_error(h));
	if (!knows(c, states))
		return INSTAR_EXIT_USAGE;
	tried = sqlite3_malloc64((sqlite3_uint64)states->count + 1);
	if (!tried)
		return instar__cli_refuse(c, INSTAR_E_NOMEM, "out of memory%s", "");
	memset(tried, 0, (size_t)states->count + 1);
	if (states->left)
		status = run_all(c, tried);
	status = tell_end(c, status);
	sqlite3_free(tried);
	return c->strict ? status : INSTAR_EXIT_OK;
}

/* --- for other commands */

static void print_state(const struct instar_backfill_state *state)
{
	instar__print_text(stdout, state->key);
	if (state->is_done)
		fputs(": done", stdout);
	else
		fputs(state->is_due ? ": waits to be run" : ": not due yet", stdout);
	if (!state->is_index && (state->rows_done || state->is_done))
		printf(", %lld row%s%s", (long long)state->rows_done,
			plural(state->rows_done), state->is_done ? "" : " so far");
	if (state->skipped)
		printf(", %lld set aside", (long long)state->skipped);
	if (*state->last_error) {
		fputs(", last error: ", stdout);
		instar__print_text(stdout, state->last_error);
	}
	putchar('\n');
}

void instar__print_backfills(int width, instar *h)
{
	const struct instar_backfills *states = instar_backfills(h);
	for (uint32_t i = 0; states && i < states->count; i++) {
		printf("%-*s ", width, states->items[i].is_index ? "index" : "backfill");
		print_state(&states->items[i]);
	}
	if (!states) {
		printf("%-*s ", width, "backfills");
		instar__print_text(stdout, instar_error(h)->message);
		putchar('\n');
	}
}

static void json_state(const struct instar_backfill_state *state)
{
	static const char *const priorities[] = { "low", "normal", "high" };
	instar__json_text("{", "key", state->key);
	instar__json_text(", ", "id", state->id);
	instar__json_text(", ", "table", state->table);
	instar__json_boolean(", ", "index", state->is_index);
	instar__json_text(", ", "priority", priorities[state->priority + 1]);
	instar__json_boolean(", ", "due", state->is_due);
	instar__json_boolean(", ", "done", state->is_done);
	instar__json_number(", ", "rows", state->rows_done);
	instar__json_number(", ", "batches", state->batches);
	instar__json_number(", ", "attempts", state->attempts);
	instar__json_number(", ", "skipped", state->skipped);
	instar__json_text(", ", "finished_at", state->finished_at);
	instar__json_text(", ", "last_error", state->last_error);
	putchar('}');
}

void instar__json_backfills(const struct instar_backfills *states)
{
	fputs(",\n  \"backfills\": ", stdout);
	if (!states) {
		fputs("null", stdout);
		return;
	}
	putchar('[');
	for (uint32_t i = 0; i < states->count; i++) {
		fputs(i ? ",\n    " : "\n    ", stdout);
		json_state(&states->items[i]);
	}
	putchar(']');
}

void instar__print_backfills_left(const struct instar__cli *c)
{
	if (!c->backfills_left)
		return;
	printf("%lld backfill%s wait%s: run %s backfill ", (long long)c->backfills_left,
		plural(c->backfills_left), c->backfills_left == 1 ? "s" : "",
		c->host->program ? c->host->program : "instar");
	if (c->host->arguments) {
		instar__print_text(stdout, c->host->arguments);
		putchar(' ');
	}
	instar__print_text(stdout, c->path);
	putchar('\n');
}
