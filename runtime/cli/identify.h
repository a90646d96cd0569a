/*
 * identify: what is told of a schema that is not the expected one.
 */
#ifndef INSTAR_CLI_IDENTIFY_H
#define INSTAR_CLI_IDENTIFY_H

#include "instar.h"

/* Differences, one a line: what they are, what they say. */
void instar__print_differences(
	const struct instar_difference *differences, uint32_t count);
void instar__json_differences(
	const struct instar_difference *differences, uint32_t count);

/* Sets that are in the same file, and how much of it may be theirs. */
void instar__print_neighbours(int width, const char *sets, uint32_t elsewhere);

#endif
