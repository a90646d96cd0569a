/*
 * Several sets in one product: a file for each, or one file for all.
 */
#include <stdio.h>
#include <string.h>

#include "suite.h"

#include "database.h"
#include "seen.h"

INSTAR_SET(handled_primary);
INSTAR_SET(handled_data);

/* Both databases of the product; the same connection twice in single-database mode. */
struct product {
	sqlite3 *primary, *data;
	instar_all *all;
	struct seen seen;
};

static sqlite3 *open_new(const char *name)
{
	char *path = database_path(name);
	sqlite3 *db = database_open(path);

	sqlite3_free(path);
	return db;
}

static struct product product_of(sqlite3 *primary, sqlite3 *data)
{
	return (struct product){ .primary = primary, .data = data };
}

static struct product split(void)
{
	return product_of(open_new("primary.db"), open_new("data.db"));
}

static struct product single(void)
{
	sqlite3 *db = open_new("single.db");

	return product_of(db, db);
}

/* One start of the product. */
static int start(struct product *product)
{
	struct instar_member members[] = {
		{ product->primary, &handled_primary },
		{ product->data, &handled_data },
	};
	struct instar_options options = seeing(&product->seen);

	instar_close_all(product->all);
	product->all = instar_open_all(members, 2, &options);
	return instar_migrate_all(product->all);
}

static void stop(struct product *product)
{
	instar_close_all(product->all);
	if (product->data != product->primary)
		sqlite3_close(product->data);
	sqlite3_close(product->primary);
}

static void assert_line(const struct product *product, uint32_t i, const char *found,
	const char *current, uint32_t done)
{
	const struct instar_summary_line *line = &instar_summary(product->all)->lines[i];

	assert_string_equal(line->found, found);
	assert_string_equal(line->current, current);
	assert_int_equal(line->done, done);
}

static void b6_each_set_has_a_file_of_its_own(void **state)
{
	struct product product = split();

	(void)state;
	assert_int_equal(start(&product), INSTAR_OK);
	assert_line(&product, 0, "missing: 5 steps to run", "005_customer_overview", 5);
	assert_line(&product, 1, "missing: 4 steps to run", "004_items_have_tags", 4);
	assert_int_equal(instar_summary(product.all)->ready, 2);
	assert_int_equal(instar_summary(product.all)->done, 9);
	assert_int_equal(product.seen.counts[INSTAR_EVENT_PREFLIGHT], 2);
	database_answers(product.primary, "0",
		"SELECT count(*) FROM sqlite_master WHERE name LIKE 'workspace%'");
	database_answers(product.data, "handled_data",
		"SELECT DISTINCT set_name FROM schema_migrations");
	stop(&product);
}

static void b6_one_file_holds_both_sets(void **state)
{
	struct product product = single();

	(void)state;
	assert_int_equal(start(&product), INSTAR_OK);
	database_answers(product.primary, "handled_data 4,handled_primary 5",
		"SELECT group_concat(line) FROM (SELECT set_name || ' ' || count(*) AS "
		"line"
		" FROM schema_migrations GROUP BY set_name ORDER BY set_name)");
	assert_int_equal(start(&product), INSTAR_OK);
	assert_line(&product, 0, "exists and ready", "005_customer_overview", 0);
	assert_line(&product, 1, "exists and ready", "004_items_have_tags", 0);
	stop(&product);
}

/* A file of both modes holds the same objects. */
static void both_modes_make_the_same_tables(void **state)
{
	static const char objects[] =
		"SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE "
		"name"
		" LIKE 'workspace_i%' AND sql IS NOT NULL ORDER BY name)";
	struct product two = split(), one = single();
	char *wanted;

	(void)state;
	assert_int_equal(start(&two), INSTAR_OK);
	assert_int_equal(start(&one), INSTAR_OK);
	wanted = database_text(two.data, objects);
	assert_non_null(strstr(wanted, "workspace_items"));
	database_answers(one.data, wanted, objects);
	sqlite3_free(wanted);
	stop(&one);
	stop(&two);
}

static void one_stamp_stands_for_all_sets_of_a_file(void **state)
{
	struct product product = single();
	int version;

	(void)state;
	assert_int_equal(start(&product), INSTAR_OK);
	version = database_int(product.primary, "PRAGMA user_version");
	assert_int_not_equal(version, 0);
	assert_int_equal(start(&product), INSTAR_OK);
	assert_int_equal(instar_status(instar_member(product.all, 0))->by_stamp, 1);
	assert_int_equal(instar_status(instar_member(product.all, 1))->by_stamp, 1);
	assert_int_equal(database_int(product.primary, "PRAGMA user_version"), version);
	stop(&product);
}

/* What one set knows of the file must not be taken for what all know. */
static void a_set_by_itself_leaves_the_stamp_of_all_alone(void **state)
{
	struct product product = single();
	int before, version;

	(void)state;
	assert_int_equal(start(&product), INSTAR_OK);
	version = database_int(product.primary, "PRAGMA user_version");
	before = sqlite3_total_changes(product.primary);
	assert_int_equal(database_migrate(product.primary, &handled_data), INSTAR_OK);
	assert_int_equal(database_migrate(product.primary, &handled_primary), INSTAR_OK);
	assert_int_equal(database_int(product.primary, "PRAGMA user_version"), version);
	assert_int_equal(sqlite3_total_changes(product.primary), before);
	database_run(product.primary, "DROP INDEX workspace_items_unit");
	assert_int_equal(database_migrate(product.primary, &handled_primary), INSTAR_OK);
	assert_int_equal(start(&product), INSTAR_E_DRIFT);
	stop(&product);
}

static void when_one_has_drifted_none_is_touched(void **state)
{
	struct product product = split();

	(void)state;
	assert_int_equal(database_migrate(product.data, &handled_data), INSTAR_OK);
	database_run(product.data, "DROP TABLE workspace_tags");
	assert_int_equal(start(&product), INSTAR_E_DRIFT);
	assert_string_equal(instar_error_all(product.all)->message,
		"handled_data: 4 migrations recorded, but table workspace_tags is "
		"missing");
	assert_line(&product, 0, "missing: 5 steps to run", "", 0);
	assert_int_equal(instar_summary(product.all)->ready, 0);
	assert_int_equal(product.seen.counts[INSTAR_EVENT_PREFLIGHT], 2);
	database_answers(product.primary, "0", "SELECT count(*) FROM sqlite_master");
	assert_int_equal(instar_migrate_all(product.all), INSTAR_E_DRIFT);
	stop(&product);
}

static void when_one_cannot_be_written_none_is_touched(void **state)
{
	char *path = database_path("primary.db");
	struct product product = split();

	(void)state;
	sqlite3_close(product.data);
	sqlite3_open_v2(path, &product.data, SQLITE_OPEN_READONLY, NULL);
	sqlite3_free(path);
	assert_int_equal(start(&product), INSTAR_E_READONLY);
	database_answers(product.primary, "0", "SELECT count(*) FROM sqlite_master");
	stop(&product);
}

/* Two files cannot be committed at once: the summary tells what was done. */
static void what_came_before_a_failure_stays_and_is_told(void **state)
{
	struct product product = split();

	(void)state;
	assert_int_equal(database_migrate(product.data, &handled_data), INSTAR_OK);
	database_run(product.data,
		"DELETE FROM schema_migrations WHERE position = 4;"
		"DROP TABLE workspace_item_tags; DROP TABLE workspace_tags; VACUUM;"
		"PRAGMA max_page_count = 1");
	assert_int_equal(start(&product), INSTAR_E_FULL);
	assert_line(&product, 0, "missing: 5 steps to run", "005_customer_overview", 5);
	assert_int_equal(instar_summary(product.all)->lines[1].ready, 0);
	assert_int_equal(instar_summary(product.all)->ready, 1);
	stop(&product);
}

/* Take the last step of both sets away, and its records. */
static void step_back(sqlite3 *db)
{
	database_run(db,
		"DROP VIEW customer_overview;"
		"DROP TABLE workspace_item_tags; DROP TABLE workspace_tags;"
		"DELETE FROM schema_migrations WHERE set_name = 'handled_primary' AND "
		"position = 5;"
		"DELETE FROM schema_migrations WHERE set_name = 'handled_data' AND "
		"position = 4");
}

static void b7_sets_of_one_file_share_its_backup(void **state)
{
	struct product product = single();
	const char *backup;
	sqlite3 *copy;

	(void)state;
	assert_int_equal(start(&product), INSTAR_OK);
	assert_int_equal(product.seen.counts[INSTAR_EVENT_BACKUP], 0);
	step_back(product.primary);
	assert_int_equal(start(&product), INSTAR_OK);
	assert_int_equal(instar_summary(product.all)->done, 2);
	assert_int_equal(product.seen.counts[INSTAR_EVENT_BACKUP], 1);
	backup = instar_backup_path(instar_member(product.all, 0));
	assert_string_not_equal(backup, "");
	assert_string_equal(instar_backup_path(instar_member(product.all, 1)), "");
	copy = database_open(backup);
	database_answers(copy, "7", "SELECT count(*) FROM schema_migrations");
	sqlite3_close(copy);
	stop(&product);
}

/* Only the second has something to do: then the backup is its own. */
static void b7_the_first_set_that_runs_saves_the_file(void **state)
{
	struct product product = single();

	(void)state;
	assert_int_equal(start(&product), INSTAR_OK);
	step_back(product.primary);
	assert_int_equal(database_migrate(product.primary, &handled_primary), INSTAR_OK);
	product.seen.counts[INSTAR_EVENT_BACKUP] = 0;
	assert_int_equal(start(&product), INSTAR_OK);
	assert_int_equal(product.seen.counts[INSTAR_EVENT_BACKUP], 1);
	assert_string_not_equal(instar_backup_path(instar_member(product.all, 1)), "");
	stop(&product);
}

static void a_host_can_stop_at_the_first_line(void **state)
{
	struct product product = split();
	struct instar_member members[] = { { product.primary, &handled_primary },
		{ product.data, &handled_data } };
	struct instar_options options = seeing(&product.seen);

	(void)state;
	product.seen.cancel_at = 1;
	product.all = instar_open_all(members, 2, &options);
	assert_int_equal(instar_migrate_all(product.all), INSTAR_E_CANCELLED);
	database_answers(product.primary, "0", "SELECT count(*) FROM sqlite_master");
	stop(&product);
}

static void no_sets_and_no_memory_are_no_crash(void **state)
{
	instar_all *all = instar_open_all(NULL, 0, NULL);

	(void)state;
	assert_int_equal(instar_migrate_all(all), INSTAR_OK);
	assert_int_equal(instar_summary(all)->count, 0);
	assert_null(instar_member(all, 0));
	assert_int_equal(instar_error_all(all)->code, INSTAR_OK);
	instar_close_all(all);
	assert_int_equal(instar_migrate_all(NULL), INSTAR_E_NOMEM);
	assert_int_equal(instar_error_all(NULL)->code, INSTAR_E_NOMEM);
	assert_int_equal(instar_summary(NULL)->count, 0);
	instar_close_all(NULL);
}

static void a_member_without_a_connection_is_told(void **state)
{
	struct product product = product_of(NULL, NULL);

	(void)state;
	assert_int_equal(start(&product), INSTAR_E_MISUSE);
	stop(&product);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(b6_each_set_has_a_file_of_its_own),
	cmocka_unit_test(b6_one_file_holds_both_sets),
	cmocka_unit_test(both_modes_make_the_same_tables),
	cmocka_unit_test(one_stamp_stands_for_all_sets_of_a_file),
	cmocka_unit_test(a_set_by_itself_leaves_the_stamp_of_all_alone),
	cmocka_unit_test(when_one_has_drifted_none_is_touched),
	cmocka_unit_test(when_one_cannot_be_written_none_is_touched),
	cmocka_unit_test(what_came_before_a_failure_stays_and_is_told),
	cmocka_unit_test(b7_sets_of_one_file_share_its_backup),
	cmocka_unit_test(b7_the_first_set_that_runs_saves_the_file),
	cmocka_unit_test(a_host_can_stop_at_the_first_line),
	cmocka_unit_test(no_sets_and_no_memory_are_no_crash),
	cmocka_unit_test(a_member_without_a_connection_is_told),
};

SUITE(tests)
