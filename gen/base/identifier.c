/*
 * identifier: names that C accepts for a table. See identifier.h.
 *
 * Words of C and C++ are refused, and so are the names that the generated file and its
 * headers use. Only ASCII letters count, whatever the locale.
 */
#include "gen/base/identifier.h"

#include <string.h>

#include "gen/base/arena.h"

static bool is_keyword(const char *name)
{
	static const char *const keywords[] = { "auto", "break", "case", "char", "const",
		"continue", "default", "do", "double", "else", "enum", "extern", "float",
		"for", "goto", "if", "inline", "int", "long", "register", "restrict",
		"return", "short", "signed", "sizeof", "static", "struct", "switch",
		"typedef", "union", "unsigned", "void", "volatile", "while", "main",
		"bool", "class", "delete", "export", "false", "friend", "namespace",
		"new", "operator", "private", "protected", "public", "template", "this",
		"throw", "true", "try", "typename", "using", "virtual",
		/* what the generated file itself uses */
		"text", "steps", "statements", "checks", "calls", "T",
		"offsetof", "NULL", NULL };
	for (int i = 0; keywords[i]; i++) {
		if (strcmp(keywords[i], name) == 0)
			return true;
	}
	return false;
}

static bool is_letter(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool identifier_usable(const char *name)
{
	bool ours = strncmp(name, "instar", 6) == 0 || strncmp(name, "sqlite3", 7) == 0;
	if (!is_letter(*name) || is_keyword(name) || ours)
		return false;
	for (; *name; name++) {
		if (!is_letter(*name) && !(*name >= '0' && *name <= '9'))
			return false;
	}
	return true;
}

const char *identifier_make(struct arena *arena, const char *path)
{
	size_t end = strlen(path);
	while (end && path[end - 1] == '/')
		end--;
	size_t start = end;
	while (start && path[start - 1] != '/')
		start--;
	size_t stop = end;
	while (stop > start + 1 && path[stop - 1] != '.')
		stop--;
	if (stop > start + 1)
		end = stop - 1; /* without the extension */
	char *name = arena_copy(arena, path + start, end - start);
	for (char *at = name; *at; at++) {
		if (!is_letter(*at) && !(*at >= '0' && *at <= '9'))
			*at = '_';
	}
	return identifier_usable(name) ? name : arena_printf(arena, "set_%s", name);
}
