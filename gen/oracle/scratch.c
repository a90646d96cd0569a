/*
 * scratch: a private database in memory on which a history is run. See scratch.h.
 */
#include "gen/oracle/scratch.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/double_quotes.h"
#include "gen/oracle/heap.h"

/* Instructions between two calls of the progress handler. */
enum { TICK = 1000 };

/* Functions whose result differs from call to call or day to day. */
static const char *const unsteady[] = { "random", "randomblob", "changes",
	"total_changes", "last_insert_rowid", "current_timestamp", "current_date",
	"current_time" };

static void add(struct scratch *scratch, struct names *list, const char *name)
{
	if (name && sqlite3_strnicmp(name, "sqlite_", 7) != 0 && !names_have(list, name))
		*arena_add(scratch->arena, list->items, list->count) =
			arena_copy(scratch->arena, name, strlen(name));
}

static void schema_touched(struct scratch *scratch, const char *table, bool dropped)
{
	scratch->touched.dropped |= dropped;
	add(scratch, &scratch->touched.schema, table);
}

static int use_function(struct scratch *scratch, const char *name)
{
	uint32_t i = map_place(unsteady, sizeof(unsteady) / sizeof(*unsteady), name);

	if (i != MAP_NONE)
		scratch->touched.function = unsteady[i];
	/* They make NULL of what is too large; without memory they fail as others do. */
	if (map_same(name, "printf") || map_same(name, "format"))
		sqlite3_limit(scratch->db, SQLITE_LIMIT_LENGTH, INT32_MAX);
	return map_same(name, "load_extension") ? SQLITE_DENY : SQLITE_OK;
}

/* What is compiled belongs to that trigger, view or table of WITH. */
static void note_inside(struct scratch *scratch, const char *name)
{
	struct names *compiled = &scratch->touched.compiled;
	uint32_t i = map_place(compiled->items, compiled->count, name);

	if (i == MAP_NONE) {
		i = compiled->count;
		*arena_add(scratch->arena, compiled->items, compiled->count) =
			arena_copy(scratch->arena, name, strlen(name));
	}
	scratch->touched.trigger = compiled->items[i];
}

/* The authorizer; which of a and b is the table depends on the action. */
static int authorize(void *context, int action, const char *a, const char *b,
	const char *database, const char *trigger)
{
	struct scratch *scratch = context;

	(void)database;
	if (trigger && !map_same(scratch->touched.trigger, trigger))
		note_inside(scratch, trigger);
	switch (action) {
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
		return SQLITE_DENY;
	case SQLITE_FUNCTION:
		return use_function(scratch, b);
	case SQLITE_READ:
		add(scratch, &scratch->touched.read, a);
		return SQLITE_OK;
	case SQLITE_UPDATE:
		scratch->sets |= scratch->watched_table &&
				 map_same(a, scratch->watched_table) &&
				 map_same(b, scratch->watched_column);
		/* fallthrough */
	case SQLITE_INSERT:
	case SQLITE_DELETE:
		add(scratch, &scratch->touched.written, a);
		return SQLITE_OK;
	case SQLITE_CREATE_TABLE:
	case SQLITE_CREATE_VIEW:
	case SQLITE_CREATE_VTABLE:
		schema_touched(scratch, a, false);
		return SQLITE_OK;
	case SQLITE_DROP_TABLE:
	case SQLITE_DROP_VIEW:
	case SQLITE_DROP_VTABLE:
		schema_touched(scratch, a, true);
		return SQLITE_OK;
	case SQLITE_CREATE_INDEX:
	case SQLITE_CREATE_TRIGGER:
	case SQLITE_ALTER_TABLE:
		schema_touched(scratch, b, false);
		return SQLITE_OK;
	case SQLITE_DROP_INDEX:
	case SQLITE_DROP_TRIGGER:
		schema_touched(scratch, b, true);
		return SQLITE_OK;
	default:
		return SQLITE_OK;
	}
}

static int tick(void *context)
{
	struct scratch *scratch = context;

	return scratch->ticks == 0 || --scratch->ticks == 0;
}

static void configure(struct scratch *scratch)
{
	sqlite3 *db = scratch->db;

	sqlite3_set_authorizer(db, authorize, scratch);
	sqlite3_progress_handler(db, TICK, tick, scratch);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, SCRATCH_LENGTH);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	scratch_double_quotes(scratch, false);
	if (sqlite3_exec(db, "PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY", NULL,
		    NULL, NULL) != SQLITE_OK)
		arena_exhausted();
}

struct scratch *scratch_open(struct arena *arena)
{
	return scratch_open_at(arena, NULL);
}

struct scratch *scratch_open_at(struct arena *arena, const char *vfs)
{
	struct scratch *scratch = arena_alloc(arena, sizeof(*scratch));

	scratch->arena = arena;
	scratch->ticks = SCRATCH_TICKS;
	if (sqlite3_open_v2(":memory:", &scratch->db,
		    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs) != SQLITE_OK)
		arena_exhausted();
	configure(scratch);
	return scratch;
}

void scratch_close(struct scratch *scratch)
{
	sqlite3_close(scratch->db);
	scratch->db = NULL;
}

void scratch_forget(struct scratch *scratch)
{
	scratch->touched = (struct touched){ 0 };
}

bool scratch_touched(const struct touched *touched, const char *table)
{
	return names_have(&touched->schema, table) ||
	       names_have(&touched->written, table) || names_have(&touched->read, table);
}

void scratch_remember(struct scratch *scratch, const struct touched *before)
{
	struct touched since = scratch->touched, *all = &scratch->touched;

	*all = *before;
	names_add_all(scratch->arena, &all->schema, &since.schema);
	names_add_all(scratch->arena, &all->written, &since.written);
	names_add_all(scratch->arena, &all->read, &since.read);
	names_add_all(scratch->arena, &all->compiled, &since.compiled);
	all->function = since.function ? since.function : before->function;
	all->trigger = since.trigger ? since.trigger : before->trigger;
	all->dropped |= since.dropped;
	all->renamed |= since.renamed;
}

bool scratch_note_failure(struct scratch *scratch)
{
	const char *message = sqlite3_errmsg(scratch->db);
	int code = sqlite3_extended_errcode(scratch->db);

	if ((code & 0xff) == SQLITE_NOMEM && !heap_refused())
		arena_exhausted();
	scratch->failure = (struct failure){ .code = code,
		.offset = sqlite3_error_offset(scratch->db),
		.message = arena_copy(scratch->arena, message, strlen(message)) };
	return false;
}

bool scratch_run(struct scratch *scratch, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int rc;

	scratch->ticks = SCRATCH_TICKS;
	if (sqlite3_prepare_v2(scratch->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return scratch_note_failure(scratch);
	do {
		rc = sqlite3_step(stmt);
	} while (rc == SQLITE_ROW);
	if (rc != SQLITE_DONE)
		scratch_note_failure(scratch);
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE;
}

bool scratch_run_text(struct scratch *scratch, const char *text)
{
	scratch->ticks = SCRATCH_TICKS;
	return sqlite3_exec(scratch->db, text, NULL, NULL, NULL) == SQLITE_OK ||
	       scratch_note_failure(scratch);
}

/* Without a word of the failure, which is about something else. */
static bool mark(struct scratch *scratch, const char *verb, const char *name)
{
	struct failure failure = scratch->failure;
	char sql[80];
	bool ran;

	sqlite3_snprintf(sizeof(sql), sql, "%s instar_%s", verb, name);
	ran = scratch_run(scratch, sql);
	scratch->failure = failure;
	return ran;
}

void scratch_savepoint(struct scratch *scratch, const char *name)
{
	mark(scratch, "SAVEPOINT", name);
}

void scratch_undo(struct scratch *scratch, const char *name)
{
	mark(scratch, "ROLLBACK TO", name);
	mark(scratch, "RELEASE", name);
}

/* A virtual table may refuse to keep what was written to it. */
void scratch_release(struct scratch *scratch, const char *name)
{
	if (!mark(scratch, "RELEASE", name))
		scratch_undo(scratch, name);
}

/* Statements after which any entry of the schema may be another one. */
static bool may_rename(const struct statement *statement)
{
	return statement->kind == STATEMENT_RENAME_TABLE ||
	       statement->kind == STATEMENT_RENAME_COLUMN ||
	       statement->kind == STATEMENT_OTHER ||
	       (statement->kind == STATEMENT_PRAGMA &&
		       map_same(statement->name, "writable_schema"));
}

/* Statements that write the file anew or its log, and change neither schema nor rows. */
static bool is_about_file(const struct statement *statement)
{
	return statement->kind == STATEMENT_VACUUM ||
	       (statement->kind == STATEMENT_PRAGMA &&
		       map_same(statement->name, "wal_checkpoint"));
}

/* Once more, with "text" as a string: in it, or in what else it makes SQLite compile. */
static bool run_with_strings(struct scratch *scratch, const char *sql)
{
	bool ran;

	scratch_double_quotes(scratch, true);
	ran = scratch_run(scratch, sql);
	scratch_double_quotes(scratch, false);
	return ran;
}

bool scratch_run_statement(struct scratch *scratch, const struct statement *statement,
	struct failure *strict)
{
	struct failure own = { 0 };
	bool quoted = strict && strchr(statement->sql, '"'), elsewhere;

	if (strict)
		*strict = (struct failure){ 0 };
	if (is_about_file(statement))
		return true; /* there is none */
	scratch->touched.renamed |= may_rename(statement);
	if (scratch_run(scratch, statement->sql)) {
		if (quoted && statement->kind == STATEMENT_ADD_COLUMN)
			double_quotes_added(scratch, statement, strict);
		return true;
	}
	if (!double_quotes_may(scratch))
		return false;
	elsewhere = !quoted || double_quotes_elsewhere(scratch, statement->sql, &own);
	if (!run_with_strings(scratch, statement->sql))
		return false;
	if (!elsewhere)
		*strict = own;
	return true;
}

void scratch_turn_off(struct scratch *scratch)
{
	sqlite3_exec(scratch->db,
		"PRAGMA legacy_alter_table=OFF; PRAGMA recursive_triggers=OFF; "
		"PRAGMA ignore_check_constraints=OFF",
		NULL, NULL, NULL);
}

const struct statement *scratch_run_all(
	struct scratch *scratch, const struct statement *statements, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (statements[i].dropped)
			continue;
		if (scratch->before)
			scratch->before(scratch->context, &statements[i]);
		if (scratch_run_statement(scratch, &statements[i], NULL))
			continue;
		scratch_turn_off(scratch);
		return &statements[i];
	}
	return NULL;
}

bool scratch_compiles(struct scratch *scratch, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(scratch->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return scratch_note_failure(scratch);
	sqlite3_finalize(stmt);
	return true;
}

bool scratch_sets(
	struct scratch *scratch, const char *sql, const char *table, const char *column)
{
	scratch->watched_table = table;
	scratch->watched_column = column;
	scratch->sets = false;
	scratch_compiles(scratch, sql);
	scratch->watched_table = NULL;
	return scratch->sets;
}

void scratch_copy(struct scratch *to, const struct scratch *from)
{
	sqlite3_backup *copy = sqlite3_backup_init(to->db, "main", from->db, "main");

	if (!copy)
		arena_exhausted();
	sqlite3_backup_step(copy, -1);
	if (sqlite3_backup_finish(copy) == SQLITE_NOMEM)
		arena_exhausted(); /* half a copy proves nothing */
}

void scratch_double_quotes(struct scratch *scratch, bool on)
{
	sqlite3_db_config(scratch->db, SQLITE_DBCONFIG_DQS_DDL, (int)on, NULL);
	sqlite3_db_config(scratch->db, SQLITE_DBCONFIG_DQS_DML, (int)on, NULL);
}

bool scratch_triggers(struct scratch *scratch, bool on)
{
	int was = 0;

	sqlite3_db_config(scratch->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &was);
	sqlite3_db_config(scratch->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, (int)on, NULL);
	return was;
}

void scratch_foreign_keys(struct scratch *scratch, bool on)
{
	sqlite3_db_config(scratch->db, SQLITE_DBCONFIG_ENABLE_FKEY, (int)on, NULL);
}

void scratch_enforce(struct scratch *scratch)
{
	scratch_run(scratch, "PRAGMA foreign_keys=ON");
	scratch_run(scratch, "BEGIN");
}

bool scratch_enforce_end(struct scratch *scratch)
{
	bool ended = scratch_run(scratch, "COMMIT");
	struct failure failure = scratch->failure;

	if (!ended)
		scratch_run(scratch, "ROLLBACK");
	scratch_run(scratch, "PRAGMA foreign_keys=OFF");
	scratch->failure = failure;
	return ended;
}
