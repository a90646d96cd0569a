/*
 * step_schema: the part of a schema that a step has to do with. See step_schema.h.
 */
#include "gen/rehearse/step_schema.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_walk.h"

/* A view or a trigger. */
struct body {
	const char *name, *sql;
	bool taken; /* its names are among those that count */
};

/* Names, and a map of them. */
struct reach {
	struct arena *arena;
	struct names names;
	struct map map;
};

static void add(struct reach *reach, const char *name)
{
	if (map_add(&reach->map, name))
		*arena_add(reach->arena, reach->names.items, reach->names.count) = name;
}

static bool has(const struct reach *reach, const char *name)
{
	return map_get(&reach->map, name) != MAP_NONE;
}

static void take_name(void *context, const struct tree_name *name, enum tree_role role)
{
	if (role == ROLE_TABLE)
		add(context, name->text);
}

struct naming {
	struct arena *arena;
	struct names *names;
};

static void take_any(void *context, const struct tree_name *name, enum tree_role role)
{
	const struct naming *naming = context;

	if (role == ROLE_TABLE || role == ROLE_TRIGGER)
		names_add(naming->arena, naming->names, name->text);
}

void step_schema_name(
	struct arena *arena, struct names *used, const struct statement *statement)
{
	struct naming naming = { arena, used };

	if (statement->name)
		names_add(arena, used, statement->name);
	if (statement->table)
		names_add(arena, used, statement->table);
	tree_walk_statement(
		&(struct tree_visitor){ .context = &naming, .name = take_any },
		statement->tree);
}

static struct body *read_bodies(
	struct arena *arena, struct scratch *scratch, uint32_t *count)
{
	struct query query = scratch_query(scratch,
		"SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')");
	struct body *bodies = NULL;

	*count = 0;
	while (query_row(&query))
		*arena_add(arena, bodies, *count) = (struct body){
			.name = query_copy(&query, 0),
			.sql = query_copy(&query, 1),
		};
	return bodies;
}

/* One round; true when something was added. */
static bool spread(struct reach *reach, struct body *bodies, uint32_t count)
{
	const struct tree_visitor visitor = { .context = reach, .name = take_name };
	bool more = false;

	for (uint32_t i = 0; i < count; i++) {
		struct body *body = &bodies[i];

		if (body->taken || !has(reach, body->name))
			continue;
		body->taken = more = true;
		add(reach, body->name);
		tree_walk_statement(&visitor, parse_statement(reach->arena, body->sql));
	}
	return more;
}

struct names step_schema_of(
	struct arena *arena, struct scratch *scratch, const struct names *used)
{
	struct reach reach = { .arena = arena };
	uint32_t count;
	struct body *bodies = read_bodies(arena, scratch, &count);

	map_init(&reach.map, arena);
	for (uint32_t i = 0; i < used->count; i++)
		add(&reach, used->items[i]);
	while (spread(&reach, bodies, count))
		continue;
	return reach.names;
}
