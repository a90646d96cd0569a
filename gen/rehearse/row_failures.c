/*
 * row_failures: a step that passes on empty tables and not on rows. See row_failures.h.
 */
#include "gen/rehearse/row_failures.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/added_column.h"
#include "gen/lint/sql_errors.h"
#include "gen/report/diag.h"
#include "gen/sql/tree_walk.h"

/* What SQLite says on rows, the rule it falls under, and the cure. */
static const struct {
	const char *says;
	enum rule_id rule;
	const char *ingredient; /* of the adversarial rows */
	const char *cure;
} failures[] = {
	{ "Cannot add a NOT NULL column", RULE_ADD_NOT_NULL, NULL,
		"give the column a DEFAULT" },
	{ "Cannot add a column with non-constant default", RULE_ADD_NOT_CONSTANT, NULL,
		"add it with a constant default, then set it with UPDATE" },
	{ "Cannot add a REFERENCES column", RULE_ADD_REFERENCES, NULL,
		"add it without a default, then set it with UPDATE" },
	{ "cannot add a STORED column", RULE_ADD_STORED, NULL, "make it VIRTUAL" },
	{ "NOT NULL constraint failed", RULE_POPULATED_NULL, "NULL",
		"fill the column first in this step, or claim it with "
		"-- @requires rows (SELECT 1 WHERE NOT EXISTS (…))" },
	{ "UNIQUE constraint failed", RULE_POPULATED_UNIQUE, "duplicates",
		"remove the duplicates first in this step, or claim it with "
		"-- @requires rows (SELECT 1 WHERE NOT EXISTS (…))" },
	{ "CHECK constraint failed", RULE_POPULATED_CHECK,
		"values that the CHECK forbids", "fix the rows first in this step" },
	{ "FOREIGN KEY constraint failed", RULE_POPULATED_DANGLING,
		"rows without a parent", "fix the rows first in this step" },
	{ "datatype mismatch", RULE_POPULATED_TYPE, "values of another type",
		"convert them with CAST" },
	{ "cannot store", RULE_POPULATED_TYPE, "values of another type",
		"convert them with CAST" },
	{ "malformed JSON", RULE_POPULATED_TYPE, "text that is no JSON",
		"guard it with json_valid()" },
};

static size_t failure_of(const char *message)
{
	size_t count = sizeof(failures) / sizeof(*failures);
	size_t i = 0;

	while (i < count && !strstr(message, failures[i].says))
		i++;
	return i;
}

/* A plain INSERT of values whose key is taken: only this app knows whether it can be. */
static bool is_seed(const struct statement *statement, size_t failure)
{
	return statement->kind == STATEMENT_INSERT &&
	       failure < sizeof(failures) / sizeof(*failures) &&
	       failures[failure].rule == RULE_POPULATED_UNIQUE;
}

/*
 * Does the statement ask a question of the rows? A table that the step makes and drops,
 * and that nothing reads, is there for what it refuses.
 */
static bool is_question(const struct script *script, const struct statement *statement)
{
	bool made = false, dropped = false;

	if (statement->kind != STATEMENT_INSERT)
		return false;
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *other = &script->up[i];

		if (other->tree && tree_has_source(other->tree, statement->name) &&
			other->kind != STATEMENT_DELETE)
			return false;
		if (!map_same(other->name, statement->name))
			continue;
		made |= other->kind == STATEMENT_CREATE_TABLE && other < statement;
		dropped |= other->kind == STATEMENT_DROP_TABLE && other > statement;
		if (other->kind == STATEMENT_RENAME_TABLE)
			return false;
	}
	return made && dropped;
}

/* The cure, where @rebuild wrote the statement: it can give the column its value. */
static const char *cure_of(
	struct arena *arena, const struct statement *statement, size_t failure)
{
	size_t size = strlen(PARSE_WORKING);
	bool copy = statement->kind == STATEMENT_INSERT &&
		    strncmp(statement->name, PARSE_WORKING, size) == 0;

	if (!copy || failures[failure].rule == RULE_POPULATED_UNIQUE)
		return failures[failure].cure;
	return arena_printf(arena,
		"say what it is to hold: -- @rebuild %s column = EXPRESSION",
		statement->name + size);
}

/* A failure that not every user meets, or none. */
static void show_mercy(struct arena *arena, struct diag *diag, struct mercy mercy)
{
	if (mercy.lone) {
		diag->severity = SEVERITY_WARNING;
		diag->evidence = arena_printf(arena,
			"with two rows in %s; it passes with the one row that the "
			"history gives it",
			mercy.lone);
	}
	if (mercy.batch) {
		diag->severity = SEVERITY_NOTE;
		diag->evidence = "only on rows that came since the steps of this release "
				 "began; users have none";
	}
}

/* The rows are refused as long as a backfill has not fixed them. */
static void name_backfill(struct arena *arena, struct diag *diag, const char *key)
{
	if (!key)
		return;
	diag->evidence = arena_printf(
		arena, "%s; it passes once backfill %s is done", diag->evidence, key);
	diag->help = arena_printf(
		arena, "require that backfill: -- @requires backfill %s", key);
}

/* Is it the first time that the step in hand has this to be said of? */
static bool is_new(const struct row_failure *refusal, const char *what, uint32_t at)
{
	const char *key = arena_printf(
		refusal->arena, "%s %s %u", what, refusal->script->source->name, at);

	return map_add(refusal->reported, key);
}

/*
 * The same of a failure. What plain rows fail for stands for all else that the statement
 * may fail for; what others do is told once for each reason, types all at once.
 */
static bool is_new_failure(const struct row_failure *refusal, enum rule_id rule,
	const struct statement *statement, const char *message)
{
	const char *plain = arena_printf(refusal->arena, "fails %s %u",
		refusal->script->source->name, statement->span.start);

	if (refusal->plain)
		return map_add(refusal->reported, plain);
	if (map_get(refusal->reported, plain) != MAP_NONE)
		return false;
	return is_new(refusal, rule == RULE_POPULATED_TYPE ? "type" : message,
		statement->span.start);
}

/* On which rows it failed. */
static const char *rows_of(const struct row_failure *refusal, const char *ingredient)
{
	const char *with = ingredient ? ingredient : "odd values";
	bool null = ingredient && strcmp(ingredient, "NULL") == 0;

	if (refusal->plain)
		return "on tables that hold plain rows; it passes on empty ones";
	if (!refusal->row)
		return arena_printf(
			refusal->arena, "on rows with %s; it passes on plain ones", with);
	if (null && !strstr(refusal->row, "= NULL"))
		with = "values of which it makes NULL";
	return arena_printf(refusal->arena,
		"on rows with %s, such as %s; it passes on plain ones", with,
		refusal->row);
}

void row_failure_report(const struct row_failure *refusal,
	const struct statement *statement, const struct failure *said)
{
	size_t failure = failure_of(said->message);
	bool known = failure < sizeof(failures) / sizeof(*failures);
	enum rule_id rule = known ? failures[failure].rule : RULE_POPULATED_FAILS;
	const char *cure;
	struct diag *diag;

	if (!is_new_failure(refusal, rule, statement, said->message))
		return;
	diag = sql_errors_report(refusal->diags, rule, refusal->snapshot, said,
		refusal->script, statement);
	diag->evidence = rows_of(refusal, known ? failures[failure].ingredient : NULL);
	if (!refusal->plain || is_seed(statement, failure))
		diag->severity = SEVERITY_WARNING;
	if (known)
		diag->help = cure_of(refusal->arena, statement, failure);
	cure = added_column_cure(
		refusal->arena, refusal->script, statement, said->message);
	if (cure)
		diag->help = cure;
	if (is_question(refusal->script, statement)) {
		diag->severity = SEVERITY_WARNING;
		diag->help = "the step stops itself on such rows; -- @requires rows (SELECT "
			     "…) says so before it begins, and in words";
	}
	name_backfill(refusal->arena, diag, refusal->backfill);
	show_mercy(refusal->arena, diag, refusal->mercy);
	if (refusal->enforced && strstr(said->message, "FOREIGN KEY"))
		diag->help =
			"leave out @foreign_keys on: the step then runs with foreign "
			"keys off, and all are checked before the commit";
}

void row_failure_claim(
	const struct row_failure *refusal, struct span span, const char *words)
{
	struct diag *diag;

	if (!is_new(refusal, "claims", span.start))
		return;
	diag = diag_report(refusal->diags, RULE_POPULATED_CLAIM, refusal->script->source,
		span, "not true after the step: %s", words);
	diag->evidence =
		refusal->plain ? "on tables that hold plain rows; it is on empty ones"
			       : "on rows with NULLs and duplicates; it is on plain ones";
	diag->help = "claim only what the step itself makes true of all rows";
	if (!refusal->plain)
		diag->severity = SEVERITY_WARNING;
	name_backfill(refusal->arena, diag, refusal->backfill);
	show_mercy(refusal->arena, diag, refusal->mercy);
}
