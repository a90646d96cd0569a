/*
 * segments: the history of tests/sets/boundaries, whose runs are cut into segments; what
 * a run tells; and whether a database that was disturbed ends like one that was not.
 */
#ifndef TESTS_SEGMENTS_H
#define TESTS_SEGMENTS_H

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "compiled.h"
#include "database.h"

static struct arena *arena;
static const instar_set *set;

static inline int begin(void **state)
{
	char *path = sqlite3_mprintf("%s/tests/sets/boundaries", getenv("SOURCE_ROOT"));

	(void)state;
	arena = arena_new();
	set = compiled_set(arena, path);
	sqlite3_free(path);
	return 0;
}

static inline int end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Events in one line each. */
struct told {
	char text[4096];
	int calls, stop_at;
	uint32_t done, total;
};

static inline int note(void *context, const struct instar_event *event)
{
	static const char *const names[] = { [INSTAR_EVENT_STEP_BEGIN] = "begin",
		[INSTAR_EVENT_STEP_DONE] = "done",
		[INSTAR_EVENT_COMMITTED] = "committed",
		[INSTAR_EVENT_ROLLED_BACK] = "rolled back" };
	struct told *told = context;
	size_t size = strlen(told->text);
	bool known = event->kind < sizeof(names) / sizeof(*names) && names[event->kind];

	if (known)
		snprintf(told->text + size, sizeof(told->text) - size, "%s %.3s %u/%u\n",
			names[event->kind], event->id, event->done, event->total);
	return ++told->calls == told->stop_at;
}

static inline struct instar_options telling(struct told *told)
{
	memset(told, 0, sizeof(*told));
	return (struct instar_options){ .size = sizeof(struct instar_options),
		.on_event = note,
		.event_context = told };
}

static inline void finish(const char *path)
{
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, set, NULL);

	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_true(instar_status(h)->up_to_date && instar_status(h)->by_stamp);
	instar_close(h);
	database_answers(db, "ok", "PRAGMA integrity_check");
	database_answers(db, "9",
		"SELECT count(*) FROM schema_migrations WHERE applied_how <> 'started'");
	sqlite3_close(db);
}

/* What a database is that nothing disturbed. */
static inline char *undisturbed(void)
{
	char *path = database_path("fresh.db");
	char *dump;

	finish(path);
	dump = database_dump(path);
	sqlite3_free(path);
	return dump;
}

static inline void assert_finishes(
	const char *path, const char *wanted, const char *where)
{
	char *got;

	finish(path);
	got = database_dump(path);
	if (strcmp(wanted, got))
		fail_msg("%s\n--- wanted\n%s--- got\n%s", where, wanted, got);
	sqlite3_free(got);
}

/* Rows of an app's own that enforcement reaches, before step 3. */
static inline char *with_rows(const char *name)
{
	char *path = database_path(name);
	sqlite3 *db;

	database_build(path, set, 2);
	db = database_open(path);
	database_run(db, "INSERT INTO users VALUES (10, 'gone'), (11, 'ann');"
			 "INSERT INTO notes VALUES (10, 10), (11, 10), (12, 11)");
	sqlite3_close(db);
	return path;
}

#endif
