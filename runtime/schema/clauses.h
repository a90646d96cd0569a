/*
 * clauses: what a definition says, clause by clause, and how two definitions differ.
 *
 * In: the text of a CREATE. Out: its columns and clauses, each in one spelling: UNIQUE
 * beside a column and UNIQUE (column) behind them all are the same clause, what is so
 * without being said (ASC, NO ACTION, DEFAULT NULL) is none. It asks no database.
 */
#ifndef INSTAR_SCHEMA_CLAUSES_H
#define INSTAR_SCHEMA_CLAUSES_H

#include "runtime/schema/schema.h"

enum instar__clause_kind {
	INSTAR__CLAUSE_COLUMN,
	INSTAR__CLAUSE_TYPE,
	INSTAR__CLAUSE_NOT_NULL,
	INSTAR__CLAUSE_DEFAULT,
	INSTAR__CLAUSE_COLLATE,
	INSTAR__CLAUSE_GENERATED,
	INSTAR__CLAUSE_PRIMARY_KEY,
	INSTAR__CLAUSE_AUTOINCREMENT,
	INSTAR__CLAUSE_UNIQUE,
	INSTAR__CLAUSE_CONFLICT, /* of one of the others */
	INSTAR__CLAUSE_CHECK,
	INSTAR__CLAUSE_REFERENCES,
	INSTAR__CLAUSE_PARENT, /* columns, where they are named */
	INSTAR__CLAUSE_DELETE,
	INSTAR__CLAUSE_UPDATE,
	INSTAR__CLAUSE_DEFERRED,
	INSTAR__CLAUSE_OPTION, /* STRICT, WITHOUT ROWID */
	INSTAR__CLAUSE_UNIQUE_INDEX,
	INSTAR__CLAUSE_ON, /* the table of an index, and its terms */
	INSTAR__CLAUSE_WHERE,
	INSTAR__CLAUSE_EVENT, /* of a trigger, with its table */
	INSTAR__CLAUSE_WHEN,
	INSTAR__CLAUSE_REST /* what is compared as a whole: bodies, queries, modules */
};

struct instar__clause {
	enum instar__clause_kind kind;
	char *owner; /* a column, or the columns "a,b" of a key; "": the object */
	char *of;    /* the key of the clause that it is a part of, or "" */
	char *key;   /* in the one spelling */
	char *text;  /* for people */
};

struct instar__clauses {
	struct instar__clause *items; /* their texts are owned */
	uint32_t count, room;
};

void instar__clauses_free(struct instar__clauses *list);

/* The clauses of a definition. Errors are in `sql`. */
void instar__clauses_read(
	struct instar__sql *sql, const char *definition, struct instar__clauses *list);

/*
 * How the object `is` differs from what it `should` be: tell() is called for each
 * difference with a sentence, "orders.user_id: without ON DELETE CASCADE", and the clause
 * that it is about (NULL: the order of the columns). Columns that one of them lacks are
 * not told, nor what belongs to them. Returns how many there are; errors are in `sql`.
 */
typedef void instar__clause_tell(
	void *context, const struct instar__clause *clause, const char *sentence);
uint32_t instar__clauses_compare(struct instar__sql *sql, const struct instar__object *is,
	const struct instar__object *should, instar__clause_tell *tell, void *context);

#endif
