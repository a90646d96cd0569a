/*
 * tree: SQL as a typed tree.
 *
 * The grammar makes it, and nobody changes it afterwards. It says what is written and
 * nothing of what that means: whether a table exists, or a name is a column, is SQLite's
 * to say. One form for several spellings: parentheses that only group are gone (the tree
 * has the order), `a ISNULL` is `a IS NULL`, `==` is `=`, `!=` is `<>`, END is COMMIT.
 *
 * tree_query.h has names, expressions and SELECT, and is to be read first. Here follow
 * the statements that write, DDL and the rest; last `struct tree_statement`, which holds
 * one of them. Each node has its span: bytes of the source, or of the text that was
 * parsed alone. A pointer is NULL, a list empty and a name without text where the SQL
 * says nothing; which of them always are there is said. The list of a `struct tree_thing`
 * is a `struct tree_things` with `items` and `count`.
 *
 * tree_walk.h visits a tree, tree_print.h writes it as SQL, tree_equal.h compares two.
 */
#ifndef GEN_SQL_TREE_H
#define GEN_SQL_TREE_H

#include "gen/sql/tree_query.h"

/* INSERT, UPDATE, DELETE */

enum tree_conflict {
	CONFLICT_NONE,
	CONFLICT_ROLLBACK,
	CONFLICT_ABORT,
	CONFLICT_FAIL,
	CONFLICT_IGNORE,
	CONFLICT_REPLACE
};

/* One `column = value` or `(a, b) = value` of SET. */
struct tree_set {
	struct span span;
	struct tree_names columns; /* never empty */
	bool row;		   /* written in parentheses */
	const struct tree_expr *value;
};

struct tree_sets {
	struct tree_set *items;
	uint32_t count;
};

/* ON CONFLICT [(…) [WHERE …]] DO NOTHING or DO UPDATE SET … [WHERE …]. */
struct tree_upsert {
	struct span span;
	struct tree_terms target;
	const struct tree_expr *target_where;
	struct tree_sets sets; /* empty: DO NOTHING */
	const struct tree_expr *where;
};

struct tree_upserts {
	struct tree_upsert *items;
	uint32_t count;
};

struct tree_insert {
	const struct tree_with *with;
	enum tree_conflict conflict; /* INSERT OR …; REPLACE INTO is OR REPLACE */
	struct tree_object table;
	struct tree_name alias;
	struct tree_names columns;
	const struct tree_select *select; /* VALUES, too; NULL: DEFAULT VALUES */
	struct tree_upserts upserts;
	struct tree_results returning;
};

struct tree_update {
	const struct tree_with *with;
	enum tree_conflict conflict;
	const struct tree_source *table; /* always there */
	struct tree_sets sets;		 /* never empty */
	struct tree_sources from;
	const struct tree_expr *where;
	struct tree_results returning;
	struct tree_terms order_by;
	const struct tree_expr *limit;
	const struct tree_expr *offset;
};

struct tree_delete {
	const struct tree_with *with;
	const struct tree_source *table; /* always there */
	const struct tree_expr *where;
	struct tree_results returning;
	struct tree_terms order_by;
	const struct tree_expr *limit;
	const struct tree_expr *offset;
};

/* CREATE TABLE */

enum tree_action {
	ACTION_NONE,
	ACTION_NO, /* NO ACTION */
	ACTION_RESTRICT,
	ACTION_SET_NULL,
	ACTION_SET_DEFAULT,
	ACTION_CASCADE
};

enum tree_deferrable { DEFERRABLE_NONE, DEFERRABLE_YES, DEFERRABLE_NOT };
enum tree_initially { INITIALLY_NONE, INITIALLY_DEFERRED, INITIALLY_IMMEDIATE };

/* REFERENCES parent [(…)] …. */
struct tree_reference {
	struct span span;
	struct tree_name table;
	struct tree_names columns;
	enum tree_action on_delete;
	enum tree_action on_update;
	struct tree_name match;
	enum tree_deferrable deferrable;
	enum tree_initially initially;
};

enum tree_constraint_kind {
	CONSTRAINT_PRIMARY_KEY,
	CONSTRAINT_UNIQUE,
	CONSTRAINT_CHECK,
	CONSTRAINT_FOREIGN_KEY, /* of a column: REFERENCES */
	/* of a column only: */
	CONSTRAINT_NOT_NULL,
	CONSTRAINT_NULL,
	CONSTRAINT_DEFAULT,
	CONSTRAINT_COLLATE,
	CONSTRAINT_GENERATED
};

/* A constraint of a column or of a table; `terms` and `columns` are the table's. */
struct tree_constraint {
	enum tree_constraint_kind kind;
	struct span span;      /* with CONSTRAINT name */
	struct tree_name name; /* CONSTRAINT name */
	struct tree_terms terms;	  /* PRIMARY KEY (…), UNIQUE (…) */
	enum tree_direction direction;	  /* a column's PRIMARY KEY ASC, DESC */
	bool autoincrement;		  /* PRIMARY KEY */
	enum tree_conflict conflict;	  /* ON CONFLICT … */
	const struct tree_expr *expr;	  /* CHECK, DEFAULT, GENERATED */
	bool parentheses;		  /* DEFAULT (…) */
	bool stored;			  /* GENERATED … STORED */
	struct tree_name collation;	  /* COLLATE */
	struct tree_names columns;	  /* FOREIGN KEY (…) */
	const struct tree_reference *reference; /* FOREIGN_KEY: always there */
};

struct tree_constraints {
	struct tree_constraint *items;
	uint32_t count;
};

struct tree_column_def {
	struct span span;
	struct tree_name name;
	const char *type; /* words with one blank between them: "VARCHAR(10)"; NULL: none */
	struct span type_span;
	struct tree_constraints constraints;
};

struct tree_column_defs {
	struct tree_column_def *items;
	uint32_t count;
};

struct tree_create_table {
	bool temporary;
	bool if_not_exists;
	struct tree_object table;
	struct tree_column_defs columns;
	struct tree_constraints constraints;
	bool without_rowid;
	bool strict;
	const struct tree_select *select; /* CREATE TABLE … AS: no columns are there */
};

/* An argument is raw text, as SQLite gives it to the module. */
struct tree_create_virtual {
	bool if_not_exists;
	struct tree_object table;
	struct tree_name module;
	struct tree_names arguments; /* QUOTE_NONE, whatever is in them */
};

/* Other DDL */

struct tree_create_index {
	bool unique;
	bool if_not_exists;
	struct tree_object index;
	struct tree_name table;
	struct tree_terms terms;
	const struct tree_expr *where;
};

struct tree_create_view {
	bool temporary;
	bool if_not_exists;
	struct tree_object view;
	struct tree_names columns;
	const struct tree_select *select; /* always there */
};

enum tree_trigger_time { TRIGGER_NONE, TRIGGER_BEFORE, TRIGGER_AFTER, TRIGGER_INSTEAD };
enum tree_trigger_event { TRIGGER_INSERT, TRIGGER_UPDATE, TRIGGER_DELETE };

struct tree_statements {
	struct tree_statement *items;
	uint32_t count;
};

struct tree_create_trigger {
	bool temporary;
	bool if_not_exists;
	struct tree_object trigger;
	enum tree_trigger_time time;
	enum tree_trigger_event event;
	struct tree_names columns; /* UPDATE OF … */
	struct tree_object table;
	bool for_each_row;
	const struct tree_expr *when;
	struct tree_statements body; /* never empty; INSERT, UPDATE, DELETE, SELECT */
};

/* ALTER TABLE …; the statement's kind tells what is done. */
struct tree_alter {
	struct tree_object table;
	struct tree_name column;   /* RENAME COLUMN, DROP COLUMN, SET and DROP NOT NULL */
	struct tree_name new_name; /* RENAME TABLE, RENAME COLUMN */
	const struct tree_column_def *added;	  /* ADD COLUMN */
	const struct tree_constraint *constraint; /* ADD CONSTRAINT: a CHECK */
	struct tree_name constraint_name;	  /* DROP CONSTRAINT */
	enum tree_conflict conflict;		  /* SET NOT NULL ON CONFLICT … */
};

/* DROP TABLE, INDEX, VIEW, TRIGGER */
struct tree_drop {
	bool if_exists;
	struct tree_object object;
};

/* The rest */

struct tree_pragma {
	struct tree_object name;
	bool call;	   /* name(value), not name = value */
	const char *value; /* as written, with its sign and quotes; NULL: none */
	struct span value_span;
};

enum tree_transaction_mode { MODE_NONE, MODE_DEFERRED, MODE_IMMEDIATE, MODE_EXCLUSIVE };

/* BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE */
struct tree_transaction {
	enum tree_transaction_mode mode; /* BEGIN */
	struct tree_name savepoint;	 /* ROLLBACK TO, SAVEPOINT, RELEASE */
};

/* ATTACH file AS schema; DETACH schema */
struct tree_attach {
	const struct tree_expr *file;
	const struct tree_expr *schema;
};

/* VACUUM [schema] [INTO file]; ANALYZE [[schema.]name]; REINDEX [[schema.]name] */
struct tree_upkeep {
	struct tree_object object; /* without a name: all; VACUUM has a schema alone */
	const struct tree_expr *into;
};

struct tree_explain {
	bool query_plan;
	const struct tree_statement *statement;
};

enum statement_kind {
	STATEMENT_OTHER, /* not known; no tree has it */
	STATEMENT_CREATE_TABLE,
	STATEMENT_CREATE_TABLE_AS,
	STATEMENT_CREATE_VIRTUAL_TABLE,
	STATEMENT_CREATE_INDEX,
	STATEMENT_CREATE_VIEW,
	STATEMENT_CREATE_TRIGGER,
	STATEMENT_RENAME_TABLE,
	STATEMENT_RENAME_COLUMN,
	STATEMENT_ADD_COLUMN,
	STATEMENT_DROP_COLUMN,
	STATEMENT_DROP_TABLE,
	STATEMENT_DROP_INDEX,
	STATEMENT_DROP_VIEW,
	STATEMENT_DROP_TRIGGER,
	STATEMENT_INSERT, /* REPLACE too; WITH before it does not matter */
	STATEMENT_UPDATE,
	STATEMENT_DELETE,
	STATEMENT_SELECT, /* VALUES too */
	STATEMENT_PRAGMA,
	STATEMENT_BEGIN,
	STATEMENT_COMMIT, /* END too */
	STATEMENT_ROLLBACK,
	STATEMENT_SAVEPOINT,
	STATEMENT_RELEASE,
	STATEMENT_ATTACH,
	STATEMENT_DETACH,
	STATEMENT_VACUUM,
	STATEMENT_ANALYZE,
	STATEMENT_REINDEX,
	STATEMENT_EXPLAIN,
	STATEMENT_CALL, /* -- @call NAME, where it is among the others; never SQL */
	STATEMENT_ADD_CONSTRAINT, /* ALTER TABLE of SQLite 3.53 and later */
	STATEMENT_DROP_CONSTRAINT,
	STATEMENT_SET_NOT_NULL,
	STATEMENT_DROP_NOT_NULL
};

/* One statement; `kind` tells which member of the union counts. */
struct tree_statement {
	enum statement_kind kind;
	struct span span; /* without the semicolon */
	union {
		const struct tree_create_table *create_table; /* …TABLE, …TABLE_AS */
		const struct tree_create_virtual *create_virtual;
		const struct tree_create_index *create_index;
		const struct tree_create_view *create_view;
		const struct tree_create_trigger *create_trigger;
		const struct tree_alter *alter; /* RENAME_…, ADD_…, DROP_COLUMN, … */
		const struct tree_drop *drop;
		const struct tree_insert *insert;
		const struct tree_update *update;
		const struct tree_delete *delete;
		const struct tree_select *select;
		const struct tree_pragma *pragma;
		const struct tree_transaction *transaction;
		const struct tree_attach *attach; /* ATTACH, DETACH */
		const struct tree_upkeep *upkeep; /* VACUUM, ANALYZE, REINDEX */
		const struct tree_explain *explain;
	};
};

#endif
