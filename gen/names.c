/*
 * names: what the name of a migration file says. See names.h.
 */
#include "names.h"

#include <string.h>
#include <strings.h>

#include "arena.h"

static bool ends_with(const char *name, const char *end)
{
	size_t size = strlen(name), tail = strlen(end);
	return size >= tail && !strcasecmp(name + size - tail, end);
}

bool names_sql(const char *name)
{
	return ends_with(name, ".sql");
}

bool names_down(const char *name)
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
	if (*name == '-' || strlen(name) > NAMES_LONGEST + 30 || device(name))
		return true;
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		if (c < 0x20 || c >= 0x7f || strchr("\"'`*/\\%$&|;<>?:!#~(){}[]", c))
			return true;
	}
	return false;
}

/* A description: what follows the number and the underscore. */
static bool plain(const char *text, size_t size)
{
	if (!size || size > NAMES_LONGEST)
		return false;
	for (size_t i = 0; i < size; i++) {
		if (!digit(text[i]) && !letter(text[i]) && text[i] != '_' &&
			text[i] != '-')
			return false;
	}
	/* half of an up/down pair, spelt wrong */
	return !(size > 3 && !strncasecmp(text + size - 3, "_up", 3)) &&
	       !(size > 5 && !strncasecmp(text + size - 5, "_down", 5));
}

static uint64_t number_of(const char *text, size_t size)
{
	uint64_t number = 0;
	for (size_t i = 0; i < size; i++) {
		if (number <= NAMES_LARGEST)
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
static bool read_timestamp(struct name *name, size_t digits)
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

/* YYYY_MM_DD_: returns its length, or 0. */
static size_t read_date(struct name *name, const char *stem)
{
	static const char shape[] = "9999_99_99_";
	for (size_t i = 0; shape[i]; i++) {
		if (shape[i] == '9' ? !digit(stem[i]) : stem[i] != '_')
			return 0;
	}
	uint64_t day = number_of(stem, 4) * 10000 + number_of(stem + 5, 2) * 100 +
		       number_of(stem + 8, 2);
	if (!is_date(day))
		return 0;
	name->pattern = NAME_DATE;
	name->number = day;
	return sizeof(shape) - 1;
}

/* The number and its underscore: returns their length, or 0. */
static size_t read_number(struct name *name, const char *stem)
{
	size_t digits = 0;
	while (digit(stem[digits]))
		digits++;
	if (!digits || stem[digits] != '_')
		return 0;
	name->number = number_of(stem, digits);
	if (!read_timestamp(name, digits))
		name->pattern = NAME_NUMBER;
	return digits + 1;
}

static char *with_blanks(char *text)
{
	for (char *at = text; *at; at++) {
		if (*at == '_')
			*at = ' ';
	}
	return text;
}

enum names_verdict names_read(struct arena *arena, const char *file, struct name *name)
{
	size_t end = strlen(file) - strlen(".sql");
	memset(name, 0, sizeof(*name));
	name->down = names_down(file);
	if (hostile(file))
		return NAMES_HOSTILE;
	if (name->down)
		end -= strlen(".down");
	size_t start = read_date(name, file);
	if (!start)
		start = read_number(name, file);
	if (!start && !digit(*file))
		return NAMES_FOREIGN;
	if (!start || start > end || !plain(file + start, end - start) ||
		strcmp(file + end, name->down ? ".down.sql" : ".sql"))
		return NAMES_ODD;
	name->id = arena_copy(arena, file, end);
	name->digits = arena_copy(arena, file, start - 1);
	name->description = with_blanks(arena_copy(arena, file + start, end - start));
	return name->number > NAMES_LARGEST ? NAMES_TOO_LARGE : NAMES_FITS;
}
