/*
 * backfills: a set made by hand whose steps have backfills, without the generator.
 *
 * In: a builder of sets.h. Out: its set with backfills along a rowid or another key.
 */
#ifndef TESTS_BACKFILLS_H
#define TESTS_BACKFILLS_H

#include "sets.h"

struct backfills {
	struct builder b;
	struct instar_backfill items[8];
};

/* Text of the builder, from a format of SQLite's. */
static inline instar_text backfill_text(struct builder *b, char *text)
{
	instar_text at = set_text(b, text);

	sqlite3_free(text);
	return at;
}

static inline uint32_t backfill_statement(struct builder *b, char *text)
{
	struct instar_statement *s = &b->statements[b->set.statement_count];

	s->sql = backfill_text(b, text);
	s->guard = INSTAR_NONE;
	return b->set.statement_count++;
}

/*
 * A backfill of the last step along the rowid of `table`: `change` is all of the
 * statement before its WHERE, `due` what comes after it. It does not say what it writes,
 * so that tests can count changes with triggers that no step knows.
 */
static inline struct instar_backfill *backfill(struct backfills *f, const char *key,
	const char *table, const char *change, const char *due)
{
	struct builder *b = &f->b;
	struct instar_backfill *item = &f->items[b->set.backfill_count++];

	b->set.backfills = f->items;
	*item = (struct instar_backfill){ .key = set_text(b, key),
		.table = set_text(b, table),
		.file = last_step(b)->file,
		.token_hash = set_text(b, change),
		.line = 7,
		.step = b->set.step_count,
		.batch = 200,
		.after = INSTAR_NONE,
		.key_columns = 1 };
	item->bound_first = backfill_text(b,
		sqlite3_mprintf("SELECT * FROM (SELECT rowid FROM %s ORDER BY rowid LIMIT"
				" 1 OFFSET ?9 - 1) UNION ALL SELECT max(rowid) FROM %s"
				" LIMIT 1",
			table, table));
	item->bound_next = backfill_text(b,
		sqlite3_mprintf("SELECT * FROM (SELECT rowid FROM %s WHERE rowid > ?1"
				" ORDER BY rowid LIMIT 1 OFFSET ?9 - 1) UNION ALL SELECT"
				" max(rowid) FROM %s WHERE rowid > ?1 LIMIT 1",
			table, table));
	item->left_first = backfill_text(b,
		sqlite3_mprintf("SELECT 1 FROM %s WHERE rowid <= ?5 AND (%s) AND"
				" quote(rowid) NOT IN (SELECT row FROM"
				" schema_backfill_skipped WHERE set_name = ?10 AND key ="
				" ?11) LIMIT 1",
			table, due));
	item->left_next = backfill_text(
		b, sqlite3_mprintf(
			   "SELECT 1 FROM %s WHERE rowid > ?1 AND rowid <= ?5 AND (%s)"
			   " AND quote(rowid) NOT IN (SELECT row FROM"
			   " schema_backfill_skipped WHERE set_name = ?10 AND key ="
			   " ?11) LIMIT 1",
			   table, due));
	item->row = set_text(b, "SELECT quote(?5)");
	item->first.first = backfill_statement(
		b, sqlite3_mprintf("%s WHERE rowid <= ?5 AND (%s)", change, due));
	item->next.first = backfill_statement(
		b, sqlite3_mprintf(
			   "%s WHERE rowid > ?1 AND rowid <= ?5 AND (%s)", change, due));
	item->first.count = item->next.count = 1;
	return item;
}

/* A deferred index of the last step. */
static inline struct instar_backfill *deferred_index(struct backfills *f,
	const char *name, const char *table, const char *definition,
	const char *duplicates)
{
	struct builder *b = &f->b;
	struct instar_backfill *item = &f->items[b->set.backfill_count++];

	b->set.backfills = f->items;
	*item = (struct instar_backfill){ .key = set_text(b, name),
		.table = set_text(b, table),
		.file = last_step(b)->file,
		.token_hash = set_text(b, definition),
		.line = 9,
		.step = b->set.step_count,
		.flags = INSTAR_BACKFILL_INDEX |
			 (duplicates ? (uint32_t)INSTAR_BACKFILL_UNIQUE : 0u),
		.after = INSTAR_NONE,
		.digest = instar__text_digest(definition, strlen(definition)) };
	item->row = set_text(b, duplicates ? duplicates : "");
	item->first.first = backfill_statement(b, sqlite3_mprintf("%s", definition));
	item->first.count = 1;
	return item;
}

/* Two steps: people; people get a full name, and 30 rows of them have none yet. */
static inline void people(struct backfills *f)
{
	static const char before[] =
		"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT,"
		" last TEXT)";
	static const char after[] =
		"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT,"
		" last TEXT, name TEXT)";

	memset(f, 0, sizeof(*f));
	set_begin(&f->b, "people");
	step(&f->b, "001_people");
	sql(&f->b, before);
	table(&f->b, "people");
	memo(&f->b, "table", "people", before);
	step(&f->b, "002_name");
	sql(&f->b, "ALTER TABLE people ADD COLUMN name TEXT");
	column(&f->b, "people", "name", "TEXT");
	memo(&f->b, "table", "people", after);
	backfill(f, "names", "people", "UPDATE people SET name = first || ' ' || last",
		"name IS NULL AND first IS NOT NULL");
}

#endif
