/*
 * full_text: full-text indexes before and after a step. See full_text.h.
 */
#include "gen/rehearse/full_text.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/full_text/full_text_findings.h"
#include "gen/rehearse/release_group.h"
#include "gen/report/diag.h"

/* On the rows of one population. */
struct full_text_stage {
	struct full_text_past *pasts; /* of indexes that the release in hand touches */
	uint32_t past_count;
	struct full_text_finding *findings;
	uint32_t finding_count;
	struct names born;	    /* indexes that the release in hand makes */
	struct names empty;	    /* new indexes over tables that have no rows yet */
	struct scratch *renumbered; /* the rows before the step in hand, or NULL */
};

struct full_text {
	struct arena *arena;
	const struct plan *plan;
	struct full_text_indexes before, after; /* the step in hand */
	const struct touched *touched;		/* by it */
	const struct migration *migration;	/* it */
	struct full_text_stage stages[2];
	struct full_text_past *met; /* by a backfill */
	uint32_t met_count;
};

struct full_text *full_text_new(struct arena *arena, const struct plan *plan)
{
	struct full_text *text = arena_alloc(arena, sizeof(*text));

	text->arena = arena;
	text->plan = plan;
	return text;
}

static const struct full_text_past *past_of(
	const struct full_text_stage *stage, const char *name)
{
	for (uint32_t i = 0; i < stage->past_count; i++) {
		if (map_same(stage->pasts[i].name, name))
			return &stage->pasts[i];
	}
	return NULL;
}

/* Is any of its tables among the names? */
static bool is_among(const struct names *names, const struct full_text_index *index)
{
	for (uint32_t i = 0; i < index->source_count; i++) {
		if (names_have(names, index->sources[i].table))
			return true;
	}
	return names_have(names, index->name);
}

/* May the step make a difference to its triggers, or to what it is made from? */
static bool is_reshaped(const struct full_text *text, const struct full_text_index *index)
{
	const struct touched *touched = text->touched;

	return touched->dropped || touched->renamed || is_among(&touched->schema, index);
}

/* May the step make any difference to it? */
static bool is_touched(const struct full_text *text, const struct full_text_index *index)
{
	const struct touched *touched = text->touched;

	return is_reshaped(text, index) || is_among(&touched->written, index) ||
	       (index->over_view && touched->written.count);
}

/* What is known of it now; an index that a program would have filled is filled. */
static struct full_text_past look_back(
	struct scratch *scratch, const struct full_text_index *index)
{
	struct full_text_past past = { .name = index->name, .index = index };

	past.state = full_text_look(scratch, index);
	if (past.state.soundness == FULL_TEXT_UNSOUND &&
		full_text_index_is_external(index) && !index->partial &&
		full_text_fill(scratch, index))
		past.state = full_text_look(scratch, index);
	return past;
}

/* Are writes tried: by this step, or is it the first of some that reach users together?
 */
static bool is_to_be_tried(
	const struct full_text *text, const struct full_text_index *index)
{
	return is_reshaped(text, index) ||
	       release_group_goes_on(text->plan, text->migration);
}

/* Is it made of rows that only their rowid tells apart, in a table that comes anew? */
static const char *loosely_numbered(const struct full_text *text, struct scratch *scratch,
	const struct full_text_index *index)
{
	for (uint32_t i = 0; i < index->source_count; i++) {
		const char *table = index->sources[i].table;

		if (names_have(&text->touched->schema, table) &&
			scratch_int(scratch, 1,
				"SELECT count(*) FROM pragma_table_xinfo(%Q) WHERE pk "
				"AND "
				"type = 'INTEGER' COLLATE NOCASE",
				table) == 0)
			return table;
	}
	return NULL;
}

/* The same rows under greater rowids, as deletions leave them; NULL: it makes none. */
static struct scratch *renumbered(const struct full_text *text, struct scratch *scratch,
	const struct full_text_past *past)
{
	const char *table = loosely_numbered(text, scratch, past->index);
	struct scratch *copy;
	struct full_text_state state;

	if (!table || past->state.soundness != FULL_TEXT_SOUND)
		return NULL;
	copy = placeholders_open(text->arena, text->plan);
	scratch_copy(copy, scratch);
	scratch_run(copy, arena_printf(text->arena,
				  "UPDATE main.\"%w\" SET rowid = rowid + "
				  "(SELECT max(rowid) FROM main.\"%w\")",
				  table, table));
	state = look_back(copy, past->index).state;
	if (state.soundness == FULL_TEXT_SOUND)
		return copy;
	scratch_close(copy);
	return NULL;
}

static void take_past(struct full_text *text, struct full_text_stage *stage,
	struct scratch *scratch, const struct full_text_index *index)
{
	struct full_text_past past;

	if (!is_touched(text, index) || past_of(stage, index->name) ||
		names_have(&stage->born, index->name))
		return;
	past = look_back(scratch, index);
	if (is_to_be_tried(text, index))
		past.writes = full_text_writes_all(scratch, index, &past.state);
	if (!stage->renumbered && !release_group_goes_on(text->plan, text->migration))
		stage->renumbered = renumbered(text, scratch, &past);
	*arena_add(text->arena, stage->pasts, stage->past_count) = past;
}

void full_text_before(struct full_text *text, enum population population,
	struct scratch *scratch, const struct snapshot *snapshot,
	const struct touched *touched, const struct migration *migration)
{
	struct full_text_stage *stage = &text->stages[population];
	struct touched kept = scratch->touched;

	if (population == POPULATION_PLAIN) {
		text->before = text->after;
		text->touched = touched;
		text->migration = migration;
		if (touched->schema.count || touched->dropped || touched->renamed)
			text->after = full_text_indexes_read(text->arena, snapshot);
	}
	for (uint32_t i = 0; i < text->before.count; i++)
		take_past(text, stage, scratch, &text->before.items[i]);
	scratch->touched = kept;
}

/* What was said of it before this step, too, is told where it began. */
static void keep_places(struct full_text_stage *stage, uint32_t old_count)
{
	for (uint32_t i = old_count; i < stage->finding_count; i++) {
		struct full_text_finding *now = &stage->findings[i];

		for (uint32_t j = 0; j < old_count; j++) {
			const struct full_text_finding *old = &stage->findings[j];

			if (!full_text_findings_same(now, old))
				continue;
			now->events |= old->events;
			now->source = old->source;
			now->span = old->span;
			now->message = old->message;
			now->help = old->help;
		}
	}
}

/* Of what earlier steps of the release did, keep what this one did not touch. */
static void forget_touched(
	const struct full_text *text, struct full_text_stage *stage, uint32_t old_count)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < stage->finding_count; i++) {
		const struct full_text_finding *finding = &stage->findings[i];
		const struct full_text_index *index =
			full_text_index_find(&text->after, finding->index);

		if (i >= old_count || finding->apart ||
			(index && !is_touched(text, index)))
			stage->findings[kept++] = *finding;
	}
	stage->finding_count = kept;
}

/* Ask about one index, and keep what is found. */
static void judge_one(struct full_text *text, struct full_text_stage *stage,
	struct full_text_judge judge, void (*ask)(struct full_text_judge *judge))
{
	struct touched kept = judge.scratch->touched;

	judge.arena = text->arena;
	if (!judge.past)
		judge.past = past_of(stage, judge.index->name);
	judge.findings = stage->findings;
	judge.finding_count = judge.first = stage->finding_count;
	ask(&judge);
	stage->findings = judge.findings;
	stage->finding_count = judge.finding_count;
	judge.scratch->touched = kept;
}

static void ask_state(struct full_text_judge *judge)
{
	full_text_judge_state(judge);
}

/* Run the step on the renumbered rows, too, when it passed on the others. */
static void try_renumbered(
	struct full_text *text, struct full_text_stage *stage, uint32_t first)
{
	struct scratch *copy = stage->renumbered;
	const struct script *script = text->migration->up;

	stage->renumbered = NULL;
	if (!copy)
		return;
	if (stage->finding_count == first &&
		!scratch_run_all(copy, script->up, script->up_count)) {
		for (uint32_t i = 0; i < text->after.count; i++)
			judge_one(text, stage,
				(struct full_text_judge){ .scratch = copy,
					.script = script,
					.index = &text->after.items[i] },
				ask_state);
	}
	scratch_close(copy);
}

/* Has the table of a new index that triggers keep no rows yet? */
static bool is_empty(const struct full_text_index *index, struct scratch *scratch)
{
	for (uint32_t i = 0; i < index->source_count; i++) {
		if (full_text_source_is_kept(&index->sources[i]) &&
			scratch_int(scratch, 0, "SELECT count(*) FROM main.\"%w\"",
				index->sources[i].table) == 0)
			return true;
	}
	return false;
}

void full_text_after(
	struct full_text *text, enum population population, struct scratch *scratch)
{
	struct full_text_stage *stage = &text->stages[population];
	uint32_t old_count = stage->finding_count;

	stage->empty = (struct names){ 0 };
	for (uint32_t i = 0; i < text->after.count; i++) {
		const struct full_text_index *index = &text->after.items[i];

		if (!is_touched(text, index))
			continue;
		judge_one(text, stage,
			(struct full_text_judge){ .scratch = scratch,
				.script = text->migration->up,
				.index = index },
			is_reshaped(text, index) ? full_text_judge : ask_state);
		if (past_of(stage, index->name))
			continue;
		names_add(text->arena, &stage->born, index->name);
		if (is_empty(index, scratch))
			names_add(text->arena, &stage->empty, index->name);
	}
	try_renumbered(text, stage, old_count);
	keep_places(stage, old_count);
	forget_touched(text, stage, old_count);
}

void full_text_filled(
	struct full_text *text, enum population population, struct scratch *scratch)
{
	struct full_text_stage *stage = &text->stages[population];

	for (uint32_t i = 0; i < stage->empty.count; i++)
		judge_one(text, stage,
			(struct full_text_judge){ .scratch = scratch,
				.script = text->migration->up,
				.index = full_text_index_find(
					&text->after, stage->empty.items[i]) },
			full_text_judge_filled);
}

void full_text_down(struct full_text *text, enum population population,
	struct scratch *scratch, const struct script *script)
{
	struct full_text_stage *stage = &text->stages[population];

	for (uint32_t i = 0; i < text->before.count; i++) {
		const struct full_text_index *index = &text->before.items[i];

		if (past_of(stage, index->name))
			judge_one(text, stage,
				(struct full_text_judge){ .scratch = scratch,
					.script = script,
					.apart = true,
					.index = index },
				ask_state);
	}
}

void full_text_meet(
	struct full_text *text, struct scratch *scratch, const struct names *written)
{
	text->met_count = 0;
	for (uint32_t i = 0; i < text->after.count; i++) {
		const struct full_text_index *index = &text->after.items[i];

		if (is_among(written, index) || (index->over_view && written->count))
			*arena_add(text->arena, text->met, text->met_count) =
				look_back(scratch, index);
	}
}

void full_text_met(struct full_text *text, enum population population,
	struct scratch *scratch, const struct script *script)
{
	for (uint32_t i = 0; i < text->met_count; i++)
		judge_one(text, &text->stages[population],
			(struct full_text_judge){ .scratch = scratch,
				.script = script,
				.apart = true,
				.past = &text->met[i],
				.index = text->met[i].index },
			ask_state);
}

void full_text_failed(struct full_text *text, enum population population)
{
	struct full_text_stage *stage = &text->stages[population];

	if (stage->renumbered)
		scratch_close(stage->renumbered);
	stage->renumbered = NULL;
	stage->past_count = 0;
	stage->finding_count = 0;
	stage->born = (struct names){ 0 };
}

static bool is_told(
	const struct full_text_stage *stage, const struct full_text_finding *finding)
{
	for (uint32_t i = 0; i < stage->finding_count; i++) {
		if (full_text_findings_same(&stage->findings[i], finding))
			return true;
	}
	return false;
}

void full_text_report(struct full_text *text, struct diags *diags)
{
	struct full_text_stage *plain = &text->stages[POPULATION_PLAIN];
	struct full_text_stage *adversarial = &text->stages[POPULATION_ADVERSARIAL];

	if (release_group_goes_on(text->plan, text->migration))
		return;
	for (uint32_t i = 0; i < plain->finding_count; i++)
		full_text_finding_report(&plain->findings[i], diags, true);
	for (uint32_t i = 0; i < adversarial->finding_count; i++) {
		if (!is_told(plain, &adversarial->findings[i]))
			full_text_finding_report(&adversarial->findings[i], diags, false);
	}
	full_text_failed(text, POPULATION_PLAIN);
	full_text_failed(text, POPULATION_ADVERSARIAL);
}
