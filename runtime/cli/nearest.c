/*
 * nearest: which known word was meant. See nearest.h.
 *
 * The distance counts letters inserted, left out, replaced, and two neighbours swapped
 * (optimal string alignment).
 */
#include "runtime/cli/nearest.h"

#include <string.h>

#define LONGEST 64

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 1];
	size_t size = strlen(b);
	for (size_t j = 0; j <= size; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= strlen(a); i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3];
		const size_t *second = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= size; j++) {
			size_t change = lower(a[i - 1]) != lower(b[j - 1]);
			row[j] = least(above[j] + 1, row[j - 1] + 1);
			row[j] = least(row[j], above[j - 1] + change);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
				lower(a[i - 2]) == lower(b[j - 1]))
				row[j] = least(row[j], second[j - 2] + 1);
		}
	}
	return rows[strlen(a) % 3][size];
}

void instar__nearest_try(struct instar__nearest *nearest, const char *known)
{
	size_t size = strlen(nearest->word);
	if (size > LONGEST || strlen(known) > LONGEST)
		return;
	size_t edits = distance(nearest->word, known);
	size_t limit = nearest->best ? nearest->edits : 1 + least(size / 3, 3);
	if (edits < limit) {
		nearest->best = known;
		nearest->edits = edits;
	}
}

const char *instar__nearest_word(const char *word, const char *const *known, size_t count)
{
	struct instar__nearest nearest = { .word = word };
	for (size_t i = 0; i < count; i++) {
		if (known[i])
			instar__nearest_try(&nearest, known[i]);
	}
	return nearest.best;
}
