/*
 * progress: how far a backfill is, as one rewritten line. See progress.h.
 */
#include "runtime/cli/progress.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/interrupt.h"
#include "runtime/cli/print.h"
#include "runtime/cli/terminal.h"

/* A new line at most so often, in milliseconds. */
enum { REDRAW_MS = 200 };

/* The terminal does not go on in another line where the text is wider than it is. */
#define NARROW "\033[?7l"
#define WRAPS "\033[?7h"
#define ANEW "\r\033[K"

int64_t instar__cli_now_ms(void)
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

static bool is_watched(const struct instar__cli *c)
{
	const char *terminal = getenv("TERM");
	return !c->json && instar__cli_on_terminal(stderr) &&
	       !(terminal && strcmp(terminal, "dumb") == 0);
}

void instar__cli_clear_progress(struct instar__cli *c)
{
	if (c->backfill.drawn)
		fputs(ANEW, stderr);
	c->backfill.drawn = false;
}

static void draw(struct instar__cli *c, const struct instar_event *event)
{
	struct instar__cli_backfill *now = &c->backfill;
	int64_t ms = instar__cli_now_ms() - now->since_ms;
	now->drawn = true;
	now->drawn_ms = instar__cli_now_ms();
	fputs(ANEW NARROW, stderr);
	instar__print(stderr, "%s: %lld row%s", event->id, (long long)now->rows,
		instar__plural(now->rows));
	if (ms > 0)
		fprintf(stderr, ", %lld a second", (long long)(now->rows * 1000 / ms));
	if (event->left_us) {
		fputs(", ", stderr);
		print_time((event->left_us + 999999) / 1000000);
		fputs(" left", stderr);
	}
	fputs(WRAPS, stderr);
	fflush(stderr);
}

int instar__cli_note_batch(struct instar__cli *c, const struct instar_event *event)
{
	struct instar__cli_backfill *now = &c->backfill;
	instar__cli_hold(c);
	now->rows += event->rows;
	if (is_watched(c) && instar__cli_now_ms() - now->drawn_ms >= REDRAW_MS)
		draw(c, event);
	return instar__cli_interrupted(c);
}

void instar__cli_note_waiting(struct instar__cli *c)
{
	instar__cli_clear_progress(c);
	instar__cli_let_go(c);
	if (!c->waited)
		fputs("waiting for another program to release the database\n", stderr);
	c->waited = true;
}
