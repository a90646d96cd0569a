/*
 * refused: what SQLite refuses in a statement that reads, and what to write instead.
 *
 * In: SQLite's message, and the schema that it was run on. Out: the token that is meant,
 * the known name that is nearest, and the cure. The place is found in the statement's
 * tree; SQLite's offset, which its versions before 3.38 do not give and the others not
 * always, only chooses between places.
 */
#ifndef GEN_LINT_REFUSED_H
#define GEN_LINT_REFUSED_H

#include "gen/lint/known_names.h"
#include "gen/sql/tree_walk.h"

struct refused {
	struct known known;
	const char *message;
	const char *name; /* the one in the message, or NULL */
	int offset;	  /* of the statement, or -1 */
};

/* All empty where nothing better is known. */
struct advice {
	struct span span;
	const char *near; /* did you mean …? */
	const char *help;
};

void refused_advise(const struct refused *refused, struct advice *advice);

/* The same for a name that is not there, which refused_names.c has. */
void refused_column(const struct refused *refused, struct advice *advice);
void refused_table(const struct refused *refused, struct advice *advice);
void refused_object(const struct refused *refused, struct advice *advice);
void refused_function(const struct refused *refused, struct advice *advice);

/* For definitions of tables, which refused_tables.c has. */
void refused_twice(const struct refused *refused, struct advice *advice);
void refused_exists(const struct refused *refused, struct advice *advice);
void refused_not_constant(const struct refused *refused, struct advice *advice);
void refused_autoincrement(const struct refused *refused, struct advice *advice);
void refused_strict(const struct refused *refused, struct advice *advice);
void refused_keys(const struct refused *refused, struct advice *advice);
void refused_no_key(const struct refused *refused, struct advice *advice);

/* For expressions, which refused_exprs.c has. */
void refused_subquery(const struct refused *refused, struct advice *advice);
void refused_aggregate(const struct refused *refused, struct advice *advice);
void refused_unsteady(const struct refused *refused, struct advice *advice);
void refused_arguments(const struct refused *refused, struct advice *advice);
void refused_ambiguous(const struct refused *refused, struct advice *advice);

/* For numbers of values that do not fit, which refused_counts.c has. */
void refused_count(const struct refused *refused, struct advice *advice);

/* The first name with a role and a text in the statement's tree; empty: there is none. */
struct span refused_find(
	const struct refused *refused, enum tree_role role, const char *name);

/* Does the statement begin so far before a byte as SQLite said? */
bool refused_at(const struct refused *refused, uint32_t at);

#endif
