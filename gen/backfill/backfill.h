/*
 * backfill: one plain statement as batches along a key, and indexes for later.
 *
 * In: the sections of a migration and the scratch database after its step. Out: the
 * statements that the runtime will run, each compiled once. It runs no batch: that is
 * rebatch's.
 */
#ifndef GEN_BACKFILL_BACKFILL_H
#define GEN_BACKFILL_BACKFILL_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct backfill {
	const struct migration *migration;
	const struct section *section;
	const struct script *script; /* that the section is in */
	const char *key;	     /* of an index its name */
	const char *table;
	const char *token_hash;
	uint32_t line;
	bool index, unique;
	uint64_t digest;   /* of an index's definition */
	const char **keys; /* columns of the key, quoted as SQL */
	uint32_t key_count;
	const char *bound_first, *bound_next;
	const char *left_first, *left_next;
	const char *row;
	const char *nothing_left; /* SELECT: a row when nothing is to be done; or NULL */
	const char **first, **next; /* statements; of an index `first` only */
	uint32_t statement_count;
	uint32_t after;	     /* another of the list, or UINT32_MAX */
	struct names writes; /* tables of which a batch may change rows */
	uint32_t ends;	     /* position of the step after which it is over; 0: none */
};

struct backfills {
	struct arena *arena;
	struct diags *diags;
	struct backfill *items;
	uint32_t count;
};

void backfill_init(struct backfills *backfills, struct arena *arena, struct diags *diags);

/* Compile the sections of a step that has run; what cannot be is reported. */
void backfill_compile(struct backfills *backfills, const struct migration *migration,
	struct scratch *scratch, const struct snapshot *snapshot);

/* The one with that key, or NULL. */
const struct backfill *backfill_find(const struct backfills *backfills, const char *key);

#endif
