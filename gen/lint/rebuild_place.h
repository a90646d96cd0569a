/*
 * rebuild_place: before which CREATE TABLE a @rebuild has to be.
 *
 * In: a script. Out: the statement that each @rebuild speaks of, and a finding where it
 * is none that can be rebuilt. It reads names and kinds; it knows no schema.
 */
#ifndef GEN_LINT_REBUILD_PLACE_H
#define GEN_LINT_REBUILD_PLACE_H

#include "gen/lint/statement_rules.h"

/*
 * For each annotation of the script: the statement right below it when it is a @rebuild
 * of what that statement makes; otherwise NULL.
 */
const struct statement **rebuild_place_targets(
	struct arena *arena, const struct script *script);

/* Judge every @rebuild of a script. */
void rebuild_place_judge(
	struct arena *arena, struct diags *diags, const struct script *script);

#endif
