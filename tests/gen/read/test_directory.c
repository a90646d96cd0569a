/*
 * The bytes of a directory: what is read, what is refused and how it is said.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gen/read/directory.h"
#include "front.h"

/* A string with its NUL bytes counted in. */
#define BYTES(text) text, sizeof(text) - 1

static const struct {
	const char *bytes;
	size_t size;
	const char *findings;
} texts[] = {
	{ BYTES("SELECT 1;\n\nSELECT 'abc' -- x\0y\nSELECT 2;"),
		"3:18 error INS0101: NUL byte at 3:18; text after it would be "
		"ignored\n" },
	{ BYTES("CREATE TABLE a\0b(c);"), "1:15 error INS0101: NUL byte at 1:15; text "
					  "after it would be ignored\n" },
	{ BYTES("SELECT '\xff';"), "1:9 error INS0102: invalid UTF-8 byte ff\n" },
	{ BYTES("SELECT '\xc3\xa9\x80';"),
		"1:10 error INS0102: invalid UTF-8 byte 80\n" },
	{ BYTES("SELECT '\xe2\x82"), "1:9 error INS0102: invalid UTF-8 byte e2\n" },
	{ BYTES("SELECT '\xf4\x90\x80\x80'"),
		"1:9 error INS0102: invalid UTF-8 byte f4\n" },
	{ BYTES("SELECT '\xc0\xaf';"), "1:9 error INS0102: overlong UTF-8\n" },
	{ BYTES("SELECT '\xe0\x80\xaf';"), "1:9 error INS0102: overlong UTF-8\n" },
	{ BYTES("SELECT '\xed\xa0\x80';"), "1:9 error INS0102: UTF-8 surrogate\n" },
	{ BYTES("\xff\xfeS\0E\0"), "1:1 error INS0102: file is UTF-16; save as UTF-8\n" },
	{ BYTES("\xfe\xff\0S\0E"), "1:1 error INS0102: file is UTF-16; save as UTF-8\n" },
	{ BYTES("S\0E\0L\0E\0C\0T\0 \0\x31\0"),
		"1:1 error INS0102: file is UTF-16; save as UTF-8\n" },
	{ BYTES("-- a\rSELECT 1;"), "1:5 error INS0103: line ends with CR only; `--` "
				    "comment swallows the rest\n" },
	{ BYTES("SELECT 1;\r\n\r"), "2:1 error INS0103: line ends with CR only; `--` "
				    "comment swallows the rest\n" },
	{ BYTES("SELECT 1 /* \xe2\x80\xae */;\n-- \xe2\x81\xa6"),
		"1:13 error INS0104: bidirectional control U+202E\n"
		"2:4 error INS0104: bidirectional control U+2066\n" },
	{ BYTES("\xef\xbb\xbfSELECT 1;\r\nSELECT "
		"'\xf0\x9f\x98\x80\xe2\x82\xac\xc3\xa9';\r\n"),
		"" },
	{ BYTES("SELECT 'what\?\?/n', '*/ int evil', '%s%n', '\"); system(\"'; -- ends "
		"\\\n"),
		"" },
};

static void every_byte_is_looked_at(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct front front = front_new();
		assert_string_equal(front_case(&front, texts[i].bytes, texts[i].size),
			texts[i].findings);
		front_free(&front);
	}
}

static void bytes_of_the_text_are_kept_as_they_are(void **state)
{
	static const char sql[] = "\xef\xbb\xbfSELECT '\?\?/', '\xf0\x9f\x98\x80\\';\r\n";
	struct front front = front_new();
	struct script *script = front_parse(&front, sql, sizeof(sql) - 1);
	(void)state;
	assert_string_equal(script->up[0].sql, "SELECT '\?\?/', '\xf0\x9f\x98\x80\\'");
	assert_int_equal(script->up[0].span.start, 0);
	front_free(&front);
}

static void long_texts_are_read_whole(void **state)
{
	static const size_t sizes[] = { 5000, 70000, 1 << 20 };
	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct front front = front_new();
		char *sql = arena_alloc(front.arena, sizes[i] + 100);
		strcpy(sql, "SELECT '");
		memset(sql + 8, 'x', sizes[i]);
		strcpy(sql + 8 + sizes[i], "'");
		assert_string_equal(front_case(&front, sql, strlen(sql)), "");
		front_free(&front);
	}
}

static void columns_count_characters(void **state)
{
	static const char sql[] = "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80x\n\ty";
	struct front front = front_new();
	struct source *source =
		directory_from_memory(front.arena, front.diags, "a", sql, sizeof(sql) - 1);
	uint32_t line, column;
	(void)state;
	source_position(source, 9, &line, &column);
	assert_int_equal(line, 1);
	assert_int_equal(column, 4);
	source_position(source, 12, &line, &column);
	assert_int_equal(line, 2);
	assert_int_equal(column, 2);
	source_position(source, 1000, &line, &column);
	assert_int_equal(line, 2);
	assert_int_equal(column, 3);
	front_free(&front);
}

static void only_sql_at_the_top_is_read_in_the_order_of_bytes(void **state)
{
	struct front front = front_new();
	(void)state;
	front_write(&front, "010_b.sql", BYTES("SELECT 1"));
	front_write(&front, "002_a.sql", BYTES("SELECT 1"));
	front_write(&front, "readme.md", BYTES("hello"));
	assert_int_equal(mkdir(front_path(&front, "old"), 0700), 0);
	assert_int_equal(mkdir(front_path(&front, "docs"), 0700), 0);
	front_write(&front, "old/001_z.sql", BYTES("DROP TABLE x"));
	front_write(&front, "old/notes.txt", BYTES("x"));
	front_write(&front, "docs/003_x.sql", BYTES("DROP TABLE x"));
	struct directory *found = directory_read(front.arena, front.diags, front.folder);
	assert_int_equal(found->file_count, 2);
	assert_string_equal(found->files[0]->name, "002_a.sql");
	assert_string_equal(found->files[1]->name, "010_b.sql");
	assert_int_equal(found->archived.count, 1);
	assert_string_equal(found->archived.items[0], "001_z.sql");
	assert_int_equal(found->folders.count, 2);
	assert_string_equal(found->folders.items[0], front.folder);
	assert_string_equal(found->label, front.folder + strlen("/tmp/"));
	assert_string_equal(front_findings(&front), "");
	front_free(&front);
}

static void what_is_no_file_is_told_and_never_waited_for(void **state)
{
	struct front front = front_new();
	(void)state;
	front_write(&front, "001_a.sql", BYTES("SELECT 1"));
	assert_int_equal(mkfifo(front_path(&front, "002_pipe.sql"), 0600), 0);
	assert_int_equal(mkdir(front_path(&front, "003_folder.sql"), 0700), 0);
	assert_int_equal(symlink("004_loop.sql", front_path(&front, "004_loop.sql")), 0);
	assert_int_equal(symlink("/dev/zero", front_path(&front, "005_zero.sql")), 0);
	assert_int_equal(symlink("nowhere", front_path(&front, "006_nowhere.sql")), 0);
	assert_int_equal(symlink("001_a.sql", front_path(&front, "007_link.sql")), 0);
	front_write(&front, "008_huge.sql", "", 0);
	assert_int_equal(truncate(front_path(&front, "008_huge.sql"), (off_t)2 << 30), 0);
	struct directory *found = directory_read(front.arena, front.diags, front.folder);
	assert_string_equal(front_findings(&front),
		"002_pipe.sql error INS0116: not a regular file\n"
		"003_folder.sql error INS0116: not a regular file\n"
		"004_loop.sql error INS0116: not a regular file\n"
		"005_zero.sql error INS0116: not a regular file\n"
		"006_nowhere.sql error INS0116: cannot be read\n"
		"008_huge.sql error INS0116: larger than 16 MB\n");
	assert_true(found->files[6]->usable);
	assert_string_equal(found->files[6]->text, "SELECT 1");
	front_free(&front);
}

static void an_unreadable_file_is_told(void **state)
{
	struct front front = front_new();
	bool root = geteuid() == 0; /* who may read everything */
	(void)state;
	front_write(&front, "001_a.sql", BYTES("SELECT 1"));
	assert_int_equal(chmod(front_path(&front, "001_a.sql"), 0), 0);
	assert_int_equal(chmod(front.folder, 0755), 0);
	assert_false(root && seteuid(65534));
	directory_read(front.arena, front.diags, front.folder);
	assert_false(root && seteuid(0));
	assert_string_equal(
		front_findings(&front), "001_a.sql error INS0116: cannot be read\n");
	front_free(&front);
}

static void a_missing_directory_is_told(void **state)
{
	struct front front = front_new();
	(void)state;
	struct directory *found =
		directory_read(front.arena, front.diags, front_path(&front, "missing"));
	assert_int_equal(found->file_count, 0);
	assert_string_equal(
		front_findings(&front), "missing error INS0116: cannot be listed\n");
	assert_string_equal(front.diags->items[0].evidence, "No such file or directory");
	front_free(&front);
}

static void a_file_without_bytes_is_read(void **state)
{
	struct front front = front_new();
	(void)state;
	front_write(&front, "001_a.sql", "", 0);
	struct directory *found = directory_read(front.arena, front.diags, front.folder);
	assert_true(found->files[0]->usable);
	assert_int_equal(found->files[0]->line_count, 1);
	assert_string_equal(found->files[0]->text, "");
	front_free(&front);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_byte_is_looked_at),
	cmocka_unit_test(bytes_of_the_text_are_kept_as_they_are),
	cmocka_unit_test(long_texts_are_read_whole),
	cmocka_unit_test(columns_count_characters),
	cmocka_unit_test(only_sql_at_the_top_is_read_in_the_order_of_bytes),
	cmocka_unit_test(what_is_no_file_is_told_and_never_waited_for),
	cmocka_unit_test(an_unreadable_file_is_told),
	cmocka_unit_test(a_missing_directory_is_told),
	cmocka_unit_test(a_file_without_bytes_is_read),
};

SUITE(tests)
