/*
 * annotate_backfill: what `-- @backfill KEY …` says of the statements below it.
 *
 * In: the words after @backfill. Out: key, batch, priority, table and what it waits for.
 */
#ifndef GEN_SQL_ANNOTATE_BACKFILL_H
#define GEN_SQL_ANNOTATE_BACKFILL_H

struct annotation;
struct arena;

/*
 * Take one word: the first is the key, the others are options. NULL, or what is wrong
 * with it, to be read after the annotation's name.
 */
const char *annotate_backfill(
	struct arena *arena, struct annotation *annotation, const char *word);

#endif
