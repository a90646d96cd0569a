/*
 * repair: what is to be put back, and what has been.
 *
 * In: a handle. Out: a list of things that were repaired, or left and why. Shared by the
 * files of repair, nobody else.
 */
#ifndef INSTAR_REPAIR_REPAIR_H
#define INSTAR_REPAIR_REPAIR_H

#include "runtime/core/handle.h"
#include "runtime/decide/decide.h"
#include "runtime/decide/foreign_objects.h"
#include "runtime/migrate/orphans.h"
#include "runtime/repair/object.h"

struct instar__repairs {
	struct instar_mend *items; /* name and text are owned */
	uint32_t count, room;
	uint32_t repaired, left, rewritten;
	char *lost, *backup; /* a table's name, and where its rows are; or NULL; owned */
};

/* One run over a database, in a write transaction: the copy's, or the real one's. */
struct instar__repair {
	instar *h;
	struct instar__reference_schema *reference;
	struct instar__decision decision;
	struct instar__repairer mender;
	struct instar__repairs *mends;
	struct instar__entry *entries; /* tracking rows to write anew */
	uint32_t entry_count;
	uint32_t target;	/* the position that the database is repaired to */
	unsigned char *allowed; /* for each step: its objects may be put back */
	unsigned char *before;	/* the truth of the checks at entry */
	bool definitions;	/* what is there in another definition, too */
	bool dry;		/* a trial: no events */
};

/* --- repair_objects.c */

void instar__repairs_free(struct instar__repairs *mends);

/* The tables that will be repaired, or that a move names. After a plan. */
void instar__repair_tables(
	const struct instar__repair *repair, struct instar__writer *writer);

/* Run again what moves things by name: renames, and what takes them away without rows. */
void instar__repair_moves(struct instar__repair *repair);

/* Put back what is missing, tables first. */
void instar__repair_objects(struct instar__repair *repair);

/* List what is still not there and was not said yet. */
void instar__repair_rest(struct instar__repair *repair);

#endif
