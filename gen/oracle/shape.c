/*
 * shape: what a definition holds a table to. See shape.h.
 */
#include "gen/oracle/shape.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/tree_walk.h"

const struct shape_column *shape_column(const struct shape *shape, const char *name)
{
	for (uint32_t i = 0; i < shape->column_count; i++) {
		if (map_same(shape->columns[i].name, name))
			return &shape->columns[i];
	}
	return NULL;
}

/* A condition's parts: each has to be true, or NULL, for the whole to be. */
static void add_check(
	struct arena *arena, struct shape *shape, const struct tree_expr *expr)
{
	if (expr->kind == EXPR_BINARY && expr->binary.operator == OPERATOR_AND) {
		add_check(arena, shape, expr->binary.left);
		add_check(arena, shape, expr->binary.right);
		return;
	}
	*arena_add(arena, shape->checks, shape->check_count) = expr;
}

/* The collation and the name are apart from what they are written around. */
static struct shape_term term_of(const struct tree_term *from)
{
	struct shape_term term = { .expr = from->expr,
		.descending = from->direction == ORDER_DESC };

	while (term.expr->kind == EXPR_COLLATE) {
		if (!term.collate)
			term.collate = term.expr->collate.collation.text;
		term.expr = term.expr->collate.operand;
	}
	if (*tree_key_column(term.expr))
		term.column = tree_key_column(term.expr);
	return term;
}

static void add_terms(
	struct arena *arena, struct shape_key *key, const struct tree_terms *terms)
{
	for (uint32_t i = 0; i < terms->count; i++)
		*arena_add(arena, key->terms, key->term_count) =
			term_of(&terms->items[i]);
}

/* PRIMARY KEY or UNIQUE; of a column when `column` is given. */
static void add_key(struct arena *arena, struct shape *shape,
	const struct tree_constraint *from, const struct tree_column_def *column)
{
	struct shape_key key = { .primary = from->kind == CONSTRAINT_PRIMARY_KEY,
		.unique = true,
		.conflict = from->conflict,
		.column = column,
		.constraint = from };

	if (column)
		*arena_add(arena, key.terms, key.term_count) =
			(struct shape_term){ .column = column->name.text };
	else
		add_terms(arena, &key, &from->terms);
	shape->autoincrement |= from->autoincrement;
	*arena_add(arena, shape->keys, shape->key_count) = key;
}

static void add_reference(struct arena *arena, struct shape *shape,
	const struct tree_constraint *from, const struct tree_column_def *column)
{
	struct shape_reference reference = {
		.to = from->reference, .column = column, .constraint = from
	};

	if (column)
		names_add(arena, &reference.columns, column->name.text);
	for (uint32_t i = 0; !column && i < from->columns.count; i++)
		*arena_add(arena, reference.columns.items, reference.columns.count) =
			from->columns.items[i].text;
	*arena_add(arena, shape->references, shape->reference_count) = reference;
}

/* One constraint of a column, or of the table. */
static void add_constraint(struct arena *arena, struct shape *shape,
	const struct tree_constraint *from, struct shape_column *column)
{
	switch (from->kind) {
	case CONSTRAINT_PRIMARY_KEY:
	case CONSTRAINT_UNIQUE:
		add_key(arena, shape, from, column ? column->tree : NULL);
		break;
	case CONSTRAINT_CHECK:
		add_check(arena, shape, from->expr);
		break;
	case CONSTRAINT_FOREIGN_KEY:
		add_reference(arena, shape, from, column ? column->tree : NULL);
		break;
	case CONSTRAINT_NOT_NULL:
		column->not_null = from;
		break;
	case CONSTRAINT_DEFAULT:
		column->fallback = from;
		break;
	case CONSTRAINT_COLLATE:
		column->collate = from->collation.text;
		break;
	case CONSTRAINT_GENERATED:
		column->generated = from;
		break;
	case CONSTRAINT_NULL:
		break;
	}
}

/* INTEGER PRIMARY KEY DESC of a column is no rowid: SQLite keeps an old slip. */
static bool is_descending(const struct tree_column_def *column)
{
	const struct tree_constraint *key =
		tree_constraint_of(column, CONSTRAINT_PRIMARY_KEY);

	return key && key->direction == ORDER_DESC;
}

static void find_rowid(struct shape *shape, const struct tree_create_table *table)
{
	for (uint32_t i = 0; i < shape->key_count; i++) {
		const struct shape_key *key = &shape->keys[i];
		const struct shape_column *column;

		if (!key->primary || key->term_count != 1 || table->without_rowid)
			continue;
		column = shape_column(shape, key->terms[0].column);
		if (column && map_same(column->type, "INTEGER") &&
			!is_descending(&table->columns.items[column - shape->columns]))
			shape->rowid = column->name;
	}
}

struct shape shape_of(struct arena *arena, const struct tree_statement *tree)
{
	struct shape shape = { 0 };
	const struct tree_create_table *table;

	if (!tree || tree->kind != STATEMENT_CREATE_TABLE)
		return shape;
	table = tree->create_table;
	shape.strict = table->strict;
	shape.without_rowid = table->without_rowid;
	shape.column_count = table->columns.count;
	shape.columns = arena_array(arena, shape.column_count, sizeof(*shape.columns));
	for (uint32_t i = 0; i < table->columns.count; i++) {
		const struct tree_column_def *from = &table->columns.items[i];
		struct shape_column *column = &shape.columns[i];

		*column = (struct shape_column){ .name = from->name.text,
			.tree = from,
			.type = from->type ? from->type : "",
			.collate = "BINARY" };
		for (uint32_t j = 0; j < from->constraints.count; j++)
			add_constraint(
				arena, &shape, &from->constraints.items[j], column);
	}
	for (uint32_t i = 0; i < table->constraints.count; i++)
		add_constraint(arena, &shape, &table->constraints.items[i], NULL);
	find_rowid(&shape, table);
	return shape;
}

void shape_add_index(struct arena *arena, struct shape *shape, const char *name,
	const char *sql, const struct tree_statement *tree)
{
	struct shape_key key = { .name = name, .sql = sql };

	if (tree && tree->kind == STATEMENT_CREATE_INDEX) {
		key.unique = tree->create_index->unique;
		key.where = tree->create_index->where;
		add_terms(arena, &key, &tree->create_index->terms);
	}
	*arena_add(arena, shape->keys, shape->key_count) = key;
}

void shape_add_trigger(struct arena *arena, struct shape *shape, const char *name,
	const char *sql, const struct tree_statement *tree)
{
	struct shape_trigger trigger = { .name = name, .sql = sql };

	if (tree && tree->kind == STATEMENT_CREATE_TRIGGER)
		trigger.tree = tree->create_trigger;
	*arena_add(arena, shape->triggers, shape->trigger_count) = trigger;
}
