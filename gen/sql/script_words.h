/*
 * script_words: where the words of a script are.
 *
 * In: a script and a place in it. Out: the span of a word, for a caret: keywords and
 * operators have none in the tree. What a statement says is its tree's to tell; only of
 * one that does not read, names and columns are guessed from its words.
 */
#ifndef GEN_SQL_SCRIPT_WORDS_H
#define GEN_SQL_SCRIPT_WORDS_H

#include "gen/sql/parse.h"
#include "gen/sql/tree_walk.h"

/* The first word or operator at a byte or behind it; empty when there is none. */
struct span script_word(const struct script *script, uint32_t at);

/* The first and the last word of a span that is spelled so, with quotes or without, in
 * any case; empty when there is none. */
struct span script_find(
	const struct script *script, struct span within, const char *word);
struct span script_find_last(
	const struct script *script, struct span within, const char *word);

/* The statement, up or down, that a byte is in; NULL: none. */
const struct statement *script_statement(const struct script *script, uint32_t at);

/* A copy of a span's text. */
const char *script_text(
	struct arena *arena, const struct script *script, struct span span);

/* Visit the names of a statement; of one that does not read, each word that can be one.
 */
void script_names(struct arena *arena, const struct script *script,
	const struct statement *statement, const struct tree_visitor *visitor);

/* Where a statement first has this name; else any word of that spelling, or empty. */
struct span script_find_name(
	const struct script *script, const struct statement *statement, const char *name);

/* The first parameter of a statement, which may not read: templates look like that. */
struct span script_parameter(
	const struct script *script, const struct statement *statement);

/*
 * The columns that CREATE TABLE or ADD COLUMN defines. Of a statement that does not read,
 * what its words look like: the type is the words behind the name that are no keywords,
 * and PRIMARY KEY the only constraint.
 */
struct tree_column_defs script_columns(struct arena *arena, const struct script *script,
	const struct statement *statement);

#endif
