/*
 * sets: a command over all sets of a product.
 *
 * In: the arguments, and the members that the host named. Out: what each set has to say,
 * below a line with its name, and the worst exit status. What a command does to one set
 * is the other files' business; only migrate is one call for all of them.
 */
#include "runtime/cli/sets.h"

#include <string.h>

#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/terminal.h"

static const char *name_of(const instar_set *set)
{
	return set->text + set->name;
}

const char *instar__cli_label(const struct instar_cli_member *member)
{
	return member->label ? member->label : name_of(member->set);
}

/* The member as a product of its own, called "program … --set LABEL". */
static bool make_part(const struct instar__cli *front,
	const struct instar_cli_member *member, struct instar__part *part)
{
	const char *label = instar__cli_label(member);
	const char *path = front->path ? front->path : member->path;

	memset(part, 0, sizeof(*part));
	part->arguments = sqlite3_mprintf("--set %s", label);
	part->path = sqlite3_mprintf("%s", path);
	part->host = *front->host;
	part->host.members = NULL;
	part->host.member_count = 0;
	part->host.set = member->set;
	part->host.arguments = part->arguments;
	part->label = label;
	part->cli = *front;
	part->cli.host = &part->host;
	part->cli.path = part->path;
	return part->arguments && part->path && instar__cli_begin(&part->cli);
}

static void free_part(struct instar__part *part)
{
	if (part->shares)
		part->cli.db = NULL; /* another's */
	instar__cli_end(&part->cli);
	sqlite3_free(part->arguments);
	sqlite3_free(part->path);
}

static void free_parts(struct instar__parts *parts)
{
	for (uint32_t i = 0; i < parts->count; i++)
		free_part(&parts->items[i]);
	sqlite3_free(parts->items);
}

static bool make_parts(struct instar__cli *front, struct instar__parts *parts)
{
	uint32_t count = front->host->member_count;

	*parts = (struct instar__parts){ .front = front };
	parts->items = sqlite3_malloc64(((uint64_t)count + 1) * sizeof(*parts->items));
	for (uint32_t i = 0; parts->items && i < count; i++) {
		parts->count++;
		if (!make_part(front, &front->host->members[i], &parts->items[i]))
			return false;
	}
	return parts->items;
}

bool instar__parts_share(const struct instar__parts *parts, uint32_t i, uint32_t j)
{
	const struct instar_cli_member *members = parts->front->host->members;

	return strcmp(members[i].path, members[j].path) == 0;
}

/* Is the part's file that of a part before it? */
static bool is_seen(const struct instar__parts *parts, uint32_t i)
{
	for (uint32_t j = 0; j < i; j++) {
		if (instar__parts_share(parts, i, j))
			return true;
	}
	return false;
}

static bool is_one_file(const struct instar__parts *parts)
{
	for (uint32_t i = 1; i < parts->count; i++) {
		if (!is_seen(parts, i))
			return false;
	}
	return true;
}

/* The graver of two exit statuses: who reads one number has to learn of the worst. */
static int graver(int one, int other)
{
	static const int order[] = { INSTAR_EXIT_OK, INSTAR_EXIT_PENDING,
		INSTAR_EXIT_BUSY, INSTAR_EXIT_DRIFT, INSTAR_EXIT_VERSION,
		INSTAR_EXIT_FAILED };
	size_t a = 0, b = 0;

	while (a + 1 < sizeof(order) / sizeof(*order) && order[a] != one)
		a++;
	while (b + 1 < sizeof(order) / sizeof(*order) && order[b] != other)
		b++;
	return a > b ? one : other;
}

static int run_each(struct instar__parts *parts)
{
	const struct instar__cli *front = parts->front;
	const char *before = front->json ? "[" : "";
	int status = INSTAR_EXIT_OK;

	for (uint32_t i = 0; i < parts->count; i++) {
		struct instar__part *part = &parts->items[i];

		if (front->command == INSTAR__BACKUP && is_seen(parts, i))
			continue;
		fputs(before, stdout);
		if (!front->json)
			instar__print(stdout, "%s:\n", part->label);
		fflush(stdout);
		status = graver(status, instar__cli_execute(&part->cli));
		fflush(stdout);
		before = front->json ? "," : "\n";
	}
	if (front->json)
		puts("]");
	return status;
}

/* What is about one set only, or would leave a list of answers incomplete. */
static const char *objection(const struct instar__parts *parts)
{
	const struct instar__cli *front = parts->front;

	if (front->command == INSTAR__RESTORE || front->command == INSTAR__ROLLBACK)
		return "there are several sets: give --set NAME";
	if (front->path && !is_one_file(parts))
		return "%s cannot be the database of all sets: give --set NAME";
	if (front->output && !is_one_file(parts))
		return "there are several files: give --set NAME";
	if (front->json && !front->yes && front->command == INSTAR__REPAIR &&
		instar__cli_attended())
		return "a list of answers has no place for a question: give --yes";
	return NULL;
}

static int run_parts(struct instar__parts *parts)
{
	struct instar__cli *front = parts->front;
	const char *why = objection(parts);

	if (why) {
		instar__cli_refuse(
			front, INSTAR_E_MISUSE, why, front->path ? front->path : "");
		return INSTAR_EXIT_USAGE;
	}
	return front->command == INSTAR__MIGRATE ? instar__cli_migrate_all(parts)
						 : run_each(parts);
}

static int run_one(struct instar__cli *front, const struct instar_cli_member *member)
{
	struct instar__part part;
	int status = make_part(front, member, &part) ? instar__cli_execute(&part.cli)
						     : instar__cli_out_of_memory(front);

	free_part(&part);
	return status;
}

int instar__cli_sets(struct instar__cli *front)
{
	struct instar__parts parts;
	int status;

	for (uint32_t i = 0; front->only && i < front->host->member_count; i++) {
		const struct instar_cli_member *member = &front->host->members[i];

		if (strcmp(instar__cli_label(member), front->only) == 0)
			return run_one(front, member);
	}
	status = make_parts(front, &parts) ? run_parts(&parts)
					   : instar__cli_refuse(front, INSTAR_E_NOMEM,
						     "out of memory%s", "");
	free_parts(&parts);
	return status;
}
