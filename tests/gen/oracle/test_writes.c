/*
 * test_writes: what statements say, by name, that they write; and which table becomes
 * which in a step.
 */
#include "suite.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/writes.h"
#include "gen/read/directory.h"
#include "gen/report/diag.h"
#include "gen/sql/parse.h"

static struct script *script_of(struct arena *arena, const char *sql)
{
	struct diags *diags = diag_new(arena);
	struct source *source =
		directory_from_memory(arena, diags, "001_a.sql", sql, (uint32_t)strlen(sql));
	struct script *script = parse_script(arena, diags, source);

	assert_int_equal(diag_count(diags, SEVERITY_ERROR), 0);
	return script;
}

static const char *list(struct arena *arena, const struct names *names)
{
	const char *text = "";

	for (uint32_t i = 0; i < names->count; i++)
		text = arena_printf(arena, "%s%s%s", text, i ? "," : "",
			names->items[i] ? names->items[i] : "?");
	return text;
}

/* What is read from one statement, in words. */
static const struct {
	const char *sql;
	const char *words;
} statements[] = {
	{ "UPDATE t SET a = 1, b = a WHERE c", "t a,b" },
	{ "UPDATE OR IGNORE t SET (a, \"b c\") = (SELECT 1, 2), d = (3, 4) RETURNING a",
		"t a,b c,d" },
	{ "UPDATE t SET a = (SELECT max(x) FROM u WHERE y = 1), b = 2 FROM w WHERE c = d",
		"t a,b" },
	{ "WITH n AS (SELECT 1 AS a) UPDATE t SET a = (SELECT a FROM n)", "t a" },
	{ "DELETE FROM t WHERE a = 1", "t " },
	{ "INSERT INTO t VALUES (1, 2)", "t " },
	{ "INSERT INTO t(a, b) VALUES (1, 2)", "t a,b" },
	{ "REPLACE INTO t(a) VALUES (1)", "t a replaces" },
	{ "INSERT OR REPLACE INTO t(a) VALUES (1)", "t a replaces" },
	{ "INSERT INTO t(a) VALUES (1) ON CONFLICT(a) DO UPDATE SET b = 2, c = 3",
		"t a upserts b,c" },
	{ "INSERT INTO t(a) VALUES (1) ON CONFLICT DO NOTHING", "t a ignores" },
	{ "INSERT INTO t SELECT * FROM u", "t  copies * of u" },
	{ "INSERT INTO t SELECT u.* FROM u", "t  copies * of u" },
	{ "INSERT INTO t(a, b, c) SELECT x, u.y, z + 1 FROM u",
		"t a,b,c copies x,y,? of u" },
	{ "INSERT INTO t(a, b) SELECT x AS a, coalesce(y, 'n', (1)) AS b FROM \"u v\"",
		"t a,b copies x,? of u v" },
	{ "INSERT INTO t(a) SELECT x FROM u WHERE y", "t a copies x of u filters" },
	{ "INSERT INTO t(a) SELECT DISTINCT x FROM u", "t a copies x of u filters" },
	{ "INSERT INTO t(a) SELECT x FROM u JOIN w ON u.a = w.a",
		"t a copies x of u filters" },
	{ "INSERT INTO t(a) SELECT x FROM u LEFT JOIN w ON u.a = w.a",
		"t a copies x of u" },
	{ "INSERT INTO t(a) SELECT x FROM u LEFT OUTER JOIN w USING (a)",
		"t a copies x of u" },
	{ "INSERT INTO t(a) SELECT x FROM u LEFT JOIN w USING (a) JOIN v",
		"t a copies x of u filters" },
	{ "INSERT INTO t(a) SELECT x FROM u LEFT JOIN w USING (a) WHERE w.b",
		"t a copies x of u filters" },
	{ "INSERT INTO t(a) SELECT x FROM u ORDER BY x", "t a copies x of u" },
	{ "INSERT OR IGNORE INTO t(a) SELECT x FROM u", "t a copies x of u ignores" },
	{ "WITH n AS (SELECT 1) INSERT INTO t(a) SELECT x FROM u LIMIT 1",
		"t a copies x of u filters" },
	{ "INSERT INTO main.t(a) SELECT x FROM u", "t a copies x of u" },
	{ "INSERT INTO t(a, b) SELECT u.x AS a, y b FROM main.u ORDER BY x, y",
		"t a,b copies x,y of u" },
	{ "INSERT INTO t(a) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM t)",
		"t a copies ? of nothing filters" },
	{ "INSERT INTO t(a) SELECT x FROM u WHERE true ON CONFLICT DO UPDATE SET b = 2, "
	  "c = 3",
		"t a copies x of u upserts b,c filters" },
	{ "CREATE TABLE t(a)", "" },
};

static const char *words_of(struct arena *arena, const struct write *write)
{
	const char *words;

	if (!write->table)
		return "";
	words = arena_printf(arena, "%s %s", write->table,
		list(arena, &write->columns));
	if (write->copies)
		words = arena_printf(arena, "%s copies %s of %s", words,
			write->star ? "*"
				    : list(arena, &write->sources),
			write->from ? write->from : "nothing");
	if (write->upserted.count)
		words = arena_printf(arena, "%s upserts %s", words,
			list(arena, &write->upserted));
	return arena_printf(arena, "%s%s%s%s", words, write->filters ? " filters" : "",
		write->ignores ? " ignores" : "", write->replaces ? " replaces" : "");
}

static void a_statement_names_what_it_writes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(statements) / sizeof(*statements); i++) {
		struct arena *arena = arena_new();
		struct script *script = script_of(arena, statements[i].sql);
		struct write write = write_of(arena, &script->up[0]);

		assert_string_equal(words_of(arena, &write), statements[i].words);
		arena_free(arena);
	}
}

static void an_upsert_names_the_columns_it_sets_and_no_others(void **state)
{
	struct arena *arena = arena_new();
	struct script *script = script_of(arena,
		"INSERT INTO t(id, a) VALUES (1, 2) ON CONFLICT(id) DO UPDATE SET a = 3");
	struct write write = write_of(arena, &script->up[0]);

	(void)state;
	assert_true(write_names(&write, "A"));
	assert_false(write_names(&write, "id"));
	arena_free(arena);
}

/* Does the statement make something else of t.a? */
static const struct {
	const char *sql;
	bool reads;
} readers[] = {
	{ "INSERT INTO n(b) SELECT CASE WHEN a THEN 1 END FROM t", true },
	{ "INSERT INTO n(b) SELECT b FROM t WHERE t.\"a\" = 1", true },
	{ "INSERT INTO n SELECT (SELECT max(A) FROM t) FROM u", true },
	{ "CREATE TABLE n AS SELECT a FROM t", true },
	{ "UPDATE t SET b = a || 'x'", true },
	{ "UPDATE u SET b = t.a FROM t", true },
	{ "INSERT INTO n(b) SELECT a FROM moved", true },
	{ "INSERT INTO n(b) SELECT a.b FROM t AS a", false },
	{ "INSERT INTO n(b) SELECT a(b) FROM t", false },
	{ "INSERT INTO n(b) SELECT NULL AS a FROM t", false },
	{ "INSERT INTO n(b) SELECT a AS b FROM t", true },
	{ "UPDATE t SET a = 1", false },
	{ "UPDATE t SET b = 2, a = 1", false },
	{ "INSERT INTO n(a, b) SELECT b, c FROM t", false },
	{ "INSERT INTO n(b) SELECT b FROM t ORDER BY a", false },
	{ "INSERT INTO n(b) SELECT b FROM t GROUP BY a", false },
	{ "INSERT INTO n(b) SELECT a FROM u", false },
	{ "INSERT INTO n(b) SELECT b FROM (SELECT b FROM t GROUP BY a)", false },
	{ "WITH w AS (SELECT a AS b FROM t) INSERT INTO n(b) SELECT b FROM w", true },
	{ "INSERT INTO t(b) VALUES (1) ON CONFLICT DO UPDATE SET b = excluded.a", false },
	{ "INSERT INTO t(b) VALUES (1) ON CONFLICT DO UPDATE SET b = t.a", true },
	{ "INSERT INTO n(b) VALUES ('a t')", false },
	{ "DELETE FROM t WHERE a", false },
	{ "SELECT a FROM t", false },
};

static void a_column_is_made_something_else_by_who_reads_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		struct arena *arena = arena_new();
		const struct script *script = script_of(arena, readers[i].sql);
		bool reads = write_reads(&script->up[0], "t", "moved", "a");

		if (reads != readers[i].reads)
			fail_msg("%s", readers[i].sql);
		arena_free(arena);
	}
}

/* Which table `before` is after the steps' statements; NULL: none. */
static const struct {
	const char *sql;
	const char *before;
	const char *after;
} lineages[] = {
	{ "SELECT 1", "t", "t" },
	{ "ALTER TABLE t RENAME TO u", "t", "u" },
	{ "ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME TO v", "t", "v" },
	{ "DROP TABLE t", "t", NULL },
	{ "CREATE TABLE n(a); DROP TABLE t; ALTER TABLE n RENAME TO t", "t", "t" },
	{ "ALTER TABLE t RENAME TO o; CREATE TABLE t(a); DROP TABLE o", "t", "t" },
	{ "DROP TABLE t; CREATE TABLE t AS SELECT 1", "t", "t" },
	/* an older table takes the name: what t was is gone */
	{ "DROP TABLE t; ALTER TABLE u RENAME TO t", "t", NULL },
	{ "DROP TABLE t; ALTER TABLE u RENAME TO t", "u", "t" },
	/* two change places */
	{ "ALTER TABLE t RENAME TO x; ALTER TABLE u RENAME TO t; ALTER TABLE x RENAME TO "
	  "u",
		"t", "u" },
	{ "ALTER TABLE t RENAME TO x; ALTER TABLE u RENAME TO t; ALTER TABLE x RENAME TO "
	  "u",
		"u", "t" },
};

static void a_table_is_followed_through_a_step(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lineages) / sizeof(*lineages); i++) {
		struct arena *arena = arena_new();
		const struct script *script = script_of(arena, lineages[i].sql);
		const char *after = lineage_table(script, lineages[i].before);

		if (lineages[i].after)
			assert_string_equal(after, lineages[i].after);
		else
			assert_null(after);
		arena_free(arena);
	}
}

static void a_column_is_followed_through_its_renames(void **state)
{
	struct arena *arena = arena_new();
	const struct script *script = script_of(arena,
		"ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t RENAME TO u;"
		"ALTER TABLE u RENAME COLUMN b TO c; ALTER TABLE w RENAME COLUMN c TO d");

	(void)state;
	assert_string_equal(lineage_column(script, "t", "a"), "c");
	assert_string_equal(lineage_column(script, "t", "x"), "x");
	assert_string_equal(lineage_column(script, "w", "c"), "d");
	arena_free(arena);
}

static void the_new_table_of_a_rebuild_becomes_the_old_one(void **state)
{
	struct arena *arena = arena_new();
	const struct script *script = script_of(arena,
		"CREATE TABLE n(a); INSERT INTO n SELECT a FROM t; DROP TABLE t;"
		"ALTER TABLE n RENAME TO t");

	(void)state;
	assert_true(lineage_becomes(script, "n", "t"));
	assert_true(lineage_becomes(script, "T", "t"));
	assert_false(lineage_becomes(script, "u", "t"));
	assert_ptr_equal(lineage_maker(script, "t"), &script->up[1]);
	assert_ptr_equal(lineage_maker(script, "elsewhere"), &script->up[0]);
	arena_free(arena);
}

static void a_table_is_known_under_all_its_names(void **state)
{
	struct arena *arena = arena_new();
	const struct script *script = script_of(arena,
		"ALTER TABLE t RENAME TO u; DELETE FROM u; ALTER TABLE u RENAME TO v");
	const struct script *rebuild = script_of(
		arena, "ALTER TABLE t RENAME TO o; CREATE TABLE t(a); DROP TABLE o");

	(void)state;
	assert_true(lineage_is(script, "u", "t"));
	assert_true(lineage_is(script, "v", "t"));
	assert_true(lineage_is(script, "t", "t"));
	assert_false(lineage_is(script, "w", "t"));
	assert_false(lineage_is(script, NULL, "t"));
	assert_false(lineage_is(rebuild, "o", "t"));
	assert_string_equal(lineage_moved(rebuild, "T"), "o");
	assert_null(lineage_moved(rebuild, "u"));
	arena_free(arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_statement_names_what_it_writes),
	cmocka_unit_test(a_column_is_made_something_else_by_who_reads_it),
	cmocka_unit_test(a_table_is_known_under_all_its_names),
	cmocka_unit_test(an_upsert_names_the_columns_it_sets_and_no_others),
	cmocka_unit_test(a_table_is_followed_through_a_step),
	cmocka_unit_test(a_column_is_followed_through_its_renames),
	cmocka_unit_test(the_new_table_of_a_rebuild_becomes_the_old_one),
};

SUITE(tests)
