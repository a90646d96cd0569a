/*
 * full_text_cures: where a step harms a full-text index, and what to write instead.
 *
 * In: an index after a step. Out: a place in the step, and a sentence with the SQL that
 * puts it right. It asks nothing of a database.
 */
#ifndef GEN_FULL_TEXT_CURES_H
#define GEN_FULL_TEXT_CURES_H

#include "gen/full_text/full_text_findings.h"

/* The statement that made the index what it is. */
struct span full_text_place(const struct full_text_judge *judge,
	enum full_text_soundness soundness, bool fresh);

/* The trigger, or the statement that took it away. */
struct span full_text_place_of_write(const struct full_text_judge *judge,
	const char *table, const struct shot_object *old_trigger,
	const struct shot_object *new_trigger);

/* How its content gets names that it knows. */
const char *full_text_cure_names(const struct full_text_judge *judge, bool fresh);

/* How it gets its rows. */
const char *full_text_cure_fill(const struct full_text_judge *judge, bool fresh);

/* The trigger that tells it of such writes; `trigger` is the one that is there, or NULL.
 */
const char *full_text_cure_trigger(const struct full_text_judge *judge, const char *table,
	enum tree_trigger_event event, const struct shot_object *trigger);

#endif
