/*
 * The scanner: where tokens are, and which texts count as one.
 */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/sqlite/token.h"

static uint64_t digest(const char *sql)
{
	return instar__token_digest(sql, strlen(sql));
}

struct pair {
	const char *what;
	const char *a, *b;
	int same;
};

static const struct pair pairs[] = {
	{ "blanks do not count", "SELECT 1", "SELECT\n\t 1", 1 },
	{ "comments do not count", "SELECT 1", "SELECT /* one */ 1 -- end", 1 },
	{ "line ends do not count", "SELECT\n1", "SELECT\r\n1", 1 },
	{ "the case of words does not count", "CREATE TABLE T(a)", "create table t(A)",
		1 },
	{ "quotes around a name do not count", "SELECT \"a\", `b`, [c]", "SELECT a, b, c",
		1 },
	{ "the case of quoted names does not count", "SELECT \"A\"", "SELECT a", 1 },
	{ "a doubled quote in a name is one", "SELECT \"a\"\"b\"", "SELECT `a\"b`", 1 },
	{ "a literal's case counts", "SELECT 'a'", "SELECT 'A'", 0 },
	{ "a literal's blanks count", "SELECT 'a b'", "SELECT 'a  b'", 0 },
	{ "a number counts to the letter", "SELECT 1", "SELECT 1.0", 0 },
	{ "a literal is no name", "SELECT 'a'", "SELECT a", 0 },
	{ "two words are not one", "SELECT ab", "SELECT a b", 0 },
	{ "an operator counts", "SELECT a < b", "SELECT a <= b", 0 },
	{ "a comment inside a literal is text", "SELECT '--x'", "SELECT ''", 0 },
	{ "non-ASCII letters keep their case", "SELECT \xc3\xa4", "SELECT \xc3\x84", 0 },
};

static void texts_that_sqlite_reads_alike_share_a_digest(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if ((digest(pairs[i].a) == digest(pairs[i].b)) != pairs[i].same)
			fail_msg("%s", pairs[i].what);
	}
}

static void a_digest_is_never_zero(void **state)
{
	(void)state;
	assert_true(digest("") != 0);
	assert_true(digest("-- nothing") != 0);
	assert_true(digest("") == digest(" \n"));
}

struct one {
	const char *text;
	enum instar__token kind;
	size_t size;
};

static const struct one ones[] = {
	{ "", INSTAR__END, 0 },
	{ " \t\r\n\fx", INSTAR__SPACE, 5 },
	{ "-- c\nx", INSTAR__LINE_COMMENT, 4 },
	{ "--", INSTAR__LINE_COMMENT, 2 },
	{ "/* a * b **/x", INSTAR__BLOCK_COMMENT, 12 },
	{ "/* a", INSTAR__OPEN_COMMENT, 4 },
	{ "/* a *", INSTAR__OPEN_COMMENT, 6 },
	{ "/**/", INSTAR__BLOCK_COMMENT, 4 },
	{ "name$1 x", INSTAR__WORD, 6 },
	{ "\xc3\xa4x(", INSTAR__WORD, 3 },
	{ "'it''s' x", INSTAR__STRING, 7 },
	{ "'it''s", INSTAR__OPEN_STRING, 6 },
	{ "\"a\"\"b\".", INSTAR__QUOTED, 6 },
	{ "\"a", INSTAR__OPEN_QUOTED, 2 },
	{ "`a``b`", INSTAR__QUOTED, 6 },
	{ "`a", INSTAR__OPEN_QUOTED, 2 },
	{ "[a b]", INSTAR__QUOTED, 5 },
	{ "[a", INSTAR__OPEN_QUOTED, 2 },
	{ "x'00fF'", INSTAR__BLOB, 7 },
	{ "X''", INSTAR__BLOB, 3 },
	{ "0xfg", INSTAR__NUMBER, 3 },
	{ "1.5e-3+", INSTAR__NUMBER, 6 },
	{ ".5", INSTAR__NUMBER, 2 },
	{ "1.", INSTAR__NUMBER, 2 },
	{ "?12,", INSTAR__VARIABLE, 3 },
	{ ":name)", INSTAR__VARIABLE, 5 },
	{ "@a", INSTAR__VARIABLE, 2 },
	{ "$a", INSTAR__VARIABLE, 2 },
	{ ";;", INSTAR__SEMICOLON, 1 },
	{ "->>x", INSTAR__OPERATOR, 3 },
	{ "||", INSTAR__OPERATOR, 2 },
	{ "(", INSTAR__OPERATOR, 1 },
	{ "\\", INSTAR__ILLEGAL, 1 },
	{ "!", INSTAR__ILLEGAL, 1 },
};

static void each_token_is_known_with_its_length(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ones) / sizeof(ones[0]); i++) {
		size_t size = 99;
		const char *text = ones[i].text;
		enum instar__token kind =
			instar__token_next(text, text + strlen(text), &size);

		if (kind != ones[i].kind || size != ones[i].size)
			fail_msg("%s: kind %d, size %d", text, (int)kind, (int)size);
	}
}

static void a_NUL_byte_is_illegal_and_ends_nothing(void **state)
{
	static const char text[] = "a\0b";
	size_t size;

	(void)state;
	assert_int_equal(instar__token_next(text, text + 3, &size), INSTAR__WORD);
	assert_int_equal(instar__token_next(text + 1, text + 3, &size), INSTAR__ILLEGAL);
	assert_int_equal(size, 1);
}

static void every_byte_belongs_to_one_token_and_none_is_read_past_the_end(void **state)
{
	char text[3] = "";

	(void)state;
	for (int a = 0; a < 256; a++) {
		for (int b = 0; b < 256; b++) {
			char *copy = malloc(3); /* so that a tool sees a read past it */
			size_t size, at = 0;

			text[0] = (char)a;
			text[1] = (char)b;
			memcpy(copy, text, 3);
			while (instar__token_next(copy + at, copy + 2, &size) !=
				INSTAR__END) {
				assert_true(size > 0 && at + size <= 2);
				at += size;
			}
			assert_int_equal(at, 2);
			free(copy);
		}
	}
}

static void a_folded_name_has_no_quotes_and_no_capitals(void **state)
{
	char out[16];

	(void)state;
	assert_int_equal(instar__token_fold(INSTAR__QUOTED, "\"A\"\"b\"", 6, out), 3);
	assert_memory_equal(out, "a\"b", 3);
	assert_int_equal(instar__token_fold(INSTAR__WORD, "AbC", 3, out), 3);
	assert_memory_equal(out, "abc", 3);
	assert_int_equal(instar__token_fold(INSTAR__STRING, "'A'", 3, out), 3);
	assert_memory_equal(out, "'A'", 3);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(texts_that_sqlite_reads_alike_share_a_digest),
	cmocka_unit_test(a_digest_is_never_zero),
	cmocka_unit_test(each_token_is_known_with_its_length),
	cmocka_unit_test(a_NUL_byte_is_illegal_and_ends_nothing),
	cmocka_unit_test(every_byte_belongs_to_one_token_and_none_is_read_past_the_end),
	cmocka_unit_test(a_folded_name_has_no_quotes_and_no_capitals),
};

SUITE(tests)
