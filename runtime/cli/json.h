/*
 * json: what the commands tell programs.
 *
 * In: what the runtime reports. Out: JSON on standard output. Text from a database need
 * not be UTF-8; JSON must be, so other bytes become U+FFFD.
 */
#ifndef INSTAR_CLI_JSON_H
#define INSTAR_CLI_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "instar.h"

struct instar__cli;

/*
 * The character at `text`, which is not its end, as it is spelled in a JSON string.
 * Returns how many bytes it has in `text`.
 */
size_t instar__json_character(const char *text, char spelled[8]);

/*
 * A template that looks like its output: names are quoted, and the rest is printed as it
 * is. %s: a text, "" and NULL are null; %-s: a text that may be ""; %u; %lld; %d: a
 * boolean.
 */
#if defined(__GNUC__) && !defined(_WIN32)
__attribute__((format(printf, 1, 2)))
#endif
void instar__json(const char *format, ...);

/* What comes before the i-th object of a list. */
void instar__json_next(uint32_t i);

/* The members "count" to "at_stake" of what this run has done. */
void instar__json_run(const struct instar__cli *c);

/* The steps that are done, and the rows that they met. */
void instar__json_done(const struct instar__cli *c);
void instar__json_stakes(const struct instar__cli *c);

/* The member "error", with what comes before it; of NULL and of no error null. */
void instar__json_error_member(const char *before, const struct instar_error *error);

/* An object that has only that. */
void instar__json_error(const struct instar_error *error);

#endif
