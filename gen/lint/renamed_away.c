/*
 * renamed_away: a table moved away, and an empty one in its place. See schema_rules.h.
 *
 * No row is lost, so nothing is missing to a test; but the program asks the name that it
 * knows, and finds none. A step that reaches users together with this one may still copy
 * them.
 */
#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/lineage.h"
#include "gen/read/release.h"
#include "gen/report/diag.h"

/* One that was reported. */
struct moved_away {
	const struct migration *migration;
	const char *name, *old; /* of the new table, and of what had its name */
	uint32_t finding;	/* number of the finding */
};

/* Does it copy from one of the tables that hold rows of the old one? */
static bool copies_from(const struct statement *statement, const struct names *holders)
{
	for (uint32_t i = 0; i < holders->count; i++) {
		if (schema_rules_copies_from(statement, holders->items[i]))
			return true;
	}
	return false;
}

/* What is known of a table's rows once the step has moved it away. */
struct whereabouts {
	bool copied;	   /* they are in what has its name now */
	const char *where; /* a table that has them after the step, or NULL */
};

/*
 * Where are the rows of a table that the step moves away by its statement `rename`:
 * copied into what is called so after it, maybe by way of others, or elsewhere?
 */
static struct whereabouts follow(const struct schema_step *step, uint32_t rename)
{
	const struct script *script = step->script;
	const char *name = script->up[rename].name;
	struct whereabouts found = { 0 };
	struct names holders = { 0 };

	names_add(step->rules->arena, &holders, name);
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];
		const char *final = lineage_final(script, i, statement->name);

		if (i == rename)
			holders = (struct names){ 0 };
		if (i == rename || (statement->kind == STATEMENT_RENAME_TABLE &&
					   names_have(&holders, statement->name)))
			names_add(step->rules->arena, &holders, statement->new_name);
		if (!copies_from(statement, &holders))
			continue;
		if (map_same(final, name) &&
			(i > rename || !map_same(statement->name, name)))
			return (struct whereabouts){ .copied = true };
		names_add(step->rules->arena, &holders, statement->name);
		if (schema_rules_after(step, false, final) && !map_same(final, name))
			found.where = final;
	}
	return found;
}

static bool copies(const struct moved_away *moved, const struct statement *statements,
	uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (map_same(statements[i].name, moved->name) &&
			schema_rules_copies_from(&statements[i], moved->old))
			return true;
	}
	return false;
}

/* Does a backfill of the step copy them, or does the step itself, which is a later one?
 */
static bool is_copied_later(
	const struct moved_away *moved, const struct migration *migration)
{
	bool copied = copies(moved, migration->up->up, migration->up->up_count);

	for (uint32_t i = 0; i <= migration->backfill_count; i++) {
		const struct script *script =
			i ? migration->backfills[i - 1] : migration->up;

		for (uint32_t j = 0; j < script->section_count; j++)
			copied |= copies(moved, script->sections[j].statements,
				script->sections[j].count);
	}
	return copied;
}

/* The statement by which the step makes what is called so after it, or NULL. */
static const struct statement *maker_of(const struct script *script, const char *name)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_CREATE_TABLE &&
			map_same(lineage_final(script, i, statement->name), name))
			return statement;
	}
	return NULL;
}

static void judge(const struct schema_step *step, uint32_t rename)
{
	struct schema_rules *rules = step->rules;
	const struct statement *statement = &step->script->up[rename];
	const char *old = lineage_final(step->script, rename, statement->name);
	const struct whereabouts rows = follow(step, rename);
	const char *where = schema_rules_after(step, false, old) ? old : rows.where;
	const struct shot_object *now = schema_rules_after(step, false, statement->name);
	const struct statement *maker = maker_of(step->script, statement->name);
	struct moved_away moved = { step->migration, statement->name, where,
		rules->diags->count };
	struct diag *diag;

	if (!now || now->type != INSTAR__TABLE || !maker || !where ||
		!schema_rules_of_users(step, rename, statement->name) || rows.copied ||
		is_copied_later(&moved, step->migration))
		return;
	diag = diag_report(rules->diags, RULE_RENAMED_AWAY, step->script->source,
		maker->name_span,
		"the rows of %s are in %s now, and none of them is in "
		"the new %s",
		statement->name, where, statement->name);
	diag->help = arena_printf(rules->arena,
		"copy them: INSERT INTO %s(…) SELECT … FROM %s", statement->name, where);
	if (rules->diags->count > moved.finding) /* not one too many */
		*arena_add(rules->arena, rules->moved, rules->moved_count) = moved;
}

void schema_rules_renamed_away(const struct schema_step *step)
{
	struct schema_rules *rules = step->rules;

	for (uint32_t i = 0; i < rules->moved_count; i++) {
		const struct moved_away *moved = &rules->moved[i];

		if (release_together(rules->plan, moved->migration, step->migration) &&
			is_copied_later(moved, step->migration))
			rules->diags->items[moved->finding].silenced = true;
	}
	for (uint32_t i = 0; i < step->script->up_count; i++) {
		const struct statement *statement = &step->script->up[i];

		if (statement->kind == STATEMENT_RENAME_TABLE && !statement->dropped)
			judge(step, i);
	}
}
