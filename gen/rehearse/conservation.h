/*
 * conservation: what of a table's rows a step leaves nowhere.
 *
 * In: a trial of the step, the rows of a table before it, and which of them are in doubt.
 * Out: which rows and which values are lost. A step is a function of the rows before it.
 * A value is lost when another one in its place makes no difference to what the step
 * leaves; a row, when leaving it out makes none, or when all that it tells is lost; and
 * values are torn apart when exchanging them between two rows makes none.
 */
#ifndef GEN_REHEARSE_CONSERVATION_H
#define GEN_REHEARSE_CONSERVATION_H

#include "gen/oracle/table_rows.h"
#include "gen/rehearse/column_uses.h"
#include "gen/rehearse/references.h"
#include "gen/rehearse/trial.h"

/* At most so many rows of a table are asked about. */
enum { CONSERVATION_ROWS = 64 };

/* By row; of cells: row * columns + column. */
struct fates {
	bool *row_asked; /* does leaving it out make a difference? */
	bool *row_gone;	 /* it is not in its table: lost, too, if all that it tells is */
	bool *row_lost;
	bool *column_gone;
	bool *cell_asked;
	bool *cell_lost;
	bool *cell_found; /* a marker in its place is in what is left */
	bool *torn;	  /* by column: kept, but not with the rest of its row */
};

struct conservation {
	struct arena *arena;
	struct trial *trial;
	const struct table_rows *rows; /* as the trial's database has them */
	const struct column_uses *uses;
	const struct references *references;
	struct references places;    /* that refer to the table's INTEGER PRIMARY KEY */
	struct cell_column *columns; /* of lost_cells_column(), those with a name */
	bool *free;		     /* by row: nothing refers to its number */
	bool stays; /* the table: a row that is not in it any more is missed */
};

struct fates fates_new(struct arena *arena, const struct table_rows *rows);
bool *fates_cell(
	const struct table_rows *rows, bool *cells, uint32_t row, uint32_t column);

void conservation_open(struct conservation *conservation);

/* A number that nothing refers to, so that the row may get another one? */
bool conservation_is_free(
	const struct conservation *conservation, uint32_t row, uint32_t column);

/* A condition that is true for the row alone; a value, as a literal. */
const char *conservation_where(const struct conservation *conservation, uint32_t row);
const char *conservation_value(
	const struct conservation *conservation, uint32_t row, uint32_t column);

/* Is there something in the cell that could be lost? */
bool conservation_tells(
	const struct conservation *conservation, uint32_t row, uint32_t column);

/* Answer what is asked. */
void conservation_judge(struct conservation *conservation, struct fates *fates);

#endif
