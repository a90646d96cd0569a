/*
 * test_cli: the commands as a host mounts them: its own name, its own default path, its
 * own functions on every connection.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "instar_cli.h"

/* A table as the generator writes it, of one step that calls a function of the host. */
struct text_block {
	char none[1];
	char name[5];
	char id[8];
	char file[12];
	char hash[65];
	char table[5];
	char create[40];
	char insert[40];
};

static const struct text_block text = {
	.none = "",
	.name = "tiny",
	.id = "001_one",
	.file = "001_one.sql",
	.hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
	.table = "tiny",
	.create = "CREATE TABLE tiny(a)",
	.insert = "INSERT INTO tiny VALUES (shout('hi'))",
};

#define T(member) ((instar_text)offsetof(struct text_block, member))

static const struct instar_step steps[] = {
	{ .id = T(id),
		.description = T(table),
		.file = T(file),
		.token_hash = T(hash),
		.up = { 0, 2 },
		.checks = { 0, 1 } },
};
static const struct instar_statement statements[] = {
	{ T(create), 1, 0, 0 },
	{ T(insert), 2, INSTAR_NONE, 0 },
};
static const struct instar_check checks[] = {
	{ .kind = INSTAR_CHECK_TABLE,
		.name = T(table),
		.birth = 1,
		.death = INSTAR_NONE,
		.prior = INSTAR_NONE },
};
static const instar_set tiny = {
	.format = INSTAR_SET_FORMAT,
	.sqlite_version = 3026000,
	.digest = 1,
	.name = T(name),
	.text_size = sizeof(text),
	.step_count = 1,
	.statement_count = 2,
	.check_count = 1,
	.text = (const char *)&text,
	.steps = steps,
	.statements = statements,
	.checks = checks,
};

static void shout(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	(void)values;
	sqlite3_result_text(context, "HI!", -1, SQLITE_STATIC);
}

static int with_shout(sqlite3 *db, void *context)
{
	++*(int *)context;
	return sqlite3_create_function(
		db, "shout", 1, SQLITE_UTF8, NULL, shout, NULL, NULL);
}

static int refusing(sqlite3 *db, void *context)
{
	(void)db;
	(void)context;
	return SQLITE_AUTH;
}

static char folder[] = "/tmp/instar-cli-XXXXXX";
static char database[64];
static int prepared;
static struct instar_cli host;

/* What the last command printed. */
static char out[8000];
static char err[8000];

static void read_back(char *into, size_t size, const char *name)
{
	FILE *file = fopen(name, "rb");
	assert_non_null(file);
	into[fread(into, 1, size - 1, file)] = 0;
	fclose(file);
}

/* Send a stream to a file; returns where it went before. */
static int divert(FILE *stream, const char *name)
{
	int before = dup(fileno(stream));
	FILE *file = fopen(name, "wb");
	assert_non_null(file);
	fflush(stream);
	dup2(fileno(file), fileno(stream));
	fclose(file);
	return before;
}

static void restore(FILE *stream, int before)
{
	fflush(stream);
	dup2(before, fileno(stream));
	close(before);
}

static int command(const char *name, const char *argument)
{
	char *arguments[] = { "db", (char *)(uintptr_t)name,
		(char *)(uintptr_t)argument };
	char out_name[80], err_name[80];
	snprintf(out_name, sizeof(out_name), "%s/out", folder);
	snprintf(err_name, sizeof(err_name), "%s/err", folder);
	int before_out = divert(stdout, out_name);
	int before_err = divert(stderr, err_name);
	int status = instar_cli(&host, name ? argument ? 3 : 2 : 1, arguments);
	restore(stdout, before_out);
	restore(stderr, before_err);
	read_back(out, sizeof(out), out_name);
	read_back(err, sizeof(err), err_name);
	return status;
}

static int fresh(void **state)
{
	(void)state;
	unlink(database);
	prepared = 0;
	host = (struct instar_cli){ .set = &tiny,
		.program = "shop db",
		.path = database,
		.app_version = "7.1",
		.prepare = with_shout,
		.context = &prepared };
	return 0;
}

static void the_hosts_path_is_used_when_none_is_given(void **state)
{
	(void)state;
	assert_int_equal(command("migrate", NULL), INSTAR_EXIT_OK);
	assert_int_equal(command("status", NULL), INSTAR_EXIT_OK);
	assert_non_null(strstr(out, database));
	assert_int_equal(command("status", "/nowhere/else.db"), INSTAR_EXIT_FAILED);
	assert_string_equal(
		err, "shop db: /nowhere/else.db: the directory does not exist\n");
}

static void without_any_path_the_usage_is_told(void **state)
{
	(void)state;
	host.path = NULL;
	assert_int_equal(command("status", NULL), INSTAR_EXIT_USAGE);
	assert_non_null(strstr(err, "the database is missing: give its path"));
}

static void the_hosts_functions_work_in_steps_and_in_trials(void **state)
{
	(void)state;
	fclose(fopen(database, "wb"));
	assert_int_equal(command("plan", NULL), INSTAR_EXIT_PENDING);
	assert_int_equal(prepared, 2); /* the database and its private copy */
	assert_non_null(strstr(out, "  001_one ran, "));
	assert_int_equal(command("migrate", NULL), INSTAR_EXIT_OK);
	assert_int_equal(prepared, 3);
}

static void a_host_that_refuses_its_connection_ends_the_command(void **state)
{
	(void)state;
	host.prepare = refusing;
	assert_int_equal(command("migrate", NULL), INSTAR_EXIT_FAILED);
	assert_non_null(strstr(err, "the program could not prepare its connection: "));
}

static void a_step_without_the_hosts_function_fails_with_its_place(void **state)
{
	(void)state;
	host.prepare = NULL;
	assert_int_equal(command("migrate", NULL), INSTAR_EXIT_FAILED);
	assert_non_null(strstr(err, "001_one.sql:2"));
	assert_non_null(strstr(err, "no such function: shout"));
	assert_int_equal(command("migrate", "--json"), INSTAR_EXIT_FAILED);
	assert_non_null(strstr(out, "\"line\": 2, \"statement\": \"INSERT INTO tiny"));
}

static void the_hosts_version_is_in_the_history(void **state)
{
	(void)state;
	command("migrate", NULL);
	assert_int_equal(command("history", NULL), INSTAR_EXIT_OK);
	assert_non_null(strstr(out, "  001_one  run, "));
	assert_non_null(strstr(out, ", by version 7.1"));
}

static void help_calls_the_program_by_its_name(void **state)
{
	(void)state;
	assert_int_equal(command("help", NULL), INSTAR_EXIT_OK);
	assert_int_equal(strncmp(out, "Usage: shop db COMMAND ", 23), 0);
	assert_string_equal(err, "");
	assert_int_equal(command("status", "--help"), INSTAR_EXIT_OK);
	assert_int_equal(command(NULL, NULL), INSTAR_EXIT_USAGE);
	assert_int_equal(strncmp(err, "Usage: shop db COMMAND ", 23), 0);
	assert_int_equal(command("statsu", NULL), INSTAR_EXIT_USAGE);
	assert_non_null(strstr(err, "did you mean \"status\"?"));
}

/* How far the allocations went that the counter below has failed. */
static sqlite3_mem_methods real;
static long left;

static void *failing_malloc(int size)
{
	return left-- > 0 ? real.xMalloc(size) : NULL;
}

static void *failing_realloc(void *old, int size)
{
	return left-- > 0 ? real.xRealloc(old, size) : NULL;
}

static void fail_after(long count)
{
	sqlite3_mem_methods methods = real;
	methods.xMalloc = failing_malloc;
	methods.xRealloc = failing_realloc;
	left = count;
	sqlite3_shutdown();
	sqlite3_config(SQLITE_CONFIG_MALLOC, count < 0 ? &real : &methods);
	sqlite3_initialize();
}

static void want_of_memory_is_told_wherever_it_comes(void **state)
{
	(void)state;
	int status = INSTAR_EXIT_FAILED;
	sqlite3_shutdown();
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
	for (long count = 40; status != INSTAR_EXIT_OK; count += 7) {
		unlink(database);
		fail_after(count);
		status = command("migrate", NULL);
		if (status != INSTAR_EXIT_OK) {
			assert_int_equal(status, INSTAR_EXIT_FAILED);
			assert_true(strlen(err) > 0);
		}
	}
	fail_after(-1);
	assert_int_equal(command("status", NULL), INSTAR_EXIT_OK);
}

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(database, sizeof(database), "%s/shop.db", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	char line[80];
	snprintf(line, sizeof(line), "rm -r '%s'", folder);
	return system(line);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup(the_hosts_path_is_used_when_none_is_given, fresh),
	cmocka_unit_test_setup(without_any_path_the_usage_is_told, fresh),
	cmocka_unit_test_setup(the_hosts_functions_work_in_steps_and_in_trials, fresh),
	cmocka_unit_test_setup(
		a_host_that_refuses_its_connection_ends_the_command, fresh),
	cmocka_unit_test_setup(
		a_step_without_the_hosts_function_fails_with_its_place, fresh),
	cmocka_unit_test_setup(the_hosts_version_is_in_the_history, fresh),
	cmocka_unit_test_setup(help_calls_the_program_by_its_name, fresh),
	cmocka_unit_test_setup(want_of_memory_is_told_wherever_it_comes, fresh),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("cli", tests, make_folder, remove_folder);
}
