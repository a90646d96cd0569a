/*
 * print_query: names, expressions and SELECT for tree_print.
 *
 * Each writes behind what `out` has, with a blank before it where one is needed. Only
 * tree_print and print_query include it.
 */
#ifndef GEN_SQL_PRINT_QUERY_H
#define GEN_SQL_PRINT_QUERY_H

#include "gen/base/text.h"
#include "gen/sql/tree.h"

/* A keyword or an operator. */
void print_word(struct text *out, const char *word);
/* The word, when `condition` is true. */
void print_if(struct text *out, bool condition, const char *word);
/* Before all items of a list but the first one. */
void print_comma(struct text *out, uint32_t i);

void print_name(struct text *out, const struct tree_name *name);
void print_object(struct text *out, const struct tree_object *object);

/* (a, b), unless the list is empty. */
void print_names(struct text *out, const struct tree_names *names);

/* The word and the expression, when there is one. */
void print_clause(struct text *out, const char *word, const struct tree_expr *expr);

void print_expr(struct text *out, const struct tree_expr *expr);
void print_window(struct text *out, const struct tree_window *window);

/* a, b and (a, b) */
void print_list(struct text *out, const struct tree_exprs *list);
void print_group(struct text *out, const struct tree_exprs *list);

/* (term, …) */
void print_terms(struct text *out, const struct tree_terms *terms);
void print_order(struct text *out, const struct tree_terms *terms,
	const struct tree_expr *limit, const struct tree_expr *offset);

void print_with(struct text *out, const struct tree_with *with);
void print_select(struct text *out, const struct tree_select *select);
void print_results(struct text *out, const struct tree_results *results);
void print_source(struct text *out, const struct tree_source *source);
void print_from(struct text *out, const struct tree_sources *sources);

#endif
