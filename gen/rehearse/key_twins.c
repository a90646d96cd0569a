/*
 * key_twins: rows that a key of the schema after a step makes one. See key_twins.h.
 */
#include "gen/rehearse/key_twins.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_walk.h"

enum {
	READS_MOST = 3,	  /* columns that are varied */
	LITERALS_MOST = 6 /* of an expression */
};

static struct arena *arena_of(const struct key *key)
{
	return key->constrained->all->arena;
}

/* Rows come through the copy's filter, and into the part that the index has. */
static struct demand *way_of(struct key *key)
{
	struct demand *demand = challenge_way(
		arena_of(key), &key->challenge, key->constrained->way->filter);

	if (key->where)
		challenge_condition(arena_of(key), demand, key->where, TRUTH_TRUE);
	return demand;
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
	const struct constrained *constrained = key->constrained;
	struct names names = scratch_texts(constrained->all->before,
		"SELECT name FROM pragma_table_xinfo(%Q) WHERE hidden <> 1",
		constrained->way->source);
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
	struct query query = scratch_query(key->constrained->all->before,
		"SELECT %s, quote(%s) FROM main.\"%w\" AS " DERIVED_OTHER
		" WHERE %s IS NOT %s%s LIMIT 1",
		near, own, key->constrained->way->source, near, own,
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

	rows->demands[1] = *demand; /* the conditions, which are not added to */
	rows->count = 2;
	challenge_value(arena_of(key), &rows->demands[0], column, one);
	challenge_value(arena_of(key), &rows->demands[1], column, other);
	challenge_twin(arena_of(key), &rows->demands[0], &rest, NULL);
	challenge_twin(arena_of(key), &rows->demands[1], &rest, NULL);
}

struct literals {
	struct arena *arena;
	struct names items; /* as SQL */
};

static bool see_literal(void *context, const struct tree_expr *expr)
{
	struct literals *literals = context;

	if (expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_STRING &&
		literals->items.count < LITERALS_MOST)
		*arena_add(
			literals->arena, literals->items.items, literals->items.count) =
			arena_printf(literals->arena, "%Q", expr->literal.text);
	return true;
}

/* What the term makes of a column that holds a value, its only one. */
static const char *term_of(const struct key *key, const struct key_term *term,
	const char *column, const char *value)
{
	return arena_printf(arena_of(key),
		"(SELECT %s FROM (SELECT %s AS \"%w\") AS " DERIVED_ROW ")", term->sql,
		value, column);
}

/* Are the keys the same that differ in these values alone? */
static bool is_same_key(
	const struct key *key, const char *column, const char *one, const char *other)
{
	for (uint32_t i = 0; i < key->term_count; i++) {
		const struct key_term *term = &key->terms[i];

		if (!names_have(&term->reads, column))
			continue;
		if (term->reads.count != 1 ||
			!scratch_int(key->constrained->all->before, 0, "SELECT %s = %s",
				term_of(key, term, column, one),
				term_of(key, term, column, other)))
			return false;
	}
	return true;
}

static struct value value_of(const struct key *key, const char *sql)
{
	struct query query =
		scratch_query(key->constrained->all->before, "SELECT %s", sql);
	struct value value = query_row(&query) ? query_value(&query, 0) : value_null();

	query_close(&query);
	return value;
}

static void add_same(
	struct key *key, const char *column, const char *one, const char *other)
{
	if (is_same_key(key, column, one, other))
		add_pair(key, column, value_of(key, one), value_of(key, other));
}

/* Pairs that functions often make one of, as SQL. */
static const char *const pairs[][2] = {
	{ "'2024-02-29 08:00:00'", "'2024-02-29 20:00:00'" },
	{ "'2024-02-29'", "'2024-02-28'" },
	{ "'abcdefghijklmnopqrstuvwxyz 1'", "'abcdefghijklmnopqrstuvwxyz 2'" },
	{ "'a-b'", "'ab'" },
	{ "'a b'", "'ab'" },
	{ "'1 of 2'", "'2 of 2'" },
	{ "1.25", "1.5" },
	{ "-3", "3" },
	{ "NULL", "NULL" },
	{ "NULL", "''" },
	{ "NULL", "0" },
};

/* Two values that become one: the author's own, or some that often do. */
static void add_pairs(struct key *key, const char *column)
{
	struct literals literals = { .arena = arena_of(key) };
	const struct tree_visitor visitor = { .context = &literals, .expr = see_literal };

	for (uint32_t i = 0; i < key->term_count; i++) {
		const struct tree_expr *expr =
			parse_expression(arena_of(key), key->terms[i].sql);

		if (expr)
			tree_walk_expr(&visitor, expr);
	}
	for (uint32_t i = 0; i < literals.items.count; i++) {
		for (uint32_t j = i + 1; j < literals.items.count; j++) {
			if (strcmp(literals.items.items[i], literals.items.items[j]) != 0)
				add_same(key, column, literals.items.items[i],
					literals.items.items[j]);
		}
	}
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		add_same(key, column, pairs[i][0], pairs[i][1]);
}

/* Two rows that one UPDATE changes, maybe to the same. */
static void add_updated(struct key *key)
{
	const struct derivations *derivations = key->constrained->all->derivations;

	for (uint32_t i = 0; i < derivations->question_count; i++) {
		const struct derived_question *question = &derivations->questions[i];
		struct challenge_rows *rows;
		struct demand *demand;

		if (question->kind != QUESTION_WHERE ||
			!map_same(question->source, key->constrained->way->source))
			continue;
		demand = way_of(key);
		challenge_condition(arena_of(key), demand, question->sql, TRUTH_TRUE);
		rows = &key->challenge.ways[key->challenge.way_count - 1];
		rows->demands[1] = *demand;
		rows->count = 2;
	}
}

void key_twins_add(struct key *key)
{
	uint32_t count = key->reads.count < READS_MOST ? key->reads.count : READS_MOST;

	challenge_twin(arena_of(key), way_of(key), &key->reads, NULL);
	if (key->numeric && key->reads.count == 1)
		add_pair(key, key->reads.items[0], value_text("7"), value_text("07"));
	if (!key->exact || key->numeric)
		add_near_values(key);
	for (uint32_t i = 0; !key->exact && i < count; i++)
		add_pairs(key, key->reads.items[i]);
	if (!key->exact)
		add_updated(key);
}
