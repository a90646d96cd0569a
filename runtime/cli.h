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
	INSTAR__BACKUP,
	INSTAR__RESTORE,
	INSTAR__IDENTIFY,
	INSTAR__HEALTH,
	INSTAR__REPAIR,
	INSTAR__ROLLBACK,
	INSTAR__BACKFILL,
	INSTAR__COMMAND_COUNT
};

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

/* Rows that a destructive step of this run meets. */
struct instar__cli_stake {
	char *table;
	int64_t rows;
	uint32_t position;
};

/* The backfill that runs now. */
struct instar__cli_backfill {
	int64_t rows; /* changed by this run */
	int64_t since_ms, drawn_ms;
	bool drawn; /* a line of progress stands on the terminal */
};

struct instar__cli {
	const struct instar_cli *host;
	enum instar__command command;
	const char *path; /* of the database, as given */
	const char *log_path;
	int busy_ms; /* as in instar_options */
	int keep;    /* as options.backups */
	const char *output, *from, *backup_directory; /* or NULL */
	const char *backup; /* path of the backup that this run made, or NULL */
	struct instar__cli_stake *stakes;
	uint32_t stake_count;
	struct instar__mended *mended;
	uint32_t mended_count;
	uint32_t kept_mended; /* of these, committed */
	bool json, yes, force, validate, quick_check, colour;
	bool repair;	  /* migrate: mend first */
	bool schema_only; /* health: do not read every page */
	const char *to; /* rollback: as in instar_rollback() */
	const char *only; /* --set: the label of the one member, or NULL */
	bool carry_down, accept_newer;
	const char *only_key; /* backfill: a key, or NULL */
	int max_minutes;  /* 0: no limit */
	bool strict, set_aside, alone;
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

/* --- cli.c */

/* What a command is called, what it does, and the function that does it. */
struct instar__command_row {
	const char *name;
	const char *help;
	/* The exit status, with everything said. */
	int (*run)(struct instar__cli *c, instar *h);
};

extern const struct instar__command_row instar__commands[INSTAR__COMMAND_COUNT];

/* Room for one run on one set; false without memory. */
bool instar__cli_begin(struct instar__cli *c);

/* Open the database, run the command. The exit status, with everything said. */
int instar__cli_execute(struct instar__cli *c);

/* Close and free what begin and execute have made. */
void instar__cli_end(struct instar__cli *c);

/* --- cli_sets.c */

/* What --set calls a member. */
const char *instar__cli_label(const struct instar_cli_member *member);

/* Run the command for all members, or for the one that was asked for. */
int instar__cli_sets(struct instar__cli *front);

/* --- cli_args.c */

/* Understand the arguments. False: a message or help was printed, `*status` is set. */
bool instar__cli_args(struct instar__cli *c, int argc, char **argv, int *status);

/* Does somebody watch that stream, of standard output and error? */
bool instar__cli_on_terminal(FILE *stream);

/* Is there a person who reads the question and can answer it? */
bool instar__cli_attended(void);

/* "? [y/N] " and the answer; what happens when it is no is said. */
bool instar__cli_answer(void);

/* --- cli_nearest.c */

/* The word of a NULL-terminated list that is nearest to `word`; NULL: none is near. */
const char *instar__nearest(const char *word, const char *const *words);

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

/* --- cli_backup.c */

int instar__cli_backup(struct instar__cli *c, instar *h);
int instar__cli_restore(struct instar__cli *c, instar *h);

/* May the database be replaced? Asks once, on a terminal only. */
bool instar__cli_may_restore(struct instar__cli *c);

/* Was it refused because of rows at stake, and may they go? Asks on a terminal only. */
bool instar__cli_may_destroy(struct instar__cli *c, const struct instar_error *error);

void instar__cli_note_stake(struct instar__cli *c, const struct instar_event *event);
void instar__cli_forget_stakes(struct instar__cli *c);

/* --- cli_backfill.c */

int instar__cli_backfill(struct instar__cli *c, instar *h);

/* How each stands, a line each, the first word in a column of so many bytes. */
void instar__print_backfills(int width, instar *h);

/* The member "backfills", with the comma before it; of NULL null. */
void instar__json_backfills(const struct instar_backfills *states);

/* What migrate has left to be run later; nothing when that is nothing. */
void instar__print_backfills_left(const struct instar__cli *c);

/* --- cli_progress.c */

/* A batch is done. Not 0: the user has had enough. */
int instar__cli_note_batch(struct instar__cli *c, const struct instar_event *event);

/* Another program is waited for: that is said once, and a Ctrl-C ends this one at once. */
void instar__cli_note_waiting(struct instar__cli *c);

/* Take the line away, before something else is printed. */
void instar__cli_clear_progress(struct instar__cli *c);

/* Milliseconds of some clock. */
int64_t instar__cli_now_ms(void);

/* --- cli_interrupt.c */

/* From now on signals that would end the program wait. */
void instar__cli_hold(struct instar__cli *c);

/* Does one wait? */
bool instar__cli_interrupted(const struct instar__cli *c);

/* Let them through: one that waited ends the program, unless the host has a handler. */
void instar__cli_let_go(struct instar__cli *c);

/* --- cli_rollback.c */

int instar__cli_rollback(struct instar__cli *c, instar *h);

/* --- cli_run.c */

/* May this many steps be applied? Asks on a terminal only. */
bool instar__cli_confirmed(const struct instar__cli *c, uint32_t steps, bool create);

/* The options of this run. */
void instar__cli_options(struct instar__cli *c, struct instar_options *options);

/* Note, log and print what happens. */
int instar__cli_event(struct instar__cli *c, const struct instar_event *event);

/* Forget what was put back, but the first `keep`. */
void instar__cli_forget_mended(struct instar__cli *c, uint32_t keep);

/* A handle on a connection, with these options. */
instar *instar__cli_handle(struct instar__cli *c, sqlite3 *db);

/* --- cli_identify.c, cli_health.c, cli_repair.c */

int instar__cli_identify(struct instar__cli *c, instar *h);
int instar__cli_health(struct instar__cli *c, instar *h);
int instar__cli_repair(struct instar__cli *c, instar *h);

/* Differences, one a line: what they are, what they say. */
void instar__print_differences(
	const struct instar_difference *differences, uint32_t count);
/* Sets that are in the same file, and how much of it may be theirs. */
void instar__print_neighbours(int width, const char *sets, uint32_t elsewhere);
void instar__json_differences(
	const struct instar_difference *differences, uint32_t count);

/* --- cli_print.c */

void instar__print_status(
	const struct instar__cli *c, const struct instar_status *status);
void instar__print_plan(const struct instar__cli *c, const struct instar_plan *plan);
void instar__print_pending(const struct instar__cli *c, const struct instar_plan *plan);
void instar__print_history(
	const struct instar__cli *c, const struct instar_history *history);
void instar__print_done(const struct instar__cli *c, const struct instar__done *done);

void instar__print_backup(const char *path);
void instar__print_stake(const char *id, const char *table, int64_t rows);

/* Text for people: bytes that a terminal would obey are replaced. */
void instar__print_text(FILE *out, const char *text);

/* Microseconds as milliseconds, the same in every locale: "1.2". */
void instar__print_ms(FILE *out, int64_t microseconds);

/* The id of a step of this program. */
const char *instar__cli_id(const struct instar__cli *c, uint32_t position);

/* --- cli_json.c */

void instar__json_status(const struct instar__cli *c, const struct instar_status *status,
	const struct instar_backfills *backfills);
void instar__json_plan(const struct instar__cli *c, const struct instar_plan *plan);
void instar__json_migrate(
	const struct instar__cli *c, const struct instar_status *before);
/* One of several sets: what was found, what was done, and the error, if any. */
void instar__json_member(const struct instar__cli *c,
	const struct instar_summary_line *line, const struct instar_error *error);
void instar__json_rollback(
	const struct instar__cli *c, const struct instar_way_back *way);
void instar__json_history(
	const struct instar__cli *c, const struct instar_history *history);
void instar__json_backup(const struct instar__cli *c);
void instar__json_error(const struct instar_error *error);
/* The member "error", with what stands before it; of NULL and of no error null. */
void instar__json_error_member(const char *before, const struct instar_error *error);

/* A member of an object, with what stands before its name; "" and NULL are null. */
void instar__json_text(const char *before, const char *name, const char *value);
void instar__json_number(const char *before, const char *name, int64_t value);
void instar__json_boolean(const char *before, const char *name, int value);

/* "up to date", "pending", "conflict" or "drift". */
const char *instar__cli_state(const struct instar_status *status);

/* --- cli_log.c */

/* Open the log; false when that failed, which has been printed. */
bool instar__log_open(struct instar__cli *c);

/* One line with the time before it; nothing without a log. */
void instar__log_line(
	const struct instar__cli *c, const char *what, const char *id, const char *text);

/* Report an error of a handle on every channel; returns the exit status that fits. */
int instar__cli_fail(const struct instar__cli *c, const struct instar_error *error);

/* The same for a command that prints its own JSON at its end. */
int instar__cli_say_error(const struct instar__cli *c, const struct instar_error *error);

/* Report a failure that no handle knows of, in words. */
int instar__cli_refuse(
	const struct instar__cli *c, int code, const char *format, const char *what);

#endif
