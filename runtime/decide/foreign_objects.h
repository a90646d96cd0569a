/*
 * foreign_objects: what is in the database, would run with what the runtime writes, and
 * was never proved; and the one guard against it.
 *
 * In: a decision made under the lock, and who writes which tables. Out: the handle's
 * error, when something that the set does not know is in the way. It drops nothing.
 * Whoever writes rows or runs SQL of the set asks it: migrate, rollback, repair,
 * backfill, and the down migrations that are stored in the database.
 */
#ifndef INSTAR_DECIDE_FOREIGN_OBJECTS_H
#define INSTAR_DECIDE_FOREIGN_OBJECTS_H

#include "runtime/core/handle.h"
#include "runtime/decide/decide.h"

/* What is done with tables, and so may not be there; each adds to the last. */
enum instar__reach {
	INSTAR__NAMED,	/* by a statement: a temporary table or view would hide it */
	INSTAR__REMADE, /* with its triggers: a temporary one would be lost */
	INSTAR__WRITTEN /* or dropped: an unknown trigger would run, or go with it */
};

/* Names of tables, each NUL-terminated, one after another. Borrowed. */
struct instar__names_run {
	const char *names;
	uint32_t count;
	enum instar__reach reach;
};

/* Who is about to write, and what. Begin with all zeros but these two. */
struct instar__writer {
	const char *what; /* "step", "backfill" or "repair", for the message */
	bool records; /* the tracking table too, or another tool's that is taken over */
	struct instar__names_run *runs;
	uint32_t count, room;
	uint32_t first_step, end_step; /* of the set, from 0: those that run, up or down */
};

/* Add tables. Errors are in h->sql. */
void instar__writer_add(instar *h, struct instar__writer *writer,
	enum instar__reach reach, const char *names, uint32_t count);
void instar__writer_free(struct instar__writer *writer);

/*
 * A step runs, up or down: nothing temporary may have the name of an object that it makes,
 * changes or drops, as its checks tell. An unqualified name means the temporary one.
 */
void instar__writer_add_step(struct instar__writer *writer, uint32_t step);

/*
 * Before the first statement: refuse an unknown trigger and a temporary object on these
 * tables; on the tracking table any trigger, an index or a column that computes. Which
 * triggers are known is asked at decision->stands_at. Returns the sticky code.
 */
int instar__foreign_objects_refuse(instar *h, const struct instar__decision *decision,
	const struct instar__writer *writer);

/*
 * The same before a batch, or a deferred index, under its lock: may it run? `*cookies` is
 * what the schema was when it was found to be free of foreign objects, 0 at first: it is
 * only read again when somebody has changed it. False after an error of the handle, or
 * one in h->sql.
 */
bool instar__foreign_objects_pass(
	instar *h, const struct instar_backfill *backfill, uint64_t *cookies);

#endif
