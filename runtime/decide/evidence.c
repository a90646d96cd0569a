/*
 * evidence: what is recorded, what is there, and which step the database is at. See
 * decide.h.
 *
 * Our own records come first. Only where there are none of this set is another tool
 * listened to, and one that left no more than a number only as far as the schema agrees.
 */
#include "runtime/decide/decide.h"

#include <string.h>

#include "runtime/schema/check.h"
#include "runtime/schema/definition.h"
#include "runtime/schema/table_text.h"
#include "runtime/sqlite/token.h"

/* Nothing there at all, and nothing recorded: no claim has to be tested. */
static bool is_blank(const struct instar__decision *decision)
{
	return !decision->track.rows &&
	       decision->schema.count == (decision->track.exists ? 1u : 0u);
}

/* The commas of the list of columns, and where it ends. */
struct list {
	size_t commas[64]; /* the last ones, in a ring */
	uint32_t comma_count;
	size_t end; /* of its closing parenthesis; 0: there is no list */
};

static struct list read_list(const char *sql)
{
	const char *limit = sql + strlen(sql);
	struct list list = { .comma_count = 0 };
	uint32_t depth = 0;
	size_t size;

	for (const char *at = sql; !list.end; at += size) {
		if (instar__token_next(at, limit, &size) == INSTAR__END)
			break;
		if (size != 1)
			continue;
		if (*at == '(')
			depth++;
		else if (*at == ')' && depth && !--depth)
			list.end = (size_t)(at - sql);
		else if (*at == ',' && depth == 1)
			list.commas[list.comma_count++ % 64] = (size_t)(at - sql);
	}
	return list;
}

/* The text without what is between two places: has it that digest? */
static bool is_without(struct instar__sql *sql, const char *text, size_t from, size_t to,
	uint64_t digest)
{
	char *shorter = instar__sql_textf(sql, "%.*s%s", (int)from, text, text + to);
	bool found = shorter && instar__definition_digest(shorter) == digest;

	sqlite3_free(shorter);
	return found;
}

/*
 * Is the table the one of that digest, but for columns behind its own? They come before
 * the constraints of the table, if it has any: so all runs of the list are tried.
 */
static bool is_extended(
	struct instar__sql *sql, const struct instar__object *object, uint64_t digest)
{
	const char *text = object->definition;
	struct list list = read_list(text);
	uint32_t count = list.comma_count < 64 ? list.comma_count : 64;
	bool found = false;

	for (uint32_t i = 1; list.end && i <= count; i++) {
		size_t from = list.commas[(list.comma_count - i) % 64];

		for (uint32_t j = 0; j < i && !found && !sql->code; j++) {
			size_t to =
				j ? list.commas[(list.comma_count - j) % 64] : list.end;

			found = is_without(sql, text, from, to, digest);
		}
	}
	return found;
}

static bool is_excused(instar *h, const struct instar__decision *decision,
	const struct instar_check *check)
{
	const struct instar__object *object;

	/* What was gone may have been made again, by a step that only adds. */
	if (check->flags & INSTAR_CHECK_NOT)
		return true;
	if (!check->digest || (check->kind != INSTAR_CHECK_TABLE &&
				      check->kind != INSTAR_CHECK_DEFINITION))
		return false;
	object = instar__schema_find(
		&decision->schema, false, instar__text(h, check->name));
	return object && object->type == INSTAR__TABLE &&
	       is_extended(&h->sql, object, check->digest);
}

/*
 * What a newer step has added is no drift: claims that are untrue only for that count as
 * true.
 */
static void excuse_newer(instar *h, struct instar__decision *decision)
{
	for (uint32_t i = 0; i < h->set->check_count && !h->sql.code; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (!decision->truth[i] &&
			instar__check_alive(check, h->set->step_count) &&
			!(check->flags & INSTAR_CHECK_MEMO) &&
			is_excused(h, decision, check))
			decision->truth[i] = 1;
	}
}

/* Have all checks of that kind about the object the same digest? */
static bool is_only_definition(const instar_set *set, const struct instar_check *check)
{
	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *other = &set->checks[i];

		if (other->death && other->kind == check->kind && other->digest &&
			other->digest != check->digest &&
			!(other->flags & (INSTAR_CHECK_MEMO | INSTAR_CHECK_NOT)) &&
			sqlite3_stricmp(
				set->text + other->name, set->text + check->name) == 0)
			return false;
	}
	return check->kind != INSTAR_CHECK_DEFINITION;
}

/*
 * Is the definition one that the object had or gets at another position? Then the step
 * has not run, or a later one has: that is no other definition.
 */
static bool is_of_another_step(const instar_set *set, const struct instar__schema *schema,
	const struct instar_check *check)
{
	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *other = &set->checks[i];

		if (other->death && other->digest && !(other->flags & INSTAR_CHECK_NOT) &&
			sqlite3_stricmp(
				set->text + other->name, set->text + check->name) == 0 &&
			instar__check_is_defined(schema, set, other))
			return true;
	}
	return false;
}

void instar__excuse_definitions(const instar_set *set,
	const struct instar__schema *schema, uint32_t position, unsigned char *truth)
{
	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];
		bool alive =
			position == INSTAR_NONE || instar__check_alive(check, position);

		if (truth[i] || !check->death || !alive ||
			!instar__check_is_other(schema, set, check) ||
			is_of_another_step(set, schema, check) ||
			(position == INSTAR_NONE && !is_only_definition(set, check)))
			continue;
		truth[i] = INSTAR__OTHER_DEFINITION;
	}
}

/* Does the statement read or write by the name? Dropping or making it anew is no use. */
static bool uses(const char *sql, const char *name)
{
	static const char *const words[] = { "SELECT", "INSERT", "UPDATE", "DELETE",
		"REPLACE", "WITH", "CREATE TABLE" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (sqlite3_strnicmp(sql, words[i], (int)strlen(words[i])) == 0)
			return instar__text_has_name(sql, name);
	}
	return false;
}

/* Does a step that will run use the object by name? */
static bool is_relied_on(
	const instar *h, const struct instar__decision *decision, const char *name)
{
	for (uint32_t i = 0; i < h->set->step_count; i++) {
		const struct instar_range *up = &h->set->steps[i].up;

		if (decision->verdicts[i] != INSTAR_RUN)
			continue;
		for (uint32_t j = up->first; j < up->first + up->count; j++) {
			if (uses(instar__text(h, h->set->statements[j].sql), name))
				return true;
		}
	}
	return false;
}

/* A view of another definition gives a step other rows than those it was proved on. */
bool instar__withdraw_excuses(const instar *h, struct instar__decision *decision)
{
	bool any = false;

	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];
		const char *name = instar__text(h, check->name);
		const struct instar__object *object;

		if (decision->truth[i] != INSTAR__OTHER_DEFINITION)
			continue;
		object = instar__schema_find(&decision->schema, false, name);
		if (object && object->type == INSTAR__VIEW &&
			is_relied_on(h, decision, name)) {
			decision->truth[i] = 0;
			any = true;
		}
	}
	return any;
}

/* A step that has only started is not done, whatever of it is there. */
static uint32_t before_started(const struct instar__decision *decision)
{
	uint32_t step = decision->track.highest;

	while (step < decision->stands_at && !decision->track.started[step])
		step++;
	return step;
}

static void weigh_truth(instar *h, struct instar__decision *decision)
{
	uint32_t recorded = decision->track.highest;

	instar__check_truth(
		&h->sql, &decision->schema, h->set, recorded, decision->truth);
	if (decision->track.newer.count)
		excuse_newer(h, decision);
	instar__excuse_definitions(
		h->set, &decision->schema, INSTAR_NONE, decision->truth);
	decision->stands_at = instar__stands_at(h->set, decision->truth, recorded);
	if (decision->stands_at == INSTAR_NONE) {
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
		return;
	}
	if (decision->track.started)
		decision->stands_at = before_started(decision);
	instar__excuse_definitions(
		h->set, &decision->schema, decision->stands_at, decision->truth);
}

/* Is every step that is recorded there? */
static bool is_borne_out(const instar *h, const struct instar__decision *decision)
{
	for (uint32_t i = 0; i < decision->track.highest; i++) {
		if (decision->track.recorded[i] &&
			instar__presence(h->set, decision->truth, i,
				decision->stands_at) != INSTAR__PRESENT)
			return false;
	}
	return true;
}

/* A number alone proves nothing: it counts when the schema agrees with it. */
static void doubt_hint(instar *h, struct instar__decision *decision)
{
	struct instar__adoption *adoption = &decision->adoption;

	if (h->sql.code || !adoption->tool || !adoption->tool->hint ||
		is_borne_out(h, decision))
		return;
	instar__adopt_forget(h, adoption, &decision->track);
	memset(decision->truth, 0, h->set->check_count);
	weigh_truth(h, decision);
}

/* The records: our own, or those of another tool when there are none of this set. */
static bool read_records(instar *h, struct instar__decision *decision, bool tracked)
{
	struct instar__track *track = &decision->track;
	struct instar__adoption *adoption = &decision->adoption;

	if (!track->rows)
		instar__adopt_find(h, &decision->schema, adoption);
	if (!tracked && !h->sql.code) {
		const char *theirs = adoption->tool ? adoption->tool->table : NULL;
		bool ours = !(theirs && instar__track_is_named(theirs)) &&
			    instar__track_find(h, &decision->schema);

		instar__track_read(h, ours, track);
	}
	if (track->rows)
		adoption->tool = NULL;
	instar__adopt_read(h, adoption, track);
	return !h->sql.code && !h->error.code;
}

bool instar__evidence(instar *h, struct instar__decision *decision, bool tracked)
{
	if (!read_records(h, decision, tracked))
		return false;
	if (h->going_back && decision->track.newer.count)
		return true; /* nothing can be judged yet */
	if (!is_blank(decision))
		weigh_truth(h, decision);
	doubt_hint(h, decision);
	return !h->sql.code;
}
