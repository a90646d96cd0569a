/*
 * derived_questions: what the statements of a step ask of the rows before it.
 *
 * In: a statement, and what the rows that it meets are made from. Out: questions among
 * the derivations: which rows an UPDATE is about, which texts have to be JSON, for which
 * rows a trigger stops it. They are asked by others.
 */
#ifndef GEN_ORACLE_DERIVED_QUESTIONS_H
#define GEN_ORACLE_DERIVED_QUESTIONS_H

#include "gen/oracle/derivation.h"
#include "gen/sql/tree_walk.h"

/* The rows of `way` for which `where`, unless NULL, is true. */
void derived_questions_where(struct derivations *derivations,
	const struct statement *statement, const struct derivation *way,
	const char *where);

/* The JSON that a node of the statement reads in rows that came this way. */
void derived_questions_json(struct derivations *derivations, const struct derivation *way,
	const struct scope *scope, const struct statement *statement, enum tree_node kind,
	const void *node);

/*
 * The triggers on a table that is written: rows as they were, NULL for an INSERT, and as
 * they are then, NULL for a DELETE.
 */
void derived_questions_triggers(struct derivations *derivations,
	const struct statement *statement, const char *table,
	const struct derivation *old, const struct derivation *new);

#endif
