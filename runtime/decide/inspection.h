/*
 * inspection: one consistent reading of the database, without a write lock.
 *
 * In: a handle outside a transaction. Out: that the stamp is right, or a decision, with
 * the read transaction still open for questions about it. It waits for locks.
 */
#ifndef INSTAR_DECIDE_INSPECTION_H
#define INSTAR_DECIDE_INSPECTION_H

#include "runtime/core/handle.h"
#include "runtime/decide/decide.h"
#include "runtime/records/stamp.h"

struct instar__inspection {
	struct instar__stamp stamp;
	struct instar__decision decision; /* empty when `by_stamp` */
	int64_t data_version;		  /* moves when another connection commits */
	bool by_stamp;
};

/*
 * Inspect. With `gate` a right stamp is enough, and the schema is not read. Returns the
 * sticky code; whatever it is, finish with instar__inspection_end().
 */
int instar__inspection(instar *h, struct instar__inspection *look, bool gate);

/*
 * Under the write lock: has nobody committed since the inspection? Then what was decided
 * there is what would be decided now.
 */
bool instar__inspection_holds(instar *h, const struct instar__inspection *look);

/*
 * Read once(h, context) in a transaction, again from its beginning as long as somebody
 * holds a lock. Returns the sticky code.
 */
int instar__read(instar *h, void (*once)(instar *h, void *context), void *context);

/* End the read transaction. The decision stays, but no more can be asked about it. */
void instar__inspection_close(instar *h);

/* End the read transaction if it is open, and free the decision. */
void instar__inspection_end(instar *h, struct instar__inspection *look);

#endif
