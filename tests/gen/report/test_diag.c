/*
 * Findings as people and programs read them; and what happens without memory.
 */
#include "suite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gen/read/directory.h"
#include "front.h"

/* What diag_print() writes. */
static const char *printed(struct front *front, enum diag_format format, bool colour)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&bytes, &size);
	diag_print(front->diags, out, format, colour);
	fclose(out);
	const char *copy = arena_copy(front->arena, bytes, size);
	free(bytes);
	return copy;
}

static struct source *source_of(struct front *front, const char *name, const char *text)
{
	return directory_from_memory(
		front->arena, front->diags, name, text, (uint32_t)strlen(text));
}

static struct diag *report(
	struct front *front, const struct source *source, uint32_t start, uint32_t end)
{
	return diag_report(front->diags, RULE_SQL_FAILS, source,
		(struct span){ start, end }, "no such column: %s", "nam");
}

static void a_finding_shows_its_line_its_evidence_and_its_cure(void **state)
{
	struct front front = front_new();
	struct source *source = source_of(
		&front, "m/001_a.sql", "SELECT 1;\n\tSELECT '\xc3\xa9', nam FROM t;\n");
	struct diag *diag = report(&front, source, 24, 27);
	(void)state;
	diag->evidence = "3 rows before\n0 after";
	diag->help = "did you mean \"name\"?\nwrite it";
	assert_string_equal(printed(&front, DIAG_TEXT, false),
		"m/001_a.sql:2:14: error: no such column: nam [INS0301]\n"
		"  \tSELECT '\xc3\xa9', nam FROM t;\n"
		"  \t            ^~~\n"
		"  3 rows before\n"
		"  0 after\n"
		"  help: did you mean \"name\"?\n"
		"        write it\n");
	front_free(&front);
}

static void a_finding_about_the_directory_has_no_line(void **state)
{
	struct front front = front_new();
	(void)state;
	report(&front, NULL, 0, 0)->place = "m/002_b.sql";
	report(&front, NULL, 0, 0);
	assert_string_equal(printed(&front, DIAG_TEXT, false),
		"error: no such column: nam [INS0301]\n"
		"m/002_b.sql: error: no such column: nam [INS0301]\n");
	front_free(&front);
}

static void findings_come_by_file_and_place(void **state)
{
	struct front front = front_new();
	struct source *b = source_of(&front, "b.sql", "x y"),
		      *a = source_of(&front, "a.sql", "x y");
	(void)state;
	report(&front, b, 2, 3);
	report(&front, b, 0, 1)->severity = SEVERITY_WARNING;
	report(&front, a, 0, 1)->severity = SEVERITY_NOTE;
	report(&front, a, 2, 3)->silenced = true;
	assert_string_equal(printed(&front, DIAG_TEXT, false),
		"a.sql:1:1: note: no such column: nam [INS0301]\n  x y\n  ^\n"
		"b.sql:1:1: warning: no such column: nam [INS0301]\n  x y\n  ^\n"
		"b.sql:1:3: error: no such column: nam [INS0301]\n  x y\n    ^\n");
	assert_int_equal(diag_count(front.diags, SEVERITY_ERROR), 1);
	assert_int_equal(diag_count(front.diags, SEVERITY_WARNING), 1);
	assert_int_equal(diag_count(front.diags, SEVERITY_NOTE), 1);
	front_free(&front);
}

static void nothing_that_a_file_holds_reaches_the_terminal_raw(void **state)
{
	struct front front = front_new();
	struct source *source = source_of(
		&front, "a\x1b[2J\n\xff.sql", "\x1b]0;x\x07 \xe2\x80\xae\xff\xc2\x9b y");
	(void)state;
	front.diags->count = 0; /* the source's own */
	report(&front, source, 14, 15)->help = "\x1b[31mred\r";
	const char *text = printed(&front, DIAG_TEXT, false);
	assert_string_equal(text,
		"a\\x1b[2J\\n\\xff.sql:1:12: error: no such column: nam [INS0301]\n"
		"  \\x1b]0;x\\x07 \\u202e\\xff\\x9b y\n"
		"                              ^\n"
		"  help: \\x1b[31mred\\x0d\n");
	front_free(&front);
}

static void colour_comes_only_when_asked_for(void **state)
{
	struct front front = front_new();
	(void)state;
	report(&front, NULL, 0, 0);
	assert_null(strchr(printed(&front, DIAG_TEXT, false), '\x1b'));
	assert_string_equal(printed(&front, DIAG_TEXT, true),
		"\x1b[1;31merror:\x1b[0m no such column: nam [INS0301]\n");
	front_free(&front);
}

static void a_very_long_line_is_not_shown(void **state)
{
	struct front front = front_new();
	char text[1001] = "";
	(void)state;
	memset(text, 'x', 1000);
	report(&front, source_of(&front, "a.sql", text), 500, 501);
	assert_string_equal(printed(&front, DIAG_TEXT, false),
		"a.sql:1:501: error: no such column: nam [INS0301]\n");
	front_free(&front);
}

static void a_hundred_findings_of_a_kind_are_enough_for_a_file(void **state)
{
	struct front front = front_new();
	struct source *a = source_of(&front, "a.sql", "x"), *b = source_of(&front, "b.sql", "x");
	(void)state;
	for (int i = 0; i < 1000; i++)
		report(&front, a, 0, 1)->help = "h";
	assert_int_equal(front.diags->count, DIAG_MOST + 1);
	assert_string_equal(front.diags->items[DIAG_MOST].message,
		"there are more of these in this file");
	diag_report(front.diags, RULE_EMPTY, a, (struct span){ 0, 0 }, "another kind");
	report(&front, b, 0, 1);
	report(&front, NULL, 0, 0);
	assert_int_equal(front.diags->count, DIAG_MOST + 4);
	front_free(&front);
}

/* One value out of JSON, by SQLite's own reader. */
static const char *json(struct front *front, const char *text, const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(db, "SELECT json_extract(?, ?)", -1, &stmt, NULL),
		SQLITE_OK);
	sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, path, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	const char *value = (const char *)sqlite3_column_text(stmt, 0);
	value = value ? arena_copy(front->arena, value, strlen(value)) : NULL;
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return value;
}

static void json_has_the_same_as_text(void **state)
{
	struct front front = front_new();
	struct source *source = source_of(&front, "m/\"q\"\\.sql", "SELECT\nab\n");
	(void)state;
	struct diag *diag = report(&front, source, 7, 9);
	diag->evidence = "tab\there\nand \"quotes\" \x1b\xff";
	report(&front, NULL, 0, 0)->place = "z";
	const char *text = printed(&front, DIAG_JSON, true);
	assert_string_equal(json(&front, text, "$[0].code"), "INS0301");
	assert_string_equal(json(&front, text, "$[0].severity"), "error");
	assert_string_equal(json(&front, text, "$[0].file"), "m/\"q\"\\.sql");
	assert_string_equal(json(&front, text, "$[0].line"), "2");
	assert_string_equal(json(&front, text, "$[0].column"), "1");
	assert_string_equal(json(&front, text, "$[0].end_line"), "2");
	assert_string_equal(json(&front, text, "$[0].end_column"), "3");
	assert_string_equal(json(&front, text, "$[0].message"), "no such column: nam");
	assert_string_equal(json(&front, text, "$[0].evidence"),
		"tab\there\nand \"quotes\" \\x1b\\xff");
	assert_null(json(&front, text, "$[0].help"));
	assert_string_equal(json(&front, text, "$[1].file"), "z");
	assert_null(json(&front, text, "$[1].line"));
	assert_null(json(&front, text, "$[2]"));
	front_free(&front);
}

static void no_finding_is_an_empty_list_in_json_and_nothing_in_text(void **state)
{
	struct front front = front_new();
	(void)state;
	assert_string_equal(printed(&front, DIAG_JSON, false), "[]\n");
	assert_string_equal(printed(&front, DIAG_TEXT, false), "");
	front_free(&front);
}

/* How many requests for memory are granted before one fails. */
static long granted = -1;

static bool refused(void)
{
	return granted >= 0 && granted-- == 0;
}

void *arena_system_memory(size_t size)
{
	return refused() ? NULL : malloc(size);
}

static sqlite3_mem_methods methods;

static void *sqlite_memory(int size)
{
	return refused() ? NULL : methods.xMalloc(size);
}

/* Everything up to the printed findings, with the n-th request refused; never returns. */
static void run_short_of_memory(struct front *front, long n, int errors)
{
	sqlite3_mem_methods own;
	sqlite3_shutdown();
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &methods);
	own = methods;
	own.xMalloc = sqlite_memory;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &own);
	sqlite3_initialize();
	dup2(errors, STDERR_FILENO);
	granted = n;
	struct front inner = front_new();
	memcpy(inner.folder, front->folder, sizeof(inner.folder));
	front_plan(&inner, false, true);
	FILE *out = fopen("/dev/null", "w");
	diag_print(inner.diags, out, DIAG_TEXT, false);
	diag_print(inner.diags, out, DIAG_JSON, false);
	fclose(out);
	arena_free(inner.arena);
	_exit(refused() || granted >= 0 ? 0
					: 2); /* the error never came, or was missed */
}

/* Returns the exit status; `said` gets what came on standard error. */
static int fork_short_of_memory(struct front *front, long n, char *said, size_t room)
{
	int pipes[2], status;
	assert_int_equal(pipe(pipes), 0);
	fflush(NULL);
	pid_t child = fork();
	if (!child)
		run_short_of_memory(front, n, pipes[1]);
	close(pipes[1]);
	ssize_t size = read(pipes[0], said, room - 1);
	said[size > 0 ? size : 0] = 0;
	close(pipes[0]);
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void without_memory_the_generator_says_so_whichever_request_fails(void **state)
{
	static const char sql[] =
		"-- @fingerprint table t(a), rows (SELECT 1 FROM t)\n"
		"-- @was x, y\n-- @nothing\nCREATE TABLE t(a);\nPRAGMA x = 1;\n"
		"CREATE TEMP VIEW v AS SELECT ?;\n-- @down\nDROP TABLE t;";
	struct front front = front_new();
	char said[200];
	long n = 0;
	int status = 1;
	(void)state;
	front_write(&front, "001_a.sql", sql, strlen(sql));
	front_write(&front, "003_b.sql", "SELECT 'x", 9);
	for (; status == 1 && n < 10000; n++) {
		status = fork_short_of_memory(&front, n, said, sizeof(said));
		assert_string_equal(said, status ? "instar: out of memory\n" : "");
	}
	assert_int_equal(status, 0);
	assert_true(n > 20);
	front_free(&front);
}

static void the_arena_gives_zeroed_and_aligned_memory_of_any_size(void **state)
{
	struct arena *arena = arena_new();
	uint32_t *list = NULL;
	(void)state;
	for (size_t size = 0; size < 300000; size = size * 2 + 1) {
		char *memory = arena_alloc(arena, size);
		assert_int_equal((uintptr_t)memory % sizeof(void *), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 'x', size);
	}
	for (uint32_t i = 0; i < 1000; i++) {
		list = arena_grow(arena, list, i, sizeof(*list));
		list[i] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
	assert_string_equal(
		arena_printf(arena, "%Q %w %d", "a'b", "c\"d", 7), "'a''b' c\"\"d 7");
	assert_string_equal(arena_copy(arena, "abc", 2), "ab");
	arena_free(arena);
	arena_free(NULL);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_finding_shows_its_line_its_evidence_and_its_cure),
	cmocka_unit_test(a_finding_about_the_directory_has_no_line),
	cmocka_unit_test(findings_come_by_file_and_place),
	cmocka_unit_test(nothing_that_a_file_holds_reaches_the_terminal_raw),
	cmocka_unit_test(colour_comes_only_when_asked_for),
	cmocka_unit_test(a_very_long_line_is_not_shown),
	cmocka_unit_test(a_hundred_findings_of_a_kind_are_enough_for_a_file),
	cmocka_unit_test(json_has_the_same_as_text),
	cmocka_unit_test(no_finding_is_an_empty_list_in_json_and_nothing_in_text),
	cmocka_unit_test(without_memory_the_generator_says_so_whichever_request_fails),
	cmocka_unit_test(the_arena_gives_zeroed_and_aligned_memory_of_any_size),
};

SUITE(tests)
