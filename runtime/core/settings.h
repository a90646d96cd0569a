/*
 * settings: what a migration needs of the host's connection, and how it was before.
 *
 * In: a connection outside a transaction. Out: the same connection with the settings
 * that steps need; later, exactly those that were changed put back.
 */
#ifndef INSTAR_CORE_SETTINGS_H
#define INSTAR_CORE_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#define INSTAR__SETTING_COUNT 8

struct instar__settings {
	int64_t before[INSTAR__SETTING_COUNT];
	bool changed[INSTAR__SETTING_COUNT];
	bool enforcing; /* foreign keys are on, because a step asks for it */
};

struct instar;

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
