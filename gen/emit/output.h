/*
 * output: files that a build made.
 *
 * In: bytes and a path. Out: that file, whole or not at all, and untouched when it
 * already holds these bytes, so that nothing is compiled again for nothing.
 */
#ifndef GEN_EMIT_OUTPUT_H
#define GEN_EMIT_OUTPUT_H

#include <stddef.h>

struct arena;
struct directory;

/*
 * Write through a temporary file beside `path`, which then takes its name. Returns NULL,
 * or what went wrong, in words; `path` is then as it was.
 */
const char *output_write(
	struct arena *arena, const char *path, const char *bytes, size_t size);

/* The text of a depfile: `target` depends on the directories that were listed, on every
 * file that was read, and on `other`, which may be NULL. */
const char *output_depfile(struct arena *arena, const char *target,
	const struct directory *directory, const char *other, size_t *size);

#endif
