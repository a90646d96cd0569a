/*
 * token: where the tokens of SQL text are, and a digest of them.
 *
 * In: text. Out: one token at a time, or a number that two texts share when SQLite
 * reads them alike. It knows how SQLite spells things and nothing of what they mean:
 * keywords are words here. Generator and runtime both use this one scanner.
 */
#ifndef INSTAR_SQLITE_TOKEN_H
#define INSTAR_SQLITE_TOKEN_H

#include <stddef.h>
#include <stdint.h>

enum instar__token {
	INSTAR__END,	      /* no text left */
	INSTAR__SPACE,	      /* blanks and line ends */
	INSTAR__LINE_COMMENT, /* from -- up to, without, the line's end */
	INSTAR__BLOCK_COMMENT,
	INSTAR__WORD,	/* a keyword or an unquoted name */
	INSTAR__QUOTED, /* "name", `name` or [name] */
	INSTAR__STRING, /* 'text' */
	INSTAR__BLOB,	/* x'00ff' */
	INSTAR__NUMBER,
	INSTAR__VARIABLE, /* ?1 :a @a $a */
	INSTAR__SEMICOLON,
	INSTAR__OPERATOR, /* ( ) , . and the operators, the longest that fits */
	INSTAR__OPEN_STRING,  /* text, name or comment that is never closed: */
	INSTAR__OPEN_QUOTED,  /* it takes all the text that is left */
	INSTAR__OPEN_COMMENT, /* SQLite accepts this one silently; we do not */
	INSTAR__ILLEGAL	      /* a byte that begins no token */
};

/*
 * The kind of the token at `text`; `*size` gets its length in bytes, 0 at the end. The
 * byte at `limit` is looked at: it must be a NUL, as at the end of any C string, or a
 * byte that the last token could not go on with.
 */
enum instar__token instar__token_next(const char *text, const char *limit, size_t *size);

/*
 * A 64-bit digest of the tokens of `size` bytes of SQL: blanks and comments do
 * not count, nor does the case of words, nor how a name is quoted; literals count to
 * the letter. Never 0. sql[size] must be a NUL.
 */
uint64_t instar__token_digest(const char *sql, size_t size);

/* The digest of tokens with one more behind them; begin with that of no text. */
uint64_t instar__token_digest_add(
	uint64_t digest, enum instar__token kind, const char *text, size_t size);

/* A 64-bit digest of bytes as they are: for what needs no reading. Never 0. */
uint64_t instar__text_digest(const char *text, size_t size);

/*
 * Write the token at `text` in the one spelling that all its spellings share: words in
 * lower case, names without quotes and in lower case, anything else as it is. `out`
 * has room for `size` bytes; returns how many were written, never more than `size`.
 */
size_t instar__token_fold(enum instar__token kind, const char *text, size_t size, char *out);

#endif
