/*
 * instar.h: bring a SQLite database to the schema that this program was built for.
 *
 * OVERVIEW
 *
 * 1. Compile a directory of migrations into a C file (`instar compile`) and link it.
 *    Name its table: INSTAR_SET(shop);
 *
 * 2. Open the database with sqlite3_open_v2(), as always. instar works on the
 *    connection that the host opened; it never opens or closes it.
 *
 * 3. instar_open() makes a handle for that connection and that set.
 *
 * 4. instar_migrate() applies what is due, in one transaction, or in several where a step
 *    asks for one of its own. When nothing is due it costs two reads of the file header.
 *
 * 5. instar_error() says what went wrong, in a sentence that can be shown.
 *
 * 6. instar_close() frees the handle and leaves the connection as it was found.
 *
 * That is all that a program needs. Besides, instar_plan(), instar_status() and
 * instar_history() tell what would be done and what was; instar_identify(),
 * instar_objects() and instar_health() what the database is, whatever its records say;
 * instar_repair() puts back what is missing; instar_backup() and instar_restore() copy
 * and bring back; instar_way_back() and instar_rollback() undo steps; instar_backfill()
 * changes rows after start-up; instar_open_all() and instar_migrate_all() serve several
 * sets.
 *
 * EXAMPLE
 *
 *     INSTAR_SET(shop);
 *     ...
 *     instar *h = instar_open(db, &shop, NULL);
 *     if (instar_migrate(h) != INSTAR_OK)
 *             show(instar_error(h)->message);
 *     instar_close(h);
 *
 * ERRORS
 *
 * The first error sticks: after it every call but instar_error() and instar_close() does
 * nothing and returns the same code. Every function accepts a NULL handle, which is what
 * instar_open() returns when there is no memory: it is a handle whose error is
 * INSTAR_E_NOMEM. instar never prints, exits or aborts.
 *
 * THREADS
 *
 * A handle belongs to one thread at a time, like its connection. There are no globals.
 * Any number of processes may call instar_migrate() on one file together: each decides
 * anew once it holds the write lock, so each step runs once.
 *
 * OWNERSHIP
 *
 * The caller keeps the connection, the set and the options' strings alive until
 * instar_close(). What a function returns by pointer belongs to the handle and lasts
 * until the next call on it that returns the same type, or instar_close().
 */
#ifndef INSTAR_H
#define INSTAR_H

#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "instar_set.h"

#ifdef __cplusplus
extern "C" {
#endif

#define INSTAR_VERSION "0.1.0"

typedef struct instar instar;

/* What calls return. Every code but INSTAR_OK is an error and sticks. */
enum instar_code {
	INSTAR_OK = 0,
	INSTAR_E_MISUSE,      /* an argument or a call out of order */
	INSTAR_E_NOMEM,	      /* no memory; nothing was changed */
	INSTAR_E_FORMAT,      /* the table was made by another version of instar */
	INSTAR_E_VERSION,     /* the SQLite library is older than the set needs */
	INSTAR_E_ENVIRONMENT, /* the connection lacks a function or the like */
	INSTAR_E_TRANSACTION, /* called inside a transaction, or with open statements */
	INSTAR_E_BUSY,	      /* another connection held a lock for too long */
	INSTAR_E_READONLY,    /* steps are pending and the database cannot be written */
	INSTAR_E_CANTOPEN,    /* the file or its journal cannot be opened */
	INSTAR_E_NOTADB,      /* not a SQLite database, or an encrypted one */
	INSTAR_E_CORRUPT,     /* a damaged database */
	INSTAR_E_FULL,	      /* disk full */
	INSTAR_E_IO,	      /* the disk failed */
	INSTAR_E_SQL,	      /* a statement of a step failed */
	INSTAR_E_REQUIRES,    /* a precondition of a step does not hold */
	INSTAR_E_FOREIGN_KEYS, /* rows would refer to parents that do not exist */
	INSTAR_E_VALIDATION,  /* the schema after the steps is not the one proved */
	INSTAR_E_CONFLICT,    /* a step that is not recorded is partly there */
	INSTAR_E_DRIFT,	      /* a step that is recorded is not (wholly) there */
	INSTAR_E_TOO_NEW,     /* the database recorded a step this program lacks */
	INSTAR_E_TOO_OLD,     /* the step it needs next was retired from this program */
	INSTAR_E_EDITED,      /* a recorded step was changed after it was released */
	INSTAR_E_FOREIGN,     /* a tracking table or an object that nobody knows */
	INSTAR_E_CANCELLED,   /* the host's event function asked to stop */
	INSTAR_E_BACKUP,      /* a backup cannot be made, or one cannot be restored */
	INSTAR_E_DESTRUCTIVE, /* refused: a step would take rows that are there */
	INSTAR_E_IRREVERSIBLE /* a step to be rolled back has no down migration */
};

/* What is decided for one step. */
enum instar_verdict {
	INSTAR_SKIP = 1,  /* recorded, and there */
	INSTAR_RECONCILE, /* not recorded, but there: record it, do not run it */
	INSTAR_RUN,	  /* not recorded and not there: run it */
	INSTAR_CONFLICT,  /* not recorded, partly there: stop */
	INSTAR_DRIFT	  /* recorded, not (wholly) there: stop */
};

/*
 * Events tell the host what happens while it happens: to draw a dialog, or to log.
 * All text is valid during the call only.
 */
enum instar_event_kind {
	INSTAR_EVENT_VERDICT = 1, /* a step was judged; before any step runs */
	INSTAR_EVENT_STEP_BEGIN,  /* a step begins to run */
	INSTAR_EVENT_STEP_DONE,	  /* a step has run, or was recorded; not yet committed */
	INSTAR_EVENT_WAITING,	  /* another connection holds the lock */
	INSTAR_EVENT_WARNING,	  /* something to tell, but not to stop for */
	INSTAR_EVENT_COMMITTED,	  /* all steps up to `done` are durable */
	INSTAR_EVENT_ROLLED_BACK, /* nothing happened since the last COMMITTED, if any */
	INSTAR_EVENT_AT_STAKE,	  /* what @destructive names, or a rollback takes, holds
				     something: `text` is a table or a table.column */
	INSTAR_EVENT_BACKUP,	  /* a backup was made: `text` is its path */
	INSTAR_EVENT_REPAIRED,	  /* something was put back: `text` says what */
	INSTAR_EVENT_ADOPTED,	  /* `rows` records of another tool: `text` is its name */
	INSTAR_EVENT_BATCH,	  /* of a backfill: `id` is its key, `rows` those of the batch */
	INSTAR_EVENT_BACKFILLED,  /* a backfill is done: `rows` all it changed */
	INSTAR_EVENT_PREFLIGHT,	  /* of several sets: what was found, before any is touched */
	INSTAR_EVENT_BACKFILLS_LEFT /* steps have run, and `rows` backfills wait */
};

struct instar_event {
	enum instar_event_kind kind;
	enum instar_verdict verdict; /* VERDICT, STEP_BEGIN and STEP_DONE; else 0 */
	const char *set_name;	     /* of the set that it is about */
	const char *id;		     /* of the step, or "" */
	const char *text;	     /* the reason or the warning, or "" */
	uint32_t position;	     /* of the step, from 1; or 0 */
	uint32_t done;		     /* steps done in this run, this one included */
	uint32_t total;		     /* steps that this run will do */
	int64_t duration_us;	     /* STEP_DONE: of this step; COMMITTED: of the run */
	/* AT_STAKE: of the table, or values of the column; ADOPTED: records; or 0 */
	int64_t rows;
	/* BATCH: what the rest may take, from where the cursor is; 0: cannot be told. */
	int64_t left_us;
	/* AT_STAKE: a table, and the column of it whose values go, or "" for its rows */
	const char *table, *column;
};

/*
 * Called for every event, on the caller's thread, possibly inside the transaction: it
 * must not use the connection. Returns 0 to go on; anything else cancels: the run is
 * rolled back and ends with INSTAR_E_CANCELLED. After ROLLED_BACK and the last COMMITTED
 * the result does not count.
 */
typedef int instar_event_function(void *context, const struct instar_event *event);

/*
 * Opens a connection of instar's own: to the database itself, to a backup of it, or to
 * ":memory:". For hosts whose files are encrypted, or whose schema needs functions,
 * collations or modules: open `path` with sqlite3_open_v2() and these flags, give the
 * key, register. Returns SQLITE_OK and the connection, which instar closes, or an error.
 */
typedef int instar_open_function(
	void *context, const char *path, int flags, sqlite3 **db);

/* What options.repair can be. Returns the sticky code. */
typedef int instar_repair_function(instar *h);

/* Such as instar_tell_definitions, which alone knows what is `found`. */
typedef void instar_definitions_function(instar *h, void *found);

/*
 * What options.refused_row can be: `error` is SQLite's, of the statement `sql`; or what is
 * said of foreign keys after the steps, and `sql` is NULL.
 */
typedef void instar_refused_row_function(
	instar *h, const char *sql, char *error, size_t size);

/*
 * Options. Zero-initialise, set `size` to sizeof(struct instar_options), change what
 * you need. Options that a newer header adds are 0 for an older caller.
 */
struct instar_options {
	size_t size;
	/* How long to wait for locks, in milliseconds; 0: 10,000; negative: never wait. */
	int busy_ms;
	/* 1: look at the whole schema at every start, even when the stamp is right. */
	int validate;
	/* 1: run PRAGMA quick_check before the steps and before the commit. */
	int quick_check;
	/* 1: refuse a database without any table: it was expected to exist. */
	int must_exist;
	const char *app_version; /* recorded with each step, or NULL */
	const char *applied_by;	 /* a user or host name, recorded, or NULL */
	instar_event_function *on_event; /* or NULL */
	void *event_context;
	instar_open_function *on_open; /* or NULL: sqlite3_open_v2() with the same VFS */
	void *open_context;
	/*
	 * Backups before steps run, when the database holds rows: how many are kept. 0:
	 * three; negative: none is made.
	 */
	int backups;
	const char *backup_directory; /* or NULL: beside the database */
	/* 1: refuse a destructive step (E_DESTRUCTIVE) when what it names holds anything.
	 */
	int refuse_destructive;
	/*
	 * instar_repair_first: instar_migrate() first repairs drift and conflicts; NULL: it
	 * does not, and a program that never names that function is smaller without it.
	 */
	instar_repair_function *repair;
	/* 1: store each step's down migration with its record: see instar_rollback(). */
	int carry_down;
	/*
	 * 1: a newer database is no error when its newer steps are all additive: they
	 * made tables, views, indexes that are not unique and columns that may be left
	 * out. instar_migrate() warns, writes nothing and returns INSTAR_OK. A program
	 * that relies on it names the columns in its INSERTs.
	 */
	int accept_newer;
	void *call_context; /* handed to the functions of @call: see instar_call */
	/* 1: migrate a write-ahead log on a network file system too; at your own risk. */
	int allow_network;
	/*
	 * instar_tell_definitions: instar_migrate() tells, as warnings, what in a database
	 * that it takes over or validates is not as the steps make it; NULL: it does not,
	 * and a program that never names that function is smaller without it.
	 */
	instar_definitions_function *definitions;
	/*
	 * instar_name_refused_row: the message about a statement that a row has stopped
	 * names the row; NULL: it does not, and a program that never names that function
	 * is smaller without it.
	 */
	instar_refused_row_function *refused_row;
};

/*
 * Make a handle. Reads nothing from the database yet. `options` is copied and may be
 * NULL. Returns NULL only when there is no memory; any other problem (a NULL argument,
 * a table of another format, a SQLite library that is too old for the set) is in the
 * handle: instar_error() tells it, and instar_close() must still be called.
 */
instar *instar_open(sqlite3 *db, const instar_set *set,
	const struct instar_options *options);

/*
 * Apply every step that is due, in order, in one transaction.
 *
 * Boundary steps cut the run: what is due before one is validated and committed first. A
 * step with @foreign_keys on has a transaction of its own, with enforcement on. A step
 * with @transaction none runs in none: a statement of it that fails leaves those before
 * it, and the step runs again from its first statement at the next call, as it does when
 * the process dies.
 *
 * Allowed outside a transaction, with no statement of the connection still running.
 * Returns INSTAR_OK, or a code that instar_error() explains. On any failure the
 * schema, the rows and the tracking table are those found at entry; or, when the set has
 * boundary steps, those of the last boundary that was passed, and the message names the
 * last step that stays. The next call goes on from there. Waits for locks at
 * most options.busy_ms milliseconds altogether. Once it has returned INSTAR_OK, a
 * second call on the same handle does nothing. Never takes a write lock when nothing
 * has to be written; on a read-only database that is up to date it succeeds.
 */
int instar_migrate(instar *h);

/*
 * Copy the database to `path`, which must be free; NULL: to NAME.backup-YYYYMMDD-HHMMSS
 * (UTC; with -2, -3 … when that is taken) beside it or in options.backup_directory, and
 * then the oldest of such names are removed until options.backups are left.
 *
 * The copy is whole whatever the journal mode, though others write meanwhile; it is read
 * back with quick_check, synced, readable by its owner only, and never takes the place of
 * a file. Allowed outside a transaction. On failure, E_BACKUP or what SQLite said, no
 * file is left. instar_migrate() does this by itself when steps run on a database that
 * holds rows; when the run fails the backup is removed again, because the database is
 * what it holds.
 */
int instar_backup(instar *h, const char *path);

/*
 * Put the backup at `path` in the place of what the database holds, in one transaction:
 * others see the old or the new, and so does whoever opens it after a crash. Waits for
 * locks as instar_migrate() does. The backup is read with quick_check first and is kept;
 * what the database holds now is backed up before (instar_backup_path(), unless
 * options.backups is negative).
 *
 * Refused, with nothing changed: a file that is damaged; one that has no records of this
 * set and no name that instar_backup() gives (`force`: take it); a database so damaged
 * that it cannot be backed up (`force`: give it up). What others wrote after that last
 * backup and before the restore is lost, as what they wrote before it.
 */
int instar_restore(instar *h, const char *path, int force);

/* Path of the last backup that this handle made and kept, or "". */
const char *instar_backup_path(const instar *h);

/* One step, as judged by instar_plan(). */
struct instar_decision {
	const char *id;
	const char *description;
	const char *file;
	const char *release; /* or "" */
	const char *reason;  /* why this verdict, one sentence */
	enum instar_verdict verdict;
	uint32_t position; /* from 1 */
};

struct instar_plan {
	const struct instar_decision *decisions; /* one for each step, in order */
	uint32_t count;
	uint32_t stands_at; /* the position that the schema shows */
	uint32_t recorded;  /* steps recorded in the tracking table */
	uint32_t pending;   /* RUN and RECONCILE */
	uint32_t conflicts;
	uint32_t drifted;	/* base.sql included */
	const char *managed_by; /* as in struct instar_status */
	/* What happens to base.sql, "RUN" or "DRIFT", or "": nothing; and why. */
	const char *base, *base_reason;
};

/*
 * Judge every step without changing anything: what instar_migrate() would do now.
 *
 * Takes a read lock only. Returns NULL after an error, a whole-database verdict (too
 * new, edited, foreign) included. CONFLICT and DRIFT of single steps are not errors
 * here: they are in the plan.
 */
const struct instar_plan *instar_plan(instar *h);

/* The database as a whole, at one moment. */
struct instar_status {
	const char *set_name;
	const char *current;  /* id of the step that the database is at, or "" */
	const char *required; /* id of the last step of this program, or "" */
	const char *required_release; /* the release of that step, or "" */
	uint32_t position;
	uint32_t count;
	uint32_t pending;
	uint32_t conflicts;
	uint32_t drifted;
	int up_to_date; /* 1: nothing pending, no conflict, no drift */
	int by_stamp;	/* 1: the stamp alone told it; the schema was not read */
	const char *problem; /* first conflict or drift, one sentence; or "" */
	/*
	 * Another tool that has kept the records so far: "goose", "user_version" …, or "".
	 * The next instar_migrate() takes them over.
	 */
	const char *managed_by;
	const char *newer; /* id of the newest step, when it is not this program's; or "" */
};

/* Tell which step the database is at. Rules and errors as for instar_plan(). */
const struct instar_status *instar_status(instar *h);

/* One row of the tracking table. */
struct instar_record {
	const char *id;
	const char *applied_at;	 /* UTC, "2026-01-31T12:00:00Z" */
	/*
	 * run, reconciled, repaired, adopted, baseline; "started": a step outside a
	 * transaction that never ended, and is pending.
	 */
	const char *applied_how;
	const char *applied_by;	 /* or "" */
	const char *app_version; /* or "" */
	const char *description;
	int64_t duration_us;
	uint32_t position; /* as recorded, from 1 */
	int known;	   /* 1: this program has that step */
	const char *release; /* the first release that needs it, or "" */
	int breaking; /* 1: a program without the step cannot use the database */
	int carried;  /* 1: its down migration is stored with it: options.carry_down */
};

struct instar_history {
	const struct instar_record *records; /* in order of position */
	uint32_t count;
};

/* Read the tracking rows of this set. Rules and errors as for instar_plan(). */
const struct instar_history *instar_history(instar *h);

/*
 * How a part of a database differs from what the steps made. Another shape may be another
 * definition only, "users: without PRIMARY KEY (id)", "users: columns in another order":
 * that is told, and stops no start.
 */
enum instar_difference_kind {
	INSTAR_DIFFERENCE_MISSING = 1, /* it should be there */
	INSTAR_DIFFERENCE_OTHER,       /* it is there in another shape */
	INSTAR_DIFFERENCE_EXTRA	       /* no step makes it, or one has taken it away */
};

struct instar_difference {
	enum instar_difference_kind kind;
	const char *type; /* table, column, index, view, trigger, foreign key, rows */
	const char *name; /* of a column: "table.column" */
	const char *text; /* "index i is missing": one sentence without its full stop */
	const char *id;	  /* of the step that it is about, or "" */
};

/* Which step a schema is that of, whatever the tracking table says. */
struct instar_identity {
	const char *set_name;
	const char *current; /* id of the step that the schema is nearest to, or "" */
	uint32_t position;   /* of that step; 0: nothing of the set is there */
	uint32_t count;	     /* steps of this program */
	int exact;	     /* 1: the schema is exactly that one: no difference */
	uint32_t missing, other, extra; /* differences of each kind */
	const struct instar_difference *differences;
	uint32_t difference_count;
	const char *other_sets; /* whose records the file has too: "a, b"; or "" */
	uint32_t elsewhere; /* objects that may be theirs, and are no difference */
};

/*
 * Find the step whose schema the database has, or the nearest, and how they differ.
 *
 * Takes a read lock only and believes no tracking row. Where a definition is not the
 * proved one to the letter, the steps are run in a database in memory, to tell what the
 * two say otherwise; options.on_open opens it. Returns NULL after an error.
 */
const struct instar_identity *instar_identify(instar *h);

/* One object of the database itself, whoever made it. */
struct instar_object {
	const char *type;    /* table, index, view or trigger */
	const char *name;
	const char *table;   /* of an index or trigger the table it is on, else its name */
	const char *columns; /* of tables and views "id INTEGER, name TEXT", or "" */
};

struct instar_objects {
	const struct instar_object *objects; /* in the order of their making */
	uint32_t count;
};

/* List what is in the database. Rules and errors as for instar_identify(). */
const struct instar_objects *instar_objects(instar *h);

/* What instar_health() found, as a whole: the worst of it. */
enum instar_health_state {
	INSTAR_HEALTH_READY = 1, /* everything is there and recorded */
	INSTAR_HEALTH_PENDING,	 /* steps are due */
	INSTAR_HEALTH_DRIFTED,	 /* something is missing, or a step is half there */
	INSTAR_HEALTH_DAMAGED	 /* quick_check has found damage */
};

struct instar_health {
	const char *set_name;
	const char *current;  /* id of the step that the database is at, or "" */
	const char *required; /* id of the last step of this program, or "" */
	enum instar_health_state state;
	uint32_t position;
	uint32_t count;
	uint32_t recorded; /* steps that the tracking table says were applied */
	uint32_t there;	   /* steps of which the schema has everything */
	uint32_t pending, conflicts, drifted; /* steps, as in instar_plan() */
	uint32_t missing, other, extra;	      /* differences at that position */
	const struct instar_difference *differences;
	uint32_t difference_count;
	const char *summary; /* "exists and ready", "missing: tables a, b", ... */
	int checked;	     /* 1: the three below were looked for */
	const char *damage;  /* the first finding of quick_check, or "" */
	int64_t orphans;     /* rows whose parents do not exist; -1: cannot be told */
	const char *orphan;  /* the first: "row 7 of orders: no such users", or "" */
	const char *other_sets; /* as in struct instar_identity */
	uint32_t elsewhere;
	const char *backup;   /* path of the newest that is there, or "" */
	int64_t backup_age_s; /* of it, in seconds, as its name tells */
};

/*
 * Look at the database as a whole: the tracking table against the schema, and the schema
 * against the steps, both ways. With `thorough` 1 also run PRAGMA quick_check and
 * foreign_key_check, which read every page.
 *
 * Changes nothing. What is wrong is in the result and is no error; NULL after an error,
 * a whole-database verdict (too new, edited, foreign) included.
 */
const struct instar_health *instar_health(instar *h, int thorough);

/* One thing that instar_repair() was asked for by the state of the database. */
struct instar_mend {
	int repaired;	  /* 1: it is whole again; 0: it was left, and `text` says why */
	const char *type; /* table, column, index, view, trigger, foreign key, rows */
	const char *name; /* as in instar_difference */
	const char *text; /* what was done, or why it was left */
	const char *id;	  /* of the step that makes it, or "" */
	int64_t duration_us;
};

struct instar_repair_result {
	const struct instar_mend *mends;
	uint32_t count;
	uint32_t repaired, left; /* of those */
	uint32_t rewritten;	 /* steps whose tracking rows were written anew */
	int64_t duration_us;	 /* of all of it, the trial on a copy included */
	/*
	 * A table that was made again without the rows it had, and the newest backup in
	 * which it has rows; or "".
	 */
	const char *lost, *backup;
};

/*
 * Put back what is missing, first on a private copy, then here in one transaction.
 *
 * What a recorded step made and is gone, and what is missing of a step that is partly
 * there and whose every statement tells by itself whether it has run, is made again as
 * the steps make it: objects, columns, and the rows that steps insert into a table that
 * was gone. What is there in another definition is made what the steps make it; a table
 * keeps its rows, or is left. Rows of other tables and objects that no step knows are
 * left alone. Steps
 * that are whole again are recorded with applied_how "repaired"; those that are due are
 * left to instar_migrate().
 *
 * Returns what was done and what was left, and why; with nothing to do the result is
 * empty. NULL after an error: then nothing was changed. Allowed when instar_migrate() is.
 */
const struct instar_repair_result *instar_repair(instar *h);

/*
 * For options.repair: repairs as instar_repair() does, before instar_migrate() decides
 * again. What was done is told by events; for what was left instar_migrate() fails.
 */
instar_repair_function instar_repair_first;

/*
 * For options.definitions: "users: without UNIQUE (email)" and the like, a warning each.
 * It stops nothing, and instar_identify() tells the same. The steps are run in a database
 * in memory for it, where a definition is not the proved one to the letter.
 */
instar_definitions_function instar_tell_definitions;

/*
 * For options.refused_row: "… (row id 3 of users)", by the key that the row has or would
 * have. The statement that failed is run once more for it, and undone with its step. Where
 * no row is found the message stays.
 */
instar_refused_row_function instar_name_refused_row;

/*
 * Roll back: undo the steps after `to`, the last one first, by their down migrations,
 * which the generator has proved.
 *
 * `to` is the id of the step that stays; or a release, "1.2.0", whose last step stays
 * (a step that names no release belongs to that of the step before it); or "" or "0" for
 * none, only what base.sql makes; or NULL for the last step but one. Rules as for
 * instar_migrate(): one transaction, the schema validated before the commit, on any
 * failure all is as at entry. The deferred indexes of such a step are dropped first, and
 * what its backfills recorded goes with it. Returns INSTAR_OK, also when there is nothing
 * to undo.
 *
 * Refused before anything is touched: a step to undo has no down migration, or was
 * retired, or its author wrote @irreversible (INSTAR_E_IRREVERSIBLE, with the reason);
 * there is drift or a conflict; an unknown trigger or temporary object is in the way of
 * what a down migration writes (INSTAR_E_FOREIGN); `to` is unknown, or ahead
 * (INSTAR_E_MISUSE). What the steps made, or their down migrations name, is told as
 * INSTAR_EVENT_AT_STAKE where it holds anything; so are, with the step's position, the
 * rows that a down migration takes from a table that stays, as soon as it has run. With
 * options.refuse_destructive either is refused, and all is as at entry. STEP_BEGIN and
 * STEP_DONE have no verdict here.
 *
 * A database of a newer program can be rolled back when that program stored the down
 * migrations (options.carry_down). This SQL is not trusted: it runs on a connection of
 * instar's own, may only change the schema, and no row of a table that stays may differ
 * afterwards. A database in memory has no second connection: INSTAR_E_TOO_NEW.
 */
int instar_rollback(instar *h, const char *to);

/* A step that would be rolled back. */
struct instar_step_back {
	const char *id;
	const char *description;
	const char *release; /* or "" */
	uint32_t position;   /* as recorded, from 1 */
	int known;	     /* 0: of a newer program */
};

/* What would go with the steps: a table, or table.column. */
struct instar_at_stake {
	const char *name;
	int64_t rows; /* of the table; of the column its values that are not NULL */
	const char *table;
	const char *column; /* or "" */
};

struct instar_way_back {
	const char *to; /* id of the step that stays, or "" */
	uint32_t position; /* of it */
	const struct instar_step_back *steps; /* in the order in which they go */
	uint32_t count;
	/* Only what holds something, and only of steps that this program knows. */
	const struct instar_at_stake *stakes;
	uint32_t stake_count;
};

/* What instar_rollback() would do. Changes nothing. NULL after an error, as there. */
const struct instar_way_back *instar_way_back(instar *h, const char *to);

struct instar_error {
	int code;	 /* enum instar_code */
	int sqlite_code; /* SQLite's extended code, or 0 */
	uint32_t line;	 /* of the failing statement in its file, or 0 */
	const char *id;	 /* of the step, or "" */
	const char *file; /* of the step, or "" */
	const char *statement; /* the failing SQL, or "" */
	char message[512]; /* what happened, one sentence, never empty on error */
	char action[256];  /* what the user can do next, or "" */
};

/*
 * The error of the handle; never NULL. With code INSTAR_OK when there is none. Stays
 * valid until instar_close(). For a NULL handle: INSTAR_E_NOMEM.
 */
const struct instar_error *instar_error(const instar *h);

/*
 * BACKFILLS change rows after start-up, in batches that hold the write lock for some
 * milliseconds each. instar_migrate() does not run them; at its end an event
 * BACKFILLS_LEFT tells how many wait. One exception: when a step says @requires backfill
 * KEY, and the step of that backfill runs in the same call, it is done in one go there,
 * in the transaction. When that step was recorded earlier and rows are left, the call
 * fails with INSTAR_E_REQUIRES: run the backfill, then migrate again. After a step that
 * drops or renames what a backfill needs it is over: done, and never due.
 */
struct instar_backfill_options {
	size_t size;	  /* sizeof(struct instar_backfill_options) */
	const char *only; /* the key of one backfill, or NULL: all that are due */
	int64_t max_ms;	  /* stop after so long; 0: no limit */
	int target_ms;	  /* how long a batch may hold the write lock; 0: 5, alone 200 */
	/* 1: no pause between batches. Else each pause is as long as the batch was, so
	 * that other writers get the lock. */
	int alone;
	/* 1: a row that fails by itself is noted in schema_backfill_skipped and passed
	 * over. Else it is an error that names it. */
	int set_aside;
};

/* The state of one backfill, or of one deferred index. */
struct instar_backfill_state {
	const char *key;
	const char *table;
	const char *id;		 /* of the step that it belongs to */
	const char *last_error;	 /* or "" */
	const char *finished_at; /* UTC, or "" */
	int64_t rows_done;	 /* changed so far */
	int64_t batches;
	int64_t attempts; /* how often it was begun or resumed */
	int64_t skipped;  /* rows set aside */
	int priority;	  /* 1 high, 0 normal, -1 low */
	int is_index;
	int is_due;  /* 1: its step has run, and what it waits for is done */
	int is_done; /* 1: nothing is left to do, or a later step has ended it */
	int is_running; /* 1: somebody else is at work on it, or was two seconds ago */
	const char *skipped_rows; /* the first three set aside: "KEY (reason); …", or "" */
};

struct instar_backfills {
	const struct instar_backfill_state *items; /* in the order in which they run */
	uint32_t count;
	uint32_t left; /* due and not done */
};

/*
 * Run what is due, by priority, until all is done or the time is up; both are
 * INSTAR_OK: ask instar_backfills() what is left. Outside a transaction. Each batch and
 * the cursor are committed together, so a killed run is resumed where it stopped: no row
 * is changed twice, none left out. Rows that the app writes meanwhile are found by another
 * pass. `options` may be NULL. On an error what was committed stays, and the error is in
 * the state too, if it can be written. A row that is still due after it was changed counts
 * as one that fails. INSTAR_E_FOREIGN: an unknown trigger or
 * temporary object is in the way of what a batch writes.
 *
 * Before the first batch of a backfill that deletes rows, or whose author has named what
 * goes, events AT_STAKE tell what there is of it (`id` is the key); with
 * options.refuse_destructive it is INSTAR_E_DESTRUCTIVE. A backup as of instar_backup()
 * follows, one a handle, unless options.backups is negative; when it cannot be made,
 * nothing is changed.
 *
 * One handle at a time works on a database, of whatever program. Others wait for it as for
 * a lock, options.busy_ms, then return INSTAR_E_BUSY. One that died is waited for during
 * two seconds after its last batch.
 */
int instar_backfill(instar *h, const struct instar_backfill_options *options);

/*
 * Do one batch, for hosts with an idle loop; never pauses. `*left` becomes 1 while there
 * is more to do. The next batch may be another handle's, on another connection of a pool.
 * Rules and errors as for instar_backfill().
 */
int instar_backfill_step(
	instar *h, const struct instar_backfill_options *options, int *left);

/* The state of every backfill. Rules and errors as for instar_plan(). */
const struct instar_backfills *instar_backfills(instar *h);

/*
 * SEVERAL SETS in one product: each in a file of its own, or all in one file. One call
 * brings all of them up to date; no table of one may be a table of another.
 */
struct instar_member {
	sqlite3 *db; /* members may share one connection: single-database mode */
	const instar_set *set;
};

typedef struct instar_all instar_all;

/* One member, as instar_migrate_all() found it and left it. */
struct instar_summary_line {
	const char *set_name;
	const char *file;    /* the path of its database, or "" */
	const char *found;   /* "exists and ready", "missing", "2 steps pending" … */
	const char *current; /* id of the step it is at now, or "" */
	uint32_t done;	     /* steps run or recorded by this call */
	int ready;	     /* 1: up to date now */
};

struct instar_summary {
	const struct instar_summary_line *lines; /* one for each member, in order */
	uint32_t count;
	uint32_t ready;
	uint32_t done; /* of all members */
};

/*
 * Make handles for several sets. Reads nothing yet; `members` is copied, `options` as for
 * instar_open(). Returns NULL only when there is no memory.
 */
instar_all *instar_open_all(const struct instar_member *members, uint32_t count,
	const struct instar_options *options);

/*
 * Bring every set up to date, in order.
 *
 * First every database is read, and an event PREFLIGHT tells of each; when one cannot be
 * reached, or has a conflict, drift or a verdict of its own, none is touched. Then each is
 * migrated as by instar_migrate(), in a transaction of its own: SQLite cannot commit two
 * files at once, so when one fails the members before it stay migrated, and the summary
 * tells which. Returns INSTAR_OK or the first error, which sticks.
 */
int instar_migrate_all(instar_all *all);

/* What the last instar_migrate_all() found and did; also after an error. Never NULL. */
const struct instar_summary *instar_summary(const instar_all *all);

/* The handle of one member, for all calls on a single set; NULL: there is no such. */
instar *instar_member(instar_all *all, uint32_t index);

/* The first error of any member, as instar_error(). */
const struct instar_error *instar_error_all(const instar_all *all);

/* Free it and its handles; NULL is allowed. The connections stay open. */
void instar_close_all(instar_all *all);

/* The name of a verdict, "RUN", or of a code, "busy". Static text, never NULL. */
const char *instar_verdict_name(enum instar_verdict verdict);
const char *instar_code_name(int code);

/* Free the handle; a NULL handle is allowed. The connection stays open. */
void instar_close(instar *h);

#ifdef __cplusplus
}
#endif
#endif
