/*
 * backup: the commands backup and restore.
 *
 * In: an open database. Out: an exit status, with everything said.
 */
#include "runtime/cli/cli.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/terminal.h"

static void json_backup(const struct instar__cli *c)
{
	instar__json("{database: %-s", c->path);
	if (c->command == INSTAR__RESTORE)
		instar__json(", restored: %-s", c->from);
	instar__json(", backup: %s}\n", c->backup);
}

int instar__cli_backup(struct instar__cli *c, instar *h)
{
	if (instar_backup(h, c->output) != INSTAR_OK)
		return instar__cli_fail(c, instar_error(h));
	c->backup = instar_backup_path(h);
	if (c->json)
		json_backup(c);
	else
		instar__print(stdout, "backup %s\n", c->backup);
	return INSTAR_EXIT_OK;
}

int instar__cli_restore(struct instar__cli *c, instar *h)
{
	if (!instar__cli_may_restore(c))
		return INSTAR_EXIT_FAILED;
	if (instar_restore(h, c->from, c->force) != INSTAR_OK)
		return instar__cli_fail(c, instar_error(h));
	c->backup = instar_backup_path(h);
	if (c->json)
		json_backup(c);
	else
		instar__print(stdout, "restored %s\n", c->from);
	return INSTAR_EXIT_OK;
}
