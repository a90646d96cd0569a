/*
 * nukeworks: a host program, small enough to show how a product uses instar.
 *
 * `nukeworks DB` opens its database, brings it to the schema it was built for, and goes
 * to work. `nukeworks db status DB` and its like are instar's own commands, mounted.
 */
#include <instar_cli.h>
#include <stdio.h>
#include <string.h>

#define VERSION "1.1.0"

INSTAR_SET(nukeworks); /* migrations/nukeworks, compiled */

/* First thing at start-up, before any other use of the database. */
static int bring_up_to_date(sqlite3 *db)
{
	struct instar_options options = { .size = sizeof(options),
		.app_version = VERSION };
	instar *h = instar_open(db, &nukeworks, &options);
	const struct instar_error *error = instar_error(h);
	int code = instar_migrate(h);

	if (code != INSTAR_OK)
		fprintf(stderr, "nukeworks: %s\n%s\n", error->message, error->action);
	instar_close(h);
	return code;
}

/* Stands for the product's real work: it tells what the database is made of. */
static int work(sqlite3 *db)
{
	static const char sql[] =
		"SELECT sum(type = 'table'),"
		" sum(type = 'index'),"
		" sum((SELECT count(DISTINCT id) FROM pragma_foreign_key_list(name)))"
		" FROM sqlite_master WHERE name <> 'schema_migrations'";
	sqlite3_stmt *counts = NULL;
	sqlite3_busy_timeout(db, 5000); /* from here on it is an ordinary connection */
	int rc = sqlite3_prepare_v2(db, sql, -1, &counts, NULL);

	if (rc == SQLITE_OK && (rc = sqlite3_step(counts)) == SQLITE_ROW)
		printf("NukeWorks " VERSION ": %d tables, %d indexes, %d foreign keys\n",
			sqlite3_column_int(counts, 0), sqlite3_column_int(counts, 1),
			sqlite3_column_int(counts, 2));
	else
		fprintf(stderr, "nukeworks: %s\n", sqlite3_errmsg(db));
	sqlite3_finalize(counts);
	return rc;
}

static int start(const char *path)
{
	sqlite3 *db;
	int failed = sqlite3_open(path, &db) != SQLITE_OK;

	if (failed)
		fprintf(stderr, "nukeworks: %s: %s\n", path, sqlite3_errmsg(db));
	else
		failed = bring_up_to_date(db) != INSTAR_OK || work(db) != SQLITE_ROW;
	sqlite3_close(db);
	return failed;
}

int main(int argc, char **argv)
{
	struct instar_cli cli = {
		.set = &nukeworks,
		.program = "nukeworks db",
		.path = "nukeworks.db",
		.app_version = VERSION,
	};

	if (argc > 1 && strcmp(argv[1], "db") == 0)
		return instar_cli(&cli, argc - 1, argv + 1);
	return start(argc > 1 ? argv[1] : cli.path);
}
