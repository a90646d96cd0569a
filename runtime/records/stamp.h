/*
 * stamp: the cached proof, in the file's header, that nothing has to be done.
 *
 * In: a set and a schema cookie. Out: the number that user_version has when the schema
 * with that cookie was found to be the set's. Reading it loads no schema.
 */
#ifndef INSTAR_RECORDS_STAMP_H
#define INSTAR_RECORDS_STAMP_H

#include "runtime/core/handle.h"

/* The two numbers of the header, as read in one transaction. */
struct instar__stamp {
	uint32_t version; /* user_version */
	uint32_t cookie;  /* schema_version */
};

/* What the stamp of several sets in one file covers: begin with 0, add each in order. */
uint64_t instar__stamp_company(uint64_t company, const instar_set *set);

/* Read both numbers, inside a transaction. Errors are in h->sql. */
struct instar__stamp instar__stamp_read(instar *h);

/* Does the stamp say that the database is up to date? */
bool instar__stamp_is_right(const instar *h, struct instar__stamp stamp);

/* May user_version be written: is it 0, or a stamp? A host's own number is kept. */
bool instar__stamp_is_ours(struct instar__stamp stamp);

/*
 * Write the stamp for the schema as it is now, inside the write transaction. Nothing is
 * written when the file holds other sets too.
 */
void instar__stamp_write(instar *h);

/* The same for all sets of the file, each of which was found to be up to date. */
void instar__stamp_write_company(instar *h);
/* Take the stamp away, inside the write transaction: something is due again. */
void instar__stamp_void(instar *h);

/*
 * Write the stamp in a transaction of its own, if the cookie is still the one that was
 * judged. A cache, so nothing is said when it cannot be written now.
 */
void instar__stamp_refresh(instar *h, struct instar__stamp judged);

#endif
