/*
 * Allocation n fails, for every n, once and for good: the result is E_NOMEM or OK, the
 * database is the old or the new one, nothing leaks, the connection is as it was.
 */
#include "suite.h"

#include <string.h>

#include "density.h"
#include "dump.h"
#include "runtime/core/connection.h"
#include "managed.h"
#include "scarce.h"

static int install(void **state)
{
	(void)state;
	return scarce_install();
}

static int uninstall(void **state)
{
	(void)state;
	return scarce_uninstall();
}

static struct builder b;
static bool cut; /* some of its steps cut the run into segments */

static const instar_set *shop_of(struct builder *builder)
{
	shop(builder);
	if (cut) {
		builder->steps[3].flags = INSTAR_STEP_FOREIGN_KEYS;
		builder->steps[9].flags = INSTAR_STEP_NO_TRANSACTION;
		builder->statements[builder->steps[9].up.first].sql =
			set_text(builder, "DROP INDEX IF EXISTS orders_user");
	}
	return &builder->set;
}

static const char settings[] = "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
			       "PRAGMA legacy_alter_table=ON; PRAGMA synchronous=OFF";

static int64_t settings_of(sqlite3 *db)
{
	return number(db, "PRAGMA foreign_keys") +
	       2 * number(db, "PRAGMA recursive_triggers") +
	       4 * number(db, "PRAGMA legacy_alter_table") +
	       8 * number(db, "PRAGMA synchronous");
}

typedef int action(instar *h);

static int do_migrate(instar *h)
{
	return instar_migrate(h);
}

static int do_plan(instar *h)
{
	return instar_plan(h) ? INSTAR_OK : instar_error(h)->code;
}

static int do_status(instar *h)
{
	return instar_status(h) ? INSTAR_OK : instar_error(h)->code;
}

static int do_history(instar *h)
{
	return instar_history(h) ? INSTAR_OK : instar_error(h)->code;
}

static int do_copy(instar *h)
{
	sqlite3 *copy = instar__private_copy(h);

	sqlite3_close(copy);
	return copy ? INSTAR_OK : instar_error(h)->code;
}

/* The tool that has recorded the steps by hand; NULL: none. */
static const struct manager *tool;
static int do_identify(instar *h)
{
	return instar_identify(h) ? INSTAR_OK : instar_error(h)->code;
}

static int do_objects(instar *h)
{
	return instar_objects(h) ? INSTAR_OK : instar_error(h)->code;
}

static int do_health(instar *h)
{
	return instar_health(h, 1) ? INSTAR_OK : instar_error(h)->code;
}

static int do_repair(instar *h)
{
	return instar_repair(h) ? INSTAR_OK : instar_error(h)->code;
}

static const char *damage = ""; /* what somebody did to the database */

/* Every how many-th allocation fails, once and for good: repair makes very many. */
struct stride {
	long quick, thorough;
};

static const struct stride usual = { 17, 1 };
static struct stride strides[2] = { { 17, 1 }, { 17, 1 } };

/* A database on the way: steps by hand, and rows. */
static sqlite3 *start(uint32_t by_hand, bool recorded)
{
	sqlite3 *db = open_db(":memory:");
	instar_set part = *shop_of(&b);

	build_by_hand(db, &part, 0, by_hand);
	part.step_count = recorded ? by_hand : 0;
	part.check_count = recorded ? b.steps[by_hand].checks.first : 0;
	if (recorded) {
		instar *h = instar_open(db, &part, NULL);

		assert_int_equal(instar_migrate(h), INSTAR_OK);
		instar_close(h);
	}
	if (tool)
		managed_record(db, tool, &b.set, by_hand);
	run(db, damage);
	run(db, settings);
	return db;
}

struct trial {
	action *act;
	uint32_t by_hand;
	bool recorded;
	char *before, *after; /* dumps: either is right */
};

/* After a boundary the database is neither old nor new; the next start fixes that. */
static void go_on(sqlite3 *db)
{
	instar *h = instar_open(db, &b.set, NULL);

	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("does not go on: %s", instar_error(h)->message);
	instar_close(h);
}

/* True when the allocation that was to fail was never asked for. */
static bool try_at(const struct trial *trial, long n, bool for_good)
{
	sqlite3 *db = start(trial->by_hand, trial->recorded);
	int64_t as_found = settings_of(db);
	struct instar_options options = { .size = sizeof(options), .busy_ms = -1 };
	bool reached;
	char *now;
	instar *h;
	int code;

	scarce_from(n, for_good);
	h = instar_open(db, &b.set, &options);
	code = trial->act(h);
	reached = scarce_end();
	if (code != INSTAR_OK && code != INSTAR_E_NOMEM)
		fail_msg("allocation %ld: %d %s", n, code, instar_error(h)->message);
	assert_int_equal(instar_error(h)->code, code);
	instar_close(h);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	assert_int_equal(settings_of(db), as_found);
	if (cut && code != INSTAR_OK)
		go_on(db);
	now = dump(db, false);
	if (strcmp(now, trial->after) != 0 &&
		(cut || code == INSTAR_OK || strcmp(now, trial->before) != 0))
		fail_msg("allocation %ld: code %d, and neither old nor new:\n%s", n, code,
			now);
	sqlite3_free(now);
	assert_null(sqlite3_next_stmt(db, NULL));
	sqlite3_close(db);
	return !reached;
}

static char *dump_after(action *act, uint32_t by_hand, bool recorded)
{
	sqlite3 *db = start(by_hand, recorded);
	instar *h = instar_open(db, &b.set, NULL);
	char *text;

	if (act)
		assert_int_equal(act(h), INSTAR_OK);
	instar_close(h);
	text = dump(db, false);
	sqlite3_close(db);
	return text;
}

static void try_every_allocation(action *act, uint32_t by_hand, bool recorded)
{
	struct trial trial = { act, by_hand, recorded, NULL, NULL };
	sqlite3_int64 used;

	trial.before = dump_after(NULL, by_hand, recorded);
	trial.after = dump_after(act, by_hand, recorded);
	used = sqlite3_memory_used();
	for (int good = 0; good < (cut ? 1 : 2); good++) {
		long stride =
			density_stride(strides[good].quick, strides[good].thorough);
		long n = 1 + good * stride / 2;

		while (!try_at(&trial, n, good)) {
			assert_int_equal(sqlite3_memory_used(), used);
			n += stride;
		}
	}
	sqlite3_free(trial.before);
	sqlite3_free(trial.after);
}

static void a_fresh_install_survives_every_failed_allocation(void **state)
{
	(void)state;
	try_every_allocation(do_migrate, 0, false);
}

static void a_reconciliation_survives_every_failed_allocation(void **state)
{
	(void)state;
	try_every_allocation(do_migrate, 7, false);
}

static void an_update_survives_every_failed_allocation(void **state)
{
	(void)state;
	try_every_allocation(do_migrate, 9, true);
}

static void an_adoption_survives_every_failed_allocation(void **state)
{
	(void)state;
	tool = manager_named("golang-migrate");
	try_every_allocation(do_migrate, 11, false);
	try_every_allocation(do_history, 2, false);
	tool = manager_named("user_version");
	try_every_allocation(do_status, 2, false);
	tool = NULL;
}

static void a_run_of_segments_goes_on_after_every_failed_allocation(void **state)
{
	(void)state;
	cut = true;
	try_every_allocation(do_migrate, 3, true);
	cut = false;
}

static void reports_survive_every_failed_allocation(void **state)
{
	(void)state;
	try_every_allocation(do_plan, 3, false);
	try_every_allocation(do_status, 9, true);
	try_every_allocation(do_history, 9, true);
	try_every_allocation(do_copy, 9, true);
}

static void looks_at_a_drifted_database_survive_every_failed_allocation(void **state)
{
	(void)state;
	damage = "DROP TABLE settings; DROP TRIGGER tidy; CREATE TABLE mine(a);"
		 "ALTER TABLE users ADD COLUMN odd";
	try_every_allocation(do_identify, 11, true);
	try_every_allocation(do_objects, 11, true);
	try_every_allocation(do_health, 11, true);
	damage = "";
}

/* What tells it runs the steps in memory; repair makes it what they make. */
static void other_definitions_survive_every_failed_allocation(void **state)
{
	(void)state;
	damage = "DROP VIEW names; CREATE VIEW names AS SELECT 1 AS name;"
		 "DROP TABLE orders; CREATE TABLE orders(user_id INTEGER CHECK "
		 "(user_id > 0) REFERENCES users(id), id INTEGER)";
	try_every_allocation(do_identify, 11, true);
	strides[0] = (struct stride){ 31, 5 };
	strides[1] = (struct stride){ 41, 13 };
	try_every_allocation(do_health, 11, true);
	try_every_allocation(do_migrate, 11, false);
	try_every_allocation(do_repair, 11, true);
	strides[0] = strides[1] = usual;
	damage = "";
}

static void repair_survives_every_failed_allocation(void **state)
{
	(void)state;
	damage = "INSERT INTO users VALUES(1, 'Ann', 'a@x', 'nan');"
		 "DROP TABLE settings; DROP TRIGGER tidy; ALTER TABLE users DROP COLUMN "
		 "nick; DROP INDEX users_email; CREATE INDEX users_email ON users(name)";
	strides[0] = (struct stride){ 23, 1 };
	strides[1] = (struct stride){ 41, 13 };
	try_every_allocation(do_repair, 11, true);
	strides[0] = strides[1] = usual;
	damage = "";
}

static void a_rebuilding_survives_every_failed_allocation(void **state)
{
	(void)state;
	damage = "INSERT INTO users VALUES(1, 'Ann', 'a@x', 'nan');"
		 "DROP VIEW names; DROP TRIGGER tidy; ALTER TABLE users DROP COLUMN name;"
		 "CREATE VIEW names AS SELECT id, name FROM users";
	strides[0] = (struct stride){ 29, 5 };
	strides[1] = (struct stride){ 41, 11 };
	try_every_allocation(do_repair, 11, true);
	strides[0] = strides[1] = usual;
	damage = "";
}

/* True when the allocation that was to fail was never asked for: then the row is named.
 */
static bool name_at(const char *statement, const char *named, long n)
{
	sqlite3 *db = open_db(":memory:");
	struct instar_options options = { .size = sizeof(options), .busy_ms = -1 };
	bool reached;
	instar *h;
	int code;

	set_begin(&b, "rows");
	step(&b, "001_t");
	sql(&b, "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT UNIQUE, n INTEGER)"
		" STRICT");
	table(&b, "t");
	step(&b, "002_more");
	sql(&b, statement);
	build_by_hand(db, &b.set, 0, 1);
	run(db, "INSERT INTO t VALUES(1, 'x', 5), (2, 'y', 5)");
	options.refused_row = instar_name_refused_row;
	scarce_from(n, false);
	h = instar_open(db, &b.set, &options);
	code = instar_migrate(h);
	reached = scarce_end();
	if (code != INSTAR_E_SQL && code != INSTAR_E_NOMEM)
		fail_msg("allocation %ld: %d %s", n, code, instar_error(h)->message);
	if (!reached && !strstr(instar_error(h)->message, named))
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(DISTINCT a) FROM t"), 2);
	assert_int_equal(number(db, "SELECT count(*) FROM temp.sqlite_master"), 0);
	assert_null(sqlite3_next_stmt(db, NULL));
	sqlite3_close(db);
	return !reached;
}

static void naming_a_row_survives_every_failed_allocation(void **state)
{
	static const char *const tales[][2] = {
		{ "UPDATE t SET a = 'z'", "(row id 2 of t)" },
		{ "UPDATE t SET n = a WHERE id = 2", "(row id 2 of t)" },
		{ "CREATE UNIQUE INDEX t_n ON t(n)", "(rows id 1, id 2 of t)" },
	};
	sqlite3_int64 used = sqlite3_memory_used();

	(void)state;
	for (size_t i = 0; i < sizeof(tales) / sizeof(*tales); i++) {
		long n = 1, stride = density_stride(usual.quick, usual.thorough);

		while (!name_at(tales[i][0], tales[i][1], n)) {
			assert_int_equal(sqlite3_memory_used(), used);
			n += stride;
		}
	}
}

static void a_handle_that_could_not_be_made_says_so(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	scarce_from(1, false);
	assert_null(instar_open(db, shop(&b), NULL));
	assert_int_equal(instar_error(NULL)->code, INSTAR_E_NOMEM);
	assert_string_equal(
		instar_error(NULL)->message, "out of memory; nothing was changed");
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_fresh_install_survives_every_failed_allocation),
	cmocka_unit_test(a_reconciliation_survives_every_failed_allocation),
	cmocka_unit_test(an_update_survives_every_failed_allocation),
	cmocka_unit_test(an_adoption_survives_every_failed_allocation),
	cmocka_unit_test(a_run_of_segments_goes_on_after_every_failed_allocation),
	cmocka_unit_test(reports_survive_every_failed_allocation),
	cmocka_unit_test(looks_at_a_drifted_database_survive_every_failed_allocation),
	cmocka_unit_test(other_definitions_survive_every_failed_allocation),
	cmocka_unit_test(repair_survives_every_failed_allocation),
	cmocka_unit_test(a_rebuilding_survives_every_failed_allocation),
	cmocka_unit_test(naming_a_row_survives_every_failed_allocation),
	cmocka_unit_test(a_handle_that_could_not_be_made_says_so),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, install, uninstall);
}
