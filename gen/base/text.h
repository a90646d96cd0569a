/*
 * text: a growing run of bytes, in an arena.
 *
 * In: pieces. Out: one string, NUL-terminated. It knows C's and JSON's escapes and
 * nothing of what is written with them.
 */
#ifndef GEN_BASE_TEXT_H
#define GEN_BASE_TEXT_H

#include <stddef.h>

struct arena;

struct text {
	struct arena *arena;
	char *bytes; /* NULL until something was added */
	size_t size;
	size_t room;
};

void text_init(struct text *text, struct arena *arena);

/* Append `size` bytes, a string, one byte. */
void text_bytes(struct text *text, const char *bytes, size_t size);
void text_add(struct text *text, const char *string);
void text_byte(struct text *text, char byte);

/* printf with SQLite's formats (%q %Q %w too). */
void text_format(struct text *text, const char *format, ...);

/*
 * Append bytes as C spells them between quotes. Control and non-ASCII bytes become three
 * octal digits, so no digit after them can be taken for theirs; a question mark is
 * escaped because two of them begin a trigraph.
 */
void text_c(struct text *text, const char *bytes, size_t size);

/* Append a JSON string with its quotes; NULL becomes null. */
void text_json(struct text *text, const char *string);

#endif
