/*
 * tree_walk: visit the nodes of a tree. See tree_walk.h.
 */
#include "gen/sql/tree_walk.h"

#include <sqlite3.h>

#include "gen/sql/tree_fields.h"

#define ASK(function) return !visitor->function || visitor->function(context, node)

static bool ask(const struct tree_visitor *visitor, enum tree_node kind, const void *node)
{
	void *context = visitor->context;

	switch (kind) {
	case NODE_STATEMENT:
		ASK(statement);
	case NODE_SELECT:
		ASK(select);
	case NODE_CORE:
		ASK(core);
	case NODE_CTE:
		ASK(cte);
	case NODE_SOURCE:
		ASK(source);
	case NODE_EXPR:
		ASK(expr);
	case NODE_COLUMN_DEF:
		ASK(column);
	case NODE_CONSTRAINT:
		ASK(constraint);
	default:
		return true;
	}
}

static void walk_name(
	const struct tree_visitor *visitor, const struct tree_name *name, int role)
{
	if (visitor->name && name->text)
		visitor->name(visitor->context, name, (enum tree_role)role);
}

static void walk_exprs(const struct tree_visitor *visitor, const struct tree_exprs *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		tree_walk(visitor, NODE_EXPR, list->items[i]);
}

static void walk_list(const struct tree_visitor *visitor, const struct tree_field *field,
	const void *at)
{
	const struct tree_list *list = at;
	const struct tree_names *names = at;
	const struct tree_rows *rows = at;
	enum tree_node kind = (enum tree_node)field->kind;

	for (uint32_t i = 0; i < list->count; i++) {
		if (field->shape == FIELD_NAMES)
			walk_name(visitor, &names->items[i], field->kind);
		else if (field->shape == FIELD_ROWS)
			walk_exprs(visitor, &rows->items[i]);
		else
			tree_walk(visitor, kind,
				(const char *)list->items + i * tree_node_size(kind));
	}
}

static void walk_field(const struct tree_visitor *visitor, const struct tree_field *field,
	const void *at)
{
	switch (field->shape) {
	case FIELD_NAME:
		walk_name(visitor, at, field->kind);
		break;
	case FIELD_NODE:
		tree_walk(visitor, (enum tree_node)field->kind, *(const void *const *)at);
		break;
	case FIELD_EXPRS:
		walk_exprs(visitor, at);
		break;
	case FIELD_NAMES:
	case FIELD_NODES:
	case FIELD_ROWS:
		walk_list(visitor, field, at);
		break;
	default:
		break;
	}
}

void tree_walk(const struct tree_visitor *visitor, enum tree_node kind, const void *node)
{
	if (!node || !ask(visitor, kind, node) ||
		(visitor->enter && !visitor->enter(visitor->context, kind, node)))
		return;
	for (const struct tree_field *field = tree_fields(kind, node); field->shape;
		field++)
		walk_field(visitor, field, (const char *)node + field->offset);
	if (visitor->leave)
		visitor->leave(visitor->context, kind, node);
}

void tree_walk_statement(
	const struct tree_visitor *visitor, const struct tree_statement *statement)
{
	tree_walk(visitor, NODE_STATEMENT, statement);
}

void tree_walk_expr(const struct tree_visitor *visitor, const struct tree_expr *expr)
{
	tree_walk(visitor, NODE_EXPR, expr);
}

const struct tree_name *tree_column_of(const struct tree_expr *expr)
{
	while (expr && expr->kind == EXPR_COLLATE)
		expr = expr->collate.operand;
	return expr && expr->kind == EXPR_COLUMN ? &expr->column.name : NULL;
}

const char *tree_key_column(const struct tree_expr *expr)
{
	const struct tree_name *column = tree_column_of(expr);

	while (expr && expr->kind == EXPR_COLLATE)
		expr = expr->collate.operand;
	if (!column && expr && expr->kind == EXPR_LITERAL && expr->literal.text)
		return expr->literal.text;
	return column ? column->text : "";
}

const struct tree_constraint *tree_constraint_of(
	const struct tree_column_def *column, enum tree_constraint_kind kind)
{
	for (uint32_t i = 0; i < column->constraints.count; i++) {
		if (column->constraints.items[i].kind == kind)
			return &column->constraints.items[i];
	}
	return NULL;
}

/* A search for a name. */
struct name_search {
	const char *name;
	bool found;
};

static bool see_column(void *context, const struct tree_expr *expr)
{
	struct name_search *search = context;

	search->found |= expr->kind == EXPR_COLUMN &&
			 sqlite3_stricmp(expr->column.name.text, search->name) == 0;
	return true;
}

bool tree_has_column(const struct tree_expr *expr, const char *column)
{
	struct name_search search = { .name = column };
	const struct tree_visitor visitor = { .context = &search, .expr = see_column };

	tree_walk_expr(&visitor, expr);
	return search.found;
}

static bool see_source(void *context, const struct tree_source *source)
{
	struct name_search *search = context;

	search->found |= sqlite3_stricmp(source->object.name.text, search->name) == 0;
	return true;
}

bool tree_has_source(const struct tree_statement *statement, const char *table)
{
	struct name_search search = { .name = table };
	const struct tree_visitor visitor = { .context = &search, .source = see_source };

	tree_walk_statement(&visitor, statement);
	return search.found;
}
