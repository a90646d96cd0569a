/*
 * refused_keys: keys of a table after a step, and rows that have the same one. See
 * refusals.h.
 *
 * Where a key is made of the columns as they are, a twin in those has the same key. Where
 * it is made from them, or compared in another way than before, rows that differ may have
 * it too: SQLite is asked which of some near values do.
 */
#include "gen/rehearse/refusals.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_walk.h"

enum {
	READS_MOST = 3,	   /* columns that are varied */
	LITERALS_MOST = 6, /* of an expression */
	SEEDS_MOST = 3	   /* rows that the step inserts, for each key */
};

/* One column or expression of a key. */
struct key_term {
	const char *name; /* of the column that it is, or NULL */
	const char *sql;  /* over the row of before */
	const char
		*column; /* of the table before, when it is that and no more; or NULL */
	const char *collation; /* or NULL */
};

struct key {
	const struct refusing *refusing;
	struct key_term *terms;
	uint32_t term_count;
	const char *where;  /* of a partial index, over the row of before; or NULL */
	struct names reads; /* columns of the table before */
	bool exact;	    /* the columns as they are, compared as they were */
	bool numeric;	    /* what was text becomes a number */
	struct challenge challenge;
};

static struct arena *arena_of(const struct key *key)
{
	return key->refusing->refusals->arena;
}

/* Rows come through the copy's filter, and into the part that the index has. */
static struct demand *way_of(struct key *key)
{
	struct demand *demand =
		challenge_way(arena_of(key), &key->challenge, key->refusing->way->filter);

	if (key->where)
		challenge_condition(arena_of(key), demand, key->where, TRUTH_TRUE);
	return demand;
}

/* Reading the key */

static bool is_number(const char *type)
{
	return strstr(type, "int") || strstr(type, "real") || strstr(type, "num") ||
	       strstr(type, "floa") || strstr(type, "doub") || strstr(type, "dec");
}

/* Is the column compared as it was in the table before? */
static void compare_column(
	struct key *key, const struct key_term *term, const struct column_text *column)
{
	const struct column_text *was =
		definition_column(&key->refusing->old, term->column);

	if (!was || !column)
		return;
	if (term->collation && !map_same(term->collation, "BINARY") &&
		!map_same(term->collation, was->collate))
		key->exact = false;
	if (is_number(column->type) && !is_number(was->type))
		key->numeric = true;
}

static bool add_term(struct key *key, const struct tree_expr *expr, const char *name)
{
	const struct refusing *refusing = key->refusing;
	const struct derived_column *from =
		name ? derived_column(&refusing->way->columns, name) : NULL;
	const struct column_text *column =
		name ? definition_column(&refusing->definition, name) : NULL;
	struct key_term term = { .name = name,
		.sql = from ? from->sql : refusing_derive(refusing, expr),
		.column = from ? from->column : NULL,
		.collation = column ? column->collate : NULL };
	struct names reads;

	if (!term.sql)
		return false;
	if (expr->kind == EXPR_COLLATE)
		term.collation = expr->collate.collation.text;
	reads = substitution_reads(arena_of(key), term.sql);
	names_add_all(arena_of(key), &key->reads, &reads);
	if (term.column)
		compare_column(key, &term, column);
	else if (reads.count)
		key->exact = false;
	*arena_add(arena_of(key), key->terms, key->term_count) = term;
	return true;
}

/* Does the table before have a key in some of these columns? */
static bool is_old_key(const struct key *key)
{
	const struct refusing *refusing = key->refusing;
	struct text list;

	if (!key->exact || key->numeric)
		return false;
	text_init(&list, arena_of(key));
	for (uint32_t i = 0; i < key->reads.count; i++)
		text_format(&list, "%s%Q", i ? ", " : "", key->reads.items[i]);
	return scratch_int(refusing->refusals->before, 0,
		       "SELECT EXISTS (SELECT 1 FROM pragma_index_list(%Q) AS l WHERE "
		       "l.\"unique\" AND NOT l.partial AND NOT EXISTS (SELECT 1 FROM "
		       "pragma_index_info(l.name) AS i WHERE i.name IS NULL OR "
		       "lower(i.name) NOT IN (SELECT lower(value) FROM "
		       "json_each(json_array(%s))))) OR (SELECT count(*) = 1 AND "
		       "lower(min(name)) IN (SELECT lower(value) FROM "
		       "json_each(json_array(%s))) FROM pragma_table_info(%Q) WHERE pk)",
		       refusing->way->source, list.bytes, list.bytes,
		       refusing->way->source) != 0;
}

/* Near values */

/* What may be the same as a value in the eyes of a function, a CAST or a collation. */
static const char *const near_values[] = { "upper(%s)", "lower(%s)", "%s || ' '",
	"' ' || %s", "%s || 'x'", "'0' || %s", "%s + 0.25", "-%s",
	"substr(%s, 1, 10) || ' 23:59:59'", "replace(%s, ' ', 'T')",
	"replace(%s, '-', '')", "NULL" };

/* The row of before, but for the column, as a table of one row. */
static const char *varied_row(const struct key *key, const char *column, const char *sql)
{
	const struct refusing *refusing = key->refusing;
	struct names names = scratch_texts(refusing->refusals->before,
		"SELECT name FROM pragma_table_xinfo(%Q) WHERE hidden <> 1",
		refusing->way->source);
	struct text row;

	text_init(&row, arena_of(key));
	text_add(&row, "SELECT ");
	for (uint32_t i = 0; i < names.count; i++) {
		if (map_same(names.items[i], column))
			text_format(&row, "%s%s AS \"%w\"", i ? ", " : "", sql, column);
		else
			text_format(&row, "%s" DERIVED_OTHER ".\"%w\"", i ? ", " : "",
				names.items[i]);
	}
	return row.bytes;
}

/* Which rows have the same key as they would have with another value of the column? */
static const char *same_key(const struct key *key, const char *row)
{
	struct text same;

	text_init(&same, arena_of(key));
	for (uint32_t i = 0; i < key->term_count; i++) {
		const struct key_term *term = &key->terms[i];
		const char *zero = key->numeric ? " + 0" : "";

		text_format(&same,
			" AND (%s)%s = (SELECT (%s)%s FROM (%s) AS " DERIVED_ROW ")",
			substitution_other(arena_of(key), term->sql), zero, term->sql,
			zero, row);
		if (term->collation && !key->numeric)
			text_format(&same, " COLLATE \"%w\"", term->collation);
	}
	return same.bytes;
}

static struct names without(
	struct arena *arena, const struct names *names, const char *name)
{
	struct names rest = { 0 };

	for (uint32_t i = 0; i < names->count; i++) {
		if (!map_same(names->items[i], name))
			names_add(arena, &rest, names->items[i]);
	}
	return rest;
}

/* A row with a near value in one column that has the key of a row which is there. */
static void add_near(struct key *key, const char *column, const char *form)
{
	struct arena *arena = arena_of(key);
	const char *own = arena_printf(arena, DERIVED_OTHER ".\"%w\"", column);
	const char *near = arena_printf(arena, form, own);
	struct query query = scratch_query(key->refusing->refusals->before,
		"SELECT %s, quote(%s) FROM main.\"%w\" AS " DERIVED_OTHER
		" WHERE %s IS NOT %s%s LIMIT 1",
		near, own, key->refusing->way->source, near, own,
		same_key(key, varied_row(key, column, near)));
	struct names rest = without(arena, &key->reads, column);

	if (query_row(&query)) {
		struct demand *demand = way_of(key);

		challenge_value(arena, demand, column, query_value(&query, 0));
		challenge_twin(arena, demand, &rest,
			arena_printf(
				arena, "\"%w\" IS %s", column, query_text(&query, 1)));
	}
	query_close(&query);
}

static void add_near_values(struct key *key)
{
	size_t count = sizeof(near_values) / sizeof(*near_values);

	for (uint32_t i = 0; i < key->reads.count && i < READS_MOST; i++) {
		for (size_t j = 0; j < count; j++)
			add_near(key, key->reads.items[i], near_values[j]);
	}
}

/* Pairs of rows */

static void add_pair(
	struct key *key, const char *column, struct value one, struct value other)
{
	struct demand *demand = way_of(key);
	struct challenge_rows *rows = &key->challenge.ways[key->challenge.way_count - 1];
	struct names rest = without(arena_of(key), &key->reads, column);

	rows->demands[1] = *demand;
	rows->demands[1].conditions = arena_array(
		arena_of(key), demand->condition_count + 1, sizeof(*demand->conditions));
	if (demand->condition_count)
		memcpy(rows->demands[1].conditions, demand->conditions,
			demand->condition_count * sizeof(*demand->conditions));
	rows->count = 2;
	challenge_value(arena_of(key), &rows->demands[0], column, one);
	challenge_value(arena_of(key), &rows->demands[1], column, other);
	challenge_twin(arena_of(key), &rows->demands[0], &rest, NULL);
	challenge_twin(arena_of(key), &rows->demands[1], &rest, NULL);
}

struct literals {
	struct arena *arena;
	struct names items;
};

static bool see_literal(void *context, const struct tree_expr *expr)
{
	struct literals *literals = context;

	if (expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_STRING &&
		literals->items.count < LITERALS_MOST)
		*arena_add(literals->arena, literals->items.items,
			literals->items.count) = expr->literal.text;
	return true;
}

/* Two of the author's own values that become one. */
static void add_literals(struct key *key, const char *column)
{
	const struct tree_expr *expr = parse_expression(arena_of(key), key->terms[0].sql);
	struct literals literals = { .arena = arena_of(key) };
	const struct tree_visitor visitor = { .context = &literals, .expr = see_literal };
	const char *form = "(SELECT %s FROM (SELECT %Q AS \"%w\") AS " DERIVED_ROW ")";

	if (expr)
		tree_walk_expr(&visitor, expr);
	for (uint32_t i = 0; i < literals.items.count; i++) {
		const char *one = literals.items.items[i];

		for (uint32_t j = i + 1; j < literals.items.count; j++) {
			const char *other = literals.items.items[j];

			if (strcmp(one, other) != 0 &&
				scratch_int(key->refusing->refusals->before, 0,
					"SELECT %s = %s",
					arena_printf(arena_of(key), form,
						key->terms[0].sql, one, column),
					arena_printf(arena_of(key), form,
						key->terms[0].sql, other, column)))
				add_pair(key, column, value_text(one), value_text(other));
		}
	}
}

/* Two rows that one UPDATE changes, maybe to the same. */
static void add_updated(struct key *key)
{
	const struct derivations *derivations = key->refusing->refusals->derivations;

	for (uint32_t i = 0; i < derivations->question_count; i++) {
		const struct derived_question *question = &derivations->questions[i];
		struct challenge_rows *rows;
		struct demand *demand;

		if (question->json ||
			!map_same(question->source, key->refusing->way->source))
			continue;
		demand = way_of(key);
		challenge_condition(arena_of(key), demand, question->sql, TRUTH_TRUE);
		rows = &key->challenge.ways[key->challenge.way_count - 1];
		rows->demands[1] = *demand;
		rows->count = 2;
	}
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
	struct names columns = key_columns(key, key->refusing->way);
	struct names others = key_columns(key, other);
	struct challenge challenge = key->challenge;
	struct demand *demand;

	if (!columns.count || !others.count ||
		map_same(other->source, key->refusing->way->source))
		return;
	demand = challenge_way(arena_of(key), &challenge, key->refusing->way->filter);
	*arena_add(arena_of(key), demand->pins, demand->pin_count) =
		(struct demand_pin){ .kind = PIN_SHARED,
			.columns = columns,
			.table = other->source,
			.others = others };
	refusals_add(key->refusing->refusals, &challenge);
}

/* A user's row with the key of one that the step inserts; false: it has no such key. */
static bool add_seed(struct key *key, const struct derivation *other)
{
	struct names columns = key_columns(key, key->refusing->way);
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
			key->refusing->refusals->before, "SELECT %s", column->sql);
		filled = query_row(&query) && query_text(&query, 0);
		if (filled)
			challenge_value(arena_of(key), demand, columns.items[i],
				query_value(&query, 0));
		query_close(&query);
		if (!filled)
			return false;
	}
	refusals_add(key->refusing->refusals, &challenge);
	return true;
}

static void find_others(struct key *key)
{
	const struct derived_table *table = key->refusing->table;
	const struct statement *last = NULL;
	uint32_t seeds = 0;

	for (uint32_t i = 0; i < table->count; i++) {
		const struct derivation *other = &table->items[i];

		if (other == key->refusing->way || other->shape)
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
	struct arena *arena = arena_of(key);

	key->challenge = (struct challenge){ .kind = CHALLENGE_KEY,
		.table = key->refusing->way->source,
		.columns = key->reads };
	if (!key->reads.count)
		return;
	find_others(key);
	if (is_old_key(key))
		return;
	challenge_twin(arena, way_of(key), &key->reads, NULL);
	if (key->numeric && key->reads.count == 1)
		add_pair(key, key->reads.items[0], value_text("7"), value_text("07"));
	if (!key->exact || key->numeric)
		add_near_values(key);
	if (!key->exact && key->term_count == 1 && key->reads.count == 1)
		add_literals(key, key->reads.items[0]);
	if (!key->exact)
		add_updated(key);
	refusals_add(key->refusing->refusals, &key->challenge);
}

/* The definitions */

static void find_terms(const struct refusing *refusing, const struct tree_terms *terms,
	const struct tree_expr *where)
{
	struct key key = { .refusing = refusing, .exact = true };

	for (uint32_t i = 0; i < terms->count; i++) {
		const struct tree_expr *expr = terms->items[i].expr;
		const struct tree_name *name = tree_column_of(expr);

		if (!add_term(&key, expr, name ? name->text : NULL))
			return;
	}
	if (where)
		key.where = refusing_derive(refusing, where);
	find_key(&key);
}

static void find_column_key(
	const struct refusing *refusing, const struct tree_column_def *column)
{
	const struct tree_expr expr = { .kind = EXPR_COLUMN,
		.column = { .name = column->name } };
	struct key key = { .refusing = refusing, .exact = true };

	for (uint32_t i = 0; i < column->constraints.count; i++) {
		enum tree_constraint_kind kind = column->constraints.items[i].kind;

		if ((kind == CONSTRAINT_PRIMARY_KEY || kind == CONSTRAINT_UNIQUE) &&
			add_term(&key, &expr, column->name.text)) {
			find_key(&key);
			return;
		}
	}
}

static void find_indexes(const struct refusing *refusing)
{
	const struct snapshot *after = refusing->refusals->after;

	for (uint32_t i = 0; i < after->count; i++) {
		const struct shot_object *index = after->objects[i];
		const struct tree_create_index *tree;

		if (index->gone || !index->unique ||
			!map_same(index->table, refusing->object->name))
			continue;
		tree = snapshot_tree(index, STATEMENT_CREATE_INDEX);
		if (tree)
			find_terms(refusing, &tree->terms, tree->where);
	}
}

void refused_keys_find(const struct refusing *refusing)
{
	for (uint32_t i = 0; i < refusing->tree->columns.count; i++)
		find_column_key(refusing, &refusing->tree->columns.items[i]);
	for (uint32_t i = 0; i < refusing->tree->constraints.count; i++) {
		const struct tree_constraint *constraint =
			&refusing->tree->constraints.items[i];

		if (constraint->kind == CONSTRAINT_PRIMARY_KEY ||
			constraint->kind == CONSTRAINT_UNIQUE)
			find_terms(refusing, &constraint->terms, NULL);
	}
	find_indexes(refusing);
}
