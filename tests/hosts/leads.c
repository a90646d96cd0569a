/*
 * leads: a host that changes old rows in its idle time.
 *
 * `leads FILE` starts as a program does: it migrates, which takes milliseconds whatever
 * the table holds, and is ready. Then it works: here a loop that takes in one lead each
 * round, and between them does one batch of what the steps have left for later.
 * `leads db COMMAND FILE` has the commands.
 */
#include <instar_cli.h>
#include <stdio.h>
#include <string.h>

INSTAR_SET(leads); /* migrations/leads, compiled */

static int fail(const instar *h)
{
	fprintf(stderr, "leads: %s\n", instar_error(h)->message);
	if (*instar_error(h)->action)
		fprintf(stderr, "%s\n", instar_error(h)->action);
	return 1;
}

static int start(sqlite3 *db)
{
	instar *h = instar_open(db, &leads, NULL);
	int failed = instar_migrate(h) != INSTAR_OK && fail(h);

	instar_close(h);
	return failed;
}

/* What the program is for. It fills in the new columns itself. */
static int take_in(sqlite3 *db, int number)
{
	char *sql =
		sqlite3_mprintf("INSERT INTO leads(email, name, name_source)"
				" VALUES('visitor%d@example.org', 'visitor', 'typed')",
			number);
	int failed = !sql || sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK;

	if (failed)
		fprintf(stderr, "leads: %s\n", sqlite3_errmsg(db));
	sqlite3_free(sql);
	return failed;
}

/* An error of a backfill is told, and is no reason to stop working. */
static int work(sqlite3 *db)
{
	instar *h = instar_open(db, &leads, NULL);
	int left = 1, batches = 0, visitors = 0, failed = 0;

	while (!failed && (left || visitors < 3)) {
		failed = take_in(db, ++visitors);
		if (left && instar_backfill_step(h, NULL, &left) != INSTAR_OK)
			fail(h);
		else if (left)
			batches++;
	}
	printf("%d visitors, %d batches beside them\n", visitors, batches);
	instar_close(h);
	return failed;
}

static int run(const char *path)
{
	sqlite3 *db = NULL;
	int failed = sqlite3_open(path, &db) != SQLITE_OK;

	if (failed)
		fprintf(stderr, "leads: %s: %s\n", path, sqlite3_errmsg(db));
	failed = failed || start(db);
	if (!failed) {
		puts("ready");
		failed = work(db);
	}
	sqlite3_close(db);
	return failed;
}

/* The commands call themselves as they were called, so that what they advise can be run.
 */
static int command(int argc, char **argv)
{
	char *program = sqlite3_mprintf("%s db", argv[0]);
	struct instar_cli cli = { .set = &leads, .program = program };
	int status = instar_cli(&cli, argc - 1, argv + 1);

	sqlite3_free(program);
	return status;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "db") == 0)
		return command(argc, argv);
	if (argc == 2)
		return run(argv[1]);
	fputs("usage: leads FILE, or leads db COMMAND FILE\n", stderr);
	return 64;
}
