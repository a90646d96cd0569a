/*
 * tree_print: SQL from a tree. See tree_print.h.
 */
#include "gen/sql/tree_print.h"

#include "gen/sql/print_create.h"
#include "gen/sql/print_query.h"

/* INSERT, UPDATE, DELETE */

static void print_set(struct text *out, const struct tree_set *set)
{
	if (set->row) {
		print_word(out, "");
		print_names(out, &set->columns);
	} else {
		print_name(out, &set->columns.items[0]);
	}
	print_clause(out, "=", set->value);
}

static void print_sets(struct text *out, const struct tree_sets *sets)
{
	print_word(out, "SET");
	for (uint32_t i = 0; i < sets->count; i++) {
		print_comma(out, i);
		print_set(out, &sets->items[i]);
	}
}

static void print_upsert(struct text *out, const struct tree_upsert *upsert)
{
	print_word(out, "ON CONFLICT");
	if (upsert->target.count) {
		print_word(out, "");
		print_terms(out, &upsert->target);
	}
	print_clause(out, "WHERE", upsert->target_where);
	print_word(out, upsert->sets.count ? "DO UPDATE" : "DO NOTHING");
	if (upsert->sets.count)
		print_sets(out, &upsert->sets);
	print_clause(out, "WHERE", upsert->where);
}

static void print_returning(struct text *out, const struct tree_results *results)
{
	print_if(out, results->count, "RETURNING");
	print_results(out, results);
}

static void print_insert(struct text *out, const struct tree_insert *insert)
{
	print_with(out, insert->with);
	print_word(out, "INSERT");
	print_conflict(out, "OR", insert->conflict);
	print_word(out, "INTO");
	print_object(out, &insert->table);
	print_if(out, insert->alias.text, "AS");
	print_name(out, &insert->alias);
	print_names(out, &insert->columns);
	if (insert->select)
		print_select(out, insert->select);
	else
		print_word(out, "DEFAULT VALUES");
	for (uint32_t i = 0; i < insert->upserts.count; i++)
		print_upsert(out, &insert->upserts.items[i]);
	print_returning(out, &insert->returning);
}

static void print_update(struct text *out, const struct tree_update *update)
{
	print_with(out, update->with);
	print_word(out, "UPDATE");
	print_conflict(out, "OR", update->conflict);
	print_source(out, update->table);
	print_sets(out, &update->sets);
	print_if(out, update->from.count, "FROM");
	print_from(out, &update->from);
	print_clause(out, "WHERE", update->where);
	print_returning(out, &update->returning);
	print_order(out, &update->order_by, update->limit, update->offset);
}

static void print_delete(struct text *out, const struct tree_delete *deletion)
{
	print_with(out, deletion->with);
	print_word(out, "DELETE FROM");
	print_source(out, deletion->table);
	print_clause(out, "WHERE", deletion->where);
	print_returning(out, &deletion->returning);
	print_order(out, &deletion->order_by, deletion->limit, deletion->offset);
}

/* What is done, after ALTER TABLE and the table. */
static void print_alteration(
	struct text *out, enum statement_kind kind, const struct tree_alter *alter)
{
	switch (kind) {
	case STATEMENT_RENAME_TABLE:
		print_word(out, "RENAME");
		break;
	case STATEMENT_RENAME_COLUMN:
		print_word(out, "RENAME COLUMN");
		break;
	case STATEMENT_ADD_COLUMN:
		print_word(out, "ADD COLUMN");
		print_column_def(out, alter->added);
		break;
	case STATEMENT_DROP_COLUMN:
		print_word(out, "DROP COLUMN");
		break;
	case STATEMENT_ADD_CONSTRAINT:
		print_word(out, "ADD");
		print_constraint(out, alter->constraint);
		break;
	case STATEMENT_DROP_CONSTRAINT:
		print_word(out, "DROP CONSTRAINT");
		print_name(out, &alter->constraint_name);
		break;
	default:
		print_word(out, "ALTER COLUMN");
		break;
	}
	print_name(out, &alter->column);
	print_if(out, alter->new_name.text, "TO");
	print_name(out, &alter->new_name);
	print_if(out, kind == STATEMENT_SET_NOT_NULL, "SET NOT NULL");
	print_conflict(out, "ON CONFLICT", alter->conflict);
	print_if(out, kind == STATEMENT_DROP_NOT_NULL, "DROP NOT NULL");
}

/* The rest */

static void print_pragma(struct text *out, const struct tree_pragma *pragma)
{
	print_word(out, "PRAGMA");
	print_object(out, &pragma->name);
	if (!pragma->value)
		return;
	text_add(out, pragma->call ? "(" : " =");
	print_word(out, pragma->value);
	text_add(out, pragma->call ? ")" : "");
}

static void print_transaction(struct text *out, enum statement_kind kind,
	const struct tree_transaction *transaction)
{
	static const char *const modes[] = { "", "DEFERRED", "IMMEDIATE", "EXCLUSIVE" };

	print_word(out, kind == STATEMENT_BEGIN	      ? "BEGIN"
			: kind == STATEMENT_COMMIT    ? "COMMIT"
			: kind == STATEMENT_ROLLBACK  ? "ROLLBACK"
			: kind == STATEMENT_SAVEPOINT ? "SAVEPOINT"
						      : "RELEASE");
	print_if(out, transaction->mode, modes[transaction->mode]);
	print_if(out, kind == STATEMENT_ROLLBACK && transaction->savepoint.text, "TO");
	print_name(out, &transaction->savepoint);
}

static void print_attach(struct text *out, const struct tree_attach *attach)
{
	print_clause(out, "ATTACH", attach->file);
	print_clause(out, attach->file ? "AS" : "DETACH", attach->schema);
}

static void print_upkeep(
	struct text *out, enum statement_kind kind, const struct tree_upkeep *upkeep)
{
	print_word(out, kind == STATEMENT_VACUUM    ? "VACUUM"
			: kind == STATEMENT_ANALYZE ? "ANALYZE"
						    : "REINDEX");
	if (upkeep->object.name.text)
		print_object(out, &upkeep->object);
	else
		print_name(out, &upkeep->object.schema);
	print_clause(out, "INTO", upkeep->into);
}

static void print_drop(
	struct text *out, enum statement_kind kind, const struct tree_drop *drop)
{
	print_word(out, kind == STATEMENT_DROP_TABLE   ? "DROP TABLE"
			: kind == STATEMENT_DROP_INDEX ? "DROP INDEX"
			: kind == STATEMENT_DROP_VIEW  ? "DROP VIEW"
						       : "DROP TRIGGER");
	print_if(out, drop->if_exists, "IF EXISTS");
	print_object(out, &drop->object);
}

static void print_statement(struct text *out, const struct tree_statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_CREATE_TABLE:
	case STATEMENT_CREATE_TABLE_AS:
		print_create_table(out, statement->create_table);
		break;
	case STATEMENT_CREATE_VIRTUAL_TABLE:
		print_create_virtual(out, statement->create_virtual);
		break;
	case STATEMENT_CREATE_INDEX:
		print_create_index(out, statement->create_index);
		break;
	case STATEMENT_CREATE_VIEW:
		print_create_view(out, statement->create_view);
		break;
	case STATEMENT_CREATE_TRIGGER:
		print_create_trigger(out, statement->create_trigger);
		break;
	case STATEMENT_DROP_TABLE:
	case STATEMENT_DROP_INDEX:
	case STATEMENT_DROP_VIEW:
	case STATEMENT_DROP_TRIGGER:
		print_drop(out, statement->kind, statement->drop);
		break;
	case STATEMENT_INSERT:
		print_insert(out, statement->insert);
		break;
	case STATEMENT_UPDATE:
		print_update(out, statement->update);
		break;
	case STATEMENT_DELETE:
		print_delete(out, statement->delete);
		break;
	case STATEMENT_SELECT:
		print_select(out, statement->select);
		break;
	case STATEMENT_PRAGMA:
		print_pragma(out, statement->pragma);
		break;
	case STATEMENT_BEGIN:
	case STATEMENT_COMMIT:
	case STATEMENT_ROLLBACK:
	case STATEMENT_SAVEPOINT:
	case STATEMENT_RELEASE:
		print_transaction(out, statement->kind, statement->transaction);
		break;
	case STATEMENT_ATTACH:
	case STATEMENT_DETACH:
		print_attach(out, statement->attach);
		break;
	case STATEMENT_VACUUM:
	case STATEMENT_ANALYZE:
	case STATEMENT_REINDEX:
		print_upkeep(out, statement->kind, statement->upkeep);
		break;
	case STATEMENT_EXPLAIN:
		print_word(out, "EXPLAIN");
		print_if(out, statement->explain->query_plan, "QUERY PLAN");
		print_statement(out, statement->explain->statement);
		break;
	default: /* ALTER TABLE */
		print_word(out, "ALTER TABLE");
		print_object(out, &statement->alter->table);
		print_alteration(out, statement->kind, statement->alter);
		break;
	}
}

void tree_print_to(struct text *out, enum tree_node kind, const void *node)
{
	if (kind == NODE_STATEMENT)
		print_statement(out, node);
	else if (kind == NODE_SELECT)
		print_select(out, node);
	else if (kind == NODE_EXPR)
		print_expr(out, node);
	else if (kind == NODE_COLUMN_DEF)
		print_column_def(out, node);
	else if (kind == NODE_CONSTRAINT)
		print_constraint(out, node);
}

const char *tree_print(struct arena *arena, enum tree_node kind, const void *node)
{
	struct text out;

	text_init(&out, arena);
	tree_print_to(&out, kind, node);
	return out.bytes ? out.bytes : "";
}
