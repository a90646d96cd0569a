/*
 * frame: a place in a statement where conditions are evaluated, and questions about it.
 * See frame.h.
 */
#include "gen/coverage/frame.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/coverage/origins.h"
#include "gen/sql/tree_print.h"

/* Sources */

static const struct tree_cte *find_cte(const struct frame *frame, const char *name)
{
	for (; frame; frame = frame->outer) {
		for (uint32_t i = 0; frame->with && i < frame->with->ctes.count; i++) {
			if (map_same(frame->with->ctes.items[i].name.text, name))
				return &frame->with->ctes.items[i];
		}
	}
	return NULL;
}

/* What a table of the step is before it. */
static void take_origin(
	const struct frame *frame, struct frame_source *source, const char *name)
{
	struct table_origin origin = origin_of(frame->relations, name);
	struct relations *below;

	if (origin.table) {
		source->relation = relation_of(frame->relations, origin.table);
		return;
	}
	below = arena_alloc(frame->arena, sizeof(*below));
	*below = *frame->relations;
	below->at = origin.at;
	if (!below->reader)
		below->reader = frame->relations;
	source->select = origin.select;
	source->columns = origin.columns;
	source->below = below;
}

static struct frame_source source_of(
	const struct frame *frame, const struct tree_source *tree)
{
	struct frame_source source = { .tree = tree, .select = tree->select };
	const struct tree_cte *cte = NULL;

	source.name = tree->alias.text ? tree->alias.text : tree->object.name.text;
	if (tree->kind != SOURCE_TABLE)
		return source;
	if (!tree->object.schema.text)
		cte = find_cte(frame, tree->object.name.text);
	if (cte) {
		source.select = cte->select;
		source.columns = cte->columns.count ? &cte->columns : NULL;
	} else if (frame->relations->before) {
		take_origin(frame, &source, tree->object.name.text);
	} else {
		source.relation = relation_of(frame->relations, tree->object.name.text);
	}
	return source;
}

static void add_sources(struct frame *frame, const struct tree_sources *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct tree_source *tree = &list->items[i];
		uint32_t first = frame->source_count;

		if (tree->kind == SOURCE_JOIN)
			add_sources(frame, &tree->sources);
		else
			*arena_add(frame->arena, frame->sources, frame->source_count) =
				source_of(frame, tree);
		for (uint32_t j = 0; j < frame->source_count; j++)
			frame->sources[j].optional |=
				j >= first ? tree->join == JOIN_LEFT ||
						     tree->join == JOIN_FULL
					   : tree->join == JOIN_RIGHT ||
						     tree->join == JOIN_FULL;
	}
}

void frame_open(struct frame *frame)
{
	add_sources(frame, &frame->from);
}

struct frame *frame_of_core(const struct frame *outer, enum frame_place place,
	const struct wish *context, const struct tree_with *with,
	const struct tree_core *core)
{
	struct frame *frame = arena_alloc(outer->arena, sizeof(*frame));

	*frame = (struct frame){ .arena = outer->arena,
		.relations = outer->relations,
		.outer = outer,
		.place = place,
		.context = context,
		.with = with,
		.from = core->from,
		.core = core,
		.where = core->where };
	frame_open(frame);
	return frame;
}

struct frame *frame_of_source(
	const struct frame *outer, const struct frame_source *source)
{
	const struct tree_select *select = source->select;
	const struct frame *around = outer;
	struct frame *other;

	if (source->below) {
		other = arena_alloc(outer->arena, sizeof(*other));
		*other = (struct frame){ .arena = outer->arena,
			.relations = source->below };
		around = other;
	}
	return frame_of_core(
		around, PLACE_FROM, NULL, select->with, &select->cores.items[0]);
}

const struct frame *frame_again(const struct frame *frame, struct relations *relations)
{
	struct frame *again;

	if (!frame)
		return NULL;
	again = arena_alloc(frame->arena, sizeof(*again));
	*again = *frame;
	again->relations = relations;
	again->outer = frame_again(frame->outer, relations);
	again->sources = NULL;
	again->source_count = 0;
	frame_open(again);
	return again;
}

/* Names */

bool frame_names_result(const struct tree_result *result, const char *name)
{
	const struct tree_name *column = tree_column_of(result->expr);

	if (result->alias.text)
		return map_same(result->alias.text, name);
	return column && map_same(column->text, name);
}

static bool has_column(const struct frame_source *source, const char *name)
{
	const struct tree_core *core;

	if (source->relation)
		return names_have(&source->relation->columns, name) ||
		       relation_is_rowid(source->relation, name);
	for (uint32_t i = 0; source->columns && i < source->columns->count; i++) {
		if (map_same(source->columns->items[i].text, name))
			return true;
	}
	if (source->columns || !source->select)
		return false;
	core = &source->select->cores.items[0];
	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_result *result = &core->results.items[i];

		if (!result->expr || frame_names_result(result, name))
			return true;
	}
	return false;
}

struct frame_column frame_find(const struct frame *frame, const struct tree_expr *column)
{
	const char *table = column->column.table.text, *name = column->column.name.text;

	for (; frame; frame = frame->outer) {
		for (uint32_t i = 0; i < frame->source_count; i++) {
			const struct frame_source *source = &frame->sources[i];

			if (table ? map_same(source->name, table)
				  : has_column(source, name))
				return (struct frame_column){ frame, source };
		}
	}
	return (struct frame_column){ NULL, NULL };
}

bool frame_is_string(const struct frame *frame, const struct tree_expr *column)
{
	return column->column.name.quote == QUOTE_DOUBLE && !column->column.table.text &&
	       !frame_find(frame, column).source;
}

struct names frame_columns(
	const struct frame *frame, const struct tree_exprs *list, uint32_t *part)
{
	struct names columns = { NULL, 0 };
	const struct frame_source *source = NULL;

	for (uint32_t i = 0; i < list->count; i++) {
		const struct tree_expr *expr = list->items[i];
		struct frame_column column = { NULL, NULL };

		if (expr && expr->kind == EXPR_COLUMN)
			column = frame_find(frame, expr);
		if (!column.source || column.frame != frame ||
			(source && source != column.source))
			return (struct names){ NULL, 0 };
		source = column.source;
		*part = (uint32_t)(source - frame->sources);
		*arena_add(frame->arena, columns.items, columns.count) =
			expr->column.name.text;
	}
	return columns;
}

/* Wishes */

const struct wish *wish_add(struct arena *arena, const struct wish *wishes,
	const struct tree_expr *expr, enum wanted wanted)
{
	struct wish *wish = arena_alloc(arena, sizeof(*wish));

	*wish = (struct wish){ expr, wanted, wishes };
	return wish;
}

const char *wish_text(struct arena *arena, const struct wish *wishes)
{
	static const char *const words[] = {
		[WANT_TRUE] = "IS TRUE",
		[WANT_FALSE] = "IS FALSE",
		[WANT_NULL] = "IS NULL",
		[WANT_NOT_TRUE] = "IS NOT TRUE",
	};
	struct text text;

	if (!wishes)
		return "1";
	text_init(&text, arena);
	for (const struct wish *wish = wishes; wish; wish = wish->next)
		text_format(&text, "%s(%s) %s", wish == wishes ? "" : " AND ",
			tree_print(arena, NODE_EXPR, wish->expr), words[wish->wanted]);
	return text.bytes;
}

/* Queries */

const char *frame_with(const struct frame *frame)
{
	struct tree_result star = { .span = { 0, 0 } };
	struct tree_core core = { .results = { &star, 1 } };
	struct tree_select select = { .with = frame->with, .cores = { &core, 1 } };
	const char *text;

	if (!frame->with)
		return "";
	text = tree_print(frame->arena, NODE_SELECT, &select); /* WITH … SELECT * */
	return arena_printf(frame->arena, "%.*s", (int)(strlen(text) - 8), text);
}

const char *frame_from(const struct frame *frame)
{
	uint32_t count = frame->from.count;
	struct tree_result star = { .span = { 0, 0 } };
	struct tree_source *items = arena_array(frame->arena, count + 1, sizeof(*items));
	struct tree_core core = { .results = { &star, 1 }, .from = { items, count } };
	struct tree_select select = { .cores = { &core, 1 } };

	if (!count)
		return "";
	for (uint32_t i = 0; i < count; i++)
		items[i] = frame->from.items[i];
	items[0].join = JOIN_NONE;
	items[0].natural = false;
	items[0].on = NULL;
	items[0].using.count = 0;
	return tree_print(frame->arena, NODE_SELECT, &select) + 9; /* SELECT *_ */
}

static const char *where_text(
	const struct frame *frame, enum frame_place place, const struct wish *wishes)
{
	if (place == PLACE_RESULT && frame->where)
		wishes = wish_add(frame->arena, wishes, frame->where, WANT_TRUE);
	return wish_text(frame->arena, wishes);
}

static const char *results_text(const struct frame *frame)
{
	struct tree_core core = { .results = frame->core->results };
	struct tree_select select = { .cores = { &core, 1 } };

	return tree_print(frame->arena, NODE_SELECT, &select) + 7; /* SELECT_ */
}

static const char *group_text(const struct frame *frame)
{
	struct text text;

	text_init(&text, frame->arena);
	for (uint32_t i = 0; i < frame->core->group_by.count; i++)
		text_format(&text, "%s%s", i ? ", " : "",
			tree_print(
				frame->arena, NODE_EXPR, frame->core->group_by.items[i]));
	return text.bytes;
}

static const char *body_of(const struct frame *frame, enum frame_place place,
	const char *condition, const char *where)
{
	const char *from = frame_from(frame);

	if (place == PLACE_RESULT && frame->core && frame->core->group_by.count)
		return arena_printf(frame->arena,
			"SELECT %s %s WHERE %s GROUP BY %s HAVING %s",
			results_text(frame), from, where, group_text(frame), condition);
	if (place == PLACE_RESULT && frame_is_aggregate(frame))
		return arena_printf(frame->arena,
			"SELECT 1 FROM (SELECT %s AS instar_met %s WHERE %s) WHERE "
			"instar_met",
			condition, from, where);
	return arena_printf(frame->arena, "SELECT 1 %s WHERE %s", from, where);
}

/* The rows or groups of `frame` of which a condition is true, and the wishes too. */
static const char *rows_of(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const char *condition)
{
	bool grouped = place == PLACE_RESULT && frame_is_aggregate(frame);
	const char *where = where_text(frame, place, grouped ? NULL : wishes);

	if (grouped && wishes)
		condition = arena_printf(frame->arena, "%s AND %s",
			wish_text(frame->arena, wishes), condition);
	if (!grouped)
		where = arena_printf(frame->arena, "%s AND %s", where, condition);
	return body_of(frame, place, condition, where);
}

const char *frame_query(const struct frame *frame, const char *body)
{
	const char *with = frame_with(frame);

	for (; frame->outer; frame = frame->outer) {
		if (!frame->outer->source_count && !frame->outer->with)
			continue;
		body = rows_of(frame->outer, frame->place, frame->context,
			arena_printf(frame->arena, "EXISTS (%s %s)", with, body));
		with = frame_with(frame->outer);
	}
	return arena_printf(frame->arena, "%s %s LIMIT 1", with, body);
}

const char *frame_ask(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const char *condition)
{
	return frame_query(frame, rows_of(frame, place, wishes, condition));
}

struct frame *frame_cut(const struct frame *frame, uint32_t first, uint32_t count)
{
	struct frame *cut = arena_alloc(frame->arena, sizeof(*cut));

	*cut = *frame;
	cut->from.items = arena_array(frame->arena, count + 1, sizeof(*cut->from.items));
	cut->from.count = count;
	for (uint32_t i = 0; i < count; i++)
		cut->from.items[i] = frame->from.items[first + i];
	cut->core = NULL;
	cut->where = NULL;
	cut->sources = NULL;
	cut->source_count = 0;
	frame_open(cut);
	return cut;
}

/* Aggregates */

bool frame_calls_aggregate(const struct tree_call *call)
{
	static const char *const names[] = { "count", "sum", "total", "avg",
		"group_concat", "string_agg", "json_group_array", "json_group_object" };
	static const char *const extremes[] = { "min", "max" };

	return !call->over && !call->window.text &&
	       (MAP_AMONG(names, call->name.text) ||
		       (call->arguments.count == 1 &&
			       MAP_AMONG(extremes, call->name.text)));
}

static bool find_aggregate(void *context, const struct tree_expr *expr)
{
	bool *found = context;

	*found |= expr->kind == EXPR_CALL && frame_calls_aggregate(expr->call);
	return true;
}

bool frame_skips_select(void *context, const struct tree_select *select)
{
	(void)context;
	(void)select;
	return false;
}

bool frame_is_aggregate(const struct frame *frame)
{
	bool found = false;
	struct tree_visitor visitor = {
		.context = &found, .expr = find_aggregate, .select = frame_skips_select
	};

	if (!frame->core)
		return false;
	for (uint32_t i = 0; i < frame->core->results.count; i++)
		tree_walk_expr(&visitor, frame->core->results.items[i].expr);
	return found || frame->core->group_by.count || frame->core->having;
}

/* SELECT of constants: one row, whatever there is. */
static bool is_constant_row(const struct frame_source *source)
{
	const struct tree_core *core;

	if (!source->select || source->relation || source->select->cores.count != 1 ||
		source->select->limit)
		return false;
	core = &source->select->cores.items[0];
	return !core->from.count && !core->where && core->rows.count < 2;
}

bool frame_has_one_row(const struct frame *frame)
{
	if (frame_is_aggregate(frame))
		return !frame->core->group_by.count;
	for (uint32_t i = 0; i < frame->source_count; i++) {
		if (!is_constant_row(&frame->sources[i]))
			return false;
	}
	return frame->core && frame->source_count && !frame->where;
}
