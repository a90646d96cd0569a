/*
 * handled: a host with two sets, customers and configuration in one, work in the other.
 *
 * `handled DIRECTORY` keeps each in a file of its own (split mode); `handled --single
 * FILE` keeps both in one file. The same compiled sets serve both modes.
 */
#include <instar.h>
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

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--single") != 0)
		return start_split(argv[1]);
	if (argc == 3 && strcmp(argv[1], "--single") == 0)
		return start_single(argv[2]);
	fputs("usage: handled DIRECTORY | handled --single FILE\n", stderr);
	return 64;
}
