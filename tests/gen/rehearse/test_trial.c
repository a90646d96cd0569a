/*
 * test_trial: a step run again with other rows, and what that tells.
 */
#include "suite.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/rehearse/trial.h"
#include "gen/rehearse/variations.h"
#include "gen/report/diag.h"

/* A database, a step on it, and a trial of the step. */
struct field {
	struct arena *arena;
	struct diags *diags;
	struct scratch *scratch;
	struct trial *trial;
	struct names tables;
};

static struct field begin(const char *rows, const char *step)
{
	static const struct plan no_plan;
	struct field field = { .arena = arena_new() };
	struct source *source;
	const struct script *script;

	field.diags = diag_new(field.arena);
	source = arena_alloc(field.arena, sizeof(*source));
	source->name = "step.sql";
	source->text = step;
	source->size = (uint32_t)strlen(step);
	source->usable = true;
	source_find_lines(field.arena, source);
	script = parse_script(field.arena, field.diags, source);
	field.scratch = scratch_open(field.arena);
	assert_true(scratch_run_text(field.scratch, rows));
	field.trial = trial_new(field.arena, &no_plan);
	trial_take(field.trial, field.scratch);
	trial_add(field.trial, script->up, script->up_count, false);
	names_add(field.arena, &field.tables, "a");
	names_add(field.arena, &field.tables, "b");
	return field;
}

static void end(struct field *field)
{
	trial_free(field->trial);
	scratch_close(field->scratch);
	arena_free(field->arena);
}

static bool ready(struct field *field)
{
	static const struct names none;

	return trial_ready(field->trial, &field->tables, &none, &field->tables);
}

static enum trial_answer answer(struct field *field, const char *change)
{
	enum trial_answer answer;

	trial_start(field->trial);
	assert_true(trial_change(field->trial, change));
	answer = trial_run(field->trial);
	trial_close(field->trial);
	return answer;
}

#define ROWS                                                                             \
	"CREATE TABLE a(id INTEGER PRIMARY KEY, x, y);"                                  \
	"INSERT INTO a VALUES (1, 'p', 5), (2, 'q', 6);"

static void what_the_step_forgets_makes_no_difference(void **state)
{
	struct field field =
		begin(ROWS, "CREATE TABLE b AS SELECT id, x FROM a; DROP TABLE a;");

	(void)state;
	assert_true(ready(&field));
	assert_int_equal(answer(&field, "UPDATE a SET y = 7 WHERE id = 1"), TRIAL_SAME);
	assert_int_equal(
		answer(&field, "UPDATE a SET x = 'r' WHERE id = 1"), TRIAL_OTHER);
	assert_int_equal(answer(&field, "DELETE FROM a WHERE id = 2"), TRIAL_OTHER);
	end(&field);
}

static void the_rows_are_as_they_were_after_a_trial(void **state)
{
	struct field field = begin(ROWS, "DELETE FROM a;");

	(void)state;
	assert_true(ready(&field));
	assert_int_equal(answer(&field, "UPDATE a SET y = 9"), TRIAL_SAME);
	assert_int_equal(
		scratch_int(field.trial->scratch, 0, "SELECT sum(y) FROM a"), 11);
	end(&field);
}

static void the_order_of_rows_does_not_count(void **state)
{
	struct field field =
		begin(ROWS, "CREATE TABLE b AS SELECT x FROM a; DROP TABLE a;");

	(void)state;
	assert_true(ready(&field));
	assert_int_equal(
		answer(&field, "UPDATE a SET x = CASE x WHEN 'p' THEN 'q' ELSE 'p' END"),
		TRIAL_SAME);
	end(&field);
}

static void neither_chance_nor_the_clock_makes_a_difference(void **state)
{
	struct field field =
		begin(ROWS, "CREATE TABLE b AS SELECT random() AS r, randomblob(8) AS s, "
			    "datetime('now') AS t, id FROM a; DROP TABLE a;");

	(void)state;
	assert_true(ready(&field));
	assert_int_equal(answer(&field, "UPDATE a SET y = 7"), TRIAL_SAME);
	end(&field);
}

static void a_step_that_fails_cannot_be_tried(void **state)
{
	struct field field = begin(ROWS, "INSERT INTO a VALUES (1, 'r', 7);");

	(void)state;
	assert_false(ready(&field));
	end(&field);
}

static void triggers_do_not_see_a_change(void **state)
{
	struct field field =
		begin(ROWS "CREATE TABLE b(n); CREATE TRIGGER t AFTER UPDATE ON a BEGIN "
			   "INSERT INTO b VALUES (new.y); END;",
			"DELETE FROM a;");

	(void)state;
	assert_true(ready(&field));
	assert_int_equal(answer(&field, "UPDATE a SET y = 7"), TRIAL_SAME);
	end(&field);
}

static void a_marker_is_found_where_it_arrives(void **state)
{
	struct field field = begin(ROWS, "CREATE TABLE b AS SELECT upper(x) || '!' AS z "
					 "FROM a WHERE id = 1; DROP TABLE a;");
	bool found[2] = { false, false };

	(void)state;
	assert_true(ready(&field));
	trial_start(field.trial);
	for (uint32_t i = 0; i < 2; i++)
		assert_true(trial_change(field.trial,
			arena_printf(field.arena, "UPDATE a SET x = %s WHERE id = %u",
				trial_marker(field.arena, "'some text'", false, i),
				i + 1)));
	assert_int_equal(trial_run_marked(field.trial, false, found, 2), TRIAL_OTHER);
	trial_close(field.trial);
	assert_true(found[0]);
	assert_false(found[1]);
	end(&field);
}

/* The first of each kind, with blanks between them. */
static void expect_variations(const char *literal, const char *wanted)
{
	struct arena *arena = arena_new();
	struct scratch *scratch = scratch_open(arena);
	struct variations list = variations_of(scratch, literal);
	const char *words = "";
	uint32_t next = 0;

	for (uint32_t i = 0; i < list.count; i++) {
		if (list.items[i].kind != next)
			continue;
		words = arena_printf(
			arena, "%s%s%s", words, next ? " " : "", list.items[i].literal);
		next++;
	}
	assert_string_equal(words, wanted);
	scratch_close(scratch);
	arena_free(arena);
}

static void values_have_neighbours_of_their_kind(void **state)
{
	(void)state;
	expect_variations("NULL", "");
	expect_variations("7", "8 -7");
	expect_variations("-7", "-6 7");
	expect_variations("1.5", "(1.5 + 1.0) (1.5 + 0.25) -1.5");
	expect_variations("'name9'", "'name0' 'oame9'");
	expect_variations("'it''s'", "'it''t' 'jt''s'");
	expect_variations("''", "'x'");
	expect_variations("X'01FF'", "X'01FA'");
	expect_variations("'2024-05-02'", "'2024-05-01'");
	expect_variations(
		"'2024-05-02 10:00:09'", "'2024-05-01 10:00:09' '2024-05-02 10:00:01'");
	expect_variations("'[1]'",
		"json_set('[1]', '$[0]', 2) json_insert('[1]', '$[#]', "
		"'instar')");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_the_step_forgets_makes_no_difference),
	cmocka_unit_test(the_rows_are_as_they_were_after_a_trial),
	cmocka_unit_test(the_order_of_rows_does_not_count),
	cmocka_unit_test(neither_chance_nor_the_clock_makes_a_difference),
	cmocka_unit_test(a_step_that_fails_cannot_be_tried),
	cmocka_unit_test(triggers_do_not_see_a_change),
	cmocka_unit_test(a_marker_is_found_where_it_arrives),
	cmocka_unit_test(values_have_neighbours_of_their_kind),
};

SUITE(tests)
