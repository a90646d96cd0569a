/*
 * Databases in every state, of every set that is here: each is made by the factory,
 * migrated, and either is what plain SQL makes of it or is refused as its state deserves,
 * with its bytes as they were (E1, E2). And the factory itself: what it makes is what its
 * names say, twice the same, and its test is one that can fail.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "suite.h"

#include "altered.h"
#include "database.h"
#include "density.h"
#include "fixtures.h"
#include "stated.h"

static const struct history_file kiosk[] = {
	{ "001_papers.sql", "-- @was 1_papers\n"
			    "CREATE TABLE paper(id INTEGER PRIMARY KEY, title TEXT NOT "
			    "NULL);\n"
			    "CREATE INDEX paper_title ON paper(title);\n" },
	{ "002_sales.sql",
		"CREATE TABLE sale(id INTEGER PRIMARY KEY, paper_id INTEGER NOT NULL "
		"REFERENCES paper(id), at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);\n"
		"CREATE INDEX sale_paper ON sale(paper_id);\n"
		"CREATE VIEW sold AS SELECT title, count(*) AS times FROM sale JOIN "
		"paper ON paper.id = paper_id GROUP BY title;\n" },
	{ "003_price.sql", "ALTER TABLE paper ADD COLUMN price INTEGER;\n"
			   "UPDATE paper SET price = 2 WHERE price IS NULL;\n" },
	{ NULL, NULL },
};

/* Run the test of the library; what it wrote, to be freed. */
static char *try_all(const struct stated *made, uint32_t every,
	instar_open_function *on_open, uint32_t *wrong)
{
	struct instar_fixture_options options = {
		.size = sizeof(options), .every = every, .on_open = on_open
	};
	FILE *out = tmpfile();
	char *text;
	long size;

	assert_non_null(out);
	*wrong = instar_fixtures_test(
		made->states, made->set, &options, database_folder(), out);
	size = ftell(out);
	rewind(out);
	text = calloc(1, (size_t)size + 1);
	assert_int_equal(fread(text, 1, (size_t)size, out), (size_t)size);
	fclose(out);
	return text;
}

static void assert_all_right(const struct stated *made, uint32_t every)
{
	uint32_t wrong;
	char *text = try_all(made, every, NULL, &wrong);

	for (char *line = text; wrong && (line = strstr(line, "not ok")); line++)
		fprintf(stderr, "# %.*s\n",
			(int)(strcspn(line, "\n") + 1 +
				strcspn(line + strcspn(line, "\n") + 1, "\n")),
			line);
	free(text);
	assert_int_equal(wrong, 0);
}

static void each_database_comes_out_as_it_should(void **state)
{
	const char *directory = *state;
	bool many = strcmp(directory, "migrations/leads") == 0;
	struct stated made = stated_directory(directory, 0, false);

	assert_all_right(&made, (uint32_t)(many ? density(36, 12) : density(3, 0)));
	arena_free(made.arena);
}

static void with_each_object_dropped_at_each_step(void **state)
{
	struct stated made = stated_directory(*state, 0, true);

	assert_all_right(&made, (uint32_t)density(3, 0));
	arena_free(made.arena);
}

/* Make one in the test's folder; its path, to be freed with sqlite3_free(). */
static char *make_file(const struct stated *made, const char *name)
{
	char *path = database_path("fixture.db"), message[200];

	if (instar_fixture_write(made->states, made->set, NULL, stated_find(made, name),
		    path, message, sizeof(message)) != SQLITE_OK)
		fail_msg("%s: %s", name, message);
	return path;
}

static sqlite3 *open_made(const struct stated *made, const char *name)
{
	char *path = make_file(made, name);
	sqlite3 *db = database_open(path);

	sqlite3_free(path);
	return db;
}

/* The answer of a fixture to a query, about which nothing else is asked. */
static void assert_answer(
	const struct stated *made, const char *name, const char *wanted, const char *sql)
{
	sqlite3 *db = open_made(made, name);
	char *got = database_text(db, sql);

	if (strcmp(got, wanted) != 0)
		fail_msg("%s: %s: %s, not %s", name, sql, got, wanted);
	sqlite3_free(got);
	sqlite3_close(db);
}

static void the_states_are_these(void **state)
{
	static const char wanted[] =
		"000_empty current\n001_lying drift or conflict\n001_wal current\n"
		"001_half drift or conflict\n001_in_the_way_paper drift or conflict\n"
		"001_clean current\n001_stamped current\n001_utf16 current\n"
		"001_read_only read-only\n"
		"001_old_names current\n001_without_tracking current\n001_newer newer\n"
		"001_extra_table current\n002_lying drift or conflict\n002_wal current\n"
		"002_half drift or conflict\n002_in_the_way_sale drift or conflict\n"
		"002_clean current\n002_stamped current\n002_utf16 current\n"
		"002_read_only read-only\n"
		"002_old_names current\n002_without_tracking current\n002_newer newer\n"
		"002_without_row_001 current\n002_without_last_row current\n"
		"002_extra_table current\n002_unknown_trigger an unknown trigger\n"
		"002_without_column_sale_at drift or conflict\n"
		"002_other_shape_sale drift or conflict\n002_extra_index current\n"
		"002_extra_trigger current\n002_extra_column current\n";
	struct stated made = stated_history(kiosk, false);
	const char *got = "";

	(void)state;
	for (uint32_t i = 0; i < made.states->count; i++) {
		const struct instar_fixture *fixture = &made.states->fixtures[i];

		if (fixture->base < 3 && fixture->step < 3 && !fixture->tool)
			got = arena_printf(made.arena, "%s%s %s\n", got, fixture->name,
				instar_fixture_outcome_name(fixture));
	}
	assert_string_equal(got, wanted);
	stated_find(&made, "003_half");
	stated_find(&made, "003_without_index_paper_title");
	stated_find(&made, "003_without_table_paper");
	stated_find(&made, "003_without_view_sold");
	arena_free(made.arena);
}

static void a_fixture_is_what_its_name_says(void **state)
{
	static const char there[] =
		"SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'";
	static const char ids[] = "SELECT group_concat(id) FROM schema_migrations";
	static const char columns[] =
		"SELECT group_concat(name) FROM pragma_table_info('paper')";
	struct stated made = stated_history(kiosk, true);

	(void)state;
	assert_answer(&made, "002_clean", "001_papers,002_sales", ids);
	assert_answer(&made, "002_clean", "2024-01-01T00:00:00Z",
		"SELECT min(applied_at) FROM schema_migrations");
	assert_answer(&made, "002_without_tracking", "0", there);
	assert_answer(&made, "002_without_row_001", "002_sales", ids);
	assert_answer(&made, "002_without_last_row", "001_papers", ids);
	assert_answer(&made, "002_lying", "001_papers,002_sales", ids);
	assert_answer(&made, "002_lying", "0",
		"SELECT count(*) FROM sqlite_master WHERE name = 'sale'");
	assert_answer(&made, "002_old_names", "002_sales,1_papers", ids);
	assert_answer(
		&made, "003_newer", "4", "SELECT max(position) FROM schema_migrations");
	assert_answer(&made, "003_half", "id,title,price", columns);
	assert_answer(
		&made, "003_half", "5", "SELECT count(*) FROM paper WHERE price IS NULL");
	assert_answer(&made, "003_without_column_paper_price", "id,title", columns);
	assert_answer(&made, "003_other_shape_paper", "instar_other", columns);
	assert_answer(&made, "001_in_the_way_paper", "instar_other", columns);
	assert_answer(&made, "002_without_index_paper_title", "0",
		"SELECT count(*) FROM sqlite_master WHERE name = 'paper_title'");
	assert_answer(&made, "002_unknown_trigger", "paper instar_extra_trigger",
		"SELECT tbl_name || ' ' || name FROM sqlite_master WHERE type = "
		"'trigger'");
	assert_answer(&made, "003_extra_trigger", "1",
		"SELECT count(*) FROM sqlite_master WHERE type = 'trigger'");
	assert_answer(&made, "002_clean", "0", "PRAGMA user_version");
	assert_answer(&made, "002_utf16", "UTF-16le", "PRAGMA encoding");
	assert_answer(&made, "002_clean", "UTF-8", "PRAGMA encoding");
	assert_answer(&made, "002_extra_table", "kept", "SELECT note FROM instar_extra");
	arena_free(made.arena);
}

static const struct history_file filled[] = {
	{ "001_people.sql", "CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT "
			    "NULL);\n" },
	{ "002_names.sql",
		"ALTER TABLE people ADD COLUMN name TEXT;\n"
		"-- @backfill names\n"
		"UPDATE people SET name = 'the ' || first WHERE name IS NULL;\n"
		"-- @backfill twice after=names\n"
		"UPDATE people SET first = upper(first) WHERE first <> upper(first);\n"
		"-- @index\nCREATE INDEX \"by the name\" ON people(name);\n" },
	{ "003_pairs.sql", "-- @requires backfill names\n"
			   "CREATE TABLE pair(name TEXT NOT NULL, n INTEGER, "
			   "PRIMARY KEY (name, n)) WITHOUT ROWID;\n"
			   "INSERT INTO pair SELECT name, id FROM people;\n"
			   "ALTER TABLE pair ADD COLUMN note TEXT;\n"
			   "-- @backfill notes\n"
			   "UPDATE pair SET note = name || n WHERE note IS NULL;\n" },
	{ NULL, NULL },
};

static void fixtures_have_backfills_that_are_done_or_begun(void **state)
{
	static const char keys[] =
		"SELECT group_concat(key || ' ' || (finished_at IS NOT NULL)) FROM "
		"schema_backfills";
	static const char left[] = "SELECT count(*) FROM people WHERE name IS NULL";
	struct stated made = stated_history(filled, false);

	(void)state;
	assert_answer(&made, "002_filled", "by the name 1,names 1,twice 1", keys);
	assert_answer(&made, "002_filled", "0", left);
	assert_answer(&made, "002_filled", "1",
		"SELECT count(*) FROM sqlite_master WHERE name = 'by the name'");
	assert_answer(&made, "002_half_filled", "names 0", keys);
	assert_answer(&made, "002_half_filled", "1",
		"SELECT count(*) > 0 AND min(id) > (SELECT cursor_1 FROM "
		"schema_backfills)"
		" FROM people WHERE name IS NULL");
	assert_answer(&made, "003_half_filled", "1",
		"SELECT (cursor_1, cursor_2) = (SELECT name, n FROM pair ORDER BY name, "
		"n)"
		" FROM schema_backfills");
	assert_answer(&made, "003_clean", "0",
		"SELECT count(*) FROM sqlite_master WHERE name = 'schema_backfills'");
	assert_all_right(&made, 0);
	arena_free(made.arena);
}

/* What has begun goes on behind its cursor; what is done is not done again. */
static void backfills_go_on_where_the_fixture_left_them(void **state)
{
	static const char *const names[] = { "003_filled", "003_half_filled" };
	struct stated made = stated_history(filled, false);

	(void)state;
	for (int i = 0; i < 2; i++) {
		sqlite3 *db = open_made(&made, names[i]);
		int wanted =
			database_int(db, "SELECT coalesce(max(rows_done), 0) + (SELECT"
					 " count(*) FROM pair WHERE note IS NULL)"
					 " FROM schema_backfills WHERE key = 'notes'");

		database_backfill(db, made.set);
		assert_int_equal(
			database_int(db,
				"SELECT rows_done FROM schema_backfills WHERE key"
				" = 'notes'"),
			wanted);
		assert_int_equal(
			database_int(db, "SELECT count(*) FROM pair WHERE note IS NULL"),
			0);
		sqlite3_close(db);
	}
	arena_free(made.arena);
}

/* What it says is believed when it is of this program, and not when of an older one. */
static void a_stamped_fixture_is_up_to_date_by_its_stamp_at_the_last_step(void **state)
{
	static const char *const names[] = { "002_stamped", "003_stamped" };
	struct stated made = stated_history(kiosk, false);

	(void)state;
	for (int i = 0; i < 2; i++) {
		sqlite3 *db = open_made(&made, names[i]);
		instar *h = instar_open(db, made.set, NULL);

		assert_true(database_int(db, "PRAGMA user_version") != 0);
		assert_int_equal(instar_status(h)->by_stamp, i);
		assert_int_equal(instar_status(h)->pending, 1 - i);
		instar_close(h);
		sqlite3_close(db);
	}
	arena_free(made.arena);
}

static void tables_hold_rows_that_keep_every_constraint(void **state)
{
	struct stated made = stated_history(kiosk, false);

	(void)state;
	assert_answer(&made, "003_clean", "1", "SELECT count(*) >= 5 FROM paper");
	assert_answer(&made, "003_clean", "5", "SELECT count(*) FROM sale");
	assert_answer(&made, "003_clean", "", "PRAGMA foreign_key_check");
	assert_answer(&made, "003_clean", "ok", "PRAGMA integrity_check");
	assert_answer(
		&made, "003_clean", "5", "SELECT count(*) FROM paper WHERE price = 2");
	arena_free(made.arena);
}

/* Only the log has the last step: the file alone is the step before. */
static void a_log_holds_frames_that_are_not_in_the_file(void **state)
{
	struct stated made = stated_history(kiosk, false);
	char *path = make_file(&made, "002_wal");
	char *log = sqlite3_mprintf("%s-wal", path);
	char *there = NULL;
	size_t size;
	sqlite3 *db;

	(void)state;
	sqlite3_free(database_bytes(log, &size));
	assert_true(size > 32);
	db = database_open(path);
	assert_int_equal(database_int(db, "SELECT count(*) FROM sale"), 5);
	sqlite3_close(db);
	sqlite3_free(path);
	path = make_file(&made, "002_wal");
	remove(log);
	db = database_open(path);
	there = database_text(db, "SELECT group_concat(name) FROM sqlite_master");
	assert_string_equal(there, "paper,paper_title");
	sqlite3_free(there);
	sqlite3_close(db);
	sqlite3_free(log);
	sqlite3_free(path);
	arena_free(made.arena);
}

static void the_same_history_gives_the_same_bytes(void **state)
{
	struct stated one = stated_history(kiosk, false),
		      two = stated_history(kiosk, false);

	(void)state;
	assert_int_equal(one.states->count, two.states->count);
	for (uint32_t i = 0; i < one.states->count; i++) {
		const char *name = one.states->fixtures[i].name;
		bool wal = one.states->fixtures[i].flags & INSTAR_FIXTURE_WAL;
		char *path = make_file(&one, name);
		char *log = sqlite3_mprintf("%s-wal", path);
		size_t sizes[4];
		char *bytes[4] = { database_bytes(path, &sizes[0]),
			wal ? database_bytes(log, &sizes[1]) : NULL };

		sqlite3_sleep(i % 50 == 0); /* the clock of the machine goes on */
		sqlite3_free(path);
		path = make_file(&two, name);
		bytes[2] = database_bytes(path, &sizes[2]);
		bytes[3] = wal ? database_bytes(log, &sizes[3]) : NULL;
		for (int j = 0; j <= wal; j++) {
			assert_int_equal(sizes[j], sizes[j + 2]);
			if (memcmp(bytes[j], bytes[j + 2], sizes[j]) != 0)
				fail_msg("%s is not the same twice", name);
		}
		for (int j = 0; j < 4; j++)
			sqlite3_free(bytes[j]);
		sqlite3_free(log);
		sqlite3_free(path);
	}
	arena_free(one.arena);
	arena_free(two.arena);
}

static void each_tool_is_known_by_what_it_left(void **state)
{
	static const char *const wanted[] = { "dbmate", "Rails", "golang-migrate",
		"goose", "sqlx", "refinery", "diesel", "Flyway", "knex", "drizzle",
		"prisma", "alembic", "Django", "the older program", "the older program",
		"user_version" };
	struct stated made = stated_history(kiosk, false);

	(void)state;
	for (uint32_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		const char *name = arena_printf(
			made.arena, "003_by_%s", instar__fixture_tool(i)->file);
		sqlite3 *db = open_made(&made, name);
		instar *h = instar_open(db, made.set, NULL);
		const struct instar_status *status = instar_status(h);

		assert_non_null(status);
		assert_string_equal(status->managed_by, wanted[i]);
		instar_close(h);
		sqlite3_close(db);
	}
	assert_null(instar__fixture_tool(sizeof(wanted) / sizeof(*wanted)));
	arena_free(made.arena);
}

/* One line of the test's output about a fixture, or the line below it. */
static void assert_told(const char *text, const char *name, const char *wanted)
{
	const char *line = strstr(text, name);

	if (!line || !strstr(line, wanted) ||
		strstr(line, wanted) > line + strcspn(line, "\n") + 400)
		fail_msg("%s is not told of %s:\n%s", wanted, name, text);
}

static void a_step_that_does_something_else_at_a_users_is_found(void **state)
{
	struct stated made = stated_history(kiosk, false), other = made;
	struct altered_set copy;
	uint32_t wrong, at = made.set->steps[2].up.first + 1;
	char *text;

	(void)state;
	assert_string_equal(set_text(made.set, made.set->statements[at].sql),
		"UPDATE paper SET price = 2 WHERE price IS NULL");
	altered_set_make(&copy, made.set, at, "UPDATE paper SET price = 2 WHERE id = 1");
	other.set = &copy.set;
	text = try_all(&other, 0, NULL, &wrong);
	assert_true(wrong > 5);
	assert_told(text, "not ok 6 - 001_clean", "it differs: plain SQL gives paper: ");
	assert_told(text, "ok 4 - 001_half", "ok 5");
	free(text);
	altered_set_free(&copy);
	arena_free(made.arena);
}

static void a_step_that_fails_at_a_users_is_found(void **state)
{
	struct stated made = stated_history(kiosk, false), other = made;
	struct altered_set copy;
	uint32_t wrong;
	char *text;

	(void)state;
	altered_set_make(&copy, made.set, made.set->steps[2].up.first,
		"ALTER TABLE magazine ADD COLUMN price INTEGER");
	other.set = &copy.set;
	text = try_all(&other, 0, NULL, &wrong);
	assert_told(text, "not ok 1 - 000_empty", "wanted current, got 003_price");
	assert_told(text, "not ok 1 - 000_empty", "no such table");
	free(text);
	altered_set_free(&copy);
	arena_free(made.arena);
}

/* What is owed is turned round: then every one of them is wrong. */
static void no_outcome_is_taken_for_another(void **state)
{
	struct stated made = stated_history(kiosk, false), other = made;
	instar_fixtures states = *made.states;
	struct instar_fixture *turned =
		arena_array(made.arena, states.count, sizeof(*turned));
	uint32_t wrong;
	char *text;

	(void)state;
	for (uint32_t i = 0; i < states.count; i++) {
		turned[i] = made.states->fixtures[i];
		turned[i].outcome = turned[i].outcome == INSTAR_FIXTURE_CURRENT
					    ? INSTAR_FIXTURE_REFUSED
					    : INSTAR_FIXTURE_CURRENT;
	}
	states.fixtures = turned;
	other.states = &states;
	text = try_all(&other, 0, NULL, &wrong);
	assert_int_equal(wrong, states.count);
	assert_told(text, "000_empty", "wanted drift or conflict, got no error");
	assert_told(text, "001_newer", "wanted current, got database at");
	free(text);
	arena_free(made.arena);
}

static void the_fixtures_of_another_set_are_refused(void **state)
{
	struct stated made = stated_history(kiosk, false);
	struct stated other = stated_directory("tests/sets/column_returns", 0, false);
	struct stated mixed = { made.arena, made.set, other.states, NULL };
	uint32_t wrong;
	char *text = try_all(&mixed, 0, NULL, &wrong), message[100];

	(void)state;
	assert_int_equal(wrong, 1);
	assert_non_null(
		strstr(text, "Bail out! these fixtures were made for another set"));
	free(text);
	assert_int_equal(instar_fixture_write(other.states, made.set, NULL, 0, "x.db",
				 message, sizeof(message)),
		SQLITE_MISMATCH);
	assert_non_null(strstr(message, "another set"));
	assert_int_equal(instar_fixture_write(made.states, made.set, NULL,
				 made.states->count, "x.db", message, sizeof(message)),
		SQLITE_RANGE);
	arena_free(made.arena);
	arena_free(other.arena);
}

static void a_directory_that_is_missing_is_told(void **state)
{
	struct stated made = stated_history(kiosk, false);
	FILE *out = tmpfile();
	char line[200];

	(void)state;
	assert_int_equal(
		instar_fixtures_test(made.states, made.set, NULL, "no/such/place", out),
		made.states->count);
	rewind(out);
	assert_non_null(fgets(line, sizeof(line), out));
	assert_string_equal(line, "not ok 1 - 000_empty\n");
	assert_non_null(fgets(line, sizeof(line), out));
	assert_string_equal(line,
		"# nothing is there: it cannot be made: unable to open database "
		"file\n");
	fclose(out);
	arena_free(made.arena);
}

static void nothing_is_left_behind_and_the_clock_goes_on(void **state)
{
	struct stated made = stated_history(kiosk, false);
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	uint32_t wrong;
	char *text = try_all(&made, 0, NULL, &wrong), *path;
	struct stat found;

	(void)state;
	free(text);
	path = sqlite3_mprintf("%s/002_wal.db", database_folder());
	assert_int_not_equal(stat(path, &found), 0);
	sqlite3_free(path);
	assert_ptr_equal(sqlite3_vfs_find(NULL), vfs);
	arena_free(made.arena);
}

static int double_it(void *context, const char *path, int flags, sqlite3 **db);

static void twice(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	sqlite3_result_int64(context, 2 * sqlite3_value_int64(values[0]));
}

static int double_it(void *context, const char *path, int flags, sqlite3 **db)
{
	int code = sqlite3_open_v2(path, db, flags, NULL);

	(void)context;
	return code ? code
		    : sqlite3_create_function(*db, "twice", 1,
			      SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, twice, NULL,
			      NULL);
}

static void what_the_host_registers_is_asked_for(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE a(x INTEGER NOT NULL, y INTEGER);\n" },
		{ "002_b.sql", "-- @function twice(1)\n"
			       "UPDATE a SET y = twice(x) WHERE y IS NOT NULL;\n"
			       "CREATE INDEX a_y ON a(y);\n" },
		{ NULL, NULL },
	};
	struct stated made = stated_history(files, false);
	uint32_t wrong;
	char *text = try_all(&made, 0, double_it, &wrong);

	(void)state;
	if (wrong)
		fail_msg("%s", text);
	free(text);
	text = try_all(&made, 0, NULL, &wrong);
	assert_told(text, "not ok 1 - 000_empty", "need the function twice(1)");
	free(text);
	arena_free(made.arena);
}

static int cancel(void *context, const struct instar_event *event)
{
	(void)event;
	++*(int *)context;
	return 1;
}

static void the_hosts_options_are_those_of_the_run(void **state)
{
	struct stated made = stated_history(kiosk, false);
	int events = 0;
	struct instar_options options = {
		.size = sizeof(options), .on_event = cancel, .event_context = &events
	};
	struct instar_fixture_options fixture_options = { .size = sizeof(fixture_options),
		.options = &options };
	FILE *out = tmpfile();
	char line[200];

	(void)state;
	assert_true(instar_fixtures_test(made.states, made.set, &fixture_options,
			    database_folder(), out) > 0);
	assert_true(events > 0);
	rewind(out);
	assert_non_null(fgets(line, sizeof(line), out));
	assert_non_null(fgets(line, sizeof(line), out));
	assert_non_null(strstr(line, "wanted current, got cancelled"));
	fclose(out);
	arena_free(made.arena);
}

static void only_some_steps_can_be_asked_for(void **state)
{
	struct stated made = stated_history(kiosk, false);
	uint32_t wrong;
	char *text = try_all(&made, 2, NULL, &wrong);

	(void)state;
	assert_non_null(strstr(text, "002_clean"));
	assert_non_null(strstr(text, "003_clean"));
	assert_null(strstr(text, "001_clean"));
	free(text);
	arena_free(made.arena);
}

/* A claim about rows that holds before its step, and a precondition that does not. */
static void what_rows_claim_is_part_of_the_state(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE a(x INTEGER NOT NULL);\n" },
		{ "002_b.sql", "-- @fingerprint rows (SELECT 1 FROM a)\n"
			       "INSERT INTO a VALUES(77);\n" },
		{ "003_c.sql", "-- @requires rows (SELECT 1 FROM a WHERE x = 77)\n"
			       "CREATE TABLE c(x INTEGER);\n" },
		{ NULL, NULL },
	};
	struct stated made = stated_history(files, false);
	const struct instar_fixture *clean =
		&made.states->fixtures[stated_find(&made, "001_clean")];

	(void)state;
	assert_int_equal(clean->resume, 3);
	assert_true(clean->flags & INSTAR_FIXTURE_REQUIRES);
	assert_string_equal(
		instar_fixture_outcome_name(clean), "current, or a precondition");
	assert_all_right(&made, 0);
	arena_free(made.arena);
}

/* A step that nothing tells of runs again, and then its row is there already. */
static void what_would_run_twice_and_fail_is_owed_to_fail(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE a(x INTEGER PRIMARY KEY);\n" },
		{ "002_b.sql", "INSERT INTO a VALUES(77);\n" },
		{ NULL, NULL },
	};
	struct stated made = stated_history(files, false);
	const struct instar_fixture *fixtures = made.states->fixtures;

	(void)state;
	assert_int_equal(fixtures[stated_find(&made, "002_without_tracking")].outcome,
		INSTAR_FIXTURE_FAILS);
	assert_int_equal(fixtures[stated_find(&made, "002_without_last_row")].outcome,
		INSTAR_FIXTURE_FAILS);
	assert_int_equal(fixtures[stated_find(&made, "002_lying")].outcome,
		INSTAR_FIXTURE_CURRENT);
	assert_all_right(&made, 0);
	arena_free(made.arena);
}

/* Any release meets any database: the older ones it brings on, the newer ones it refuses.
 */
static void every_release_meets_the_databases_of_every_other(void **state)
{
	const char *directory = *state;
	struct stated last = stated_directory(directory, 0, false);
	uint32_t stride = (uint32_t)density(3, 1);

	for (uint32_t j = 1; j < last.set->step_count; j += stride) {
		struct stated release = stated_directory(directory, j, false);

		for (uint32_t i = 1; i <= last.set->step_count; i++) {
			sqlite3 *db = open_made(
				&last, arena_printf(last.arena, "%03u_clean", i));
			instar *h = instar_open(db, release.set, NULL);
			int code = instar_migrate(h);

			if (code != (i > j ? INSTAR_E_TOO_NEW : INSTAR_OK))
				fail_msg("release %u, database at %u: %s", j, i,
					instar_error(h)->message);
			instar_close(h);
			sqlite3_close(db);
		}
		arena_free(release.arena);
	}
	arena_free(last.arena);
}

#define EACH(directory)                                                                  \
	{                                                                                \
		directory ": each database comes out as it should",                      \
			each_database_comes_out_as_it_should, NULL, NULL, directory      \
	}
#define ALL(directory)                                                                   \
	{                                                                                \
		directory ": so it does with each object dropped at each step",          \
			with_each_object_dropped_at_each_step, NULL, NULL, directory     \
	}
#define PAIRS(directory)                                                                 \
	{                                                                                \
		directory ": every release meets the databases of every other",          \
			every_release_meets_the_databases_of_every_other, NULL, NULL,    \
			directory                                                        \
	}

static const struct CMUnitTest tests[] = {
	EACH("migrations/nukeworks"),
	EACH("migrations/dated"),
	EACH("migrations/jobmanager"),
	EACH("migrations/handled_primary"),
	EACH("migrations/handled_data"),
	EACH("migrations/leads"),
	EACH("tests/sets/autoincrement"),
	EACH("tests/sets/check_only_rebuild"),
	EACH("tests/sets/column_returns"),
	EACH("tests/sets/data_in_the_middle"),
	EACH("tests/sets/empty_names"),
	EACH("tests/sets/full_text"),
	EACH("tests/sets/if_not_exists"),
	EACH("tests/sets/index_moves"),
	EACH("tests/sets/keys_and_generated"),
	EACH("tests/sets/made_and_undone"),
	EACH("tests/sets/odd_names"),
	EACH("tests/sets/partial_indexes"),
	EACH("tests/sets/rebuild_over_steps"),
	EACH("tests/sets/rebuilt"),
	EACH("tests/sets/rebuilt_words"),
	EACH("tests/sets/recreated_table"),
	EACH("tests/sets/rename_chain"),
	EACH("tests/sets/rename_with_dependents"),
	EACH("tests/sets/replaced_bodies"),
	EACH("tests/sets/schema_prefix"),
	EACH("tests/sets/table_as_select"),
	EACH("tests/sets/timestamps"),
	EACH("tests/sets/windows_files"),
	ALL("migrations/jobmanager"),
	ALL("tests/sets/column_returns"),
	ALL("tests/sets/index_moves"),
	ALL("tests/sets/recreated_table"),
	ALL("tests/sets/full_text"),
	PAIRS("migrations/jobmanager"),
	PAIRS("tests/sets/column_returns"),
	cmocka_unit_test(the_states_are_these),
	cmocka_unit_test(a_fixture_is_what_its_name_says),
	cmocka_unit_test(fixtures_have_backfills_that_are_done_or_begun),
	cmocka_unit_test(backfills_go_on_where_the_fixture_left_them),
	cmocka_unit_test(a_stamped_fixture_is_up_to_date_by_its_stamp_at_the_last_step),
	cmocka_unit_test(tables_hold_rows_that_keep_every_constraint),
	cmocka_unit_test(a_log_holds_frames_that_are_not_in_the_file),
	cmocka_unit_test(the_same_history_gives_the_same_bytes),
	cmocka_unit_test(each_tool_is_known_by_what_it_left),
	cmocka_unit_test(a_step_that_does_something_else_at_a_users_is_found),
	cmocka_unit_test(a_step_that_fails_at_a_users_is_found),
	cmocka_unit_test(no_outcome_is_taken_for_another),
	cmocka_unit_test(the_fixtures_of_another_set_are_refused),
	cmocka_unit_test(a_directory_that_is_missing_is_told),
	cmocka_unit_test(nothing_is_left_behind_and_the_clock_goes_on),
	cmocka_unit_test(what_the_host_registers_is_asked_for),
	cmocka_unit_test(the_hosts_options_are_those_of_the_run),
	cmocka_unit_test(only_some_steps_can_be_asked_for),
	cmocka_unit_test(what_rows_claim_is_part_of_the_state),
	cmocka_unit_test(what_would_run_twice_and_fail_is_owed_to_fail),
};

SUITE(tests)
