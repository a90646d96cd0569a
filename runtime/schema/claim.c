/*
 * claim: a check in the reach of a database. See claim.h.
 *
 * Names are answered from the schema; columns by SQLite's metadata call and pragmas,
 * one object at a time. It refuses to know what the answer is for.
 */
#include "runtime/schema/claim.h"

#include <string.h>

struct claim instar__claim(struct instar__sql *sql, const struct instar__schema *schema,
	const instar_set *set, const struct instar_check *check)
{
	return (struct claim){
		.sql = sql,
		.schema = schema,
		.check = check,
		.name = set->text + check->name,
		.part = set->text + check->part,
		.detail = set->text + check->detail,
	};
}

static bool same_name(const char *a, const char *b)
{
	return sqlite3_stricmp(a, b) == 0;
}

enum instar__object_type instar__claim_type(const struct claim *claim)
{
	switch ((enum instar_check_kind)claim->check->kind) {
	case INSTAR_CHECK_INDEX:
		return INSTAR__INDEX;
	case INSTAR_CHECK_VIEW:
		return INSTAR__VIEW;
	case INSTAR_CHECK_TRIGGER:
		return INSTAR__TRIGGER;
	case INSTAR_CHECK_DEFINITION:
		return instar__object_type(claim->detail);
	case INSTAR_CHECK_TABLE:
	case INSTAR_CHECK_COLUMN:
	case INSTAR_CHECK_FOREIGN_KEY:
	case INSTAR_CHECK_ROWS:
	case INSTAR_CHECK_BACKFILL:
		break;
	}
	return INSTAR__TABLE;
}

struct instar__object *instar__claim_object(const struct claim *claim)
{
	enum instar__object_type type = instar__claim_type(claim);
	struct instar__object *object;

	if (claim->check->kind == INSTAR_CHECK_ROWS ||
		claim->check->kind == INSTAR_CHECK_BACKFILL)
		return NULL;
	object = instar__schema_find(claim->schema, type == INSTAR__TRIGGER, claim->name);
	return object && object->type == type ? object : NULL;
}

/* Names that sqlite3_table_column_metadata() takes for the row's own number. */
static bool means_rowid(const char *name)
{
	return same_name(name, "rowid") || same_name(name, "oid") ||
	       same_name(name, "_rowid_");
}

/* The metadata call does not know the columns of a virtual table not used yet. */
static bool is_virtual(const struct claim *claim)
{
	const struct instar__object *object = instar__claim_object(claim);

	return object && instar__is_virtual(object);
}

/*
 * The metadata call costs nothing, but knows neither that a column called rowid is not
 * the row's own number nor the columns of some virtual tables: those are asked by pragma.
 */
bool instar__claim_column(const struct claim *claim, char *type, int size)
{
	const char *declared = NULL;
	sqlite3_stmt *stmt;
	bool found = false;
	int rc;

	type[0] = '\0';
	if (!means_rowid(claim->part) && !is_virtual(claim)) {
		rc = sqlite3_table_column_metadata(claim->sql->db, "main", claim->name,
			claim->part, &declared, NULL, NULL, NULL, NULL);
		if (rc != SQLITE_OK && rc != SQLITE_ERROR)
			instar__sql_fail(claim->sql, rc);
		if (rc == SQLITE_OK)
			sqlite3_snprintf(size, type, "%s", declared ? declared : "");
		return rc == SQLITE_OK;
	}
	stmt = instar__sql_prepare_with(claim->sql,
		"SELECT name, type FROM pragma_table_xinfo(?1, 'main')", claim->name);
	while (!found && instar__sql_row(claim->sql, stmt)) {
		found = same_name(instar__sql_text(claim->sql, stmt, 0), claim->part);
		if (found)
			sqlite3_snprintf(
				size, type, "%s", instar__sql_text(claim->sql, stmt, 1));
	}
	instar__sql_finish(stmt);
	return found;
}

/* Does the list, which is freed here, read as wanted? */
static bool list_is(struct instar__sql *sql, sqlite3_str *list, const char *wanted)
{
	int rc = sqlite3_str_errcode(list);
	char *text = sqlite3_str_finish(list);
	bool same = same_name(text ? text : "", wanted);

	if (rc != SQLITE_OK)
		instar__sql_fail(sql, rc);
	sqlite3_free(text);
	return same;
}

/* An expression among an index's columns has no name: it counts as "". */
bool instar__claim_index_columns(const struct claim *claim)
{
	sqlite3_str *list = sqlite3_str_new(claim->sql->db);
	sqlite3_stmt *stmt = instar__sql_prepare_with(claim->sql,
		"SELECT seqno, name FROM pragma_index_info(?1, 'main') ORDER BY seqno",
		claim->name);

	while (instar__sql_row(claim->sql, stmt))
		sqlite3_str_appendf(list, "%s%s", instar__sql_integer(stmt, 0) ? "," : "",
			instar__sql_text(claim->sql, stmt, 1));
	instar__sql_finish(stmt);
	return list_is(claim->sql, list, claim->detail);
}

bool instar__claim_unique(const struct claim *claim, const char *table)
{
	return instar__sql_intf(claim->sql, 0,
		"SELECT 1 FROM pragma_index_list(%Q, 'main') WHERE \"unique\""
		" AND name = %Q COLLATE NOCASE",
		table, claim->name);
}

/* One foreign key while its columns are gathered. */
struct key {
	sqlite3_str *child;  /* "a,b" */
	sqlite3_str *parent; /* "p(x,y)", not closed yet */
	char name[256];	     /* of the parent */
	bool any;	     /* a column was seen */
};

static void begin_key(const struct claim *claim, struct key *key, const char *parent)
{
	key->child = sqlite3_str_new(claim->sql->db);
	key->parent = sqlite3_str_new(claim->sql->db);
	sqlite3_str_appendf(key->parent, "%s(", parent);
	sqlite3_snprintf(sizeof(key->name), key->name, "%s", parent);
	key->any = true;
}

/* Add the column of a row of `foreign_keys` to both lists. */
static void add_columns(const struct claim *claim, struct key *key, sqlite3_stmt *stmt)
{
	const char *comma = instar__sql_integer(stmt, 0) ? "," : "";

	sqlite3_str_appendf(
		key->child, "%s%s", comma, instar__sql_text(claim->sql, stmt, 2));
	sqlite3_str_appendf(
		key->parent, "%s%s", comma, instar__sql_text(claim->sql, stmt, 3));
}

/* Does the key, which ends here, read as claimed? A claim "p" takes any columns. */
static bool end_key(const struct claim *claim, struct key *key)
{
	bool child, parent, bare = !strchr(claim->detail, '(');

	sqlite3_str_appendchar(key->parent, 1, ')');
	parent = list_is(claim->sql, key->parent, claim->detail);
	child = list_is(claim->sql, key->child, claim->part);
	key->any = false;
	return child && (parent || (bare && same_name(key->name, claim->detail)));
}

/* Without named parent columns a key means the parent's primary key. */
static const char foreign_keys[] =
	"SELECT k.seq, k.\"table\", k.\"from\", coalesce(k.\"to\","
	" (SELECT p.name FROM pragma_table_info(k.\"table\", 'main') p"
	" WHERE p.pk = k.seq + 1))"
	" FROM pragma_foreign_key_list(?1, 'main') k ORDER BY k.id, k.seq";

bool instar__claim_foreign_key(const struct claim *claim)
{
	sqlite3_stmt *stmt =
		instar__sql_prepare_with(claim->sql, foreign_keys, claim->name);
	struct key key = { 0 };
	bool found = false;

	while (!found && instar__sql_row(claim->sql, stmt)) {
		if (instar__sql_integer(stmt, 0) == 0) {
			if (key.any)
				found = end_key(claim, &key);
			begin_key(claim, &key, instar__sql_text(claim->sql, stmt, 1));
		}
		add_columns(claim, &key, stmt);
	}
	instar__sql_finish(stmt);
	if (key.any)
		found = end_key(claim, &key) || found;
	return found;
}
