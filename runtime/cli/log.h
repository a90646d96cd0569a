/*
 * log: what went wrong, on every channel.
 *
 * In: events and errors. Out: lines of the log file, a message on standard error, an
 * exit status. The log holds what a developer needs, the message what a user can act on.
 */
#ifndef INSTAR_CLI_LOG_H
#define INSTAR_CLI_LOG_H

#include <stdbool.h>

#include "instar.h"

struct instar__cli;

/* Open the log; false when that failed, which has been printed. */
bool instar__log_open(struct instar__cli *c);

/* One line with the time before it; nothing without a log. */
void instar__log_line(
	const struct instar__cli *c, const char *what, const char *id, const char *text);

/* Report an error of a handle on every channel; returns the exit status that fits. */
int instar__cli_fail(const struct instar__cli *c, const struct instar_error *error);

/* The same for a command that prints its own JSON at its end. */
int instar__cli_say_error(const struct instar__cli *c, const struct instar_error *error);

/* Report a failure that no handle knows of, in words. */
int instar__cli_refuse(
	const struct instar__cli *c, int code, const char *format, const char *what);
int instar__cli_out_of_memory(const struct instar__cli *c);

#endif
