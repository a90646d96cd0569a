/*
 * fixtures: makes the databases. See fixtures.h.
 *
 * One database in memory goes up step by step; each file begins as a copy of it. Nothing
 * here knows what migrating does with them.
 */
#include "fixtures.h"

#include <string.h>

#include "stamp.h"
#include "track.h"

enum { UTF8, UTF16 };

static const char applied_at[] = "2024-01-01T00:00:00Z";

void instar__factory_open(struct instar__factory *factory,
	const instar_fixtures *fixtures, const instar_set *set,
	const struct instar_fixture_options *options)
{
	size_t size = options ? options->size : 0;

	memset(factory, 0, sizeof(*factory));
	factory->fixtures = fixtures;
	factory->set = set;
	if (size > sizeof(factory->options))
		size = sizeof(factory->options);
	if (size)
		memcpy(&factory->options, options, size);
	factory->clock = instar__clock_stop();
	if (!factory->clock)
		factory->code = SQLITE_NOMEM;
	if (fixtures->format != INSTAR_FIXTURES_FORMAT ||
		fixtures->step_count != set->step_count) {
		factory->code = SQLITE_MISMATCH;
		sqlite3_snprintf(sizeof(factory->message), factory->message,
			"these fixtures were made for another set, or by another version "
			"of "
			"instar");
	}
}

static void close_stands(struct instar__factory *factory)
{
	for (int i = 0; i < 2; i++) {
		sqlite3_close(factory->stands[i].db);
		factory->stands[i] = (struct instar__stand){ 0 };
	}
}

void instar__factory_close(struct instar__factory *factory)
{
	close_stands(factory);
	instar__clock_free(factory->clock);
	factory->clock = NULL;
}

void instar__factory_mend(struct instar__factory *factory)
{
	close_stands(factory);
	factory->code = SQLITE_OK;
}

static bool fail(struct instar__factory *factory, sqlite3 *db, int code)
{
	if (!factory->code) {
		factory->code = code;
		sqlite3_snprintf(sizeof(factory->message), factory->message, "%s",
			db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
	}
	return false;
}

sqlite3 *instar__factory_connect(
	struct instar__factory *factory, const char *path, int flags)
{
	const struct instar_fixture_options *o = &factory->options;
	sqlite3 *db = NULL;
	int code;

	if (factory->code)
		return NULL;
	code = o->on_open ? o->on_open(o->open_context, path, flags, &db)
			  : sqlite3_open_v2(path, &db, flags, NULL);
	if (code != SQLITE_OK) {
		fail(factory, db, code);
		sqlite3_close(db);
		return NULL;
	}
	return db;
}

static bool run(struct instar__factory *factory, sqlite3 *db, const char *sql)
{
	char *message = NULL;
	int code;

	if (factory->code)
		return false;
	code = sqlite3_exec(db, sql, NULL, NULL, &message);
	if (code != SQLITE_OK) {
		factory->code = code;
		sqlite3_snprintf(sizeof(factory->message), factory->message,
			"%s, in: %.200s", message ? message : sqlite3_errstr(code), sql);
	}
	sqlite3_free(message);
	return code == SQLITE_OK;
}

static bool run_range(
	struct instar__factory *factory, sqlite3 *db, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end && !factory->code; i++)
		run(factory, db, factory->fixtures->statements[i]);
	return !factory->code;
}

static int encoding_of(const struct instar_fixture *fixture)
{
	return fixture->flags & INSTAR_FIXTURE_UTF16 ? UTF16 : UTF8;
}

/* Small pages: the files are many. */
static sqlite3 *open_memory(struct instar__factory *factory, int encoding)
{
	sqlite3 *db = instar__factory_connect(
		factory, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

	if (db) {
		run(factory, db, "PRAGMA foreign_keys=OFF");
		run(factory, db, "PRAGMA page_size=1024");
		if (encoding == UTF16)
			run(factory, db, "PRAGMA encoding='UTF-16le'");
	}
	return db;
}

/* The database in memory with steps 1 to k. */
static sqlite3 *stand_at(struct instar__factory *factory, int encoding, uint32_t k)
{
	struct instar__stand *stand = &factory->stands[encoding];

	if (stand->db && stand->at > k) {
		sqlite3_close(stand->db);
		*stand = (struct instar__stand){ 0 };
	}
	if (!stand->db)
		stand->db = open_memory(factory, encoding);
	for (; stand->db && stand->at < k && !factory->code; stand->at++) {
		const struct instar_fixture_step *step =
			&factory->fixtures->steps[stand->at];

		run_range(factory, stand->db, step->before, step->end);
	}
	return factory->code ? NULL : stand->db;
}

static bool copy(struct instar__factory *factory, sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup;
	int code;

	if (factory->code || !from || !to)
		return false;
	backup = sqlite3_backup_init(to, "main", from, "main");
	if (!backup)
		return fail(factory, to, sqlite3_errcode(to));
	sqlite3_backup_step(backup, -1);
	code = sqlite3_backup_finish(backup);
	return code == SQLITE_OK || fail(factory, to, code);
}

/* The name under which the step was recorded, then. */
static const char *recorded_name(
	const instar_set *set, const struct instar_step *step, uint32_t flags)
{
	if (flags & INSTAR_FIXTURE_OLD_NAMES && step->was_count)
		return set->text + step->was;
	return set->text + step->id;
}

static void record_row(struct instar__factory *factory, sqlite3 *db, const char *id,
	const char *token_hash, uint32_t position, const char *description)
{
	char *text = sqlite3_mprintf(
		"INSERT INTO schema_migrations(set_name, id, position, token_hash, "
		"applied_at, applied_how, duration_us, description, breaking) "
		"VALUES(%Q, %Q, %u, %Q, %Q, 'run', 1000, %Q, 1)",
		factory->set->text + factory->set->name, id, position, token_hash,
		applied_at, description);

	if (!text)
		fail(factory, NULL, SQLITE_NOMEM);
	else
		run(factory, db, text);
	sqlite3_free(text);
}

static void record(struct instar__factory *factory, sqlite3 *db,
	const struct instar_fixture *fixture)
{
	const instar_set *set = factory->set;

	run(factory, db, instar__track_definition());
	for (uint32_t i = 0; i < fixture->recorded && !factory->code; i++) {
		const struct instar_step *step = &set->steps[i];

		if (i + 1 != fixture->forgotten)
			record_row(factory, db, recorded_name(set, step, fixture->flags),
				set->text + step->token_hash, i + 1,
				set->text + step->description);
	}
	if (fixture->flags & INSTAR_FIXTURE_UNKNOWN)
		record_row(factory, db, "99999999_of_a_newer_program",
			"00000000000000000000000000000000"
			"00000000000000000000000000000000",
			set->step_count + 1, "of a newer program");
}

static void record_for_tool(struct instar__factory *factory, sqlite3 *db,
	const struct instar_fixture *fixture)
{
	struct instar__sql sql;

	if (factory->code)
		return;
	instar__sql_init(&sql, db);
	if (!instar__fixture_record(&sql, fixture->tool, factory->set, fixture->recorded))
		fail(factory, db, SQLITE_ERROR);
}

/* Of another set than this one, as long as steps are due. */
static void stamp(struct instar__factory *factory, sqlite3 *db,
	const struct instar_fixture *fixture)
{
	instar_set then = *factory->set;
	instar *h;

	if (factory->code)
		return;
	then.digest += then.step_count - fixture->recorded;
	h = instar_open(db, &then, NULL);
	if (!h || instar_error(h)->code) {
		fail(factory, NULL, h ? SQLITE_ERROR : SQLITE_NOMEM);
	} else {
		instar__stamp_write(h);
		if (h->sql.code)
			fail(factory, db, h->sql.sqlite_code);
	}
	instar_close(h);
}

/* On top of the copy: what makes it this fixture. */
static void finish(struct instar__factory *factory, sqlite3 *db,
	const struct instar_fixture *fixture)
{
	const struct instar_range *more = &fixture->more;

	run(factory, db, "PRAGMA foreign_keys=OFF");
	run(factory, db, "PRAGMA synchronous=OFF");
	if (fixture->flags & INSTAR_FIXTURE_WAL) {
		run(factory, db, "PRAGMA journal_mode=WAL");
		run(factory, db, "PRAGMA wal_autocheckpoint=0");
		sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	} else {
		run(factory, db, "PRAGMA journal_mode=MEMORY");
	}
	run_range(factory, db, more->first, more->first + more->count);
	if (fixture->tool)
		record_for_tool(factory, db, fixture);
	else if (fixture->recorded)
		record(factory, db, fixture);
	if (fixture->flags & INSTAR_FIXTURE_STAMPED)
		stamp(factory, db, fixture);
}

void instar__factory_remove(const char *path)
{
	static const char *const beside[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < sizeof(beside) / sizeof(*beside); i++) {
		char *name = sqlite3_mprintf("%s%s", path, beside[i]);

		if (name)
			remove(name);
		sqlite3_free(name);
	}
}

bool instar__factory_write(struct instar__factory *factory,
	const struct instar_fixture *fixture, const char *path)
{
	sqlite3 *from = stand_at(factory, encoding_of(fixture), fixture->base), *db;
	char *index;

	instar__factory_remove(path);
	db = instar__factory_connect(
		factory, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	if (!db)
		return false;
	instar__clock_restart(factory->clock);
	copy(factory, from, db);
	if (!factory->code)
		finish(factory, db, fixture);
	if (sqlite3_close(db) != SQLITE_OK)
		fail(factory, db, SQLITE_BUSY);
	index = sqlite3_mprintf("%s-shm", path);
	if (index)
		remove(index); /* it is made anew from the log */
	sqlite3_free(index);
	return !factory->code;
}

sqlite3 *instar__factory_expect(
	struct instar__factory *factory, const struct instar_fixture *fixture)
{
	const struct instar_fixtures *fixtures = factory->fixtures;
	const struct instar_range *more = &fixture->more;
	int encoding = encoding_of(fixture);
	sqlite3 *from = stand_at(factory, encoding, fixture->base);
	sqlite3 *db = open_memory(factory, encoding);

	copy(factory, from, db);
	if (fixture->outcome != INSTAR_FIXTURE_EITHER) /* else it is mended */
		run_range(factory, db, more->first, more->first + more->count);
	for (uint32_t i = fixture->resume; i && i <= fixtures->step_count; i++) {
		const struct instar_fixture_step *step = &fixtures->steps[i - 1];

		run_range(factory, db, step->before, step->rows);
	}
	if (!factory->code)
		return db;
	sqlite3_close(db);
	return NULL;
}

int instar_fixture_write(const instar_fixtures *fixtures, const instar_set *set,
	const struct instar_fixture_options *options, uint32_t number, const char *path,
	char *message, size_t size)
{
	struct instar__factory factory;

	instar__factory_open(&factory, fixtures, set, options);
	if (!factory.code && number >= fixtures->count)
		fail(&factory, NULL, SQLITE_RANGE);
	if (!factory.code)
		instar__factory_write(&factory, &fixtures->fixtures[number], path);
	if (message && size)
		sqlite3_snprintf((int)size, message, "%s", factory.message);
	instar__factory_close(&factory);
	return factory.code;
}
