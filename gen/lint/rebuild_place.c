/*
 * rebuild_place: before which CREATE TABLE a @rebuild has to be. See rebuild_place.h.
 */
#include "gen/lint/rebuild_place.h"

#include <stddef.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/report/diag.h"

/* Where the down migration begins in the file, or UINT32_MAX. */
static uint32_t down_of(const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		if (script->annotations[i].kind == ANNOTATION_DOWN)
			return script->annotations[i].span.start;
	}
	return UINT32_MAX;
}

/* The first statement of a list that begins after a place and before another. */
static const struct statement *first_between(
	const struct statement *list, uint32_t count, uint32_t start, uint32_t end)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (list[middle].span.start > start)
			high = middle;
		else
			low = middle + 1;
	}
	return low < count && list[low].span.start < end ? &list[low] : NULL;
}

/* The statement below a place, in the same direction. */
static const struct statement *below(
	const struct script *script, uint32_t start, uint32_t down)
{
	if (start > down)
		return first_between(script->down, script->down_count, start, UINT32_MAX);
	return first_between(script->up, script->up_count, start, down);
}

/* Does the statement make a thing of that name, of whatever kind? */
static bool makes(const struct statement *statement, const char *table)
{
	return statement && statement->kind >= STATEMENT_CREATE_TABLE &&
	       statement->kind <= STATEMENT_CREATE_VIRTUAL_TABLE &&
	       map_same(statement->name, table);
}

const struct statement **rebuild_place_targets(
	struct arena *arena, const struct script *script)
{
	const struct statement **targets =
		arena_array(arena, script->annotation_count, sizeof(*targets));
	uint32_t down = down_of(script);

	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];

		if (!annotation->rebuild)
			continue;
		targets[i] = below(script, annotation->span.start, down);
		if (!makes(targets[i], annotation->rebuild->table))
			targets[i] = NULL;
	}
	return targets;
}

static void report_absent(struct arena *arena, struct diags *diags,
	const struct script *script, const struct rebuild_order *order,
	const struct statement *target)
{
	bool other = target && target->kind == STATEMENT_CREATE_TABLE;
	struct diag *diag =
		diag_report(diags, RULE_REBUILD, script->source, order->table_span,
			other ? "@rebuild %s comes before CREATE TABLE %s"
			      : "no CREATE TABLE %s follows @rebuild",
			order->table, other ? target->name : "");

	diag->help = arena_printf(arena,
		"right below it write the table as it is to be: CREATE TABLE %s (…)",
		order->table);
}

/* What is wrong with the statement that makes the table, or NULL; `*help`: the cure. */
static const char *problem_of(const struct statement *target, const char **help)
{
	*help = "write CREATE TABLE with all columns; for values: "
		"-- @rebuild TABLE column = EXPRESSION";
	if (target->kind == STATEMENT_CREATE_TABLE_AS)
		return "@rebuild needs the columns of %s, not AS SELECT";
	if (target->kind == STATEMENT_CREATE_VIRTUAL_TABLE)
		return "@rebuild cannot make the virtual table %s";
	*help = "leave it out: the old table is there, and is replaced";
	if (target->if_exists)
		return "with IF NOT EXISTS the new %s would not be made";
	*help = "leave it out: what is rebuilt is no temporary table";
	if (target->temporary || map_same(target->schema, "temp"))
		return "@rebuild cannot make the temporary table %s";
	return NULL;
}

/* The procedure needs what these annotations take from the step. */
static void judge_company(struct diags *diags, const struct script *script,
	const struct rebuild_order *order)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		enum annotation_kind kind = script->annotations[i].kind;

		if (kind != ANNOTATION_FOREIGN_KEYS && kind != ANNOTATION_TRANSACTION)
			continue;
		diag_report(diags, RULE_REBUILD, script->source, order->table_span,
			kind == ANNOTATION_TRANSACTION
				? "@rebuild %s needs a transaction"
				: "@rebuild %s with foreign keys on would delete the "
				  "rows of other tables",
			order->table)
			->help = "give the rebuild a step of its own";
		return;
	}
}

static void judge(struct diags *diags, const struct script *script,
	const struct rebuild_order *order, const struct statement *target, bool again)
{
	const char *problem, *help;

	if (again) {
		diag_report(diags, RULE_ANNOTATION_REPEATED, script->source,
			order->table_span, "@rebuild %s was already given", order->table)
			->help = "one @rebuild can give several columns: "
				 "-- @rebuild TABLE a = EXPRESSION, b = EXPRESSION";
		return;
	}
	problem = problem_of(target, &help);
	if (problem)
		diag_report(diags, RULE_REBUILD, script->source, target->name_span,
			problem, target->name)
			->help = help;
}

void rebuild_place_judge(
	struct arena *arena, struct diags *diags, const struct script *script)
{
	const struct statement **targets = rebuild_place_targets(arena, script);
	const struct statement *last = NULL;
	uint32_t down = down_of(script);

	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];

		if (!annotation->rebuild)
			continue;
		if (!last)
			judge_company(diags, script, annotation->rebuild);
		if (targets[i])
			judge(diags, script, annotation->rebuild, targets[i],
				targets[i] == last);
		else
			report_absent(arena, diags, script, annotation->rebuild,
				below(script, annotation->span.start, down));
		last = targets[i] ? targets[i] : last;
	}
}
