/*
 * check_clauses: the CHECKs and generated columns of a table, and the triggers on it. See
 * recipe.h. Only which columns they name and which literals they hold is read: whether a
 * row passes is for SQLite to say.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/rows/recipe.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_walk.h"

/* The columns that an expression names. */
struct named {
	struct arena *arena;
	const struct recipe *recipe;
	uint32_t *columns;
	uint32_t count;
};

static bool see_column(void *context, const struct tree_expr *expr)
{
	struct named *named = context;
	uint32_t column = expr->kind == EXPR_COLUMN
				  ? recipe_column(named->recipe, expr->column.name.text)
				  : RECIPE_NONE;

	if (column != RECIPE_NONE)
		recipe_list(named->arena, &named->columns, &named->count, column);
	return true;
}

static struct named named_in(
	struct arena *arena, const struct recipe *recipe, const struct tree_expr *expr)
{
	struct named named = { .arena = arena, .recipe = recipe };

	tree_walk_expr(
		&(struct tree_visitor){ .context = &named, .expr = see_column }, expr);
	return named;
}

uint32_t *recipe_columns_in(struct arena *arena, const struct recipe *recipe,
	const struct tree_expr *expr, uint32_t *count)
{
	struct named named = named_in(arena, recipe, expr);

	*count = named.count;
	return named.columns;
}

/* The text between CHECK's parentheses, comments too, as SQLite's message has it. */
static const char *text_of(
	struct arena *arena, const char *sql, const struct tree_constraint *check)
{
	const struct tree_name *name = &check->name;
	const char *text =
		strchr(sql + (name->text ? name->span.end : check->span.start), '(') + 1;
	const char *end = strchr(sql + check->expr->span.end, ')');

	text += strspn(text, " \t\n\r\f");
	while (end > text && strchr(" \t\n\r\f", end[-1]))
		end--;
	return arena_copy(arena, text, (size_t)(end - text));
}

static void add_check(
	struct arena *arena, struct recipe *recipe, const struct tree_constraint *from)
{
	struct named named = named_in(arena, recipe, from->expr);
	struct recipe_check check = { .name = from->name.text,
		.text = text_of(arena, recipe->object->sql, from),
		.expr = from->expr,
		.columns = named.columns,
		.count = named.count };

	*arena_add(arena, recipe->checks, recipe->check_count) = check;
	condition_read(arena, recipe, from->expr, false);
}

/* The CHECKs of a column or of the table, and what a generated column is made from. */
static void read_constraints(struct arena *arena, struct recipe *recipe,
	const struct tree_constraints *list, uint32_t column)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct tree_constraint *constraint = &list->items[i];
		struct named named;

		if (constraint->kind == CONSTRAINT_CHECK)
			add_check(arena, recipe, constraint);
		if (constraint->kind != CONSTRAINT_GENERATED || column == RECIPE_NONE)
			continue;
		named = named_in(arena, recipe, constraint->expr);
		recipe->columns[column].sources = named.columns;
		recipe->columns[column].source_count = named.count;
		condition_read_computed(arena, recipe, constraint->expr);
	}
}

/* Two bounds make a range. */
static void add_range(struct arena *arena, struct recipe_column *column)
{
	struct candidate range = { .kind = CANDIDATE_RANGE };
	uint32_t bounds = 0;

	for (uint32_t i = 0; i < column->candidate_count; i++) {
		const struct candidate *one = &column->candidates[i];
		double number = one->value.type == SQLITE_INTEGER
					? (double)one->value.integer
					: one->value.real;

		if (one->kind != CANDIDATE_NEAR)
			continue;
		if (!bounds || number < range.value.real)
			range.value = value_real(number);
		if (!bounds++ || number > range.high)
			range.high = number;
	}
	if (bounds < 2 || range.high <= range.value.real)
		return;
	range.strong = !column->strong_count;
	column->strong_count += range.strong;
	*arena_add(arena, column->candidates, column->candidate_count) = range;
}

/* What is asked of a generated column is asked of those that it is made from. */
static void hand_down(
	struct arena *arena, struct recipe *recipe, const struct recipe_column *column)
{
	for (uint32_t i = 0; i < column->source_count; i++) {
		struct recipe_column *source = &recipe->columns[column->sources[i]];

		if (source == column)
			continue;
		for (uint32_t j = 0; j < column->candidate_count; j++) {
			struct candidate candidate = column->candidates[j];

			candidate.strong &= column->source_count == 1;
			source->strong_count += candidate.strong;
			*arena_add(arena, source->candidates, source->candidate_count) =
				candidate;
		}
	}
}

void recipe_read_checks(struct arena *arena, struct recipe *recipe)
{
	const struct tree_create_table *table =
		snapshot_tree(recipe->object, STATEMENT_CREATE_TABLE);

	if (!table)
		return;
	for (uint32_t i = 0; i < table->columns.count; i++) {
		const struct tree_column_def *column = &table->columns.items[i];

		read_constraints(arena, recipe, &column->constraints,
			recipe_column(recipe, column->name.text));
	}
	read_constraints(arena, recipe, &table->constraints, RECIPE_NONE);
	recipe->strict = table->strict;
	for (uint32_t i = 0; i < recipe->count; i++)
		hand_down(arena, recipe, &recipe->columns[i]);
	for (uint32_t i = 0; i < recipe->count; i++)
		add_range(arena, &recipe->columns[i]);
}

/* Where the conditions of a trigger are read to. */
struct reading {
	struct arena *arena;
	struct recipe *recipe;
};

/* Whether the row is let in when it is true, or when it is not, is not known. */
static void read_condition(struct reading *reading, const struct tree_expr *expr)
{
	if (!expr)
		return;
	condition_read(reading->arena, reading->recipe, expr, false);
	condition_read(reading->arena, reading->recipe, expr, true);
}

static bool see_case(void *context, const struct tree_expr *expr)
{
	if (expr->kind != EXPR_CASE)
		return true;
	for (uint32_t i = 0; !expr->choice.operand && i < expr->choice.whens.count; i++)
		read_condition(context, expr->choice.whens.items[i].condition);
	if (expr->choice.operand)
		read_condition(context, expr);
	return true;
}

static bool see_source(void *context, const struct tree_source *source)
{
	read_condition(context, source->on);
	return true;
}

static bool see_core(void *context, const struct tree_core *core)
{
	read_condition(context, core->where);
	read_condition(context, core->having);
	return true;
}

static bool enter(void *context, enum tree_node kind, const void *node)
{
	if (kind == NODE_CREATE_TRIGGER)
		read_condition(context, ((const struct tree_create_trigger *)node)->when);
	if (kind == NODE_UPDATE)
		read_condition(context, ((const struct tree_update *)node)->where);
	if (kind == NODE_DELETE)
		read_condition(context, ((const struct tree_delete *)node)->where);
	return true;
}

void recipe_read_triggers(
	struct arena *arena, struct recipe *recipe, struct scratch *scratch)
{
	struct reading reading = { arena, recipe };
	const struct tree_visitor visitor = { .context = &reading,
		.expr = see_case,
		.source = see_source,
		.core = see_core,
		.enter = enter };
	struct query query = scratch_query(scratch,
		"SELECT sql FROM sqlite_master WHERE type = 'trigger' AND "
		"tbl_name = %Q COLLATE NOCASE",
		recipe->object->name);

	recipe->triggers_read = true;
	while (query_row(&query)) {
		const struct tree_statement *trigger =
			parse_statement(arena, query_copy(&query, 0));

		tree_walk_statement(&visitor, trigger);
		*arena_add(arena, recipe->triggers, recipe->trigger_count) = trigger;
	}
}
