/*
 * step_schema: the part of a schema that a step has to do with.
 *
 * In: the names that a step reads, writes, compiles or gives, and the database before it.
 * Out: these, and what the views and triggers among them name in turn: without the rest
 * SQLite still finds the schema sound.
 */
#ifndef GEN_REHEARSE_STEP_SCHEMA_H
#define GEN_REHEARSE_STEP_SCHEMA_H

#include "gen/base/names.h"
#include "gen/oracle/scratch.h"
#include "gen/sql/parse.h"

/* Add what a statement of the step names. */
void step_schema_name(
	struct arena *arena, struct names *used, const struct statement *statement);

struct names step_schema_of(
	struct arena *arena, struct scratch *scratch, const struct names *used);

#endif
