/*
 * making_rows: what the files that make rows for a situation share. Only making,
 * making_demands and making_frames include it.
 */
#ifndef GEN_COVERAGE_MAKING_ROWS_H
#define GEN_COVERAGE_MAKING_ROWS_H

#include "gen/coverage/coverage.h"
#include "gen/rows/demand.h"

/* The rows that were made for a frame, and those for the frames around it. */
struct made {
	const struct frame *frame;
	const char **where;  /* of each source, or NULL */
	struct made **below; /* what a subquery is made of, or NULL */
	const struct made *outer;
	const struct wish *wishes; /* that hold in it, with its WHERE and ON */
};

/* What has to be apart from the row in hand. */
struct apart {
	const struct frame *frame; /* NULL: nothing */
	uint32_t part;
};

/* What the row of one source has to be beside what is wished: one pin more. */
struct pinned {
	const struct frame_source *source; /* NULL: none */
	struct demand_pin pin;
};

struct task {
	struct making_of *making;
	struct situation *situation;
	struct apart apart;
	struct pinned pinned;
};

/* Where the columns of an expression are. */
struct whereabouts {
	const struct frame *frame;
	const struct frame_source *only;
	bool others; /* of other sources too */
	bool aggregate;
	bool subquery;
};

/* Note why there are no rows; false. The first reason counts. */
bool making_give_up(struct task *task, const char *why);

/* All that is wished of the rows of a frame, each term alone. */
const struct wish *making_wishes(
	const struct frame *frame, enum frame_place place, const struct wish *wishes);

struct whereabouts making_locate(const struct frame *frame, const struct tree_expr *expr);

/* The subquery of a wish that rows of it have to answer, and what its result is to be. */
const struct tree_select *making_subquery(
	const struct wish *wish, const struct tree_expr **null);

bool making_is_apart(const struct task *task, const struct frame_column *column);

/* A pin of a demand, to be given columns. */
struct demand_pin *making_pin(struct arena *arena, struct demand *demand,
	enum pin_kind kind, const char *table, const char *where);
void making_pin_columns(struct arena *arena, struct demand_pin *pin, const char *column,
	const char *other);

/*
 * The table whose row a row of a source is, through subqueries: `*made` and `*part`
 * become those of that table, and `columns`, unless NULL, the columns there. False: not
 * seen.
 */
bool making_descend(const struct made **made, uint32_t *part, struct names *columns);

/* What is wished of the row of one source, beside those that were made. */
struct demand making_demand(const struct task *task, const struct made *made,
	const struct frame_source *source);

/* A row that is there and will do, as SQL; NULL: none. */
const char *making_find_row(struct task *task, const struct demand *demand);

/* Make a row, or with `find` look for one first; the row as SQL, or NULL. */
const char *making_meet(struct task *task, struct demand *demand, bool find);

/* Rows for the frames around one; for a subquery. */
bool making_around(
	struct task *task, const struct frame *frame, const struct made **made);
bool making_select(struct task *task, struct made *made, uint32_t i);

/* Rows for the situation's frame and those around it. */
bool making_rows(struct task *task, struct made *made);

#endif
