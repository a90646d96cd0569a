/*
 * value: one value of a row, and the dice that choose it. See value.h.
 */
#include "gen/base/value.h"

#include <string.h>

struct value value_null(void)
{
	return (struct value){ .type = SQLITE_NULL };
}

struct value value_integer(int64_t integer)
{
	return (struct value){ .type = SQLITE_INTEGER, .integer = integer };
}

struct value value_real(double real)
{
	return (struct value){ .type = SQLITE_FLOAT, .real = real };
}

struct value value_text(const char *text)
{
	return (struct value){
		.type = SQLITE_TEXT, .text = text, .size = (int)strlen(text)
	};
}

struct value value_blob(const char *bytes, int size)
{
	return (struct value){ .type = SQLITE_BLOB, .text = bytes, .size = size };
}

bool value_same(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case SQLITE_INTEGER:
		return a->integer == b->integer;
	case SQLITE_FLOAT:
		return a->real == b->real;
	case SQLITE_NULL:
		return true;
	default:
		return a->size == b->size &&
		       memcmp(a->text, b->text, (size_t)a->size) == 0;
	}
}

uint64_t value_hash(const char *name)
{
	uint64_t hash = 14695981039346656037u;

	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;

		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + ('a' - 'A'));
		hash = (hash ^ c) * 1099511628211u;
	}
	return hash;
}

/* The splitmix64 generator. */
uint32_t dice_roll(struct dice *dice, uint32_t sides)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	z ^= z >> 31;
	return sides ? (uint32_t)(z % sides) : 0;
}
