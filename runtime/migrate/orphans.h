/*
 * orphans: rows that refer to parents that do not exist, before the steps and after.
 *
 * In: a connection inside the transaction. Out: which tables have more of them than
 * before. What was broken before is told, and is not the steps' fault.
 */
#ifndef INSTAR_MIGRATE_ORPHANS_H
#define INSTAR_MIGRATE_ORPHANS_H

#include "runtime/core/handle.h"

/* The violations of one foreign key. */
struct instar__orphan {
	char *child; /* owned, with the parent's name behind it */
	char *parent;
	int64_t count;
};

struct instar__orphans {
	struct instar__orphan *items;
	uint32_t count, room;
	bool unknown; /* SQLite cannot check these keys at all */
};

void instar__orphans_free(struct instar__orphans *orphans);

/* Is there anything to compare: a violation, or keys that cannot be checked? */
bool instar__orphans_any(instar *h);

/* Count before the steps, and warn of what is found. Returns the sticky code. */
int instar__orphans_before(instar *h, struct instar__orphans *before);

/* Fail with FOREIGN_KEYS when there are more than before. Returns the sticky code. */
int instar__orphans_after(instar *h, const struct instar__orphans *before);

#endif
