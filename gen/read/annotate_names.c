/*
 * annotate_names: the names, ids and functions that an annotation lists. See
 * annotate_names.h.
 */
#include "gen/read/annotate_names.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/read/parse.h"

static bool id_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr("_-.", c));
}

void name_words_add(
	struct arena *arena, struct annotation *annotation, const char *name, size_t size)
{
	annotation->names = arena_grow(arena, annotation->names, annotation->name_count,
		sizeof(*annotation->names));
	annotation->names[annotation->name_count++] = arena_copy(arena, name, size);
}

static size_t blanks(const char *text)
{
	return strspn(text, " \t\r\n");
}

const char *name_words_read(struct arena *arena, struct annotation *annotation,
	const char *text, bool ids, size_t *at)
{
	bool comma = false;

	for (;;) {
		size_t size = 0;

		*at += blanks(text + *at);
		while (id_byte(text[*at + size]))
			size++;
		if (!size)
			break;
		name_words_add(arena, annotation, text + *at, size);
		*at += size;
		*at += blanks(text + *at);
		comma = text[*at] == ',';
		if (!comma)
			break;
		(*at)++;
	}
	if (!annotation->name_count)
		return ids ? "needs an id" : "needs a name";
	if (text[*at] || comma)
		return ids ? "does not read as a list of ids"
			   : "does not read as a list of names";
	return NULL;
}

/* "name(2)" or "name(*)": how many bytes, blanks left out in `*word`; 0: it is none. */
static size_t read_call(struct arena *arena, const char *text, const char **word)
{
	size_t name = 0, at, digits;
	while (id_byte(text[name]) && text[name] != '-' && text[name] != '.')
		name++;
	at = name + strspn(text + name, " ");
	if (!name || text[at++] != '(')
		return 0;
	at += strspn(text + at, " ");
	digits = strspn(text + at, "0123456789");
	if (text[at] == '*' && !digits)
		digits = 1;
	else if (!digits || digits > 3 || strtol(text + at, NULL, 10) > 127)
		return 0;
	*word = arena_printf(
		arena, "%.*s(%.*s)", (int)name, text, (int)digits, text + at);
	at += digits;
	at += strspn(text + at, " ");
	return text[at] == ')' ? at + 1 : 0;
}

const char *name_words_functions(
	struct arena *arena, struct annotation *annotation, const char *text, size_t *at)
{
	const char *word = "";

	for (bool more = true; more; *at += more) {
		size_t size;

		*at += blanks(text + *at);
		size = read_call(arena, text + *at, &word);
		if (!size)
			return "needs NAME(n)";
		name_words_add(arena, annotation, word, strlen(word));
		*at += size;
		*at += blanks(text + *at);
		more = text[*at] == ',';
	}
	if (!text[*at])
		return NULL;
	*at = strlen(text);
	return "has text after its functions";
}
