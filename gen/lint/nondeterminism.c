/*
 * nondeterminism: values that differ from run to run. See nondeterminism.h.
 */
#include "gen/lint/nondeterminism.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/read/directory.h"
#include "gen/read/grammar.h"
#include "gen/report/diag.h"

enum source_of { STEADY, CHANCE, CLOCK, KEYWORD };

static bool among(
	const struct judged *list, uint32_t token, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (judge_word(list->script, token, words[i]))
			return true;
	}
	return false;
}

#define AMONG(list, token, words)                                                        \
	among(list, token, words, sizeof(words) / sizeof((words)[0]))

/* Does a date function's list of arguments ask for the clock or the time zone? */
static bool asks_clock(const struct judged *list, uint32_t open, uint32_t end)
{
	static const char *const asked[] = { "'now'", "'localtime'", "'utc'" };
	const struct token *tokens = list->script->tokens;
	bool format = judge_word(list->script, open - 1, "strftime");
	uint32_t depth = 1, arguments = 0;

	for (uint32_t i = open + 1; i < end && depth; i++) {
		depth += tokens[i].code == LP;
		depth -= tokens[i].code == RP;
		arguments += depth == 1 && tokens[i].code == COMMA;
		if (depth == 1 && AMONG(list, i, asked))
			return true;
	}
	if (open + 1 < end && tokens[open + 1].code == RP)
		return true;
	return format && arguments == 0;
}

/* What makes the value that begins at this token differ, if anything does. */
static enum source_of source_of(const struct judged *list, uint32_t at, uint32_t end)
{
	static const char *const chances[] = { "random", "randomblob" };
	static const char *const clocks[] = { "date", "time", "datetime", "julianday",
		"strftime", "unixepoch" };
	static const char *const keywords[] = { "current_timestamp", "current_date",
		"current_time" };
	const struct token *tokens = list->script->tokens;

	if (at + 1 < end && tokens[at + 1].code == LP) {
		if (AMONG(list, at, chances))
			return CHANCE;
		if (AMONG(list, at, clocks) && asks_clock(list, at + 1, end))
			return CLOCK;
	}
	return AMONG(list, at, keywords) ? KEYWORD : STEADY;
}

static const char *spelling(const struct judged *list, uint32_t at, enum source_of source)
{
	const char *text = judge_text(list, at);

	return source == KEYWORD ? text : arena_printf(list->arena, "%s()", text);
}

/* Was as much told of this file? Once is enough. */
static bool was_told(const struct judged *list, enum severity severity)
{
	const struct diags *diags = list->diags;

	for (uint32_t i = diags->count; i-- > 0;) {
		if (diags->items[i].source != list->script->source)
			return false;
		if (diags->items[i].rule == &rules[RULE_UNSTEADY_STEP] &&
			diags->items[i].severity >= severity)
			return true;
	}
	return false;
}

/* Was a history that asks the clock warned already? Who does it does it often. */
static bool was_warned(const struct judged *list)
{
	const struct diags *diags = list->diags;

	for (uint32_t i = 0; i < diags->count; i++) {
		if (diags->items[i].rule == &rules[RULE_UNSTEADY_STEP] &&
			diags->items[i].severity == SEVERITY_WARNING &&
			sqlite3_strnicmp(diags->items[i].message, "random", 6) != 0)
			return true;
	}
	return false;
}

/* Identities of many random bytes are meant to differ. */
static bool makes_ids(const struct judged *list, uint32_t at, uint32_t end)
{
	while (at < end && !judge_word(list->script, at, "randomblob"))
		at++;
	return at < end;
}

/* A statement that the step runs once on each database. */
static void judge_run(const struct judged *list, const struct statement *statement)
{
	uint32_t end = statement->first_token + statement->token_count;
	bool ids = makes_ids(list, statement->first_token, end);
	enum severity severity = ids ? SEVERITY_NOTE : SEVERITY_WARNING;

	for (uint32_t i = statement->first_token; i < end; i++) {
		enum source_of source = source_of(list, i, end);
		struct diag *diag;

		if (source == STEADY || (ids && source != CHANCE) ||
			was_told(list, severity))
			continue;
		if (source != CHANCE && was_warned(list))
			severity = SEVERITY_NOTE;
		diag = diag_report(list->diags, RULE_UNSTEADY_STEP, list->script->source,
			list->script->tokens[i].span,
			"%s differs from database to database",
			spelling(list, i, source));
		diag->help = "write a fixed value, or let the program set it; when it is "
			     "meant: -- @allow INS0818 REASON";
		diag->severity = severity;
		return;
	}
}

/* An expression that SQLite wants to give the same value every time. */
static uint32_t judge_fixed(
	const struct judged *list, const char *what, uint32_t open, uint32_t end)
{
	const struct token *tokens = list->script->tokens;
	uint32_t depth = 0;

	for (uint32_t i = open; i < end; i++) {
		enum source_of source = source_of(list, i, end);

		depth += tokens[i].code == LP;
		depth -= tokens[i].code == RP && depth;
		if (!depth)
			return i;
		if (source != CLOCK && source != KEYWORD)
			continue; /* SQLite itself refuses chance here */
		struct diag *diag = diag_report(list->diags, RULE_UNSTEADY_SCHEMA,
			list->script->source, tokens[i].span, "%s in %s",
			spelling(list, i, source), what);
		if (source == KEYWORD)
			diag->severity = SEVERITY_WARNING;
		diag->evidence =
			source == CLOCK
				? "SQLite accepts this here and then refuses every write"
				: "rows that pass now fail a later check of the database";
	}
	return end;
}

static uint32_t closing(const struct judged *list, uint32_t open, uint32_t end)
{
	const struct token *tokens = list->script->tokens;
	uint32_t depth = 0;

	for (uint32_t i = open; i < end; i++) {
		depth += tokens[i].code == LP;
		depth -= tokens[i].code == RP && depth;
		if (!depth)
			return i;
	}
	return end;
}

static void judge_default(const struct judged *list, uint32_t open, uint32_t end)
{
	const struct token *tokens = list->script->tokens;

	end = closing(list, open, end);
	for (uint32_t i = open; i + 1 < end && !makes_ids(list, open, end); i++) {
		if (tokens[i + 1].code != LP || !judge_word(list->script, i, "random"))
			continue;
		diag_report(list->diags, RULE_UNSTEADY_DEFAULT, list->script->source,
			tokens[i].span, "random() as a default")
			->help = "let the program choose the value, or randomblob(16), "
				 "which has enough bits to be unique";
		return;
	}
}

static void judge_table(const struct judged *list, const struct statement *statement)
{
	const struct token *tokens = list->script->tokens;
	uint32_t end = statement->first_token + statement->token_count;

	for (uint32_t i = statement->first_token; i + 1 < end; i++) {
		if (tokens[i + 1].code != LP)
			continue;
		if (judge_word(list->script, i, "check"))
			i = judge_fixed(list, "a CHECK", i + 1, end);
		else if (tokens[i].code == AS)
			i = judge_fixed(list, "a generated column", i + 1, end);
		else if (judge_word(list->script, i, "default"))
			judge_default(list, i + 1, end);
	}
}

/* The columns, and the WHERE of a partial index as if it stood in parentheses. */
static void judge_index(const struct judged *list, const struct statement *statement)
{
	const struct token *tokens = list->script->tokens;
	uint32_t end = statement->first_token + statement->token_count;
	uint32_t at = statement->first_token;

	while (at < end && tokens[at].code != LP)
		at++;
	judge_fixed(list, "an index", at, end);
	while (at < end && tokens[at].code != WHERE)
		at++;
	for (; at < end; at++) {
		if (source_of(list, at, end) == CLOCK)
			diag_report(list->diags, RULE_UNSTEADY_SCHEMA,
				list->script->source, tokens[at].span, "%s() in an index",
				judge_text(list, at));
	}
}

void unsteady_judge(const struct judged *list, const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_CREATE_TABLE:
	case STATEMENT_ADD_COLUMN:
		judge_table(list, statement);
		break;
	case STATEMENT_CREATE_INDEX:
		judge_index(list, statement);
		break;
	case STATEMENT_INSERT:
	case STATEMENT_UPDATE:
	case STATEMENT_DELETE:
	case STATEMENT_CREATE_TABLE_AS:
		judge_run(list, statement);
		break;
	default:
		break;
	}
}

const char *unsteady_text(struct arena *arena, const char *sql)
{
	struct diags *diags = diag_new(arena);
	struct judged list = { .arena = arena, .diags = diags };

	list.script = parse_script(arena, diags,
		directory_from_memory(arena, diags, "sql", sql, (uint32_t)strlen(sql)));
	for (uint32_t i = 0; i < list.script->token_count; i++) {
		enum source_of source = source_of(&list, i, list.script->token_count);

		if (source != STEADY)
			return spelling(&list, i, source);
	}
	return NULL;
}
