/*
 * commands: the database commands and their options, as rows.
 *
 * In: nothing. Out: the one table of them, for hosts that mount the commands and for
 * `instar COMMAND --dir DIR DB`, and the function of each.
 */
#ifndef INSTAR_CLI_COMMANDS_H
#define INSTAR_CLI_COMMANDS_H

#include "instar.h"
#include "runtime/cli/command_rows.h"

struct instar__cli;

/* In the order of the rows. */
enum instar__command {
	INSTAR__STATUS,
	INSTAR__PLAN,
	INSTAR__MIGRATE,
	INSTAR__HISTORY,
	INSTAR__BACKUP,
	INSTAR__RESTORE,
	INSTAR__IDENTIFY,
	INSTAR__HEALTH,
	INSTAR__REPAIR,
	INSTAR__ROLLBACK,
	INSTAR__BACKFILL
};

/* What the exit status of a command says that has failed. */
#define INSTAR__FAILURES                                                                 \
	"1 failed, 2 steps are pending, 3 drift or conflict, 4 the database is newer "   \
	"or older than the migrations, 5 busy, 64 usage."

/* The table, with or without the options that are for several sets only. */
struct instar__command_table instar__database_commands(bool several_sets);

/* Each returns the exit status, with everything said. */
int instar__cli_status(struct instar__cli *c, instar *h);
int instar__cli_plan(struct instar__cli *c, instar *h);
int instar__cli_migrate(struct instar__cli *c, instar *h);
int instar__cli_history(struct instar__cli *c, instar *h);
int instar__cli_backup(struct instar__cli *c, instar *h);
int instar__cli_restore(struct instar__cli *c, instar *h);
int instar__cli_identify(struct instar__cli *c, instar *h);
int instar__cli_health(struct instar__cli *c, instar *h);
int instar__cli_repair(struct instar__cli *c, instar *h);
int instar__cli_rollback(struct instar__cli *c, instar *h);
int instar__cli_backfill(struct instar__cli *c, instar *h);

#endif
