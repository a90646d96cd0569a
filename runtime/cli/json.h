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

/* A member of an object, with what stands before its name; NULL is null. */
void instar__json_string(const char *before, const char *name, const char *value);

/* The same, for texts that are "" when there is none: that is null too. */
void instar__json_text(const char *before, const char *name, const char *value);
void instar__json_number(const char *before, const char *name, int64_t value);
void instar__json_boolean(const char *before, const char *name, int value);

/* What stands before the first member of the i-th object of a list. */
const char *instar__json_item(uint32_t i);

/* The members "count" to "at_stake" of what this run has done. */
void instar__json_run(const struct instar__cli *c);

/* The steps that are done, and the rows that they met. */
void instar__json_done(const struct instar__cli *c);
void instar__json_stakes(const struct instar__cli *c);

/* The member "error", with what stands before it; of NULL and of no error null. */
void instar__json_error_member(const char *before, const struct instar_error *error);

/* An object that has only that. */
void instar__json_error(const struct instar_error *error);

#endif
