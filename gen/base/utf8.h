/*
 * utf8: one character at a time.
 *
 * In: bytes. Out: a character and its length, or what is wrong with them. It knows which
 * characters hide text from a reader, and which script a letter belongs to.
 */
#ifndef GEN_BASE_UTF8_H
#define GEN_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The character at `bytes`, of which there are `size`, more than 0: its length in bytes,
 * or 0 when they are no UTF-8; then `*why` (which may be NULL) says "invalid UTF-8 byte
 * ff".
 */
size_t utf8_next(const char *bytes, size_t size, uint32_t *letter, const char **why);

/* Does it change the direction of the text around it? */
bool utf8_bidi(uint32_t letter);

/* Is it better not sent to a terminal? */
bool utf8_control(uint32_t letter);

/* Scripts whose letters look alike, as bits. */
enum utf8_script { UTF8_LATIN = 1, UTF8_GREEK = 2, UTF8_CYRILLIC = 4 };

/* The script of a letter, or 0. */
unsigned utf8_script(uint32_t letter);

#endif
