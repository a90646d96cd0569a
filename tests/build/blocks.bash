# The fenced blocks of a README, run as a reader would. Loaded by readme.bats.
#
# A README is one story: its blocks are run in order, in one directory. What a block is,
# its fence and its first line tell:
#
#   sql       `-- PATH`: a migration. PATH is written and its directory is proved, without
#             an error or a warning; or with the findings that the next block shows, and
#             then the file goes again.
#   c         compiled without a warning; `/* NAME.c: …` is kept under that name
#   meson     the project is configured and built, its tests are run
#   sh        run by sh -eu
#   no word   `$ COMMAND`: commands and what they print; `PATH:LINE:COLUMN: …`: findings
#
# Anything else is an error, but for a block right below `<!-- not run: WHY -->`. All of
# it relies on set -e, so it is not to be called where a shell ignores that.

# Program names that READMEs use, and what a README may find beside it.
make_room() {
	export PATH="$PWD/bin:$PATH" PKG_CONFIG_PATH="$BUILD_ROOT/meson-uninstalled"
	unset DESTDIR MAKEFLAGS NINJA_STATUS
	mkdir bin room blocks
	ln -s "$INSTAR" "$NUKEWORKS" "$HANDLED" "$LEADS" bin
	ln -sf "$LEADS" bin/leads
	cd room || return
	ln -s "$BUILD_ROOT" build
	cp -r "$SOURCE_ROOT/migrations" .
}

# The blocks of $1 as ../blocks/NN.KIND, and beside those that are not run NN.why.
split_blocks() {
	awk '
	function fail(what) { print FILENAME ":" FNR ": " what; bad = 1; exit 1 }
	/^```/ && fenced { fenced = 0; why = ""; next }
	/^```/ {
		kind = substr($0, 4)
		file = sprintf("../blocks/%03d", ++count)
		print FNR > (file ".line")
		if (why != "")
			print why > (file ".why")
		file = file "." (kind == "" ? "text" : kind)
		printf "" > file
		fenced = 1
		next
	}
	fenced { print > file; next }
	/^[ \t>]+```/ || /^[ \t>]*~~~/ { fail("a fence that starts no line") }
	/^(    |\t)/ && blank { fail("a block that is indented, not fenced") }
	{ blank = /^[ \t]*$/ }
	!blank { why = /^<!-- (not run: .+|the two commands) -->$/ ? $0 : "" }
	END { if (!bad && fenced) fail("a fence without its end"); exit bad }
	' "$1"
}

# Times and ages differ from run to run, and the room is not where the README says.
alike() {
	sed -E "s|$PWD/|/data/|g; s/[0-9.]+ ms/N ms/g; s/backup-[0-9]+-[0-9]+(-[0-9]+)?/backup-TIME/
		s/[0-9.]+ seconds?/N seconds/; s/20[0-9-]+T[0-9:]+Z/TIME/; s/[0-9]+ rows\/s/N rows\/s/" "$1"
}

run_sql() {
	local path
	path=$(sed -n '1s/^-- \([^ ]*\.sql\)$/\1/p' "$1")
	[ -n "$path" ] || { echo 'its first line is not -- PATH.sql'; return 1; }
	mkdir -p "$(dirname "$path")"
	cp "$1" "$path"
	last_sql=$path
	case $path in
	*/base.sql) return ;; # judged with the first step
	esac
	case $(head -n 1 "$2") in
	"$path":[0-9]*:[0-9]*:*) return ;; # judged with the findings
	esac
	instar check --werror "$(set_of "$path")"
}

# The directory of the history that a file belongs to.
set_of() {
	case $1 in
	*/backfills/*) echo "${1%/backfills/*}" ;;
	*) dirname "$1" ;;
	esac
}

run_findings() {
	local status=0 wanted=0
	! grep -q '^[^ ]*: error: ' "$1" || wanted=1
	instar compile "$(set_of "$last_sql")" -o ../set.c 2> ../findings || status=$?
	diff -u "$1" ../findings
	[ "$status" -eq "$wanted" ]
	rm "$last_sql"
}

run_text() {
	case $(head -n 1 "$1") in
	'$ '*) run_transcript "$1" ;;
	*:[0-9]*:[0-9]*': '*) run_findings "$1" ;;
	*) echo 'neither commands nor findings'; return 1 ;;
	esac
}

run_transcript() {
	while IFS= read -r line; do
		echo "\$ $line"
		eval "$line" </dev/null || true
	done < <(sed -n 's/^\$ //p' "$1") > ../answers 2>&1
	diff -u <(alike "$1") <(alike ../answers)
}

run_c() {
	local name
	name=$(sed -n '1s|^/\* \([a-z_]*\.c\): .*|\1|p' "$1")
	cp "$1" "${name:=part.c}"
	cc -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$SOURCE_ROOT/runtime" \
		-I"$SOURCE_ROOT/tests/support" -c -o part.o "$name"
}

run_meson() {
	rm -rf out
	{
		echo "project('room', 'c', default_options: ['c_std=c11', 'warning_level=3', 'werror=true'])"
		cat "$1"
	} > meson.build
	meson setup out
	meson test -C out
	ninja -C out
	ln -sf "$PWD"/out/* ../bin
}

run_blocks() {
	local block next kind number last_sql=
	split_blocks "$1"
	for block in $(ls ../blocks); do
		block=../blocks/$block
		number=${block##*/} kind=${block##*.} number=${number%%.*}
		case $kind in why | line) continue ;; esac
		[ ! -f "../blocks/$number.why" ] || continue
		next=$(printf '../blocks/%03d.text' $((10#$number + 1)))
		[ -f "$next" ] || next=/dev/null
		echo "$1:$(cat "../blocks/$number.line"): $kind"
		case $kind in
		sql | c | meson | text) "run_$kind" "$block" "$next" ;;
		sh) sh -eu "$block" ;;
		*) echo 'nobody knows how to run this'; return 1 ;;
		esac
	done
}
