/*
 * needs: what a set needs of the connection that runs it, besides a version.
 *
 * In: a plan. Out: a list in words, which the table has and the runtime asks for:
 * "function normalize(1)", "collation german", "module fts5", "option
 * ENABLE_UPDATE_DELETE_LIMIT". It knows which parts of SQLite a build may lack.
 */
#ifndef GEN_LINT_NEEDS_H
#define GEN_LINT_NEEDS_H

#include "gen/base/names.h"
#include "gen/read/plan.h"

struct arena;

/* Each once, in order of first use. */
struct names needs_of(struct arena *arena, const struct plan *plan);

/*
 * The annotation that declares what one of SQLite's messages ("no such function: f")
 * misses, told by how the script calls it; or why there is none. NULL: the message is
 * about something else.
 */
const char *needs_help(
	struct arena *arena, const struct script *script, const char *message);

#endif
