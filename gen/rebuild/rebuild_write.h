/*
 * rebuild_write: the statements of one rebuild.
 *
 * In: a table as it is and as it is to be, and what @rebuild says. Out: SQL behind the
 * author's text, and which of his words each part of it stands for. It runs nothing.
 */
#ifndef GEN_REBUILD_REBUILD_WRITE_H
#define GEN_REBUILD_REBUILD_WRITE_H

#include "gen/base/text.h"
#include "gen/rebuild/rebuild_table.h"
#include "gen/sql/parse.h"

/* The text that a source is to have: its own, a NUL, what was written. */
struct rebuild_writer {
	struct arena *arena;
	const struct source *source;
	struct text text;
	struct origin *origins;
	uint32_t origin_count;
};

struct rebuild {
	const struct rebuild_order *order;
	const struct statement *target; /* CREATE TABLE, as the author wrote it */
	const char *working;		/* the new table's name while both are there */
	struct rebuild_table old, new;
	bool legacy;	   /* legacy_alter_table is on already */
	bool sound;	   /* before it, every trigger of the old table compiled */
	struct names back; /* indexes and triggers to be made again */
};

void rebuild_write_begin(
	struct rebuild_writer *writer, struct arena *arena, const struct source *source);

/* The author's CREATE TABLE under the working name. */
const char *rebuild_write_create(
	struct arena *arena, const struct source *source, const struct rebuild *rebuild);

/* Does the copy fill any column? */
bool rebuild_write_copies(const struct rebuild *rebuild);

/* Write all of it; where it begins in the text. */
uint32_t rebuild_write(struct rebuild_writer *writer, const struct source *source,
	const struct rebuild *rebuild);

#endif
