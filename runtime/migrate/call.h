/*
 * call: the functions of the host that steps call (@call NAME).
 *
 * In: a statement that is a call. Out: what the function did to the rows, or the handle's
 * error. It holds the function to what every statement keeps: the transaction, and no
 * statement left running.
 */
#ifndef INSTAR_MIGRATE_CALL_H
#define INSTAR_MIGRATE_CALL_H

#include "runtime/core/handle.h"

/* Call the function of a statement, inside the step's savepoint. */
void instar__call(instar *h, uint32_t statement);

/*
 * Fail when a step that is due (`verdicts`, one for each) calls a function and the set
 * was not linked with any: made in memory by the generator, it has their names only.
 * Returns the sticky code.
 */
int instar__call_refuse(instar *h, const unsigned char *verdicts);

#endif
