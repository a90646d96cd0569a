/*
 * table_text: where the columns are in the text of a CREATE TABLE. See table_text.h.
 */
#include "runtime/schema/table_text.h"

#include <sqlite3.h>
#include <string.h>

#include "runtime/sqlite/token.h"

struct reader {
	const char *at, *limit;
	size_t size; /* of the token at `at` */
	enum instar__token kind;
};

static bool is_blank(enum instar__token kind)
{
	return kind == INSTAR__SPACE || kind == INSTAR__LINE_COMMENT ||
	       kind == INSTAR__BLOCK_COMMENT || kind == INSTAR__OPEN_COMMENT;
}

/* To the next token that is none of the blanks; false at the end. */
static bool advance(struct reader *r)
{
	do {
		r->at += r->size;
		r->kind = instar__token_next(r->at, r->limit, &r->size);
	} while (is_blank(r->kind));
	return r->kind != INSTAR__END;
}

static struct reader begin(const char *text)
{
	return (struct reader){ .at = text, .limit = text + strlen(text) };
}

static bool is_operator(const struct reader *r, char c)
{
	return r->kind == INSTAR__OPERATOR && r->size == 1 && *r->at == c;
}

static bool is_word(const struct reader *r, const char *word)
{
	return r->kind == INSTAR__WORD && strlen(word) == r->size &&
	       sqlite3_strnicmp(r->at, word, (int)r->size) == 0;
}

/* An unquoted word with which a table's constraint begins names no column. */
static bool begins_constraint(const struct reader *r)
{
	return is_word(r, "constraint") || is_word(r, "primary") ||
	       is_word(r, "unique") || is_word(r, "check") || is_word(r, "foreign");
}

/* Does the token, in whichever quotes, spell the name? */
static bool spells(const struct reader *r, const char *name)
{
	char close = r->at[r->size - 1];
	size_t at = 1;

	if (r->kind == INSTAR__WORD)
		return is_word(r, name) && !begins_constraint(r);
	if (r->kind != INSTAR__QUOTED && r->kind != INSTAR__STRING)
		return false;
	for (; at + 1 < r->size && *name; at++, name++) {
		if (sqlite3_strnicmp(r->at + at, name, 1) != 0)
			return false;
		if (r->at[at] == close)
			at++; /* a doubled quote stands for one */
	}
	return at + 1 == r->size && !*name;
}

/* From the first token of an item to its comma or bracket; where its last token ends. */
static const char *end_of_item(struct reader *r)
{
	const char *end = r->at;
	int depth = 0;

	do {
		if (depth == 0 && (is_operator(r, ',') || is_operator(r, ')')))
			break;
		depth += is_operator(r, '(') ? 1 : is_operator(r, ')') ? -1 : 0;
		end = r->at + r->size;
	} while (advance(r));
	return end;
}

const char *instar__column_text(const char *table, const char *column, size_t *size)
{
	struct reader r = begin(table);

	while (advance(&r) && !is_operator(&r, '('))
		;
	while (advance(&r)) {
		const char *from = r.at;
		bool found = spells(&r, column);
		const char *end = end_of_item(&r);

		*size = (size_t)(end - from);
		if (found)
			return from;
		if (!is_operator(&r, ','))
			break;
	}
	return NULL;
}

bool instar__text_has_word(const char *text, const char *word)
{
	struct reader r = begin(text);

	while (advance(&r)) {
		if (is_word(&r, word))
			return true;
	}
	return false;
}

bool instar__text_has_name(const char *text, const char *name)
{
	struct reader r = begin(text);

	while (advance(&r)) {
		if (spells(&r, name))
			return true;
	}
	return false;
}
