/*
 * trial: what a step leaves behind, had a row been another.
 *
 * In: a populated database as it was before a step, and the step. Out: whether a change
 * of rows makes a difference to all that is there after the step. A trial is
 *
 *	trial_start(trial);
 *	if (trial_change(trial, "UPDATE …"))
 *		answer = trial_run(trial);
 *	trial_close(trial);
 *
 * and leaves the database as it was. What counts is what stays: TEMP tables do not, nor
 * do indexes of what another table holds.
 */
#ifndef GEN_REHEARSE_TRIAL_H
#define GEN_REHEARSE_TRIAL_H

#include "gen/oracle/deterministic.h"

/* So many trials a step may have; and so many statements may run in them. */
enum { TRIAL_MOST = 600, TRIAL_LEAST = 60, TRIAL_STATEMENTS = 12000 };

enum trial_answer {
	TRIAL_SAME,   /* what is left is what is left without the change */
	TRIAL_OTHER,  /* it is not, or the step fails */
	TRIAL_UNKNOWN /* there were too many trials already */
};

/* Statements that run in one go. */
struct trial_part {
	const struct statement *statements;
	uint32_t count;
	bool enforced; /* with foreign keys on */
};

/* A table that is read after the step. */
struct trial_table {
	const char *name;
	const char *select;
	int count; /* of columns */
};

struct trial {
	struct arena *arena;
	struct deterministic *database;
	struct scratch *scratch; /* its, with the rows before the step */
	struct trial_part *parts;
	uint32_t part_count;
	struct trial_table *tables;
	uint32_t table_count;
	uint64_t undisturbed; /* what is left without a change, as one number */
	uint32_t left;	      /* so many trials may still be made */
	uint32_t untried;     /* so many were asked for when none was left */
	bool small;	      /* parts of the schema are left out */
	bool tried;	      /* undisturbed */
	bool ready;	      /* the step runs on the rows as they are */
	bool *found;	      /* markers, while they are looked for */
	bool front;	      /* those in front, or negative */
	uint32_t marker_count;
};

/* Once for a rehearsal. */
struct trial *trial_new(struct arena *arena, const struct plan *plan);
void trial_free(struct trial *trial);

/* Take the rows of a database; the step is to be added, part by part. */
void trial_take(struct trial *trial, const struct scratch *before);

/* Make a database what was taken; the step has to be tried anew after that. */
void trial_give(struct trial *trial, struct scratch *to);

void trial_add(struct trial *trial, const struct statement *statements, uint32_t count,
	bool enforced);

/* Is the schema so large that parts the step has nothing to do with are left out? */
bool trial_is_large(struct trial *trial);

/*
 * Run it undisturbed, and remember what is left in these tables. `numbered` are those of
 * them whose INTEGER PRIMARY KEY no statement gives and nothing refers to: the numbers
 * in it do not count. `used`, where the schema is large, are tables that count beside
 * those that the step names, reads or writes. False when the step does not run.
 */
bool trial_ready(struct trial *trial, const struct names *tables,
	const struct names *numbered, const struct names *used);

void trial_start(struct trial *trial);

/*
 * Change rows, without triggers; where the step runs with foreign keys on, with what they
 * do to children, if they allow it. False: SQLite refuses it.
 */
bool trial_change(struct trial *trial, const char *sql);

enum trial_answer trial_run(struct trial *trial);

/*
 * The same after values were put there that can be told from all others: markers, from 0
 * to `count` - 1. `found` tells which of them are in what is left, in whatever text.
 */
enum trial_answer trial_run_marked(
	struct trial *trial, bool front, bool *found, uint32_t count);

/*
 * A marker as a literal: in place of a text's end, or in front, in place of its beginning;
 * a number, or in front a negative one. Who has both has all that is in between.
 */
const char *trial_marker(
	struct arena *arena, const char *literal, bool front, uint32_t number);

void trial_close(struct trial *trial);

#endif
