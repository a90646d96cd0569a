/*
 * error: from a code to a sentence and the next action.
 *
 * In: what failed, where, and what SQLite said. Out: the handle's one sticky error. It
 * refuses to know how to go on.
 */
#ifndef INSTAR_CORE_ERROR_H
#define INSTAR_CORE_ERROR_H

#include "runtime/core/handle.h"

/* Set the error, unless there is one. `action` may be "". Returns the sticky code. */
int instar__fail(instar *h, int code, const char *action, const char *format, ...);

/*
 * Fail with READONLY when the database cannot be written: "read-only; 3 steps pending",
 * of which `format` is what comes after the semicolon. `set_name` comes before it,
 * unless NULL. Returns the sticky code.
 */
int instar__refuse_readonly(instar *h, const char *set_name, const char *format, ...);

/* Turn the error in h->sql, if any, into the handle's. Returns the sticky code. */
int instar__fail_sql(instar *h);

/* Take over the error of another handle of the same set; NULL: there was no memory. */
void instar__take_error(instar *h, const instar *from);

/* The position where the error happened: "004_x.sql:12", or "" outside steps. */
void instar__place(const instar *h, char *out, size_t size);

#endif
