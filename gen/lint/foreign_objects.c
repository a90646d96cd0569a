/*
 * foreign_objects: a step that drops what its set never made. See schema_rules.h.
 *
 * DROP … IF EXISTS passes on the scratch databases because nothing of that name is there.
 * In a user's file there may be something: of another set, another program, or the user.
 */
#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/report/diag.h"

/* Triggers have a space of names of their own. */
static const char *key_of(struct arena *arena, bool trigger, const char *name)
{
	return trigger ? arena_printf(arena, "trigger %s", name) : name;
}

static bool is_drop(const struct statement *statement)
{
	return statement->kind >= STATEMENT_DROP_TABLE &&
	       statement->kind <= STATEMENT_DROP_TRIGGER;
}

static const char *word_of(const struct statement *statement)
{
	static const char *const words[] = { "table", "index", "view", "trigger" };

	return words[statement->kind - STATEMENT_DROP_TABLE];
}

static void note_made(
	struct schema_rules *rules, const struct statement *statements, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		bool trigger = statements[i].kind == STATEMENT_CREATE_TRIGGER;
		const char *name = parse_made(&statements[i]);

		if (name)
			map_put(&rules->made, key_of(rules->arena, trigger, name), 0);
	}
}

/* Indexes for later are the set's, too. */
static void note_sections(struct schema_rules *rules, const struct script *script)
{
	for (uint32_t i = 0; i < script->section_count; i++)
		note_made(
			rules, script->sections[i].statements, script->sections[i].count);
}

void schema_rules_outside(const struct schema_step *step)
{
	const struct migration *migration = step->migration;
	struct schema_rules *rules = step->rules;
	const struct script *script = step->script;

	note_made(rules, script->up, script->up_count);
	note_sections(rules, script);
	for (uint32_t i = 0; i < migration->backfill_count; i++)
		note_sections(rules, migration->backfills[i]);
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];
		bool trigger = statement->kind == STATEMENT_DROP_TRIGGER;
		struct diag *diag;

		if (!is_drop(statement) || !statement->if_exists || !statement->name ||
			map_same(statement->schema, "temp") ||
			map_get(&rules->made, key_of(rules->arena, trigger,
						      statement->name)) != MAP_NONE ||
			snapshot_find(step->before, trigger, statement->name))
			continue;
		diag = diag_report(rules->diags, RULE_OUTSIDE, script->source,
			statement->name_span, "no step makes the %s %s that this drops",
			word_of(statement), statement->name);
		diag->help = "leave it out; when an older program made it: "
			     "-- @allow INS0220 REASON";
		if (statement->kind != STATEMENT_DROP_TABLE)
			diag->severity = SEVERITY_NOTE; /* no row goes with it */
	}
}
