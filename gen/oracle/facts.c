/*
 * facts: what holds from which step to which. See facts.h.
 */
#include "gen/oracle/facts.h"

#include <string.h>

#include "gen/base/arena.h"
#include "runtime/sqlite/token.h"

void facts_init(struct facts *facts, struct arena *arena)
{
	*facts = (struct facts){ .arena = arena };
	map_init(&facts->claims, arena);
	map_init(&facts->absent, arena);
}

void facts_begin(struct facts *facts, uint32_t position)
{
	facts->position = position;
	facts->drafts = NULL;
	facts->draft_count = 0;
}

static struct draft_fact *draft(struct facts *facts, struct fact fact, uint32_t *owner)
{
	struct draft_fact *item;

	item = arena_add(facts->arena, facts->drafts, facts->draft_count);
	*item = (struct draft_fact){ .fact = fact, .owner = owner, .kept = true };
	item->fact.birth = facts->position;
	item->fact.death = INSTAR_NONE;
	item->fact.prior = INSTAR_NONE;
	return item;
}

/* What a NOT fact and the fact that ends it have in common. */
static const char *subject(struct facts *facts, const struct fact *fact)
{
	bool within = fact->kind == INSTAR_CHECK_COLUMN ||
		      fact->kind == INSTAR_CHECK_FOREIGN_KEY;

	return arena_printf(facts->arena, "%u %s\n%s", fact->kind, fact->name,
		within ? fact->part : "");
}

void facts_end(struct facts *facts, uint32_t fact)
{
	if (fact != SNAPSHOT_NO_FACT && facts->items[fact].death == INSTAR_NONE)
		facts->items[fact].death = facts->position;
}

/* Draft that something is there, and end the fact that it is not. */
static struct draft_fact *draft_present(
	struct facts *facts, struct fact fact, uint32_t *owner)
{
	facts_end(facts, map_get(&facts->absent, subject(facts, &fact)));
	return draft(facts, fact, owner);
}

static void draft_absent(struct facts *facts, enum instar_check_kind kind,
	const char *name, const char *part)
{
	draft(facts,
		(struct fact){ .kind = kind,
			.flags = INSTAR_CHECK_NOT,
			.name = name,
			.part = part },
		NULL);
}

static struct fact column_fact(
	const struct shot_object *table, const struct shot_column *column)
{
	return (struct fact){ .kind = INSTAR_CHECK_COLUMN,
		.name = table->name,
		.part = column->name,
		.detail = *column->type ? column->type : NULL };
}

static struct fact key_fact(const struct shot_object *table, const struct shot_key *key)
{
	return (struct fact){ .kind = INSTAR_CHECK_FOREIGN_KEY,
		.name = table->name,
		.part = key->columns,
		.detail = key->parent };
}

static struct fact definition_fact(const struct shot_object *object, uint32_t flags)
{
	return (struct fact){ .kind = INSTAR_CHECK_DEFINITION,
		.flags = flags,
		.name = object->name,
		.detail = snapshot_type(object),
		.digest = flags & INSTAR_CHECK_MEMO
				  ? instar__text_digest(object->sql, strlen(object->sql))
				  : object->digest };
}

/* The fact that an object is there: what its name and type say of it. */
static struct fact object_fact(const struct shot_object *object)
{
	struct fact fact = { .name = object->name };

	switch (object->type) {
	case INSTAR__TABLE:
		fact.kind = INSTAR_CHECK_TABLE;
		break;
	case INSTAR__INDEX:
		fact.kind = INSTAR_CHECK_INDEX;
		fact.flags = object->unique ? INSTAR_CHECK_UNIQUE : 0;
		fact.part = object->table;
		fact.detail = object->indexed;
		break;
	case INSTAR__VIEW:
		fact.kind = INSTAR_CHECK_VIEW;
		fact.digest = object->digest;
		break;
	case INSTAR__TRIGGER:
		fact.kind = INSTAR_CHECK_TRIGGER;
		fact.part = object->table;
		fact.digest = object->digest;
		break;
	}
	return fact;
}

static void end_columns(struct facts *facts, const struct shot_object *table)
{
	for (uint32_t i = 0; i < table->column_count; i++)
		facts_end(facts, table->columns[i].fact);
	for (uint32_t i = 0; i < table->key_count; i++)
		facts_end(facts, table->keys[i].fact);
}

/* Did the table of an index or a trigger go in the same step? */
static bool table_went(const struct changes *changes, const struct shot_object *object)
{
	if (object->type != INSTAR__INDEX && object->type != INSTAR__TRIGGER)
		return false;
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *before = changes->items[i].before;

		if (before && !changes->items[i].after && before != object &&
			map_same(before->name, object->table))
			return true;
	}
	return false;
}

static void object_went(struct facts *facts, const struct changes *changes,
	const struct shot_object *object)
{
	struct fact fact = object_fact(object);

	facts_end(facts, object->fact);
	facts_end(facts, object->memo);
	facts_end(facts, object->definition);
	end_columns(facts, object);
	if (!object->shadow && !table_went(changes, object))
		draft_absent(facts, fact.kind, fact.name, NULL);
}

static void draft_key(
	struct facts *facts, struct shot_object *table, struct shot_key *key)
{
	draft_present(facts, key_fact(table, key), &key->fact);
}

static void object_came(struct facts *facts, struct shot_object *object)
{
	if (object->shadow)
		return;
	draft_present(facts, object_fact(object), &object->fact)->object = true;
	for (uint32_t i = 0; object->type == INSTAR__TABLE && i < object->column_count;
		i++)
		draft_present(facts, column_fact(object, &object->columns[i]),
			&object->columns[i].fact);
	for (uint32_t i = 0; i < object->key_count; i++)
		draft_key(facts, object, &object->keys[i]);
	draft(facts, definition_fact(object, INSTAR_CHECK_MEMO), &object->memo);
}

static bool same_tokens(const char *a, const char *b)
{
	return instar__token_digest(a, strlen(a)) == instar__token_digest(b, strlen(b));
}

static void compare_columns(
	struct facts *facts, const struct shot_object *before, struct shot_object *after)
{
	for (uint32_t i = 0; i < before->column_count; i++) {
		struct shot_column *old = &before->columns[i];
		struct shot_column *new = snapshot_column(after, old->name);

		if (new &&same_tokens(old->type, new->type)) {
			new->fact = old->fact;
			continue;
		}
		facts_end(facts, old->fact);
		if (new)
			draft(facts, column_fact(after, new), &new->fact);
		else
			draft_absent(facts, INSTAR_CHECK_COLUMN, before->name, old->name);
	}
	for (uint32_t i = 0; i < after->column_count; i++) {
		struct shot_column *new = &after->columns[i];

		if (!snapshot_column(before, new->name))
			draft_present(facts, column_fact(after, new), &new->fact)
				->object = true;
	}
}

/* Do the two refer to the same? A parent without columns means its primary key. */
static bool same_key(const struct shot_key *a, const struct shot_key *b)
{
	return map_same(a->columns, b->columns) &&
	       map_same(a->parent_table, b->parent_table) &&
	       (a->parent == a->parent_table || b->parent == b->parent_table ||
		       map_same(a->parent, b->parent));
}

static struct shot_key *find_key(
	const struct shot_object *table, const struct shot_key *key)
{
	for (uint32_t i = 0; i < table->key_count; i++) {
		if (same_key(&table->keys[i], key))
			return &table->keys[i];
	}
	return NULL;
}

static void compare_keys(
	struct facts *facts, const struct shot_object *before, struct shot_object *after)
{
	for (uint32_t i = 0; i < before->key_count; i++) {
		struct shot_key *old = &before->keys[i];
		struct shot_key *new = find_key(after, old);

		if (new) {
			new->fact = old->fact;
			continue;
		}
		facts_end(facts, old->fact);
		draft(facts, key_fact(before, old), NULL)->fact.flags |= INSTAR_CHECK_NOT;
	}
	for (uint32_t i = 0; i < after->key_count; i++) {
		if (!find_key(before, &after->keys[i]))
			draft_key(facts, after, &after->keys[i]);
	}
}

/* Do the two say the same, but for the definition? */
static bool same_claim(const struct shot_object *a, const struct shot_object *b)
{
	if (a->type == INSTAR__TABLE)
		return true; /* its columns and keys are claims of their own */
	return a->type == INSTAR__INDEX && a->unique == b->unique &&
	       map_same(a->table, b->table) && map_same(a->indexed, b->indexed);
}

static void object_changed(
	struct facts *facts, const struct shot_object *before, struct shot_object *after)
{
	uint32_t drafts = facts->draft_count;

	if (after->shadow)
		return;
	if (before->digest == after->digest) {
		after->fact = before->fact;
		after->memo = before->memo;
		after->definition = before->definition;
	}
	if (same_claim(before, after))
		after->fact = before->fact;
	if (after->type == INSTAR__TABLE)
		compare_columns(facts, before, after);
	compare_keys(facts, before, after);
	if (before->digest == after->digest)
		return;
	facts_end(facts, before->memo);
	facts_end(facts, before->definition);
	if (!same_claim(before, after)) {
		facts_end(facts, before->fact);
		draft(facts, object_fact(after), &after->fact)->object = true;
	}
	if (facts->draft_count == drafts)
		draft(facts, definition_fact(after, 0), &after->definition);
	draft(facts, definition_fact(after, INSTAR_CHECK_MEMO), &after->memo);
}

void facts_derive(struct facts *facts, const struct changes *changes)
{
	for (uint32_t i = 0; i < changes->count; i++) {
		if (!changes->items[i].after)
			object_went(facts, changes, changes->items[i].before);
	}
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];

		if (change->after && change->before)
			object_changed(facts, change->before, change->after);
		else if (change->after)
			object_came(facts, change->after);
	}
}

static struct fact plain_claim(struct arena *arena, const struct claim *claim)
{
	struct fact fact = { .kind = claim->kind,
		.flags = INSTAR_CHECK_ANNOTATED | (claim->negated ? INSTAR_CHECK_NOT : 0),
		.name = claim->name,
		.part = claim->table };

	if (claim->kind == CLAIM_COLUMN || claim->kind == CLAIM_FOREIGN_KEY)
		fact.part = claim->columns[0];
	if (claim->kind == CLAIM_COLUMN)
		fact.detail = claim->type;
	if (claim->kind == CLAIM_FOREIGN_KEY)
		fact.detail = arena_printf(
			arena, "%s(%s)", claim->parent, claim->parent_column);
	for (uint32_t i = 0; claim->kind == CLAIM_INDEX && i < claim->column_count; i++)
		fact.detail = names_join(arena, fact.detail, ",", claim->columns[i]);
	if (claim->kind == CLAIM_ROWS)
		fact.detail = claim->select;
	return fact;
}

struct fact *facts_of_claim(
	struct arena *arena, const struct claim *claim, uint32_t *count)
{
	uint32_t columns = claim->kind == CLAIM_TABLE ? claim->column_count : 0;
	struct fact *list = arena_array(arena, columns + 1, sizeof(*list));

	list[0] = plain_claim(arena, claim);
	for (uint32_t i = 0; i < columns; i++) {
		list[i + 1] = (struct fact){ .kind = INSTAR_CHECK_COLUMN,
			.flags = list[0].flags,
			.name = claim->name,
			.part = claim->columns[i] };
	}
	*count = columns + 1;
	return list;
}

/* Are the two about the same thing? */
static bool same_subject(const struct fact *a, const struct fact *b)
{
	uint32_t negated = (a->flags ^ b->flags) & INSTAR_CHECK_NOT;

	if (a->kind != b->kind || negated || !map_same(a->name, b->name))
		return false;
	return (a->kind != INSTAR_CHECK_COLUMN && a->kind != INSTAR_CHECK_FOREIGN_KEY) ||
	       map_same(a->part, b->part);
}

struct draft_fact *facts_claim(
	struct facts *facts, const struct fact *fact, struct span span)
{
	struct draft_fact *item = NULL;

	for (uint32_t i = 0; i < facts->draft_count && !item; i++) {
		const struct fact *known = &facts->drafts[i].fact;

		if (known->kind != INSTAR_CHECK_ROWS && same_subject(known, fact))
			item = &facts->drafts[i];
	}
	if (!item) {
		item = draft(facts, *fact, NULL);
	} else {
		item->fact.flags |= INSTAR_CHECK_ANNOTATED;
		item->fact.detail = fact->detail;
		if (fact->part || item->fact.kind == INSTAR_CHECK_INDEX)
			item->fact.part = fact->part;
	}
	item->span = span;
	return item;
}

void facts_keep_claimed(struct facts *facts)
{
	for (uint32_t i = 0; i < facts->draft_count; i++) {
		uint32_t flags = facts->drafts[i].fact.flags;

		facts->drafts[i].kept =
			flags & (INSTAR_CHECK_ANNOTATED | INSTAR_CHECK_MEMO);
	}
}

/* A claim to the letter, so that two facts can be told to say the same. */
static const char *words(struct facts *facts, const struct fact *fact)
{
	return arena_printf(facts->arena, "%u %u %llx %s\n%s\n%s", fact->kind,
		fact->flags & INSTAR_CHECK_UNIQUE, fact->digest, fact->name,
		fact->part ? fact->part : "", fact->detail ? fact->detail : "");
}

/* Remember where the fact is to be found when a later step contradicts it. */
static void file(struct facts *facts, const struct draft_fact *item, uint32_t number)
{
	struct fact *fact = &facts->items[number];

	if (fact->death == 0)
		return; /* a precondition has no life */
	if (item->owner)
		*item->owner = number;
	if (fact->flags & INSTAR_CHECK_NOT)
		map_put(&facts->absent, subject(facts, fact), number);
	if (!item->owner && (fact->flags & INSTAR_CHECK_ANNOTATED)) {
		*arena_add(facts->arena, facts->loose, facts->loose_count) =
			(struct loose_fact){ number, item->reads };
	}
	if (fact->flags & (INSTAR_CHECK_NOT | INSTAR_CHECK_MEMO) ||
		fact->kind == INSTAR_CHECK_ROWS)
		return;
	fact->prior = map_get(&facts->claims, words(facts, fact));
	map_put(&facts->claims, words(facts, fact), number);
}

struct instar_range facts_finish(struct facts *facts)
{
	struct instar_range range = { .first = facts->count };

	for (uint32_t i = 0; i < facts->draft_count; i++) {
		if (!facts->drafts[i].kept)
			continue;
		*arena_add(facts->arena, facts->items, facts->count) =
			facts->drafts[i].fact;
		file(facts, &facts->drafts[i], facts->count - 1);
	}
	range.count = facts->count - range.first;
	return range;
}
