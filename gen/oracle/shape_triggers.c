/*
 * shape_triggers: which triggers a new table or view lacks. See shape_difference.h.
 */
#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/shape_difference.h"

static bool same_event(
	const struct tree_create_trigger *one, const struct tree_create_trigger *other)
{
	return (one->time == TRIGGER_NONE ? TRIGGER_BEFORE : one->time) ==
		       (other->time == TRIGGER_NONE ? TRIGGER_BEFORE : other->time) &&
	       one->event == other->event;
}

/* How well a new trigger stands for an old one. */
enum likeness { OTHER_EVENT, SAME_EVENT, SAME_BODY, SAME_NAME };

static enum likeness likeness_of(const struct shape_comparison *comparison,
	const struct shape_trigger *old, const struct shape_trigger *new)
{
	if (map_same(old->name, new->name))
		return SAME_NAME;
	if (!old->tree || !new->tree || !same_event(old->tree, new->tree))
		return OTHER_EVENT;
	return shape_same_trigger(comparison, old->tree, new->tree) ? SAME_BODY
								    : SAME_EVENT;
}

/* Does it fire on the UPDATE of no column that is still there? */
static bool is_about_gone(const struct shape_comparison *comparison,
	const struct tree_create_trigger *trigger)
{
	for (uint32_t i = 0; i < trigger->columns.count; i++) {
		if (shape_column_now(comparison, trigger->columns.items[i].text))
			return false;
	}
	return trigger->columns.count > 0 && comparison->new->column_count;
}

/* "AFTER UPDATE OF a, b". */
static const char *event_words(
	struct arena *arena, const struct tree_create_trigger *trigger)
{
	static const char *const times[] = { "BEFORE", "BEFORE", "AFTER", "INSTEAD OF" };
	static const char *const events[] = { "INSERT", "UPDATE", "DELETE" };
	const char *words = arena_printf(
		arena, "%s %s", times[trigger->time], events[trigger->event]);

	for (uint32_t i = 0; i < trigger->columns.count; i++)
		words = arena_printf(arena, "%s%s %s", words, i ? "," : " OF",
			trigger->columns.items[i].text);
	return words;
}

/* Does UPDATE OF leave out a column that the old one had? */
static bool is_narrower(const struct shape_comparison *comparison,
	const struct tree_create_trigger *old, const struct tree_create_trigger *new)
{
	if (!new->columns.count)
		return false;
	for (uint32_t i = 0; i < old->columns.count; i++) {
		const char *column =
			shape_column_now(comparison, old->columns.items[i].text);
		bool found = !column;

		for (uint32_t j = 0; !found && j < new->columns.count; j++)
			found = map_same(new->columns.items[j].text, column);
		if (!found)
			return true;
	}
	return !old->columns.count;
}

/* The same name, and maybe another trigger. */
static void compare_trigger(struct shape_comparison *comparison,
	const struct shape_trigger *old, const struct shape_trigger *new)
{
	struct arena *arena = comparison->arena;
	struct shape_difference *difference;

	if (!old->tree || !new->tree ||
		shape_same_trigger(comparison, old->tree, new->tree))
		return;
	if (!same_event(old->tree, new->tree) ||
		is_narrower(comparison, old->tree, new->tree))
		difference = shape_differs(comparison, SHAPE_OTHER_TRIGGER,
			arena_printf(arena, "with trigger %s %s, it was %s", new->name,
				event_words(arena, new->tree),
				event_words(arena, old->tree)),
			old->name);
	else if (!old->tree->when && new->tree->when)
		difference = shape_differs(comparison, SHAPE_OTHER_TRIGGER,
			arena_printf(arena, "with a WHEN on trigger %s, it had none",
				new->name),
			old->name);
	else
		difference = shape_differs(comparison, SHAPE_TRIGGER_BODY,
			arena_printf(arena, "with another trigger %s", new->name),
			old->name);
	difference->sql = old->sql;
}

/* Give each old trigger the best new one that is free: the better kind goes first. */
static void pair(const struct shape_comparison *comparison, enum likeness kind,
	uint32_t *heirs, bool *taken)
{
	const struct shape *old = comparison->old, *new = comparison->new;

	for (uint32_t i = 0; i < old->trigger_count; i++) {
		for (uint32_t j = 0; heirs[i] == MAP_NONE && j < new->trigger_count;
			j++) {
			if (taken[j] || likeness_of(comparison, &old->triggers[i],
						&new->triggers[j]) != kind)
				continue;
			heirs[i] = j;
			taken[j] = true;
		}
	}
}

void shape_compare_triggers(struct shape_comparison *comparison)
{
	const struct shape *old = comparison->old, *new = comparison->new;
	uint32_t *heirs =
		arena_array(comparison->arena, old->trigger_count, sizeof(*heirs));
	bool *taken = arena_array(comparison->arena, new->trigger_count, sizeof(*taken));

	for (uint32_t i = 0; i < old->trigger_count; i++)
		heirs[i] = MAP_NONE;
	for (int kind = SAME_NAME; kind > OTHER_EVENT; kind--)
		pair(comparison, (enum likeness)kind, heirs, taken);
	for (uint32_t i = 0; i < old->trigger_count; i++) {
		const struct shape_trigger *trigger = &old->triggers[i];

		if (heirs[i] != MAP_NONE &&
			map_same(new->triggers[heirs[i]].name, trigger->name))
			compare_trigger(comparison, trigger, &new->triggers[heirs[i]]);
		else if (heirs[i] == MAP_NONE &&
			 !(trigger->tree && is_about_gone(comparison, trigger->tree)))
			shape_differs(comparison, SHAPE_TRIGGER,
				arena_printf(comparison->arena, "without its trigger %s",
					trigger->name),
				trigger->name)
				->sql = trigger->sql;
	}
}
