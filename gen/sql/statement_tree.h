/*
 * statement_tree: tokens cut into statements, each with its tree or what its head tells.
 *
 * In: the tokens of a text. Out: where each statement is, and what the grammar makes of
 * it. A statement ends at a semicolon, a trigger at the one after `; END`, as
 * sqlite3_complete() has it; whether it reads changes nothing about where it ends.
 */
#ifndef GEN_SQL_STATEMENT_TREE_H
#define GEN_SQL_STATEMENT_TREE_H

#include "gen/sql/reading.h"

struct statements {
	struct statement *items;
	uint32_t count;
	uint32_t end; /* the first token that is in no statement: an open trigger's */
};

struct statements statements_read(struct reading *reading);

#endif
