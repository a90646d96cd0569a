/*
 * environment: what a set needs of the SQLite library that runs it. See environment.h.
 * The versions are those of SQLite's release history (https://sqlite.org/changes.html).
 */
#include "environment.h"

#include <sqlite3.h>
#include <string.h>

enum { OLDEST = 3026000 };

static const struct {
	enum statement_kind kind;
	uint32_t version;
} kinds[] = {
	{ STATEMENT_DROP_COLUMN, 3035000 },
};

/* Words that mean the feature wherever they stand in a statement that is not opaque. */
static const struct {
	const char *word;
	const char *next; /* the token after it, or NULL: any */
	uint32_t version;
} features[] = {
	{ "returning", NULL, 3035000 },
	{ "generated", "always", 3031000 },
	{ "nulls", "first", 3030000 },
	{ "nulls", "last", 3030000 },
	{ "as", "materialized", 3035000 },
	{ "iif", "(", 3032000 },
	{ "format", "(", 3038000 },
	{ "unixepoch", "(", 3038000 },
	{ "unhex", "(", 3041000 },
	{ "octet_length", "(", 3043000 },
	{ "timediff", "(", 3043000 },
	{ "concat", "(", 3044000 },
	{ "concat_ws", "(", 3044000 },
	{ "string_agg", "(", 3044000 },
	{ "jsonb", "(", 3045000 },
	{ "->", NULL, 3038000 },
	{ "->>", NULL, 3038000 },
};

static bool is(const struct script *script, const struct token *token, const char *word)
{
	const char *text = script->source->text + token->span.start;
	size_t size = token->span.end - token->span.start;

	return size == strlen(word) && sqlite3_strnicmp(text, word, (int)size) == 0;
}

static uint32_t higher(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* STRICT after the closing parenthesis, alone or after WITHOUT ROWID. */
static bool is_strict(const struct script *script, const struct statement *statement)
{
	const struct token *tokens = script->tokens + statement->first_token;
	uint32_t depth = 0;

	if (statement->kind != STATEMENT_CREATE_TABLE)
		return false;
	for (uint32_t i = 0; i < statement->token_count; i++) {
		if (is(script, &tokens[i], "("))
			depth++;
		else if (is(script, &tokens[i], ")"))
			depth--;
		else if (depth == 0 && i > 2 && is(script, &tokens[i], "strict") &&
			(is(script, &tokens[i - 1], ")") || is(script, &tokens[i - 1], ",")))
			return true;
	}
	return false;
}

static uint32_t statement_needs(const struct script *script, const struct statement *statement)
{
	const struct token *tokens = script->tokens + statement->first_token;
	uint32_t version = is_strict(script, statement) ? 3037000 : OLDEST;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (kinds[i].kind == statement->kind)
			version = higher(version, kinds[i].version);
	}
	for (uint32_t t = 0; t < statement->token_count; t++) {
		for (size_t i = 0; i < sizeof(features) / sizeof(*features); i++) {
			if (!is(script, &tokens[t], features[i].word))
				continue;
			if (!features[i].next || (t + 1 < statement->token_count &&
				is(script, &tokens[t + 1], features[i].next)))
				version = higher(version, features[i].version);
		}
	}
	return version;
}

uint32_t environment_lowest(const struct plan *plan)
{
	uint32_t version = OLDEST;

	for (uint32_t i = 0; i < plan->count; i++) {
		const struct script *script = plan->migrations[i].up;

		for (uint32_t j = 0; j < script->up_count; j++)
			version = higher(version, statement_needs(script, &script->up[j]));
	}
	return version;
}
