/*
 * open: the connection that a command works on.
 */
#ifndef INSTAR_CLI_OPEN_H
#define INSTAR_CLI_OPEN_H

#include <stdbool.h>

struct instar__cli;

enum instar__opened { INSTAR__OPENED, INSTAR__MISSING, INSTAR__REFUSED };

/*
 * Open the database. MISSING: there is no file, and `create` was not set; nothing has
 * been printed. REFUSED: the reason has been printed.
 */
enum instar__opened instar__cli_open(struct instar__cli *c, bool create);

#endif
