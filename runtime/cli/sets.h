/*
 * sets: a command over all sets of a product.
 *
 * One front, with the arguments, and a part for each set, which is a run of the command
 * of its own.
 */
#ifndef INSTAR_CLI_SETS_H
#define INSTAR_CLI_SETS_H

#include "runtime/cli/cli.h"

struct instar__part {
	struct instar_cli host; /* the product with this one set */
	struct instar__cli cli;
	const char *label;
	char *arguments, *path;
	bool missing; /* there is no file yet */
	bool shares;  /* the connection is that of a part before it */
	bool told;    /* its name is above its lines */
};

struct instar__parts {
	struct instar__cli *front;
	struct instar__part *items;
	uint32_t count;
};

/* What --set calls a member. */
const char *instar__cli_label(const struct instar_cli_member *member);

/* Run the command for all members, or for the one that was asked for. */
int instar__cli_sets(struct instar__cli *front);

/* Are these two in one file? */
bool instar__parts_share(const struct instar__parts *parts, uint32_t i, uint32_t j);

/* --- migrate_all.c */

/* All databases within reach, then all of them looked at, then each migrated. */
int instar__cli_migrate_all(struct instar__parts *parts);

#endif
