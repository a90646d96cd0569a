/*
 * parse: statements and annotations of one migration file.
 *
 * In: a source. Out: where each statement is, its tree, what kind it is and which names
 * it gives, and the annotations. What SQL *means* is SQLite's to say: a statement that
 * the grammar does not know has no tree, and is still run.
 */
#ifndef GEN_SQL_PARSE_H
#define GEN_SQL_PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/source.h"
#include "gen/sql/tree.h"

struct arena;
struct diags;

/* Names are unquoted and as written; NULL where the statement gives none. */
struct statement {
	enum statement_kind kind;
	struct span span;	/* first token to last, without the semicolon */
	const char *sql;	/* the text of span, NUL-terminated */
	const struct tree_statement *tree; /* NULL: the grammar does not know it */
	const char *schema;	/* before the dot: main, temp … */
	const char *name;	/* the object; a pragma's name; a column's table */
	struct span name_span;	/* of name, for carets */
	const char *table;	/* of an index or a trigger: the table after ON */
	const char *column;	/* added, dropped or renamed */
	const char *new_name;	/* RENAME … TO this; VACUUM INTO: "" */
	const char *value;	/* PRAGMA x = this, as written */
	bool temporary;
	bool if_exists; /* IF EXISTS or IF NOT EXISTS */
	bool unique;
	bool has_where; /* UPDATE, DELETE */
	bool dropped; /* not run: BEGIN … COMMIT around all, a pair of pragmas, @call */
	uint32_t first_token, token_count; /* into migration.tokens, comments left out */
	uint32_t refused; /* without a tree: the first of its tokens that does not fit */
};

enum annotation_kind {
	ANNOTATION_FINGERPRINT,
	ANNOTATION_REQUIRES,
	ANNOTATION_AFTER,
	ANNOTATION_WAS,
	ANNOTATION_RELEASE,
	ANNOTATION_DESTRUCTIVE,
	ANNOTATION_IRREVERSIBLE,
	ANNOTATION_ALLOW,
	ANNOTATION_DOWN, /* everything after it is the down migration */
	ANNOTATION_REBUILD,
	ANNOTATION_FOREIGN_KEYS, /* on: the step runs with enforcement on */
	ANNOTATION_TRANSACTION,	 /* none: the step runs outside a transaction */
	ANNOTATION_CALL,
	/* parsed, and refused with INS0109 until their work exists: */
	ANNOTATION_FUNCTION,
	ANNOTATION_COLLATION,
	ANNOTATION_MODULE,
	ANNOTATION_SAMPLE,
	ANNOTATION_BACKFILL,
	ANNOTATION_INDEX
};

enum claim_kind { /* as enum instar_check_kind */
	CLAIM_TABLE = 1,
	CLAIM_COLUMN,
	CLAIM_INDEX,
	CLAIM_VIEW,
	CLAIM_TRIGGER,
	CLAIM_FOREIGN_KEY,
	CLAIM_ROWS,
	CLAIM_BACKFILL = 9
};

/* One CHECK of @fingerprint or @requires, as written. */
struct claim {
	enum claim_kind kind;
	bool negated;
	const char *name;     /* table, index, view, trigger; child table */
	const char *table;    /* ON this table, or NULL */
	const char **columns; /* in parentheses; of COLUMN and FOREIGN_KEY the one column */
	uint32_t column_count;
	const char *type;   /* COLUMN: declared type, or NULL */
	const char *parent; /* FOREIGN_KEY */
	const char *parent_column;
	const char *select; /* ROWS */
	struct span span;
};

/* One `column = expression` of @rebuild. */
struct rebuild_value {
	const char *column;
	struct span column_span;
	const char *text;     /* the expression; marks of further lines are blanks */
	struct span span;     /* of the expression */
	uint32_t first_token, token_count; /* of the expression, in the order's */
	const struct tree_expr *expr; /* NULL: the grammar does not know it */
};

/* What @rebuild says: `T [column = expression, …]`. */
struct rebuild_order {
	const char *table;
	struct span table_span;
	struct rebuild_value *values;
	uint32_t value_count;
	const char *text; /* all of it; its spans count from `base` */
	uint32_t base;
	const struct token *tokens;
	uint32_t token_count;
};

struct annotation;

/* A name of @destructive, of the schema before its statements run: T, or T.C. */
struct destructive_name {
	const char *table;
	const char *column; /* NULL: its rows, and its columns where it is dropped */
	struct span span;
	bool known;    /* the schema has it */
	bool met;      /* there were rows, or values, to be taken */
	bool doubtful; /* other rows may be taken than were there */
	bool used;     /* something of it was taken */
};

/* Something that statements take, whether it is named or not. */
struct destructive_loss {
	const char *table, *column; /* as above */
	bool whole;		    /* the table is dropped, or loses all its rows */
	bool asked;		    /* it has to be named */
	bool named;		    /* it is */
	bool at_stake;		    /* users are asked about it */
};

/*
 * What all @destructive of an up migration, or of a down migration, say as one. What is
 * taken is added when the history runs: see gen/lint/acknowledged.h.
 */
struct destructive {
	struct arena *arena;
	const struct annotation **annotations;
	uint32_t annotation_count;
	const char *reason; /* of all, "a; b"; NULL: there is no @destructive */
	struct destructive_name *names;
	uint32_t name_count;
	bool everything; /* released without names: whatever goes is meant */
	bool failed;	 /* not all of its statements have run on rows */
	struct destructive_loss *losses;
	uint32_t loss_count;
};

struct annotation {
	enum annotation_kind kind;
	struct span span;     /* from the @ to the end of its last line */
	struct claim *claims; /* FINGERPRINT, REQUIRES */
	uint32_t claim_count;
	const char **names; /* AFTER, WAS, COLLATION, MODULE, CALL; FUNCTION: "f(2)"; ALLOW */
	uint32_t name_count;
	const char *text; /* RELEASE: the version; a reason; BACKFILL: its key */
	struct destructive_name *taken; /* DESTRUCTIVE */
	uint32_t taken_count;
	const char *table; /* BACKFILL: table=T, or NULL */
	const char *after; /* BACKFILL: after=KEY, or NULL */
	uint32_t batch;	   /* BACKFILL: rows of the first batch */
	int priority;	   /* BACKFILL: 1 high, 0 normal, -1 low */
	const struct rebuild_order *rebuild; /* REBUILD; NULL when it does not read */
	bool used;	  /* ALLOW: it silenced something */
};

/* The statements below a `-- @backfill` or `-- @index`, which run after start-up. */
struct section {
	const struct annotation *annotation;
	const struct statement *statements;
	uint32_t count;
};

struct token {
	struct span span;
	int code; /* of the grammar; comments are not in the list */
};

struct script {
	const struct source *source;
	struct token *tokens;
	uint32_t token_count;
	struct statement *up;
	uint32_t up_count;
	struct statement *down; /* after -- @down */
	uint32_t down_count;
	struct annotation *annotations;
	uint32_t annotation_count;
	struct section *sections; /* between the up statements and @down */
	uint32_t section_count;
	/* Never NULL; sections included, and what is after @down. */
	struct destructive *destructive, *down_destructive;
};

/* Parse one file. Never NULL; what could not be understood has been reported. */
struct script *parse_script(struct arena *arena, struct diags *diags,
	const struct source *source);

/*
 * Parse statements that stand for an annotation, from text that will be at `base` in the
 * source, behind the author's. Their tokens are added to the script's.
 */
struct statement *parse_more(struct arena *arena, struct script *script, const char *text,
	uint32_t size, uint32_t base, uint32_t *count);

/* The first of a script's up statements of that kind and name; NULL: of any name. */
const struct statement *parse_find(
	const struct script *script, enum statement_kind kind, const char *name);

/* The object that a statement makes or renames another to, or NULL. */
const char *parse_made(const struct statement *statement);

/* Is it a line of the sqlite3 shell that changes nothing but how the shell runs? */
bool parse_shell_setting(const char *line);

/* Where to tell what a step as a whole does: its first statement of any section, or the
 * beginning of the file. */
struct span parse_place(const struct script *script);

/* Where a walk over claims is; all zero at its beginning. */
struct claim_place {
	uint32_t annotation, claim;
};

/* The next claim of a script's annotations of that kind, in their order; NULL: no more. */
const struct claim *parse_next_claim(const struct script *script,
	enum annotation_kind kind, struct claim_place *at);

/*
 * The tree of a statement or of an expression alone, such as sqlite_schema's definitions;
 * its spans count from the text's begin. NULL when it does not read.
 */
const struct tree_statement *parse_statement(struct arena *arena, const char *sql);
const struct tree_expr *parse_expression(struct arena *arena, const char *sql);

/* How the name of a table begins that @rebuild makes; it is nobody's name. */
#define PARSE_WORKING "instar_rebuild_"

/* The deepest nesting of parentheses that is accepted. */
#define PARSE_DEPTH 1000

/*
 * SHA-256 in hex over the tokens of `count` statements, each in its folded spelling, and
 * the annotations that say how they run, and of every @rebuild before one of them.
 */
const char *parse_token_hash(struct arena *arena, const struct script *script,
	const struct statement *statements, uint32_t count);

#endif
