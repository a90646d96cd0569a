/*
 * shape_references: which foreign keys a new definition lacks. See shape_difference.h.
 */
#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/shape_difference.h"

/* "a, b -> p(x, y)". */
static const char *words_of(
	struct arena *arena, const struct shape_reference *reference, const char *parent)
{
	const char *columns = NULL, *targets = NULL;

	for (uint32_t i = 0; i < reference->columns.count; i++)
		columns = names_join(arena, columns, ", ", reference->columns.items[i]);
	for (uint32_t i = 0; i < reference->to->columns.count; i++)
		targets = names_join(
			arena, targets, ", ", reference->to->columns.items[i].text);
	return arena_printf(
		arena, targets ? "%s -> %s(%s)" : "%s -> %s", columns, parent, targets);
}

/* The place of a column of a foreign key; MAP_NONE: it is not among them. */
static uint32_t place_of(const struct shape_reference *reference, const char *column)
{
	return column ? map_place(reference->columns.items, reference->columns.count,
				column)
		      : MAP_NONE;
}

/* Has the new one all columns of the old one? */
static bool has_columns(const struct shape_comparison *comparison,
	const struct shape_reference *old, const struct shape_reference *new)
{
	for (uint32_t i = 0; i < old->columns.count; i++) {
		if (place_of(new, shape_column_now(comparison, old->columns.items[i])) ==
			MAP_NONE)
			return false;
	}
	return true;
}

/* Are all its columns still there? */
static bool is_there(
	const struct shape_comparison *comparison, const struct shape_reference *old)
{
	for (uint32_t i = 0; i < old->columns.count; i++) {
		if (!shape_column_now(comparison, old->columns.items[i]))
			return false;
	}
	return true;
}

/* What it refers to, by its number; NULL when that cannot be told. */
static const char *target_of(const struct shape_comparison *comparison,
	const struct shape_reference *reference, uint32_t place, const char *parent)
{
	const struct tree_statement *tree = NULL;
	struct shape shape;

	if (reference->to->columns.count)
		return place < reference->to->columns.count
			       ? reference->to->columns.items[place].text
			       : NULL;
	if (!comparison->find || !comparison->find(comparison->context, parent, &tree))
		return NULL;
	shape = shape_of(comparison->arena, tree);
	for (uint32_t i = 0; i < shape.key_count; i++) {
		if (shape.keys[i].primary &&
			shape.keys[i].term_count == reference->columns.count)
			return shape.keys[i].terms[place].column;
	}
	return NULL;
}

/* Has the parent, as it is now, a column of that name? */
static bool has_target(
	const struct shape_comparison *comparison, const char *parent, const char *column)
{
	const struct tree_statement *tree = NULL;
	struct shape shape;

	if (!comparison->find || !comparison->find(comparison->context, parent, &tree))
		return true;
	shape = shape_of(comparison->arena, tree);
	return !shape.column_count || shape_column(&shape, column);
}

/* Do both lead to the same columns? What cannot be told is taken for it. */
static bool same_targets(const struct shape_comparison *comparison,
	const struct shape_reference *old, const struct shape_reference *new,
	const char *parent)
{
	for (uint32_t i = 0; i < old->columns.count; i++) {
		uint32_t place = place_of(
			new, shape_column_now(comparison, old->columns.items[i]));
		const char *was = target_of(comparison, old, i, parent);
		const char *is = target_of(comparison, new, place, parent);

		if (was && is && !map_same(was, is) &&
			has_target(comparison, parent, was))
			return false;
	}
	return true;
}

static const char *action_words(enum tree_action action)
{
	static const char *const words[] = { NULL, NULL, "RESTRICT", "SET NULL",
		"SET DEFAULT", "CASCADE" };

	return words[action];
}

static bool is_deferred(const struct tree_reference *reference)
{
	return reference->deferrable == DEFERRABLE_YES &&
	       reference->initially == INITIALLY_DEFERRED;
}

static void compare_action(struct shape_comparison *comparison, const char *event,
	enum tree_action old, enum tree_action new, const char *key)
{
	const char *was = action_words(old), *is = action_words(new);

	if (!was || was == is)
		return;
	shape_differs(comparison, SHAPE_OTHER_FOREIGN_KEY,
		is ? arena_printf(comparison->arena,
			     "with ON %s %s of its foreign key %s, it was %s", event, is,
			     key, was)
		   : arena_printf(comparison->arena,
			     "without ON %s %s of its foreign key %s", event, was, key),
		NULL);
}

static void compare_actions(struct shape_comparison *comparison,
	const struct tree_reference *old, const struct tree_reference *new,
	const char *key)
{
	compare_action(comparison, "DELETE", old->on_delete, new->on_delete, key);
	compare_action(comparison, "UPDATE", old->on_update, new->on_update, key);
	if (is_deferred(old) && !is_deferred(new))
		shape_differs(comparison, SHAPE_OTHER_FOREIGN_KEY,
			arena_printf(comparison->arena,
				"without DEFERRABLE INITIALLY DEFERRED of its foreign "
				"key %s",
				key),
			NULL);
}

/* The new foreign key that takes the old one's place, or one of its columns. */
static const struct shape_reference *heir_of(const struct shape_comparison *comparison,
	const struct shape_reference *old, const char *parent)
{
	const struct shape_reference *heir = NULL;

	for (uint32_t i = 0; i < comparison->new->reference_count; i++) {
		const struct shape_reference *new = &comparison->new->references[i];

		if (!has_columns(comparison, old, new))
			continue;
		if (map_same(new->to->table.text, parent) &&
			same_targets(comparison, old, new, parent))
			return new;
		heir = new;
	}
	return heir;
}

static void compare_reference(
	struct shape_comparison *comparison, const struct shape_reference *old)
{
	struct arena *arena = comparison->arena;
	uint32_t place = map_place(comparison->tables_were.items,
		comparison->tables_were.count, old->to->table.text);
	const char *parent = place == MAP_NONE ? old->to->table.text
					       : comparison->tables_are.items[place];
	const struct tree_statement *tree;
	const struct shape_reference *new = heir_of(comparison, old, parent);
	const char *key = words_of(arena, old, parent);

	if (!is_there(comparison, old) ||
		(comparison->find &&
			!comparison->find(comparison->context, parent, &tree)))
		return;
	if (!new)
		shape_differs(comparison, SHAPE_FOREIGN_KEY,
			arena_printf(arena, "without its foreign key %s", key), NULL);
	else if (map_same(new->to->table.text, parent) &&
		 same_targets(comparison, old, new, parent))
		compare_actions(comparison, old->to, new->to, key);
	else
		shape_differs(comparison, SHAPE_OTHER_FOREIGN_KEY,
			arena_printf(arena, "with the foreign key %s, it was %s",
				words_of(arena, new, new->to->table.text), key),
			NULL);
}

void shape_compare_references(struct shape_comparison *comparison)
{
	for (uint32_t i = 0; i < comparison->old->reference_count; i++) {
		const struct shape_reference *old = &comparison->old->references[i];
		uint32_t first = comparison->count;

		compare_reference(comparison, old);
		for (uint32_t j = first; j < comparison->count; j++)
			comparison->items[j].was = shape_text(
				comparison->arena, old->column, old->constraint);
	}
}
