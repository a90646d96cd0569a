/*
 * backfill_files: backfills in files of their own. See backfill_files.h.
 *
 * A file that names no key itself is one backfill, called as the file. Everything else
 * that can be said of a step is in the step's own file.
 */
#include "gen/read/backfill_files.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/read/directory.h"
#include "gen/read/file_names.h"
#include "gen/read/plan.h"
#include "gen/report/diag.h"
#include "gen/sql/annotate.h"

struct apart {
	struct arena *arena;
	struct diags *diags;
	struct plan *plan;
};

static struct diag *report(
	const struct apart *apart, const struct source *source, const char *message)
{
	struct diag *diag = diag_report(apart->diags, RULE_BACKFILL_KEY, NULL,
		(struct span){ 0, 0 }, "%s", message);

	diag->place = source->path;
	return diag;
}

static const char *file_name(const struct source *source)
{
	return strrchr(source->name, '/') + 1;
}

/* The step of that number; of several on one day the one with that very name. */
static struct migration *find_step(
	const struct apart *apart, const struct file_name *name)
{
	struct migration *found = NULL;

	for (uint32_t i = 0; i < apart->plan->count; i++) {
		struct migration *migration = &apart->plan->migrations[i];

		if (strcmp(migration->id, name->id) == 0)
			return migration;
		if (migration->number == name->number && !found)
			found = migration;
	}
	return found;
}

/* A file of statements alone: one section, whose key is the file's stem. */
static void make_section(
	const struct apart *apart, struct script *script, const struct file_name *name)
{
	struct annotation *annotation = arena_alloc(apart->arena, sizeof(*annotation));

	*annotation = (struct annotation){ .kind = ANNOTATION_BACKFILL,
		.span = parse_place(script),
		.text = name->id,
		.batch = 200 };
	script->sections = arena_alloc(apart->arena, sizeof(*script->sections));
	*script->sections = (struct section){ .annotation = annotation,
		.statements = script->up,
		.count = script->up_count };
	script->section_count = 1;
}

static void check_annotations(const struct apart *apart, const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];

		if (annotation->kind == ANNOTATION_BACKFILL ||
			annotation->kind == ANNOTATION_INDEX ||
			annotation->kind == ANNOTATION_DESTRUCTIVE ||
			annotation->kind == ANNOTATION_ALLOW)
			continue;
		diag_report(apart->diags, RULE_ANNOTATION_PLACE, script->source,
			annotation->span, "%s in a file of backfills",
			annotate_word(annotation->kind))
			->help = "write it in the file of the step";
	}
}

static void check_statements(const struct apart *apart, const struct script *script)
{
	if (script->section_count && script->up_count)
		diag_report(apart->diags, RULE_BACKFILL_SHAPE, script->source,
			parse_place(script), "a statement above the first section")
			->help = "write it in the file of the step, or name its key: "
				 "-- @backfill KEY";
	if (!script->section_count && !script->up_count)
		report(apart, script->source, "no statement in a file of backfills");
}

static void take_file(const struct apart *apart, const struct source *source)
{
	struct file_name name;
	struct migration *migration;
	struct script *script;

	if (file_name_read(apart->arena, file_name(source), &name) != FILE_NAME_FITS ||
		name.down) {
		report(apart, source, "not called as a backfill")->help =
			"the number of its step, an underscore and a name: "
			"backfills/007_full_names.sql";
		return;
	}
	migration = find_step(apart, &name);
	if (!migration) {
		report(apart, source,
			arena_printf(apart->arena, "no step %s", name.digits))
			->help = "a backfill begins with the number of its step";
		return;
	}
	script = parse_script(apart->arena, apart->diags, source);
	check_annotations(apart, script);
	check_statements(apart, script);
	if (!script->section_count && script->up_count)
		make_section(apart, script, &name);
	*arena_add(apart->arena, migration->backfills, migration->backfill_count) =
		script;
}

void backfill_files_read(struct arena *arena, struct diags *diags, struct plan *plan)
{
	const struct directory *directory = plan->directory;
	struct apart apart = { arena, diags, plan };

	for (uint32_t i = 0; i < directory->backfill_count; i++) {
		if (directory->backfills[i]->usable)
			take_file(&apart, directory->backfills[i]);
	}
}
