/*
 * print_create: CREATE TABLE and the other definitions for tree_print. See print_create.h.
 */
#include "gen/sql/print_create.h"

#include "gen/sql/print_query.h"
#include "gen/sql/tree_print.h"

static const char *const conflicts[] = {
	[CONFLICT_ROLLBACK] = "ROLLBACK",
	[CONFLICT_ABORT] = "ABORT",
	[CONFLICT_FAIL] = "FAIL",
	[CONFLICT_IGNORE] = "IGNORE",
	[CONFLICT_REPLACE] = "REPLACE",
};

/* OR IGNORE, ON CONFLICT IGNORE. */
void print_conflict(
	struct text *out, const char *word, enum tree_conflict conflict)
{
	if (conflict) {
		print_word(out, word);
		print_word(out, conflicts[conflict]);
	}
}

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

void print_constraint(struct text *out, const struct tree_constraint *constraint)
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

void print_column_def(struct text *out, const struct tree_column_def *column)
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

void print_create_table(struct text *out, const struct tree_create_table *table)
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
		print_comma(out, i);
		print_column_def(out, &table->columns.items[i]);
	}
	for (uint32_t i = 0; i < table->constraints.count; i++) {
		text_byte(out, ',');
		print_constraint(out, &table->constraints.items[i]);
	}
	text_byte(out, ')');
	print_if(out, table->without_rowid, "WITHOUT ROWID");
	print_comma(out, table->without_rowid && table->strict);
	print_if(out, table->strict, "STRICT");
}

void print_create_virtual(
	struct text *out, const struct tree_create_virtual *table)
{
	print_create(out, false, "VIRTUAL TABLE", table->if_not_exists);
	print_object(out, &table->table);
	print_word(out, "USING");
	print_name(out, &table->module);
	if (!table->arguments.count)
		return;
	text_byte(out, '(');
	for (uint32_t i = 0; i < table->arguments.count; i++) {
		print_comma(out, i);
		print_word(out, table->arguments.items[i].text);
	}
	text_byte(out, ')');
}

/* Other DDL */

void print_create_index(struct text *out, const struct tree_create_index *index)
{
	print_create(out, false, index->unique ? "UNIQUE INDEX" : "INDEX",
		index->if_not_exists);
	print_object(out, &index->index);
	print_word(out, "ON");
	print_name(out, &index->table);
	print_terms(out, &index->terms);
	print_clause(out, "WHERE", index->where);
}

void print_create_view(struct text *out, const struct tree_create_view *view)
{
	print_create(out, view->temporary, "VIEW", view->if_not_exists);
	print_object(out, &view->view);
	print_names(out, &view->columns);
	print_word(out, "AS");
	print_select(out, view->select);
}

void print_create_trigger(
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
		print_comma(out, i);
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
