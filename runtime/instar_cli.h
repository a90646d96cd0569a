/*
 * instar_cli.h: instar's database commands, mounted in a host program.
 *
 *     if (argc > 1 && strcmp(argv[1], "db") == 0)
 *             return instar_cli(&(struct instar_cli){ .set = &shop,
 *                     .program = "shop db", .path = "shop.db" }, argc - 1, argv + 1);
 *
 * gives the program `shop db status`, `shop db plan`, `shop db migrate` and all the other
 * commands (`shop db help` lists them); a product of several sets names its members
 * instead of one set. Data goes to standard output, everything else to
 * standard error.
 */
#ifndef INSTAR_CLI_H
#define INSTAR_CLI_H

#include "instar.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Exit statuses of every command. */
enum instar_exit {
	INSTAR_EXIT_OK = 0,	 /* done, or nothing to do */
	INSTAR_EXIT_FAILED = 1,	 /* it failed; the database is as it was */
	INSTAR_EXIT_PENDING = 2, /* steps are pending */
	INSTAR_EXIT_DRIFT = 3,	 /* drift or conflict */
	INSTAR_EXIT_VERSION = 4, /* the database is newer or older than this program */
	INSTAR_EXIT_BUSY = 5,	 /* another program held the lock for too long */
	INSTAR_EXIT_USAGE = 64
};

/* One set of a product that has several. */
struct instar_cli_member {
	const instar_set *set;
	/* Its database; those with one path share one file. Not NULL. */
	const char *path;
	const char *label; /* what --set calls it, or NULL: the set's name */
};

struct instar_cli {
	const instar_set *set; /* NULL: there are `members` */
	const char *program;	 /* how the user calls it, for usage lines */
	const char *path;	 /* the database when no argument names one, or NULL */
	const char *app_version; /* recorded with each step, or NULL */
	/* Called on each connection that a command opens, to register functions and
	 * such, or NULL. Returns SQLITE_OK, or a code that ends the command. */
	int (*prepare)(sqlite3 *db, void *context);
	void *context; /* handed to `prepare`, and to the functions of @call */
	/* What each command needs besides, in messages ("--dir migrations"), or NULL. */
	const char *arguments;
	/*
	 * Several sets, each once, in the order of instar_migrate_all(), which `migrate` is
	 * then. Each other command runs for one after another, below a line with its name
	 * (--json: a list), and ends with the gravest of their statuses; `--set NAME` picks
	 * one, and `restore` and `rollback` need it. A path as argument names the database of
	 * that one, or of all when they share one file.
	 */
	const struct instar_cli_member *members;
	uint32_t member_count; /* 0: there is `set` */
};

/*
 * Run one command: argv[1] is its name. Returns an exit status, see above.
 *
 * While `backfill` is at work SIGINT, SIGTERM and SIGHUP are blocked on the calling thread,
 * those that the host ignores excepted. One that came takes effect when the batch in hand is
 * committed and everything is said: as a rule that is the end of the program; a host with a
 * handler of its own gets INSTAR_EXIT_FAILED back. No handler is installed.
 */
int instar_cli(const struct instar_cli *cli, int argc, char **argv);

#ifdef __cplusplus
}
#endif
#endif
