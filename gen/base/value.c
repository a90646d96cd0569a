/*
 * value: one value of a row, and the dice that choose it. See value.h.
 */
#include "gen/base/value.h"

#include <string.h>

#include "gen/base/arena.h"

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

struct value value_column(struct arena *arena, sqlite3_stmt *stmt, int column)
{
	struct value value = { .type = sqlite3_column_type(stmt, column) };
	const char *bytes;

	if (value.type == SQLITE_INTEGER)
		value.integer = sqlite3_column_int64(stmt, column);
	if (value.type == SQLITE_FLOAT)
		value.real = sqlite3_column_double(stmt, column);
	if (value.type != SQLITE_TEXT && value.type != SQLITE_BLOB)
		return value;
	bytes = sqlite3_column_blob(stmt, column);
	value.size = sqlite3_column_bytes(stmt, column);
	value.text = arena_copy(arena, bytes ? bytes : "", (size_t)value.size);
	return value;
}

void value_bind(sqlite3_stmt *stmt, int parameter, const struct value *value)
{
	switch (value->type) {
	case SQLITE_INTEGER:
		sqlite3_bind_int64(stmt, parameter, value->integer);
		break;
	case SQLITE_FLOAT:
		sqlite3_bind_double(stmt, parameter, value->real);
		break;
	case SQLITE_TEXT:
		sqlite3_bind_text(
			stmt, parameter, value->text, value->size, SQLITE_STATIC);
		break;
	case SQLITE_BLOB:
		sqlite3_bind_blob(
			stmt, parameter, value->text, value->size, SQLITE_STATIC);
		break;
	default:
		sqlite3_bind_null(stmt, parameter);
	}
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
