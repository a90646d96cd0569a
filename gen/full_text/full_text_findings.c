/*
 * full_text_findings: what is said of a full-text index after a step. See
 * full_text_findings.h.
 */
#include "gen/full_text/full_text_findings.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/full_text/full_text_cures.h"
#include "gen/report/diag.h"

struct full_text_writes *full_text_writes_all(struct scratch *scratch,
	const struct full_text_index *index, const struct full_text_state *state)
{
	struct full_text_writes *all =
		arena_array(scratch->arena, index->source_count + 1, sizeof(*all));

	for (uint32_t i = 0; i < index->source_count; i++) {
		const struct full_text_source *source = &index->sources[i];

		all[i].table = source->table;
		if (state->soundness == FULL_TEXT_SOUND &&
			full_text_source_is_kept(source))
			all[i] = full_text_try(scratch, index, source->table);
	}
	return all;
}

bool full_text_findings_same(
	const struct full_text_finding *one, const struct full_text_finding *other)
{
	return map_same(one->index, other->index) && map_same(one->table, other->table) &&
	       (one->events == other->events || one->events & other->events) &&
	       one->apart == other->apart;
}

void full_text_finding_report(
	const struct full_text_finding *finding, struct diags *diags, bool plain)
{
	struct diag *diag = diag_report(diags, finding->rule, finding->source,
		finding->span, "%s", finding->message);

	diag->evidence = finding->evidence;
	diag->help = finding->help;
	diag->severity = finding->severity;
	if (!plain && diag->severity == SEVERITY_ERROR)
		diag->severity = SEVERITY_WARNING;
}

static struct full_text_finding *add(
	struct full_text_judge *judge, enum rule_id rule, enum severity severity)
{
	struct full_text_finding *finding =
		arena_add(judge->arena, judge->findings, judge->finding_count);

	*finding = (struct full_text_finding){ .index = judge->index->name,
		.rule = rule,
		.severity = severity,
		.apart = judge->apart,
		.source = judge->script->source };
	return finding;
}

/* Does the step make the index? */
static bool is_made(const struct full_text_judge *judge)
{
	return parse_find(
		judge->script, STATEMENT_CREATE_VIRTUAL_TABLE, judge->index->name);
}

/* Is there nothing before the step that it could be compared with? */
static bool is_fresh(const struct full_text_judge *judge)
{
	return !judge->past ||
	       (judge->past->state.soundness != FULL_TEXT_SOUND && is_made(judge));
}

static bool is_kept(const struct full_text_index *index)
{
	for (uint32_t i = 0; i < index->source_count; i++) {
		if (full_text_source_is_kept(&index->sources[i]))
			return true;
	}
	return false;
}

/* A row that is not in the index cannot be deleted from it, and so not at all; or NULL.
 */
static const char *refused_delete(const struct full_text_judge *judge, const char *table)
{
	const struct full_text_source *source =
		table ? full_text_source_find(judge->index, table) : NULL;
	const char *words = NULL;

	if (!source || !source->triggers[TRIGGER_DELETE])
		return NULL;
	scratch_savepoint(judge->scratch, "full_text_delete");
	if (!scratch_run(judge->scratch,
		    arena_printf(judge->arena, "DELETE FROM main.\"%w\"", table)) &&
		(judge->scratch->failure.code & 0xff) == SQLITE_CORRUPT)
		words = arena_printf(judge->arena, "\nand a DELETE from %s fails: %s",
			table, judge->scratch->failure.message);
	scratch_undo(judge->scratch, "full_text_delete");
	return words;
}

static const char *seen(const struct full_text_judge *judge,
	const struct full_text_state *state, bool fresh)
{
	const char *refused = refused_delete(judge, state->table);
	const char *words;

	if (state->missing)
		words = arena_printf(judge->arena,
			"%s: %u of %u rows are not found by a search, such as %s",
			state->table, state->missing, state->rows, state->example);
	else
		words = arena_printf(judge->arena, "its integrity-check %ssays: %s",
			fresh ? "" : "passed before, and now ", state->words);
	return refused ? arena_printf(judge->arena, "%s%s", words, refused) : words;
}

/*
 * What a program may well do itself after the step: fill a new index that no trigger
 * keeps, or one that has texts of its own.
 */
static bool may_be_filled(const struct full_text_judge *judge, bool fresh)
{
	if (!judge->index->content)
		return fresh || is_made(judge);
	return fresh && !is_kept(judge->index);
}

static void report_state(
	struct full_text_judge *judge, const struct full_text_state *state, bool fresh)
{
	const char *name = judge->index->name, *table = state->table;
	bool broken = state->soundness == FULL_TEXT_BROKEN;
	struct full_text_finding *finding =
		add(judge, RULE_FULL_TEXT_UNSOUND, SEVERITY_ERROR);

	if (broken) {
		finding->message = arena_printf(judge->arena,
			"the full-text index %s cannot read its content: %s", name,
			state->words);
		finding->evidence = fresh ? NULL : "before, it agreed with its content";
		finding->help = full_text_cure_names(judge, fresh);
	} else {
		finding->message = arena_printf(judge->arena,
			fresh ? "the new full-text index %s lacks rows that %s has"
			      : "the full-text index %s no longer agrees with %s",
			name, table ? table : "itself");
		finding->evidence = seen(judge, state, fresh);
		finding->help = full_text_cure_fill(judge, fresh || is_made(judge));
	}
	finding->span = full_text_place(judge, state->soundness, fresh);
	if (!broken && may_be_filled(judge, fresh))
		finding->severity = SEVERITY_WARNING;
}

/* One kind of write on one source, before and after. */
struct compared {
	const char *table;
	enum tree_trigger_event event;
	enum full_text_follows before, after;
	const struct shot_object *old_trigger, *new_trigger;
	bool kept_before, kept_after;
};

static const char *write_words(
	struct arena *arena, const struct compared *compared, const char *column)
{
	switch (compared->event) {
	case TRIGGER_INSERT:
		return "an INSERT into";
	case TRIGGER_DELETE:
		return "a DELETE from";
	default:
		return column ? arena_printf(arena, "an UPDATE of %s in", column)
			      : "an UPDATE of";
	}
}

static const char *tried(struct arena *arena, const struct compared *compared,
	const struct full_text_writes *writes)
{
	return arena_printf(arena,
		compared->after == FULL_TEXT_REFUSES
			? "%s %s, tried after the step: %s"
			: "%s %s, tried after the step; then: %s",
		write_words(arena, compared, writes->column), compared->table,
		writes->words[compared->event]);
}

/* Another kind of write, with the same cause: one finding for both; false: there is none.
 */
static bool merge(struct full_text_judge *judge, const struct full_text_finding *finding)
{
	for (uint32_t i = judge->first; i < judge->finding_count; i++) {
		struct full_text_finding *known = &judge->findings[i];

		if (known->rule != finding->rule || known->apart != finding->apart ||
			known->severity != finding->severity ||
			known->span.start != finding->span.start ||
			!map_same(known->table, finding->table) ||
			!map_same(known->index, finding->index))
			continue;
		known->events |= finding->events;
		known->evidence = arena_printf(
			judge->arena, "%s\n%s", known->evidence, finding->evidence);
		known->help = arena_printf(judge->arena,
			"the triggers on %s have to tell %s of each INSERT, UPDATE and "
			"DELETE with all that is indexed; a table that is made anew has "
			"none, and an index made anew needs others",
			finding->table, finding->index);
		return true;
	}
	return false;
}

static void report_write(struct full_text_judge *judge, const struct compared *compared,
	const struct full_text_writes *writes, enum rule_id rule, enum severity severity)
{
	const char *name = judge->index->name;
	struct full_text_finding finding = { .index = name,
		.table = compared->table,
		.events = 1U << compared->event,
		.rule = rule,
		.severity = severity,
		.apart = judge->apart,
		.source = judge->script->source };

	finding.message = arena_printf(judge->arena,
		compared->after == FULL_TEXT_REFUSES
			? "%s %s fails in a trigger that keeps the full-text index %s"
			: "after %s %s the full-text index %s does not agree with it",
		write_words(judge->arena, compared, writes->column), compared->table,
		name);
	finding.evidence = tried(judge->arena, compared, writes);
	finding.help = full_text_cure_trigger(
		judge, compared->table, compared->event, compared->new_trigger);
	finding.span = full_text_place_of_write(
		judge, compared->table, compared->old_trigger, compared->new_trigger);
	if (!merge(judge, &finding))
		*arena_add(judge->arena, judge->findings, judge->finding_count) = finding;
}

/* Does the step drop the trigger by its name, so that the program may do its work? */
static bool drops(const struct full_text_judge *judge, const struct shot_object *trigger)
{
	return trigger &&
	       parse_find(judge->script, STATEMENT_DROP_TRIGGER, trigger->name);
}

static bool makes(const struct full_text_judge *judge, const struct shot_object *trigger)
{
	return parse_find(judge->script, STATEMENT_CREATE_TRIGGER, trigger->name);
}

/* FTS4 takes no row out of an index that keeps no texts: no trigger could. */
static bool can_forget(const struct full_text_index *index)
{
	return index->version == 5 || !index->content || *index->content;
}

static void judge_write(struct full_text_judge *judge, const struct compared *compared,
	const struct full_text_writes *writes, bool fresh)
{
	bool followed = compared->before == FULL_TEXT_FOLLOWS;

	if (compared->after < FULL_TEXT_STRAYS || compared->before >= FULL_TEXT_STRAYS)
		return;
	if (compared->new_trigger) {
		if (followed || fresh || makes(judge, compared->new_trigger))
			report_write(judge, compared, writes, RULE_FULL_TEXT_WRITES,
				SEVERITY_ERROR);
	} else if (followed) {
		report_write(judge, compared, writes, RULE_FULL_TEXT_WRITES,
			drops(judge, compared->old_trigger) ? SEVERITY_WARNING
							    : SEVERITY_ERROR);
	} else if (compared->kept_after && (fresh || !compared->kept_before) &&
		   can_forget(judge->index)) {
		report_write(judge, compared, writes, RULE_FULL_TEXT_MISSES,
			compared->event == TRIGGER_UPDATE ? SEVERITY_NOTE
							  : SEVERITY_WARNING);
	}
}

/* What was tried on the table before the step; NULL: nothing. */
static const struct full_text_writes *writes_before(
	const struct full_text_judge *judge, const char *table)
{
	const struct full_text_past *past = judge->past;

	for (uint32_t i = 0; past && past->writes && i < past->index->source_count; i++) {
		if (map_same(past->writes[i].table, table))
			return &past->writes[i];
	}
	return NULL;
}

static void judge_source(struct full_text_judge *judge,
	const struct full_text_index *index, const char *table, bool fresh)
{
	const struct full_text_source *now = full_text_source_find(judge->index, table);
	const struct full_text_source *then =
		judge->past && !fresh ? full_text_source_find(judge->past->index, table)
				      : NULL;
	const struct full_text_writes *before = writes_before(judge, table);
	struct full_text_writes writes;
	struct compared compared = { .table = table,
		.kept_before = then && full_text_source_is_kept(then),
		.kept_after = now && full_text_source_is_kept(now) };

	if (!compared.kept_before && !compared.kept_after)
		return; /* the program keeps the index */
	writes = full_text_try(judge->scratch, index, table);
	for (int event = 0; event < 3; event++) {
		compared.event = event;
		compared.before =
			before && !fresh ? before->follows[event] : FULL_TEXT_UNTRIED;
		compared.after = writes.follows[event];
		compared.old_trigger = then ? then->triggers[event] : NULL;
		compared.new_trigger = now ? now->triggers[event] : NULL;
		judge_write(judge, &compared, &writes, fresh);
	}
}

/* The writes that come after the step. */
static void judge_writes(
	struct full_text_judge *judge, const struct full_text_index *index, bool fresh)
{
	const struct full_text_index *past = judge->past ? judge->past->index : NULL;

	for (uint32_t i = 0; i < judge->index->source_count; i++)
		judge_source(judge, index, judge->index->sources[i].table, fresh);
	for (uint32_t i = 0; past && i < past->source_count; i++) {
		if (!full_text_source_find(judge->index, past->sources[i].table))
			judge_source(judge, index, past->sources[i].table, fresh);
	}
}

/* The index; where its triggers are gone, with what they were. */
static struct full_text_index with_feeds(const struct full_text_judge *judge)
{
	struct full_text_index index = *judge->index;

	if (!index.feed_count && judge->past && !index.partial && !is_made(judge)) {
		index.feeds = judge->past->index->feeds;
		index.feed_count = judge->past->index->feed_count;
	}
	return index;
}

/* An index that keeps texts of its own, made anew without them, is a table that lost
 * rows. */
static bool is_lost_table(const struct full_text_judge *judge)
{
	return judge->past && !judge->past->index->content && !judge->index->content &&
	       is_made(judge);
}

static bool judge_state(
	struct full_text_judge *judge, const struct full_text_state *state, bool fresh)
{
	if (state->soundness < FULL_TEXT_UNSOUND || is_lost_table(judge) ||
		(!fresh && judge->past->state.soundness != FULL_TEXT_SOUND))
		return false;
	report_state(judge, state, fresh);
	return true;
}

bool full_text_judge_state(struct full_text_judge *judge)
{
	struct full_text_index index = with_feeds(judge);
	struct full_text_state state = full_text_look(judge->scratch, &index);

	return judge_state(judge, &state, is_fresh(judge));
}

void full_text_judge(struct full_text_judge *judge)
{
	struct full_text_index index = with_feeds(judge);
	struct full_text_state state = full_text_look(judge->scratch, &index);
	bool fresh = is_fresh(judge);

	if (!judge_state(judge, &state, fresh) && state.soundness == FULL_TEXT_SOUND)
		judge_writes(judge, &index, fresh);
}

void full_text_judge_filled(struct full_text_judge *judge)
{
	struct full_text_index index = *judge->index;
	struct full_text_state state = full_text_look(judge->scratch, &index);

	if (state.soundness == FULL_TEXT_UNSOUND && full_text_index_is_external(&index) &&
		!index.partial && full_text_fill(judge->scratch, &index))
		state = full_text_look(judge->scratch, &index);
	if (state.soundness == FULL_TEXT_SOUND)
		judge_writes(judge, &index, true);
}
