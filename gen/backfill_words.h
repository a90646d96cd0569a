/*
 * backfill_words: what `-- @backfill KEY …` says of the statements below it.
 *
 * In: the words after @backfill. Out: key, batch, priority, table and what it waits for.
 */
#ifndef GEN_BACKFILL_WORDS_H
#define GEN_BACKFILL_WORDS_H

#include <stdbool.h>

struct annotation;
struct arena;

/*
 * Take one word. False when it is neither a key, the first one, nor an option with a value
 * that fits.
 */
bool backfill_take(struct arena *arena, struct annotation *annotation, const char *word);

#endif
