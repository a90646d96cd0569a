/*
 * file_checks: can a migration rely on the file it is about to write?
 *
 * In: a handle whose steps are due. Out: warnings, or the reason why not. It reads
 * nothing of the database.
 */
#ifndef INSTAR_MIGRATE_FILE_CHECKS_H
#define INSTAR_MIGRATE_FILE_CHECKS_H

#include "runtime/core/handle.h"

/* Refuse a file that was replaced, and a write-ahead log over a network. */
int instar__footing_refuse(instar *h);

#endif
