/*
 * children: rows that others refer to, and such to which none does. See situation.h.
 */
#include "gen/base/arena.h"
#include "gen/coverage/situation.h"
#include "gen/sql/parse.h"

static bool sets_any(const struct tree_sets *sets, const struct names *columns)
{
	for (uint32_t i = 0; i < sets->count; i++) {
		for (uint32_t j = 0; j < sets->items[i].columns.count; j++) {
			if (names_have(columns, sets->items[i].columns.items[j].text))
				return true;
		}
	}
	return false;
}

static void ask_children(struct situations *list, const struct frame *frame,
	const struct relation *child, const struct relation_reference *reference,
	const struct names *targets)
{
	const char *parent = frame->sources[0].name, *same = NULL;
	struct situation situation = { .span = frame->from.items[0].span,
		.frame = frame,
		.place = PLACE_RESULT,
		.relation = child,
		.reference = reference };

	for (uint32_t i = 0; i < targets->count; i++)
		same = names_join(list->arena, same, " AND ",
			arena_printf(list->arena, "c.\"%w\" = \"%w\".\"%w\"",
				reference->columns.items[i], parent, targets->items[i]));
	for (int without = 0; without < 2; without++) {
		situation.label = arena_printf(list->arena, "%s %s rows of %s", parent,
			without ? "without" : "with", child->name);
		situation.query = frame_ask(frame, PLACE_RESULT, NULL,
			arena_printf(list->arena,
				"%sEXISTS (SELECT 1 FROM main.\"%w\" AS c WHERE %s)",
				without ? "NOT " : "", child->name, same));
		situation.making = without ? MAKE_ROWS : MAKE_CHILD;
		situation.columns = *targets;
		situation_add(list, situation);
	}
}

static void ask_child(struct situations *list, const struct frame *frame,
	const struct relation *parent, const struct relation *child,
	const struct tree_sets *sets)
{
	for (uint32_t i = 0; child && i < child->reference_count; i++) {
		const struct relation_reference *reference = &child->references[i];
		const struct names *targets = relation_targets(reference, parent);

		if (map_same(reference->parent, parent->name) &&
			targets->count == reference->columns.count &&
			(!sets || sets_any(sets, targets)))
			ask_children(list, frame, child, reference, targets);
	}
}

void constraints_ask_parent(struct situations *list, const struct frame *frame,
	const struct relation *parent, const struct tree_sets *sets)
{
	for (uint32_t i = 0; parent && list->snapshot && i < list->snapshot->count; i++) {
		const struct shot_object *object = list->snapshot->objects[i];

		if (!object->gone && object->type == INSTAR__TABLE &&
			!map_same(object->name, parent->name) &&
			snapshot_refers(object, parent->name))
			ask_child(list, frame, parent,
				relation_of(list->relations, object->name), sets);
	}
}
