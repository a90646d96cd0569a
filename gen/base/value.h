/*
 * value: one value of a row, and the dice that choose it.
 *
 * In: numbers, texts. Out: values that can be bound and compared. It knows nothing of
 * tables.
 */
#ifndef GEN_BASE_VALUE_H
#define GEN_BASE_VALUE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct value {
	int type; /* SQLITE_INTEGER, _FLOAT, _TEXT, _BLOB or _NULL */
	int64_t integer;
	double real;
	const char *text; /* of text and blob */
	int size;
};

struct value value_null(void);
struct value value_integer(int64_t integer);
struct value value_real(double real);
struct value value_text(const char *text);
struct value value_blob(const char *bytes, int size);

bool value_same(const struct value *a, const struct value *b);

/* A number that is the same for the same name, in any case of letters. */
uint64_t value_hash(const char *name);

struct dice {
	uint64_t state;
};

/* 0 … sides - 1. */
uint32_t dice_roll(struct dice *dice, uint32_t sides);

#endif
