/*
 * new_keys: keys of a table after a step, and rows that have the same one. See
 * new_constraints.h; which rows of one table are tried is key_twins' to say.
 */
#include "gen/rehearse/key_twins.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_walk.h"

/* Rows that the step inserts, for each key. */
enum { SEEDS_MOST = 3 };

static struct arena *arena_of(const struct key *key)
{
	return key->constrained->all->arena;
}

/* Reading the key */

/* Is the column compared as it was in the table before? */
static void compare_column(
	struct key *key, const struct key_term *term, const struct column_text *column)
{
	const struct column_text *was =
		definition_column(&key->constrained->old, term->column);

	if (!was || !column)
		return;
	if (term->collation && !map_same(term->collation, "BINARY") &&
		!map_same(term->collation, was->collate))
		key->exact = false;
	if (new_constraints_is_numeric(column->type) &&
		!new_constraints_is_numeric(was->type))
		key->numeric = true;
}

static bool add_term(struct key *key, const struct tree_expr *expr, const char *name)
{
	const struct constrained *constrained = key->constrained;
	const struct derived_column *from =
		name ? derived_column(&constrained->way->columns, name) : NULL;
	const struct column_text *column =
		name ? definition_column(&constrained->definition, name) : NULL;
	struct key_term term = { .name = name,
		.sql = from ? from->sql : constrained_derive(constrained, expr),
		.column = from ? from->column : NULL,
		.collation = column ? column->collate : NULL };

	if (!term.sql)
		return false;
	if (expr->kind == EXPR_COLLATE)
		term.collation = expr->collate.collation.text;
	term.reads = substitution_reads(arena_of(key), term.sql);
	names_add_all(arena_of(key), &key->reads, &term.reads);
	if (term.column)
		compare_column(key, &term, column);
	else if (term.reads.count)
		key->exact = false;
	*arena_add(arena_of(key), key->terms, key->term_count) = term;
	return true;
}

/* Does the table before have a key in some of these columns? */
static bool is_old_key(const struct key *key)
{
	const struct constrained *constrained = key->constrained;
	struct text list;

	if (!key->exact || key->numeric)
		return false;
	text_init(&list, arena_of(key));
	for (uint32_t i = 0; i < key->reads.count; i++)
		text_format(&list, "%s%Q", i ? ", " : "", key->reads.items[i]);
	return scratch_int(constrained->all->before, 0,
		       "SELECT EXISTS (SELECT 1 FROM pragma_index_list(%Q) AS l WHERE "
		       "l.\"unique\" AND NOT l.partial AND NOT EXISTS (SELECT 1 FROM "
		       "pragma_index_info(l.name) AS i WHERE i.name IS NULL OR "
		       "lower(i.name) NOT IN (SELECT lower(value) FROM "
		       "json_each(json_array(%s))))) OR (SELECT count(*) = 1 AND "
		       "lower(min(name)) IN (SELECT lower(value) FROM "
		       "json_each(json_array(%s))) FROM pragma_table_info(%Q) WHERE pk)",
		       constrained->way->source, list.bytes, list.bytes,
		       constrained->way->source) != 0;
}

/* Other rows that come into the table */

/* The columns of another way that the key is made of; none when it is not that alone. */
static struct names key_columns(const struct key *key, const struct derivation *way)
{
	struct names columns = { 0 };

	for (uint32_t i = 0; i < key->term_count; i++) {
		const struct derived_column *column =
			key->terms[i].name
				? derived_column(&way->columns, key->terms[i].name)
				: NULL;

		if (!column || !column->column)
			return (struct names){ 0 };
		*arena_add(arena_of(key), columns.items, columns.count) = column->column;
	}
	return columns;
}

/* A row with the key of one in another table that comes into the same. */
static void add_shared(struct key *key, const struct derivation *other)
{
	struct names columns = key_columns(key, key->constrained->way);
	struct names others = key_columns(key, other);
	struct challenge challenge = key->challenge;
	struct demand *demand;

	if (!columns.count || !others.count ||
		map_same(other->source, key->constrained->way->source))
		return;
	demand = challenge_way(arena_of(key), &challenge, key->constrained->way->filter);
	*arena_add(arena_of(key), demand->pins, demand->pin_count) =
		(struct demand_pin){ .kind = PIN_SHARED,
			.columns = columns,
			.table = other->source,
			.others = others };
	new_constraints_add(key->constrained->all, &challenge);
}

/* A user's row with the key of one that the step inserts; false: it has no such key. */
static bool add_seed(struct key *key, const struct derivation *other)
{
	struct names columns = key_columns(key, key->constrained->way);
	struct challenge challenge = key->challenge;
	struct demand *demand;

	if (!columns.count)
		return false;
	challenge.kind = CHALLENGE_SEED;
	demand = challenge_way(arena_of(key), &challenge, NULL);
	for (uint32_t i = 0; i < columns.count; i++) {
		const struct derived_column *column =
			derived_column(&other->columns, key->terms[i].name);
		struct query query;
		bool filled;

		if (!column || !column->sql)
			return false;
		query = scratch_query(
			key->constrained->all->before, "SELECT %s", column->sql);
		filled = query_row(&query) && query_text(&query, 0);
		if (filled)
			challenge_value(arena_of(key), demand, columns.items[i],
				query_value(&query, 0));
		query_close(&query);
		if (!filled)
			return false;
	}
	new_constraints_add(key->constrained->all, &challenge);
	return true;
}

static void find_others(struct key *key)
{
	const struct derived_table *table = key->constrained->table;
	const struct statement *last = NULL;
	uint32_t seeds = 0;

	for (uint32_t i = 0; i < table->count; i++) {
		const struct derivation *other = &table->items[i];

		if (other == key->constrained->way || other->shape)
			continue;
		if (other->source)
			add_shared(key, other);
		else if (other->copy != last && seeds < SEEDS_MOST &&
			 add_seed(key, other)) {
			last = other->copy;
			seeds++;
		}
	}
}

static void find_key(struct key *key)
{
	key->challenge = (struct challenge){ .kind = CHALLENGE_KEY,
		.table = key->constrained->way->source,
		.columns = key->reads };
	if (!key->reads.count)
		return;
	find_others(key);
	if (is_old_key(key))
		return;
	key_twins_add(key);
	new_constraints_add(key->constrained->all, &key->challenge);
}

/* The definitions */

static void find_terms(const struct constrained *constrained,
	const struct tree_terms *terms, const struct tree_expr *where)
{
	struct key key = { .constrained = constrained, .exact = true };

	for (uint32_t i = 0; i < terms->count; i++) {
		const struct tree_expr *expr = terms->items[i].expr;
		const struct tree_name *name = tree_column_of(expr);

		if (!add_term(&key, expr, name ? name->text : NULL))
			return;
	}
	if (where)
		key.where = constrained_derive(constrained, where);
	find_key(&key);
}

static void find_column_key(
	const struct constrained *constrained, const struct tree_column_def *column)
{
	const struct tree_expr expr = { .kind = EXPR_COLUMN,
		.column = { .name = column->name } };
	struct key key = { .constrained = constrained, .exact = true };

	for (uint32_t i = 0; i < column->constraints.count; i++) {
		enum tree_constraint_kind kind = column->constraints.items[i].kind;

		if ((kind == CONSTRAINT_PRIMARY_KEY || kind == CONSTRAINT_UNIQUE) &&
			add_term(&key, &expr, column->name.text)) {
			find_key(&key);
			return;
		}
	}
}

static void find_indexes(const struct constrained *constrained)
{
	const struct snapshot *after = constrained->all->after;

	for (uint32_t i = 0; i < after->count; i++) {
		const struct shot_object *index = after->objects[i];
		const struct tree_create_index *tree;

		if (index->gone || !index->unique ||
			!map_same(index->table, constrained->object->name))
			continue;
		tree = snapshot_tree(index, STATEMENT_CREATE_INDEX);
		if (tree)
			find_terms(constrained, &tree->terms, tree->where);
	}
}

void new_keys_find(const struct constrained *constrained)
{
	for (uint32_t i = 0; i < constrained->tree->columns.count; i++)
		find_column_key(constrained, &constrained->tree->columns.items[i]);
	for (uint32_t i = 0; i < constrained->tree->constraints.count; i++) {
		const struct tree_constraint *constraint =
			&constrained->tree->constraints.items[i];

		if (constraint->kind == CONSTRAINT_PRIMARY_KEY ||
			constraint->kind == CONSTRAINT_UNIQUE)
			find_terms(constrained, &constraint->terms, NULL);
	}
	find_indexes(constrained);
}
