/*
 * trials: what users do to databases, to be disturbed at every point of it. See trials.h.
 */
#include "trials.h"

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/base/arena.h"
#include "compiled.h"
#include "database.h"
#include "history.h"

INSTAR_SET(nukeworks);
INSTAR_SET(leads);

/* --- Histories */

static const struct history_file people[] = {
	{ "001_users.sql",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
		"INSERT INTO users VALUES(1, 'root');\n"
		"-- @down\nDROP TABLE users;" },
	{ "002_notes.sql",
		"CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES "
		"users(id), body TEXT);"
		"CREATE INDEX notes_user ON notes(user_id);\n"
		"-- @down\nDROP TABLE notes;" },
	{ "003_email.sql",
		"ALTER TABLE users ADD COLUMN email TEXT;"
		"CREATE VIEW authors AS SELECT name FROM users;"
		"CREATE TRIGGER tidy AFTER DELETE ON users BEGIN DELETE FROM notes WHERE "
		"user_id = old.id; END;\n"
		"-- @down\nDROP TRIGGER tidy; DROP VIEW authors;"
		"ALTER TABLE users DROP COLUMN email;" },
	{ "004_bodies.sql",
		"-- @rebuild notes\n"
		"CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL "
		"DEFAULT 1 REFERENCES users(id), body TEXT, CHECK (length(body) < "
		"9999));\n"
		"CREATE TABLE counted(n INTEGER);"
		"INSERT INTO counted SELECT count(*) FROM users;\n"
		"-- @down\nDROP TABLE counted;\n"
		"-- @rebuild notes\n"
		"CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES "
		"users(id), body TEXT);" },
	{ NULL, NULL },
};

static const struct history_file names[] = {
	{ "001_people.sql",
		"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT, last TEXT);"
		"CREATE TABLE changed(id INTEGER);" },
	{ "002_name.sql", "ALTER TABLE people ADD COLUMN name TEXT;"
			  "CREATE TRIGGER count_it AFTER UPDATE OF name ON people BEGIN "
			  "INSERT INTO changed VALUES(new.id); END;\n"
			  "-- @backfill names batch=7\n"
			  "UPDATE people SET name = first || ' ' || last WHERE name IS "
			  "NULL AND first IS NOT NULL AND last IS NOT NULL;" },
	{ NULL, NULL },
};

static struct history histories[2];
static struct arena *arena;

static const instar_set *set_of(int index, const struct history_file *files)
{
	struct history *history = &histories[index];

	if (!history->arena)
		*history = history_make(files);
	if (!history->program)
		fail_msg("%s", history_findings(history));
	return &history->program->set;
}

static const instar_set *people_set(void)
{
	return set_of(0, people);
}

static const instar_set *names_set(void)
{
	return set_of(1, names);
}

static const instar_set *nukeworks_set(void)
{
	return &nukeworks;
}

static const instar_set *leads_set(void)
{
	return &leads;
}

static const instar_set *boundaries_set(void)
{
	static const instar_set *set;

	if (!set) {
		char *path = sqlite3_mprintf(
			"%s/tests/sets/boundaries", getenv("SOURCE_ROOT"));

		arena = arena_new();
		set = compiled_set(arena, path);
		sqlite3_free(path);
	}
	return set;
}

/* --- Databases to begin with */

static void nothing(sqlite3 *db)
{
	database_run(db, "PRAGMA user_version");
}

/* Steps 1 to k by plain SQL. */
static void build(sqlite3 *db, const instar_set *set, uint32_t k)
{
	for (uint32_t i = 0; i < k; i++) {
		const struct instar_range *up = &set->steps[i].up;

		for (uint32_t j = up->first; j < up->first + up->count; j++)
			database_run(db, set->text + set->statements[j].sql);
	}
}

/* Steps 1 to k, as an older program ran them. */
static void run_first(sqlite3 *db, const instar_set *set, uint32_t k)
{
	instar_set older = *set;

	older.digest += k + 1;
	older.step_count = k;
	if (k < set->step_count)
	older.check_count = set->steps[k].requires.count ? set->steps[k].requires.first
							 : set->steps[k].checks.first;
	assert_int_equal(database_migrate(db, &older), INSTAR_OK);
}

static void write_rows(sqlite3 *db)
{
	database_run(db,
		"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n LIMIT 30)"
		" INSERT INTO users(id, name) SELECT i, 'user ' || i FROM n;"
		"INSERT INTO notes SELECT id, id, printf('%.*c', 150, 'x') FROM users");
}

static void one_is_pending(sqlite3 *db)
{
	run_first(db, people_set(), 3);
	write_rows(db);
}

static void nothing_is_recorded(sqlite3 *db)
{
	build(db, people_set(), 3);
	write_rows(db);
}

static void goose_kept_it(sqlite3 *db)
{
	nothing_is_recorded(db);
	database_run(db,
		"CREATE TABLE goose_db_version(id INTEGER PRIMARY KEY AUTOINCREMENT, "
		"version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, "
		"tstamp TIMESTAMP DEFAULT (datetime('now')));"
		"INSERT INTO goose_db_version(version_id, is_applied) "
		"VALUES(0, 1), (1, 1), (2, 1), (3, 1)");
}

static void before_the_boundaries(sqlite3 *db)
{
	build(db, boundaries_set(), 2);
	database_run(db, "INSERT INTO users VALUES (10, 'gone'), (11, 'ann');"
			 "INSERT INTO notes VALUES (10, 10), (11, 10), (12, 11)");
}

static void all_is_done(sqlite3 *db)
{
	assert_int_equal(database_migrate(db, people_set()), INSTAR_OK);
	write_rows(db);
}

static void objects_are_missing(sqlite3 *db)
{
	all_is_done(db);
	database_run(db, "DROP VIEW authors; DROP TABLE notes; DROP TRIGGER tidy");
}

static void rows_wait(sqlite3 *db)
{
	assert_int_equal(database_migrate(db, names_set()), INSTAR_OK);
	database_run(db,
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 40)"
		" INSERT INTO people(first, last) SELECT 'a' || i, 'b' FROM n");
}

static char *saved_path(void)
{
	return sqlite3_mprintf("%s/saved.db", database_folder());
}

/* A backup with rows; then other rows. */
static void rows_were_spoilt(sqlite3 *db)
{
	char *path = saved_path();
	instar *h;

	all_is_done(db);
	remove(path);
	h = instar_open(db, people_set(), NULL);
	assert_int_equal(instar_backup(h, path), INSTAR_OK);
	instar_close(h);
	database_run(db, "UPDATE notes SET body = 'spoilt'; DELETE FROM counted;"
			 "INSERT INTO users(name) SELECT name FROM users");
	sqlite3_free(path);
}

/* --- What is done to them */

static int repair(instar *h)
{
	return instar_repair(h) ? INSTAR_OK : instar_error(h)->code;
}

static int roll_back(instar *h)
{
	return instar_rollback(h, "001_users");
}

static int backfill(instar *h)
{
	return instar_backfill(
		h, &(struct instar_backfill_options){
			   .size = sizeof(struct instar_backfill_options), .alone = 1 });
}

static int restore(instar *h)
{
	char *path = saved_path();
	int code = instar_restore(h, path, 0);

	sqlite3_free(path);
	return code;
}

/* Each row was changed once, those and only those that have a name. */
static const char each_row_once[] =
	"SELECT (SELECT count(*) FROM changed) = (SELECT count(DISTINCT id) FROM changed)"
	" AND NOT EXISTS (SELECT 1 FROM people WHERE (name IS NOT NULL) <> (id IN (SELECT"
	" id FROM changed))) AND (SELECT count(*) FROM people) = 40";

/* clang-format off */
const struct trial trials[] = {
	{ "fresh", people_set, nothing, instar_migrate, NULL, -1, false, false },
	{ "one step pending", people_set, one_is_pending, instar_migrate, NULL, -1, false, false },
	{ "one step pending, with a backup", people_set, one_is_pending, instar_migrate, NULL, 1, false, false },
	{ "reconcile", people_set, nothing_is_recorded, instar_migrate, NULL, -1, false, false },
	{ "adoption", people_set, goose_kept_it, instar_migrate, NULL, -1, false, false },
	{ "boundaries", boundaries_set, before_the_boundaries, instar_migrate, NULL, -1, false, true },
	{ "rollback", people_set, all_is_done, roll_back, NULL, -1, false, false },
	{ "repair", people_set, objects_are_missing, repair, NULL, -1, false, false },
	{ "backfill", names_set, rows_wait, backfill, each_row_once, -1, false, true },
	{ "restore", people_set, rows_were_spoilt, restore, NULL, -1, false, false },
	{ "114 objects", nukeworks_set, nothing, instar_migrate, NULL, -1, true, false },
	{ "96 steps", leads_set, nothing, instar_migrate, NULL, -1, true, false },
};
/* clang-format on */

const int trial_count = sizeof(trials) / sizeof(*trials);

const struct trial *trial_named(const char *name)
{
	for (int i = 0; i < trial_count; i++) {
		if (strcmp(trials[i].name, name) == 0)
			return &trials[i];
	}
	fail_msg("no trial \"%s\"", name);
	return NULL;
}

/* --- Contents */

static void add_query(sqlite3_str *out, sqlite3 *db, const char *sql, int *rc)
{
	sqlite3_stmt *stmt = NULL;

	if (*rc == SQLITE_OK)
		*rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
	while (*rc == SQLITE_OK && (*rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			sqlite3_str_appendf(
				out, "%Q|", (const char *)sqlite3_column_text(stmt, i));
		sqlite3_str_appendchar(out, 1, '\n');
		*rc = SQLITE_OK;
	}
	if (*rc == SQLITE_DONE)
		*rc = SQLITE_OK;
	sqlite3_finalize(stmt);
}

/* A SELECT for each table: all columns but clocks; not how far backfills have come. */
static const char selects[] =
	"SELECT printf('SELECT %Q, %s FROM \"%w\" ORDER BY %s', m.name, c.list, m.name, "
	"c.list) FROM sqlite_master m, (SELECT t.name, group_concat(printf("
	"'quote(\"%w\")', x.name)) AS list FROM sqlite_master t, pragma_table_xinfo("
	"t.name) x WHERE t.type = 'table' AND t.rootpage > 0 AND x.hidden <> 1 AND x.name"
	" NOT IN ('applied_at', 'duration_us') GROUP BY t.name) c WHERE c.name = m.name "
	"AND m.name NOT LIKE 'schema_backfill%' "
	/* ANALYZE outside a transaction counts what is there when it runs. */
	"AND m.name NOT LIKE 'sqlite^_stat%' ESCAPE '^' ORDER BY m.name";

static void add_rows(sqlite3_str *out, sqlite3 *db, int *rc)
{
	sqlite3_stmt *stmt = NULL;

	if (*rc == SQLITE_OK)
		*rc = sqlite3_prepare_v2(db, selects, -1, &stmt, NULL);
	while (*rc == SQLITE_OK && (*rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		*rc = SQLITE_OK;
		add_query(out, db, (const char *)sqlite3_column_text(stmt, 0), rc);
	}
	if (*rc == SQLITE_DONE)
		*rc = SQLITE_OK;
	sqlite3_finalize(stmt);
}

/* All of a database as text in one read transaction, or NULL and the reason. */
static char *content_of(sqlite3 *db, int *rc)
{
	sqlite3_str *out = sqlite3_str_new(NULL);

	*rc = sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
	sqlite3_str_appendall(out, "-- objects\n");
	add_query(out, db,
		"SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2", rc);
	add_rows(out, db, rc);
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	if (*rc == SQLITE_OK)
		return sqlite3_str_finish(out);
	sqlite3_free(sqlite3_str_finish(out));
	return NULL;
}

/* --- The trial in hand */

enum { STATE_MOST = 128 };

static struct {
	const struct trial *trial;
	char *base, *live;
	char *states[STATE_MOST]; /* the first is before, the last after */
	int count;
	bool observing;
	char why[400];
} now;

bool trial_chosen(const struct trial *trial)
{
	const char *name = getenv("TRIAL");

	return !name || strcmp(name, trial->name) == 0;
}

unsigned trial_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

sqlite3 *trial_open(const char *path)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), 0);
	sqlite3_extended_result_codes(db, 1);
	sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	return db;
}

void trial_write(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void remove_with(const char *path, const char *suffix)
{
	char name[300];

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	unlink(name);
}

void trial_copy(const char *from, const char *to)
{
	size_t size;
	char *bytes = database_bytes(from, &size);

	remove_with(to, "-journal");
	remove_with(to, "-wal");
	remove_with(to, "-shm");
	trial_write(to, bytes, size);
	sqlite3_free(bytes);
}

const char *trial_put(void)
{
	trial_copy(now.base, now.live);
	return now.live;
}

static void keep_state(char *content)
{
	if (now.count && strcmp(now.states[now.count - 1], content) == 0) {
		sqlite3_free(content);
		return;
	}
	assert_true(now.count < STATE_MOST);
	now.states[now.count++] = content;
}

/* What another process reads at this moment; nothing while the file is locked. */
static void observe(void)
{
	sqlite3 *db = trial_open(now.live);
	char *content;
	int rc;

	content = content_of(db, &rc);
	if (content)
		keep_state(content);
	sqlite3_close(db);
}

static int observe_statement(unsigned kind, void *context, void *stmt, void *text)
{
	(void)kind;
	(void)context;
	(void)stmt;
	(void)text;
	observe();
	return 0;
}

static void forget(void)
{
	for (int i = 0; i < now.count; i++)
		sqlite3_free(now.states[i]);
	sqlite3_free(now.base);
	sqlite3_free(now.live);
	memset(&now, 0, sizeof(now));
}

static void prepare(const struct trial *trial, enum trial_mode mode)
{
	sqlite3 *db = database_open(now.base);

	database_run(db, "PRAGMA synchronous = OFF");
	database_run(db, mode == TRIAL_WAL ? "PRAGMA journal_mode = WAL"
					   : "PRAGMA journal_mode = DELETE");
	trial->prepare(db);
	sqlite3_close(db);
}

void trial_begin(const struct trial *trial, enum trial_mode mode)
{
	struct trial_end end;
	sqlite3 *db;

	forget();
	now.trial = trial;
	now.base = database_path("base.db");
	now.live = database_path("live.db");
	prepare(trial, mode);
	db = trial_open(trial_put());
	observe();
	if (!trial->large)
		sqlite3_trace_v2(db, SQLITE_TRACE_STMT, observe_statement, NULL);
	end = trial_act(db, 0);
	if (end.code != INSTAR_OK)
		fail_msg("%s: %s", trial->name, end.message);
	sqlite3_close(db);
	observe();
	assert_true(now.count >= 2);
	if (!trial->cut)
		assert_int_equal(now.count, 2);
}

void trial_replace(const struct trial *trial)
{
	now.trial = trial;
}

static int hear(void *context, const struct instar_event *event)
{
	struct trial_end *end = context;

	if (event->kind == INSTAR_EVENT_WARNING &&
		strstr(event->text, "confirmed after an error"))
		end->confirmed = true;
	return 0;
}

static void remove_backup(const instar *h)
{
	const char *path = instar_backup_path(h);

	if (*path)
		unlink(path);
}

struct trial_end trial_act(sqlite3 *db, int busy_ms)
{
	struct trial_end end = { 0 };
	struct instar_options options = { .size = sizeof(options),
		.backups = now.trial->backups,
		.busy_ms = busy_ms,
		.on_event = hear,
		.event_context = &end };
	instar *h = instar_open(db, now.trial->set(), &options);

	end.code = now.trial->act(h);
	snprintf(end.message, sizeof(end.message), "%s", instar_error(h)->message);
	if (end.code != instar_error(h)->code || (end.code && !*end.message))
		fail_msg("code %d with the error %d \"%s\"", end.code,
			instar_error(h)->code, end.message);
	remove_backup(h);
	instar_close(h);
	return end;
}

/* --- Afterwards */

static enum trial_place lost(const char *what, const char *content)
{
	snprintf(now.why, sizeof(now.why), "%s: %.300s", what, content ? content : "");
	return TRIAL_LOST;
}

static enum trial_place place_of_content(const char *content)
{
	size_t at = 0;

	if (strcmp(content, now.states[0]) == 0)
		return TRIAL_BEFORE;
	for (int i = now.count - 1; i > 0; i--) {
		if (strcmp(content, now.states[i]) == 0)
			return i == now.count - 1 ? TRIAL_AFTER : TRIAL_BETWEEN;
	}
	for (size_t i = 0; content[i] && content[i] == now.states[0][i]; i++)
		at = content[i] == '\n' ? i + 1 : at;
	return lost("neither old nor new", content + at);
}

/* The first row in words: "1|", or SQLite's. */
static void answer(sqlite3 *db, const char *sql, char *out, size_t size)
{
	sqlite3_str *text = sqlite3_str_new(NULL);
	int rc = SQLITE_OK;
	char *words;

	add_query(text, db, sql, &rc);
	words = sqlite3_str_finish(text);
	snprintf(out, size, "%s", rc ? sqlite3_errstr(rc) : words ? words : "");
	sqlite3_free(words);
}

static enum trial_place place(sqlite3 *db)
{
	enum trial_place found;
	char sound[200], holds[200] = "'1'|\n", *content;
	int rc;

	content = content_of(db, &rc);
	if (!content)
		return lost("cannot be read", sqlite3_errstr(rc));
	answer(db, "PRAGMA integrity_check(1)", sound, sizeof(sound));
	if (now.trial->holds)
		answer(db, now.trial->holds, holds, sizeof(holds));
	if (strcmp(sound, "'ok'|\n") != 0)
		found = lost("damaged", sound);
	else if (strcmp(holds, "'1'|\n") != 0)
		found = lost("does not hold", holds);
	else
		found = place_of_content(content);
	if (found == TRIAL_LOST && now.trial->holds && !strcmp(sound, "'ok'|\n") &&
		!strcmp(holds, "'1'|\n"))
		found = TRIAL_BETWEEN; /* so many rows are done */
	sqlite3_free(content);
	return found;
}

enum trial_place trial_place(const char *path)
{
	sqlite3 *db = trial_open(path);
	enum trial_place found = place(db);

	sqlite3_close(db);
	return found;
}

const char *trial_why(void)
{
	return now.why;
}

/* What instar says is due, in one number. */
static int64_t due(sqlite3 *db, bool by_stamp)
{
	struct instar_options options = { .size = sizeof(options),
		.validate = !by_stamp };
	instar *h = instar_open(db, now.trial->set(), &options);
	const struct instar_status *status = instar_status(h);
	int64_t number = status ? (int64_t)status->pending * 1000 +
					  status->drifted * 100 + status->conflicts * 10 +
					  status->up_to_date
				: -(int64_t)instar_error(h)->code;

	instar_close(h);
	return number;
}

enum trial_place trial_assert_whole(const char *path, bool finish, const char *where)
{
	sqlite3 *db = trial_open(path);
	enum trial_place found = place(db);
	struct trial_end end;

	if (found == TRIAL_LOST)
		fail_msg("%s, %s: %s", now.trial->name, where, now.why);
	if (!finish) {
		sqlite3_close(db);
		return found;
	}
	if (due(db, true) != due(db, false))
		fail_msg("%s, %s: the stamp says another thing than the schema",
			now.trial->name, where);
	/* A runner of backfills that is no more: as if its time were over. */
	sqlite3_exec(
		db, "UPDATE schema_backfills SET runner_until = 0", NULL, NULL, NULL);
	end = trial_act(db, 0);
	if (end.code != INSTAR_OK)
		fail_msg("%s, %s, again: %s", now.trial->name, where, end.message);
	if (place(db) != TRIAL_AFTER)
		fail_msg("%s, %s, again: not at the end: %s", now.trial->name, where,
			now.why);
	sqlite3_close(db);
	return found;
}
