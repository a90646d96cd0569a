/*
 * findings: which findings count, and what they allow. See findings.h.
 *
 * In: all that the stages reported. It adds none of its own.
 */
#include "findings.h"

#include <string.h>

#include "diag.h"

/* The index of the migration that a source belongs to; 0 when it is in none. */
static uint32_t migration_of(const struct plan *plan, const struct source *source)
{
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct migration *m = &plan->migrations[i];
		if (m->up->source == source ||
			(m->down_script && m->down_script->source == source))
			return i;
	}
	return 0;
}

struct plan findings_runnable(const struct diags *diags, const struct plan *plan)
{
	struct plan part = *plan;
	for (uint32_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->items[i];
		bool group = memcmp(diag->rule->code, "INS01", 5) == 0 ||
			     memcmp(diag->rule->code, "INS08", 5) == 0;
		if (!group || diag->severity != SEVERITY_ERROR || diag->silenced)
			continue;
		uint32_t limit = migration_of(plan, diag->source);
		part.count = limit < part.count ? limit : part.count;
	}
	return part;
}

/* Rules whose findings may be mere consequences of another at the same place. */
static bool may_be_echo(enum rule_id rule)
{
	return rule == RULE_SQL_FAILS || rule == RULE_FINGERPRINT_FALSE ||
	       rule == RULE_FINGERPRINT_BEFORE || rule == RULE_REQUIRES;
}

/*
 * Does `cause` explain `diag`? What SQLite says of something that another rule explains
 * is said worse; what an unsteady SELECT answers is chance.
 */
static bool explains(const struct diag *cause, const struct diag *diag)
{
	if (cause->source != diag->source || cause->span.start != diag->span.start ||
		cause->severity != SEVERITY_ERROR || cause->silenced)
		return false;
	if (diag->rule == &rules[RULE_SQL_FAILS])
		return cause->rule != diag->rule;
	return cause->rule == &rules[RULE_ROWS_SELECT];
}

void findings_silence_echoes(struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		struct diag *diag = &diags->items[i];
		if (!may_be_echo((enum rule_id)(diag->rule - rules)))
			continue;
		for (uint32_t j = 0; j < diags->count; j++)
			diag->silenced |= explains(&diags->items[j], diag);
	}
}

void findings_hide_notes(struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		if (diags->items[i].severity == SEVERITY_NOTE)
			diags->items[i].silenced = true;
	}
}

void findings_harden(struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		if (diags->items[i].severity == SEVERITY_WARNING)
			diags->items[i].severity = SEVERITY_ERROR;
	}
}
