/*
 * base: what was there before the first step. See base.h.
 */
#include "gen/read/base.h"

#include <sqlite3.h>

#include "gen/base/arena.h"
#include "gen/read/plan.h"
#include "gen/read/sections.h"
#include "gen/report/diag.h"
#include "gen/sql/annotate.h"

/* What helps to run it; the others are about a step. */
static bool is_of_base(enum annotation_kind kind)
{
	return kind == ANNOTATION_SAMPLE || kind == ANNOTATION_ALLOW ||
	       kind == ANNOTATION_FUNCTION || kind == ANNOTATION_COLLATION ||
	       kind == ANNOTATION_MODULE;
}

static void check_annotations(struct diags *diags, const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];

		if (is_of_base(annotation->kind))
			continue;
		diag_report(diags, RULE_ANNOTATION_PLACE, script->source,
			annotation->span, "%s in base.sql",
			annotate_word(annotation->kind))
			->help =
			"it was there before the first step and is none: here are "
			"@sample, @allow, @function, @collation and @module";
	}
}

/* SQLite makes its own tables, which its shell lists among the others. */
static void leave_out_internal(struct script *script)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_CREATE_TABLE &&
			sqlite3_strnicmp(statement->name, "sqlite_", 7) == 0)
			statement->dropped = true;
	}
}

bool base_read(struct arena *arena, struct diags *diags,
	const struct directory *directory, struct migration *base)
{
	struct script *script;

	if (!directory->base)
		return false;
	sections_refuse(arena, diags, directory->base);
	script = parse_script(arena, diags, directory->base);
	check_annotations(diags, script);
	leave_out_internal(script);
	*base = (struct migration){
		.id = "base.sql",
		.description = "what was there before the first step",
		.up = script,
		.token_hash =
			parse_token_hash(arena, script, script->up, script->up_count),
		.released = true,
	};
	return true;
}
