/*
 * making_demands: what is wished of a row, put as a demand. See making_rows.h.
 *
 * Conditions over the row's own columns are demanded as they are; columns that are equal
 * to those of another table are pinned to the row that was made there.
 */
#include "gen/base/arena.h"
#include "gen/coverage/making_rows.h"
#include "gen/coverage/nullability.h"
#include "gen/coverage/pushdown.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

enum {
	ROWS_MOST = 64, /* made in one table for one step */
	ATTEMPTS = 40	/* for one row */
};

bool making_give_up(struct task *task, const char *why)
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

	if (expr->kind == EXPR_BINARY && expr->binary.operator == OPERATOR_AND &&
					 wanted == WANT_TRUE) {
		split(frame, wishes, expr->binary.left, wanted);
		split(frame, wishes, expr->binary.right, wanted);
	} else {
		*wishes = wish_add(arena, *wishes, pushdown_strings(frame, expr), wanted);
	}
}

/* All that is wished of the rows of a frame, each term alone. */
const struct wish *making_wishes(
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

struct whereabouts making_locate(const struct frame *frame, const struct tree_expr *expr)
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

struct demand_pin *making_pin(struct arena *arena, struct demand *demand,
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

void making_pin_columns(struct arena *arena, struct demand_pin *pin, const char *column,
	const char *other)
{
	*arena_add(arena, pin->columns.items, pin->columns.count) = column;
	*arena_add(arena, pin->others.items, pin->others.count) = other;
}

bool making_is_apart(const struct task *task, const struct frame_column *column)
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
		bool apart = making_is_apart(task, &there.place);

		if (here.place.source != source || !there.relation ||
			there.place.source == source || (!apart && !there.where))
			continue;
		making_pin_columns(arena,
			making_pin(arena, demand, apart ? PIN_APART : PIN_SHARED,
				there.relation->name, apart ? NULL : there.where),
			here.column, there.column);
	}
}

/* The subquery of a wish that rows of it have to answer, and what its result is to be. */
const struct tree_select *making_subquery(
	const struct wish *wish, const struct tree_expr **null)
{
	const struct tree_expr *expr = wish->expr;
	enum wanted wanted = wish->wanted;
	const struct tree_select *select;

	while (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT) {
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
		struct whereabouts at = making_locate(frame, sides[i]);

		if (at.only == source && !at.others &&
			nullability_of(frame, PLACE_FROM, NULL, sides[i]))
			add_condition(task->making->arena, demand, sides[i], WANT_NULL);
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

/* A step's later conditions may speak of what it has still to make. */
static bool can_ask(const struct task *task, const struct frame *frame,
	const struct frame_source *source, const struct tree_expr *expr)
{
	struct scratch *scratch = task->making->scratch;

	return !frame->relations->before || !source->relation ||
	       scratch_compiles(
		       scratch, arena_printf(scratch->arena,
					"SELECT 1 FROM main.\"%w\" AS \"%w\" WHERE %s",
					source->relation->name, source->name,
					tree_print(scratch->arena, NODE_EXPR, expr)));
}

static void take_wishes(const struct task *task, const struct made *made,
	const struct frame *frame, const struct frame_source *source,
	const struct wish *wishes, struct demand *demand)
{
	for (; wishes; wishes = wishes->next) {
		struct whereabouts at = making_locate(frame, wishes->expr);
		const struct tree_expr *null;

		if (wishes->expr->kind != EXPR_IN && making_subquery(wishes, &null))
			continue; /* its rows are made afterwards */
		if (at.subquery && task->making->aside)
			task->making->varied = true;
		if (at.subquery && (task->making->aside || has_with(frame)))
			continue; /* it may read a table of WITH */
		if (at.only == source && !at.others && !at.aggregate &&
			can_ask(task, frame, source, wishes->expr))
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
		bool apart =
			making_is_apart(task, &(struct frame_column){ frame, other });

		if (other == source || !other->relation || (!apart && !made->where[i]))
			continue;
		for (uint32_t j = 0; j < names->count; j++) {
			const char *name = names->items[j].text;

			if (names_have(&other->relation->columns, name) &&
				names_have(&source->relation->columns, name))
				making_pin_columns(task->making->arena,
					making_pin(task->making->arena, demand,
						apart ? PIN_APART : PIN_SHARED,
						other->relation->name,
						apart ? NULL : made->where[i]),
					name, name);
		}
	}
}

/* A row that is there and will do; NULL: none. */
const char *making_find_row(struct task *task, const struct demand *demand)
{
	struct scratch *scratch = task->making->scratch;
	struct arena *arena = task->making->arena;
	const char *alias = demand->alias ? demand->alias : demand->table;
	const char *where = "1", *row;

	for (uint32_t i = 0; i < demand->condition_count; i++) {
		static const char *const words[] = {
			[TRUTH_FALSE] = "IS FALSE",
			[TRUTH_TRUE] = "IS TRUE",
			[TRUTH_NULL] = "IS NULL",
		};

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
const char *making_meet(struct task *task, struct demand *demand, bool find)
{
	struct making_of *making = task->making;
	uint32_t made = map_get(&making->rows, demand->table);
	const char *row;

	made = made == MAP_NONE ? 0 : made;
	demand->attempts = ATTEMPTS;
	if ((find || making->find) && (row = making_find_row(task, demand)) != NULL)
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
		making_give_up(task, demand->why);
	} else {
		making_give_up(task, "more rows than are made for one step");
	}
	return NULL;
}

struct demand making_demand(const struct task *task, const struct made *made,
	const struct frame_source *source)
{
	struct demand demand = { .alias = source->name };

	take_wishes(task, made, made->frame, source, made->wishes, &demand);
	if (source->relation) {
		demand.table = source->relation->name;
		take_using(task, made, source, &demand);
	}
	return demand;
}
