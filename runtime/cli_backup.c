/*
 * cli_backup: the commands backup and restore, and what is asked before rows go.
 *
 * In: an open database. Out: an exit status, with everything said.
 */
#include <string.h>

#include "cli.h"

int instar__cli_backup(struct instar__cli *c, instar *h)
{
	if (instar_backup(h, c->output) != INSTAR_OK)
		return instar__cli_fail(c, instar_error(h));
	c->backup = instar_backup_path(h);
	if (c->json)
		instar__json_backup(c);
	else
		instar__print_backup(c->backup);
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
	fputs("Replace what is in ", stderr);
	instar__print_text(stderr, c->path);
	fputs(" by ", stderr);
	instar__print_text(stderr, c->from);
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
	if (c->json) {
		instar__json_backup(c);
		return INSTAR_EXIT_OK;
	}
	fputs("restored ", stdout);
	instar__print_text(stdout, c->from);
	putchar('\n');
	return INSTAR_EXIT_OK;
}

/* Keep what is at stake for the end, and tell it now. */
void instar__cli_note_stake(struct instar__cli *c, const struct instar_event *event)
{
	sqlite3_uint64 size = (c->stake_count + 1) * sizeof(*c->stakes);
	struct instar__cli_stake *more = sqlite3_realloc64(c->stakes, size);
	char *table = sqlite3_mprintf("%s", event->text);
	if (more)
		c->stakes = more;
	if (more && table)
		c->stakes[c->stake_count++] = (struct instar__cli_stake){
			.table = table, .rows = event->rows, .position = event->position
		};
	else
		sqlite3_free(table);
	if (!c->json)
		instar__print_stake(event->id, event->text, event->rows);
}

void instar__cli_forget_stakes(struct instar__cli *c)
{
	for (uint32_t i = 0; i < c->stake_count; i++)
		sqlite3_free(c->stakes[i].table);
	sqlite3_free(c->stakes);
	c->stakes = NULL;
	c->stake_count = 0;
}

bool instar__cli_may_destroy(struct instar__cli *c, const struct instar_error *error)
{
	if (error->code != INSTAR_E_DESTRUCTIVE || c->json || !instar__cli_attended())
		return false;
	fflush(stdout);
	instar__print_text(stderr, error->message);
	fputs(". Go on", stderr);
	c->force = instar__cli_answer();
	return c->force;
}
