/*
 * sections: the up and down migrations of a file with both, as goose and dbmate have it.
 *
 * In: a file. Out: one source for each direction, the same text with everything else
 * turned into blanks, so that a place in it is the place in the file. It knows the
 * comments that these tools read, and nothing of statements but where a semicolon is
 * missing.
 */
#ifndef GEN_READ_SECTIONS_H
#define GEN_READ_SECTIONS_H

#include "gen/base/source.h"
#include "gen/read/layout_table.h"

struct arena;
struct diags;

/* The layout whose comments part the file; LAYOUT_PLAIN: nobody's. */
enum layout_kind sections_kind(const struct source *source);

/* Report where the down migration begins in a file that its tool does not part. */
void sections_refuse(
	struct arena *arena, struct diags *diags, const struct source *source);

/*
 * Part a file at the comments of that tool. What is wrong with them is reported; `*down`
 * is NULL when there is no section for the down migration.
 */
void sections_split(struct arena *arena, struct diags *diags, enum layout_kind kind,
	const struct source *source, const struct source **up,
	const struct source **down);

/* A statement that ends at a mark of its tool gets its semicolon there. */
const struct source *sections_end_statements(
	struct arena *arena, enum layout_kind kind, const struct source *source);

#endif
