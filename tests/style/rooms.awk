# Where a room reaches a later one, by an include or by a call; and files that two rooms
# call alike. In: `order`, the rooms of one half of the house in their order, separated by
# blanks; the file `tags` of ctags with what each file exports; then the half's sources.
# Out: a line for each offence, and exit status 1 if there is one.

function room_of(path,    part)
{
	return split(path, part, "/") > 2 ? part[2] : "door"
}

function offend(text)
{
	print text
	bad = 1
}

# A line without its strings and comments; `inside` tells whether a comment goes on.
function code_of(line,    out, at)
{
	out = ""
	for (;;) {
		if (inside) {
			at = index(line, "*/")
			if (!at)
				return out
			line = substr(line, at + 2)
			inside = 0
		}
		if (!match(line, /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'|\/\*/))
			return out line
		out = out substr(line, 1, RSTART - 1) " "
		inside = substr(line, RSTART, 2) == "/*"
		line = substr(line, RSTART + RLENGTH)
	}
}

BEGIN {
	count = split(order " door", room, " ")
	for (i = 1; i <= count; i++)
		rank[room[i]] = i
}

FILENAME == tags {
	if ($0 !~ /\tfile:/ && split($0, field, "\t") > 2)
		owner[field[1]] = field[2]
	next
}

FNR == 1 {
	inside = 0
	here = room_of(FILENAME)
	if (!(here in rank))
		offend(FILENAME ": the room " here " has no place in the order")
	stem = FILENAME
	sub(/^.*\//, "", stem)
	name = stem
	sub(/\.[a-z]*$/, "", name)
	# cli and fixtures are libraries of their own
	if (here != "cli" && here != "fixtures") {
		if ((name in place) && place[name] != here)
			offend(FILENAME ": " place[name] " has a file of this name too")
		place[name] = here
	}
}

/^#include "/ {
	split($0, part, "\"")
	there = split(part[2], path, "/") > 2 && path[1] == half ? path[2] : ""
	if (there != "" && rank[there] > rank[here])
		offend(FILENAME ": includes the later " part[2])
	next
}

{
	line = code_of($0)
	while (match(line, /[a-z_][a-z0-9_]*[ \t]*\(/)) {
		called = substr(line, RSTART, RLENGTH)
		line = substr(line, RSTART + RLENGTH)
		sub(/[ \t]*\($/, "", called)
		if ((called in owner) && rank[room_of(owner[called])] > rank[here] &&
			!((FILENAME, called) in told)) {
			offend(FILENAME ": calls " called " of the later " owner[called])
			told[FILENAME, called] = 1
		}
	}
}

END { exit bad }
