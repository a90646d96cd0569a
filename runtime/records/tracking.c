/*
 * tracking: the rows of schema_migrations. See tracking.h.
 *
 * The table is plain, so that anybody can read it; and as anybody can write it too,
 * nothing in it is believed before the objects were looked at.
 */
#include "runtime/records/tracking.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/records/down_text.h"
#include "runtime/sqlite/token.h"

static const char table_name[] = "schema_migrations";

static const char create_table[] = "CREATE TABLE schema_migrations("
				   "set_name TEXT NOT NULL, "
				   "id TEXT NOT NULL, "
				   "position INTEGER NOT NULL, "
				   "token_hash TEXT NOT NULL, "
				   "applied_at TEXT NOT NULL, "
				   "applied_how TEXT NOT NULL, "
				   "applied_by TEXT, "
				   "app_version TEXT, "
				   "duration_us INTEGER NOT NULL, "
				   "description TEXT NOT NULL, "
				   "release TEXT, "
				   "breaking INTEGER NOT NULL, "
				   "down_sql TEXT, "
				   "PRIMARY KEY (set_name, id)) WITHOUT ROWID";

static const char count_columns[] =
	"SELECT count(*) FROM pragma_table_info('schema_migrations', 'main') WHERE "
	"lower(name)"
	" IN ('set_name', 'id', 'position', 'token_hash', 'applied_at', 'applied_how',"
	" 'applied_by', 'app_version', 'duration_us', 'description', 'release',"
	" 'breaking', 'down_sql')";

static const int column_count = 13;

static const char insert_row[] =
	"INSERT OR REPLACE INTO main.schema_migrations(set_name, id, position, "
	"token_hash, "
	"applied_at,"
	" applied_how, applied_by, app_version, duration_us, description, release,"
	" breaking, down_sql) VALUES(?1, ?2, ?3, ?4,"
	" strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

void instar__track_free(struct instar__track *track)
{
	sqlite3_free(track->recorded);
	memset(track, 0, sizeof(*track));
}

bool instar__track_is_named(const char *name)
{
	return sqlite3_stricmp(name, table_name) == 0;
}

static int refuse_table(instar *h, const char *why)
{
	return instar__fail(h, INSTAR_E_FOREIGN,
		"rename the other tool's table, or use another file",
		"%s is not instar's tracking table: %s", table_name, why);
}

/* A table that is not the one we make, letter for letter, may still have our columns. */
static void judge_columns(instar *h)
{
	bool is_virtual =
		instar__sql_int(&h->sql,
			"SELECT rootpage FROM main.sqlite_master"
			" WHERE type = 'table' AND lower(name) = 'schema_migrations'",
			0) == 0;
	int64_t count = instar__sql_int(&h->sql, count_columns, 0);

	if (h->sql.code)
		return;
	if (is_virtual)
		refuse_table(h, "it is a virtual table");
	else if (count != column_count)
		refuse_table(h, "it has other columns");
}

bool instar__track_find(instar *h, const struct instar__schema *schema)
{
	const struct instar__object *object =
		instar__schema_find(schema, false, table_name);

	if (!object)
		return false;
	if (object->type == INSTAR__VIEW)
		refuse_table(h, "it is a view");
	else if (object->type != INSTAR__TABLE)
		refuse_table(h, "it is an index");
	else if (strcmp(object->definition, create_table) != 0)
		judge_columns(h);
	return !h->error.code && !h->sql.code;
}

/* Did older releases record this step under that name? */
static bool was_called(const instar *h, const struct instar_step *step, const char *id)
{
	const char *name = instar__text(h, step->was);

	for (uint32_t i = 0; i < step->was_count; i++, name += strlen(name) + 1) {
		if (strcmp(name, id) == 0)
			return true;
	}
	return false;
}

uint32_t instar__track_step(const instar *h, const char *id, uint32_t hint, bool *was)
{
	uint32_t count = h->set->step_count;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = hint < count ? hint : 0;

		*was = false;
		if (strcmp(instar__text(h, h->set->steps[at].id), id) == 0)
			return at;
		hint = at + 1;
	}
	*was = true;
	for (uint32_t i = 0; i < count; i++) {
		if (h->set->steps[i].was_count && was_called(h, &h->set->steps[i], id))
			return i;
	}
	return INSTAR_NONE;
}

/* What the rows have told so far, besides the steps that they record. */
struct reading {
	struct instar__track *track;
	uint32_t hint;	   /* where the next row's step probably is */
	uint32_t edited;   /* the first edited step, or INSTAR_NONE */
	int64_t at;	   /* the lowest position of an unknown row, or INT64_MAX */
	char unknown[128]; /* its id */
};

static void note_unknown(struct reading *reading, const char *id, int64_t position)
{
	if (position >= reading->at)
		return;
	reading->at = position;
	sqlite3_snprintf(sizeof(reading->unknown), reading->unknown, "%s", id);
}

/* --- Rows of steps that this program does not have yet. */

static const char select_newer[] =
	"SELECT id, release, applied_at, app_version,"
	" typeof(breaking) <> 'integer' OR breaking <> 0 FROM "
	"main.schema_migrations WHERE set_name = ?1 AND position > ?2"
	" ORDER BY position DESC, id DESC";

static void copy_text(instar *h, sqlite3_stmt *stmt, int column, char *out, size_t size)
{
	sqlite3_snprintf((int)size, out, "%s", instar__sql_text(&h->sql, stmt, column));
}

static void read_newer(instar *h, struct instar__newer *newer, sqlite3_stmt *stmt)
{
	if (!newer->count++) {
		copy_text(h, stmt, 0, newer->id, sizeof(newer->id));
		copy_text(h, stmt, 1, newer->release, sizeof(newer->release));
		copy_text(h, stmt, 2, newer->applied_at, sizeof(newer->applied_at));
		copy_text(h, stmt, 3, newer->app_version, sizeof(newer->app_version));
	}
	if (instar__sql_integer(stmt, 4)) {
		newer->breaking++;
		copy_text(h, stmt, 0, newer->stop, sizeof(newer->stop));
	}
}

static void read_all_newer(instar *h, struct instar__newer *newer)
{
	sqlite3_stmt *stmt = instar__sql_prepare_with(
		&h->sql, select_newer, instar__text(h, h->set->name));

	memset(newer, 0, sizeof(*newer));
	instar__sql_bind_int(&h->sql, stmt, 2, h->set->step_count);
	while (instar__sql_row(&h->sql, stmt))
		read_newer(h, newer, stmt);
	instar__sql_finish(stmt);
}

void instar__newer_words(const struct instar__newer *newer, char *out, size_t size)
{
	const char *release = newer->release, *at = newer->applied_at;
	const char *version = newer->app_version;

	sqlite3_snprintf((int)size, out, "database at %s%s%s%s%s%s%s%s", newer->id,
		*release ? " (release " : "", release, *release ? ")" : "",
		*at ? ", applied " : "", at, *at && *version ? " by app " : "",
		*at ? version : "");
}

static const char *last_step(const instar *h)
{
	uint32_t count = h->set->step_count;

	return count ? instar__text(h, h->set->steps[count - 1].id) : "nothing";
}

static int refuse_newer(instar *h, const struct instar__newer *newer)
{
	char words[320];

	if (h->sql.code || h->going_back || (h->options.accept_newer && !newer->breaking))
		return h->error.code;
	instar__newer_words(newer, words, sizeof(words));
	instar__fail(h, INSTAR_E_TOO_NEW,
		"the database is newer than this program: update the program",
		"%s; this program knows %s; update it", words, last_step(h));
	if (h->options.accept_newer)
		sqlite3_snprintf(sizeof(h->error.action), h->error.action,
			"%s changed what this program uses: update the program",
			newer->stop);
	return h->error.code;
}

/* Rows above the last step are a newer program's; others are another history's. */
static void refuse_unknown(instar *h, const struct reading *reading)
{
	if (reading->at == INT64_MAX)
		return;
	if (reading->at <= (int64_t)h->set->step_count) {
		instar__fail(h, INSTAR_E_TOO_NEW,
			"use the program that wrote this database, or a newer one",
			"history differs at %s: this program has no such step",
			reading->unknown);
		return;
	}
	read_all_newer(h, &reading->track->newer);
	refuse_newer(h, &reading->track->newer);
}

static void refuse_edited(instar *h, uint32_t step)
{
	h->at_step = step;
	instar__fail(h, INSTAR_E_EDITED,
		"put its released text back and ship the change as a new step",
		"history differs at %s: the step was changed after it was recorded",
		instar__text(h, h->set->steps[step].id));
	h->at_step = INSTAR_NONE;
}

static bool has_only_started(instar *h, sqlite3_stmt *stmt)
{
	return strcmp(instar__sql_text(&h->sql, stmt, 3), INSTAR__STARTED) == 0;
}

/* One row: which step it is about, and whether that is still the step it was. */
static void read_row(instar *h, struct reading *reading, sqlite3_stmt *stmt)
{
	struct instar__track *track = reading->track;
	const char *id = instar__sql_text(&h->sql, stmt, 0);
	const char *token_hash = instar__sql_text(&h->sql, stmt, 1);
	uint32_t step;
	bool was;

	if (h->sql.code)
		return;
	step = instar__track_step(h, id, reading->hint, &was);
	if (has_only_started(h, stmt)) {
		if (step != INSTAR_NONE)
			track->started[step] = 1;
		return;
	}
	track->rows++;
	if (step == INSTAR_NONE) {
		note_unknown(reading, id, instar__sql_integer(stmt, 2));
		return;
	}
	reading->hint = step + 1;
	/* An old name may belong to another wording of the step. */
	if (!was && reading->edited == INSTAR_NONE &&
		strcmp(token_hash, instar__text(h, h->set->steps[step].token_hash)) != 0)
		reading->edited = step;
	track->count += !track->recorded[step];
	track->recorded[step] = 1;
	if (step + 1 > track->highest)
		track->highest = step + 1;
}

static void read_rows(instar *h, struct instar__track *track)
{
	struct reading reading = {
		.track = track, .edited = INSTAR_NONE, .at = INT64_MAX
	};
	sqlite3_stmt *stmt = instar__sql_prepare_with(&h->sql,
		"SELECT id, token_hash, position, applied_how FROM main.schema_migrations"
		" WHERE set_name = ?1",
		instar__text(h, h->set->name));

	while (instar__sql_row(&h->sql, stmt))
		read_row(h, &reading, stmt);
	instar__sql_finish(stmt);
	if (h->sql.code)
		return;
	refuse_unknown(h, &reading);
	if (reading.edited != INSTAR_NONE)
		refuse_edited(h, reading.edited);
}

const char *instar__track_definition(void)
{
	return create_table;
}

uint64_t instar__track_digest(void)
{
	return instar__text_digest(create_table, sizeof(create_table) - 1);
}

int instar__track_read(instar *h, bool exists, struct instar__track *track)
{
	uint32_t count = h->set->step_count;

	track->recorded = instar__sql_memory(&h->sql, 2 * ((size_t)count + 1));
	if (!track->recorded)
		return h->error.code;
	track->started = track->recorded + count + 1;
	track->exists = exists;
	if (exists)
		read_rows(h, track);
	return h->error.code;
}

static void insert(instar *h, sqlite3_stmt *stmt, const struct instar__entry *entry)
{
	const struct instar_step *step = &h->set->steps[entry->step];
	char *down = instar__down_text_text(h, entry->step);

	h->at_step = entry->step;
	instar__sql_bind(&h->sql, stmt, 2, instar__text(h, step->id));
	instar__sql_bind(&h->sql, stmt, 4, instar__text(h, step->token_hash));
	instar__sql_bind(&h->sql, stmt, 5, entry->how);
	instar__sql_bind(&h->sql, stmt, 9, instar__text(h, step->description));
	instar__sql_bind(
		&h->sql, stmt, 10, step->release ? instar__text(h, step->release) : NULL);
	instar__sql_bind(&h->sql, stmt, 12, down);
	instar__sql_bind_int(&h->sql, stmt, 3, (int64_t)entry->step + 1);
	instar__sql_bind_int(&h->sql, stmt, 8, entry->duration_us);
	instar__sql_bind_int(
		&h->sql, stmt, 11, (step->flags & INSTAR_STEP_BREAKING) != 0);
	instar__sql_run(&h->sql, stmt);
	sqlite3_free(down);
	instar__fail_sql(h);
	h->at_step = INSTAR_NONE;
}

int instar__track_record(
	instar *h, bool exists, const struct instar__entry *entries, uint32_t count)
{
	sqlite3_stmt *stmt;

	if (!exists)
		instar__sql_exec(&h->sql, create_table);
	stmt = instar__sql_prepare(&h->sql, insert_row);
	instar__sql_bind(&h->sql, stmt, 1, instar__text(h, h->set->name));
	instar__sql_bind(&h->sql, stmt, 6, h->options.applied_by);
	instar__sql_bind(&h->sql, stmt, 7, h->options.app_version);
	for (uint32_t i = 0; i < count && !h->error.code; i++)
		insert(h, stmt, &entries[i]);
	instar__sql_finish(stmt);
	return instar__fail_sql(h);
}

bool instar__track_has_started(instar *h, uint32_t step)
{
	return instar__sql_intf(&h->sql, 0,
		"SELECT 1 FROM main.schema_migrations WHERE set_name = %Q AND id = %Q"
		" AND applied_how = '" INSTAR__STARTED "'",
		instar__text(h, h->set->name), instar__text(h, h->set->steps[step].id));
}

void instar__track_forget_id(instar *h, const char *id)
{
	instar__sql_execf(&h->sql,
		"DELETE FROM main.schema_migrations WHERE set_name = %Q AND id = %Q",
		instar__text(h, h->set->name), id);
}

void instar__track_forget(instar *h, uint32_t step)
{
	const struct instar_step *forgotten = &h->set->steps[step];
	const char *name = instar__text(h, forgotten->was);

	instar__track_forget_id(h, instar__text(h, forgotten->id));
	for (uint32_t i = 0; i < forgotten->was_count; i++, name += strlen(name) + 1)
		instar__track_forget_id(h, name);
}

int64_t instar__track_rows(struct instar__sql *sql, const instar *h)
{
	if (!instar__sql_int(sql,
		    "SELECT count(*) FROM pragma_table_info('schema_migrations', 'main')"
		    " WHERE lower(name) = 'set_name'",
		    0))
		return 0;
	return instar__sql_intf(sql, 0,
		"SELECT count(*) FROM main.schema_migrations WHERE set_name = %Q"
		" AND applied_how <> '" INSTAR__STARTED "'",
		instar__text(h, h->set->name));
}

/* --- Other sets in the same file. */

/* A view or another tool's table of that name says nothing of ours. */
static bool is_tracked(instar *h, const struct instar__schema *schema)
{
	const struct instar__object *table =
		instar__schema_find(schema, false, "schema_migrations");

	return table && table->type == INSTAR__TABLE && !instar__is_virtual(table) &&
	       instar__sql_int(&h->sql,
		       "SELECT count(*) FROM pragma_table_info('schema_migrations', "
		       "'main') WHERE name = 'set_name'",
		       0) == 1;
}

char *instar__other_sets(instar *h, const struct instar__schema *schema)
{
	sqlite3_stmt *stmt;
	char *names = NULL;

	if (!is_tracked(h, schema))
		return NULL;
	stmt = instar__sql_prepare_with(&h->sql,
		"SELECT group_concat(name, ', ') FROM (SELECT DISTINCT set_name AS name"
		" FROM main.schema_migrations WHERE set_name <> ?1 ORDER BY 1 LIMIT 20)",
		instar__text(h, h->set->name));
	if (instar__sql_row(&h->sql, stmt) && !instar__sql_is_null(stmt, 0))
		names = instar__sql_textf(
			&h->sql, "%s", instar__sql_text(&h->sql, stmt, 0));
	instar__sql_finish(stmt);
	return names;
}
