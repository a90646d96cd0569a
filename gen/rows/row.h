/*
 * row: making one row after another for one table.
 *
 * In: a table's recipe and the rows of its parents. Out: rows that SQLite accepted, found
 * by drawing again what the error names. A row that is refused leaves no trace.
 */
#ifndef GEN_ROWS_ROW_H
#define GEN_ROWS_ROW_H

#include "gen/oracle/query.h"
#include "gen/rows/draw.h"
#include "gen/rows/history_links.h"
#include "gen/rows/recipe.h"
#include "gen/rows/synthesis.h"
#include "gen/sql/tree_walk.h"

/* Values that a row must have. */
struct pins {
	uint32_t *columns;
	struct value *values;
	uint32_t count;
};

/* Add one, whether or not the column has a value among them. */
void pins_add(
	struct arena *arena, struct pins *pins, uint32_t column, struct value value);

struct row;

/* What is remembered of a table, under its name. */
struct plot {
	const char *name;
	struct recipe *recipe; /* of the present version */
	struct recipe *filled; /* of the version that was filled last, or NULL */
	const char *message;   /* why it has no rows */
	uint32_t serial;       /* of the last row: values are made of it */
	uint32_t made;	       /* rows that were made here */
	uint32_t batch;	       /* the fill that it came in */
	uint32_t *null_masks;  /* of adversarial rows: adversarial.c */
	uint32_t null_rows;
	bool busy;
	struct row *making; /* the row that waits for its parents' */
	uint32_t *waiting;  /* plots that wait for rows here */
	uint32_t waiting_count;
	struct names demanded; /* what is true of rows made on demand, one by one */
	bool rows;	       /* it had rows when it was visited last */
};

struct synthesis {
	struct arena *arena;
	enum population population;
	struct history_values habits;
	struct host_functions *host_functions; /* or NULL */
	struct history_links links;
	struct map names; /* to plots */
	struct plot **plots;
	uint32_t plot_count;
	struct synthesis_failure *failures;
	uint32_t failure_count;
	struct scratch *scratch;	 /* of the present fill */
	const struct scratch *filled;	 /* of the last one; a demand may be for a copy */
	const struct snapshot *snapshot; /* NULL: the tables as the scratch has them */
	const char *savepoint;		 /* what a trigger that rolls back has ended */
	uint32_t fills;			 /* the number of the present one */
	uint32_t depth;
	uint32_t renewed, renewing; /* see parent_rows.c */
	bool cautious;		    /* no parents for keys that may be NULL */
	bool quotes;		    /* strings in double quotes are accepted */
	bool broken;		    /* a row that others were promised was not accepted */
	struct synthesis_log *log;  /* or NULL */
};

/* Is the value drawn freely, or who says what it is? */
enum hold { HOLD_FREE, HOLD_KEY, HOLD_LITERAL, HOLD_FIXED };

/* The rows of a parent that a key can point to, when nothing of it is held. */
struct targets {
	struct value *values; /* rows of as many values as the key has columns */
	uint32_t count;
	bool read;
};

struct row {
	struct synthesis *synth;
	struct plot *plot;
	struct recipe *recipe;
	struct arena *arena;
	struct query write;	 /* INSERT, or UPDATE of one row */
	const struct value *key; /* of the row that is changed; NULL: one is added */
	uint32_t key_count;
	bool (*judge)(
		struct row *row); /* NULL, or: is it as wanted, now that it is in? */
	void *context;		  /* the judge's */
	struct dice dice;
	uint32_t ordinal; /* among the rows of the table */
	uint32_t serial;
	uint32_t flavour; /* of adversarial rows */
	uint32_t attempt;
	uint32_t demands; /* rows that were asked of parents */
	struct value *values;
	struct value *previous; /* the row before, or unset */
	bool has_previous;
	enum hold *holds;
	uint32_t *drawn; /* the candidate that a value comes from, or RECIPE_NONE */
	uint32_t *blamed;
	uint32_t blamed_count;
	const struct tree_expr *refusing; /* the CHECK that refused, or NULL */
	bool crowded;			  /* there is such a row already */
	uint32_t *picks;		  /* for each key: which of the parent's rows */
	struct targets *targets;
	struct targets *links; /* the same for columns: linked_columns.c */
	uint32_t answers;      /* of the host's functions, before this attempt */
	bool guarded;	       /* it fires triggers */
	bool promised;	       /* a child has taken values of this row */
	const char *message;
};

/* The living table of that name, its recipe up to date; NULL for none (synthesis.c). */
struct plot *synthesis_plot(struct synthesis *synth, const char *name);

/* Top a table up; true when it has rows (synthesis.c). */
bool synthesis_visit(struct synthesis *synth, struct plot *plot);

/* What a fill or a demand leaves in the scratch database as it was. */
struct synthesis_before {
	struct touched touched;
	struct failure failure;
	int enforced;
};

/*
 * Begin and end making rows in a database. The savepoint is opened here; the caller
 * releases or undoes it before the end (synthesis.c).
 */
struct synthesis_before synthesis_begin(struct synthesis *synth, struct scratch *scratch,
	const struct snapshot *snapshot, const char *savepoint);
void synthesis_end(struct synthesis *synth, const struct synthesis_before *before);

/*
 * Set one of SQLite's switches, SQLITE_DBCONFIG_ENABLE_FKEY or _TRIGGER; returns how it
 * was. Works inside a transaction too (synthesis.c).
 */
int synthesis_switch(struct scratch *scratch, int which, int on);

/* Note a statement that has made a row (synthesis.c). */
void synthesis_log_row(struct synthesis *synth, const char *sql);

/* False when no row can even be tried; row->message tells. */
bool row_open(struct row *row, struct synthesis *synth, struct plot *plot);
void row_close(struct row *row);

/* Make one row with these values among its own (pins may be NULL). */
bool row_make(struct row *row, const struct pins *pins, uint32_t attempts);

void row_set(struct row *row, uint32_t column, struct value value);
struct draw row_draw(struct row *row);

/* Take out what was made for demands of earlier steps, but for the last of it. */
void demanded_rows_thin(struct synthesis *synth, struct plot *plot);

/* Is it drawn for the adversarial population? None that is judged is. */
bool row_is_adversarial(const struct row *row);

/*
 * The same for changes of one row: of the columns that are open, at least one. It is
 * found by its key: the rowid under this name, or the primary key where that is NULL.
 */
bool row_open_change(struct row *row, struct synthesis *synth, struct plot *plot,
	const bool *open, const char *rowid);

/* For which columns to draw again, whoever refused the row. */
void row_blame(struct row *row, uint32_t column);

/* May it be NULL? Not a primary key, though SQLite takes some. */
bool row_nullable(const struct row *row, uint32_t column);

/* A value that a column of another table has, where the history sets the two equal. */
bool row_linked(struct row *row, uint32_t column, struct value *value);
/* Another value for a column that was refused. */
struct value row_draw_again(struct row *row, uint32_t column);

/*
 * Give columns values under which a condition is likely to be true, or false; the keys
 * are to be assigned afterwards (assignment.c).
 */
void row_satisfy(struct row *row, const struct tree_expr *expr, bool truth);

/* For which columns the last row was refused (refused_columns.c). */
void refused_columns_find(struct row *row);

/* Let the host's functions that a CHECK or trigger calls answer something else
 * (host_answers.c). */
void host_answers_vary(struct row *row, enum tree_node kind, const void *node);
/* How many rows are wanted of the table (adversarial.c). */
uint32_t plot_wanted(const struct plot *plot);

/* Plan which columns are NULL in which adversarial row (adversarial.c). */
void plot_plan_nulls(struct arena *arena, struct plot *plot);

/* The flavour of the next adversarial row (adversarial.c). */
uint32_t row_flavour(const struct row *row);

/* Is the column to be NULL in this row, whatever else is? (adversarial.c) */
bool row_wants_null(const struct row *row, uint32_t column);

/* The first draw of a column in an adversarial row (adversarial.c). */
struct value row_adversarial(struct row *row, uint32_t column);

/* Give all foreign keys their values (parent_rows.c). */
bool row_assign_keys(struct row *row);

#endif
