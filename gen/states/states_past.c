/*
 * states_past: a history run once more, with rows. See states_past.h.
 *
 * As rehearse does it on plain rows: the tables that a step touched are topped up after
 * it, so that what was proved there holds for these rows.
 */
#include "gen/states/states_past.h"

#include <string.h>

#include "gen/backfill/backfill.h"
#include "gen/base/arena.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/oracle/snapshot.h"
#include "gen/prove/prove.h"
#include "gen/read/plan.h"
#include "gen/rows/synthesis.h"
#include "runtime/sqlite/token.h"

struct runner {
	struct past *past;
	const struct plan *plan;
	const struct proof *proof;
	struct scratch *scratch;
	struct snapshot *snapshot;
	struct synthesis *synth;
	struct synthesis_log log;
};

/* Names and types as they are, definitions by their tokens; in any order. */
static uint64_t object_digest(const struct query *row)
{
	const char *type = query_text(row, 0), *name = query_text(row, 1);
	const char *sql = query_text(row, 2);

	return instar__token_digest(sql, strlen(sql)) * 31 +
	       instar__token_digest(name, strlen(name)) * 7 +
	       instar__text_digest(type, strlen(type));
}

uint64_t past_signature(struct scratch *scratch)
{
	struct query query = scratch_query(scratch,
		"SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
		" AND name NOT GLOB 'sqlite_*'");
	uint64_t sum = 0;

	while (query_row(&query))
		sum += object_digest(&query);
	return sum;
}

static bool is_about_rows(const struct claim *claim)
{
	return claim->kind == CLAIM_ROWS || claim->kind == CLAIM_BACKFILL;
}

/* The statements of a backfill as its author wrote them. */
static void finish_backfill(struct runner *run, struct past_step *step, const char *key)
{
	for (uint32_t i = 0; i < run->proof->backfill_count; i++) {
		const struct backfill *backfill = &run->proof->backfills[i];

		for (uint32_t j = 0;
			strcmp(backfill->key, key) == 0 && j < backfill->section->count;
			j++) {
			const char *sql = backfill->section->statements[j].sql;

			if (scratch_run(run->scratch, sql))
				*arena_add(run->past->arena, step->before.items,
					step->before.count) = sql;
		}
	}
}

static void meet_requirements(
	struct runner *run, struct past_step *step, const struct script *script)
{
	const struct claim *claim;
	struct claim_place at = { 0 };

	while ((claim = parse_next_claim(script, ANNOTATION_REQUIRES, &at)) != NULL) {
		step->insists |= is_about_rows(claim);
		if (claim->kind == CLAIM_BACKFILL)
			finish_backfill(run, step, claim->name);
	}
}

static bool run_step(
	struct runner *run, struct past_step *step, const struct script *script)
{
	const struct statement *failed;

	scratch_forget(run->scratch);
	failed = scratch_run_all(run->scratch, script->up, script->up_count);
	for (uint32_t i = 0; i < script->up_count; i++) {
		if (!script->up[i].dropped)
			*arena_add(run->past->arena, step->made.items, step->made.count) =
				script->up[i].sql;
	}
	if (failed)
		run->past->problem = arena_printf(run->past->arena,
			"%s fails on the rows that were made for it: %s",
			script->source->name, run->scratch->failure.message);
	return !failed;
}

static void note_touched(struct map *map, const struct names *names, uint32_t position)
{
	for (uint32_t i = 0; i < names->count; i++)
		map_put(map, names->items[i], position);
}

static void note_tables(
	struct past *past, const struct touched *touched, uint32_t position)
{
	note_touched(&past->schema, &touched->schema, position);
	note_touched(&past->any, &touched->schema, position);
	note_touched(&past->any, &touched->written, position);
	note_touched(&past->any, &touched->read, position);
}

/* A table with a name that no table had before. */
static void note_new(
	struct runner *run, struct past_step *step, const struct changes *changes)
{
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *object = changes->items[i].after;

		if (!step->table && object && object->type == INSTAR__TABLE &&
			!object->shadow && !object->virtual &&
			!snapshot_find(run->snapshot, false, object->name))
			step->table = object->name;
	}
}

static void add_samples(
	struct runner *run, struct past_step *step, const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];

		if (annotation->kind == ANNOTATION_SAMPLE &&
			scratch_run_text(run->scratch, annotation->text))
			*arena_add(run->past->arena, step->rows.items, step->rows.count) =
				annotation->text;
	}
}

static void fill(struct runner *run, struct past_step *step,
	const struct touched *touched, const struct script *script)
{
	run->log.rows.count = 0;
	synthesis_fill(run->synth, run->scratch, run->snapshot, &touched->schema);
	synthesis_fill(run->synth, run->scratch, run->snapshot, &touched->written);
	for (uint32_t i = 0; i < script->up_count; i++) {
		struct names renamed = { &script->up[i].new_name, 1 };

		if (script->up[i].kind == STATEMENT_RENAME_TABLE)
			synthesis_fill(run->synth, run->scratch, run->snapshot, &renamed);
	}
	for (uint32_t i = 0; i < run->log.rows.count; i++)
		*arena_add(run->past->arena, step->rows.items, step->rows.count) =
			run->log.rows.items[i];
}

/* The step, or at 0 what was there before the first. */
static bool go_on(struct runner *run, uint32_t position)
{
	const struct script *script =
		position ? run->plan->migrations[position - 1].up : run->plan->base->up;
	struct past_step *step = &run->past->steps[position];
	const struct changes *changes;
	struct touched touched;

	meet_requirements(run, step, script);
	if (!run_step(run, step, script))
		return false;
	touched = run->scratch->touched;
	note_tables(run->past, &touched, position);
	changes = snapshot_compare(run->snapshot, run->scratch);
	note_new(run, step, changes);
	snapshot_apply(run->snapshot, changes);
	add_samples(run, step, script);
	fill(run, step, &touched, script);
	step->signature = past_signature(run->scratch);
	return true;
}

struct past *past_run(
	struct arena *arena, const struct plan *plan, const struct proof *proof)
{
	struct past *past = arena_alloc(arena, sizeof(*past));
	struct runner run = { .past = past, .plan = plan, .proof = proof };

	past->arena = arena;
	past->count = plan->count;
	past->steps = arena_array(arena, plan->count + 1, sizeof(*past->steps));
	map_init(&past->schema, arena);
	map_init(&past->any, arena);
	run.scratch = placeholders_open(arena, plan);
	run.snapshot = snapshot_new(arena);
	run.synth = synthesis_new(arena, POPULATION_PLAIN, plan);
	synthesis_note(run.synth, &run.log);
	past->steps[0].signature = past_signature(run.scratch);
	for (uint32_t k = plan->base ? 0 : 1; k <= plan->count; k++) {
		if (!go_on(&run, k))
			break;
	}
	snapshot_free(run.snapshot);
	scratch_close(run.scratch);
	return past;
}
