/*
 * annotate_names: the names, ids and functions that an annotation lists. See
 * annotate_names.h.
 */
#include "gen/sql/annotate_names.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"
#include "gen/sql/reading.h"

static bool id_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr("_-.", c));
}

void annotate_names_add(
	struct arena *arena, struct annotation *annotation, const char *name, size_t size)
{
	*arena_add(arena, annotation->names, annotation->name_count) =
		arena_copy(arena, name, size);
}

static size_t blanks(const char *text)
{
	return strspn(text, " \t\r\n");
}

const char *annotate_names_read(struct arena *arena, struct annotation *annotation,
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
		annotate_names_add(arena, annotation, text + *at, size);
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

void annotate_function(struct reading *reading, uint32_t name, uint32_t arity)
{
	const char *arguments = reading_text(reading, arity, arity);
	const char *call = arena_printf(reading->arena, "%s(%s)",
		reading_text(reading, name, name), arguments);
	size_t digits = strspn(arguments, "0123456789");

	if (*arguments == '*' ||
		(!arguments[digits] && digits <= 3 && atoi(arguments) <= 127)) {
		annotate_names_add(
			reading->arena, reading->annotation, call, strlen(call));
	} else if (!reading->problem) {
		reading->problem = "needs NAME(n)";
		reading->bad = reading->tokens[name].span;
	}
}

/* Behind a function that is whole, or where the one begins that is none. */
static void find_problem(struct reading *reading)
{
	uint32_t at = reading->failed_at;

	reading->problem = "needs NAME(n)";
	if (at && at < reading->token_count && reading->tokens[at - 1].code == RP) {
		reading->problem = "has text after its functions";
		return;
	}
	while (at && reading->tokens[at - 1].code != COMMA)
		at--;
	if (at < reading->token_count)
		reading->bad = reading->tokens[at].span;
}

const char *annotate_names_functions(struct arena *arena, struct annotation *annotation,
	const char *text, uint32_t size, uint32_t base, struct span *bad)
{
	struct reading reading = {
		.arena = arena, .text = text, .base = base, .annotation = annotation
	};
	struct lexed lexed;

	if (!lex_text(arena, text, size, base, &lexed, bad))
		return "has text that is no token";
	reading.tokens = lexed.tokens;
	reading.token_count = lexed.token_count;
	if (!reading_run(&reading, FUNCTIONS, 0, lexed.token_count) && !reading.problem)
		find_problem(&reading);
	reading_end(&reading);
	*bad = reading.bad;
	return reading.problem;
}
