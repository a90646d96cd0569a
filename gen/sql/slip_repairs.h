/*
 * slip_repairs: the small change that makes a statement read.
 *
 * In: a statement that does not read. Out: what is wrong with it, found by trying: a
 * token taken out, put in or read as another, near the first that does not fit. The
 * first change after which all of it reads counts, else the one after which most does.
 */
#ifndef GEN_SQL_SLIP_REPAIRS_H
#define GEN_SQL_SLIP_REPAIRS_H

#include "gen/sql/slips.h"

bool slip_repairs_find(const struct slip_place *place, struct slip *slip);

#endif
