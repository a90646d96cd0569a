/*
 * situation: one thing that the rows a statement meets may be like, or not.
 *
 * In: what a statement distinguishes. Out: the list of it, each with a query that has a
 * row where it is met. A situation that the schema alone rules out is in the list with
 * the reason, and is not asked.
 */
#ifndef GEN_COVERAGE_SITUATION_H
#define GEN_COVERAGE_SITUATION_H

#include "gen/coverage/frame.h"
#include "gen/oracle/snapshot.h"

/* More of them are not asked, and count as not met. */
#define SITUATIONS_MOST 200

/* How rows that meet it are made. */
enum making {
	MAKE_ROWS,	  /* one of each table of the frame, as wished */
	MAKE_APART,	  /* the same, and none of table `part` that goes with them */
	MAKE_APART_RIGHT, /* one of table `part` that goes with none of the others */
	MAKE_SEVERAL,	  /* the same as MAKE_ROWS, and two of table `part` */
	MAKE_MANY,	  /* `count` times what MAKE_ROWS makes */
	MAKE_TWIN,	  /* two rows alike in `columns` of table `part` */
	MAKE_FRESH,	  /* as MAKE_ROWS, and with its own values in `columns` */
	MAKE_KEY,	  /* one of `relation`, whose key is what the statement inserts */
	MAKE_CHILD,	  /* as MAKE_ROWS, and one of `relation` that refers to it */
	MAKE_ORPHAN,	  /* one of table `part` whose `columns` `relation` has not */
	MAKE_EMPTY,	  /* as MAKE_ROWS around it, and none of the frame's own tables */
	MAKE_NOTHING	  /* rows are not made for it */
};

struct situation {
	const char *label; /* "status = 'open' false" */
	struct span span;
	const char *query;
	const char *ruled_out; /* by what; NULL: it is not */
	bool refused;	       /* such rows may stop the statement */
	bool constant;	       /* decided by what the step itself has set */
	bool before;	       /* the population met it before rows were made */
	bool quotes;	       /* strings in double quotes are in it */
	bool unasked;	       /* SQLite does not compile the query */
	bool met[2];	       /* by each population */
	const char *why;       /* no row was made; or NULL */
	/* how to make it: */
	enum making making;
	const struct frame *frame;
	const struct wish *wishes;
	enum frame_place place;
	uint32_t part; /* a source of the frame */
	struct names columns;
	uint32_t count;
	const struct relation *relation;
	const struct relation_reference *reference;
	const char *rows; /* MAKE_KEY: WITH … that brings the new rows */
};

struct situations {
	struct arena *arena;
	struct relations *relations;
	const struct snapshot *snapshot;
	const struct statement *statement;
	const struct script *script;
	struct names absent;
	struct map queries; /* each is asked once */
	struct situation *items;
	uint32_t count;
	uint32_t asked; /* of them, those that are not ruled out */
	uint32_t cut; /* so many more are not in the list */
};

/* Has the step made that table, and filled it with nothing but constants so far? */
bool situations_make(const struct situations *list, const char *table);

/* Is it a column that the step has added, and set nowhere so far? */
bool situations_add(const struct situations *list, const char *table, const char *column);

/* Add one, unless the same is asked already. */
void situation_add(struct situations *list, struct situation situation);

/* What the author wrote there, on one line and not too long, with a word behind it. */
const char *situation_label(
	const struct situations *list, struct span span, const char *word);

/* What a condition distinguishes: each atom of it, where it decides. */
void conditions_ask(struct situations *list, const struct frame *frame,
	enum frame_place place, const struct wish *base, const struct tree_expr *expr);

/* The same for an arm of CASE, where `next` is the condition of the one behind it. */
void conditions_ask_arm(struct situations *list, const struct frame *frame,
	enum frame_place place, const struct wish *base, const struct tree_expr *expr,
	const struct tree_expr *next);

/* What is asked inside an expression: conditions and subqueries, arms of CASE. */
void values_ask(struct situations *list, const struct frame *frame,
	enum frame_place place, const struct wish *base, const struct tree_expr *expr);

/* Which of the columns that a value is made from are NULL. */
void nulls_ask(struct situations *list, const struct frame *frame, enum frame_place place,
	const struct wish *base, const struct tree_expr *expr);

/* What the joins of a FROM distinguish. */
void joins_ask(struct situations *list, const struct frame *frame);

/* Does a term of WHERE only say which rows of two tables belong together? */
bool joins_have(const struct frame *frame, const struct tree_expr *term);

/* What a SELECT distinguishes, where it is asked inside `outer`. */
void queries_ask(struct situations *list, const struct frame *outer,
	enum frame_place place, const struct wish *base,
	const struct tree_select *select);

/* The same for the tables of WITH, which may be NULL. */
void queries_ask_with(
	struct situations *list, const struct frame *frame, const struct tree_with *with);

/* The same as queries_ask() for one that gives a value: no row, one, several. */
void queries_ask_value(struct situations *list, const struct frame *outer,
	enum frame_place place, const struct wish *base,
	const struct tree_select *select);

/* Has a subquery a row for each row around it, by a foreign key? */
bool queries_have_row(const struct frame *frame);

/* What the keys and constraints of the written table distinguish. */
void constraints_ask_insert(struct situations *list, const struct frame *root,
	const struct tree_insert *insert);
void constraints_ask_parent(struct situations *list, const struct frame *frame,
	const struct relation *parent, const struct tree_sets *sets);
void constraints_ask_index(
	struct situations *list, const struct tree_create_index *index);

/*
 * All that a statement distinguishes on the database as it is now. `absent`: of tables
 * that the step makes if they are not there, those that were not. `past`: the tables
 * before the step.
 */
struct situations *situations_of(struct scratch *scratch, const struct snapshot *snapshot,
	const struct script *script, const struct statement *statement,
	const struct names *absent, struct relations *past);

#endif
