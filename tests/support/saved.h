/*
 * saved: databases with rows in a folder of their own, and what backups leave there.
 *
 * The set has three steps: two tables, a column more, and a destructive one. A test
 * begins with a database at the second, which holds rows; enter() and leave() make and
 * remove its folder.
 */
#ifndef TESTS_SAVED_H
#define TESTS_SAVED_H

#include "suite.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "dump.h"
#include "seen.h"

static struct builder b;
static char *folder;
static char path[96];

static const instar_set *boxes(struct builder *of)
{
	set_begin(of, "boxes");
	step(of, "001_boxes");
	sql(of, "CREATE TABLE box(id INTEGER PRIMARY KEY, label TEXT, body BLOB)");
	sql(of, "CREATE TABLE note(id INTEGER PRIMARY KEY, words TEXT)");
	table(of, "box");
	table(of, "note");
	step(of, "002_colour");
	sql(of, "ALTER TABLE box ADD COLUMN colour TEXT");
	column(of, "box", "colour", "TEXT");
	step(of, "003_no_notes");
	sql(of, "DROP TABLE note");
	ends(of, INSTAR_CHECK_TABLE, "note", NULL);
	check(of, INSTAR_CHECK_TABLE, INSTAR_CHECK_NOT, "note", NULL, NULL);
	last_step(of)->flags = INSTAR_STEP_DESTRUCTIVE;
	last_step(of)->stakes = set_text(of, "note"); /* and no column */
	last_step(of)->stake_count = 1;
	return &of->set;
}

/* At the second step, tracked as such: `rows` boxes and two notes. */
static inline void fill(const char *mode, int rows)
{
	sqlite3 *db = open_db(path);
	const instar_set *set = boxes(&b);
	instar_set older = *set;
	char text[256];
	instar *h;

	run(db, mode);
	older.step_count = 2;
	older.check_count = b.steps[2].checks.first;
	older.digest++;
	h = instar_open(db, &older, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	snprintf(text, sizeof(text),
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
		"%d) "
		"INSERT INTO box SELECT i, 'box ' || i, zeroblob(400), 'red' FROM n",
		rows);
	run(db, text);
	run(db, "INSERT INTO note VALUES(1, 'one'), (2, 'two')");
	sqlite3_close(db);
}

static inline int enter(void **state)
{
	(void)state;
	folder = make_directory();
	snprintf(path, sizeof(path), "%s/app.db", folder);
	return 0;
}

static inline int leave(void **state)
{
	(void)state;
	chmod(folder, 0700);
	remove_directory(folder);
	return 0;
}

/* How many files of the folder have a name that contains the text. */
static inline int files_with(const char *text)
{
	DIR *list = opendir(folder);
	struct dirent *entry;
	int count = 0;

	assert_non_null(list);
	while ((entry = readdir(list)))
		count += strstr(entry->d_name, text) != NULL;
	closedir(list);
	return count;
}

/* Make a file of the folder, empty. */
static inline void touch(const char *name)
{
	char file[256];
	FILE *made;

	snprintf(file, sizeof(file), "%s/%s", folder, name);
	made = fopen(file, "wb");
	assert_non_null(made);
	fclose(made);
}

static inline bool is_there(const char *name)
{
	char file[256];
	struct stat found;

	snprintf(file, sizeof(file), "%s/%s", folder, name);
	return lstat(file, &found) == 0;
}

/* The whole content of a database file; sqlite3_free() it. */
static inline char *content(const char *file)
{
	sqlite3 *db = open_db(file);
	char *text = dump(db, true);

	assert_int_equal(number(db, "SELECT count(*) FROM pragma_integrity_check "
				    "WHERE integrity_check <> 'ok'"),
		0);
	sqlite3_close(db);
	return text;
}

static inline void assert_content(const char *file, const char *wanted)
{
	char *found = content(file);

	if (strcmp(found, wanted) != 0)
		fail_msg("%s: not what it should hold (%zu and %zu bytes as text)", file,
			strlen(found), strlen(wanted));
	sqlite3_free(found);
}

static inline struct instar_options quiet(void)
{
	return (struct instar_options){ .size = sizeof(struct instar_options) };
}

static inline void assert_error(instar *h, int code, const char *part)
{
	const struct instar_error *error = instar_error(h);

	if (error->code != code || !strstr(error->message, part))
		fail_msg("%d \"%s\", not %d \"%s\"", error->code, error->message, code,
			part);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, enter, leave)

#endif
