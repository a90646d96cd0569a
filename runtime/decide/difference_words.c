/*
 * difference_words: a list of differences as the end of a sentence. See difference.h.
 *
 * What is missing is told by name, kind by kind; anything else in its own words.
 */
#include "runtime/decide/difference.h"

#include <string.h>

struct words {
	char *out;
	size_t size, used;
	uint32_t lost; /* items that did not fit */
};

/* Room for ", and 4294967295 more are missing" stays free. */
static bool say(struct words *words, const char *before, const char *text)
{
	size_t more = strlen(before) + strlen(text);

	if (words->lost || words->used + more + 40 > words->size) {
		words->lost++;
		return false;
	}
	sqlite3_snprintf((int)(words->size - words->used), words->out + words->used,
		"%s%s", before, text);
	words->used += more;
	return true;
}

static uint32_t count_missing(const struct instar__differences *list, const char *type)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < list->count; i++)
		count += list->items[i].kind == INSTAR_DIFFERENCE_MISSING &&
			 strcmp(list->items[i].type, type) == 0;
	return count;
}

/* Types whose missing ones are told by name alone, one after another. */
static const char *const named[] = { "table", "column", "index", "view", "trigger" };
static const char *const plurals[] = { "tables", "columns", "indexes", "views",
	"triggers" };

#define NAMED_COUNT (sizeof(named) / sizeof(*named))

static bool is_named(const struct instar_difference *item)
{
	for (size_t i = 0; i < NAMED_COUNT; i++) {
		if (item->kind == INSTAR_DIFFERENCE_MISSING &&
			strcmp(item->type, named[i]) == 0)
			return true;
	}
	return false;
}

static void say_names(
	const struct instar__differences *list, struct words *words, size_t type)
{
	uint32_t count = count_missing(list, named[type]);
	const char *before = " ";

	if (!count)
		return;
	say(words, words->used ? " and " : "", count == 1 ? named[type] : plurals[type]);
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->items[i].kind != INSTAR_DIFFERENCE_MISSING ||
			strcmp(list->items[i].type, named[type]) != 0)
			continue;
		say(words, before, list->items[i].name);
		before = ", ";
	}
}

void instar__differences_words(
	const struct instar__differences *list, char *out, size_t size)
{
	struct words words = { .out = out, .size = size };
	uint32_t missing = 0;

	out[0] = '\0';
	for (size_t i = 0; i < NAMED_COUNT; i++) {
		missing += count_missing(list, named[i]);
		say_names(list, &words, i);
	}
	if (missing && words.lost)
		sqlite3_snprintf((int)(size - words.used), out + words.used,
			", and %u more", words.lost);
	if (missing && strlen(out) + 16 < size)
		sqlite3_snprintf((int)(size - strlen(out)), out + strlen(out),
			missing == 1 ? " is missing" : " are missing");
	if (words.lost)
		return;
	words.used = strlen(out);
	for (uint32_t i = 0; i < list->count; i++) {
		if (!is_named(&list->items[i]))
			say(&words, words.used ? "; " : "", list->items[i].text);
	}
	if (words.lost && words.used)
		sqlite3_snprintf((int)(size - words.used), out + words.used,
			"; and %u more", words.lost);
	else if (words.lost)
		sqlite3_snprintf((int)size, out, "%s", list->items[0].text);
}
