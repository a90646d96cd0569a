/*
 * challenge: rows that the schema before a step may allow, and the step refuse. See
 * challenge.h.
 */
#include "gen/rehearse/challenge.h"

#include "gen/base/arena.h"
#include "gen/oracle/substitution.h"
#include "gen/sql/parse.h"

/* Of a demand that may well be impossible. */
enum { ATTEMPTS = 24 };

struct demand *challenge_way(
	struct arena *arena, struct challenge *challenge, const char *filter)
{
	struct challenge_rows *rows =
		arena_add(arena, challenge->ways, challenge->way_count);

	*rows = (struct challenge_rows){ .count = 1 };
	rows->demands[0] = (struct demand){ .table = challenge->table,
		.alias = DERIVED_ROW,
		.way = DEMAND_ADD, /* as a user does: past the triggers */
		.attempts = ATTEMPTS };
	if (filter)
		challenge_condition(arena, &rows->demands[0], filter, TRUTH_TRUE);
	return &rows->demands[0];
}

/* Each part of a conjunction alone, so that it is known which is not as wanted. */
static void add_condition(struct arena *arena, struct demand *demand,
	const struct tree_expr *expr, enum truth wanted)
{
	if (wanted == TRUTH_TRUE && expr->kind == EXPR_BINARY &&
		expr->binary.operator == OPERATOR_AND) {
		add_condition(arena, demand, expr->binary.left, wanted);
		add_condition(arena, demand, expr->binary.right, wanted);
		return;
	}
	*arena_add(arena, demand->conditions, demand->condition_count) =
		(struct demand_condition){ expr, wanted };
}

void challenge_condition(
	struct arena *arena, struct demand *demand, const char *sql, enum truth wanted)
{
	const struct tree_expr *expr = parse_expression(arena, sql);

	if (expr)
		add_condition(arena, demand, expr, wanted);
}

void challenge_value(struct arena *arena, struct demand *demand, const char *column,
	struct value value)
{
	struct demand_pin pin = { .kind = PIN_VALUE, .value = value };

	names_add(arena, &pin.columns, column);
	*arena_add(arena, demand->pins, demand->pin_count) = pin;
}

void challenge_twin(struct arena *arena, struct demand *demand,
	const struct names *columns, const char *where)
{
	if (columns->count)
		*arena_add(arena, demand->pins, demand->pin_count) = (struct demand_pin){
			.kind = PIN_TWIN, .columns = *columns, .where = where
		};
}
