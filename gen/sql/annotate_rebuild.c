/*
 * annotate_rebuild: what `-- @rebuild T [column = expression, …]` says. See
 * annotate_rebuild.h.
 *
 * An expression ends at a comma outside parentheses; what it means is SQLite's to say.
 */
#include "gen/sql/annotate_rebuild.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"
#include "gen/sql/reading.h"

/* The first problem counts. */
static void refuse(struct reading *reading, uint32_t token, const char *problem)
{
	if (reading->problem)
		return;
	reading->problem = problem;
	if (token < reading->token_count)
		reading->bad = reading->tokens[token].span;
}

/* A string is no name here, though SQLite would take it for one. */
static void check_name(struct reading *reading, uint32_t token, const char *problem)
{
	if (reading->tokens[token].code == STRING)
		refuse(reading, token, problem);
}

void annotate_rebuild_table(struct reading *reading, uint32_t name)
{
	check_name(reading, name, "needs a table");
	reading->order->table = reading_name(reading, name);
	reading->order->table_span = reading->tokens[name].span;
	reading->wanted = "needs a column here";
}

void annotate_rebuild_column(struct reading *reading, uint32_t name)
{
	struct rebuild_order *order = reading->order;
	struct rebuild_value value = { .column = reading_name(reading, name),
		.column_span = reading->tokens[name].span };

	check_name(reading, name, "needs a column here");
	for (uint32_t i = 0; i < order->value_count; i++) {
		if (map_same(order->values[i].column, value.column))
			refuse(reading, name, "gives a column twice");
	}
	*arena_add(reading->arena, order->values, order->value_count) = value;
	reading->wanted = "needs = EXPRESSION after a column";
}

static void check_tokens(struct reading *reading, uint32_t first)
{
	uint32_t depth = 0;

	for (uint32_t i = first; i < reading->at; i++) {
		int code = reading->tokens[i].code;

		if (code == SEMI)
			refuse(reading, i, "has a semicolon in an expression");
		if (code == VARIABLE)
			refuse(reading, i, "has a parameter, which would be NULL");
		if (code == RP && !depth)
			refuse(reading, i, "closes a parenthesis that is not open");
		depth += code == LP;
		depth -= code == RP;
	}
}

void annotate_rebuild_value(struct reading *reading, uint32_t first)
{
	struct rebuild_order *order = reading->order;
	struct rebuild_value *value = &order->values[order->value_count - 1];

	check_tokens(reading, first);
	if (reading->at == first) {
		refuse(reading, first, "needs an expression after =");
		return;
	}
	value->text = reading_text(reading, first, reading->at - 1);
	value->first_token = first;
	value->token_count = reading->at - first;
	value->span.start = reading->tokens[first].span.start;
	value->span.end = reading->tokens[reading->at - 1].span.end;
}

/* Why the tokens do not read. */
static void find_problem(struct reading *reading)
{
	uint32_t count = reading->token_count;
	bool ended = reading->failed_at == count;
	uint32_t depth = 0;

	for (uint32_t i = 0; i < count; i++) {
		depth += reading->tokens[i].code == LP;
		depth -= reading->tokens[i].code == RP && depth;
	}
	if (ended && depth)
		reading->wanted = "does not close a parenthesis";
	else if (ended && count && reading->tokens[count - 1].code == COMMA)
		reading->wanted = "ends with a comma";
	refuse(reading, reading->failed_at, reading->wanted);
}

const struct rebuild_order *annotate_rebuild(struct arena *arena, const char *text,
	uint32_t size, uint32_t base, const char **problem, struct span *bad)
{
	struct reading reading = { .arena = arena,
		.text = text,
		.base = base,
		.order = arena_alloc(arena, sizeof(*reading.order)),
		.wanted = "needs a table" };
	struct rebuild_order *order = reading.order;
	struct lexed lexed;

	*problem = NULL;
	if (!lex_text(arena, text, size, base, &lexed, bad)) {
		*problem = "has text that is no token";
		return NULL;
	}
	reading.tokens = order->tokens = lexed.tokens;
	reading.token_count = order->token_count = lexed.token_count;
	order->text = text;
	order->base = base;
	if (!reading_run(&reading, REBUILD, 0, lexed.token_count))
		find_problem(&reading);
	*problem = reading.problem;
	*bad = reading.bad;
	for (uint32_t i = 0; !*problem && i < order->value_count; i++) {
		struct rebuild_value *value = &order->values[i];

		if (reading_run(&reading, EXPRESSION, value->first_token,
			    value->first_token + value->token_count))
			value->expr = reading.expr;
	}
	reading_end(&reading);
	return *problem ? NULL : order;
}
