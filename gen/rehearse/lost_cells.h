/*
 * lost_cells: which values make no difference to what a step leaves.
 *
 * In: cells that are asked about. Out: those that are lost. Other values are tried in
 * them, as many as the schema before the step allows: near ones; of a foreign key what
 * its parent has; where the step compares the column what other rows have. A value is
 * lost when one of them makes no difference.
 */
#ifndef GEN_REHEARSE_LOST_CELLS_H
#define GEN_REHEARSE_LOST_CELLS_H

#include "gen/rehearse/conservation.h"

/* A column, and where values come from that may be in it. */
struct cell_column {
	uint32_t number;
	const char *name;
	bool boolean;
	bool compared;
	const char *parent, *target; /* of a foreign key, or NULL */
};

/* What is known of a column; it is asked once. */
const struct cell_column *lost_cells_column(
	struct conservation *conservation, uint32_t number);

/* Within a trial: put another value into a cell. False: SQLite refuses it. */
bool lost_cells_set(struct conservation *conservation, uint32_t row,
	const struct cell_column *column, const char *literal);

/* The same with whatever value SQLite allows. */
bool lost_cells_set_any(struct conservation *conservation, uint32_t row,
	const struct cell_column *column);

/* Does another value make no difference? */
bool lost_cells_is_lost(struct conservation *conservation, uint32_t row,
	const struct cell_column *column);

bool lost_cells_is_number(const char *literal);

/* Columns as a whole: which are lost, and of which cells a marker is found. */
void lost_cells_mark(struct conservation *conservation, struct fates *fates);

/* The cells that are neither, one by one. */
void lost_cells_judge(struct conservation *conservation, struct fates *fates);

#endif
