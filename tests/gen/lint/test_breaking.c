/*
 * Which steps an older program can live with: derived from what they change, whatever
 * their text looks like.
 */
#include "suite.h"

#include <string.h>

#include "history.h"

struct story {
	const char *what;
	const char *sql;    /* the second step */
	const char *reason; /* NULL: additive */
};

static const char first_step[] =
	"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, age INTEGER);\n"
	"CREATE TABLE tags(name TEXT PRIMARY KEY, note TEXT, UNIQUE(note)) WITHOUT "
	"ROWID;\n"
	"CREATE INDEX users_age ON users(age);\n"
	"CREATE VIEW names AS SELECT name FROM users;\n"
	"CREATE TRIGGER tidy AFTER DELETE ON users BEGIN DELETE FROM tags; END;";

#define ALL "-- @allow INS0811 it is a test\n"
#define TAKES(names) "-- @destructive " names ": it is a test\n" ALL

/* clang-format off */
static const struct story stories[] = {
	{ "a new table with rows, an index, a trigger", "CREATE TABLE notes(a UNIQUE, b CHECK (b > 0));"
		"INSERT INTO notes VALUES (1, 2); CREATE UNIQUE INDEX notes_b ON notes(b);"
		"CREATE TRIGGER notes_t AFTER INSERT ON notes BEGIN DELETE FROM notes; END", NULL },
	{ "a table made of an old one", "CREATE TABLE notes AS SELECT * FROM users", NULL },
	{ "a virtual table", "CREATE VIRTUAL TABLE search USING fts5(body); "
		"INSERT INTO search VALUES ('x')", NULL },
	{ "a view", "CREATE VIEW old AS SELECT * FROM users WHERE age > 90", NULL },
	{ "an index", "CREATE INDEX users_name ON users(name)", NULL },
	{ "an index on some rows", "CREATE INDEX users_name ON users(name) WHERE name IS NOT NULL", NULL },
	{ "a column", "ALTER TABLE users ADD COLUMN email TEXT COLLATE NOCASE", NULL },
	{ "a column with a default", "ALTER TABLE users ADD x INTEGER NOT NULL DEFAULT (7)", NULL },
	{ "a column that refers", "ALTER TABLE users ADD COLUMN boss INTEGER REFERENCES users(id)", NULL },
	{ "columns before table constraints and options",
		"ALTER TABLE tags ADD COLUMN a TEXT; ALTER TABLE tags ADD COLUMN [b, c (d] TEXT DEFAULT ')'", NULL },
	{ "a table that is only passing", "CREATE TABLE t(a); DROP TABLE t; CREATE TABLE u(a)", NULL },
	{ "a SELECT", "-- @fingerprint table x\nCREATE TABLE x(a); SELECT * FROM users", NULL },

	{ "a unique index", "CREATE UNIQUE INDEX i ON users(name)", "makes values unique with index i" },
	{ "an index on an expression", "CREATE INDEX i ON users(json_extract(name, '$.a'))",
		"indexes expressions with index i" },
	{ "a trigger", "CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM tags; END",
		"adds trigger t to a table that was there" },
	{ "a column with a CHECK", "ALTER TABLE users ADD COLUMN x INTEGER CHECK (x > 0)", "changes table users" },
	{ "a column that is computed", "ALTER TABLE users ADD COLUMN x INTEGER AS (age + 1)", "changes table users" },
	{ "a column that goes", TAKES("users.age") "DROP INDEX users_age; ALTER TABLE users DROP COLUMN age", "changes table users" },
	{ "a column that goes while one comes", TAKES("users.age") "ALTER TABLE users ADD COLUMN b TEXT;"
		"DROP INDEX users_age; ALTER TABLE users DROP COLUMN age", "changes table users" },
	{ "a column that is renamed", "ALTER TABLE users RENAME COLUMN age TO years", "changes table users" },
	{ "a table that is renamed", "ALTER TABLE tags RENAME TO labels", "changes trigger tidy" },
	{ "a table that goes", TAKES("tags") "DROP TRIGGER tidy; DROP TABLE tags", "takes away trigger tidy" },
	{ "an index that goes", "DROP INDEX users_age", "takes away index users_age" },
	{ "a view that goes", "DROP VIEW names", "takes away view names" },
	{ "a view that changes", "DROP VIEW names; CREATE VIEW names AS SELECT name, id FROM users",
		"changes view names" },
	{ "a trigger that changes", "DROP TRIGGER tidy; CREATE TRIGGER tidy AFTER DELETE ON users "
		"BEGIN DELETE FROM tags WHERE name = old.name; END", "changes trigger tidy" },
	{ "a table built anew with another constraint", ALL "DROP TRIGGER tidy; CREATE TABLE n(name TEXT PRIMARY KEY, "
		"note TEXT NOT NULL UNIQUE) WITHOUT ROWID; INSERT INTO n SELECT name, coalesce(note, '') FROM tags; "
		"DROP TABLE tags; ALTER TABLE n RENAME TO tags", "changes table tags" },
	{ "a table built anew as it was, without its rows", TAKES("tags") "DROP TABLE tags; CREATE TABLE tags(name TEXT PRIMARY KEY, "
		"note TEXT, UNIQUE(note)) WITHOUT ROWID;", "writes rows of tags" },
	{ "an index made anew as it was", "DROP INDEX users_age; CREATE INDEX users_age ON users(age)",
		"drops users or something of it" },
	{ "changed rows", ALL "UPDATE users SET name = upper(name)", "writes rows of users" },
	{ "rows that go", TAKES("users, tags") "DELETE FROM users WHERE age < 0", "writes rows of users" },
	{ "rows for an old table", ALL "INSERT INTO tags VALUES ('red', '')", "writes rows of tags" },
	{ "rows written by a trigger", ALL "CREATE TABLE n(a); CREATE TRIGGER t AFTER INSERT ON n BEGIN "
		"UPDATE users SET age = 0; END; INSERT INTO n VALUES (1)", "writes rows of users" },
	{ "a collation of the program", "-- @collation GERMAN\nCREATE TABLE n(a TEXT COLLATE GERMAN)",
		"needs GERMAN of the program" },
	{ "a column with that", "-- @collation GERMAN\nALTER TABLE users ADD COLUMN a TEXT COLLATE GERMAN",
		"changes table users" },
};
/* clang-format on */

static const char *reason_of(const struct history *history)
{
	return history->proof->steps[1].breaking;
}

static void what_breaks_older_programs_is_told_by_the_schema(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(stories) / sizeof(*stories); i++) {
		const struct history_file files[] = {
			{ "001_first.sql", first_step },
			{ "002_second.sql", stories[i].sql },
			{ 0 },
		};
		struct history history = history_make(files);
		const char *reason = reason_of(&history), *wanted = stories[i].reason;

		if (!history.program)
			fail_msg("%s:\n%s", stories[i].what, history_findings(&history));
		if (!reason != !wanted || (reason && strcmp(reason, wanted) != 0))
			fail_msg("%s: \"%s\", not \"%s\"", stories[i].what,
				reason ? reason : "additive",
				wanted ? wanted : "additive");
		assert_int_equal(
			!!(history.program->set.steps[1].flags & INSTAR_STEP_BREAKING),
			wanted != NULL);
		/* The first step of a history breaks nobody. */
		assert_null(history.proof->steps[0].breaking);
		history_free(&history);
	}
}

static void the_reason_of_irreversible_is_kept_beside_that_of_destructive(void **state)
{
	static const struct history_file files[] = {
		{ "001_first.sql", first_step },
		{ "002_second.sql", "-- @destructive tags: nobody reads it\n-- "
				    "@irreversible it is gone\n"
				    "DROP TRIGGER tidy; DROP TABLE tags;" },
		{ "003_third.sql", "-- @irreversible so be it\nCREATE TABLE x(a);" },
		{ 0 },
	};
	struct history history = history_make(files);
	const instar_set *set;

	(void)state;
	if (!history.program)
		fail_msg("%s", history_findings(&history));
	set = &history.program->set;
	assert_string_equal(set->text + set->steps[0].irreversible, "");
	assert_string_equal(set->text + set->steps[1].reason, "nobody reads it");
	assert_string_equal(set->text + set->steps[1].irreversible, "it is gone");
	assert_string_equal(set->text + set->steps[2].reason, "so be it");
	assert_string_equal(set->text + set->steps[2].irreversible, "so be it");
	history_free(&history);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_breaks_older_programs_is_told_by_the_schema),
	cmocka_unit_test(the_reason_of_irreversible_is_kept_beside_that_of_destructive),
};

SUITE(tests)
