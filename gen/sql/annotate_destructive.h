/*
 * annotate_destructive: what `-- @destructive T, T.C: REASON` says.
 *
 * In: the text after the word. Out: the names before the first colon, as SQL writes them,
 * and the reason. Words before a colon that are no list of names are part of the reason.
 * Whether anything has these names is not known here.
 */
#ifndef GEN_SQL_ANNOTATE_DESTRUCTIVE_H
#define GEN_SQL_ANNOTATE_DESTRUCTIVE_H

#include <stddef.h>
#include <stdint.h>

struct annotation;
struct arena;
struct script;

/*
 * Names into the annotation, from `size` bytes at `base` in a source. Returns where the
 * reason begins in the text: 0 when there are no names.
 */
size_t annotate_destructive(struct arena *arena, struct annotation *annotation,
	const char *text, uint32_t size, uint32_t base);

/*
 * What all of a script's annotations say as one: those above `down`, where the down
 * migration begins, and those below it.
 */
void annotate_destructive_join(struct arena *arena, struct script *script, uint32_t down);

#endif
