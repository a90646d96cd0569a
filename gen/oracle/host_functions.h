/*
 * host_functions: stand-ins for the functions that the host registers.
 *
 * In: a function's name, and what it is to answer. Out: a function of SQLite's that
 * answers so. What it has answered once for some arguments it answers for the same ones
 * ever after, on all scratch databases of a plan, so that an index or a CHECK over it
 * stays true of the rows that are there. For arguments that nobody has asked about it
 * answers as it was told last: with its first argument, or with a value that let a row
 * into a table. What the real function says is not known here.
 */
#ifndef GEN_ORACLE_HOST_FUNCTIONS_H
#define GEN_ORACLE_HOST_FUNCTIONS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/base/value.h"

struct arena;
struct plan;

struct host_function {
	struct host_functions *all;
	const char *name;
	bool constant; /* it answers `answer`, and not its first argument */
	struct value answer;
};

struct host_answer {
	struct value value;
	bool revoked;
};

struct host_functions {
	struct arena *arena;
	struct map names; /* to functions */
	struct host_function **functions;
	uint32_t count;
	struct map asked; /* calls, to answers */
	struct host_answer *answers;
	uint32_t answer_count;
	uint32_t *given; /* answers in the order they were given */
	uint32_t given_count;
	bool expected; /* the CHECKs were read */
};

/* Those of a plan, one for all its databases. */
struct host_functions *host_functions_of(struct arena *arena, const struct plan *plan);

/* Register a stand-in with that number of arguments, -1 for any; SQLite's code. */
int host_functions_register(
	struct host_functions *functions, sqlite3 *db, const char *name, int count);

/* Once all are registered: what they answer at first (host_checks.c). */
void host_functions_expect(struct host_functions *functions, const struct plan *plan);

/* One of the host's, or NULL. Who changes its answer changes it for what is asked next.
 */
struct host_function *host_functions_find(
	const struct host_functions *functions, const char *name);

/* Forget the answers behind the first `given` ones: the row they are about is refused. */
void host_functions_revoke(struct host_functions *functions, uint32_t given);

#endif
