/*
 * altered: a copy of a compiled set in which one statement is another one.
 *
 * In: a set and SQL. Out: a set that fails, or does harm, at a known place.
 */
#ifndef TESTS_ALTERED_H
#define TESTS_ALTERED_H

#include "instar_set.h"

struct altered_set {
	instar_set set;
	char *text;
	struct instar_statement *statements;
};

/* Statement number `statement` of the copy, counted over all steps from 0, is `sql`. */
void altered_set_make(struct altered_set *copy, const instar_set *set, uint32_t statement,
	const char *sql);
void altered_set_free(struct altered_set *copy);

#endif
