/*
 * clauses: what a definition says, clause by clause. See clauses.h.
 *
 * The grammar is SQLite's own, as far as a definition that SQLite has accepted needs it;
 * what is not understood becomes a clause as a whole.
 */
#include "runtime/schema/clause_spelling.h"

#include <string.h>

/* --- What columns and tables share */

/* ON CONFLICT of the clause that was put last; ABORT is what happens anyway. */
static void read_conflict(struct instar__clause_parser *p, const char *owner)
{
	struct instar__spelling s;

	if (!instar__clause_take(p, "on"))
		return;
	instar__clause_take(p, "conflict");
	if (instar__clause_take(p, "abort"))
		return;
	s = instar__spell(p, "ON CONFLICT ");
	instar__spell_next(&s);
	sqlite3_str_appendf(s.text, " of %s", instar__clause_last(p)->text);
	instar__clause_put(
		&s, INSTAR__CLAUSE_CONFLICT, owner, instar__clause_last(p)->key);
}

/* The terms of a key or an index, from bracket to bracket. AUTOINCREMENT is told. */
static bool spell_terms(struct instar__spelling *s)
{
	struct instar__clause_parser *p = s->p;
	bool autoincrement = false;
	int depth = 0;

	do {
		depth += instar__clause_operator(p, '(')   ? 1
			 : instar__clause_operator(p, ')') ? -1
							   : 0;
		autoincrement |= instar__clause_word(p, "autoincrement");
		if (!instar__clause_word(p, "asc") &&
			!instar__clause_word(p, "autoincrement"))
			instar__spell_name(s, &p->r);
		instar__definition_next(&p->r);
	} while (depth > 0 && !instar__clause_end(p));
	return autoincrement;
}

static void read_action(
	struct instar__clause_parser *p, const char *owner, const char *of)
{
	bool deletes = instar__clause_word(p, "delete");
	struct instar__spelling s =
		instar__spell(p, deletes ? "ON DELETE " : "ON UPDATE ");
	bool nothing;

	instar__definition_next(&p->r);
	nothing = instar__clause_word(p, "no");
	if (instar__clause_word(p, "set") || nothing)
		instar__spell_next(&s);
	instar__spell_next(&s);
	if (nothing) { /* it is what happens anyway */
		instar__spell_drop(&s);
		return;
	}
	instar__clause_put(
		&s, deletes ? INSTAR__CLAUSE_DELETE : INSTAR__CLAUSE_UPDATE, owner, of);
}

/* [NOT] DEFERRABLE [INITIALLY DEFERRED]: only all of it, without NOT, does something. */
static void read_deferral(
	struct instar__clause_parser *p, const char *owner, const char *of)
{
	bool not = instar__clause_take(p, "not");

	instar__clause_take(p, "deferrable");
	if (!instar__clause_take(p, "initially"))
		return;
	if (instar__clause_word(p, "deferred") && !not )
		instar__clause_put_words(p, INSTAR__CLAUSE_DEFERRED, owner, of,
			"DEFERRABLE INITIALLY DEFERRED");
	instar__definition_next(&p->r);
}

static bool is_deferral(const struct instar__clause_parser *p)
{
	struct instar__reader next = p->r;

	return instar__clause_word(p, "deferrable") ||
	       (instar__clause_word(p, "not") && instar__definition_next(&next) &&
		       instar__definition_word(&next, "deferrable"));
}

/* What comes behind REFERENCES. */
static void read_parent(struct instar__clause_parser *p, const char *owner)
{
	struct instar__spelling s = instar__spell(p, "REFERENCES ");
	char *of;

	instar__spell_name(&s, &p->r);
	instar__definition_next(&p->r);
	instar__clause_put(&s, INSTAR__CLAUSE_REFERENCES, owner, "");
	of = instar__sql_textf(p->sql, "%s", instar__clause_last(p)->key);
	if (instar__clause_operator(p, '(')) {
		s = instar__spell(p, "");
		sqlite3_str_appendall(s.text, instar__clause_last(p)->text);
		spell_terms(&s);
		instar__clause_put(&s, INSTAR__CLAUSE_PARENT, owner, of ? of : "");
	}
	while (!p->sql->code) {
		if (instar__clause_take(p, "on"))
			read_action(p, owner, of);
		else if (instar__clause_take(p, "match"))
			instar__definition_next(&p->r);
		else if (is_deferral(p))
			read_deferral(p, owner, of);
		else
			break;
	}
	sqlite3_free(of);
}

/* SQLite reads it, and does nothing with it. */
static void skip_conflict(struct instar__clause_parser *p)
{
	if (!instar__clause_take(p, "on"))
		return;
	instar__clause_take(p, "conflict");
	instar__definition_next(&p->r);
}

static void read_check(struct instar__clause_parser *p)
{
	instar__clause_put_run(p, INSTAR__CLAUSE_CHECK, "", "CHECK (",
		instar__clause_bare(instar__clause_one(p)), ")");
	skip_conflict(p);
}

/* What nobody knows, up to the end of the item. */
static void read_rest(struct instar__clause_parser *p, const char *owner)
{
	struct instar__token_run run = { .from = p->r };

	while (!instar__clause_end(p) && !instar__clause_operator(p, ',') &&
		!instar__clause_operator(p, ')'))
		instar__clause_one(p);
	run.end = p->r.at;
	instar__clause_put_run(p, INSTAR__CLAUSE_REST, owner, "", run, "");
}

/* --- A column */

static bool begins_generated(const struct instar__clause_parser *p)
{
	struct instar__reader next = p->r;

	return instar__clause_word(p, "as") ||
	       (instar__clause_word(p, "generated") && instar__definition_next(&next) &&
		       instar__definition_word(&next, "always"));
}

static bool begins_clause(const struct instar__clause_parser *p)
{
	static const char *const words[] = { "constraint", "primary", "not", "null",
		"unique", "check", "default", "collate", "references", "deferrable" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (instar__clause_word(p, words[i]))
			return true;
	}
	return begins_generated(p);
}

static void read_type(struct instar__clause_parser *p)
{
	struct instar__token_run run = { .from = p->r };
	bool named = false;

	while ((p->r.kind == INSTAR__WORD || p->r.kind == INSTAR__QUOTED ||
		       p->r.kind == INSTAR__STRING) &&
		!begins_clause(p)) {
		named = true;
		instar__definition_next(&p->r);
	}
	if (named && instar__clause_operator(p, '('))
		instar__clause_one(p);
	run.end = p->r.at;
	if (named)
		instar__clause_put_run(p, INSTAR__CLAUSE_TYPE, p->owner, "", run, "");
	else
		instar__clause_put_words(
			p, INSTAR__CLAUSE_TYPE, p->owner, "", "without a type");
}

/* What may follow a key, which was put last. */
static void read_key_options(struct instar__clause_parser *p, bool autoincrement)
{
	char *of = instar__sql_textf(p->sql, "%s", instar__clause_last(p)->key);

	read_conflict(p, "");
	if ((instar__clause_take(p, "autoincrement") || autoincrement) && of)
		instar__clause_put_words(
			p, INSTAR__CLAUSE_AUTOINCREMENT, "", of, "AUTOINCREMENT");
	sqlite3_free(of);
}

static void read_key(struct instar__clause_parser *p, enum instar__clause_kind kind,
	const char *words, const struct instar__reader *column)
{
	struct instar__spelling s = instar__spell(p, words);

	instar__spell_words(&s, " (");
	instar__spell_name(&s, column);
	if (!instar__clause_take(p, "asc") && instar__clause_word(p, "desc"))
		instar__spell_next(&s);
	sqlite3_str_appendchar(s.key, 1, ' ');
	instar__spell_words(&s, ")");
	instar__clause_put(&s, kind, "", "");
	read_key_options(p, false);
}

/* A "text" there is a text, whatever it is elsewhere. */
static void read_default(struct instar__clause_parser *p)
{
	struct instar__token_run run = { .from = p->r };
	struct instar__spelling s;

	if (instar__clause_operator(p, '-') || instar__clause_operator(p, '+'))
		instar__definition_next(&p->r);
	instar__clause_one(p);
	run.end = p->r.at;
	run = instar__clause_bare(run);
	if (instar__definition_word(&run.from, "null"))
		return;
	s = instar__spell(p, "DEFAULT ");
	if (run.from.kind == INSTAR__QUOTED) {
		sqlite3_str_appendf(
			s.key, " '%.*s'", (int)run.from.size - 2, run.from.at + 1);
		sqlite3_str_append(s.text, run.from.at, (int)run.from.size);
	} else {
		instar__spell_run(&s, run);
	}
	instar__clause_put(&s, INSTAR__CLAUSE_DEFAULT, p->owner, "");
}

static void read_generated(struct instar__clause_parser *p)
{
	struct instar__token_run run;
	bool stored;

	while (!instar__clause_end(p) && !instar__clause_operator(p, '('))
		instar__definition_next(&p->r);
	run = instar__clause_bare(instar__clause_one(p));
	stored = instar__clause_take(p, "stored");
	instar__clause_take(p, "virtual");
	instar__clause_put_run(p, INSTAR__CLAUSE_GENERATED, p->owner, "AS (", run,
		stored ? ") STORED" : ")");
}

static void read_not_null(struct instar__clause_parser *p)
{
	instar__clause_take(p, "null");
	instar__clause_put_words(p, INSTAR__CLAUSE_NOT_NULL, p->owner, "", "NOT NULL");
	read_conflict(p, p->owner);
}

static void read_collate(struct instar__clause_parser *p)
{
	struct instar__spelling s;

	if (instar__clause_take(p, "binary"))
		return;
	s = instar__spell(p, "COLLATE ");
	instar__spell_name(&s, &p->r);
	instar__definition_next(&p->r);
	instar__clause_put(&s, INSTAR__CLAUSE_COLLATE, p->owner, "");
}

static void read_column_clause(
	struct instar__clause_parser *p, const struct instar__reader *column)
{
	if (instar__clause_take(p, "constraint"))
		instar__definition_next(&p->r);
	else if (instar__clause_take(p, "primary") && instar__clause_take(p, "key"))
		read_key(p, INSTAR__CLAUSE_PRIMARY_KEY, "PRIMARY KEY", column);
	else if (instar__clause_take(p, "unique"))
		read_key(p, INSTAR__CLAUSE_UNIQUE, "UNIQUE", column);
	else if (is_deferral(p))
		read_deferral(p, p->owner, instar__clause_last(p)->key);
	else if (instar__clause_take(p, "not"))
		read_not_null(p);
	else if (instar__clause_take(p, "null"))
		skip_conflict(p);
	else if (instar__clause_take(p, "check"))
		read_check(p);
	else if (instar__clause_take(p, "default"))
		read_default(p);
	else if (instar__clause_take(p, "collate"))
		read_collate(p);
	else if (instar__clause_take(p, "references"))
		read_parent(p, p->owner);
	else if (begins_generated(p))
		read_generated(p);
	else
		read_rest(p, p->owner);
}

static void read_column(struct instar__clause_parser *p)
{
	struct instar__reader column = p->r;
	char *name = instar__sql_memory(p->sql, column.size + 1);

	if (!name)
		return;
	instar__token_fold(column.kind == INSTAR__STRING ? INSTAR__QUOTED : column.kind,
		column.at, column.size, name);
	p->owner = name;
	instar__clause_put_words(p, INSTAR__CLAUSE_COLUMN, name, "", name);
	instar__definition_next(&p->r);
	read_type(p);
	while (!p->sql->code && !instar__clause_end(p) &&
		!instar__clause_operator(p, ',') && !instar__clause_operator(p, ')'))
		read_column_clause(p, &column);
	p->owner = NULL;
	sqlite3_free(name);
}

/* --- A table */

/* PRIMARY KEY (a, b) or UNIQUE (a, b), at the bracket. */
static void read_table_key(
	struct instar__clause_parser *p, enum instar__clause_kind kind, const char *words)
{
	struct instar__spelling s = instar__spell(p, words);
	bool autoincrement;

	sqlite3_str_appendchar(s.text, 1, ' ');
	autoincrement = spell_terms(&s);
	instar__clause_put(&s, kind, "", "");
	read_key_options(p, autoincrement);
}

/* The columns of a foreign key as "a,b". */
static char *read_child(struct instar__clause_parser *p)
{
	sqlite3_str *out = sqlite3_str_new(p->sql->db);

	instar__definition_next(&p->r);
	for (; !instar__clause_end(p) && !instar__clause_operator(p, ')');
		instar__definition_next(&p->r)) {
		char *name = instar__sql_memory(p->sql, p->r.size + 1);
		enum instar__token kind =
			p->r.kind == INSTAR__STRING ? INSTAR__QUOTED : p->r.kind;

		if (name)
			sqlite3_str_append(out, name,
				(int)instar__token_fold(kind, p->r.at, p->r.size, name));
		sqlite3_free(name);
	}
	instar__definition_next(&p->r);
	if (!sqlite3_str_length(out))
		sqlite3_str_appendchar(out, 1, ' ');
	return instar__sql_str(p->sql, out);
}

static void read_foreign_key(struct instar__clause_parser *p)
{
	char *child;

	instar__clause_take(p, "key");
	child = read_child(p);
	instar__clause_take(p, "references");
	if (child)
		read_parent(p, child);
	sqlite3_free(child);
}

static void read_table_clause(struct instar__clause_parser *p)
{
	if (instar__clause_take(p, "constraint"))
		instar__definition_next(&p->r);
	else if (instar__clause_take(p, "primary") && instar__clause_take(p, "key"))
		read_table_key(p, INSTAR__CLAUSE_PRIMARY_KEY, "PRIMARY KEY");
	else if (instar__clause_take(p, "unique"))
		read_table_key(p, INSTAR__CLAUSE_UNIQUE, "UNIQUE");
	else if (instar__clause_take(p, "check"))
		read_check(p);
	else if (instar__clause_take(p, "foreign"))
		read_foreign_key(p);
	else
		read_rest(p, "");
}

static bool begins_table_clause(const struct instar__clause_parser *p)
{
	return instar__clause_word(p, "constraint") ||
	       instar__clause_word(p, "primary") || instar__clause_word(p, "unique") ||
	       instar__clause_word(p, "check") || instar__clause_word(p, "foreign");
}

static void read_item(struct instar__clause_parser *p)
{
	if (!begins_table_clause(p)) {
		read_column(p);
		return;
	}
	while (!p->sql->code && !instar__clause_end(p) &&
		!instar__clause_operator(p, ',') && !instar__clause_operator(p, ')'))
		read_table_clause(p);
}

static void read_options(struct instar__clause_parser *p)
{
	while (!p->sql->code && !instar__clause_end(p)) {
		if (instar__clause_take(p, "strict"))
			instar__clause_put_words(
				p, INSTAR__CLAUSE_OPTION, "", "", "STRICT");
		else if (instar__clause_take(p, "without") &&
			 instar__clause_take(p, "rowid"))
			instar__clause_put_words(
				p, INSTAR__CLAUSE_OPTION, "", "", "WITHOUT ROWID");
		else
			instar__definition_next(&p->r);
	}
}

static void read_table(struct instar__clause_parser *p)
{
	while (!instar__clause_end(p) && !instar__clause_operator(p, '('))
		instar__definition_next(&p->r);
	do {
		instar__definition_next(&p->r);
		read_item(p);
	} while (!p->sql->code && instar__clause_operator(p, ','));
	instar__definition_next(&p->r);
	read_options(p);
}

/* --- The others */

/* All that is left, as one clause. */
static void put_rest(struct instar__clause_parser *p, enum instar__clause_kind kind,
	const char *words, bool brackets)
{
	struct instar__token_run run = { .from = p->r, .end = p->r.limit };

	instar__clause_put_run(
		p, kind, "", words, brackets ? instar__clause_bare(run) : run, "");
}

/* Behind INDEX: its name, ON, the table and the terms, WHERE. */
static void read_index(struct instar__clause_parser *p)
{
	struct instar__spelling s = instar__spell(p, "on ");

	while (!instar__clause_end(p) && !instar__clause_take(p, "on"))
		instar__definition_next(&p->r);
	instar__spell_name(&s, &p->r);
	instar__definition_next(&p->r);
	spell_terms(&s);
	instar__clause_put(&s, INSTAR__CLAUSE_ON, "", "");
	if (instar__clause_take(p, "where"))
		put_rest(p, INSTAR__CLAUSE_WHERE, "WHERE ", true);
}

/* Behind TRIGGER: its name, when it fires, on what, its condition, its body. */
static void read_trigger(struct instar__clause_parser *p)
{
	struct instar__token_run run;

	instar__definition_next(&p->r);
	run.from = p->r;
	while (!instar__clause_end(p) && !instar__clause_word(p, "when") &&
		!instar__clause_word(p, "begin"))
		instar__definition_next(&p->r);
	run.end = p->r.at;
	instar__clause_put_run(p, INSTAR__CLAUSE_EVENT, "", "", run, "");
	if (instar__clause_take(p, "when")) {
		run.from = p->r;
		while (!instar__clause_end(p) && !instar__clause_word(p, "begin"))
			instar__clause_one(p);
		run.end = p->r.at;
		instar__clause_put_run(p, INSTAR__CLAUSE_WHEN, "", "WHEN ",
			instar__clause_bare(run), "");
	}
	put_rest(p, INSTAR__CLAUSE_REST, "", false);
}

void instar__clauses_read(
	struct instar__sql *sql, const char *definition, struct instar__clauses *list)
{
	struct instar__clause_parser parser = {
		.r = instar__definition_begin(definition), .sql = sql, .list = list
	};
	struct instar__clause_parser *p = &parser;

	instar__clause_take(p, "create");
	if (instar__clause_take(p, "unique"))
		instar__clause_put_words(
			p, INSTAR__CLAUSE_UNIQUE_INDEX, "", "", "UNIQUE");
	if (instar__clause_take(p, "table"))
		read_table(p);
	else if (instar__clause_take(p, "index"))
		read_index(p);
	else if (instar__clause_take(p, "trigger"))
		read_trigger(p);
	else
		put_rest(p, INSTAR__CLAUSE_REST, "", false);
}
