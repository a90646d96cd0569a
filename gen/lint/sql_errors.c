/*
 * sql_errors: what SQLite said about a statement, said to the author. See sql_errors.h.
 * SQLite gives a position for about half of the usual mistakes; for the others the name
 * in its message is looked for among those of the statement.
 */
#include "gen/lint/sql_errors.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/slips.h"
#include "gen/sql/script_words.h"

/* What SQLite says, what it means to an author, and what to do. */
static const struct {
	const char *says;
	enum rule_id rule;   /* RULE_COUNT: the caller's */
	const char *message; /* NULL: SQLite's */
	const char *help;
} sayings[] = {
	{ "Expression tree is too large", RULE_TOO_DEEP, "expression too deep",
		"SQLite nests an expression at most 1,000 deep: split it" },
	{ "parser stack overflow", RULE_TOO_DEEP, "nested too deep",
		"split the statement" },
	{ "interrupted", RULE_BUDGET, "the statement does not come to an end",
		"SQLite took 100 million instructions and was not done: look for an "
		"endless recursion, which a WHERE or LIMIT ends, or a join without ON" },
	{ "string or blob too big", RULE_BUDGET,
		"the statement makes a value of more than 16 MB",
		"make a smaller one, or let the program put it in: -- @call NAME" },
	{ "out of memory", RULE_BUDGET, "the statement needs more than 1 GB of memory",
		"make fewer or smaller rows, end a recursion with WHERE or LIMIT, or let "
		"the program put them in: -- @call NAME" },
	{ "no such function", RULE_UNDECLARED, NULL, NULL },
	{ "no such collation", RULE_UNDECLARED, NULL, NULL },
	{ "no such module", RULE_UNDECLARED, NULL, NULL },
};

const char *sql_errors_name(struct arena *arena, const char *message)
{
	const char *open = strchr(message, '"');
	const char *close = open ? strchr(open + 1, '"') : NULL;
	const char *colon = strrchr(message, ':');
	const char *named = strstr(message, "has no column named ");
	const char *dot;

	if (named)
		return named + strlen("has no column named ");
	if (close)
		return arena_copy(arena, open + 1, (size_t)(close - open - 1));
	if (!colon || colon[1] != ' ') {
		if (strncmp(message, "table ", 6) && strncmp(message, "index ", 6) &&
			strncmp(message, "view ", 5) && strncmp(message, "trigger ", 8))
			return NULL;
		colon = strchr(message, ' ');
		dot = strchr(colon + 1, ' ');
		return dot ? arena_copy(arena, colon + 1, (size_t)(dot - colon - 1))
			   : NULL;
	}
	dot = strrchr(colon, '.');
	return dot ? dot + 1 : colon + 2;
}

/* Where a name is looked for: of the copy of a @rebuild, in the table that it fills. */
static const struct statement *place_of(
	const struct script *script, const struct statement *statement)
{
	const struct statement *place = statement;

	if (statement->kind != STATEMENT_INSERT ||
		strncmp(statement->name, PARSE_WORKING, strlen(PARSE_WORKING)) != 0)
		return statement;
	for (uint32_t i = 0; i < script->up_count + script->down_count; i++) {
		const struct statement *other =
			i < script->up_count ? &script->up[i]
					     : &script->down[i - script->up_count];

		if (other->kind == STATEMENT_CREATE_TABLE &&
			map_same(other->name, statement->name) &&
			other->span.start < statement->span.start)
			place = other; /* a step can rebuild a table twice */
	}
	return place;
}

struct span sql_errors_column(const struct script *script,
	const struct statement *statement, const char *column)
{
	const struct statement *place = place_of(script, statement);
	struct span found = { 0, 0 };

	if (place != statement && column)
		found = script_find_name(script, place, column);
	if (found.start < found.end)
		return found;
	if (statement->tree && statement->kind == STATEMENT_DROP_COLUMN)
		return statement->tree->alter->column.span;
	return statement->name ? statement->name_span : statement->span;
}

/* A working name is its table's to the author: "instar_rebuild_users.age". */
static const char *without_working(struct arena *arena, const char *message)
{
	size_t size = strlen(PARSE_WORKING);
	const char *at;

	while ((at = strstr(message, PARSE_WORKING)))
		message = arena_printf(
			arena, "%.*s%s", (int)(at - message), message, at + size);
	return message;
}

/*
 * Where SQLite says, or the word is; else where the statement begins, and of a table that
 * a @rebuild makes its name.
 */
static struct span find_place(const struct script *script,
	const struct statement *statement, int offset, const char *word)
{
	const struct statement *place = place_of(script, statement);
	uint32_t start = statement->span.start;
	struct span found = { 0, 0 };

	if (offset >= 0) {
		found = script_word(script, start + (uint32_t)offset);
		return found.start == start + (uint32_t)offset
			       ? found
			       : script_word(script, start);
	}
	if (word)
		found = script_find_name(script, place, word);
	if (found.start < found.end)
		return found;
	return place != statement ? place->name_span : script_word(script, start);
}

/* What to look for: the message's name, "… in INTEGER column users.age", or ADD COLUMN's.
 */
static const char *word_of(
	const struct statement *statement, const char *message, const char *name)
{
	const char *dot = strrchr(message, '.');

	if (name)
		return name;
	return dot && strncmp(message, "cannot store ", 13) == 0 ? dot + 1
								 : statement->column;
}

/* Was it SQLite's grammar that refused? */
static bool is_syntax(const char *message)
{
	return strstr(message, "syntax error") || strstr(message, "incomplete input") ||
	       strstr(message, "unrecognized token");
}

/*
 * A statement that does not read: the token and the cure are found without SQLite, whose
 * versions place it differently. NULL: there is a tree, or another reason.
 */
static struct diag *report_slip(struct diags *diags, enum rule_id rule,
	const struct failure *failure, const struct script *script,
	const struct statement *statement)
{
	struct slip slip;
	struct diag *diag;

	if (statement->tree || !is_syntax(failure->message))
		return NULL;
	slips_find(diags->arena, script, statement, &slip);
	diag = diag_report(diags, rule, script->source, slip.span, "%s",
		slip.message ? slip.message : failure->message);
	diag->help = slip.help;
	return diag;
}

/* The one database has no need of its name: "no such table: main.users". */
static const char *without_schema(struct arena *arena, const char *message)
{
	const char *at = strstr(message, "no such table: main.");

	if (!at)
		return message;
	at += strlen("no such table: ");
	return arena_printf(
		arena, "%.*s%s", (int)(at - message), message, at + strlen("main."));
}

/* What newer versions add to a message is ours to say. */
static const char *without_advice(struct arena *arena, const char *message)
{
	const char *advice = strstr(message, " - should this be a string literal");

	return advice ? arena_copy(arena, message, (size_t)(advice - message)) : message;
}

struct advice sql_errors_advice(const struct known *known, const char *message)
{
	struct refused refused = { .known = *known,
		.message = without_advice(known->arena, message),
		.name = sql_errors_name(known->arena, message),
		.offset = -1 };
	struct advice advice;

	refused_advise(&refused, &advice);
	return advice;
}

struct diag *sql_errors_report(struct diags *diags, enum rule_id rule,
	const struct snapshot *snapshot, const struct failure *failure,
	const struct script *script, const struct statement *statement)
{
	struct arena *arena = diags->arena;
	const char *message = without_schema(
		arena, without_advice(arena, without_working(arena, failure->message)));
	struct refused refused = {
		.known = { arena, snapshot, script, statement },
		.message = message,
		.name = sql_errors_name(arena, message),
		.offset = failure->offset,
	};
	const char *word = word_of(statement, message, refused.name);
	struct diag *diag = report_slip(diags, rule, failure, script, statement);
	struct advice advice;
	struct span span;

	if (diag)
		return diag;
	refused_advise(&refused, &advice);
	span = advice.span.end ? advice.span
			       : find_place(script, statement, failure->offset, word);
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++) {
		if (!strstr(message, sayings[i].says))
			continue;
		advice.help = sayings[i].help ? sayings[i].help : advice.help;
		message = sayings[i].message ? sayings[i].message : message;
		rule = sayings[i].rule != RULE_COUNT ? sayings[i].rule : rule;
	}
	diag = advice.near
		       ? diag_report(diags, rule, script->source, span,
				 "%s; did you mean %s?", message, advice.near)
		       : diag_report(diags, rule, script->source, span, "%s", message);
	diag->help = advice.help;
	return diag;
}
