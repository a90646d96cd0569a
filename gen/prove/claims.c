/*
 * claims: what the author of a step says of it, put to the test. See claims.h.
 */
#include "gen/prove/claims.h"

#include <string.h>

#include "gen/backfill/batch_proof.h"
#include "gen/base/arena.h"
#include "gen/lint/nondeterminism.h"
#include "gen/oracle/probe.h"
#include "gen/oracle/query.h"
#include "gen/report/diag.h"
#include "gen/sql/tree_walk.h"
#include "instar_set.h"
#include "runtime/cli/nearest.h"

static void add(struct claims *claims, const struct claim *claim)
{
	struct arena *arena = claims->arena;
	uint32_t count;
	const struct fact *facts = facts_of_claim(arena, claim, &count);

	for (uint32_t i = 0; i < count; i++)
		*arena_add(arena, claims->items, claims->count) =
			(struct claimed){ facts[i], claim->span, false };
}

void claims_read(struct claims *claims, enum annotation_kind kind)
{
	const struct claim *claim;
	struct claim_place at = { 0 };

	while ((claim = parse_next_claim(claims->script, kind, &at)) != NULL)
		add(claims, claim);
}

static bool holds(const struct claims *claims, const struct fact *fact)
{
	return probe_holds(claims->scratch, claims->snapshot, fact);
}

static struct diag *report(const struct claims *claims, enum rule_id rule,
	struct span span, const char *message)
{
	return diag_report(
		claims->diags, rule, claims->script->source, span, "%s", message);
}

/* The nearest name of what is there, for one that is not; NULL when none is near. */
static const char *meant_of(const struct claims *claims, const struct fact *fact)
{
	const struct snapshot *snapshot = claims->snapshot;
	bool column = fact->kind == INSTAR_CHECK_COLUMN;
	const struct shot_object *table =
		column ? snapshot_find(snapshot, false, fact->name) : NULL;
	struct instar__nearest nearest = { .word = table ? fact->part : fact->name };

	if (fact->flags & INSTAR_CHECK_NOT)
		return NULL;
	for (uint32_t i = 0; table && i < table->column_count; i++)
		instar__nearest_try(&nearest, table->columns[i].name);
	for (uint32_t i = 0; !table && nearest.word && i < snapshot->count; i++) {
		if (!snapshot->objects[i]->gone)
			instar__nearest_try(&nearest, snapshot->objects[i]->name);
	}
	return nearest.edits ? nearest.best : NULL;
}

static const char *why_false(const struct claims *claims, const struct fact *fact)
{
	const char *why = probe_why(claims->scratch, claims->snapshot, fact);
	const char *meant = meant_of(claims, fact);

	if (fact->kind == INSTAR_CHECK_ROWS &&
		!scratch_compiles(claims->scratch, fact->detail))
		return claims->scratch->failure.message;
	if (!meant || !strstr(why, " is missing"))
		return why;
	return arena_printf(claims->arena, "%s; did you mean %s?", why, meant);
}

/* count(…) and the like, of all rows. */
static bool see_sum(void *found, const struct tree_expr *expr)
{
	static const char *const sums[] = { "count", "sum", "total", "avg" };

	for (size_t i = 0; i < sizeof(sums) / sizeof(*sums); i++)
		*(bool *)found |= expr->kind == EXPR_CALL && !expr->call->over &&
				  !expr->call->window.text &&
				  map_same(expr->call->name.text, sums[i]);
	return true;
}

static bool leave_out(void *context, const struct tree_select *select)
{
	(void)context;
	(void)select;
	return false;
}

/*
 * Does the SELECT give a row whatever the tables hold? count(*) does, and what asks no
 * table: the answer is in the row then, and nobody reads it.
 */
static bool is_always_a_row(struct arena *arena, const char *sql)
{
	const struct tree_statement *tree = parse_statement(arena, sql);
	const struct tree_core *core;
	bool sum = false;

	if (!tree || tree->kind != STATEMENT_SELECT || tree->select->cores.count > 1 ||
		tree->select->limit)
		return false;
	core = &tree->select->cores.items[0];
	for (uint32_t i = 0; i < core->results.count; i++)
		tree_walk(
			&(struct tree_visitor){
				.context = &sum, .expr = see_sum, .select = leave_out },
			NODE_RESULT, &core->results.items[i]);
	if (core->group_by.count || core->having)
		return false;
	/* a sum over no rows is a row: WHERE does not choose there */
	return sum || (!core->from.count && !core->where);
}

/* A rows (…) claim must be one SELECT that reads, and says the same every time. */
static void check_select(
	const struct claims *claims, const struct fact *fact, struct span span)
{
	struct scratch *scratch = claims->scratch;
	struct query query;
	const char *differs, *problem = NULL;

	if (fact->kind != INSTAR_CHECK_ROWS)
		return;
	scratch_forget(scratch);
	query = scratch_prepare(scratch, fact->detail);
	if (query.failed)
		return; /* before the step its tables may not be there yet */
	differs = scratch->touched.function
			  ? arena_printf(claims->arena, "%s()", scratch->touched.function)
			  : nondeterminism_text(claims->arena, fact->detail);
	if (!query_reads(&query))
		problem = "rows (…) is not a SELECT";
	else if (differs)
		problem = arena_printf(claims->arena,
			"rows (…) uses %s, which differs from call to call", differs);
	if (problem)
		report(claims, RULE_ROWS_SELECT, span, problem);
	else if (is_always_a_row(claims->arena, fact->detail))
		report(claims, RULE_ROWS_SELECT, span,
			"rows (…) gives a row whatever the tables hold")
			->help = "it asks whether there is a row, not what is in it: "
				 "SELECT 1 WHERE (SELECT count(*) FROM …) = …";
	query_close(&query);
}

/* The backfill, and what it comes after, would change nothing any more. */
static const char *nothing_left(
	const struct claims *claims, const struct backfill *backfill)
{
	const char *own = backfill->index || backfill->ends ? "SELECT 1 WHERE 1"
							    : backfill->nothing_left;

	if (backfill->after == UINT32_MAX)
		return own;
	return arena_printf(claims->arena, "%s AND EXISTS (%s)", own,
		nothing_left(claims, &claims->backfills->items[backfill->after]));
}

/* `backfill KEY` asks what that backfill would still change. */
static void name_backfill(
	const struct claims *claims, struct fact *fact, struct span span)
{
	const struct backfill *backfill;

	if (fact->kind != INSTAR_CHECK_BACKFILL)
		return;
	backfill = backfill_find(claims->backfills, fact->name);
	fact->detail = "SELECT 1";
	if (backfill && !backfill->index && !backfill->ends)
		fact->detail = nothing_left(claims, backfill);
	if (backfill && backfill->ends)
		report(claims, RULE_BACKFILL_KEY, span,
			arena_printf(claims->arena,
				"backfill \"%s\" was over before this step", fact->name))
			->help = "remove it: an earlier step has ended the backfill";
	else if (!backfill || backfill->index)
		report(claims, RULE_BACKFILL_KEY, span,
			arena_printf(claims->arena, "no backfill \"%s\" before this step",
				fact->name));
}

/*
 * Rows that the history itself has put in are changed on the way, as the runtime does it
 * in a database that meets the backfill and the step in one run.
 */
static void finish_backfill(const struct claims *claims, const struct fact *fact)
{
	const struct backfill *backfill =
		fact->kind == INSTAR_CHECK_BACKFILL
			? backfill_find(claims->backfills, fact->name)
			: NULL;

	if (backfill && !backfill->ends && !holds(claims, fact))
		batch_proof_finish(claims->backfills, backfill, claims->scratch);
}

void claims_required(struct claims *claims)
{
	for (uint32_t i = 0; i < claims->count; i++) {
		struct fact *fact = &claims->items[i].fact;

		name_backfill(claims, fact, claims->items[i].span);
		finish_backfill(claims, fact);
		check_select(claims, fact, claims->items[i].span);
		if (!holds(claims, fact))
			report(claims, RULE_REQUIRES, claims->items[i].span,
				"@requires does not hold on a fresh database before this "
				"step")
				->evidence = why_false(claims, fact);
		fact = &facts_claim(claims->drafts, fact, claims->items[i].span)->fact;
		fact->birth = fact->death = 0;
	}
}

void claims_note(struct claims *claims)
{
	for (uint32_t i = 0; i < claims->count; i++)
		claims->items[i].before = holds(claims, &claims->items[i].fact);
}

/* Every object that the step makes must be in the author's fingerprint. */
static void check_cover(const struct claims *claims)
{
	for (uint32_t i = 0; i < claims->drafts->draft_count; i++) {
		const struct draft_fact *draft = &claims->drafts->drafts[i];

		if (!draft->object || draft->fact.flags & INSTAR_CHECK_ANNOTATED)
			continue;
		report(claims, RULE_FINGERPRINT_GAP, claims->items[0].span,
			arena_printf(claims->arena,
				"@fingerprint leaves out %s, which this step makes",
				probe_words(claims->arena, &draft->fact)))
			->help = "add it, or leave @fingerprint out: instar derives one";
	}
}

static void report_before(const struct claims *claims, uint32_t i)
{
	report(claims, RULE_FINGERPRINT_BEFORE, claims->items[i].span,
		arena_printf(claims->arena,
			"true before the step; it cannot detect that the step has run: "
			"%s",
			probe_words(claims->arena, &claims->items[i].fact)))
		->help = "claim something that only this step makes true";
}

void claims_take(const struct claims *claims)
{
	if (!claims->count)
		return;
	for (uint32_t i = 0; i < claims->count; i++) {
		struct draft_fact *draft = facts_claim(
			claims->drafts, &claims->items[i].fact, claims->items[i].span);

		check_select(claims, &draft->fact, claims->items[i].span);
		draft->reads = claims->scratch->touched.read;
		if (claims->items[i].before && !draft->fact.digest)
			report_before(claims, i);
	}
	check_cover(claims);
	facts_keep_claimed(claims->drafts);
}

/* Rows that a function of the program makes are not here to be seen. */
static bool only_call_tells(const struct script *script, const struct fact *fact)
{
	return fact->kind == INSTAR_CHECK_ROWS &&
	       parse_find(script, STATEMENT_CALL, NULL) != NULL;
}

void claims_prove(const struct claims *claims)
{
	const struct script *script = claims->script;

	for (uint32_t i = 0; i < claims->drafts->draft_count; i++) {
		const struct draft_fact *draft = &claims->drafts->drafts[i];
		struct span span = draft->span.end ? draft->span : parse_place(script);

		if (!draft->kept || only_call_tells(script, &draft->fact) ||
			holds(claims, &draft->fact))
			continue;
		report(claims, RULE_FINGERPRINT_FALSE, span,
			arena_printf(claims->arena, "not true after the step: %s",
				probe_words(claims->arena, &draft->fact)))
			->evidence = why_false(claims, &draft->fact);
	}
}
