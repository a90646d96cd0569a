/*
 * health: the command `health`: is the database fit to be used by this program?
 *
 * In: a handle. Out: one line that says it, then the evidence for it.
 */
#include "runtime/cli/backfill.h"
#include "runtime/cli/cli.h"
#include "runtime/cli/identify.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"

static const char *state_of(const struct instar_health *health)
{
	switch (health->state) {
	case INSTAR_HEALTH_READY:
		return "ready";
	case INSTAR_HEALTH_PENDING:
		return "pending";
	case INSTAR_HEALTH_DRIFTED:
		return health->drifted ? "drift" : "conflict";
	case INSTAR_HEALTH_DAMAGED:
		break;
	}
	return "damaged";
}

/* Orphans are the rows' matter, not the schema's: they are told, and are no drift. */
static int status_of(const struct instar_health *health)
{
	switch (health->state) {
	case INSTAR_HEALTH_READY:
		return INSTAR_EXIT_OK;
	case INSTAR_HEALTH_PENDING:
		return INSTAR_EXIT_PENDING;
	case INSTAR_HEALTH_DRIFTED:
		return INSTAR_EXIT_DRIFT;
	case INSTAR_HEALTH_DAMAGED:
		break;
	}
	return INSTAR_EXIT_FAILED;
}

static void line(const char *name, const char *value)
{
	instar__print_line(12, name, value);
}

static void print_pages(const struct instar_health *health)
{
	if (!health->checked)
		return;
	line("quick_check", *health->damage ? health->damage : "ok");
	if (!health->orphans)
		line("foreign keys", "ok");
	else if (health->orphans < 0)
		instar__print(
			stdout, "foreign keys cannot be checked: %s\n", health->orphan);
	else
		instar__print(stdout,
			"foreign keys %lld row%s without a parent, the first: %s\n",
			(long long)health->orphans, instar__plural(health->orphans),
			health->orphan);
}

/* "…/app.db.backup-20260131-120000, 3 days old" */
static void print_backup(const struct instar_health *health)
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = { { 86400, "day" }, { 3600, "hour" }, { 60, "minute" },
		{ 1, "second" } };
	size_t i = 0;
	int64_t age;
	if (!*health->backup)
		return;
	while (i < 3 && health->backup_age_s < 2 * units[i].seconds)
		i++;
	age = health->backup_age_s / units[i].seconds;
	instar__print(stdout, "last backup  %s, %lld %s%s old\n", health->backup,
		(long long)age, units[i].unit, instar__plural(age));
}

static void print_health(
	const struct instar__cli *c, instar *h, const struct instar_health *health)
{
	instar__print(stdout, "%s: %s\n", health->set_name, health->summary);
	line("database", c->path);
	line("at", *health->current ? health->current : "nothing yet");
	line("required", health->required);
	instar__print(stdout, "tracking     %u of %u steps recorded, %u there\n",
		health->recorded, health->count, health->there);
	if (health->difference_count)
		instar__print(stdout,
			"differs      %u missing, %u of another shape, %u extra\n",
			health->missing, health->other, health->extra);
	instar__print_differences(health->differences, health->difference_count);
	instar__print_neighbours(12, health->other_sets, health->elsewhere);
	print_pages(health);
	print_backup(health);
	instar__print_backfills(12, h);
	line("state", state_of(health));
}

static void json_health(
	const struct instar__cli *c, instar *h, const struct instar_health *health)
{
	instar__json("{database: %s, set: %s, state: %s, summary: %s, current: %s, ",
		c->path, health->set_name, state_of(health), health->summary,
		health->current);
	instar__json("required: %s, position: %u, count: %u, recorded: %u, there: %u, ",
		health->required, health->position, health->count, health->recorded,
		health->there);
	instar__json("pending: %u, conflicts: %u, drifted: %u, ", health->pending,
		health->conflicts, health->drifted);
	instar__json("missing: %u, other: %u, extra: %u", health->missing, health->other,
		health->extra);
	instar__json_differences(health->differences, health->difference_count);
	instar__json(",\n  checked: %d, damage: %s, orphans: %lld, orphan: %s",
		health->checked, health->damage, (long long)health->orphans,
		health->orphan);
	instar__json(",\n  other_sets: %s, elsewhere: %u, backup: %s", health->other_sets,
		health->elsewhere, health->backup);
	if (*health->backup)
		instar__json(", backup_age_s: %lld", (long long)health->backup_age_s);
	instar__json_backfills(instar_backfills(h));
	puts("}");
}

int instar__cli_health(struct instar__cli *c, instar *h)
{
	const struct instar_health *health = instar_health(h, !c->schema_only);

	if (!health)
		return instar__cli_fail(c, instar_error(h));
	if (c->json)
		json_health(c, h, health);
	else
		print_health(c, h, health);
	return status_of(health);
}
