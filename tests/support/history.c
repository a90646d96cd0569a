/*
 * history: a migration history from a few strings, proved. See history.h.
 */
#include "history.h"

#include <string.h>

#include "gen/read/directory.h"
#include "gen/lint/findings.h"
#include "gen/lint/statement_rules.h"
#include "gen/oracle/probe.h"
#include "gen/rebuild/rebuild.h"
#include "suite.h"

static struct directory *directory_of(
	struct history *history, const struct history_file *files)
{
	struct directory *directory = arena_alloc(history->arena, sizeof(*directory));

	directory->path = directory->label = "history";
	for (; files->name; files++) {
		struct source *source = directory_from_memory(history->arena, history->diags,
			files->name, files->sql, (uint32_t)strlen(files->sql));

		if (strncmp(files->name, "backfills/", 10) == 0) {
			directory->backfills = arena_grow(history->arena,
				directory->backfills, directory->backfill_count,
				sizeof(source));
			directory->backfills[directory->backfill_count++] = source;
			continue;
		}
		directory->files = arena_grow(history->arena, directory->files,
			directory->file_count, sizeof(source));
		directory->files[directory->file_count++] = source;
	}
	return directory;
}

static struct history make(const struct history_file *files, bool released)
{
	static const struct plan_options options = { .gaps_warn = true };
	struct history history = { .arena = arena_new() };
	const struct directory *directory;
	struct plan *plan;

	history.diags = diag_new(history.arena);
	directory = directory_of(&history, files);
	plan = plan_order(history.arena, history.diags, directory, &options);
	for (struct migration *m = plan_begin(plan); m < plan_end(plan); m++)
		statement_rules_judge(history.arena, history.diags, m);
	rebuild_expand(history.arena, history.diags, plan);
	for (uint32_t i = 0; released && i < plan->count; i++)
		plan->migrations[i].released = true;
	history.proof = prove_plan(history.arena, history.diags, plan);
	findings_lower(history.diags, plan);
	if (!diag_count(history.diags, SEVERITY_ERROR))
		history.program = lower_program(history.arena, history.proof, "history");
	return history;
}

struct history history_make(const struct history_file *files)
{
	return make(files, false);
}

struct history history_made(const struct history_file *files)
{
	struct history history = make(files, false);

	if (!history.program)
		fail_msg("%s", history_findings(&history));
	return history;
}

struct history history_make_released(const struct history_file *files)
{
	return make(files, true);
}

void history_free(struct history *history)
{
	arena_free(history->arena);
}

const char *history_facts(const struct history *history, uint32_t position)
{
	const struct proof_step *step = &history->proof->steps[position - 1];
	const char *list = "";

	for (uint32_t i = 0; i < step->facts.count; i++) {
		const struct fact *fact = &history->proof->facts[step->facts.first + i];
		const char *death =
			fact->death == INSTAR_NONE
				? "-"
				: arena_printf(history->arena, "%u", fact->death);

		if (!(fact->flags & INSTAR_CHECK_MEMO))
			list = arena_printf(history->arena, "%s%s [%u, %s)\n", list,
				probe_words(history->arena, fact), fact->birth, death);
	}
	return list;
}

const char *history_findings(const struct history *history)
{
	static const char *const severities[] = { "note", "warning", "error" };
	const char *list = "";

	for (uint32_t i = 0; i < history->diags->count; i++) {
		const struct diag *diag = &history->diags->items[i];
		uint32_t line = 0, column = 0;

		if (diag->silenced || (diag->severity == SEVERITY_NOTE &&
					      strncmp(diag->rule->code, "INS04", 5) == 0))
			continue; /* acknowledged, or by name: test_cases has them */
		if (diag->source)
			source_position(diag->source, diag->span.start, &line, &column);
		list = arena_printf(history->arena, "%s%s:%u:%u %s %s: %s\n", list,
			diag->source ? diag->source->name : "", line, column,
			severities[diag->severity], diag->rule->code, diag->message);
	}
	return list;
}
