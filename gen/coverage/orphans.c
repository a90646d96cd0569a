/*
 * orphans: rows that an INSERT brings without the row that a foreign key refers to. See
 * intake.h.
 */
#include "gen/base/arena.h"
#include "gen/coverage/intake.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_equal.h"

/* Is it copied from the very columns that it refers to? */
static bool is_parent_key(const struct intake *intake, const struct situation *situation,
	const struct relation *parent, const struct names *targets)
{
	const struct frame_source *source = &intake->source->sources[situation->part];

	if (!source->relation || !map_same(source->relation->name, parent->name))
		return false;
	for (uint32_t i = 0; i < targets->count; i++) {
		if (!map_same(targets->items[i], situation->columns.items[i]))
			return false;
	}
	return true;
}

/* (SELECT c FROM …), or min(c), max(c) of them: c, and where it is looked up. */
static const struct tree_name *selected_column(const struct intake *intake,
	const struct tree_expr *value, const struct frame **frame,
	const struct frame_source **source)
{
	static const char *const extremes[] = { "min", "max" };
	const struct tree_select *select = value->select;
	const struct tree_expr *result;

	if (value->kind != EXPR_SELECT || select->with || select->cores.count != 1 ||
		select->cores.items[0].results.count != 1)
		return NULL;
	*frame = frame_of_core(
		intake->source, PLACE_RESULT, NULL, NULL, &select->cores.items[0]);
	result = select->cores.items[0].results.items[0].expr;
	if (result && result->kind == EXPR_CALL && result->call->arguments.count == 1 &&
		MAP_AMONG(extremes, result->call->name.text))
		result = result->call->arguments.items[0];
	if (!result || result->kind != EXPR_COLUMN)
		return NULL;
	*source = frame_find(*frame, result).source;
	return *source && (*source)->relation ? tree_column_of(result) : NULL;
}

/* Is it looked up where a key of the parent, or a foreign key that leads there, is? */
static bool is_looked_up(const struct intake *intake,
	const struct relation_reference *reference, const struct relation *parent,
	const struct names *targets)
{
	const struct tree_expr *value;
	const struct tree_name *column;
	const struct frame *frame;
	const struct frame_source *source;
	struct names columns = { NULL, 0 };

	if (reference->columns.count != 1)
		return false;
	value = intake_value(intake, reference->columns.items[0]);
	column = value ? selected_column(intake, value, &frame, &source) : NULL;
	if (!column)
		return false;
	names_add(intake->list->arena, &columns, column->text);
	return relation_refers(source->relation, &columns, parent->name) ||
	       (source->relation == parent && map_same(column->text, targets->items[0]));
}

static bool joins_parent(const struct intake *intake, const struct tree_expr *term,
	const struct tree_expr *value, const struct relation *parent, const char *target)
{
	const struct tree_expr *sides[2];

	if (!term || term->kind != EXPR_BINARY)
		return false;
	if (term->binary.operator == OPERATOR_AND)
		return joins_parent(intake, term->binary.left, value, parent, target) ||
		       joins_parent(intake, term->binary.right, value, parent, target);
	sides[0] = term->binary.left;
	sides[1] = term->binary.right;
	for (int i = 0; i < 2 && term->binary.operator == OPERATOR_EQUAL; i++) {
		const struct tree_expr *own = sides[i], *other = sides[!i];
		struct frame_column there;

		if (!tree_equal(NODE_EXPR, own, value) || other->kind != EXPR_COLUMN)
			continue;
		there = frame_find(intake->source, other);
		if (there.source && there.source->relation == parent &&
			!there.source->optional &&
			map_same(other->column.name.text, target))
			return true;
	}
	return false;
}

/* Is it joined to the very row that it refers to? */
static bool is_joined(const struct intake *intake,
	const struct relation_reference *reference, const struct relation *parent,
	const struct names *targets)
{
	const struct frame *source = intake->source;
	const struct tree_expr *value;
	bool joined;

	if (reference->columns.count != 1)
		return false;
	value = intake_value(intake, reference->columns.items[0]);
	if (!value)
		return false;
	joined = joins_parent(intake, source->where, value, parent, targets->items[0]);
	for (uint32_t i = 0; i < source->from.count; i++) {
		if (source->from.items[i].join < JOIN_LEFT)
			joined |= joins_parent(intake, source->from.items[i].on, value,
				parent, targets->items[0]);
	}
	return joined;
}

/* Are the values and the parent's rows all the step's own? */
static bool is_constant(
	const struct intake *intake, const struct relation_reference *reference)
{
	for (uint32_t i = 0; i < reference->columns.count; i++) {
		const struct tree_expr *value =
			intake_value(intake, reference->columns.items[i]);

		if (!value || value->kind != EXPR_LITERAL)
			return false;
	}
	return situations_make(intake->list, reference->parent);
}

/* Why no row that is brought can be without its parent; NULL: one can. */
static const char *why_not(const struct intake *intake, const struct situation *situation,
	const struct relation *parent, const struct names *targets)
{
	const struct relation_reference *reference = situation->reference;
	const struct frame_source *source = &intake->source->sources[situation->part];

	for (uint32_t i = 0; i < reference->columns.count; i++) {
		if (intake_is_null(intake, reference->columns.items[i]))
			return "it is NULL";
	}
	if (situation->columns.count &&
		relation_refers(source->relation, &situation->columns, parent->name))
		return "a foreign key of the source";
	if (situation->columns.count && is_parent_key(intake, situation, parent, targets))
		return "it is copied from there";
	if (is_looked_up(intake, reference, parent, targets))
		return "it is looked up there";
	if (is_joined(intake, reference, parent, targets))
		return "it is joined to that";
	return NULL;
}

static void ask_reference(
	const struct intake *intake, const struct relation_reference *reference)
{
	struct arena *arena = intake->list->arena;
	const struct relation *parent =
		relation_of(intake->list->relations, reference->parent);
	const struct names *targets;
	const char *same = NULL, *filled = NULL;
	struct situation situation;

	if (!parent || !intake_has(intake, &reference->columns))
		return;
	targets = relation_targets(reference, parent);
	if (targets->count != reference->columns.count)
		return;
	for (uint32_t i = 0; i < targets->count; i++) {
		same = names_join(arena, same, " AND ",
			arena_printf(arena, "p.\"%w\" = n.\"%w\"", targets->items[i],
				reference->columns.items[i]));
		filled = names_join(arena, filled, " AND ",
			arena_printf(arena, "n.\"%w\" IS NOT NULL",
				reference->columns.items[i]));
	}
	situation = intake_situation(intake,
		arena_printf(arena, "%s (%s) without its row of %s", intake->target->name,
			relation_list(arena, &reference->columns), parent->name),
		arena_printf(arena,
			"SELECT 1 FROM instar_new AS n WHERE %s AND NOT EXISTS (SELECT 1 "
			"FROM main.\"%w\" AS p WHERE %s)",
			filled, parent->name, same));
	situation.refused = true;
	situation.relation = parent;
	situation.reference = reference;
	situation.columns =
		intake_source_columns(intake, &reference->columns, &situation.part);
	situation.making = situation.columns.count ? MAKE_ORPHAN : MAKE_NOTHING;
	situation.ruled_out = why_not(intake, &situation, parent, targets);
	situation.constant = is_constant(intake, reference);
	situation_add(intake->list, situation);
}

void orphans_ask(const struct intake *intake)
{
	for (uint32_t i = 0; i < intake->target->reference_count; i++)
		ask_reference(intake, &intake->target->references[i]);
}
