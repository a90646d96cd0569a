/*
 * check: is one claim about a schema true? See check.h.
 *
 * In: a claim, a schema by name, and the connection for what the names do not tell. Out:
 * yes or no. It refuses to know why anybody asks.
 */
#include "runtime/schema/check.h"

#include <string.h>

#include "runtime/schema/claim.h"
#include "runtime/sqlite/token.h"

static bool same_digest(const struct claim *claim, const struct instar__object *object)
{
	if (claim->check->flags & INSTAR_CHECK_MEMO)
		return claim->check->digest == object->text_digest;
	return !claim->check->digest ||
	       claim->check->digest == instar__object_digest(object);
}

static bool same_tokens(const char *a, const char *b)
{
	return instar__token_digest(a, strlen(a)) == instar__token_digest(b, strlen(b));
}

static bool column_holds(const struct claim *claim)
{
	char type[256];

	return instar__claim_object(claim) &&
	       instar__claim_column(claim, type, sizeof(type)) &&
	       (!*claim->detail || same_tokens(type, claim->detail));
}

static bool index_holds(const struct claim *claim)
{
	const struct instar__object *object = instar__claim_object(claim);

	if (!object || !same_digest(claim, object))
		return false;
	if (*claim->part && sqlite3_stricmp(object->table, claim->part) != 0)
		return false;
	if (*claim->detail && !instar__claim_index_columns(claim))
		return false;
	return !(claim->check->flags & INSTAR_CHECK_UNIQUE) ||
	       instar__claim_unique(claim, object->table);
}

static bool trigger_holds(const struct claim *claim)
{
	const struct instar__object *object = instar__claim_object(claim);

	return object && same_digest(claim, object) &&
	       (!*claim->part || sqlite3_stricmp(object->table, claim->part) == 0);
}

static bool object_holds(const struct claim *claim)
{
	const struct instar__object *object = instar__claim_object(claim);

	return object && same_digest(claim, object);
}

/* A SELECT that SQLite refuses finds no row; that it could not be asked is an error. */
static bool rows_hold(const struct claim *claim)
{
	struct instar__sql trial = instar__sql_on(claim->sql->db);
	bool holds;

	holds = instar__sql_any(&trial, claim->detail);
	instar__sql_take(claim->sql, &trial);
	return holds;
}

/* Is what the claim names there, whether or not the claim is that it is not? */
static bool is_there(const struct claim *claim)
{
	switch ((enum instar_check_kind)claim->check->kind) {
	case INSTAR_CHECK_COLUMN:
		return column_holds(claim);
	case INSTAR_CHECK_INDEX:
		return index_holds(claim);
	case INSTAR_CHECK_TRIGGER:
		return trigger_holds(claim);
	case INSTAR_CHECK_FOREIGN_KEY:
		return instar__claim_object(claim) && instar__claim_foreign_key(claim);
	case INSTAR_CHECK_ROWS:
	case INSTAR_CHECK_BACKFILL:
		return rows_hold(claim);
	case INSTAR_CHECK_TABLE:
	case INSTAR_CHECK_VIEW:
	case INSTAR_CHECK_DEFINITION:
		break;
	}
	return object_holds(claim);
}

bool instar__check_holds(struct instar__sql *sql, const struct instar__schema *schema,
	const instar_set *set, const struct instar_check *check)
{
	struct claim claim = instar__claim(sql, schema, set, check);
	bool there;

	if (sql->code)
		return false;
	there = is_there(&claim);
	if (sql->code)
		return false;
	return there != ((check->flags & INSTAR_CHECK_NOT) != 0);
}

/* Mark the objects that a memo, alive at a position or, at INSTAR_NONE, at any, knows. */
static void mark_exact(
	struct instar__schema *schema, const instar_set *set, uint32_t position)
{
	for (uint32_t i = 0; i < schema->count; i++)
		schema->objects[i].exact = false;
	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];
		struct claim claim;
		struct instar__object *object;

		if (!(check->flags & INSTAR_CHECK_MEMO) ||
			(position != INSTAR_NONE &&
				!instar__check_alive(check, position)))
			continue;
		claim = instar__claim(NULL, schema, set, check);
		object = instar__claim_object(&claim);
		if (!object || !same_digest(&claim, object))
			continue;
		object->exact = true;
		object->from = check->birth;
		object->until = check->death;
	}
}

void instar__check_memos(
	struct instar__schema *schema, const instar_set *set, uint32_t position)
{
	mark_exact(schema, set, position);
}

static bool is_exact(struct instar__sql *sql, const struct instar__schema *schema,
	const instar_set *set, const struct instar_check *check)
{
	struct claim claim = instar__claim(sql, schema, set, check);
	const struct instar__object *object = instar__claim_object(&claim);

	return object && object->exact;
}

/* Kinds whose name is a table's. */
static bool is_on_table(const struct instar_check *check)
{
	return check->kind == INSTAR_CHECK_TABLE || check->kind == INSTAR_CHECK_COLUMN ||
	       check->kind == INSTAR_CHECK_FOREIGN_KEY;
}

/* A table's checks come one after another and share the text of its name. */
static bool is_on_same(const struct instar_check *a, const struct instar_check *b)
{
	return a && a->name == b->name && is_on_table(a) && is_on_table(b);
}

void instar__check_truth(struct instar__sql *sql, struct instar__schema *schema,
	const instar_set *set, uint32_t position, unsigned char *truth)
{
	const struct instar_check *before = NULL;
	bool exact = false;

	instar__check_memos(schema, set, position);
	for (uint32_t i = 0; i < set->check_count && !sql->code; i++) {
		const struct instar_check *check = &set->checks[i];

		if (check->death <= position)
			continue;
		if (check->flags & INSTAR_CHECK_MEMO) {
			truth[i] = instar__check_is_defined(schema, set, check);
			continue;
		}
		if (!is_on_same(before, check))
			exact = is_exact(sql, schema, set, check);
		before = check;
		truth[i] = (exact && check->birth <= position) ||
			   instar__check_holds(sql, schema, set, check);
	}
}

/* Was the claim proved of the very definition that its object has? */
static bool was_proved(struct instar__sql *sql, const struct instar__schema *schema,
	const instar_set *set, const struct instar_check *check)
{
	struct claim claim = instar__claim(sql, schema, set, check);
	const struct instar__object *object = instar__claim_object(&claim);

	return object && object->exact && !(check->flags & INSTAR_CHECK_NOT) &&
	       check->birth < object->until && object->from < check->death;
}

void instar__check_truth_anywhere(struct instar__sql *sql, struct instar__schema *schema,
	const instar_set *set, unsigned char *truth)
{
	mark_exact(schema, set, INSTAR_NONE);
	for (uint32_t i = 0; i < set->check_count && !sql->code; i++) {
		const struct instar_check *check = &set->checks[i];

		if (check->flags & INSTAR_CHECK_MEMO)
			truth[i] = instar__check_is_defined(schema, set, check);
		else if (instar__check_tells(check))
			truth[i] = was_proved(sql, schema, set, check) ||
				   instar__check_holds(sql, schema, set, check);
	}
}

bool instar__check_is_other(const struct instar__schema *schema, const instar_set *set,
	const struct instar_check *check)
{
	struct claim claim = instar__claim(NULL, schema, set, check);
	const struct instar__object *object = instar__claim_object(&claim);

	if (!object || !check->digest ||
		check->flags & (INSTAR_CHECK_MEMO | INSTAR_CHECK_NOT) ||
		same_digest(&claim, object))
		return false;
	return check->kind != INSTAR_CHECK_INDEX &&
	       (check->kind != INSTAR_CHECK_TRIGGER || !*claim.part ||
		       sqlite3_stricmp(object->table, claim.part) == 0);
}

bool instar__check_is_defined(const struct instar__schema *schema, const instar_set *set,
	const struct instar_check *check)
{
	struct claim claim = instar__claim(NULL, schema, set, check);
	const struct instar__object *object = instar__claim_object(&claim);

	return object && check->digest && same_digest(&claim, object);
}
