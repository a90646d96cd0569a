/*
 * claim: a check in the reach of a database. Shared by check and words, nobody else.
 *
 * In: a claim, a schema by name, a connection for what the names do not tell. Out: the
 * object it is about, and what SQLite says of its columns.
 */
#ifndef INSTAR_SCHEMA_CLAIM_H
#define INSTAR_SCHEMA_CLAIM_H

#include "runtime/schema/schema.h"
#include "runtime/sqlite/sql.h"

struct claim {
	struct instar__sql *sql;
	const struct instar__schema *schema;
	const struct instar_check *check;
	const char *name, *part, *detail; /* "": none */
};

struct claim instar__claim(struct instar__sql *sql, const struct instar__schema *schema,
	const instar_set *set, const struct instar_check *check);

/* The type of the object that the claim is about; of claims about rows: a table. */
enum instar__object_type instar__claim_type(const struct claim *claim);

/* The object that the claim is about, or NULL. */
struct instar__object *instar__claim_object(const struct claim *claim);

/* The declared type of the claim's column; false when there is no such column. */
bool instar__claim_column(const struct claim *claim, char *type, int size);

/* Are the columns of the claim's index those of its detail? */
bool instar__claim_index_columns(const struct claim *claim);

/* Is the claim's index, which is on `table`, unique? */
bool instar__claim_unique(const struct claim *claim, const char *table);

/* Has the claim's table a foreign key as the claim says? */
bool instar__claim_foreign_key(const struct claim *claim);

#endif
