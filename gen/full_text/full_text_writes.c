/*
 * full_text_writes: does a full-text index follow what is written to its rows? See
 * full_text_writes.h.
 */
#include "gen/full_text/full_text_writes.h"

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/query.h"

/* The savepoint of one write, and what is tried. */
#define TRY "full_text_write"

struct attempt {
	struct scratch *scratch;
	const struct full_text_index *index;
	const struct shot_object *table;
	const char *rowid; /* its name there */
	struct full_text_writes *writes;
};

static void note(struct attempt *attempt, enum tree_trigger_event event,
	enum full_text_follows follows, const char *words)
{
	attempt->writes->follows[event] = follows;
	attempt->writes->words[event] = words;
}

/* It ran: does the index agree? `gone`, unless NULL, is what it must not find. */
static bool judge(struct attempt *attempt, enum tree_trigger_event event,
	const struct full_text_search *gone)
{
	struct full_text_state state = full_text_look(attempt->scratch, attempt->index);
	const char *words = state.words
				    ? arena_printf(attempt->scratch->arena,
					      "its integrity-check says: %s", state.words)
				    : NULL;

	if (gone && full_text_finds(attempt->scratch, attempt->index, gone) == 1) {
		words = arena_printf(attempt->scratch->arena,
			"a search for %s still finds it", gone->phrase);
		state.soundness = FULL_TEXT_UNSOUND;
	} else if (state.missing) {
		words = arena_printf(
			attempt->scratch->arena, "a row is not found: %s", state.example);
	}
	if (state.soundness == FULL_TEXT_UNSOUND)
		note(attempt, event, FULL_TEXT_STRAYS, words);
	else if (state.soundness == FULL_TEXT_SOUND || gone)
		note(attempt, event, FULL_TEXT_FOLLOWS, NULL);
	return attempt->writes->follows[event] != FULL_TEXT_STRAYS;
}

/* Is it the index that fails? That a trigger does not compile is another finding's. */
static bool is_about_index(const struct attempt *attempt, const struct failure *failure)
{
	const char *name =
		arena_printf(attempt->scratch->arena, "%%%s%%", attempt->index->name);

	if ((failure->code & 0xff) == SQLITE_CORRUPT)
		return true;
	return sqlite3_strglob("*constraint failed*", failure->message) &&
	       sqlite3_strglob("*no such *", failure->message) &&
	       sqlite3_strglob("*no column named*", failure->message) &&
	       sqlite3_strlike(name, failure->message, 0) == 0;
}

/* It failed: also without triggers, or because of what they do to the index? */
static void judge_failure(
	struct attempt *attempt, enum tree_trigger_event event, const char *sql)
{
	const struct failure failure = attempt->scratch->failure;
	bool passes;

	scratch_undo(attempt->scratch, TRY);
	scratch_savepoint(attempt->scratch, TRY);
	scratch_triggers(attempt->scratch, false);
	passes = scratch_run(attempt->scratch, sql);
	scratch_triggers(attempt->scratch, true);
	if (passes && is_about_index(attempt, &failure))
		note(attempt, event, FULL_TEXT_REFUSES, failure.message);
}

/* The columns of the table whose texts are in the index. */
static struct names indexed_columns(const struct attempt *attempt)
{
	const struct full_text_index *index = attempt->index;
	struct arena *arena = attempt->scratch->arena;
	struct names columns = { 0 };

	if (map_same(index->content, attempt->table->name))
		names_add_all(arena, &columns, &index->columns);
	for (uint32_t i = 0; i < index->feed_count; i++) {
		if (map_same(index->feeds[i].table, attempt->table->name))
			names_add_all(arena, &columns, &index->feeds[i].reads);
	}
	return columns;
}

/* Another text in one column of the first row where it is NULL, or is not. */
static const char *change_of(const struct attempt *attempt, const char *column, bool null)
{
	return arena_printf(attempt->scratch->arena,
		"UPDATE main.\"%w\" SET \"%w\" = coalesce(\"%w\" || ' ', '') || 'instar' "
		"WHERE \"%w\" = (SELECT min(\"%w\") FROM main.\"%w\" WHERE \"%w\" IS %s)",
		attempt->table->name, column, column, attempt->rowid, attempt->rowid,
		attempt->table->name, column, null ? "NULL" : "NOT NULL");
}

/*
 * Give the first row more words in one column than in the others, or a trigger that
 * confuses columns is not seen; without triggers where they do not follow.
 */
static void make_uneven(struct attempt *attempt)
{
	struct names columns = indexed_columns(attempt);
	struct scratch *scratch = attempt->scratch;
	bool follows = attempt->writes->follows[TRIGGER_UPDATE] == FULL_TEXT_FOLLOWS;

	if (!columns.count ||
		(!follows && (!full_text_index_is_external(attempt->index) ||
				     attempt->index->partial)))
		return;
	scratch_triggers(scratch, follows);
	scratch_run(scratch, change_of(attempt, columns.items[0], false));
	scratch_triggers(scratch, true);
	if (!follows)
		full_text_fill(scratch, attempt->index);
}

/* Take all rows: a trigger that takes more out of an index than is in it is stopped. */
static void try_delete_all(struct attempt *attempt)
{
	struct scratch *scratch = attempt->scratch;
	const char *sql = arena_printf(
		scratch->arena, "DELETE FROM main.\"%w\"", attempt->table->name);

	scratch_savepoint(scratch, TRY);
	if (!scratch_run(scratch, sql) &&
		(scratch->failure.code & 0xff) == SQLITE_CORRUPT)
		note(attempt, TRIGGER_DELETE, FULL_TEXT_REFUSES,
			scratch->failure.message);
	scratch_undo(scratch, TRY);
}

static void try_delete(struct attempt *attempt)
{
	struct scratch *scratch = attempt->scratch;
	int64_t rowid = scratch_int(scratch, 0, "SELECT min(\"%w\") FROM main.\"%w\"",
		attempt->rowid, attempt->table->name);
	struct full_text_search search;
	const char *sql = arena_printf(scratch->arena,
		"DELETE FROM main.\"%w\" WHERE \"%w\" = %lld", attempt->table->name,
		attempt->rowid, rowid);
	bool searched;

	scratch_savepoint(scratch, TRY);
	make_uneven(attempt);
	searched = full_text_search_of(scratch, attempt->index, attempt->table->name,
			   rowid, &search) &&
		   full_text_finds(scratch, attempt->index, &search) == 1;
	if (!scratch_run(scratch, sql))
		judge_failure(attempt, TRIGGER_DELETE, sql);
	else
		judge(attempt, TRIGGER_DELETE, searched ? &search : NULL);
	scratch_undo(scratch, TRY);
}

/* Another text in one column of one row; false: the index did not follow. */
static bool try_column(struct attempt *attempt, const char *column, bool null)
{
	struct scratch *scratch = attempt->scratch;
	const char *sql = change_of(attempt, column, null);
	bool follows = true;

	scratch_savepoint(scratch, TRY);
	if (scratch_run(scratch, sql))
		follows = judge(attempt, TRIGGER_UPDATE, NULL);
	else
		judge_failure(attempt, TRIGGER_UPDATE, sql);
	scratch_undo(scratch, TRY);
	return follows;
}

static void try_update(struct attempt *attempt)
{
	struct names columns = indexed_columns(attempt);

	for (uint32_t i = 0; i < columns.count; i++) {
		const struct shot_column *column =
			snapshot_column(attempt->table, columns.items[i]);

		if (!column || column->generated)
			continue;
		if (!try_column(attempt, column->name, false) ||
			!try_column(attempt, column->name, true)) {
			attempt->writes->column = column->name;
			return;
		}
	}
}

/* Take all rows out of the table and of the index, past the triggers. */
static bool clear(struct attempt *attempt)
{
	const struct full_text_index *index = attempt->index;
	struct scratch *scratch = attempt->scratch;
	const char *format = "DELETE FROM main.\"%w\"";
	bool cleared;

	scratch_triggers(scratch, false);
	cleared = scratch_run(
		scratch, arena_printf(scratch->arena, format, attempt->table->name));
	scratch_triggers(scratch, true);
	if (index->content && !*index->content)
		format = "INSERT INTO main.\"%w\"(\"%w\") VALUES ('delete-all')";
	else if (index->content)
		format = "INSERT INTO main.\"%w\"(\"%w\") VALUES ('rebuild')";
	return cleared && scratch_run(scratch, arena_printf(scratch->arena, format,
						       index->name, index->name));
}

/* The names of what is copied: the columns that are stored, and the rowid. */
static const char *stored_columns(const struct attempt *attempt)
{
	struct text list;
	const char *separator = "";

	text_init(&list, attempt->scratch->arena);
	for (uint32_t i = 0; i < attempt->table->column_count; i++) {
		const struct shot_column *column = &attempt->table->columns[i];

		if (column->generated)
			continue;
		text_format(&list, "%s\"%w\"", separator, column->name);
		separator = ", ";
	}
	text_format(&list, "%s%s", separator, attempt->rowid);
	return list.bytes;
}

/* Would clearing it take rows of other tables out of it too? */
static bool is_shared(const struct full_text_index *index)
{
	return !full_text_index_is_external(index) && index->source_count > 1;
}

/* All rows go out past the triggers and come in again. */
static void try_insert(struct attempt *attempt)
{
	struct scratch *scratch = attempt->scratch;
	const char *table = attempt->table->name;
	const char *columns = stored_columns(attempt);
	const char *keep = arena_printf(scratch->arena,
		"CREATE TEMP TABLE instar_kept AS SELECT %s FROM main.\"%w\"", columns,
		table);
	const char *sql = arena_printf(scratch->arena,
		"INSERT INTO main.\"%w\"(%s) SELECT * FROM temp.instar_kept", table,
		columns);

	scratch_savepoint(scratch, TRY);
	if (scratch_run(scratch, keep) && clear(attempt) && scratch_run(scratch, sql))
		judge(attempt, TRIGGER_INSERT, NULL);
	scratch_undo(scratch, TRY);
}

struct full_text_writes full_text_try(
	struct scratch *scratch, const struct full_text_index *index, const char *table)
{
	struct full_text_writes writes = { .table = table };
	struct attempt attempt = { scratch, index, snapshot_read(scratch, table), NULL,
		&writes };

	if (!attempt.table || attempt.table->type != INSTAR__TABLE ||
		attempt.table->virtual)
		return writes;
	attempt.rowid = snapshot_rowid(scratch, attempt.table);
	if (!attempt.rowid)
		return writes;
	if (!is_shared(index))
		try_insert(&attempt);
	try_update(&attempt);
	try_delete(&attempt);
	if (writes.follows[TRIGGER_DELETE] != FULL_TEXT_STRAYS)
		try_delete_all(&attempt);
	return writes;
}
