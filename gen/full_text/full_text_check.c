/*
 * full_text_check: does a full-text index have the rows that it is about? See
 * full_text_check.h.
 *
 * Two questions, each where it can be asked. integrity-check compares the words of an
 * index with the texts of its content; where it has none of another table's, the triggers
 * that feed it say which row it has for each of theirs.
 */
#include "gen/full_text/full_text_check.h"

#include <ctype.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/query.h"

/* So many rows of a table are looked for, and so long may a text be that is searched. */
enum { MOST_ROWS = 64, LONGEST = 200, SHORTEST = 3 };

bool full_text_fill(struct scratch *scratch, const struct full_text_index *index)
{
	return scratch_run(
		scratch, arena_printf(scratch->arena,
				 "INSERT INTO main.\"%w\"(\"%w\") VALUES ('rebuild')",
				 index->name, index->name));
}

/* The rows of a content, as rowid and texts. */
static const char *content_rows(
	struct scratch *scratch, const struct full_text_index *index)
{
	struct text sql;

	text_init(&sql, scratch->arena);
	text_format(&sql, "SELECT \"%w\".\"%w\"", index->content, index->rowid);
	for (uint32_t i = 0; i < index->columns.count; i++)
		text_format(
			&sql, ", \"%w\".\"%w\"", index->content, index->columns.items[i]);
	text_format(&sql, " FROM main.\"%w\"", index->content);
	return sql.bytes;
}

/* The rows of a table that feeds the index, as rowid and texts. */
static const char *feed_rows(struct scratch *scratch, const struct full_text_feed *feed)
{
	struct text sql;

	text_init(&sql, scratch->arena);
	text_format(&sql, "SELECT %s", feed->rowid ? feed->rowid : "NULL");
	for (uint32_t i = 0; i < feed->values.count; i++)
		text_format(&sql, ", %s", feed->values.items[i]);
	text_format(&sql, " FROM main.\"%w\" AS new WHERE (%s)", feed->table,
		feed->condition ? feed->condition : "1");
	return sql.bytes;
}

/* The first word of the text that every tokenizer takes for one, up to `*end`; or NULL.
 */
static const char *word_in(const char *text, const char **end)
{
	while (*text) {
		const char *start = text;

		while (isalnum((unsigned char)*text) && !(*text & 0x80))
			text++;
		*end = text;
		text += strcspn(text, " ");
		if (text == *end && *end - start >= SHORTEST)
			return start;
		text += strspn(text, " ");
	}
	return NULL;
}

/* A text as what MATCH is given: all of it, or a word; or NULL. */
static const char *phrase(struct arena *arena, const struct full_text_index *index,
	const struct value *value)
{
	const char *end, *word;

	if (value->type != SQLITE_TEXT || value->size > LONGEST ||
		strlen(value->text) != (size_t)value->size ||
		strpbrk(value->text, "\"*^"))
		return NULL;
	word = word_in(value->text, &end);
	if (!word)
		return NULL;
	return index->phraseless
		       ? arena_printf(arena, "\"%.*s\"", (int)(end - word), word)
		       : arena_printf(arena, "\"%s\"", value->text);
}

/* What to search for to find the row, by the first of its texts with a word; or NULL. */
static const char *phrase_of(
	const struct full_text_index *index, const struct query *row, uint32_t count)
{
	const char *found = NULL;

	for (uint32_t i = 1; i <= count && !found; i++) {
		struct value value = query_value(row, (int)i);

		found = phrase(row->scratch->arena, index, &value);
	}
	return found;
}

int full_text_finds(struct scratch *scratch, const struct full_text_index *index,
	const struct full_text_search *search)
{
	int64_t count = scratch_int(scratch, -1,
		"SELECT count(*) FROM main.\"%w\" WHERE \"%w\" MATCH %Q AND rowid = %lld",
		index->name, index->name, search->phrase, search->rowid);

	return count > 0 ? 1 : (int)count;
}

/* Has an index with texts of its own this row, as it is now? */
static bool has_row(struct scratch *scratch, const struct full_text_index *index,
	const struct full_text_feed *feed, const struct query *row)
{
	struct query query;
	struct text sql;
	bool found;

	text_init(&sql, scratch->arena);
	text_format(&sql, "SELECT 1 FROM main.\"%w\" WHERE %s", index->name,
		feed->rowid ? "rowid = ?" : "? IS NULL");
	for (uint32_t i = 0; i < feed->columns.count; i++)
		text_format(&sql, " AND \"%w\" IS ?", feed->columns.items[i]);
	query = scratch_prepare(scratch, sql.bytes);
	for (int i = 0; i <= (int)feed->columns.count; i++) {
		struct value value = query_value(row, i);

		query_bind(&query, i + 1, &value);
	}
	found = query_row(&query) || query.failed;
	query_close(&query);
	return found;
}

static void note_missing(
	struct full_text_state *state, const struct query *row, const char *phrase)
{
	struct arena *arena = row->scratch->arena;
	const char *text = phrase ? phrase : query_text(row, 1);
	const char *rowid = query_text(row, 0);

	if (state->missing++)
		return;
	if (rowid)
		state->example = arena_printf(arena, "rowid %s%s%s", rowid,
			text ? " by " : "", text ? text : "");
	else
		state->example = arena_printf(arena, "that of %s", text ? text : "NULL");
}

/* Look for each row that the query gives; `feed` is NULL for those of a content. */
static void search_rows(struct scratch *scratch, const struct full_text_index *index,
	const struct full_text_feed *feed, const char *sql, struct full_text_state *state)
{
	uint32_t count = feed ? feed->values.count : index->columns.count;
	struct query rows = scratch_prepare(scratch, sql);

	while (query_row(&rows) && state->rows < MOST_ROWS) {
		struct full_text_search search = { query_int(&rows, 0), NULL };
		bool found = true;

		if (!query_text(&rows, 0) && (!feed || feed->rowid))
			continue;
		state->rows++;
		if (!index->content)
			found = has_row(scratch, index, feed, &rows);
		else if ((search.phrase = phrase_of(index, &rows, count)) != NULL)
			found = full_text_finds(scratch, index, &search) != 0;
		if (!found)
			note_missing(state, &rows, search.phrase);
	}
	query_close(&rows);
}

/* What SQLite's own check says; NULL: nothing is wrong. */
static const char *integrity(struct scratch *scratch, const struct full_text_index *index)
{
	const char *format =
		index->version == 5
			? "INSERT INTO main.\"%w\"(\"%w\", rank) VALUES "
			  "('integrity-check', 1)"
			: "INSERT INTO main.\"%w\"(\"%w\") VALUES ('integrity-check')";

	if (scratch_run(scratch,
		    arena_printf(scratch->arena, format, index->name, index->name)))
		return NULL;
	return scratch->failure.message;
}

/* Is what SQLite says a word about the index, and not about something of the host's? */
static bool is_about_names(const char *words)
{
	return !strncmp(words, "no such table", 13) ||
	       !strncmp(words, "no such column", 14);
}

/* An index whose content is elsewhere. */
static void look_outside(struct scratch *scratch, const struct full_text_index *index,
	struct full_text_state *state)
{
	const char *sql = content_rows(scratch, index);

	state->table = index->content;
	if (!scratch_compiles(scratch, sql)) {
		state->words = scratch->failure.message;
		state->soundness = is_about_names(state->words) ? FULL_TEXT_BROKEN
								: FULL_TEXT_UNKNOWN;
		return;
	}
	state->words = integrity(scratch, index);
	if (!state->words) {
		state->soundness = FULL_TEXT_SOUND;
	} else if ((scratch->failure.code & 0xff) == SQLITE_CORRUPT) {
		state->soundness = FULL_TEXT_UNSOUND;
		search_rows(scratch, index, NULL, sql, state);
	}
}

/* An index whose rows are those of the tables that feed it. */
static void look_at_feeds(struct scratch *scratch, const struct full_text_index *index,
	struct full_text_state *state)
{
	if (!index->content)
		state->words = integrity(scratch, index);
	if (state->words) {
		if ((scratch->failure.code & 0xff) == SQLITE_CORRUPT)
			state->soundness = FULL_TEXT_UNSOUND;
		return;
	}
	for (uint32_t i = 0; i < index->feed_count; i++) {
		const struct full_text_feed *feed = &index->feeds[i];

		state->table = feed->table;
		search_rows(scratch, index, feed, feed_rows(scratch, feed), state);
		if (state->missing)
			break;
	}
	if (state->rows)
		state->soundness = state->missing ? FULL_TEXT_UNSOUND : FULL_TEXT_SOUND;
}

struct full_text_state full_text_look(
	struct scratch *scratch, const struct full_text_index *index)
{
	struct full_text_state state = { 0 };

	if (full_text_index_is_external(index) && !index->partial)
		look_outside(scratch, index, &state);
	else
		look_at_feeds(scratch, index, &state);
	return state;
}

bool full_text_search_of(struct scratch *scratch, const struct full_text_index *index,
	const char *table, int64_t rowid, struct full_text_search *search)
{
	for (uint32_t i = 0; i < index->feed_count; i++) {
		const struct full_text_feed *feed = &index->feeds[i];
		struct query row;
		bool found;

		if (!map_same(feed->table, table) || !feed->rowid)
			continue;
		row = scratch_query(scratch, "%s AND new.rowid = %lld",
			feed_rows(scratch, feed), rowid);
		found = query_row(&row) && query_text(&row, 0);
		if (found) {
			search->rowid = query_int(&row, 0);
			search->phrase = phrase_of(index, &row, feed->values.count);
		}
		query_close(&row);
		if (found)
			return search->phrase != NULL;
	}
	return false;
}
