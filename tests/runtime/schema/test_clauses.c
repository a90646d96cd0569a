/*
 * How two definitions differ, in words; and what is no difference.
 *
 * Both are made by SQLite, so that the texts compared are those it stores.
 */
#include "suite.h"

#include <string.h>

#include "database.h"
#include "runtime/schema/clauses.h"
#include "runtime/schema/definition.h"

static const struct {
	const char *should, *is, *told;
} cases[] = {
	/* Nothing changes: SQLite reads the two alike. */
	{ "TABLE t(a INTEGER PRIMARY KEY, b TEXT)",
		"TABLE IF NOT EXISTS main.\"t\"([a] integer primary key, `b` Text) -- so",
		"" },
	{ "TABLE t(a INTEGER PRIMARY KEY, b TEXT UNIQUE, c CHECK (c > 0))",
		"TABLE t(a INTEGER, b TEXT, c, CONSTRAINT k CHECK (c > 0), PRIMARY KEY "
		"(a ASC), CONSTRAINT u UNIQUE (b))",
		"" },
	{ "TABLE t(a NOT NULL DEFAULT (1) COLLATE NOCASE, b DEFAULT 'x')",
		"TABLE t(a COLLATE nocase CONSTRAINT n NOT NULL ON CONFLICT ABORT DEFAULT "
		"1, b DEFAULT \"x\")",
		"" },
	{ "TABLE t(a, b DEFAULT NULL, c NULL, d COLLATE BINARY)", "TABLE t(a, b, c, d)",
		"" },
	{ "TABLE t(a REFERENCES p(x) ON DELETE CASCADE)",
		"TABLE t(a, FOREIGN KEY (a) REFERENCES p(x) ON UPDATE NO ACTION ON "
		"DELETE CASCADE MATCH FULL NOT DEFERRABLE INITIALLY DEFERRED)",
		"" },
	{ "TABLE t(a REFERENCES p(x))", "TABLE t(a REFERENCES p)", "" },
	{ "TABLE t(a, b AS (a + 1), CHECK (a), CHECK (b))",
		"TABLE t(a, b GENERATED ALWAYS AS ((a+1)) VIRTUAL, CHECK ((b)) CHECK (a))",
		"" },
	{ "TABLE t(a INT PRIMARY KEY) STRICT, WITHOUT ROWID",
		"TABLE t(a INT, PRIMARY KEY(a)) WITHOUT ROWID, STRICT", "" },
	{ "INDEX i ON p(x, y DESC) WHERE y > 0",
		"INDEX i ON \"p\"('x' ASC, y desc) WHERE (y > 0)", "" },
	{ "TRIGGER r BEFORE INSERT ON p WHEN new.x BEGIN SELECT 1; END",
		"TRIGGER r INSERT ON main.p FOR EACH ROW WHEN (new.x) BEGIN select 1; END",
		"" },
	{ "VIEW v AS SELECT x FROM p", "VIEW v AS SELECT x FROM main.p", "" },

	/* What is lost, what is new, and what is another. */
	{ "TABLE t(a INTEGER PRIMARY KEY, b)", "TABLE t(a INTEGER, b)",
		"t: without PRIMARY KEY (a)" },
	{ "TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b)",
		"TABLE t(a INTEGER PRIMARY KEY, b)", "t: without AUTOINCREMENT" },
	{ "TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b)", "TABLE t(a INTEGER, b)",
		"t: without PRIMARY KEY (a)" },
	{ "TABLE t(a INTEGER PRIMARY KEY)", "TABLE t(a INTEGER PRIMARY KEY DESC)",
		"t: PRIMARY KEY (a DESC), not PRIMARY KEY (a)" },
	{ "TABLE t(a INTEGER PRIMARY KEY)", "TABLE t(a INT PRIMARY KEY)",
		"t.a: INT, not INTEGER" },
	{ "TABLE t(a TEXT UNIQUE, b)", "TABLE t(a TEXT, b)", "t: without UNIQUE (a)" },
	{ "TABLE t(a, b, UNIQUE (a, b))", "TABLE t(a, b, UNIQUE (a COLLATE NOCASE, b))",
		"t: without UNIQUE (a, b); t: with UNIQUE (a COLLATE NOCASE, b)" },
	{ "TABLE t(a UNIQUE)", "TABLE t(a UNIQUE ON CONFLICT REPLACE)",
		"t: with ON CONFLICT REPLACE of UNIQUE (a)" },
	{ "TABLE t(a NOT NULL ON CONFLICT IGNORE)", "TABLE t(a NOT NULL)",
		"t.a: without ON CONFLICT IGNORE of NOT NULL" },
	{ "TABLE t(a CHECK (a > 0), b)", "TABLE t(a, b)", "t: without CHECK (a > 0)" },
	{ "TABLE t(a CHECK (a <> 'X'))", "TABLE t(a CHECK (a <> 'x'))",
		"t: without CHECK (a <> 'X'); t: with CHECK (a <> 'x')" },
	{ "TABLE t(a NOT NULL)", "TABLE t(a)", "t.a: without NOT NULL" },
	{ "TABLE t(a)", "TABLE t(a NOT NULL)", "t.a: with NOT NULL" },
	{ "TABLE t(a DEFAULT 1)", "TABLE t(a DEFAULT '1')",
		"t.a: DEFAULT '1', not DEFAULT 1" },
	{ "TABLE t(a DEFAULT 'A')", "TABLE t(a DEFAULT \"a\")",
		"t.a: DEFAULT \"a\", not DEFAULT 'A'" },
	{ "TABLE t(a DEFAULT (-1), b)", "TABLE t(a, b)", "t.a: without DEFAULT -1" },
	{ "TABLE t(a COLLATE NOCASE)", "TABLE t(a COLLATE RTRIM)",
		"t.a: COLLATE RTRIM, not COLLATE NOCASE" },
	{ "TABLE t(a, b AS (a + 1))", "TABLE t(a, b AS (a + 2) STORED)",
		"t.b: AS (a + 2) STORED, not AS (a + 1)" },
	{ "TABLE t(a REFERENCES p(x) ON DELETE CASCADE)", "TABLE t(a REFERENCES p(x))",
		"t.a: without ON DELETE CASCADE" },
	{ "TABLE t(a REFERENCES p(x) ON DELETE SET NULL ON UPDATE CASCADE)",
		"TABLE t(a REFERENCES p(x) ON DELETE RESTRICT)",
		"t.a: ON DELETE RESTRICT, not ON DELETE SET NULL; "
		"t.a: without ON UPDATE CASCADE" },
	{ "TABLE t(a REFERENCES p(x) DEFERRABLE INITIALLY DEFERRED)",
		"TABLE t(a REFERENCES p(x) DEFERRABLE)",
		"t.a: without DEFERRABLE INITIALLY DEFERRED" },
	{ "TABLE t(a REFERENCES p(x) ON DELETE CASCADE)", "TABLE t(a)",
		"t.a: without REFERENCES p" },
	{ "TABLE t(a REFERENCES p(x))", "TABLE t(a REFERENCES p(y))",
		"t.a: REFERENCES p(y), not REFERENCES p(x)" },
	{ "TABLE t(a, b, FOREIGN KEY (a, b) REFERENCES p(x, y) ON DELETE CASCADE)",
		"TABLE t(a, b, FOREIGN KEY (a, b) REFERENCES p(x, y))",
		"t(a, b): without ON DELETE CASCADE" },
	{ "TABLE t(a, b, c)", "TABLE t(a, c, b)", "t: columns in another order" },
	{ "TABLE t(a TEXT) STRICT", "TABLE t(a TEXT)", "t: not STRICT" },
	{ "TABLE t(a PRIMARY KEY)", "TABLE t(a PRIMARY KEY) WITHOUT ROWID",
		"t: WITHOUT ROWID" },
	{ "UNIQUE INDEX i ON p(x)", "INDEX i ON p(x)", "i: without UNIQUE" },
	{ "INDEX i ON p(x, y DESC)", "INDEX i ON p(x, y)",
		"i: on p(x, y), not on p(x, y DESC)" },
	{ "INDEX i ON p(lower(x))", "INDEX i ON p(x COLLATE NOCASE)",
		"i: on p(x COLLATE NOCASE), not on p(lower(x))" },
	{ "INDEX i ON p(x) WHERE x IS NOT NULL", "INDEX i ON p(x)",
		"i: without WHERE x IS NOT NULL" },
	{ "TRIGGER r AFTER INSERT ON p WHEN new.x > 0 BEGIN SELECT 1; END",
		"TRIGGER r AFTER INSERT ON p BEGIN SELECT 1; END",
		"r: without WHEN new.x > 0" },
	{ "TRIGGER r AFTER UPDATE OF x ON p BEGIN SELECT 1; END",
		"TRIGGER r BEFORE UPDATE ON p BEGIN SELECT 2; END",
		"r: UPDATE ON p, not AFTER UPDATE OF x ON p; "
		"trigger r has another definition" },
	{ "VIEW v AS SELECT x FROM p", "VIEW v AS SELECT y AS x FROM p",
		"view v has another definition" },
	{ "VIEW v AS SELECT main.x FROM p AS main", "VIEW v AS SELECT x FROM p AS main",
		"view v has another definition" },

	/* What goes with a column that only one of the two has is not said apart. */
	{ "TABLE t(a, b NOT NULL CHECK (b > 0))", "TABLE t(a, b NOT NULL CHECK (b > 0), c "
						  "NOT NULL DEFAULT 1)",
		"" },
	{ "TABLE t(a, b NOT NULL)", "TABLE t(a)", "" },
};

static void make(struct instar__schema *schema, const char *definition)
{
	sqlite3 *db = database_open(":memory:");
	struct instar__sql sql = instar__sql_on(db);

	database_run(db, "CREATE TABLE p(x, y)");
	instar__sql_execf(&sql, "CREATE %s", definition);
	instar__schema_init(schema);
	instar__schema_load(schema, &sql);
	if (sql.code)
		fail_msg("%s: %s", definition, sql.message);
	sqlite3_close(db);
}

static void join(void *out, const struct instar__clause *clause, const char *sentence)
{
	sqlite3_str *list = out;

	(void)clause;
	sqlite3_str_appendf(list, "%s%s", sqlite3_str_length(list) ? "; " : "", sentence);
}

static void what_differs_is_told_clause_by_clause(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct instar__sql sql = instar__sql_on(NULL);
		struct instar__schema is, should;
		sqlite3_str *list = sqlite3_str_new(NULL);
		char *told;

		make(&is, cases[i].is);
		make(&should, cases[i].should);
		instar__clauses_compare(
			&sql, &is.objects[1], &should.objects[1], join, list);
		assert_int_equal(sql.code, 0);
		told = sqlite3_str_finish(list);
		if (strcmp(told ? told : "", cases[i].told) != 0)
			fail_msg("%s against %s: \"%s\", not \"%s\"", cases[i].is,
				cases[i].should, told ? told : "", cases[i].told);
		sqlite3_free(told);
		instar__schema_free(&is);
		instar__schema_free(&should);
	}
}

static void every_beginning_of_a_definition_is_read_without_harm(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *text = sqlite3_mprintf("CREATE %s", cases[i].should);

		for (size_t length = strlen(text); length-- > 0;) {
			struct instar__sql sql = instar__sql_on(NULL);
			struct instar__clauses list = { 0 };

			text[length] = '\0';
			instar__clauses_read(&sql, text, &list);
			assert_int_equal(sql.code, 0);
			instar__clauses_free(&list);
		}
		sqlite3_free(text);
	}
}

static void the_digest_is_that_of_the_tokens_that_matter(void **state)
{
	static const char plain[] = "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; "
				    "END";

	(void)state;
	assert_true(instar__definition_digest(plain) ==
		    instar__token_digest(plain, strlen(plain)));
	assert_true(instar__definition_digest(plain) ==
		    instar__definition_digest("create trigger \"r\" after insert on "
					      "MAIN.t for EACH row begin select 1; end"));
	assert_true(instar__definition_digest(plain) !=
		    instar__definition_digest("CREATE TRIGGER r AFTER INSERT ON t BEGIN "
					      "SELECT 'for each row'; END"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_differs_is_told_clause_by_clause),
	cmocka_unit_test(every_beginning_of_a_definition_is_read_without_harm),
	cmocka_unit_test(the_digest_is_that_of_the_tokens_that_matter),
};

SUITE(tests)
