/*
 * making_frames: rows for all tables of a FROM, those of parents first. See
 * making_rows.h.
 */
#include "gen/base/arena.h"
#include "gen/coverage/making_rows.h"
#include "gen/coverage/pushdown.h"
#include "gen/sql/tree_walk.h"

/* Rows for all sources of a frame, in whose subqueries are frames again. */
static bool make_frame(struct task *task, const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const struct made *outer, struct made *made);

static bool is_parent(const struct relation *parent, const struct relation *child)
{
	for (uint32_t i = 0; parent && child && i < child->reference_count; i++) {
		if (map_same(child->references[i].parent, parent->name))
			return true;
	}
	return false;
}

/* Must another source's row be there before this one's? */
static bool waits(const struct made *made, const bool *done, uint32_t i)
{
	const struct frame *frame = made->frame;

	for (uint32_t j = 0; j < frame->source_count; j++) {
		if (j != i && !done[j] &&
			is_parent(
				frame->sources[j].relation, frame->sources[i].relation) &&
			!is_parent(
				frame->sources[i].relation, frame->sources[j].relation))
			return true;
	}
	return false;
}

/* What is wished of a subquery's columns, wished of the rows below. */
static const struct wish *wishes_below(const struct made *made,
	const struct frame_source *source, const struct tree_core *core)
{
	const struct wish *below = NULL;

	for (const struct wish *wish = made->wishes; wish; wish = wish->next) {
		struct whereabouts at = making_locate(made->frame, wish->expr);
		const struct tree_expr *expr;

		if (at.only != source && !at.others)
			continue;
		expr = pushdown_expr(made->frame, source, core, wish->expr);
		if (expr && (!at.others || wish->wanted == WANT_TRUE))
			below = wish_add(made->frame->arena, below, expr, wish->wanted);
	}
	return below;
}

/* What columns of a subquery are in the only source below that they are all of. */
static bool columns_below(const struct frame_source *source, const struct frame *below,
	const struct names *columns, struct names *there, uint32_t *part)
{
	struct tree_exprs exprs = { NULL, 0 };

	for (uint32_t i = 0; i < columns->count; i++)
		*arena_add(below->arena, exprs.items, exprs.count) =
			pushdown_column(source, below->core, columns->items[i]);
	*there = frame_columns(below, &exprs, part);
	return there->count == columns->count;
}

bool making_descend(const struct made **made, uint32_t *part, struct names *columns)
{
	const struct frame_source *source = &(*made)->frame->sources[*part];

	while (!source->relation) {
		const struct made *below = (*made)->below ? (*made)->below[*part] : NULL;
		struct names there = { NULL, 0 };
		uint32_t next = 0;

		if (!below || !below->frame->source_count || !below->where)
			return false;
		if (columns &&
			!columns_below(source, below->frame, columns, &there, &next))
			return false;
		*made = below;
		*part = next;
		source = &below->frame->sources[next];
		if (columns)
			*columns = there;
	}
	return true;
}

/* What is pinned of a subquery's row is pinned of the row below. */
static void pin_below(
	struct task *task, const struct frame_source *source, const struct frame *below)
{
	struct names there = { NULL, 0 };
	uint32_t part = 0;

	if (task->pinned.source != source)
		return;
	task->pinned.source = NULL;
	if (!columns_below(source, below, &task->pinned.pin.columns, &there, &part))
		return;
	task->pinned.source = &below->sources[part];
	task->pinned.pin.columns = there;
}

/* The window that gives a column of a source its value; NULL: none does. */
struct windowed {
	const struct frame *frame;
	const struct frame_source *source;
	const struct tree_core *core;
	const struct tree_window *window;
};

static bool find_window(void *context, const struct tree_expr *expr)
{
	struct windowed *windowed = context;
	const struct tree_expr *below;

	if (expr->kind != EXPR_COLUMN ||
		frame_find(windowed->frame, expr).source != windowed->source)
		return true;
	below = pushdown_column(windowed->source, windowed->core, expr->column.name.text);
	if (below && below->kind == EXPR_CALL && below->call->over)
		windowed->window = below->call->over;
	return true;
}

/* Another row of the same partition: `row_number() = 1` is then not true of both. */
static void make_peer(struct task *task, const struct made *made,
	const struct frame_source *source, const struct made *below)
{
	struct windowed windowed = { made->frame, source, below->frame->core, NULL };
	struct tree_visitor visitor = { .context = &windowed, .expr = find_window };
	struct demand demand;
	struct demand_pin *pin;
	struct names columns;
	uint32_t part = 0;

	for (const struct wish *wish = made->wishes; wish && !windowed.window;
		wish = wish->next)
		tree_walk_expr(&visitor, wish->expr);
	if (!windowed.window)
		return;
	columns = frame_columns(below->frame, &windowed.window->partition_by, &part);
	if (!below->frame->source_count || !below->frame->sources[part].relation)
		return;
	demand = making_demand(task, below, &below->frame->sources[part]);
	demand.orphans = true;
	if (columns.count) {
		pin = making_pin(
			task->making->arena, &demand, PIN_TWIN, NULL, below->where[part]);
		pin->columns = columns;
	}
	making_meet(task, &demand, false);
}

/* A subquery's rows: those of its first core. */
bool making_select(struct task *task, struct made *made, uint32_t i)
{
	const struct frame_source *source = &made->frame->sources[i];
	const struct tree_core *core;
	const struct frame *frame;

	if (!source->select || source->select->cores.items[0].rows.count)
		return true;
	core = &source->select->cores.items[0];
	for (const struct made *around = made; around; around = around->outer) {
		if (around->frame->core == core)
			return true; /* it reads itself */
	}
	frame = frame_of_source(made->frame, source);
	pin_below(task, source, frame);
	made->below[i] = arena_alloc(frame->arena, sizeof(**made->below));
	if (!make_frame(task, frame, PLACE_RESULT, wishes_below(made, source, core),
		    made, made->below[i]))
		return false;
	make_peer(task, made, source, made->below[i]);
	return true;
}

static bool make_source(struct task *task, struct made *made, uint32_t i)
{
	const struct frame_source *source = &made->frame->sources[i];
	struct demand demand;

	if (!source->relation)
		return making_select(task, made, i);
	demand = making_demand(task, made, source);
	if (task->pinned.source == source) {
		*arena_add(task->making->arena, demand.pins, demand.pin_count) =
			task->pinned.pin;
		demand.orphans = true;
	}
	made->where[i] = making_meet(task, &demand, false);
	if (!made->where[i])
		made->where[i] = making_find_row(task, &demand);
	return made->where[i] != NULL;
}

/* The rows that IN and EXISTS look for: those of IN before the others. */
static void make_subqueries(struct task *task, const struct made *made, bool exists)
{
	for (const struct wish *wish = made->wishes; wish; wish = wish->next) {
		const struct tree_expr *null;
		const struct tree_select *select = making_subquery(wish, &null);
		const struct frame *frame;
		const struct wish *wishes = NULL;
		struct made inside;
		const char *why = task->situation->why;

		if (!select || (wish->expr->kind == EXPR_IN) == exists ||
			select->cores.items[0].rows.count)
			continue;
		frame = frame_of_core(made->frame, PLACE_FROM, NULL, select->with,
			&select->cores.items[0]);
		if (null)
			wishes = wish_add(frame->arena, NULL, null, WANT_NULL);
		make_frame(task, frame, PLACE_RESULT, wishes, made, &inside);
		task->situation->why = why;
	}
}

/* Rows for the queries that values come from, beside the row that asks for them. */
struct values {
	struct task *task;
	const struct made *made;
};

static bool make_value(void *context, const struct tree_select *select)
{
	const struct values *values = context;
	const struct tree_core *core = &select->cores.items[0];
	struct made inside;

	if (!core->rows.count && core->from.count)
		make_frame(values->task,
			frame_of_core(values->made->frame, PLACE_FROM, NULL, select->with,
				core),
			PLACE_RESULT, NULL, values->made, &inside);
	return false;
}

static void make_values(struct task *task, const struct made *made)
{
	struct values values = { task, made };
	struct tree_visitor visitor = { .context = &values, .select = make_value };
	const char *why = task->situation->why;

	for (const struct wish *wish = made->wishes; wish; wish = wish->next) {
		const struct tree_expr *null;

		if (!making_subquery(wish, &null))
			tree_walk_expr(&visitor, wish->expr);
	}
	task->situation->why = why;
}

/* Is a column of a source that an outer join gives NULLs for wished to be NULL? */
static bool may_lack(const struct made *made, const struct frame_source *source)
{
	for (const struct wish *wish = made->wishes; source->optional && wish;
		wish = wish->next) {
		struct whereabouts at = making_locate(made->frame, wish->expr);
		const struct tree_expr *expr = wish->expr;
		bool is = expr->kind == EXPR_BINARY &&
			  expr->binary.operator == OPERATOR_IS &&
			  expr->binary.right->kind == EXPR_LITERAL &&
			  expr->binary.right->literal.kind == LITERAL_NULL;

		if (at.only == source && !at.others &&
			(wish->wanted == WANT_NULL || (is && wish->wanted == WANT_TRUE)))
			return true;
	}
	return false;
}

/* Then nothing is to go with the rows of the others. */
static void leave_out(struct task *task, const struct made *made)
{
	const struct frame *frame = made->frame;

	for (uint32_t i = 0; i < frame->source_count && !task->apart.frame; i++) {
		if (!may_lack(made, &frame->sources[i]))
			continue;
		task->apart = (struct apart){ frame, i };
		task->making->varied = true;
	}
}

static bool make_sources(struct task *task, struct made *made)
{
	const struct frame *frame = made->frame;
	bool *done = arena_array(frame->arena, frame->source_count + 1, sizeof(*done));
	bool made_all = true;

	for (uint32_t round = 0; round < 2; round++) {
		for (uint32_t i = 0; made_all && i < frame->source_count; i++) {
			bool apart = making_is_apart(task,
				&(struct frame_column){ frame, &frame->sources[i] });
			bool behind = task->apart.frame == frame &&
				      (task->situation->making == MAKE_APART ||
					      task->making->absent) &&
				      i > task->apart.part;

			if (done[i] || apart || behind ||
				(round == 0 && waits(made, done, i)))
				continue;
			done[i] = true;
			made_all = make_source(task, made, i);
		}
	}
	return made_all;
}

static bool make_frame(struct task *task, const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const struct made *outer, struct made *made)
{
	*made = (struct made){ .frame = frame, .outer = outer };
	made->where =
		arena_array(frame->arena, frame->source_count + 1, sizeof(*made->where));
	made->below =
		arena_array(frame->arena, frame->source_count + 1, sizeof(*made->below));
	made->wishes = making_wishes(frame, place, wishes);
	make_subqueries(task, made, false);
	if (task->making->absent)
		leave_out(task, made);
	if (!make_sources(task, made))
		return false;
	make_subqueries(task, made, true);
	if (task->making->aside)
		make_values(task, made);
	return true;
}

/* The frames around a frame, from the outermost one. */
bool making_around(struct task *task, const struct frame *frame, const struct made **made)
{
	const struct made *outer = NULL;
	struct made *own;

	*made = NULL;
	if (!frame->outer)
		return true;
	if (!making_around(task, frame->outer, &outer))
		return false;
	own = arena_alloc(frame->arena, sizeof(*own));
	*made = own;
	return make_frame(task, frame->outer, frame->place, frame->context, outer, own);
}

bool making_rows(struct task *task, struct made *made)
{
	const struct situation *situation = task->situation;
	const struct made *outer;

	return making_around(task, situation->frame, &outer) &&
	       make_frame(task, situation->frame, situation->place, situation->wishes,
		       outer, made);
}
