/*
 * tree_print: SQL from a tree. See tree_print.h.
 */
#include "gen/read/tree_print.h"

#include "gen/read/print_query.h"

static void comma(struct text *out, uint32_t i)
{
	if (i)
		text_byte(out, ',');
}

static const char *const conflicts[] = {
	[CONFLICT_ROLLBACK] = "ROLLBACK",
	[CONFLICT_ABORT] = "ABORT",
	[CONFLICT_FAIL] = "FAIL",
	[CONFLICT_IGNORE] = "IGNORE",
	[CONFLICT_REPLACE] = "REPLACE",
};

/* OR IGNORE, ON CONFLICT IGNORE. */
static void print_conflict(struct text *out, const char *word, enum tree_conflict conflict)
{
	if (conflict) {
		print_word(out, word);
		print_word(out, conflicts[conflict]);
	}
}

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
		comma(out, i);
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

/* CREATE TABLE */

static void print_actions(struct text *out, const struct tree_reference *reference)
{
	static const char *const actions[] = {
		[ACTION_NO] = "NO ACTION",
		[ACTION_RESTRICT] = "RESTRICT",
		[ACTION_SET_NULL] = "SET NULL",
		[ACTION_SET_DEFAULT] = "SET DEFAULT",
		[ACTION_CASCADE] = "CASCADE",
	};

	if (reference->on_delete) {
		print_word(out, "ON DELETE");
		print_word(out, actions[reference->on_delete]);
	}
	if (reference->on_update) {
		print_word(out, "ON UPDATE");
		print_word(out, actions[reference->on_update]);
	}
}

static void print_reference(struct text *out, const struct tree_reference *reference)
{
	print_word(out, "REFERENCES");
	print_name(out, &reference->table);
	print_names(out, &reference->columns);
	print_actions(out, reference);
	print_if(out, reference->match.text, "MATCH");
	print_name(out, &reference->match);
	print_if(out, reference->deferrable == DEFERRABLE_NOT, "NOT");
	print_if(out, reference->deferrable, "DEFERRABLE");
	print_if(out, reference->initially == INITIALLY_DEFERRED, "INITIALLY DEFERRED");
	print_if(out, reference->initially == INITIALLY_IMMEDIATE, "INITIALLY IMMEDIATE");
}

static void print_parentheses(
	struct text *out, const char *word, const struct tree_expr *expr)
{
	print_word(out, word);
	text_add(out, " (");
	print_expr(out, expr);
	text_byte(out, ')');
}

/* PRIMARY KEY and UNIQUE, of a column or of a table. */
static void print_key(struct text *out, const struct tree_constraint *constraint)
{
	bool table = constraint->terms.count;

	print_word(out,
		constraint->kind == CONSTRAINT_UNIQUE ? "UNIQUE" : "PRIMARY KEY");
	print_if(out, constraint->direction == ORDER_ASC, "ASC");
	print_if(out, constraint->direction == ORDER_DESC, "DESC");
	if (table) {
		print_word(out, "");
		print_terms(out, &constraint->terms);
	}
	if (table && constraint->autoincrement) {
		out->size--; /* inside the parentheses */
		print_word(out, "AUTOINCREMENT)");
	}
	print_conflict(out, "ON CONFLICT", constraint->conflict);
	print_if(out, !table && constraint->autoincrement, "AUTOINCREMENT");
}

static void print_constraint(struct text *out, const struct tree_constraint *constraint)
{
	print_if(out, constraint->name.text, "CONSTRAINT");
	print_name(out, &constraint->name);
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
	case CONSTRAINT_UNIQUE:
		print_key(out, constraint);
		return;
	case CONSTRAINT_CHECK:
		print_parentheses(out, "CHECK", constraint->expr);
		break;
	case CONSTRAINT_FOREIGN_KEY:
		print_if(out, constraint->columns.count, "FOREIGN KEY ");
		print_names(out, &constraint->columns);
		print_reference(out, constraint->reference);
		break;
	case CONSTRAINT_NOT_NULL:
		print_word(out, "NOT NULL");
		break;
	case CONSTRAINT_NULL:
		print_word(out, "NULL");
		break;
	case CONSTRAINT_DEFAULT:
		if (constraint->parentheses)
			print_parentheses(out, "DEFAULT", constraint->expr);
		else
			print_clause(out, "DEFAULT", constraint->expr);
		break;
	case CONSTRAINT_COLLATE:
		print_word(out, "COLLATE");
		print_name(out, &constraint->collation);
		break;
	case CONSTRAINT_GENERATED:
		print_parentheses(out, "GENERATED ALWAYS AS", constraint->expr);
		print_if(out, constraint->stored, "STORED");
		break;
	}
	print_conflict(out, "ON CONFLICT", constraint->conflict);
}

static void print_column_def(struct text *out, const struct tree_column_def *column)
{
	print_name(out, &column->name);
	if (column->type)
		print_word(out, column->type);
	for (uint32_t i = 0; i < column->constraints.count; i++)
		print_constraint(out, &column->constraints.items[i]);
}

static void print_create(
	struct text *out, bool temporary, const char *what, bool if_not_exists)
{
	print_word(out, "CREATE");
	print_if(out, temporary, "TEMP");
	print_word(out, what);
	print_if(out, if_not_exists, "IF NOT EXISTS");
}

static void print_create_table(struct text *out, const struct tree_create_table *table)
{
	print_create(out, table->temporary, "TABLE", table->if_not_exists);
	print_object(out, &table->table);
	if (table->select) {
		print_word(out, "AS");
		print_select(out, table->select);
		return;
	}
	text_byte(out, '(');
	for (uint32_t i = 0; i < table->columns.count; i++) {
		comma(out, i);
		print_column_def(out, &table->columns.items[i]);
	}
	for (uint32_t i = 0; i < table->constraints.count; i++) {
		text_byte(out, ',');
		print_constraint(out, &table->constraints.items[i]);
	}
	text_byte(out, ')');
	print_if(out, table->without_rowid, "WITHOUT ROWID");
	comma(out, table->without_rowid && table->strict);
	print_if(out, table->strict, "STRICT");
}

static void print_create_virtual(struct text *out, const struct tree_create_virtual *table)
{
	print_create(out, false, "VIRTUAL TABLE", table->if_not_exists);
	print_object(out, &table->table);
	print_word(out, "USING");
	print_name(out, &table->module);
	if (!table->arguments.count)
		return;
	text_byte(out, '(');
	for (uint32_t i = 0; i < table->arguments.count; i++) {
		comma(out, i);
		print_word(out, table->arguments.items[i].text);
	}
	text_byte(out, ')');
}

/* Other DDL */

static void print_create_index(struct text *out, const struct tree_create_index *index)
{
	print_create(
		out, false, index->unique ? "UNIQUE INDEX" : "INDEX", index->if_not_exists);
	print_object(out, &index->index);
	print_word(out, "ON");
	print_name(out, &index->table);
	print_terms(out, &index->terms);
	print_clause(out, "WHERE", index->where);
}

static void print_create_view(struct text *out, const struct tree_create_view *view)
{
	print_create(out, view->temporary, "VIEW", view->if_not_exists);
	print_object(out, &view->view);
	print_names(out, &view->columns);
	print_word(out, "AS");
	print_select(out, view->select);
}

static void print_create_trigger(
	struct text *out, const struct tree_create_trigger *trigger)
{
	static const char *const times[] = { "", "BEFORE", "AFTER", "INSTEAD OF" };
	static const char *const events[] = { "INSERT", "UPDATE", "DELETE" };

	print_create(out, trigger->temporary, "TRIGGER", trigger->if_not_exists);
	print_object(out, &trigger->trigger);
	print_if(out, trigger->time, times[trigger->time]);
	print_word(out, events[trigger->event]);
	print_if(out, trigger->columns.count, "OF");
	for (uint32_t i = 0; i < trigger->columns.count; i++) {
		comma(out, i);
		print_name(out, &trigger->columns.items[i]);
	}
	print_word(out, "ON");
	print_object(out, &trigger->table);
	print_if(out, trigger->for_each_row, "FOR EACH ROW");
	print_clause(out, "WHEN", trigger->when);
	print_word(out, "BEGIN");
	for (uint32_t i = 0; i < trigger->body.count; i++) {
		tree_print_to(out, NODE_STATEMENT, &trigger->body.items[i]);
		text_byte(out, ';');
	}
	print_word(out, "END");
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
		print_clause(out, "ATTACH", statement->attach->file);
		print_clause(out, "AS", statement->attach->schema);
		break;
	case STATEMENT_DETACH:
		print_clause(out, "DETACH", statement->attach->schema);
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

/* `node` is the only argument; a part of a statement has no SQL of its own. */
void tree_print_to(struct text *out, enum tree_node kind, const void *node)
{
	switch (kind) {
	case NODE_STATEMENT:
		print_statement(out, node);
		break;
	case NODE_SELECT:
		print_select(out, node);
		break;
	case NODE_CORE:
		print_core(out, node);
		break;
	case NODE_WITH:
		print_with(out, node);
		break;
	case NODE_CTE:
		print_cte(out, node);
		break;
	case NODE_RESULT:
		print_result(out, node);
		break;
	case NODE_SOURCE:
		print_source(out, node);
		break;
	case NODE_EXPR:
		print_expr(out, node);
		break;
	case NODE_CALL:
		print_call(out, node);
		break;
	case NODE_WINDOW:
		print_window(out, node);
		break;
	case NODE_WHEN:
		print_when(out, node);
		break;
	case NODE_TERM:
		print_term(out, node);
		break;
	case NODE_SET:
		print_set(out, node);
		break;
	case NODE_UPSERT:
		print_upsert(out, node);
		break;
	case NODE_COLUMN_DEF:
		print_column_def(out, node);
		break;
	case NODE_CONSTRAINT:
		print_constraint(out, node);
		break;
	case NODE_REFERENCE:
		print_reference(out, node);
		break;
	default:
		break;
	}
}

const char *tree_print(struct arena *arena, enum tree_node kind, const void *node)
{
	struct text out;

	text_init(&out, arena);
	tree_print_to(&out, kind, node);
	return out.bytes ? out.bytes : "";
}
