/*
 * utf8: what a character may do to its reader.
 *
 * In: a character. Out: whether it hides text, and which script it belongs to. Where the
 * characters are in bytes is instar__utf8_next()'s business.
 */
#ifndef GEN_BASE_UTF8_H
#define GEN_BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/cli/utf8.h"

/* Does it change the direction of the text around it? */
bool utf8_bidi(uint32_t letter);

/* Is it better not sent to a terminal? */
bool utf8_control(uint32_t letter);

/* Scripts whose letters look alike, as bits. */
enum utf8_script { UTF8_LATIN = 1, UTF8_GREEK = 2, UTF8_CYRILLIC = 4 };

/* The script of a letter, or 0. */
unsigned utf8_script(uint32_t letter);

#endif
