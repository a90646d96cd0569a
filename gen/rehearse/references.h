/*
 * references: which columns hold the keys of which tables, declared or not.
 *
 * In: the history. Out: pairs of columns that a JOIN, a condition, USING or IN takes to
 * be equal; with them, and with the foreign keys of a database, whether a number is a key
 * that some row refers to. What nobody refers to may be renumbered.
 */
#ifndef GEN_REHEARSE_REFERENCES_H
#define GEN_REHEARSE_REFERENCES_H

#include "gen/oracle/scratch.h"
#include "gen/read/plan.h"

struct reference {
	const char *table, *column;
	const char *other, *other_column; /* the same values, in another place */
};

struct references {
	struct arena *arena;
	struct reference *items;
	uint32_t count;
};

struct references *references_read(struct arena *arena, const struct plan *plan);

/* The places that refer to a column in a database: foreign keys, and pairs, each once. */
struct references references_to(const struct references *references,
	struct scratch *scratch, const char *table, const char *column);

/* Tables that refer to a table, or that it refers to. */
struct names references_near(
	const struct references *references, struct scratch *scratch, const char *table);

/* Has one of these places the value, a literal? */
bool references_have(
	const struct references *places, struct scratch *scratch, const char *value);

#endif
