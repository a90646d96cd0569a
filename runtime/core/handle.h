/*
 * handle: what hangs on one instar: the connection and the set it borrows, the options,
 * the first error, and the patience that is left. For the runtime's own files.
 */
#ifndef INSTAR_CORE_HANDLE_H
#define INSTAR_CORE_HANDLE_H

#include "instar.h"
#include "runtime/core/settings.h"
#include "runtime/sqlite/sql.h"

/* Where a step is meant: what was there before the first one. */
#define INSTAR__AT_BASE (INSTAR_NONE - 1)

/* Its file, and what it is called where steps have an id. */
#define INSTAR__BASE_FILE "base.sql"

/* How long this call has waited for locks. */
struct instar__patience {
	int64_t since_us;  /* when the present attempt began */
	int64_t waited_us; /* in all attempts that failed */
	int next_ms;	   /* how long to sleep after the next failure */
	bool told;	   /* the host was told that we wait */
};

/* What was handed out, or lasts: freed by the next call of its kind and by close. */
struct instar__result {
	struct instar__result *next;
	void (*release)(struct instar__result *result); /* frees what it owns */
};

struct instar {
	sqlite3 *db;
	const instar_set *set;
	struct instar_options options;
	struct instar__sql sql;
	struct instar_error error;
	struct instar__patience patience;
	struct instar__settings settings;
	struct instar__result *results; /* the newest first */
	/*
	 * Where we are, for errors: a step (from 0), INSTAR__AT_BASE or INSTAR_NONE; and
	 * a statement, or INSTAR_NONE.
	 */
	uint32_t at_step, at_statement;
	/* The digest of all sets in this file, when instar_open_all() knows several; or 0. */
	uint64_t company;
	struct instar__patience others; /* with another runner of backfills */
	char runner[17];		/* a name that no other runner has, or "" */
	bool batching; /* what was committed stays, whatever follows */
	bool stepping; /* one batch a call: between two nobody is at work */
	struct instar__cache *kept_statements; /* see statement_cache.h; or NULL */
	/*
	 * What this call has committed already, so that an error cannot undo it: the id
	 * of the last step, or "" for less than a step; NULL: nothing.
	 */
	const char *kept;
	char *backup;	 /* the path of the last one made, or NULL */
	int64_t process; /* that opened the handle */
	bool writing;  /* in a transaction that an error undoes */
	bool up_to_date; /* instar_migrate() has succeeded; nothing was written since */
	bool committed;	 /* all that this call does: it is too late to cancel */
	bool hoards; /* no backup is removed for its age */
	bool was_empty; /* the last run began in a database without any row */
	bool going_back; /* in instar_rollback(), which newer steps do not stop */
};

/* The text at a position of the set. */
static inline const char *instar__text(const instar *h, instar_text at)
{
	return h->set->text + at;
}

/* Has the set a base.sql? Then its checks are the first ones. */
static inline bool instar__has_base(const instar *h)
{
	const struct instar_check *first = h->set->checks;

	return h->set->check_count && !first->birth && first->death;
}

/* The checks of a step (from 0), or of INSTAR__AT_BASE. */
static inline struct instar_range instar__checks_of(const instar_set *set, uint32_t step)
{
	const struct instar_step *first = set->steps;

	if (step != INSTAR__AT_BASE)
		return set->steps[step].checks;
	return (struct instar_range){
		0, first->requires.count ? first->requires.first : first->checks.first
	};
}

/* The id of the step just before a position; at 0 base.sql, or "" when there is none. */
static inline const char *instar__id_at(const instar *h, uint32_t position)
{
	if (!position)
		return instar__has_base(h) ? INSTAR__BASE_FILE : "";
	return instar__text(h, h->set->steps[position - 1].id);
}

/*
 * Begin a public call. Returns the sticky error, or INSTAR_OK after making sure that the
 * connection is outside a transaction and runs no statement.
 */
int instar__begin_call(instar *h);

/*
 * Begin a public call that returns a result: free the last one of the same `release`, and
 * make a new one of `size` bytes, zeroed, that begins with a struct instar__result. NULL
 * after an error. The second returns the last one, if there is one.
 */
void *instar__result_new(
	instar *h, size_t size, void (*release)(struct instar__result *result));
void *instar__result_keep(
	instar *h, size_t size, void (*release)(struct instar__result *result));

/* Call the host's event function. Returns the error's code: CANCELLED if it said so. */
int instar__tell(instar *h, const struct instar_event *event);

/* Tell a warning. */
int instar__warn(instar *h, const char *text);

/* Microseconds of some clock; only differences mean something. */
int64_t instar__clock(const instar *h);

/* How many have passed since then; 0 when the clock was put back. */
int64_t instar__since(const instar *h, int64_t began_us);

/* An attempt that may meet a lock begins. */
void instar__attempt(instar *h);

/*
 * The attempt met a lock: sleep a little, forget the error in h->sql, and say true; or
 * say false when there is another error, the time is up or the host cancelled.
 */
bool instar__again(instar *h);

/*
 * Begin a write transaction, and set h->writing. A lock that somebody holds is waited for
 * as long as patience lasts; the host's own busy handler comes first. The second leaves
 * an error in h->sql; true: it is begun.
 */
void instar__lock(instar *h);
bool instar__try_lock(instar *h);

/*
 * Commit: readers of a database without a write-ahead log hold up its COMMIT, not its
 * BEGIN, and are waited for likewise. Errors are in h->sql; true: there was none.
 */
bool instar__try_commit(instar *h);

/*
 * Memory, zeroed, that lasts until instar__held_free() or instar_close(). NULL when there
 * is none: the error is in h->sql.
 */
void *instar__hold(instar *h, uint64_t size);
char *instar__hold_text(instar *h, const char *text);
void instar__held_free(instar *h);

/*
 * End the transaction if there still is one: most serious errors have ended it already,
 * and a ROLLBACK then would be an error of its own. Works after an error.
 */
void instar__roll_back(instar *h);

#endif
