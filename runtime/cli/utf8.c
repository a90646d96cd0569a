/*
 * utf8: one character at a time. See utf8.h.
 *
 * Well-formed means what the Unicode standard's table 3-7 says: no overlong forms, no
 * surrogates, nothing above U+10FFFF.
 */
#include "runtime/cli/utf8.h"

static const char invalid[] = "invalid UTF-8";

/* Bytes of the character that `first` begins, 0 when none does. */
static size_t length_of(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc0 && first < 0xe0)
		return 2;
	if (first >= 0xe0 && first < 0xf0)
		return 3;
	return first >= 0xf0 && first < 0xf8 ? 4 : 0;
}

static const char *judge(uint32_t letter, size_t length)
{
	static const uint32_t lowest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (letter < lowest[length])
		return "overlong UTF-8";
	if (letter >= 0xd800 && letter <= 0xdfff)
		return "UTF-8 surrogate";
	return letter > 0x10ffff ? invalid : NULL;
}

size_t instar__utf8_next(
	const char *bytes, size_t size, uint32_t *letter, const char **why)
{
	static const unsigned char first_bits[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	size_t length = length_of((unsigned char)bytes[0]);
	const char *wrong = length && length <= size ? NULL : invalid;
	*letter = wrong ? 0 : (unsigned char)bytes[0] & first_bits[length];
	for (size_t i = 1; !wrong && i < length; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			wrong = invalid;
		*letter = *letter << 6 | (bytes[i] & 0x3f);
	}
	if (!wrong)
		wrong = judge(*letter, length);
	if (why)
		*why = wrong;
	return wrong ? 0 : length;
}
