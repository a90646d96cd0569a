/*
 * terminal: who reads what is printed, and who is asked. See terminal.h.
 */
#include "runtime/cli/terminal.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"

#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#else
#include <unistd.h>
#endif

const char *const instar__colour_words[] = { "auto", "always", "never", NULL };

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value;
}

static bool is_terminal(FILE *stream)
{
	return isatty(stream == stderr ? 2 : 1);
}

bool instar__is_coloured(int choice, FILE *stream)
{
	const char *terminal = getenv("TERM");
	if (is_set("NO_COLOR") || choice == INSTAR__COLOUR_NEVER)
		return false;
	if (choice == INSTAR__COLOUR_ALWAYS || is_set("CLICOLOR_FORCE"))
		return true;
	return terminal && strcmp(terminal, "dumb") != 0 && is_terminal(stream);
}

bool instar__cli_on_terminal(FILE *stream)
{
	return is_terminal(stream) && !is_set("CI");
}

/* Both the question and the answer need a person. */
bool instar__cli_attended(void)
{
	return isatty(0) && instar__cli_on_terminal(stderr);
}

bool instar__cli_refuses_loss(const struct instar__cli *c)
{
	return !c->force && (c->yes || !instar__cli_attended());
}

bool instar__cli_answer(void)
{
	char answer[16] = "";
	fputs("? [y/N] ", stderr);
	fflush(stderr);
	if (fgets(answer, sizeof(answer), stdin) && (*answer == 'y' || *answer == 'Y'))
		return true;
	fputs("Nothing was changed.\n", stderr);
	return false;
}

bool instar__cli_confirmed(const struct instar__cli *c, uint32_t steps, bool create)
{
	if (c->yes || !steps || !instar__cli_attended())
		return true;
	instar__print(stderr, "%s the database %s: %u step%s",
		create ? "Create" : "Change", c->path, steps, instar__plural(steps));
	return instar__cli_answer();
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

bool instar__cli_may_destroy(struct instar__cli *c, const struct instar_error *error)
{
	if (error->code != INSTAR_E_DESTRUCTIVE || c->json || !instar__cli_attended())
		return false;
	fflush(stdout);
	instar__print(stderr, "%s. Go on", error->message);
	c->force = instar__cli_answer();
	return c->force;
}
