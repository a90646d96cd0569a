/*
 * material: the statements of all SQL files, with the database that each runs on. See
 * material.h.
 */
#include "material.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "front.h"
#include "gen/read/directory.h"

struct walk {
	material_take *take;
	void *context;
	sqlite3 *db;
};

/* Those that would touch files are not run. */
static void run(sqlite3 *db, const struct statement *statement)
{
	sqlite3_stmt *stmt;

	if (statement->kind >= STATEMENT_ATTACH || statement->kind == STATEMENT_PRAGMA ||
		sqlite3_prepare_v2(db, statement->sql, -1, &stmt, NULL) != SQLITE_OK)
		return;
	for (int i = 0; i < 1000 && sqlite3_step(stmt) == SQLITE_ROW; i++)
		;
	sqlite3_finalize(stmt);
}

static void take_list(struct walk *walk, struct arena *arena,
	const struct statement *list, uint32_t count, bool up)
{
	for (uint32_t i = 0; i < count; i++) {
		if (list[i].kind == STATEMENT_CALL)
			continue;
		walk->take(walk->context, arena, walk->db, &list[i]);
		if (up)
			run(walk->db, &list[i]);
	}
}

static void take_file(struct walk *walk, const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = malloc(DIRECTORY_FILE_LIMIT);
	size_t size = file ? fread(text, 1, DIRECTORY_FILE_LIMIT, file) : 0;
	struct front front = front_new();
	struct script *script = front_parse(&front, text, size);
	bool up = !strstr(path, "down.sql");

	if (file)
		fclose(file);
	take_list(walk, front.arena, script->up, script->up_count, up);
	for (uint32_t i = 0; i < script->section_count; i++)
		take_list(walk, front.arena, script->sections[i].statements,
			script->sections[i].count, up);
	take_list(walk, front.arena, script->down, script->down_count, false);
	front_free(&front);
	free(text);
}

/* Call for each entry of a folder, in the order of bytes. */
static void each(struct walk *walk, const char *path,
	void (*visit)(struct walk *walk, const char *path, bool folder))
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < count; i++) {
		char below[4096];
		struct stat status;

		snprintf(below, sizeof(below), "%s/%s", path, entries[i]->d_name);
		if (*entries[i]->d_name != '.' && stat(below, &status) == 0)
			visit(walk, below, S_ISDIR(status.st_mode));
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

static void visit_entry(struct walk *walk, const char *path, bool folder)
{
	size_t size = strlen(path);

	if (folder)
		each(walk, path, visit_entry);
	else if (size > 4 && strcmp(path + size - 4, ".sql") == 0)
		take_file(walk, path);
}

static int stop(void *unused)
{
	(void)unused;
	return 1;
}

/* A history: the files below a folder on one database. */
static void visit_history(struct walk *walk, const char *path, bool folder)
{
	if (!folder || sqlite3_open(":memory:", &walk->db) != SQLITE_OK)
		return;
	sqlite3_progress_handler(walk->db, 1000000, stop, NULL);
	each(walk, path, visit_entry);
	sqlite3_close(walk->db);
}

void material_ours(material_take *take, void *context)
{
	static const char *const folders[] = { "tests", "tests/sets", "migrations" };
	struct walk walk = { take, context, NULL };
	const char *root = getenv("SOURCE_ROOT");

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		char path[4096];

		snprintf(path, sizeof(path), "%s/%s", root ? root : ".", folders[i]);
		each(&walk, path, visit_history);
	}
}

bool material_real(material_take *take, void *context)
{
	struct walk walk = { take, context, NULL };
	const char *corpus = getenv("CORPUS");

	if (corpus)
		each(&walk, corpus, visit_history);
	return corpus;
}
