/*
 * progress: how far a backfill is, as one rewritten line.
 *
 * In: a batch after the other. Out: on a terminal, and nowhere else, a line on standard
 * error, gone again before anything else is printed.
 */
#ifndef INSTAR_CLI_PROGRESS_H
#define INSTAR_CLI_PROGRESS_H

#include "instar.h"

struct instar__cli;

/* A batch is done. Not 0: the user has had enough. */
int instar__cli_note_batch(struct instar__cli *c, const struct instar_event *event);

/* Another program is waited for: that is said once, and a Ctrl-C ends this one at once.
 */
void instar__cli_note_waiting(struct instar__cli *c);

/* Take the line away, before something else is printed. */
void instar__cli_clear_progress(struct instar__cli *c);

/* Milliseconds of some clock. */
int64_t instar__cli_now_ms(void);

#endif
