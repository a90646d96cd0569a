/*
 * column_uses: what the statements of a step ask of columns, by name. See column_uses.h.
 */
#include "gen/rehearse/column_uses.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/tree_walk.h"

static void note(struct column_uses *uses, struct names *list, const char *name)
{
	names_add(uses->arena, list, name);
}

/* 0, 1, TRUE, FALSE. */
static bool is_truth_value(const struct tree_expr *expr)
{
	if (!expr || expr->kind != EXPR_LITERAL)
		return false;
	if (expr->literal.kind == LITERAL_TRUE || expr->literal.kind == LITERAL_FALSE)
		return true;
	return expr->literal.kind == LITERAL_NUMBER && expr->literal.text &&
	       (strcmp(expr->literal.text, "0") == 0 ||
		       strcmp(expr->literal.text, "1") == 0);
}

static bool is_null(const struct tree_expr *expr)
{
	return expr && expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NULL;
}

static void take_compared(struct column_uses *uses, const struct tree_expr *operand,
	const struct tree_expr *with)
{
	const struct tree_name *column = tree_column_of(operand);

	if (!column || is_null(with))
		return;
	note(uses, &uses->compared, column->text);
	note(uses, is_truth_value(with) ? &uses->truths : &uses->measured, column->text);
}

static void take_ordered(struct column_uses *uses, const struct tree_expr *operand)
{
	const struct tree_name *column = tree_column_of(operand);

	if (!column)
		return;
	note(uses, &uses->compared, column->text);
	note(uses, &uses->measured, column->text);
}

/* A condition that is a column alone, or NOT of one. */
static void take_condition(struct column_uses *uses, const struct tree_expr *expr)
{
	const struct tree_name *column;

	while (expr && expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT)
		expr = expr->unary.operand;
	if (expr && expr->kind == EXPR_BINARY &&
		(expr->binary.operator == OPERATOR_AND || expr->binary.operator ==
			OPERATOR_OR)) {
		take_condition(uses, expr->binary.left);
		take_condition(uses, expr->binary.right);
		return;
	}
	column = tree_column_of(expr);
	if (column)
		note(uses, &uses->truths, column->text);
}

/* views <> 0: a counter may be asked so, too. */
static void take_unequal(struct column_uses *uses, const struct tree_expr *operand,
	const struct tree_expr *with)
{
	const struct tree_name *column = tree_column_of(operand);

	if (column && is_truth_value(with))
		note(uses, &uses->compared, column->text);
	else if (!is_null(with))
		take_ordered(uses, operand);
}

static void take_binary(struct column_uses *uses, const struct tree_expr *expr)
{
	enum tree_operator sign = expr->binary.operator;

	if (sign == OPERATOR_UNEQUAL) {
		take_unequal(uses, expr->binary.left, expr->binary.right);
		take_unequal(uses, expr->binary.right, expr->binary.left);
	} else if (sign >= OPERATOR_EQUAL && sign <= OPERATOR_IS_NOT) {
		take_compared(uses, expr->binary.left, expr->binary.right);
		take_compared(uses, expr->binary.right, expr->binary.left);
	} else if (sign == OPERATOR_AND || sign == OPERATOR_OR) {
		take_condition(uses, expr);
	} else if (sign == OPERATOR_ADD || sign == OPERATOR_SUBTRACT) {
		uses->adds |= tree_column_of(expr->binary.left) &&
			      tree_column_of(expr->binary.right);
	} else if (sign >= OPERATOR_LESS && sign <= OPERATOR_GREATER_EQUAL) {
		take_ordered(uses, expr->binary.left);
		take_ordered(uses, expr->binary.right);
	}
}

static void take_in(struct column_uses *uses, const struct tree_expr *expr)
{
	for (uint32_t i = 0; i < expr->in.values.count; i++)
		take_compared(uses, expr->in.operand, expr->in.values.items[i]);
	if (!expr->in.values.count)
		take_compared(uses, expr->in.operand, expr);
}

static void take_choice(struct column_uses *uses, const struct tree_expr *expr)
{
	for (uint32_t i = 0; i < expr->choice.whens.count; i++) {
		const struct tree_expr *condition = expr->choice.whens.items[i].condition;

		if (expr->choice.operand)
			take_compared(uses, expr->choice.operand, condition);
		else
			take_condition(uses, condition);
	}
}

/* Of coalesce() or ifnull(): what there is when there is nothing else. */
static void take_stand_in(struct column_uses *uses, const struct tree_call *call)
{
	const struct tree_expr *last = call->arguments.items[call->arguments.count - 1];

	if (last->kind != EXPR_LITERAL)
		return;
	if (last->literal.kind == LITERAL_STRING)
		*arena_add(uses->arena, uses->stand_ins.items, uses->stand_ins.count) =
			arena_printf(uses->arena, "%Q", last->literal.text);
	if (last->literal.kind == LITERAL_NUMBER)
		*arena_add(uses->arena, uses->stand_ins.items, uses->stand_ins.count) =
			last->literal.text;
}

static void take_call(struct column_uses *uses, const struct tree_call *call)
{
	static const char *const aggregates[] = { "sum", "total", "avg", "group_concat",
		"string_agg" };
	const char *name = call->name.text;

	uses->aggregates |= MAP_AMONG(aggregates, name);
	if ((map_same(name, "iif") || map_same(name, "if")) && call->arguments.count)
		take_condition(uses, call->arguments.items[0]);
	if ((map_same(name, "coalesce") || map_same(name, "ifnull")) &&
		call->arguments.count)
		take_stand_in(uses, call);
}

static bool take_expr(void *context, const struct tree_expr *expr)
{
	struct column_uses *uses = context;

	switch (expr->kind) {
	case EXPR_BINARY:
		take_binary(uses, expr);
		break;
	case EXPR_UNARY:
		if (expr->unary.operator == OPERATOR_NOT)
			take_condition(uses, expr);
		break;
	case EXPR_IN:
		take_in(uses, expr);
		break;
	case EXPR_CASE:
		take_choice(uses, expr);
		break;
	case EXPR_CALL:
		take_call(uses, expr->call);
		break;
	default:
		break;
	}
	return true;
}

static bool take_core(void *context, const struct tree_core *core)
{
	struct column_uses *uses = context;

	take_condition(uses, core->where);
	return true;
}

static bool take_source(void *context, const struct tree_source *source)
{
	struct column_uses *uses = context;

	take_condition(uses, source->on);
	for (uint32_t i = 0; i < source->using.count; i++)
		note(uses, &uses->compared, source->using.items[i].text);
	return true;
}

static void take_statement(struct column_uses *uses, const struct tree_statement *tree)
{
	if (tree->kind == STATEMENT_UPDATE)
		take_condition(uses, tree->update->where);
	if (tree->kind == STATEMENT_DELETE)
		take_condition(uses, tree->delete->where);
	tree_walk_statement(&(struct tree_visitor){ .context = uses,
				    .expr = take_expr,
				    .core = take_core,
				    .source = take_source },
		tree);
}

/* A definition asks nothing of the rows that are there. */
static bool moves_rows(const struct statement *statement)
{
	return statement->kind == STATEMENT_INSERT ||
	       statement->kind == STATEMENT_UPDATE ||
	       statement->kind == STATEMENT_DELETE ||
	       statement->kind == STATEMENT_CREATE_TABLE_AS;
}

void column_uses_read(
	struct column_uses *uses, const struct statement *statements, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (statements[i].tree && moves_rows(&statements[i]))
			take_statement(uses, statements[i].tree);
	}
}

bool column_uses_stands_in(const struct column_uses *uses, const char *literal)
{
	for (uint32_t i = 0; i < uses->stand_ins.count; i++) {
		if (strcmp(uses->stand_ins.items[i], literal) == 0)
			return true;
	}
	return false;
}

/* Names that people give to what is true or false. */
static bool is_named_for_truth(const char *column)
{
	static const char *const forms[] = { "is\\_%", "has\\_%", "was\\_%", "can\\_%" };

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (sqlite3_strlike(forms[i], column, '\\') == 0)
			return true;
	}
	return false;
}

bool column_uses_boolean(const struct column_uses *uses, const char *column)
{
	return (names_have(&uses->truths, column) || is_named_for_truth(column)) &&
	       !names_have(&uses->measured, column);
}
