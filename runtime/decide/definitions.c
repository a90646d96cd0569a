/*
 * definitions: what the definitions in a database say otherwise than those that the steps
 * make. See difference.h.
 *
 * The set keeps digests of what was proved, no texts: where one differs, the steps are
 * run in a database in memory, and the two definitions are compared clause by clause.
 */
#include "runtime/decide/decide.h"
#include "runtime/decide/difference.h"

#include <string.h>

#include "runtime/schema/check.h"
#include "runtime/schema/claim.h"
#include "runtime/schema/clauses.h"
#include "runtime/schema/reference_schema.h"

/* Of one object while its differences are put into the list. */
struct finding {
	instar *h;
	struct instar__differences *list;
	const struct instar__object *object;
	const char *id; /* of the step that its definition is of */
};

/* The object whose definition is not the one of the memo, to the letter; or NULL. */
static const struct instar__object *other_of(const instar *h,
	const struct instar__schema *schema, uint32_t position, uint32_t check)
{
	const struct instar_check *memo = &h->set->checks[check];
	struct claim claim = instar__claim(NULL, schema, h->set, memo);
	const struct instar__object *object;

	if (!(memo->flags & INSTAR_CHECK_MEMO) || !instar__check_alive(memo, position))
		return NULL;
	object = instar__claim_object(&claim);
	return object && !object->exact ? object : NULL;
}

static bool is_any_other(
	const instar *h, const struct instar__schema *schema, uint32_t position)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		if (other_of(h, schema, position, i))
			return true;
	}
	return false;
}

/* A difference is about a foreign key, a column, or the object as a whole. */
static const char *type_of(
	const struct finding *finding, const struct instar__clause *clause)
{
	if (clause && clause->kind >= INSTAR__CLAUSE_REFERENCES &&
		clause->kind <= INSTAR__CLAUSE_DEFERRED)
		return "foreign key";
	return clause && *clause->owner ? "column"
					: instar__object_word(finding->object->type);
}

/* Has a check said it already? */
static bool was_said(const struct finding *finding, const struct instar__clause *clause,
	const char *type, const char *name)
{
	if (!clause || !instar__differences_has(finding->list, type, name))
		return false;
	return clause->kind == INSTAR__CLAUSE_TYPE ||
	       clause->kind == INSTAR__CLAUSE_REFERENCES ||
	       clause->kind == INSTAR__CLAUSE_UNIQUE_INDEX ||
	       clause->kind == INSTAR__CLAUSE_ON || clause->kind == INSTAR__CLAUSE_REST;
}

static void put_finding(
	void *context, const struct instar__clause *clause, const char *sentence)
{
	const struct finding *finding = context;
	struct instar__sql *sql = &finding->h->sql;
	const char *type = type_of(finding, clause);
	const char *owner = clause ? clause->owner : "";
	char *name = instar__sql_textf(
		sql, "%s%s%s", finding->object->name, *owner ? "." : "", owner);

	if (name && was_said(finding, clause, type, name))
		sqlite3_free(name);
	else
		instar__differences_put(finding->h, finding->list,
			INSTAR_DIFFERENCE_OTHER, type, name,
			instar__sql_textf(sql, "%s", sentence), finding->id);
}

static void compare(struct finding *finding, const struct instar__schema *should)
{
	const struct instar__object *object = finding->object;
	const struct instar__object *proved = instar__schema_find(
		should, object->type == INSTAR__TRIGGER, object->name);

	if (proved && proved->type == object->type)
		instar__clauses_compare(
			&finding->h->sql, object, proved, put_finding, finding);
}

/* Its text is another one; what that means cannot be told without the steps. */
static void put_unknown(const struct finding *finding)
{
	struct instar__sql *sql = &finding->h->sql;
	const char *word = instar__object_word(finding->object->type);
	const char *name = finding->object->name;

	if (instar__differences_has(finding->list, word, name))
		return;
	finding->list->uncompared++;
	instar__differences_put(finding->h, finding->list, INSTAR_DIFFERENCE_OTHER, word,
		instar__sql_textf(sql, "%s", name),
		instar__sql_textf(sql,
			"%s %s has another text, and the steps cannot be run to "
			"compare it",
			word, name),
		finding->id);
}

/* An index that is built after start-up may be there or not; but not another one. */
static void compare_deferred(struct finding *finding, const struct instar__schema *schema,
	const struct instar_backfill *backfill)
{
	instar *h = finding->h;
	const struct instar_set *set = h->set;
	const char *key = instar__text(h, backfill->key);
	const struct instar__object *object = instar__schema_find(schema, false, key);
	struct instar__object proved = { .name = (char *)key, .type = INSTAR__INDEX };

	if (!(backfill->flags & INSTAR_BACKFILL_INDEX) || !object ||
		object->type != INSTAR__INDEX || object->text_digest == backfill->digest)
		return;
	proved.definition =
		(char *)instar__text(h, set->statements[backfill->first.first].sql);
	finding->object = object;
	finding->id = instar__id_at(h, backfill->step);
	instar__clauses_compare(&h->sql, object, &proved, put_finding, finding);
}

void instar__differences_deferred(instar *h, const struct instar__schema *schema,
	uint32_t position, struct instar__differences *list)
{
	struct finding finding = { .h = h, .list = list };

	for (uint32_t i = 0; i < h->set->backfill_count && !h->sql.code; i++) {
		if (h->set->backfills[i].step <= position)
			compare_deferred(&finding, schema, &h->set->backfills[i]);
	}
}

void instar__differences_definitions(instar *h, struct instar__schema *schema,
	uint32_t position, struct instar__differences *list)
{
	struct finding finding = { .h = h, .list = list };
	struct instar__reference_schema reference;
	bool known;

	instar__differences_deferred(h, schema, position, list);
	instar__check_memos(schema, h->set, position);
	if (h->sql.code || !is_any_other(h, schema, position))
		return;
	known = instar__reference_schema_try(h, position, &reference);
	for (uint32_t i = 0; i < h->set->check_count && !h->sql.code; i++) {
		finding.object = other_of(h, schema, position, i);
		finding.id = instar__id_at(h, h->set->checks[i].birth);
		if (finding.object && known)
			compare(&finding, &reference.schema);
		else if (finding.object)
			put_unknown(&finding);
	}
	instar__reference_schema_close(&reference);
}

void instar__differences_tell(instar *h, const struct instar__differences *list)
{
	char text[480];

	for (uint32_t i = 0; i < list->count && !h->error.code; i++) {
		sqlite3_snprintf(sizeof(text), text, "not as the steps make it: %s",
			list->items[i].text);
		instar__warn(h, text);
	}
}

void instar_tell_definitions(instar *h, void *found)
{
	struct instar__decision *decision = found;
	struct instar__differences list = { 0 };

	instar__differences_definitions(h, &decision->schema, decision->stands_at, &list);
	if (!h->sql.code)
		instar__differences_tell(h, &list);
	instar__differences_free(&list);
}
