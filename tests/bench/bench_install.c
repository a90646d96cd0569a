/*
 * A fresh database of 1,000 steps, and one step that an existing database lacks.
 *
 * Out: the ratio to running the same SQL with SQLite
 * alone in one transaction.
 */
#include <stdio.h>
#include <stdlib.h>

#include "instar.h"
#include "measure.h"

INSTAR_SET(history);
INSTAR_SET(nukeworks);
INSTAR_SET(nukeworks_next); /* the same and one more step, an added column */

struct install {
	char path[512];
	const char *image; /* bytes that the file has before each turn */
	long image_size;
	const instar_set *set;
	char *sql; /* of the plain side */
};

/* The file is as it was before each turn, its journal gone. */
static void reset(void *context)
{
	const struct install *install = context;
	char journal[520];
	FILE *file;

	snprintf(journal, sizeof(journal), "%s-journal", install->path);
	remove(journal);
	remove(install->path);
	file = fopen(install->path, "wb");
	if (!file)
		measure_stop(install->path, "cannot be written");
	fwrite(install->image, 1, (size_t)install->image_size, file);
	fclose(file);
}

static sqlite3 *opened(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		measure_stop(path, sqlite3_errmsg(db));
	return db;
}

static void migrate(const char *path, const instar_set *set)
{
	sqlite3 *db = opened(path);
	struct instar_options options = { .size = sizeof(options), .backups = -1 };
	instar *h = instar_open(db, set, &options);

	if (instar_migrate(h) != INSTAR_OK)
		measure_stop("instar", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
}

static void by_instar(void *context)
{
	const struct install *install = context;

	migrate(install->path, install->set);
}

static void by_hand(void *context)
{
	const struct install *install = context;
	sqlite3 *db = opened(install->path);
	char *message = NULL;

	if (sqlite3_exec(db, install->sql, NULL, NULL, &message) != SQLITE_OK)
		measure_stop("plain SQL", message);
	sqlite3_close(db);
}

/* Every statement of the steps after `position`, in one transaction. */
static char *script(const instar_set *set, uint32_t position)
{
	sqlite3_str *text = sqlite3_str_new(NULL);

	sqlite3_str_appendall(text, "BEGIN;\n");
	for (uint32_t i = position; i < set->step_count; i++) {
		struct instar_range up = set->steps[i].up;

		for (uint32_t j = up.first; j < up.first + up.count; j++)
			sqlite3_str_appendf(
				text, "%s;\n", set->text + set->statements[j].sql);
	}
	sqlite3_str_appendall(text, "COMMIT;\n");
	return sqlite3_str_finish(text);
}

static void read_image(struct install *install)
{
	FILE *file = fopen(install->path, "rb");
	char *bytes;

	if (!file || fseek(file, 0, SEEK_END))
		measure_stop(install->path, "cannot be read");
	install->image_size = ftell(file);
	bytes = malloc((size_t)install->image_size);
	rewind(file);
	if (!bytes || fread(bytes, 1, (size_t)install->image_size, file) !=
			      (size_t)install->image_size)
		measure_stop(install->path, "cannot be read");
	fclose(file);
	install->image = bytes;
}

static bool contest(struct install *install, const char *title, double bound, int rounds)
{
	return measure_contest(&(struct contest){ .title = title,
		.bound = bound,
		.rounds = rounds,
		.prepare = reset,
		.ours = by_instar,
		.plain = by_hand,
		.context = install });
}

int main(void)
{
	struct install fresh = { .image = "", .set = &history };
	struct install next = { .set = &nukeworks_next };
	bool holds;

	snprintf(fresh.path, sizeof(fresh.path), "tests/bench/install.db");
	fresh.sql = script(&history, 0);
	holds = contest(&fresh, "fresh install, 1,000 steps", 1.08, 9);
	sqlite3_free(fresh.sql);

	snprintf(next.path, sizeof(next.path), "tests/bench/pending.db");
	remove(next.path);
	migrate(next.path, &nukeworks);
	read_image(&next);
	next.sql = script(&nukeworks_next, nukeworks.step_count);
	holds = contest(&next, "one pending step, 26 tables", 1.1, 101) && holds;
	sqlite3_free(next.sql);
	free((char *)next.image);
	return holds ? 0 : 1;
}
