/*
 * text: a growing run of bytes, in an arena.
 *
 * In: pieces. Out: one string, NUL-terminated. The buffer doubles, so that what it leaves
 * behind in the arena is never more than what it holds.
 */
#include "gen/base/text.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>

#include "gen/base/arena.h"
#include "runtime/cli/json.h"

void text_init(struct text *text, struct arena *arena)
{
	memset(text, 0, sizeof(*text));
	text->arena = arena;
}

/* Make room for `size` bytes and a NUL. */
static char *reserve(struct text *text, size_t size)
{
	size_t need = text->size + size + 1;
	if (need > text->room) {
		size_t room = text->room ? text->room : 256;
		while (room < need)
			room *= 2;
		char *bytes = arena_alloc(text->arena, room);
		if (text->size)
			memcpy(bytes, text->bytes, text->size);
		text->bytes = bytes;
		text->room = room;
	}
	return text->bytes + text->size;
}

void text_bytes(struct text *text, const char *bytes, size_t size)
{
	char *at = reserve(text, size);
	if (size)
		memcpy(at, bytes, size);
	at[size] = 0;
	text->size += size;
}

void text_add(struct text *text, const char *string)
{
	text_bytes(text, string, strlen(string));
}

void text_byte(struct text *text, char byte)
{
	text_bytes(text, &byte, 1);
}

void text_format(struct text *text, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	char *made = sqlite3_vmprintf(format, arguments);
	va_end(arguments);
	if (!made)
		arena_exhausted();
	text_add(text, made);
	sqlite3_free(made);
}

/* The letter that C writes after a backslash for this byte, or 0. */
static char c_letter(unsigned char byte)
{
	switch (byte) {
	case '\n':
		return 'n';
	case '\t':
		return 't';
	case '"':
	case '\\':
	case '?':
		return (char)byte;
	default:
		return 0;
	}
}

void text_c(struct text *text, const char *bytes, size_t size)
{
	char *start = reserve(text, size * 4);
	char *at = start;
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		char letter = c_letter(byte);
		if (letter) {
			*at++ = '\\';
			*at++ = letter;
		} else if (byte >= 0x20 && byte < 0x7f) {
			*at++ = (char)byte;
		} else {
			*at++ = '\\';
			*at++ = (char)('0' + (byte >> 6));
			*at++ = (char)('0' + (byte >> 3 & 7));
			*at++ = (char)('0' + (byte & 7));
		}
	}
	*at = 0;
	text->size += (size_t)(at - start);
}

void text_json(struct text *text, const char *string)
{
	if (!string) {
		text_add(text, "null");
		return;
	}
	text_byte(text, '"');
	while (*string) {
		char spelled[8];
		string += instar__json_character(string, spelled);
		text_add(text, spelled);
	}
	text_byte(text, '"');
}
