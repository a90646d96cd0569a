/*
 * rollback: the command that takes a database back.
 *
 * In: an open database and where to. Out: an exit status, with everything said. It shows
 * what goes before anything does, and wants a yes; for rows, --force where nobody can be
 * asked.
 */
#include "runtime/cli/cli.h"
#include "runtime/cli/events.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/terminal.h"

static const char *target(const struct instar_way_back *way)
{
	return *way->to ? way->to : "nothing";
}

static void print_way(const struct instar__cli *c, const struct instar_way_back *way)
{
	instar__print(stdout, "database %s\n%u step%s back to %s\n", c->path, way->count,
		instar__plural(way->count), target(way));
	for (uint32_t i = 0; i < way->count; i++) {
		const struct instar_step_back *step = &way->steps[i];
		instar__print(stdout, "  %s", step->id);
		if (*step->release)
			instar__print(stdout, " (release %s)", step->release);
		puts(step->known ? "" : ", unknown to this program");
	}
	for (uint32_t i = 0; i < way->stake_count; i++)
		instar__print(stdout, "at stake: %s, %lld %s\n", way->stakes[i].name,
			(long long)way->stakes[i].rows,
			instar__unit(way->stakes[i].column, way->stakes[i].rows));
	fflush(stdout);
}

static void list_way(const struct instar_way_back *way)
{
	instar__json(",\n  steps: [");
	for (uint32_t i = 0; i < way->count; i++) {
		const struct instar_step_back *step = &way->steps[i];
		instar__json_next(i);
		instar__json("{id: %-s, position: %u, release: %s, known: %d}", step->id,
			step->position, step->release, step->known);
	}
	instar__json("],\n  at_stake: [");
	for (uint32_t i = 0; i < way->stake_count; i++) {
		instar__json_next(i);
		instar__json("{name: %-s, table: %-s, column: %s, rows: %lld}",
			way->stakes[i].name, way->stakes[i].table, way->stakes[i].column,
			(long long)way->stakes[i].rows);
	}
	putchar(']');
}

static void json_rollback(const struct instar__cli *c, const struct instar_way_back *way)
{
	const instar_set *set = c->host->set;
	instar__json("{database: %-s, set: %-s, from: %s, to: %s, position: %u, "
		     "duration_us: %lld",
		c->path, set->text + set->name, way->count ? way->steps[0].id : way->to,
		way->to, way->position, (long long)c->run_us);
	list_way(way);
	puts("}");
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
		const struct instar_at_stake *first = way->stakes;
		char words[160];
		sqlite3_snprintf(sizeof(words), words, "%lld %s of %s", first->rows,
			instar__unit(first->column, first->rows), first->name);
		instar__cli_refuse(c, INSTAR_E_DESTRUCTIVE,
			"%s would be lost; nothing was changed; --force allows it",
			words);
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

static void conclude(const struct instar__cli *c, const struct instar_way_back *way)
{
	if (c->json)
		json_rollback(c, way);
	else if (!way->count)
		puts("nothing to do");
	else
		instar__print(stdout, "%u step%s rolled back in %s ms; at %s\n",
			way->count, instar__plural(way->count),
			instar__ms(c->run_us).text, target(way));
}

/*
 * Whoever was shown what is at stake and said yes has allowed that. What only shows while
 * the steps run is asked for then.
 */
static int roll_back(struct instar__cli *c, instar *h, const struct instar_way_back *way)
{
	instar *again = NULL;
	int status = INSTAR_EXIT_OK;
	if (way->stake_count && !c->force) {
		c->force = true;
		h = again = instar__cli_handle(c, c->db);
	}
	if (instar_rollback(h, c->to) != INSTAR_OK && !again &&
		instar__cli_may_destroy(c, instar_error(h))) {
		h = again = instar__cli_handle(c, c->db);
		instar_rollback(h, c->to);
	}
	if (instar_error(h)->code)
		status = instar__cli_fail(c, instar_error(h));
	instar_close(again);
	return status;
}

int instar__cli_rollback(struct instar__cli *c, instar *h)
{
	const struct instar_way_back *way = instar_way_back(h, c->to);
	int status = INSTAR_EXIT_OK;
	if (!way)
		return instar__cli_fail(c, instar_error(h));
	c->tell_stakes = has_unknown(way);
	if (!c->json && way->count)
		print_way(c, way);
	if (way->count && !confirmed(c, way, &status))
		return status;
	if (way->count)
		status = roll_back(c, h, way);
	if (status == INSTAR_EXIT_OK)
		conclude(c, way);
	return status;
}
