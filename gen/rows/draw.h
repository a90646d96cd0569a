/*
 * draw: values for one column.
 *
 * In: what the recipe knows of the column, a serial number, dice. Out: an ordinary value,
 * one that a CHECK may ask for, or an odd one. Whether it is accepted it cannot know.
 */
#ifndef GEN_ROWS_DRAW_H
#define GEN_ROWS_DRAW_H

#include <stdint.h>

#include "gen/base/value.h"
#include "gen/rows/recipe.h"

struct draw {
	struct arena *arena;
	const struct recipe *recipe;
	struct dice *dice;
	uint32_t serial;	    /* of the row: values of two serials differ */
	bool sparse;		    /* JSON may lack members that only the history reads */
	const struct value *values; /* of the row so far */
	const struct history_value
		*elements; /* what is read of the elements of JSON arrays */
};

/* By nature: in ordinary ASCII, different from those of other columns and rows. */
struct value draw_ordinary(const struct draw *draw, uint32_t column);

struct value draw_candidate(const struct draw *draw, uint32_t column, uint32_t candidate);

/* A candidate that a CHECK asks for, or RECIPE_NONE: the one that fewest rows have; any.
 */
uint32_t draw_strong(const struct draw *draw, uint32_t column);
uint32_t draw_any_strong(const struct draw *draw, uint32_t column);

/* Empty, beyond ASCII, or text where a number is meant. */
struct value draw_odd(const struct draw *draw, uint32_t column);

/* Small letters for capital ones, and the other way round; false without letters. */
bool draw_other_case(struct arena *arena, struct value *value);

/* JSON with the members that the history looks for (json_values.c). */
struct value draw_json(const struct draw *draw, uint32_t column);

/* Text that matches, `size` characters long if that can be (pattern.c). */
const char *draw_glob(const struct draw *draw, const char *pattern, uint32_t size,
	const char *alphabet);

/* `size` characters of an alphabet; NULL: hexadecimal digits, a letter first. */
const char *draw_letters(const struct draw *draw, const char *alphabet, uint32_t size);

#endif
