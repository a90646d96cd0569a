/*
 * token: where the tokens of SQL text are, and a digest of them. See token.h.
 *
 * The rules follow SQLite's own tokenizer (tokenize.c): which bytes make a name, that a
 * quote is doubled inside quotes, that a block comment does not nest.
 */
#include "runtime/sqlite/token.h"

#include <string.h>

/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:define:YYCURSOR = cursor;
	re2c:define:YYMARKER = marker;
	re2c:yyfill:enable = 0;
	re2c:flags:bit-vectors = 1;

	space = [ \t\n\f\r];
	digit = [0-9];
	hex = [0-9a-fA-F];
	first = [A-Za-z_\x80-\xff];
	name = first (first | digit | "$")*;
	exponent = [eE] [+-]? digit+;
*/

enum instar__token instar__token_next(const char *text, const char *limit, size_t *size)
{
	const unsigned char *cursor = (const unsigned char *)text;
	const unsigned char *marker = cursor;
	enum instar__token kind;

	*size = 0;
	if (text >= limit)
		return INSTAR__END;
	/*!re2c
		space+                                       { kind = INSTAR__SPACE; goto done; }
		"--" [^\n\x00]*                              { kind = INSTAR__LINE_COMMENT; goto done; }
		"/*" ([^*\x00] | "*"+ [^*/\x00])* "*"+ "/"   { kind = INSTAR__BLOCK_COMMENT; goto done; }
		"/*" ([^*\x00] | "*"+ [^*/\x00])* "*"*       { kind = INSTAR__OPEN_COMMENT; goto done; }
		[xX] "'" (hex hex)* "'"                      { kind = INSTAR__BLOB; goto done; }
		name                                         { kind = INSTAR__WORD; goto done; }
		"'" ([^'\x00] | "''")* "'"                   { kind = INSTAR__STRING; goto done; }
		"'" ([^'\x00] | "''")*                       { kind = INSTAR__OPEN_STRING; goto done; }
		["] ([^"\x00] | ["]["])* ["]                 { kind = INSTAR__QUOTED; goto done; }
		["] ([^"\x00] | ["]["])*                     { kind = INSTAR__OPEN_QUOTED; goto done; }
		"`" ([^`\x00] | "``")* "`"                   { kind = INSTAR__QUOTED; goto done; }
		"`" ([^`\x00] | "``")*                       { kind = INSTAR__OPEN_QUOTED; goto done; }
		"[" [^\]\x00]* "]"                           { kind = INSTAR__QUOTED; goto done; }
		"[" [^\]\x00]*                               { kind = INSTAR__OPEN_QUOTED; goto done; }
		"0" [xX] hex+                                { kind = INSTAR__NUMBER; goto done; }
		digit+ ("." digit*)? exponent?               { kind = INSTAR__NUMBER; goto done; }
		"." digit+ exponent?                         { kind = INSTAR__NUMBER; goto done; }
		"?" digit*                                   { kind = INSTAR__VARIABLE; goto done; }
		[:@$#] (first | digit | "$")+                { kind = INSTAR__VARIABLE; goto done; }
		";"                                          { kind = INSTAR__SEMICOLON; goto done; }
		"->>" | "->" | "||" | "<=" | ">=" | "<>" | "!=" | "==" | "<<" | ">>"
		                             { kind = INSTAR__OPERATOR; goto done; }
		[-+*/%&|~<>=(),.]                            { kind = INSTAR__OPERATOR; goto done; }
		*                                            { kind = INSTAR__ILLEGAL; goto done; }
	*/
done:
	*size = (size_t)((const char *)cursor - text);
	return kind;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

size_t instar__token_fold(enum instar__token kind, const char *text, size_t size, char *out)
{
	size_t length = 0;
	char close;

	if (kind == INSTAR__WORD) {
		for (size_t i = 0; i < size; i++)
			out[i] = lower(text[i]);
		return size;
	}
	if (kind != INSTAR__QUOTED) {
		memcpy(out, text, size);
		return size;
	}
	close = text[size - 1];
	for (size_t i = 1; i + 1 < size; i++) {
		if (text[i] == close)
			i++; /* a doubled quote stands for one */
		out[length++] = lower(text[i]);
	}
	return length;
}

/*
 * The digest takes eight bytes at a time: a multiplication for each byte, one waiting for
 * the other, would take longer than SQLite's own reading of the schema. The bytes are put
 * together by hand, as build and target machine may differ in their order.
 */
static const uint64_t digest_start = 0xcbf29ce484222325u;
static const uint64_t digest_factor = 0x9e3779b97f4a7c15u;
static const uint64_t every_byte = 0x0101010101010101u;

static uint64_t mix(uint64_t digest, uint64_t block)
{
	digest = (digest ^ block) * digest_factor;
	return digest ^ digest >> 32;
}

/* Capitals among eight bytes become small letters; all other bytes stay. */
static uint64_t lower_block(uint64_t block)
{
	uint64_t low = block & every_byte * 0x7f;
	uint64_t from_a = low + every_byte * (0x80 - 'A');
	uint64_t past_z = low + every_byte * (0x80 - 'Z' - 1);

	return block | ((from_a & ~past_z & ~block & every_byte * 0x80) >> 2);
}

static uint64_t read_block(const char *text, size_t size)
{
	uint64_t block = 0;

	for (size_t i = 0; i < size; i++)
		block |= (uint64_t)(unsigned char)text[i] << 8 * i;
	return block;
}

/* Written out, because compilers make one load of this. */
static uint64_t read_whole_block(const char *text)
{
	const unsigned char *b = (const unsigned char *)text;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
		(uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
		(uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* The end of each token is marked, so that "ab" and "a b" differ. */
static uint64_t digest_bytes(uint64_t digest, const char *text, size_t size, int fold)
{
	uint64_t block;

	for (; size >= 8; text += 8, size -= 8) {
		block = read_whole_block(text);
		digest = mix(digest, fold ? lower_block(block) : block);
	}
	block = read_block(text, size) | (uint64_t)0x80 << 8 * size;
	return mix(digest, fold ? lower_block(block) : block);
}

/* A name in which its own quote is doubled: as if it were written without quotes. */
static uint64_t digest_doubled(uint64_t digest, const char *text, size_t size)
{
	char close = text[size - 1], bytes[8];
	size_t length = 0;

	for (size_t i = 1; i + 1 < size; i++) {
		if (text[i] == close)
			i++;
		bytes[length++] = text[i];
		if (length == sizeof(bytes)) {
			digest = mix(digest, lower_block(read_block(bytes, length)));
			length = 0;
		}
	}
	return digest_bytes(digest, bytes, length, 1);
}

uint64_t instar__token_digest_add(
	uint64_t digest, enum instar__token kind, const char *text, size_t size)
{
	if (kind != INSTAR__QUOTED)
		return digest_bytes(digest, text, size, kind == INSTAR__WORD);
	if (text[0] != '[' && memchr(text + 1, text[0], size - 2))
		return digest_doubled(digest, text, size);
	return digest_bytes(digest, text + 1, size - 2, 1);
}

uint64_t instar__token_digest(const char *sql, size_t size)
{
	const char *limit = sql + size;
	uint64_t digest = digest_start;
	size_t length = 0;

	for (;; sql += length) {
		enum instar__token kind = instar__token_next(sql, limit, &length);

		if (kind == INSTAR__END)
			return digest ? digest : 1;
		if (kind != INSTAR__SPACE && kind != INSTAR__LINE_COMMENT &&
			kind != INSTAR__BLOCK_COMMENT)
			digest = instar__token_digest_add(digest, kind, sql, length);
	}
}

uint64_t instar__text_digest(const char *text, size_t size)
{
	uint64_t digest = digest_bytes(digest_start, text, size, 0);

	return digest ? digest : 1;
}
