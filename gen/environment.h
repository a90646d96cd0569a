/*
 * environment: what a set needs of the SQLite library that runs it.
 *
 * In: a plan. Out: the lowest version that knows every feature its tokens show. It reads
 * tokens only; what it cannot see (a function's newer argument) it does not claim.
 */
#ifndef GEN_ENVIRONMENT_H
#define GEN_ENVIRONMENT_H

#include <stdint.h>

#include "plan.h"

/* As SQLITE_VERSION_NUMBER; never below 3.26.0, which the runtime itself needs. */
uint32_t environment_lowest(const struct plan *plan);

#endif
