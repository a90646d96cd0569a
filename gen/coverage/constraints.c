/*
 * constraints: what the keys and constraints of a written table distinguish. See
 * situation.h.
 */
#include "gen/base/arena.h"
#include "gen/coverage/domains.h"
#include "gen/coverage/intake.h"
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
static bool is_drawn(const struct intake *intake, const struct names *key)
{
	bool found = false;
	struct tree_visitor visitor = { .context = &found, .expr = find_chance };

	for (uint32_t i = 0; i < key->count; i++)
		tree_walk_expr(&visitor, intake_value(intake, key->items[i]));
	return found;
}

static bool is_null(const struct intake *intake, const struct names *key)
{
	for (uint32_t i = 0; i < key->count; i++) {
		if (intake_is_null(intake, key->items[i]))
			return true;
	}
	return false;
}

static void ask_key(const struct intake *intake, const struct names *key)
{
	struct arena *arena = intake->list->arena;
	const char *table = intake->target->name, *same = NULL;
	const char *columns = relation_list(arena, key);
	struct situation situation;

	for (uint32_t i = 0; i < key->count; i++)
		same = names_join(arena, same, " AND ",
			arena_printf(arena, "t.\"%w\" = n.\"%w\"", key->items[i],
				key->items[i]));
	situation = intake_situation(intake,
		arena_printf(arena, "%s (%s) is there already", table, columns),
		arena_printf(arena,
			"SELECT 1 FROM main.\"%w\" AS t, instar_new AS n WHERE %s", table,
			same));
	situation.refused = !goes_on(intake->insert);
	situation.making = MAKE_KEY;
	situation.relation = intake->target;
	situation.columns = *key;
	situation.rows = intake->rows;
	if (is_drawn(intake, key))
		situation.ruled_out = "its key is drawn by chance";
	else if (is_null(intake, key))
		situation.ruled_out = "its key is NULL";
	else if (intake_leaves_out(intake, key))
		situation.ruled_out = "the statement leaves out what is there";
	situation_add(intake->list, situation);
	situation = intake_situation(intake,
		arena_printf(arena, "%s (%s) is not there yet", table, columns),
		arena_printf(arena,
			"SELECT 1 FROM instar_new AS n WHERE NOT EXISTS (SELECT 1 FROM "
			"main.\"%w\" AS t WHERE %s)",
			table, same));
	situation.making = intake->source ? MAKE_ROWS : MAKE_NOTHING;
	situation_add(intake->list, situation);
}

static void ask_keys(const struct intake *intake)
{
	if (situations_make(intake->list, intake->target->name))
		return;
	for (uint32_t i = 0; i < intake->target->key_count; i++) {
		const struct relation_key *key = &intake->target->keys[i];

		if (!key->partial && intake_has(intake, &key->columns))
			ask_key(intake, &key->columns);
	}
}

/* Constraints that the rows meet */

/* Constraints of the target that a row may break; such rows stop the statement. */
static void ask_not_null(const struct intake *intake, const char *column)
{
	struct arena *arena = intake->list->arena;
	const struct tree_expr *value = intake_value(intake, column);
	struct situation situation;

	if (!value || value->kind == EXPR_LITERAL)
		return;
	situation = intake_situation(intake,
		situation_label(intake->list, value->span,
			arena_printf(arena, "NULL for %s, which is NOT NULL", column)),
		arena_printf(
			arena, "SELECT 1 FROM instar_new WHERE \"%w\" IS NULL", column));
	situation.span = value->span;
	situation.refused = true;
	situation.making = MAKE_ROWS;
	situation.wishes = wish_add(arena, NULL, value, WANT_NULL);
	if (!nullability_of(intake->source, PLACE_RESULT, NULL, value))
		situation.ruled_out = "nothing in it can be NULL";
	situation_add(intake->list, situation);
}

/* Do keys of the source see to it? Groups are alike in nothing that they are made by. */
static bool is_unique(const struct intake *intake, const struct names *key)
{
	const struct frame *source = intake->source;
	struct tree_exprs values = { NULL, 0 };
	const struct tree_exprs *groups = &source->core->group_by;
	uint32_t grouped = 0;

	for (uint32_t i = 0; i < key->count; i++) {
		const struct tree_expr *value = intake_value(intake, key->items[i]);

		if (!value)
			continue;
		*arena_add(intake->list->arena, values.items, values.count) = value;
		for (uint32_t j = 0; j < groups->count; j++)
			grouped += tree_equal(NODE_EXPR, value, groups->items[j]);
	}
	return frame_has_key(source, &values) ||
	       frame_has_unique_groups(source, &values) ||
	       (groups->count && grouped >= groups->count) ||
	       intake_has_one_each(intake, key);
}

static void ask_unique(const struct intake *intake, const struct names *key)
{
	struct arena *arena = intake->list->arena;
	uint32_t part = 0;
	struct names columns = intake_source_columns(intake, key, &part);
	const char *text = relation_list(arena, key), *filled = NULL;
	struct situation situation;

	for (uint32_t i = 0; i < key->count; i++)
		filled = names_join(arena, filled, " AND ",
			arena_printf(arena, "\"%w\" IS NOT NULL", key->items[i]));
	situation = intake_situation(intake,
		arena_printf(arena, "two rows alike in %s (%s), which is UNIQUE",
			intake->target->name, text),
		arena_printf(arena,
			"SELECT 1 FROM instar_new WHERE %s GROUP BY %s HAVING count(*) > "
			"1",
			filled, text));
	situation.refused = !goes_on(intake->insert);
	situation.making = columns.count ? MAKE_TWIN : MAKE_SEVERAL;
	situation.part = columns.count ? part : intake->source->source_count - 1;
	situation.columns = columns;
	if (is_unique(intake, key))
		situation.ruled_out = "a key of the source";
	else if (is_drawn(intake, key))
		situation.ruled_out = "its key is drawn by chance";
	else if (is_null(intake, key))
		situation.ruled_out = "its key is NULL";
	situation_add(intake->list, situation);
}

/* The CHECK as a condition of what its columns are filled with; NULL: not seen. */
static const struct tree_expr *check_below(
	const struct intake *intake, const struct tree_expr *check)
{
	struct arena *arena = intake->list->arena;
	struct tree_names *names = arena_alloc(arena, sizeof(*names));
	struct frame_source source = { .name = intake->target->name, .columns = names };
	struct frame frame = { .arena = arena, .sources = &source, .source_count = 1 };

	for (uint32_t i = 0; i < intake->columns.count; i++)
		*arena_add(arena, names->items, names->count) =
			(struct tree_name){ .text = intake->columns.items[i] };
	return pushdown_expr(&frame, &source, intake->source->core, check);
}

struct copying {
	const struct intake *intake;
	bool changed;
};

static bool compare_name(void *context, const struct tree_expr *expr)
{
	struct copying *copying = context;
	const struct tree_expr *value;

	if (expr->kind != EXPR_COLUMN)
		return true;
	value = intake_value(copying->intake, expr->column.name.text);
	copying->changed |= !value || value->kind != EXPR_COLUMN ||
			    !map_same(value->column.name.text, expr->column.name.text);
	return true;
}

/* Has the one source the same CHECK, and are its columns copied as they are? */
static bool is_inherited(const struct intake *intake, const struct tree_expr *check)
{
	const struct frame *source = intake->source;
	const struct relation *relation = source->sources[0].relation;
	struct copying copying = { intake, false };
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

static void ask_check(const struct intake *intake, const struct tree_expr *check)
{
	struct arena *arena = intake->list->arena;
	const char *text = tree_print(arena, NODE_EXPR, check);
	const struct tree_expr *below = check_below(intake, check);
	struct situation situation =
		intake_situation(intake, arena_printf(arena, "CHECK (%s) false", text),
			arena_printf(arena,
				"SELECT 1 FROM instar_new AS \"%w\" WHERE (%s) IS FALSE",
				intake->target->name, text));

	situation.refused = true;
	if (is_inherited(intake, check))
		situation.ruled_out = "a CHECK of the source";
	if (below) {
		situation.making = MAKE_ROWS;
		situation.wishes = wish_add(arena, NULL, below, WANT_FALSE);
		situation.constant = !has_columns(below);
		if (domains_exclude(
			    intake->source, PLACE_RESULT, NULL, below, WANT_FALSE))
			situation.ruled_out = "a CHECK of the source";
	}
	situation_add(intake->list, situation);
}

static void ask_checks(const struct intake *intake)
{
	const struct relation *target = intake->target;

	for (uint32_t i = 0; i < target->check_count; i++)
		ask_check(intake, target->checks[i]);
}

void constraints_ask_insert(struct situations *list, const struct frame *root,
	const struct tree_insert *insert)
{
	struct intake intake = intake_of(list, root, insert);
	const struct relation *target = intake.target;

	if (!target || !target->table || !intake.columns.count)
		return;
	ask_keys(&intake);
	if (!intake.source || !intake.source->from.count)
		return;
	for (uint32_t i = 0; i < target->not_null.count; i++) {
		if (!map_same(target->rowid, target->not_null.items[i]))
			ask_not_null(&intake, target->not_null.items[i]);
	}
	for (uint32_t i = 0; i < target->key_count; i++) {
		if (!target->keys[i].partial &&
			intake_has(&intake, &target->keys[i].columns))
			ask_unique(&intake, &target->keys[i].columns);
	}
	ask_checks(&intake);
	orphans_ask(&intake);
}
