/*
 * tree_query: the typed tree of names, expressions and SELECT. See tree.h, which has the
 * statements and says what holds for all nodes.
 */
#ifndef GEN_SQL_TREE_QUERY_H
#define GEN_SQL_TREE_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/source.h"

/* Names */

enum tree_quote {
	QUOTE_NONE,
	QUOTE_DOUBLE, /* in an expression it is a string when no such column exists */
	QUOTE_BACKTICK,
	QUOTE_BRACKET,
	QUOTE_SINGLE /* 'a string' where SQLite takes one for a name */
};

/* A name without its quotes; `text` is NULL when there is none. */
struct tree_name {
	const char *text;
	struct span span; /* with its quotes */
	enum tree_quote quote;
};

/* [schema.]name; the name is always there. */
struct tree_object {
	struct tree_name schema;
	struct tree_name name;
};

struct tree_names {
	struct tree_name *items;
	uint32_t count;
};

/* Lists of what is declared further down, each as `items` and `count`. */
struct tree_exprs {
	const struct tree_expr **items;
	uint32_t count;
};

struct tree_terms {
	struct tree_term *items;
	uint32_t count;
};

struct tree_sources {
	struct tree_source *items;
	uint32_t count;
};

struct tree_results {
	struct tree_result *items;
	uint32_t count;
};

/* Expressions */

enum tree_expr_kind {
	EXPR_LITERAL,
	EXPR_PARAMETER, /* ?1 :a @a $a */
	EXPR_COLUMN,	/* [[schema.]table.]column */
	EXPR_UNARY,	/* - + ~ NOT */
	EXPR_BINARY,	/* arithmetic, comparison, IS, AND, OR, ||, ->, ->> */
	EXPR_LIKE,	/* [NOT] LIKE, GLOB, REGEXP, MATCH */
	EXPR_BETWEEN,
	EXPR_IN,
	EXPR_COLLATE,
	EXPR_CASE,
	EXPR_CAST,
	EXPR_CALL,   /* f(…), with FILTER and OVER */
	EXPR_ROW,    /* (a, b) */
	EXPR_SELECT, /* (SELECT …), as a value or a row */
	EXPR_EXISTS,
	EXPR_RAISE
};

enum tree_literal_kind {
	LITERAL_NULL,
	LITERAL_NUMBER, /* text: as written */
	LITERAL_STRING, /* text: without its quotes */
	LITERAL_BLOB,	/* text: its digits, without x and quotes */
	LITERAL_TRUE,	/* SQLite takes a column of this name, if there is one */
	LITERAL_FALSE,
	LITERAL_DATE, /* CURRENT_DATE */
	LITERAL_TIME,
	LITERAL_TIMESTAMP
};

enum tree_operator {
	/* unary */
	OPERATOR_MINUS,
	OPERATOR_PLUS,
	OPERATOR_BIT_NOT,
	OPERATOR_NOT,
	/* binary, from the loosest to the tightest */
	OPERATOR_OR,
	OPERATOR_AND,
	OPERATOR_EQUAL,
	OPERATOR_UNEQUAL,
	OPERATOR_IS, /* also ISNULL, and IS NOT DISTINCT FROM */
	OPERATOR_IS_NOT, /* also NOTNULL, NOT NULL, and IS DISTINCT FROM */
	OPERATOR_LESS,
	OPERATOR_LESS_EQUAL,
	OPERATOR_GREATER,
	OPERATOR_GREATER_EQUAL,
	OPERATOR_BIT_AND,
	OPERATOR_BIT_OR,
	OPERATOR_SHIFT_LEFT,
	OPERATOR_SHIFT_RIGHT,
	OPERATOR_ADD,
	OPERATOR_SUBTRACT,
	OPERATOR_MULTIPLY,
	OPERATOR_DIVIDE,
	OPERATOR_REMAINDER,
	OPERATOR_CONCAT,
	OPERATOR_ARROW,	      /* -> */
	OPERATOR_ARROW_VALUE, /* ->> */
	/* EXPR_LIKE */
	OPERATOR_LIKE,
	OPERATOR_GLOB,
	OPERATOR_REGEXP,
	OPERATOR_MATCH
};

/* WHEN condition THEN value. */
struct tree_when {
	struct span span;
	const struct tree_expr *condition;
	const struct tree_expr *value;
};

struct tree_whens {
	struct tree_when *items;
	uint32_t count;
};

enum tree_raise { RAISE_IGNORE, RAISE_ROLLBACK, RAISE_ABORT, RAISE_FAIL };

/*
 * An expression; `kind` tells which member of the union counts. Its span includes the
 * parentheses around it, so the text of a span can take another's place.
 */
struct tree_expr {
	enum tree_expr_kind kind;
	uint32_t height; /* 1 for a leaf; with what is inside subqueries */
	struct span span;
	union {
		struct {
			enum tree_literal_kind kind;
			const char *text; /* NULL for those that have one spelling */
		} literal;
		const char *parameter; /* as written */
		struct {
			struct tree_name schema;
			struct tree_name table;
			struct tree_name name; /* rowid, too */
		} column;
		struct {
			enum tree_operator operator;
			const struct tree_expr *operand;
		} unary;
		struct {
			enum tree_operator operator;
			const struct tree_expr *left;
			const struct tree_expr *right;
		} binary;
		struct {
			enum tree_operator operator;
			bool negated;
			const struct tree_expr *left;
			const struct tree_expr *pattern;
			const struct tree_expr *escape;
		} like;
		struct {
			bool negated;
			const struct tree_expr *operand;
			const struct tree_expr *low;
			const struct tree_expr *high;
		} between;
		struct { /* one of: values (maybe none), select, table */
			bool negated;
			const struct tree_expr *operand;
			struct tree_exprs values;
			const struct tree_select *select;
			const struct tree_source *table; /* or a table function */
		} in;
		struct {
			const struct tree_expr *operand;
			struct tree_name collation;
		} collate;
		struct {
			const struct tree_expr *operand; /* CASE operand WHEN … */
			struct tree_whens whens;
			const struct tree_expr *otherwise;
		} choice; /* EXPR_CASE */
		struct {
			const struct tree_expr *operand;
			const char *type; /* as in a column's definition */
		} cast;
		const struct tree_call *call;
		struct tree_exprs row;
		const struct tree_select *select; /* EXPR_SELECT, EXPR_EXISTS */
		struct {
			enum tree_raise action;
			const struct tree_expr *message; /* NULL for IGNORE */
		} raise;
	};
};

/* The highest expression that is read, so that a tree can be walked by recursion. */
#define TREE_HEIGHT 1000

enum tree_direction { ORDER_NONE, ORDER_ASC, ORDER_DESC };
enum tree_nulls { NULLS_NONE, NULLS_FIRST, NULLS_LAST };

/* A term of ORDER BY, a column of an index or of a table's PRIMARY KEY or UNIQUE. */
struct tree_term {
	struct span span;
	const struct tree_expr *expr; /* a, a COLLATE c, or any expression */
	enum tree_direction direction;
	enum tree_nulls nulls;
};

/* f([DISTINCT] …) [FILTER (WHERE …)] [OVER …]. */
struct tree_call {
	struct tree_name name;
	bool distinct;
	bool star; /* f(*) */
	struct tree_exprs arguments;
	struct tree_terms order_by;	/* inside the parentheses */
	const struct tree_expr *filter; /* the condition */
	struct tree_name window;	/* OVER name */
	const struct tree_window *over; /* OVER (…) */
};

enum tree_frame { FRAME_NONE, FRAME_ROWS, FRAME_RANGE, FRAME_GROUPS };

enum tree_bound_kind {
	BOUND_NONE,
	BOUND_UNBOUNDED_PRECEDING,
	BOUND_PRECEDING, /* distance PRECEDING */
	BOUND_CURRENT_ROW,
	BOUND_FOLLOWING,
	BOUND_UNBOUNDED_FOLLOWING
};

struct tree_bound {
	enum tree_bound_kind kind;
	const struct tree_expr *distance;
};

enum tree_exclude {
	EXCLUDE_NONE,
	EXCLUDE_NO_OTHERS,
	EXCLUDE_CURRENT_ROW,
	EXCLUDE_GROUP,
	EXCLUDE_TIES
};

/* What OVER (…) and WINDOW name AS (…) say. */
struct tree_window {
	struct tree_name name; /* only in a WINDOW clause */
	struct tree_name base; /* a window that this one begins with */
	struct tree_exprs partition_by;
	struct tree_terms order_by;
	enum tree_frame frame;
	struct tree_bound start;
	struct tree_bound end; /* BOUND_NONE: not BETWEEN … AND … */
	enum tree_exclude exclude;
};

struct tree_windows {
	struct tree_window *items;
	uint32_t count;
};

/* SELECT */

enum tree_materialized { MATERIALIZED_NONE, MATERIALIZED_YES, MATERIALIZED_NOT };

/* One table of WITH. */
struct tree_cte {
	struct span span;
	struct tree_name name;
	struct tree_names columns;
	enum tree_materialized materialized;
	const struct tree_select *select;
};

struct tree_ctes {
	struct tree_cte *items;
	uint32_t count;
};

struct tree_with {
	struct span span;
	bool recursive;
	struct tree_ctes ctes; /* never empty */
};

/* One column of a SELECT list or of RETURNING: an expression, `*` or `t.*`. */
struct tree_result {
	struct span span;
	const struct tree_expr *expr; /* NULL: a star */
	struct tree_name table;	      /* of t.* */
	struct tree_name alias;
};

enum tree_source_kind {
	SOURCE_TABLE,	 /* a table, a view or a table of WITH */
	SOURCE_FUNCTION, /* json_each(…) */
	SOURCE_SELECT,	 /* (SELECT …) */
	SOURCE_JOIN	 /* (a JOIN b …) */
};

enum tree_join {
	JOIN_NONE, /* the first one */
	JOIN_COMMA,
	JOIN_INNER, /* JOIN, INNER JOIN */
	JOIN_CROSS,
	JOIN_LEFT,
	JOIN_RIGHT,
	JOIN_FULL
};

/*
 * One item of FROM, with how it is joined to those before it: `a LEFT JOIN b ON x, c` is
 * a list of three. It also is the table that UPDATE and DELETE write.
 */
struct tree_source {
	enum tree_source_kind kind;
	struct span span; /* of the item, its alias and INDEXED BY; not of JOIN and ON */
	enum tree_join join;
	bool natural;
	struct tree_object object;	  /* TABLE, FUNCTION */
	struct tree_exprs arguments;	  /* FUNCTION */
	const struct tree_select *select; /* SELECT */
	struct tree_sources sources;	  /* JOIN */
	struct tree_name alias;
	struct tree_name indexed_by;
	bool not_indexed;
	const struct tree_expr *on;
	struct tree_names using;
};

/* (…), (…), … after VALUES. */
struct tree_rows {
	struct tree_exprs *items;
	uint32_t count;
};

/* How a part of a compound SELECT is put to those before it. */
enum tree_compound {
	COMPOUND_NONE, /* the first one */
	COMPOUND_UNION,
	COMPOUND_UNION_ALL,
	COMPOUND_EXCEPT,
	COMPOUND_INTERSECT
};

/* One SELECT … FROM …, or one VALUES, without what is around a compound. */
struct tree_core {
	struct span span;
	enum tree_compound compound;
	struct tree_rows rows; /* VALUES: never empty, and nothing else is there */
	bool distinct;
	bool all; /* SELECT ALL */
	struct tree_results results;
	struct tree_sources from;
	const struct tree_expr *where;
	struct tree_exprs group_by;
	const struct tree_expr *having;
	struct tree_windows windows;
};

struct tree_cores {
	struct tree_core *items;
	uint32_t count;
};

/* A SELECT; most have one core. SQLite puts the cores together from left to right. */
struct tree_select {
	struct span span; /* without parentheses around it */
	uint32_t height;  /* one more than its highest expression */
	const struct tree_with *with;
	struct tree_cores cores; /* never empty */
	struct tree_terms order_by;
	const struct tree_expr *limit;
	const struct tree_expr *offset; /* `LIMIT 2, 1` is LIMIT 1 OFFSET 2 */
};

#endif
