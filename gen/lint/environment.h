/*
 * environment: which SQLite a set needs.
 *
 * In: a plan. Out: the lowest version that knows every feature its tokens show, and which
 * statement asks for one that a target does not have. It reads tokens only; what it
 * cannot see it does not claim.
 */
#ifndef GEN_LINT_ENVIRONMENT_H
#define GEN_LINT_ENVIRONMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/read/plan.h"

struct diags;

/* As SQLITE_VERSION_NUMBER; never below 3.26.0, which the runtime itself needs. */
uint32_t environment_lowest(const struct plan *plan);

/* Report each statement, up or down, that needs a newer SQLite than `target`. */
void environment_target(struct diags *diags, const struct plan *plan, uint32_t target);

/* The version in which SQLite got a function of that name; 0: not known. */
uint32_t environment_function(const char *name);

/* Is token `i` of the script a word with its arguments after it: a call? */
bool environment_is_call(const struct script *script, uint32_t i);

/* Is token `i` this word, in any case? */
bool environment_is(const struct script *script, uint32_t i, const char *word);

#endif
