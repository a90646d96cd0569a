/*
 * test_command_rows: what a manual page and a completion need is in the rows of both
 * tables, and values reach the places that the rows name.
 */
#include "suite.h"

#include <limits.h>
#include <string.h>

#include "gen/command_table.h"
#include "gen/options.h"
#include "runtime/cli/cli.h"

static void has_commands(const struct instar__command_table *table)
{
	for (uint32_t i = 0; i < table->count; i++) {
		const struct instar__command_row *row = &table->rows[i];
		assert_true(*row->name && *row->summary);
		assert_int_equal(row->about[strlen(row->about) - 1], '.');
		assert_int_equal(row->statuses[strlen(row->statuses) - 1], '.');
		assert_int_equal(instar__find_command(table, row->name), i);
	}
}

/* Each option says what it is, and a command has one of a name. */
static void has_options(const struct instar__command_table *table)
{
	for (uint32_t i = 0; i < table->option_count; i++) {
		const struct instar__option_row *option = &table->options[i];
		assert_true(option->commands && *option->help);
		assert_false(option->value && option->words);
		assert_false(option->unit && !option->value);
		for (uint32_t j = 0; j < i; j++) {
			if (strcmp(option->name, table->options[j].name) == 0)
				assert_false(
					option->commands & table->options[j].commands);
		}
	}
}

static void rows_tell_all_that_a_page_and_a_completion_need(void **state)
{
	struct instar__command_table databases = instar__database_commands(true);
	(void)state;
	assert_int_equal(databases.count, INSTAR__BACKFILL + 1);
	assert_int_equal(directory_commands.count, COMMAND_DATABASE);
	has_commands(&databases);
	has_options(&databases);
	has_commands(&directory_commands);
	has_options(&directory_commands);
}

/* An option of migrate or backfill is taken, or not, and is then in its place. */
static bool taken(struct instar__cli *c, enum instar__command command, const char *name,
	const char *value)
{
	struct instar__command_table table = instar__database_commands(false);
	const struct instar__option_row *option =
		instar__find_option(&table, command, name);
	return option && instar__take_option("test", option, value, c);
}

static void values_reach_their_places(void **state)
{
	struct instar__cli c = { .keep = 0 };
	(void)state;
	assert_true(taken(&c, INSTAR__MIGRATE, "yes", NULL));
	assert_true(c.yes);
	assert_true(taken(&c, INSTAR__MIGRATE, "log=FILE", "file"));
	assert_string_equal(c.log_path, "file");
	assert_true(taken(&c, INSTAR__MIGRATE, "color", "never"));
	assert_int_equal(c.colour_choice, 2);
	assert_false(taken(&c, INSTAR__MIGRATE, "color", "blue"));
	assert_false(taken(&c, INSTAR__MIGRATE, "colour", "never"));
	assert_false(taken(&c, INSTAR__MIGRATE, "set", "shop"));
	assert_false(taken(&c, INSTAR__STATUS, "keep", "1"));
}

static void a_number_is_within_its_bounds(void **state)
{
	struct instar__cli c = { .keep = 7, .busy_ms = 7 };
	static const char *const none[] = { "0", "-1", "", "1x", "2147483648" };
	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_false(taken(&c, INSTAR__MIGRATE, "keep", none[i]));
	assert_int_equal(c.keep, 7);
	assert_true(taken(&c, INSTAR__MIGRATE, "keep", "1"));
	assert_int_equal(c.keep, 1);
	assert_true(taken(&c, INSTAR__MIGRATE, "keep", "2147483647"));
	assert_int_equal(c.keep, INT_MAX - 1);
	assert_true(taken(&c, INSTAR__MIGRATE, "busy-ms", "0"));
	assert_int_equal(c.busy_ms, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(rows_tell_all_that_a_page_and_a_completion_need),
	cmocka_unit_test(values_reach_their_places),
	cmocka_unit_test(a_number_is_within_its_bounds),
};
SUITE(tests)
