# Writes instar.c and instar.h, the runtime as two files to copy into a project.
#
#   awk -f amalgamate.awk -v source=instar.c -v header=instar.h IGNORED instar.h token.c …
#
# The first file named is this script, the second the public header; the others are C
# files. Their own headers are put in once, at the first #include that names them. In
# one translation unit two static functions cannot share a name, so a name that a second
# file gives to something of its own gets that file's name before it.

function stem(path)
{
	sub(/^.*\//, "", path)
	sub(/\.[a-z]*$/, "", path)
	return path
}

function folder(path)
{
	return sub(/[^\/]*$/, "", path) ? path : ""
}

# The name that a line at file scope gives to something static, or "".
function static_name(line,    at)
{
	if (line !~ /^(static |enum [a-z_0-9]+ [{]|struct [a-z_0-9]+ [{])/)
		return ""
	if (line ~ /^(enum|struct) /) {
		split(line, word, " ")
		return word[2]
	}
	at = match(line, /[A-Za-z_0-9]+(\(|\[| =|;)/)
	return at ? substr(line, at, match(substr(line, at), /[^A-Za-z_0-9]/) - 1) : ""
}

# The line with the names of `own` changed, but not members, strings or comments.
function renamed(line, own, prefix,    out, at, size, word, before)
{
	out = ""
	while ((at = match(line, /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'|\/\*.*|[A-Za-z_][A-Za-z_0-9]*/))) {
		size = RLENGTH
		word = substr(line, at, size)
		before = out substr(line, 1, at - 1)
		if ((word in own) && before !~ /(\.|->)$/)
			word = prefix "__" word
		out = before word
		line = substr(line, at + size)
	}
	return out line
}

function names_of(path, list,    line, name)
{
	while ((getline line < path) > 0) {
		name = static_name(line)
		if (name != "")
			list[name] = 1
	}
	close(path)
}

function copy(path, to, own, prefix,    line, name)
{
	while ((getline line < path) > 0) {
		if (line ~ /^#include "/) {
			name = line
			sub(/^#include "/, "", name)
			sub(/".*$/, "", name)
			include(name, to)
		} else if (line ~ /^#include </) {
			if (!((to, line) in included))
				print line > to
			included[to, line] = 1
		} else {
			print renamed(line, own, prefix) > to
		}
	}
	close(path)
}

# Public headers are beside the script; the rooms' own are named from the root.
function include(name, to)
{
	if ((to, name) in included)
		return
	included[to, name] = 1
	if (to == source && (name == "instar.h" || name == "instar_set.h")) {
		if (!((to, "public") in included))
			print "#include \"instar.h\"" > to
		included[to, "public"] = 1
		return
	}
	split("", nothing_own)
	copy(runtime (name ~ /^runtime\// ? "../" : "") name, to, nothing_own, "")
}

BEGIN {
	for (i = 1; i < ARGC; i++)
		if (ARGV[i] ~ /instar\.h$/)
			runtime = folder(ARGV[i])
	# The file that knows the system needs its names, which strict C11 hides.
	print "#if !defined(_WIN32) && !defined(_GNU_SOURCE)" > source
	print "#define _GNU_SOURCE 1" > source
	print "#endif" > source
	for (i = 1; i < ARGC; i++) {
		if (ARGV[i] ~ /instar\.h$/) {
			copy(ARGV[i], header, no_names, "")
		} else if (ARGV[i] ~ /\.c$/) {
			split("", mine)
			split("", clash)
			names_of(ARGV[i], mine)
			for (name in mine) {
				if (name in taken)
					clash[name] = 1
				taken[name] = 1
			}
			copy(ARGV[i], source, clash, stem(ARGV[i]))
		}
	}
	exit 0
}
