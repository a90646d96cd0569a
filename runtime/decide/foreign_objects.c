/*
 * foreign_objects: what would run with the steps and was never proved. See
 * foreign_objects.h.
 *
 * A database is data that somebody else may have written: one trigger on a table that a
 * step fills can delete every user. Settings of SQLite do not stop it, so what is not
 * known, letter for letter, is refused. The triggers are read anew even where the schema
 * as a whole is the proved one: that is a sum, made for speed, and a sum can be forged.
 */
#include "runtime/decide/foreign_objects.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/records/backfill_state.h"
#include "runtime/records/stamp.h"
#include "runtime/schema/check.h"
#include "runtime/sqlite/token.h"

/* The guard at work. */
struct watch {
	instar *h;
	const struct instar__decision *decision;
	const struct instar__writer *writer;
};

void instar__writer_free(struct instar__writer *writer)
{
	sqlite3_free(writer->runs);
	memset(writer, 0, sizeof(*writer));
}

void instar__writer_add(instar *h, struct instar__writer *writer,
	enum instar__reach reach, const char *names, uint32_t count)
{
	struct instar__names_run *runs;

	if (h->error.code || !count)
		return;
	runs = instar__sql_grow(
		&h->sql, writer->runs, writer->count, &writer->room, sizeof(*runs));
	if (!runs)
		return;
	writer->runs = runs;
	runs[writer->count++] = (struct instar__names_run){ names, count, reach };
}

void instar__writer_add_step(struct instar__writer *writer, uint32_t step)
{
	bool none = writer->first_step == writer->end_step;

	if (none || step < writer->first_step)
		writer->first_step = step;
	if (none || step + 1 > writer->end_step)
		writer->end_step = step + 1;
}

/* Is it a name of something that these steps make, change or drop? */
static bool is_of_steps(const struct watch *watch, const char *name)
{
	const instar *h = watch->h;
	uint32_t first = watch->writer->first_step, end = watch->writer->end_step;

	for (uint32_t i = 0; i < h->set->check_count && first < end; i++) {
		const struct instar_check *check = &h->set->checks[i];
		bool base = watch->decision->base == INSTAR__BASE_DUE &&
			    instar__check_is_base(check);
		bool changes = base || (check->birth > first && check->birth <= end) ||
			       (check->death > first && check->death <= end);

		if (changes && sqlite3_stricmp(instar__text(h, check->name), name) == 0)
			return true;
	}
	return false;
}

static bool is_named(const struct instar__names_run *run, const char *table)
{
	const char *name = run->names;

	for (uint32_t i = 0; i < run->count; i++) {
		if (sqlite3_stricmp(name, table) == 0)
			return true;
		name += strlen(name) + 1;
	}
	return false;
}

/* Does the writer do that much with the table? */
static bool is_reached(
	const struct watch *watch, enum instar__reach reach, const char *table)
{
	const struct instar__writer *writer = watch->writer;

	for (uint32_t i = 0; i < writer->count; i++) {
		if (writer->runs[i].reach >= reach && is_named(&writer->runs[i], table))
			return true;
	}
	return false;
}

/* Ours, or the one that is being taken over. */
static bool keeps_records(const struct watch *watch, const char *table)
{
	const struct instar__tool *tool = watch->decision->adoption.tool;

	if (!watch->writer->records)
		return false;
	return instar__track_is_named(table) ||
	       (tool && tool->table && sqlite3_stricmp(tool->table, table) == 0);
}

/* Is the check about the database as it is, recorded or not? */
static bool is_present(
	const struct instar__decision *decision, const struct instar_check *check)
{
	return instar__check_alive(check, decision->stands_at) ||
	       (check->birth && decision->verdicts &&
		       decision->verdicts[check->birth - 1] == INSTAR_RECONCILE);
}

/* Does the set know the trigger with this very definition? */
static bool is_known(const instar *h, const struct instar__decision *decision,
	const struct instar__object *trigger)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if ((check->kind != INSTAR_CHECK_DEFINITION &&
			    check->kind != INSTAR_CHECK_TRIGGER) ||
			!is_present(decision, check) ||
			sqlite3_stricmp(instar__text(h, check->name), trigger->name) != 0)
			continue;
		if (check->digest == (check->flags & INSTAR_CHECK_MEMO
						     ? trigger->text_digest
						     : instar__object_digest(trigger)))
			return true;
	}
	return false;
}

static void refuse(
	const struct watch *watch, const char *what, const char *name, const char *table)
{
	instar__fail(watch->h, INSTAR_E_FOREIGN,
		watch->h->batching
			? "drop it, or ask who made it; what was done stays done"
			: "drop it, or ask who made it; nothing was changed",
		"%s %s on %s; refused", what, name, table);
}

static void refuse_trigger(
	const struct watch *watch, const struct instar__object *trigger)
{
	if (keeps_records(watch, trigger->table) ||
		(is_reached(watch, INSTAR__WRITTEN, trigger->table) &&
			!is_known(watch->h, watch->decision, trigger)))
		refuse(watch, "unknown trigger", trigger->name, trigger->table);
}

/* A view in the place of a table needs no word here: it is drift or a conflict. */
static void refuse_triggers(const struct watch *watch)
{
	instar *h = watch->h;
	sqlite3_stmt *stmt =
		instar__sql_prepare(&h->sql, "SELECT name, tbl_name, sql FROM "
					     "main.sqlite_master WHERE type = 'trigger'");

	while (instar__sql_row(&h->sql, stmt)) {
		struct instar__object trigger = {
			.name = (char *)instar__sql_text(&h->sql, stmt, 0),
			.table = (char *)instar__sql_text(&h->sql, stmt, 1),
			.definition = (char *)instar__sql_text(&h->sql, stmt, 2),
			.type = INSTAR__TRIGGER,
		};

		trigger.text_digest = instar__text_digest(
			trigger.definition, strlen(trigger.definition));
		if (!h->sql.code)
			refuse_trigger(watch, &trigger);
	}
	instar__sql_finish(stmt);
}

/* A temporary object hides what the database has under its name. */
static void refuse_temporary(const struct watch *watch)
{
	instar *h = watch->h;
	sqlite3_stmt *stmt = instar__sql_prepare(&h->sql,
		"SELECT type, name, tbl_name FROM sqlite_temp_master"
		" WHERE type IN ('trigger', 'table', 'view', 'index')");

	while (instar__sql_row(&h->sql, stmt)) {
		const char *type = instar__sql_text(&h->sql, stmt, 0);
		const char *name = instar__sql_text(&h->sql, stmt, 1);
		const char *table = instar__sql_text(&h->sql, stmt, 2);
		enum instar__reach reach =
			strcmp(type, "trigger") == 0 ? INSTAR__REMADE : INSTAR__NAMED;
		bool on_table =
			strcmp(type, "index") != 0 &&
			(is_reached(watch, reach, table) || keeps_records(watch, table));

		if (h->sql.code || (!on_table && !is_of_steps(watch, name)))
			continue;
		instar__fail(h, INSTAR_E_FOREIGN, "drop it on this connection",
			"temporary %s %s is in the way of a %s's writes; refused", type,
			name, watch->writer->what);
	}
	instar__sql_finish(stmt);
}

/* An index over an expression, or over some rows only, computes with every row. */
static void refuse_index(const struct watch *watch)
{
	instar *h = watch->h;
	sqlite3_stmt *stmt = instar__sql_prepare(&h->sql,
		"SELECT l.name FROM pragma_index_list('schema_migrations', 'main') AS l,"
		" pragma_index_xinfo(l.name, 'main') AS x WHERE x.cid = -2 OR l.partial");

	if (instar__sql_row(&h->sql, stmt))
		refuse(watch, "unknown index", instar__sql_text(&h->sql, stmt, 0),
			"schema_migrations");
	instar__sql_finish(stmt);
}

static bool is_word(const char *text, size_t size, const char *word)
{
	return size == strlen(word) && sqlite3_strnicmp(text, word, (int)size) == 0;
}

/* CHECK (…), DEFAULT (…), GENERATED ALWAYS AS (…): run with every row that is added. */
static bool computes(const char *definition)
{
	const char *limit = definition + strlen(definition);
	bool fallback = false;
	size_t size;

	for (; definition < limit; definition += size) {
		enum instar__token kind = instar__token_next(definition, limit, &size);

		if (kind == INSTAR__END)
			break;
		if (kind == INSTAR__WORD && (is_word(definition, size, "check") ||
						    is_word(definition, size, "as")))
			return true;
		if (kind == INSTAR__OPERATOR && fallback && *definition == '(')
			return true;
		if (kind != INSTAR__SPACE)
			fallback = kind == INSTAR__WORD &&
				   is_word(definition, size, "default");
	}
	return false;
}

static void refuse_table(instar *h, const struct instar__schema *schema)
{
	const struct instar__object *object =
		instar__schema_find(schema, false, "schema_migrations");

	if (object && computes(object->definition))
		instar__fail(h, INSTAR_E_FOREIGN, "rename the table, or use another file",
			"schema_migrations is not instar's tracking table: it computes");
}

int instar__foreign_objects_refuse(instar *h, const struct instar__decision *decision,
	const struct instar__writer *writer)
{
	struct watch watch = { h, decision, writer };
	bool records = writer->records && decision->track.exists;

	if (instar__fail_sql(h))
		return h->error.code;
	refuse_temporary(&watch);
	refuse_triggers(&watch);
	if (records)
		refuse_index(&watch);
	if (records && !decision->settled)
		refuse_table(h, &decision->schema);
	return instar__fail_sql(h);
}

/* Both numbers move when an object is made or dropped; never 0. */
static uint64_t read_cookies(instar *h)
{
	int64_t own = instar__sql_int(&h->sql, "PRAGMA main.schema_version", 0);
	int64_t temporary = instar__sql_int(&h->sql, "PRAGMA temp.schema_version", 0);

	return ((uint64_t)(uint32_t)own << 32 | (uint32_t)temporary) + 1;
}

static void look_around(instar *h, const struct instar_backfill *backfill)
{
	struct instar__writer writer = { .what = "backfill" };
	struct instar__decision decision;

	instar__decision_init(&decision);
	if (instar__stamp_is_right(h, instar__stamp_read(h)))
		decision.stands_at = h->set->step_count;
	else
		instar__decide(h, &decision);
	if (!h->error.code && !h->sql.code)
		instar__state_refuse(h);
	if (backfill->flags & INSTAR_BACKFILL_INDEX)
		instar__writer_add(
			h, &writer, INSTAR__NAMED, instar__text(h, backfill->table), 1);
	instar__writer_add(h, &writer, INSTAR__WRITTEN, instar__text(h, backfill->writes),
		backfill->write_count);
	if (!h->error.code && !h->sql.code)
		instar__foreign_objects_refuse(h, &decision, &writer);
	instar__writer_free(&writer);
	instar__decision_free(&decision);
}

bool instar__foreign_objects_pass(
	instar *h, const struct instar_backfill *backfill, uint64_t *cookies)
{
	uint64_t now = read_cookies(h);

	if (h->error.code || h->sql.code || now == *cookies)
		return !h->error.code && !h->sql.code;
	look_around(h, backfill);
	if (h->error.code || h->sql.code)
		return false;
	*cookies = now;
	return true;
}
