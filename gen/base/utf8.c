/*
 * utf8: what a character may do to its reader. See utf8.h.
 */
#include "gen/base/utf8.h"

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
