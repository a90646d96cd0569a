#!/usr/bin/env bats
# Released files as their tool ran them: transactions of their own, VACUUM, PRAGMAs, the
# schema table, strings in double quotes. None of that stops a history; what sqlite3 makes
# of the files is what instar makes of them. The first lock adopts them without more ado.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	cat >shop/001_notes.sql <<-'SQL'
		CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT, state TEXT, n INTEGER);
		CREATE TABLE log(word TEXT);
	SQL
}

schema() {
	sqlite3 "$1" "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE
		'sqlite%' AND tbl_name <> 'schema_migrations' ORDER BY type, name" |
		tr -d '"'
}

# Lock what there is, add a step that adds a column, and compare with what sqlite3 makes.
released() {
	"$INSTAR" lock shop
	echo 'ALTER TABLE notes ADD COLUMN last TEXT;' >shop/003_last.sql
	run "$INSTAR" check shop
	[ "$status" -eq 0 ]
	[[ "$output" != *": error: "* ]]
	"$INSTAR" migrate --dir shop --yes app.db
	cat shop/*.sql | sqlite3 as_it_is.db
	[ "$(schema app.db)" = "$(schema as_it_is.db)" ]
}

refused() {
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	[[ "$output" == *"$1"* ]]
}

@test "a released file may commit, begin twice and roll back" {
	cat >shop/002_forms.sql <<-'SQL'
		BEGIN IMMEDIATE;
		ALTER TABLE notes ADD COLUMN a TEXT;
		COMMIT;
		BEGIN EXCLUSIVE TRANSACTION;
		ALTER TABLE notes ADD COLUMN b TEXT;
		ROLLBACK;
		BEGIN;
		SAVEPOINT here;
		ALTER TABLE notes ADD COLUMN c TEXT;
		ROLLBACK TO SAVEPOINT here;
		ALTER TABLE notes ADD COLUMN d TEXT;
		RELEASE here;
		END TRANSACTION;
	SQL
	refused 'INS0801'
	released
	schema app.db | grep 'a TEXT, d TEXT, last TEXT'
}

@test "a released file may end the transaction of its tool" {
	printf 'ALTER TABLE notes ADD COLUMN a TEXT;\nCOMMIT;\n' >shop/002_commit.sql
	refused 'remove COMMIT'
	"$INSTAR" lock shop
	run -0 "$INSTAR" check shop
}

@test "VACUUM of a released file is left out" {
	printf 'VACUUM;\n' >shop/002_vacuum.sql
	printf "UPDATE notes SET n = 1 WHERE n IS NULL;\nVACUUM INTO 'copy.db';\n" \
		>shop/003_copy.sql
	refused '-- @transaction none'
	"$INSTAR" lock shop
	run -0 "$INSTAR" migrate --dir shop --yes app.db
	[ ! -e copy.db ]
	[ "$(sqlite3 app.db 'SELECT count(*) FROM schema_migrations')" = 3 ]
}

@test "PRAGMAs of a released file are left out, and legacy_alter_table ends with it" {
	cat >shop/002_pragmas.sql <<-'SQL'
		PRAGMA journal_mode = WAL;
		PRAGMA legacy_alter_table = ON;
		PRAGMA user_version = 7;
		PRAGMA no_such_pragma = 7;
		CREATE VIEW bodies AS SELECT body FROM notes;
		ALTER TABLE notes RENAME TO old;
		CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT, state TEXT, n INTEGER);
		INSERT INTO notes SELECT * FROM old;
		DROP TABLE old;
	SQL
	refused 'legacy_alter_table stays on'
	"$INSTAR" lock shop
	cat >shop/003_rename.sql <<-'SQL'
		-- @allow INS0606 programs are updated with it
		ALTER TABLE log RENAME TO words;
		ALTER TABLE notes RENAME COLUMN body TO text;
	SQL
	run -0 "$INSTAR" migrate --dir shop --yes app.db
	run -0 sqlite3 app.db 'SELECT text FROM bodies'
}

@test "a released file may have written to the schema table" {
	cat >shop/002_schema.sql <<-'SQL'
		PRAGMA writable_schema = ON;
		UPDATE sqlite_master SET sql = replace(sql, 'body TEXT', 'body BLOB NOT NULL')
			WHERE name = 'notes';
	SQL
	refused 'INS0809'
	"$INSTAR" lock shop
	echo 'CREATE INDEX notes_body ON notes(body);' >shop/003_index.sql
	run -0 "$INSTAR" migrate --dir shop --yes app.db
	sqlite3 app.db .schema | grep 'body BLOB NOT NULL'
	run -0 "$INSTAR" health --dir shop app.db
}

@test "strings in double quotes of released files stand, wherever a later step looks" {
	cat >shop/002_strings.sql <<-'SQL'
		CREATE INDEX notes_done ON notes(n) WHERE state = "done";
		CREATE VIEW done AS SELECT id FROM notes WHERE state = "done";
		CREATE TABLE kinds(id INTEGER PRIMARY KEY, k TEXT CHECK (k IN ("a", "b")), n INTEGER);
		CREATE TRIGGER notes_log AFTER INSERT ON notes BEGIN
			INSERT INTO log VALUES ("made");
		END;
		INSERT INTO notes VALUES (1, "one", "done", 1);
		INSERT INTO kinds VALUES (1, "a", 1);
	SQL
	refused 'no column "done" here'
	"$INSTAR" lock shop
	cat >shop/003_look.sql <<-'SQL'
		-- @allow INS0606 programs are updated with it
		-- @allow INS0811 a few rows
		ALTER TABLE kinds RENAME COLUMN n TO m;
		ALTER TABLE log RENAME TO words;
		ALTER TABLE words RENAME TO log;
		ALTER TABLE notes RENAME COLUMN n TO m;
		INSERT INTO notes(body) VALUES ('two');
		UPDATE kinds SET m = 2 WHERE k = 'a';
	SQL
	run "$INSTAR" check shop
	[ "$status" -eq 0 ]
	[[ "$output" != *": error: "* ]]
	run -0 "$INSTAR" migrate --dir shop --yes app.db
	[ "$(sqlite3 app.db 'SELECT count(*) FROM log')" = 2 ]
	sed -i 's/(.two.)/("two")/' shop/003_look.sql
	refused 'no column "two" here'
}

@test "ATTACH of a released file is left out when nothing else names the database" {
	printf "ATTACH 'other.db' AS other;\nDETACH other;\n" >shop/002_attach.sql
	refused 'INS0802'
	"$INSTAR" lock shop
	run -0 "$INSTAR" check shop
	[ ! -e other.db ]
}

@test "the steps behind one whose form is refused are judged" {
	printf "ATTACH 'other.db' AS other;\nSAVEPOINT a;\nVACUUM;\nRELEASE a;\n" \
		>shop/002_forms.sql
	echo 'ALTER TABLE notes DROP COLUMN body;' >shop/003_body.sql
	refused 'INS0802'
	[[ "$output" == *'INS0803'* ]]
	[[ "$output" == *'INS0403'* ]]
}

@test "what only the sqlite3 shell knows is left out of a released file, but for .read" {
	printf '.timeout 1000\nALTER TABLE notes ADD COLUMN a TEXT;\n' >shop/002_shell.sql
	refused 'INS0117'
	cp -r shop read
	"$INSTAR" lock shop --accept-past
	run -0 "$INSTAR" check shop
	sed -i 's/timeout 1000/read other.sql/' read/002_shell.sql
	run -1 "$INSTAR" lock read --accept-past
}

@test "released files may share a number or skip one" {
	echo 'ALTER TABLE notes ADD COLUMN b TEXT;' >shop/004_b.sql
	echo 'ALTER TABLE notes ADD COLUMN a TEXT;' >shop/004_a.sql
	refused 'INS0201'
	[[ "$output" == *'INS0202'* ]]
	"$INSTAR" lock shop --accept-past
	run -0 "$INSTAR" migrate --dir shop --yes app.db
	schema app.db | grep 'n INTEGER, a TEXT, b TEXT'
	echo 'ALTER TABLE notes ADD COLUMN c TEXT;' >shop/004_c.sql
	refused 'INS0202'
}

@test "a PRAGMA that a released file relies on is kept, and ends with it" {
	cat >shop/002_checks.sql <<-'SQL'
		INSERT INTO notes(id) VALUES (1);
		PRAGMA ignore_check_constraints = ON;
		ALTER TABLE notes ADD COLUMN a INTEGER CHECK (a NOT NULL);
		UPDATE notes SET a = 1;
	SQL
	refused 'ignore_check_constraints is set by the host'
	"$INSTAR" lock shop
	run -0 "$INSTAR" migrate --dir shop --yes app.db
	[ "$(sqlite3 app.db 'SELECT a FROM notes')" = 1 ]
	printf "CREATE TABLE last(a CHECK (a > 1));\nINSERT INTO last VALUES (1);\n" \
		>shop/003_last.sql
	refused 'CHECK constraint failed'
}

@test "a first lock does not pardon a string in double quotes that may be a column" {
	echo 'CREATE INDEX notes_body ON notes("bdy");' >shop/002_index.sql
	run -1 "$INSTAR" lock shop
	[[ "$output" == *'did you mean "body"?'* ]]
	run -0 "$INSTAR" lock shop --accept-past
}

@test "a rebuild, a backfill and a way back leave old strings in double quotes alone" {
	cat >shop/002_strings.sql <<-'SQL'
		CREATE TRIGGER notes_done AFTER UPDATE ON notes WHEN new.state = "done" BEGIN
			INSERT INTO log VALUES ("upd");
		END;
		CREATE VIEW kinds AS SELECT id, "plain" AS kind FROM notes;
	SQL
	"$INSTAR" lock shop
	cat >shop/003_look.sql <<-'SQL'
		-- @rebuild notes
		CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT, state TEXT, n INTEGER, k TEXT);
		CREATE VIEW plain AS SELECT id FROM kinds WHERE "kind" = 'plain';
		-- @backfill fill_n
		UPDATE notes SET "n" = 3 WHERE "n" IS NULL;
		-- @down
		DROP VIEW plain;
		ALTER TABLE notes DROP COLUMN k;
	SQL
	run "$INSTAR" check shop
	[ "$status" -eq 0 ]
	[[ "$output" != *": error: "* ]]
	sed -i "s/= 'plain'/= \"plian\"/" shop/003_look.sql
	refused 'no column "plian" here'
}
