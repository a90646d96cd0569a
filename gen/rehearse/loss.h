/*
 * loss: one thing that went, and what may be said of it.
 *
 * In: a table, its rows or a column of it that is not what it was. Out: whether it is
 * kept elsewhere or made something else, and the finding, once a step. How it was found,
 * and which statement did it, is for losses and changes to tell.
 */
#ifndef GEN_REHEARSE_LOSS_H
#define GEN_REHEARSE_LOSS_H

#include "gen/rehearse/losses.h"
#include "gen/report/rules.h"

/* What a finding is about. */
struct loss {
	struct losses *losses;
	const struct table_rows *before;
	const struct table_rows *after; /* NULL: the table is gone */
	const char *column;		/* NULL: its rows */
	const char *evidence;
	const struct statement *told_at; /* where an earlier step's copy shows, or NULL */
	bool bare;			 /* no user has rows in it */
};

/* The table has lost something, or may have at a user's. */
void loss_stake(struct losses *losses, const char *table);

/* Has the rule been told of it, on these rows or on the others? */
bool loss_is_told(const struct loss *loss, enum rule_id rule);

/* Report once a step; what @destructive acknowledges is a note. NULL: said already. */
struct diag *loss_report(const struct loss *loss, enum rule_id rule,
	const struct statement *statement, const char *message);

/*
 * The same of the loss's column: what one statement, or DROP COLUMN after DROP COLUMN, did
 * to several columns of a table is one finding. It says `several`, with a %s for
 * "users.mail, users.phone".
 */
struct diag *loss_report_column(const struct loss *loss, enum rule_id rule,
	const struct statement *statement, const char *message, const char *several);

#endif
