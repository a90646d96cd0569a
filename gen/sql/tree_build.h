/*
 * tree_build: what the grammar's rules do beyond filling in a struct.
 *
 * In: positions of tokens, and nodes that were read. Out: nodes, in the arena. Only
 * the grammar and script_words include it.
 */
#ifndef GEN_SQL_TREE_BUILD_H
#define GEN_SQL_TREE_BUILD_H

#include <stddef.h>

#include "gen/sql/reading.h"
#include "gen/sql/tree.h"

/* What a rule tells another before there is a node for it. */
struct build_join {
	enum tree_join join;
	bool natural;
};

struct build_on {
	const struct tree_expr *expr;
	struct tree_names columns;
};

struct build_over {
	const struct tree_window *window;
	struct tree_name name;
};

struct build_limit {
	const struct tree_expr *limit;
	const struct tree_expr *offset;
};

struct build_type {
	const char *text;
	struct span span;
};

struct build_event {
	enum tree_trigger_event event;
	struct tree_names columns;
};

struct build_deferrable {
	enum tree_deferrable deferrable;
	enum tree_initially initially;
};

/* Options of a table, as bits. */
#define BUILD_STRICT 1u
#define BUILD_WITHOUT_ROWID 2u

/* Where a token begins; from a byte to the end of the last token read. */
uint32_t build_start(const struct reading *reading, uint32_t token);
struct span build_span(const struct reading *reading, uint32_t start);

/* The text from a token to the last one read. */
const char *build_text(struct reading *reading, uint32_t first);

void *build_copy(struct reading *reading, const void *node, size_t size);

struct tree_name build_name(struct reading *reading, uint32_t token);

/* An expression with its height; one that is too high does not read. */
struct tree_expr *build_expr(struct reading *reading, const struct tree_expr *expr);
struct tree_expr *build_literal(
	struct reading *reading, enum tree_literal_kind kind, uint32_t token);

/* A single name: a column, TRUE or FALSE. */
struct tree_expr *build_word(struct reading *reading, struct tree_name name);

/* `operand` [NOT] IN what `among` has. */
struct tree_expr *build_in(struct reading *reading, const struct tree_expr *operand,
	const struct tree_expr *among, bool negated);

struct tree_select *build_select(struct reading *reading, const struct tree_with *with,
	struct tree_cores cores, struct tree_terms order_by, struct build_limit limit);

/* A table; `index` is NULL, the index of INDEXED BY, or without text for NOT INDEXED. */
struct tree_source *build_source(struct reading *reading, struct tree_object object,
	struct tree_name alias, const struct tree_name *index);
struct tree_source *build_function(struct reading *reading, struct tree_object object,
	struct tree_exprs arguments, struct tree_name alias);

struct tree_statement *build_statement(
	struct reading *reading, enum statement_kind kind, const void *node);

/* The span of a trigger's step, which ends before a semicolon. */
void build_step_span(
	struct reading *reading, struct tree_statement *step, uint32_t semicolon);

/* A declared type whose tokens begin here and end at the last one read. */
struct build_type build_type(struct reading *reading, uint32_t first);

/* Where GENERATED ALWAYS AS begins, seen from its AS. */
uint32_t build_generated(const struct reading *reading, uint32_t as);

/* STORED or VIRTUAL: is it STORED? */
bool build_stored(struct reading *reading, uint32_t word);

/* ROWID after WITHOUT, or STRICT: the option's bit. */
uint32_t build_option(struct reading *reading, uint32_t word, uint32_t option);

/* The words before JOIN, in any order: NATURAL LEFT OUTER, INNER CROSS … */
struct build_join build_join(const struct reading *reading, uint32_t first, uint32_t join);

/*
 * CONSTRAINT name: kept for the constraint that follows. SQLite accepts one with none,
 * which names nothing; NO_NAME forgets it.
 */
void build_constraint_name(
	struct reading *reading, uint32_t first, struct tree_name name);

/* Give a constraint the name that was kept, and return it. */
struct tree_constraint *build_named(
	struct reading *reading, struct tree_constraint *constraint);

/* DEFERRABLE … belongs to the last REFERENCES of a column; without one it says nothing. */
void build_deferred(struct reading *reading, const struct tree_constraints *constraints,
	struct build_deferrable deferrable);

/* The raw arguments of a module between this parenthesis and the last token read. */
struct tree_names build_arguments(struct reading *reading, uint32_t open);

#endif
