/*
 * print_create: CREATE TABLE and the other definitions for tree_print.
 *
 * Each writes behind what `out` has, as in print_query. Only tree_print includes it.
 */
#ifndef GEN_SQL_PRINT_CREATE_H
#define GEN_SQL_PRINT_CREATE_H

#include "gen/base/text.h"
#include "gen/sql/tree.h"

/* OR IGNORE, ON CONFLICT IGNORE: `word` and what is done, if that is said. */
void print_conflict(struct text *out, const char *word, enum tree_conflict conflict);

void print_constraint(struct text *out, const struct tree_constraint *constraint);
void print_column_def(struct text *out, const struct tree_column_def *column);
void print_create_table(struct text *out, const struct tree_create_table *table);
void print_create_virtual(struct text *out, const struct tree_create_virtual *table);
void print_create_index(struct text *out, const struct tree_create_index *index);
void print_create_view(struct text *out, const struct tree_create_view *view);
void print_create_trigger(struct text *out, const struct tree_create_trigger *trigger);

#endif
