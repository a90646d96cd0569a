/*
 * plan: the files of a directory as an ordered history. See plan.h.
 *
 * layout makes entries of files; those of instar's own layout are sorted here; entries
 * are paired with their down migration; what is left is checked one rule at a time.
 */
#include "gen/read/plan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/read/backfill_files.h"
#include "gen/read/base.h"
#include "gen/read/directory.h"
#include "gen/read/file_names.h"
#include "gen/read/layout.h"
#include "gen/report/diag.h"
#include "gen/sql/annotate.h"

static const struct span nowhere = { 0, 0 };

struct planner {
	struct arena *arena;
	struct diags *diags;
	const struct plan_options *options;
	struct plan *plan;
	struct entry *ups, *downs;
	uint32_t up_count, down_count;
};

static struct diag *report(
	struct planner *planner, enum rule_id rule, const char *path, const char *message)
{
	struct diag *diag =
		diag_report(planner->diags, rule, NULL, nowhere, "%s", message);
	diag->place = path;
	return diag;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	if (a->name.number != b->name.number)
		return a->name.number < b->name.number ? -1 : 1;
	return strcmp(a->name.id, b->name.id);
}

/* Two names that are one on a file system without case. */
static void check_twins(struct planner *planner)
{
	const struct directory *directory = planner->plan->directory;
	struct map seen;
	map_init(&seen, planner->arena);
	for (uint32_t i = 0; i < directory->file_count; i++) {
		const struct source *file = directory->files[i];
		uint32_t other = map_get(&seen, file->name);
		if (other == MAP_NONE)
			map_put(&seen, file->name, i);
		else
			report(planner, RULE_CASE_TWINS, file->path,
				arena_printf(planner->arena,
					"name differs from %s only in case",
					directory->files[other]->name))
				->help = "rename one: on some systems they are one file";
	}
}

static const char *pattern_name(enum name_pattern pattern)
{
	static const char *const names[] = { "NNN_name.sql", "YYYY_MM_DD_name.sql",
		"YYYYMMDDHHMMSS_name.sql" };
	return names[pattern];
}

/* The pattern that most files have. */
static enum name_pattern find_pattern(const struct planner *planner)
{
	uint32_t counts[3] = { 0, 0, 0 };
	enum name_pattern best = NAME_NUMBER;
	for (uint32_t i = 0; i < planner->up_count; i++)
		counts[planner->ups[i].name.pattern]++;
	if (counts[NAME_DATE] > counts[best])
		best = NAME_DATE;
	return counts[NAME_TIMESTAMP] > counts[best] ? NAME_TIMESTAMP : best;
}

/* Numbers and dates have no common order: the fewer are reported, and left out. */
static void check_patterns(struct planner *planner)
{
	enum name_pattern pattern = find_pattern(planner);
	uint32_t kept = 0;
	planner->plan->pattern = pattern;
	for (uint32_t i = 0; i < planner->up_count; i++) {
		const struct entry *entry = &planner->ups[i];
		if (entry->name.pattern != pattern)
			report(planner, RULE_MIXED_PATTERNS, entry->source->path,
				arena_printf(planner->arena,
					"named like %s among files like %s",
					pattern_name(entry->name.pattern),
					pattern_name(pattern)))
				->help = "name all migrations of a directory in one way";
		else
			planner->ups[kept++] = *entry;
	}
	planner->up_count = kept;
}

static void check_duplicates(struct planner *planner)
{
	for (uint32_t i = 1; i < planner->up_count; i++) {
		const struct entry *a = &planner->ups[i - 1], *b = &planner->ups[i];
		if (a->name.number != b->name.number ||
			(b->name.pattern != NAME_NUMBER &&
				!(a->name.whole && b->name.whole)))
			continue;
		report(planner, RULE_DUPLICATE, b->source->path,
			arena_printf(planner->arena, "%s used by %s and %s",
				a->name.digits, a->source->name, b->source->name))
			->help = "give the later one the next free number";
	}
}

/* A number with as many digits as its neighbour has. */
static const char *spelt(struct planner *planner, uint64_t number, const char *like)
{
	return arena_printf(
		planner->arena, "%0*llu", (int)strlen(like), (unsigned long long)number);
}

static void report_gap(
	struct planner *planner, const struct entry *entry, uint64_t expected)
{
	struct diag *diag = report(planner, RULE_GAP, entry->source->path,
		arena_printf(planner->arena, "expected %s, found %s",
			spelt(planner, expected, entry->name.digits),
			entry->name.digits));
	diag->help =
		"number files without gaps, or pass --gaps=warn when one is on purpose";
	if (planner->options && planner->options->gaps_warn)
		diag->severity = SEVERITY_WARNING;
}

static void check_gaps(struct planner *planner)
{
	if (planner->plan->pattern != NAME_NUMBER)
		return;
	for (uint32_t i = 0; i < planner->up_count; i++) {
		const struct entry *entry = &planner->ups[i];
		uint64_t number = entry->name.number;
		uint64_t expected = i ? planner->ups[i - 1].name.number + 1 : 1;
		if (number > expected)
			report_gap(planner, entry, expected);
	}
}

static const struct annotation *find_annotation(
	const struct script *script, enum annotation_kind kind)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		if (script->annotations[i].kind == kind)
			return &script->annotations[i];
	}
	return NULL;
}

static const char *annotation_text(const struct script *script, enum annotation_kind kind)
{
	const struct annotation *annotation = find_annotation(script, kind);
	return annotation ? annotation->text : NULL;
}

static void collect_was(struct planner *planner, struct migration *migration)
{
	for (uint32_t i = 0; i < migration->up->annotation_count; i++) {
		const struct annotation *annotation = &migration->up->annotations[i];
		if (annotation->kind != ANNOTATION_WAS)
			continue;
		for (uint32_t j = 0; j < annotation->name_count; j++) {
			*arena_add(planner->arena, migration->was.items,
				migration->was.count) = annotation->names[j];
		}
	}
}

static void make_migration(struct planner *planner, const struct entry *entry,
	struct migration *migration, uint32_t position)
{
	const struct script *up =
		parse_script(planner->arena, planner->diags, entry->source);
	*migration = (struct migration){
		.id = entry->name.id,
		.description = entry->name.description,
		.number = entry->name.number,
		.version = entry->name.version,
		.position = position,
		.up = up,
		.down = up->down,
		.down_count = up->down_count,
		.token_hash = parse_token_hash(planner->arena, up, up->up, up->up_count),
		.release = annotation_text(up, ANNOTATION_RELEASE),
		.destructive = up->destructive->reason,
		.irreversible = annotation_text(up, ANNOTATION_IRREVERSIBLE),
		.enforced = annotation_text(up, ANNOTATION_FOREIGN_KEYS) != NULL,
		.bare = annotation_text(up, ANNOTATION_TRANSACTION) != NULL,
	};
	if (find_annotation(up, ANNOTATION_DOWN))
		migration->down_script = up;
	collect_was(planner, migration);
}

static void make_migrations(struct planner *planner, struct map *ids)
{
	struct plan *plan = planner->plan;
	plan->migrations = arena_array(
		planner->arena, planner->up_count + 1, sizeof(*plan->migrations));
	if (base_read(planner->arena, planner->diags, plan->directory, plan->migrations))
		plan->base = plan->migrations;
	plan->migrations++;
	for (uint32_t i = 0; i < planner->up_count; i++) {
		make_migration(planner, &planner->ups[i], &plan->migrations[i], i + 1);
		map_put(ids, plan->migrations[i].id, i);
	}
	plan->count = planner->up_count;
}

/* What is said about the step is in its up file; here only what goes, and how. */
static void check_down_annotations(struct planner *planner, const struct script *down)
{
	for (uint32_t i = 0; i < down->annotation_count; i++) {
		const struct annotation *annotation = &down->annotations[i];
		if (annotation->kind == ANNOTATION_REBUILD ||
			annotation->kind == ANNOTATION_DESTRUCTIVE)
			continue;
		diag_report(planner->diags, RULE_ANNOTATION_PLACE, down->source,
			annotation->span, "%s in a down file",
			annotate_word(annotation->kind))
			->help = "write it in the up file";
	}
}

static void pair_down(struct planner *planner, const struct entry *entry, struct map *ids)
{
	uint32_t index = map_get(ids, entry->name.id);
	const char *path = entry->source->path;
	if (index == MAP_NONE) {
		report(planner, RULE_DOWN_ORPHAN, path,
			arena_printf(
				planner->arena, "no %s.sql beside it", entry->name.id));
		return;
	}
	struct migration *migration = &planner->plan->migrations[index];
	if (migration->down_script) {
		report(planner, RULE_DOWN_ORPHAN, path,
			arena_printf(planner->arena, "%s has a @down section too",
				migration->up->source->name))
			->help = "keep one of the two";
		return;
	}
	struct script *down = parse_script(planner->arena, planner->diags, entry->source);
	migration->down_script = down;
	migration->down = down->up;
	migration->down_count = down->up_count;
	check_down_annotations(planner, down);
}

static void report_annotation(struct planner *planner, enum rule_id rule,
	const struct migration *migration, const struct annotation *annotation,
	const char *message)
{
	diag_report(planner->diags, rule, migration->up->source, annotation->span, "%s",
		message);
}

static void check_after(struct planner *planner, const struct migration *migration,
	const struct annotation *annotation, const struct map *ids)
{
	for (uint32_t i = 0; i < annotation->name_count; i++) {
		const char *id = annotation->names[i];
		uint32_t index = map_get(ids, id);
		if (index == MAP_NONE)
			report_annotation(planner, RULE_AFTER, migration, annotation,
				arena_printf(planner->arena, "no step \"%s\"", id));
		else if (index + 1 >= migration->position)
			report_annotation(planner, RULE_AFTER, migration, annotation,
				arena_printf(planner->arena,
					"\"%s\" does not come before \"%s\"", id,
					migration->id));
	}
}

/* Old names: each belongs to one step, and no step has it now. */
static void check_was(struct planner *planner, const struct migration *migration,
	const struct annotation *annotation, const struct map *ids, struct map *seen)
{
	for (uint32_t i = 0; i < annotation->name_count; i++) {
		const char *name = annotation->names[i];
		uint32_t index = map_get(ids, name);
		if (index != MAP_NONE)
			report_annotation(planner, RULE_WAS, migration, annotation,
				arena_printf(planner->arena,
					"\"%s\" is the name of a step", name));
		index = map_get(seen, name);
		if (index != MAP_NONE)
			report_annotation(planner, RULE_WAS, migration, annotation,
				arena_printf(planner->arena,
					"\"%s\" was already an old name of %s", name,
					planner->plan->migrations[index].id));
		else
			map_put(seen, name, migration->position - 1);
	}
}

/* Compare versions number by number; 1.2 equals 1.2.0. */
static int compare_versions(const char *a, const char *b)
{
	while (*a || *b) {
		char *end_a, *end_b;
		unsigned long left = strtoul(a, &end_a, 10),
			      right = strtoul(b, &end_b, 10);
		if (left != right)
			return left < right ? -1 : 1;
		a = end_a + (*end_a == '.');
		b = end_b + (*end_b == '.');
	}
	return 0;
}

static void check_releases(struct planner *planner)
{
	const struct migration *last = NULL;
	for (uint32_t i = 0; i < planner->plan->count; i++) {
		const struct migration *migration = &planner->plan->migrations[i];
		if (!migration->release)
			continue;
		if (last && compare_versions(last->release, migration->release) > 0)
			report_annotation(planner, RULE_RELEASE_ORDER, migration,
				find_annotation(migration->up, ANNOTATION_RELEASE),
				arena_printf(planner->arena,
					"release %s after %s, which %s already needs",
					migration->release, last->release, last->id));
		else
			last = migration;
	}
}

static void check_references(struct planner *planner, const struct map *ids)
{
	struct map seen;
	map_init(&seen, planner->arena);
	seen.exact = true;
	for (uint32_t i = 0; i < planner->plan->count; i++) {
		const struct migration *migration = &planner->plan->migrations[i];
		for (uint32_t j = 0; j < migration->up->annotation_count; j++) {
			const struct annotation *annotation =
				&migration->up->annotations[j];
			if (annotation->kind == ANNOTATION_AFTER)
				check_after(planner, migration, annotation, ids);
			if (annotation->kind == ANNOTATION_WAS)
				check_was(planner, migration, annotation, ids, &seen);
		}
	}
	check_releases(planner);
}

static void sort(struct planner *planner)
{
	if (planner->up_count)
		qsort(planner->ups, planner->up_count, sizeof(*planner->ups),
			compare_entries);
	check_patterns(planner);
	check_duplicates(planner);
	check_gaps(planner);
}

/* Entries in their order; that of another tool's layout is the tool's. */
static void take_layout(struct planner *planner)
{
	const struct layout *layout =
		layout_read(planner->arena, planner->diags, planner->plan->directory);
	planner->plan->layout = layout->kind;
	planner->ups = layout->ups;
	planner->up_count = layout->up_count;
	planner->downs = layout->downs;
	planner->down_count = layout->down_count;
	check_twins(planner);
	if (layout->kind == LAYOUT_PLAIN)
		sort(planner);
	if (!planner->up_count)
		report(planner, RULE_NO_MIGRATIONS, planner->plan->directory->path,
			"no migrations here")
			->help = "a first one could be 001_initial_schema.sql";
}

struct plan *plan_order(struct arena *arena, struct diags *diags,
	const struct directory *directory, const struct plan_options *options)
{
	struct plan *plan = arena_alloc(arena, sizeof(*plan));
	struct planner planner = {
		.arena = arena,
		.diags = diags,
		.options = options,
		.plan = plan,
	};
	struct map ids;
	map_init(&ids, arena);
	ids.exact = true;
	plan->directory = directory;
	plan->host_functions = arena_alloc(arena, sizeof(*plan->host_functions));
	take_layout(&planner);
	make_migrations(&planner, &ids);
	for (uint32_t i = 0; i < planner.down_count; i++)
		pair_down(&planner, &planner.downs[i], &ids);
	backfill_files_read(arena, diags, plan);
	check_references(&planner, &ids);
	return plan;
}
