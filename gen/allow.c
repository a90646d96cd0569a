/*
 * allow: which findings the authors of migrations accept. See allow.h.
 */
#include "allow.h"

#include <string.h>

#include "diag.h"
#include "plan.h"

/* Errors stay, but for those that are a matter of taste: the table is right with them. */
static bool can_silence(const struct diag *diag)
{
	const struct rule *rule = diag->rule;
	return diag->severity != SEVERITY_ERROR || rule == &rules[RULE_FOREIGN_DIALECT] ||
	       rule == &rules[RULE_SWALLOWED_COLUMN] || rule == &rules[RULE_PARAMETER] ||
	       rule == &rules[RULE_DDL_ONLY];
}

/* True when a finding of that rule was there, silenced or not. */
static bool silence(
	struct diags *diags, const struct migration *migration, struct annotation *allow)
{
	bool found = false;
	const struct rule *rule = rule_find(allow->names[0]);
	for (uint32_t i = 0; rule && i < diags->count; i++) {
		struct diag *diag = &diags->items[i];
		if (diag->rule != rule || !diag->source ||
			(diag->source != migration->up->source &&
				(!migration->down_script ||
					diag->source != migration->down_script->source)))
			continue;
		found = true;
		if (can_silence(diag))
			diag->silenced = allow->used = true;
	}
	return found;
}

static void allow(struct diags *diags, const struct migration *migration,
	struct annotation *annotation)
{
	if (!rule_find(annotation->names[0]) || !*annotation->text)
		return; /* reported as malformed */
	bool found = silence(diags, migration, annotation);
	if (annotation->used)
		return;
	diag_report(diags, RULE_ALLOW_UNUSED, migration->up->source, annotation->span,
		found ? "@allow %s cannot silence an error that would make the table "
			"wrong"
		      : "@allow %s silences nothing",
		annotation->names[0])
		->help = "remove it";
}

void allow_silence(struct diags *diags, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct script *script = plan->migrations[i].up;
		for (uint32_t j = 0; j < script->annotation_count; j++) {
			if (script->annotations[j].kind == ANNOTATION_ALLOW)
				allow(diags, &plan->migrations[i],
					&script->annotations[j]);
		}
	}
}
