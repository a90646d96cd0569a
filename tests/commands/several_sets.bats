#!/usr/bin/env bats
# Requirement B as its users see it: a host with two sets, in two files or in one.

setup() {
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || exit
}

@test "B1 B6 a new product tells what it finds and makes both databases" {
	mkdir data
	run -0 --separate-stderr "$HANDLED" data
	diff -u - <(echo "$output") <<-END
		handled_primary  missing: 5 steps to run
		handled_data     missing: 4 steps to run
		2 of 2 ready, 9 steps applied
	END
	run -0 --separate-stderr "$HANDLED" data
	diff -u - <(echo "$output") <<-END
		handled_primary  exists and ready
		handled_data     exists and ready
		2 of 2 ready, 0 steps applied
	END
}

@test "B6 one file serves both sets" {
	run -0 --separate-stderr "$HANDLED" --single both.db
	[ "${lines[2]}" = "2 of 2 ready, 9 steps applied" ]
	run -0 --separate-stderr "$HANDLED" --single both.db
	[ "${lines[0]}" = "handled_primary  exists and ready" ]
}

@test "B6 with one database out of reach the other is not touched" {
	mkdir data
	mkdir data/data.db
	run -1 --separate-stderr "$HANDLED" data
	[ ! -s data/primary.db ]
}

@test "B1 a database that has drifted stops both, and says why" {
	mkdir data
	"$HANDLED" data
	sqlite3 data/data.db "DROP TABLE workspace_tags"
	rm data/primary.db
	run -1 --separate-stderr "$HANDLED" data
	[ "${lines[0]}" = "handled_primary  missing: 5 steps to run" ]
	[ "${lines[1]}" = "handled_data     4 migrations recorded, but table workspace_tags is missing" ]
	[ "${lines[2]}" = "0 of 2 ready, 0 steps applied" ]
	[ ! -s data/primary.db ]
}

# The same commands, mounted in the host.

@test "B1 B6 the command migrate looks at both sets first, and ends with one summary" {
	mkdir data
	run -0 --separate-stderr "$HANDLED" data db migrate
	diff -u - <(sed -E 's/[0-9.]+ ms/N ms/' <<< "$output") <<-END
		handled_primary  missing: 5 steps to run
		handled_data     missing: 4 steps to run
		handled_primary:
		  001_create_config ran, N ms
		  002_create_customer ran, N ms
		  003_keep_customer_history ran, N ms
		  004_accounts_have_a_manager ran, N ms
		  005_customer_overview ran, N ms
		handled_data:
		  001_create_reference ran, N ms
		  002_create_workspace ran, N ms
		  003_find_items ran, N ms
		  004_items_have_tags ran, N ms
		handled_primary  ready, at 005_customer_overview
		handled_data     ready, at 004_items_have_tags
		2 of 2 ready: 9 run, 0 recorded, N ms
	END
	run -0 --separate-stderr "$HANDLED" data
	[ "${lines[2]}" = "2 of 2 ready, 0 steps applied" ]
}

@test "B6 each command tells of both sets below their names, and ends with the worst status" {
	mkdir data
	"$HANDLED" data
	run -0 --separate-stderr "$HANDLED" data db history
	[ "${lines[0]}" = "handled_primary:" ]
	[ "${lines[6]}" = "handled_data:" ]
	[ "${#lines[@]}" -eq 11 ]
	sqlite3 data/primary.db "DELETE FROM schema_migrations WHERE position = 5; PRAGMA user_version = 0"
	run -2 --separate-stderr "$HANDLED" data db status
	sqlite3 data/data.db "DROP TABLE workspace_tags"
	run -3 --separate-stderr "$HANDLED" data db status
	rm data/primary.db
	run -1 --separate-stderr "$HANDLED" data db status
	[[ $stderr == *"no database at data/primary.db"* ]]
}

@test "B6 --set picks one set, and an unknown one is answered with those there are" {
	mkdir data
	"$HANDLED" data
	run -0 --separate-stderr "$HANDLED" data db status --set handled_data --json
	[ "$(jq -r .current <<< "$output")" = 004_items_have_tags ]
	run -64 --separate-stderr "$HANDLED" data db status --set handeld_data
	[ "$stderr" = 'handled db: no set "handeld_data"; there are handled_primary, handled_data' ]
}

@test "B6 --json is a list with an object for each set, also when one has failed" {
	mkdir data
	run -0 --separate-stderr "$HANDLED" data db migrate --json
	[ "$(jq -c '[.[] | .set, .ready, (.steps | length), .error]' <<< "$output")" = \
		'["handled_primary",true,5,null,"handled_data",true,4,null]' ]
	for command in status plan health identify history backup repair; do
		run -0 --separate-stderr "$HANDLED" data db $command --json
		[ "$(jq -c 'map(.database != null)' <<< "$output")" = '[true,true]' ]
	done
	sqlite3 data/data.db "DROP TABLE workspace_tags"
	run -3 --separate-stderr "$HANDLED" data db migrate --json
	[ "$(jq -c '[.[] | .ready, .error.code]' <<< "$output")" = '[true,null,false,"drift"]' ]
	[[ $stderr == *"handled db repair --set handled_data "*data/data.db* ]]
	rm data/data.db
	run -1 --separate-stderr "$HANDLED" data db status --json
	[ "$(jq -c '[.[0].state, .[1].error.code]' <<< "$output")" = '["up to date","cannot open"]' ]
}

@test "B2 B3 the command that the message names repairs the set that has drifted" {
	mkdir data
	"$HANDLED" data
	sqlite3 data/data.db "DROP TABLE workspace_tags"
	run -3 --separate-stderr "$HANDLED" data db migrate
	# shellcheck disable=SC2046,SC2086
	set -- $(sed -n 's/^  handled db //p' <<< "$stderr")
	[ "$1" = repair ]
	run -0 --separate-stderr "$HANDLED" data db "$@"
	[[ $output == *"repaired table workspace_tags: created"* ]]
	run -0 --separate-stderr "$HANDLED" data db migrate
	[[ $output == *"2 of 2 ready: 0 run, 0 recorded"* ]]
}

@test "B3 migrate --repair lists what it has put back, in text and as JSON" {
	mkdir data
	"$HANDLED" data
	sqlite3 data/primary.db "DROP VIEW customer_overview"
	sqlite3 data/data.db "DROP INDEX workspace_items_unit"
	cp -r data again
	run -0 --separate-stderr "$HANDLED" data db migrate --repair
	[[ $output == *"handled_primary:"*"  repaired view customer_overview: created, "* ]]
	[[ $output == *"handled_data:"*"  repaired index workspace_items_unit: created, "* ]]
	run -0 --separate-stderr "$HANDLED" again db migrate --repair --json
	[ "$(jq -c '[.[].repaired[].text]' <<< "$output")" = \
		'["view customer_overview: created","index workspace_items_unit: created"]' ]
	sqlite3 again/data.db "DROP INDEX workspace_items_unit"
	run -0 --separate-stderr "$HANDLED" again db migrate --set handled_data --repair --json
	[ "$(jq -c '[.repaired[].text]' <<< "$output")" = '["index workspace_items_unit: created"]' ]
}

@test "B6 with one database out of reach, migrate makes none and touches none" {
	mkdir data data/data.db
	run -1 --separate-stderr "$HANDLED" data db migrate
	[[ $stderr == *"data/data.db: is a directory, not a database"* ]]
	[ ! -e data/primary.db ]
}

@test "B6 B7 sets that share a file share its backup" {
	run -0 --separate-stderr "$HANDLED" --single both.db db migrate
	[ "$(find . -name 'both.db*' | wc -l)" -eq 1 ]
	run -0 --separate-stderr "$HANDLED" --single both.db db backup
	[ "$(find . -name 'both.db.backup-*' | wc -l)" -eq 1 ]
	run -0 --separate-stderr "$HANDLED" --single both.db db backup --json
	[ "$(jq length <<< "$output")" -eq 1 ]
}

@test "what is about one set only has to say which" {
	mkdir data
	"$HANDLED" data
	for command in 'rollback --yes' 'restore --from x --yes' 'backup --output x' 'status data/data.db'; do
		# shellcheck disable=SC2086
		run -64 --separate-stderr "$HANDLED" data db $command
		[[ $stderr == *"give --set NAME"* ]]
	done
	run -0 --separate-stderr "$HANDLED" data db rollback --set handled_data --yes --force
	[[ $output == *"1 step rolled back"*"at 003_find_items"* ]]
	run -0 --separate-stderr "$HANDLED" data db status data/primary.db --set handled_primary
	run -2 --separate-stderr "$HANDLED" data db status
	run -64 --separate-stderr "$NUKEWORKS" db status --set nukeworks
}

@test "B7 what another set has in the same file is counted, and is no difference" {
	"$HANDLED" --single both.db
	run -0 --separate-stderr "$HANDLED" --single both.db db identify --json
	[ "$(jq -c '[.[] | .exact, .extra, .other_sets, .elsewhere]' <<< "$output")" = \
		'[true,0,"handled_data",15,true,0,"handled_primary",12]' ]
	sqlite3 both.db 'CREATE INDEX by_hand ON workspace_items(project_id);
		CREATE TABLE by_hand_too(x); CREATE TRIGGER t AFTER INSERT ON workspace_tags BEGIN SELECT 1; END'
	run -0 --separate-stderr "$HANDLED" --single both.db db health --set handled_data --json
	[ "$(jq -c '[.extra, .elsewhere, (.differences | map(.name))]' <<< "$output")" = \
		'[2,13,["by_hand","t"]]' ]
	run -0 --separate-stderr "$HANDLED" --single both.db db health --set handled_data
	[[ $output == *"other sets   handled_primary; 13 objects may be theirs"* ]]
}

@test "B7 without records of another set, what nobody makes is extra" {
	"$HANDLED" --single both.db
	sqlite3 both.db "DELETE FROM schema_migrations WHERE set_name = 'handled_primary'"
	run -0 --separate-stderr "$HANDLED" --single both.db db health --set handled_data --json
	[ "$(jq -c '[.extra, .elsewhere, .other_sets]' <<< "$output")" = '[12,0,null]' ]
}

@test "B7 health tells the newest backup and how old it is, when there is one" {
	mkdir data
	"$HANDLED" data
	run -0 --separate-stderr "$HANDLED" data db health --set handled_data --json
	[ "$(jq -c '[.backup, .backup_age_s]' <<< "$output")" = '[null,null]' ]
	touch data/data.db.backup-20200101-000000 data/data.db.backup-20191231-235959-7
	touch data/data.db.backup-20210101-000000.partial data/primary.db.backup-20220101-000000
	run -0 --separate-stderr "$HANDLED" data db health --set handled_data
	[[ $output == *"last backup  "*"/data/data.db.backup-20200101-000000, "*" days old"* ]]
	run -0 --separate-stderr "$HANDLED" data db health --set handled_data --json
	age=$(jq .backup_age_s <<< "$output")
	[ $((age / 86400)) -eq $((($(date +%s) - $(date -d 2020-01-01T00:00:00Z +%s)) / 86400)) ]
}
