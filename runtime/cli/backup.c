/*
 * backup: the commands backup and restore, and what is asked before rows go.
 *
 * In: an open database. Out: an exit status, with everything said.
 */
#include "runtime/cli/backup.h"

#include "runtime/cli/cli.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/terminal.h"

static void json_backup(const struct instar__cli *c)
{
	instar__json_string("{", "database", c->path);
	if (c->command == INSTAR__RESTORE)
		instar__json_string(", ", "restored", c->from);
	instar__json_text(", ", "backup", c->backup);
	puts("}");
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

bool instar__cli_may_restore(struct instar__cli *c)
{
	if (c->yes)
		return true;
	if (!instar__cli_attended()) {
		instar__cli_refuse(c, INSTAR_E_MISUSE,
			"restore replaces what is in %s; give --yes if that is meant",
			c->path);
		return false;
	}
	instar__print(stderr, "Replace what is in %s by %s", c->path, c->from);
	c->yes = instar__cli_answer(); /* asked once is enough */
	return c->yes;
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

bool instar__cli_may_destroy(struct instar__cli *c, const struct instar_error *error)
{
	if (error->code != INSTAR_E_DESTRUCTIVE || c->json || !instar__cli_attended())
		return false;
	fflush(stdout);
	instar__print(stderr, "%s. Go on", error->message);
	c->force = instar__cli_answer();
	return c->force;
}
