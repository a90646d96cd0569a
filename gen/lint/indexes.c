/*
 * indexes: those that nobody needs, and keys that lack one. See schema_rules.h.
 *
 * Judged when the history has run: an index may well be made some steps after its table.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/definition.h"
#include "gen/report/diag.h"
#include "gen/sql/parse.h"

/* The indexes of each table, as chains. */
struct chains {
	struct schema_rules *rules;
	const struct snapshot *snapshot;
	struct map first; /* table to the object number of an index */
	uint32_t *next;	  /* from index to index, or MAP_NONE */
};

static struct chains link_indexes(
	struct schema_rules *rules, const struct snapshot *snapshot)
{
	struct chains chains = { .rules = rules, .snapshot = snapshot };

	map_init(&chains.first, rules->arena);
	chains.next = arena_array(rules->arena, snapshot->count, sizeof(*chains.next));
	for (uint32_t i = snapshot->count; i-- > 0;) {
		const struct shot_object *index = snapshot->objects[i];

		if (index->gone || index->type != INSTAR__INDEX || !index->indexed)
			continue;
		chains.next[i] = map_get(&chains.first, index->table);
		map_put(&chains.first, index->table, i);
	}
	return chains;
}

/* Is it more than a list of columns? Then it is like no other. */
static bool is_special(const struct shot_object *index)
{
	const struct tree_create_index *tree =
		snapshot_tree(index, STATEMENT_CREATE_INDEX);
	bool special = !tree || tree->where;

	for (uint32_t i = 0; !special && i < tree->terms.count; i++)
		special = tree->terms.items[i].direction == ORDER_DESC ||
			  tree->terms.items[i].expr->kind == EXPR_COLLATE;
	return special;
}

/* Does the longer list begin with the shorter one? */
static bool begins(const char *longer, const char *shorter)
{
	size_t size = strlen(shorter);

	return size && strlen(longer) >= size &&
	       sqlite3_strnicmp(longer, shorter, (int)size) == 0 &&
	       (!longer[size] || longer[size] == ',');
}

/* The same columns: nobody needs both. More columns: somebody may. */
static void report_redundant(const struct chains *chains, const struct shot_object *index,
	const char *columns, const char *other)
{
	bool same = map_same(columns, index->indexed);
	struct diag *diag = diag_report(chains->rules->diags, RULE_INDEX_REDUNDANT,
		index->script->source, index->span, "index %s is not needed: %s %s",
		index->name, other,
		same ? "has the same columns" : "begins with its columns");

	if (!same)
		diag->severity = SEVERITY_NOTE;
}

/* Another index that does all that this one does. */
static const struct shot_object *double_of(const struct chains *chains, uint32_t number)
{
	const struct shot_object *index = chains->snapshot->objects[number];
	uint32_t i = map_get(&chains->first, index->table);

	for (; i != MAP_NONE; i = chains->next[i]) {
		const struct shot_object *other = chains->snapshot->objects[i];
		bool same = map_same(other->indexed, index->indexed);

		if (i == number || !begins(other->indexed, index->indexed) ||
			is_special(other))
			continue;
		if (index->unique ? same && other->unique && i < number
				  : !same || other->unique || i < number)
			return other;
	}
	return NULL;
}

static void judge_index(const struct chains *chains, uint32_t number)
{
	const struct shot_object *index = chains->snapshot->objects[number];
	const struct shot_object *table =
		snapshot_find(chains->snapshot, false, index->table);
	const struct shot_object *other;
	struct definition definition;

	if (!table || table->type != INSTAR__TABLE || is_special(index))
		return;
	other = double_of(chains, number);
	if (other) {
		report_redundant(chains, index, other->indexed, other->name);
		return;
	}
	definition = definition_of(chains->rules->arena, table->tree);
	for (uint32_t i = 0; i < definition.key_count; i++) {
		const struct key_text *key = &definition.keys[i];

		if (!begins(key->columns, index->indexed) ||
			(index->unique && !map_same(key->columns, index->indexed)))
			continue;
		report_redundant(chains, index, key->columns,
			arena_printf(chains->rules->arena, "%s (%s)",
				key->primary ? "PRIMARY KEY" : "UNIQUE", key->columns));
		return;
	}
}

/* Where the last index on a column was lost. */
struct lost_index {
	const struct script *script;
	struct span span;
};

/* Where the step takes an index away, with its table or without. */
static struct span place_of_loss(
	const struct script *script, const struct shot_object *index)
{
	const struct statement *statement =
		parse_find(script, STATEMENT_DROP_INDEX, index->name);

	if (!statement)
		statement = parse_find(script, STATEMENT_DROP_TABLE, index->table);
	for (uint32_t i = 0; !statement && i < script->up_count; i++) {
		if (script->up[i].kind == STATEMENT_DROP_TABLE)
			statement = &script->up[i];
	}
	return statement ? statement->name_span : parse_place(script);
}

void schema_rules_lost_indexes(const struct schema_step *step)
{
	struct schema_rules *rules = step->rules;

	for (uint32_t i = 0; i < step->changes->count; i++) {
		const struct shot_object *index = step->changes->items[i].before;
		struct lost_index lost = { .script = step->script };

		if (!index || step->changes->items[i].after ||
			index->type != INSTAR__INDEX || !index->indexed)
			continue;
		lost.span = place_of_loss(step->script, index);
		map_put(&rules->lost_indexes,
			arena_printf(rules->arena, "%s.%.*s", index->table,
				(int)strcspn(index->indexed, ","), index->indexed),
			rules->lost_count);
		*arena_add(rules->arena, rules->lost, rules->lost_count) = lost;
	}
}

/* Does an index or key begin with a column of the foreign key? */
static bool is_indexed(const struct chains *chains, const struct shot_object *table,
	const struct definition *definition, const char *columns)
{
	const char *first =
		arena_copy(chains->rules->arena, columns, strcspn(columns, ","));
	uint32_t i = map_get(&chains->first, table->name);

	for (; i != MAP_NONE; i = chains->next[i]) {
		if (begins(chains->snapshot->objects[i]->indexed, first))
			return true;
	}
	for (i = 0; i < definition->key_count; i++) {
		if (begins(definition->keys[i].columns, first))
			return true;
	}
	return false;
}

static void judge_table(const struct chains *chains, const struct shot_object *table)
{
	struct definition definition = definition_of(chains->rules->arena, table->tree);

	for (uint32_t i = 0; i < table->key_count; i++) {
		const char *columns = table->keys[i].columns;
		const char *first;
		struct lost_index at = { table->script, { 0 } };
		uint32_t lost;

		if (!columns ||
			!snapshot_find(
				chains->snapshot, false, table->keys[i].parent_table) ||
			is_indexed(chains, table, &definition, columns))
			continue;
		first = arena_copy(
			chains->rules->arena, columns, strcspn(columns, ","));
		at.span = schema_rules_place(
			table->script, table->name, first, table->span);
		lost = map_get(&chains->rules->lost_indexes,
			arena_printf(chains->rules->arena, "%s.%s", table->name, first));
		if (lost != MAP_NONE)
			at = chains->rules->lost[lost];
		diag_report(chains->rules->diags, RULE_KEY_UNINDEXED, at.script->source,
			at.span,
			"no index on %s(%s), which refers to %s", table->name, columns,
			table->keys[i].parent_table)
			->help = arena_printf(chains->rules->arena,
			"CREATE INDEX … ON \"%w\"(%s): without it each DELETE of a "
			"parent "
			"reads all of %s",
			table->name, columns, table->name);
	}
}

void schema_rules_finish(struct schema_rules *rules, const struct snapshot *snapshot)
{
	struct chains chains = link_indexes(rules, snapshot);

	schema_rules_rebuilds_finish(rules, snapshot);
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		if (object->gone || !object->script)
			continue;
		if (object->type == INSTAR__INDEX && object->indexed)
			judge_index(&chains, i);
		else if (object->type == INSTAR__TABLE && object->key_count &&
			 !object->shadow)
			judge_table(&chains, object);
	}
	schema_rules_keys(rules, snapshot);
}
