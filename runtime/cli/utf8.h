/*
 * utf8: one character at a time.
 *
 * In: bytes. Out: a character and its length, or what is wrong with them.
 */
#ifndef INSTAR_CLI_UTF8_H
#define INSTAR_CLI_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * The character at `bytes`, of which there are `size`, more than 0: its length in bytes,
 * or 0 when they are no UTF-8; then `*why`, which may be NULL, says what is wrong.
 */
size_t instar__utf8_next(
	const char *bytes, size_t size, uint32_t *letter, const char **why);

#endif
