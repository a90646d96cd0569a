/*
 * identify: the command `identify`: what a database is, whatever it says of itself.
 *
 * In: a handle. Out: the step that its schema is that of and the differences, then all
 * objects, the tracking rows and the drift between them.
 */
#include "runtime/cli/identify.h"

#include "runtime/cli/cli.h"
#include "runtime/cli/events.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"

static const char *kind_of(const struct instar_difference *difference)
{
	switch (difference->kind) {
	case INSTAR_DIFFERENCE_MISSING:
		return "missing";
	case INSTAR_DIFFERENCE_OTHER:
		return "other";
	case INSTAR_DIFFERENCE_EXTRA:
		break;
	}
	return "extra";
}

void instar__print_differences(
	const struct instar_difference *differences, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		printf("  %-8s ", kind_of(&differences[i]));
		instar__print(stdout, "%s", differences[i].text);
		if (*differences[i].id && differences[i].kind != INSTAR_DIFFERENCE_EXTRA)
			instar__print(stdout, " (%s)", differences[i].id);
		putchar('\n');
	}
}

void instar__json_differences(const struct instar_difference *differences, uint32_t count)
{
	instar__json(",\n  differences: [");
	for (uint32_t i = 0; i < count; i++) {
		instar__json_next(i);
		instar__json("{kind: %s, type: %s, name: %s, text: %s, id: %s}",
			kind_of(&differences[i]), differences[i].type,
			differences[i].name, differences[i].text, differences[i].id);
	}
	putchar(']');
}

static void print_identity(
	const struct instar__cli *c, const struct instar_identity *identity)
{
	const char *current = *identity->current ? identity->current : "nothing yet";

	instar__print_line(10, "database", c->path);
	instar__print_line(10, "set", identity->set_name);
	instar__print(stdout, "%s %s (%u of %u)%s\n",
		identity->exact ? "is at     " : "nearest to", current,
		identity->position, identity->count, identity->exact ? ", exactly" : "");
	if (!identity->exact)
		instar__print(stdout,
			"differs    %u missing, %u of another shape, %u extra\n",
			identity->missing, identity->other, identity->extra);
	instar__print_differences(identity->differences, identity->difference_count);
	instar__print_neighbours(10, identity->other_sets, identity->elsewhere);
}

void instar__print_neighbours(int width, const char *sets, uint32_t elsewhere)
{
	if (!*sets)
		return;
	printf("%-*s ", width, "other sets");
	instar__print(stdout, "%s; %u object%s may be theirs\n", sets, elsewhere,
		instar__plural(elsewhere));
}

static void print_objects(const struct instar_objects *objects)
{
	instar__print(stdout, "objects    %u\n", objects->count);
	for (uint32_t i = 0; i < objects->count; i++) {
		const struct instar_object *object = &objects->objects[i];

		printf("  %-8s ", object->type);
		if (*object->columns)
			instar__print(stdout, "%s(%s)\n", object->name, object->columns);
		else
			instar__print(stdout, "%s on %s\n", object->name, object->table);
	}
}

static void json_objects(const struct instar_objects *objects)
{
	instar__json(",\n  objects: [");
	for (uint32_t i = 0; i < objects->count; i++) {
		const struct instar_object *object = &objects->objects[i];

		instar__json_next(i);
		instar__json("{type: %s, name: %s, table: %s, columns: %s}", object->type,
			object->name, object->table, object->columns);
	}
	putchar(']');
}

static void json_identity(
	const struct instar__cli *c, const struct instar_identity *identity)
{
	instar__json("{database: %s, set: %s, current: %s, position: %u, count: %u, "
		     "exact: %d, missing: %u, other: %u, extra: %u",
		c->path, identity->set_name, identity->current, identity->position,
		identity->count, identity->exact, identity->missing, identity->other,
		identity->extra);
	instar__json_differences(identity->differences, identity->difference_count);
	instar__json(",\n  other_sets: %s, elsewhere: %u", identity->other_sets,
		identity->elsewhere);
}

/* What the tracking table says; a foreign one says nothing that can be read here. */
static void print_history(struct instar__cli *c)
{
	instar *h = instar__cli_handle(c, c->db);
	const struct instar_history *history = instar_history(h);

	if (!history) {
		instar__print_line(10, "recorded", instar_error(h)->message);
	} else {
		instar__print(stdout, "recorded   %u\n", history->count);
		instar__print_history(history);
	}
	instar_close(h);
}

static void json_history(struct instar__cli *c)
{
	instar *h = instar__cli_handle(c, c->db);
	const struct instar_history *history = instar_history(h);

	fputs(history ? ",\n  \"records\": [" : ",\n  \"records\": null", stdout);
	for (uint32_t i = 0; history && i < history->count; i++) {
		const struct instar_record *record = &history->records[i];
		instar__json_next(i);
		instar__json("{id: %s, applied_at: %s, applied_how: %s, known: %d}",
			record->id, record->applied_at, record->applied_how,
			record->known);
	}
	if (history)
		putchar(']');
	instar_close(h);
}

/* How the two fit together, or the verdict that ends every other command. */
static void tell_state(struct instar__cli *c)
{
	c->validate = true; /* the stamp may be right although the rows are not */
	instar *h = instar__cli_handle(c, c->db);
	const struct instar_status *status = instar_status(h);
	const char *state = status ? instar__cli_state(status)
				   : instar_code_name(instar_error(h)->code);
	const char *problem = status ? status->problem : instar_error(h)->message;

	if (c->json) {
		instar__json(",\n  state: %s, problem: %s", state, problem);
	} else {
		instar__print_line(10, "state", state);
		if (*problem)
			instar__print_line(10, "problem", problem);
	}
	instar_close(h);
}

int instar__cli_identify(struct instar__cli *c, instar *h)
{
	const struct instar_identity *identity = instar_identify(h);
	const struct instar_objects *objects = identity ? instar_objects(h) : NULL;

	if (!objects)
		return instar__cli_fail(c, instar_error(h));
	if (c->json) {
		json_identity(c, identity);
		json_objects(objects);
		json_history(c);
		tell_state(c);
		puts("}");
	} else {
		print_identity(c, identity);
		print_objects(objects);
		print_history(c);
		tell_state(c);
	}
	return INSTAR_EXIT_OK;
}
