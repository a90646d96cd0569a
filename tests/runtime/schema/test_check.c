/*
 * One claim about a schema: is it true, what is it in words, and why is it not.
 */
#include "suite.h"

#include <string.h>

#include "runtime/schema/check.h"
#include "dump.h"

static const char schema_sql[] =
	"CREATE TABLE users(id INTEGER PRIMARY KEY, name VARCHAR( 20 ) UNIQUE, x,"
	" twice INTEGER GENERATED ALWAYS AS (id * 2) VIRTUAL);"
	"CREATE TABLE pairs(a, b, PRIMARY KEY (a, b));"
	"CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id REFERENCES users(id),"
	" who REFERENCES users, pa, pb, FOREIGN KEY (pa, pb) REFERENCES pairs(a, b));"
	"CREATE TABLE \"odd \"\"name\"(\"a b\" TEXT);"
	"CREATE INDEX by_who ON orders(user_id, who);"
	"CREATE UNIQUE INDEX by_x ON users(x);"
	"CREATE INDEX by_lower ON users(lower(name), x);"
	"CREATE VIEW names AS SELECT name FROM users;"
	"CREATE TRIGGER tidy AFTER DELETE ON users BEGIN SELECT 1; END;"
	"INSERT INTO users(id, name) VALUES(1, 'a');";

struct claim_case {
	enum instar_check_kind kind;
	uint32_t flags;
	const char *name, *part, *detail;
	bool holds;
	const char *words;
	const char *why; /* of the false ones */
};

#define TABLE INSTAR_CHECK_TABLE, 0
#define COLUMN INSTAR_CHECK_COLUMN, 0
#define INDEX INSTAR_CHECK_INDEX, 0
#define UNIQUE INSTAR_CHECK_INDEX, INSTAR_CHECK_UNIQUE
#define VIEW INSTAR_CHECK_VIEW, 0
#define TRIGGER INSTAR_CHECK_TRIGGER, 0
#define KEY INSTAR_CHECK_FOREIGN_KEY, 0
#define ROWS INSTAR_CHECK_ROWS, 0
#define NOT_TABLE INSTAR_CHECK_TABLE, INSTAR_CHECK_NOT
#define NOT_COLUMN INSTAR_CHECK_COLUMN, INSTAR_CHECK_NOT

/* clang-format off */
static const struct claim_case cases[] = {
	{ TABLE, "users", "", "", true, "table users", NULL },
	{ TABLE, "USERS", "", "", true, "table USERS", NULL },
	{ TABLE, "nobody", "", "", false, "table nobody", "table nobody is missing" },
	{ TABLE, "names", "", "", false, "table names", "table names is missing" },
	{ TABLE, "by_who", "", "", false, "table by_who", "table by_who is missing" },
	{ COLUMN, "users", "NAME", "", true, "column users.NAME", NULL },
	{ COLUMN, "users", "name", "varchar(20)", true, "column users.name varchar(20)", NULL },
	{ COLUMN, "users", "name", "TEXT", false, "column users.name TEXT",
		"column users.name is VARCHAR( 20 ), not TEXT" },
	{ COLUMN, "users", "x", "", true, "column users.x", NULL },
	{ COLUMN, "users", "x", "TEXT", false, "column users.x TEXT",
		"column users.x is without a type, not TEXT" },
	{ COLUMN, "users", "twice", "INTEGER", true, "column users.twice INTEGER", NULL },
	{ COLUMN, "users", "mail", "", false, "column users.mail", "column users.mail is missing" },
	{ COLUMN, "users", "rowid", "", false, "column users.rowid", "column users.rowid is missing" },
	{ COLUMN, "nobody", "a", "", false, "column nobody.a", "table nobody is missing" },
	{ COLUMN, "names", "name", "", false, "column names.name", "table names is missing" },
	{ COLUMN, "odd \"name", "a b", "text", true, "column odd \"name.a b text", NULL },
	{ INDEX, "by_who", "", "", true, "index by_who", NULL },
	{ INDEX, "by_who", "orders", "", true, "index by_who on orders", NULL },
	{ INDEX, "by_who", "orders", "user_id,who", true, "index by_who on orders(user_id,who)", NULL },
	{ INDEX, "by_who", "orders", "who,user_id", false, "index by_who on orders(who,user_id)",
		"index by_who is not on orders(who,user_id)" },
	{ INDEX, "by_who", "users", "", false, "index by_who on users",
		"index by_who is on orders, not on users" },
	{ UNIQUE, "by_who", "orders", "", false, "index by_who on orders", "index by_who is not unique" },
	{ UNIQUE, "by_x", "users", "x", true, "index by_x on users(x)", NULL },
	{ INDEX, "by_x", "users", "x", true, "index by_x on users(x)", NULL },
	{ INDEX, "by_lower", "users", "x", false, "index by_lower on users(x)",
		"index by_lower is not on users(x)" },
	{ INDEX, "nowhere", "", "", false, "index nowhere", "index nowhere is missing" },
	{ VIEW, "names", "", "", true, "view names", NULL },
	{ VIEW, "users", "", "", false, "view users", "view users is missing" },
	{ TRIGGER, "tidy", "", "", true, "trigger tidy", NULL },
	{ TRIGGER, "tidy", "USERS", "", true, "trigger tidy on USERS", NULL },
	{ TRIGGER, "tidy", "orders", "", false, "trigger tidy on orders",
		"trigger tidy is on users, not on orders" },
	{ TRIGGER, "users", "", "", false, "trigger users", "trigger users is missing" },
	{ KEY, "orders", "user_id", "users(id)", true, "foreign key orders.user_id -> users.id", NULL },
	{ KEY, "orders", "who", "users(id)", true, "foreign key orders.who -> users.id", NULL },
	{ KEY, "orders", "who", "users", true, "foreign key orders(who) -> users", NULL },
	{ KEY, "orders", "pa,pb", "pairs(a,b)", true, "foreign key orders(pa,pb) -> pairs(a,b)", NULL },
	{ KEY, "orders", "pa,pb", "pairs(b,a)", false, "foreign key orders(pa,pb) -> pairs(b,a)",
		"foreign key orders(pa,pb) -> pairs(b,a) is missing" },
	{ KEY, "orders", "pa", "pairs(a)", false, "foreign key orders.pa -> pairs.a",
		"foreign key orders.pa -> pairs.a is missing" },
	{ KEY, "orders", "user_id", "users(name)", false, "foreign key orders.user_id -> users.name",
		"foreign key orders.user_id -> users.name is missing" },
	{ KEY, "nobody", "a", "users(id)", false, "foreign key nobody.a -> users.id",
		"table nobody is missing" },
	{ ROWS, "", "", "SELECT 1 FROM users WHERE id = 1", true,
		"rows (SELECT 1 FROM users WHERE id = 1)", NULL },
	{ ROWS, "", "", "SELECT 1 FROM users WHERE id = 2", false,
		"rows (SELECT 1 FROM users WHERE id = 2)",
		"no row from: SELECT 1 FROM users WHERE id = 2" },
	{ ROWS, "", "", "SELECT mail FROM users", false, "rows (SELECT mail FROM users)",
		"no row from: SELECT mail FROM users" },
	{ NOT_TABLE, "nobody", "", "", true, "not table nobody", NULL },
	{ NOT_TABLE, "users", "", "", false, "not table users", "table users is still there" },
	{ NOT_COLUMN, "users", "mail", "", true, "not column users.mail", NULL },
	{ NOT_COLUMN, "nobody", "mail", "", true, "not column nobody.mail", NULL },
	{ NOT_COLUMN, "users", "name", "", false, "not column users.name",
		"column users.name is still there" },
};
/* clang-format on */

struct fixture {
	sqlite3 *db;
	struct instar__sql sql;
	struct instar__schema schema;
	struct builder b;
};

static struct fixture f;

static int load(void **state)
{
	(void)state;
	f.db = open_db(":memory:");
	run(f.db, schema_sql);
	instar__sql_init(&f.sql, f.db);
	instar__schema_init(&f.schema);
	set_begin(&f.b, "claims");
	step(&f.b, "001");
	return instar__schema_load(&f.schema, &f.sql);
}

static int unload(void **state)
{
	(void)state;
	instar__schema_free(&f.schema);
	return sqlite3_close(f.db);
}

static void each_kind_of_claim_is_true_exactly_when_it_should_be(void **state)
{
	char text[256];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct claim_case *c = &cases[i];
		const struct instar_check *made =
			check(&f.b, c->kind, c->flags, c->name, c->part, c->detail);

		if (instar__check_holds(&f.sql, &f.schema, &f.b.set, made) != c->holds)
			fail_msg("%s: expected %d", c->words, c->holds);
		assert_int_equal(f.sql.code, INSTAR_OK);
		instar__check_words(&f.b.set, made, text, sizeof(text));
		assert_string_equal(text, c->words);
		if (c->holds)
			continue;
		instar__check_why(&f.sql, &f.schema, &f.b.set, made, text, sizeof(text));
		assert_string_equal(text, c->why);
	}
}

static void a_definition_is_compared_token_by_token(void **state)
{
	static const char same[] =
		"create view names as select NAME from users -- as before";
	static const char other[] = "CREATE VIEW names AS SELECT id FROM users";
	struct instar_check *made =
		check(&f.b, INSTAR_CHECK_DEFINITION, 0, "names", NULL, "view");
	char text[128];

	(void)state;
	made->digest = instar__token_digest(same, strlen(same));
	assert_true(instar__check_holds(&f.sql, &f.schema, &f.b.set, made));
	made->digest = instar__token_digest(other, strlen(other));
	assert_false(instar__check_holds(&f.sql, &f.schema, &f.b.set, made));
	instar__check_words(&f.b.set, made, text, sizeof(text));
	assert_string_equal(text, "definition of view names");
	instar__check_why(&f.sql, &f.schema, &f.b.set, made, text, sizeof(text));
	assert_string_equal(text, "view names has another definition");
	made->kind = INSTAR_CHECK_VIEW;
	assert_false(instar__check_holds(&f.sql, &f.schema, &f.b.set, made));
	instar__check_why(&f.sql, &f.schema, &f.b.set, made, text, sizeof(text));
	assert_string_equal(text, "view names has another definition");
	made = check(&f.b, INSTAR_CHECK_DEFINITION, 0, "nobody", NULL, "table");
	instar__check_why(&f.sql, &f.schema, &f.b.set, made, text, sizeof(text));
	assert_string_equal(text, "table nobody is missing");
}

/* Does it hold at that position, by a memo or by looking? */
static bool holds_at(uint32_t position, const struct instar_check *check)
{
	unsigned char truth[8] = { 0 };

	instar__check_truth(&f.sql, &f.schema, &f.b.set, position, truth);
	return truth[check - f.b.set.checks];
}

static void a_memo_that_holds_spares_the_questions_about_its_object(void **state)
{
	static const char pairs[] = "CREATE TABLE pairs(a, b, PRIMARY KEY (a, b))";
	struct instar_check *wrong;

	(void)state;
	set_begin(&f.b, "memos");
	step(&f.b, "001");
	memo(&f.b, "table", "pairs", pairs);
	/* Untrue, so that a yes shows that nobody looked. */
	wrong = check(&f.b, INSTAR_CHECK_COLUMN, 0, "pairs", "nowhere", NULL);
	assert_true(holds_at(1, wrong));
	assert_false(instar__check_holds(&f.sql, &f.schema, &f.b.set, wrong));
	assert_false(holds_at(0, wrong)); /* not alive there */
	memo(&f.b, "table", "pairs", "CREATE TABLE pairs(a)");
	assert_false(holds_at(1, wrong));
}

static void words_fit_into_any_room(void **state)
{
	const struct instar_check *made = check(
		&f.b, INSTAR_CHECK_COLUMN, INSTAR_CHECK_NOT, "users", "name", "TEXT");
	char text[64];

	(void)state;
	for (size_t size = 0; size < sizeof(text); size++) {
		memset(text, '#', sizeof(text));
		instar__check_words(&f.b.set, made, text, size);
		assert_true(!size || strlen(text) < size);
		assert_int_equal(text[size], '#');
		memset(text, '#', sizeof(text));
		instar__check_why(&f.sql, &f.schema, &f.b.set, made, text, size);
		assert_true(!size || strlen(text) < size);
		assert_int_equal(text[size], '#');
	}
}

static void the_columns_of_a_virtual_table_are_found(void **state)
{
	(void)state;
	if (!sqlite3_compileoption_used("ENABLE_FTS5"))
		skip();
	run(f.db, "CREATE VIRTUAL TABLE notes USING fts5(title, body)");
	instar__schema_free(&f.schema);
	instar__schema_load(&f.schema, &f.sql);
	assert_true(instar__check_holds(&f.sql, &f.schema, &f.b.set,
		check(&f.b, INSTAR_CHECK_COLUMN, 0, "notes", "title", NULL)));
}

static void after_an_error_no_claim_holds(void **state)
{
	const struct instar_check *made =
		check(&f.b, INSTAR_CHECK_TABLE, INSTAR_CHECK_NOT, "nobody", NULL, NULL);

	(void)state;
	instar__sql_exec(&f.sql, "nonsense");
	assert_false(instar__check_holds(&f.sql, &f.schema, &f.b.set, made));
	assert_false(holds_at(1, made));
}

#define with_schema(test) cmocka_unit_test_setup_teardown(test, load, unload)

static const struct CMUnitTest tests[] = {
	with_schema(each_kind_of_claim_is_true_exactly_when_it_should_be),
	with_schema(a_definition_is_compared_token_by_token),
	with_schema(a_memo_that_holds_spares_the_questions_about_its_object),
	with_schema(words_fit_into_any_room),
	with_schema(the_columns_of_a_virtual_table_are_found),
	with_schema(after_an_error_no_claim_holds),
};

SUITE(tests)
