/*
 * adoption: the records of another migration tool, and how they become ours.
 *
 * In: a schema in which nothing of the set is recorded yet. Out: which steps another tool
 * says have run; later, in the run's transaction, its table under another name. It
 * believes none of it: decide looks at the objects.
 */
#ifndef INSTAR_RECORDS_ADOPTION_H
#define INSTAR_RECORDS_ADOPTION_H

#include "runtime/core/handle.h"
#include "runtime/records/other_tools.h"
#include "runtime/records/tracking.h"
#include "runtime/schema/schema.h"

struct instar__adoption {
	const struct instar__tool *tool; /* NULL: there is nothing to take over */
	uint32_t count;			 /* records that mean a step of this program */
	uint32_t unsure; /* the step (from 0) that the tool began only, or INSTAR_NONE */
};

/* Is there a tracking table of another tool? Looks only; errors are in h->sql. */
void instar__adopt_find(instar *h, const struct instar__schema *schema,
	struct instar__adoption *adoption);

/*
 * Read its records into a track without rows: recorded, count, highest. Records that no
 * step answers to are errors of the handle: too new, or foreign. Returns the sticky code.
 */
int instar__adopt_read(
	instar *h, struct instar__adoption *adoption, struct instar__track *track);

/* A hint that the schema does not bear out: forget what it said of the steps. */
void instar__adopt_forget(
	const instar *h, struct instar__adoption *adoption, struct instar__track *track);

/*
 * In the write transaction, when there is a tool: give its table the name
 * NAME_before_instar, or NAME_before_instar_2 … when that is taken. Returns the sticky
 * code.
 */
int instar__adopt_take(instar *h, const struct instar__adoption *adoption);

/* Is that the name of a table that an adoption has left behind? */
bool instar__adopt_is_left(const char *name, size_t size);

#endif
