/*
 * compiled: a directory of migrations as a set, proved and lowered in memory. See
 * compiled.h.
 */
#include "compiled.h"

#include <string.h>

#include "suite.h"

#include "allow.h"
#include "arena.h"
#include "diag.h"
#include "judge.h"
#include "lower.h"
#include "plan.h"
#include "prove.h"
#include "source.h"

const instar_set *compiled_set(struct arena *arena, const char *directory)
{
	struct diags *diags = diag_new(arena);
	struct directory *files = source_read(arena, diags, directory);
	struct plan *plan = plan_order(arena, diags, files, &(struct plan_options){ 0 });
	const struct proof *proof;

	for (uint32_t i = 0; i < plan->count; i++)
		judge_script(arena, diags, &plan->migrations[i]);
	proof = prove_plan(arena, diags, plan);
	allow_silence(diags, plan);
	if (diag_count(diags, SEVERITY_ERROR)) {
		diag_print(diags, stderr, DIAG_TEXT, false);
		fail_msg("%s has errors", directory);
	}
	return &lower_program(arena, proof, strrchr(directory, '/') + 1)->set;
}
