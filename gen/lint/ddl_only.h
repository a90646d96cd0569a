/*
 * ddl_only: steps change the schema; rows of users are a backfill's.
 *
 * In: a statement about to run, and the schema before its step. Out: a finding when it
 * changes rows that users may have made, and could be done after the start as well. Of
 * the rows themselves it knows nothing but how many there are.
 */
#ifndef GEN_LINT_DDL_ONLY_H
#define GEN_LINT_DDL_ONLY_H

#include "gen/lint/schema_rules.h"
#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"

/*
 * Judge statement `index` of the up migration, on the scratch database that the history
 * alone has filled, before it runs.
 */
void ddl_only_judge(struct schema_rules *rules, struct scratch *scratch,
	const struct snapshot *before, const struct migration *migration, uint32_t index);

#endif
