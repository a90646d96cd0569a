/*
 * cli: one run of one command: its options, its connection, its handle, its log.
 *
 * What all files of the commands share. Only these files print.
 */
#ifndef INSTAR_CLI_CLI_H
#define INSTAR_CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "instar_cli.h"
#include "runtime/cli/commands.h"

/* Something that this run has put back. */
struct instar__mended {
	char *text;
	int64_t duration_us;
};

/* A step that this run has done. */
struct instar__done {
	int64_t duration_us;
	uint32_t position;
	enum instar_verdict verdict;
};

/* Rows, or values of a column, that a destructive step of this run meets. */
struct instar__met {
	char *table;
	char *column; /* or "" */
	int64_t rows;
	uint32_t position;
};

/* The backfill that runs now. */
struct instar__cli_backfill {
	int64_t rows; /* changed by this run */
	int64_t since_ms, drawn_ms;
	bool drawn; /* a line of progress is on the terminal */
};

struct instar__cli {
	const struct instar_cli *host;
	const char *program; /* the host's, as the user calls it */
	enum instar__command command;
	/* What the rows of commands.c have their values put in. */
	bool json, yes, force, validate, quick_check, help;
	bool no_backup;
	bool carry_down, accept_newer;
	bool repair;			      /* migrate: repair first */
	bool schema_only;		      /* health: do not read every page */
	bool strict, set_aside, alone, every; /* backfill */
	int busy_ms;			      /* 0: do not wait */
	int keep;			      /* as options.backups */
	int max_minutes;		      /* 0: no limit */
	int colour_choice;
	const char *output, *from, *backup_directory; /* or NULL */
	const char *log_path;
	const char *to;	      /* rollback: as in instar_rollback() */
	const char *only;     /* --set: the label of the one member, or NULL */
	const char *only_key; /* backfill: a key, or NULL */
	/* What becomes of the run. */
	const char *path;   /* of the database, as given */
	const char *backup; /* path of the backup that this run made, or NULL */
	struct instar__met *stakes;
	uint32_t stake_count;
	struct instar__mended *mended;
	uint32_t mended_count;
	uint32_t kept_mended;	/* of these, committed */
	bool colour;		/* of standard output */
	int64_t backfills_left; /* migrate: how many wait */
	struct instar__cli_backfill backfill;
	instar *failed; /* the first handle with an error of this backfill run, or NULL */
	bool holds;	/* signals that would end the program wait */
	unsigned held;	/* these of them */
	bool tell_stakes; /* rows at stake are told as they are found */
	sqlite3 *db;
	FILE *log;		   /* or NULL */
	struct instar__done *done; /* room for every step of the set */
	uint32_t done_count;
	uint32_t kept_count; /* of these, committed */
	int64_t run_us;	     /* of the committed run */
	bool waited;	     /* it has been said that another program holds a lock */
	bool trial;	     /* on a private copy: steps are noted, not printed */
};

/* --- args.c */

/* Understand the arguments. 0 or more: the exit status, with everything said. */
int instar__cli_arguments(struct instar__cli *c, int argc, char **argv);

/* --- cli.c */

enum instar__opened { INSTAR__OPENED, INSTAR__MISSING, INSTAR__REFUSED };

/*
 * Open the database. MISSING: there is no file, and `create` was not set; nothing has
 * been printed. REFUSED: the reason has been printed.
 */
enum instar__opened instar__cli_open(struct instar__cli *c, bool create);

/* Room for one run on one set; false without memory. */
bool instar__cli_begin(struct instar__cli *c);

/* Open the database, run the command. The exit status, with everything said. */
int instar__cli_execute(struct instar__cli *c);

/* Close and free what begin and execute have made. */
void instar__cli_end(struct instar__cli *c);

#endif
