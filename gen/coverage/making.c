/*
 * making: rows for a situation that no row has met. See coverage.h.
 *
 * A row of each table that takes part, with what is wished of it; and what the situation
 * needs beside them: a second one, a twin, none that goes with them.
 */
#include "gen/base/arena.h"
#include "gen/coverage/making_rows.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"

/* Rows that nothing goes with: `part` itself has none, or is what goes with none. */
static bool make_apart(struct task *task)
{
	struct made made;

	task->apart = (struct apart){ task->situation->frame, task->situation->part };
	return making_rows(task, &made);
}

static bool make_apart_right(struct task *task)
{
	const struct situation *situation = task->situation;
	const struct frame *frame = situation->frame;
	const struct frame_source *source = &frame->sources[situation->part];
	struct made made = { .frame = frame };
	struct demand demand;

	made.where = arena_array(frame->arena, frame->source_count, sizeof(*made.where));
	made.below = arena_array(frame->arena, frame->source_count, sizeof(*made.below));
	made.wishes = making_wishes(frame, PLACE_RESULT, NULL);
	for (uint32_t i = 0; i < frame->source_count; i++) {
		if (i == situation->part)
			continue;
		task->apart = (struct apart){ frame, i };
		demand = making_demand(task, &made, source);
		demand.condition_count = 0;
		if (!demand.pin_count)
			continue;
		if (source->relation)
			return making_meet(task, &demand, true) != NULL;
		task->apart = (struct apart){ NULL, 0 };
		task->pinned = (struct pinned){ source, demand.pins[0] };
		return making_select(task, &made, situation->part);
	}
	return making_give_up(task, "it is not seen what goes together");
}

static bool make_several(struct task *task)
{
	const struct situation *situation = task->situation;
	const struct frame_source *source = &situation->frame->sources[situation->part];
	struct made made;
	struct demand demand;

	if (!making_rows(task, &made))
		return false;
	if (!source->relation)
		return making_select(task, &made, situation->part);
	demand = making_demand(task, &made, source);
	return making_meet(task, &demand, false) != NULL;
}

static bool is_shown(struct task *task)
{
	return scratch_int(task->making->scratch, 0, "%s", task->situation->query) != 0;
}

static bool make_many(struct task *task)
{
	for (uint32_t i = 0; i < task->situation->count; i++) {
		struct made made;

		if (is_shown(task))
			return true;
		if (!making_rows(task, &made))
			return false;
	}
	return true;
}

static bool make_twin(struct task *task)
{
	const struct situation *situation = task->situation;
	const struct frame *frame = situation->frame;
	struct made whole = { .frame = frame };
	const struct made *made = &whole;
	struct names columns = situation->columns;
	uint32_t part = situation->part;
	struct demand demand;
	struct demand_pin *pin;

	if ((!frame->sources[part].relation || !is_shown(task)) &&
		!making_rows(task, &whole))
		return false;
	if (!making_descend(&made, &part, &columns))
		return making_give_up(task, "rows of a subquery are not made");
	if (made == &whole)
		whole.wishes = making_wishes(frame, situation->place, NULL);
	demand = making_demand(task, made, &made->frame->sources[part]);
	demand.orphans = true;
	pin = making_pin(task->making->arena, &demand, PIN_TWIN, NULL,
		made->where ? made->where[part] : NULL);
	pin->columns = columns;
	return making_meet(task, &demand, false) != NULL;
}

/* The key of the first row that the statement brings. */
static bool pin_key(struct task *task, struct demand *demand)
{
	const struct situation *situation = task->situation;
	struct making_of *making = task->making;
	struct query query = scratch_prepare(making->scratch,
		arena_printf(making->arena, "%s SELECT %s FROM instar_new LIMIT 1",
			situation->rows,
			relation_list(making->arena, &situation->columns)));
	bool found = query_row(&query);

	for (uint32_t i = 0; found && i < situation->columns.count; i++) {
		struct demand_pin pin = { .kind = PIN_VALUE };

		pin.value = query_value(&query, (int)i);
		found = pin.value.type != SQLITE_NULL;
		names_add(making->arena, &pin.columns, situation->columns.items[i]);
		*arena_add(making->arena, demand->pins, demand->pin_count) = pin;
	}
	query_close(&query);
	return found;
}

static bool make_key(struct task *task)
{
	const struct situation *situation = task->situation;
	struct demand demand = { .table = situation->relation->name };
	struct made made;

	if (!pin_key(task, &demand)) {
		demand.pin_count = 0;
		if (!situation->frame || !making_rows(task, &made) ||
			!pin_key(task, &demand))
			return making_give_up(
				task, "the statement brings no row with a key");
	}
	return making_meet(task, &demand, false) != NULL;
}

static bool make_child(struct task *task)
{
	const struct situation *situation = task->situation;
	struct demand demand = { .table = situation->relation->name };
	struct names columns = situation->columns;
	struct demand_pin *pin;
	struct made whole;
	const struct made *made = &whole;
	uint32_t part = 0;

	if (!making_rows(task, &whole))
		return false;
	if (!making_descend(&made, &part, &columns))
		return making_give_up(task, "rows of a subquery are not made");
	pin = making_pin(task->making->arena, &demand, PIN_SHARED,
		made->frame->sources[part].relation->name, made->where[part]);
	for (uint32_t i = 0; i < columns.count; i++)
		making_pin_columns(task->making->arena, pin,
			situation->reference->columns.items[i], columns.items[i]);
	return making_meet(task, &demand, false) != NULL;
}

/* A row without its parent, first as it is wished, then whatever else it holds. */
static bool make_orphan(struct task *task)
{
	const struct situation *situation = task->situation;
	const struct frame_source *source = &situation->frame->sources[situation->part];
	const struct relation *parent = situation->relation;
	const struct names *targets = relation_targets(situation->reference, parent);
	struct demand demand = { .alias = source->name, .orphans = true };
	struct demand_pin pin = { .kind = PIN_APART, .table = parent->name };
	struct made made;

	for (uint32_t i = 0; i < situation->columns.count; i++)
		making_pin_columns(task->making->arena, &pin, situation->columns.items[i],
			targets->items[i]);
	task->pinned = (struct pinned){ source, pin };
	if (making_rows(task, &made))
		return true;
	if (!source->relation)
		return making_give_up(task, "rows of a subquery are not made");
	demand.table = source->relation->name;
	*arena_add(task->making->arena, demand.pins, demand.pin_count) = pin;
	return making_meet(task, &demand, false) != NULL;
}

static bool make_plainly(struct task *task)
{
	struct made made;

	return making_rows(task, &made);
}

/* What only an empty table shows: its rows go, and come back with the savepoint. */
static bool make_empty(struct task *task)
{
	const struct frame *frame = task->situation->frame;
	struct scratch *scratch = task->making->scratch;
	const struct made *outer;
	bool were_on;

	if (!frame->outer || !making_around(task, frame, &outer))
		return false;
	were_on = scratch_triggers(scratch, false);
	for (uint32_t i = 0; i < frame->source_count; i++) {
		if (frame->sources[i].relation)
			scratch_run(scratch, arena_printf(task->making->arena,
						     "DELETE FROM main.\"%w\"",
						     frame->sources[i].relation->name));
	}
	scratch_triggers(scratch, were_on);
	return true;
}

static bool make_nothing(struct task *task)
{
	return making_give_up(task, "rows are not made for that");
}

bool making_try(struct making_of *making, struct situation *situation)
{
	static bool (*const ways[])(struct task *) = {
		[MAKE_ROWS] = make_plainly,
		[MAKE_APART] = make_apart,
		[MAKE_APART_RIGHT] = make_apart_right,
		[MAKE_SEVERAL] = make_several,
		[MAKE_MANY] = make_many,
		[MAKE_TWIN] = make_twin,
		[MAKE_FRESH] = make_plainly,
		[MAKE_KEY] = make_key,
		[MAKE_CHILD] = make_child,
		[MAKE_ORPHAN] = make_orphan,
		[MAKE_EMPTY] = make_empty,
		[MAKE_NOTHING] = make_nothing,
	};
	struct task task = { .making = making, .situation = situation };

	if (!situation->frame && situation->making != MAKE_KEY)
		return make_nothing(&task);
	return ways[situation->making](&task);
}
