/*
 * stored_down: rolling back steps of a newer program. See stored_down.h.
 *
 * The SQL runs twice: first to see which tables it touches, then for good, between two
 * sums over the rows of those that are there before and after. So it may drop what the
 * newer steps made and build a table anew, but not change a value that stays.
 */
#include "runtime/rollback/stored_down.h"

#include <string.h>

#include "runtime/backup/rows_at_stake.h"
#include "runtime/core/error.h"
#include "runtime/decide/foreign_objects.h"
#include "runtime/records/down_text.h"
#include "runtime/rollback/authorizer.h"
#include "runtime/schema/check.h"
#include "runtime/schema/schema.h"
#include "runtime/schema/table_text.h"

static const char select_rows[] =
	"SELECT id, release, description, down_sql, position FROM "
	"main.schema_migrations WHERE set_name = ?1 AND position > ?2"
	" ORDER BY position DESC, id DESC";

static void read_row(instar *h, struct instar__stored_down *carried, sqlite3_stmt *stmt)
{
	const char *text;

	carried->id = instar__hold_text(h, instar__sql_text(&h->sql, stmt, 0));
	carried->release = instar__hold_text(h, instar__sql_text(&h->sql, stmt, 1));
	carried->description = instar__hold_text(h, instar__sql_text(&h->sql, stmt, 2));
	carried->position = (uint32_t)instar__sql_integer(stmt, 4);
	if (h->sql.code || instar__sql_is_null(stmt, 3))
		return;
	text = instar__hold_text(h, instar__sql_text(&h->sql, stmt, 3));
	if (!text)
		return;
	carried->statements = instar__down_text_statements(h, carried->id, text);
	carried->edited = !carried->statements;
}

void instar__stored_down_read(
	instar *h, struct instar__rollback_path *way, uint32_t count)
{
	sqlite3_stmt *stmt = instar__sql_prepare_with(
		&h->sql, select_rows, instar__text(h, h->set->name));

	way->carried = instar__hold(h, (uint64_t)count * sizeof(*way->carried));
	instar__sql_bind_int(&h->sql, stmt, 2, h->set->step_count);
	while (way->carried_count < count && instar__sql_row(&h->sql, stmt))
		read_row(h, &way->carried[way->carried_count++], stmt);
	instar__sql_finish(stmt);
}

/*
 * --- The rows of a table as a number: are they, in the columns that it has both times,
 * what they were? Their order does not matter.
 */

struct keepsake {
	const char *table;
	const char *columns; /* names, each NUL-terminated, an empty one last */
	const char *query;   /* for the columns that stay */
	int64_t rows;
	uint64_t sum;
};

static sqlite3_stmt *list_columns(instar *h, const char *table)
{
	return instar__sql_prepare_with(
		&h->sql, "SELECT name FROM pragma_table_info(?1, 'main')", table);
}

/* Note which columns the table has now, after. */
static void note_names(
	instar *h, struct keepsake *keepsake, const char *table)
{
	sqlite3_stmt *stmt = list_columns(h, table);
	sqlite3_str *names = sqlite3_str_new(h->db);
	char *text;

	while (instar__sql_row(&h->sql, stmt)) {
		sqlite3_str_appendall(names, instar__sql_text(&h->sql, stmt, 0));
		sqlite3_str_appendchar(names, 1, '\0');
	}
	instar__sql_finish(stmt);
	sqlite3_str_appendchar(names, 1, '\0');
	if (sqlite3_str_errcode(names))
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
	text = instar__hold(h, (uint64_t)sqlite3_str_length(names) + 1);
	if (text && !h->sql.code)
		memcpy(text, sqlite3_str_value(names), (size_t)sqlite3_str_length(names));
	sqlite3_free(sqlite3_str_finish(names));
	keepsake->columns = text;
	keepsake->table = instar__hold_text(h, table);
}

static bool stays(const struct keepsake *keepsake, const char *column)
{
	const char *name = keepsake->columns;

	while (*name && sqlite3_stricmp(name, column) != 0)
		name += strlen(name) + 1;
	return *name;
}

/* SELECT 0, "a", "b" FROM main."t": the columns of both times. */
static void write_query(instar *h, struct keepsake *keepsake)
{
	sqlite3_stmt *stmt = list_columns(h, keepsake->table);
	sqlite3_str *query = sqlite3_str_new(h->db);
	char *text;

	sqlite3_str_appendall(query, "SELECT 0");
	while (instar__sql_row(&h->sql, stmt)) {
		const char *name = instar__sql_text(&h->sql, stmt, 0);

		if (stays(keepsake, name))
			sqlite3_str_appendf(query, ", \"%w\"", name);
	}
	instar__sql_finish(stmt);
	sqlite3_str_appendf(query, " FROM main.\"%w\"", keepsake->table);
	text = instar__sql_str(&h->sql, query);
	if (text)
		keepsake->query = instar__hold_text(h, text);
	sqlite3_free(text);
}

static void sum_rows(
	instar *h, const struct keepsake *keepsake, int64_t *rows, uint64_t *sum)
{
	sqlite3_stmt *stmt = NULL;

	*rows = 0;
	*sum = 0;
	if (keepsake->query)
		stmt = instar__sql_prepare(&h->sql, keepsake->query);
	while (instar__sql_row(&h->sql, stmt)) {
		uint64_t row = instar__sql_row_digest(&h->sql, stmt, 1);

		++*rows;
		*sum += row ^ row >> 31;
	}
	instar__sql_finish(stmt);
}

/* Sum up the rows now, before, over the columns that were noted and are there. */
static void take_sum(instar *h, struct keepsake *keepsake)
{
	write_query(h, keepsake);
	sum_rows(h, keepsake, &keepsake->rows, &keepsake->sum);
}

/* Is the sum still that? False after an error in h->sql, too. */
static bool sum_holds(instar *h, const struct keepsake *keepsake)
{
	int64_t rows;
	uint64_t sum;

	sum_rows(h, keepsake, &rows, &sum);
	return !h->sql.code && rows == keepsake->rows && sum == keepsake->sum;
}

/* --- Running what is stored */

struct undoing {
	const struct instar__rollback_path *way;
	struct instar__authorizer warden;
	struct instar__schema before, after;
	struct keepsake *keepsakes; /* of tables that stay */
	uint32_t keepsake_count;
};

/* A trigger that a stored down migration names is the newer program's own. */
static bool is_named(const struct instar__rollback_path *way, const char *trigger)
{
	for (uint32_t i = 0; i < way->carried_count; i++) {
		if (instar__text_has_word(way->carried[i].statements, trigger))
			return true;
	}
	return false;
}

/* A trigger would have run: whoever put it there is told so, if it is a foreign one. */
static int refuse_foreign(instar *h, const struct undoing *undoing)
{
	const struct instar__authorizer *warden = &undoing->warden;
	struct instar__writer writer = { .what = "step" };
	struct instar__decision decision;
	struct instar__sql failed = h->sql;

	if (!*warden->set_off || is_named(undoing->way, warden->set_off))
		return h->error.code;
	instar__decision_init(&decision);
	decision.stands_at = undoing->way->from;
	instar__sql_clear(&h->sql);
	instar__writer_add(h, &writer, INSTAR__WRITTEN, warden->tables, warden->count);
	instar__foreign_objects_refuse(h, &decision, &writer);
	instar__writer_free(&writer);
	if (!h->error.code)
		h->sql = failed;
	return h->error.code;
}

static int fail_step(
	instar *h, struct undoing *undoing, const struct instar__stored_down *carried)
{
	static const char action[] = "use the program that wrote this database";

	if (undoing->warden.no_memory) {
		instar__sql_clear(&h->sql);
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
	} else if (refuse_foreign(h, undoing)) {
		return h->error.code;
	} else if (*undoing->warden.refused) {
		return instar__fail(h, INSTAR_E_SQL, action,
			"the stored down migration of %s would %s; refused, nothing "
			"was changed",
			carried->id, undoing->warden.refused);
	} else if (h->sql.code == INSTAR_E_SQL) {
		return instar__fail(h, INSTAR_E_SQL, action,
			"the stored down migration of %s fails: %s; nothing was "
			"changed",
			carried->id, h->sql.message);
	}
	return instar__fail_sql(h);
}

/* All statements of one step, under guard. */
static void run_step(
	instar *h, struct undoing *undoing, const struct instar__stored_down *carried)
{
	instar__authorizer_enter(&undoing->warden, h->db, &undoing->before);
	instar__sql_script(&h->sql, carried->statements);
	instar__authorizer_leave(&undoing->warden, h->db);
	if (h->sql.code)
		fail_step(h, undoing, carried);
	else if (!instar__sql_in_transaction(&h->sql))
		instar__fail(h, INSTAR_E_SQL, "",
			"the stored down migration of %s ended the transaction",
			carried->id);
}

static int tell_step(instar *h, const struct undoing *undoing, uint32_t i,
	enum instar_event_kind kind, int64_t duration_us)
{
	const struct instar__rollback_path *way = undoing->way;

	return instar__tell(h, &(struct instar_event){
				       .kind = kind,
				       .id = way->carried[i].id,
				       .position = way->carried[i].position,
				       .done = i + (kind == INSTAR_EVENT_STEP_DONE),
				       .total = way->carried_count + way->from - way->to,
				       .duration_us = duration_us,
			       });
}

static void run_steps(instar *h, struct undoing *undoing, bool tell)
{
	for (uint32_t i = 0; i < undoing->way->carried_count && !h->error.code; i++) {
		int64_t began_us = instar__clock(h);

		if (tell)
			tell_step(h, undoing, i, INSTAR_EVENT_STEP_BEGIN, 0);
		if (h->error.code)
			return;
		run_step(h, undoing, &undoing->way->carried[i]);
		if (tell && !h->error.code)
			tell_step(h, undoing, i, INSTAR_EVENT_STEP_DONE,
				instar__since(h, began_us));
	}
}

/* --- What it leaves */

static const struct instar__object *find_table(
	const struct instar__schema *schema, const char *name)
{
	const struct instar__object *object = instar__schema_find(schema, false, name);

	return object && object->type == INSTAR__TABLE ? object : NULL;
}

/* Of each table that was touched and stays: which columns stay. */
static void note_columns(instar *h, struct undoing *undoing)
{
	const struct instar__authorizer *warden = &undoing->warden;

	undoing->keepsakes =
		instar__hold(h, (warden->count + 1) * sizeof(*undoing->keepsakes));
	for (uint32_t at = 0; at < warden->size && !h->sql.code;
		at += (uint32_t)strlen(warden->tables + at) + 1) {
		const struct instar__object *table =
			find_table(&undoing->before, warden->tables + at);

		if (!table || !find_table(&undoing->after, table->name))
			continue;
		note_names(
			h, &undoing->keepsakes[undoing->keepsake_count++], table->name);
	}
	instar__fail_sql(h);
}

static void tell_stake(instar *h, const char *table, const char *column)
{
	struct instar_at_stake stake = { .table = table, .column = column };
	char *name = instar__rows_at_stake_name(h, table, column);

	stake.name = name;
	if (name)
		stake.rows = instar__table_holds(&h->sql, table, column);
	if (!instar__fail_sql(h) && stake.rows)
		instar__rows_lost_tell(h, &stake, 1);
	sqlite3_free(name);
}

/* The columns that it has, and will not have. */
static void tell_columns(instar *h, const struct keepsake *keepsake)
{
	sqlite3_stmt *stmt = list_columns(h, keepsake->table);

	while (!h->error.code && instar__sql_row(&h->sql, stmt)) {
		const char *column = instar__sql_text(&h->sql, stmt, 0);

		if (!h->sql.code && !stays(keepsake, column))
			tell_stake(h, keepsake->table, column);
	}
	instar__sql_finish(stmt);
	instar__fail_sql(h);
}

/*
 * Tables and columns that will be gone, and what is in them. Run before the steps, told
 * likewise. A column that is only renamed counts too: nobody vouches for this SQL.
 */
static void tell_stakes(instar *h, const struct undoing *undoing)
{
	const struct instar__authorizer *warden = &undoing->warden;

	for (uint32_t at = 0; at < warden->size && !h->error.code;
		at += (uint32_t)strlen(warden->tables + at) + 1) {
		const struct instar__object *table =
			find_table(&undoing->before, warden->tables + at);

		if (table && !find_table(&undoing->after, table->name))
			tell_stake(h, warden->tables + at, "");
	}
	for (uint32_t i = 0; i < undoing->keepsake_count && !h->error.code; i++)
		tell_columns(h, &undoing->keepsakes[i]);
}

static bool is_known(const instar *h, const char *name)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];
		bool object = check->kind != INSTAR_CHECK_COLUMN &&
			      check->kind != INSTAR_CHECK_FOREIGN_KEY &&
			      check->kind != INSTAR_CHECK_ROWS;

		if (object && !(check->flags & INSTAR_CHECK_NOT) &&
			instar__check_alive(check, h->set->step_count) &&
			sqlite3_stricmp(instar__text(h, check->name), name) == 0)
			return true;
	}
	return false;
}

/* An object that is new, or another than before, has to be one of this program's. */
static void refuse_leftovers(instar *h, const struct undoing *undoing)
{
	for (uint32_t i = 0; i < undoing->after.count && !h->error.code; i++) {
		const struct instar__object *now = &undoing->after.objects[i];
		const struct instar__object *then = instar__schema_find(
			&undoing->before, now->type == INSTAR__TRIGGER, now->name);

		if ((then && then->text_digest == now->text_digest) ||
			is_known(h, now->name))
			continue;
		instar__fail(h, INSTAR_E_VALIDATION,
			"use the program that wrote this database",
			"the down migration stored in the database leaves %s behind, "
			"which this program does not know; all undone",
			now->name);
	}
}

static void compare_rows(instar *h, const struct undoing *undoing)
{
	for (uint32_t i = 0; i < undoing->keepsake_count && !h->error.code; i++) {
		const struct keepsake *keepsake = &undoing->keepsakes[i];

		if (sum_holds(h, keepsake) || instar__fail_sql(h))
			continue;
		instar__fail(h, INSTAR_E_VALIDATION,
			"use the program that wrote this database",
			"the down migration stored in the database changes rows of "
			"%s; all undone",
			keepsake->table);
	}
}

/* The first time is only to see: which tables it touches, and which of them stay. */
static void rehearse(instar *h, struct undoing *undoing)
{
	instar__schema_load(&undoing->before, &h->sql);
	instar__sql_exec(&h->sql, "SAVEPOINT instar_rehearsal");
	instar__fail_sql(h);
	run_steps(h, undoing, false);
	if (h->error.code)
		return;
	instar__schema_load(&undoing->after, &h->sql);
	note_columns(h, undoing);
	if (h->error.code)
		return;
	instar__sql_exec(&h->sql, "ROLLBACK TO instar_rehearsal");
	instar__sql_exec(&h->sql, "RELEASE instar_rehearsal");
	instar__fail_sql(h);
}

int instar__stored_down_undo(instar *h, const struct instar__rollback_path *way)
{
	struct undoing undoing = { .way = way };

	instar__schema_init(&undoing.before);
	instar__schema_init(&undoing.after);
	rehearse(h, &undoing);
	for (uint32_t i = 0; i < undoing.keepsake_count && !h->error.code; i++) {
		take_sum(h, &undoing.keepsakes[i]);
		instar__fail_sql(h);
	}
	tell_stakes(h, &undoing);
	run_steps(h, &undoing, true);
	compare_rows(h, &undoing);
	refuse_leftovers(h, &undoing);
	instar__schema_free(&undoing.before);
	instar__schema_free(&undoing.after);
	instar__authorizer_free(&undoing.warden);
	return h->error.code;
}
