/*
 * rollback: the command that takes a database back.
 *
 * In: an open database and where to. Out: an exit status, with everything said. It shows
 * what goes before anything does, and wants a yes; for rows, --force where nobody can be
 * asked.
 */
#include "runtime/cli/cli.h"

static const char *plural(uint32_t count)
{
	return count == 1 ? "" : "s";
}

static void print_target(const struct instar_way_back *way)
{
	instar__print_text(stdout, *way->to ? way->to : "nothing");
}

static void print_way(const struct instar__cli *c, const struct instar_way_back *way)
{
	fputs("database ", stdout);
	instar__print_text(stdout, c->path);
	printf("\n%lu step%s back to ", (unsigned long)way->count, plural(way->count));
	print_target(way);
	putchar('\n');
	for (uint32_t i = 0; i < way->count; i++) {
		const struct instar_step_back *step = &way->steps[i];
		fputs("  ", stdout);
		instar__print_text(stdout, step->id);
		if (*step->release) {
			fputs(" (release ", stdout);
			instar__print_text(stdout, step->release);
			putchar(')');
		}
		puts(step->known ? "" : ", unknown to this program");
	}
	for (uint32_t i = 0; i < way->stake_count; i++) {
		fputs("at stake: ", stdout);
		instar__print_text(stdout, way->stakes[i].name);
		printf(", %lld row%s\n", (long long)way->stakes[i].rows,
			way->stakes[i].rows == 1 ? "" : "s");
	}
	fflush(stdout);
}

/* A step of a newer program may take what this one cannot name beforehand. */
static bool has_unknown(const struct instar_way_back *way)
{
	for (uint32_t i = 0; i < way->count; i++) {
		if (!way->steps[i].known)
			return true;
	}
	return false;
}

/* Is it wanted? False: it has been said what is missing. */
static bool confirmed(
	struct instar__cli *c, const struct instar_way_back *way, int *status)
{
	*status = INSTAR_EXIT_FAILED;
	if (instar__cli_refuses_loss(c) && way->stake_count) {
		instar__cli_refuse(c, INSTAR_E_DESTRUCTIVE,
			"rows of %s would be lost; nothing was changed; --force allows "
			"it",
			way->stakes[0].name);
		return false;
	}
	if (!c->yes && !instar__cli_attended()) {
		instar__cli_refuse(c, INSTAR_E_MISUSE,
			"nobody can be asked here; nothing was changed; %s says that it "
			"is wanted",
			"--yes");
		return false;
	}
	*status = INSTAR_EXIT_PENDING;
	return instar__cli_confirmed(c, way->count, false);
}

int instar__cli_rollback(struct instar__cli *c, instar *h)
{
	const struct instar_way_back *way = instar_way_back(h, c->to);
	int status;
	if (!way)
		return instar__cli_fail(c, instar_error(h));
	c->tell_stakes = has_unknown(way);
	if (!c->json && way->count)
		print_way(c, way);
	if (way->count && !confirmed(c, way, &status))
		return status;
	if (way->count && instar_rollback(h, c->to) != INSTAR_OK)
		return instar__cli_fail(c, instar_error(h));
	if (c->json) {
		instar__json_rollback(c, way);
	} else if (!way->count) {
		puts("nothing to do");
	} else {
		printf("%lu step%s rolled back in ", (unsigned long)way->count,
			plural(way->count));
		instar__print_ms(stdout, c->run_us);
		fputs(" ms; at ", stdout);
		print_target(way);
		putchar('\n');
	}
	return INSTAR_EXIT_OK;
}
