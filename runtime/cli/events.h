/*
 * events: the handle that a command works with, and what it tells meanwhile.
 *
 * In: what happens. Out: it is noted for the end, logged, and printed.
 */
#ifndef INSTAR_CLI_EVENTS_H
#define INSTAR_CLI_EVENTS_H

#include <stdbool.h>

#include "instar.h"

struct instar__cli;

/* The options of this run. */
void instar__cli_options(struct instar__cli *c, struct instar_options *options);

/* A handle on a connection, with these options. */
instar *instar__cli_handle(struct instar__cli *c, sqlite3 *db);

/* Note, log and print what happens. */
int instar__cli_event(struct instar__cli *c, const struct instar_event *event);

/* Forget what was noted: rows at stake; what was put back, but the first `keep`. */
void instar__cli_forget_stakes(struct instar__cli *c);
void instar__cli_forget_mended(struct instar__cli *c, uint32_t keep);

#endif
