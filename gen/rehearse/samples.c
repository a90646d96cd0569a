/*
 * samples: rows that the author gives to tables that no row can be made up for. See
 * samples.h.
 */
#include "gen/rehearse/samples.h"

#include "gen/base/arena.h"
#include "gen/report/diag.h"

void samples_add(struct diags *diags, struct map *reported, struct scratch *scratch,
	const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];
		bool first;

		if (annotation->kind != ANNOTATION_SAMPLE)
			continue;
		first = map_add(reported, arena_printf(scratch->arena, "sample %u",
						  annotation->span.start));
		if (!scratch_run_text(scratch, annotation->text) && first)
			diag_report(diags, RULE_SAMPLE, script->source, annotation->span,
				"@sample fails: %s", scratch->failure.message);
	}
}
