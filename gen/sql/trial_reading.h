/*
 * trial_reading: would a statement read if a token were another?
 *
 * In: a statement that does not read, and a change of its tokens. Out: how far it reads
 * then. A slip is what a small change fixes. No text is changed, and no tree is kept.
 */
#ifndef GEN_SQL_TRIAL_READING_H
#define GEN_SQL_TRIAL_READING_H

#include "gen/sql/parse.h"

/* At a token of the statement: take `removed` of them out, put others of these codes in.
 */
struct trial_change {
	uint32_t at, removed;
	int codes[3];
	uint32_t added;
};

/*
 * How many of the statement's own tokens read with the change, counted as they are
 * written. All of them and one more: the statement reads, and is complete.
 */
uint32_t trial_reading(struct arena *arena, const struct script *script,
	const struct statement *statement, const struct trial_change *change);

/* Do the tokens of the script from `first` to before `end` read as a statement? */
bool trial_reading_reads(
	struct arena *arena, const struct script *script, uint32_t first, uint32_t end);

#endif
