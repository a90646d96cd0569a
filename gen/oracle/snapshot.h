/*
 * snapshot: the schema of a scratch database, kept up to date step by step.
 *
 * In: a scratch database and what a step touched. Out: the objects that came, went or
 * changed, with their columns and keys as SQLite reports them. Only what was touched is
 * read, so that a step costs the same at the end of a long history as at its start.
 */
#ifndef GEN_ORACLE_SNAPSHOT_H
#define GEN_ORACLE_SNAPSHOT_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/base/source.h"
#include "gen/oracle/scratch.h"
#include "gen/sql/tree.h"
#include "runtime/schema/schema.h"

struct script;

/* "No fact", for the fact numbers below. */
#define SNAPSHOT_NO_FACT UINT32_MAX

struct shot_column {
	const char *name;
	const char *type; /* as declared, "" when it is not */
	bool generated;
	uint32_t fact; /* the living fact about it; prove's */
};

/* A foreign key. */
struct shot_key {
	const char *columns; /* "a,b" */
	const char *parent;  /* "p(x,y)", or "p" when its primary key is meant */
	const char *parent_table;
	uint32_t fact;
};

struct shot_object {
	enum instar__object_type type;
	int64_t rowid; /* in sqlite_master */
	const char *name;
	const char *table; /* of an index or trigger; else its own name */
	const char *sql;
	const struct tree_statement *tree; /* NULL: the grammar does not know it */
	uint64_t digest;
	bool virtual;
	bool shadow; /* a table that a virtual table keeps for itself */
	bool gone;
	uint32_t seen;		     /* the comparison that last found it */
	struct shot_column *columns; /* of a table or view, without hidden ones */
	uint32_t column_count;
	struct shot_key *keys; /* of a table */
	uint32_t key_count;
	const char *indexed; /* of an index: "a,b", NULL with expressions */
	bool unique;
	const struct script *script; /* the statement that made it what it is */
	struct span span;
	uint32_t fact, memo, definition; /* living facts about it; prove's */
};

struct snapshot {
	struct arena *arena;
	struct shot_object **objects; /* gone ones too */
	uint32_t count;
	uint32_t live[5]; /* how many of each type, shadows too */
	struct map names; /* of tables, indexes, views, to objects */
	struct map triggers;
	struct instar__schema schema; /* the same, for the runtime's check */
	uint32_t round;		      /* number of the present comparison */
	int cookie;		      /* schema_version */
};

/* before NULL: it came; after NULL: it went. */
struct change {
	struct shot_object *before;
	struct shot_object *after;
};

struct changes {
	struct change *items;
	uint32_t count;
	int cookie;
};

struct snapshot *snapshot_new(struct arena *arena);
void snapshot_free(struct snapshot *snapshot);

/*
 * What differs between the snapshot and the scratch database now, in whatever
 * scratch->touched names; changes neither.
 */
struct changes *snapshot_compare(struct snapshot *snapshot, struct scratch *scratch);

/* One table or view as it is now, without a snapshot; NULL: there is none. */
const struct shot_object *snapshot_read(struct scratch *scratch, const char *name);

/* Make the snapshot what the database is. */
void snapshot_apply(struct snapshot *snapshot, const struct changes *changes);

/* A living object by name, or NULL. */
struct shot_object *snapshot_find(
	const struct snapshot *snapshot, bool trigger, const char *name);

/* What the tree's union has; NULL when the definition is not of that kind. */
const void *snapshot_tree(const struct shot_object *object, enum statement_kind kind);

/* "table", "index", "view" or "trigger". */
const char *snapshot_type(const struct shot_object *object);

/* Is or was it a table that a virtual table keeps for itself? */
bool snapshot_is_shadow(const struct snapshot *snapshot, const char *name);

struct shot_column *snapshot_column(const struct shot_object *table, const char *name);

/* Has the table, if there is one, a foreign key to that parent? */
bool snapshot_refers(const struct shot_object *table, const char *parent);

/* The rowid under a name that no column has; NULL when the table has none. */
const char *snapshot_rowid(struct scratch *scratch, const struct shot_object *table);

#endif
