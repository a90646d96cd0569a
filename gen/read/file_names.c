/*
 * file_names: what the name of a migration file says. See file_names.h.
 */
#include "gen/read/file_names.h"

#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"

static bool ends_with(const char *name, const char *end)
{
	size_t size = strlen(name), tail = strlen(end);
	return size >= tail && !strcasecmp(name + size - tail, end);
}

bool file_name_sql(const char *name)
{
	return ends_with(name, ".sql") || ends_with(name, ".sqm");
}

bool file_name_down(const char *name)
{
	return ends_with(name, ".down.sql");
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Names that Windows takes for devices, whatever follows the first dot. */
static bool device(const char *name)
{
	static const char *const stems[] = { "con", "prn", "aux", "nul" };
	size_t size = strcspn(name, ".");
	for (size_t i = 0; i < sizeof(stems) / sizeof(stems[0]); i++) {
		if (size == 3 && !strncasecmp(name, stems[i], 3))
			return true;
	}
	return size == 4 && digit(name[3]) &&
	       (!strncasecmp(name, "com", 3) || !strncasecmp(name, "lpt", 3));
}

/* Bytes that break shells, terminals, C comments or other file systems. */
static bool hostile(const char *name)
{
	if (*name == '-' || strlen(name) > FILE_NAME_LONGEST + 30 || device(name))
		return true;
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		if (c < 0x20 || c >= 0x7f || strchr("\"'`*/\\%$&|;<>?:!#~(){}[]", c))
			return true;
	}
	return false;
}

/* What tools take for a description; also as part of a name that is all of it. */
static bool loose(const char *text)
{
	size_t size = strlen(text);

	if (!size || size > FILE_NAME_LONGEST || *text == '.' || text[size - 1] == '.' ||
		strstr(text, ".."))
		return false;
	for (; *text; text++) {
		if (!digit(*text) && !letter(*text) && !strchr("_-.+", *text))
			return false;
	}
	return true;
}

/* Half of an up/down pair, spelt wrong: 003_x_up. */
static bool is_half(const char *text)
{
	return ends_with(text, "_up") || ends_with(text, "_down") ||
	       ends_with(text, ".up") || ends_with(text, ".down");
}

static uint64_t number_of(const char *text, size_t size)
{
	uint64_t number = 0;
	for (size_t i = 0; i < size; i++) {
		if (number <= FILE_NAME_LARGEST)
			number = number * 10 + (uint64_t)(text[i] - '0');
	}
	return number;
}

/* A number like 20260131, or with hours, minutes, seconds after it. */
static bool is_date(uint64_t day)
{
	uint64_t year = day / 10000, month = day / 100 % 100;
	return year >= 1970 && year < 2200 && month >= 1 && month <= 12 &&
	       day % 100 >= 1 && day % 100 <= 31;
}

/*
 * 8, 12 or 14 digits that begin with a day; the number becomes one with seconds. The
 * time of day is not judged: people make room between two files with minute 66.
 */
static bool read_timestamp(struct file_name *name, size_t digits)
{
	uint64_t moment = name->number;
	if (digits == 8)
		moment *= 1000000;
	else if (digits == 12)
		moment *= 100;
	else if (digits != 14)
		return false;
	if (!is_date(moment / 1000000))
		return false;
	name->pattern = NAME_TIMESTAMP;
	name->whole = digits == 14;
	name->number = moment;
	return true;
}

/* What may part a number from a description; the end of the stem does, too. */
static size_t separator(char c)
{
	return c && strchr("_-.", c) != NULL;
}

/* YYYY_MM_DD or YYYY-MM-DD and what parts it from the rest: returns its length, or 0. */
static size_t read_date(struct file_name *name, const char *stem)
{
	static const char shape[] = "9999-99-99";
	size_t size = sizeof(shape) - 1;

	for (size_t i = 0; i < size; i++) {
		if (shape[i] == '9' ? !digit(stem[i])
				    : !stem[i] || !strchr("_-", stem[i]))
			return 0;
	}
	if (stem[4] != stem[7] || (stem[size] && !separator(stem[size])))
		return 0;
	uint64_t day = number_of(stem, 4) * 10000 + number_of(stem + 5, 2) * 100 +
		       number_of(stem + 8, 2);
	if (!is_date(day))
		return 0;
	name->pattern = NAME_DATE;
	name->number = day;
	return size;
}

/* YYYYMMDD-HHMMSS, a moment in two parts: its length, or 0. */
static size_t read_moment(struct file_name *name, const char *stem)
{
	if (strspn(stem, "0123456789") != 8 || !separator(stem[8]) ||
		strspn(stem + 9, "0123456789") != 6 || (stem[15] && !separator(stem[15])))
		return 0;
	name->number = number_of(stem, 8) * 1000000 + number_of(stem + 9, 6);
	return read_timestamp(name, 14) ? 15 : 0;
}

/* The number that a stem begins with: returns its length, or 0. */
static size_t read_number(struct file_name *name, const char *stem)
{
	size_t digits = strspn(stem, "0123456789");

	if (!digits || (stem[digits] && !separator(stem[digits])))
		return 0;
	name->number = number_of(stem, digits);
	if (!read_timestamp(name, digits))
		name->pattern = NAME_NUMBER;
	return digits;
}

/* The word in front of the number: of v12 and of schema-3; its length. */
static size_t word_of(const char *stem)
{
	size_t size = 0;

	while (letter(stem[size]))
		size++;
	if (size == 1 && digit(stem[1]) && *stem == 'v')
		return 1;
	return size && stem[size] && strchr("_-", stem[size]) && digit(stem[size + 1])
		       ? size + 1
		       : 0;
}

static char *with_blanks(char *text)
{
	for (char *at = text; *at; at++) {
		if (*at == '_')
			*at = ' ';
	}
	return text;
}

/* "do.x" and "undo.x" say which way a file leads, and are no part of its id. */
static const char *without_way(struct file_name *name, const char *description)
{
	if (!strncasecmp(description, "undo.", 5)) {
		name->down = true;
		return description + 5;
	}
	return !strncasecmp(description, "do.", 3) ? description + 3 : description;
}

enum file_name_verdict file_name_read(
	struct arena *arena, const char *file, struct file_name *name)
{
	size_t end = strlen(file) - strlen(".sql"), size;
	char *stem;
	const char *description, *at;

	memset(name, 0, sizeof(*name));
	name->down = file_name_down(file);
	if (hostile(file))
		return FILE_NAME_HOSTILE;
	if (name->down)
		end -= strlen(".down");
	stem = arena_copy(arena, file, end);
	at = stem + word_of(stem);
	name->word = arena_copy(arena, stem, (size_t)(at - stem));
	size = read_date(name, at);
	if (!size)
		size = read_moment(name, at);
	if (!size)
		size = read_number(name, at);
	if (!size && !digit(*at))
		return FILE_NAME_FOREIGN;
	description = at[size] ? without_way(name, at + size + 1) : at + size;
	if (!size || (at[size] && (!loose(description) || is_half(description))))
		return *name->word ? FILE_NAME_FOREIGN : FILE_NAME_ODD;
	if (strcmp(file + end,
		    name->down && file_name_down(file) ? ".down.sql" : ".sql") != 0 &&
		strcmp(file + end, ".sqm") != 0)
		return FILE_NAME_ODD;
	name->id = description > at + size + 1
			   ? arena_printf(arena, "%.*s%s", (int)(at + size + 1 - stem),
				     stem, description)
			   : stem;
	name->digits = arena_copy(arena, at, size);
	name->description =
		with_blanks(arena_copy(arena, description, strlen(description)));
	return name->number > FILE_NAME_LARGEST ? FILE_NAME_TOO_LARGE : FILE_NAME_FITS;
}

bool file_name_folder(const char *name)
{
	return digit(*name) || !strcmp(name, "meta");
}

/* The name without how it ends, or NULL. */
static char *stem_of(struct arena *arena, const struct file_name_form *form,
	const char *file, struct file_name *name)
{
	size_t size = strlen(file);
	const char *end = form->up;
	name->down = form->down && ends_with(file, form->down);
	if (name->down)
		end = form->down;
	if (size < strlen(end) || strcmp(file + size - strlen(end), end) != 0)
		return NULL;
	return arena_copy(arena, file, size - strlen(end));
}

/* Copy the first `size` bytes as a version: each _ a dot, no dashes. */
static const char *version_of(struct arena *arena, const char *text, size_t size)
{
	char *version = arena_copy(arena, text, size), *out = version;
	for (size_t i = 0; i < size; i++) {
		if (text[i] != '-')
			*out++ = text[i] == '_' ? '.' : text[i];
	}
	*out = 0;
	return version;
}

/* 1, 1.2 or 1_2 in front of two underscores: its length, or 0. */
static size_t parted(const char *stem)
{
	size_t size = 0;
	while (digit(stem[size]) ||
		(size && strchr("._", stem[size]) && digit(stem[size + 1])))
		size++;
	return size && !strncmp(stem + size, "__", 2) ? size : 0;
}

/* The number that the stem begins with, when a description follows: its length, or 0. */
static size_t numbered(const struct file_name_form *form, const char *stem)
{
	size_t size = strspn(stem, form->digits);
	bool parts = strchr(form->between, stem[size]) != NULL; /* or its end */
	return parts && digit(*stem) ? size : 0;
}

enum file_name_verdict file_name_versioned(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct file_name *name)
{
	size_t size = parted(stem + (*stem != 0));
	(void)form;
	if (!strncmp(stem, "R__", 3))
		return FILE_NAME_REPEATABLE;
	if ((*stem != 'V' && *stem != 'U') || !(digit(stem[1]) || stem[1] == '_'))
		return FILE_NAME_FOREIGN;
	if (!size || !loose(stem + 1 + size + 2))
		return FILE_NAME_ODD;
	name->down = *stem == 'U';
	name->id = stem + 1;
	name->version = version_of(arena, stem + 1, size);
	name->description = stem + 1 + size + 2;
	return FILE_NAME_FITS;
}

enum file_name_verdict file_name_whole(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct file_name *name)
{
	size_t digits = numbered(form, stem);
	(void)arena;
	if (!loose(stem))
		return FILE_NAME_ODD;
	name->id = name->version = stem;
	name->description = digits && stem[digits] ? stem + digits + 1 : stem;
	return FILE_NAME_FITS;
}

enum file_name_verdict file_name_numbered(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct file_name *name)
{
	const char *at = stem + ((*stem == 'v' || *stem == 'V') && digit(stem[1]));
	size_t size = numbered(form, at);

	if (!digit(*at))
		return FILE_NAME_FOREIGN;
	if (!size || (at[size] && !loose(at + size + 1)))
		return FILE_NAME_ODD;
	name->id = stem;
	name->version = version_of(arena, at, size);
	name->description = at[size] ? at + size + 1 : "";
	return FILE_NAME_FITS;
}

enum file_name_verdict file_name_read_as(struct arena *arena,
	const struct file_name_form *form, const char *file, struct file_name *name)
{
	memset(name, 0, sizeof(*name));
	char *stem = stem_of(arena, form, file, name);
	if (!stem)
		return digit(*file) ? FILE_NAME_ODD : FILE_NAME_FOREIGN;
	if (hostile(stem))
		return FILE_NAME_HOSTILE;
	enum file_name_verdict verdict = form->read(arena, form, stem, name);
	if (verdict != FILE_NAME_FITS)
		return verdict;
	name->digits = name->version;
	name->number = number_of(name->version, strspn(name->version, "0123456789"));
	name->description = with_blanks(
		arena_copy(arena, name->description, strlen(name->description)));
	return FILE_NAME_FITS;
}

/* Compare two runs of digits as numbers of any size; moves both behind them. */
static int compare_numbers(const char **a, const char **b)
{
	*a += strspn(*a, "0");
	*b += strspn(*b, "0");
	size_t left = strspn(*a, "0123456789"), right = strspn(*b, "0123456789");
	int order = left == right ? memcmp(*a, *b, left) : left > right ? 1 : -1;
	*a += left;
	*b += right;
	return order;
}

int file_name_compare_versions(const char *a, const char *b)
{
	while (*a || *b) {
		int order = compare_numbers(&a, &b);
		if (order)
			return order;
		a += *a != 0;
		b += *b != 0;
	}
	return 0;
}
