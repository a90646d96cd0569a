/*
 * How many versions of a history's tables get rows, and how long that takes.
 *
 *     synth_share plain|adversarial DIRECTORY …
 *
 * Each step runs on one scratch database; its tables are filled after it. A step that
 * fails on the rows is undone, the tables it reads and writes are emptied, and it runs
 * again. Prints every version of a table that stays empty, with SQLite's message.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "gen/base/arena.h"
#include "gen/report/diag.h"
#include "gen/read/directory.h"
#include "gen/read/plan.h"
#include "gen/oracle/snapshot.h"
#include "gen/rows/synthesis.h"

struct late {
	const struct migration *migration;
	const struct shot_object *table;
	const char *message;
};

struct share {
	struct arena *arena;
	struct scratch *scratch;
	struct snapshot *snapshot;
	struct synthesis *synth;
	const char *label;
	struct late *late; /* versions that had no rows at first */
	uint32_t late_count;
	uint32_t versions, filled, undone, failed, dangling;
	double steps, fills; /* seconds */
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Transactions and settings are the runner's. */
static bool passed_over(const struct statement *statement)
{
	return statement->dropped || statement->kind == STATEMENT_PRAGMA ||
	       statement->kind == STATEMENT_BEGIN || statement->kind == STATEMENT_COMMIT;
}

static bool run(struct share *share, const struct script *script)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_RENAME_TABLE ||
			statement->kind == STATEMENT_RENAME_COLUMN ||
			statement->kind == STATEMENT_OTHER)
			share->scratch->touched.renamed = true;
		if (!passed_over(statement) &&
			!scratch_run(share->scratch, statement->sql)) {
			scratch_double_quotes(share->scratch, true);
			if (!scratch_run(share->scratch, statement->sql)) {
				scratch_double_quotes(share->scratch, false);
				return false;
			}
			scratch_double_quotes(share->scratch, false);
		}
	}
	return true;
}

static void empty(struct share *share, const struct names *tables)
{
	for (uint32_t i = 0; i < tables->count; i++)
		scratch_run(
			share->scratch, arena_printf(share->arena, "DELETE FROM \"%w\"",
						tables->items[i]));
}

static void empty_touched(struct share *share)
{
	struct touched touched = share->scratch->touched;

	empty(share, &touched.schema);
	empty(share, &touched.written);
	empty(share, &touched.read);
	share->scratch->touched = touched;
}

static void run_step(struct share *share, const struct migration *migration)
{
	bool ran;

	scratch_forget(share->scratch);
	scratch_run(share->scratch, "SAVEPOINT step");
	ran = run(share, migration->up);
	if (!ran) {
		printf("%s/%s undone: %s\n", share->label, migration->id,
			share->scratch->failure.message);
		share->undone++;
		scratch_run(share->scratch, "ROLLBACK TO step");
		empty_touched(share);
		ran = run(share, migration->up);
		if (!ran) {
			share->failed++;
			printf("%s/%s fails: %s\n", share->label, migration->id,
				share->scratch->failure.message);
		}
	}
	scratch_run(share->scratch, "RELEASE step");
}

static sqlite3_int64 number(struct share *share, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	sqlite3_int64 result = 0;

	if (sqlite3_prepare_v2(share->scratch->db, sql, -1, &stmt, NULL) == SQLITE_OK &&
		sqlite3_step(stmt) == SQLITE_ROW)
		result = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return result;
}

static bool has_rows(struct share *share, const struct shot_object *table)
{
	return number(share,
		       arena_printf(share->arena, "SELECT EXISTS (SELECT 1 FROM \"%w\")",
			       table->name)) != 0;
}

/* A version may get its rows later, when a parent turns up. */
static void judge_late(struct share *share)
{
	uint32_t left = 0;

	for (uint32_t i = 0; i < share->late_count; i++) {
		if (!share->late[i].table->gone && has_rows(share, share->late[i].table))
			share->filled++;
		else
			share->late[left++] = share->late[i];
	}
	share->late_count = left;
}

static void judge(struct share *share, const struct migration *migration,
	const struct shot_object *table)
{
	struct late late = { migration, table, "" };
	const struct synthesis_failure *failures;
	uint32_t count;

	share->versions++;
	if (has_rows(share, table)) {
		share->filled++;
		return;
	}
	failures = synthesis_failures(share->synth, &count);
	for (uint32_t i = 0; i < count; i++) {
		if (failures[i].object == table)
			late.message = failures[i].message;
	}
	share->late =
		arena_grow(share->arena, share->late, share->late_count, sizeof(late));
	share->late[share->late_count++] = late;
}

static uint32_t dangling(struct share *share)
{
	return (uint32_t)number(share, "SELECT count(*) FROM pragma_foreign_key_check");
}

static void fill_step(struct share *share, const struct migration *migration)
{
	struct touched touched = share->scratch->touched;
	struct changes *changes = snapshot_compare(share->snapshot, share->scratch);
	double start;

	uint32_t before = dangling(share);

	snapshot_apply(share->snapshot, changes);
	start = now();
	synthesis_fill(share->synth, share->scratch, share->snapshot, &touched.schema);
	synthesis_fill(share->synth, share->scratch, share->snapshot, &touched.written);
	for (uint32_t i = 0; i < changes->count; i++) {
		if (changes->items[i].after &&
			changes->items[i].after->type == INSTAR__TABLE)
			synthesis_fill(share->synth, share->scratch, share->snapshot,
				&(struct names){ &changes->items[i].after->name, 1 });
	}
	share->fills += now() - start;
	if (dangling(share) > before)
		printf("%s/%s %u more rows dangle\n", share->label, migration->id,
			dangling(share) - before);
	judge_late(share);
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *after = changes->items[i].after;

		if (after && after->type == INSTAR__TABLE && !after->shadow)
			judge(share, migration, after);
	}
}

static void measure(struct share *share, enum population population, const char *path)
{
	struct plan_options options = { .gaps_warn = true };
	struct plan *plan;
	double start;

	share->arena = arena_new();
	plan = plan_order(share->arena, diag_new(share->arena),
		directory_read(share->arena, diag_new(share->arena), path), &options);
	share->scratch = scratch_open(share->arena);
	share->snapshot = snapshot_new(share->arena);
	share->synth = synthesis_new(share->arena, population, plan);
	share->label = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	for (uint32_t i = 0; i < plan->count; i++) {
		start = now();
		run_step(share, &plan->migrations[i]);
		start = now() - start;
		if (start > 1)
			printf("%s/%s took %.1f s\n", share->label,
				plan->migrations[i].id, start);
		share->steps += start;
		fill_step(share, &plan->migrations[i]);
	}
	share->dangling = dangling(share);
	for (uint32_t i = 0; i < share->late_count; i++)
		printf("%s/%s %s is empty: %s\n", share->label,
			share->late[i].migration->id, share->late[i].table->name,
			share->late[i].message);
	snapshot_free(share->snapshot);
	scratch_close(share->scratch);
	arena_free(share->arena);
}

int main(int argc, char **argv)
{
	struct share total = { 0 };

	if (argc < 3)
		return 2;
	for (int i = 2; i < argc; i++) {
		struct share share = { 0 };

		measure(&share,
			strcmp(argv[1], "plain") == 0 ? POPULATION_PLAIN
						      : POPULATION_ADVERSARIAL,
			argv[i]);
		printf("%s: %u of %u, %u undone, %u failed, %u dangling, steps %.1f ms, "
		       "fills %.1f ms\n",
			argv[i], share.filled, share.versions, share.undone, share.failed,
			share.dangling, share.steps * 1e3, share.fills * 1e3);
		total.filled += share.filled;
		total.versions += share.versions;
		total.steps += share.steps;
		total.fills += share.fills;
	}
	printf("%u of %u versions have rows (%.2f %%), steps %.1f ms, fills %.1f ms\n",
		total.filled, total.versions,
		total.versions ? 100.0 * total.filled / total.versions : 0.0,
		total.steps * 1e3, total.fills * 1e3);
	return 0;
}
