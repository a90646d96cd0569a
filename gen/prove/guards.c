/*
 * guards: which fact tells that a statement has had its effect. See guards.h.
 */
#include "gen/prove/guards.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"

/* The fact that each kind of statement brings about. */
static const struct {
	enum statement_kind statement;
	enum instar_check_kind fact;
	uint32_t negated;
} effects[] = {
	{ STATEMENT_CREATE_TABLE, INSTAR_CHECK_TABLE, 0 },
	{ STATEMENT_CREATE_TABLE_AS, INSTAR_CHECK_TABLE, 0 },
	{ STATEMENT_CREATE_VIRTUAL_TABLE, INSTAR_CHECK_TABLE, 0 },
	{ STATEMENT_CREATE_INDEX, INSTAR_CHECK_INDEX, 0 },
	{ STATEMENT_CREATE_VIEW, INSTAR_CHECK_VIEW, 0 },
	{ STATEMENT_CREATE_TRIGGER, INSTAR_CHECK_TRIGGER, 0 },
	{ STATEMENT_RENAME_TABLE, INSTAR_CHECK_TABLE, 0 },
	{ STATEMENT_RENAME_COLUMN, INSTAR_CHECK_COLUMN, 0 },
	{ STATEMENT_ADD_COLUMN, INSTAR_CHECK_COLUMN, 0 },
	{ STATEMENT_DROP_COLUMN, INSTAR_CHECK_COLUMN, INSTAR_CHECK_NOT },
	{ STATEMENT_DROP_TABLE, INSTAR_CHECK_TABLE, INSTAR_CHECK_NOT },
	{ STATEMENT_DROP_INDEX, INSTAR_CHECK_INDEX, INSTAR_CHECK_NOT },
	{ STATEMENT_DROP_VIEW, INSTAR_CHECK_VIEW, INSTAR_CHECK_NOT },
	{ STATEMENT_DROP_TRIGGER, INSTAR_CHECK_TRIGGER, INSTAR_CHECK_NOT },
};

/* Does the fact name what the statement makes or ends? */
static bool names(const struct statement *statement, const struct fact *fact)
{
	switch (statement->kind) {
	case STATEMENT_RENAME_TABLE:
		return map_same(fact->name, statement->new_name);
	case STATEMENT_RENAME_COLUMN:
		return map_same(fact->name, statement->name) &&
		       map_same(fact->part, statement->new_name);
	case STATEMENT_ADD_COLUMN:
	case STATEMENT_DROP_COLUMN:
		return map_same(fact->name, statement->name) &&
		       map_same(fact->part, statement->column);
	default:
		return map_same(fact->name, statement->name);
	}
}

static uint32_t guard_of(const struct statement *statement, const struct fact *facts,
	struct instar_range range)
{
	for (size_t i = 0; i < sizeof(effects) / sizeof(*effects); i++) {
		if (effects[i].statement != statement->kind)
			continue;
		for (uint32_t j = range.first; j < range.first + range.count; j++) {
			if (facts[j].kind == effects[i].fact &&
				(facts[j].flags & INSTAR_CHECK_NOT) ==
					effects[i].negated &&
				names(statement, &facts[j]))
				return j;
		}
	}
	return INSTAR_NONE;
}

const uint32_t *guards_of(struct arena *arena, const struct script *script,
	const struct fact *facts, struct instar_range range)
{
	uint32_t *guards = arena_array(arena, script->up_count, sizeof(*guards));

	for (uint32_t i = 0; i < script->up_count; i++)
		guards[i] = guard_of(&script->up[i], facts, range);
	return guards;
}
