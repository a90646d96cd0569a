# Words of the house where the field has its own: in comments, strings and pages. In: the
# list `words`, then sources and pages. Out: each line with one, and what to write; exit
# status 1 if there is any.

# A sentence that goes on in the next line is looked at with its last word.
function judge(text,    i, joined, rest)
{
	text = tolower(text)
	gsub(/`[^`]*`/, "", text)
	joined = last " " text
	for (i = 1; i <= count; i++) {
		rest = " " (pattern[i] ~ / / ? joined : text) " "
		if (allowed[i] != "")
			gsub(allowed[i], " ", rest)
		if (rest ~ ("[^a-z0-9_./>@-](" pattern[i] ")[^a-z0-9_(=-]")) {
			print FILENAME ":" FNR ": " $0
			print "\twrite: " instead[i]
			bad = 1
		}
	}
	if (text ~ /[a-z]/) {
		sub(/[ \t]+$/, "", text)
		sub(/.*[ \t]/, "", text)
		last = text
	}
}

# Comments and strings of a line of C. A string of one word is a name.
function prose_of(line,    out, at, found)
{
	out = ""
	for (;;) {
		if (inside) {
			sub(/^[ \t]*\*[ \t]/, "", line)
			at = index(line, "*/")
			if (!at)
				return out line
			out = out substr(line, 1, at - 1) " "
			line = substr(line, at + 2)
			inside = 0
		}
		if (!match(line, /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'|\/\*/))
			return out
		found = substr(line, RSTART, RLENGTH)
		line = substr(line, RSTART + RLENGTH)
		if (found == "/*") {
			inside = 1
		} else if (found ~ /^".* /) {
			gsub(/\\[nt]/, " ", found)
			out = out " " substr(found, 2, length(found) - 2)
		}
	}
}

FNR == 1 {
	file++
	inside = 0
	last = ""
}
file == 1 {
	if (/^#/)
		next
	split($0, field, "\t")
	pattern[++count] = field[1]
	instead[count] = field[2]
	allowed[count] = field[3]
	next
}
FILENAME ~ /\.md$/ {
	judge($0)
	next
}
FILENAME ~ /\.(sql|awk|build)$/ {
	if (match($0, /(^|[ \t])(--|#)[ \t]/))
		judge(substr($0, RSTART + RLENGTH))
	next
}
/^[ \t]*#include/ {
	next
}
{
	judge(prose_of($0))
}

END {
	exit bad
}
