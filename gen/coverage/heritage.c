/*
 * heritage: what a table that the step fills with a copy has from what was copied. See
 * heritage.h.
 */
#include "gen/coverage/heritage.h"

#include "gen/base/arena.h"
#include "gen/coverage/frame.h"
#include "gen/coverage/origins.h"
#include "gen/coverage/pushdown.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_walk.h"

/* The copy, and which column of the source each of its columns is; NULL: none. */
struct heritage {
	struct arena *arena;
	struct relation *copy;
	const struct relation *source;
	const char **columns; /* as copy->columns */
};

static const char *copied_column(
	const struct frame *frame, const struct frame_source *source, const char *name)
{
	const struct tree_expr *expr = pushdown_column(source, frame->core, name);

	if (!expr || expr->kind != EXPR_COLUMN ||
		frame_find(frame, expr).source != &frame->sources[0])
		return NULL;
	return expr->column.name.text;
}

/* The columns of the copy that columns of the source became; none unless all did. */
static struct names columns_of(
	const struct heritage *heritage, const struct names *columns)
{
	struct names copied = { NULL, 0 };

	for (uint32_t i = 0; i < columns->count; i++) {
		const char *found = NULL;

		for (uint32_t j = 0; !found && j < heritage->copy->columns.count; j++) {
			if (map_same(heritage->columns[j], columns->items[i]))
				found = heritage->copy->columns.items[j];
		}
		if (!found)
			return (struct names){ NULL, 0 };
		names_add(heritage->arena, &copied, found);
	}
	return copied;
}

static void take_keys(const struct heritage *heritage)
{
	struct relation *copy = heritage->copy;

	for (uint32_t i = 0; i < heritage->source->key_count; i++) {
		struct relation_key key = heritage->source->keys[i];

		key.columns = columns_of(heritage, &key.columns);
		if (!key.partial && key.columns.count)
			*arena_add(heritage->arena, copy->keys, copy->key_count) = key;
	}
}

static void take_references(const struct heritage *heritage)
{
	struct relation *copy = heritage->copy;

	for (uint32_t i = 0; i < heritage->source->reference_count; i++) {
		struct relation_reference reference = heritage->source->references[i];

		reference.columns = columns_of(heritage, &reference.columns);
		if (reference.columns.count)
			*arena_add(heritage->arena, copy->references,
				copy->reference_count) = reference;
	}
}

/* Columns that go by the same names in both. */
static bool is_same_name(void *context, const struct tree_expr *expr)
{
	struct heritage *heritage = context;
	uint32_t i;

	if (expr->kind != EXPR_COLUMN || !heritage->source)
		return heritage->source != NULL;
	i = map_place(heritage->copy->columns.items, heritage->copy->columns.count,
		expr->column.name.text);
	if (i == MAP_NONE || !map_same(heritage->columns[i], expr->column.name.text))
		heritage->source = NULL;
	return true;
}

static void take_checks(const struct heritage *heritage)
{
	struct relation *copy = heritage->copy;

	for (uint32_t i = 0; i < heritage->source->check_count; i++) {
		const struct tree_expr *check = heritage->source->checks[i];
		struct heritage same = *heritage;
		struct tree_visitor visitor = { .context = &same, .expr = is_same_name };

		tree_walk_expr(&visitor, check);
		if (same.source)
			*arena_add(heritage->arena, copy->checks, copy->check_count) =
				check;
	}
}

static void take(const struct heritage *heritage)
{
	struct relation *copy = heritage->copy;

	for (uint32_t i = 0; i < copy->columns.count; i++) {
		const char *column = heritage->columns[i];

		if (column && names_have(&heritage->source->not_null, column))
			names_add(
				heritage->arena, &copy->not_null, copy->columns.items[i]);
	}
	take_keys(heritage);
	take_references(heritage);
	take_checks(heritage);
}

/* Is that a column that names rows of the table, and are none of those deleted? */
static bool is_key_of(const struct relations *relations, const struct tree_core *core,
	const struct tree_name *column)
{
	const char *name = core->from.items[0].object.name.text;
	const struct relation *parent = relation_of((struct relations *)relations, name);

	return parent && parent->primary.count == 1 &&
	       map_same(parent->primary.items[0], column->text) &&
	       !parse_find(relations->script, STATEMENT_DELETE, name);
}

/* (SELECT key FROM parent …), or coalesce() of such: the parent; NULL: it is not that. */
static const char *looked_up_in(
	const struct relations *relations, const struct tree_expr *expr)
{
	const struct tree_core *core;
	const struct tree_name *column;
	const char *parent = NULL;

	if (expr->kind == EXPR_CALL && map_same(expr->call->name.text, "coalesce")) {
		for (uint32_t i = 0; i < expr->call->arguments.count; i++) {
			const char *one =
				looked_up_in(relations, expr->call->arguments.items[i]);

			if (!one || (parent && !map_same(one, parent)))
				return NULL;
			parent = one;
		}
		return parent;
	}
	if (expr->kind != EXPR_SELECT || expr->select->cores.count != 1)
		return NULL;
	core = &expr->select->cores.items[0];
	if (core->results.count != 1 || !core->results.items[0].expr ||
		core->from.count != 1 || core->from.items[0].kind != SOURCE_TABLE)
		return NULL;
	column = tree_column_of(core->results.items[0].expr);
	return column && is_key_of(relations, core, column)
		       ? core->from.items[0].object.name.text
		       : NULL;
}

/* How many statements of the script set that column of the table. */
static uint32_t sets_of(
	const struct script *script, const char *table, const char *column)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];
		const struct tree_sets *sets;

		if (statement->kind != STATEMENT_UPDATE || !statement->tree ||
			!map_same(statement->name, table))
			continue;
		sets = &statement->tree->update->sets;
		for (uint32_t j = 0; j < sets->count; j++) {
			for (uint32_t k = 0; k < sets->items[j].columns.count; k++)
				count += map_same(
					sets->items[j].columns.items[k].text, column);
		}
	}
	return count;
}

/* A column that the step adds, without a value, and then looks up, refers to the parent.
 */
static void take_lookup(const struct relations *relations, struct relation *copy,
	const char *column, const char *table, const char *added,
	const struct tree_expr *value)
{
	const char *parent = sets_of(relations->script, table, added) == 1
				     ? looked_up_in(relations, value)
				     : NULL;
	struct relation_reference reference = { .parent = parent };

	if (!parent)
		return;
	names_add(relations->scratch->arena, &reference.columns, column);
	*arena_add(relations->scratch->arena, copy->references, copy->reference_count) =
		reference;
}

/*
 * The step has changed columns of the table before it was copied: the others are as they
 * were.
 */
static const struct frame *look_below(const struct relations *relations,
	const struct heritage *heritage, const struct frame *frame)
{
	const struct frame_source *source = &frame->sources[0];
	const struct frame *below = frame_of_source(frame, source);
	const struct relation *base =
		below->source_count == 1 ? below->sources[0].relation : NULL;

	if (!base)
		return NULL;
	for (uint32_t i = 0; i < heritage->copy->columns.count; i++) {
		const char *name = heritage->columns[i];
		const struct tree_expr *value =
			name ? pushdown_column(source, below->core, name) : NULL;

		if (!value)
			heritage->columns[i] = NULL;
		else if (value->kind != EXPR_COLUMN ||
			 !map_same(value->column.name.text, name)) {
			if (!names_have(&base->columns, name))
				take_lookup(relations, heritage->copy,
					heritage->copy->columns.items[i], base->name,
					name, value);
			heritage->columns[i] = NULL;
		}
	}
	return below;
}

static bool is_altered(const struct frame *frame)
{
	const struct tree_source *tree = frame->sources[0].tree;

	return frame->sources[0].select && tree->kind == SOURCE_TABLE &&
	       origin_of(frame->relations, tree->object.name.text).altered;
}

void heritage_take(const struct relations *relations, struct relation *relation)
{
	struct relations past;
	struct table_origin origin;
	struct frame_source source = { .name = relation->name };
	struct frame root = { .arena = relations->scratch->arena, .relations = &past };
	const struct frame *frame;
	struct heritage heritage = { .arena = relations->scratch->arena,
		.copy = relation };

	if (!relations->past)
		return;
	past = *relations->past;
	past.at = relations->at;
	past.reader = relations->past;
	origin = origin_of(&past, relation->name);
	if (!origin.alone)
		return;
	past.at = origin.at;
	source.select = origin.select;
	source.columns = origin.columns;
	frame = frame_of_source(&root, &source);
	if (frame->source_count != 1)
		return;
	heritage.columns = arena_array(
		heritage.arena, relation->columns.count + 1, sizeof(*heritage.columns));
	for (uint32_t i = 0; i < relation->columns.count; i++)
		heritage.columns[i] =
			copied_column(frame, &source, relation->columns.items[i]);
	if (!frame->sources[0].relation && is_altered(frame))
		frame = look_below(relations, &heritage, frame);
	if (!frame || !frame->sources[0].relation)
		return;
	heritage.source = frame->sources[0].relation;
	take(&heritage);
}

static void know_sources(
	struct relations *past, const struct tree_select *select, uint32_t at)
{
	for (uint32_t i = 0; select && i < select->cores.count; i++) {
		const struct tree_sources *from = &select->cores.items[i].from;
		struct table_origin origin;

		if (from->count != 1 || from->items[0].kind != SOURCE_TABLE)
			continue;
		past->at = at;
		origin = origin_of(past, from->items[0].object.name.text);
		if (origin.table)
			relation_of(past, origin.table);
	}
}

void heritage_know(struct relations *past)
{
	for (uint32_t i = 0; i < past->script->up_count; i++) {
		const struct statement *statement = &past->script->up[i];

		if (statement->kind == STATEMENT_CREATE_TABLE_AS && statement->tree)
			know_sources(past, statement->tree->create_table->select, i);
		else if (statement->kind == STATEMENT_INSERT && statement->tree &&
			 parse_find(
				 past->script, STATEMENT_CREATE_TABLE, statement->name))
			know_sources(past, statement->tree->insert->select, i);
	}
	past->sealed = true;
}
