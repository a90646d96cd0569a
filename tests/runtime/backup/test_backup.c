/*
 * Backups: when they are made, what is in them, what they are called and which are kept.
 */
#include "saved.h"

#include <limits.h>
#include <signal.h>
#include <sys/wait.h>

/* What was told in which order: 'b' for the backup, 's' for a step. */
struct order {
	char text[32];
	char path[256];
	int64_t at_stake;
	enum instar_event_kind cancel;
};

static int note(void *context, const struct instar_event *event)
{
	struct order *order = context;
	const char *letter = event->kind == INSTAR_EVENT_BACKUP	      ? "b"
			     : event->kind == INSTAR_EVENT_STEP_BEGIN ? "s"
			     : event->kind == INSTAR_EVENT_AT_STAKE   ? "a"
			     : event->kind == INSTAR_EVENT_COMMITTED  ? "c"
								      : "";

	strcat(order->text, letter);
	if (event->kind == INSTAR_EVENT_BACKUP)
		snprintf(order->path, sizeof(order->path), "%s", event->text);
	if (event->kind == INSTAR_EVENT_AT_STAKE)
		order->at_stake += event->rows;
	return event->kind == order->cancel;
}

static struct instar_options noting(struct order *order)
{
	struct instar_options options = quiet();

	memset(order, 0, sizeof(*order));
	options.on_event = note;
	options.event_context = order;
	return options;
}

static int migrate(const struct instar_options *options)
{
	sqlite3 *db = open_db(path);
	instar *h = instar_open(db, boxes(&b), options);
	int code = instar_migrate(h);

	instar_close(h);
	sqlite3_close(db);
	return code;
}

static void rows_are_saved_before_the_first_step_runs(void **state)
{
	struct order order;
	struct instar_options options = noting(&order);
	struct stat found;
	char *before;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 100);
	before = content(path);
	assert_int_equal(migrate(&options), INSTAR_OK);
	assert_string_equal(order.text, "bsac");
	assert_int_equal(order.at_stake, 2);
	assert_content(order.path, before);
	assert_int_equal(stat(order.path, &found), 0);
	assert_int_equal(found.st_mode & 07777, 0600);
	assert_int_equal(files_with(".backup-"), 1);
	assert_int_equal(files_with(".partial"), 0);
	sqlite3_free(before);
}

static void the_name_tells_database_and_time(void **state)
{
	struct order order;
	struct instar_options options = noting(&order);
	const char *name;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 1);
	assert_int_equal(migrate(&options), INSTAR_OK);
	name = order.path + strlen(folder) + 1;
	assert_int_equal(strncmp(name, "app.db.backup-20", 16), 0);
	assert_int_equal(strlen(name), strlen("app.db.backup-20260131-120000"));
	assert_int_equal(strspn(name + 14, "0123456789-"), 15);
	assert_int_equal(name[22], '-');
}

static void nothing_is_saved_where_nothing_can_be_lost(void **state)
{
	struct instar_options options = quiet();
	sqlite3 *db;
	instar *h;

	(void)state;
	assert_int_equal(migrate(NULL), INSTAR_OK); /* a fresh database */
	assert_int_equal(files_with(".backup-"), 0);
	remove(path);
	db = open_db(path);
	build_by_hand(db, boxes(&b), 0, 2); /* tables without rows */
	sqlite3_close(db);
	assert_int_equal(migrate(NULL), INSTAR_OK);
	assert_int_equal(files_with(".backup-"), 0);
	remove(path);
	fill("PRAGMA journal_mode=DELETE", 5);
	options.backups = -1; /* the host has its own */
	assert_int_equal(migrate(&options), INSTAR_OK);
	assert_int_equal(migrate(NULL), INSTAR_OK); /* nothing is due */
	assert_int_equal(files_with(".backup-"), 0);
	db = open_db(":memory:");
	build_by_hand(db, boxes(&b), 0, 2);
	run(db, "INSERT INTO box(label) VALUES('x')");
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_string_equal(instar_backup_path(h), "");
	assert_int_equal(instar_backup(h, NULL), INSTAR_E_BACKUP);
	instar_close(h);
	sqlite3_close(db);
}

static void what_is_only_recorded_needs_no_backup(void **state)
{
	sqlite3 *db = open_db(path);

	(void)state;
	build_by_hand(db, boxes(&b), 0, 3);
	run(db, "INSERT INTO box(label) VALUES('x')");
	sqlite3_close(db);
	assert_int_equal(migrate(NULL), INSTAR_OK);
	assert_int_equal(files_with(".backup-"), 0);
}

static void rows_that_are_only_in_the_log_are_in_the_backup(void **state)
{
	sqlite3 *db;
	unsigned char header[20];
	char *before;
	FILE *file;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=WAL", 10);
	db = open_db(path);
	run(db, "PRAGMA wal_autocheckpoint=0; INSERT INTO box(label) VALUES('late')");
	assert_true(is_there("app.db-wal"));
	before = content(path);
	assert_non_null(strstr(before, "late"));
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	file = fopen(instar_backup_path(h), "rb");
	assert_int_equal(fread(header, 1, 20, file), 20);
	fclose(file);
	assert_int_equal(header[18], 1); /* no log to carry along */
	assert_int_equal(header[19], 1);
	assert_content(instar_backup_path(h), before);
	assert_int_equal(files_with(".backup-"), 1); /* no -wal, -shm, -journal */
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(before);
}

static void a_name_that_is_taken_is_left_alone(void **state)
{
	sqlite3 *db;
	char seen[8][200];

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	for (int i = 0; i < 8; i++) {
		struct instar_options options = quiet();
		instar *h;

		options.backups = 100;
		h = instar_open(db, boxes(&b), &options);
		assert_int_equal(instar_backup(h, NULL), INSTAR_OK);
		snprintf(seen[i], sizeof(seen[i]), "%s", instar_backup_path(h));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(seen[i], seen[j]);
		instar_close(h);
	}
	assert_int_equal(files_with(".backup-"), 8);
	sqlite3_close(db);
}

/* However many are made in one second, and however few are kept. */
static void the_one_made_last_is_the_newest_by_its_name(void **state)
{
	sqlite3 *db;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	for (int i = 0; i < 8; i++) {
		struct instar_options options = quiet();
		instar *h;

		options.backups = 2;
		h = instar_open(db, boxes(&b), &options);
		assert_int_equal(instar_backup(h, NULL), INSTAR_OK);
		assert_string_equal(instar_health(h, 0)->backup, instar_backup_path(h));
		instar_close(h);
	}
	assert_int_equal(files_with(".backup-"), 2);
	sqlite3_close(db);
}

static void only_files_of_our_own_names_are_ever_removed(void **state)
{
	static const char *const others[] = { "app.db.backup-20200101-000000.gz",
		"app.db.backup-2020010-0000000", "app.db.backup-20200101-000000-1",
		"app.db.backup-20200101-000000-02", "app.db.backup-20200101-00000x",
		"app.db.backup-", "app.db.backup-mine", "other.db.backup-20200101-000000",
		"app.db.backup-20200101-000000-1000" };
	static const char *const ours[] = { "app.db.backup-20200101-000000",
		"app.db.backup-20200101-000000-2", "app.db.backup-20200101-000000-10",
		"app.db.backup-20200102-000000" };
	struct instar_options options = quiet();
	char directory[128];

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		touch(others[i]);
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		touch(ours[i]);
	snprintf(
		directory, sizeof(directory), "%s/app.db.backup-20200101-000001", folder);
	assert_int_equal(mkdir(directory, 0700), 0);
	options.backups = 3;
	assert_int_equal(migrate(&options), INSTAR_OK);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_true(is_there(others[i]));
	assert_false(is_there(ours[0])); /* the two oldest: 10 comes after 2 */
	assert_false(is_there(ours[1]));
	assert_true(is_there(ours[2]));
	assert_true(is_there(ours[3]));
	assert_true(is_there("app.db.backup-20200101-000001"));
}

static void the_one_just_made_is_never_the_one_removed(void **state)
{
	struct instar_options options = quiet();
	sqlite3 *db;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	touch("app.db.backup-29990101-000000"); /* a clock was wrong once */
	options.backups = 1;
	db = open_db(path);
	h = instar_open(db, boxes(&b), &options);
	assert_int_equal(instar_backup(h, NULL), INSTAR_OK);
	assert_true(is_there(instar_backup_path(h) + strlen(folder) + 1));
	assert_false(is_there("app.db.backup-29990101-000000"));
	instar_close(h);
	sqlite3_close(db);
}

static void what_a_killed_backup_left_goes_with_the_next(void **state)
{
	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	touch("app.db.backup-20200101-000000.partial");
	touch("app.db.backup-29990101-000000.partial"); /* somebody is at it now */
	touch("app.db.backup-mine.partial");
	assert_int_equal(migrate(NULL), INSTAR_OK);
	assert_false(is_there("app.db.backup-20200101-000000.partial"));
	assert_true(is_there("app.db.backup-29990101-000000.partial"));
	assert_true(is_there("app.db.backup-mine.partial"));
}

static void a_run_that_fails_takes_its_backup_back_and_no_other(void **state)
{
	sqlite3 *db;
	char *before;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	before = content(path);
	touch("app.db.backup-20200101-000000");
	touch("app.db.backup-20200102-000000");
	touch("app.db.backup-20200103-000000");
	db = open_db(path);
	for (int i = 0; i < 5; i++) {
		const instar_set *set = boxes(&b);
		instar *h;

		b.statements[b.steps[2].up.first].sql =
			set_text(&b, "INSERT INTO nowhere VALUES(1)");
		h = instar_open(db, set, NULL);
		assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
		assert_string_equal(instar_backup_path(h), "");
		instar_close(h);
	}
	sqlite3_close(db);
	assert_int_equal(files_with(".backup-2"), 3);
	assert_true(is_there("app.db.backup-20200101-000000"));
	assert_content(path, before);
	sqlite3_free(before);
}

static void cancelled_at_the_backup_nothing_has_happened(void **state)
{
	struct order order;
	struct instar_options options = noting(&order);
	char *before;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	before = content(path);
	order.cancel = INSTAR_EVENT_BACKUP;
	assert_int_equal(migrate(&options), INSTAR_E_CANCELLED);
	assert_string_equal(order.text, "b");
	assert_int_equal(files_with(".backup-"), 0);
	assert_content(path, before);
	sqlite3_free(before);
}

static void a_plan_makes_no_backup(void **state)
{
	sqlite3 *db;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_plan(h)->pending, 1);
	assert_int_equal(instar_status(h)->pending, 1);
	instar_close(h);
	sqlite3_close(db);
	assert_int_equal(files_with(".backup-"), 0);
}

static void another_directory_can_hold_them(void **state)
{
	struct instar_options options = quiet();
	char directory[128];
	sqlite3 *db;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	snprintf(directory, sizeof(directory), "%s/safe", folder);
	assert_int_equal(mkdir(directory, 0700), 0);
	options.backup_directory = directory;
	db = open_db(path);
	h = instar_open(db, boxes(&b), &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(strncmp(instar_backup_path(h), directory, strlen(directory)), 0);
	instar_close(h);
	sqlite3_close(db);
	assert_int_equal(files_with(".backup-"), 0);
}

static void a_connection_that_keeps_its_locks_is_backed_up_too(void **state)
{
	static const char *const modes[] = { "PRAGMA journal_mode=DELETE",
		"PRAGMA journal_mode=WAL" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		sqlite3 *db;
		char *before;
		instar *h;

		remove(path);
		fill(modes[i], 20);
		before = content(path);
		db = open_db(path);
		run(db, "PRAGMA locking_mode=EXCLUSIVE; UPDATE box SET colour = colour");
		h = instar_open(db, boxes(&b), NULL);
		assert_int_equal(instar_migrate(h), INSTAR_OK);
		assert_content(instar_backup_path(h), before);
		instar_close(h);
		sqlite3_close(db);
		sqlite3_free(before);
	}
}

/*
 * A process that adds to box and note together, until it is killed or this one is gone.
 * It lets others come in between: without a log its next BEGIN would be faster than any
 * reader who waits.
 */
static pid_t write_for_ever(void)
{
	pid_t parent = getpid(), child = fork();

	if (child == 0) {
		sqlite3 *db = open_db(path);

		sqlite3_busy_timeout(db, 10000);
		while (getppid() == parent) {
			sqlite3_exec(db,
				"BEGIN IMMEDIATE; INSERT INTO box(label) VALUES('n');"
				"INSERT INTO note(words) VALUES('n'); COMMIT",
				NULL, NULL, NULL);
			sqlite3_sleep(2);
		}
		_exit(0);
	}
	return child;
}

/* Boxes less notes in five backups; INT_MIN: one could not be made. */
static int differences(void)
{
	struct instar_options options = quiet();
	int difference = 1998;

	options.busy_ms = 60000;
	for (int j = 0; j < 5 && difference == 1998; j++) {
		sqlite3 *db = open_db(path), *copy;
		instar *h = instar_open(db, boxes(&b), &options);

		if (instar_backup(h, NULL) != INSTAR_OK) {
			difference = INT_MIN;
		} else {
			copy = open_db(instar_backup_path(h));
			difference =
				(int)number(copy, "SELECT (SELECT count(*) FROM box) - "
						  "(SELECT count(*) FROM note)");
			sqlite3_close(copy);
		}
		instar_close(h);
		sqlite3_close(db);
	}
	return difference;
}

static void others_may_write_meanwhile_and_the_copy_is_of_one_moment(void **state)
{
	static const char *const modes[] = { "PRAGMA journal_mode=WAL",
		"PRAGMA journal_mode=DELETE" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		int difference;
		pid_t writer;

		remove(path);
		fill(modes[i], 2000); /* 1998 boxes more than notes */
		writer = write_for_ever();
		difference = differences();
		kill(writer, SIGKILL);
		waitpid(writer, NULL, 0);
		assert_int_equal(difference, 1998);
	}
}

/* Rows without parents make the run begin again; between the two, others may commit. */
static void write_late(void *context)
{
	bool *written = context;
	sqlite3 *other;

	if (*written)
		return;
	*written = true;
	other = open_db(path);
	sqlite3_exec(other, "INSERT INTO box(label) VALUES('late')", NULL, NULL, NULL);
	sqlite3_close(other);
}

static void what_is_committed_between_two_attempts_is_in_the_backup(void **state)
{
	bool written = false;
	sqlite3 *db, *copy;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	run(db, "CREATE TABLE p(id INTEGER PRIMARY KEY);"
		"CREATE TABLE c(p REFERENCES p(id)); INSERT INTO c VALUES(9)");
	sqlite3_rollback_hook(db, write_late, &written);
	h = instar_open(db, boxes(&b), NULL);
	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_true(written);
	copy = open_db(instar_backup_path(h));
	assert_int_equal(
		number(copy, "SELECT count(*) FROM box WHERE label = 'late'"), 1);
	assert_int_equal(number(copy, "SELECT count(*) FROM note"), 2);
	sqlite3_close(copy);
	instar_close(h);
	sqlite3_close(db);
}

static int upper_order(void *context, int a, const void *x, int c, const void *y)
{
	(void)context;
	return sqlite3_strnicmp(x, y, a < c ? a : c);
}

static void yes(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	(void)values;
	sqlite3_result_int(context, 1);
}

/* What the host has registered, the backup's own connection does not have. */
static void a_schema_that_needs_the_hosts_functions_is_backed_up(void **state)
{
	sqlite3 *db;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 20);
	db = open_db(path);
	sqlite3_create_collation(db, "upper_first", SQLITE_UTF8, NULL, upper_order);
	sqlite3_create_function(
		db, "fits", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, yes, NULL, NULL);
	run(db, "CREATE TABLE odd(a TEXT COLLATE upper_first CHECK (fits(a)),"
		" PRIMARY KEY (a)) WITHOUT ROWID;"
		"INSERT INTO odd VALUES('b'), ('A'), ('c')");
	h = instar_open(db, boxes(&b), NULL);
	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_true(*instar_backup_path(h));
	instar_close(h);
	sqlite3_close(db);
}

/* It was so before, and it is not the file that is damaged. */
static void a_row_that_breaks_a_constraint_does_not_stop_the_backup(void **state)
{
	sqlite3 *db;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	run(db, "CREATE TABLE full(a TEXT, c INTEGER CHECK (c < 5));"
		"INSERT INTO full VALUES(NULL, 1), ('x', 2);"
		"PRAGMA ignore_check_constraints=ON; INSERT INTO full VALUES('y', 9);"
		"PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql ="
		" 'CREATE TABLE full(a TEXT NOT NULL, c INTEGER CHECK (c < 5))'"
		" WHERE name = 'full'");
	sqlite3_close(db);
	assert_int_equal(migrate(NULL), INSTAR_OK);
	assert_int_equal(files_with(".backup-"), 1);
}

static int opened(void *context, const char *name, int flags, sqlite3 **db)
{
	++*(int *)context;
	return sqlite3_open_v2(name, db, flags, NULL);
}

static void the_host_opens_the_source_and_the_copy(void **state)
{
	struct instar_options options = quiet();
	int count = 0;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	options.on_open = opened;
	options.open_context = &count;
	assert_int_equal(migrate(&options), INSTAR_OK);
	assert_int_equal(count, 3); /* source, copy, and the copy read back */
}

static const struct CMUnitTest tests[] = {
	in_folder(rows_are_saved_before_the_first_step_runs),
	in_folder(the_name_tells_database_and_time),
	in_folder(nothing_is_saved_where_nothing_can_be_lost),
	in_folder(what_is_only_recorded_needs_no_backup),
	in_folder(rows_that_are_only_in_the_log_are_in_the_backup),
	in_folder(a_name_that_is_taken_is_left_alone),
	in_folder(the_one_made_last_is_the_newest_by_its_name),
	in_folder(only_files_of_our_own_names_are_ever_removed),
	in_folder(the_one_just_made_is_never_the_one_removed),
	in_folder(what_a_killed_backup_left_goes_with_the_next),
	in_folder(a_run_that_fails_takes_its_backup_back_and_no_other),
	in_folder(cancelled_at_the_backup_nothing_has_happened),
	in_folder(a_plan_makes_no_backup),
	in_folder(another_directory_can_hold_them),
	in_folder(a_connection_that_keeps_its_locks_is_backed_up_too),
	in_folder(others_may_write_meanwhile_and_the_copy_is_of_one_moment),
	in_folder(what_is_committed_between_two_attempts_is_in_the_backup),
	in_folder(a_schema_that_needs_the_hosts_functions_is_backed_up),
	in_folder(a_row_that_breaks_a_constraint_does_not_stop_the_backup),
	in_folder(the_host_opens_the_source_and_the_copy),
};

SUITE(tests)
