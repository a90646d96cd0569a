/*
 * repair: the command `repair`: put back what is missing, and say what was done.
 */
#include "runtime/cli/cli.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/terminal.h"

static void print_mend(const struct instar_mend *mend)
{
	instar__print(stdout, "  %s %s %s: %s", mend->repaired ? "repaired" : "left    ",
		mend->type, mend->name, mend->text);
	if (mend->repaired)
		instar__print(stdout, ", %s ms", instar__ms(mend->duration_us).text);
	putchar('\n');
}

static void print_repair(
	const struct instar__cli *c, const struct instar_repair_result *repair)
{
	instar__print(stdout, "database %s\n", c->path);
	for (uint32_t i = 0; i < repair->count; i++)
		print_mend(&repair->mends[i]);
	if (!repair->count && !repair->rewritten) {
		puts("nothing to repair");
		return;
	}
	instar__print(stdout, "%u repaired, %u left, %u step%s recorded anew, %s ms\n",
		repair->repaired, repair->left, repair->rewritten,
		instar__plural(repair->rewritten), instar__ms(repair->duration_us).text);
	if (*repair->backup)
		instar__print(stdout, "rows of %s are in the backup %s\n", repair->lost,
			repair->backup);
}

static void json_repair(
	const struct instar__cli *c, const struct instar_repair_result *repair)
{
	instar__json("{database: %s, repaired: %u, left: %u, rewritten: %u, "
		     "duration_us: %lld, lost: %s, backup: %s,\n  mends: [",
		c->path, repair->repaired, repair->left, repair->rewritten,
		(long long)repair->duration_us, repair->lost, repair->backup);
	for (uint32_t i = 0; i < repair->count; i++) {
		const struct instar_mend *mend = &repair->mends[i];

		instar__json_next(i);
		instar__json("{repaired: %d, type: %s, name: %s, text: %s, id: %s, "
			     "duration_us: %lld}",
			mend->repaired, mend->type, mend->name, mend->text, mend->id,
			(long long)mend->duration_us);
	}
	puts("]}");
}

/* How many things there are to repair: steps, or definitions. */
static uint32_t count_of(const struct instar_health *health)
{
	uint32_t steps = health->drifted + health->conflicts;

	return steps ? steps : health->other;
}

/* A person is asked; elsewhere the command itself is the answer. */
int instar__cli_repair(struct instar__cli *c, instar *h)
{
	const struct instar_health *health = instar_health(h, 0);
	const struct instar_repair_result *repair;

	if (!health)
		return instar__cli_fail(c, instar_error(h));
	if (!instar__cli_confirmed(c, count_of(health), false))
		return INSTAR_EXIT_DRIFT;
	repair = instar_repair(h);
	if (!repair)
		return instar__cli_fail(c, instar_error(h));
	if (c->json)
		json_repair(c, repair);
	else
		print_repair(c, repair);
	return repair->left ? INSTAR_EXIT_DRIFT : INSTAR_EXIT_OK;
}
