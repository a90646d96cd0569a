/*
 * history_rows: tables whose rows users do not make. See history_rows.h.
 */
#include "gen/lint/history_rows.h"

#include "gen/base/arena.h"
#include "gen/oracle/definition.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_walk.h"

/* CHECK (c = 1) or CHECK (c IN (1)): the column that has one value; NULL: none. */
static const char *fixed_column(const struct tree_expr *check)
{
	const struct tree_name *name = NULL;
	const struct tree_expr *value = NULL;

	if (check->kind == EXPR_IN && !check->in.negated && check->in.values.count == 1) {
		name = tree_column_of(check->in.operand);
		value = check->in.values.items[0];
	} else if (check->kind == EXPR_BINARY &&
		   (check->binary.operator == OPERATOR_EQUAL || check->binary.operator ==
			   OPERATOR_IS)) {
		name = tree_column_of(check->binary.left);
		value = check->binary.right;
		if (!name) {
			name = tree_column_of(check->binary.right);
			value = check->binary.left;
		}
	}
	return name && value->kind == EXPR_LITERAL ? name->text : NULL;
}

static bool is_key(const struct definition *definition, const char *column)
{
	for (uint32_t i = 0; i < definition->key_count; i++) {
		if (map_same(definition->keys[i].columns, column))
			return true;
	}
	return false;
}

struct fixing {
	const struct definition *definition;
	bool fixed;
};

/* A CHECK, or a part of it that holds whenever all of it does. */
static void take_check(struct fixing *fixing, const struct tree_expr *check)
{
	const char *column = fixed_column(check);

	if (check->kind == EXPR_BINARY && check->binary.operator == OPERATOR_AND) {
		take_check(fixing, check->binary.left);
		take_check(fixing, check->binary.right);
	}
	fixing->fixed |= column && is_key(fixing->definition, column);
}

static bool take(void *context, const struct tree_constraint *constraint)
{
	if (constraint->kind == CONSTRAINT_CHECK)
		take_check(context, constraint->expr);
	return false;
}

static bool is_held_to_one(
	const struct definition *definition, const struct tree_statement *tree)
{
	struct fixing fixing = { .definition = definition };
	struct tree_visitor visitor = { .context = &fixing, .constraint = take };

	tree_walk_statement(&visitor, tree);
	return fixing.fixed;
}

static bool is_referred_to(const struct snapshot *snapshot, const char *table)
{
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		if (!object->gone && object->type == INSTAR__TABLE &&
			snapshot_refers(object, table))
			return true;
	}
	return false;
}

/* INTEGER PRIMARY KEY: who inserts without a key gets one more row. */
static bool counts_up(const struct definition *definition)
{
	for (uint32_t i = 0; i < definition->column_count; i++) {
		const struct column_text *column = &definition->columns[i];

		if (column->primary && !column->fallback &&
			map_same(column->type, "integer"))
			return true;
	}
	return false;
}

/* None, one, or 2 for several. */
static int64_t count_rows(struct scratch *empty, const char *table)
{
	return scratch_int(empty, 0,
		"SELECT count(*) FROM (SELECT 1 FROM main.\"%w\" LIMIT 2)", table);
}

bool history_rows_single(struct scratch *empty, const struct snapshot *snapshot,
	const struct shot_object *table)
{
	struct definition definition = definition_of(empty->arena, table->tree);

	if (table->tree && is_held_to_one(&definition, table->tree))
		return true;
	return !counts_up(&definition) && count_rows(empty, table->name) == 1 &&
	       !is_referred_to(snapshot, table->name);
}

bool history_rows_alone(struct scratch *empty, const struct snapshot *snapshot,
	const struct shot_object *table)
{
	return history_rows_single(empty, snapshot, table) ||
	       (!definition_of(empty->arena, table->tree).autoincrement &&
		       count_rows(empty, table->name) == 2);
}
