/*
 * rebuilds: tables and views that steps take away and make again. See schema_rules.h.
 *
 * A DROP TABLE takes the indexes and triggers with it, and the new definition has only
 * what its author thought of. Where a rebuild is spread over steps that reach users
 * together, it is judged when they are over: what one leaves out the next may make.
 */
#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/lineage.h"
#include "gen/read/release.h"

/* A rebuild in a history without releases is over after so many steps. */
enum { LONGEST = 8 };

/* Does a statement take a column away under its name? */
static bool takes_column(const struct statement *statement)
{
	return statement->kind == STATEMENT_DROP_COLUMN ||
	       statement->kind == STATEMENT_RENAME_COLUMN;
}

/* The object that a statement takes away, or a column of it, if it may come back. */
static const struct shot_object *taken_away(
	const struct schema_step *step, const struct statement *statement)
{
	const struct shot_object *object;

	if (statement->dropped || !statement->name ||
		map_same(statement->schema, "temp") ||
		(statement->kind != STATEMENT_DROP_TABLE &&
			statement->kind != STATEMENT_DROP_VIEW &&
			statement->kind != STATEMENT_RENAME_TABLE &&
			!takes_column(statement)))
		return NULL;
	object = snapshot_find(step->before, false, statement->name);
	if (!object || object->virtual || object->shadow ||
		(object->type != INSTAR__TABLE && object->type != INSTAR__VIEW))
		return NULL;
	return object;
}

/* One that is open, by its name; NULL: there is none. */
static struct remade *find(struct schema_rules *rules, const char *name)
{
	for (uint32_t i = 0; i < rules->remade_count; i++) {
		if (!rules->remade[i].judged && map_same(rules->remade[i].name, name))
			return &rules->remade[i];
	}
	return NULL;
}

static struct remade *begin(
	const struct schema_step *step, const struct shot_object *object)
{
	struct schema_rules *rules = step->rules;
	struct remade *remade =
		arena_add(rules->arena, rules->remade, rules->remade_count);

	*remade = (struct remade){ .name = object->name,
		.now = object->name,
		.before = object,
		.first = step->migration };
	for (uint32_t i = 0; i < step->before->count; i++) {
		const struct shot_object *part = step->before->objects[i];

		if (!part->gone && part != object && map_same(part->table, object->name))
			*arena_add(rules->arena, remade->parts, remade->part_count) =
				part;
	}
	return remade;
}

/* A statement takes the object away, or a column of it. */
static void take_away(
	const struct schema_step *step, uint32_t at, const struct shot_object *object)
{
	const struct statement *statement = &step->script->up[at];
	struct remade *remade = find(step->rules, object->name);
	bool first = !remade;

	if (first)
		remade = begin(step, object);
	if (takes_column(statement)) {
		if (first || remade->columns.count)
			names_add(
				step->rules->arena, &remade->columns, statement->column);
	} else if (first || remade->columns.count) {
		remade->columns = (struct names){ 0 };
		remade->first = step->migration;
		remade->at = at;
	}
}

/* Follow the old one through the statements of a step. */
static void follow(struct remade *remade, const struct schema_step *step)
{
	const struct script *script = step->script;
	uint32_t i = remade->first == step->migration ? remade->at : 0;

	for (; i < script->up_count && remade->now; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->dropped || !map_same(statement->name, remade->now))
			continue;
		if (statement->kind == STATEMENT_RENAME_TABLE)
			remade->now = statement->new_name;
		else if (statement->kind == STATEMENT_DROP_TABLE ||
			 statement->kind == STATEMENT_DROP_VIEW)
			remade->now = NULL;
	}
}

/* Where the step makes what is called so after it; an empty span: it does not. */
static struct span place_of(const struct script *script, const char *name)
{
	for (uint32_t i = script->up_count; i-- > 0;) {
		const struct statement *statement = &script->up[i];

		if (((statement->kind == STATEMENT_CREATE_TABLE ||
			     statement->kind == STATEMENT_CREATE_TABLE_AS) &&
			    map_same(lineage_final(script, i, statement->name), name)) ||
			(statement->kind == STATEMENT_CREATE_VIEW &&
				map_same(statement->name, name)))
			return statement->name_span;
	}
	for (uint32_t i = script->up_count; i-- > 0;) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->new_name, name))
			return statement->name_span;
	}
	return (struct span){ 0 };
}

/* Where the step makes one of the columns again; an empty span: it does not. */
static struct span place_of_column(
	const struct script *script, const struct remade *remade)
{
	struct span place = { 0 };

	for (uint32_t i = 0; i < remade->columns.count; i++) {
		struct span span = schema_rules_place(script, remade->name,
			remade->columns.items[i], (struct span){ 0 });

		place = span.end > place.end ? span : place;
	}
	return place;
}

/* Does a step say anything of the table? */
static bool names(const struct migration *migration, const char *table)
{
	const struct script *script = migration->up;

	for (uint32_t i = 0; i < script->up_count; i++) {
		if (map_same(script->up[i].name, table) ||
			map_same(script->up[i].table, table) ||
			map_same(script->up[i].new_name, table))
			return true;
	}
	return false;
}

/* Is nothing known of the releases of two steps, so that both may be in one? */
static bool may_be_together(const struct schema_rules *rules,
	const struct migration *first, const struct migration *last)
{
	return !first->release && !last->release && first->released == last->released &&
	       (first->released || !release_has_past(rules->plan)) &&
	       last - first <= LONGEST;
}

/* May the next step still make what is missing? */
static bool goes_on(const struct schema_step *step, const struct remade *remade)
{
	const struct migration *next = release_next(step->rules->plan, step->migration);

	if (!next)
		return false;
	if (release_together(step->rules->plan, remade->first, next))
		return true;
	if (!may_be_together(step->rules, remade->first, next))
		return false;
	if (!schema_rules_after(step, false, remade->name))
		return true;
	return remade->last != remade->first && names(next, remade->name);
}

static void judge(const struct schema_step *step, struct remade *remade)
{
	const struct shot_object *after = schema_rules_after(step, false, remade->name);

	remade->judged = true;
	if (map_same(remade->now, remade->name) && !remade->columns.count)
		return; /* it was away for a while */
	if (remade->last && after && after->type == remade->before->type)
		schema_rules_rebuild_losses(step, remade, after);
}

void schema_rules_rebuilds(const struct schema_step *step)
{
	struct schema_rules *rules = step->rules;

	for (uint32_t i = 0; i < step->script->up_count; i++) {
		const struct shot_object *object = taken_away(step, &step->script->up[i]);

		if (object)
			take_away(step, i, object);
	}
	for (uint32_t i = 0; i < rules->remade_count; i++) {
		struct remade *remade = &rules->remade[i];
		struct span span;

		if (remade->judged)
			continue;
		follow(remade, step);
		span = remade->columns.count ? place_of_column(step->script, remade)
					     : place_of(step->script, remade->name);
		if (span.end) {
			remade->last = step->migration;
			remade->span = span;
		}
		if (!goes_on(step, remade))
			judge(step, remade);
	}
}

void schema_rules_rebuilds_finish(
	struct schema_rules *rules, const struct snapshot *snapshot)
{
	const struct changes none = { 0 };

	for (uint32_t i = 0; i < rules->remade_count; i++) {
		const struct migration *last = rules->remade[i].last;
		struct schema_step step = { rules, snapshot, &none,
			last ? last->up : NULL, last };

		if (!rules->remade[i].judged && last)
			judge(&step, &rules->remade[i]);
	}
}
