/*
 * left_on: what a released migration leaves on is turned off at its end. See
 * statement_rules.h.
 *
 * Its tool closed the connection some time later; instar's is the program's, and goes on.
 */
#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/statement_rules.h"

struct setting {
	const char *pragma;
	const char *off; /* the value that ends it */
	const char *sql;
};

static const struct setting settings[] = {
	{ "legacy_alter_table", NULL, "PRAGMA legacy_alter_table=OFF" },
	{ "ignore_check_constraints", NULL, "PRAGMA ignore_check_constraints=OFF" },
	{ "recursive_triggers", NULL, "PRAGMA recursive_triggers=OFF" },
	{ "writable_schema", "reset", "PRAGMA writable_schema=RESET" },
};

/* The last statement that sets it, when it leaves it on; else NULL. */
static const struct statement *left_on(
	const struct setting *setting, const struct statement *statements, uint32_t count)
{
	while (count-- > 0) {
		const struct statement *statement = &statements[count];

		if (statement->kind != STATEMENT_PRAGMA || statement->dropped ||
			!statement->value || !map_same(statement->name, setting->pragma))
			continue;
		if (setting->off ? map_same(statement->value, setting->off)
				 : !pragmas_is_on(statement->value))
			return NULL;
		return statement;
	}
	return NULL;
}

/* The same list with a statement behind it, which has the place of `cause`. */
static struct statement *with(struct arena *arena, const struct statement *statements,
	uint32_t *count, const struct setting *setting, const struct statement *cause)
{
	struct statement *all = NULL, *last;
	uint32_t done = 0;

	while (done < *count) {
		const struct statement *statement = &statements[done];

		*arena_add(arena, all, done) = *statement;
	}
	last = arena_add(arena, all, done);
	*last = *cause;
	last->sql = setting->sql;
	last->value = setting->off ? setting->off : "off";
	last->tree = parse_statement(arena, setting->sql);
	last->token_count = 0;
	*count = done;
	return all;
}

void left_on_end(struct arena *arena, struct migration *migration)
{
	struct script *up = (struct script *)migration->up;

	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		const struct setting *setting = &settings[i];
		const struct statement *cause = left_on(setting, up->up, up->up_count);

		if (cause)
			up->up = with(arena, up->up, &up->up_count, setting, cause);
		cause = left_on(setting, migration->down, migration->down_count);
		if (cause)
			migration->down = with(arena, migration->down,
				&migration->down_count, setting, cause);
	}
}
