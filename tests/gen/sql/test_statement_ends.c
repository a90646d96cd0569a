/*
 * test_statement_ends: statements end where SQLite says they end.
 *
 * Compared are sqlite3_complete() and the tail that sqlite3_prepare_v2() leaves, over
 * every .sql file below tests/ and migrations/, the strings below, and random text.
 */
#include "suite.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/read/directory.h"
#include "front.h"

static const char *const strings[] = {
	"SELECT 1; SELECT 2;",
	"SELECT 1",
	";;; SELECT 1 ;; -- end",
	"SELECT ';'; SELECT \";\" FROM (SELECT 1 AS \";\"); SELECT 1 AS [;], 2 AS `;`;",
	"SELECT 'it''s;'; SELECT x'3b';",
	"/* ; */ SELECT /* ; */ 1 /* ; */; -- ;\nSELECT 2;",
	"/* -- */ SELECT 1; -- /*\nSELECT 2; /* */",
	"/**/ SELECT 1; /***/ SELECT 2; /* * / */ SELECT 3;",
	"CREATE TABLE t(a, b); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; "
	"SELECT 2;",
	"CREATE TABLE t(a, b);\nCREATE TEMP TRIGGER IF NOT EXISTS main.g AFTER UPDATE OF "
	"a, b ON t\n"
	"FOR EACH ROW WHEN new.a > CASE WHEN 1 THEN 2 END BEGIN\n"
	"UPDATE t SET a = CASE new.b WHEN ';' THEN 1 ELSE CASE 1 WHEN 1 THEN 2 END END;\n"
	"-- ; END;\n/* ; END; */ DELETE FROM t; END; SELECT 1;",
	"CREATE TABLE t(\"end\", begin); CREATE TRIGGER g BEFORE DELETE ON t WHEN "
	"old.begin BEGIN"
	" SELECT end FROM t; INSERT INTO t(end) VALUES ('; END;'); END; SELECT 3",
	"CREATE TABLE t(a); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
	"CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER g INSTEAD "
	"OF INSERT ON v"
	" BEGIN INSERT INTO t VALUES (new.a); SELECT RAISE(IGNORE); END; SELECT 1;",
	"EXPLAIN SELECT 1; EXPLAIN QUERY PLAN SELECT 1; SELECT 2;",
	"CREATE TABLE t(a); EXPLAIN CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; "
	"END; SELECT 2;",
	"CREATE TABLE t(a); EXPLAIN QUERY PLAN CREATE TRIGGER g DELETE ON t BEGIN SELECT "
	"1; END;",
	"BEGIN; SELECT 1; END; BEGIN; COMMIT; SELECT 2;",
	"WITH a AS (SELECT 1), b(x) AS (SELECT ';') SELECT * FROM a; WITH RECURSIVE c(n) "
	"AS"
	" (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3) SELECT n FROM c;",
	"CREATE TABLE \"create trigger\"(a); SELECT 1; CREATE TABLE trigger(a); SELECT "
	"2;",
	"CREATE TABLE t(a); CREATE INDEX trigger ON t(a); SELECT 1; END; SELECT 2;",
	"nonsense here; SELECT 1; CREATE; CREATE TABLE; DROP; ALTER TABLE; SELECT 2;",
	"CREATE TRIGGER; SELECT 1; END; SELECT 2;",
	"CREATE TRIGGER g AFTER INSERT BEGIN SELECT 1; END; SELECT 2;",
	"CREATE TRIGGER g AFTER INSERT ON 7 BEGIN SELECT 1; SELECT 2; END; SELECT 3;",
	"CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END x; SELECT 2; END; SELECT "
	"3;",
	"CREATE TRIGGER g AFTER INSERT ON t BEGIN ; ; END; SELECT 1;",
	"INSERT INTO t VALUES (1)) ; SELECT ((1); SELECT 2;",
	"\xef\xbb\xbfSELECT 1; SELECT 2;",
	"SELECT 1;\r\nSELECT 2;\r\n",
	"PRAGMA user_version; PRAGMA foreign_keys = ON; PRAGMA table_info(t);",
};

static bool complete(const char *text, size_t size)
{
	char *copy = sqlite3_mprintf("%.*s", (int)size, text);
	int answer = copy && sqlite3_complete(copy);
	sqlite3_free(copy);
	return answer;
}

static const struct token *semicolon(
	const struct script *script, const struct statement *s)
{
	return &script->tokens[s->first_token + s->token_count];
}

/* Whole with its semicolon, and at no semicolon before. */
static void compare_complete(
	const struct script *script, const struct statement *statement)
{
	const char *start = script->source->text + statement->span.start;
	size_t size = statement->span.end - statement->span.start;
	char *whole = sqlite3_mprintf("%.*s;", (int)size, start);
	if (!complete(whole, size + 1))
		fail_msg("not complete for SQLite: %s", whole);
	for (uint32_t i = 0; i < statement->token_count; i++) {
		struct span span = script->tokens[statement->first_token + i].span;
		if (script->source->text[span.start] == ';' &&
			complete(start, span.end - statement->span.start))
			fail_msg("complete before its end for SQLite: %s", whole);
	}
	sqlite3_free(whole);
}

/* Those that would touch files are compiled, not run. */
static void run(sqlite3_stmt *stmt, const struct statement *statement)
{
	if (statement->kind < STATEMENT_ATTACH && statement->kind != STATEMENT_PRAGMA) {
		while (sqlite3_step(stmt) == SQLITE_ROW) {
		}
	}
	sqlite3_finalize(stmt);
}

static int stop(void *unused)
{
	(void)unused;
	return 1;
}

static void compare_tails(
	const struct script *script, const struct statement *statements, uint32_t count)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	sqlite3_progress_handler(db, 1000000, stop, NULL);
	for (uint32_t i = 0; i < count; i++) {
		const char *text = script->source->text, *tail;
		const struct token *end = semicolon(script, &statements[i]);
		sqlite3_stmt *stmt;
		int code = sqlite3_prepare_v2(
			db, text + statements[i].span.start, -1, &stmt, &tail);
		if (code != SQLITE_OK)
			continue; /* SQLite stopped in its middle; complete() has the word
				   */
		assert_non_null(stmt);
		run(stmt, &statements[i]);
		if (end->span.start < end->span.end)
			assert_int_equal(tail - text, end->span.end);
		else
			assert_true(tail - text >= end->span.end);
	}
	sqlite3_close(db);
}

/* Between two statements nothing is left but blanks, comments and semicolons. */
static void compare_gaps(
	const struct script *script, const struct statement *statements, uint32_t count)
{
	uint32_t next = 0;
	for (uint32_t i = 0; i <= count; i++) {
		uint32_t first =
			i < count ? statements[i].first_token : script->token_count;
		for (; next < first; next++) {
			struct span span = script->tokens[next].span;
			assert_true(span.start == span.end ||
				    script->source->text[span.start] == ';');
		}
		if (i < count)
			next += statements[i].token_count;
	}
}

static bool given_up(const struct front *front)
{
	static const enum rule_id rules_of[] = { RULE_UNTERMINATED, RULE_SHELL_COMMAND,
		RULE_MERGE_CONFLICT, RULE_TOO_DEEP, RULE_TRIGGER_WITHOUT_END,
		RULE_NUL_BYTE, RULE_ENCODING, RULE_BARE_CR, RULE_BIDI };
	for (uint32_t i = 0; i < front->diags->count; i++) {
		for (size_t j = 0; j < sizeof(rules_of) / sizeof(rules_of[0]); j++)
			if (front->diags->items[i].rule == &rules[rules_of[j]])
				return true;
	}
	return false;
}

/* Returns how many statements were compared. */
static uint32_t compare(const char *text, size_t size)
{
	struct front front = front_new();
	struct script *script = front_parse(&front, text, size);
	bool up = script->up_count || script->section_count;
	struct statement *statements = up ? script->up : script->down;
	uint32_t count = script->up_count + script->down_count;

	for (uint32_t i = 0; i < script->section_count; i++) /* between the two */
		count += script->sections[i].count;
	if (given_up(&front) || !script->token_count) { /* no more than a @call */
		count = 0;
	} else {
		for (uint32_t i = 0; i < count; i++)
			compare_complete(script, &statements[i]);
		compare_gaps(script, statements, count);
		compare_tails(script, statements, count);
	}
	front_free(&front);
	return count;
}

static void strings_are_cut_as_sqlite_cuts_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		assert_true(compare(strings[i], strlen(strings[i])));
}

static void random_text_is_cut_as_sqlite_cuts_it(void **state)
{
	static const char *const pieces[] = { ";", ";", ";", "END", "END", "CASE",
		"BEGIN", "CREATE TRIGGER g AFTER INSERT ON t BEGIN", "CREATE TRIGGER",
		"CREATE TABLE t(a)", "CREATE", "TRIGGER", "ON", "SELECT 1", "SELECT ';'",
		"-- ; END;\n", "/* ; END; */", "x", "(", ")", ",", "'a;b'", "\"c;d\"",
		"[e;f]", "VALUES (1)", "WITH a AS (", "INSERT INTO t VALUES (1)",
		"ALTER TABLE t ADD", "IF NOT EXISTS", "5", "@", "?1", "INSERT OR",
		"REPLACE", "UPDATE OR", "DELETE FROM", "PRAGMA x =", "DROP TABLE IF",
		"RENAME TO", "VACUUM", "WITH RECURSIVE", "AS NOT", "AS (", "VIEW v",
		"INDEX i ON", "VIRTUAL TABLE", "USING", "." };
	const size_t count = sizeof(pieces) / sizeof(pieces[0]);
	uint32_t seed = 1, compared = 0;
	(void)state;
	for (int i = 0; i < 20000; i++) {
		char text[1024] = "";
		for (int j = 0; j < 14; j++) {
			seed = seed * 1664525 + 1013904223;
			strcat(text, pieces[(seed >> 16) % count]);
			strcat(text, " ");
		}
		compared += compare(text, strlen(text));
	}
	assert_true(compared > 20000);
}

static uint32_t compare_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint32_t count = 0;
	if (!file)
		return 0;
	char *text = malloc(DIRECTORY_FILE_LIMIT);
	size_t size = fread(text, 1, DIRECTORY_FILE_LIMIT, file);
	fclose(file);
	count = compare(text, size);
	free(text);
	return count;
}

static uint32_t compare_folder(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	uint32_t count = 0;
	while (folder && (entry = readdir(folder))) {
		char name[4096];
		struct stat status;
		size_t size = strlen(entry->d_name);
		if (*entry->d_name == '.')
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		if (stat(name, &status))
			continue;
		if (S_ISDIR(status.st_mode))
			count += compare_folder(name);
		else if (S_ISREG(status.st_mode) && size > 4 &&
			 !strcmp(entry->d_name + size - 4, ".sql"))
			count += compare_file(name);
	}
	if (folder)
		closedir(folder);
	return count;
}

static const char *root; /* of the checkout */

static void every_file_of_ours_is_cut_as_sqlite_cuts_it(void **state)
{
	char path[4096];
	(void)state;
	snprintf(path, sizeof(path), "%s/tests", root);
	assert_true(compare_folder(path) > 0);
	snprintf(path, sizeof(path), "%s/migrations", root);
	assert_true(compare_folder(path) > 0);
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_are_cut_as_sqlite_cuts_them),
		cmocka_unit_test(random_text_is_cut_as_sqlite_cuts_it),
		cmocka_unit_test(every_file_of_ours_is_cut_as_sqlite_cuts_it),
	};
	root = argc > 1 ? argv[1] : getenv("SOURCE_ROOT");
	root = root ? root : ".";
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("boundaries", tests, NULL, NULL);
}
