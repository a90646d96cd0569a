/*
 * nearest: the known word that a mistyped one was meant to be.
 *
 * In: a word and a list. Out: a word of the list, or NULL. It counts the letters that
 * have to be changed, put in or taken out: at most two.
 */
#include "runtime/cli/cli.h"

#include <stddef.h>
#include <string.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* 99 for long words. */
static size_t distance(const char *a, const char *b)
{
	size_t row[32];
	size_t width = strlen(b);
	if (width >= sizeof(row) / sizeof(*row))
		return 99;
	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= width; j++) {
			size_t changed = corner + (a[i - 1] != b[j - 1]);
			corner = row[j];
			row[j] = least(changed, least(row[j], row[j - 1]) + 1);
		}
	}
	return row[width];
}

const char *instar__nearest(const char *word, const char *const *words)
{
	const char *found = NULL;
	size_t best = 3;
	for (size_t i = 0; words[i]; i++) {
		size_t far = distance(word, words[i]);
		if (far < best && far < strlen(words[i])) {
			best = far;
			found = words[i];
		}
	}
	return found;
}
