/*
 * backup: what is asked before rows go.
 */
#ifndef INSTAR_CLI_BACKUP_H
#define INSTAR_CLI_BACKUP_H

#include <stdbool.h>

#include "instar.h"

struct instar__cli;

/* May the database be replaced? Asks once, on a terminal only. */
bool instar__cli_may_restore(struct instar__cli *c);

/* Was it refused because of rows at stake, and may they go? Asks on a terminal only. */
bool instar__cli_may_destroy(struct instar__cli *c, const struct instar_error *error);

#endif
