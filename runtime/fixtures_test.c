/*
 * fixtures_test: every database is migrated, and comes out as it should. See
 * instar_fixtures_test() in instar_fixtures.h.
 *
 * What is wanted is either what plain SQL makes of the database, or the refusal that its
 * state deserves with the bytes of the file as they were.
 */
#include "fixtures.h"

#include <stdlib.h>
#include <string.h>

/* The bytes of a file; NULL when it cannot be read. */
struct image {
	char *bytes;
	size_t size;
};

struct trial {
	struct instar__factory factory;
	FILE *out;
	uint32_t number; /* of the test in hand, from 1 */
	uint32_t wrong;
	/* What plain SQL made last, and of which fixture: many have it in common. */
	char *wanted;
	uint32_t base, resume;
	const struct instar_fixture *fixture;
	char *path;
	struct image before;
	char came[700]; /* what was not right, or "" */
};

static const char *const outcomes[] = {
	[INSTAR_FIXTURE_CURRENT] = "current",
	[INSTAR_FIXTURE_REFUSED] = "drift or conflict",
	[INSTAR_FIXTURE_NEWER] = "newer",
	[INSTAR_FIXTURE_READONLY] = "read-only",
	[INSTAR_FIXTURE_FAILS] = "a step fails",
	[INSTAR_FIXTURE_EITHER] = "current, or drift or conflict",
	[INSTAR_FIXTURE_FOREIGN] = "an unknown trigger",
};

const char *instar_fixture_outcome_name(const struct instar_fixture *fixture)
{
	if (fixture->outcome == INSTAR_FIXTURE_CURRENT &&
		fixture->flags & INSTAR_FIXTURE_REQUIRES)
		return "current, or a precondition";
	return outcomes[fixture->outcome];
}

/* Reads to the end: the size of a file is not asked for, but found. */
static struct image read_image(const char *path)
{
	struct image image = { 0 };
	FILE *file = fopen(path, "rb");
	size_t room = 0, got = 1;

	while (file && got) {
		char *more = sqlite3_realloc64(image.bytes, room += 65536);

		if (!more)
			break;
		image.bytes = more;
		got = fread(more + image.size, 1, room - image.size, file);
		image.size += got;
	}
	if (file)
		fclose(file);
	return image;
}

static bool same_image(const struct image *a, const struct image *b)
{
	return a->bytes && b->bytes && a->size == b->size &&
	       memcmp(a->bytes, b->bytes, a->size) == 0;
}

static void complain(struct trial *trial, const char *what, const char *details)
{
	if (!*trial->came)
		sqlite3_snprintf(sizeof(trial->came), trial->came, "%s%s%.500s", what,
			*details ? ": " : "", details);
}

/* Which of the refusals is it that the state deserves? */
static bool is_deserved(const struct instar_fixture *fixture, int code)
{
	bool stopped = code == INSTAR_E_DRIFT || code == INSTAR_E_CONFLICT;

	if (fixture->flags & INSTAR_FIXTURE_REQUIRES && code == INSTAR_E_REQUIRES)
		return true;
	switch ((enum instar_fixture_outcome)fixture->outcome) {
	case INSTAR_FIXTURE_REFUSED:
	case INSTAR_FIXTURE_EITHER:
		return stopped;
	case INSTAR_FIXTURE_NEWER:
		return code == INSTAR_E_TOO_NEW;
	case INSTAR_FIXTURE_READONLY:
		return code == INSTAR_E_READONLY;
	case INSTAR_FIXTURE_FAILS:
		return code == INSTAR_E_SQL || code == INSTAR_E_FOREIGN_KEYS;
	case INSTAR_FIXTURE_FOREIGN:
		return code == INSTAR_E_FOREIGN;
	case INSTAR_FIXTURE_CURRENT:
		break;
	}
	return false;
}

static bool may_succeed(const struct instar_fixture *fixture)
{
	return fixture->outcome == INSTAR_FIXTURE_CURRENT ||
	       fixture->outcome == INSTAR_FIXTURE_EITHER;
}

/* What plain SQL makes of it, as text; NULL when it makes nothing, which was said. */
static const char *expect(struct trial *trial)
{
	const struct instar_fixture *fixture = trial->fixture;
	bool rows = fixture->outcome == INSTAR_FIXTURE_CURRENT;
	bool common =
		rows && !fixture->more.count && !(fixture->flags & INSTAR_FIXTURE_UTF16);
	struct instar__sql sql;
	sqlite3 *db;

	if (trial->wanted && common && trial->base == fixture->base &&
		trial->resume == fixture->resume)
		return trial->wanted;
	sqlite3_free(trial->wanted);
	trial->wanted = NULL;
	db = instar__factory_expect(&trial->factory, fixture);
	if (!db) {
		complain(trial, "plain SQL fails on it", trial->factory.message);
		return NULL;
	}
	instar__sql_init(&sql, db);
	trial->wanted = instar__fixture_dump(&sql, rows);
	sqlite3_close(db);
	if (!trial->wanted)
		complain(trial, "what plain SQL makes cannot be read", sql.message);
	trial->base = common ? fixture->base : INSTAR_NONE;
	trial->resume = fixture->resume;
	return trial->wanted;
}

/* The length of a line, as far as it is shown. */
static int shown(const char *line)
{
	size_t size = strcspn(line, "\n");

	return size < 280 ? (int)size : 280;
}

static void compare(struct trial *trial, const char *wanted, const char *got)
{
	size_t at = 0;
	char line[600];

	for (size_t i = 0; wanted[i] && wanted[i] == got[i]; i++)
		at = wanted[i] == '\n' ? i + 1 : at;
	if (strcmp(wanted, got) == 0)
		return;
	sqlite3_snprintf(sizeof(line), line, "plain SQL gives %.*s, migrating %.*s",
		shown(wanted + at), wanted + at, shown(got + at), got + at);
	complain(trial, "it differs", line);
}

/* It was migrated, and says so: is it all there, and will the next start agree? */
static void judge_result(struct trial *trial, sqlite3 *db)
{
	const char *wanted = expect(trial);
	instar *h = instar_open(db, trial->factory.set, NULL);
	const struct instar_status *status = instar_status(h);
	struct instar__sql sql;
	char *got;

	if (!status || !status->up_to_date)
		complain(trial, "it is not up to date afterwards",
			status ? status->problem : instar_error(h)->message);
	instar_close(h);
	instar__sql_init(&sql, db);
	got = instar__fixture_dump(
		&sql, trial->fixture->outcome == INSTAR_FIXTURE_CURRENT);
	if (!got)
		complain(trial, "it cannot be read afterwards", sql.message);
	else if (wanted)
		compare(trial, wanted, got);
	if (instar__sql_int(&sql, "SELECT count(*) FROM main.schema_migrations", -1) !=
		trial->factory.set->step_count)
		complain(trial, "not every step is recorded", sql.message);
	sqlite3_free(got);
}

static void judge(struct trial *trial, sqlite3 *db, int code, const char *message)
{
	const struct instar_fixture *fixture = trial->fixture;
	char line[600];

	sqlite3_snprintf(sizeof(line), line, "wanted %s, got %s",
		instar_fixture_outcome_name(fixture),
		code ? message : "no error; it was migrated");
	if (code ? !is_deserved(fixture, code) : !may_succeed(fixture))
		complain(trial, line, "");
	else if (!code)
		judge_result(trial, db);
}

/* Closing merges the log of a file that has one, so there the contents have to do. */
static char *contents(sqlite3 *db, const struct instar_fixture *fixture)
{
	struct instar__sql sql;

	if (!(fixture->flags & INSTAR_FIXTURE_WAL))
		return NULL;
	instar__sql_init(&sql, db);
	return instar__fixture_dump(&sql, true);
}

/* It was refused, or nothing was to do: is it as it was? */
static void judge_unchanged(struct trial *trial, sqlite3 *db, const char *before)
{
	char *after = contents(db, trial->fixture);
	struct image image;

	if (after && before) {
		compare(trial, before, after);
	} else {
		image = read_image(trial->path);
		if (!same_image(&trial->before, &image))
			complain(trial, "the file was changed", "");
		sqlite3_free(image.bytes);
	}
	sqlite3_free(after);
}

/* As the host opens it; a backup of each would only be in the way. */
static instar *open_handle(const struct trial *trial, sqlite3 *db)
{
	const struct instar_options *given = trial->factory.options.options;
	const struct instar_options options = { .size = sizeof(options), .backups = -1 };

	return instar_open(db, trial->factory.set, given ? given : &options);
}

/* Nothing is due, and the stamp says so: nobody has a reason to write. */
static bool is_up_to_date(const struct trial *trial)
{
	return trial->fixture->flags & INSTAR_FIXTURE_STAMPED &&
	       trial->fixture->resume > trial->factory.set->step_count;
}

static void migrate(struct trial *trial)
{
	bool protected = trial->fixture->flags & INSTAR_FIXTURE_PROTECTED;
	sqlite3 *db = instar__factory_connect(&trial->factory, trial->path,
		protected ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	char *before;
	instar *h;
	int code;

	if (!db)
		return;
	sqlite3_exec(db, "PRAGMA synchronous=OFF", NULL, NULL, NULL);
	before = contents(db, trial->fixture);
	h = open_handle(trial, db);
	code = instar_migrate(h);
	judge(trial, db, code, instar_error(h)->message);
	instar_close(h);
	if (code || protected || is_up_to_date(trial))
		judge_unchanged(trial, db, before);
	sqlite3_free(before);
	if (sqlite3_close(db) != SQLITE_OK)
		complain(trial, "a statement was left open", "");
}

static void try_fixture(struct trial *trial)
{
	const struct instar_fixture *fixture = trial->fixture;

	*trial->came = '\0';
	if (instar__factory_write(&trial->factory, fixture, trial->path)) {
		trial->before = read_image(trial->path);
		migrate(trial);
		sqlite3_free(trial->before.bytes);
	}
	if (trial->factory.code) {
		complain(trial, "it cannot be made", trial->factory.message);
		instar__factory_mend(&trial->factory);
	}
	instar__factory_remove(trial->path);
	fprintf(trial->out, "%s %u - %s\n", *trial->came ? "not ok" : "ok", trial->number,
		fixture->name);
	if (*trial->came)
		fprintf(trial->out, "# %s: %s\n", fixture->state, trial->came);
	trial->wrong += *trial->came != '\0';
}

static bool is_chosen(
	const struct instar__factory *factory, const struct instar_fixture *fixture)
{
	uint32_t every = factory->options.every;

	return every < 2 || fixture->step % every == 0 ||
	       fixture->step == factory->fixtures->step_count;
}

uint32_t instar_fixtures_test(const instar_fixtures *fixtures, const instar_set *set,
	const struct instar_fixture_options *options, const char *directory, FILE *out)
{
	struct trial trial = { .out = out };

	instar__factory_open(&trial.factory, fixtures, set, options);
	if (trial.factory.code) {
		fprintf(out, "Bail out! %s\n", trial.factory.message);
		instar__factory_close(&trial.factory);
		return 1;
	}
	for (uint32_t i = 0; i < fixtures->count; i++) {
		trial.fixture = &fixtures->fixtures[i];
		if (!is_chosen(&trial.factory, trial.fixture))
			continue;
		trial.number++;
		trial.path = sqlite3_mprintf("%s/%s.db", directory, trial.fixture->name);
		if (trial.path)
			try_fixture(&trial);
		else
			trial.wrong++;
		sqlite3_free(trial.path);
	}
	fprintf(out, "1..%u\n", trial.number);
	sqlite3_free(trial.wanted);
	instar__factory_close(&trial.factory);
	return trial.wrong;
}
