/*
 * tool_version: how another tool's version names a step of ours.
 *
 * In: the text that a tool recorded ("20240131120000", "1.2", "003_users.sql") and a
 * step's name. Out: whether one means the other, and which of two numbers is higher. It
 * reads no database.
 */
#ifndef INSTAR_RECORDS_TOOL_VERSION_H
#define INSTAR_RECORDS_TOOL_VERSION_H

#include <stdbool.h>

/* Room for the number of a name, in the one spelling that all its spellings share. */
#define INSTAR__NUMBER_SIZE 64

/*
 * The number in front of a name: "003_users" and "V3__users" have "3", "V1_2__x" has
 * "1.2", diesel's "2024-01-31-120000_x" has "20240131120000". "" when there is none, and
 * for names that begin with a date, of which there may be several a day.
 */
void instar__tool_version_number(const char *name, char out[INSTAR__NUMBER_SIZE]);

/* Which of two such numbers is higher: below, at or above 0, as strcmp() says it. */
int instar__tool_version_compare(const char *a, const char *b);

/* Does the version mean the step of that name: by its whole name or by its number? */
bool instar__tool_version_names(const char *version, const char *step);

#endif
