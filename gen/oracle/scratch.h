/*
 * scratch: a private database in memory on which a history is run.
 *
 * In: statements. Out: whether SQLite ran them, and which tables they touched (from the
 * authorizer). It opens no file, attaches nothing and loads nothing, whatever the SQL
 * says; a statement that runs too long or makes too much is stopped.
 */
#ifndef GEN_ORACLE_SCRATCH_H
#define GEN_ORACLE_SCRATCH_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/base/names.h"
#include "gen/sql/parse.h"

struct arena;

/*
 * How many thousands of instructions one statement may take: some seconds. Counted, not
 * timed, so that the same statement is refused on every machine.
 */
#define SCRATCH_TICKS 100000

/* How many bytes one value may have. */
#define SCRATCH_LENGTH (16 << 20)

/* What the statements since scratch_forget() touched. A plain value: keep a copy. */
struct touched {
	struct names schema;   /* tables whose entry in the schema was written */
	struct names written;  /* tables whose rows were written */
	struct names read;     /* tables and views that were read */
	const char *function;  /* a nondeterministic function, or NULL */
	const char *trigger;   /* the trigger or view that was compiled last, or NULL */
	struct names compiled; /* triggers, views and tables of WITH that were compiled */
	bool dropped;	       /* something was dropped */
	bool renamed;	       /* any entry of the schema may have changed */
};

/* What SQLite said of the last failure. */
struct failure {
	int code;   /* SQLite's extended code */
	int offset; /* byte in the statement, or -1 */
	const char *message;
};

struct scratch {
	sqlite3 *db;
	struct arena *arena;
	struct touched touched;
	struct failure failure;
	uint32_t ticks; /* thousands of instructions left to the statement */
	const char *watched_table, *watched_column; /* for scratch_sets(), or NULL */
	bool sets;
	/* Called before each statement of scratch_run_all(), or NULL. */
	void (*before)(void *context, const struct statement *statement);
	void *context;
};

/* Open one. Exits when there is no memory. */
struct scratch *scratch_open(struct arena *arena);

/* The same with the clock of another VFS. */
struct scratch *scratch_open_at(struct arena *arena, const char *vfs);
void scratch_close(struct scratch *scratch);

/* Forget what was touched. */
void scratch_forget(struct scratch *scratch);

/* Was the table touched, in whatever way? */
bool scratch_touched(const struct touched *touched, const char *table);

/* What was touched before, and what was touched since. */
void scratch_remember(struct scratch *scratch, const struct touched *before);

/* Run one statement to its end. False on failure: scratch->failure tells. */
bool scratch_run(struct scratch *scratch, const char *sql);

/* The same for any number of statements, up to the first that fails. */
bool scratch_run_text(struct scratch *scratch, const char *text);

/*
 * Try something out: what happens between the two is undone. They nest, by name too;
 * scratch->failure is left alone, so what was tried can be told afterwards.
 */
void scratch_savepoint(struct scratch *scratch, const char *name);
void scratch_undo(struct scratch *scratch, const char *name);

/* Instead of scratch_undo(): keep what was done, unless SQLite refuses: then undo it. */
void scratch_release(struct scratch *scratch, const char *name);

/* Note what SQLite says of the failure at hand; false. For the files of this room. */
bool scratch_note_failure(struct scratch *scratch);

/*
 * Run a statement as the runtime will. Where nothing but a string in double quotes is
 * in the way it is taken for one, as SQLite's builds do by default. If it is in the
 * statement itself `*strict`, unless NULL, is then what SQLite said without that, and
 * otherwise has no message.
 */
bool scratch_run_statement(struct scratch *scratch, const struct statement *statement,
	struct failure *strict);

/* Turn off what a step may have turned on, when it failed before its end. */
void scratch_turn_off(struct scratch *scratch);

/* Run those that are not dropped, in order. NULL, or the one that failed. */
const struct statement *scratch_run_all(
	struct scratch *scratch, const struct statement *statements, uint32_t count);

/* Turn the enforcement of foreign keys on and begin a transaction. */
void scratch_enforce(struct scratch *scratch);

/*
 * Commit, or roll back when SQLite refuses to, and turn enforcement off. False when it
 * refused: scratch->failure tells.
 */
bool scratch_enforce_end(struct scratch *scratch);

/* Only compile it: true when SQLite can. */
bool scratch_compiles(struct scratch *scratch, const char *sql);

/* Does the statement set that column, itself or by a trigger? It is only compiled. */
bool scratch_sets(
	struct scratch *scratch, const char *sql, const char *table, const char *column);

/* Make one what another is. */
void scratch_copy(struct scratch *to, const struct scratch *from);

/*
 * Run triggers, and enforce foreign keys, or not; inside a transaction too. Returns
 * whether triggers did run.
 */
bool scratch_triggers(struct scratch *scratch, bool on);
void scratch_foreign_keys(struct scratch *scratch, bool on);

/* Accept "text" as a string, as SQLite's builds do by default; off at first. */
void scratch_double_quotes(struct scratch *scratch, bool on);

#endif
