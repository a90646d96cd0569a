/*
 * journal: which steps drizzle knows, and in which order. See journal.h.
 */
#include "gen/read/journal.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/report/diag.h"
#include "runtime/sqlite/sql.h"

static const struct span nowhere = { 0, 0 };

struct reader {
	struct arena *arena;
	struct diags *diags;
	const struct source *source;
	struct instar__sql sql;
	struct journal journal;
	struct map tags;
	uint32_t at; /* behind the last tag that was found */
};

static struct diag *report(
	const struct reader *reader, struct span span, const char *message)
{
	return diag_report(
		reader->diags, RULE_JOURNAL, reader->source, span, "%s", message);
}

/* A query with the journal as its only parameter. */
static sqlite3_stmt *query(struct reader *reader, const char *text)
{
	sqlite3_stmt *stmt = instar__sql_prepare(&reader->sql, text);
	if (stmt)
		instar__sql_bind(&reader->sql, stmt, 1, reader->source->text);
	return stmt;
}

/* The text that a query gives, or "". */
static const char *look_up(struct reader *reader, const char *text)
{
	const char *found = "";
	sqlite3_stmt *stmt = query(reader, text);
	if (instar__sql_row(&reader->sql, stmt)) {
		found = instar__sql_text(&reader->sql, stmt, 0);
		found = arena_copy(reader->arena, found, strlen(found));
	}
	instar__sql_finish(stmt);
	return found;
}

/* Where a word is between quotes, at `from` or behind it. */
static struct span find(const struct reader *reader, const char *tag, uint32_t from)
{
	const char *quoted = arena_printf(reader->arena, "\"%s\"", tag);
	const char *at = strstr(reader->source->text + from, quoted);
	uint32_t start = at ? (uint32_t)(at - reader->source->text) + 1 : 0;
	return at ? (struct span){ start, start + (uint32_t)strlen(tag) } : nowhere;
}

/* drizzle runs what is younger than the youngest it has run, and nothing else. */
static void check_time(const struct reader *reader, const struct journal_entry *entry)
{
	const struct journal *journal = &reader->journal;
	const struct journal_entry *last = NULL;
	for (uint32_t i = 0; i < journal->count; i++) {
		if (!last || strtoll(journal->entries[i].when, NULL, 10) >
				     strtoll(last->when, NULL, 10))
			last = &journal->entries[i];
	}
	if (!last || strtoll(last->when, NULL, 10) <= strtoll(entry->when, NULL, 10))
		return;
	struct diag *diag = report(reader, entry->span,
		arena_printf(
			reader->arena, "its \"when\" is before that of %s", last->tag));
	diag->severity = SEVERITY_WARNING;
	diag->evidence = "drizzle leaves such a step out on a database that has the "
			 "other; instar runs it";
	diag->help = "make \"when\" grow from entry to entry";
}

static void add_entry(struct reader *reader, const char *tag, const char *when)
{
	struct journal *journal = &reader->journal;
	struct journal_entry entry = {
		.tag = arena_copy(reader->arena, tag, strlen(tag)),
		.when = arena_copy(reader->arena, when, strlen(when)),
	};
	entry.span = find(reader, entry.tag, reader->at);
	reader->at = entry.span.end > reader->at ? entry.span.end : reader->at;
	if (map_get(&reader->tags, entry.tag) != MAP_NONE) {
		report(reader, entry.span,
			arena_printf(reader->arena, "tag %s twice", entry.tag))
			->help = "keep one entry for each file";
		return;
	}
	check_time(reader, &entry);
	map_put(&reader->tags, entry.tag, journal->count);
	*arena_add(reader->arena, journal->entries, journal->count) = entry;
}

static void read_entries(struct reader *reader)
{
	sqlite3_stmt *stmt = query(reader, "SELECT key, CASE type WHEN 'object' THEN "
					   "json_extract(value, '$.tag') END, "
					   "coalesce(CASE type WHEN 'object' THEN "
					   "json_extract(value, '$.when') END, "
					   "0) "
					   "FROM json_each(?1, '$.entries')");
	while (instar__sql_row(&reader->sql, stmt)) {
		const char *tag = instar__sql_text(&reader->sql, stmt, 1);
		if (*tag)
			add_entry(reader, tag, instar__sql_text(&reader->sql, stmt, 2));
		else
			report(reader, nowhere,
				arena_printf(reader->arena, "entry %s has no \"tag\"",
					instar__sql_text(&reader->sql, stmt, 0)))
				->help = "name the file, without .sql";
	}
	instar__sql_finish(stmt);
}

static void check_dialect(struct reader *reader)
{
	const char *dialect = look_up(reader, "SELECT json_extract(?1, '$.dialect')");
	if (*dialect && strcmp(dialect, "sqlite") != 0 && strcmp(dialect, "turso") != 0)
		diag_report(reader->diags, RULE_OTHER_ENGINE, reader->source,
			find(reader, dialect, 0), "a history for %s", dialect)
			->help = "instar compiles migrations of SQLite databases";
}

static void read_all(struct reader *reader)
{
	if (strcmp(look_up(reader, "SELECT json_valid(?1)"), "1") != 0) {
		report(reader, nowhere, "is not JSON")->help =
			"put the file back from version control, or let drizzle-kit "
			"write it again";
		return;
	}
	if (strcmp(look_up(reader, "SELECT json_type(?1, '$.entries')"), "array") != 0) {
		report(reader, nowhere, "has no list \"entries\"")->help =
			"put the file back from version control";
		return;
	}
	check_dialect(reader);
	read_entries(reader);
}

struct journal journal_read(
	struct arena *arena, struct diags *diags, const struct source *source)
{
	struct reader reader = { .arena = arena, .diags = diags, .source = source };
	sqlite3 *db = NULL;
	map_init(&reader.tags, arena);
	reader.tags.exact = true;
	if (!source->usable)
		return reader.journal;
	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		arena_exhausted();
	instar__sql_init(&reader.sql, db);
	read_all(&reader);
	if (reader.sql.code)
		report(&reader, nowhere, reader.sql.message);
	sqlite3_close(db);
	return reader.journal;
}
