/*
 * rebuild: what @rebuild stands for.
 *
 * In: a plan. Out: the same plan, in which each CREATE TABLE below a @rebuild is replaced
 * by the statements of the whole procedure: new table, copy, drop, rename, and what
 * belonged to the old one. The history is run for that, because only a database knows
 * which columns, indexes and triggers are there. Whether rows survive is prove's to see.
 */
#ifndef GEN_REBUILD_REBUILD_H
#define GEN_REBUILD_REBUILD_H

#include "gen/read/plan.h"

struct arena;
struct diags;

/* Expand every @rebuild of the plan; what cannot be expanded is reported. */
void rebuild_expand(struct arena *arena, struct diags *diags, struct plan *plan);

#endif
