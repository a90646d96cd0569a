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
	if (frame->source_count != 1 || !frame->sources[0].relation)
		return;
	heritage.source = frame->sources[0].relation;
	heritage.columns = arena_array(
		heritage.arena, relation->columns.count + 1, sizeof(*heritage.columns));
	for (uint32_t i = 0; i < relation->columns.count; i++)
		heritage.columns[i] =
			copied_column(frame, &source, relation->columns.items[i]);
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
