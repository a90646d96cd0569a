/*
 * constraints: what the keys and constraints of a written table distinguish. See
 * situation.h.
 *
 * The rows that an INSERT brings are a table of WITH here, called as the table they go
 * to, so that its CHECKs read as they are written.
 */
#include "gen/coverage/situation.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/coverage/domains.h"
#include "gen/coverage/nullability.h"
#include "gen/coverage/pushdown.h"
#include "gen/oracle/lineage.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_equal.h"
#include "gen/sql/tree_print.h"

/* An INSERT and the table it fills. */
struct filling {
	struct situations *list;
	const struct tree_insert *insert;
	const struct relation *target;
	const struct frame *root;
	struct names columns;	    /* that are filled */
	const struct frame *source; /* of a SELECT's only core; or NULL */
	const char *rows;	    /* WITH …, instar_new(…) AS (…) */
};

static const char *rows_text(const struct filling *filling)
{
	struct arena *arena = filling->list->arena;
	const char *with = "WITH";

	if (filling->insert->with)
		with = arena_printf(arena, "%s,", frame_with(filling->root));
	return arena_printf(arena, "%s instar_new(%s) AS (%s)", with,
		relation_list(arena, &filling->columns),
		tree_print(arena, NODE_SELECT, filling->insert->select));
}

/* `SELECT *` from one table: the column at the same place. */
static const struct tree_expr *star_column(
	const struct filling *filling, const char *column)
{
	const struct relation *source = filling->source->sources[0].relation;
	struct tree_expr *expr;

	if (filling->source->source_count != 1 || !source ||
		filling->source->core->results.count != 1)
		return NULL;
	for (uint32_t i = 0; i < source->columns.count && i < filling->columns.count;
		i++) {
		if (!map_same(filling->columns.items[i], column))
			continue;
		expr = arena_alloc(filling->list->arena, sizeof(*expr));
		*expr = (struct tree_expr){ .kind = EXPR_COLUMN,
			.height = 1,
			.span = filling->source->core->results.items[0].span };
		expr->column.name.text = source->columns.items[i];
		return expr;
	}
	return NULL;
}

/* What a column is filled with; NULL: not known. */
static const struct tree_expr *value_of(const struct filling *filling, const char *column)
{
	const struct tree_results *results;

	if (!filling->source)
		return NULL;
	results = &filling->source->core->results;
	for (uint32_t i = 0; i < filling->columns.count && i < results->count; i++) {
		if (!results->items[i].expr)
			return i ? NULL : star_column(filling, column);
		if (map_same(filling->columns.items[i], column))
			return results->items[i].expr;
	}
	return NULL;
}

static struct filling filling_of(struct situations *list, const struct frame *root,
	const struct tree_insert *insert)
{
	struct filling filling = { .list = list, .insert = insert, .root = root };
	const struct tree_select *select = insert->select;

	filling.target = relation_of(list->relations, insert->table.name.text);
	for (uint32_t i = 0; i < insert->columns.count; i++)
		*arena_add(list->arena, filling.columns.items, filling.columns.count) =
			insert->columns.items[i].text;
	if (filling.target && !insert->columns.count)
		filling.columns = filling.target->filled;
	if (select->cores.count == 1 && !select->cores.items[0].rows.count)
		filling.source = frame_of_core(
			root, PLACE_FROM, NULL, select->with, &select->cores.items[0]);
	if (filling.target)
		filling.rows = rows_text(&filling);
	return filling;
}

static bool are_filled(const struct filling *filling, const struct names *columns)
{
	for (uint32_t i = 0; i < columns->count; i++) {
		if (!names_have(&filling->columns, columns->items[i]))
			return false;
	}
	return true;
}

/* Are the columns plain ones of one source? Then those. */
static struct names source_columns(
	const struct filling *filling, const struct names *columns, uint32_t *part)
{
	struct tree_exprs values = { NULL, 0 };

	for (uint32_t i = 0; i < columns->count; i++)
		*arena_add(filling->list->arena, values.items, values.count) =
			value_of(filling, columns->items[i]);
	return frame_columns(filling->source, &values, part);
}

static struct situation begin(
	const struct filling *filling, const char *label, const char *query)
{
	return (struct situation){ .span = filling->insert->table.name.span,
		.label = label,
		.query = arena_printf(
			filling->list->arena, "%s %s LIMIT 1", filling->rows, query),
		.frame = filling->source,
		.place = PLACE_RESULT,
		.making = MAKE_NOTHING };
}

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
		tree_walk_expr(&visitor, value_of(filling, key->items[i]));
	return found;
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
	situation = begin(filling,
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
	situation_add(filling->list, situation);
	situation = begin(filling,
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

		if (!key->partial && are_filled(filling, &key->columns))
			ask_key(filling, &key->columns);
	}
}

/* Constraints that the rows meet */

/* Constraints of the target that a row may break; such rows stop the statement. */
static void ask_not_null(const struct filling *filling, const char *column)
{
	struct arena *arena = filling->list->arena;
	const struct tree_expr *value = value_of(filling, column);
	struct situation situation;

	if (!value || value->kind == EXPR_LITERAL)
		return;
	situation = begin(filling,
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
		const struct tree_expr *value = value_of(filling, key->items[i]);

		if (!value)
			continue;
		*arena_add(filling->list->arena, values.items, values.count) = value;
		for (uint32_t j = 0; j < groups->count; j++)
			grouped += tree_equal(NODE_EXPR, value, groups->items[j]);
	}
	return frame_has_key(source, &values) ||
	       frame_has_unique_groups(source, &values) ||
	       (groups->count && grouped >= groups->count);
}

static void ask_unique(const struct filling *filling, const struct names *key)
{
	struct arena *arena = filling->list->arena;
	uint32_t part = 0;
	struct names columns = source_columns(filling, key, &part);
	const char *text = relation_list(arena, key), *filled = NULL;
	struct situation situation;

	for (uint32_t i = 0; i < key->count; i++)
		filled = names_join(arena, filled, " AND ",
			arena_printf(arena, "\"%w\" IS NOT NULL", key->items[i]));
	situation = begin(filling,
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
	value = value_of(copying->filling, expr->column.name.text);
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
		begin(filling, arena_printf(arena, "CHECK (%s) false", text),
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
		if (domains_exclude(filling->source, below, WANT_FALSE))
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

/* Is it copied from the very columns that it refers to? */
static bool is_parent_key(const struct filling *filling,
	const struct situation *situation, const struct relation *parent,
	const struct names *targets)
{
	const struct frame_source *source = &filling->source->sources[situation->part];

	if (!source->relation || source->optional ||
		!map_same(source->relation->name, parent->name))
		return false;
	for (uint32_t i = 0; i < targets->count; i++) {
		if (!map_same(targets->items[i], situation->columns.items[i]))
			return false;
	}
	return true;
}

static void ask_reference(
	const struct filling *filling, const struct relation_reference *reference)
{
	struct arena *arena = filling->list->arena;
	const struct relation *parent =
		relation_of(filling->list->relations, reference->parent);
	const struct names *targets;
	const char *same = NULL, *filled = NULL;
	struct situation situation;

	if (!parent || !are_filled(filling, &reference->columns))
		return;
	targets = relation_targets(reference, parent);
	if (targets->count != reference->columns.count)
		return;
	for (uint32_t i = 0; i < targets->count; i++) {
		same = names_join(arena, same, " AND ",
			arena_printf(arena, "p.\"%w\" = n.\"%w\"", targets->items[i],
				reference->columns.items[i]));
		filled = names_join(arena, filled, " AND ",
			arena_printf(arena, "n.\"%w\" IS NOT NULL",
				reference->columns.items[i]));
	}
	situation = begin(filling,
		arena_printf(arena, "%s (%s) without its row of %s",
			filling->target->name, relation_list(arena, &reference->columns),
			parent->name),
		arena_printf(arena,
			"SELECT 1 FROM instar_new AS n WHERE %s AND NOT EXISTS (SELECT 1 "
			"FROM main.\"%w\" AS p WHERE %s)",
			filled, parent->name, same));
	situation.refused = true;
	situation.relation = parent;
	situation.reference = reference;
	situation.columns = source_columns(filling, &reference->columns, &situation.part);
	situation.making = situation.columns.count ? MAKE_ORPHAN : MAKE_NOTHING;
	if (situation.columns.count &&
		relation_refers(filling->source->sources[situation.part].relation,
			&situation.columns, parent->name))
		situation.ruled_out = "a foreign key of the source";
	else if (situation.columns.count &&
		 is_parent_key(filling, &situation, parent, targets))
		situation.ruled_out = "it is copied from there";
	situation_add(filling->list, situation);
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
			are_filled(&filling, &target->keys[i].columns))
			ask_unique(&filling, &target->keys[i].columns);
	}
	ask_checks(&filling);
	for (uint32_t i = 0; i < target->reference_count; i++)
		ask_reference(&filling, &target->references[i]);
}

/* A new UNIQUE index */

struct indexed {
	struct arena *arena;
	struct names *columns;
};

static bool take_indexed(void *context, const struct tree_expr *expr)
{
	struct indexed *indexed = context;

	if (expr->kind == EXPR_COLUMN)
		names_add(indexed->arena, indexed->columns, expr->column.name.text);
	return true;
}

void constraints_ask_index(struct situations *list, const struct tree_create_index *index)
{
	const struct relation *table = relation_of(list->relations, index->table.text);
	struct tree_source *source = arena_alloc(list->arena, sizeof(*source));
	struct frame *frame = arena_alloc(list->arena, sizeof(*frame));
	struct situation situation = { .span = index->index.name.span };
	const char *terms = NULL, *filled = NULL;
	struct indexed indexed = { list->arena, &situation.columns };
	struct tree_visitor visitor = { .context = &indexed, .expr = take_indexed };
	bool whole = true;

	if (!index->unique || !table || !table->table ||
		situations_make(list, table->name))
		return;
	*source = (struct tree_source){ .kind = SOURCE_TABLE };
	source->object.name = index->table;
	*frame = (struct frame){ .arena = list->arena,
		.relations = list->relations,
		.from = { source, 1 },
		.where = index->where };
	frame_open(frame);
	for (uint32_t i = 0; i < index->terms.count; i++) {
		const struct tree_expr *expr = index->terms.items[i].expr;
		const char *text = tree_print(list->arena, NODE_EXPR, expr);

		terms = names_join(list->arena, terms, ", ", text);
		filled = names_join(list->arena, filled, " AND ",
			arena_printf(list->arena, "(%s) IS NOT NULL", text));
		whole &= tree_column_of(expr) != NULL;
		tree_walk_expr(&visitor, expr);
	}
	conditions_ask(list, frame, PLACE_FROM, NULL, index->where);
	situation.label = arena_printf(
		list->arena, "two rows alike in %s (%s)", table->name, terms);
	situation.query = frame_query(frame,
		arena_printf(list->arena,
			"SELECT 1 %s WHERE %s AND %s GROUP BY %s HAVING count(*) > 1",
			frame_from(frame), filled,
			index->where
				? wish_text(list->arena, wish_add(list->arena, NULL,
								 index->where, WANT_TRUE))
				: "1",
			terms));
	situation.refused = true;
	situation.frame = frame;
	situation.place = PLACE_RESULT;
	situation.making = situation.columns.count ? MAKE_TWIN : MAKE_NOTHING;
	if (whole && relation_is_key(table, &situation.columns))
		situation.ruled_out = "a key of the table";
	situation_add(list, situation);
}
