/*
 * authorizer: what SQL that came out of a database may do. See authorizer.h.
 *
 * A list of what is allowed, never of what is not: an action that a later SQLite adds is
 * refused. Triggers and views do not work for such SQL, so what it does is what it says.
 */
#include "runtime/rollback/authorizer.h"

#include <string.h>

static const char tracking[] = "schema_migrations";

/* Deterministic, without effect, and SQLite's own for ALTER TABLE. */
static const char *const functions[] = { "abs", "ceil", "ceiling", "char", "coalesce",
	"date", "datetime", "floor", "format", "glob", "group_concat", "count", "hex",
	"ifnull", "iif", "instr", "json", "json_array", "json_extract", "json_object",
	"json_quote", "json_type", "json_valid", "julianday", "length", "like", "lower",
	"ltrim", "max", "min", "nullif", "printf", "quote", "replace", "round", "rtrim",
	"sign", "strftime", "substr", "substring", "sum", "time", "total", "trim",
	"trunc", "typeof", "unicode", "upper", "zeroblob", "sqlite_drop_column",
	"sqlite_rename_column", "sqlite_rename_parent", "sqlite_rename_quotefix",
	"sqlite_rename_table", "sqlite_rename_test", "sqlite_drop_constraint",
	"sqlite_add_constraint", "sqlite_fail" };

/* "refused" keeps the first: what follows is only its consequence. */
static int refuse(struct instar__authorizer *warden, const char *what, const char *name)
{
	if (!*warden->refused)
		sqlite3_snprintf(sizeof(warden->refused), warden->refused, "%s%s%s", what,
			name && *name ? " " : "", name ? name : "");
	return SQLITE_DENY;
}

static bool is_noted(const struct instar__authorizer *warden, const char *table)
{
	for (uint32_t at = 0; at < warden->size;
		at += (uint32_t)strlen(warden->tables + at) + 1) {
		if (sqlite3_stricmp(warden->tables + at, table) == 0)
			return true;
	}
	return false;
}

static void note(struct instar__authorizer *warden, const char *table)
{
	uint32_t size = (uint32_t)strlen(table) + 1;

	if (is_noted(warden, table) || sqlite3_strnicmp(table, "sqlite_", 7) == 0)
		return;
	if (warden->size + size > warden->room) {
		uint32_t room = warden->room * 2 + size + 256;
		char *tables = sqlite3_realloc64(warden->tables, room);

		warden->no_memory |= !tables;
		if (!tables)
			return;
		warden->tables = tables;
		warden->room = room;
	}
	memcpy(warden->tables + warden->size, table, size);
	warden->size += size;
	warden->count++;
}

/* Tables that SQLite keeps for itself; it lets nobody else write the schema's. */
static bool is_schema(const char *table)
{
	static const char *const names[] = { "sqlite_master", "sqlite_schema",
		"sqlite_temp_master", "sqlite_temp_schema" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (sqlite3_stricmp(table, names[i]) == 0)
			return true;
	}
	return false;
}

static int change_table(struct instar__authorizer *warden, const char *what,
	const char *table, const char *database)
{
	if (is_schema(table))
		return SQLITE_OK;
	if (!database || strcmp(database, "main") != 0)
		return refuse(warden, "reach outside the database:", table);
	if (sqlite3_stricmp(table, tracking) == 0)
		return refuse(warden, what, table);
	note(warden, table);
	return warden->no_memory ? SQLITE_DENY : SQLITE_OK;
}

static int use_function(struct instar__authorizer *warden, const char *name)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		if (sqlite3_stricmp(functions[i], name) == 0)
			return SQLITE_OK;
	}
	return refuse(warden, "call", name);
}

static int read_table(
	struct instar__authorizer *warden, const char *table, const char *database)
{
	if (!database || strcmp(database, "main") == 0 || is_schema(table))
		return SQLITE_OK;
	return refuse(warden, "read outside the database:", table);
}

/* The work of a trigger or view. */
static int refuse_body(struct instar__authorizer *warden, int action, const char *body)
{
	if (!*warden->set_off)
		sqlite3_snprintf(sizeof(warden->set_off), warden->set_off, "%s", body);
	return refuse(warden, action == SQLITE_READ ? "read through" : "set off", body);
}

/* One that does no more than SELECT RAISE (IGNORE); else it is the name of a CTE. */
static bool is_trigger(const struct instar__authorizer *warden, const char *body)
{
	return body && instar__schema_find(warden->schema, true, body);
}

static int change_rows(struct instar__authorizer *warden, int action, const char *table,
	const char *database)
{
	return change_table(warden,
		action == SQLITE_INSERT	  ? "insert into"
		: action == SQLITE_UPDATE ? "update"
					  : "delete from",
		table, database);
}

/* Which of a and b is the table depends on the action. */
static int judge_schema(struct instar__authorizer *warden, int action, const char *a,
	const char *b, const char *database)
{
	switch (action) {
	case SQLITE_CREATE_TABLE:
	case SQLITE_CREATE_VIEW:
		return change_table(warden, "create", a, database);
	case SQLITE_DROP_TABLE:
	case SQLITE_DROP_VIEW:
	case SQLITE_DROP_VTABLE:
		return change_table(warden, "drop", a, database);
	case SQLITE_CREATE_INDEX:
	case SQLITE_CREATE_TRIGGER:
		return change_table(warden, "add something to", b, database);
	case SQLITE_DROP_INDEX:
	case SQLITE_DROP_TRIGGER:
		return change_table(warden, "drop something from", b, database);
	case SQLITE_ALTER_TABLE:
		return change_table(warden, "alter", b, a);
	default:
		break;
	}
	return refuse(warden, "do more than change the schema", NULL);
}

static const char *word_of(int action)
{
	switch (action) {
	case SQLITE_ATTACH:
		return "attach";
	case SQLITE_DETACH:
		return "detach";
	case SQLITE_PRAGMA:
		return "use pragma";
	case SQLITE_SAVEPOINT:
	case SQLITE_TRANSACTION:
		return "control the transaction:";
	case SQLITE_CREATE_VTABLE:
		return "make virtual table";
	default:
		return NULL;
	}
}

/* ADD COLUMN looks at the rows that are there, FTS5 at a counter; neither can write. */
static bool is_harmless(const char *pragma, const char *value)
{
	return sqlite3_stricmp(pragma, "quick_check") == 0 ||
	       (sqlite3_stricmp(pragma, "data_version") == 0 && !value);
}

static int authorize(void *context, int action, const char *a, const char *b,
	const char *database, const char *body)
{
	struct instar__authorizer *warden = context;

	if (action == SQLITE_PRAGMA && is_harmless(a, b))
		return SQLITE_OK;
	if (word_of(action))
		return refuse(warden, word_of(action), a);
	switch (action) {
	case SQLITE_SELECT:
		return is_trigger(warden, body) ? refuse_body(warden, action, body)
						: SQLITE_OK;
	case SQLITE_READ:
		return body ? refuse_body(warden, action, body)
			    : read_table(warden, a, database);
	case SQLITE_FUNCTION:
		return use_function(warden, b);
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		return body ? refuse_body(warden, action, body)
			    : change_rows(warden, action, a, database);
	case SQLITE_REINDEX:
		return read_table(warden, a, database);
	default:
		return judge_schema(warden, action, a, b, database);
	}
}

void instar__authorizer_enter(struct instar__authorizer *warden, sqlite3 *db,
	const struct instar__schema *schema)
{
	warden->schema = schema;
	warden->refused[0] = warden->set_off[0] = '\0';
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
#ifdef SQLITE_DBCONFIG_DEFENSIVE
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
#endif
#ifdef SQLITE_DBCONFIG_TRUSTED_SCHEMA
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &warden->trusted);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
#endif
	sqlite3_set_authorizer(db, authorize, warden);
}

void instar__authorizer_leave(struct instar__authorizer *warden, sqlite3 *db)
{
	sqlite3_set_authorizer(db, NULL, NULL);
#ifdef SQLITE_DBCONFIG_TRUSTED_SCHEMA
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, warden->trusted, NULL);
#else
	(void)warden;
#endif
}

void instar__authorizer_free(struct instar__authorizer *warden)
{
	sqlite3_free(warden->tables);
	memset(warden, 0, sizeof(*warden));
}
