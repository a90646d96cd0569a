/*
 * managed: databases that another migration tool has made.
 *
 * In: a set, a tool, and how far it came. Out: a database built by plain SQL, with rows,
 * and with the tracking table that the tool itself would have left. The statements are
 * written from what each tool's table looks like, not taken from instar's own.
 */
#ifndef TESTS_MANAGED_H
#define TESTS_MANAGED_H

#include "dump.h"

struct manager {
	const char *name;
	const char *table; /* NULL: user_version */
	const char *make;
	/* For each step; ?1: its digits, ?2: its place, ?3: its id, ?4: its file. */
	const char *record;
	bool last_only; /* the tool keeps one row, about the last step */
	bool silent;	/* what it recorded is not matched: the schema alone tells */
};

/* All that are known. */
extern const struct manager managers[];
extern const size_t manager_count;

/* By name; fails the test when there is none. */
const struct manager *manager_named(const char *name);

/* Steps 1 to k as the tool records them. */
void managed_record(
	sqlite3 *db, const struct manager *manager, const instar_set *set, uint32_t k);

/* A database in memory: steps 1 to k by plain SQL, and recorded. */
sqlite3 *managed_open(const struct manager *manager, const instar_set *set, uint32_t k);

#endif
