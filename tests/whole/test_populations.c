/*
 * How many of the tables of a history have rows while it is rehearsed, and how many of
 * their columns at least three different values. Every version of a table counts once.
 *
 * CORPUS=DIR measures the histories below that directory instead of ours, and prints what
 * falls short; a column that could not hold a third value, tried here by writing one, is
 * counted apart.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

#include "gen/base/arena.h"
#include "gen/lint/findings.h"
#include "gen/lint/statement_rules.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/directory.h"
#include "gen/read/plan.h"
#include "gen/rebuild/rebuild.h"
#include "gen/report/diag.h"
#include "gen/rows/history_values.h"
#include "gen/rows/synthesis.h"

/* As many different values are enough. */
enum { ENOUGH = 3 };

struct measure {
	unsigned tables, rowless; /* versions of tables */
	unsigned columns, poor,
		spent; /* of those with rows; spent: no other value fits */
};

/* One history as it is run, on empty tables and on rows. */
struct course {
	struct arena *arena;
	const char *name;
	const struct plan *plan;
	struct snapshot *snapshot;
	struct scratch *empty, *rows;
	struct synthesis *synth;
	struct history_values habits;
	struct measure *measure;
	bool plain;
};

static struct plan plan_of(struct arena *arena, const char *directory)
{
	struct diags *diags = diag_new(arena);
	struct directory *files = directory_read(arena, diags, directory);
	struct plan *plan =
		plan_order(arena, diags, files, &(struct plan_options){ true });
	struct plan part;

	for (struct migration *m = plan_begin(plan); m < plan_end(plan); m++)
		statement_rules_judge(arena, diags, m);
	part = findings_runnable(diags, plan);
	rebuild_expand(arena, diags, &part);
	return findings_runnable(diags, plan);
}

/* Literals in the text of a table: what its CHECKs allow may be among them. */
static void add_literals(struct course *course, struct names *values, const char *sql)
{
	for (const char *at = sql; *at; at++) {
		size_t size =
			*at == '\'' ? strcspn(at + 1, "'") + 2 : strspn(at, "0123456789");

		if (!size || strlen(at) < size)
			continue;
		*arena_add(course->arena, values->items, values->count) =
			arena_copy(course->arena, at, size);
		at += size - 1;
	}
}

/* SQL for values that a column may be given, whatever its type is. */
static struct names trial_values(struct course *course, const struct shot_object *table)
{
	static const char *const usual[] = { "7", "-3", "0", "1", "2", "12345.5", "'ab'",
		"'zyx wvu'", "'2021-03-04'", "'2021-03-04 05:06:07'", "'{\"q\":1}'",
		"'[1]'", "x'0011223344556677'", "hex(randomblob(16))",
		"lower(hex(randomblob(32)))" };
	struct names values = { 0 };

	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		*arena_add(course->arena, values.items, values.count) = usual[i];
	add_literals(course, &values, table->sql);
	return values;
}

/* Does any row take a value that no row of the column has? */
static bool takes_another(
	struct course *course, const struct shot_object *table, const char *column)
{
	struct names values = trial_values(course, table);
	bool takes = false;

	scratch_triggers(course->rows, false);
	for (uint32_t i = 0; !takes && i < values.count; i++) {
		scratch_savepoint(course->rows, "trial");
		takes = scratch_int(course->rows, 0,
				"SELECT NOT EXISTS (SELECT 1 FROM \"%w\" WHERE \"%w\" IS "
				"%s)",
				table->name, column, values.items[i]) &&
			scratch_run(course->rows,
				arena_printf(course->arena,
					"UPDATE \"%w\" SET \"%w\" = %s WHERE \"%w\" IS "
					"(SELECT \"%w\" FROM \"%w\" LIMIT 1)",
					table->name, column, values.items[i], column,
					column, table->name));
		scratch_undo(course->rows, "trial");
	}
	scratch_triggers(course->rows, true);
	return takes;
}

static int64_t count_values(struct course *course, const char *table, const char *column)
{
	return scratch_int(course->rows, 0, "SELECT count(DISTINCT \"%w\") FROM \"%w\"",
		column, table);
}

/* A foreign key can have no more values than its parent has. */
static bool parent_is_poor(
	struct course *course, const struct shot_object *table, const char *column)
{
	struct query query = scratch_query(course->rows,
		"SELECT \"table\", coalesce(\"to\", (SELECT name FROM "
		"pragma_table_info(\"table\") WHERE pk = seq + 1)) FROM "
		"pragma_foreign_key_list(%Q) WHERE \"from\" = %Q COLLATE NOCASE",
		table->name, column);
	bool poor = false;

	while (query_row(&query)) {
		const char *parent = query_copy(&query, 0), *to = query_copy(&query, 1);

		poor |= !parent || !to || count_values(course, parent, to) < ENOUGH;
	}
	return poor;
}

static bool is_set(const struct tree_sets *sets, const char *column)
{
	for (uint32_t i = 0; i < sets->count; i++) {
		if (map_same(sets->items[i].columns.items[0].text, column))
			return true;
	}
	return false;
}

/* A backfill is to find something to do. */
static bool is_backfilled(const struct course *course, const struct shot_column *column)
{
	for (uint32_t i = 0; i < course->plan->count; i++) {
		const struct script *script = course->plan->migrations[i].up;

		for (uint32_t j = 0; j < script->section_count; j++) {
			const struct tree_statement *tree =
				script->sections[j].count
					? script->sections[j].statements[0].tree
					: NULL;

			if (tree && tree->kind == STATEMENT_UPDATE &&
				is_set(&tree->update->sets, column->name))
				return true;
		}
	}
	return false;
}

/* By its type, or because a CHECK of the history allows no third value. */
static bool is_boolean(const struct course *course, const struct shot_column *column)
{
	const struct history_value *habit;

	if (sqlite3_strlike("%bool%", column->type, 0) == 0)
		return true;
	habit = history_values_of(&course->habits, column->name);
	return habit && habit->allowed_count && habit->allowed_count < ENOUGH;
}

/* Has the column what it can have? */
static bool is_spent(struct course *course, const struct shot_object *table,
	const struct shot_column *column, int64_t values, int64_t rows)
{
	if (is_boolean(course, column))
		return values > 1 || rows < 2;
	return rows < ENOUGH || is_backfilled(course, column) ||
	       parent_is_poor(course, table, column->name) ||
	       !takes_another(course, table, column->name);
}

static void measure_column(struct course *course, const struct shot_object *table,
	const struct shot_column *column, int64_t rows)
{
	int64_t values = count_values(course, table->name, column->name);

	if (column->generated)
		return;
	course->measure->columns++;
	if (values >= ENOUGH)
		return;
	if (is_spent(course, table, column, values, rows)) {
		course->measure->spent++;
		return;
	}
	course->measure->poor++;
	if (course->plain)
		printf("# %s: %s.%s: %lld values in %lld rows (%s)\n", course->name,
			table->name, column->name, (long long)values, (long long)rows,
			column->type);
}

static const char *why(struct course *course, const char *table)
{
	uint32_t count;
	const struct synthesis_failure *failures =
		synthesis_failures(course->synth, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (map_same(failures[i].table, table))
			return failures[i].message;
	}
	return "?";
}

static void measure_table(struct course *course, const struct shot_object *table)
{
	int64_t rows =
		scratch_int(course->rows, 0, "SELECT count(*) FROM \"%w\"", table->name);

	course->measure->tables++;
	if (!rows) {
		course->measure->rowless++;
		printf("# %s: %s has no rows: %s\n", course->name, table->name,
			why(course, table->name));
		return;
	}
	if (rows < ENOUGH && course->plain)
		printf("# %s: %s has %lld rows\n", course->name, table->name,
			(long long)rows);
	for (uint32_t i = 0; i < table->column_count; i++)
		measure_column(course, table, &table->columns[i], rows);
}

static void add_names(
	struct course *course, struct names *tables, const struct names *others)
{
	for (uint32_t i = 0; i < others->count; i++) {
		if (!snapshot_is_shadow(course->snapshot, others->items[i]))
			names_add(course->arena, tables, others->items[i]);
	}
}

static void add_samples(struct course *course, const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		if (script->annotations[i].kind == ANNOTATION_SAMPLE)
			scratch_run_text(course->rows, script->annotations[i].text);
	}
}

/* As the rehearsal does it. */
static void fill(struct course *course, const struct migration *migration, bool ran)
{
	const struct script *script = migration->up;
	struct names tables = { 0 };

	if (!ran || scratch_run_all(course->rows, script->up, script->up_count)) {
		scratch_copy(course->rows, course->empty);
		add_samples(course, script);
		synthesis_fill_all(course->synth, course->rows, course->snapshot);
		return;
	}
	add_samples(course, script);
	add_names(course, &tables, &course->empty->touched.schema);
	add_names(course, &tables, &course->empty->touched.written);
	for (uint32_t i = 0; i < script->up_count; i++) {
		struct names renamed = { &script->up[i].new_name, 1 };

		if (script->up[i].kind == STATEMENT_RENAME_TABLE)
			add_names(course, &tables, &renamed);
	}
	synthesis_fill(course->synth, course->rows, course->snapshot, &tables);
}

static void run_step(struct course *course, const struct migration *migration)
{
	const struct script *script = migration->up;
	struct changes *changes;
	bool ran;

	scratch_forget(course->empty);
	ran = !scratch_run_all(course->empty, script->up, script->up_count);
	changes = snapshot_compare(course->snapshot, course->empty);
	snapshot_apply(course->snapshot, changes);
	fill(course, migration, ran);
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *table = changes->items[i].after;

		if (table && table->type == INSTAR__TABLE && !table->shadow &&
			!table->virtual)
			measure_table(course, table);
	}
}

static void measure(
	const char *directory, enum population population, struct measure *measure)
{
	struct arena *arena = arena_new();
	struct plan plan = plan_of(arena, directory);
	struct course course = { .arena = arena,
		.name = strrchr(directory, '/') + 1,
		.plan = &plan,
		.snapshot = snapshot_new(arena),
		.empty = placeholders_open(arena, &plan),
		.rows = placeholders_open(arena, &plan),
		.synth = synthesis_new(arena, population, &plan),
		.measure = measure,
		.plain = population == POPULATION_PLAIN };

	history_values_read(&course.habits, arena, &plan);
	for (uint32_t i = 0; i < plan.count; i++)
		run_step(&course, &plan.migrations[i]);
	snapshot_free(course.snapshot);
	scratch_close(course.empty);
	scratch_close(course.rows);
	arena_free(arena);
}

/* All directories below a folder. */
static void measure_all(
	const char *folder, enum population population, struct measure *sum)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, NULL, alphasort);

	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		char *path = sqlite3_mprintf("%s/%s", folder, entries[i]->d_name);
		const char *chosen = getenv("ONLY");

		if (entries[i]->d_name[0] != '.' && entries[i]->d_type == DT_DIR &&
			(!chosen || strcmp(chosen, entries[i]->d_name) == 0))
			measure(path, population, sum);
		sqlite3_free(path);
		free(entries[i]);
	}
	free(entries);
}

static void print(const char *what, const struct measure *sum)
{
	printf("# %s: %u of %u versions of tables have rows (%.2f %%); %u of %u columns "
	       "have %d values where they can (%.2f %%), %u can not\n",
		what, sum->tables - sum->rowless, sum->tables,
		100.0 * (sum->tables - sum->rowless) / (sum->tables ? sum->tables : 1),
		sum->columns - sum->poor - sum->spent, sum->columns - sum->spent, ENOUGH,
		100.0 - 100.0 * sum->poor /
				(sum->columns > sum->spent ? sum->columns - sum->spent
							   : 1),
		sum->spent);
}

static struct measure measure_of(enum population population, const char *what)
{
	static const char *const folders[] = { "migrations", "tests/sets" };
	const char *corpus = getenv("CORPUS");
	struct measure sum = { 0 };

	for (size_t i = 0; !corpus && i < sizeof(folders) / sizeof(*folders); i++) {
		char *path = sqlite3_mprintf("%s/%s", getenv("SOURCE_ROOT"), folders[i]);

		measure_all(path, population, &sum);
		sqlite3_free(path);
	}
	if (corpus)
		measure_all(corpus, population, &sum);
	print(what, &sum);
	return sum;
}

static void plain_tables_have_rows_of_different_values(void **state)
{
	struct measure sum = measure_of(POPULATION_PLAIN, "plain");

	(void)state;
	if (getenv("CORPUS"))
		return;
	assert_int_equal(sum.rowless, 0);
	/* a comment and what it answers are about one note, says a trigger */
	assert_in_range(sum.poor * 1000, 0, sum.columns);
}

static void adversarial_tables_have_rows(void **state)
{
	struct measure sum = measure_of(POPULATION_ADVERSARIAL, "adversarial");

	(void)state;
	if (!getenv("CORPUS"))
		assert_int_equal(sum.rowless, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(plain_tables_have_rows_of_different_values),
	cmocka_unit_test(adversarial_tables_have_rows),
};

SUITE(tests)
