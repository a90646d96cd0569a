/*
 * placeholders: stand-ins for what the host registers.
 *
 * In: a plan with @function, @collation and @module, and a connection. Out: that
 * connection with a stand-in for each that it does not have itself. What the real ones do
 * is not known here, so nothing is proved about their results.
 */
#ifndef GEN_ORACLE_PLACEHOLDERS_H
#define GEN_ORACLE_PLACEHOLDERS_H

#include "gen/oracle/scratch.h"
#include "gen/read/plan.h"

/* Exits when there is no memory. */
void placeholders_register(struct arena *arena, const struct plan *plan, sqlite3 *db);

/* A scratch database with them. */
struct scratch *placeholders_open(struct arena *arena, const struct plan *plan);

#endif
