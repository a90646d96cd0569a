/*
 * copies: how a step moves rows from one table into another. See schema_rules.h.
 *
 * SELECT * and an INSERT without a list of columns rely on the order of the columns. In
 * the table that the history makes that is known; in a user's, which an older program,
 * another tool or a plug-in may have made or changed, it need not be the same.
 */
#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/report/diag.h"

static bool makes_table(const struct statement *statement, const char *name)
{
	return statement->kind >= STATEMENT_CREATE_TABLE &&
	       statement->kind <= STATEMENT_CREATE_VIRTUAL_TABLE &&
	       map_same(statement->name, name);
}

const struct shot_object *schema_rules_of_users(
	const struct schema_step *step, uint32_t index, const char *name)
{
	const struct schema_rules *rules = step->rules;
	const struct shot_object *table;

	for (uint32_t i = index; i-- > 0;) {
		const struct statement *statement = &step->script->up[i];

		if (makes_table(statement, name) &&
			(!statement->if_exists ||
				!snapshot_find(step->before, false, name)))
			return NULL;
		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->new_name, name))
			name = statement->name;
	}
	table = snapshot_find(step->before, false, name);
	if (!table || table->type != INSTAR__TABLE || table->virtual || table->shadow)
		return NULL;
	if (!schema_rules_users_have(rules, step->migration, table->name, NULL))
		return NULL;
	return table;
}

/* A copy in hand. */
struct copy {
	const struct schema_step *step;
	const struct statement *statement;
	uint32_t index;
	const struct shot_object *source; /* that users have, under a star; or NULL */
};

static bool is_with(const struct tree_with *with, const char *name)
{
	for (uint32_t i = 0; with && i < with->ctes.count; i++) {
		if (map_same(with->ctes.items[i].name.text, name))
			return true;
	}
	return false;
}

/* The table of users whose order a star takes over; `of`: the t of t.*. */
static const struct shot_object *under_star(const struct copy *copy,
	const struct tree_sources *sources, const struct tree_name *of)
{
	const struct tree_insert *insert = copy->statement->tree->insert;

	for (uint32_t i = 0; i < sources->count; i++) {
		const struct tree_source *source = &sources->items[i];
		const char *name = source->object.name.text;
		const struct shot_object *table = NULL;

		if (source->kind == SOURCE_JOIN)
			table = under_star(copy, &source->sources, of);
		else if (source->kind == SOURCE_TABLE && !is_with(insert->with, name) &&
			 !is_with(insert->select->with, name) &&
			 (!of->text || map_same(of->text, source->alias.text) ||
				 map_same(of->text, name)))
			table = schema_rules_of_users(copy->step, copy->index, name);
		if (table && table->column_count > 1)
			return table;
	}
	return NULL;
}

static void find_star(struct copy *copy, const struct tree_core *core)
{
	for (uint32_t i = 0; i < core->results.count && !copy->source; i++) {
		const struct tree_result *result = &core->results.items[i];

		if (result->expr)
			continue;
		copy->source = under_star(copy, &core->from, &result->table);
	}
}

static const char *columns_of(struct arena *arena, const struct shot_object *table)
{
	const char *list = NULL;

	for (uint32_t i = 0; i < table->column_count; i++) {
		if (!table->columns[i].generated)
			list = names_join(arena, list, ", ", table->columns[i].name);
	}
	return list;
}

static void report(const struct copy *copy, const struct shot_object *table)
{
	struct arena *arena = copy->step->rules->arena;
	bool star = copy->source != NULL;
	struct diag *diag = diag_report(copy->step->rules->diags, RULE_COPY_ORDER,
		copy->step->script->source, copy->statement->name_span,
		star ? "SELECT * takes the columns of %s in their order, which may be "
		       "another at a user's"
		     : "the copy fills the columns of %s in their order, which may be "
		       "another at a user's",
		table->name);

	diag->help = arena_printf(arena, "name them on both sides: %s%s%s",
		star ? "SELECT " : "INSERT INTO … (", columns_of(arena, table),
		star ? " FROM …" : ")");
}

/* Names on both sides do not depend on where the columns are. */
static void judge_order(const struct schema_step *step, uint32_t index)
{
	struct copy copy = { step, &step->script->up[index], index, NULL };
	const struct tree_insert *insert = copy.statement->tree->insert;
	const struct shot_object *target;

	if (!insert->select || !insert->select->cores.items[0].from.count)
		return; /* VALUES, or a SELECT of what is no row: a seed */
	for (uint32_t i = 0; i < insert->select->cores.count; i++)
		find_star(&copy, &insert->select->cores.items[i]);
	target = insert->columns.count
			 ? NULL
			 : schema_rules_of_users(step, index, copy.statement->name);
	if (copy.source)
		report(&copy, copy.source);
	else if (target && target->column_count > 1)
		report(&copy, target);
}

void schema_rules_copies(const struct schema_step *step)
{
	if (step->migration->released)
		return; /* it has run at users' */
	for (uint32_t i = 0; i < step->script->up_count; i++) {
		const struct statement *statement = &step->script->up[i];

		if (statement->kind == STATEMENT_INSERT && statement->tree &&
			!statement->dropped)
			judge_order(step, i);
	}
}
