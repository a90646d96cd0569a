/*
 * if_not_exists: CREATE … IF NOT EXISTS over something of another shape. See
 * schema_rules.h.
 *
 * What is there already may be older than the step, or be made by an earlier statement of
 * it: two tables that want an index of one name are mostly an accident.
 */
#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/shape_difference.h"
#include "gen/report/diag.h"

/* What is there already where a statement wants to make it. */
struct obstacle {
	bool there;
	const struct tree_statement *tree; /* NULL: not known */
	const char *sql;
};

/* Does a statement take away what is called so, or change it? */
static bool changes(const struct statement *statement, bool trigger, const char *name)
{
	switch (statement->kind) {
	case STATEMENT_RENAME_TABLE:
		return !trigger && (map_same(statement->name, name) ||
					   map_same(statement->new_name, name));
	case STATEMENT_RENAME_COLUMN:
	case STATEMENT_ADD_COLUMN:
	case STATEMENT_DROP_COLUMN:
	case STATEMENT_DROP_TABLE:
	case STATEMENT_DROP_INDEX:
	case STATEMENT_DROP_VIEW:
		return !trigger && map_same(statement->name, name);
	case STATEMENT_DROP_TRIGGER:
		return trigger && map_same(statement->name, name);
	default:
		return false;
	}
}

/* Does it go with the table that a statement drops? */
static bool goes_with(const struct statement *statement, const char *table)
{
	return table && statement->kind == STATEMENT_DROP_TABLE &&
	       map_same(statement->name, table);
}

/* Does a statement make something of that name? */
static bool makes(const struct statement *statement, bool trigger, const char *name)
{
	return statement->kind >= STATEMENT_CREATE_TABLE &&
	       statement->kind <= STATEMENT_CREATE_TRIGGER && !statement->temporary &&
	       (statement->kind == STATEMENT_CREATE_TRIGGER) == trigger &&
	       map_same(statement->name, name);
}

/* Does one of the statements between the two take the object of the first away? */
static bool is_gone(const struct script *script, uint32_t first, uint32_t last,
	bool trigger, const char *name, const char *table)
{
	for (uint32_t i = first; i < last; i++) {
		const struct statement *statement = &script->up[i];

		if (changes(statement, trigger, name) || goes_with(statement, table))
			return true;
		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->name, table))
			table = statement->new_name;
	}
	return false;
}

static struct obstacle obstacle_to(const struct schema_step *step, uint32_t index)
{
	const struct script *script = step->script;
	const char *name = script->up[index].name;
	bool trigger = script->up[index].kind == STATEMENT_CREATE_TRIGGER;
	const struct shot_object *object = snapshot_find(step->before, trigger, name);

	if (object && !is_gone(script, 0, index, trigger, name, object->table))
		return (struct obstacle){ true, object->tree, object->sql };
	for (uint32_t i = 0; !object && i < index; i++) {
		const struct statement *statement = &script->up[i];

		if (makes(statement, trigger, name) &&
			!is_gone(script, i, index, trigger, name, statement->table))
			return (struct obstacle){ true, statement->tree, statement->sql };
	}
	return (struct obstacle){ 0 };
}

/* The other table whose index it is, as it is called when the statement runs; or NULL. */
static const char *other_table(
	const struct script *script, uint32_t index, const struct tree_statement *tree)
{
	const struct statement *statement = &script->up[index];
	const char *table;

	if (!tree || tree->kind != STATEMENT_CREATE_INDEX ||
		statement->kind != STATEMENT_CREATE_INDEX)
		return NULL;
	table = tree->create_index->table.text;
	for (uint32_t i = 0; i < index; i++) {
		if (script->up[i].kind == STATEMENT_RENAME_TABLE &&
			map_same(script->up[i].name, table))
			table = script->up[i].new_name;
	}
	return map_same(table, statement->table) ? NULL : table;
}

void schema_rules_if_not_exists(const struct schema_step *step, uint32_t index)
{
	const struct statement *statement = &step->script->up[index];
	struct obstacle obstacle;
	const char *table;
	struct diag *diag;

	if (!statement->if_exists || statement->kind > STATEMENT_CREATE_TRIGGER ||
		!statement->name || statement->temporary)
		return;
	obstacle = obstacle_to(step, index);
	if (!obstacle.there)
		return;
	table = other_table(step->script, index, obstacle.tree);
	if (!table && shape_same(step->rules->arena, obstacle.tree, statement->tree))
		return;
	diag = diag_report(step->rules->diags, RULE_IF_NOT_EXISTS, step->script->source,
		statement->name_span, "%s is there already, %s%s; nothing happens",
		statement->name, table ? "as an index of " : "in another shape",
		table ? table : "");
	diag->evidence = obstacle.sql;
	diag->help = table ? "give this one a name of its own: indexes of all tables "
			     "share their names"
			   : "leave out IF NOT EXISTS: instar knows which steps have run";
}
