/*
 * trials: what users do to databases, to be disturbed at every point of it.
 *
 * In: nothing; each trial brings its history and its database. Out: the database before,
 * what is done to it, and every content that another process may find meanwhile: those
 * are observed in a run that nothing disturbs, through a second connection, so they
 * contradict instar if it is wrong.
 */
#ifndef TESTS_TRIALS_H
#define TESTS_TRIALS_H

#include <sqlite3.h>
#include <stdbool.h>

#include "instar.h"

enum trial_mode { TRIAL_DELETE, TRIAL_WAL, TRIAL_MODES };

struct trial {
	const char *name;
	const instar_set *(*set)(void);
	void (*prepare)(
		sqlite3 *db); /* an empty database becomes the one to begin with */
	int (*act)(instar *h);
	/* Rows of the app change in many commits: this SQL is 1 at each; NULL: one of the
	 * contents that were observed. */
	const char *holds;
	int backups; /* as in the options */
	bool large;  /* of many calls: the short campaigns try a part of them */
	bool cut;    /* a run has commits of its own on the way */
};

extern const struct trial trials[];
extern const int trial_count;

/* The trial by its name; fails the test when there is none. */
const struct trial *trial_named(const char *name);

/* Make the database to begin with, observe a run, and keep both. Ends the trial before.
 */
void trial_begin(const struct trial *trial, enum trial_mode mode);

/* From now on do this to the same database. */
void trial_replace(const struct trial *trial);

/* The database to begin with, at the path that is returned; what was there is gone. */
const char *trial_put(void);

/* Do it, on this connection. The options are the trial's, with `busy_ms`. */
struct trial_end {
	int code;	/* what the call returned */
	bool confirmed; /* "applied (confirmed after an error)" was told */
	char message[512];
};
struct trial_end trial_act(sqlite3 *db, int busy_ms);

/* Which step the database at the path is at, with a connection that nothing disturbs. */
enum trial_place { TRIAL_BEFORE, TRIAL_BETWEEN, TRIAL_AFTER, TRIAL_LOST };
enum trial_place trial_place(const char *path);

/* Why the last place was TRIAL_LOST. */
const char *trial_why(void);

/*
 * The place, which must not be TRIAL_LOST; `where` is told when it is. What the stamp
 * says of the database must be what its schema says. Then, if `finish`, doing it again
 * must bring the database to its end.
 */
enum trial_place trial_assert_whole(const char *path, bool finish, const char *where);

/* Connections that no disk of a test is under. */
sqlite3 *trial_open(const char *path);

/* Is it to be tried now? All are, or the one that the environment names as TRIAL. */
bool trial_chosen(const struct trial *trial);

/* Whole files; a copy brings no journals along. */
void trial_copy(const char *from, const char *to);
void trial_write(const char *path, const void *bytes, size_t size);

/* The same numbers in every run. */
unsigned trial_random(unsigned *state);

#endif
