/*
 * instar_fixtures.h: databases in every state that a set's users may have, and a test.
 *
 * `instar compile DIR -o shop.c --fixtures shop_fixtures.c` writes the table
 * `shop_fixtures`: plain SQL that makes a database of each age, with rows, whole and
 * damaged in many ways, and what instar_migrate() owes to each. A host adds it to its own
 * tests; the library instar-fixtures runs it:
 *
 *     INSTAR_SET(shop);
 *     INSTAR_FIXTURES(shop_fixtures);
 *     ...
 *     return instar_fixtures_test(&shop_fixtures, &shop, NULL, "work", stdout) != 0;
 *
 * With -DINSTAR_FIXTURES_MAIN the C file has a main() that does just that.
 */
#ifndef INSTAR_FIXTURES_H
#define INSTAR_FIXTURES_H

#include <stdio.h>

#include "instar.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The layout of these types. Generator, table and library must agree on it. */
#define INSTAR_FIXTURES_FORMAT 3

/* What instar_migrate() owes to a database. Whatever is not CURRENT changes nothing. */
enum instar_fixture_outcome {
	/* It comes to the last step, with the schema and rows that plain SQL gives it. */
	INSTAR_FIXTURE_CURRENT = 1,
	INSTAR_FIXTURE_REFUSED,	 /* drift or conflict */
	INSTAR_FIXTURE_NEWER,	 /* the database is newer than the set */
	INSTAR_FIXTURE_READONLY, /* steps are pending, and it cannot be written */
	INSTAR_FIXTURE_FAILS,	 /* a statement of a step fails there in plain SQL too */
	/* Later steps fix it or not: it has the schema of a fresh one, or is refused. */
	INSTAR_FIXTURE_EITHER,
	INSTAR_FIXTURE_FOREIGN /* an unknown trigger would run with a step */
};

enum instar_fixture_flag {
	INSTAR_FIXTURE_UTF16 = 1,     /* texts are stored as UTF-16 */
	INSTAR_FIXTURE_WAL = 2,	      /* `more` is in the write-ahead log only */
	INSTAR_FIXTURE_PROTECTED = 4, /* opened read-only; its file has mode 0444 */
	INSTAR_FIXTURE_OLD_NAMES = 8, /* recorded under the names of @was */
	INSTAR_FIXTURE_UNKNOWN = 16,  /* an unknown later step is recorded too */
	/* A step that is due requires rows (@requires): E_REQUIRES is right as well. */
	INSTAR_FIXTURE_REQUIRES = 32,
	/* user_version has the stamp that the program with the recorded steps wrote. */
	INSTAR_FIXTURE_STAMPED = 64,
	INSTAR_FIXTURE_EMPTY = 128 /* not even base.sql has run */
};

/* The statements of a step are first … rows - 1; those up to `end` add rows. */
struct instar_fixture_step {
	uint32_t before; /* up to `first`: what has to be done before the step */
	uint32_t first;
	uint32_t rows;
	uint32_t end;
};

/* One database. Steps are counted from 1. */
struct instar_fixture {
	const char *name;  /* of its file, without ".db": "015_without_tracking" */
	const char *state; /* in words */
	const char *tool;  /* another migration tool that keeps the records, or NULL */
	uint32_t step;	   /* which it is about */
	uint32_t base;	   /* steps 1 to this one have run, each with its rows */
	struct instar_range more; /* statements that ran after them */
	uint32_t recorded;	  /* steps 1 to this one are recorded; 0: no table */
	uint32_t forgotten;	  /* a step that is not, or 0 */
	uint32_t resume;	  /* of CURRENT: the first step that is due */
	uint32_t flags;		  /* enum instar_fixture_flag, or-ed */
	uint32_t outcome;	  /* enum instar_fixture_outcome */
};

typedef struct instar_fixtures {
	uint32_t format; /* INSTAR_FIXTURES_FORMAT of the generator */
	uint32_t statement_count;
	uint32_t step_count;
	uint32_t count;
	const char *const *statements;
	const struct instar_fixture_step *steps;
	const struct instar_fixture *fixtures; /* in the order of `base` */
	/* Of base.sql, which comes before the first step; or nothing. */
	struct instar_fixture_step before;
} instar_fixtures;

/* Declares the compiled fixtures: INSTAR_FIXTURES(shop_fixtures); once, at file scope. */
#define INSTAR_FIXTURES(name) extern const instar_fixtures name

/* Zero-initialise, set `size`, change what you need. */
struct instar_fixture_options {
	size_t size;
	/* Opens every connection, for sets that need functions, collations or modules. */
	instar_open_function *on_open;
	void *open_context;
	/* For instar_open(), or NULL: the default options without backups. */
	const struct instar_options *options;
	/* Only those of every so many-th step, and of the last one; 0 or 1: of all. */
	uint32_t every;
};

/* What an outcome is called: "current", "drift or conflict", "newer" … */
const char *instar_fixture_outcome_name(const struct instar_fixture *fixture);

/*
 * Make one database: `path` and, of one with a write-ahead log, `path`-wal. What was
 * there is replaced. The same bytes each time: no clock is read and nothing is left to
 * chance. `options` may be NULL. Returns SQLITE_OK, or SQLite's code, with SQLite's words
 * in `message`, of `size` bytes.
 */
int instar_fixture_write(const instar_fixtures *fixtures, const instar_set *set,
	const struct instar_fixture_options *options, uint32_t number, const char *path,
	char *message, size_t size);

/*
 * Make each in `directory`, which exists, migrate it, and compare what came out with what
 * is owed; then remove it. Writes TAP to `out`: "ok 7 - 015_clean", or "not ok …" with
 * what was wanted and what came. While it runs, SQLite's clock does not move for the
 * whole process. Returns how many were not right; 0: all were.
 */
uint32_t instar_fixtures_test(const instar_fixtures *fixtures, const instar_set *set,
	const struct instar_fixture_options *options, const char *directory, FILE *out);

#ifdef __cplusplus
}
#endif
#endif
