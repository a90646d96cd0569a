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
	fputs(",\n  \"differences\": [", stdout);
	for (uint32_t i = 0; i < count; i++) {
		instar__json_text(instar__json_item(i), "kind", kind_of(&differences[i]));
		instar__json_text(", ", "type", differences[i].type);
		instar__json_text(", ", "name", differences[i].name);
		instar__json_text(", ", "text", differences[i].text);
		instar__json_text(", ", "id", differences[i].id);
		putchar('}');
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
	fputs(",\n  \"objects\": [", stdout);
	for (uint32_t i = 0; i < objects->count; i++) {
		const struct instar_object *object = &objects->objects[i];

		instar__json_text(instar__json_item(i), "type", object->type);
		instar__json_text(", ", "name", object->name);
		instar__json_text(", ", "table", object->table);
		instar__json_text(", ", "columns", object->columns);
		putchar('}');
	}
	putchar(']');
}

static void json_identity(
	const struct instar__cli *c, const struct instar_identity *identity)
{
	instar__json_text("{", "database", c->path);
	instar__json_text(", ", "set", identity->set_name);
	instar__json_text(", ", "current", identity->current);
	instar__json_number(", ", "position", identity->position);
	instar__json_number(", ", "count", identity->count);
	instar__json_boolean(", ", "exact", identity->exact);
	instar__json_number(", ", "missing", identity->missing);
	instar__json_number(", ", "other", identity->other);
	instar__json_number(", ", "extra", identity->extra);
	instar__json_differences(identity->differences, identity->difference_count);
	instar__json_text(",\n  ", "other_sets", identity->other_sets);
	instar__json_number(", ", "elsewhere", identity->elsewhere);
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

	fputs(",\n  \"records\": ", stdout);
	if (!history)
		fputs("null", stdout);
	for (uint32_t i = 0; history && i < history->count; i++) {
		instar__json_text(
			i ? ",\n    {" : "[\n    {", "id", history->records[i].id);
		instar__json_text(", ", "applied_at", history->records[i].applied_at);
		instar__json_text(", ", "applied_how", history->records[i].applied_how);
		instar__json_boolean(", ", "known", history->records[i].known);
		putchar('}');
	}
	if (history)
		fputs(history->count ? "]" : "[]", stdout);
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
		instar__json_text(",\n  ", "state", state);
		instar__json_text(", ", "problem", problem);
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
