/*
 * filled: a database built to a step, with rows in every table.
 *
 * In: a set, and its files. Out: the file, made by plain SQL and the generator's own
 * synthesis of rows, the same at every call.
 */
#ifndef TESTS_FILLED_H
#define TESTS_FILLED_H

#include "instar_set.h"

/* Build steps 1 to k, then give each table a few rows. Nothing is recorded. */
void filled_build(const char *path, const instar_set *set, uint32_t k);

#endif
