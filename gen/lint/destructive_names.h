/*
 * destructive_names: are the names of an @destructive those of the schema?
 *
 * In: what an author wrote, and the schema before the statements. Out: findings for names
 * that are none, for none at all, and for a reason that is none. What goes is not known
 * here.
 */
#ifndef GEN_LINT_DESTRUCTIVE_NAMES_H
#define GEN_LINT_DESTRUCTIVE_NAMES_H

#include <stdbool.h>

#include "gen/oracle/snapshot.h"

struct diags;

/* Judge them, and note which are known; see acknowledged_begin(). */
void destructive_names_judge(struct diags *diags, const struct script *script,
	struct destructive *names, const struct snapshot *schema, bool released);

/* "users.email", quoted where needed; column NULL: the table. */
const char *destructive_names_words(
	struct arena *arena, const char *table, const char *column);

/* Is it no reason, but marks, or a word for "not yet"? */
bool destructive_names_no_reason(const char *text);

#endif
