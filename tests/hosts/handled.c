/*
 * handled: a host with two sets, customers and configuration in one, work in the other.
 *
 * `handled DIRECTORY` keeps each in a file of its own (split mode); `handled --single
 * FILE` keeps both in one file. The same compiled sets serve both modes. With `db
 * COMMAND` behind it, instar's database commands run over both.
 */
#include <instar_cli.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define VERSION "1.2.0"

INSTAR_SET(handled_primary); /* migrations/handled_primary, compiled */
INSTAR_SET(handled_data);

/* What the user sees before anything is touched: one line a set. */
static int on_event(void *context, const struct instar_event *event)
{
	(void)context;
	if (event->kind == INSTAR_EVENT_PREFLIGHT)
		printf("%-16s %s\n", event->set_name, event->text);
	return 0;
}

static void tell_end(instar_all *all)
{
	const struct instar_summary *summary = instar_summary(all);
	const struct instar_error *error = instar_error_all(all);

	if (error->code)
		fprintf(stderr, "handled: %s\n%s\n", error->message, error->action);
	printf("%u of %u ready, %u steps applied\n", (unsigned)summary->ready,
		(unsigned)summary->count, (unsigned)summary->done);
}

static int start(sqlite3 *primary, sqlite3 *data)
{
	const struct instar_member members[] = {
		{ primary, &handled_primary },
		{ data, &handled_data },
	};
	struct instar_options options = {
		.size = sizeof(options), .app_version = VERSION, .on_event = on_event
	};
	instar_all *all = instar_open_all(members, 2, &options);
	int code = instar_migrate_all(all);

	tell_end(all);
	instar_close_all(all);
	return code != INSTAR_OK;
}

static sqlite3 *open_file(const char *directory, const char *name)
{
	char *path = name ? sqlite3_mprintf("%s/%s", directory, name)
			  : sqlite3_mprintf("%s", directory);
	sqlite3 *db = NULL;

	if (path && sqlite3_open(path, &db) != SQLITE_OK) {
		fprintf(stderr, "handled: %s: %s\n", path, sqlite3_errmsg(db));
		sqlite3_close(db);
		db = NULL;
	}
	sqlite3_free(path);
	return db;
}

static int start_split(const char *directory)
{
	sqlite3 *primary = open_file(directory, "primary.db");
	sqlite3 *data = open_file(directory, "data.db");
	int failed = !primary || !data || start(primary, data);

	sqlite3_close(primary);
	sqlite3_close(data);
	return failed;
}

static int start_single(const char *path)
{
	sqlite3 *db = open_file(path, NULL);
	int failed = !db || start(db, db);

	sqlite3_close(db);
	return failed;
}

/* The database commands over both sets: `handled DIRECTORY db status`. */
static int run_commands(const char *primary, const char *data, int argc, char **argv)
{
	const struct instar_cli_member members[] = {
		{ .set = &handled_primary, .path = primary },
		{ .set = &handled_data, .path = data },
	};
	const struct instar_cli cli = {
		.program = "handled db",
		.app_version = VERSION,
		.members = members,
		.member_count = 2,
	};

	return instar_cli(&cli, argc, argv);
}

static int run_split(const char *directory, int argc, char **argv)
{
	char *primary = sqlite3_mprintf("%s/primary.db", directory);
	char *data = sqlite3_mprintf("%s/data.db", directory);
	int status = primary && data ? run_commands(primary, data, argc, argv) : 1;

	sqlite3_free(primary);
	sqlite3_free(data);
	return status;
}

static bool is(const char *argument, const char *word)
{
	return argument && strcmp(argument, word) == 0;
}

int main(int argc, char **argv)
{
	if (argc > 1 && is(argv[1], "db"))
		return run_split(".", argc - 1, argv + 1);
	if (argc > 3 && is(argv[1], "--single") && is(argv[3], "db"))
		return run_commands(argv[2], argv[2], argc - 3, argv + 3);
	if (argc > 2 && is(argv[2], "db"))
		return run_split(argv[1], argc - 2, argv + 2);
	if (argc == 2 && !is(argv[1], "--single"))
		return start_split(argv[1]);
	if (argc == 3 && is(argv[1], "--single"))
		return start_single(argv[2]);
	fputs("usage: handled DIRECTORY | handled --single FILE\n"
	      "       handled [DIRECTORY | --single FILE] db COMMAND [OPTION ...]\n",
		stderr);
	return 64;
}
