/*
 * repair_objects: the objects of a run of repair, one after another. See repair.h.
 *
 * The checks tell what is not as it should be; the reference tells how it should be.
 */
#include "runtime/repair/repair.h"

#include <string.h>

#include "runtime/decide/difference.h"
#include "runtime/schema/check.h"
#include "runtime/schema/claim.h"
#include "runtime/schema/clauses.h"
#include "runtime/schema/table_text.h"

/* --- The list of what was repaired and what was left, as it is found. */

void instar__repairs_free(struct instar__repairs *mends)
{
	for (uint32_t i = 0; i < mends->count; i++) {
		sqlite3_free((char *)mends->items[i].name);
		sqlite3_free((char *)mends->items[i].text);
	}
	sqlite3_free(mends->items);
	sqlite3_free(mends->lost);
	sqlite3_free(mends->backup);
	memset(mends, 0, sizeof(*mends));
}

/* Is that one in the list as left? */
static bool is_left(
	const struct instar__repairs *mends, const char *type, const char *name)
{
	for (uint32_t i = 0; i < mends->count; i++) {
		if (!mends->items[i].repaired &&
			strcmp(mends->items[i].type, type) == 0 &&
			sqlite3_stricmp(mends->items[i].name, name) == 0)
			return true;
	}
	return false;
}

static void tell(const struct instar__repair *repair, const struct instar_mend *mend)
{
	char text[480];

	if (repair->dry)
		return;
	sqlite3_snprintf(sizeof(text), text, "%s %s%s: %s", mend->type, mend->name,
		mend->repaired ? "" : " was left", mend->text);
	instar__tell(repair->h, &(struct instar_event){
					.kind = mend->repaired ? INSTAR_EVENT_REPAIRED
							       : INSTAR_EVENT_WARNING,
					.id = mend->id,
					.text = text,
					.duration_us = mend->duration_us,
				});
}

/* `name` and `text` are copied. Tells an event. */
static void add(struct instar__repair *repair, const struct instar_mend *mend)
{
	struct instar__repairs *mends = repair->mends;
	struct instar__sql *sql = &repair->h->sql;
	struct instar_mend *item = instar__sql_grow(
		sql, mends->items, mends->count, &mends->room, sizeof(*item));

	if (!item)
		return;
	mends->items = item;
	item += mends->count++;
	*item = *mend;
	item->name = instar__sql_textf(sql, "%s", mend->name);
	item->text = instar__sql_textf(sql, "%s", mend->text);
	mends->repaired += mend->repaired != 0;
	mends->left += !mend->repaired;
	if (!sql->code)
		tell(repair, item);
}

/* --- What they are about. */

static const char *id_of(const struct instar__repair *repair, uint32_t step)
{
	const instar *h = repair->h;

	if (step == INSTAR__AT_BASE)
		return INSTAR__BASE_FILE;
	return step == INSTAR_NONE ? "" : instar__text(h, h->set->steps[step].id);
}

/* The step (from 0) that the check is of, or INSTAR__AT_BASE. */
static uint32_t owner_of(const struct instar_check *check)
{
	return check->birth ? check->birth - 1 : INSTAR__AT_BASE;
}

static bool is_allowed(const struct instar__repair *repair, uint32_t step)
{
	return step == INSTAR__AT_BASE ? repair->decision.base == INSTAR__BASE_LACKS
				       : repair->allowed[step];
}

static struct instar_range statements_of(const instar_set *set, uint32_t step)
{
	return step == INSTAR__AT_BASE ? set->baseline : set->steps[step].up;
}

static bool goes_on(const struct instar__repair *repair)
{
	return !repair->h->error.code && !repair->h->sql.code;
}

static void read_schema_again(struct instar__repair *repair)
{
	instar__schema_free(&repair->decision.schema);
	instar__schema_load(&repair->decision.schema, &repair->h->sql);
}

/*
 * --- Statements that move what is there to another name, or take it away where no row
 * goes with it.
 */

static bool is_move(const struct instar_check *guard, const char *sql)
{
	return sqlite3_strnicmp(sql, "ALTER", 5) == 0 &&
	       !(guard->flags & INSTAR_CHECK_NOT) && instar__text_has_word(sql, "rename");
}

/* Rows would go with a table or a column, and nobody has agreed to that here. */
static bool takes_rows(struct instar__repair *repair, const struct instar_check *guard)
{
	if (guard->kind != INSTAR_CHECK_TABLE && guard->kind != INSTAR_CHECK_COLUMN)
		return false;
	return instar__table_has_row(
		&repair->h->sql, instar__text(repair->h, guard->name));
}

static void run_text(struct instar__repairer *mender, const void *sql)
{
	instar__sql_exec(&mender->h->sql, sql);
}

static void note_guard(struct instar__repair *repair, const struct instar_check *guard,
	uint32_t step, bool done, int64_t began_us, const char *text)
{
	struct claim claim = instar__claim(NULL, NULL, repair->h->set, guard);
	bool column = guard->kind == INSTAR_CHECK_COLUMN;
	char name[300];

	sqlite3_snprintf(sizeof(name), name, "%s%s%s", claim.name, column ? "." : "",
		column ? claim.part : "");
	add(
		repair, &(struct instar_mend){
				.repaired = done,
				.type = column ? "column"
					       : instar__object_word(
							 instar__claim_type(&claim)),
				.name = name,
				.text = text,
				.id = id_of(repair, step),
				.duration_us = instar__since(repair->h, began_us),
			});
}

static void move(struct instar__repair *repair, uint32_t step,
	const struct instar_check *guard, const char *sql)
{
	int64_t began_us = instar__clock(repair->h);
	bool drops = guard->flags & INSTAR_CHECK_NOT;

	if (drops && takes_rows(repair, guard)) {
		if (goes_on(repair))
			note_guard(repair, guard, step, false, began_us,
				"the step takes it away, and there are rows in the "
				"table");
		return;
	}
	if (!instar__repair_try(&repair->mender, run_text, sql))
		return; /* perhaps it can be made anew */
	note_guard(repair, guard, step, true, began_us,
		drops ? "taken away, as the step does" : "renamed, as the step does");
	read_schema_again(repair);
}

/* The guard of a statement that is still to move something; NULL: it is not one. */
static const struct instar_check *move_of(
	const struct instar__repair *repair, const struct instar_statement *statement)
{
	const instar_set *set = repair->h->set;
	const struct instar_check *guard;

	if (statement->guard == INSTAR_NONE)
		return NULL;
	guard = &set->checks[statement->guard];
	if (!instar__check_alive(guard, repair->target) ||
		(!is_move(guard, set->text + statement->sql) &&
			!(guard->flags & INSTAR_CHECK_NOT)) ||
		instar__check_holds(
			&repair->h->sql, &repair->decision.schema, set, guard))
		return NULL;
	return guard;
}

static void move_step(struct instar__repair *repair, uint32_t step)
{
	const instar_set *set = repair->h->set;
	const struct instar_range *up = &set->steps[step].up;

	for (uint32_t i = up->first; i < up->first + up->count && goes_on(repair); i++) {
		const struct instar_statement *statement = &set->statements[i];
		const struct instar_check *guard = move_of(repair, statement);

		if (guard)
			move(repair, step, guard, set->text + statement->sql);
	}
}

void instar__repair_moves(struct instar__repair *repair)
{
	for (uint32_t i = 0; i < repair->target && goes_on(repair); i++) {
		if (repair->allowed[i])
			move_step(repair, i);
	}
	if (goes_on(repair))
		instar__decision_reread(repair->h, &repair->decision, repair->target);
}

/* --- Objects. */

/* What is known of an object of the reference: is it as it should be, and whose is it? */
struct state {
	uint32_t step; /* the first allowed step that a failing check is of, or NONE */
	bool broken;
};

static void judge_objects(const struct instar__repair *repair, struct state *states)
{
	const instar_set *set = repair->h->set;
	const struct instar__schema *schema = &repair->reference->schema;

	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];
		const struct instar__object *object;
		struct claim claim;
		struct state *state;

		if (!instar__check_alive(check, repair->target) ||
			check->flags & (INSTAR_CHECK_MEMO | INSTAR_CHECK_NOT) ||
			repair->decision.truth[i])
			continue;
		claim = instar__claim(NULL, schema, set, check);
		object = instar__claim_object(&claim);
		if (!object)
			continue;
		state = &states[object - schema->objects];
		state->broken = true;
		if (is_allowed(repair, owner_of(check)) && state->step == INSTAR_NONE)
			state->step = owner_of(check);
	}
}

/* The step, from 0, that the object's definition is of, or NONE. */
static uint32_t maker_of(
	const struct instar__repair *repair, const struct instar__object *object)
{
	const instar_set *set = repair->h->set;

	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];
		struct claim claim;

		if (!(check->flags & INSTAR_CHECK_MEMO) ||
			!instar__check_alive(check, repair->target))
			continue;
		claim = instar__claim(NULL, &repair->reference->schema, set, check);
		if (instar__claim_object(&claim) == object)
			return owner_of(check);
	}
	return INSTAR_NONE;
}

/* What is there, and says something else than in the reference, is broken too. */
static void judge_definitions(const struct instar__repair *repair, struct state *states)
{
	const struct instar__schema *schema = &repair->reference->schema;

	for (uint32_t i = 0; i < schema->count && goes_on(repair); i++) {
		const struct instar__object *wanted = &schema->objects[i];
		const struct instar__object *there =
			instar__schema_find(&repair->decision.schema,
				wanted->type == INSTAR__TRIGGER, wanted->name);

		if (states[i].step != INSTAR_NONE || !there || there->type != wanted->type ||
			instar__is_shadow(schema, wanted) ||
			!instar__clauses_compare(
				&repair->h->sql, there, wanted, NULL, NULL))
			continue;
		states[i].broken = true;
		states[i].step = maker_of(repair, wanted);
	}
}

/* Virtual tables make tables of their own, indexes and triggers need theirs. */
static int rank(const struct instar__object *object)
{
	return instar__is_virtual(object) ? 0 : (int)object->type;
}

/* The module of a virtual table has made it meanwhile. */
static bool came_along(
	const struct instar__repair *repair, const struct instar__object *wanted)
{
	const struct instar__object *there = instar__schema_find(
		&repair->decision.schema, wanted->type == INSTAR__TRIGGER, wanted->name);

	return there && there->type == wanted->type &&
	       strcmp(there->definition, wanted->definition) == 0 &&
	       instar__is_shadow(&repair->reference->schema, wanted);
}

/* Rows that the step changed besides are not changed again, and that has to be said. */
static void note_changes(struct instar__repair *repair, uint32_t step)
{
	static const char *const changes[] = { "UPDATE", "INSERT", "DELETE", "REPLACE",
		"WITH" };
	const instar_set *set = repair->h->set;
	const struct instar_range up = statements_of(set, step);
	const char *file = step == INSTAR__AT_BASE ? INSTAR__BASE_FILE
						   : set->text + set->steps[step].file;
	char *text = repair->mender.text;
	size_t used = strlen(text);

	for (uint32_t i = up.first; i < up.first + up.count; i++) {
		const struct instar_statement *statement = &set->statements[i];
		const char *sql = set->text + statement->sql;

		for (size_t j = 0; j < sizeof(changes) / sizeof(*changes); j++) {
			if (sqlite3_strnicmp(sql, changes[j], (int)strlen(changes[j])) !=
				0)
				continue;
			sqlite3_snprintf((int)(sizeof(repair->mender.text) - used),
				text + used, "; %s:%u changes rows and was not run again",
				file, statement->line);
			return;
		}
	}
}

static void mend(
	struct instar__repair *repair, const struct instar__object *wanted, uint32_t step)
{
	int64_t began_us = instar__clock(repair->h);
	bool reshape = wanted->type == INSTAR__TABLE &&
		       instar__schema_find(&repair->decision.schema, false, wanted->name);
	bool whole;

	if (came_along(repair, wanted))
		return;
	repair->mender.text[0] = '\0';
	whole = instar__repair_object(&repair->mender, wanted);
	if (whole && reshape && is_allowed(repair, step))
		note_changes(repair, step);
	if (goes_on(repair))
		add(repair,
			&(struct instar_mend){
				.repaired = whole,
				.type = instar__object_word(wanted->type),
				.name = wanted->name,
				.text = repair->mender.text,
				.id = id_of(repair, step),
				.duration_us = instar__since(repair->h, began_us),
			});
}

/* One for each object of the reference; NULL without memory. sqlite3_free() it. */
static struct state *states_of(const struct instar__repair *repair)
{
	uint32_t count = repair->reference->schema.count;
	struct state *states = instar__sql_memory(
		&repair->h->sql, ((uint64_t)count + 1) * sizeof(*states));

	if (!states)
		return NULL;
	for (uint32_t i = 0; i < count; i++)
		states[i] = (struct state){ .step = INSTAR_NONE };
	judge_objects(repair, states);
	if (repair->definitions)
		judge_definitions(repair, states);
	return states;
}

/* The tables that a statement names which still moves something, and its step's. */
static void add_moves(
	const struct instar__repair *repair, uint32_t step, struct instar__writer *writer)
{
	instar *h = repair->h;
	const struct instar_step *mended = &h->set->steps[step];
	const struct instar_range *up = &mended->up;

	for (uint32_t i = up->first; i < up->first + up->count && goes_on(repair); i++) {
		const struct instar_check *guard =
			move_of(repair, &h->set->statements[i]);

		if (!guard)
			continue;
		instar__writer_add(h, writer, INSTAR__REMADE,
			instar__text(h, mended->writes), mended->write_count);
		if (guard->kind == INSTAR_CHECK_COLUMN)
			instar__writer_add(h, writer, INSTAR__REMADE,
				instar__text(h, guard->name), 1);
	}
}

void instar__repair_tables(
	const struct instar__repair *repair, struct instar__writer *writer)
{
	const struct instar__schema *wanted = &repair->reference->schema;
	instar *h = repair->h;
	struct state *states;

	if (!goes_on(repair))
		return;
	states = states_of(repair);
	for (uint32_t i = 0; states && i < wanted->count; i++) {
		if (states[i].broken && states[i].step != INSTAR_NONE)
			instar__writer_add(
				h, writer, INSTAR__REMADE, wanted->objects[i].table, 1);
	}
	sqlite3_free(states);
	for (uint32_t i = 0; i < repair->target; i++) {
		if (repair->allowed[i])
			add_moves(repair, i, writer);
	}
}

void instar__repair_objects(struct instar__repair *repair)
{
	const struct instar__schema *wanted = &repair->reference->schema;
	struct state *states = states_of(repair);

	if (!states)
		return;
	for (int pass = 0; pass <= INSTAR__TRIGGER; pass++) {
		for (uint32_t i = 0; i < wanted->count && goes_on(repair); i++) {
			if (states[i].broken && states[i].step != INSTAR_NONE &&
				rank(&wanted->objects[i]) == pass)
				mend(repair, &wanted->objects[i], states[i].step);
		}
	}
	sqlite3_free(states);
}

/* --- What is left. */

/* Why nothing was done about a step's missing part. */
static void why_left(struct instar__repair *repair, uint32_t step,
	const struct instar_difference *item, char *out, int size)
{
	const instar_set *set = repair->h->set;
	const struct instar_range *up;

	sqlite3_snprintf(size, out, "%s", item->text);
	if (step == INSTAR__AT_BASE ||
		repair->decision.verdicts[step] != INSTAR_CONFLICT) {
		if (strcmp(item->type, "rows") == 0)
			sqlite3_snprintf(
				size, out, "rows are not made up: %s", item->text);
		return;
	}
	up = &set->steps[step].up;
	if (!up->count)
		sqlite3_snprintf(size, out, "%s; the step was retired from this program",
			item->text);
	for (uint32_t i = up->first; i < up->first + up->count; i++) {
		if (set->statements[i].guard != INSTAR_NONE)
			continue;
		sqlite3_snprintf(size, out,
			"%s; %s is not recorded, and nothing tells whether %s:%u has run",
			item->text, set->text + set->steps[step].id,
			set->text + set->steps[step].file, set->statements[i].line);
		return;
	}
	if (step >= repair->target)
		sqlite3_snprintf(size, out, "%s; a step before %s has still to run",
			item->text, set->text + set->steps[step].id);
}

/* "column t.c" was said when its table was left for a reason. */
static bool was_said(
	const struct instar__repair *repair, const struct instar_difference *item)
{
	char table[256];
	const char *dot = strchr(item->name, '.');

	if (is_left(repair->mends, item->type, item->name))
		return true;
	if (!dot)
		return false;
	sqlite3_snprintf(
		sizeof(table), table, "%.*s", (int)(dot - item->name), item->name);
	return is_left(repair->mends, "table", table);
}

static void list_step(struct instar__repair *repair, uint32_t step)
{
	const instar_set *set = repair->h->set;
	struct instar_range checks = instar__checks_of(set, step);
	bool below = step == INSTAR__AT_BASE || step < repair->target;
	uint32_t at = below ? repair->target : step + 1;
	struct instar__differences list = { 0 };
	char text[500];

	for (uint32_t i = checks.first; i < checks.first + checks.count; i++) {
		const struct instar_check *check = &set->checks[i];

		if (instar__check_alive(check, at) &&
			!(check->flags & INSTAR_CHECK_MEMO) && !repair->decision.truth[i])
			instar__differences_add(
				repair->h, &repair->decision.schema, check, &list);
	}
	for (uint32_t i = 0; i < list.count && goes_on(repair); i++) {
		if (was_said(repair, &list.items[i]))
			continue;
		why_left(repair, step, &list.items[i], text, sizeof(text));
		add(repair, &(struct instar_mend){
						  .type = list.items[i].type,
						  .name = list.items[i].name,
						  .text = text,
						  .id = id_of(repair, step),
					  });
	}
	instar__differences_free(&list);
}

/* An index that is built after start-up is not built here: that may take its time. */
static void list_deferred(struct instar__repair *repair)
{
	struct instar__differences list = { 0 };
	char text[500];

	instar__differences_deferred(
		repair->h, &repair->decision.schema, repair->target, &list);
	for (uint32_t i = 0; i < list.count && goes_on(repair); i++) {
		sqlite3_snprintf(sizeof(text), text, "%s; drop it, then run `backfill`",
			list.items[i].text);
		add(repair, &(struct instar_mend){
				    .type = list.items[i].type,
				    .name = list.items[i].name,
				    .text = text,
				    .id = list.items[i].id,
			    });
	}
	instar__differences_free(&list);
}

void instar__repair_rest(struct instar__repair *repair)
{
	if (repair->decision.base == INSTAR__BASE_LACKS && goes_on(repair))
		list_step(repair, INSTAR__AT_BASE);
	for (uint32_t i = 0; i < repair->h->set->step_count && goes_on(repair); i++) {
		if (repair->decision.verdicts[i] == INSTAR_DRIFT ||
			repair->decision.verdicts[i] == INSTAR_CONFLICT)
			list_step(repair, i);
	}
	if (repair->definitions && goes_on(repair))
		list_deferred(repair);
}
