/*
 * columns: column definitions that SQLite accepts and nobody means. See
 * statement_rules.h.
 *
 * SQLite takes any run of words for a type. So a missing comma makes one column of two,
 * and other databases' words become part of a type, without an error.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/statement_rules.h"
#include "gen/sql/script_words.h"
#include "gen/sql/tree_walk.h"
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

/* Words beside one. */
static const char *const modifiers[] = { "unsigned", "signed", "big", "varying",
	"precision", "native", "long", "short", "medium", "national", "large", "object",
	"zone", "zerofill", "local" };

/* Words that end a type, though they can be names. */
static const char *const ends[] = { "generated", "with", "without" };

static bool is_key(const struct tree_column_def *column)
{
	return tree_constraint_of(column, CONSTRAINT_PRIMARY_KEY);
}

/* Other databases have words behind constraints too, where SQLite does not read them. */
static void check_dialect(const struct judged *list, const struct statement *statement,
	const struct tree_column_def *column)
{
	struct span within = { column->name.span.end, column->span.end };

	if (statement->tree)
		within = column->type_span;
	for (size_t i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++) {
		struct span span = script_find(list->script, within, dialects[i].word);

		if (span.start < span.end &&
			(!dialects[i].only_key ||
				(span.start == column->type_span.start &&
					is_key(column))))
			judge_report(
				list, RULE_FOREIGN_DIALECT, span, dialects[i].message)
				->help = arena_printf(list->arena,
				"write: %s INTEGER PRIMARY KEY; it numbers the rows by "
				"itself",
				column->name.text);
	}
}

/* In the words of a type: one that is none, with a type after it, is a column. */
static void check_comma(const struct judged *list, const struct tree_column_def *column)
{
	const struct script *script = list->script;
	struct span word = script_word(script, column->type_span.start), next;
	const char *text = script_text(list->arena, script, word), *after;
	uint32_t end = word.end;
	struct diag *diag;

	for (; word.end < column->type_span.end && !MAP_AMONG(ends, text);
		end = word.end, word = next, text = after) {
		next = script_word(script, word.end);
		after = script_text(list->arena, script, next);
		if (word.start == column->type_span.start || MAP_AMONG(types, text) ||
			MAP_AMONG(modifiers, text) || !MAP_AMONG(types, after))
			continue;
		diag = judge_report(list, RULE_SWALLOWED_COLUMN, word,
			arena_printf(list->arena, "missing comma before %s?", text));
		diag->evidence = "SQLite takes all the words for one type";
		diag->help = arena_printf(list->arena, "write: %s %s, %s %s",
			column->name.text,
			script_text(list->arena, script,
				(struct span){ column->type_span.start, end }),
			text, after);
		return;
	}
}

static bool is_dialect(const char *word)
{
	for (size_t i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++) {
		if (map_same(dialects[i].word, word))
			return true;
	}
	return false;
}

/* A keyword that is misspelt ends no type: `id INTEGER PRIMAY KEY`, `name TEXT UNIQE`. */
static void check_keyword(const struct judged *list, const struct tree_column_def *column)
{
	static const char *const keywords[] = { "PRIMARY", "UNIQUE", "REFERENCES",
		"DEFAULT", "CHECK", "COLLATE", "AUTOINCREMENT", "CONSTRAINT",
		"GENERATED" };
	const struct script *script = list->script;
	struct span word = script_word(script, column->type_span.start);
	struct diag *diag;

	while ((word = script_word(script, word.end)).end <= column->type_span.end &&
		word.start < word.end) {
		const char *text = script_text(list->arena, script, word);
		const char *near = instar__nearest_word(
			text, keywords, sizeof(keywords) / sizeof(*keywords));

		if (strlen(text) < 5 || is_dialect(text) || strchr("\"`['", *text) ||
			!near || MAP_AMONG(types, text) || MAP_AMONG(modifiers, text) ||
			MAP_AMONG(ends, text) || map_same(near, text))
			continue;
		diag = judge_report(list, RULE_SWALLOWED_COLUMN, word,
			arena_printf(list->arena,
				"%s in the type of %s; did you mean %s?", text,
				column->name.text, near));
		diag->evidence = "SQLite takes all the words for one type";
		diag->help = arena_printf(list->arena, "write: %s", near);
	}
}

/* A word of MySQL that does no harm where it is: the affinity stays what it was. */
static void report_behind(
	const struct judged *list, struct span span, const char *word, const char *help)
{
	struct diag *diag = judge_report(list, RULE_FOREIGN_DIALECT, span,
		arena_printf(list->arena,
			"%s is MySQL; SQLite takes it for a part of the type", word));

	diag->severity = SEVERITY_WARNING;
	diag->help = help;
}

/* COMMENT 'x', AFTER name and FIRST behind a type. */
static void check_behind(const struct judged *list, const struct statement *statement,
	const struct tree_column_def *column)
{
	struct span type = column->type_span;
	struct span span = script_find(list->script, type, "COMMENT");
	const char *text = list->script->source->text;

	if (span.start < span.end && span.end < type.end &&
		text[script_word(list->script, span.end).start] == '\'')
		report_behind(list, span, "COMMENT",
			"write it as a comment behind the line: -- …");
	if (statement->kind != STATEMENT_ADD_COLUMN)
		return;
	span = script_find(list->script, type, "AFTER");
	if (span.start > type.start && span.end < type.end)
		report_behind(list, span, "AFTER",
			arena_printf(list->arena,
				"leave it out: a column is added behind the last one; in "
				"another order write the table below -- @rebuild %s: "
				"CREATE "
				"TABLE %s(…)",
				statement->name, statement->name));
	span = script_find_last(list->script, type, "FIRST");
	if (span.start > type.start && span.end == type.end)
		report_behind(list, span, "FIRST",
			"leave it out: a column is added behind the last one");
}

/* ADD COLUM email TEXT: a column named COLUM. */
static void check_added(const struct judged *list, const struct statement *statement,
	const struct tree_column_def *column)
{
	static const char *const keyword[] = { "column" };
	struct span before = { statement->name_span.end, column->span.start };
	struct span word = script_find(list->script, before, keyword[0]);
	const char *type =
		arena_copy(list->arena, column->type, strcspn(column->type, " ("));

	if (word.start < word.end || !strcspn(type, "\"`[") || MAP_AMONG(types, type) ||
		MAP_AMONG(ends, type) ||
		!instar__nearest_word(column->name.text, keyword, 1))
		return;
	judge_report(list, RULE_SWALLOWED_COLUMN, column->name.span,
		arena_printf(list->arena, "adds a column named %s; did you mean COLUMN?",
			column->name.text));
}

/* DEFAULT "x" is the one place where SQLite never takes it for a name. */
static void check_default(const struct judged *list, const struct tree_column_def *column)
{
	for (uint32_t i = 0; i < column->constraints.count; i++) {
		const struct tree_constraint *constraint = &column->constraints.items[i];
		struct diag *diag;
		const char *word;

		if (constraint->kind != CONSTRAINT_DEFAULT || constraint->parentheses ||
			list->script->source->text[constraint->expr->span.start] != '"')
			continue;
		word = script_text(list->arena, list->script, constraint->expr->span);
		diag = judge_report(list, RULE_DOUBLE_QUOTES, constraint->expr->span,
			arena_printf(list->arena,
				"DEFAULT %s is a text, and double quotes are for names",
				word));
		diag->help = arena_printf(list->arena,
			"write the text in single quotes: '%.*s'", (int)strlen(word) - 2,
			word + 1);
		/* every SQLite takes it for a text: nobody's step fails */
		diag->severity = list->released ? SEVERITY_NOTE : SEVERITY_WARNING;
	}
}

void columns_judge(const struct judged *list, const struct statement *statement)
{
	struct tree_column_defs columns =
		script_columns(list->arena, list->script, statement);

	for (uint32_t i = 0; i < columns.count; i++) {
		const struct tree_column_def *column = &columns.items[i];

		check_dialect(list, statement, column);
		check_default(list, column);
		if (!column->type)
			continue;
		check_comma(list, column);
		check_keyword(list, column);
		check_behind(list, statement, column);
		if (statement->kind == STATEMENT_ADD_COLUMN)
			check_added(list, statement, column);
	}
}
