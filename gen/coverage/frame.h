/*
 * frame: a place in a statement where conditions are evaluated, and questions about it.
 *
 * In: a FROM, what is around it, and what a row is wanted to answer. Out: a query that
 * has a row when such a row is there; a subquery is asked inside the query around it, so
 * that its names mean what they mean there. It makes no tree and asks SQLite for no rows.
 */
#ifndef GEN_COVERAGE_FRAME_H
#define GEN_COVERAGE_FRAME_H

#include "gen/coverage/relation.h"
#include "gen/sql/tree.h"

struct arena;

enum wanted { WANT_TRUE, WANT_FALSE, WANT_NULL, WANT_NOT_TRUE };

/* What an expression is wanted to be, and what else; each list is the tail of others. */
struct wish {
	const struct tree_expr *expr;
	enum wanted wanted;
	const struct wish *next;
};

/* Before WHERE has chosen among the rows of FROM, or after that. */
enum frame_place { PLACE_FROM, PLACE_RESULT };

/* One table, view or subquery of FROM. */
struct frame_source {
	const struct tree_source *tree;
	const char *name;		  /* what it is called here; NULL: nothing */
	const struct relation *relation;  /* NULL: it is none */
	const struct tree_select *select; /* a subquery, or a table of WITH */
	const struct tree_names *columns; /* of WITH t(…), or NULL */
	struct relations *below;	  /* the tables of `select`; NULL: as here */
	bool optional;			  /* an outer join gives NULLs in its place */
};

struct frame {
	struct arena *arena;
	struct relations *relations;
	const struct frame *outer;  /* the query around it, or NULL */
	enum frame_place place;	    /* where in it */
	const struct wish *context; /* what a row of it is wanted to be */
	const struct tree_with *with;
	struct tree_sources from;
	const struct tree_core *core; /* NULL: of an UPDATE or DELETE */
	const struct tree_expr *where;
	struct frame_source *sources; /* with what is in parentheses */
	uint32_t source_count;
};

/* What a column is one of. */
struct frame_column {
	const struct frame *frame;
	const struct frame_source *source; /* NULL: not found */
};

/* Look up the sources; the other members have been set. */
void frame_open(struct frame *frame);

/* A frame for a SELECT's core inside `outer`, which may be one of nothing but relations.
 */
struct frame *frame_of_core(const struct frame *outer, enum frame_place place,
	const struct wish *context, const struct tree_with *with,
	const struct tree_core *core);

/* The same for the first core of a source's query. */
struct frame *frame_of_source(
	const struct frame *outer, const struct frame_source *source);

/* The same frame, and those around it, with other tables. */
const struct frame *frame_again(const struct frame *frame, struct relations *relations);

const struct wish *wish_add(struct arena *arena, const struct wish *wishes,
	const struct tree_expr *expr, enum wanted wanted);

/* The wishes as one condition; "1" when there is none. */
const char *wish_text(struct arena *arena, const struct wish *wishes);

/* Which source a column belongs to. */
struct frame_column frame_find(const struct frame *frame, const struct tree_expr *column);

/* Is it a string in double quotes, there being no such column? */
bool frame_is_string(const struct frame *frame, const struct tree_expr *column);

/* Does a result go by that name? */
bool frame_names_result(const struct tree_result *result, const char *name);

/* The columns of one source that expressions are; none unless all are such. */
struct names frame_columns(
	const struct frame *frame, const struct tree_exprs *list, uint32_t *part);

/* "WITH …"; "" without any. */
const char *frame_with(const struct frame *frame);

/* "FROM …"; "" without any. */
const char *frame_from(const struct frame *frame);

/* The frame with some items of FROM only, and without WHERE. */
struct frame *frame_cut(const struct frame *frame, uint32_t first, uint32_t count);

/*
 * A query that has a row when a row, or where rows are grouped a group, at that place
 * answers as wished and `condition` is true of it.
 */
const char *frame_ask(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const char *condition);

/* Any SELECT that is asked where the frame is. */
const char *frame_query(const struct frame *frame, const char *body);

/* Is it a function of many rows? */
bool frame_calls_aggregate(const struct tree_call *call);

/* Does it make one row of many? */
bool frame_is_aggregate(const struct frame *frame);

/* Of all that there are, without groups? */
bool frame_has_one_row(const struct frame *frame);

/* For the `select` of a visitor that leaves subqueries out. */
bool frame_skips_select(void *context, const struct tree_select *select);

/* Can no two of its rows be alike in these columns? Keys decide (uniqueness.c). */
bool frame_is_unique(const struct frame *frame, const struct tree_exprs *given);

/* The same where NULLs are left out. */
bool frame_has_key(const struct frame *frame, const struct tree_exprs *given);

/* The same as frame_is_unique() of all sources but that one. */
bool frame_is_unique_beside(const struct frame *frame, const struct tree_exprs *given,
	const struct frame_source *source);

/* Can no two of its groups be alike in these? */
bool frame_has_unique_groups(const struct frame *frame, const struct tree_exprs *given);

#endif
