/*
 * new_step: a new migration file, to be changed by its author.
 *
 * In: a history, what kind of change is meant, and a name. Out: the text of the next step
 * and of its down migration, which compile as they are. It writes nothing.
 */
#ifndef GEN_EMIT_NEW_STEP_H
#define GEN_EMIT_NEW_STEP_H

#include "gen/read/plan.h"

struct arena;

enum draft_kind { DRAFT_TABLE, DRAFT_COLUMN, DRAFT_DATA, DRAFT_REBUILD };

struct new_step {
	const char *problem; /* why there is none, in words, or NULL */
	const char *path, *text;
	const char *down_path, *down_text; /* NULL: the step needs none */
};

/*
 * `plan` is empty or has been proved. `table` is what the change is about; NULL: the table
 * that the history made last.
 */
struct new_step new_step_make(struct arena *arena, const struct plan *plan,
	enum draft_kind kind, const char *name, const char *table);

#endif
