/*
 * pattern: texts that match a GLOB pattern; LIKE is one, too. See draw.h.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/draw.h"

static const char digits[] = "abcdef0123456789";

const char *draw_letters(const struct draw *draw, const char *alphabet, uint32_t size)
{
	char *text = arena_alloc(draw->arena, (size_t)size + 1);
	uint32_t sides = alphabet ? (uint32_t)strlen(alphabet) : sizeof(digits) - 1;

	for (uint32_t i = 0; i < size; i++)
		text[i] = (alphabet ? alphabet : digits)[dice_roll(
			draw->dice, !alphabet && !i ? 6 : sides)];
	return text;
}

/* One end of the class at `open`, "[" included; its closing bracket or the text's end. */
static const char *class_end(const char *open)
{
	const char *at = open + 1;

	if (*at == '^')
		at++;
	if (*at == ']')
		at++;
	while (*at && *at != ']')
		at++;
	return at;
}

static bool in_class(const char *first, const char *end, char c)
{
	for (const char *at = first; at < end; at++) {
		if (at + 2 < end && at[1] == '-') {
			if (c >= at[0] && c <= at[2])
				return true;
			at += 2;
		} else if (*at == c) {
			return true;
		}
	}
	return false;
}

/* Any character of the class, ordinary ones first. */
static char of_class(const struct draw *draw, const char *open, const char *end)
{
	bool negated = open[1] == '^';
	const char *first = open + (negated ? 2 : 1);
	char fits[96];
	uint32_t count = 0;

	for (char c = '0'; c <= 'z'; c++) {
		if (in_class(first, end, c) != negated)
			fits[count++] = c;
	}
	for (char c = ' '; !count && c < '0'; c++) {
		if (in_class(first, end, c) != negated)
			fits[count++] = c;
	}
	return count ? fits[dice_roll(draw->dice, count)] : *first;
}

/* How many characters the pattern takes without its wildcards for many. */
static uint32_t fixed_size(const char *pattern)
{
	uint32_t size = 0;

	for (; *pattern; pattern++) {
		if (*pattern == '*')
			continue;
		if (*pattern == '[' && !*(pattern = class_end(pattern)))
			break;
		size++;
	}
	return size;
}

static void fill(
	const struct draw *draw, struct text *out, uint32_t *spare, const char *alphabet)
{
	text_add(out, draw_letters(draw, alphabet, *spare));
	*spare = 0;
}

/* What the first wildcard for many has to take: up to the size, or a little. */
static uint32_t spare_of(const struct draw *draw, const char *pattern, uint32_t size)
{
	uint32_t fixed = fixed_size(pattern);

	return size > fixed ? size - fixed : 3 + dice_roll(draw->dice, 4);
}

const char *draw_glob(
	const struct draw *draw, const char *pattern, uint32_t size, const char *alphabet)
{
	uint32_t spare = spare_of(draw, pattern, size);
	struct text out;

	text_init(&out, draw->arena);
	text_add(&out, "");
	for (; *pattern; pattern++) {
		const char *end;

		if (*pattern == '*') {
			fill(draw, &out, &spare, alphabet);
		} else if (*pattern == '?') {
			text_byte(
				&out, digits[dice_roll(draw->dice, sizeof(digits) - 1)]);
		} else if (*pattern == '[') {
			end = class_end(pattern);
			text_byte(&out, of_class(draw, pattern, end));
			if (!*end)
				break;
			pattern = end;
		} else {
			text_byte(&out, *pattern);
		}
	}
	return out.bytes;
}
