/*
 * annotate_backfill: what `-- @backfill KEY …` says of the statements below it. See
 * annotate_backfill.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gen/sql/annotate_backfill.h"

#include "gen/base/arena.h"
#include "gen/sql/parse.h"

static const char key_bytes[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

/* "name=value": the value when the word begins with that name; else NULL. */
static const char *value_of(const char *word, const char *name)
{
	size_t size = strlen(name);

	return strncmp(word, name, size) == 0 && word[size] == '=' && word[size + 1]
		       ? word + size + 1
		       : NULL;
}

static bool take_priority(const char *value, int *priority)
{
	static const char *const words[] = { "low", "normal", "high" };

	for (int i = 0; i < 3; i++) {
		if (strcmp(value, words[i]) == 0) {
			*priority = i - 1;
			return true;
		}
	}
	return false;
}

static bool take_batch(const char *value, uint32_t *batch)
{
	char *end;
	long rows = strtol(value, &end, 10);

	*batch = (uint32_t)rows;
	return !*end && rows >= 1 && rows <= 1000000;
}

const char *annotate_backfill(
	struct arena *arena, struct annotation *annotation, const char *word)
{
	const char *value;

	if (!annotation->text && word[strspn(word, key_bytes)] == '\0') {
		annotation->text = arena_copy(arena, word, strlen(word));
		return NULL;
	}
	if ((value = value_of(word, "batch")) && !take_batch(value, &annotation->batch))
		return "wants 1 to 1000000 rows a batch";
	if (!value && (value = value_of(word, "priority")) &&
		!take_priority(value, &annotation->priority))
		return "knows the priorities high, normal and low";
	if (value)
		return annotation->text ? NULL : "wants its key first";
	if ((value = value_of(word, "table")))
		annotation->table = arena_copy(arena, value, strlen(value));
	else if ((value = value_of(word, "after")))
		annotation->after = arena_copy(arena, value, strlen(value));
	if (!value)
		return arena_printf(arena, "does not know \"%s\"", word);
	return annotation->text ? NULL : "wants its key first";
}
