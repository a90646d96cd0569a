/*
 * making: rows for a situation that no row has met. See coverage.h.
 *
 * A row of each table that takes part, those of parents first, with what is wished of it;
 * columns that two tables share are pinned to the row that was made before. A table that
 * takes no more rows is looked through for one that will do.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/coverage/coverage.h"
#include "gen/coverage/nullability.h"
#include "gen/coverage/pushdown.h"
#include "gen/oracle/query.h"
#include "gen/rows/demand.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

enum {
	ROWS_MOST = 64, /* made in one table for one step */
	ATTEMPTS = 40	/* for one row */
};

/* The rows that were made for a frame, and those for the frames around it. */
struct made {
	const struct frame *frame;
	const char **where;  /* of each source, or NULL */
	struct made **below; /* what a subquery is made of, or NULL */
	const struct made *outer;
	const struct wish *wishes; /* that hold in it, with its WHERE and ON */
};

/* What has to be apart from the row in hand. */
struct apart {
	const struct frame *frame; /* NULL: nothing */
	uint32_t part;
};

struct task {
	struct making_of *making;
	struct situation *situation;
	struct apart apart;
};

static bool give_up(struct task *task, const char *why)
{
	if (!task->situation->why)
		task->situation->why = why;
	return false;
}

/* Wishes */

static void split(const struct frame *frame, const struct wish **wishes,
	const struct tree_expr *expr, enum wanted wanted)
{
	struct arena *arena = frame->arena;

	if (expr->kind == EXPR_BINARY && expr->binary.operator== OPERATOR_AND &&
					 wanted == WANT_TRUE) {
		split(frame, wishes, expr->binary.left, wanted);
		split(frame, wishes, expr->binary.right, wanted);
	} else {
		*wishes = wish_add(arena, *wishes, pushdown_strings(frame, expr), wanted);
	}
}

/* All that is wished of the rows of a frame, each term alone. */
static const struct wish *all_wishes(
	const struct frame *frame, enum frame_place place, const struct wish *wishes)
{
	const struct wish *all = NULL;

	for (; wishes; wishes = wishes->next)
		split(frame, &all, wishes->expr, wishes->wanted);
	if (place == PLACE_RESULT && frame->where)
		split(frame, &all, frame->where, WANT_TRUE);
	for (uint32_t i = 0; i < frame->from.count; i++) {
		if (frame->from.items[i].on)
			split(frame, &all, frame->from.items[i].on, WANT_TRUE);
	}
	return all;
}

/* Where the columns of an expression are. */
struct whereabouts {
	const struct frame *frame;
	const struct frame_source *only;
	bool others; /* of other sources too */
	bool aggregate;
	bool subquery;
};

static bool locate(void *context, const struct tree_expr *expr)
{
	struct whereabouts *at = context;
	struct frame_column column;

	at->subquery |= expr->kind == EXPR_SELECT || expr->kind == EXPR_EXISTS ||
			(expr->kind == EXPR_IN && expr->in.select);
	at->aggregate |= expr->kind == EXPR_CALL && frame_calls_aggregate(expr->call);
	if (expr->kind != EXPR_COLUMN)
		return true;
	column = frame_find(at->frame, expr);
	if (!column.source)
		return true; /* of a subquery in it */
	at->others |= at->only && at->only != column.source;
	at->only = column.source;
	return true;
}

static struct whereabouts locate_all(
	const struct frame *frame, const struct tree_expr *expr)
{
	struct whereabouts at = { .frame = frame };
	struct tree_visitor visitor = { .context = &at, .expr = locate };

	tree_walk_expr(&visitor, expr);
	return at;
}

/* Demands */

static void add_condition(struct arena *arena, struct demand *demand,
	const struct tree_expr *expr, enum wanted wanted)
{
	static const enum truth truths[] = {
		[WANT_TRUE] = TRUTH_TRUE,
		[WANT_FALSE] = TRUTH_FALSE,
		[WANT_NULL] = TRUTH_NULL,
		[WANT_NOT_TRUE] = TRUTH_FALSE,
	};

	*arena_add(arena, demand->conditions, demand->condition_count) =
		(struct demand_condition){ expr, truths[wanted] };
}

/* A row that was made, and a column of it. */
struct reached {
	const struct relation *relation;
	const char *where; /* NULL: none was made */
	const char *column;
	struct frame_column place;
};

/* What an expression leads to, when it is a column, through subqueries. */
static struct reached reach(
	const struct made *made, const struct frame *frame, const struct tree_expr *expr)
{
	struct reached reached = { NULL, NULL, NULL, { NULL, NULL } };
	uint32_t i;

	while (expr && expr->kind == EXPR_COLLATE)
		expr = expr->collate.operand;
	if (!expr || expr->kind != EXPR_COLUMN)
		return reached;
	reached.place = frame_find(frame, expr);
	if (!reached.place.source)
		return reached;
	while (made && made->frame != reached.place.frame)
		made = made->outer;
	reached.column = expr->column.name.text;
	reached.relation = reached.place.source->relation;
	if (!made || !made->where)
		return reached;
	i = (uint32_t)(reached.place.source - made->frame->sources);
	reached.where = made->where[i];
	if (reached.relation || !made->below || !made->below[i])
		return reached;
	return reach(made->below[i], made->below[i]->frame,
		pushdown_column(reached.place.source, made->below[i]->frame->core,
			expr->column.name.text));
}

static struct demand_pin *pin_to(struct arena *arena, struct demand *demand,
	enum pin_kind kind, const char *table, const char *where)
{
	for (uint32_t i = 0; i < demand->pin_count; i++) {
		struct demand_pin *pin = &demand->pins[i];

		if (pin->kind == kind && map_same(pin->table, table) &&
			pin->where == where)
			return pin;
	}
	*arena_add(arena, demand->pins, demand->pin_count) =
		(struct demand_pin){ .kind = kind, .table = table, .where = where };
	return &demand->pins[demand->pin_count - 1];
}

static void pin_columns(struct arena *arena, struct demand_pin *pin, const char *column,
	const char *other)
{
	*arena_add(arena, pin->columns.items, pin->columns.count) = column;
	*arena_add(arena, pin->others.items, pin->others.count) = other;
}

static bool is_apart(const struct task *task, const struct frame_column *column)
{
	return task->apart.frame && column->frame == task->apart.frame &&
	       column->source == &task->apart.frame->sources[task->apart.part];
}

/* A term that two columns are equal, of which one is of the source in hand. */
static void take_link(const struct task *task, const struct made *made,
	const struct frame *frame, const struct frame_source *source,
	const struct tree_expr *term, struct demand *demand)
{
	struct arena *arena = task->making->arena;
	const struct tree_expr *sides[2];

	if (term->kind != EXPR_BINARY ||
		(term->binary.operator!= OPERATOR_EQUAL && term->binary.operator!=
			OPERATOR_IS))
		return;
	sides[0] = term->binary.left;
	sides[1] = term->binary.right;
	for (int i = 0; i < 2; i++) {
		struct reached here = reach(NULL, frame, sides[i]);
		struct reached there = reach(made, frame, sides[!i]);
		bool apart = is_apart(task, &there.place);

		if (here.place.source != source || !there.relation ||
			there.place.source == source || (!apart && !there.where))
			continue;
		pin_columns(arena,
			pin_to(arena, demand, apart ? PIN_APART : PIN_SHARED,
				there.relation->name, apart ? NULL : there.where),
			here.column, there.column);
	}
}

/* The subquery of a wish that rows of it have to answer, and what its result is to be. */
static const struct tree_select *subquery_of(
	const struct wish *wish, const struct tree_expr **null)
{
	const struct tree_expr *expr = wish->expr;
	enum wanted wanted = wish->wanted;
	const struct tree_select *select;

	while (expr->kind == EXPR_UNARY && expr->unary.operator== OPERATOR_NOT) {
		expr = expr->unary.operand;
		wanted = wanted == WANT_TRUE ? WANT_FALSE : WANT_TRUE;
	}
	*null = NULL;
	if (expr->kind == EXPR_EXISTS && !wanted)
		return expr->select;
	if (expr->kind != EXPR_IN || !expr->in.select)
		return NULL;
	select = expr->in.select;
	if (expr->in.negated && wanted != WANT_NULL)
		wanted = wanted == WANT_TRUE ? WANT_FALSE : WANT_TRUE;
	if (wanted == WANT_NULL && select->cores.items[0].results.count)
		*null = select->cores.items[0].results.items[0].expr;
	return wanted == WANT_TRUE || *null ? select : NULL;
}

/* A comparison of two tables is NULL where a side of it is. */
static void take_null(const struct task *task, const struct frame *frame,
	const struct frame_source *source, const struct tree_expr *expr,
	struct demand *demand)
{
	const struct tree_expr *sides[2];

	if (expr->kind != EXPR_BINARY)
		return;
	sides[0] = expr->binary.left;
	sides[1] = expr->binary.right;
	for (int i = 0; i < 2; i++) {
		struct whereabouts at = locate_all(frame, sides[i]);

		if (at.only == source && !at.others &&
			nullability_of(frame, PLACE_FROM, NULL, sides[i]))
			add_condition(
				task->making->arena, demand, sides[i], WANT_NULL);
	}
}

static bool has_with(const struct frame *frame)
{
	for (; frame; frame = frame->outer) {
		if (frame->with)
			return true;
	}
	return false;
}

static void take_wishes(const struct task *task, const struct made *made,
	const struct frame *frame, const struct frame_source *source,
	const struct wish *wishes, struct demand *demand)
{
	for (; wishes; wishes = wishes->next) {
		struct whereabouts at = locate_all(frame, wishes->expr);
		const struct tree_expr *null;

		if (wishes->expr->kind != EXPR_IN && subquery_of(wishes, &null))
			continue; /* its rows are made afterwards */
		if (at.subquery && has_with(frame))
			continue; /* it may read a table of WITH */
		if (at.only == source && !at.others && !at.aggregate)
			add_condition(task->making->arena, demand, wishes->expr,
				wishes->wanted);
		else if (at.others && wishes->wanted == WANT_NULL)
			take_null(task, frame, source, wishes->expr, demand);
		else if (at.others && wishes->wanted == WANT_TRUE)
			take_link(task, made, frame, source, wishes->expr, demand);
	}
}

/* USING and NATURAL have no term: the columns of that name. */
static void take_using(const struct task *task, const struct made *made,
	const struct frame_source *source, struct demand *demand)
{
	const struct frame *frame = made->frame;

	for (uint32_t i = 0; i < frame->source_count; i++) {
		const struct frame_source *other = &frame->sources[i];
		const struct tree_names *names =
			other > source ? &other->tree->using : &source->tree->using;
		bool apart = is_apart(task, &(struct frame_column){ frame, other });

		if (other == source || !other->relation || (!apart && !made->where[i]))
			continue;
		for (uint32_t j = 0; j < names->count; j++) {
			const char *name = names->items[j].text;

			if (names_have(&other->relation->columns, name) &&
				names_have(&source->relation->columns, name))
				pin_columns(task->making->arena,
					pin_to(task->making->arena, demand,
						apart ? PIN_APART : PIN_SHARED,
						other->relation->name,
						apart ? NULL : made->where[i]),
					name, name);
		}
	}
}

/* A row that is there and will do; NULL: none. */
static const char *find_row(struct task *task, const struct demand *demand)
{
	struct scratch *scratch = task->making->scratch;
	struct arena *arena = task->making->arena;
	const char *alias = demand->alias ? demand->alias : demand->table;
	const char *where = "1", *row;

	for (uint32_t i = 0; i < demand->condition_count; i++) {
		static const char *const words[] = { "IS FALSE", "IS TRUE", "IS NULL" };

		where = arena_printf(arena, "%s AND (%s) %s", where,
			tree_print(arena, NODE_EXPR, demand->conditions[i].expr),
			words[demand->conditions[i].wanted]);
	}
	for (uint32_t i = 0; i < demand->pin_count; i++) {
		const struct demand_pin *pin = &demand->pins[i];
		const char *same = pin->where ? pin->where : "1";

		if (pin->kind != PIN_SHARED && pin->kind != PIN_APART)
			return NULL;
		for (uint32_t j = 0; j < pin->columns.count; j++)
			same = arena_printf(arena, "%s AND o.\"%w\" = \"%w\".\"%w\"",
				same, pin->others.items[j], alias, pin->columns.items[j]);
		where = arena_printf(arena,
			"%s AND %sEXISTS (SELECT 1 FROM main.\"%w\" AS o WHERE %s)",
			where, pin->kind == PIN_APART ? "NOT " : "", pin->table, same);
	}
	row = scratch_text(scratch, "SELECT rowid FROM main.\"%w\" AS \"%w\" WHERE %s",
		demand->table, alias, where);
	return row ? arena_printf(arena, "rowid = %s", row) : NULL;
}

/* A table of one row may have no room for another: that one is changed. */
static bool is_alone(const struct task *task, const char *table)
{
	return scratch_int(task->making->scratch, 0,
		       "SELECT count(*) FROM (SELECT 1 FROM main.\"%w\" LIMIT 2)",
		       table) == 1;
}

/* Make it, or find one; the row as SQL, or NULL. */
static const char *meet(struct task *task, struct demand *demand, bool find)
{
	struct making_of *making = task->making;
	uint32_t made = map_get(&making->rows, demand->table);
	const char *row;

	made = made == MAP_NONE ? 0 : made;
	demand->attempts = ATTEMPTS;
	if (find && (row = find_row(task, demand)) != NULL)
		return row;
	if (made < ROWS_MOST && making->attempts > demand->attempts) {
		bool met;

		demand->way = task->making->change || is_alone(task, demand->table)
				      ? DEMAND_EITHER
				      : DEMAND_ADD;
		met = synthesis_meet(making->synth, making->scratch, NULL, demand);

		making->attempts -= demand->attempted < making->attempts
					    ? demand->attempted
					    : making->attempts;
		if (met) {
			map_put(&making->rows, demand->table, made + 1);
			*arena_add(making->arena, making->made.items,
				making->made.count) = demand->table;
			return demand->where;
		}
		give_up(task, demand->why);
	} else {
		give_up(task, "more rows than are made for one step");
	}
	return NULL;
}

/* Frames */

static struct demand demand_for(const struct task *task, const struct made *made,
	const struct frame_source *source)
{
	struct demand demand = { .table = source->relation->name, .alias = source->name };

	take_wishes(task, made, made->frame, source, made->wishes, &demand);
	take_using(task, made, source, &demand);
	return demand;
}

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

static bool make_frame(struct task *task, const struct frame *frame,
	enum frame_place place, const struct wish *wishes, const struct made *outer,
	struct made *made);

/* What is wished of a subquery's columns, wished of the rows below. */
static const struct wish *wishes_below(const struct made *made,
	const struct frame_source *source, const struct tree_core *core)
{
	const struct wish *below = NULL;

	for (const struct wish *wish = made->wishes; wish; wish = wish->next) {
		struct whereabouts at = locate_all(made->frame, wish->expr);
		const struct tree_expr *expr;

		if (at.only != source && !at.others)
			continue;
		expr = pushdown_expr(made->frame, source, core, wish->expr);
		if (expr && (!at.others || wish->wanted == WANT_TRUE))
			below = wish_add(made->frame->arena, below, expr, wish->wanted);
	}
	return below;
}

/* A subquery's rows: those of its first core. */
static bool make_select(struct task *task, struct made *made, uint32_t i)
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
	frame = frame_of_core(made->frame, PLACE_FROM, NULL, source->select->with, core);
	made->below[i] = arena_alloc(frame->arena, sizeof(**made->below));
	return make_frame(task, frame, PLACE_RESULT, wishes_below(made, source, core),
		made, made->below[i]);
}

static bool make_source(struct task *task, struct made *made, uint32_t i)
{
	const struct frame_source *source = &made->frame->sources[i];
	struct demand demand;

	if (!source->relation)
		return make_select(task, made, i);
	demand = demand_for(task, made, source);
	made->where[i] = meet(task, &demand, false);
	if (!made->where[i])
		made->where[i] = find_row(task, &demand);
	return made->where[i] != NULL;
}

/* The rows that IN and EXISTS look for: those of IN before the others. */
static void make_subqueries(struct task *task, const struct made *made, bool exists)
{
	for (const struct wish *wish = made->wishes; wish; wish = wish->next) {
		const struct tree_expr *null;
		const struct tree_select *select = subquery_of(wish, &null);
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

static bool make_sources(struct task *task, struct made *made)
{
	const struct frame *frame = made->frame;
	bool *done = arena_array(frame->arena, frame->source_count + 1, sizeof(*done));
	bool made_all = true;

	for (uint32_t round = 0; round < 2; round++) {
		for (uint32_t i = 0; made_all && i < frame->source_count; i++) {
			bool apart = is_apart(task,
				&(struct frame_column){ frame, &frame->sources[i] });
			bool behind = task->apart.frame == frame &&
				      task->situation->making == MAKE_APART &&
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

static bool make_frame(struct task *task, const struct frame *frame,
	enum frame_place place, const struct wish *wishes, const struct made *outer,
	struct made *made)
{
	*made = (struct made){ .frame = frame, .outer = outer };
	made->where =
		arena_array(frame->arena, frame->source_count + 1, sizeof(*made->where));
	made->below =
		arena_array(frame->arena, frame->source_count + 1, sizeof(*made->below));
	made->wishes = all_wishes(frame, place, wishes);
	make_subqueries(task, made, false);
	if (!make_sources(task, made))
		return false;
	make_subqueries(task, made, true);
	return true;
}

/* The frames around a frame, from the outermost one. */
static bool make_around(
	struct task *task, const struct frame *frame, const struct made **made)
{
	const struct made *outer = NULL;
	struct made *own;

	*made = NULL;
	if (!frame->outer)
		return true;
	if (!make_around(task, frame->outer, &outer))
		return false;
	own = arena_alloc(frame->arena, sizeof(*own));
	*made = own;
	return make_frame(task, frame->outer, frame->place, frame->context, outer, own);
}

static bool make_rows(struct task *task, struct made *made)
{
	const struct situation *situation = task->situation;
	const struct made *outer;

	return make_around(task, situation->frame, &outer) &&
	       make_frame(task, situation->frame, situation->place, situation->wishes,
		       outer, made);
}

/* Each way of making */

/* Rows that nothing goes with: `part` itself has none, or is what goes with none. */
static bool make_apart(struct task *task)
{
	struct made made;

	task->apart = (struct apart){ task->situation->frame, task->situation->part };
	return make_rows(task, &made);
}

static bool make_apart_right(struct task *task)
{
	const struct situation *situation = task->situation;
	const struct frame *frame = situation->frame;
	const struct frame_source *source = &frame->sources[situation->part];
	struct made made = { .frame = frame };
	struct demand demand;

	if (!source->relation)
		return give_up(task, "rows of a subquery are not made");
	made.where = arena_array(frame->arena, frame->source_count, sizeof(*made.where));
	made.wishes = all_wishes(frame, PLACE_RESULT, NULL);
	for (uint32_t i = 0; i < frame->source_count; i++) {
		if (i == situation->part)
			continue;
		task->apart = (struct apart){ frame, i };
		demand = demand_for(task, &made, source);
		demand.condition_count = 0;
		if (demand.pin_count)
			return meet(task, &demand, true) != NULL;
	}
	return give_up(task, "it is not seen what goes together");
}

static bool make_several(struct task *task)
{
	const struct situation *situation = task->situation;
	const struct frame_source *source = &situation->frame->sources[situation->part];
	struct made made;
	struct demand demand;

	if (!make_rows(task, &made))
		return false;
	if (!source->relation)
		return make_select(task, &made, situation->part);
	demand = demand_for(task, &made, source);
	return meet(task, &demand, false) != NULL;
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
		if (!make_rows(task, &made))
			return false;
	}
	return true;
}

static bool make_twin(struct task *task)
{
	const struct situation *situation = task->situation;
	const struct frame *frame = situation->frame;
	const struct frame_source *source = &frame->sources[situation->part];
	struct made made = { .frame = frame };
	struct demand demand;
	struct demand_pin *pin;

	if (!source->relation)
		return give_up(task, "rows of a subquery are not made");
	if (!is_shown(task)) {
		if (!make_rows(task, &made))
			return false;
	}
	made.wishes = all_wishes(frame, situation->place, NULL);
	demand = demand_for(task, &made, source);
	demand.orphans = true;
	pin = pin_to(task->making->arena, &demand, PIN_TWIN, NULL,
		made.where ? made.where[situation->part] : NULL);
	for (uint32_t i = 0; i < situation->columns.count; i++)
		pin_columns(task->making->arena, pin, situation->columns.items[i], NULL);
	pin->others.count = 0;
	return meet(task, &demand, false) != NULL;
}

/* The key of the first row that the statement brings. */
static bool pin_key(struct task *task, struct demand *demand)
{
	const struct situation *situation = task->situation;
	struct making_of *making = task->making;
	const char *list = NULL;
	struct query query;
	bool found;

	for (uint32_t i = 0; i < situation->columns.count; i++)
		list = names_join(making->arena, list, ", ",
			arena_printf(
				making->arena, "\"%w\"", situation->columns.items[i]));
	query = scratch_prepare(making->scratch,
		arena_printf(making->arena, "%s SELECT %s FROM instar_new LIMIT 1",
			situation->rows, list));
	found = query_row(&query);
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
		if (!situation->frame || !make_rows(task, &made) ||
			!pin_key(task, &demand))
			return give_up(task, "the statement brings no row with a key");
	}
	return meet(task, &demand, false) != NULL;
}

static bool make_child(struct task *task)
{
	const struct situation *situation = task->situation;
	struct demand demand = { .table = situation->relation->name };
	struct demand_pin *pin;
	struct made made;

	if (!make_rows(task, &made))
		return false;
	pin = pin_to(task->making->arena, &demand, PIN_SHARED,
		situation->frame->sources[0].relation->name, made.where[0]);
	for (uint32_t i = 0; i < situation->columns.count; i++)
		pin_columns(task->making->arena, pin,
			situation->reference->columns.items[i],
			situation->columns.items[i]);
	return meet(task, &demand, false) != NULL;
}

static bool make_orphan(struct task *task)
{
	const struct situation *situation = task->situation;
	const struct frame_source *source = &situation->frame->sources[situation->part];
	const struct relation *parent = situation->relation;
	const struct names *targets = situation->reference->targets.count
					      ? &situation->reference->targets
					      : &parent->primary;
	struct demand demand = { .alias = source->name, .orphans = true };
	struct demand_pin *pin;

	if (!source->relation)
		return give_up(task, "rows of a subquery are not made");
	demand.table = source->relation->name;
	pin = pin_to(task->making->arena, &demand, PIN_APART, parent->name, NULL);
	for (uint32_t i = 0; i < situation->columns.count; i++)
		pin_columns(task->making->arena, pin, situation->columns.items[i],
			targets->items[i]);
	return meet(task, &demand, false) != NULL;
}

static bool make_plainly(struct task *task)
{
	struct made made;

	return make_rows(task, &made);
}

/* What only an empty table shows: its rows go, and come back with the savepoint. */
static bool make_empty(struct task *task)
{
	const struct frame *frame = task->situation->frame;
	struct scratch *scratch = task->making->scratch;
	const struct made *outer;
	int was = 0;

	if (!frame->outer || !make_around(task, frame, &outer))
		return false;
	sqlite3_db_config(scratch->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &was);
	sqlite3_db_config(scratch->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	for (uint32_t i = 0; i < frame->source_count; i++) {
		if (frame->sources[i].relation)
			scratch_run(scratch,
				arena_printf(task->making->arena,
					"DELETE FROM main.\"%w\"",
					frame->sources[i].relation->name));
	}
	sqlite3_db_config(scratch->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, was, NULL);
	return true;
}

static bool make_nothing(struct task *task)
{
	return give_up(task, "rows are not made for that");
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
