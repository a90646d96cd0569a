#!/usr/bin/env bats
# Every history in migrations/ and sets/, at every step: a database that the sqlite3 shell
# built to that step comes out of `instar migrate --dir` equal to a fresh one.
# sets/ holds odd but legal histories.

bats_require_minimum_version 1.5.0
load ../support/density

setup() {
	export LC_ALL=C
	ROOT=${SOURCE_ROOT:-$BATS_TEST_DIRNAME/../..}
	cd "$BATS_TEST_TMPDIR" || return
}

# The up files of a set, in order.
ups() {
	(cd "$1" && ls ./*.sql | grep -v '\.down\.sql$' | cut -c 3- | sort -n)
}

# Run files of a set in the shell, each without its down migration. What instar writes out is in
# by_hand/ as somebody would have written it.
plain() { # DB DIR FILE...
	local db=$1 dir=$2 file text
	shift 2
	sqlite3 "$db" 'PRAGMA user_version' >/dev/null
	for file; do
		text=$ROOT/tests/by_hand/$(basename "$dir")/$file
		[ -f "$text" ] || text=$dir/$file
		sed '/^-- @down/,$d' "$text" | sqlite3 -bail "$db" >/dev/null || return
	done
}

# Definitions without comments, quotes, case and white space, and all rows.
dump() {
	sqlite3 "$1" "SELECT type || ' ' || name || ' on ' || tbl_name || ': '
		|| coalesce(sql, '') || char(10) || '.' FROM sqlite_master
		WHERE tbl_name <> 'schema_migrations' ORDER BY type, lower(name)" |
		sed -e 's/--.*//' -e 's,/\*[^*]*\*/,,g' | tr -d '"`[]' | tr 'A-Z' 'a-z' |
		tr -s ' \t\r\n' ' ' | sed 's/ \([.,()]\)/\1/g; s/\([(,]\) /\1/g' | tr '.' '\n'
	sqlite3 "$1" .dump | tr 'A-Z' 'a-z' | tr -d '"' |
		grep -a '^insert' | grep -v schema_migrations | sort
	sqlite3 "$1" 'PRAGMA foreign_key_check; PRAGMA integrity_check'
}

migrate() { # DB DIR
	"$INSTAR" migrate --yes --force --dir "$2" "$1" >out 2>err || {
		echo "status $?"
		cat out err
		return 1
	}
}

same() { # WANTED DB WHAT
	dump "$1" >wanted
	dump "$2" >got
	diff -u wanted got || {
		echo "$3"
		return 1
	}
}

# At every step; in the quick run at the first, the last, and some between.
every_step() { # DIR
	local k files stride
	stride=$(density 3 1)
	mapfile -t files < <(ups "$1")
	"$INSTAR" check "$1"
	migrate fresh.db "$1"
	for ((k = 0; k <= ${#files[@]}; k++)); do
		((k % stride == 0 || k == ${#files[@]})) || continue
		rm -f built.db
		plain built.db "$1" "${files[@]:0:k}"
		migrate built.db "$1" || { echo "built to $k"; return 1; }
		same fresh.db built.db "built to $k"
	done
	cp fresh.db again.db
	migrate again.db "$1"
	cmp fresh.db again.db
	every_release "$1" "${files[@]}"
}

# One database that meets every release of the program in turn.
every_release() { # DIR FILE...
	local dir=release/${1##*/} from=$1 file n=0
	shift
	mkdir -p "$dir"
	for file; do
		cp "$from/$file" "$dir/"
		[ "$file" != base.sql ] || continue
		((n++ % stride == 0 || n == $#)) || continue
		migrate released.db "$dir" || { echo "at release $file"; return 1; }
	done
	same fresh.db released.db "release by release"
	"$INSTAR" status --dir "$from" released.db
}

@test "no set is forgotten here" {
	for dir in "$BATS_TEST_DIRNAME"/../sets/*/; do
		grep -q "every_step \"\$BATS_TEST_DIRNAME/../sets/$(basename "$dir")\"" \
			"$BATS_TEST_FILENAME" || echo "${dir%/}"
	done >missing
	diff -u /dev/null missing
}

@test "nukeworks" {
	every_step "$ROOT/migrations/nukeworks"
}

@test "dated: a view, triggers, a rebuild, two steps on one day" {
	every_step "$ROOT/migrations/dated"
}

@test "jobmanager: renames, replaced bodies, rows that tell a step" {
	every_step "$ROOT/migrations/jobmanager"
}

@test "handled: one product, the set for everybody" {
	every_step "$ROOT/migrations/handled_primary"
}

@test "handled: one product, the set of one workspace" {
	every_step "$ROOT/migrations/handled_data"
}

@test "steps with foreign keys on, and steps outside a transaction" {
	every_step "$BATS_TEST_DIRNAME/../sets/boundaries"
}

@test "a table is dropped and created again" {
	every_step "$BATS_TEST_DIRNAME/../sets/recreated_table"
}

@test "tables and columns are renamed, and exchange their names" {
	every_step "$BATS_TEST_DIRNAME/../sets/rename_chain"
}

@test "a column is dropped and returns with another type" {
	every_step "$BATS_TEST_DIRNAME/../sets/column_returns"
}

@test "views and triggers get other bodies, and former ones" {
	every_step "$BATS_TEST_DIRNAME/../sets/replaced_bodies"
}

@test "an index moves to other columns and another table" {
	every_step "$BATS_TEST_DIRNAME/../sets/index_moves"
}

@test "a rebuild changes a CHECK only, a default only, NOT NULL only" {
	every_step "$BATS_TEST_DIRNAME/../sets/check_only_rebuild"
}

@test "a rebuild takes three steps" {
	every_step "$BATS_TEST_DIRNAME/../sets/rebuild_over_steps"
}

@test "@rebuild: children, parents, triggers, sequences, another key, twice in one step" {
	every_step "$BATS_TEST_DIRNAME/../sets/rebuilt"
}

@test "@rebuild: a full-text table still finds the rows of the table it indexes" {
	sqlite3 :memory: 'CREATE VIRTUAL TABLE t USING fts5(a)' || skip "no FTS5 here"
	every_step "$BATS_TEST_DIRNAME/../sets/rebuilt_words"
	[ "$(sqlite3 fresh.db "SELECT number, article.title FROM article_text('seven') JOIN article
		ON number = article_text.rowid")" = "3|Six" ]
}

@test "base.sql: tables of an older program, of which little is left at the end" {
	every_step "$BATS_TEST_DIRNAME/../sets/grown"
}

@test "names are keywords, have quotes, spaces and letters beyond ASCII" {
	every_step "$BATS_TEST_DIRNAME/../sets/odd_names"
}

@test "keys of several columns, self references, generated columns, no rowid" {
	every_step "$BATS_TEST_DIRNAME/../sets/keys_and_generated"
}

@test "indexes over expressions and parts of a table" {
	every_step "$BATS_TEST_DIRNAME/../sets/partial_indexes"
}

@test "full-text tables with their shadow tables" {
	sqlite3 :memory: 'CREATE VIRTUAL TABLE t USING fts5(a)' || skip "no FTS5 here"
	every_step "$BATS_TEST_DIRNAME/../sets/full_text"
}

@test "AUTOINCREMENT, rebuilt with its sequence" {
	every_step "$BATS_TEST_DIRNAME/../sets/autoincrement"
}

@test "a rename reaches views, triggers and foreign keys" {
	every_step "$BATS_TEST_DIRNAME/../sets/rename_with_dependents"
}

@test "steps of rows only, with and without evidence" {
	every_step "$BATS_TEST_DIRNAME/../sets/data_in_the_middle"
}

@test "IF NOT EXISTS and IF EXISTS meet what exists and what does not" {
	every_step "$BATS_TEST_DIRNAME/../sets/if_not_exists"
}

@test "BOM, CRLF, no final newline, no final semicolon, ten after nine" {
	every_step "$BATS_TEST_DIRNAME/../sets/windows_files"
}

@test "down migrations over renames, triggers, a virtual table and a table built anew" {
	every_step "$BATS_TEST_DIRNAME/../sets/ways_back"
}

@test "tables made of a SELECT" {
	every_step "$BATS_TEST_DIRNAME/../sets/table_as_select"
}

@test "a step that another one undoes" {
	every_step "$BATS_TEST_DIRNAME/../sets/made_and_undone"
}

@test "names with a time, files with their own transaction, preconditions" {
	every_step "$BATS_TEST_DIRNAME/../sets/timestamps"
}

@test "empty names" {
	every_step "$BATS_TEST_DIRNAME/../sets/empty_names"
}

@test "names with their schema before them" {
	every_step "$BATS_TEST_DIRNAME/../sets/schema_prefix"
}
