/*
 * script_words: where the words of a script are. See script_words.h.
 */
#include "gen/sql/script_words.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"
#include "gen/sql/tree_build.h"

/* The number of the first token at a byte or behind it. */
static uint32_t token_at(const struct script *script, uint32_t at)
{
	uint32_t low = 0, high = script->token_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (script->tokens[middle].span.start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct span script_word(const struct script *script, uint32_t at)
{
	uint32_t i = token_at(script, at);

	return i < script->token_count ? script->tokens[i].span : (struct span){ at, at };
}

static bool spells(const struct script *script, uint32_t token, const char *word)
{
	struct span span = script->tokens[token].span;
	const char *text = script->source->text + span.start;
	size_t size = span.end - span.start, length = strlen(word);
	bool quoted = strchr("\"`['", *text);

	if (size == length)
		return sqlite3_strnicmp(text, word, (int)size) == 0;
	return quoted && size == length + 2 &&
	       sqlite3_strnicmp(text + 1, word, (int)length) == 0;
}

struct span script_find(const struct script *script, struct span within, const char *word)
{
	for (uint32_t i = token_at(script, within.start);
		i < script->token_count && script->tokens[i].span.start < within.end;
		i++) {
		if (spells(script, i, word))
			return script->tokens[i].span;
	}
	return (struct span){ within.end, within.end };
}

struct span script_find_last(
	const struct script *script, struct span within, const char *word)
{
	for (uint32_t i = token_at(script, within.end);
		i-- > 0 && script->tokens[i].span.start >= within.start;) {
		if (spells(script, i, word))
			return script->tokens[i].span;
	}
	return (struct span){ within.start, within.start };
}

const struct statement *script_statement(const struct script *script, uint32_t at)
{
	for (uint32_t i = 0; i < script->up_count + script->down_count; i++) {
		const struct statement *statement =
			i < script->up_count ? &script->up[i]
					     : &script->down[i - script->up_count];

		if (statement->span.start <= at && at < statement->span.end)
			return statement;
	}
	return NULL;
}

const char *script_text(
	struct arena *arena, const struct script *script, struct span span)
{
	return arena_copy(
		arena, script->source->text + span.start, span.end - span.start);
}

static struct reading reading_of(struct arena *arena, const struct script *script)
{
	return (struct reading){ .arena = arena,
		.text = script->source->text,
		.tokens = script->tokens,
		.token_count = script->token_count };
}

void script_names(struct arena *arena, const struct script *script,
	const struct statement *statement, const struct tree_visitor *visitor)
{
	struct reading reading = reading_of(arena, script);
	uint32_t end = statement->first_token + statement->token_count;

	if (statement->tree) {
		tree_walk_statement(visitor, statement->tree);
		return;
	}
	for (uint32_t i = statement->first_token; i < end; i++) {
		struct tree_name name;

		if (!lex_is_name(script->tokens[i].code))
			continue;
		name = build_name(&reading, i);
		visitor->name(visitor->context, &name, ROLE_OTHER);
	}
}

struct sought {
	const char *name;
	struct span span; /* of the first that was found */
};

static void take_name(void *context, const struct tree_name *name, enum tree_role role)
{
	struct sought *sought = context;

	(void)role;
	if (map_same(name->text, sought->name) &&
		(!sought->span.end || name->span.start < sought->span.start))
		sought->span = name->span;
}

struct span script_find_name(
	const struct script *script, const struct statement *statement, const char *name)
{
	struct sought sought = { .name = name };

	tree_walk_statement(
		&(struct tree_visitor){ .context = &sought, .name = take_name },
		statement->tree);
	return sought.span.end ? sought.span : script_find(script, statement->span, name);
}

struct span script_parameter(
	const struct script *script, const struct statement *statement)
{
	uint32_t end = statement->first_token + statement->token_count;

	for (uint32_t i = statement->first_token; i < end; i++) {
		if (script->tokens[i].code == VARIABLE)
			return script->tokens[i].span;
	}
	return (struct span){ 0, 0 };
}

/* A column whose definition is the tokens from `first` to before `end`. */
static void guess_column(struct reading *reading, struct tree_column_defs *list,
	uint32_t first, uint32_t end)
{
	static const struct tree_constraint primary = { .kind = CONSTRAINT_PRIMARY_KEY };
	const struct token *tokens = reading->tokens;
	struct tree_column_def column = { 0 };
	struct build_type type;

	if (first >= end || !lex_is_name(tokens[first].code))
		return;
	column.name = build_name(reading, first);
	column.span = (struct span){ tokens[first].span.start, tokens[end - 1].span.end };
	for (reading->at = first + 1;
		reading->at < end && lex_is_name(tokens[reading->at].code);)
		reading->at++;
	type = build_type(reading, first + 1);
	column.type = type.text;
	column.type_span = type.span;
	for (uint32_t i = first; i < end; i++) {
		if (tokens[i].code == PRIMARY)
			column.constraints = (struct tree_constraints){
				build_copy(reading, &primary, sizeof(primary)), 1
			};
	}
	*arena_add(reading->arena, list->items, list->count) = column;
}

/* What is between the outer parentheses is split at its commas. */
static struct tree_column_defs guess_columns(
	struct reading *reading, uint32_t from, uint32_t end)
{
	struct tree_column_defs list = { 0 };
	uint32_t depth = 0, first = from;

	for (uint32_t i = from; i < end; i++) {
		int code = reading->tokens[i].code;

		if (code == LP && !depth++) {
			first = i + 1;
		} else if ((code == RP && depth && !--depth) ||
			   (code == COMMA && depth == 1)) {
			guess_column(reading, &list, first, i);
			first = i + 1;
			if (code == RP)
				break;
		}
	}
	return list;
}

/* ADD [COLUMN] and a definition. */
static struct tree_column_defs guess_added(
	struct reading *reading, uint32_t from, uint32_t end)
{
	struct tree_column_defs list = { 0 };

	while (from < end && reading->tokens[from].code != ADD)
		from++;
	if (++from < end && reading->tokens[from].code == COLUMN)
		from++;
	guess_column(reading, &list, from, end);
	return list;
}

struct tree_column_defs script_columns(struct arena *arena, const struct script *script,
	const struct statement *statement)
{
	struct reading reading = reading_of(arena, script);
	const struct tree_statement *tree = statement->tree;
	uint32_t first = statement->first_token;
	bool added = statement->kind == STATEMENT_ADD_COLUMN;

	if (tree && added)
		return (struct tree_column_defs){
			(struct tree_column_def *)tree->alter->added, 1
		};
	if (tree && statement->kind == STATEMENT_CREATE_TABLE)
		return tree->create_table->columns;
	if (added)
		return guess_added(&reading, first, first + statement->token_count);
	if (statement->kind == STATEMENT_CREATE_TABLE)
		return guess_columns(&reading, first, first + statement->token_count);
	return (struct tree_column_defs){ 0 };
}
