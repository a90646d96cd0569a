/*
 * stated: a set and the databases that its users may have. See stated.h.
 */
#include "stated.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

#include "gen/lint/allow.h"
#include "gen/report/diag.h"
#include "gen/lint/statement_rules.h"
#include "gen/rebuild/rebuild.h"
#include "gen/read/directory.h"
#include "gen/states/states.h"

static struct stated state_set(struct arena *arena, const struct plan *plan,
	const struct proof *proof, struct program *program, bool all)
{
	struct stated made = { .arena = arena, .set = &program->set, .program = program };
	const char *problem;

	made.states = states_make(arena, plan, proof, made.set, all, &problem);
	if (!made.states)
		fail_msg("no fixtures: %s", problem);
	return made;
}

/* The first `count` steps of a directory, below SOURCE_ROOT; 0: all. */
struct stated stated_directory(const char *directory, uint32_t count, bool all)
{
	struct arena *arena = arena_new();
	struct diags *diags = diag_new(arena);
	const char *path = arena_printf(arena, "%s/%s", getenv("SOURCE_ROOT"), directory);
	struct plan *plan = plan_order(arena, diags, directory_read(arena, diags, path),
		&(struct plan_options){ 0 });
	struct proof *proof;

	if (count && count < plan->count) {
		plan->count = count;
		plan->cut = true;
	}
	for (struct migration *m = plan_begin(plan); m < plan_end(plan); m++)
		statement_rules_judge(arena, diags, m);
	rebuild_expand(arena, diags, plan);
	proof = prove_plan(arena, diags, plan);
	allow_silence(diags, plan);
	if (diag_count(diags, SEVERITY_ERROR)) {
		diag_print(diags, stderr, DIAG_TEXT, false);
		fail_msg("%s has errors", directory);
	}
	return state_set(arena, plan, proof,
		lower_program(arena, proof, strrchr(directory, '/') + 1), all);
}

/* The same of a history in memory; both live until arena_free(). */
struct stated stated_history(const struct history_file *files, bool all)
{
	struct history history = history_made(files);

	return state_set(
		history.arena, history.proof->plan, history.proof, history.program, all);
}

uint32_t stated_find(const struct stated *made, const char *name)
{
	for (uint32_t i = 0; i < made->states->count; i++) {
		if (strcmp(made->states->fixtures[i].name, name) == 0)
			return i;
	}
	fail_msg("no fixture %s", name);
	return 0;
}

/* The statements that make it what it is, in brackets, on one line each. */
static const char *more_text(const struct stated *stated, const struct instar_fixture *f)
{
	const char *text = "";

	for (uint32_t i = f->more.first; i < f->more.first + f->more.count; i++)
		text = arena_printf(
			stated->arena, "%s [%s]", text, stated->states->statements[i]);
	return f->flags & INSTAR_FIXTURE_WAL ? "" : text;
}

const char *stated_text(const struct stated *stated)
{
	const char *text = "";

	for (uint32_t i = 0; i < stated->states->count; i++) {
		const struct instar_fixture *f = &stated->states->fixtures[i];
		uint32_t stands = f->flags & INSTAR_FIXTURE_WAL ? f->base + 1 : f->base;
		const char *next = "";

		if (f->tool)
			continue;
		if (f->outcome == INSTAR_FIXTURE_CURRENT && f->resume != stands + 1)
			next = arena_printf(stated->arena, ", %u is next", f->resume);
		text = arena_printf(stated->arena, "%s%s: %s%s%s\n", text, f->name,
			instar_fixture_outcome_name(f), next, more_text(stated, f));
	}
	return text;
}
