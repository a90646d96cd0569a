/*
 * nearest: which known word was meant.
 *
 * In: a word and a list. Out: the one that takes the fewest edits, if few enough to be a
 * slip of the hand.
 */
#ifndef INSTAR_CLI_NEAREST_H
#define INSTAR_CLI_NEAREST_H

#include <stddef.h>

/* The best known word so far; begin with { .word = the word }. */
struct instar__nearest {
	const char *word;
	const char *best; /* NULL: none is near */
	size_t edits;
};

/* Consider a known word, for lists that are no array. */
void instar__nearest_try(struct instar__nearest *nearest, const char *known);

/* The nearest of `count` words, ASCII letters without case, or NULL when none is near. */
const char *instar__nearest_word(
	const char *word, const char *const *known, size_t count);

#endif
