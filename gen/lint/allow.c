/*
 * allow: which findings the authors of migrations accept. See allow.h.
 */
#include "gen/lint/allow.h"

#include <string.h>

#include "gen/read/plan.h"
#include "gen/report/diag.h"

/*
 * Errors stay, but for those that are a matter of taste, and those that tell what a
 * rebuild lost: the table is right with them.
 */
static bool can_silence(const struct diag *diag)
{
	const struct rule *rule = diag->rule;
	return diag->severity != SEVERITY_ERROR || rule == &rules[RULE_FOREIGN_DIALECT] ||
	       rule == &rules[RULE_SWALLOWED_COLUMN] || rule == &rules[RULE_PARAMETER] ||
	       rule == &rules[RULE_DDL_ONLY] || rule == &rules[RULE_REBUILD_OBJECTS] ||
	       rule == &rules[RULE_REBUILD_REFERENCES] ||
	       rule == &rules[RULE_VIEW_TRIGGERS];
}

/* Is the finding about what the file is about? A down migration in its own file is. */
static bool is_about(const struct diag *diag, const struct migration *migration,
	const struct script *script)
{
	const struct script *down = migration->down_script;
	if (!diag->source)
		return false;
	return diag->source == script->source ||
	       (script == migration->up && down && diag->source == down->source);
}

/* True when a finding of that rule was there, silenced or not. */
static bool silence(struct diags *diags, const struct migration *migration,
	const struct script *script, struct annotation *allow)
{
	bool found = false;
	const struct rule *rule = rule_find(allow->names[0]);
	for (uint32_t i = 0; rule && i < diags->count; i++) {
		struct diag *diag = &diags->items[i];
		if (diag->rule != rule || !is_about(diag, migration, script))
			continue;
		found = true;
		if (can_silence(diag))
			diag->silenced = allow->used = true;
	}
	return found;
}

static void allow(struct diags *diags, const struct migration *migration,
	const struct script *script, struct annotation *annotation)
{
	if (!rule_find(annotation->names[0]) || !*annotation->text)
		return; /* reported as malformed */
	bool found = silence(diags, migration, script, annotation);
	if (annotation->used)
		return;
	diag_report(diags, RULE_ALLOW_UNUSED, script->source, annotation->span,
		found ? "@allow %s cannot silence an error that would make the table "
			"wrong"
		      : "@allow %s silences nothing",
		annotation->names[0])
		->help = "remove it";
}

static void allow_all(struct diags *diags, const struct migration *migration,
	const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		if (script->annotations[i].kind == ANNOTATION_ALLOW)
			allow(diags, migration, script, &script->annotations[i]);
	}
}

void allow_silence(struct diags *diags, const struct plan *plan)
{
	for (const struct migration *migration = plan_begin(plan);
		migration < plan_end(plan); migration++) {
		allow_all(diags, migration, migration->up);
		for (uint32_t j = 0; j < migration->backfill_count; j++)
			allow_all(diags, migration, migration->backfills[j]);
	}
}
