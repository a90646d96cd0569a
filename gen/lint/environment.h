/*
 * environment: which SQLite a set needs.
 *
 * In: a plan. Out: the lowest version that knows every feature its text shows, and which
 * statement asks for one that a target does not have. It reads the tree only; what it
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

#endif
