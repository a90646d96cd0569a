/*
 * newer_steps: rows of steps that this program does not have yet.
 *
 * In: the tracking table of a database that a newer program has migrated. Out: what that
 * was, and when; and whether this program may go on all the same. It refuses to guess:
 * what is not recorded as additive is breaking. What the schema may look like then is
 * weigh's.
 */
#ifndef INSTAR_RECORDS_NEWER_STEPS_H
#define INSTAR_RECORDS_NEWER_STEPS_H

#include <stddef.h>
#include <stdint.h>

struct instar;

struct instar__newer {
	uint32_t count;	     /* of rows above the last step of this program; 0: none */
	uint32_t breaking;   /* how many of them are breaking */
	char id[128];	     /* the newest of them */
	char release[64];    /* of it, or "" */
	char applied_at[11]; /* the day */
	char app_version[64];
	char stop[128]; /* the oldest that is breaking, or "" */
};

/* Read them. Errors are in h->sql. */
void instar__newer_read(struct instar *h, struct instar__newer *newer);

/* Fail with TOO_NEW, unless the options accept these steps. Returns the sticky code. */
int instar__newer_refuse(struct instar *h, const struct instar__newer *newer);

/* "database at 012_x (release 2.1.0), applied 2026-01-31 by app 2.1.3" */
void instar__newer_words(const struct instar__newer *newer, char *out, size_t size);

#endif
