/*
 * test_full_text: what is known of full-text indexes, whether they have their rows, and
 * whether they follow the next write.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/full_text/full_text_writes.h"
#include "gen/oracle/query.h"

#define NOTES                                                                            \
	"CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT, body TEXT, gone TEXT);"
#define OUTSIDE                                                                          \
	"CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes', "        \
	"content_rowid = 'id');"
#define INSIDE "CREATE VIRTUAL TABLE search USING fts5(title, body);"
#define NOWHERE "CREATE VIRTUAL TABLE search USING fts5(title, body, content = '');"
#define ROWS                                                                             \
	"INSERT INTO notes(id, title, body) VALUES (3, 'first', 'alpha beta'), "         \
	"(5, 'second', 'gamma'), (9, 'third', NULL);"
#define FILL "INSERT INTO search(rowid, title, body) SELECT id, title, body FROM notes;"
#define ON_INSERT                                                                        \
	"CREATE TRIGGER on_insert AFTER INSERT ON notes BEGIN INSERT INTO "              \
	"search(rowid, title, body) VALUES (new.id, new.title, new.body); END;"
#define ON_DELETE                                                                        \
	"CREATE TRIGGER on_delete AFTER DELETE ON notes BEGIN INSERT INTO "              \
	"search(search, rowid, title, body) VALUES ('delete', old.id, old.title, "       \
	"old.body); END;"
#define ON_UPDATE                                                                        \
	"CREATE TRIGGER on_update AFTER UPDATE ON notes BEGIN INSERT INTO "              \
	"search(search, rowid, title, body) VALUES ('delete', old.id, old.title, "       \
	"old.body); INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, "  \
	"new.body); END;"
#define PLAIN_DELETE                                                                     \
	"CREATE TRIGGER on_delete AFTER DELETE ON notes BEGIN DELETE FROM search WHERE " \
	"rowid = old.id; END;"
#define PLAIN_UPDATE                                                                     \
	"CREATE TRIGGER on_update AFTER UPDATE ON notes BEGIN UPDATE search SET title "  \
	"= new.title, body = new.body WHERE rowid = new.id; END;"

/* A database with one index, and what is read of it. */
struct library {
	struct arena *arena;
	struct scratch *scratch;
	struct snapshot *snapshot;
	struct full_text_indexes indexes;
};

static void run(const struct library *library, const char *sql)
{
	if (!scratch_run_text(library->scratch, sql))
		fail_msg("%s: %s", sql, sqlite3_errmsg(library->scratch->db));
}

static struct library open_library(const char *sql)
{
	struct library library = { .arena = arena_new() };

	library.scratch = scratch_open(library.arena);
	library.snapshot = snapshot_new(library.arena);
	run(&library, sql);
	snapshot_apply(
		library.snapshot, snapshot_compare(library.snapshot, library.scratch));
	library.indexes = full_text_indexes_read(library.arena, library.snapshot);
	assert_int_equal(library.indexes.count, 1);
	return library;
}

static void close_library(struct library *library)
{
	snapshot_free(library->snapshot);
	scratch_close(library->scratch);
	arena_free(library->arena);
}

static struct full_text_state look(const struct library *library)
{
	return full_text_look(library->scratch, library->indexes.items);
}

static struct full_text_writes try_writes(const struct library *library)
{
	return full_text_try(library->scratch, library->indexes.items, "notes");
}

static int64_t count(const struct library *library, const char *table)
{
	return scratch_int(
		library->scratch, -1, "SELECT count(*) FROM main.\"%w\"", table);
}

static void an_index_is_read_with_its_content_and_its_triggers(void **state)
{
	struct library library =
		open_library(NOTES OUTSIDE ON_INSERT ON_UPDATE ON_DELETE);
	const struct full_text_index *index = library.indexes.items;
	const struct full_text_source *source = full_text_source_find(index, "NOTES");

	(void)state;
	assert_int_equal(index->version, 5);
	assert_string_equal(index->content, "notes");
	assert_string_equal(index->rowid, "id");
	assert_true(full_text_index_is_external(index));
	assert_int_equal(index->columns.count, 2);
	assert_false(index->partial);
	assert_false(index->over_view);
	assert_non_null(source);
	assert_true(full_text_source_is_kept(source));
	for (int event = 0; event < 3; event++)
		assert_non_null(source->triggers[event]);
	assert_int_equal(index->feed_count, 1);
	assert_string_equal(index->feeds->rowid, "new.id");
	assert_string_equal(index->feeds->values.items[1], "new.body");
	assert_null(index->feeds->condition);
	assert_ptr_equal(full_text_index_find(&library.indexes, "Search"), index);
	assert_null(full_text_index_find(&library.indexes, "notes"));
	close_library(&library);
}

static void columns_that_are_not_indexed_do_not_count(void **state)
{
	struct library library = open_library(NOTES
		"CREATE VIRTUAL TABLE search USING fts5(id unindexed, [title], \"body\", "
		"detail = none, tokenize = 'porter unicode61');");
	const struct full_text_index *index = library.indexes.items;

	(void)state;
	assert_int_equal(index->columns.count, 2);
	assert_string_equal(index->columns.items[0], "title");
	assert_true(index->phraseless);
	assert_null(index->content);
	assert_int_equal(index->source_count, 0);
	close_library(&library);

	library = open_library(NOTES "CREATE VIRTUAL TABLE search USING fts4("
				     "content=\"notes\", title, gone, notindexed=gone);");
	index = library.indexes.items;
	assert_int_equal(index->version, 4);
	assert_string_equal(index->rowid, "rowid");
	assert_int_equal(index->columns.count, 1);
	close_library(&library);
}

static void a_row_that_a_trigger_leaves_out_is_left_out_on_purpose(void **state)
{
	struct library library = open_library(NOTES INSIDE
		"CREATE TRIGGER on_insert AFTER INSERT ON notes WHEN new.gone IS NULL "
		"BEGIN INSERT INTO search(rowid, title, body) VALUES (new.id, "
		"new.title, new.body); END;" ROWS
		"INSERT INTO notes(id, title, gone) VALUES (11, 'fourth', 'yes');");

	(void)state;
	assert_true(library.indexes.items->partial);
	assert_non_null(library.indexes.items->feeds->condition);
	assert_int_equal(look(&library).soundness, FULL_TEXT_SOUND);
	run(&library, "UPDATE notes SET gone = NULL");
	assert_int_equal(look(&library).soundness, FULL_TEXT_UNSOUND);
	close_library(&library);
}

static void a_condition_about_a_change_leaves_no_row_out(void **state)
{
	struct library library = open_library(NOTES INSIDE ON_INSERT
		"CREATE TRIGGER on_update AFTER UPDATE ON notes WHEN old.body IS NOT "
		"new.body BEGIN DELETE FROM search WHERE rowid = old.id; INSERT INTO "
		"search(rowid, title, body) VALUES (new.id, new.title, new.body); END;");

	(void)state;
	assert_false(library.indexes.items->partial);
	close_library(&library);

	library = open_library(NOTES INSIDE ON_INSERT
		"CREATE TRIGGER on_update AFTER UPDATE ON notes BEGIN DELETE FROM search "
		"WHERE rowid = old.id; INSERT INTO search(rowid, title, body) SELECT "
		"new.id, new.title, new.body WHERE new.gone IS NULL; END;");
	assert_true(library.indexes.items->partial);
	assert_string_equal(library.indexes.items->feeds->condition, "new.gone IS NULL");
	close_library(&library);
}

static void a_new_index_lacks_the_rows_that_are_there(void **state)
{
	static const char *const indexes[] = { OUTSIDE ON_INSERT, INSIDE ON_INSERT,
		NOWHERE ON_INSERT };

	(void)state;
	for (int i = 0; i < 3; i++) {
		char sql[2000];
		struct library library;
		struct full_text_state found;

		snprintf(sql, sizeof(sql), "%s%s", NOTES ROWS, indexes[i]);
		library = open_library(sql);
		found = look(&library);
		assert_int_equal(found.soundness, FULL_TEXT_UNSOUND);
		assert_int_equal(found.rows, 3);
		assert_int_equal(found.missing, 3);
		assert_string_equal(found.table, "notes");
		assert_non_null(strstr(found.example, "rowid 3"));
		run(&library, FILL);
		assert_int_equal(look(&library).soundness, FULL_TEXT_SOUND);
		close_library(&library);
	}
}

static void an_index_without_triggers_is_only_known_with_a_content(void **state)
{
	struct library library = open_library(NOTES ROWS INSIDE);

	(void)state;
	assert_int_equal(look(&library).soundness, FULL_TEXT_UNKNOWN);
	close_library(&library);

	library = open_library(NOTES ROWS OUTSIDE);
	assert_int_equal(look(&library).soundness, FULL_TEXT_UNSOUND);
	assert_true(full_text_fill(library.scratch, library.indexes.items));
	assert_int_equal(look(&library).soundness, FULL_TEXT_SOUND);
	close_library(&library);
}

static void an_index_does_not_follow_names(void **state)
{
	static const char *const renames[] = { "ALTER TABLE notes RENAME TO memos",
		"ALTER TABLE notes RENAME COLUMN body TO text",
		"ALTER TABLE notes RENAME COLUMN id TO number", "DROP TABLE notes" };

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct library library = open_library(NOTES OUTSIDE ROWS FILL);
		struct full_text_state found;

		run(&library, renames[i]);
		found = look(&library);
		assert_int_equal(found.soundness, FULL_TEXT_BROKEN);
		assert_int_equal(strncmp(found.words, "no such ", 8), 0);
		close_library(&library);
	}
}

static void rows_under_other_rowids_are_not_found(void **state)
{
	struct library library = open_library(NOTES OUTSIDE ROWS FILL);
	struct full_text_state found;

	(void)state;
	run(&library, "UPDATE notes SET id = id + 1");
	found = look(&library);
	assert_int_equal(found.soundness, FULL_TEXT_UNSOUND);
	assert_int_equal(found.missing, 3);
	run(&library, "UPDATE notes SET id = id - 1");
	assert_int_equal(look(&library).soundness, FULL_TEXT_SOUND);
	close_library(&library);
}

static void triggers_that_mirror_each_other_follow_every_write(void **state)
{
	static const char *const schemas[] = {
		NOTES OUTSIDE ON_INSERT ON_UPDATE ON_DELETE ROWS,
		NOTES NOWHERE ON_INSERT ON_UPDATE ON_DELETE ROWS,
		NOTES INSIDE ON_INSERT PLAIN_UPDATE PLAIN_DELETE ROWS
	};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct library library = open_library(schemas[i]);
		struct full_text_writes writes = try_writes(&library);

		for (int event = 0; event < 3; event++)
			assert_int_equal(writes.follows[event], FULL_TEXT_FOLLOWS);
		close_library(&library);
	}
}

static void what_is_tried_is_undone(void **state)
{
	struct library library =
		open_library(NOTES OUTSIDE ON_INSERT PLAIN_UPDATE PLAIN_DELETE ROWS);
	int64_t rows = count(&library, "notes"), size = count(&library, "search_data");

	(void)state;
	try_writes(&library);
	assert_int_equal(count(&library, "notes"), rows);
	assert_int_equal(count(&library, "search_data"), size);
	assert_int_equal(look(&library).soundness, FULL_TEXT_SOUND);
	assert_int_equal(scratch_int(library.scratch, -1,
				 "SELECT count(*) FROM sqlite_temp_master"),
		0);
	close_library(&library);
}

static void plain_writes_to_an_index_over_another_table_leave_it_behind(void **state)
{
	struct library library =
		open_library(NOTES OUTSIDE ON_INSERT PLAIN_UPDATE PLAIN_DELETE ROWS);
	struct full_text_writes writes = try_writes(&library);

	(void)state;
	assert_int_equal(writes.follows[TRIGGER_INSERT], FULL_TEXT_FOLLOWS);
	assert_int_equal(writes.follows[TRIGGER_UPDATE], FULL_TEXT_STRAYS);
	assert_int_equal(writes.follows[TRIGGER_DELETE], FULL_TEXT_STRAYS);
	assert_string_equal(writes.column, "title");
	close_library(&library);
}

static void a_plain_delete_is_refused_by_an_index_without_texts(void **state)
{
	struct library library =
		open_library(NOTES NOWHERE ON_INSERT ON_UPDATE PLAIN_DELETE ROWS);
	struct full_text_writes writes = try_writes(&library);

	(void)state;
	assert_int_equal(writes.follows[TRIGGER_DELETE], FULL_TEXT_REFUSES);
	assert_non_null(strstr(writes.words[TRIGGER_DELETE], "cannot DELETE"));
	close_library(&library);
}

static void a_trigger_that_swaps_columns_is_seen(void **state)
{
	struct library library = open_library(NOTES OUTSIDE ON_INSERT ON_UPDATE
		"CREATE TRIGGER on_delete AFTER DELETE ON notes BEGIN INSERT INTO "
		"search(search, rowid, title, body) VALUES ('delete', old.id, old.body, "
		"old.title); END;"
		"INSERT INTO notes(id, title, body) VALUES (3, 'first', 'alpha'), "
		"(4, 'second', 'a beta and a gamma');");
	struct full_text_writes writes = try_writes(&library);

	(void)state;
	assert_int_equal(writes.follows[TRIGGER_UPDATE], FULL_TEXT_FOLLOWS);
	assert_int_equal(writes.follows[TRIGGER_DELETE], FULL_TEXT_STRAYS);
	close_library(&library);
}

static void a_write_that_no_trigger_sees_goes_astray(void **state)
{
	struct library library = open_library(NOTES OUTSIDE ON_INSERT ROWS);
	struct full_text_writes writes = try_writes(&library);

	(void)state;
	assert_int_equal(writes.follows[TRIGGER_INSERT], FULL_TEXT_FOLLOWS);
	assert_int_equal(writes.follows[TRIGGER_UPDATE], FULL_TEXT_STRAYS);
	assert_int_equal(writes.follows[TRIGGER_DELETE], FULL_TEXT_STRAYS);
	close_library(&library);

	library = open_library(NOTES OUTSIDE ON_UPDATE ON_DELETE ROWS FILL);
	writes = try_writes(&library);
	assert_int_equal(writes.follows[TRIGGER_INSERT], FULL_TEXT_STRAYS);
	assert_int_equal(writes.follows[TRIGGER_DELETE], FULL_TEXT_FOLLOWS);
	close_library(&library);
}

static void rows_that_are_in_no_index_cannot_be_taken_out_of_it(void **state)
{
	struct library library = open_library(NOTES OUTSIDE ON_DELETE
		"CREATE TRIGGER on_insert AFTER INSERT ON notes WHEN new.gone IS NULL "
		"BEGIN INSERT INTO search(rowid, title, body) VALUES (new.id, "
		"new.title, new.body); END;" ROWS
		"INSERT INTO notes(id, title, gone) VALUES (11, 'fourth', 'yes');");

	(void)state;
	assert_int_equal(try_writes(&library).follows[TRIGGER_DELETE], FULL_TEXT_REFUSES);
	close_library(&library);
}

static void a_view_is_no_table_that_could_be_written(void **state)
{
	struct library library = open_library(NOTES ROWS
		"CREATE VIEW texts AS SELECT id, title, body FROM notes;"
		"CREATE VIRTUAL TABLE search USING fts5(title, body, content = texts, "
		"content_rowid = id);" FILL);
	struct full_text_writes writes =
		full_text_try(library.scratch, library.indexes.items, "texts");

	(void)state;
	assert_true(library.indexes.items->over_view);
	assert_int_equal(look(&library).soundness, FULL_TEXT_SOUND);
	for (int event = 0; event < 3; event++)
		assert_int_equal(writes.follows[event], FULL_TEXT_UNTRIED);
	close_library(&library);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(an_index_is_read_with_its_content_and_its_triggers),
	cmocka_unit_test(columns_that_are_not_indexed_do_not_count),
	cmocka_unit_test(a_row_that_a_trigger_leaves_out_is_left_out_on_purpose),
	cmocka_unit_test(a_condition_about_a_change_leaves_no_row_out),
	cmocka_unit_test(a_new_index_lacks_the_rows_that_are_there),
	cmocka_unit_test(an_index_without_triggers_is_only_known_with_a_content),
	cmocka_unit_test(an_index_does_not_follow_names),
	cmocka_unit_test(rows_under_other_rowids_are_not_found),
	cmocka_unit_test(triggers_that_mirror_each_other_follow_every_write),
	cmocka_unit_test(what_is_tried_is_undone),
	cmocka_unit_test(plain_writes_to_an_index_over_another_table_leave_it_behind),
	cmocka_unit_test(a_plain_delete_is_refused_by_an_index_without_texts),
	cmocka_unit_test(a_trigger_that_swaps_columns_is_seen),
	cmocka_unit_test(a_write_that_no_trigger_sees_goes_astray),
	cmocka_unit_test(rows_that_are_in_no_index_cannot_be_taken_out_of_it),
	cmocka_unit_test(a_view_is_no_table_that_could_be_written),
};

SUITE(tests)
