/*
 * full_text_writes: does a full-text index follow what is written to its rows?
 *
 * In: an index that agrees with its rows, and a table whose rows are in it. Out: whether
 * it still does after an INSERT, an UPDATE and a DELETE there, each tried and undone.
 */
#ifndef GEN_FULL_TEXT_WRITES_H
#define GEN_FULL_TEXT_WRITES_H

#include "gen/full_text/full_text_check.h"

enum full_text_follows {
	FULL_TEXT_UNTRIED, /* or it cannot be told */
	FULL_TEXT_FOLLOWS,
	FULL_TEXT_STRAYS, /* it does not agree with the rows any more */
	FULL_TEXT_REFUSES /* a trigger that writes it makes the write fail */
};

/* By enum tree_trigger_event. */
struct full_text_writes {
	const char *table;
	enum full_text_follows follows[3];
	const char *column;   /* with which an UPDATE goes astray; or NULL */
	const char *words[3]; /* what was seen */
};

struct full_text_writes full_text_try(
	struct scratch *scratch, const struct full_text_index *index, const char *table);

#endif
