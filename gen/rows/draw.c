/*
 * draw: values for one column. See draw.h.
 */
#include "gen/rows/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"

enum {
	TABLE = 8,  /* letters of a table's name in its texts */
	STEM = 16,  /* and of a column's */
	BYTES = 16, /* of a blob */
	FEW = 8,    /* numbers of a range that come in turn */
	CLOSED = 3  /* with fewer values that a CHECK asks for, others are tried, too */
};

/* The letters and digits of a name in lower case, at most so many; how many there are. */
static size_t stem_of(char *stem, const char *name, size_t most)
{
	size_t size = 0;

	for (; *name && size < most; name++) {
		char c = (char)(*name >= 'A' && *name <= 'Z' ? *name + 32 : *name);

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			stem[size++] = c;
	}
	return size;
}

/*
 * A letter, the names of table and column and the row's number, in small letters and
 * digits: the first and the last part differ from row to row, the others say where the
 * value was made.
 */
static struct value ordinary_text(
	const struct draw *draw, const struct recipe_column *column)
{
	char stem[TABLE + STEM], number[16];
	int letter = 'a' + (int)((draw->serial + 24) % 25);
	size_t size, digits,
		longest = column->longest ? column->longest : TABLE + STEM + 16;

	if (longest == 1)
		return value_text(arena_printf(draw->arena, "%c", letter));
	size = stem_of(stem, draw->recipe->object->name, TABLE);
	size += stem_of(stem + size, column->name, STEM);
	digits = (size_t)snprintf(number, sizeof(number), "%u", draw->serial);
	if (1 + size + digits > longest)
		size = longest > digits ? longest - digits - 1 : 0;
	return value_text(
		arena_printf(draw->arena, "%c%.*s%s", letter, (int)size, stem, number));
}

/* Keys far from those that people write into their migrations. */
static int64_t ordinary_integer(const struct draw *draw, uint32_t i)
{
	if (draw->recipe->columns[i].primary)
		return 1000 +
		       (int64_t)(value_hash(draw->recipe->object->name) % 90) * 100 +
		       draw->serial;
	return (int64_t)(i + 1) * 100 + draw->serial;
}

static struct value ordinary_date(const struct draw *draw, uint32_t i)
{
	uint32_t day = draw->serial - 1;

	if (draw->recipe->columns[i].day)
		return value_text(arena_printf(draw->arena, "20%02u-%02u-%02u",
			10 + i % 15, 1 + day / 28 % 12, 1 + day % 28));
	return value_text(arena_printf(draw->arena, "2024-%02u-%02u %02u:%02u:%02u",
		1 + day / 28 % 12, 1 + day % 28, 10 + i % 12, i / 12 % 60, i % 60));
}

static struct value ordinary_blob(const struct draw *draw, uint32_t i)
{
	const struct history_value *habit = draw->recipe->columns[i].habit;
	uint32_t size = habit && habit->length ? habit->length : BYTES;
	char *bytes = arena_alloc(draw->arena, size + 2);

	for (uint32_t j = 0; j < size; j++)
		bytes[j] = (char)dice_roll(draw->dice, 256);
	bytes[0] = (char)(0x80 | i);
	if (size > 1)
		bytes[1] = (char)draw->serial;
	return value_blob(bytes, (int)size);
}

/* 0 and 1, or the words that the history compares the column with: 't' and 'f'. */
static struct value ordinary_boolean(const struct draw *draw, uint32_t i)
{
	const struct history_value *habit = draw->recipe->columns[i].habit;
	uint32_t turn = i + draw->serial;

	if (habit && habit->literal_count && habit->literals[0].type == SQLITE_TEXT)
		return habit->literals[turn % habit->literal_count];
	return value_integer(turn % 2);
}

struct value draw_ordinary(const struct draw *draw, uint32_t i)
{
	const struct recipe_column *column = &draw->recipe->columns[i];

	switch (column->nature) {
	case NATURE_INTEGER:
		return value_integer(ordinary_integer(draw, i));
	case NATURE_REAL:
		return value_real((double)ordinary_integer(draw, i) + 0.5);
	case NATURE_BLOB:
		return ordinary_blob(draw, i);
	case NATURE_BOOLEAN:
		return ordinary_boolean(draw, i);
	case NATURE_DATE:
		return ordinary_date(draw, i);
	case NATURE_JSON:
		return draw_json(draw, i);
	default:
		if (column->habit && column->habit->length)
			return value_text(draw_letters(
				draw, column->alphabet, column->habit->length));
		return ordinary_text(draw, column);
	}
}

static bool whole(const struct draw *draw, uint32_t column)
{
	return draw->recipe->columns[column].nature != NATURE_REAL;
}

static struct value near_number(
	const struct draw *draw, uint32_t column, const struct value *number)
{
	int64_t step = (int64_t)dice_roll(draw->dice, 9) - 3;

	if (number->type == SQLITE_INTEGER && whole(draw, column))
		return value_integer(number->integer + step);
	if (number->type == SQLITE_INTEGER)
		return value_real((double)number->integer + (double)step / 2);
	if (whole(draw, column) && dice_roll(draw->dice, 2))
		return value_integer((int64_t)number->real + step);
	return value_real(number->real + (double)step / 16);
}

/* Another year, when the text begins with a date; or longer, or shorter. */
static struct value beside_text(
	const struct draw *draw, const struct value *text, bool above)
{
	bool dated = text->size >= 10 && text->text[4] == '-' && text->text[7] == '-';
	int year = dated ? atoi(text->text) : 0, step = 1 + (int)dice_roll(draw->dice, 9);

	if (dated)
		return value_text(arena_printf(draw->arena, "%04d%s",
			above ? year + step : year - step, text->text + 4));
	if (above)
		return value_text(arena_printf(draw->arena, "%sx", text->text));
	return value_text(arena_copy(
		draw->arena, text->text, text->size ? (size_t)text->size - 1 : 0));
}

/* One more or less, or some. */
static struct value beside(
	const struct draw *draw, uint32_t column, const struct candidate *candidate)
{
	bool above = candidate->kind == CANDIDATE_ABOVE;
	const struct value *value = &candidate->value;
	int64_t step = dice_roll(draw->dice, 2) ? 1 : 1 + dice_roll(draw->dice, 1000);

	step = above ? step : -step;
	if (value->type == SQLITE_TEXT)
		return beside_text(draw, value, above);
	if (value->type == SQLITE_INTEGER && value->integer < INT64_MAX - 1000 &&
		value->integer > INT64_MIN + 1000)
		return value_integer(value->integer + step);
	if (value->type == SQLITE_FLOAT)
		return value_real(
			value->real + (double)step / (whole(draw, column) ? 1 : 8));
	return *value;
}

static struct value in_range(
	const struct draw *draw, uint32_t column, const struct candidate *range)
{
	double low = range->value.real, width = range->high - low;
	uint32_t sides = width > 1e6 ? 1000000 : (uint32_t)width + 1;

	if (whole(draw, column) && low == (double)(int64_t)low && width >= 1)
		return value_integer(
			(int64_t)low + (sides <= FEW ? draw->serial % sides
						     : dice_roll(draw->dice, sides)));
	return value_real(low + width * dice_roll(draw->dice, 101) / 100);
}

static const char *capitals(struct arena *arena, const char *text)
{
	char *copy = arena_copy(arena, text, strlen(text));

	for (char *c = copy; *c; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 32);
	}
	return copy;
}

static struct value of_length(const struct draw *draw, uint32_t i, uint32_t size)
{
	const struct recipe_column *column = &draw->recipe->columns[i];
	int64_t number = 1;
	char *bytes;

	if (column->nature == NATURE_BLOB) {
		bytes = arena_alloc(draw->arena, size + 1);
		for (uint32_t j = 0; j < size; j++)
			bytes[j] = (char)dice_roll(draw->dice, 256);
		return value_blob(bytes, (int)size);
	}
	if (column->nature != NATURE_INTEGER || size < 1 || size > 18) {
		const char *text = draw_letters(draw, column->alphabet, size);

		return value_text(column->upper ? capitals(draw->arena, text) : text);
	}
	for (uint32_t j = 1; j < size; j++)
		number = number * 10 + (j + 1 == size ? draw->serial % 10 : 1);
	return value_integer(number);
}

/* A length that a CHECK asks for, 0 without one. */
static uint32_t wanted_length(const struct recipe_column *column)
{
	for (uint32_t i = 0; i < column->candidate_count; i++) {
		if (column->candidates[i].kind == CANDIDATE_LENGTH)
			return (uint32_t)column->candidates[i].value.integer;
	}
	return 0;
}

/* Text or bytes that begin so, as long as a CHECK asks for. */
static struct value with_prefix(
	const struct draw *draw, uint32_t column, const struct value *prefix)
{
	uint32_t size = wanted_length(&draw->recipe->columns[column]);
	uint32_t taken = (uint32_t)prefix->size;
	char *bytes;

	size = size > taken ? size : taken + BYTES;
	bytes = arena_alloc(draw->arena, size + 1);
	memcpy(bytes, prefix->text, taken);
	memcpy(bytes + taken, draw_letters(draw, NULL, size - taken), size - taken);
	return prefix->type == SQLITE_BLOB ? value_blob(bytes, (int)size)
					   : value_text(bytes);
}

static struct value with_affix(
	const struct draw *draw, uint32_t column, const struct value *affix)
{
	const char *text = ordinary_text(draw, &draw->recipe->columns[column]).text;

	if (affix->type == SQLITE_BLOB)
		return with_prefix(draw, column, affix);
	switch (dice_roll(draw->dice, 5)) {
	case 0:
		return *affix;
	case 1:
		return value_text(arena_printf(draw->arena, "%s%s", text, affix->text));
	case 2:
		return value_text(arena_printf(draw->arena, "%s%sx", text, affix->text));
	case 3:
		return with_prefix(draw, column, affix);
	default:
		return value_text(arena_printf(draw->arena, "%s%s", affix->text, text));
	}
}

static double number_of(const struct value *value)
{
	return value->type == SQLITE_INTEGER ? (double)value->integer
	       : value->type == SQLITE_FLOAT ? value->real
					     : 0;
}

/* The sum or product of the other columns. */
static struct value combined(
	const struct draw *draw, uint32_t column, const struct candidate *candidate)
{
	bool sum = candidate->kind == CANDIDATE_SUM;
	double result = sum ? 0 : 1;

	for (uint32_t i = 0; i < candidate->column_count; i++) {
		double other = number_of(&draw->values[candidate->columns[i]]);

		if (candidate->columns[i] != column)
			result = sum ? result + other : result * other;
	}
	if (result < 1e15 && result > -1e15 && result == (double)(int64_t)result)
		return value_integer((int64_t)result);
	return value_real(result);
}

/* A point in time as strftime() writes it. */
static const char *spelled(const struct draw *draw, uint32_t column, const char *format)
{
	struct text out;

	text_init(&out, draw->arena);
	text_add(&out, "");
	for (; *format; format++) {
		switch (*format == '%' ? *++format : 0) {
		case 'Y':
			text_add(&out, "2024");
			break;
		case 'm':
			text_add(&out, "05");
			break;
		case 'd':
			text_format(&out, "%02u", 1 + draw->serial % 28);
			break;
		case 'H':
			text_format(&out, "%02u", draw->serial % 24);
			break;
		case 'M':
			text_format(&out, "%02u", column % 60);
			break;
		case 'S':
			text_add(&out, "00");
			break;
		case 'f':
			text_add(&out, "00.000");
			break;
		case 's':
			text_format(&out, "%u", 1714521600 + draw->serial * 86400);
			break;
		default:
			text_byte(&out, *format);
		}
		if (!*format)
			break;
	}
	return out.bytes;
}

/* In a spelling that people use, of the length that a CHECK asks for. */
static struct value some_date(
	const struct draw *draw, uint32_t i, const struct value *format)
{
	static const char *const spellings[] = { "%Y-%m-%d %H:%M:%S", "%Y-%m-%d",
		"%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%H:%M", "%H:%M:%S", "%Y-%m-%d %H:%M",
		"%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%fZ" };
	enum { COUNT = sizeof(spellings) / sizeof(*spellings) };
	uint32_t size = wanted_length(&draw->recipe->columns[i]);
	uint32_t from = dice_roll(draw->dice, COUNT);
	const char *text = "";

	if (format->type == SQLITE_TEXT)
		return value_text(spelled(draw, i, format->text));
	for (uint32_t j = 0; j < COUNT; j++) {
		text = spelled(draw, i, spellings[(from + j) % COUNT]);
		if (!size || strlen(text) == size)
			break;
	}
	return value_text(text);
}

static struct value some_json(const struct draw *draw, uint32_t column)
{
	static const char *const others[] = { "{}", "[]", "[\"a\"]", "\"a\"", "1",
		"null" };

	if (dice_roll(draw->dice, 2))
		return draw_json(draw, column);
	return value_text(
		others[dice_roll(draw->dice, sizeof(others) / sizeof(*others))]);
}

struct value draw_candidate(const struct draw *draw, uint32_t i, uint32_t which)
{
	const struct recipe_column *column = &draw->recipe->columns[i];
	const struct candidate *candidate = &column->candidates[which];

	switch (candidate->kind) {
	case CANDIDATE_NEAR:
		return near_number(draw, i, &candidate->value);
	case CANDIDATE_ABOVE:
	case CANDIDATE_BELOW:
		return beside(draw, i, candidate);
	case CANDIDATE_RANGE:
		return in_range(draw, i, candidate);
	case CANDIDATE_LENGTH:
		return of_length(draw, i, (uint32_t)candidate->value.integer);
	case CANDIDATE_GLOB:
		return value_text(draw_glob(draw, candidate->value.text,
			wanted_length(column), column->alphabet));
	case CANDIDATE_MULTIPLE:
		return value_integer(candidate->value.integer *
					     (draw->serial + dice_roll(draw->dice, 3)) +
				     (int64_t)candidate->high);
	case CANDIDATE_AFFIX:
		return with_affix(draw, i, &candidate->value);
	case CANDIDATE_UPPER:
		return value_text(
			capitals(draw->arena, ordinary_text(draw, column).text));
	case CANDIDATE_SUM:
	case CANDIDATE_PRODUCT:
		return combined(draw, i, candidate);
	case CANDIDATE_DATE:
		return some_date(draw, i, &candidate->value);
	case CANDIDATE_JSON:
		return some_json(draw, i);
	default:
		return candidate->value;
	}
}

uint32_t draw_strong(const struct draw *draw, uint32_t i)
{
	const struct recipe_column *column = &draw->recipe->columns[i];
	uint32_t count = column->candidate_count, best = RECIPE_NONE, start;
	bool open = column->strong_count < CLOSED && !column->closed && !column->keyed &&
		    !column->primary;

	if (!column->strong_count)
		return RECIPE_NONE;
	if (open && draw->serial % (column->strong_count + 1) == column->strong_count)
		return RECIPE_NONE;
	/* of two columns not always the same together */
	start = draw->serial + i * (draw->serial / column->strong_count);
	for (uint32_t j = 0; j < count; j++) {
		uint32_t which = (start + j) % count;

		if (column->candidates[which].strong &&
			(best == RECIPE_NONE || column->candidates[which].used <
							column->candidates[best].used))
			best = which;
	}
	return best;
}

uint32_t draw_any_strong(const struct draw *draw, uint32_t i)
{
	const struct recipe_column *column = &draw->recipe->columns[i];
	uint32_t pick;

	if (!column->strong_count)
		return RECIPE_NONE;
	pick = (draw->serial + dice_roll(draw->dice, 2)) % column->strong_count;
	for (uint32_t j = 0; j < column->candidate_count; j++) {
		if (column->candidates[j].strong && !pick--)
			return j;
	}
	return RECIPE_NONE;
}

struct value draw_odd(const struct draw *draw, uint32_t i)
{
	const struct recipe_column *column = &draw->recipe->columns[i];

	if (column->nature == NATURE_TEXT && (i + draw->serial) % 2)
		return value_text("");
	if (column->nature == NATURE_TEXT)
		return value_text(arena_printf(draw->arena,
			"\xc3\xa9\xe6\xbc\xa2 '\"%% \xf0\x9f\x99\x82%u", draw->serial));
	if (column->nature == NATURE_INTEGER && !draw->recipe->strict &&
		!column->primary && !column->keyed &&
		!(column->habit && column->habit->counted))
		return value_text("n/a");
	if (column->nature == NATURE_REAL)
		return value_real(-0.5);
	if (column->nature == NATURE_BLOB)
		return value_blob("", 0);
	return draw_ordinary(draw, i);
}

bool draw_other_case(struct arena *arena, struct value *value)
{
	char *text;
	bool letters = false;

	if (value->type != SQLITE_TEXT)
		return false;
	text = arena_copy(arena, value->text, (size_t)value->size);
	for (int i = 0; i < value->size; i++) {
		bool letter = (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z';

		if (letter)
			text[i] ^= 0x20;
		letters |= letter;
	}
	value->text = text;
	return letters;
}
