/*
 * cli: the database commands, for hosts that mount them.
 *
 * In: the arguments of one command. Out: an exit status. It opens the database, lets the
 * command run, and closes everything again whatever happened.
 */
#include "runtime/cli/cli.h"

const struct instar__command_row instar__commands[INSTAR__COMMAND_COUNT] = {
	[INSTAR__STATUS] = { "status", "where the database stands", instar__cli_status },
	[INSTAR__PLAN] = { "plan", "what migrate would do, tried on a private copy",
		instar__cli_plan },
	[INSTAR__MIGRATE] = { "migrate", "bring the database to the last step",
		instar__cli_migrate },
	[INSTAR__HISTORY] = { "history", "what was applied, and when",
		instar__cli_history },
	[INSTAR__BACKUP] = { "backup", "copy the database, and read the copy back",
		instar__cli_backup },
	[INSTAR__RESTORE] = { "restore", "put a backup in the place of the database",
		instar__cli_restore },
	[INSTAR__IDENTIFY] = { "identify",
		"which step the schema is that of, and all that is there",
		instar__cli_identify },
	[INSTAR__HEALTH] = { "health", "drift both ways, damage, foreign keys",
		instar__cli_health },
	[INSTAR__REPAIR] = { "repair", "put back what is missing", instar__cli_repair },
	[INSTAR__ROLLBACK] = { "rollback", "take the database back to an earlier step",
		instar__cli_rollback },
	[INSTAR__BACKFILL] = { "backfill", "change rows, and build indexes, left for later",
		instar__cli_backfill },
};

static int run(struct instar__cli *c)
{
	instar *h = instar__cli_handle(c, c->db);
	int status = instar__commands[c->command].run(c, h);
	instar_close(h);
	return status;
}

/* Only migrate and restore make a database that is not there. */
static enum instar__opened open_or_create(struct instar__cli *c, int *status)
{
	enum instar__opened opened = instar__cli_open(c, false);
	*status = INSTAR_EXIT_FAILED;
	if (opened != INSTAR__MISSING)
		return opened;
	if (c->command == INSTAR__RESTORE)
		return instar__cli_may_restore(c) ? instar__cli_open(c, true)
						  : INSTAR__REFUSED;
	if (c->command != INSTAR__MIGRATE) {
		instar__cli_refuse(c, INSTAR_E_CANTOPEN, "no database at %s", c->path);
		return INSTAR__REFUSED;
	}
	if (!instar__cli_confirmed(c, c->host->set->step_count, true)) {
		*status = INSTAR_EXIT_PENDING;
		return INSTAR__REFUSED;
	}
	c->yes = true; /* asked once is enough */
	return instar__cli_open(c, true);
}

int instar__cli_execute(struct instar__cli *c)
{
	int status;
	enum instar__opened opened = open_or_create(c, &status);
	if (opened == INSTAR__OPENED)
		return run(c);
	if (opened == INSTAR__MISSING)
		instar__cli_refuse(
			c, INSTAR_E_CANTOPEN, "%s: cannot be created", c->path);
	return status;
}

bool instar__cli_begin(struct instar__cli *c)
{
	c->done = sqlite3_malloc64(
		((sqlite3_uint64)c->host->set->step_count + 1) * sizeof(*c->done));
	return c->done;
}

void instar__cli_end(struct instar__cli *c)
{
	sqlite3_free(c->done);
	instar__cli_forget_stakes(c);
	instar__cli_forget_mended(c, 0);
	sqlite3_close_v2(c->db);
}

static int execute_one(struct instar__cli *c)
{
	int status = instar__cli_begin(c) ? instar__cli_execute(c)
					  : instar__cli_refuse(c, INSTAR_E_NOMEM,
						    "out of memory%s", "");
	instar__cli_end(c);
	return status;
}

int instar_cli(const struct instar_cli *cli, int argc, char **argv)
{
	int status;
	struct instar__cli c = { .host = cli };
	if (!instar__cli_args(&c, argc, argv, &status))
		return status;
	if (!instar__log_open(&c))
		return INSTAR_EXIT_FAILED;
	status = cli->member_count ? instar__cli_sets(&c) : execute_one(&c);
	if (c.log)
		fclose(c.log);
	return status;
}
