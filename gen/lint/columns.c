/*
 * columns: column definitions that SQLite accepts and nobody means. See statement_rules.h.
 *
 * SQLite takes any run of words for a type. So a missing comma makes one column of two,
 * and other databases' words become part of a type, without an error.
 */
#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/lint/statement_rules.h"
#include "gen/read/grammar.h"
#include "gen/report/diag.h"
#include "runtime/cli/nearest.h"

struct dialect {
	const char *word;
	const char *message;
	bool only_key; /* only as the type of a primary key: elsewhere it does no harm */
};

static const struct dialect dialects[] = {
	{ "AUTO_INCREMENT", "AUTO_INCREMENT is MySQL; use INTEGER PRIMARY KEY", false },
	{ "SERIAL", "SERIAL is PostgreSQL; use INTEGER PRIMARY KEY", true },
	{ "BIGSERIAL", "BIGSERIAL is PostgreSQL; use INTEGER PRIMARY KEY", true },
	{ "SMALLSERIAL", "SMALLSERIAL is PostgreSQL; use INTEGER PRIMARY KEY", true },
	{ "IDENTITY", "IDENTITY is SQL Server; use INTEGER PRIMARY KEY", false },
};

/* Words that are a type by themselves. */
static const char *const types[] = { "int", "integer", "tinyint", "smallint", "mediumint",
	"bigint", "int2", "int4", "int8", "character", "char", "varchar", "nchar",
	"nvarchar", "text", "clob", "blob", "real", "double", "float", "numeric",
	"decimal", "boolean", "bool", "date", "datetime", "timestamp", "time", "json" };

/* Words that stand beside one. */
static const char *const modifiers[] = { "unsigned", "signed", "big", "varying",
	"precision", "native", "long", "short", "medium", "national", "large", "object",
	"zone", "zerofill", "local" };

/* Words that end a type. */
static const char *const constraints[] = { "constraint", "primary", "not", "null",
	"unique", "check", "default", "collate", "references", "generated", "as", "on",
	"deferrable", "with", "without", "autoincrement" };

static bool among(const struct script *script, uint32_t token, const char *const *words,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (judge_word(script, token, words[i]))
			return true;
	}
	return false;
}

#define AMONG(script, token, words)                                                      \
	among(script, token, words, sizeof(words) / sizeof((words)[0]))

static bool is_word(const struct script *script, uint32_t token)
{
	unsigned char c =
		(unsigned char)script->source->text[script->tokens[token].span.start];
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static struct diag *report(
	const struct judged *list, enum rule_id rule, uint32_t token, const char *message)
{
	return diag_report(list->diags, rule, list->script->source,
		list->script->tokens[token].span, "%s", message);
}

/* Is PRIMARY among the words of the definition? */
static bool is_key(const struct script *script, uint32_t first, uint32_t end)
{
	while (first < end && !judge_word(script, first, "primary"))
		first++;
	return first < end;
}

static void check_dialect(const struct judged *list, uint32_t first, uint32_t end)
{
	for (uint32_t i = first + 1; i < end; i++) {
		for (size_t j = 0; j < sizeof(dialects) / sizeof(dialects[0]); j++) {
			if (judge_word(list->script, i, dialects[j].word) &&
				(!dialects[j].only_key ||
					(i == first + 1 &&
						is_key(list->script, i, end))))
				report(list, RULE_FOREIGN_DIALECT, i,
					dialects[j].message);
		}
	}
}

/* In a run of type words: a word that is none, with a type after it, is a column. */
static void check_comma(const struct judged *list, uint32_t first, uint32_t end)
{
	const struct script *script = list->script;
	for (uint32_t i = first + 1; i + 1 < end; i++) {
		bool name = is_word(script, i) || script->tokens[i].code == QUOTED;
		if (!name || AMONG(script, i, constraints))
			return;
		if (i == first + 1 || AMONG(script, i, types) ||
			AMONG(script, i, modifiers) || !AMONG(script, i + 1, types))
			continue;
		report(list, RULE_SWALLOWED_COLUMN, i,
			arena_printf(list->arena, "missing comma before %s?",
				judge_text(list, i)))
			->evidence = "SQLite takes all the words for one type";
		return;
	}
}

static void check_definition(const struct judged *list, uint32_t first, uint32_t end)
{
	const struct script *script = list->script;
	if (first >= end ||
		(script->tokens[first].code != QUOTED &&
			(!is_word(script, first) || AMONG(script, first, constraints) ||
				judge_word(script, first, "foreign"))))
		return;
	check_dialect(list, first, end);
	check_comma(list, first, end);
}

/* Split what is between the outer parentheses at its commas. */
static void check_table(const struct judged *list, const struct statement *statement)
{
	const struct token *tokens = list->script->tokens;
	uint32_t end = statement->first_token + statement->token_count;
	uint32_t depth = 0, first = 0;
	for (uint32_t i = statement->first_token; i < end; i++) {
		if (tokens[i].code == LP && !depth++) {
			first = i + 1;
		} else if (tokens[i].code == RP && depth && !--depth) {
			check_definition(list, first, i);
			return;
		} else if (tokens[i].code == COMMA && depth == 1) {
			check_definition(list, first, i);
			first = i + 1;
		}
	}
}

/* ADD COLUM email TEXT: a column named COLUM. */
static void check_added(const struct judged *list, const struct statement *statement)
{
	static const char *const column[] = { "column" };
	const struct script *script = list->script;
	uint32_t end = statement->first_token + statement->token_count;
	uint32_t at = statement->first_token;
	while (at < end && script->tokens[at].code != ADD)
		at++;
	if (++at < end && script->tokens[at].code == COLUMN) {
		check_definition(list, at + 1, end);
		return;
	}
	check_definition(list, at, end);
	if (at + 2 < end && is_word(script, at + 1) && !AMONG(script, at + 1, types) &&
		!AMONG(script, at + 1, constraints) &&
		instar__nearest_word(statement->column, column, 1))
		report(list, RULE_SWALLOWED_COLUMN, at,
			arena_printf(list->arena,
				"adds a column named %s; did you mean COLUMN?",
				statement->column));
}

void judge_columns(const struct judged *list, const struct statement *statement)
{
	if (statement->kind == STATEMENT_CREATE_TABLE)
		check_table(list, statement);
	else if (statement->kind == STATEMENT_ADD_COLUMN)
		check_added(list, statement);
}
