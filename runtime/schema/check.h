/*
 * check: is one claim about a schema true?
 *
 * In: a check of a set, a connection, its schema. Out: yes or no, and a sentence. The
 * generator proves with this code what the runtime later tests with it, so that proved
 * and checked cannot drift apart.
 */
#ifndef INSTAR_SCHEMA_CHECK_H
#define INSTAR_SCHEMA_CHECK_H

#include "runtime/schema/schema.h"
#include "runtime/sqlite/sql.h"

/* Is the check alive at a position? Preconditions never are. */
static inline bool instar__check_alive(
	const struct instar_check *check, uint32_t position)
{
	return check->birth <= position && position < check->death;
}

/* Part of a fingerprint: neither a memo nor a precondition. */
static inline bool instar__check_tells(const struct instar_check *check)
{
	return check->death && !(check->flags & INSTAR_CHECK_MEMO);
}

/* Is it about what was there before the first step? */
static inline bool instar__check_is_base(const struct instar_check *check)
{
	return !check->birth && check->death;
}

/*
 * Does the check hold now? False after an error in sql. A ROWS check whose SELECT does
 * not even compile does not hold; that is no error.
 */
bool instar__check_holds(struct instar__sql *sql, const struct instar__schema *schema,
	const instar_set *set, const struct instar_check *check);

/*
 * Set object.exact for each object whose memo, alive at `position`, holds: its definition
 * is byte for byte what was proved, so every check alive there on it holds too.
 */
void instar__check_memos(
	struct instar__schema *schema, const instar_set *set, uint32_t position);

/*
 * The truth of every check that can matter from `position` on, into truth[check]: those
 * alive there through the memos, later ones by looking. Preconditions and checks that
 * died before stay 0. Stops at an error in sql.
 */
void instar__check_truth(struct instar__sql *sql, struct instar__schema *schema,
	const instar_set *set, uint32_t position, unsigned char *truth);

/*
 * The same for every position: the truth of every check but preconditions. A
 * definition that was proved at some positions answers for the checks alive there.
 */
void instar__check_truth_anywhere(struct instar__sql *sql, struct instar__schema *schema,
	const instar_set *set, unsigned char *truth);

/* Is its object there with the definition of the check's digest? */
bool instar__check_is_defined(const struct instar__schema *schema, const instar_set *set,
	const struct instar_check *check);

/*
 * Is what the check claims there in another definition only? Nothing but the definition
 * is wrong then, whether or not the check holds.
 */
bool instar__check_is_other(const struct instar__schema *schema, const instar_set *set,
	const struct instar_check *check);

/*
 * The claim in words, as an author writes it: `table users`, `not column users.email`,
 * `index i on users(a, b)`, `trigger g` … Writes at most `size` bytes with the NUL.
 */
void instar__check_words(
	const instar_set *set, const struct instar_check *check, char *out, size_t size);

/*
 * Why the check does not hold, in words: `table users is missing`,
 * `column users.email is INTEGER, not TEXT`, `trigger g has another definition`.
 */
void instar__check_why(struct instar__sql *sql, const struct instar__schema *schema,
	const instar_set *set, const struct instar_check *check, char *out, size_t size);

#endif
