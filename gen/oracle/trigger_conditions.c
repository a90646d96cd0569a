/*
 * trigger_conditions: for which rows a table's triggers stop a statement. See
 * trigger_conditions.h.
 */
#include "gen/oracle/trigger_conditions.h"

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_print.h"

/* A search for RAISE in the body of one trigger. */
struct search {
	struct arena *arena;
	const struct tree_expr *when; /* of the trigger, or NULL */
	struct trigger_conditions *found;
};

static bool see_raise(void *context, const struct tree_expr *expr)
{
	bool *raises = context;

	*raises |= expr->kind == EXPR_RAISE && expr->raise.action != RAISE_IGNORE;
	return true;
}

static bool raises(enum tree_node kind, const void *node)
{
	bool found = false;
	const struct tree_visitor visitor = { .context = &found, .expr = see_raise };

	if (node)
		tree_walk(&visitor, kind, node);
	return found;
}

/* Under this condition, and that of the trigger, a row stops the statement. */
static void add(struct search *search, const struct tree_expr *condition)
{
	const struct tree_expr *expr = condition ? condition : search->when;
	const char *sql;

	if (!expr)
		return; /* every row does */
	sql = tree_print(search->arena, NODE_EXPR, expr);
	if (condition && search->when)
		sql = arena_printf(search->arena, "(%s) AND (%s)",
			tree_print(search->arena, NODE_EXPR, search->when), sql);
	expr = parse_expression(search->arena, sql);
	if (expr)
		*arena_add(search->arena, search->found->items, search->found->count) =
			expr;
}

/* SELECT CASE WHEN condition THEN RAISE (…) END */
static bool see_case(void *context, const struct tree_expr *expr)
{
	struct search *search = context;

	if (expr->kind != EXPR_CASE || expr->choice.operand)
		return true;
	for (uint32_t i = 0; i < expr->choice.whens.count; i++) {
		if (raises(NODE_EXPR, expr->choice.whens.items[i].value))
			add(search, expr->choice.whens.items[i].condition);
	}
	return false;
}

/* SELECT RAISE (…) [WHERE condition] */
static bool see_core(void *context, const struct tree_core *core)
{
	struct search *search = context;

	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_expr *expr = core->results.items[i].expr;

		if (expr && expr->kind == EXPR_RAISE &&
			expr->raise.action != RAISE_IGNORE)
			add(search, core->where);
	}
	return true;
}

static bool fires(const struct tree_create_trigger *trigger,
	enum tree_trigger_event event, const struct names *columns)
{
	if (trigger->event != event || trigger->time == TRIGGER_INSTEAD)
		return false;
	for (uint32_t i = 0; i < trigger->columns.count; i++) {
		if (names_have(columns, trigger->columns.items[i].text))
			return true;
	}
	return !trigger->columns.count;
}

struct trigger_conditions trigger_conditions_of(struct scratch *scratch,
	const char *table, enum tree_trigger_event event, const struct names *columns)
{
	struct trigger_conditions found = { 0 };
	struct names triggers = scratch_texts(scratch,
		"SELECT sql FROM main.sqlite_master WHERE type = 'trigger' AND "
		"tbl_name = %Q COLLATE NOCASE AND sql LIKE '%%raise%%' ORDER BY name",
		table);

	for (uint32_t i = 0; i < triggers.count; i++) {
		const struct tree_statement *tree =
			parse_statement(scratch->arena, triggers.items[i]);
		struct search search = { .arena = scratch->arena, .found = &found };
		const struct tree_visitor visitor = {
			.context = &search, .expr = see_case, .core = see_core
		};

		if (!tree || tree->kind != STATEMENT_CREATE_TRIGGER ||
			!fires(tree->create_trigger, event, columns))
			continue;
		search.when = tree->create_trigger->when;
		for (uint32_t j = 0; j < tree->create_trigger->body.count; j++)
			tree_walk_statement(
				&visitor, &tree->create_trigger->body.items[j]);
	}
	return found;
}
