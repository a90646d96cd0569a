/*
 * deterministic: a scratch database on which a step does the same in each run.
 *
 * In: a plan, for its placeholders. Out: a connection whose clock does not move and whose
 * random() counts. Two runs from one state then differ only where the rows did.
 */
#ifndef GEN_ORACLE_DETERMINISTIC_H
#define GEN_ORACLE_DETERMINISTIC_H

#include "gen/oracle/scratch.h"
#include "gen/read/plan.h"

struct deterministic {
	struct scratch *scratch;
	sqlite3_vfs *clock;
	int64_t drawn; /* by random() and randomblob(), in the present run */
};

/* Exits when there is no memory. */
struct deterministic *deterministic_open(struct arena *arena, const struct plan *plan);
void deterministic_close(struct deterministic *database);

/* A run begins: random() counts from its first number again. */
void deterministic_begin(struct deterministic *database);

#endif
