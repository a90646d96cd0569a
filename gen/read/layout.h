/*
 * layout: the files of a directory as steps, in whichever tool's layout they are.
 *
 * In: a directory. Out: which up and which down migration each name stands for, and for
 * another tool's layout their order. It reads no SQL beyond comments that part sections,
 * and runs none. The layouts and the ids they give: layout_table.h.
 */
#ifndef GEN_READ_LAYOUT_H
#define GEN_READ_LAYOUT_H

#include <stdint.h>

#include "gen/read/directory.h"
#include "gen/read/layout_table.h"

/* One direction of a step. */
struct entry {
	struct file_name name;
	const struct source
		*source; /* in sections: the file with the others blanked out */
};

struct layout {
	enum layout_kind kind;
	/* as found when plain; else in the order they run, no version twice, and each
	   down migration has the id of its up migration */
	struct entry *ups, *downs;
	uint32_t up_count, down_count;
};

/* Never NULL; what does not fit is reported and left out. */
struct layout *layout_read(
	struct arena *arena, struct diags *diags, const struct directory *directory);

#endif
