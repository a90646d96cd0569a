/*
 * journal: which steps drizzle knows, and in which order.
 *
 * In: meta/_journal.json. Out: its entries. SQLite reads the JSON; whether there is a
 * file for each is layout's to say.
 */
#ifndef GEN_READ_JOURNAL_H
#define GEN_READ_JOURNAL_H

#include "gen/base/source.h"

struct arena;
struct diags;

struct journal_entry {
	const char *tag;  /* the file's stem */
	const char *when; /* milliseconds, as drizzle records them */
	struct span span; /* of the tag, in the journal */
};

struct journal {
	struct journal_entry *entries;
	uint32_t count;
};

/* What cannot be read, is there twice or goes back in time is reported. */
struct journal journal_read(
	struct arena *arena, struct diags *diags, const struct source *source);

#endif
