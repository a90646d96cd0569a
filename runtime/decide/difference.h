/*
 * difference: how a database differs from what the set expects of it, object by object.
 *
 * In: a schema, and the truth of the checks. Out: a list of what is missing, what has
 * another shape and what nobody knows, each in words.
 */
#ifndef INSTAR_DECIDE_DIFFERENCE_H
#define INSTAR_DECIDE_DIFFERENCE_H

#include "runtime/core/handle.h"
#include "runtime/records/tracking.h"
#include "runtime/schema/schema.h"

struct instar__differences {
	struct instar_difference *items; /* name and text are owned */
	uint32_t count, room;
	uint32_t missing, other, extra; /* how many there are of each kind */
	uint32_t uncompared; /* of those of another shape: nobody knows what differs */
	char *others;	    /* names of other sets in the file, or NULL; owned */
	uint32_t elsewhere; /* objects that may be theirs: not in the list */
};

void instar__differences_free(struct instar__differences *list);

/*
 * Add what `check`, which should hold and does not, has to say: at most one item for an
 * object that is not there at all. Errors are in h->sql.
 */
void instar__differences_add(instar *h, const struct instar__schema *schema,
	const struct instar_check *check, struct instar__differences *list);

/* Add the checks alive at a position that do not hold, in the order of the steps. */
void instar__differences_lacking(instar *h, const struct instar__schema *schema,
	const unsigned char *truth, uint32_t position, struct instar__differences *list);

/*
 * Add the objects and columns that no check alive at the position knows. The tracking
 * table is ours and SQLite's own tables are nobody's; what an adoption has left is left
 * out, and what may be another set's is only counted. Marks the schema's exact objects.
 */
void instar__differences_extra(instar *h, struct instar__schema *schema,
	uint32_t position, struct instar__differences *list);

/*
 * Add what the definitions of the objects that are there say otherwise than those that
 * the steps up to the position make: a lost key, CHECK or CASCADE, the order of columns.
 * For that the steps are run in a database in memory; not when every definition is the
 * one that was proved, to the letter. See definitions.c. Marks the schema's exact
 * objects.
 */
void instar__differences_definitions(instar *h, struct instar__schema *schema,
	uint32_t position, struct instar__differences *list);

/* Of these, those about indexes that are built after start-up. */
void instar__differences_deferred(instar *h, const struct instar__schema *schema,
	uint32_t position, struct instar__differences *list);

/* Tell each of the list as a warning. */
void instar__differences_tell(instar *h, const struct instar__differences *list);

/* For definitions.c: is it listed; add one, whose name and text are taken over. */
bool instar__differences_has(
	const struct instar__differences *list, const char *type, const char *name);
void instar__differences_put(instar *h, struct instar__differences *list,
	enum instar_difference_kind kind, const char *type, char *name, char *text,
	const char *id);

/*
 * The list as the end of a sentence: "tables a, b and index i are missing; column t.c is
 * INTEGER, not TEXT". What does not fit is counted: "; and 3 more".
 */
void instar__differences_words(
	const struct instar__differences *list, char *out, size_t size);

#endif
