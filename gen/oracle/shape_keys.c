/*
 * shape_keys: which keys and indexes a new table lacks. See shape_difference.h.
 *
 * A key keeps rows apart, and any unique list of some of its columns does that as well;
 * an index finds rows, as does any list that begins with its columns.
 */
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/shape_difference.h"
#include "gen/sql/tree_print.h"

/* How well a new key stands for an old one. */
enum fit {
	FIT_NONE,
	FIT_WIDER,    /* unique over more columns */
	FIT_OTHER,    /* the columns, and another WHERE, COLLATE or order */
	FIT_CONFLICT, /* all but ON CONFLICT */
	FIT_FULL
};

/* An old key without the columns that are gone. */
struct held {
	const struct shape_key *key;
	const struct shape_term **terms; /* those that are left */
	uint32_t count;
	bool condition_gone; /* its WHERE reads what is not there any more */
};

static struct held held_of(
	const struct shape_comparison *comparison, const struct shape_key *key)
{
	struct held held = { .key = key };

	for (uint32_t i = 0; i < key->term_count; i++) {
		const struct shape_term *term = &key->terms[i];

		if (term->column ? shape_column_now(comparison, term->column) != NULL
				 : !shape_reads_of(comparison, term->expr).gone)
			*arena_add(comparison->arena, held.terms, held.count) = term;
	}
	held.condition_gone =
		key->where && shape_reads_of(comparison, key->where).gone > 0;
	return held;
}

/* lower(a) keeps apart what `a COLLATE NOCASE` does. */
static struct shape_term folded(const struct shape_term *term)
{
	const struct tree_call *call =
		!term->column && term->expr->kind == EXPR_CALL ? term->expr->call : NULL;
	const struct tree_name *name =
		call && call->arguments.count == 1 &&
				(map_same(call->name.text, "lower") ||
					map_same(call->name.text, "upper"))
			? tree_column_of(call->arguments.items[0])
			: NULL;

	if (!name)
		return *term;
	return (struct shape_term){ .column = name->text, .collate = "NOCASE" };
}

static bool same_term(const struct shape_comparison *comparison,
	const struct shape_term *old, const struct shape_term *new)
{
	if (!old->column && !new->column)
		return shape_same_expr(comparison, old->expr, new->expr);
	if (!old->column || !new->column)
		return false;
	return map_same(shape_column_now(comparison, old->column), new->column);
}

/* The same for a key, where only what is kept apart counts. */
static bool same_part(const struct shape_comparison *comparison,
	const struct shape_term *old, const struct shape_term *new)
{
	struct shape_term one = folded(old), other = folded(new);

	return same_term(comparison, &one, &other);
}

static const char *collation_of(const struct shape *shape, const struct shape_term *term)
{
	struct shape_term plain = folded(term);
	const struct shape_column *column =
		plain.column ? shape_column(shape, plain.column) : NULL;

	return plain.collate ? plain.collate : column ? column->collate : "BINARY";
}

/* The columns' own collations are compared with the columns. */
static bool same_collation(const struct shape_comparison *comparison,
	const struct shape_term *old, const struct shape_term *new)
{
	return (old->column && !old->collate && new->column && !new->collate) ||
	       map_same(collation_of(comparison->old, old),
		       collation_of(comparison->new, new));
}

/* The new term for an old one; NULL: there is none. */
static const struct shape_term *term_in(const struct shape_comparison *comparison,
	const struct shape_term *old, const struct shape_key *new)
{
	for (uint32_t i = 0; i < new->term_count; i++) {
		if (new->unique ? same_part(comparison, old, &new->terms[i])
				: same_term(comparison, old, &new->terms[i]))
			return &new->terms[i];
	}
	return NULL;
}

/* How many of the old key's columns the new one has. */
static uint32_t shared(const struct shape_comparison *comparison, const struct held *old,
	const struct shape_key *new)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < old->count; i++)
		count += term_in(comparison, old->terms[i], new) != NULL;
	return count;
}

static bool same_collations(const struct shape_comparison *comparison,
	const struct held *old, const struct shape_key *new)
{
	for (uint32_t i = 0; i < old->count; i++) {
		const struct shape_term *term = term_in(comparison, old->terms[i], new);

		if (term && !same_collation(comparison, old->terms[i], term))
			return false;
	}
	return true;
}

/* Do both go up and down alike? Of a constraint nobody asks. */
static bool same_directions(const struct shape_comparison *comparison,
	const struct held *old, const struct shape_key *new)
{
	for (uint32_t i = 0; old->key->name && new->name &&i < old->count; i++) {
		const struct shape_term *term = term_in(comparison, old->terms[i], new);

		if (term && term->descending != old->terms[i]->descending)
			return false;
	}
	return true;
}

static bool same_properties(const struct shape_comparison *comparison,
	const struct held *old, const struct shape_key *new)
{
	return shape_same_expr(comparison, old->key->where, new->where) &&
	       same_collations(comparison, old, new) &&
	       same_directions(comparison, old, new);
}

static bool same_conflict(const struct shape_key *old, const struct shape_key *new)
{
	return !shape_conflict(old->conflict) ||
	       shape_conflict(old->conflict) == shape_conflict(new->conflict);
}

/* For a key: does the new one keep apart what the old one did? */
static enum fit fit_unique(const struct shape_comparison *comparison,
	const struct held *old, const struct shape_key *new)
{
	uint32_t count = shared(comparison, old, new);

	if (!new->unique || !count)
		return FIT_NONE;
	if (count < new->term_count)
		return count == old->count ? FIT_WIDER : FIT_NONE;
	if (!same_properties(comparison, old, new))
		return FIT_OTHER;
	return same_conflict(old->key, new) ? FIT_FULL : FIT_CONFLICT;
}

/* For an index: does the new one find what the old one did? */
static enum fit fit_index(const struct shape_comparison *comparison,
	const struct held *old, const struct shape_key *new)
{
	if (new->term_count < old->count)
		return FIT_NONE;
	for (uint32_t i = 0; i < old->count; i++) {
		if (!same_term(comparison, old->terms[i], &new->terms[i]))
			return FIT_NONE;
	}
	return same_properties(comparison, old, new) ? FIT_FULL : FIT_OTHER;
}

/* "(a, lower(b))". */
static const char *list_of(struct arena *arena, const struct shape_key *key)
{
	const char *list = NULL;

	for (uint32_t i = 0; i < key->term_count; i++) {
		const struct shape_term *term = &key->terms[i];

		list = names_join(arena, list, ", ",
			term->column ? term->column
				     : tree_print(arena, NODE_EXPR, term->expr));
	}
	return arena_printf(arena, "(%s)", list ? list : "");
}

const char *shape_key_words(struct arena *arena, const struct shape_key *key)
{
	if (key->name)
		return arena_printf(
			arena, "%sindex %s", key->unique ? "unique " : "", key->name);
	return arena_printf(arena, "%s %s", key->primary ? "PRIMARY KEY" : "UNIQUE",
		list_of(arena, key));
}

static const char *condition(struct arena *arena, const struct shape_key *key)
{
	return tree_print(arena, NODE_EXPR, key->where);
}

/* In which way the new one is another one. */
static const char *other_words(const struct shape_comparison *comparison,
	const struct held *old, const struct shape_key *new)
{
	struct arena *arena = comparison->arena;
	const struct shape_key *key = old->key;
	const char *name = shape_key_words(arena, new->name ? new : key);

	if (!shape_same_expr(comparison, key->where, new->where)) {
		if (!new->where)
			return arena_printf(arena, "without the WHERE %s of its %s",
				condition(arena, key), shape_key_words(arena, key));
		if (!key->where)
			return arena_printf(arena, "with a WHERE on its %s: %s", name,
				condition(arena, new));
		return arena_printf(arena, "with another WHERE on its %s: %s, it was %s",
			name, condition(arena, new), condition(arena, key));
	}
	for (uint32_t i = 0; i < old->count; i++) {
		const struct shape_term *term = term_in(comparison, old->terms[i], new);

		if (!term || same_collation(comparison, old->terms[i], term))
			continue;
		if (!old->terms[i]->column != !term->column)
			return arena_printf(arena, "with its %s on %s, it was on %s",
				name, list_of(arena, new), list_of(arena, key));
		return arena_printf(arena, "with COLLATE %s on %s of its %s, it was %s",
			collation_of(comparison->new, term),
			term->column ? term->column
				     : tree_print(arena, NODE_EXPR, term->expr),
			name, collation_of(comparison->old, old->terms[i]));
	}
	return arena_printf(
		arena, "with another order of its %s: DESC is not where it was", name);
}

/* The best of the new keys for an old one; of equals, the one of its name. */
static const struct shape_key *heir_of(
	const struct shape_comparison *comparison, const struct held *old, enum fit *best)
{
	const struct shape_key *heir = NULL;

	*best = FIT_NONE;
	for (uint32_t i = 0; i < comparison->new->key_count; i++) {
		const struct shape_key *new = &comparison->new->keys[i];
		enum fit fit = old->key->unique ? fit_unique(comparison, old, new)
						: fit_index(comparison, old, new);

		if (fit > *best ||
			(fit == *best && fit > FIT_NONE &&
				new->name &&map_same(new->name, old->key->name))) {
			*best = fit;
			heir = new;
		}
	}
	return heir;
}

static const struct shape_key *of_name(
	const struct shape *shape, const struct shape_key *key)
{
	for (uint32_t i = 0; key->name && i < shape->key_count; i++) {
		if (map_same(shape->keys[i].name, key->name))
			return &shape->keys[i];
	}
	return NULL;
}

static enum shape_part part_of(const struct shape_key *key)
{
	if (!key->unique)
		return SHAPE_INDEX;
	return key->primary ? SHAPE_PRIMARY_KEY : SHAPE_UNIQUE;
}

static bool has_expression(const struct shape_key *key)
{
	for (uint32_t i = 0; i < key->term_count; i++) {
		if (!key->terms[i].column)
			return true;
	}
	return false;
}

static void tell(struct shape_comparison *comparison, enum shape_part part,
	const char *words, const struct shape_key *key)
{
	struct shape_difference *difference =
		shape_differs(comparison, part, words, key->name);

	difference->sql = key->sql;
	difference->was = shape_text(comparison->arena, key->column, key->constraint);
}

/* No new key stands for it; one of its name may be something else. */
static void judge_lost(struct shape_comparison *comparison, const struct held *old)
{
	struct arena *arena = comparison->arena;
	const struct shape_key *key = old->key;
	const struct shape_key *namesake = of_name(comparison->new, key);
	const char *conflict = shape_conflict(key->conflict);
	const char *words = shape_key_words(arena, key);
	enum shape_part part = part_of(key);

	if (namesake && key->unique && !namesake->unique) {
		words = arena_printf(arena, "without the UNIQUE of index %s", key->name);
	} else if (namesake) {
		words = arena_printf(arena, "with %s on %s, it was on %s", words,
			list_of(arena, namesake), list_of(arena, key));
		part = key->unique	     ? SHAPE_UNIQUE
		       : has_expression(key) ? SHAPE_OTHER_INDEX
					     : SHAPE_INDEX_COLUMNS;
	} else {
		words = arena_printf(arena, "without its %s%s%s", words,
			conflict ? " ON CONFLICT " : "", conflict ? conflict : "");
	}
	if (part == SHAPE_UNIQUE && old->count < key->term_count)
		part = SHAPE_WEAKER_UNIQUE; /* it cannot be as it was */
	tell(comparison, part, words, key);
}

/* Is one of the columns that it has besides there since the rebuild? */
static bool has_new_column(
	const struct shape_comparison *comparison, const struct shape_key *new)
{
	for (uint32_t i = 0; i < new->term_count; i++) {
		const char *column = new->terms[i].column;

		if (column && !shape_column(comparison->old, column) &&
			!names_have(&comparison->columns_are, column))
			return true;
	}
	return false;
}

static void judge_heir(struct shape_comparison *comparison, const struct held *old,
	const struct shape_key *new, enum fit fit)
{
	struct arena *arena = comparison->arena;
	const struct shape_key *key = old->key;
	enum shape_part part = SHAPE_OTHER_INDEX;
	const char *words;

	if (fit == FIT_WIDER) {
		part = has_new_column(comparison, new) ? SHAPE_WIDER_KEY
		       : key->primary		       ? SHAPE_PRIMARY_KEY
						       : SHAPE_WEAKER_UNIQUE;
		words = arena_printf(arena, "with a wider %s: %s, it was %s",
			key->primary ? "PRIMARY KEY" : "UNIQUE", list_of(arena, new),
			list_of(arena, key));
	} else if (fit == FIT_CONFLICT) {
		part = SHAPE_CONFLICT;
		words = arena_printf(arena, "without ON CONFLICT %s of its %s",
			shape_conflict(key->conflict), shape_key_words(arena, key));
	} else {
		part = key->unique && new->where && !key->where ? SHAPE_WEAKER_UNIQUE
								: SHAPE_OTHER_INDEX;
		words = other_words(comparison, old, new);
	}
	tell(comparison, part, words, key);
}

/* Of an index that the grammar does not know there is nothing but its name. */
static bool is_kept_by_name(
	const struct shape_comparison *comparison, const struct shape_key *key)
{
	const struct shape_key *namesake = of_name(comparison->new, key);

	return namesake && (!key->term_count || !namesake->term_count);
}

static void compare_key(struct shape_comparison *comparison, const struct shape_key *key)
{
	struct held old = held_of(comparison, key);
	const struct shape_key *heir;
	enum fit fit;

	if (is_kept_by_name(comparison, key) || old.condition_gone ||
		(key->term_count && !old.count))
		return;
	heir = heir_of(comparison, &old, &fit);
	if (fit == FIT_NONE)
		judge_lost(comparison, &old);
	else if (fit != FIT_FULL)
		judge_heir(comparison, &old, heir, fit);
}

/* The type of a column whose values SQLite takes for integers, and which is no rowid. */
static bool is_integer(const struct shape_column *column)
{
	for (const char *at = column->type; *at; at++) {
		if (strncasecmp(at, "int", 3) == 0)
			return true;
	}
	return false;
}

/* INTEGER PRIMARY KEY that becomes INT PRIMARY KEY: numbers are not given any more. */
static void compare_rowid(struct shape_comparison *comparison)
{
	const struct shape *new = comparison->new;
	const char *name = comparison->old->rowid
				   ? shape_column_now(comparison, comparison->old->rowid)
				   : NULL;
	const struct shape_column *column = name ? shape_column(new, name) : NULL;

	if (!column || new->rowid || new->without_rowid || !is_integer(column))
		return;
	for (uint32_t i = 0; i < comparison->count; i++) {
		if (comparison->items[i].part == SHAPE_PRIMARY_KEY)
			return; /* told already */
	}
	shape_differs(comparison, SHAPE_ROWID,
		arena_printf(comparison->arena,
			"without its INTEGER PRIMARY KEY: %s is %s now, and no rowid",
			name, column->type),
		name);
}

void shape_compare_keys(struct shape_comparison *comparison)
{
	for (uint32_t i = 0; i < comparison->old->key_count; i++)
		compare_key(comparison, &comparison->old->keys[i]);
	compare_rowid(comparison);
}
