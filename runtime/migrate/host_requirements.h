/*
 * host_requirements: does the connection have what the set needs?
 *
 * In: a handle outside a transaction. Out: the handle's error, in one sentence, when a
 * function, collation, module or build option is missing. It runs no step, and changes
 * nothing.
 */
#ifndef INSTAR_MIGRATE_HOST_REQUIREMENTS_H
#define INSTAR_MIGRATE_HOST_REQUIREMENTS_H

#include "runtime/core/handle.h"

/* Asked only when steps are due: an up-to-date database costs nothing. */
int instar__host_requirements_refuse(instar *h);

#endif
