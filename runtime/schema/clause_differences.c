/*
 * clause_differences: how two definitions differ, in words. See clauses.h.
 *
 * Clauses are sets: their order tells nothing. Only that of the columns does, because
 * SELECT * and INSERT without columns follow it.
 */
#include "runtime/schema/clauses.h"

#include <string.h>

#include "runtime/schema/definition.h"

struct comparison {
	struct instar__sql *sql;
	const struct instar__object *object;
	struct instar__clauses is, should;
	instar__clause_tell *tell;
	void *context;
	uint32_t count;
};

static bool same_name(const char *a, const char *b)
{
	return sqlite3_stricmp(a, b) == 0;
}

/* Has an owner at most one of them? Then another is in its place. */
static bool is_single(enum instar__clause_kind kind)
{
	return kind != INSTAR__CLAUSE_COLUMN && kind != INSTAR__CLAUSE_UNIQUE &&
	       kind != INSTAR__CLAUSE_CHECK && kind != INSTAR__CLAUSE_REFERENCES &&
	       kind != INSTAR__CLAUSE_OPTION;
}

/* One of the same kind in the same place; with the key, or, where it is NULL, any. */
static const struct instar__clause *find(const struct instar__clauses *list,
	const struct instar__clause *clause, const char *key)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct instar__clause *item = &list->items[i];

		if (item->kind == clause->kind && same_name(item->owner, clause->owner) &&
			strcmp(item->of, clause->of) == 0 &&
			(!key || strcmp(item->key, key) == 0))
			return item;
	}
	return NULL;
}

static bool has_column(const struct instar__clauses *list, const char *name, size_t size)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->items[i].kind == INSTAR__CLAUSE_COLUMN &&
			strlen(list->items[i].owner) == size &&
			sqlite3_strnicmp(list->items[i].owner, name, (int)size) == 0)
			return true;
	}
	return false;
}

/* Are all the columns "a,b" there? */
static bool has_columns(const struct instar__clauses *list, const char *names)
{
	while (*names) {
		size_t size = strcspn(names, ",");

		if (!has_column(list, names, size))
			return false;
		names += size + (names[size] == ',');
	}
	return true;
}

/* Is the clause that it is a part of in the list? */
static bool has_whole(
	const struct instar__clauses *list, const struct instar__clause *clause)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (same_name(list->items[i].owner, clause->owner) &&
			strcmp(list->items[i].key, clause->of) == 0)
			return true;
	}
	return !*clause->of;
}

/* What goes with something that is missing, or new, is not said apart. */
static bool is_about_both(const struct comparison *c, const struct instar__clause *clause)
{
	return clause->kind != INSTAR__CLAUSE_COLUMN &&
	       has_columns(&c->is, clause->owner) &&
	       has_columns(&c->should, clause->owner) && has_whole(&c->is, clause) &&
	       has_whole(&c->should, clause);
}

/* "users", "users.name", "orders(a, b)"; to be freed. */
static char *label_of(const struct comparison *c, const struct instar__clause *clause)
{
	const char *name = c->object->name, *owner = clause ? clause->owner : "";
	sqlite3_str *out = sqlite3_str_new(c->sql->db);
	bool list = strchr(owner, ',') != NULL;

	sqlite3_str_appendf(out, "%s%s", name, list ? "(" : *owner ? "." : "");
	for (; *owner; owner++)
		sqlite3_str_appendf(out, *owner == ',' ? ", " : "%c", *owner);
	sqlite3_str_appendall(out, list ? ")" : "");
	return instar__sql_str(c->sql, out);
}

/* `sentence` is what comes behind the label, and is freed. */
static void tell(
	struct comparison *c, const struct instar__clause *clause, char *sentence)
{
	char *label = label_of(c, clause);
	char *text = instar__sql_textf(c->sql, "%s: %s", label, sentence);

	c->count++;
	if (text && c->tell)
		c->tell(c->context, clause, text);
	sqlite3_free(label);
	sqlite3_free(sentence);
	sqlite3_free(text);
}

/* A body or a query is too long to be shown. */
static void tell_whole(struct comparison *c, const struct instar__clause *clause)
{
	char *text = instar__sql_textf(c->sql, "%s %s has another definition",
		instar__object_word(c->object->type), c->object->name);

	c->count++;
	if (text && c->tell)
		c->tell(c->context, clause, text);
	sqlite3_free(text);
}

static void tell_other(struct comparison *c, const struct instar__clause *is,
	const struct instar__clause *should)
{
	if (should->kind == INSTAR__CLAUSE_REST && !*should->owner)
		tell_whole(c, should);
	else
		tell(c, should,
			instar__sql_textf(c->sql, "%s, not %s", is->text, should->text));
}

static void tell_missing(struct comparison *c, const struct instar__clause *should)
{
	tell(c, should,
		instar__sql_textf(c->sql,
			should->kind == INSTAR__CLAUSE_OPTION ? "not %s" : "without %s",
			should->text));
}

static void tell_extra(struct comparison *c, const struct instar__clause *is)
{
	tell(c, is,
		instar__sql_textf(c->sql,
			is->kind == INSTAR__CLAUSE_OPTION ? "%s" : "with %s", is->text));
}

static void compare_wanted(struct comparison *c)
{
	for (uint32_t i = 0; i < c->should.count && !c->sql->code; i++) {
		const struct instar__clause *should = &c->should.items[i], *is;

		if (!is_about_both(c, should) || find(&c->is, should, should->key))
			continue;
		is = is_single(should->kind) ? find(&c->is, should, NULL) : NULL;
		if (is)
			tell_other(c, is, should);
		else if (should->kind != INSTAR__CLAUSE_PARENT)
			tell_missing(c, should);
	}
}

static void compare_found(struct comparison *c)
{
	for (uint32_t i = 0; i < c->is.count && !c->sql->code; i++) {
		const struct instar__clause *is = &c->is.items[i];

		if (is_about_both(c, is) && !find(&c->should, is, is->key) &&
			!(is_single(is->kind) && find(&c->should, is, NULL)) &&
			is->kind != INSTAR__CLAUSE_PARENT)
			tell_extra(c, is);
	}
}

/* The next column of the list that the other has too, or NULL. */
static const char *next_column(const struct instar__clauses *list,
	const struct instar__clauses *other, uint32_t *at)
{
	while (*at < list->count) {
		const struct instar__clause *item = &list->items[(*at)++];

		if (item->kind == INSTAR__CLAUSE_COLUMN &&
			has_columns(other, item->owner))
			return item->owner;
	}
	return NULL;
}

static void compare_order(struct comparison *c)
{
	uint32_t i = 0, j = 0;
	const char *is, *should;

	do {
		is = next_column(&c->is, &c->should, &i);
		should = next_column(&c->should, &c->is, &j);
	} while (is && should && same_name(is, should));
	if (is && should)
		tell(c, NULL, instar__sql_textf(c->sql, "columns in another order"));
}

uint32_t instar__clauses_compare(struct instar__sql *sql, const struct instar__object *is,
	const struct instar__object *should, instar__clause_tell *tell_each,
	void *context)
{
	struct comparison c = {
		.sql = sql, .object = should, .tell = tell_each, .context = context
	};

	if (is->text_digest == should->text_digest ||
		instar__object_digest(is) == instar__object_digest(should))
		return 0;
	instar__clauses_read(sql, is->definition, &c.is);
	instar__clauses_read(sql, should->definition, &c.should);
	if (!sql->code)
		compare_order(&c);
	compare_wanted(&c);
	compare_found(&c);
	instar__clauses_free(&c.is);
	instar__clauses_free(&c.should);
	return sql->code ? 0 : c.count;
}
