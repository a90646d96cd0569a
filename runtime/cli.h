/*
 * cli: what the files of the commands share.
 *
 * One run of one command: its options, its connection, its handle, its log. Only these
 * files print.
 */
#ifndef INSTAR_CLI_INNER_H
#define INSTAR_CLI_INNER_H

#include <stdbool.h>
#include <stdio.h>

#include "instar_cli.h"

/* In the order of instar__commands[] and of the help. */
enum instar__command {
	INSTAR__STATUS,
	INSTAR__PLAN,
	INSTAR__MIGRATE,
	INSTAR__HISTORY,
	INSTAR__ROLLBACK,
	INSTAR__COMMAND_COUNT
};

/* A step that this run has done. */
struct instar__done {
	int64_t duration_us;
	uint32_t position;
	enum instar_verdict verdict;
};

struct instar__cli {
	const struct instar_cli *host;
	enum instar__command command;
	const char *path; /* of the database, as given */
	const char *log_path;
	int busy_ms; /* as in instar_options */
	bool json, yes, validate, quick_check, colour;
	const char *to; /* rollback: as in instar_rollback() */
	bool force, carry_down, accept_newer;
	bool tell_stakes; /* rows at stake are told as they are found */
	sqlite3 *db;
	FILE *log;		   /* or NULL */
	struct instar__done *done; /* room for every step of the set */
	uint32_t done_count;
	int64_t run_us; /* of the committed run */
	bool waited;	/* it has been said that another program holds a lock */
	bool trial;	/* on a private copy: steps are noted, not printed */
};

/* --- cli.c */

/* What a command is called, what it does, and the function that does it. */
struct instar__command_row {
	const char *name;
	const char *help;
	/* The exit status, with everything said. */
	int (*run)(struct instar__cli *c, instar *h);
};

extern const struct instar__command_row instar__commands[INSTAR__COMMAND_COUNT];

/* --- cli_args.c */

/* Understand the arguments. False: a message or help was printed, `*status` is set. */
bool instar__cli_args(struct instar__cli *c, int argc, char **argv, int *status);

/* --- cli_nearest.c */

/* The word of a NULL-terminated list that is nearest to `word`; NULL: none is near. */
const char *instar__nearest(const char *word, const char *const *words);

/* Is there somebody to ask? */
bool instar__cli_attended(void);

/* Must rows stay, because nobody said or will be asked that they may go? */
bool instar__cli_refuses_loss(const struct instar__cli *c);

/* --- cli_open.c */

enum instar__opened { INSTAR__OPENED, INSTAR__MISSING, INSTAR__REFUSED };

/*
 * Open the database. MISSING: there is no file, and `create` was not set; nothing has
 * been printed. REFUSED: the reason has been printed.
 */
enum instar__opened instar__cli_open(struct instar__cli *c, bool create);

/* --- cli_run.c */

int instar__cli_status(struct instar__cli *c, instar *h);
int instar__cli_plan(struct instar__cli *c, instar *h);
int instar__cli_migrate(struct instar__cli *c, instar *h);
int instar__cli_history(struct instar__cli *c, instar *h);

/* --- cli_rollback.c */

int instar__cli_rollback(struct instar__cli *c, instar *h);

/* May this many steps be applied? Asks on a terminal only. */
bool instar__cli_confirmed(const struct instar__cli *c, uint32_t steps, bool create);

/* A handle on a connection, with the options of this run. */
instar *instar__cli_handle(struct instar__cli *c, sqlite3 *db);

/* --- cli_print.c */

void instar__print_status(
	const struct instar__cli *c, const struct instar_status *status);
void instar__print_plan(const struct instar__cli *c, const struct instar_plan *plan);
void instar__print_pending(const struct instar__cli *c, const struct instar_plan *plan);
void instar__print_history(
	const struct instar__cli *c, const struct instar_history *history);
void instar__print_done(const struct instar__cli *c, const struct instar__done *done);

/* Text for people: bytes that a terminal would obey are replaced. */
void instar__print_text(FILE *out, const char *text);

/* Microseconds as milliseconds, the same in every locale: "1.2". */
void instar__print_ms(FILE *out, int64_t microseconds);

/* The id of a step of this program. */
const char *instar__cli_id(const struct instar__cli *c, uint32_t position);

/* --- cli_json.c */

void instar__json_status(const struct instar__cli *c, const struct instar_status *status);
void instar__json_plan(const struct instar__cli *c, const struct instar_plan *plan);
void instar__json_migrate(
	const struct instar__cli *c, const struct instar_status *before);
void instar__json_rollback(
	const struct instar__cli *c, const struct instar_way_back *way);
void instar__json_history(
	const struct instar__cli *c, const struct instar_history *history);
void instar__json_error(const struct instar_error *error);

/* "up to date", "pending", "conflict" or "drift". */
const char *instar__cli_state(const struct instar_status *status);

/* --- cli_log.c */

/* Open the log; false when that failed, which has been printed. */
bool instar__log_open(struct instar__cli *c);

/* One line with the time before it; nothing without a log. */
void instar__log_line(
	const struct instar__cli *c, const char *what, const char *id, const char *text);

/* An error with everything that is known of it. */
void instar__log_error(const struct instar__cli *c, const struct instar_error *error);

/* Report an error of a handle on every channel; returns the exit status that fits. */
int instar__cli_fail(const struct instar__cli *c, const struct instar_error *error);

/* Report a failure that no handle knows of, in words. */
int instar__cli_refuse(
	const struct instar__cli *c, int code, const char *format, const char *what);

#endif
