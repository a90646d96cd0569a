/*
 * replaces: REPLACE in a step, on a table that users have rows in.
 *
 * In: what a step writes, and the tables that it met. Out: findings where the row that is
 * in the way would lose more than the statement names. Whether a user has such a row only
 * the program knows, so it is told even when no row of the rehearsal was in the way.
 */
#ifndef GEN_REHEARSE_REPLACES_H
#define GEN_REHEARSE_REPLACES_H

#include "gen/rehearse/losses.h"

/* The statement of the step that takes rows of the table by REPLACE, or NULL. */
const struct statement *replaces_rows(const struct losses *losses, const char *table);

/* Report statements that replace rows and leave columns of them out. */
void replaces_judge(struct losses *losses);

#endif
