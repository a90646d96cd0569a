/*
 * row_losses: findings for rows that are lost, and the statement that took them. See
 * row_losses.h.
 */
#include "gen/rehearse/row_losses.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/shape_difference.h"
#include "gen/rehearse/filling.h"
#include "gen/rehearse/replaces.h"
#include "gen/report/diag.h"

static const char *plural(uint32_t count)
{
	return count == 1 ? "" : "s";
}

/* Of a table that is gone: its DROP, else what the step begins with. */
static const struct statement *drop_of(const struct loss *loss)
{
	const struct script *script = loss->losses->script;
	const struct statement *drop =
		parse_find(script, STATEMENT_DROP_TABLE, loss->before->table);

	return drop ? drop : script->up;
}

/*
 * "UNIQUE (k) ON CONFLICT REPLACE": a key of a table that the step makes, by which a
 * plain copy into it takes rows; or NULL.
 */
static const char *taking_key(
	const struct losses *losses, const struct statement *statement)
{
	const struct statement *made =
		parse_find(losses->script, STATEMENT_CREATE_TABLE, statement->name);
	struct shape shape;

	if (!made || !statement->tree || statement->tree->kind != STATEMENT_INSERT ||
		statement->tree->insert->conflict != CONFLICT_NONE)
		return NULL;
	shape = shape_of(losses->arena, made->tree);
	for (uint32_t i = 0; i < shape.key_count; i++) {
		const struct shape_key *key = &shape.keys[i];

		if (key->conflict == CONFLICT_IGNORE || key->conflict == CONFLICT_REPLACE)
			return arena_printf(losses->arena, "%s ON CONFLICT %s",
				shape_key_words(losses->arena, key),
				shape_conflict(key->conflict));
	}
	return NULL;
}

/* How a statement that writes what the table was takes rows of it. */
static enum rule_id taking_rule(
	const struct comparison *comparison, const struct write *write)
{
	const struct losses *losses = comparison->losses;
	const struct statement *statement = write->statement;
	const struct loss *loss = &comparison->loss;

	if (!lineage_is(losses->script, write->table, loss->before->table))
		return RULE_COUNT;
	if (statement->kind == STATEMENT_DELETE)
		return statement->has_where ? RULE_DELETE_SOME : RULE_DELETE_ALL;
	if (write->copies && write->replaces && !filling_reads(loss, write))
		return RULE_COUNT; /* rows of another table replace them */
	if (write->copies && (write->filters || write->ignores || write->replaces ||
				     taking_key(losses, statement)))
		return RULE_COPY_FILTERS;
	return RULE_COUNT;
}

const struct statement *row_losses_culprit(
	const struct comparison *comparison, enum rule_id *rule)
{
	const struct losses *losses = comparison->losses;
	const char *table = comparison->loss.before->table;
	const struct statement *copy = NULL, *some = NULL;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		*rule = taking_rule(comparison, write);
		if (*rule == RULE_DELETE_ALL)
			return write->statement;
		if (*rule == RULE_DELETE_SOME)
			some = write->statement;
		if (*rule == RULE_COPY_FILTERS)
			copy = write->statement;
	}
	*rule = copy ? RULE_COPY_FILTERS : some ? RULE_DELETE_SOME : RULE_ROWS_LOST;
	if (copy || some)
		return copy ? copy : some;
	some = replaces_rows(losses, table);
	if (some) {
		*rule = RULE_REPLACE_TAKES;
		return some;
	}
	return drop_of(&comparison->loss);
}

/* Rows that REPLACE took were seen here: no user has to have one to be warned. */
static void weigh_replaced(struct diag *diag, const struct statement *statement)
{
	if (diag->severity == SEVERITY_NOTE)
		return;
	diag->severity = SEVERITY_ERROR;
	if (statement->kind == STATEMENT_UPDATE)
		diag->help = "fix the rows that are in the way first, or say "
			     "so: " ACKNOWLEDGED_LINE;
}

/* "log: 5 rows before, no table after"; of a part of them, one to look at. */
static const char *evidence_of(const struct comparison *comparison)
{
	struct arena *arena = comparison->losses->arena;
	const struct loss *loss = &comparison->loss;
	const char *after = loss->after
				    ? arena_printf(arena, "%u after", loss->after->count)
				    : "no table after";
	const bool *lost = comparison->fates.row_lost;
	const bool *first = memchr(lost, true, loss->before->count);
	const char *words =
		arena_printf(arena, "%s: %u row%s before, %s", loss->before->table,
			loss->before->count, plural(loss->before->count), after);

	if (loss->losses->premise)
		words = arena_printf(arena, "%s, %s", loss->losses->premise, words);
	if (!first || comparison->lost == loss->before->count)
		return words;
	return arena_printf(arena, "%s; kept nowhere: %s", words,
		comparison_row_words(comparison, (uint32_t)(first - lost)));
}

static void table_went(struct comparison *comparison)
{
	struct loss *loss = &comparison->loss;
	struct arena *arena = comparison->losses->arena;
	const char *table = loss->before->table;

	loss->evidence = evidence_of(comparison);
	loss_report(loss, RULE_TABLE_LOST, drop_of(loss),
		comparison->lost == loss->before->count
			? arena_printf(
				  arena, "the rows of %s are kept nowhere else", table)
			: arena_printf(arena, "%u of %u rows of %s are kept nowhere else",
				  comparison->lost, loss->before->count, table));
}

static void rows_went(struct comparison *comparison)
{
	static const char *const hows[] = { [RULE_DELETE_ALL] =
						    "DELETE without WHERE empties %s",
		[RULE_DELETE_SOME] = "DELETE takes %u of %u rows of %s",
		[RULE_COPY_FILTERS] = "the copy leaves out %u of %u rows of %s",
		[RULE_REPLACE_TAKES] = "REPLACE takes %u of %u rows of %s",
		[RULE_ROWS_LOST] = "%s is made anew without its rows" };
	struct loss *loss = &comparison->loss;
	struct arena *arena = comparison->losses->arena;
	const struct table_rows *before = loss->before;
	const struct statement *culprit, *made;
	enum rule_id rule;
	const char *message;
	struct diag *diag;

	culprit = row_losses_culprit(comparison, &rule);
	made = parse_find(loss->losses->script, STATEMENT_DROP_TABLE, before->table);
	loss->evidence = evidence_of(comparison);
	if (rule == RULE_ROWS_LOST && !made)
		message = arena_printf(
			arena, "%s loses rows, and no statement names it", before->table);
	else if (rule == RULE_ROWS_LOST && comparison->lost < before->count)
		message = arena_printf(arena, "%s is made anew without %u of its %u rows",
			before->table, comparison->lost, before->count);
	else if (rule == RULE_DELETE_ALL || rule == RULE_ROWS_LOST)
		message = arena_printf(arena, hows[rule], before->table);
	else
		message = arena_printf(arena, hows[rule], comparison->lost, before->count,
			before->table);
	if (rule == RULE_COPY_FILTERS && taking_key(loss->losses, culprit))
		message = arena_printf(arena, "%s: %s has %s", message, culprit->name,
			taking_key(loss->losses, culprit));
	diag = loss_report(loss, rule, culprit, message);
	if (rule == RULE_REPLACE_TAKES && diag)
		weigh_replaced(diag, culprit);
}

void row_losses_report(struct comparison *comparison)
{
	const struct loss *loss = &comparison->loss;

	if (!loss->after && !loss->before->count)
		loss_stake(loss->losses, loss->before->table); /* here it was empty */
	if (!comparison->lost)
		return;
	if (loss->after)
		rows_went(comparison);
	else
		table_went(comparison);
}

/* Does a statement name the table? If none does, triggers took its rows. */
static bool is_named(const struct script *script, const char *table)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		if (map_same(script->up[i].name, table))
			return true;
	}
	return false;
}

void row_losses_index(struct comparison *comparison)
{
	const struct loss *loss = &comparison->loss;

	if (!loss->after || loss->after->count || !loss->before->count ||
		!is_named(loss->losses->script, loss->before->table))
		return; /* what triggers do to an index is full_text's to judge */
	comparison->fates = fates_new(comparison->losses->arena, loss->before);
	comparison->lost = loss->before->count;
	rows_went(comparison);
}
