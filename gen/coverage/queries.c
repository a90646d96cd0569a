/*
 * queries: what a SELECT distinguishes. See situation.h.
 *
 * Its conditions and joins; groups of one row and of several; duplicates where they are
 * dropped; more rows than LIMIT takes; where it gives a value no row, one, several.
 */
#include "gen/coverage/situation.h"

#include <stdlib.h>

#include "gen/base/arena.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

/* A LIMIT above that is not reached with rows that are made. */
#define LIMIT_MOST 64

/* A twin in what is grouped by; where that is a key, rows that are joined to one. */
static enum making way_to_several(const struct frame *frame, struct situation *situation)
{
	const struct relation *relation;

	if (!situation->columns.count)
		return frame->source_count == 1 ? MAKE_MANY : MAKE_ROWS;
	relation = frame->sources[situation->part].relation;
	if (!relation || !relation_is_unique(relation, &situation->columns) ||
		frame->source_count == 1)
		return MAKE_TWIN;
	situation->part = situation->part ? 0 : frame->source_count - 1;
	return MAKE_SEVERAL;
}

static void ask_groups(struct situations *list, const struct frame *frame)
{
	static const char *const labels[] = { "a group of one row",
		"a group of several rows" };
	const struct tree_exprs *terms = &frame->core->group_by;
	struct span span = terms->items[0]->span;
	struct situation situation = {
		.span = span, .frame = frame, .place = PLACE_RESULT
	};

	situation.columns = frame_columns(frame, terms, &situation.part);
	for (int several = 0; several < 2; several++) {
		struct situation one = situation;

		one.label = situation_label(list, span, labels[several]);
		one.query = frame_ask(frame, PLACE_RESULT, NULL,
			several ? "count(*) > 1" : "count(*) = 1");
		one.making = several ? way_to_several(frame, &one) : MAKE_FRESH;
		if (several && frame_is_unique(frame, terms))
			one.ruled_out = "it is grouped by a key";
		situation_add(list, one);
	}
}

/* The SELECT as text, with more or fewer rows than the author's. */
static const char *variant(struct arena *arena, const struct tree_select *select,
	enum tree_compound compound, bool all)
{
	struct tree_select copy = *select;

	copy.with = NULL;
	copy.limit = copy.offset = NULL;
	copy.order_by.count = 0;
	copy.cores.items =
		arena_array(arena, select->cores.count, sizeof(*copy.cores.items));
	for (uint32_t i = 0; i < select->cores.count; i++) {
		copy.cores.items[i] = select->cores.items[i];
		if (i)
			copy.cores.items[i].compound = compound;
		if (all)
			copy.cores.items[i].distinct = false;
	}
	return tree_print(arena, NODE_SELECT, &copy);
}

/* A question about all rows of the SELECT, where it is asked. */
static void add_about(struct situations *list, const struct frame *frame,
	struct span span, const char *word, const char *condition, enum making making,
	uint32_t count)
{
	struct situation situation = { .span = span,
		.label = situation_label(list, span, word),
		.query = frame_ask(frame->outer, frame->place, frame->context, condition),
		.making = making,
		.frame = frame,
		.place = PLACE_RESULT,
		.count = count };

	situation_add(list, situation);
}

static void ask_duplicates(struct situations *list, const struct frame *frame,
	const struct tree_select *select)
{
	struct arena *arena = list->arena;
	const struct tree_core *core = frame->core;
	struct tree_exprs results = { NULL, 0 };
	struct situation situation = { .span = core->span };
	struct tree_select one = *select;
	const char *all;

	one.cores.items = (struct tree_core *)core;
	one.cores.count = 1;
	all = variant(arena, &one, COMPOUND_NONE, true);
	situation.label = situation_label(list,
		core->results.count ? core->results.items[0].span : core->span,
		"… DISTINCT drops a duplicate");
	situation.query = frame_ask(frame->outer, frame->place, frame->context,
		arena_printf(arena,
			"(SELECT count(*) FROM (%s)) > (SELECT count(*) FROM (%s))", all,
			variant(arena, &one, COMPOUND_NONE, false)));
	for (uint32_t i = 0; i < core->results.count; i++) {
		if (core->results.items[i].expr)
			*arena_add(arena, results.items, results.count) =
				core->results.items[i].expr;
	}
	situation.frame = frame;
	situation.place = PLACE_RESULT;
	if (results.count == core->results.count)
		situation.columns = frame_columns(frame, &results, &situation.part);
	situation.making = situation.columns.count ? MAKE_TWIN : MAKE_NOTHING;
	if (results.count == core->results.count && frame_is_unique(frame, &results))
		situation.ruled_out = "a key is among the columns";
	situation_add(list, situation);
}

static void ask_aggregates(struct situations *list, const struct frame *frame)
{
	const struct tree_core *core = frame->core;

	if (frame_is_aggregate(frame) && !core->group_by.count && core->from.count) {
		struct situation some = { .span = core->span,
			.label = "rows to make one of",
			.query = frame_ask(frame, PLACE_RESULT, NULL, "count(*) > 0"),
			.making = MAKE_ROWS,
			.frame = frame,
			.place = PLACE_RESULT };

		situation_add(list, some);
	}
	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_expr *expr = core->results.items[i].expr;

		if (!expr)
			continue;
		values_ask(list, frame, PLACE_RESULT, NULL, expr);
		if (!core->group_by.count)
			nulls_ask(list, frame, PLACE_RESULT, NULL, expr);
	}
}

static void ask_source(struct situations *list, const struct frame *frame,
	const struct frame_source *source)
{
	/* a table of WITH is asked where it is defined */
	if (source->tree->kind == SOURCE_SELECT)
		queries_ask(list, frame->outer ? frame->outer : frame, frame->place,
			frame->context, source->select);
}

static void ask_core(struct situations *list, const struct frame *frame,
	const struct tree_select *select)
{
	const struct tree_core *core = frame->core;

	for (uint32_t i = 0; i < core->rows.count; i++) {
		for (uint32_t j = 0; j < core->rows.items[i].count; j++)
			values_ask(list, frame, PLACE_RESULT, NULL,
				core->rows.items[i].items[j]);
	}
	for (uint32_t i = 0; i < frame->source_count; i++)
		ask_source(list, frame, &frame->sources[i]);
	joins_ask(list, frame);
	conditions_ask(list, frame, PLACE_FROM, NULL, core->where);
	if (core->group_by.count)
		ask_groups(list, frame);
	conditions_ask(list, frame, PLACE_RESULT, NULL, core->having);
	ask_aggregates(list, frame);
	if (core->distinct && core->from.count)
		ask_duplicates(list, frame, select);
}

/* UNION drops duplicates; EXCEPT and INTERSECT take or leave rows. */
static void ask_compound(struct situations *list, const struct frame *frame,
	const struct tree_select *select)
{
	struct arena *arena = list->arena;
	const struct tree_core *last = &select->cores.items[select->cores.count - 1];
	const char *words[] = { "… UNION drops a duplicate", "… a row of both",
		"… a row of the first one alone" };

	if (last->compound == COMPOUND_UNION_ALL)
		return;
	if (last->compound == COMPOUND_UNION) {
		add_about(list, frame, last->span, words[0],
			arena_printf(arena,
				"(SELECT count(*) FROM (%s)) > (SELECT count(*) FROM "
				"(%s))",
				variant(arena, select, COMPOUND_UNION_ALL, true),
				variant(arena, select, COMPOUND_UNION, false)),
			MAKE_NOTHING, 0);
		return;
	}
	add_about(list, frame, last->span, words[1],
		arena_printf(arena, "EXISTS (%s)",
			variant(arena, select, COMPOUND_INTERSECT, false)),
		MAKE_NOTHING, 0);
	add_about(list, frame, last->span, words[2],
		arena_printf(arena, "EXISTS (%s)",
			variant(arena, select, COMPOUND_EXCEPT, false)),
		MAKE_NOTHING, 0);
}

static void ask_limit(struct situations *list, const struct frame *frame,
	const struct tree_select *select)
{
	const struct tree_expr *limit = select->limit;
	long most;

	if (!limit || limit->kind != EXPR_LITERAL ||
		limit->literal.kind != LITERAL_NUMBER)
		return;
	most = strtol(limit->literal.text, NULL, 10);
	if (select->offset && select->offset->kind == EXPR_LITERAL &&
		select->offset->literal.kind == LITERAL_NUMBER)
		most += strtol(select->offset->literal.text, NULL, 10);
	add_about(list, frame, limit->span, "rows are not all",
		arena_printf(list->arena, "(SELECT count(*) FROM (%s)) > %ld",
			variant(list->arena, select,
				select->cores.items[select->cores.count - 1].compound,
				false),
			most),
		most < LIMIT_MOST ? MAKE_MANY : MAKE_NOTHING, (uint32_t)most + 1);
}

/* Where its tables of WITH are seen. */
static const struct frame *frame_of_with(const struct frame *outer,
	enum frame_place place, const struct wish *base, const struct tree_select *select)
{
	struct frame *frame;

	if (!select->with)
		return NULL;
	frame = arena_alloc(outer->arena, sizeof(*frame));
	*frame = (struct frame){ .arena = outer->arena,
		.relations = outer->relations,
		.outer = outer,
		.place = place,
		.context = base,
		.with = select->with };
	return frame;
}

void queries_ask_with(
	struct situations *list, const struct frame *frame, const struct tree_with *with)
{
	for (uint32_t i = 0; with && i < with->ctes.count; i++)
		queries_ask(list, frame, PLACE_FROM, NULL, with->ctes.items[i].select);
}

void queries_ask(struct situations *list, const struct frame *outer,
	enum frame_place place, const struct wish *base, const struct tree_select *select)
{
	const struct frame *around = frame_of_with(outer, place, base, select);
	const struct frame *last = NULL;

	if (around) {
		queries_ask_with(list, around, select->with);
		outer = around;
		place = PLACE_FROM;
		base = NULL;
	}
	for (uint32_t i = 0; i < select->cores.count; i++) {
		last = frame_of_core(outer, place, base, NULL, &select->cores.items[i]);
		ask_core(list, last, select);
	}
	if (select->cores.count > 1)
		ask_compound(list, last, select);
	ask_limit(list, last, select);
}

/* Has the step itself made all that it reads? */
static bool is_constant(const struct situations *list, const struct frame *frame)
{
	for (uint32_t i = 0; i < frame->source_count; i++) {
		const struct frame_source *source = &frame->sources[i];
		bool values = source->select &&
			      source->select->cores.items[0].rows.count &&
			      source->select->cores.count == 1;

		if (!values && (!source->relation ||
				       !situations_make(list, source->relation->name)))
			return false;
	}
	return frame->source_count > 0;
}

static bool takes_one(const struct tree_select *select)
{
	return select->limit && select->limit->kind == EXPR_LITERAL &&
	       map_same(select->limit->literal.text, "1");
}

/* Has it a row for each row around it, by a foreign key? */
static bool is_found_by_key(const struct frame *frame, const struct tree_expr *term,
	const struct relation **child, struct names *columns)
{
	const struct tree_expr *own, *other;
	struct frame_column there;

	if (!term || term->kind != EXPR_BINARY)
		return false;
	if (term->binary.operator == OPERATOR_AND)
		return is_found_by_key(frame, term->binary.left, child, columns) &&
		       is_found_by_key(frame, term->binary.right, child, columns);
	own = term->binary.left;
	other = term->binary.right;
	if (term->binary.operator!= OPERATOR_EQUAL || own->kind != EXPR_COLUMN ||
		other->kind != EXPR_COLUMN)
		return false;
	if (frame_find(frame, own).frame != frame) {
		own = term->binary.right;
		other = term->binary.left;
	}
	there = frame_find(frame, other);
	if (frame_find(frame, own).frame != frame || there.frame == frame ||
		!there.source || !there.source->relation ||
		(*child && *child != there.source->relation))
		return false;
	*child = there.source->relation;
	names_add(frame->arena, columns, other->column.name.text);
	return true;
}

bool queries_have_row(const struct frame *frame)
{
	const struct relation *child = NULL;
	struct names columns = { NULL, 0 };

	return frame->source_count == 1 && frame->sources[0].relation &&
	       is_found_by_key(frame, frame->where, &child, &columns) &&
	       relation_has_parent(child, &columns, frame->sources[0].relation->name);
}

/* How rows for no row, one, several are made. */
static void choose_way(struct situation *situation, const struct frame *frame, int rows)
{
	static const enum making ways[] = { MAKE_APART, MAKE_ROWS, MAKE_SEVERAL };
	const struct relation *child = NULL;
	struct names columns = { NULL, 0 };

	situation->making = ways[rows];
	if (rows ||
		(frame->where && is_found_by_key(frame, frame->where, &child, &columns)))
		return;
	situation->making = MAKE_EMPTY;
	situation->refused = true;
}

void queries_ask_value(struct situations *list, const struct frame *outer,
	enum frame_place place, const struct wish *base, const struct tree_select *select)
{
	static const char *const words[] = { "no row", "one row", "several rows" };
	static const char *const counts[] = { "= 0", "= 1", "> 1" };
	const struct frame *frame =
		frame_of_core(outer, place, base, NULL, &select->cores.items[0]);
	const char *text = variant(list->arena, select, COMPOUND_UNION_ALL, false);
	bool aggregate = frame_has_one_row(frame);

	for (int i = 0; !select->with && !aggregate && frame->from.count && i < 3; i++) {
		bool any = i == 1 && takes_one(select);
		struct situation situation = { .span = select->span,
			.label = situation_label(
				list, select->span, any ? "a row" : words[i]),
			.query = frame_ask(outer, place, base,
				arena_printf(list->arena,
					"(SELECT count(*) FROM (%s)) %s", text,
					any ? "> 0" : counts[i])),
			.constant = is_constant(list, frame),
			.frame = frame,
			.place = PLACE_RESULT };

		choose_way(&situation, frame, i);
		if (i == 2 && frame_has_key(frame, &(struct tree_exprs){ NULL, 0 }))
			situation.ruled_out = "its key is unique";
		if (i == 0 && queries_have_row(frame))
			situation.ruled_out = "a foreign key keeps them together";
		situation_add(list, situation);
	}
	queries_ask(list, outer, place, base, select);
}
