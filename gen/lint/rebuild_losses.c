/*
 * rebuild_losses: what a table or view lost that was made again. See schema_rules.h.
 *
 * What a step drops by its name is not lost; neither is what only columns had that went.
 */
#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/shape_difference.h"
#include "gen/report/diag.h"

struct rebuild {
	const struct schema_step *step;
	const struct remade *remade;
	const struct shot_object *after;
	struct shape old, new;
	struct shape_comparison comparison;
};

static bool is_drop(const struct statement *statement, const struct shot_object *part)
{
	return !statement->dropped && map_same(statement->name, part->name) &&
	       statement->kind == (part->type == INSTAR__INDEX ? STATEMENT_DROP_INDEX
							       : STATEMENT_DROP_TRIGGER);
}

/*
 * Was it dropped by its name: before the table went, or, where it did not come back, at
 * all?
 */
static bool is_meant(
	const struct rebuild *rebuild, const struct shot_object *part, bool back)
{
	const struct remade *remade = rebuild->remade;
	const struct migration *last = rebuild->step->migration;

	for (const struct migration *at = remade->first; at <= last; at++) {
		for (uint32_t i = 0; i < at->up->up_count; i++) {
			if (is_drop(&at->up->up[i], part) &&
				(!back || remade->columns.count ||
					(at == remade->first && i < remade->at)))
				return true;
		}
	}
	return false;
}

static void add_part(
	struct rebuild *rebuild, struct shape *shape, const struct shot_object *part)
{
	struct arena *arena = rebuild->step->rules->arena;

	if (part->type == INSTAR__INDEX)
		shape_add_index(arena, shape, part->name, part->sql, part->tree);
	else if (part->type == INSTAR__TRIGGER)
		shape_add_trigger(arena, shape, part->name, part->sql, part->tree);
}

static void add_old_parts(struct rebuild *rebuild)
{
	for (uint32_t i = 0; i < rebuild->remade->part_count; i++) {
		const struct shot_object *part = rebuild->remade->parts[i];
		const struct shot_object *now = schema_rules_after(
			rebuild->step, part->type == INSTAR__TRIGGER, part->name);
		bool back = now && map_same(now->table, rebuild->after->name);

		if (!is_meant(rebuild, part, back))
			add_part(rebuild, &rebuild->old, part);
	}
}

/* Is an object of before the step not what it was after it? */
static bool is_changed(const struct schema_step *step, const struct shot_object *object)
{
	for (uint32_t i = 0; i < step->changes->count; i++) {
		if (step->changes->items[i].before == object)
			return true;
	}
	return false;
}

/* Indexes that are made after start-up. */
static void add_deferred(struct rebuild *rebuild, const struct script *script)
{
	for (uint32_t i = 0; i < script->section_count; i++) {
		const struct section *section = &script->sections[i];

		for (uint32_t j = 0; j < section->count; j++) {
			const struct statement *statement = &section->statements[j];

			if (statement->kind == STATEMENT_CREATE_INDEX &&
				map_same(statement->table, rebuild->after->name))
				shape_add_index(rebuild->step->rules->arena,
					&rebuild->new, statement->name, statement->sql,
					statement->tree);
		}
	}
}

static void add_new_parts(struct rebuild *rebuild)
{
	const struct schema_step *step = rebuild->step;
	const char *table = rebuild->after->name;

	for (uint32_t i = 0; i < step->before->count; i++) {
		const struct shot_object *object = step->before->objects[i];

		if (!object->gone && map_same(object->table, table) &&
			!is_changed(step, object))
			add_part(rebuild, &rebuild->new, object);
	}
	for (uint32_t i = 0; i < step->changes->count; i++) {
		const struct shot_object *object = step->changes->items[i].after;

		if (object && map_same(object->table, table))
			add_part(rebuild, &rebuild->new, object);
	}
	for (const struct migration *at = rebuild->remade->first; at <= step->migration;
		at++)
		add_deferred(rebuild, at->up);
}

static bool find_table(
	const void *context, const char *table, const struct tree_statement **tree)
{
	const struct shot_object *object = schema_rules_after(context, false, table);

	*tree = object ? object->tree : NULL;
	return object && object->type == INSTAR__TABLE;
}

/* Is it another table that has the name now? It has less than half of the columns. */
static bool is_another(const struct rebuild *rebuild)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < rebuild->old.column_count; i++)
		count += shape_column_now(&rebuild->comparison,
				 rebuild->old.columns[i].name) != NULL;
	return count * 2 < rebuild->old.column_count;
}

/* Is one of the columns that were taken away there again? */
static bool has_columns_again(const struct rebuild *rebuild)
{
	for (uint32_t i = 0; i < rebuild->remade->columns.count; i++) {
		if (shape_column(&rebuild->new, rebuild->remade->columns.items[i]))
			return true;
	}
	return false;
}

static enum rule_id rule_of(const struct rebuild *rebuild, enum shape_part part)
{
	switch (part) {
	case SHAPE_TRIGGER:
		return rebuild->after->type == INSTAR__VIEW ? RULE_VIEW_TRIGGERS
							    : RULE_REBUILD_OBJECTS;
	case SHAPE_UNIQUE:
		return RULE_REBUILD_OBJECTS;
	case SHAPE_FOREIGN_KEY:
		return RULE_REBUILD_REFERENCES;
	case SHAPE_PRIMARY_KEY:
	case SHAPE_ROWID:
	case SHAPE_WEAKER_UNIQUE:
	case SHAPE_OTHER_FOREIGN_KEY:
	case SHAPE_CHECK:
	case SHAPE_LOOSER_CHECK:
	case SHAPE_NOT_NULL:
	case SHAPE_CONFLICT:
		return RULE_REBUILD_CONSTRAINTS;
	case SHAPE_WIDER_KEY:
	case SHAPE_OTHER_CHECK:
	case SHAPE_INDEX_COLUMNS:
	case SHAPE_OTHER_DEFAULT:
	case SHAPE_TRIGGER_BODY:
		return RULE_REBUILD_CHANGES;
	default:
		return RULE_REBUILD_PROPERTIES;
	}
}

/* Does the rebuild drop an index of that name, wherever? */
static bool is_dropped(const struct rebuild *rebuild, const char *index)
{
	for (const struct migration *at = rebuild->remade->first;
		at <= rebuild->step->migration; at++) {
		if (index && parse_find(at->up, STATEMENT_DROP_INDEX, index))
			return true;
	}
	return false;
}

/* What to write instead. */
static const char *help_of(struct arena *arena, const struct rule *rule,
	const struct shape_difference *difference, bool trigger)
{
	bool lost = difference->part == SHAPE_UNIQUE ||
		    difference->part == SHAPE_TRIGGER || difference->part == SHAPE_INDEX;

	if (difference->sql && lost)
		return arena_printf(arena,
			"create it again; when it is not wanted any more, say DROP %s %s "
			"before the table goes",
			trigger ? "TRIGGER" : "INDEX", difference->name);
	if (rule->severity == SEVERITY_NOTE)
		return NULL;
	return arena_printf(arena,
		"write it as it was; when it is meant, say -- @allow %s REASON",
		rule->code);
}

static struct diag *report(
	const struct rebuild *rebuild, enum rule_id rule, const char *words)
{
	const char *deed = rebuild->remade->columns.count	  ? "left"
			   : rebuild->after->type == INSTAR__VIEW ? "made again"
								  : "built anew";

	return diag_report(rebuild->step->rules->diags, rule,
		rebuild->remade->last->up->source, rebuild->remade->span, "%s is %s %s",
		rebuild->after->name, deed, words);
}

/* Parts of which several are told as one. */
static const struct {
	enum shape_part part;
	const char *words, *help;
} lists[] = {
	{ SHAPE_NOT_NULL, "without its NOT NULL of", NULL },
	{ SHAPE_CHECK, "without its CHECK", NULL },
	{ SHAPE_DEFAULT, "without its DEFAULT of", NULL },
	{ SHAPE_INDEX, "without its index",
		"create it again; when it is not wanted any more, drop it by its name" },
};

enum { LISTS = sizeof(lists) / sizeof(*lists) };

static bool is_listed(enum shape_part part)
{
	for (size_t i = 0; i < LISTS; i++) {
		if (lists[i].part == part)
			return true;
	}
	return false;
}

/* Is the new table made by CREATE TABLE … AS? That has no constraints: INS0605. */
static bool is_copy(const struct rebuild *rebuild)
{
	const struct script *script = rebuild->remade->last->up;

	for (uint32_t i = 0; i < script->up_count; i++) {
		if (script->up[i].kind == STATEMENT_CREATE_TABLE_AS &&
			map_same(lineage_final(script, i, script->up[i].name),
				rebuild->after->name))
			return true;
	}
	return false;
}

/* Is it told by the rule about CREATE TABLE … AS? */
static bool is_told(const struct rebuild *rebuild,
	const struct shape_difference *difference, bool copy)
{
	enum rule_id rule = rule_of(rebuild, difference->part);

	return copy && !difference->sql && difference->part != SHAPE_INDEX &&
	       rules[rule].severity != SEVERITY_ERROR;
}

/* "it was: name TEXT NOT NULL UNIQUE" */
static const char *was(
	const struct rebuild *rebuild, const struct shape_difference *difference)
{
	return difference->was ? arena_printf(rebuild->comparison.arena, "it was: %s",
					 difference->was)
			       : NULL;
}

static void tell_one(
	const struct rebuild *rebuild, const struct shape_difference *difference)
{
	enum rule_id rule = rule_of(rebuild, difference->part);
	struct diag *diag;

	if (difference->part == SHAPE_UNIQUE && is_dropped(rebuild, difference->name))
		rule = RULE_REBUILD_CONSTRAINTS; /* somebody thought of it */
	diag = report(rebuild, rule, difference->words);
	diag->evidence = difference->sql ? difference->sql : was(rebuild, difference);
	diag->help = help_of(rebuild->comparison.arena, &rules[rule], difference,
		difference->part == SHAPE_TRIGGER);
}

static void tell_list(const struct rebuild *rebuild, size_t list, bool copy)
{
	struct arena *arena = rebuild->comparison.arena;
	const char *names = NULL, *evidence = NULL;
	enum rule_id rule = rule_of(rebuild, lists[list].part);
	struct diag *diag;

	for (uint32_t i = 0; i < rebuild->comparison.count; i++) {
		const struct shape_difference *difference = &rebuild->comparison.items[i];

		if (difference->part != lists[list].part ||
			is_told(rebuild, difference, copy))
			continue;
		names = names_join(arena, names, ", ", difference->name);
		if (difference->was)
			evidence = names_join(
				arena, evidence, "\n", was(rebuild, difference));
	}
	if (!names)
		return;
	diag = report(
		rebuild, rule, arena_printf(arena, "%s %s", lists[list].words, names));
	diag->evidence = evidence;
	diag->help = lists[list].help
			     ? lists[list].help
			     : arena_printf(arena,
				       "write it as it was; when it is meant, say -- "
				       "@allow %s REASON",
				       rules[rule].code);
}

/* Each difference is a finding; of columns and indexes there is one of each kind. */
static void tell(const struct rebuild *rebuild)
{
	bool copy = is_copy(rebuild);

	for (uint32_t i = 0; i < rebuild->comparison.count; i++) {
		const struct shape_difference *difference = &rebuild->comparison.items[i];

		if (!is_listed(difference->part) && !is_told(rebuild, difference, copy))
			tell_one(rebuild, difference);
	}
	for (size_t i = 0; i < LISTS; i++)
		tell_list(rebuild, i, copy);
}

void schema_rules_rebuild_losses(const struct schema_step *step,
	const struct remade *remade, const struct shot_object *after)
{
	struct arena *arena = step->rules->arena;
	struct rebuild rebuild = { .step = step,
		.remade = remade,
		.after = after,
		.old = shape_of(arena, remade->before->tree),
		.new = shape_of(arena, after->tree) };

	rebuild.comparison = (struct shape_comparison){ .arena = arena,
		.old = &rebuild.old,
		.new = &rebuild.new,
		.find = find_table,
		.context = step };
	add_old_parts(&rebuild);
	add_new_parts(&rebuild);
	schema_rules_renamed_columns(step, remade, &rebuild.comparison);
	if (after->type == INSTAR__TABLE &&
		(remade->columns.count ? !has_columns_again(&rebuild)
				       : is_another(&rebuild)))
		return;
	shape_compare(&rebuild.comparison);
	tell(&rebuild);
}
