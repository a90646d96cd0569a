/*
 * report: what instar_plan(), instar_status() and instar_history() return.
 *
 * In: a look at the database. Out: results that belong to the handle and last until the
 * next call of the same kind.
 */
#ifndef INSTAR_REPORT_H
#define INSTAR_REPORT_H

#include "instar.h"

struct instar__report;

/* NULL is allowed. */
void instar__report_free(struct instar__report *report);

#endif
