/*
 * instar_set.h: the types of a compiled migration set.
 *
 * The generator writes one `const instar_set`, the runtime reads it, and the host
 * only names it: INSTAR_SET(shop). Everything here is plain constant data. All text
 * is in one block; a *position* is the offset of a NUL-terminated UTF-8 string in
 * that block, and position 0 is the empty string, which means "none". So a set costs
 * four relocations however many steps it has.
 *
 * Steps are numbered from 1: *position k* of a database means that steps 1 to k have
 * run. Position 0 is the empty database, or what base.sql makes: what was there before
 * the first step and is none itself.
 */
#ifndef INSTAR_SET_H
#define INSTAR_SET_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The layout of these types. Generator, table and runtime must agree on it. */
#define INSTAR_SET_FORMAT 6

struct sqlite3;

/*
 * A function of the host that a step calls (@call NAME), inside the step's savepoint and
 * on the connection that is being migrated; `context` is options.call_context. Returns
 * SQLITE_OK or one of SQLite's error codes, which undoes the run: its message is
 * sqlite3_errmsg()'s when the connection failed with that code, else the code's own.
 * It must not end the transaction, and must finish every statement that it prepares;
 * both are checked. It may run again after a run that was undone.
 */
typedef int instar_call(struct sqlite3 *db, void *context);

/* "No such entry", for every index into one of the set's arrays. */
#define INSTAR_NONE UINT32_MAX

/* An offset into the set's text, in bytes. */
typedef uint32_t instar_text;

/* Entries first … first + count - 1 of one of the set's arrays. */
struct instar_range {
	uint32_t first;
	uint32_t count;
};

/*
 * What a check claims. Names compare as SQLite compares them: ASCII letters without
 * case. The three texts of a check mean, by kind:
 *
 *   kind         name     part              detail
 *   TABLE        table    -                 -
 *   COLUMN       table    column            declared type, or none: any type
 *   INDEX        index    table, or none    columns "a,b" in order, or none: any
 *   VIEW         view     -                 -
 *   TRIGGER      trigger  table, or none    -
 *   FOREIGN_KEY  table    columns "a,b"     parent "p(x,y)"
 *   ROWS         -        -                 a SELECT; holds when it returns a row
 *   DEFINITION   object   -                 "table", "index", "view" or "trigger"
 *   BACKFILL     key      -                 a SELECT of a row when nothing is left
 */
enum instar_check_kind {
	INSTAR_CHECK_TABLE = 1,
	INSTAR_CHECK_COLUMN,
	INSTAR_CHECK_INDEX,
	INSTAR_CHECK_VIEW,
	INSTAR_CHECK_TRIGGER,
	INSTAR_CHECK_FOREIGN_KEY,
	INSTAR_CHECK_ROWS,
	INSTAR_CHECK_DEFINITION,
	INSTAR_CHECK_BACKFILL
};

enum instar_check_flag {
	/* The claim is that this does *not* exist. */
	INSTAR_CHECK_NOT = 1,
	/*
	 * A memo, only on DEFINITION: not part of the step's fingerprint. Its digest
	 * is of the definition's bytes. When it holds, the object is exactly what was
	 * proved, and so every other check alive on that object holds too and need
	 * not be looked at.
	 */
	INSTAR_CHECK_MEMO = 2,
	/* Written by the author (@fingerprint, @requires), not derived. */
	INSTAR_CHECK_ANNOTATED = 4,
	/* INDEX: the index is unique. */
	INSTAR_CHECK_UNIQUE = 8
};

/*
 * One testable claim about a schema. It is alive at position q when
 * birth <= q < death: from the step that makes it true until the step that ends it.
 */
struct instar_check {
	uint64_t digest; /* of the definition's tokens (memos: bytes); 0: not compared */
	uint32_t kind;	 /* enum instar_check_kind */
	uint32_t flags;	 /* enum instar_check_flag, or-ed */
	instar_text name;
	instar_text part;
	instar_text detail;
	uint32_t birth; /* position; 0: of base.sql, or a precondition */
	uint32_t death; /* position; INSTAR_NONE: never; 0: a precondition, never alive */
	uint32_t prior; /* an earlier check with the same claim, or INSTAR_NONE */
};

/* One SQL statement, without its semicolon; or a call, whose text is "@call NAME". */
struct instar_statement {
	instar_text sql;
	uint32_t line;	/* where it begins in the step's file, from 1 */
	uint32_t guard; /* the check that tells its effect, or INSTAR_NONE */
	uint32_t call;	/* the number of the set's function to call, from 1; 0: SQL */
};

enum instar_step_flag {
	INSTAR_STEP_DESTRUCTIVE = 1,	 /* the author wrote @destructive */
	INSTAR_STEP_IRREVERSIBLE = 2,	 /* the author wrote @irreversible */
	INSTAR_STEP_DOWN_IN_OTHER_FILE = 4, /* down lines count in down_file */
	INSTAR_STEP_FOREIGN_KEYS = 8, /* @foreign_keys on: runs with enforcement on */
	INSTAR_STEP_NO_TRANSACTION = 16, /* @transaction none: each statement by itself */
	/*
	 * An older program can no longer use the database: the step does more than add
	 * tables, views, indexes that are not unique, and columns that may be left out.
	 */
	INSTAR_STEP_BREAKING = 32
};

/* One compiled migration. */
struct instar_step {
	instar_text id;		 /* the key in the tracking table: the file's stem */
	instar_text description; /* the words of the file name */
	instar_text file;	 /* name below the directory, for messages */
	instar_text down_file;	 /* or none */
	instar_text release;	 /* the first release that needs it, or none */
	instar_text token_hash;	 /* 64 hex digits: SHA-256 of the up statements' tokens */
	instar_text reason;	 /* of @destructive or @irreversible, or none */
	instar_text was;	 /* was_count names, each NUL-terminated, one after another */
	uint32_t was_count;
	/*
	 * write_count tables, as `was`: those of before the step of which it may change
	 * rows or which it drops, what triggers change for it included.
	 */
	instar_text writes;
	uint32_t write_count;
	/*
	 * down_write_count tables, likewise: those of after the step of which its down
	 * migration may change rows or which it drops.
	 */
	instar_text down_writes;
	uint32_t down_write_count;
	/*
	 * Or none; else for each of these tables a number, as text: so many rows of it
	 * did the step put there in a new database, that the down migration takes away.
	 */
	instar_text down_seeds;
	/*
	 * What @destructive names, as called before the step: stake_count pairs of a
	 * table and a column, or none: the rows of the table. Each is NUL-terminated, one
	 * after another.
	 */
	instar_text stakes;
	uint32_t stake_count;
	/* The same for the down migration, as called after the step. */
	instar_text down_stakes;
	uint32_t down_stake_count;
	/*
	 * What the step renames: rename_count times a table as called after it, a column
	 * of that as called after it, or none, and what that column, or the table, was
	 * called before; laid out as above.
	 */
	instar_text renames;
	uint32_t rename_count;
	uint32_t flags;		      /* enum instar_step_flag, or-ed */
	struct instar_range up;	      /* statements */
	struct instar_range down;     /* statements; count 0: no down migration */
	struct instar_range checks;   /* all checks with birth == this position */
	struct instar_range requires; /* preconditions */
	instar_text irreversible;     /* the reason of @irreversible, or none */
};

enum instar_backfill_flag {
	INSTAR_BACKFILL_INDEX = 1,  /* a deferred index: `first` is its CREATE INDEX */
	INSTAR_BACKFILL_UNIQUE = 2, /* with INDEX: duplicates stop it */
	INSTAR_BACKFILL_HIGH = 4,   /* priority; without either: normal */
	INSTAR_BACKFILL_LOW = 8,
	INSTAR_BACKFILL_TAKES = 16 /* deletes rows, or its author wrote @destructive */
};

/* The most columns of a key along which batches can go. */
#define INSTAR_BACKFILL_KEY_COLUMNS 4

/*
 * A change of rows in batches, or a deferred index: work that is due once its step has
 * run, and that is done after start-up.
 *
 * A batch is a range of the key of `table`: the cursor (the last key done) moves along
 * it. `bound` tells where the next batch ends, `statements` change the rows up to there,
 * `left` asks for a row that is still to be changed. Each exists twice: for the first
 * batch, and for those after a cursor. Parameters: ?1 … ?4 the columns of the cursor,
 * ?5 … ?8 those of the end of the batch, ?9 the number of rows. `bound` returns a row of
 * key_columns values, or none or NULL: nothing is left behind the cursor. `left` leaves out rows
 * that were set aside: ?10 is the name of the set, ?11 the backfill's key.
 */
struct instar_backfill {
	uint64_t digest; /* of the bytes of an index's definition; else 0 */
	instar_text key;   /* of the state's row; of an index its name */
	instar_text table; /* whose key the batches go along */
	instar_text file;
	instar_text token_hash; /* 64 hex digits, of the author's statements */
	uint32_t line;
	uint32_t step;	/* position: due once this step has run */
	uint32_t batch; /* rows to begin with */
	uint32_t flags; /* enum instar_backfill_flag, or-ed */
	uint32_t after; /* a backfill that has to be done before, or INSTAR_NONE */
	/*
	 * Position of a later step that takes away what the work needs, or requires it
	 * and goes on: once that has run, the backfill is over. 0: none.
	 */
	uint32_t ends;
	/* write_count tables, as those of a step: whose rows the batches may change. */
	instar_text writes;
	uint32_t write_count;
	instar_text stakes; /* stake_count pairs, as those of a step */
	uint32_t stake_count;
	uint32_t key_columns;
	instar_text bound_first, bound_next; /* SELECT */
	instar_text left_first, left_next;   /* SELECT */
	/* SELECT: the key of the row, as text, by ?5 … ?8; of a unique index: duplicates. */
	instar_text row;
	struct instar_range first, next; /* statements; of an index only `first` */
};

/* A compiled migration set. Hosts name it and pass its address; no more. */
typedef struct instar_set {
	uint32_t format;	  /* INSTAR_SET_FORMAT of the generator */
	uint32_t sqlite_version;  /* lowest SQLITE_VERSION_NUMBER that can run it */
	uint64_t digest;	  /* of all that the stamp has to cover */
	instar_text name;	  /* set_name in the tracking table */
	uint32_t text_size;
	uint32_t step_count;
	uint32_t statement_count;
	uint32_t check_count;
	/*
	 * What the connection must have, need_count words, each NUL-terminated, one
	 * after another: "function f(2)" ("f": any number of arguments), "collation
	 * C", "module M", "option O" (of SQLite's build).
	 */
	instar_text needs;
	uint32_t need_count;
	/*
	 * Steps 1 to this one are retired: their SQL is left out, their checks are
	 * not. A new database gets what they made from `baseline`, and what base.sql
	 * makes; its checks are the first ones.
	 */
	uint32_t retired;
	struct instar_range baseline; /* statements */
	const char *text;
	const struct instar_step *steps;
	const struct instar_statement *statements;
	const struct instar_check *checks;
	uint32_t backfill_count;
	const struct instar_backfill *backfills; /* in the order in which they are run */
	/* Functions of the host; NULL with a count: the set was not linked with them. */
	instar_call *const *calls;
	uint32_t call_count;
} instar_set;

/* Declares a compiled set: INSTAR_SET(shop); once, at file scope. */
#define INSTAR_SET(name) extern const instar_set name

#ifdef __cplusplus
}
#endif
#endif
