/*
 * parents: do the foreign keys of the finished schema lead somewhere? See parents.h.
 */
#include "gen/lint/parents.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/known_names.h"
#include "gen/oracle/query.h"
#include "gen/report/diag.h"
#include "gen/sql/script_words.h"
#include "gen/sql/tree_walk.h"

/* Where the fault is: the script of a step, and the place in it. */
struct fault {
	const struct script *script;
	struct span span;
};

/* The place of a script's step in the history; 0 when it is none's. */
static uint32_t position_of(const struct plan *plan, const struct script *script)
{
	for (uint32_t i = 0; i < plan->count; i++) {
		if (plan->migrations[i].up == script)
			return plan->migrations[i].position;
	}
	return 0;
}

/* The first step after which the table had a key to the parent. */
static uint32_t key_since(const struct plan *plan, const struct snapshot *snapshot,
	const char *child, const char *parent)
{
	uint32_t first = plan->count + 1;

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *table = snapshot->objects[i];
		uint32_t at;

		if (table->type != INSTAR__TABLE || !map_same(table->name, child) ||
			!snapshot_refers(table, parent))
			continue;
		at = position_of(plan, table->script);
		first = at < first ? at : first;
	}
	return first;
}

/* Was it a unique index of the parent's that this statement drops? */
static bool drops_key(const struct snapshot *snapshot, const struct statement *statement,
	const char *parent)
{
	for (uint32_t i = 0;
		statement->kind == STATEMENT_DROP_INDEX && i < snapshot->count; i++) {
		const struct shot_object *index = snapshot->objects[i];

		if (index->type == INSTAR__INDEX && index->unique &&
			map_same(index->name, statement->name) &&
			map_same(index->table, parent))
			return true;
	}
	return false;
}

/*
 * Who made the key lead nowhere: a step after the one that made it, when one took the
 * parent away or what is unique in it. Else the key was wrong from the start.
 */
static struct fault fault_of(const struct plan *plan, const struct snapshot *snapshot,
	const struct shot_object *child, const char *parent)
{
	const struct shot_object *now = snapshot_find(snapshot, false, parent);
	struct fault fault = { child->script, child->span };
	uint32_t since = key_since(plan, snapshot, child->name, parent);

	if (now && position_of(plan, now->script) > since)
		fault = (struct fault){ now->script, now->span };
	for (uint32_t i = since; i < plan->count; i++) {
		const struct script *up = plan->migrations[i].up;

		for (uint32_t j = 0; j < up->up_count; j++) {
			const struct statement *statement = &up->up[j];
			bool gone = !now && map_same(statement->name, parent) &&
				    (statement->kind == STATEMENT_DROP_TABLE ||
					    statement->kind == STATEMENT_RENAME_TABLE);

			if (gone || (now && drops_key(snapshot, statement, parent)))
				fault = (struct fault){ up, statement->name_span };
		}
	}
	return fault;
}

/* The first reference to a parent. */
struct sought {
	const char *parent;
	const struct tree_reference *reference;
};

static bool take_constraint(void *context, const struct tree_constraint *constraint)
{
	struct sought *sought = context;

	if (!sought->reference && constraint->reference &&
		map_same(constraint->reference->table.text, sought->parent))
		sought->reference = constraint->reference;
	return true;
}

/* Foreign keys follow a table that is renamed: did the step move the parent away? */
static bool is_moved(const struct script *script, const char *parent)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		if (script->up[i].kind == STATEMENT_RENAME_TABLE &&
			map_same(script->up[i].new_name, parent))
			return true;
	}
	return false;
}

/* The reference to the parent in the statement that made the table; NULL: not seen. */
static const struct tree_reference *reference_of(
	const struct fault *fault, const struct shot_object *table, const char *parent)
{
	const struct statement *statement =
		fault->script == table->script
			? script_statement(fault->script, fault->span.start)
			: NULL;
	struct sought sought = { .parent = parent };
	struct tree_visitor visitor = { .context = &sought,
		.constraint = take_constraint };

	if (statement && statement->name_span.start == fault->span.start)
		tree_walk_statement(&visitor, statement->tree);
	return sought.reference;
}

static const char *nearest_table(
	struct arena *arena, const struct snapshot *snapshot, const char *name)
{
	struct names names = { 0 };

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		if (object->type == INSTAR__TABLE && !object->gone && !object->shadow)
			names_add(arena, &names, object->name);
	}
	return known_nearest(&names, name);
}

static void report_missing(struct diags *diags, const struct plan *plan,
	const struct snapshot *snapshot, const struct shot_object *table,
	const struct map *failed)
{
	for (uint32_t i = 0; i < table->key_count; i++) {
		const struct shot_key *key = &table->keys[i];
		const struct tree_reference *reference;
		const char *near;
		struct fault fault;
		struct diag *diag;

		if (snapshot_find(snapshot, false, key->parent_table) ||
			map_get(failed, key->parent_table) != MAP_NONE)
			continue;
		fault = fault_of(plan, snapshot, table, key->parent_table);
		reference = reference_of(&fault, table, key->parent_table);
		near = reference
			       ? nearest_table(diags->arena, snapshot, key->parent_table)
			       : NULL;
		diag = diag_report(diags, RULE_PARENT_MISSING, fault.script->source,
			reference ? reference->table.span : fault.span,
			"no such table: %s, which %s(%s) refers to%s%s%s",
			key->parent_table, table->name, key->columns,
			near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
		if (is_moved(table->script, key->parent_table))
			diag->help =
				"foreign keys follow a table that is renamed: make the "
				"new table under another name and rename that one, or "
				"write -- @rebuild";
		else if (fault.script != table->script ||
			 fault.span.start != table->span.start)
			diag->help = arena_printf(diags->arena,
				"every write to %s would fail where foreign keys are on: "
				"drop it too, or build it without the key: -- @rebuild "
				"%s",
				table->name, table->name);
	}
}

/* SQLite says "foreign key mismatch"; `parent` of the key that it is about. */
static const char *mismatched(const struct shot_object *table, const char *message)
{
	for (uint32_t i = 0; i < table->key_count; i++) {
		const char *parent = table->keys[i].parent_table;
		const char *at = strstr(message, "referencing \"");
		size_t size = strlen(parent);

		if (at && sqlite3_strnicmp(at + 13, parent, (int)size) == 0 &&
			at[13 + size] == '"')
			return parent;
	}
	return NULL;
}

/* The one column that is referred to is not there, or not unique. */
static void explain_mismatch(struct arena *arena, struct diag *diag,
	const struct shot_object *parent, const char *column)
{
	struct names names = { 0 };
	const char *near, *list;

	for (uint32_t i = 0; parent && i < parent->column_count; i++)
		names_add(arena, &names, parent->columns[i].name);
	if (!names.count)
		return;
	if (names_have(&names, column)) {
		diag->evidence = arena_printf(arena,
			"%s.%s is neither the key nor UNIQUE", parent->name, column);
		diag->help = arena_printf(arena,
			"refer to the key, or write before it: CREATE UNIQUE INDEX %s_%s "
			"ON %s(%s);",
			parent->name, column, parent->name, column);
		return;
	}
	near = known_nearest(&names, column);
	list = known_list(arena, &names);
	diag->evidence = arena_printf(arena, "%s has no column %s%s%s%s", parent->name,
		column, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
	if (list)
		diag->help = arena_printf(arena, "%s has %s", parent->name, list);
}

static void report_mismatch(struct diags *diags, const struct plan *plan,
	const struct snapshot *snapshot, const struct shot_object *table,
	const char *message)
{
	const char *parent = mismatched(table, message);
	struct fault fault = { table->script, table->span };
	const struct tree_reference *reference;
	struct diag *diag;

	if (parent)
		fault = fault_of(plan, snapshot, table, parent);
	reference = parent ? reference_of(&fault, table, parent) : NULL;
	if (reference)
		fault.span = reference->columns.count ? reference->columns.items[0].span
						      : reference->table.span;
	diag = diag_report(diags, RULE_PARENT_MISSING, fault.script->source, fault.span,
		"%s", message);
	diag->help = "the parent's columns must be its primary key or unique";
	if (reference && reference->columns.count == 1)
		explain_mismatch(diags->arena, diag,
			snapshot_find(snapshot, false, parent),
			reference->columns.items[0].text);
}

/* Does the statement take rows of the table away, by DELETE or by REPLACE? */
static bool takes(const struct statement *statement, const char *table)
{
	return map_same(statement->name, table) &&
	       (statement->kind == STATEMENT_DELETE ||
		       (statement->kind == STATEMENT_INSERT && statement->tree &&
			       statement->tree->insert->conflict == CONFLICT_REPLACE));
}

/* The last statement that wrote rows into the table, or took some of its parent's. */
static const struct statement *last_write(const struct plan *plan, const char *table,
	const char *parent, const struct script **script)
{
	for (uint32_t i = plan->count; i-- > 0;) {
		const struct script *up = plan->migrations[i].up;

		for (uint32_t j = up->up_count; j-- > 0;) {
			const struct statement *statement = &up->up[j];

			*script = up;
			if ((statement->kind == STATEMENT_INSERT ||
				    statement->kind == STATEMENT_UPDATE) &&
				map_same(statement->name, table))
				return statement;
			if (takes(statement, parent))
				return statement;
		}
	}
	return NULL;
}

static void report_dangling(struct diags *diags, const struct plan *plan,
	const struct shot_object *table, const char *parent, uint32_t rows)
{
	const struct script *script = table->script;
	const struct statement *write = last_write(plan, table->name, parent, &script);
	struct span span = write ? write->name_span : table->span;

	if (!write)
		script = table->script;
	diag_report(diags, RULE_DANGLING_ROWS, script->source, span,
		"%u row%s of %s refer%s to rows of %s that are not there", rows,
		rows == 1 ? "" : "s", table->name, rows == 1 ? "s" : "", parent)
		->help = write && map_same(write->name, parent)
				 ? "keep the parents, or fix the children in the same "
				   "step: foreign keys are checked before the commit"
				 : "insert the parents first: foreign keys are checked "
				   "before the commit";
}

/* How many rows dangle, and below which parent; false when SQLite cannot tell. */
static bool count_dangling(struct scratch *scratch, const struct shot_object *table,
	const char **parent, uint32_t *rows)
{
	struct query query =
		scratch_query(scratch, "PRAGMA foreign_key_check(\"%w\")", table->name);

	*rows = 0;
	while (query_row(&query)) {
		if (!(*rows)++)
			*parent = query_copy(&query, 2);
	}
	if (query.failed)
		*rows = 0;
	return !query.failed;
}

bool parents_check(struct diags *diags, const struct plan *plan,
	const struct snapshot *snapshot, struct scratch *scratch,
	const struct map *failed)
{
	bool dangle = false;

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *table = snapshot->objects[i];
		const char *parent = NULL;
		uint32_t rows;

		if (table->gone || !table->key_count)
			continue;
		report_missing(diags, plan, snapshot, table, failed);
		if (!count_dangling(scratch, table, &parent, &rows))
			report_mismatch(
				diags, plan, snapshot, table, scratch->failure.message);
		if (!rows || !snapshot_find(snapshot, false, parent))
			continue;
		report_dangling(diags, plan, table, parent, rows);
		dangle = true;
	}
	return dangle;
}
