/*
 * token: where the tokens of SQL text are, and a digest of them. See token.h.
 *
 * The rules follow SQLite's own tokenizer (tokenize.c): which bytes make a name, that a
 * quote is doubled inside quotes, that a block comment does not nest.
 */
#include "token.h"

#include <string.h>

/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:define:YYCURSOR = cursor;
	re2c:define:YYLIMIT = end;
	re2c:define:YYMARKER = marker;
	re2c:yyfill:enable = 0;
	re2c:eof = 0;

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
	const unsigned char *end = (const unsigned char *)limit;
	const unsigned char *marker = cursor;
	enum instar__token kind = INSTAR__END;

	/*!re2c
		space+                       { kind = INSTAR__SPACE; goto done; }
		"--" [^\n]*                  { kind = INSTAR__LINE_COMMENT; goto done; }
		"/*" ([^*] | "*"+ [^*/])* "*"+ "/" { kind = INSTAR__BLOCK_COMMENT; goto done; }
		"/*" ([^*] | "*"+ [^*/])* "*"*     { kind = INSTAR__OPEN_COMMENT; goto done; }
		[xX] "'" (hex hex)* "'"      { kind = INSTAR__BLOB; goto done; }
		name                         { kind = INSTAR__WORD; goto done; }
		"'" ([^'] | "''")* "'"       { kind = INSTAR__STRING; goto done; }
		"'" ([^'] | "''")*           { kind = INSTAR__OPEN_STRING; goto done; }
		["] ([^"] | ["]["])* ["]     { kind = INSTAR__QUOTED; goto done; }
		["] ([^"] | ["]["])*         { kind = INSTAR__OPEN_QUOTED; goto done; }
		"`" ([^`] | "``")* "`"       { kind = INSTAR__QUOTED; goto done; }
		"`" ([^`] | "``")*           { kind = INSTAR__OPEN_QUOTED; goto done; }
		"[" [^\]]* "]"               { kind = INSTAR__QUOTED; goto done; }
		"[" [^\]]*                   { kind = INSTAR__OPEN_QUOTED; goto done; }
		"0" [xX] hex+                { kind = INSTAR__NUMBER; goto done; }
		digit+ ("." digit*)? exponent? { kind = INSTAR__NUMBER; goto done; }
		"." digit+ exponent?         { kind = INSTAR__NUMBER; goto done; }
		"?" digit*                   { kind = INSTAR__VARIABLE; goto done; }
		[:@$#] (first | digit | "$")+ { kind = INSTAR__VARIABLE; goto done; }
		";"                          { kind = INSTAR__SEMICOLON; goto done; }
		"->>" | "->" | "||" | "<=" | ">=" | "<>" | "!=" | "==" | "<<" | ">>"
		                             { kind = INSTAR__OPERATOR; goto done; }
		[-+*/%&|~<>=(),.]            { kind = INSTAR__OPERATOR; goto done; }
		$                            { kind = INSTAR__END; goto done; }
		*                            { kind = INSTAR__ILLEGAL; goto done; }
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

/* The parameters of 64-bit FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
static const uint64_t fnv_basis = 0xcbf29ce484222325u;
static const uint64_t fnv_prime = 0x100000001b3u;

static uint64_t fnv_byte(uint64_t digest, char byte)
{
	return (digest ^ (unsigned char)byte) * fnv_prime;
}

static uint64_t fnv_token(uint64_t digest, enum instar__token kind, const char *text,
	size_t size)
{
	char close = text[size - 1];

	if (kind == INSTAR__WORD) {
		for (size_t i = 0; i < size; i++)
			digest = fnv_byte(digest, lower(text[i]));
	} else if (kind == INSTAR__QUOTED) {
		for (size_t i = 1; i + 1 < size; i++) {
			if (text[i] == close)
				i++;
			digest = fnv_byte(digest, lower(text[i]));
		}
	} else {
		for (size_t i = 0; i < size; i++)
			digest = fnv_byte(digest, text[i]);
	}
	return fnv_byte(digest, '\0'); /* so that "ab" and "a b" differ */
}

uint64_t instar__token_digest(const char *sql, size_t size)
{
	const char *limit = sql + size;
	uint64_t digest = fnv_basis;
	size_t length = 0;

	for (;; sql += length) {
		enum instar__token kind = instar__token_next(sql, limit, &length);

		if (kind == INSTAR__END)
			return digest ? digest : 1;
		if (kind != INSTAR__SPACE && kind != INSTAR__LINE_COMMENT &&
			kind != INSTAR__BLOCK_COMMENT)
			digest = fnv_token(digest, kind, sql, length);
	}
}
