/*
 * double_quotes: strings in double quotes, which SQLite's builds accept by default.
 *
 * In: a statement that fails because a name is no column. Out: whether it would run if
 * such a name were a string, and who has that string: the statement itself, or a view,
 * trigger, CHECK or index that was released with it.
 */
#ifndef GEN_ORACLE_DOUBLE_QUOTES_H
#define GEN_ORACLE_DOUBLE_QUOTES_H

#include "gen/oracle/snapshot.h"

/* Did SQLite miss a column in its last failure? */
bool double_quotes_may(const struct scratch *scratch);

/*
 * Would the statement compile with strings in double quotes if none of its own names were
 * one? Then those that are in the way are not in it; else *own, unless NULL, is what
 * SQLite says of its own. scratch->failure is left alone.
 */
bool double_quotes_elsewhere(
	struct scratch *scratch, const char *sql, struct failure *own);

/* Does it compile, or only not because of strings that are elsewhere? */
bool double_quotes_compiles(struct scratch *scratch, const char *sql);

/*
 * Would the view or trigger compile with strings in double quotes? `probe` makes SQLite
 * compile it. Where one of them is in its own text *own is what SQLite says of that, and
 * otherwise has no message.
 */
bool double_quotes_body(struct scratch *scratch, const struct shot_object *object,
	const char *probe, struct failure *own);

/*
 * SQLite takes any string in double quotes in ADD COLUMN. Has the column that was just
 * added one in its CHECK or expression? Then *strict is what SQLite says of that.
 */
void double_quotes_added(struct scratch *scratch, const struct statement *statement,
	struct failure *strict);

#endif
