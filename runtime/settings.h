/*
 * settings: what a migration needs of the host's connection, and how it was before.
 *
 * In: a connection outside a transaction. Out: the same connection with the settings
 * that steps need; later, exactly those that were changed put back.
 */
#ifndef INSTAR_SETTINGS_H
#define INSTAR_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#define INSTAR__SETTING_COUNT 8

struct instar__settings {
	int64_t before[INSTAR__SETTING_COUNT];
	bool changed[INSTAR__SETTING_COUNT];
};

struct instar;

/* Save, set and read back. Returns the handle's sticky code. */
int instar__settings_take(struct instar *h);

/*
 * Put back what was changed; works after an error. What could not be put back for want
 * of memory stays noted and is tried again by the next call and by instar_close().
 */
void instar__settings_restore(struct instar *h);

#endif
