/*
 * test_query: questions to a scratch database, and what is tried on it and undone.
 */
#include "suite.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"

struct fixture {
	struct arena *arena;
	struct scratch *scratch;
};

static int begin(void **state)
{
	static struct fixture fixture;

	fixture.arena = arena_new();
	fixture.scratch = scratch_open(fixture.arena);
	assert_true(scratch_run_text(fixture.scratch,
		"CREATE TABLE t(a, b); INSERT INTO t VALUES (1, 'it''s'), (2, NULL)"));
	*state = &fixture;
	return 0;
}

static int end(void **state)
{
	struct fixture *fixture = *state;

	/* SQLite keeps a database open while a statement is. */
	assert_null(sqlite3_next_stmt(fixture->scratch->db, NULL));
	scratch_close(fixture->scratch);
	arena_free(fixture->arena);
	return 0;
}

static struct scratch *scratch_of(void **state)
{
	return ((struct fixture *)*state)->scratch;
}

static int64_t rows_in(struct scratch *scratch)
{
	return scratch_int(scratch, -1, "SELECT count(*) FROM t");
}

static void rows_come_one_by_one_and_the_last_closes(void **state)
{
	struct query query =
		scratch_query(scratch_of(state), "SELECT a, b FROM %Q ORDER BY a", "t");
	const char *kept;

	assert_true(query_row(&query));
	assert_int_equal(query_int(&query, 0), 1);
	kept = query_copy(&query, 1);
	assert_true(query_row(&query));
	assert_null(query_text(&query, 1));
	assert_int_equal(query_int(&query, 1), 0);
	assert_string_equal(kept, "it's");
	assert_false(query_row(&query));
	assert_null(query.stmt);
	assert_false(query.failed);
	query_close(&query);
}

static void a_refused_statement_has_no_rows_and_tells(void **state)
{
	struct scratch *scratch = scratch_of(state);
	struct query query = scratch_query(scratch, "SELECT %Q FROM nowhere", "x");

	assert_true(query.failed);
	assert_string_equal(scratch->failure.message, "no such table: nowhere");
	assert_false(query_row(&query));
	assert_false(query_reads(&query));
	assert_null(query_expanded(&query));
	assert_int_equal(scratch_int(scratch, 7, "SELECT 1 FROM nowhere"), 7);
	assert_null(scratch_text(scratch, "SELECT 1 FROM nowhere"));
	assert_int_equal(scratch_texts(scratch, "SELECT 1 FROM nowhere").count, 0);
}

static void a_failure_on_the_way_is_told_too(void **state)
{
	struct scratch *scratch = scratch_of(state);
	struct query query =
		scratch_prepare(scratch, "SELECT a, abs(-9223372036854775807 - (a = 2)) "
					 "FROM t ORDER BY rowid");

	assert_true(query_row(&query));
	assert_false(query_row(&query));
	assert_true(query.failed);
	assert_string_equal(scratch->failure.message, "integer overflow");
}

static void single_values(void **state)
{
	struct scratch *scratch = scratch_of(state);
	struct names texts = scratch_texts(scratch, "SELECT b FROM t UNION ALL SELECT 5");

	assert_int_equal(rows_in(scratch), 2);
	assert_int_equal(scratch_int(scratch, 3, "SELECT a FROM t WHERE a > 2"), 3);
	assert_string_equal(
		scratch_text(scratch, "SELECT b FROM t WHERE b = %Q", "it's"), "it's");
	assert_null(scratch_text(scratch, "SELECT b FROM t WHERE a = 2"));
	assert_int_equal(texts.count, 2); /* the NULL is left out */
	assert_string_equal(texts.items[1], "5");
}

static void a_statement_is_bound_and_run_again(void **state)
{
	static const char bytes[] = { 0, 1 };
	struct scratch *scratch = scratch_of(state);
	const struct value values[] = { value_integer(INT64_C(1) << 40), value_real(0.5),
		value_text("x"), value_blob(bytes, 2), value_null() };
	struct query query = scratch_prepare(
		scratch, "INSERT INTO t SELECT ?1, 'n' WHERE ?1 IS NOT 'x'");
	struct query back;

	for (int i = 0; i < 5; i++) {
		query_bind(&query, 1, &values[i]);
		query_bind(&query, 2, &values[i]); /* it has no such parameter */
		assert_true(query_run(&query));
	}
	query_bind(&query, 1, &values[0]);
	assert_string_equal(query_expanded(&query),
		"INSERT INTO t SELECT 1099511627776, 'n' WHERE 1099511627776 IS NOT 'x'");
	query_close(&query);
	back = scratch_query(scratch, "SELECT a FROM t WHERE b = 'n' ORDER BY rowid");
	for (int i = 0; i < 5; i++) {
		struct value value;

		if (i == 2)
			continue;
		assert_true(query_row(&back));
		value = query_value(&back, 0);
		assert_true(value_same(&value, &values[i]));
	}
	assert_false(query_row(&back));
}

static void a_statement_that_was_stopped_runs_again(void **state)
{
	struct scratch *scratch = scratch_of(state);
	struct value one = value_integer(1), two = value_integer(2);
	struct query query = scratch_prepare(scratch, "INSERT INTO u VALUES (?1)");

	assert_true(query.failed);
	assert_true(scratch_run(scratch, "CREATE TABLE u(a UNIQUE)"));
	query = scratch_prepare(scratch, "INSERT INTO u VALUES (?1)");
	query_bind(&query, 1, &one);
	assert_true(query_run(&query));
	assert_false(query_run(&query));
	assert_string_equal(scratch->failure.message, "UNIQUE constraint failed: u.a");
	assert_int_equal(scratch->failure.code, SQLITE_CONSTRAINT_UNIQUE);
	query_bind(&query, 1, &two);
	assert_true(query_run(&query));
	query_close(&query);
}

static void what_reads_gives_rows_and_writes_nothing(void **state)
{
	static const struct {
		const char *sql;
		bool reads;
	} rows[] = {
		{ "SELECT a FROM t", true },
		{ "WITH c AS (SELECT 1) SELECT * FROM c", true },
		{ "DELETE FROM t RETURNING a", false },
		{ "UPDATE t SET a = 1", false },
		{ "BEGIN", false },
		{ "-- nothing", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct query query = scratch_prepare(scratch_of(state), rows[i].sql);

		assert_false(query.failed);
		assert_int_equal(query_reads(&query), rows[i].reads);
		query_close(&query);
	}
}

static void a_text_runs_up_to_its_first_failure(void **state)
{
	struct scratch *scratch = scratch_of(state);

	assert_false(scratch_run_text(scratch, "DELETE FROM t WHERE a = 1;"
					       "DELETE FROM nowhere; DELETE FROM t"));
	assert_string_equal(scratch->failure.message, "no such table: nowhere");
	assert_int_equal(rows_in(scratch), 1);
}

static void what_is_tried_is_undone_and_its_failure_stays(void **state)
{
	struct scratch *scratch = scratch_of(state);

	scratch_savepoint(scratch, "outer");
	assert_true(scratch_run(scratch, "DELETE FROM t WHERE a = 1"));
	scratch_savepoint(scratch, "inner");
	assert_true(scratch_run(scratch, "DELETE FROM t"));
	assert_false(scratch_run(scratch, "DELETE FROM nowhere"));
	scratch_undo(scratch, "inner");
	assert_int_equal(rows_in(scratch), 1);
	scratch_savepoint(scratch, "inner");
	assert_true(scratch_run(scratch, "INSERT INTO t VALUES (8, 9)"));
	scratch_release(scratch, "inner");
	assert_int_equal(rows_in(scratch), 2);
	scratch_undo(scratch, "outer");
	scratch_undo(scratch, "outer"); /* there is none: nothing happens */
	assert_int_equal(scratch_int(scratch, -1, "SELECT sum(a) FROM t"), 3);
	assert_string_equal(scratch->failure.message, "no such table: nowhere");
	assert_true(sqlite3_get_autocommit(scratch->db));
}

/* SQLite 3.40: a search index that was made and undone is in the way of what is kept. */
static void what_cannot_be_kept_is_undone(void **state)
{
	struct scratch *scratch = scratch_of(state);

	scratch_savepoint(scratch, "outer");
	assert_true(scratch_run(scratch, "INSERT INTO t VALUES (8, 9)"));
	scratch_savepoint(scratch, "inner");
	assert_true(scratch_run(
		scratch, "CREATE VIRTUAL TABLE f USING fts5(a, content = 't')"));
	assert_true(scratch_run(scratch, "INSERT INTO f(f) VALUES ('rebuild')"));
	scratch_undo(scratch, "inner");
	scratch_release(scratch, "outer");
	assert_true(sqlite3_get_autocommit(scratch->db));
	assert_true(scratch_run(scratch, "DELETE FROM t"));
}

/* One that was stopped leaves nothing to the next, which would be stopped at once. */
static void each_question_has_the_whole_budget(void **state)
{
	struct scratch *scratch = scratch_of(state);

	scratch->ticks = 1;
	assert_int_equal(scratch_int(scratch, -1,
				 "WITH c(n) AS (VALUES(1) UNION ALL SELECT n + 1 FROM c "
				 "LIMIT 1000) SELECT sum(n) FROM c"),
		500500);
}

static const struct CMUnitTest tests[] = {
#define ask(test) cmocka_unit_test_setup_teardown(test, begin, end)
	ask(rows_come_one_by_one_and_the_last_closes),
	ask(a_refused_statement_has_no_rows_and_tells),
	ask(a_failure_on_the_way_is_told_too),
	ask(single_values),
	ask(a_statement_is_bound_and_run_again),
	ask(a_statement_that_was_stopped_runs_again),
	ask(what_reads_gives_rows_and_writes_nothing),
	ask(a_text_runs_up_to_its_first_failure),
	ask(what_is_tried_is_undone_and_its_failure_stays),
	ask(what_cannot_be_kept_is_undone),
	ask(each_question_has_the_whole_budget),
#undef ask
};
SUITE(tests)
