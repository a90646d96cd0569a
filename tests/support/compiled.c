/*
 * compiled: a directory of migrations as a set, proved and lowered in memory. See
 * compiled.h.
 */
#include "compiled.h"

#include <string.h>

#include "suite.h"

#include "gen/lint/allow.h"
#include "gen/base/arena.h"
#include "gen/prove/retire.h"
#include "gen/report/diag.h"
#include "gen/lint/statement_rules.h"
#include "gen/emit/lower.h"
#include "gen/read/plan.h"
#include "gen/prove/prove.h"
#include "gen/rebuild/rebuild.h"
#include "gen/read/directory.h"

const instar_set *compiled_set(struct arena *arena, const char *directory)
{
	return compiled_retired(arena, directory, 1);
}

const instar_set *compiled_retired(
	struct arena *arena, const char *directory, uint32_t position)
{
	struct diags *diags = diag_new(arena);
	struct directory *files = directory_read(arena, diags, directory);
	struct plan *plan = plan_order(arena, diags, files, &(struct plan_options){ 0 });
	struct proof *proof;

	for (struct migration *m = plan_begin(plan); m < plan_end(plan); m++)
		statement_rules_judge(arena, diags, m);
	rebuild_expand(arena, diags, plan);
	proof = prove_plan(arena, diags, plan);
	allow_silence(diags, plan);
	if (position > 1)
		proof->baseline = retire_make(
			arena, diags, plan, plan->migrations[position - 1].id);
	if (diag_count(diags, SEVERITY_ERROR)) {
		diag_print(diags, stderr, DIAG_TEXT, false);
		fail_msg("%s has errors", directory);
	}
	return &lower_program(arena, proof, strrchr(directory, '/') + 1)->set;
}
