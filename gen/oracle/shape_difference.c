/*
 * shape_difference: what a new definition of a table lacks that the old one has. See
 * shape_difference.h. Keys and indexes are in shape_keys.c, foreign keys in
 * shape_references.c, triggers in shape_triggers.c; CHECKs in shape_conditions.c.
 */
#include "gen/oracle/shape_difference.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/tree_equal.h"
#include "gen/sql/tree_print.h"

struct shape_difference *shape_differs(struct shape_comparison *comparison,
	enum shape_part part, const char *words, const char *name)
{
	struct shape_difference *difference =
		arena_add(comparison->arena, comparison->items, comparison->count);

	*difference =
		(struct shape_difference){ .part = part, .words = words, .name = name };
	return difference;
}

const char *shape_text(struct arena *arena, const struct tree_column_def *column,
	const struct tree_constraint *constraint)
{
	if (column)
		return tree_print(arena, NODE_COLUMN_DEF, column);
	return constraint ? tree_print(arena, NODE_CONSTRAINT, constraint) : NULL;
}

const char *shape_conflict(enum tree_conflict conflict)
{
	static const char *const words[] = { NULL, "ROLLBACK", NULL, "FAIL", "IGNORE",
		"REPLACE" };

	return words[conflict];
}

/* What a list of pairs says of a name; the name itself when it is in none. */
static const char *paired(
	const struct names *were, const struct names *are, const char *name)
{
	uint32_t place = map_place(were->items, were->count, name);

	return place == MAP_NONE ? name : are->items[place];
}

const char *shape_column_now(
	const struct shape_comparison *comparison, const char *column)
{
	const char *now =
		paired(&comparison->columns_were, &comparison->columns_are, column);

	return shape_column(comparison->new, now) ? now : NULL;
}

static const char *now(const void *context, enum tree_role role, const char *name)
{
	const struct shape_comparison *comparison = context;

	if (role == ROLE_TABLE)
		return paired(&comparison->tables_were, &comparison->tables_are, name);
	return paired(&comparison->columns_were, &comparison->columns_are, name);
}

static bool has(const void *context, const char *name)
{
	const struct shape_comparison *comparison = context;

	return shape_column(comparison->new, name) || shape_column(comparison->old, name);
}

bool shape_same_expr(const struct shape_comparison *comparison,
	const struct tree_expr *old, const struct tree_expr *new)
{
	return tree_alike(NODE_EXPR, old, new,
		&(struct tree_likeness){ .context = comparison, .now = now, .has = has });
}

bool shape_same_trigger(const struct shape_comparison *comparison,
	const struct tree_create_trigger *old, const struct tree_create_trigger *new)
{
	return tree_alike(NODE_CREATE_TRIGGER, old, new,
		&(struct tree_likeness){ .context = comparison, .now = now });
}

/* What an expression reads is being counted. */
struct reading {
	const struct shape_comparison *comparison;
	struct shape_reads reads;
};

static bool read_column(void *context, const struct tree_expr *expr)
{
	struct reading *reading = context;
	const struct shape_comparison *comparison = reading->comparison;
	const char *column;

	if (expr->kind != EXPR_COLUMN)
		return true;
	column = expr->column.name.text;
	if (!shape_column(comparison->old, column))
		return true;
	reading->reads.there += shape_column_now(comparison, column) != NULL;
	reading->reads.gone += shape_column_now(comparison, column) == NULL;
	return true;
}

struct shape_reads shape_reads_of(
	const struct shape_comparison *comparison, const struct tree_expr *expr)
{
	struct reading reading = { .comparison = comparison };

	tree_walk_expr(
		&(struct tree_visitor){ .context = &reading, .expr = read_column }, expr);
	return reading.reads;
}

/* Conditions */

/* Is it `column IS NOT NULL`, and the column NOT NULL? */
static bool is_not_null(
	const struct shape_comparison *comparison, const struct tree_expr *check)
{
	const struct tree_name *name;
	const struct shape_column *column;

	if (check->kind != EXPR_BINARY ||
		check->binary.operator!= OPERATOR_IS_NOT ||
		check->binary.right->kind != EXPR_LITERAL ||
		check->binary.right->literal.kind != LITERAL_NULL)
		return false;
	name = tree_column_of(check->binary.left);
	column = name ? shape_column(
				comparison->new, shape_column_now(comparison, name->text))
		      : NULL;
	return column &&
	       (column->not_null || map_same(column->name, comparison->new->rowid));
}

static bool see_typeof(void *context, const struct tree_expr *expr)
{
	bool *found = context;

	*found |= expr->kind == EXPR_CALL && map_same(expr->call->name.text, "typeof");
	return true;
}

/* A condition about types says nothing of a table that is STRICT now. */
static bool is_about_types(const struct tree_expr *check)
{
	bool found = false;

	tree_walk_expr(
		&(struct tree_visitor){ .context = &found, .expr = see_typeof }, check);
	return found;
}

/* Does the expression read a column that the other one, an old one, reads? */
static bool reads_same(const struct shape_comparison *comparison,
	const struct tree_expr *old, const struct tree_expr *new)
{
	for (uint32_t i = 0; i < comparison->old->column_count; i++) {
		const char *column = comparison->old->columns[i].name;
		const char *is = shape_column_now(comparison, column);

		if (is && tree_has_column(old, column) && tree_has_column(new, is))
			return true;
	}
	return false;
}

/* Is one of the new conditions an old one, too? */
static bool is_known(
	const struct shape_comparison *comparison, const struct tree_expr *new)
{
	for (uint32_t i = 0; i < comparison->old->check_count; i++) {
		if (shape_same_expr(comparison, comparison->old->checks[i], new))
			return true;
	}
	return false;
}

/* A condition that is not among the new ones as it was. */
static void judge_check(struct shape_comparison *comparison, const struct tree_expr *old)
{
	const struct shape *new = comparison->new;
	const char *text = tree_print(comparison->arena, NODE_EXPR, old);
	const struct tree_expr *other = NULL;
	enum shape_part part = SHAPE_OTHER_CHECK;

	for (uint32_t i = 0; i < new->check_count; i++) {
		if (is_known(comparison, new->checks[i]) ||
			!reads_same(comparison, old, new->checks[i]))
			continue;
		other = new->checks[i];
		switch (shape_condition(comparison, old, other)) {
		case SHAPE_STRICTER:
			return;
		case SHAPE_LOOSER:
			part = SHAPE_LOOSER_CHECK;
			break;
		case SHAPE_ANOTHER:
			break;
		}
	}
	if (!other) {
		shape_differs(comparison, SHAPE_CHECK,
			arena_printf(comparison->arena, "without its CHECK (%s)", text),
			arena_printf(comparison->arena, "(%s)", text));
		return;
	}
	text = arena_printf(comparison->arena, "with another CHECK: %s, it was %s",
		tree_print(comparison->arena, NODE_EXPR, other), text);
	shape_differs(comparison, part, text, NULL);
}

static void compare_checks(struct shape_comparison *comparison)
{
	const struct shape *old = comparison->old, *new = comparison->new;

	for (uint32_t i = 0; i < old->check_count; i++) {
		const struct tree_expr *check = old->checks[i];
		bool found = false;

		for (uint32_t j = 0; !found && j < new->check_count; j++)
			found = shape_same_expr(comparison, check, new->checks[j]);
		if (found || !shape_reads_of(comparison, check).there ||
			is_not_null(comparison, check) ||
			(new->strict &&is_about_types(check)))
			continue;
		judge_check(comparison, check);
	}
}

/* Columns */

/* DEFAULT NULL is none. */
static bool has_default(const struct shape_column *column)
{
	return column->fallback &&
	       (column->fallback->expr->kind != EXPR_LITERAL ||
		       column->fallback->expr->literal.kind != LITERAL_NULL);
}

/* What holds rows without a value off. */
static bool refuses_null(const struct shape *shape, const struct shape_column *column)
{
	if (column->not_null || map_same(shape->rowid, column->name))
		return true;
	for (uint32_t i = 0; shape->without_rowid && i < shape->key_count; i++) {
		for (uint32_t j = 0;
			shape->keys[i].primary && j < shape->keys[i].term_count; j++) {
			if (map_same(shape->keys[i].terms[j].column, column->name))
				return true;
		}
	}
	for (uint32_t i = 0; i < shape->check_count; i++) {
		const struct tree_expr *check = shape->checks[i];

		if (check->kind == EXPR_BINARY &&
			check->binary.operator == OPERATOR_IS_NOT &&
			tree_column_of(check->binary.left) &&
			map_same(tree_column_of(check->binary.left)->text, column->name))
			return true;
	}
	return false;
}

static void compare_default(struct shape_comparison *comparison,
	const struct shape_column *old, const struct shape_column *new)
{
	struct arena *arena = comparison->arena;

	if (!has_default(old) || new->generated ||
		map_same(comparison->new->rowid, new->name))
		return;
	if (!new->fallback)
		shape_differs(comparison, SHAPE_DEFAULT,
			arena_printf(arena, "without its DEFAULT of %s", old->name),
			old->name);
	else if (!shape_same_expr(comparison, old->fallback->expr, new->fallback->expr))
		shape_differs(comparison, SHAPE_OTHER_DEFAULT,
			arena_printf(arena, "with another DEFAULT of %s: %s, it was %s",
				new->name,
				tree_print(arena, NODE_EXPR, new->fallback->expr),
				tree_print(arena, NODE_EXPR, old->fallback->expr)),
			new->name);
}

static void compare_generated(struct shape_comparison *comparison,
	const struct shape_column *old, const struct shape_column *new)
{
	struct arena *arena = comparison->arena;

	if (!old->generated || shape_reads_of(comparison, old->generated->expr).gone)
		return;
	if (!new->generated)
		shape_differs(comparison, SHAPE_GENERATED,
			arena_printf(arena, "without its generated expression of %s",
				old->name),
			old->name);
	else if (!shape_same_expr(comparison, old->generated->expr, new->generated->expr))
		shape_differs(comparison, SHAPE_GENERATED,
			arena_printf(arena,
				"with another generated expression of %s: %s, it was %s",
				new->name,
				tree_print(arena, NODE_EXPR, new->generated->expr),
				tree_print(arena, NODE_EXPR, old->generated->expr)),
			new->name);
}

static void compare_not_null(struct shape_comparison *comparison,
	const struct shape_column *old, const struct shape_column *new)
{
	const char *conflict =
		old->not_null ? shape_conflict(old->not_null->conflict) : NULL;

	if (!old->not_null && map_same(comparison->old->rowid, old->name))
		return; /* told with the key */
	if (refuses_null(comparison->old, old) && !new->generated &&
		!refuses_null(comparison->new, new))
		shape_differs(comparison, SHAPE_NOT_NULL,
			arena_printf(comparison->arena, "without its NOT NULL of %s",
				old->name),
			old->name);
	else if (conflict && new->not_null &&
		 shape_conflict(new->not_null->conflict) != conflict)
		shape_differs(comparison, SHAPE_CONFLICT,
			arena_printf(comparison->arena,
				"without ON CONFLICT %s of the NOT NULL of %s", conflict,
				old->name),
			old->name);
}

static void compare_column(
	struct shape_comparison *comparison, const struct shape_column *old)
{
	const char *name = shape_column_now(comparison, old->name);
	const struct shape_column *new =
		name ? shape_column(comparison->new, name) : NULL;
	uint32_t first = comparison->count;

	if (!new)
		return;
	if (!map_same(old->collate, new->collate) && !map_same(old->collate, "BINARY"))
		shape_differs(comparison, SHAPE_COLLATE,
			map_same(new->collate, "BINARY")
				? arena_printf(comparison->arena,
					  "without its COLLATE %s of %s", old->collate,
					  old->name)
				: arena_printf(comparison->arena,
					  "with another COLLATE of %s: %s, it was %s",
					  new->name, new->collate, old->collate),
			old->name);
	compare_generated(comparison, old, new);
	compare_default(comparison, old, new);
	compare_not_null(comparison, old, new);
	for (uint32_t i = first; i < comparison->count; i++)
		comparison->items[i].was = shape_text(comparison->arena, old->tree, NULL);
}

static void compare_options(struct shape_comparison *comparison)
{
	const struct shape *old = comparison->old, *new = comparison->new;

	if (old->strict && !new->strict)
		shape_differs(
			comparison, SHAPE_OPTION, "without its option STRICT", NULL);
	if (old->without_rowid && !new->without_rowid)
		shape_differs(comparison, SHAPE_OPTION,
			"without its option WITHOUT ROWID", NULL);
	if (old->autoincrement && !new->autoincrement &&new->rowid)
		shape_differs(
			comparison, SHAPE_OPTION, "without its AUTOINCREMENT", NULL);
}

void shape_compare(struct shape_comparison *comparison)
{
	if (comparison->old->column_count && comparison->new->column_count) {
		compare_options(comparison);
		for (uint32_t i = 0; i < comparison->old->column_count; i++)
			compare_column(comparison, &comparison->old->columns[i]);
		compare_checks(comparison);
		shape_compare_references(comparison);
	}
	shape_compare_keys(comparison);
	shape_compare_triggers(comparison);
}

/* Are the columns the same, of the same types, in the same order? */
static bool same_columns(const struct shape *one, const struct shape *other)
{
	bool same = one->column_count == other->column_count;

	for (uint32_t i = 0; same && i < one->column_count; i++)
		same = map_same(one->columns[i].name, other->columns[i].name) &&
		       map_same(one->columns[i].type, other->columns[i].type);
	return same;
}

static bool lacks_nothing(
	struct arena *arena, const struct shape *old, const struct shape *new)
{
	struct shape_comparison comparison = { .arena = arena, .old = old, .new = new };

	shape_compare(&comparison);
	return comparison.count == 0;
}

bool shape_same(struct arena *arena, const struct tree_statement *one,
	const struct tree_statement *other)
{
	struct shape a, b;

	if (!one || !other || one->kind != other->kind)
		return one == other;
	if (one->kind != STATEMENT_CREATE_TABLE)
		return tree_alike(NODE_STATEMENT, one, other, NULL);
	a = shape_of(arena, one);
	b = shape_of(arena, other);
	return same_columns(&a, &b) && lacks_nothing(arena, &a, &b) &&
	       lacks_nothing(arena, &b, &a);
}
