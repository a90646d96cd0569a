/*
 * nondeterminism: values that differ from run to run. See nondeterminism.h.
 */
#include "gen/lint/nondeterminism.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/report/diag.h"
#include "gen/sql/script_words.h"

/* The expressions of a tree whose values differ, in their order. */
struct unsteady {
	struct arena *arena;
	const struct tree_expr **items;
	uint32_t count;
	bool ids; /* randomblob() is among them: identities are meant to differ */
};

/* Do a date function's arguments ask for the clock or the time zone? */
static bool asks_clock(const struct tree_call *call)
{
	static const char *const asked[] = { "now", "localtime", "utc" };
	uint32_t least = map_same(call->name.text, "strftime") ? 2 : 1;

	for (uint32_t i = 0; i < call->arguments.count; i++) {
		const struct tree_expr *argument = call->arguments.items[i];

		if (argument->kind == EXPR_LITERAL &&
			argument->literal.kind == LITERAL_STRING &&
			MAP_AMONG(asked, argument->literal.text))
			return true;
	}
	return call->arguments.count < least;
}

/* CURRENT_TIMESTAMP and its like, or NULL. */
static const char *keyword_of(const struct tree_expr *expr)
{
	static const char *const keywords[] = { [LITERAL_DATE] = "CURRENT_DATE",
		[LITERAL_TIME] = "CURRENT_TIME",
		[LITERAL_TIMESTAMP] = "CURRENT_TIMESTAMP" };

	return expr->kind == EXPR_LITERAL ? keywords[expr->literal.kind] : NULL;
}

static bool is_chance(const struct tree_expr *expr)
{
	static const char *const chances[] = { "random", "randomblob" };

	return expr->kind == EXPR_CALL && MAP_AMONG(chances, expr->call->name.text);
}

static bool is_clock(const struct tree_expr *expr)
{
	static const char *const clocks[] = { "date", "time", "datetime", "julianday",
		"strftime", "unixepoch" };

	return expr->kind == EXPR_CALL && MAP_AMONG(clocks, expr->call->name.text) &&
	       asks_clock(expr->call);
}

static bool take_unsteady(void *context, const struct tree_expr *expr)
{
	struct unsteady *list = context;

	if (!is_chance(expr) && !is_clock(expr) && !keyword_of(expr))
		return true;
	list->ids |= is_chance(expr) && map_same(expr->call->name.text, "randomblob");
	*arena_add(list->arena, list->items, list->count) = expr;
	return true;
}

static struct unsteady unsteady_below(
	struct arena *arena, enum tree_node kind, const void *node)
{
	struct unsteady list = { .arena = arena };

	tree_walk(&(struct tree_visitor){ .context = &list, .expr = take_unsteady }, kind,
		node);
	return list;
}

static struct span place_of(const struct judged *list, const struct tree_expr *expr)
{
	if (expr->kind == EXPR_CALL)
		return expr->call->name.span;
	return script_find(list->script, expr->span, keyword_of(expr));
}

static const char *spelling(const struct judged *list, const struct tree_expr *expr)
{
	if (expr->kind == EXPR_CALL)
		return arena_printf(list->arena, "%s()", expr->call->name.text);
	return script_text(list->arena, list->script, place_of(list, expr));
}

/* Was as much told of this file? Once is enough. */
static bool was_told(const struct judged *list, enum severity severity)
{
	const struct diags *diags = list->diags;

	for (uint32_t i = diags->count; i-- > 0;) {
		if (diags->items[i].source != list->script->source)
			return false;
		if (diags->items[i].rule == &rules[RULE_NONDETERMINISTIC_STEP] &&
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
		if (diags->items[i].rule == &rules[RULE_NONDETERMINISTIC_STEP] &&
			diags->items[i].severity == SEVERITY_WARNING &&
			sqlite3_strnicmp(diags->items[i].message, "random", 6) != 0)
			return true;
	}
	return false;
}

/* The first whose value is not meant to differ. */
static const struct tree_expr *first_of(const struct unsteady *found)
{
	for (uint32_t i = 0; i < found->count; i++) {
		if (!found->ids || is_chance(found->items[i]))
			return found->items[i];
	}
	return NULL;
}

/* A statement that the step runs once on each database. */
static void judge_run(const struct judged *list, const struct statement *statement)
{
	struct unsteady found =
		unsteady_below(list->arena, NODE_STATEMENT, statement->tree);
	const struct tree_expr *first = first_of(&found);
	enum severity severity = found.ids ? SEVERITY_NOTE : SEVERITY_WARNING;
	struct diag *diag;

	if (!first || was_told(list, severity))
		return;
	if (!is_chance(first) && was_warned(list))
		severity = SEVERITY_NOTE;
	diag = diag_report(list->diags, RULE_NONDETERMINISTIC_STEP, list->script->source,
		place_of(list, first), "%s differs from database to database",
		spelling(list, first));
	diag->help = "write a fixed value, or let the program set it; when it is meant: "
		     "-- @allow INS0818 REASON";
	diag->severity = severity;
}

/* An expression that SQLite wants to give the same value every time. */
static void judge_fixed(const struct judged *list, const char *what, enum tree_node kind,
	const void *node)
{
	struct unsteady found = unsteady_below(list->arena, kind, node);

	for (uint32_t i = 0; i < found.count; i++) {
		const struct tree_expr *expr = found.items[i];
		struct diag *diag;

		/* SQLite itself refuses chance here, and in an index a keyword. */
		if (is_chance(expr) || (keyword_of(expr) && kind != NODE_EXPR))
			continue;
		diag = diag_report(list->diags, RULE_NONDETERMINISTIC_SCHEMA,
			list->script->source, place_of(list, expr), "%s in %s",
			spelling(list, expr), what);
		if (keyword_of(expr))
			diag->severity = SEVERITY_WARNING;
		diag->evidence =
			keyword_of(expr)
				? "rows that pass now fail a later check of the database"
				: "SQLite accepts this here and then refuses every write";
		diag->help =
			"it has to be the same each time: keep the value in a column, "
			"or ask for it in the query";
	}
}

static void judge_default(const struct judged *list, const struct tree_expr *fallback)
{
	struct unsteady found = unsteady_below(list->arena, NODE_EXPR, fallback);

	for (uint32_t i = 0; i < found.count && !found.ids; i++) {
		if (!is_chance(found.items[i]))
			continue;
		diag_report(list->diags, RULE_NONDETERMINISTIC_DEFAULT,
			list->script->source, place_of(list, found.items[i]),
			"random() as a default")
			->help = "let the program choose the value, or randomblob(16), "
				 "which has enough bits to be unique";
		return;
	}
}

static bool judge_constraint(void *list, const struct tree_constraint *constraint)
{
	if (constraint->kind == CONSTRAINT_CHECK)
		judge_fixed(list, "a CHECK", NODE_EXPR, constraint->expr);
	else if (constraint->kind == CONSTRAINT_GENERATED)
		judge_fixed(list, "a generated column", NODE_EXPR, constraint->expr);
	else if (constraint->kind == CONSTRAINT_DEFAULT)
		judge_default(list, constraint->expr);
	return false;
}

void nondeterminism_judge(const struct judged *list, const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_CREATE_TABLE:
	case STATEMENT_ADD_COLUMN:
		tree_walk_statement(&(struct tree_visitor){ .context = (void *)list,
					    .constraint = judge_constraint },
			statement->tree);
		break;
	case STATEMENT_CREATE_INDEX:
		judge_fixed(list, "an index", NODE_STATEMENT, statement->tree);
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

const char *nondeterminism_text(struct arena *arena, const char *sql)
{
	struct unsteady found =
		unsteady_below(arena, NODE_STATEMENT, parse_statement(arena, sql));

	if (!found.count)
		return NULL;
	if (found.items[0]->kind == EXPR_LITERAL)
		return keyword_of(found.items[0]);
	return arena_printf(arena, "%s()", found.items[0]->call->name.text);
}
