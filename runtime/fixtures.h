/*
 * fixtures: one factory for databases in many states. See instar_fixtures.h.
 *
 * In: a table of fixtures and the set it was made for. Out: files, and in memory what
 * plain SQL makes of them. For the library instar-fixtures and the generator.
 */
#ifndef INSTAR_FIXTURES_FACTORY_H
#define INSTAR_FIXTURES_FACTORY_H

#include <stdbool.h>

#include "instar_fixtures.h"
#include "sql.h"

struct instar__clock;

/* A database in memory to which steps 1 to `at` have been applied, with their rows. */
struct instar__stand {
	sqlite3 *db;
	uint32_t at;
};

/* The first error sticks: its code and SQLite's words. */
struct instar__factory {
	const instar_fixtures *fixtures;
	const instar_set *set;
	struct instar_fixture_options options;
	struct instar__stand stands[2]; /* UTF-8, UTF-16 */
	struct instar__clock *clock;
	int code;
	char message[400];
};

/* Stop the clock. Always close it with instar__factory_close(). */
void instar__factory_open(struct instar__factory *factory,
	const instar_fixtures *fixtures, const instar_set *set,
	const struct instar_fixture_options *options);
void instar__factory_close(struct instar__factory *factory);

/* Forget the error, and begin anew where a stand may be half done. */
void instar__factory_mend(struct instar__factory *factory);

/* A connection as the host opens them; NULL after an error. */
sqlite3 *instar__factory_connect(
	struct instar__factory *factory, const char *path, int flags);

/* Make the file. Cheapest when `base` goes up from call to call. */
bool instar__factory_write(struct instar__factory *factory,
	const struct instar_fixture *fixture, const char *path);

/*
 * What plain SQL makes of it: the same database in memory without records, and then the
 * steps from `resume` on. NULL after an error; the caller closes it.
 */
sqlite3 *instar__factory_expect(
	struct instar__factory *factory, const struct instar_fixture *fixture);

/* Remove the file, and what SQLite may have left beside it. */
void instar__factory_remove(const char *path);

/*
 * Objects and rows as text, without what instar and other tools keep for themselves.
 * NULL when there is no memory or an error is in `sql`; sqlite3_free() it.
 */
char *instar__fixture_dump(struct instar__sql *sql, bool rows);

/* Record steps 1 to `count` as that tool does. False: its code is in `sql`. */
bool instar__fixture_record(
	struct instar__sql *sql, const char *tool, const instar_set *set, uint32_t count);

/* What is known of the shapes: by number, from 0; NULL after the last one. */
struct instar__fixture_tool {
	const char *name;
	const char *file;   /* what its fixtures are called: "golang_migrate" */
	const char *table;  /* NULL: a number */
	const char *make;   /* statements */
	const char *record; /* for each step; ?1: its digits, ?2: its place, ?3: its id */
	bool last_only;	    /* it keeps one row, about the last step */
	bool by_number;	    /* it knows a step by the digits its id begins with */
	bool silent;	    /* what it recorded names no step: the schema alone tells */
};
const struct instar__fixture_tool *instar__fixture_tool(uint32_t number);

/*
 * SQLite's default VFS with a clock that stands still and without chance; NULL when there
 * is no memory. Restarting lets chance begin anew.
 */
struct instar__clock *instar__clock_stop(void);
void instar__clock_restart(struct instar__clock *clock);
void instar__clock_free(struct instar__clock *clock);

#endif
