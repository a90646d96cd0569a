/*
 * annotate_names: the names, ids and functions that an annotation lists.
 *
 * In: the text after the annotation's word. Out: the names, with commas between them, in
 * the annotation. Whether anything has these names is not known here.
 */
#ifndef GEN_SQL_ANNOTATE_NAMES_H
#define GEN_SQL_ANNOTATE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct annotation;
struct arena;
struct span;

void annotate_names_add(struct arena *arena, struct annotation *annotation,
	const char *name, size_t size);

/*
 * "a, b": ids of steps, or other names. NULL, or why it does not read; `*at` is then
 * where, and at the end of the text when it ends too early.
 */
const char *annotate_names_read(struct arena *arena, struct annotation *annotation,
	const char *text, bool ids, size_t *at);

/*
 * "a(2), b(*)": functions with the number of their arguments, in `size` bytes
 * at `base` in a source. NULL, or why they do not read; `*bad` is then where, and nothing
 * when it is at the end.
 */
const char *annotate_names_functions(struct arena *arena, struct annotation *annotation,
	const char *text, uint32_t size, uint32_t base, struct span *bad);

#endif
