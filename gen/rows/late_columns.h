/*
 * late_columns: values for columns that came after the rows.
 *
 * In: a table whose rows may have been there before a column was. Out: values in the rows
 * that are there, each one accepted by SQLite: in plain rows different ones; but the
 * first row keeps a DEFAULT, and NULL where some table has the column NOT NULL, as one
 * that nobody has touched since; in adversarial rows odd ones and NULLs. A DEFAULT that
 * all rows have counts as no value.
 */
#ifndef GEN_ROWS_LATE_COLUMNS_H
#define GEN_ROWS_LATE_COLUMNS_H

#include "gen/rows/row.h"

/* Had the table not that column when it was filled last? */
bool late_columns_is_new(const struct plot *plot, uint32_t column);

/* How many different values of a column are enough; new: in rows that were there. */
int64_t late_columns_enough(const struct recipe_column *column, bool new);

/*
 * Fill what is unfilled in the rows that are there. Left alone are the primary key, what
 * a backfill of the history writes, what rows of other tables refer to, and, in every
 * second row, what a trigger writes.
 */
void late_columns_fill(struct synthesis *synth, struct plot *plot);

#endif
