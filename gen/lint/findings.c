/*
 * findings: which findings count, and what they allow. See findings.h.
 *
 * In: all that the stages reported. It adds none of its own.
 */
#include "gen/lint/findings.h"

#include <string.h>

#include "gen/report/diag.h"

/* The migration that a source belongs to, or NULL. */
static struct migration *migration_of(
	const struct plan *plan, const struct source *source)
{
	if (plan->base && source == plan->base->up->source)
		return plan->base;
	for (uint32_t i = 0; source && i < plan->count; i++) {
		struct migration *m = &plan->migrations[i];
		if (m->up->source == source ||
			(m->down_script && m->down_script->source == source))
			return m;
	}
	return NULL;
}

/* The same of a finding; of one about a file's name it is the file's. */
static const struct migration *migration_at(
	const struct plan *plan, const struct diag *diag)
{
	for (uint32_t i = 0; !diag->source && diag->place && i < plan->count; i++) {
		if (strcmp(plan->migrations[i].up->source->path, diag->place) == 0)
			return &plan->migrations[i];
	}
	return migration_of(plan, diag->source);
}

static bool in_group(const struct diag *diag, const char *group)
{
	return memcmp(diag->rule->code + 3, group, 2) == 0;
}

/* Would a table with this in it be wrong, or could none be made at all? */
static bool makes_table_wrong(const struct diag *diag)
{
	switch ((enum rule_id)(diag->rule - rules)) {
	case RULE_TEMPORARY:
	case RULE_PARAMETER:
	case RULE_DDL_ONLY:
	case RULE_DOWN_FIRST:
	case RULE_GAP: /* released files run in the order of their names */
	case RULE_DUPLICATE:
	case RULE_TRANSACTION: /* what released files have of these is left out */
	case RULE_ATTACH:
	case RULE_VACUUM:
	case RULE_PRAGMA:
	case RULE_WRITABLE_SCHEMA:
		return false;
	case RULE_SHELL_COMMAND: /* .timeout means nothing to SQLite, .read does */
		return !parse_shell_setting(diag->source->text + diag->span.start);
	case RULE_PARENT_MISSING: /* of a mismatch the runtime's check stumbles */
		return strncmp(diag->message, "no such table", 13) != 0;
	case RULE_DANGLING_ROWS:
	case RULE_RESERVED_NAME:
		return true;
	default:
		return in_group(diag, "01") || in_group(diag, "02") ||
		       in_group(diag, "03") || in_group(diag, "08");
	}
}

/* Found in a step that is released, and not counted any more. */
static bool is_past(const struct plan *plan, const struct diag *diag)
{
	const struct migration *migration = migration_at(plan, diag);
	return migration && migration->released &&
	       (diag->severity != SEVERITY_ERROR || !makes_table_wrong(diag));
}

/* Where the @down of the file is, or its end. */
static uint32_t down_start(const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		if (script->annotations[i].kind == ANNOTATION_DOWN)
			return script->annotations[i].span.start;
	}
	return UINT32_MAX;
}

/* Is it found in the down migration, or of it in the step? */
static bool is_about_down(const struct diag *diag, const struct migration *migration)
{
	const struct script *down = migration->down_script;
	if (!down || diag->rule == &rules[RULE_TARGET])
		return false;
	if (diag->rule == &rules[RULE_UP_AGAIN])
		return true;
	if (down != migration->up)
		return diag->source == down->source;
	return diag->source == down->source && diag->span.start >= down_start(down);
}

static void accept(struct diag *diag)
{
	diag->accepted |= diag->severity == SEVERITY_ERROR;
	diag->severity = SEVERITY_NOTE;
	diag->past = true;
}

void findings_leave_out_downs(struct diags *diags, struct plan *plan, bool all)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		struct diag *diag = &diags->items[i];
		struct migration *migration = migration_of(plan, diag->source);
		if (diag->severity != SEVERITY_ERROR || !migration ||
			!(migration->released || all) || !is_about_down(diag, migration))
			continue;
		migration->down_count = 0;
		accept(diag);
		diag->help = "the step is released: its down migration is left out";
	}
}

void findings_lower(struct diags *diags, struct plan *plan)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		if (is_past(plan, &diags->items[i]))
			accept(&diags->items[i]);
	}
}

void findings_ddl_only(struct diags *diags, enum findings_policy policy)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		struct diag *diag = &diags->items[i];
		if (diag->rule != &rules[RULE_DDL_ONLY])
			continue;
		if (policy == FINDINGS_ERROR)
			diag->severity = SEVERITY_ERROR;
		diag->silenced |= policy == FINDINGS_OFF;
	}
}

/*
 * Is the SQL of the step known in spite of it? Then the steps behind are judged all the
 * same: what was told is left out of the step. A released one is run as far as it goes.
 */
static bool is_readable(const struct plan *plan, const struct diag *diag)
{
	const struct migration *migration = migration_of(plan, diag->source);

	switch ((enum rule_id)(diag->rule - rules)) {
	case RULE_TRANSACTION:
	case RULE_ATTACH:
	case RULE_VACUUM:
	case RULE_PRAGMA:
	case RULE_TARGET:
		return true;
	case RULE_ANNOTATION_UNKNOWN:
	case RULE_ANNOTATION_MALFORMED:
	case RULE_ANNOTATION_REPEATED:
	case RULE_ANNOTATION_PLACE:
	case RULE_BIDI:
	case RULE_SHELL_COMMAND:
		return migration && migration->released;
	default:
		return in_group(diag, "08") && migration && migration->released;
	}
}

struct plan findings_runnable(const struct diags *diags, const struct plan *plan)
{
	struct plan part = *plan;
	for (uint32_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->items[i];
		if ((!in_group(diag, "01") && !in_group(diag, "08")) ||
			diag->severity != SEVERITY_ERROR || diag->silenced ||
			is_readable(plan, diag) || is_past(plan, diag))
			continue;
		const struct migration *migration = migration_of(plan, diag->source);
		uint32_t limit =
			migration && migration->position ? migration->position - 1 : 0;
		part.count = limit < part.count ? limit : part.count;
		if (migration == plan->base)
			part.base = NULL;
	}
	part.cut = part.count < plan->count;
	return part;
}

/* Rules whose findings may be mere consequences of another at the same place. */
static bool may_be_echo(enum rule_id rule)
{
	return rule == RULE_SQL_FAILS || rule == RULE_DDL_ONLY ||
	       rule == RULE_FINGERPRINT_FALSE || rule == RULE_FINGERPRINT_BEFORE ||
	       rule == RULE_REQUIRES || rule == RULE_COPY_ORDER;
}

/*
 * Does `cause` explain `diag`? What SQLite says of something that another rule explains
 * is said worse; what a nondeterministic SELECT answers is chance.
 */
static bool explains(const struct diag *cause, const struct diag *diag)
{
	if (cause->source != diag->source || cause->span.start != diag->span.start ||
		cause->severity != SEVERITY_ERROR || cause->silenced)
		return false;
	if (diag->rule == &rules[RULE_COPY_ORDER])
		return cause->rule == &rules[RULE_COPY_POSITION];
	if (diag->rule == &rules[RULE_SQL_FAILS])
		return cause->rule != diag->rule;
	if (diag->rule ==
		&rules[RULE_DDL_ONLY]) /* what it takes has to be decided first */
		return in_group(cause, "04");
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

void findings_suggest_strict(struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		if (diags->items[i].rule == &rules[RULE_STRICT])
			diags->items[i].silenced = false;
	}
}

void findings_hide_all_but_accepted(struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++)
		diags->items[i].silenced |= !diags->items[i].accepted;
}

bool findings_acceptable(const struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->items[i];

		if (diag->severity == SEVERITY_ERROR && !diag->silenced &&
			!makes_table_wrong(diag))
			return true;
	}
	return false;
}

uint32_t findings_accepted(const struct diags *diags)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < diags->count; i++)
		count += diags->items[i].accepted && !diags->items[i].silenced;
	return count;
}

void findings_hide_notes(struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		if (diags->items[i].severity == SEVERITY_NOTE)
			diags->items[i].silenced = true;
	}
}

void findings_hide_past(struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++)
		diags->items[i].silenced |= diags->items[i].past;
}

void findings_harden(struct diags *diags)
{
	for (uint32_t i = 0; i < diags->count; i++) {
		if (diags->items[i].severity == SEVERITY_WARNING)
			diags->items[i].severity = SEVERITY_ERROR;
	}
}
