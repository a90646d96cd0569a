/*
 * full_text_check: does a full-text index have the rows that it is about?
 *
 * In: an index and a database. Out: what SQLite's own integrity-check says of it, and the
 * rows that a search does not find. The database is left as it was, apart from an index
 * that is filled on purpose. Where nothing can be told it says so.
 */
#ifndef GEN_FULL_TEXT_CHECK_H
#define GEN_FULL_TEXT_CHECK_H

#include "gen/oracle/scratch.h"
#include "gen/full_text/full_text_index.h"

enum full_text_soundness {
	FULL_TEXT_UNKNOWN,
	FULL_TEXT_SOUND,
	FULL_TEXT_UNSOUND, /* it does not agree with the rows */
	FULL_TEXT_BROKEN   /* it cannot read them at all */
};

struct full_text_state {
	enum full_text_soundness soundness;
	const char *words;   /* SQLite's, when it is unsound or broken; or NULL */
	const char *table;   /* whose rows were searched for */
	uint32_t rows;	     /* how many */
	uint32_t missing;    /* that were not found */
	const char *example; /* one of those, in words; or NULL */
};

struct full_text_state full_text_look(
	struct scratch *scratch, const struct full_text_index *index);

/* Fill an index over another table's rows anew. */
bool full_text_fill(struct scratch *scratch, const struct full_text_index *index);

/* What to search for to find one row. */
struct full_text_search {
	int64_t rowid;
	const char *phrase; /* for MATCH; NULL: it has no word that could be found */
};

/* That of the table's row with this rowid, by the feed; false: it is not in the index. */
bool full_text_search_of(struct scratch *scratch, const struct full_text_index *index,
	const char *table, int64_t rowid, struct full_text_search *search);

/* Does the index find it? 1: yes, 0: no, -1: that cannot be asked. */
int full_text_finds(struct scratch *scratch, const struct full_text_index *index,
	const struct full_text_search *search);

#endif
