/*
 * stored_down: rolling back steps of a newer program, by the SQL stored with their
 * rows.
 *
 * In: tracking rows above this program's last step, and a connection of the runtime's own
 * inside a transaction. Out: these steps undone, with every row of every table that stays
 * as it was; or an error. What the SQL says is believed in nothing.
 */
#ifndef INSTAR_ROLLBACK_STORED_DOWN_H
#define INSTAR_ROLLBACK_STORED_DOWN_H

#include "runtime/core/handle.h"
#include "runtime/rollback/rollback_path.h"

struct instar__stored_down {
	const char *id;
	const char *release; /* or "" */
	const char *description;
	const char *statements; /* or NULL: none is stored */
	uint32_t position;	/* as recorded */
	bool edited;		/* what is stored is not what was written */
};

/* Read the `count` rows, the newest first, into the path. Errors are in h->sql. */
void instar__stored_down_read(
	instar *h, struct instar__rollback_path *way, uint32_t count);

/*
 * Undo these steps; tells the steps, and the rows at stake. `total` of the events is
 * the whole path. Does not validate the schema. Returns the sticky code.
 */
int instar__stored_down_undo(instar *h, const struct instar__rollback_path *way);

#endif
