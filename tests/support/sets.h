/*
 * sets: compiled sets made by hand, so that the runtime is tested without the generator.
 *
 * A builder with fixed room. One call adds one line of a step; a check lives from the
 * step being written until ends() ends it.
 */
#ifndef TESTS_SETS_H
#define TESTS_SETS_H

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "instar.h"
#include "runtime/sqlite/token.h"

enum { SET_STEPS = 64, SET_STATEMENTS = 256, SET_CHECKS = 512, SET_TEXT = 65536 };

struct builder {
	instar_set set;
	struct instar_step steps[SET_STEPS];
	struct instar_statement statements[SET_STATEMENTS];
	struct instar_check checks[SET_CHECKS];
	char text[SET_TEXT];
};

static inline instar_text set_text(struct builder *b, const char *text)
{
	instar_text at = b->set.text_size;

	if (!text || !*text)
		return 0;
	assert(at + strlen(text) + 1 <= SET_TEXT);
	memcpy(b->text + at, text, strlen(text) + 1);
	b->set.text_size += (uint32_t)strlen(text) + 1;
	return at;
}

static inline void set_begin(struct builder *b, const char *name)
{
	memset(b, 0, sizeof(*b));
	b->set.format = INSTAR_SET_FORMAT;
	b->set.sqlite_version = 3026000;
	b->set.digest = 0x1234567890abcdefu;
	b->set.text_size = 1;
	b->set.text = b->text;
	b->set.steps = b->steps;
	b->set.statements = b->statements;
	b->set.checks = b->checks;
	b->set.name = set_text(b, name);
}

static inline struct instar_step *last_step(struct builder *b)
{
	return &b->steps[b->set.step_count - 1];
}

/* Begin a step. */
static inline void step(struct builder *b, const char *id)
{
	struct instar_step *s = &b->steps[b->set.step_count++];
	char line[256];

	assert(b->set.step_count <= SET_STEPS);
	b->set.digest = b->set.digest * 31 + instar__token_digest(id, strlen(id));
	s->id = set_text(b, id);
	snprintf(line, sizeof(line), "%s.sql", id);
	s->file = set_text(b, line);
	s->description = set_text(b, strchr(id, '_') ? strchr(id, '_') + 1 : id);
	snprintf(line, sizeof(line), "%064llx",
		(unsigned long long)instar__token_digest(id, strlen(id)));
	s->token_hash = set_text(b, line);
	s->up.first = s->down.first = b->set.statement_count;
	s->checks.first = s->requires.first = b->set.check_count;
}

/* Names under which older releases recorded the step. */
static inline void was(struct builder *b, const char *id)
{
	instar_text at = set_text(b, id);

	if (!last_step(b)->was_count++)
		last_step(b)->was = at;
}

/* A statement; the first of a step is on line 1, the next on line 11, … */
static inline void sql(struct builder *b, const char *text)
{
	struct instar_statement *s = &b->statements[b->set.statement_count++];

	assert(b->set.statement_count <= SET_STATEMENTS);
	s->sql = set_text(b, text);
	s->line = last_step(b)->up.count++ * 10 + 1;
	s->guard = INSTAR_NONE;
	b->set.digest = b->set.digest * 31 + instar__token_digest(text, strlen(text));
}

static inline bool same_text(struct builder *b, instar_text a, instar_text c)
{
	return strcmp(b->text + a, b->text + c) == 0;
}

static inline uint32_t find_prior(struct builder *b, uint32_t of)
{
	const struct instar_check *c = &b->checks[of];

	for (uint32_t i = of; i-- > 0;) {
		const struct instar_check *p = &b->checks[i];

		if (p->kind == c->kind && p->flags == c->flags &&
			p->digest == c->digest && same_text(b, p->name, c->name) &&
			same_text(b, p->part, c->part) &&
			same_text(b, p->detail, c->detail))
			return i;
	}
	return INSTAR_NONE;
}

static inline struct instar_check *check(struct builder *b, enum instar_check_kind kind,
	uint32_t flags, const char *name, const char *part, const char *detail)
{
	uint32_t at = b->set.check_count++;
	struct instar_check *c = &b->checks[at];

	assert(b->set.check_count <= SET_CHECKS);
	*c = (struct instar_check){ .kind = kind,
		.flags = flags,
		.name = set_text(b, name),
		.part = set_text(b, part),
		.detail = set_text(b, detail),
		.birth = b->set.step_count,
		.death = INSTAR_NONE };
	c->prior = find_prior(b, at);
	last_step(b)->checks.count++;
	return c;
}

/* A precondition of the step; add them after its checks. */
static inline void requires(struct builder *b, enum instar_check_kind kind,
	uint32_t flags, const char *name, const char *part, const char *detail)
{
	struct instar_check *c = check(b, kind, flags, name, part, detail);

	last_step(b)->checks.count--;
	if (!last_step(b)->requires.count++)
	last_step(b)->requires.first = b->set.check_count - 1;
	c->birth = 0;
}

/* The step being written ends the living checks on that name (and part, if given). */
static inline void ends(struct builder *b, enum instar_check_kind kind, const char *name,
	const char *part)
{
	for (uint32_t i = 0; i < b->set.check_count; i++) {
		struct instar_check *c = &b->checks[i];

		if (c->kind == (uint32_t)kind && c->death == INSTAR_NONE &&
			c->birth < b->set.step_count &&
			strcmp(b->text + c->name, name) == 0 &&
			(!part || strcmp(b->text + c->part, part) == 0))
			c->death = b->set.step_count;
	}
}

/* The definition that an object has from this step on: the memo of the fast path. */
static inline void memo(
	struct builder *b, const char *type, const char *name, const char *definition)
{
	for (uint32_t i = 0; i < b->set.check_count; i++) {
		if (b->checks[i].flags & INSTAR_CHECK_MEMO &&
			b->checks[i].death == INSTAR_NONE &&
			strcmp(b->text + b->checks[i].name, name) == 0)
			b->checks[i].death = b->set.step_count;
	}
	if (definition)
		check(b, INSTAR_CHECK_DEFINITION, INSTAR_CHECK_MEMO, name, NULL, type)
			->digest = instar__text_digest(definition, strlen(definition));
}

static inline void table(struct builder *b, const char *name)
{
	check(b, INSTAR_CHECK_TABLE, 0, name, NULL, NULL);
}

static inline void column(
	struct builder *b, const char *of, const char *name, const char *type)
{
	check(b, INSTAR_CHECK_COLUMN, 0, of, name, type);
}

/*
 * A shop of twelve steps in which things come and go: nick lives from step 3 to 8, and
 * again from 11; the view is replaced by 6; the index of step 2 goes with 10.
 */
static inline void shop_first_half(struct builder *b)
{
	static const char users[] =
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT)";
	static const char orders[] = "CREATE TABLE orders(id INTEGER PRIMARY KEY, "
				     "user_id INTEGER REFERENCES users(id))";
	static const char by_user[] = "CREATE INDEX orders_user ON orders(user_id)";
	static const char view_1[] = "CREATE VIEW names AS SELECT name FROM users";
	static const char view_2[] = "CREATE VIEW names AS SELECT id, name FROM users";
	static const char trigger[] = "CREATE TRIGGER tidy AFTER DELETE ON users BEGIN "
				      "DELETE FROM orders WHERE user_id = old.id; END";

	step(b, "001_users");
	sql(b, users);
	table(b, "users");
	column(b, "users", "id", "INTEGER");
	column(b, "users", "name", "TEXT");
	memo(b, "table", "users", users);
	step(b, "002_orders");
	sql(b, orders);
	sql(b, by_user);
	table(b, "orders");
	column(b, "orders", "id", "INTEGER");
	column(b, "orders", "user_id", "INTEGER");
	check(b, INSTAR_CHECK_FOREIGN_KEY, 0, "orders", "user_id", "users(id)");
	check(b, INSTAR_CHECK_INDEX, 0, "orders_user", "orders", "user_id");
	memo(b, "table", "orders", orders);
	memo(b, "index", "orders_user", by_user);
	step(b, "003_nick");
	was(b, "003_nickname");
	sql(b, "ALTER TABLE users ADD COLUMN nick TEXT");
	column(b, "users", "nick", "TEXT");
	memo(b, "table", "users",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT)");
	step(b, "004_names");
	sql(b, view_1);
	check(b, INSTAR_CHECK_VIEW, 0, "names", NULL, NULL)->digest =
		instar__token_digest(view_1, strlen(view_1));
	step(b, "005_tidy");
	sql(b, trigger);
	check(b, INSTAR_CHECK_TRIGGER, 0, "tidy", "users", NULL)->digest =
		instar__token_digest(trigger, strlen(trigger));
	memo(b, "trigger", "tidy", trigger);
	step(b, "006_names_again");
	sql(b, "DROP VIEW names");
	sql(b, view_2);
	ends(b, INSTAR_CHECK_VIEW, "names", NULL);
	check(b, INSTAR_CHECK_VIEW, 0, "names", NULL, NULL)->digest =
		instar__token_digest(view_2, strlen(view_2));
}

static inline void shop_second_half(struct builder *b)
{
	step(b, "007_settings");
	sql(b, "CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID");
	sql(b, "INSERT INTO settings VALUES('theme', 'plain')");
	table(b, "settings");
	column(b, "settings", "key", "TEXT");
	column(b, "settings", "value", "TEXT");
	step(b, "008_email");
	sql(b, "ALTER TABLE users ADD COLUMN email TEXT");
	sql(b, "CREATE UNIQUE INDEX users_email ON users(email)");
	column(b, "users", "email", "TEXT");
	check(b, INSTAR_CHECK_INDEX, INSTAR_CHECK_UNIQUE, "users_email", "users",
		"email");
	memo(b, "table", "users",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT, email "
		"TEXT)");
	step(b, "009_no_nick");
	sql(b, "ALTER TABLE users DROP COLUMN nick");
	ends(b, INSTAR_CHECK_COLUMN, "users", "nick");
	check(b, INSTAR_CHECK_COLUMN, INSTAR_CHECK_NOT, "users", "nick", NULL);
	memo(b, "table", "users",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT)");
	step(b, "010_no_index");
	sql(b, "DROP INDEX orders_user");
	ends(b, INSTAR_CHECK_INDEX, "orders_user", NULL);
	memo(b, "index", "orders_user", NULL);
	check(b, INSTAR_CHECK_INDEX, INSTAR_CHECK_NOT, "orders_user", NULL, NULL);
	step(b, "011_nick_again");
	sql(b, "ALTER TABLE users ADD COLUMN nick TEXT");
	ends(b, INSTAR_CHECK_COLUMN, "users", "nick");
	column(b, "users", "nick", "TEXT");
	memo(b, "table", "users",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, nick "
		"TEXT)");
	step(b, "012_notes");
	sql(b, "CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
	table(b, "notes");
	column(b, "notes", "id", "INTEGER");
	column(b, "notes", "body", "TEXT");
}

static inline const instar_set *shop(struct builder *b)
{
	set_begin(b, "shop");
	shop_first_half(b);
	shop_second_half(b);
	return &b->set;
}

#endif
