/*
 * rebuild: what @rebuild stands for. See rebuild.h.
 *
 * The statements are written behind the author's text in his source, so that the rest of
 * the generator reads them as it reads his, and finds his words for each of them.
 */
#include "gen/rebuild/rebuild.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/rebuild_place.h"
#include "gen/lint/statement_rules.h"
#include "gen/lint/text_rules.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/rebuild/rebuild_check.h"
#include "gen/rebuild/rebuild_dependents.h"
#include "gen/rebuild/rebuild_write.h"
#include "gen/report/diag.h"

/* One list of statements being expanded. */
struct expander {
	struct arena *arena;
	struct diags *diags;
	struct scratch *scratch;
	struct script *script; /* a copy, which gets more tokens */
	struct source *source;
	struct rebuild_writer writer;
	const struct statement **targets; /* of the script's annotations */
	const struct statement *old;	  /* the list, as parsed */
	uint32_t old_count;
	struct statement *new;
	uint32_t new_count;
	bool released;
	bool broken; /* a statement failed: what is missing later is its fault */
};

/* The new table, made under its working name and taken away again. */
static bool read_new(struct expander *expander, struct rebuild *rebuild)
{
	struct scratch *scratch = expander->scratch;
	struct statement statement = { .kind = STATEMENT_CREATE_TABLE,
		.sql = rebuild_write_create(expander->arena, expander->source, rebuild) };
	bool made;

	scratch_savepoint(scratch, "rebuild");
	made = scratch_run_statement(scratch, &statement, NULL);
	if (made)
		rebuild->new = rebuild_table_read(scratch, rebuild->working);
	scratch_undo(scratch, "rebuild");
	return made;
}

static void append(
	struct expander *expander, const struct statement *statements, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		*arena_add(expander->arena, expander->new, expander->new_count) =
			statements[i];
	}
}

/* Expressions are the author's words, and are judged as his statements are. */
static void judge_copy(
	const struct expander *expander, struct statement *statements, uint32_t count)
{
	const struct judged list = { .arena = expander->arena,
		.diags = expander->diags,
		.script = expander->script,
		.statements = statements,
		.count = count,
		.released = expander->released };

	for (uint32_t i = 0; i < count; i++) {
		if (statements[i].kind != STATEMENT_INSERT)
			continue;
		text_rules_judge(&list, &statements[i]);
		return;
	}
}

/* Write the statements, read them again as if they were in the file, and run them. */
static bool write_and_run(struct expander *expander, struct rebuild *rebuild)
{
	uint32_t start = rebuild_write(&expander->writer, expander->source, rebuild);
	const struct text *text = &expander->writer.text;
	uint32_t count;
	struct statement *statements = parse_more(expander->arena, expander->script,
		text->bytes + start, (uint32_t)text->size - start, start, &count);

	expander->source->text = text->bytes;
	expander->source->origins = expander->writer.origins;
	expander->source->origin_count = expander->writer.origin_count;
	append(expander, statements, count);
	judge_copy(expander, statements, count);
	return rebuild_dependents_run(expander->diags, expander->scratch,
		expander->script, rebuild, statements, count);
}

static const char *working_name(const struct expander *expander, const char *table)
{
	const char *name = arena_printf(expander->arena, PARSE_WORKING "%s", table);

	while (snapshot_read(expander->scratch, name))
		name = arena_printf(expander->arena, "%s_", name);
	return name;
}

/* Has the step switched the setting on itself? */
static bool is_legacy(struct scratch *scratch)
{
	return scratch_int(scratch, 0, "PRAGMA legacy_alter_table") != 0;
}

/* False: it was told why not, or there is no table because a statement failed. */
static bool read_tables(struct expander *expander, struct rebuild *rebuild)
{
	struct scratch *scratch = expander->scratch;

	rebuild->old = rebuild_table_read(scratch, rebuild->order->table);
	if (!rebuild->old.object && expander->broken)
		return false;
	if (!rebuild_check_old(expander->diags, scratch, expander->source, rebuild))
		return false;
	rebuild->working = working_name(expander, rebuild->order->table);
	rebuild->legacy = is_legacy(scratch);
	if (read_new(expander, rebuild))
		return rebuild_check_values(
			expander->diags, scratch, expander->source, rebuild);
	rebuild_check_new(expander->diags, scratch, expander->source, rebuild);
	return false;
}

/* The statement in hand, as it is or expanded; false when it does not run. */
static bool take(struct expander *expander, const struct statement *statement,
	const struct rebuild_order *order)
{
	struct rebuild rebuild = { .order = order, .target = statement };

	if (order && read_tables(expander, &rebuild)) {
		rebuild_dependents_find(
			expander->scratch, &rebuild, expander->old + expander->old_count);
		return write_and_run(expander, &rebuild);
	}
	append(expander, statement, 1);
	if (order && (rebuild.old.object || !expander->broken))
		return true; /* it was told, and what follows is looked at all the same */
	return statement->dropped ||
	       scratch_run_statement(expander->scratch, statement, NULL);
}

/* Expand and run a list, up to a statement that fails; it is then in expander->new. */
static void expand_list(struct expander *expander)
{
	const struct script *script = expander->script;
	const struct statement **targets = expander->targets;
	uint32_t at = 0;
	bool runs = true;

	for (uint32_t i = 0; i < expander->old_count; i++) {
		const struct statement *statement = &expander->old[i];

		while (at < script->annotation_count &&
			(!targets[at] || targets[at]->span.start < statement->span.start))
			at++;
		if (!runs)
			append(expander, statement, 1);
		else
			runs = take(expander, statement,
				at < script->annotation_count && targets[at] == statement
					? script->annotations[at].rebuild
					: NULL);
	}
	expander->broken |= !runs;
}

static bool has_rebuild(const struct script *script)
{
	for (uint32_t i = 0; script && i < script->annotation_count; i++) {
		if (script->annotations[i].rebuild)
			return true;
	}
	return false;
}

static bool rebuilds(const struct migration *migration)
{
	return has_rebuild(migration->up) || has_rebuild(migration->down_script);
}

/* What is generated comes after the author's text, in the same source of this run. */
static void begin(struct expander *expander, const struct script *script)
{
	expander->script = arena_alloc(expander->arena, sizeof(*expander->script));
	*expander->script = *script;
	expander->source = (struct source *)script->source;
	expander->new = NULL;
	expander->new_count = 0;
	if (expander->writer.source != expander->source)
		rebuild_write_begin(&expander->writer, expander->arena, expander->source);
}

static void expand_up(struct expander *expander, struct migration *migration)
{
	bool both = migration->down_script == migration->up;

	expander->old = migration->up->up;
	expander->old_count = migration->up->up_count;
	begin(expander, migration->up);
	expand_list(expander);
	expander->script->up = expander->new;
	expander->script->up_count = expander->new_count;
	migration->up = expander->script;
	if (both)
		migration->down_script = expander->script;
}

static void expand_down(struct expander *expander, struct migration *migration)
{
	bool both = migration->down_script == migration->up;

	expander->old = migration->down;
	expander->old_count = migration->down_count;
	begin(expander, migration->down_script);
	scratch_savepoint(expander->scratch, "down");
	expand_list(expander);
	scratch_undo(expander->scratch, "down");
	scratch_run(expander->scratch, "PRAGMA legacy_alter_table=OFF");
	migration->down = expander->new;
	migration->down_count = expander->new_count;
	migration->down_script = expander->script;
	if (both)
		migration->up = expander->script;
}

/* Run a step, and its down migration when that has something to expand. */
static void expand_step(struct expander *expander, struct migration *migration)
{
	struct arena *arena = expander->arena;
	const struct script *up = migration->up, *down = migration->down_script;
	const struct statement **targets = rebuild_place_targets(arena, up);
	const struct statement **back =
		!down || down == up ? targets : rebuild_place_targets(arena, down);

	expander->targets = targets;
	expander->released = migration->released;
	if (has_rebuild(up))
		expand_up(expander, migration);
	else
		expander->broken |=
			scratch_run_all(expander->scratch, up->up, up->up_count) != NULL;
	expander->targets = back;
	if (migration->down_count && has_rebuild(down))
		expand_down(expander, migration);
}

void rebuild_expand(struct arena *arena, struct diags *diags, struct plan *plan)
{
	struct expander expander = { .arena = arena, .diags = diags };
	uint32_t count = plan->count;

	while (count && !rebuilds(&plan->migrations[count - 1]))
		count--;
	if (!count)
		return;
	expander.scratch = placeholders_open(arena, plan);
	if (plan->base)
		expand_step(&expander, plan->base);
	for (uint32_t i = 0; i < count; i++)
		expand_step(&expander, &plan->migrations[i]);
	scratch_close(expander.scratch);
}
