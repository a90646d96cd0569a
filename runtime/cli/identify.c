/*
 * identify: the command `identify`: what a database is, whatever it says of itself.
 *
 * In: a handle. Out: the step that its schema is that of and the differences, then all
 * objects, the tracking rows and the drift between them.
 */
#include "runtime/cli/cli.h"

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
		instar__print_text(stdout, differences[i].text);
		if (*differences[i].id &&
			differences[i].kind != INSTAR_DIFFERENCE_EXTRA) {
			fputs(" (", stdout);
			instar__print_text(stdout, differences[i].id);
			putchar(')');
		}
		putchar('\n');
	}
}

void instar__json_differences(const struct instar_difference *differences, uint32_t count)
{
	fputs(",\n  \"differences\": [", stdout);
	for (uint32_t i = 0; i < count; i++) {
		fputs(i ? ",\n    {" : "\n    {", stdout);
		instar__json_text("", "kind", kind_of(&differences[i]));
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

	fputs("database   ", stdout);
	instar__print_text(stdout, c->path);
	fputs("\nset        ", stdout);
	instar__print_text(stdout, identity->set_name);
	fputs(identity->exact ? "\nis at      " : "\nnearest to ", stdout);
	instar__print_text(stdout, current);
	printf(" (%lu of %lu)%s\n", (unsigned long)identity->position,
		(unsigned long)identity->count, identity->exact ? ", exactly" : "");
	if (!identity->exact)
		printf("differs    %lu missing, %lu of another shape, %lu extra\n",
			(unsigned long)identity->missing, (unsigned long)identity->other,
			(unsigned long)identity->extra);
	instar__print_differences(identity->differences, identity->difference_count);
	instar__print_neighbours(10, identity->other_sets, identity->elsewhere);
}

void instar__print_neighbours(int width, const char *sets, uint32_t elsewhere)
{
	if (!*sets)
		return;
	printf("%-*s ", width, "other sets");
	instar__print_text(stdout, sets);
	printf("; %lu object%s may be theirs\n", (unsigned long)elsewhere,
		elsewhere == 1 ? "" : "s");
}

static void print_objects(const struct instar_objects *objects)
{
	printf("objects    %lu\n", (unsigned long)objects->count);
	for (uint32_t i = 0; i < objects->count; i++) {
		const struct instar_object *object = &objects->objects[i];

		printf("  %-8s ", object->type);
		instar__print_text(stdout, object->name);
		if (*object->columns) {
			putchar('(');
			instar__print_text(stdout, object->columns);
			putchar(')');
		} else {
			fputs(" on ", stdout);
			instar__print_text(stdout, object->table);
		}
		putchar('\n');
	}
}

static void json_objects(const struct instar_objects *objects)
{
	fputs(",\n  \"objects\": [", stdout);
	for (uint32_t i = 0; i < objects->count; i++) {
		const struct instar_object *object = &objects->objects[i];

		fputs(i ? ",\n    {" : "\n    {", stdout);
		instar__json_text("", "type", object->type);
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
		fputs("recorded   ", stdout);
		instar__print_text(stdout, instar_error(h)->message);
		putchar('\n');
	} else {
		printf("recorded   %lu\n", (unsigned long)history->count);
		instar__print_history(c, history);
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
		fputs("state      ", stdout);
		instar__print_text(stdout, state);
		fputs(*problem ? "\nproblem    " : "", stdout);
		instar__print_text(stdout, problem);
		putchar('\n');
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
