/*
 * definition: the text of a CREATE as SQLite reads it. See definition.h.
 */
#include "runtime/schema/definition.h"

#include <sqlite3.h>
#include <string.h>

static bool is_blank(enum instar__token kind)
{
	return kind == INSTAR__SPACE || kind == INSTAR__LINE_COMMENT ||
	       kind == INSTAR__BLOCK_COMMENT || kind == INSTAR__OPEN_COMMENT;
}

/* To the next token, whatever it is. */
static bool advance(struct instar__reader *r)
{
	do {
		r->at += r->size;
		r->kind = instar__token_next(r->at, r->limit, &r->size);
	} while (is_blank(r->kind));
	return r->kind != INSTAR__END;
}

bool instar__definition_word(const struct instar__reader *r, const char *word)
{
	return r->kind == INSTAR__WORD && strlen(word) == r->size &&
	       sqlite3_strnicmp(r->at, word, (int)r->size) == 0;
}

bool instar__definition_operator(const struct instar__reader *r, char c)
{
	return r->kind == INSTAR__OPERATOR && r->size == 1 && *r->at == c;
}

static bool is_main(const struct instar__reader *r)
{
	return instar__definition_word(r, "main") ||
	       (r->kind == INSTAR__QUOTED && r->size == 6 &&
		       sqlite3_strnicmp(r->at + 1, "main", 4) == 0);
}

/* Is it the name of the database? Where something else is called main, nobody knows. */
static bool means_database(struct instar__reader r)
{
	while (r.kind != INSTAR__END) {
		bool named = is_main(&r);

		advance(&r);
		if (named && !instar__definition_operator(&r, '.'))
			return false;
	}
	return true;
}

/* Is the token the first of these words? */
static bool are_words(struct instar__reader r, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!instar__definition_word(&r, words[i]))
			return false;
		advance(&r);
	}
	return true;
}

/* BEFORE, which is meant where nothing is said; not a trigger of that name. */
static bool is_before(struct instar__reader r)
{
	return instar__definition_word(&r, "before") && advance(&r) &&
	       (instar__definition_word(&r, "delete") ||
		       instar__definition_word(&r, "insert") ||
		       instar__definition_word(&r, "update"));
}

/* How many tokens from here on change no behaviour? */
static int idle_tokens(const struct instar__reader *r)
{
	static const char *const each_row[] = { "for", "each", "row" };
	struct instar__reader next = *r;

	if (r->head && are_words(*r, each_row, 3))
		return 3;
	if (r->head && is_before(*r))
		return 1;
	if (r->main && is_main(r) && advance(&next) &&
		instar__definition_operator(&next, '.'))
		return 2;
	return 0;
}

static void skip_idle(struct instar__reader *r)
{
	for (int count; (count = idle_tokens(r)) != 0;) {
		while (count-- > 0)
			advance(r);
	}
}

struct instar__reader instar__definition_begin(const char *text)
{
	struct instar__reader r = { .at = text, .limit = text + strlen(text) };
	struct instar__reader second;

	advance(&r);
	second = r;
	if (instar__definition_word(&r, "create") && advance(&second)) {
		r.head = instar__definition_word(&second, "trigger");
		r.main = (r.head || instar__definition_word(&second, "view")) &&
			 means_database(second);
	}
	return r;
}

bool instar__definition_next(struct instar__reader *r)
{
	advance(r);
	if (r->head && instar__definition_word(r, "begin"))
		r->head = false;
	skip_idle(r);
	return r->kind != INSTAR__END;
}

uint64_t instar__definition_digest(const char *text)
{
	struct instar__reader r = instar__definition_begin(text);
	uint64_t digest = instar__token_digest("", 0);

	for (; r.kind != INSTAR__END; instar__definition_next(&r))
		digest = instar__token_digest_add(digest, r.kind, r.at, r.size);
	return digest ? digest : 1;
}
