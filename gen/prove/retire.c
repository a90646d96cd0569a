/*
 * retire: a new database without the steps that were retired. See retire.h.
 *
 * Tables first, then their rows, so that no index slows them and no trigger sees them;
 * then indexes, views, triggers.
 */
#include "gen/prove/retire.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/directory.h"
#include "gen/report/diag.h"
#include "gen/rows/virtual_tables.h"
#include "runtime/cli/nearest.h"

/* Milliseconds since 4714 BC, as SQLite counts: some days of 2001 and of 2013. */
static const sqlite3_int64 morning = 211871234567000, evening = 212250987654000;

static int tell_morning(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
	(void)vfs;
	*now = morning;
	return SQLITE_OK;
}

static int tell_evening(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
	(void)vfs;
	*now = evening;
	return SQLITE_OK;
}

typedef int clock_function(sqlite3_vfs *, sqlite3_int64 *);

static const struct {
	const char *name;
	clock_function *tell;
} clocks[] = {
	{ "instar-morning", tell_morning },
	{ "instar-evening", tell_evening },
};

/* The history, run at two times. */
struct maker {
	struct arena *arena;
	struct diags *diags;
	const struct plan *plan;
	struct scratch *runs[2];
	sqlite3_vfs *clocks[2];
	struct snapshot *snapshot; /* of the first run */
	struct baseline baseline;
};

static void report(struct maker *maker, const char *message, const char *help)
{
	struct diag *diag = diag_report(
		maker->diags, RULE_RETIRE, NULL, (struct span){ 0, 0 }, "%s", message);

	diag->place = maker->plan->directory->path;
	diag->help = help;
}

static void add(struct maker *maker, const char *sql)
{
	struct baseline *baseline = &maker->baseline;

	*arena_add(maker->arena, baseline->statements, baseline->count) = sql;
}

static bool find_step(struct maker *maker, const char *id)
{
	struct instar__nearest nearest = { .word = id };

	for (uint32_t i = 0; i < maker->plan->count; i++) {
		const char *known = maker->plan->migrations[i].id;

		if (strcmp(known, id) == 0) {
			maker->baseline.retired = i;
			return i > 0;
		}
		instar__nearest_try(&nearest, known);
	}
	report(maker, arena_printf(maker->arena, "--retire-before: no step \"%s\"", id),
		nearest.best
			? arena_printf(maker->arena, "did you mean \"%s\"?", nearest.best)
			: "it takes the id of a step: the name of its file without .sql");
	return false;
}

static void open_run(struct maker *maker, size_t i)
{
	sqlite3_vfs *vfs = arena_alloc(maker->arena, sizeof(*vfs));

	*vfs = *sqlite3_vfs_find(NULL);
	vfs->zName = clocks[i].name;
	vfs->pNext = NULL;
	vfs->xCurrentTimeInt64 = clocks[i].tell;
	sqlite3_vfs_register(vfs, 0);
	maker->clocks[i] = vfs;
	maker->runs[i] = scratch_open_at(maker->arena, vfs->zName);
	scratch_double_quotes(maker->runs[i], true);
	placeholders_register(maker->arena, maker->plan, maker->runs[i]->db);
}

/* What a script of schema and rows cannot do for a new database. */
static void refuse_beyond_sql(struct maker *maker)
{
	const struct plan *plan = maker->plan;

	for (const struct migration *migration = plan_begin(plan);
		migration < plan->migrations + maker->baseline.retired; migration++) {
		for (uint32_t j = 0; j < migration->up->up_count; j++) {
			const struct statement *statement = &migration->up->up[j];

			if (statement->kind == STATEMENT_CALL)
				report(maker,
					arena_printf(maker->arena,
						"%s calls %s of the program",
						migration->id, statement->name),
					"what it does for a new database is not known "
					"here; keep the step");
			else if (statement->kind == STATEMENT_PRAGMA && migration->bare &&
				 statement->value)
				report(maker,
					arena_printf(maker->arena,
						"%s sets %s of the file", migration->id,
						statement->name),
					"a new database would not have it; keep the "
					"step");
		}
	}
}

static void run_steps(struct maker *maker, struct scratch *scratch)
{
	const struct plan *plan = maker->plan;

	for (const struct migration *migration = plan_begin(plan);
		migration < plan->migrations + maker->baseline.retired; migration++) {
		const struct script *script = migration->up;

		if (migration->enforced)
			scratch_enforce(scratch);
		for (uint32_t j = 0; j < script->up_count; j++) {
			if (!script->up[j].dropped)
				scratch_run(scratch, script->up[j].sql);
		}
		if (migration->enforced)
			scratch_enforce_end(scratch);
	}
}

/* A name for the rowid that no column has; NULL when the rowid needs no telling. */
static const char *rowid_of(struct maker *maker, const struct shot_object *table)
{
	if (scratch_int(maker->runs[0], 0,
		    "SELECT sum(pk) = 1 AND max(pk AND type = 'INTEGER' COLLATE NOCASE) "
		    "FROM pragma_table_info(%Q)",
		    table->name))
		return NULL;
	return snapshot_rowid(maker->runs[0], table);
}

/* The rows of a table in both runs, side by side. */
struct table_rows {
	const struct shot_object *table;
	const char **columns;
	uint32_t count;
	struct query runs[2];
};

static void add_column(struct maker *maker, struct table_rows *rows, const char *name)
{
	*arena_add(maker->arena, rows->columns, rows->count) = name;
}

static void open_rows(struct maker *maker, struct table_rows *rows, const char *rowid)
{
	struct text sql;

	if (rowid)
		add_column(maker, rows, rowid);
	for (uint32_t i = 0; i < rows->table->column_count; i++) {
		if (!rows->table->columns[i].generated)
			add_column(maker, rows, rows->table->columns[i].name);
	}
	text_init(&sql, maker->arena);
	for (uint32_t i = 0; i < rows->count; i++)
		text_format(
			&sql, "%s quote(\"%w\")", i ? "," : "SELECT", rows->columns[i]);
	text_format(&sql, " FROM \"%w\"%s%s", rows->table->name,
		rowid ? " ORDER BY " : "", rowid ? rowid : "");
	for (int i = 0; i < 2; i++)
		rows->runs[i] = scratch_prepare(maker->runs[i], sql.bytes);
}

static const char *value(const struct table_rows *rows, int run, uint32_t column)
{
	const char *text = query_text(&rows->runs[run], (int)column);

	return text ? text : "NULL";
}

/* Does the column's DEFAULT say anew what differs from run to run? */
static bool has_own_default(
	struct maker *maker, const struct table_rows *rows, uint32_t column)
{
	return scratch_int(maker->runs[0], 0,
		       "SELECT dflt_value LIKE 'current\\_%%' ESCAPE '\\' "
		       "OR dflt_value LIKE '%%(%%' "
		       "FROM pragma_table_info(%Q) WHERE name = %Q COLLATE NOCASE",
		       rows->table->name, rows->columns[column]) != 0;
}

static void report_unsteady(
	struct maker *maker, const struct table_rows *rows, const char *what)
{
	report(maker,
		arena_printf(maker->arena,
			"rows of %s cannot be written down: %s differs from run to run",
			rows->table->name, what),
		"retire fewer steps: keep the one that inserts these rows");
}

/* One row as an INSERT; false when it has been said why not. */
static bool add_row(struct maker *maker, const struct table_rows *rows)
{
	struct text names, values;
	const char *comma = "";

	text_init(&names, maker->arena);
	text_init(&values, maker->arena);
	for (uint32_t i = 0; i < rows->count; i++) {
		if (strcmp(value(rows, 0, i), value(rows, 1, i)) != 0) {
			if (has_own_default(maker, rows, i))
				continue;
			report_unsteady(maker, rows, rows->columns[i]);
			return false;
		}
		text_format(&names, "%s\"%w\"", comma, rows->columns[i]);
		text_format(&values, "%s%s", comma, value(rows, 0, i));
		comma = ", ";
	}
	add(maker,
		*comma ? arena_printf(maker->arena, "INSERT INTO \"%w\"(%s) VALUES(%s)",
				 rows->table->name, names.bytes, values.bytes)
		       : arena_printf(maker->arena, "INSERT INTO \"%w\" DEFAULT VALUES",
				 rows->table->name));
	return true;
}

static void add_rows(
	struct maker *maker, const struct shot_object *table, const char *rowid)
{
	struct table_rows rows = { .table = table };
	bool good = true;

	open_rows(maker, &rows, rowid);
	while (good && rows.count) {
		bool first = query_row(&rows.runs[0]), second = query_row(&rows.runs[1]);

		if (first != second)
			report_unsteady(maker, &rows, "their number");
		if (!first || !second)
			break;
		good = add_row(maker, &rows);
	}
	query_close(&rows.runs[0]);
	query_close(&rows.runs[1]);
}

static void add_virtual_rows(struct maker *maker, const struct shot_object *table)
{
	const struct tree_create_virtual *tree =
		snapshot_tree(table, STATEMENT_CREATE_VIRTUAL_TABLE);
	const char *content = virtual_content(maker->arena, table);

	if (!content)
		add_rows(maker, table,
			tree && sqlite3_strlike("fts%", tree->module.text, 0) == 0
				? "rowid"
				: NULL);
	else if (*content)
		add(maker, arena_printf(maker->arena,
				   "INSERT INTO \"%w\"(\"%w\") VALUES('rebuild')",
				   table->name, table->name));
	else if (scratch_int(maker->runs[0], 0, "SELECT count(*) FROM \"%w_docsize\"",
			 table->name))
		report(maker,
			arena_printf(maker->arena,
				"%s has rows and no content, so they cannot be written "
				"down",
				table->name),
			"retire fewer steps");
}

/* The highest number that AUTOINCREMENT gave, though its row may be gone. */
static void add_sequence(struct maker *maker, const struct shot_object *table)
{
	sqlite3_int64 last = scratch_int(maker->runs[0], 0,
		"SELECT seq FROM sqlite_sequence WHERE name = %Q", table->name);

	if (!last)
		return;
	add(maker, arena_printf(maker->arena,
			   "DELETE FROM sqlite_sequence WHERE name = %Q", table->name));
	add(maker, arena_printf(maker->arena,
			   "INSERT INTO sqlite_sequence(name, seq) VALUES(%Q, %lld)",
			   table->name, last));
}

static void add_all_rows(struct maker *maker)
{
	const struct snapshot *snapshot = maker->snapshot;

	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < snapshot->count; i++) {
			const struct shot_object *object = snapshot->objects[i];

			if (object->type != INSTAR__TABLE || object->shadow ||
				object->virtual != (round == 1))
				continue;
			if (object->virtual) {
				add_virtual_rows(maker, object);
				continue;
			}
			add_rows(maker, object, rowid_of(maker, object));
			add_sequence(maker, object);
		}
	}
}

static void add_objects(struct maker *maker, enum instar__object_type type)
{
	for (uint32_t i = 0; i < maker->snapshot->count; i++) {
		const struct shot_object *object = maker->snapshot->objects[i];

		if (object->type == type && !object->shadow)
			add(maker, object->sql);
	}
}

static void write_statements(struct maker *maker)
{
	struct scratch *scratch = maker->runs[0];

	maker->snapshot = snapshot_new(maker->arena);
	scratch->touched.renamed = true; /* read everything */
	snapshot_apply(maker->snapshot, snapshot_compare(maker->snapshot, scratch));
	add_objects(maker, INSTAR__TABLE);
	add_all_rows(maker);
	add_objects(maker, INSTAR__INDEX);
	add_objects(maker, INSTAR__VIEW);
	add_objects(maker, INSTAR__TRIGGER);
	snapshot_free(maker->snapshot);
}

struct baseline retire_make(
	struct arena *arena, struct diags *diags, const struct plan *plan, const char *id)
{
	struct maker maker = { .arena = arena, .diags = diags, .plan = plan };

	if (!find_step(&maker, id))
		return maker.baseline;
	refuse_beyond_sql(&maker);
	for (size_t i = 0; i < 2; i++) {
		open_run(&maker, i);
		run_steps(&maker, maker.runs[i]);
	}
	write_statements(&maker);
	for (size_t i = 0; i < 2; i++) {
		scratch_close(maker.runs[i]);
		sqlite3_vfs_unregister(maker.clocks[i]);
	}
	return maker.baseline;
}
