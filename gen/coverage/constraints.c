/*
 * constraints: what the keys and constraints of a written table distinguish. See
 * situation.h.
 */
#include "gen/base/arena.h"
#include "gen/coverage/domains.h"
#include "gen/coverage/filling.h"
#include "gen/coverage/nullability.h"
#include "gen/coverage/pushdown.h"
#include "gen/oracle/lineage.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_equal.h"
#include "gen/sql/tree_print.h"

/* Rows that are there */

/* Does the statement go on when such a row is there? */
static bool goes_on(const struct tree_insert *insert)
{
	return insert->conflict == CONFLICT_IGNORE ||
	       insert->conflict == CONFLICT_REPLACE || insert->upserts.count;
}

static bool find_chance(void *context, const struct tree_expr *expr)
{
	static const char *const names[] = { "random", "randomblob" };
	bool *found = context;

	*found |= expr->kind == EXPR_CALL && MAP_AMONG(names, expr->call->name.text);
	return true;
}

/* Is a column of the key filled by random()? */
static bool is_drawn(const struct filling *filling, const struct names *key)
{
	bool found = false;
	struct tree_visitor visitor = { .context = &found, .expr = find_chance };

	for (uint32_t i = 0; i < key->count; i++)
		tree_walk_expr(&visitor, filling_value(filling, key->items[i]));
	return found;
}

static bool is_null(const struct filling *filling, const struct names *key)
{
	for (uint32_t i = 0; i < key->count; i++) {
		if (filling_is_null(filling, key->items[i]))
			return true;
	}
	return false;
}

static void ask_key(const struct filling *filling, const struct names *key)
{
	struct arena *arena = filling->list->arena;
	const char *table = filling->target->name, *same = NULL;
	const char *columns = relation_list(arena, key);
	struct situation situation;

	for (uint32_t i = 0; i < key->count; i++)
		same = names_join(arena, same, " AND ",
			arena_printf(arena, "t.\"%w\" = n.\"%w\"", key->items[i],
				key->items[i]));
	situation = filling_situation(filling,
		arena_printf(arena, "%s (%s) is there already", table, columns),
		arena_printf(arena,
			"SELECT 1 FROM main.\"%w\" AS t, instar_new AS n WHERE %s", table,
			same));
	situation.refused = !goes_on(filling->insert);
	situation.making = MAKE_KEY;
	situation.relation = filling->target;
	situation.columns = *key;
	situation.rows = filling->rows;
	if (is_drawn(filling, key))
		situation.ruled_out = "its key is drawn by chance";
	else if (is_null(filling, key))
		situation.ruled_out = "its key is NULL";
	else if (filling_leaves_out(filling, key))
		situation.ruled_out = "the statement leaves out what is there";
	situation_add(filling->list, situation);
	situation = filling_situation(filling,
		arena_printf(arena, "%s (%s) is not there yet", table, columns),
		arena_printf(arena,
			"SELECT 1 FROM instar_new AS n WHERE NOT EXISTS (SELECT 1 FROM "
			"main.\"%w\" AS t WHERE %s)",
			table, same));
	situation.making = filling->source ? MAKE_ROWS : MAKE_NOTHING;
	situation_add(filling->list, situation);
}

static void ask_keys(const struct filling *filling)
{
	if (situations_make(filling->list, filling->target->name))
		return;
	for (uint32_t i = 0; i < filling->target->key_count; i++) {
		const struct relation_key *key = &filling->target->keys[i];

		if (!key->partial && filling_has(filling, &key->columns))
			ask_key(filling, &key->columns);
	}
}

/* Constraints that the rows meet */

/* Constraints of the target that a row may break; such rows stop the statement. */
static void ask_not_null(const struct filling *filling, const char *column)
{
	struct arena *arena = filling->list->arena;
	const struct tree_expr *value = filling_value(filling, column);
	struct situation situation;

	if (!value || value->kind == EXPR_LITERAL)
		return;
	situation = filling_situation(filling,
		situation_label(filling->list, value->span,
			arena_printf(arena, "NULL for %s, which is NOT NULL", column)),
		arena_printf(
			arena, "SELECT 1 FROM instar_new WHERE \"%w\" IS NULL", column));
	situation.span = value->span;
	situation.refused = true;
	situation.making = MAKE_ROWS;
	situation.wishes = wish_add(arena, NULL, value, WANT_NULL);
	if (!nullability_of(filling->source, PLACE_RESULT, NULL, value))
		situation.ruled_out = "nothing in it can be NULL";
	situation_add(filling->list, situation);
}

/* Do keys of the source see to it? Groups are alike in nothing that they are made by. */
static bool is_unique(const struct filling *filling, const struct names *key)
{
	const struct frame *source = filling->source;
	struct tree_exprs values = { NULL, 0 };
	const struct tree_exprs *groups = &source->core->group_by;
	uint32_t grouped = 0;

	for (uint32_t i = 0; i < key->count; i++) {
		const struct tree_expr *value = filling_value(filling, key->items[i]);

		if (!value)
			continue;
		*arena_add(filling->list->arena, values.items, values.count) = value;
		for (uint32_t j = 0; j < groups->count; j++)
			grouped += tree_equal(NODE_EXPR, value, groups->items[j]);
	}
	return frame_has_key(source, &values) ||
	       frame_has_unique_groups(source, &values) ||
	       (groups->count && grouped >= groups->count) ||
	       filling_has_one_each(filling, key);
}

static void ask_unique(const struct filling *filling, const struct names *key)
{
	struct arena *arena = filling->list->arena;
	uint32_t part = 0;
	struct names columns = filling_source_columns(filling, key, &part);
	const char *text = relation_list(arena, key), *filled = NULL;
	struct situation situation;

	for (uint32_t i = 0; i < key->count; i++)
		filled = names_join(arena, filled, " AND ",
			arena_printf(arena, "\"%w\" IS NOT NULL", key->items[i]));
	situation = filling_situation(filling,
		arena_printf(arena, "two rows alike in %s (%s), which is UNIQUE",
			filling->target->name, text),
		arena_printf(arena,
			"SELECT 1 FROM instar_new WHERE %s GROUP BY %s HAVING count(*) > "
			"1",
			filled, text));
	situation.refused = !goes_on(filling->insert);
	situation.making = columns.count ? MAKE_TWIN : MAKE_SEVERAL;
	situation.part = columns.count ? part : filling->source->source_count - 1;
	situation.columns = columns;
	if (is_unique(filling, key))
		situation.ruled_out = "a key of the source";
	else if (is_drawn(filling, key))
		situation.ruled_out = "its key is drawn by chance";
	else if (is_null(filling, key))
		situation.ruled_out = "its key is NULL";
	situation_add(filling->list, situation);
}

/* The CHECK as a condition of what its columns are filled with; NULL: not seen. */
static const struct tree_expr *check_below(
	const struct filling *filling, const struct tree_expr *check)
{
	struct arena *arena = filling->list->arena;
	struct tree_names *names = arena_alloc(arena, sizeof(*names));
	struct frame_source source = { .name = filling->target->name, .columns = names };
	struct frame frame = { .arena = arena, .sources = &source, .source_count = 1 };

	for (uint32_t i = 0; i < filling->columns.count; i++)
		*arena_add(arena, names->items, names->count) =
			(struct tree_name){ .text = filling->columns.items[i] };
	return pushdown_expr(&frame, &source, filling->source->core, check);
}

struct copying {
	const struct filling *filling;
	bool changed;
};

static bool compare_name(void *context, const struct tree_expr *expr)
{
	struct copying *copying = context;
	const struct tree_expr *value;

	if (expr->kind != EXPR_COLUMN)
		return true;
	value = filling_value(copying->filling, expr->column.name.text);
	copying->changed |= !value || value->kind != EXPR_COLUMN ||
			    !map_same(value->column.name.text, expr->column.name.text);
	return true;
}

/* Has the one source the same CHECK, and are its columns copied as they are? */
static bool is_inherited(const struct filling *filling, const struct tree_expr *check)
{
	const struct frame *source = filling->source;
	const struct relation *relation = source->sources[0].relation;
	struct copying copying = { filling, false };
	struct tree_visitor visitor = { .context = &copying, .expr = compare_name };

	if (source->source_count != 1 || !relation)
		return false;
	tree_walk_expr(&visitor, check);
	for (uint32_t i = 0; !copying.changed && i < relation->check_count; i++) {
		if (tree_equal(NODE_EXPR, relation->checks[i], check))
			return true;
	}
	return false;
}

static bool note_column(void *context, const struct tree_expr *expr)
{
	bool *found = context;

	*found |= expr->kind == EXPR_COLUMN;
	return true;
}

static bool has_columns(const struct tree_expr *expr)
{
	bool found = false;
	struct tree_visitor visitor = { .context = &found, .expr = note_column };

	tree_walk_expr(&visitor, expr);
	return found;
}

static void ask_check(const struct filling *filling, const struct tree_expr *check)
{
	struct arena *arena = filling->list->arena;
	const char *text = tree_print(arena, NODE_EXPR, check);
	const struct tree_expr *below = check_below(filling, check);
	struct situation situation =
		filling_situation(filling, arena_printf(arena, "CHECK (%s) false", text),
			arena_printf(arena,
				"SELECT 1 FROM instar_new AS \"%w\" WHERE (%s) IS FALSE",
				filling->target->name, text));

	situation.refused = true;
	if (is_inherited(filling, check))
		situation.ruled_out = "a CHECK of the source";
	if (below) {
		situation.making = MAKE_ROWS;
		situation.wishes = wish_add(arena, NULL, below, WANT_FALSE);
		situation.constant = !has_columns(below);
		if (domains_exclude(
			    filling->source, PLACE_RESULT, NULL, below, WANT_FALSE))
			situation.ruled_out = "a CHECK of the source";
	}
	situation_add(filling->list, situation);
}

static void ask_checks(const struct filling *filling)
{
	const struct relation *target = filling->target;

	for (uint32_t i = 0; i < target->check_count; i++)
		ask_check(filling, target->checks[i]);
}

void constraints_ask_insert(struct situations *list, const struct frame *root,
	const struct tree_insert *insert)
{
	struct filling filling = filling_of(list, root, insert);
	const struct relation *target = filling.target;

	if (!target || !target->table || !filling.columns.count)
		return;
	ask_keys(&filling);
	if (!filling.source || !filling.source->from.count)
		return;
	for (uint32_t i = 0; i < target->not_null.count; i++) {
		if (!map_same(target->rowid, target->not_null.items[i]))
			ask_not_null(&filling, target->not_null.items[i]);
	}
	for (uint32_t i = 0; i < target->key_count; i++) {
		if (!target->keys[i].partial &&
			filling_has(&filling, &target->keys[i].columns))
			ask_unique(&filling, &target->keys[i].columns);
	}
	ask_checks(&filling);
	orphans_ask(&filling);
}
