/*
 * refusals: what SQLite refuses in a statement that reads, and what to write instead.
 *
 * In: SQLite's message, and the schema it stands against. Out: the token that is meant,
 * the known name that is nearest, and the cure. The place is found in the statement's
 * tree; SQLite's offset, which its versions before 3.38 do not give and the others not
 * always, only chooses between places.
 */
#ifndef GEN_LINT_REFUSALS_H
#define GEN_LINT_REFUSALS_H

#include "gen/lint/known_names.h"
#include "gen/sql/tree_walk.h"

struct refusal {
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

void refusals_advise(const struct refusal *refusal, struct advice *advice);

/* The same for a name that is not there, which refused_names.c has. */
void refused_column(const struct refusal *refusal, struct advice *advice);
void refused_table(const struct refusal *refusal, struct advice *advice);
void refused_object(const struct refusal *refusal, struct advice *advice);
void refused_function(const struct refusal *refusal, struct advice *advice);

/* For numbers of values that do not fit, which refused_counts.c has. */
void refused_count(const struct refusal *refusal, struct advice *advice);

/* The first name with a role and a text in the statement's tree; empty: there is none. */
struct span refusal_find(
	const struct refusal *refusal, enum tree_role role, const char *name);

/* Does the statement begin so far before a byte as SQLite said? */
bool refusal_at(const struct refusal *refusal, uint32_t at);

#endif
