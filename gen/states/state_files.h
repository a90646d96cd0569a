/*
 * state_files: fixtures as files in a directory.
 *
 * In: fixtures. Out: one database each, and the list of them. It knows nothing of what
 * the states mean.
 */
#ifndef GEN_STATES_STATE_FILES_H
#define GEN_STATES_STATE_FILES_H

#include "instar_fixtures.h"

struct arena;
struct plan;

/*
 * Write DIRECTORY/NAME.db for each and DIRECTORY/fixtures.tsv; the directory is made when
 * it is missing, other files in it are left alone. Returns NULL, or what went wrong.
 */
const char *state_files_write(struct arena *arena, const struct plan *plan,
	const instar_set *set, const instar_fixtures *fixtures, const char *directory);

#endif
