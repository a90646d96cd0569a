/*
 * output: files that a build made.
 *
 * In: bytes and a path. Out: that file, whole or not at all. It does not know what the
 * bytes mean. A device or a pipe cannot be replaced, so it is written to directly.
 */
#include "gen/emit/output.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/read/directory.h"

static const char *problem(struct arena *arena, const char *path, const char *what)
{
	return arena_printf(arena, "%s: %s: %s", path, what, strerror(errno));
}

/* Does the file hold just these bytes? */
static bool holds(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return false;
	bool same = true;
	size_t at = 0;
	char block[16384];
	for (size_t got; same && (got = fread(block, 1, sizeof(block), file)) > 0;
		at += got)
		same = got <= size - at && memcmp(block, bytes + at, got) == 0;
	same = same && !ferror(file) && at == size;
	fclose(file);
	return same;
}

/* Write and close; false and errno when any of it failed. */
static bool fill(FILE *file, const char *bytes, size_t size)
{
	bool written = fwrite(bytes, 1, size, file) == size;
	int error = errno;
	if (fclose(file) != 0)
		return false;
	errno = error;
	return written;
}

static const char *replace(
	struct arena *arena, const char *path, const char *bytes, size_t size)
{
	const char *beside = arena_printf(arena, "%s.tmp%ld", path, (long)getpid());
	FILE *file = fopen(beside, "wbx");
	if (!file)
		return problem(arena, path, "cannot be created");
	const char *failed = NULL;
	if (!fill(file, bytes, size))
		failed = problem(arena, path, "cannot be written");
	else if (rename(beside, path) != 0)
		failed = problem(arena, path, "cannot be replaced");
	if (failed)
		unlink(beside);
	return failed;
}

static const char *write_directly(
	struct arena *arena, const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");
	if (!file || !fill(file, bytes, size))
		return problem(arena, path, "cannot be written");
	return NULL;
}

const char *output_write(
	struct arena *arena, const char *path, const char *bytes, size_t size)
{
	struct stat found;
	if (stat(path, &found) == 0) {
		if (S_ISDIR(found.st_mode))
			return arena_printf(arena, "%s: is a directory", path);
		if (!S_ISREG(found.st_mode))
			return write_directly(arena, path, bytes, size);
		if (holds(path, bytes, size))
			return NULL;
	}
	return replace(arena, path, bytes, size);
}

/* A path as make and ninja read it. */
static void add_path(struct text *out, const char *path)
{
	for (const char *at = path; *at; at++) {
		if (*at == ' ' || *at == '\t' || *at == '#')
			text_byte(out, '\\');
		else if (*at == '$')
			text_byte(out, '$');
		text_byte(out, *at);
	}
}

static void add_dependency(struct text *out, const char *path)
{
	text_add(out, " \\\n  ");
	add_path(out, path);
}

const char *output_depfile(struct arena *arena, const char *target,
	const struct directory *directory, const char *other, size_t *size)
{
	struct text out;
	text_init(&out, arena);
	add_path(&out, target);
	text_byte(&out, ':');
	for (uint32_t i = 0; i < directory->folders.count; i++)
		add_dependency(&out, directory->folders.items[i]);
	for (uint32_t i = 0; i < directory->file_count; i++)
		add_dependency(&out, directory->files[i]->path);
	if (directory->base)
		add_dependency(&out, directory->base->path);
	for (uint32_t i = 0; i < directory->backfill_count; i++)
		add_dependency(&out, directory->backfills[i]->path);
	if (directory->journal)
		add_dependency(&out, directory->journal->path);
	if (directory->provider)
		add_dependency(&out, directory->provider->path);
	if (other)
		add_dependency(&out, other);
	text_byte(&out, '\n');
	*size = out.size;
	return out.bytes;
}
