/*
 * annotate_destructive: what `-- @destructive T, T.C: REASON` says. See
 * annotate_destructive.h.
 */
#include "gen/sql/annotate_destructive.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/names.h"
#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"
#include "gen/sql/reading.h"

/* The first colon outside quotes, or NULL. An apostrophe is no quote: "don't: …". */
static const char *find_colon(const char *text, uint32_t size)
{
	char close = 0;

	for (const char *at = text; at < text + size; at++) {
		if (close)
			close = *at == close ? 0 : close;
		else if (*at == ':')
			return at;
		else if (*at == '"' || *at == '`')
			close = *at;
		else if (*at == '[')
			close = ']';
	}
	return NULL;
}

void annotate_taken(struct reading *reading, uint32_t table, uint32_t column)
{
	struct annotation *annotation = reading->annotation;
	struct destructive_name name = { .table = reading_name(reading, table) };

	name.span = reading->tokens[table].span;
	if (column != READING_NONE) {
		name.column = reading_name(reading, column);
		name.span.end = reading->tokens[column].span.end;
	}
	*arena_add(reading->arena, annotation->taken, annotation->taken_count) = name;
}

size_t annotate_destructive(struct arena *arena, struct annotation *annotation,
	const char *text, uint32_t size, uint32_t base)
{
	const char *colon = find_colon(text, size);
	struct reading reading = {
		.arena = arena, .text = text, .base = base, .annotation = annotation
	};
	struct lexed lexed;
	struct span bad;
	bool read;

	if (!colon ||
		!lex_text(arena, text, (uint32_t)(colon - text), base, &lexed, &bad))
		return 0;
	reading.tokens = lexed.tokens;
	reading.token_count = lexed.token_count;
	read = reading_run(&reading, TAKEN, 0, lexed.token_count);
	reading_end(&reading);
	if (!read)
		annotation->taken_count = 0;
	return read ? (size_t)(colon - text) + 1 : 0;
}

static void add(struct destructive *all, const struct annotation *annotation)
{
	all->reason = names_join(all->arena, all->reason, "; ", annotation->text);
	*arena_add(all->arena, all->annotations, all->annotation_count) = annotation;
	for (uint32_t i = 0; i < annotation->taken_count; i++) {
		*arena_add(all->arena, all->names, all->name_count) =
			annotation->taken[i];
	}
}

void annotate_destructive_join(struct arena *arena, struct script *script, uint32_t down)
{
	script->destructive = arena_alloc(arena, sizeof(*script->destructive));
	script->down_destructive = arena_alloc(arena, sizeof(*script->down_destructive));
	script->destructive->arena = script->down_destructive->arena = arena;
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];

		if (annotation->kind == ANNOTATION_DESTRUCTIVE)
			add(annotation->span.start < down ? script->destructive
							  : script->down_destructive,
				annotation);
	}
}
