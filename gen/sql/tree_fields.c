/*
 * tree_fields: which members the structs of the tree have, as data. See tree_fields.h.
 */
#include "gen/sql/tree_fields.h"

#define BOOL(type, member) { FIELD_BOOL, offsetof(struct type, member), 0 }
#define ENUM(type, member) { FIELD_ENUM, offsetof(struct type, member), 0 }
#define TEXT(type, member) { FIELD_TEXT, offsetof(struct type, member), 0 }
#define NAME(type, member, role) \
	{ FIELD_NAME, offsetof(struct type, member), ROLE_##role }
#define NAMES(type, member, role) \
	{ FIELD_NAMES, offsetof(struct type, member), ROLE_##role }
#define NODE(type, member, node) \
	{ FIELD_NODE, offsetof(struct type, member), NODE_##node }
#define NODES(type, member, node) \
	{ FIELD_NODES, offsetof(struct type, member), NODE_##node }
#define EXPR(type, member) NODE(type, member, EXPR)
#define EXPRS(type, member) { FIELD_EXPRS, offsetof(struct type, member), NODE_EXPR }
#define ROWS(type, member) { FIELD_ROWS, offsetof(struct type, member), NODE_EXPR }
#define OBJECT(type, member, role) \
	NAME(type, member.schema, SCHEMA), NAME(type, member.name, role)
#define END { FIELD_END, 0, 0 }

#define FIELDS static const struct tree_field

#define MOST 10 /* members of an expression, with the end */

FIELDS expr_fields[][MOST] = {
	[EXPR_LITERAL] = { ENUM(tree_expr, literal.kind), TEXT(tree_expr, literal.text) },
	[EXPR_PARAMETER] = { TEXT(tree_expr, parameter) },
	[EXPR_COLUMN] = { NAME(tree_expr, column.schema, SCHEMA),
		NAME(tree_expr, column.table, TABLE),
		NAME(tree_expr, column.name, COLUMN) },
	[EXPR_UNARY] = { ENUM(tree_expr, unary.operator),
		EXPR(tree_expr, unary.operand) },
	[EXPR_BINARY] = { ENUM(tree_expr, binary.operator), EXPR(tree_expr, binary.left),
		EXPR(tree_expr, binary.right) },
	[EXPR_LIKE] = { ENUM(tree_expr, like.operator), BOOL(tree_expr, like.negated),
		EXPR(tree_expr, like.left), EXPR(tree_expr, like.pattern),
		EXPR(tree_expr, like.escape) },
	[EXPR_BETWEEN] = { BOOL(tree_expr, between.negated),
		EXPR(tree_expr, between.operand), EXPR(tree_expr, between.low),
		EXPR(tree_expr, between.high) },
	[EXPR_IN] = { BOOL(tree_expr, in.negated), EXPR(tree_expr, in.operand),
		EXPRS(tree_expr, in.values), NODE(tree_expr, in.select, SELECT),
		NODE(tree_expr, in.table, SOURCE) },
	[EXPR_COLLATE] = { EXPR(tree_expr, collate.operand),
		NAME(tree_expr, collate.collation, COLLATION) },
	[EXPR_CASE] = { EXPR(tree_expr, choice.operand),
		NODES(tree_expr, choice.whens, WHEN), EXPR(tree_expr, choice.otherwise) },
	[EXPR_CAST] = { EXPR(tree_expr, cast.operand), TEXT(tree_expr, cast.type) },
	[EXPR_CALL] = { NODE(tree_expr, call, CALL) },
	[EXPR_ROW] = { EXPRS(tree_expr, row) },
	[EXPR_SELECT] = { NODE(tree_expr, select, SELECT) },
	[EXPR_EXISTS] = { NODE(tree_expr, select, SELECT) },
	[EXPR_RAISE] = { ENUM(tree_expr, raise.action), EXPR(tree_expr, raise.message) },
};

FIELDS select_fields[] = { NODE(tree_select, with, WITH), NODES(tree_select, cores, CORE),
	NODES(tree_select, order_by, TERM), EXPR(tree_select, limit),
	EXPR(tree_select, offset), END };
FIELDS core_fields[] = { ENUM(tree_core, compound), ROWS(tree_core, rows),
	BOOL(tree_core, distinct), BOOL(tree_core, all),
	NODES(tree_core, results, RESULT), NODES(tree_core, from, SOURCE),
	EXPR(tree_core, where), EXPRS(tree_core, group_by), EXPR(tree_core, having),
	 NODES(tree_core, windows, WINDOW), END };
FIELDS with_fields[] = { BOOL(tree_with, recursive), NODES(tree_with, ctes, CTE), END };
FIELDS cte_fields[] = { NAME(tree_cte, name, ALIAS), NAMES(tree_cte, columns, ALIAS),
	ENUM(tree_cte, materialized), NODE(tree_cte, select, SELECT), END };
FIELDS result_fields[] = { EXPR(tree_result, expr), NAME(tree_result, table, TABLE),
	NAME(tree_result, alias, ALIAS), END };
FIELDS source_fields[] = { ENUM(tree_source, kind), ENUM(tree_source, join),
	BOOL(tree_source, natural), OBJECT(tree_source, object, TABLE),
	EXPRS(tree_source, arguments), NODE(tree_source, select, SELECT),
	NODES(tree_source, sources, SOURCE), NAME(tree_source, alias, ALIAS),
	NAME(tree_source, indexed_by, INDEX), BOOL(tree_source, not_indexed),
	EXPR(tree_source, on), NAMES(tree_source, using, COLUMN), END };
FIELDS call_fields[] = { NAME(tree_call, name, FUNCTION), BOOL(tree_call, distinct),
	BOOL(tree_call, star), EXPRS(tree_call, arguments),
	NODES(tree_call, order_by, TERM), EXPR(tree_call, filter),
	NAME(tree_call, window, WINDOW), NODE(tree_call, over, WINDOW), END };
FIELDS window_fields[] = { NAME(tree_window, name, WINDOW),
	NAME(tree_window, base, WINDOW), EXPRS(tree_window, partition_by),
	NODES(tree_window, order_by, TERM), ENUM(tree_window, frame),
	ENUM(tree_window, start.kind), EXPR(tree_window, start.distance),
	ENUM(tree_window, end.kind), EXPR(tree_window, end.distance),
	ENUM(tree_window, exclude), END };
FIELDS when_fields[] = { EXPR(tree_when, condition), EXPR(tree_when, value), END };
FIELDS term_fields[] = { EXPR(tree_term, expr), ENUM(tree_term, direction),
	ENUM(tree_term, nulls), END };
FIELDS set_fields[] = { NAMES(tree_set, columns, COLUMN), BOOL(tree_set, row),
	EXPR(tree_set, value), END };
FIELDS upsert_fields[] = { NODES(tree_upsert, target, TERM),
	EXPR(tree_upsert, target_where), NODES(tree_upsert, sets, SET),
	EXPR(tree_upsert, where), END };
FIELDS insert_fields[] = { NODE(tree_insert, with, WITH), ENUM(tree_insert, conflict),
	OBJECT(tree_insert, table, TABLE), NAME(tree_insert, alias, ALIAS),
	NAMES(tree_insert, columns, COLUMN), NODE(tree_insert, select, SELECT),
	NODES(tree_insert, upserts, UPSERT), NODES(tree_insert, returning, RESULT), END };
FIELDS update_fields[] = { NODE(tree_update, with, WITH), ENUM(tree_update, conflict),
	NODE(tree_update, table, SOURCE), NODES(tree_update, sets, SET),
	NODES(tree_update, from, SOURCE), EXPR(tree_update, where),
	NODES(tree_update, returning, RESULT), NODES(tree_update, order_by, TERM),
	EXPR(tree_update, limit), EXPR(tree_update, offset), END };
FIELDS delete_fields[] = { NODE(tree_delete, with, WITH),
	NODE(tree_delete, table, SOURCE),
	EXPR(tree_delete, where), NODES(tree_delete, returning, RESULT),
	NODES(tree_delete, order_by, TERM), EXPR(tree_delete, limit),
	EXPR(tree_delete, offset), END };
FIELDS reference_fields[] = { NAME(tree_reference, table, TABLE),
	NAMES(tree_reference, columns, COLUMN), ENUM(tree_reference, on_delete),
	ENUM(tree_reference, on_update), NAME(tree_reference, match, OTHER),
	ENUM(tree_reference, deferrable), ENUM(tree_reference, initially), END };
FIELDS constraint_fields[] = { ENUM(tree_constraint, kind),
	NAME(tree_constraint, name, OTHER), NODES(tree_constraint, terms, TERM),
	ENUM(tree_constraint, direction), BOOL(tree_constraint, autoincrement),
	ENUM(tree_constraint, conflict), EXPR(tree_constraint, expr),
	BOOL(tree_constraint, parentheses), BOOL(tree_constraint, stored),
	NAME(tree_constraint, collation, COLLATION),
	NAMES(tree_constraint, columns, COLUMN),
	NODE(tree_constraint, reference, REFERENCE), END };
FIELDS column_def_fields[] = { NAME(tree_column_def, name, COLUMN),
	TEXT(tree_column_def, type), NODES(tree_column_def, constraints, CONSTRAINT),
	END };
FIELDS create_table_fields[] = { BOOL(tree_create_table, temporary),
	BOOL(tree_create_table, if_not_exists), OBJECT(tree_create_table, table, TABLE),
	NODES(tree_create_table, columns, COLUMN_DEF),
	NODES(tree_create_table, constraints, CONSTRAINT),
	BOOL(tree_create_table, without_rowid), BOOL(tree_create_table, strict),
	NODE(tree_create_table, select, SELECT), END };
FIELDS create_virtual_fields[] = { BOOL(tree_create_virtual, if_not_exists),
	OBJECT(tree_create_virtual, table, TABLE),
	NAME(tree_create_virtual, module, OTHER),
	NAMES(tree_create_virtual, arguments, OTHER), END };
FIELDS create_index_fields[] = { BOOL(tree_create_index, unique),
	BOOL(tree_create_index, if_not_exists), OBJECT(tree_create_index, index, INDEX),
	NAME(tree_create_index, table, TABLE), NODES(tree_create_index, terms, TERM),
	EXPR(tree_create_index, where), END };
FIELDS create_view_fields[] = { BOOL(tree_create_view, temporary),
	BOOL(tree_create_view, if_not_exists), OBJECT(tree_create_view, view, TABLE),
	NAMES(tree_create_view, columns, ALIAS), NODE(tree_create_view, select, SELECT),
	END };
FIELDS create_trigger_fields[] = { BOOL(tree_create_trigger, temporary),
	BOOL(tree_create_trigger, if_not_exists),
	OBJECT(tree_create_trigger, trigger, TRIGGER), ENUM(tree_create_trigger, time),
	ENUM(tree_create_trigger, event), NAMES(tree_create_trigger, columns, COLUMN),
	OBJECT(tree_create_trigger, table, TABLE),
	BOOL(tree_create_trigger, for_each_row), EXPR(tree_create_trigger, when),
	NODES(tree_create_trigger, body, STATEMENT), END };
FIELDS alter_fields[] = { OBJECT(tree_alter, table, TABLE),
	NAME(tree_alter, column, COLUMN), NAME(tree_alter, new_name, ALIAS),
	NODE(tree_alter, added, COLUMN_DEF), NODE(tree_alter, constraint, CONSTRAINT),
	NAME(tree_alter, constraint_name, OTHER), ENUM(tree_alter, conflict), END };
FIELDS drop_fields[] = { BOOL(tree_drop, if_exists), OBJECT(tree_drop, object, OTHER),
	END };
FIELDS pragma_fields[] = { OBJECT(tree_pragma, name, OTHER), BOOL(tree_pragma, call),
	TEXT(tree_pragma, value), END };
FIELDS transaction_fields[] = { ENUM(tree_transaction, mode),
	NAME(tree_transaction, savepoint, OTHER), END };
FIELDS attach_fields[] = { EXPR(tree_attach, file), EXPR(tree_attach, schema), END };
FIELDS upkeep_fields[] = { OBJECT(tree_upkeep, object, OTHER), EXPR(tree_upkeep, into),
	END };
FIELDS explain_fields[] = { BOOL(tree_explain, query_plan),
	NODE(tree_explain, statement, STATEMENT), END };

#define STATEMENT(node) { NODE(tree_statement, select, node), END }

FIELDS statement_fields[][2] = {
	[STATEMENT_CREATE_TABLE] = STATEMENT(CREATE_TABLE),
	[STATEMENT_CREATE_TABLE_AS] = STATEMENT(CREATE_TABLE),
	[STATEMENT_CREATE_VIRTUAL_TABLE] = STATEMENT(CREATE_VIRTUAL),
	[STATEMENT_CREATE_INDEX] = STATEMENT(CREATE_INDEX),
	[STATEMENT_CREATE_VIEW] = STATEMENT(CREATE_VIEW),
	[STATEMENT_CREATE_TRIGGER] = STATEMENT(CREATE_TRIGGER),
	[STATEMENT_RENAME_TABLE] = STATEMENT(ALTER),
	[STATEMENT_RENAME_COLUMN] = STATEMENT(ALTER),
	[STATEMENT_ADD_COLUMN] = STATEMENT(ALTER),
	[STATEMENT_DROP_COLUMN] = STATEMENT(ALTER),
	[STATEMENT_ADD_CONSTRAINT] = STATEMENT(ALTER),
	[STATEMENT_DROP_CONSTRAINT] = STATEMENT(ALTER),
	[STATEMENT_SET_NOT_NULL] = STATEMENT(ALTER),
	[STATEMENT_DROP_NOT_NULL] = STATEMENT(ALTER),
	[STATEMENT_DROP_TABLE] = STATEMENT(DROP),
	[STATEMENT_DROP_INDEX] = STATEMENT(DROP),
	[STATEMENT_DROP_VIEW] = STATEMENT(DROP),
	[STATEMENT_DROP_TRIGGER] = STATEMENT(DROP),
	[STATEMENT_INSERT] = STATEMENT(INSERT),
	[STATEMENT_UPDATE] = STATEMENT(UPDATE),
	[STATEMENT_DELETE] = STATEMENT(DELETE),
	[STATEMENT_SELECT] = STATEMENT(SELECT),
	[STATEMENT_PRAGMA] = STATEMENT(PRAGMA),
	[STATEMENT_BEGIN] = STATEMENT(TRANSACTION),
	[STATEMENT_COMMIT] = STATEMENT(TRANSACTION),
	[STATEMENT_ROLLBACK] = STATEMENT(TRANSACTION),
	[STATEMENT_SAVEPOINT] = STATEMENT(TRANSACTION),
	[STATEMENT_RELEASE] = STATEMENT(TRANSACTION),
	[STATEMENT_ATTACH] = STATEMENT(ATTACH),
	[STATEMENT_DETACH] = STATEMENT(ATTACH),
	[STATEMENT_VACUUM] = STATEMENT(UPKEEP),
	[STATEMENT_ANALYZE] = STATEMENT(UPKEEP),
	[STATEMENT_REINDEX] = STATEMENT(UPKEEP),
	[STATEMENT_EXPLAIN] = STATEMENT(EXPLAIN),
};

static const struct {
	const struct tree_field *fields; /* NULL: they depend on the node's own kind */
	size_t size;
} nodes[] = {
	[NODE_STATEMENT] = { NULL, sizeof(struct tree_statement) },
	[NODE_EXPR] = { NULL, sizeof(struct tree_expr) },
	[NODE_SELECT] = { select_fields, sizeof(struct tree_select) },
	[NODE_CORE] = { core_fields, sizeof(struct tree_core) },
	[NODE_WITH] = { with_fields, sizeof(struct tree_with) },
	[NODE_CTE] = { cte_fields, sizeof(struct tree_cte) },
	[NODE_RESULT] = { result_fields, sizeof(struct tree_result) },
	[NODE_SOURCE] = { source_fields, sizeof(struct tree_source) },
	[NODE_CALL] = { call_fields, sizeof(struct tree_call) },
	[NODE_WINDOW] = { window_fields, sizeof(struct tree_window) },
	[NODE_WHEN] = { when_fields, sizeof(struct tree_when) },
	[NODE_TERM] = { term_fields, sizeof(struct tree_term) },
	[NODE_SET] = { set_fields, sizeof(struct tree_set) },
	[NODE_UPSERT] = { upsert_fields, sizeof(struct tree_upsert) },
	[NODE_COLUMN_DEF] = { column_def_fields, sizeof(struct tree_column_def) },
	[NODE_CONSTRAINT] = { constraint_fields, sizeof(struct tree_constraint) },
	[NODE_REFERENCE] = { reference_fields, sizeof(struct tree_reference) },
	[NODE_CREATE_TABLE] = { create_table_fields, sizeof(struct tree_create_table) },
	[NODE_CREATE_VIRTUAL] = { create_virtual_fields,
		sizeof(struct tree_create_virtual) },
	[NODE_CREATE_INDEX] = { create_index_fields, sizeof(struct tree_create_index) },
	[NODE_CREATE_VIEW] = { create_view_fields, sizeof(struct tree_create_view) },
	[NODE_CREATE_TRIGGER] = { create_trigger_fields,
		sizeof(struct tree_create_trigger) },
	[NODE_ALTER] = { alter_fields, sizeof(struct tree_alter) },
	[NODE_DROP] = { drop_fields, sizeof(struct tree_drop) },
	[NODE_INSERT] = { insert_fields, sizeof(struct tree_insert) },
	[NODE_UPDATE] = { update_fields, sizeof(struct tree_update) },
	[NODE_DELETE] = { delete_fields, sizeof(struct tree_delete) },
	[NODE_PRAGMA] = { pragma_fields, sizeof(struct tree_pragma) },
	[NODE_TRANSACTION] = { transaction_fields, sizeof(struct tree_transaction) },
	[NODE_ATTACH] = { attach_fields, sizeof(struct tree_attach) },
	[NODE_UPKEEP] = { upkeep_fields, sizeof(struct tree_upkeep) },
	[NODE_EXPLAIN] = { explain_fields, sizeof(struct tree_explain) },
};

const struct tree_field *tree_fields(enum tree_node kind, const void *node)
{
	if (kind == NODE_EXPR)
		return expr_fields[((const struct tree_expr *)node)->kind];
	if (kind == NODE_STATEMENT)
		return statement_fields[((const struct tree_statement *)node)->kind];
	return nodes[kind].fields;
}

size_t tree_node_size(enum tree_node kind)
{
	return nodes[kind].size;
}
