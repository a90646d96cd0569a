/*
 * tool_version: how another tool's version names a step of ours. See tool_version.h.
 *
 * Tools record either the whole name of a file, with or without its ending, or only the
 * number in front of it, and each writes that number in its own way.
 */
#include "runtime/records/tool_version.h"

#include <sqlite3.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of the digits at `text`. */
static size_t digits(const char *text)
{
	size_t size = 0;

	while (is_digit(text[size]))
		size++;
	return size;
}

/* "2024_01_31_x": the number tells the day only. */
static bool is_dated(const char *name)
{
	static const size_t groups[] = { 4, 2, 2 };

	for (int i = 0; i < 3; i++) {
		if (digits(name) != groups[i] || name[groups[i]] != '_')
			return false;
		name += groups[i] + 1;
	}
	return *name != '\0' && *name != '_';
}

/* Add the digits without the zeros in front of them. False when there is no room. */
static bool add_digits(char *out, size_t *used, const char *text, size_t size)
{
	while (size > 1 && *text == '0') {
		text++;
		size--;
	}
	if (*used + size + 2 > INSTAR__NUMBER_SIZE)
		return false;
	memcpy(out + *used, text, size);
	*used += size;
	return true;
}

/* Where the number ends in which "_" parts as "." does, as in Flyway's V1_2__x. */
static size_t parted(const char *name)
{
	size_t size = 0;

	while (is_digit(name[size]) ||
		((name[size] == '.' || name[size] == '_') && is_digit(name[size + 1])))
		size++;
	return name[size] == '_' && name[size + 1] == '_' ? size : 0;
}

/* "1.0.0" is "1". */
static void drop_zeros(char *out, size_t used)
{
	while (used > 2 && out[used - 1] == '0' && out[used - 2] == '.')
		used -= 2;
	out[used] = '\0';
}

/* Numbers parted by dots, from the first `size` bytes. */
static void read_parts(const char *name, size_t size, char *out)
{
	size_t used = 0;

	for (size_t i = 0; i < size;) {
		size_t length = digits(name + i);

		if (used)
			out[used++] = '.';
		if (!add_digits(out, &used, name + i, length)) {
			out[0] = '\0';
			return;
		}
		i += length + 1;
	}
	drop_zeros(out, used);
}

/* One number, whose dashes do not count: "2024-01-31-120000". */
static void read_dashed(const char *name, char *out)
{
	char joined[INSTAR__NUMBER_SIZE];
	size_t size = 0, used = 0;

	for (; is_digit(*name) || (*name == '-' && is_digit(name[1])); name++) {
		if (*name == '-')
			continue;
		if (size + 1 >= sizeof(joined))
			return;
		joined[size++] = *name;
	}
	if (size && add_digits(out, &used, joined, size))
		out[used] = '\0';
}

void instar__tool_version_number(const char *name, char out[INSTAR__NUMBER_SIZE])
{
	size_t size;

	memset(out, 0, INSTAR__NUMBER_SIZE);
	if (((*name >= 'A' && *name <= 'Z') || (*name >= 'a' && *name <= 'z')) &&
		is_digit(name[1]))
		name++;
	if (!is_digit(*name) || is_dated(name))
		return;
	size = parted(name);
	if (!size && name[digits(name)] == '.') {
		while (is_digit(name[size]) ||
			(name[size] == '.' && is_digit(name[size + 1])))
			size++;
	}
	if (size)
		read_parts(name, size, out);
	else
		read_dashed(name, out);
}

int instar__tool_version_compare(const char *a, const char *b)
{
	while (*a || *b) {
		size_t left = digits(a), right = digits(b);
		int order = left == right ? memcmp(a, b, left) : left > right ? 1 : -1;

		if (order)
			return order;
		a += left + (a[left] == '.');
		b += right + (b[right] == '.');
	}
	return 0;
}

/* Nothing but a number: digits and what parts them. */
static bool is_number(const char *version)
{
	return *version && strspn(version, "0123456789.-_") == strlen(version);
}

/* The length of a file's name without what tools add to it. */
static size_t stem(const char *name)
{
	static const char *const endings[] = { ".up.sql", ".sql", ".js", ".cjs", ".mjs",
		".ts", ".mts", ".go", ".rb", ".py" };
	size_t size = strlen(name);

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t length = strlen(endings[i]);

		if (size > length && strcmp(name + size - length, endings[i]) == 0)
			return size - length;
	}
	return size;
}

bool instar__tool_version_names(const char *version, const char *step)
{
	char wanted[INSTAR__NUMBER_SIZE], number[INSTAR__NUMBER_SIZE];
	size_t size = stem(version);

	if (strcmp(version, step) == 0 ||
		(size == strlen(step) && memcmp(version, step, size) == 0))
		return true;
	if (!is_number(version))
		return false;
	instar__tool_version_number(version, wanted);
	instar__tool_version_number(step, number);
	return *wanted && strcmp(wanted, number) == 0;
}
