/*
 * Files become a history: names, order, down migrations, what refers to other steps; and
 * what a statement may not do.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "front.h"
#include "gen/base/text.h"

/* Files of a case: names with a blank between them, each holding "SELECT 1". */
static void write_all(struct front *front, const char *names)
{
	static const char sql[] = "SELECT 1";
	while (*names) {
		size_t size = strcspn(names, " ");
		front_write(
			front, arena_copy(front->arena, names, size), sql, strlen(sql));
		names += size + (names[size] == ' ');
	}
}

/* The ids in their order, blanks between them. */
static const char *order(struct front *front, const struct plan *plan)
{
	struct text out;
	text_init(&out, front->arena);
	for (uint32_t i = 0; i < plan->count; i++)
		text_format(&out, "%s%s", i ? " " : "", plan->migrations[i].id);
	return out.bytes ? out.bytes : "";
}

static const struct {
	const char *files, *ids, *findings;
} names[] = {
	{ "1_b.sql 2_a.sql 3_c.sql 4_x.sql 5_x.sql 6_x.sql 7_x.sql 8_x.sql 9_x.sql "
	  "10_a.sql",
		"1_b 2_a 3_c 4_x 5_x 6_x 7_x 8_x 9_x 10_a", "" },
	{ "000_zero.sql 001_one.sql", "000_zero 001_one", "" },
	{ "2026_01_31_b.sql 2026_01_31_a.sql 2025_12_31_z.sql",
		"2025_12_31_z 2026_01_31_a 2026_01_31_b", "" },
	{ "20260131120000_b.sql 20260131115959_a.sql",
		"20260131115959_a 20260131120000_b", "" },
	{ "20260131_b.sql 20260130235959_a.sql 20260131_a.sql",
		"20260130235959_a 20260131_a 20260131_b", "" },
	{ "20261301_a.sql", "20261301_a",
		"20261301_a.sql error INS0201: expected 00000001, found 20261301\n" },
	{ "001_a.sql 003_c.sql 007_d.sql", "001_a 003_c 007_d",
		"003_c.sql error INS0201: expected 002, found 003\n"
		"007_d.sql error INS0201: expected 004, found 007\n" },
	{ "002_a.sql", "002_a", "002_a.sql error INS0201: expected 001, found 002\n" },
	{ "001_a.sql 001_b.sql 1_c.sql", "001_a 001_b 1_c",
		"001_b.sql error INS0202: 001 used by 001_a.sql and 001_b.sql\n"
		"1_c.sql error INS0202: 001 used by 001_b.sql and 1_c.sql\n" },
	{ "20260131120000_a.sql 20260131120000_b.sql",
		"20260131120000_a 20260131120000_b",
		"20260131120000_b.sql error INS0202: 20260131120000 used by "
		"20260131120000_a.sql and 20260131120000_b.sql\n" },
	{ "001_Users.sql 001_users.sql", "001_Users 001_users",
		"001_users.sql error INS0203: name differs from 001_Users.sql only in "
		"case\n"
		"001_users.sql error INS0202: 001 used by 001_Users.sql and "
		"001_users.sql\n" },
	{ "001_a.sql 002_b.sql 2026_01_31_c.sql", "001_a 002_b",
		"2026_01_31_c.sql error INS0204: named like YYYY_MM_DD_name.sql among "
		"files like "
		"NNN_name.sql\n" },
	{ "9007199254740993_a.sql 99999999999999999999_b.sql 001_c.sql", "001_c",
		"9007199254740993_a.sql error INS0205: number too large\n"
		"99999999999999999999_b.sql error INS0205: number too large\n" },
	{ "004_a.sql 003_x_up.sql 004_x..up.sql 0x1_a.sql 005.sql 006-x.sql 007_.sql "
	  "008_x.SQL",
		"004_a 005 006-x",
		"003_x_up.sql error INS0115: file name must match NNN_name.sql\n"
		"004_x..up.sql error INS0115: file name must match NNN_name.sql\n"
		"007_.sql error INS0115: file name must match NNN_name.sql\n"
		"008_x.SQL error INS0115: file name must match NNN_name.sql\n"
		"0x1_a.sql error INS0115: file name must match NNN_name.sql\n"
		"004_a.sql error INS0201: expected 001, found 004\n" },
	{ "001_a.sql 002_\n.sql 002_\".sql 002_%s.sql -x.sql CON.sql com1.x.sql "
	  "002_\x1b.sql"
	  " 002_\xff.sql 002_..\\x.sql",
		"001_a",
		"-x.sql error INS0115: file name must match NNN_name.sql\n"
		"002_\n.sql error INS0115: file name must match NNN_name.sql\n"
		"002_\x1b.sql error INS0115: file name must match NNN_name.sql\n"
		"002_\".sql error INS0115: file name must match NNN_name.sql\n"
		"002_%s.sql error INS0115: file name must match NNN_name.sql\n"
		"002_..\\x.sql error INS0115: file name must match NNN_name.sql\n"
		"002_\xff.sql error INS0115: file name must match NNN_name.sql\n"
		"CON.sql error INS0115: file name must match NNN_name.sql\n"
		"com1.x.sql error INS0115: file name must match NNN_name.sql\n" },
	{ "001-a.sql 002.sql 003.x.y.sql 004_v1.0.3.sql", "001-a 002 003.x.y 004_v1.0.3",
		"" },
	{ "v1.sql v2_b.sql v10.sql", "v1 v2_b v10",
		"v10.sql error INS0201: expected 03, found 10\n" },
	{ "schema-1.sql schema-2-b.sql data-3.sql", "schema-1 schema-2-b",
		"data-3.sql warning INS0115: file name must match NNN_name.sql\n" },
	{ "001_a.sql backup-2.sql", "001_a",
		"backup-2.sql warning INS0115: file name must match NNN_name.sql\n" },
	{ "2024-01-02_b.sql 2024-01-01-a.sql 2024-01-03.sql",
		"2024-01-01-a 2024-01-02_b 2024-01-03", "" },
	{ "20240101-100000.sql 20240101-090000_a.sql 20240101_110000.sql",
		"20240101-090000_a 20240101-100000 20240101_110000", "" },
	{ "001.do.a.sql 001.undo.a.sql 2.sqm", "001.a 2", "" },
	{ "1.sqm 2.sqm 10.sqm", "1 2 10",
		"10.sqm error INS0201: expected 03, found 10\n" },
	{ "001_a.sql schema.sql", "001_a",
		"schema.sql warning INS0115: file name must match NNN_name.sql\n" },
	{ "001_a.sql 001_a.down.sql 002_b.down.sql", "001_a",
		"002_b.down.sql error INS0209: no 002_b.sql beside it\n" },
	{ "notes.txt", "", "error INS0210: no migrations here\n" },
};

static void files_are_ordered_by_their_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct front front = front_new();
		write_all(&front, names[i].files);
		struct plan *plan = front_plan(&front, false, false);
		assert_string_equal(order(&front, plan), names[i].ids);
		assert_string_equal(front_findings(&front), names[i].findings);
		front_free(&front);
	}
}

static void names_of_300_bytes_are_refused(void **state)
{
	char name[240];
	struct front front = front_new();
	(void)state;
	memset(name, 'x', sizeof(name));
	memcpy(name, "001_", 4);
	strcpy(name + 230, ".sql");
	write_all(&front, name);
	front_plan(&front, false, false);
	assert_non_null(strstr(front_findings(&front), "must match NNN_name.sql"));
	front_free(&front);
}

static void gaps_on_purpose_are_warnings(void **state)
{
	struct front front = front_new();
	(void)state;
	write_all(&front, "001_a.sql 003_c.sql");
	front_plan(&front, true, false);
	assert_string_equal(front_findings(&front),
		"003_c.sql warning INS0201: expected 002, found 003\n");
	front_free(&front);
}

static void a_migration_has_all_that_its_file_says(void **state)
{
	static const char sql[] =
		"-- @was old_a, older\n-- @was oldest\n-- @release 1.2\n"
		"-- @destructive gone\n-- @irreversible lost\nSELECT 1;";
	static const char down[] = "SELECT 2; SELECT 3;";
	struct front front = front_new();
	(void)state;
	front_write(&front, "001_the_first-one.sql", sql, strlen(sql));
	front_write(&front, "001_the_first-one.down.sql", down, strlen(down));
	struct plan *plan = front_plan(&front, false, false);
	const struct migration *m = &plan->migrations[0];
	assert_string_equal(front_findings(&front), "");
	assert_int_equal(plan->count, 1);
	assert_string_equal(m->id, "001_the_first-one");
	assert_string_equal(m->description, "the first-one");
	assert_int_equal(m->number, 1);
	assert_int_equal(m->position, 1);
	assert_int_equal(m->was.count, 3);
	assert_string_equal(m->was.items[2], "oldest");
	assert_string_equal(m->release, "1.2");
	assert_string_equal(m->destructive, "gone");
	assert_string_equal(m->irreversible, "lost");
	assert_int_equal(m->down_count, 2);
	assert_string_equal(m->down[1].sql, "SELECT 3");
	assert_int_equal(strlen(m->token_hash), 64);
	front_free(&front);
}

/* Two files, 001_a.sql and 002_b.sql, and perhaps 002_b.down.sql. */
static const struct {
	const char *first, *second, *down, *findings;
} pairs[] = {
	{ "SELECT 1", "-- @after 001_a\nSELECT 1", NULL, "" },
	{ "-- @after 002_b\nSELECT 1", "SELECT 1", NULL,
		"001_a.sql:1:4 error INS0206: \"002_b\" does not come before "
		"\"001_a\"\n" },
	{ "SELECT 1", "-- @after 002_b, 001_A\nSELECT 1", NULL,
		"002_b.sql:1:4 error INS0206: \"002_b\" does not come before \"002_b\"\n"
		"002_b.sql:1:4 error INS0206: no step \"001_A\"\n" },
	{ "-- @was x, y\nSELECT 1", "-- @was z, y\nSELECT 1", NULL,
		"002_b.sql:1:4 error INS0208: \"y\" was already an old name of 001_a\n" },
	{ "SELECT 1", "-- @was 001_a\nSELECT 1", NULL,
		"002_b.sql:1:4 error INS0208: \"001_a\" is the name of a step\n" },
	{ "-- @release 1.9\nSELECT 1", "-- @release 1.10\nSELECT 1", NULL, "" },
	{ "-- @release 1.2\nSELECT 1", "-- @release 1.2.0\nSELECT 1", NULL, "" },
	{ "-- @release 2\nSELECT 1", "-- @release 1.99\nSELECT 1", NULL,
		"002_b.sql:1:4 error INS0207: release 1.99 after 2, which 001_a already "
		"needs\n" },
	{ "SELECT 1", "SELECT 1;\n-- @down\nSELECT 1", "SELECT 1",
		"002_b.down.sql error INS0209: 002_b.sql has a @down section too\n" },
	{ "SELECT 1", "SELECT 1", "-- @fingerprint table t\nSELECT 1",
		"002_b.down.sql:1:4 error INS0113: @fingerprint in a down file\n" },
	{ "SELECT 1", "SELECT 1", "-- nothing", "" },
};

static void steps_refer_to_each_other_rightly(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct front front = front_new();
		front_write(&front, "001_a.sql", pairs[i].first, strlen(pairs[i].first));
		front_write(
			&front, "002_b.sql", pairs[i].second, strlen(pairs[i].second));
		if (pairs[i].down)
			front_write(&front, "002_b.down.sql", pairs[i].down,
				strlen(pairs[i].down));
		front_plan(&front, false, true);
		assert_string_equal(front_findings(&front), pairs[i].findings);
		front_free(&front);
	}
}

#define NO_TRANSACTION "error INS0801: transactions belong to instar; remove "

static const struct {
	const char *sql, *findings;
} statements[] = {
	{ "BEGIN; SELECT 1; COMMIT;", "" },
	{ "PRAGMA foreign_keys=OFF; BEGIN TRANSACTION; SELECT 1; END; PRAGMA "
	  "foreign_keys=ON;",
		"1:8 note INS0805: foreign_keys is left out of the step\n"
		"1:67 note INS0805: foreign_keys is left out of the step\n" },
	{ "BEGIN; SELECT 1", "1:1 " NO_TRANSACTION "BEGIN\n" },
	{ "SELECT 1; commit; SELECT 2; begin;",
		"1:11 " NO_TRANSACTION "commit\n1:29 " NO_TRANSACTION "begin\n" },
	{ "BEGIN; SELECT 1; ROLLBACK",
		"1:1 " NO_TRANSACTION "BEGIN\n1:18 " NO_TRANSACTION "ROLLBACK\n" },
	{ "SAVEPOINT x; RELEASE x;",
		"1:1 " NO_TRANSACTION "SAVEPOINT\n1:14 " NO_TRANSACTION "RELEASE\n" },
	{ "ATTACH 'f' AS x; DETACH x", "1:1 error INS0802: ATTACH not allowed\n1:18 "
				       "error INS0802: DETACH not allowed\n" },
	{ "VACUUM",
		"1:1 error INS0803: VACUUM needs its own step: -- @transaction none\n" },
	{ "VACUUM INTO 'f'",
		"1:1 error INS0803: VACUUM INTO writes a file; not allowed\n" },
	{ "PRAGMA writable_schema = 1",
		"1:8 error INS0809: writable_schema not allowed\n" },
	{ "PRAGMA schema_version = 1",
		"1:8 error INS0809: schema_version not allowed\n" },
	{ "DELETE FROM sqlite_master",
		"1:13 error INS0809: writing to the schema table is not allowed\n" },
	{ "PRAGMA foreign_keys = OFF; SELECT 1",
		"1:8 error INS0804: no effect in a transaction; use @rebuild or "
		"@foreign_keys\n" },
	{ "PRAGMA foreign_keys(0); SELECT 1; PRAGMA main.foreign_keys(yes)",
		"1:8 note INS0805: foreign_keys is left out of the step\n"
		"1:47 note INS0805: foreign_keys is left out of the step\n" },
	{ "PRAGMA foreign_keys; PRAGMA journal_mode; PRAGMA user_version; PRAGMA "
	  "table_info(t)",
		"" },
	{ "PRAGMA journal_mode = WAL",
		"1:8 error INS0804: journal_mode is set by the host\n" },
	{ "PRAGMA optimize", "1:8 note INS0805: optimize is left out of the step\n" },
	{ "PRAGMA foriegn_keys = ON",
		"1:8 error INS0804: unknown PRAGMA; did you mean foreign_keys?\n" },
	{ "PRAGMA xyzzy = 1", "1:8 error INS0804: unknown PRAGMA\n" },
	{ "PRAGMA user_version = 3",
		"1:8 error INS0804: user_version is reserved by instar\n" },
	{ "PRAGMA legacy_alter_table = ON; SELECT 1; PRAGMA legacy_alter_table = OFF",
		"" },
	{ "PRAGMA legacy_alter_table = ON; SELECT 1",
		"1:8 error INS0804: legacy_alter_table stays on after the step\n" },
	{ "SELECT load_extension('x'), load_extension",
		"1:8 error INS0806: load_extension not allowed\n" },
	{ "INSERT INTO t VALUES (?, :a)",
		"1:23 error INS0808: parameter would be NULL\n" },
	{ "INSERT INTO t VALUES ('?', \"?\"); DELETE FROM t WHERE a = @a",
		"1:58 error INS0808: parameter would be NULL\n" },
	{ "CREATE TEMP TABLE t(a); SELECT 1",
		"1:19 warning INS0807: temporary t does not persist\n" },
	{ "CREATE VIEW temp.v AS SELECT 1",
		"1:18 warning INS0807: temporary v does not persist\n" },
	{ "CREATE TEMP TABLE t(a); SELECT 1; DROP TABLE T", "" },
	{ "CREATE TABLE sqlite_x(a)", "1:14 error INS0703: reserved name sqlite_x\n" },
	{ "ALTER TABLE a RENAME TO Instar_x",
		"1:13 error INS0703: reserved name Instar_x\n" },
	{ "CREATE TABLE IF NOT EXISTS Schema_Migrations(a)",
		"1:28 error INS0703: reserved name Schema_Migrations\n" },
	{ "INSERT INTO schema_migrations VALUES (1); DROP TABLE \"schema_migrations\"",
		"1:13 error INS0703: reserved name schema_migrations\n"
		"1:54 error INS0703: reserved name schema_migrations\n" },
	{ "DELETE FROM sqlite_sequence WHERE name = 't'", "" },
	{ "CREATE TABLE t(a INTEGER b TEXT)",
		"1:26 error INS0702: missing comma before b?\n" },
	{ "CREATE TABLE t(x, a VARCHAR \"b\" INT NOT NULL, PRIMARY KEY (x))",
		"1:29 error INS0702: missing comma before \"b\"?\n" },
	{ "ALTER TABLE t ADD COLUM a TEXT",
		"1:19 error INS0702: adds a column named COLUM; did you mean COLUMN?\n" },
	{ "ALTER TABLE t ADD COLUMN IF NOT EXISTS a TEXT", "" },
	{ "ALTER TABLE t ADD volume REAL; ALTER TABLE t ADD COLUMN column INTEGER", "" },
	{ "CREATE TABLE t(a UNSIGNED BIG INT, b DOUBLE PRECISION, c TIMESTAMP WITH TIME "
	  "ZONE,"
	  " d NATIVE CHARACTER(70), e LONG VARCHAR, f VARYING CHARACTER(255), \"text\" "
	  "text,"
	  " date DATE, g NUMERIC DEFAULT (1 + (2)) CHECK (g IN (1, 2)), h, i INTEGER "
	  "NULL,"
	  " CONSTRAINT k UNIQUE (a, b), FOREIGN KEY (a) REFERENCES t(b))",
		"" },
	{ "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, serial TEXT, identity "
	  "INT)",
		"" },
	{ "CREATE TABLE t(id INT AUTO_INCREMENT PRIMARY KEY)",
		"1:23 error INS0701: AUTO_INCREMENT is MySQL; use INTEGER PRIMARY "
		"KEY\n" },
	{ "CREATE TABLE t(id bigserial not null)", "" },
	{ "CREATE TABLE t(id bigserial PRIMARY KEY)",
		"1:19 error INS0701: BIGSERIAL is PostgreSQL; "
		"use INTEGER PRIMARY KEY\n" },
	{ "ALTER TABLE t ADD n INT IDENTITY(1, 1)",
		"1:25 error INS0701: IDENTITY is SQL Server; use INTEGER PRIMARY KEY\n" },
	{ "SELECT 1;\n-- @down\nVACUUM",
		"3:1 error INS0803: VACUUM needs its own step: -- @transaction none\n" },
	{ "-- @allow INS0808 it is meant\nDELETE FROM t WHERE a = ?", "" },
	{ "-- @allow INS0808 it is meant\nSELECT 1",
		"1:4 warning INS0114: @allow INS0808 silences nothing\n" },
	{ "-- @allow INS0801 please\nCOMMIT",
		"2:1 " NO_TRANSACTION
		"COMMIT\n1:4 warning INS0114: @allow INS0801 cannot silence "
		"an error that would make the table wrong\n" },
};

static void a_statement_may_not_do_everything(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++) {
		struct front front = front_new();
		const char *sql = statements[i].sql;
		assert_string_equal(
			front_case(&front, sql, strlen(sql)), statements[i].findings);
		front_free(&front);
	}
}

static void what_is_accepted_and_not_run_is_marked(void **state)
{
	static const char sql[] = "PRAGMA foreign_keys = OFF; BEGIN; SELECT 1; COMMIT;"
				  "PRAGMA foreign_keys = ON;";
	struct front front = front_new();
	(void)state;
	front_write(&front, "001_a.sql", sql, strlen(sql));
	struct plan *plan = front_plan(&front, false, true);
	const struct script *up = plan->migrations[0].up;
	for (uint32_t i = 0; i < up->up_count; i++)
		assert_int_equal(up->up[i].dropped, up->up[i].kind != STATEMENT_SELECT);
	front_free(&front);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(files_are_ordered_by_their_names),
	cmocka_unit_test(names_of_300_bytes_are_refused),
	cmocka_unit_test(gaps_on_purpose_are_warnings),
	cmocka_unit_test(a_migration_has_all_that_its_file_says),
	cmocka_unit_test(steps_refer_to_each_other_rightly),
	cmocka_unit_test(a_statement_may_not_do_everything),
	cmocka_unit_test(what_is_accepted_and_not_run_is_marked),
};

SUITE(tests)
