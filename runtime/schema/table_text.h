/*
 * table_text: where the columns are in the text of a CREATE TABLE.
 *
 * In: the text as SQLite stores it. Out: the definition of one column. It finds, by the
 * tokens alone, where a definition begins and ends, and knows nothing of what it means.
 */
#ifndef INSTAR_SCHEMA_TABLE_TEXT_H
#define INSTAR_SCHEMA_TABLE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The definition of the column, from its name on, without the comma, blanks or comments
 * behind it. NULL: there is no such column in the text.
 */
const char *instar__column_text(const char *table, const char *column, size_t *size);

/* Is that unquoted word, in any case, among the tokens? */
bool instar__text_has_word(const char *text, const char *word);

/* Is the name among the tokens, in whichever quotes? */
bool instar__text_has_name(const char *text, const char *name);

#endif
