/*
 * utf8: one character at a time. See utf8.h.
 *
 * Well-formed means what the Unicode standard's table 3-7 says: no overlong forms, no
 * surrogates, nothing above U+10FFFF.
 */
#include "gen/base/utf8.h"

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

size_t utf8_next(const char *bytes, size_t size, uint32_t *letter, const char **why)
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

bool utf8_bidi(uint32_t letter)
{
	return (letter >= 0x202a && letter <= 0x202e) ||
	       (letter >= 0x2066 && letter <= 0x2069);
}

bool utf8_control(uint32_t letter)
{
	return letter < 0x20 || (letter >= 0x7f && letter < 0xa0) || utf8_bidi(letter) ||
	       letter == 0x200e || letter == 0x200f || letter == 0x2028 ||
	       letter == 0x2029 || letter == 0xfeff;
}

unsigned utf8_script(uint32_t letter)
{
	if ((letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
		(letter >= 0xc0 && letter <= 0x24f && letter != 0xd7 && letter != 0xf7) ||
		(letter >= 0x1e00 && letter <= 0x1eff))
		return UTF8_LATIN;
	if ((letter >= 0x370 && letter <= 0x3ff) ||
		(letter >= 0x1f00 && letter <= 0x1fff))
		return UTF8_GREEK;
	return letter >= 0x400 && letter <= 0x52f ? UTF8_CYRILLIC : 0;
}
