/*
 * How the versions of other tools name a step: the table of tool_version.c in words.
 */
#include "suite.h"

#include <string.h>

#include "runtime/records/tool_version.h"

struct spelling {
	const char *name;
	const char *number;
};

/* clang-format off */
static const struct spelling spellings[] = {
	{ "003_users", "3" },
	{ "3", "3" },
	{ "0003", "3" },
	{ "000", "0" },
	{ "20240131120000_users", "20240131120000" },
	{ "2024-01-31-120000_users", "20240131120000" },
	{ "2024-01-31-120000", "20240131120000" },
	{ "V3__users", "3" },
	{ "V1.2__users", "1.2" },
	{ "V1_2__users", "1.2" },
	{ "1_2__users", "1.2" },
	{ "1.2__users", "1.2" },
	{ "1__users", "1" },
	{ "2024_01_31__users", "2024.1.31" },
	{ "1.2", "1.2" },
	{ "1.02", "1.2" },
	{ "1.0", "1" },
	{ "10.0.0", "10" },
	{ "003_2fa", "3" },
	{ "003", "3" },
	{ "2024_01_31_users", "" },   /* there may be several a day */
	{ "users", "" },
	{ "_3", "" },
	{ "", "" },
	{ "V", "" },
	{ "-1", "" },
	{ "3.", "3" },
	{ "3-", "3" },
	{ "99999999999999999999999999999999999999999999999999999999999999999", "" },
	{ "1.99999999999999999999999999999999999999999999999999999999999999", "" },
};

struct naming {
	const char *what;
	const char *version;
	const char *step;
	bool named;
};

static const struct naming namings[] = {
	{ "dbmate, the digits", "20240131120000", "20240131120000_users", true },
	{ "golang-migrate, the number", "3", "000003_users", true },
	{ "sqlx, the number", "20240131120000", "20240131120000_users", true },
	{ "diesel, without dashes", "20240131120000", "2024-01-31-120000_users", true },
	{ "Flyway, with a dot", "1.2", "V1_2__users", true },
	{ "Flyway, V1 is V1.0", "1.0", "V1__users", true },
	{ "knex, the file", "20240131120000_users.js", "20240131120000_users", true },
	{ "prisma, the folder", "20240131120000_users", "20240131120000_users", true },
	{ "a file of SQL", "003_users.sql", "003_users", true },
	{ "one way of a pair", "003_users.up.sql", "003_users", true },
	{ "a date with its name", "2024_01_31_users", "2024_01_31_users", true },
	{ "another number", "4", "003_users", false },
	{ "a longer number", "30", "3_users", false },
	{ "the same number, another name", "003_people", "003_users", false },
	{ "another ending", "003_users.txt", "003_users", false },
	{ "a day only", "20240131", "2024_01_31_users", false },
	{ "only the beginning", "003_use", "003_users", false },
	{ "nothing", "", "003_users", false },
	{ "a hash", "ae1027a6acf", "003_users", false },
	{ "Flyway, another part", "1.2", "V1_3__users", false },
	{ "an ending alone", ".sql", "", false },
};

struct order {
	const char *low, *high;
};

static const struct order orders[] = {
	{ "2", "10" }, { "1", "1.1" }, { "1.2", "1.10" }, { "1.9", "2" }, { "", "0" },
	{ "9", "20240131120000" },
};
/* clang-format on */

static void every_spelling_of_a_number_is_the_same_number(void **state)
{
	char number[INSTAR__NUMBER_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++) {
		instar__tool_version_number(spellings[i].name, number);
		if (strcmp(number, spellings[i].number) != 0)
			fail_msg("%s has number \"%s\", not \"%s\"", spellings[i].name,
				number, spellings[i].number);
	}
}

static void a_version_names_its_step_and_no_other(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(namings) / sizeof(*namings); i++) {
		if (instar__tool_version_names(namings[i].version, namings[i].step) !=
			namings[i].named)
			fail_msg("%s", namings[i].what);
	}
}

static void numbers_are_ordered_part_by_part(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		assert_true(
			instar__tool_version_compare(orders[i].low, orders[i].high) < 0);
		assert_true(
			instar__tool_version_compare(orders[i].high, orders[i].low) > 0);
		assert_int_equal(
			instar__tool_version_compare(orders[i].low, orders[i].low), 0);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_spelling_of_a_number_is_the_same_number),
	cmocka_unit_test(a_version_names_its_step_and_no_other),
	cmocka_unit_test(numbers_are_ordered_part_by_part),
};

SUITE(tests)
