/*
 * object: make one object of a database what it is in the reference.
 *
 * In: a connection in a write transaction, its schema, a reference, and an object of the
 * reference. Out: that object, or the database as it was and why. It refuses to know
 * whether the object ought to be repaired: that is repair's.
 */
#ifndef INSTAR_REPAIR_OBJECT_H
#define INSTAR_REPAIR_OBJECT_H

#include "runtime/schema/reference_schema.h"

struct instar__repairer {
	instar *h;
	struct instar__reference_schema *reference;
	struct instar__schema *schema; /* of the database, kept up to date */
	char text[320];		       /* what was done, or why it was not */
};

/*
 * True: the object is there as the reference has it. False: it was left, or there is an
 * error in the handle's sql. `mender->text` tells in both cases.
 */
bool instar__repair_object(
	struct instar__repairer *mender, const struct instar__object *wanted);

/*
 * What may fail without harm: run(mender, object) in a savepoint. False: it failed, all
 * of it is undone, and SQLite's words are in mender->text; errors that are not about the
 * statement stay in the handle's sql.
 */
bool instar__repair_try(struct instar__repairer *mender,
	void (*run)(struct instar__repairer *mender, const void *object),
	const void *object);

/* --- table.c: for object.c */

/* A table that is missing: made, with the rows that the steps insert. */
bool instar__repair_create(
	struct instar__repairer *mender, const struct instar__object *wanted);

/* A table that lacks columns or has another shape. */
bool instar__repair_reshape(
	struct instar__repairer *mender, const struct instar__object *wanted);

/* Make again the indexes and triggers that went with a table or view. */
void instar__repair_dependents(struct instar__repairer *mender, const char *table);

#endif
