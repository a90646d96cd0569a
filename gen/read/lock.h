/*
 * lock: the released steps of a set, which never change.
 *
 * In: instar.lock and a plan. Out: which steps are released, a finding for each that is
 * not what was released, and the text of a new lock file. It knows ids, hashes and order,
 * and nothing of what a step does.
 */
#ifndef GEN_READ_LOCK_H
#define GEN_READ_LOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gen/read/plan.h"

struct arena;
struct diags;

struct lock_line {
	const char *id;
	const char *token_hash;
	struct span span; /* of the id */
	uint32_t line;
};

/* The newest format that is read here, and the one of files that need it. */
enum { LOCK_FORMAT = 2 };

struct lock {
	const struct source *source; /* NULL: there is no such file */
	const char *set;	     /* the name of the set, or NULL: it has none */
	struct span set_span;
	const char *base;      /* the token hash of base.sql, or NULL */
	struct span base_span; /* of the word in front of it */
	uint32_t base_line;
	struct lock_line *lines;     /* in the order of the file */
	uint32_t count;
};

/* The lock file that belongs to a directory. */
const char *lock_path(struct arena *arena, const struct directory *directory);

/*
 * Read a lock file; one that is missing is reported only when it is `required`. Never
 * NULL; what could not be understood has been reported.
 */
struct lock *lock_read(
	struct arena *arena, struct diags *diags, const char *path, bool required);

/* Hold the plan to the file: mark what is released, report what differs. */
void lock_hold(struct arena *arena, struct diags *diags, const struct lock *lock,
	struct plan *plan);

/* The name that was asked for, or NULL: report when the file has another one. */
void lock_hold_name(struct arena *arena, struct diags *diags, const struct lock *lock,
	const char *name);

/* Is the file as it was when it was read, or still not there? */
bool lock_is_current(struct arena *arena, const struct lock *lock, const char *path);

/* The lock file of all steps of a plan, and of a set's name or NULL; `*size` gets its
 * bytes. */
const char *lock_text(
	struct arena *arena, const struct plan *plan, const char *set, size_t *size);

#endif
