/*
 * settings: what a migration needs of the host's connection, and how it was before.
 *
 * In: a connection outside a transaction. Out: the same connection with the settings
 * that steps need; later, exactly those that were changed put back.
 */
#ifndef INSTAR_CORE_SETTINGS_H
#define INSTAR_CORE_SETTINGS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#define INSTAR__SETTING_COUNT 8
#define INSTAR__QUOTING_COUNT 2

struct instar__settings {
	int64_t before[INSTAR__SETTING_COUNT];
	bool changed[INSTAR__SETTING_COUNT];
	bool enforcing; /* foreign keys are on, because a step asks for it */
	bool quoting;	/* strings in double quotes are on; before: */
	int quoted[INSTAR__QUOTING_COUNT];
};

struct instar;

/*
 * Accept strings in double quotes, in statements and in the schema: steps may be older
 * than the SQLite that the program is built with. For a connection of one's own.
 */
void instar__settings_quote(sqlite3 *db);

/* Save, set and read back. Returns the handle's sticky code. */
int instar__settings_take(struct instar *h);

/*
 * Turn the enforcement of foreign keys on, for a step that asks for it, or off again.
 * Outside a transaction, between take and restore. Returns the sticky code.
 */
int instar__settings_enforce(struct instar *h, bool on);

/*
 * Put back what was changed; works after an error. What could not be put back for want
 * of memory stays noted and is tried again by the next call and by instar_close().
 */
void instar__settings_restore(struct instar *h);

#endif
