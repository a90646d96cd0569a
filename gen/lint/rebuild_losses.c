/*
 * rebuild_losses: what a table or view lost that was made again. See schema_rules.h.
 *
 * What a step drops by its name is not lost; neither is what only columns had that went.
 */
#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/shape_difference.h"
#include "gen/read/release.h"
#include "gen/report/diag.h"

struct rebuild {
	const struct schema_step *step;
	const struct remade *remade;
	const struct shot_object *after;
	struct shape old, new;
	struct shape_comparison comparison;
};

/* The first step that belongs to the rebuild: it may have made the copy. */
static const struct migration *beginning(const struct rebuild *rebuild)
{
	const struct plan *plan = rebuild->step->rules->plan;
	const struct migration *first = rebuild->remade->first;

	while (first > plan->migrations &&
		release_together(plan, first - 1, rebuild->remade->first))
		first--;
	return first;
}

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
				(!back || (at == remade->first && i < remade->at)))
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
}

/* A column goes by another name now, when the old name is gone and the new one is new. */
static void rename_column(struct rebuild *rebuild, const char *was, const char *is)
{
	struct shape_comparison *comparison = &rebuild->comparison;
	struct arena *arena = comparison->arena;

	if (!was || !is || !shape_column(&rebuild->old, was) ||
		shape_column(&rebuild->new, was) || shape_column(&rebuild->old, is) ||
		!shape_column(&rebuild->new, is) ||
		names_have(&comparison->columns_were, was))
		return;
	*arena_add(arena, comparison->columns_were.items,
		comparison->columns_were.count) = was;
	*arena_add(arena, comparison->columns_are.items, comparison->columns_are.count) =
		is;
}

/* Functions that leave a value what it is, or nearly so. */
static bool keeps(const struct tree_call *call)
{
	static const char *const names[] = { "coalesce", "ifnull", "nullif", "trim",
		"ltrim", "rtrim", "lower", "upper" };

	for (uint32_t i = 1; i < call->arguments.count; i++) {
		if (call->arguments.items[i]->kind != EXPR_LITERAL)
			return false;
	}
	return call->arguments.count && MAP_AMONG(names, call->name.text);
}

/* The column that an expression merely puts in another form, or NULL. */
static const char *source_of(const struct tree_expr *expr)
{
	for (;;) {
		if (expr->kind == EXPR_COLUMN)
			return expr->column.name.text;
		if (expr->kind == EXPR_CAST)
			expr = expr->cast.operand;
		else if (expr->kind == EXPR_COLLATE)
			expr = expr->collate.operand;
		else if (expr->kind == EXPR_CALL && keeps(expr->call))
			expr = expr->call->arguments.items[0];
		else
			return NULL;
	}
}

/* The column of the new table that a copy's value `i` goes to, or NULL. */
static const char *target_of(
	const struct rebuild *rebuild, const struct tree_insert *insert, uint32_t i)
{
	if (insert->columns.count)
		return i < insert->columns.count ? insert->columns.items[i].text : NULL;
	return i < rebuild->new.column_count ? rebuild->new.columns[i].name : NULL;
}

/* What a copy fills the columns of the new table with. */
static void read_copy(struct rebuild *rebuild, const struct tree_insert *insert)
{
	const struct tree_core *core;

	if (!insert->select || insert->select->cores.count != 1)
		return;
	core = &insert->select->cores.items[0];
	if (core->results.count == 1 && !core->results.items[0].expr) { /* a star */
		for (uint32_t i = 0; i < rebuild->old.column_count; i++)
			rename_column(rebuild, rebuild->old.columns[i].name,
				target_of(rebuild, insert, i));
		return;
	}
	for (uint32_t i = 0; i < core->results.count; i++) {
		if (core->results.items[i].expr)
			rename_column(rebuild, source_of(core->results.items[i].expr),
				target_of(rebuild, insert, i));
	}
}

static void read_statement(
	struct rebuild *rebuild, const struct script *script, uint32_t index)
{
	const struct statement *statement = &script->up[index];
	const char *name = rebuild->remade->name;
	struct arena *arena = rebuild->comparison.arena;

	if (statement->kind == STATEMENT_RENAME_COLUMN &&
		map_same(lineage_final(script, index, statement->name), name))
		rename_column(rebuild, statement->column, statement->new_name);
	if (statement->kind == STATEMENT_RENAME_TABLE &&
		!schema_rules_after(rebuild->step, false, statement->name)) {
		*arena_add(arena, rebuild->comparison.tables_were.items,
			rebuild->comparison.tables_were.count) = statement->name;
		*arena_add(arena, rebuild->comparison.tables_are.items,
			rebuild->comparison.tables_are.count) =
			lineage_final(script, index, statement->name);
	}
	if (statement->kind == STATEMENT_INSERT && statement->tree &&
		(schema_rules_copies_from(statement, name) ||
			map_same(lineage_final(script, index, statement->name), name)))
		read_copy(rebuild, statement->tree->insert);
}

static void read_names(struct rebuild *rebuild)
{
	for (const struct migration *at = beginning(rebuild);
		at <= rebuild->step->migration; at++) {
		for (uint32_t i = 0; i < at->up->up_count; i++) {
			if (!at->up->up[i].dropped)
				read_statement(rebuild, at->up, i);
		}
	}
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
	return diag_report(rebuild->step->rules->diags, rule,
		rebuild->remade->last->up->source, rebuild->remade->span, "%s is %s %s",
		rebuild->after->name,
		rebuild->after->type == INSTAR__VIEW ? "made again" : "built anew",
		words);
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

static void tell_one(
	const struct rebuild *rebuild, const struct shape_difference *difference)
{
	enum rule_id rule = rule_of(rebuild, difference->part);
	struct diag *diag;

	if (difference->part == SHAPE_UNIQUE && is_dropped(rebuild, difference->name))
		rule = RULE_REBUILD_CONSTRAINTS; /* somebody thought of it */
	diag = report(rebuild, rule, difference->words);
	diag->evidence = difference->sql;
	diag->help = help_of(rebuild->comparison.arena, &rules[rule], difference,
		difference->part == SHAPE_TRIGGER);
}

static void tell_list(const struct rebuild *rebuild, size_t list, bool copy)
{
	struct arena *arena = rebuild->comparison.arena;
	const char *names = NULL;
	enum rule_id rule = rule_of(rebuild, lists[list].part);
	struct diag *diag;

	for (uint32_t i = 0; i < rebuild->comparison.count; i++) {
		const struct shape_difference *difference = &rebuild->comparison.items[i];

		if (difference->part == lists[list].part &&
			!is_told(rebuild, difference, copy))
			names = names_join(arena, names, ", ", difference->name);
	}
	if (!names)
		return;
	diag = report(
		rebuild, rule, arena_printf(arena, "%s %s", lists[list].words, names));
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
	read_names(&rebuild);
	if (after->type == INSTAR__TABLE && is_another(&rebuild))
		return;
	shape_compare(&rebuild.comparison);
	tell(&rebuild);
}
