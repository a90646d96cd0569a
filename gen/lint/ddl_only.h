/*
 * ddl_only: steps change the schema; rows of users are a backfill's.
 *
 * In: a statement about to run, and the schema before its step. Out: a finding when it
 * changes rows that users may have made, and could be done after the start as well. Of
 * the rows themselves it knows nothing.
 */
#ifndef GEN_LINT_DDL_ONLY_H
#define GEN_LINT_DDL_ONLY_H

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"

struct diags;
struct script;

/* Judge statement `index` of the up migration, on a scratch database before it runs. */
void ddl_only_judge(struct diags *diags, struct scratch *scratch,
	const struct snapshot *before, const struct script *script, uint32_t index);

#endif
