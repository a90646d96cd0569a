/*
 * acknowledged: does @destructive name what goes? See acknowledged.h.
 */
#include "gen/lint/acknowledged.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/destructive_names.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/query.h"
#include "gen/oracle/writes.h"
#include "gen/report/diag.h"

void acknowledged_begin(struct diags *diags, const struct script *script,
	struct destructive *names, const struct snapshot *schema, bool released)
{
	destructive_names_judge(diags, script, names, schema, released);
}

/* --- What goes */

void acknowledged_meet(struct destructive *names, struct scratch *scratch)
{
	for (uint32_t i = 0; i < names->name_count; i++) {
		struct destructive_name *name = &names->names[i];
		const char *column = name->column ? name->column : "";

		if (!name->known || name->met)
			continue;
		name->met = scratch_int(scratch, 0,
				    name->column ? "SELECT 1 FROM \"%w\" WHERE \"%w\" IS "
						   "NOT NULL LIMIT 1"
						 : "SELECT 1 FROM \"%w\" LIMIT 1",
				    name->table, column) == 1;
	}
}

/* Can a write of the statement take rows of the table, or the column's values? */
static bool may_take(const struct script *script, const struct write *write,
	const struct destructive_name *name)
{
	const char *moved = lineage_moved(script, name->table);
	bool reads = write->from && (map_same(write->from, name->table) ||
					    (moved && map_same(write->from, moved)));

	if ((write->filters || write->ignores) && reads)
		return true;
	if (!write->table || !lineage_is(script, write->table, name->table))
		return false;
	return write->replaces || write->statement->kind == STATEMENT_DELETE ||
	       (name->column && write_names(write, name->column));
}

/* May the script take it from rows that were not here? */
static bool is_doubtful(struct arena *arena, const struct script *script,
	const struct touched *touched, const struct destructive_name *name)
{
	bool direct = false;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];
		struct write write = write_of(arena, statement);

		if (may_take(script, &write, name))
			return true;
		direct |= statement->name &&
			  lineage_is(script, statement->name, name->table);
	}
	return !direct && names_have(&touched->written, name->table);
}

void acknowledged_ran(
	const struct script *script, const struct touched *touched, bool failed)
{
	struct destructive *names = script->destructive;

	names->failed |= failed;
	for (uint32_t i = 0; !failed && i < names->name_count; i++) {
		struct destructive_name *name = &names->names[i];

		if (name->met && is_doubtful(names->arena, script, touched, name))
			name->doubtful = true;
	}
}

static struct destructive_loss *find_loss(
	struct destructive *names, const char *table, const char *column)
{
	for (uint32_t i = 0; i < names->loss_count; i++) {
		struct destructive_loss *loss = &names->losses[i];

		if (map_same(loss->table, table) && map_same(loss->column, column))
			return loss;
	}
	return NULL;
}

/* Remember it; users are asked about what is lost, not about what is changed. */
static struct destructive_loss *note(
	const struct script *script, const char *table, const char *column, bool whole)
{
	struct destructive *names = script->destructive;
	struct destructive_loss *loss = find_loss(names, table, column);

	if (!loss) {
		loss = arena_add(names->arena, names->losses, names->loss_count);
		*loss = (struct destructive_loss){ .table = table, .column = column };
	}
	loss->whole |= whole;
	return loss;
}

/* Names that stand for it; true when there is one. Rows are judged before values. */
static bool is_named(
	const struct script *script, const char *table, const char *column, bool whole)
{
	struct destructive *names = script->destructive;
	const struct destructive_loss *rows = find_loss(names, table, NULL);
	bool found = names->everything;

	whole |= rows && rows->whole;
	for (uint32_t i = 0; i < names->name_count; i++) {
		struct destructive_name *name = &names->names[i];

		if (!map_same(name->table, table) ||
			(!map_same(name->column, column) && (name->column || !whole)))
			continue;
		name->used = found = true;
	}
	return found;
}

bool acknowledged_loss(
	const struct script *script, const char *table, const char *column, bool whole)
{
	struct destructive_loss *loss = note(script, table, column, whole);

	loss->asked = loss->at_stake = true;
	loss->named |= is_named(script, table, column, whole);
	return loss->named;
}

bool acknowledged_change(
	const struct script *script, const char *table, const char *column, bool whole)
{
	return is_named(script, table, column, whole);
}

void acknowledged_stake(const struct script *script, const char *table)
{
	if (is_named(script, table, NULL, true))
		note(script, table, NULL, true)->at_stake = true;
}

/* Is the name of the table enough for it? */
static bool goes_with_table(
	const struct destructive *names, const struct destructive_loss *loss)
{
	for (uint32_t i = 0; loss->column && i < names->loss_count; i++) {
		const struct destructive_loss *other = &names->losses[i];

		if (!other->column && map_same(other->table, loss->table) &&
			(other->whole || loss->whole))
			return true;
	}
	return false;
}

static void add_stake(
	struct arena *arena, struct names *stakes, const char *table, const char *column)
{
	for (uint32_t i = 0; i < stakes->count; i += 2) {
		if (map_same(stakes->items[i], table) &&
			map_same(stakes->items[i + 1], column ? column : ""))
			return;
	}
	*arena_add(arena, stakes->items, stakes->count) = table;
	*arena_add(arena, stakes->items, stakes->count) = column ? column : "";
}

struct names acknowledged_stakes(struct arena *arena, const struct destructive *names,
	struct span within, bool losses)
{
	struct names stakes = { 0 };

	for (uint32_t i = 0; !names->everything && i < names->name_count; i++) {
		const struct destructive_name *name = &names->names[i];

		if (name->known && name->span.start >= within.start &&
			name->span.start < within.end)
			add_stake(arena, &stakes, name->table, name->column);
	}
	for (uint32_t i = 0; names->everything && losses && i < names->loss_count; i++) {
		const struct destructive_loss *loss = &names->losses[i];

		if (loss->at_stake && !goes_with_table(names, loss))
			add_stake(arena, &stakes, loss->table, loss->column);
	}
	return stakes;
}

/* --- Once everything has run */

/* Is there no reason to doubt the name? */
static bool stays(const struct destructive_name *name)
{
	return name->known && (name->used || !name->met || name->doubtful);
}

/* "users.email, log": what the author named, and what else goes; NULL: nothing. */
static const char *names_to_write(struct arena *arena, const struct destructive *names)
{
	struct names list = { 0 };
	const char *words = NULL;

	for (uint32_t i = 0; i < names->name_count; i++) {
		const struct destructive_name *name = &names->names[i];

		if (stays(name))
			names_add(arena, &list,
				destructive_names_words(
					arena, name->table, name->column));
	}
	for (uint32_t i = 0; i < names->loss_count; i++) {
		const struct destructive_loss *loss = &names->losses[i];

		if (loss->asked && !loss->named && !goes_with_table(names, loss))
			names_add(arena, &list,
				destructive_names_words(
					arena, loss->table, loss->column));
	}
	for (uint32_t i = 0; i < list.count; i++)
		words = names_join(arena, words, ", ", list.items[i]);
	return words;
}

/* Put the line, with the author's reason where there is one, where the mark is. */
static void write_line(
	struct arena *arena, struct diag *diag, const struct destructive *names)
{
	const char *words = names_to_write(arena, names);
	bool reason = names->reason && !destructive_names_no_reason(names->reason);
	size_t size = strlen(diag->help) - strlen(ACKNOWLEDGED_LINE);

	if (words)
		diag->help = arena_printf(arena, "%.*s-- @destructive %s: %s", (int)size,
			diag->help, words, reason ? names->reason : "WHY");
	else
		diag->help = "remove it: nothing is taken";
}

static bool has_mark(const struct diag *diag)
{
	size_t size = diag->help ? strlen(diag->help) : 0,
	       mark = strlen(ACKNOWLEDGED_LINE);

	return size >= mark && strcmp(diag->help + size - mark, ACKNOWLEDGED_LINE) == 0;
}

/* The names that count where the finding is. */
static const struct destructive *names_at(
	const struct script *script, const struct diag *diag)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];

		if (annotation->kind == ANNOTATION_DOWN &&
			annotation->span.start <= diag->span.start)
			return script->down_destructive;
	}
	return script->destructive;
}

static const struct script *script_of(
	const struct plan *plan, const struct source *source)
{
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct migration *migration = &plan->migrations[i];

		if (migration->up->source == source)
			return migration->up;
		if (migration->down_script && migration->down_script->source == source)
			return migration->down_script;
		for (uint32_t j = 0; j < migration->backfill_count; j++) {
			if (migration->backfills[j]->source == source)
				return migration->backfills[j];
		}
	}
	return NULL;
}

static void report_unused(
	struct diags *diags, const struct script *script, const struct destructive *names)
{
	for (uint32_t i = 0; i < names->name_count; i++) {
		const struct destructive_name *name = &names->names[i];

		if (stays(name) || !name->known || names->everything || names->failed)
			continue;
		diag_report(diags, RULE_DESTRUCTIVE_UNUSED, script->source, name->span,
			"@destructive names %s, and nothing is taken from it",
			destructive_names_words(diags->arena, name->table, name->column))
			->help = "write: " ACKNOWLEDGED_LINE;
	}
}

/* What a function of the program takes is not seen. */
static void judge_unused(struct diags *diags, const struct script *script)
{
	if (parse_find(script, STATEMENT_CALL, NULL))
		return;
	report_unused(diags, script, script->destructive);
	report_unused(diags, script, script->down_destructive);
}

void acknowledged_finish(struct diags *diags, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct migration *migration = &plan->migrations[i];

		judge_unused(diags, migration->up);
		if (migration->down_script && migration->down_script != migration->up)
			judge_unused(diags, migration->down_script);
		for (uint32_t j = 0; j < migration->backfill_count; j++)
			judge_unused(diags, migration->backfills[j]);
	}
	for (uint32_t i = 0; i < diags->count; i++) {
		struct diag *diag = &diags->items[i];
		const struct script *script =
			has_mark(diag) ? script_of(plan, diag->source) : NULL;

		if (script)
			write_line(diags->arena, diag, names_at(script, diag));
	}
}
