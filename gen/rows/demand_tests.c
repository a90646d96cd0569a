/*
 * demand_tests: what has to be true of a row that is demanded. See meeting.h.
 *
 * The conditions, and those pins that more than one value can meet, are asked of the very
 * row that was written: after its triggers, and as SQLite stored it.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/meeting.h"
#include "gen/sql/tree_print.h"
#include "gen/sql/tree_walk.h"

/* What asking of one row may cost, in thousands of instructions. */
enum { TICKS = 20000 };

/* One condition that is read. */
struct reading {
	struct meeting *meeting;
	struct test *test;
	bool asks_null; /* IS NULL, or a function that replaces NULL */
};

/* A candidate of a kind that functions ask for, unless the column has it. */
static void offer(struct meeting *meeting, uint32_t i, enum candidate_kind kind)
{
	struct recipe_column *column = &meeting->plot->recipe->columns[i];

	for (uint32_t j = 0; j < column->candidate_count; j++) {
		if (column->candidates[j].kind == kind)
			return;
	}
	*arena_add(meeting->arena, column->candidates, column->candidate_count) =
		(struct candidate){ .kind = kind, .aimed = true };
}

/* Capitals for lower (x), and the like. */
static void offer_letters(struct meeting *meeting, const struct tree_call *call)
{
	if (!map_same(call->name.text, "lower") && !map_same(call->name.text, "upper"))
		return;
	for (uint32_t i = 0; i < call->arguments.count; i++) {
		uint32_t column = meeting_column(meeting, call->arguments.items[i]);

		if (column != RECIPE_NONE)
			offer(meeting, column, CANDIDATE_UPPER);
	}
}

static bool see(void *context, const struct tree_expr *expr)
{
	struct reading *reading = context;
	struct meeting *meeting = reading->meeting;
	uint32_t column = meeting_column(meeting, expr);

	if (column != RECIPE_NONE)
		recipe_list(meeting->arena, &reading->test->columns,
			&reading->test->column_count, column);
	if (expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NULL)
		reading->asks_null = true;
	if (expr->kind == EXPR_CALL && (map_same(expr->call->name.text, "coalesce") ||
					       map_same(expr->call->name.text, "ifnull")))
		reading->asks_null = true;
	if (expr->kind == EXPR_CALL)
		offer_letters(meeting, expr->call);
	return true;
}

static void add_test(struct meeting *meeting, const struct test *test)
{
	*arena_add(meeting->arena, meeting->tests, meeting->test_count) = *test;
}

static void add_nulls(struct meeting *meeting, const struct test *test)
{
	for (uint32_t i = 0; i < test->column_count; i++) {
		if (recipe_nullable(&meeting->plot->recipe->columns[test->columns[i]]))
			recipe_list(meeting->arena, &meeting->nulls, &meeting->null_count,
				test->columns[i]);
	}
}

static void read_condition(
	struct meeting *meeting, const struct demand_condition *condition)
{
	static const char *const forms[] = { [TRUTH_FALSE] = "(%s) IS FALSE",
		[TRUTH_TRUE] = "(%s) IS TRUE",
		[TRUTH_NULL] = "(%s) IS NULL" };
	static const char *const truths[] = {
		[TRUTH_FALSE] = "false", [TRUTH_TRUE] = "true", [TRUTH_NULL] = "NULL"
	};
	struct test test = { 0 };
	struct reading reading = { .meeting = meeting, .test = &test };
	const char *sql = tree_print(meeting->arena, NODE_EXPR, condition->expr);
	const struct tree_visitor visitor = { .context = &reading, .expr = see };

	tree_walk_expr(&visitor, condition->expr);
	meeting_aim(meeting, condition->expr);
	condition_read(meeting->arena, meeting->plot->recipe, condition->expr,
		condition->wanted == TRUTH_FALSE);
	test.sql = arena_printf(meeting->arena, forms[condition->wanted], sql);
	test.words = arena_printf(
		meeting->arena, "%s is never %s", sql, truths[condition->wanted]);
	if (condition->wanted == TRUTH_NULL)
		meeting->nulls_first = true;
	if (condition->wanted == TRUTH_NULL || reading.asks_null)
		add_nulls(meeting, &test);
	add_test(meeting, &test);
}

static void add_columns(
	const struct meeting *meeting, const struct demand_pin *pin, struct test *test)
{
	for (uint32_t i = 0; i < pin->columns.count; i++) {
		uint32_t column =
			recipe_column(meeting->plot->recipe, pin->columns.items[i]);

		if (column != RECIPE_NONE)
			recipe_list(meeting->arena, &test->columns, &test->column_count,
				column);
	}
}

static void test_filled(struct meeting *meeting, const struct demand_pin *pin)
{
	struct test test = { .words = "a column stays NULL" };
	struct text sql;

	text_init(&sql, meeting->arena);
	for (uint32_t i = 0; i < pin->columns.count; i++)
		text_format(&sql, "%s\"%w\".\"%w\" IS NOT NULL", i ? " AND " : "",
			meeting->alias, pin->columns.items[i]);
	test.sql = sql.bytes;
	add_columns(meeting, pin, &test);
	add_test(meeting, &test);
}

/* Is there a row of the other table that is the same in these columns? */
static void test_partner(struct meeting *meeting, const struct demand_pin *pin)
{
	bool shared = pin->kind == PIN_SHARED;
	struct test test = { 0 };
	struct text sql;

	text_init(&sql, meeting->arena);
	text_format(&sql, "%sEXISTS (SELECT 1 FROM main.\"%w\" AS instar_other WHERE ",
		shared ? "" : "NOT ", pin->table);
	for (uint32_t i = 0; i < pin->columns.count; i++)
		text_format(&sql, "%sinstar_other.\"%w\" = \"%w\".\"%w\"",
			i ? " AND " : "", pin->others.items[i], meeting->alias,
			pin->columns.items[i]);
	text_add(&sql, ")");
	test.sql = sql.bytes;
	test.words = arena_printf(meeting->arena,
		shared ? "no row of %s is like it" : "a row of %s is always like it",
		pin->table);
	add_columns(meeting, pin, &test);
	add_test(meeting, &test);
}

void meeting_read(struct meeting *meeting)
{
	const struct demand *demand = meeting->demand;

	for (uint32_t i = 0; i < demand->condition_count; i++)
		read_condition(meeting, &demand->conditions[i]);
	for (uint32_t i = 0; i < demand->pin_count; i++) {
		const struct demand_pin *pin = &demand->pins[i];

		if (pin->kind == PIN_FILLED || pin->kind == PIN_APART)
			test_filled(meeting, pin);
		if (pin->kind == PIN_SHARED || pin->kind == PIN_APART)
			test_partner(meeting, pin);
	}
}

bool meeting_ask(struct meeting *meeting)
{
	struct scratch *scratch = meeting->synth->scratch;
	struct text sql;

	text_init(&sql, meeting->arena);
	text_add(&sql, "SELECT 1");
	for (uint32_t i = 0; i < meeting->test_count; i++)
		text_format(&sql, ", %s", meeting->tests[i].sql);
	text_format(&sql, " FROM main.\"%w\" AS \"%w\" WHERE %s", meeting->plot->name,
		meeting->alias, meeting->place);
	meeting->question = sql.bytes;
	if (scratch_compiles(scratch, sql.bytes))
		return true;
	meeting->why = arena_printf(meeting->arena, "it cannot be asked of one row: %s",
		scratch->failure.message);
	return false;
}

static bool fail(struct meeting *meeting, struct row *row, const struct test *test)
{
	row->blamed = NULL;
	row->blamed_count = 0;
	for (uint32_t i = 0; test && i < test->column_count; i++)
		row_blame(row, test->columns[i]);
	for (uint32_t i = 0; !row->blamed_count && i < meeting->test_count; i++) {
		for (uint32_t j = 0; j < meeting->tests[i].column_count; j++)
			row_blame(row, meeting->tests[i].columns[j]);
	}
	for (uint32_t i = 0; !row->blamed_count && i < row->recipe->count; i++)
		row_blame(row, i);
	if (!meeting->unmet)
		meeting->unmet = test ? test->words : "the row is not what was asked for";
	return false;
}

/* The key of the row that was written last. */
static void find_key(struct meeting *meeting, const struct row *row)
{
	if (row->key)
		return; /* it is changed, and known */
	if (meeting->rowid) {
		meeting->key[0] = value_integer(scratch_int(
			meeting->synth->scratch, 0, "SELECT last_insert_rowid()"));
		return;
	}
	for (uint32_t i = 0; i < meeting->key_count; i++)
		meeting->key[i] =
			row->values[recipe_column(row->recipe, row->recipe->primary[i])];
}

/* Does the query, which is about the database, have a row? */
static bool is_met(struct meeting *meeting, const char *sql)
{
	struct query query = scratch_prepare(meeting->synth->scratch, sql);
	bool met;

	meeting->synth->scratch->ticks = TICKS;
	met = query_row(&query);
	query_close(&query);
	return met;
}

bool meeting_judge(struct row *row)
{
	struct meeting *meeting = row->context;
	struct query asked = scratch_prepare(meeting->synth->scratch, meeting->question);
	uint32_t failed = meeting->test_count;
	bool there;

	meeting->accepted++;
	find_key(meeting, row);
	for (uint32_t i = 0; i < meeting->key_count; i++)
		query_bind(&asked, (int)i + 1, &meeting->key[i]);
	meeting->synth->scratch->ticks = TICKS;
	there = query_row(&asked);
	for (uint32_t i = 0;
		there && failed == meeting->test_count && i < meeting->test_count; i++) {
		if (!query_int(&asked, (int)i + 1))
			failed = i;
	}
	query_close(&asked);
	if (there && failed < meeting->test_count)
		meeting_evaluate(meeting, failed);
	if (!there || failed < meeting->test_count)
		return fail(meeting, row, there ? &meeting->tests[failed] : NULL);
	if (meeting->demand->met && !is_met(meeting, meeting->demand->met))
		return fail(meeting, row, NULL);
	return true;
}
