/*
 * clause_spelling: clauses as they are put together. See clause_spelling.h.
 */
#include "runtime/schema/clause_spelling.h"

#include <string.h>

void instar__clauses_free(struct instar__clauses *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		sqlite3_free(list->items[i].owner);
		sqlite3_free(list->items[i].of);
		sqlite3_free(list->items[i].key);
		sqlite3_free(list->items[i].text);
	}
	sqlite3_free(list->items);
	memset(list, 0, sizeof(*list));
}

bool instar__clause_word(const struct instar__clause_parser *p, const char *word)
{
	return instar__definition_word(&p->r, word);
}

bool instar__clause_operator(const struct instar__clause_parser *p, char c)
{
	return instar__definition_operator(&p->r, c);
}

bool instar__clause_end(const struct instar__clause_parser *p)
{
	return p->r.kind == INSTAR__END;
}

bool instar__clause_take(struct instar__clause_parser *p, const char *word)
{
	if (!instar__clause_word(p, word))
		return false;
	instar__definition_next(&p->r);
	return true;
}

struct instar__token_run instar__clause_one(struct instar__clause_parser *p)
{
	struct instar__token_run run = { .from = p->r };
	int depth = 0;

	do {
		depth += instar__clause_operator(p, '(')   ? 1
			 : instar__clause_operator(p, ')') ? -1
							   : 0;
		instar__definition_next(&p->r);
	} while (depth > 0 && !instar__clause_end(p));
	run.end = p->r.at;
	return run;
}

/* Does the bracket with which the run begins close with its last token? */
static bool is_bracketed(const struct instar__token_run *run)
{
	struct instar__reader r = run->from;
	int depth = 0;

	if (!instar__definition_operator(&r, '('))
		return false;
	while (r.kind != INSTAR__END && r.at < run->end) {
		depth += instar__definition_operator(&r, '(')	? 1
			 : instar__definition_operator(&r, ')') ? -1
								: 0;
		instar__definition_next(&r);
		if (!depth)
			break;
	}
	return !depth && r.at >= run->end;
}

/* Without the brackets around it. */
struct instar__token_run instar__clause_bare(struct instar__token_run run)
{
	while (is_bracketed(&run)) {
		struct instar__reader r = run.from;
		const char *last = r.at;

		while (r.kind != INSTAR__END && r.at < run.end) {
			last = r.at;
			instar__definition_next(&r);
		}
		instar__definition_next(&run.from);
		run.end = last;
	}
	return run;
}

/* --- A clause as it is put together */

struct instar__spelling instar__spell(struct instar__clause_parser *p, const char *words)
{
	struct instar__spelling s = { .p = p,
		.key = sqlite3_str_new(p->sql->db),
		.text = sqlite3_str_new(p->sql->db),
		.open = true };

	sqlite3_str_appendall(s.key, words);
	sqlite3_str_appendall(s.text, words);
	return s;
}

void instar__spell_words(struct instar__spelling *s, const char *words)
{
	sqlite3_str_appendall(s->key, words);
	sqlite3_str_appendall(s->text, words);
	s->open = true;
}

/* The text keeps blanks as they are written, but for those inside of brackets. */
static void spell_token(struct instar__spelling *s, const struct instar__reader *r)
{
	struct instar__sql *sql = s->p->sql;
	bool close = instar__definition_operator(r, ')') ||
		     instar__definition_operator(r, ',');
	char *folded = instar__sql_memory(sql, r->size + 1);

	if (folded) {
		size_t size = instar__token_fold(r->kind, r->at, r->size, folded);

		sqlite3_str_appendchar(s->key, 1, ' ');
		sqlite3_str_append(s->key, folded, (int)size);
	}
	if (s->end != r->at && !s->open && !close)
		sqlite3_str_appendchar(s->text, 1, ' ');
	sqlite3_str_append(s->text, r->at, (int)r->size);
	s->end = r->at + r->size;
	s->open = instar__definition_operator(r, '(');
	sqlite3_free(folded);
}

/* A name: 'texts' are names too, where SQLite wants one. */
void instar__spell_name(struct instar__spelling *s, const struct instar__reader *r)
{
	struct instar__reader name = *r;

	if (name.kind == INSTAR__STRING)
		name.kind = INSTAR__QUOTED;
	spell_token(s, &name);
}

void instar__spell_run(struct instar__spelling *s, struct instar__token_run run)
{
	for (struct instar__reader r = run.from; r.kind != INSTAR__END && r.at < run.end;
		instar__definition_next(&r))
		spell_token(s, &r);
}

/* The next token, and past it. */
void instar__spell_next(struct instar__spelling *s)
{
	spell_token(s, &s->p->r);
	instar__definition_next(&s->p->r);
}

/* SQLite has no text where nothing was put. */
static char *finish(struct instar__sql *sql, sqlite3_str *out)
{
	if (!sqlite3_str_length(out))
		sqlite3_str_appendchar(out, 1, ' ');
	return instar__sql_str(sql, out);
}

/* Add it to the list: of a column, and as a part of the clause with that key, if any. */
void instar__clause_put(struct instar__spelling *s, enum instar__clause_kind kind,
	const char *owner, const char *of)
{
	struct instar__sql *sql = s->p->sql;
	struct instar__clauses *list = s->p->list;
	struct instar__clause *items = instar__sql_grow(
		sql, list->items, list->count, &list->room, sizeof(*items));
	struct instar__clause clause = { .kind = kind,
		.owner = instar__sql_textf(sql, "%s", owner),
		.of = instar__sql_textf(sql, "%s", of),
		.key = finish(sql, s->key),
		.text = finish(sql, s->text) };

	if (items)
		list->items = items;
	if (!sql->code) {
		list->items[list->count++] = clause;
		return;
	}
	sqlite3_free(clause.owner);
	sqlite3_free(clause.of);
	sqlite3_free(clause.key);
	sqlite3_free(clause.text);
}

void instar__clause_put_words(struct instar__clause_parser *p,
	enum instar__clause_kind kind, const char *owner, const char *of,
	const char *words)
{
	struct instar__spelling s = instar__spell(p, words);

	instar__clause_put(&s, kind, owner, of);
}

void instar__clause_put_run(struct instar__clause_parser *p,
	enum instar__clause_kind kind, const char *owner, const char *before,
	struct instar__token_run run, const char *behind)
{
	struct instar__spelling s = instar__spell(p, before);

	instar__spell_run(&s, run);
	instar__spell_words(&s, behind);
	instar__clause_put(&s, kind, owner, "");
}

/* The clause that was put last. Without memory there may be none. */
const struct instar__clause *instar__clause_last(const struct instar__clause_parser *p)
{
	static const struct instar__clause none = { .key = "", .text = "" };

	return p->list->count ? &p->list->items[p->list->count - 1] : &none;
}

void instar__spell_drop(struct instar__spelling *s)
{
	sqlite3_free(sqlite3_str_finish(s->key));
	sqlite3_free(sqlite3_str_finish(s->text));
}
