/*
 * history: the tracking rows of a set, as they are, for people to read.
 *
 * In: a handle outside a transaction. Out: a copy of each row. It judges nothing but
 * whether the table is instar's.
 */
#ifndef INSTAR_REPORT_HISTORY_H
#define INSTAR_REPORT_HISTORY_H

#include "runtime/core/handle.h"

struct instar__records {
	struct instar_history history;
	struct instar_record *items; /* each id owns the row's other texts too */
	uint32_t room;
};

void instar__records_free(struct instar__records *records);

/* Read the rows, in order of position. Returns the sticky code. */
int instar__records_read(instar *h, struct instar__records *records);

#endif
