/*
 * trial: what a step leaves behind, had a row been another. See trial.h.
 *
 * What is left is compared as a number: the sum of one for each row, so that the order of
 * rows does not count.
 */
#include "gen/rehearse/trial.h"

#include "gen/base/arena.h"
#include "gen/oracle/query.h"

struct trial *trial_new(struct arena *arena, const struct plan *plan)
{
	struct trial *trial = arena_alloc(arena, sizeof(*trial));

	trial->arena = arena;
	trial->database = deterministic_open(arena, plan);
	trial->scratch = trial->database->scratch;
	return trial;
}

void trial_free(struct trial *trial)
{
	deterministic_close(trial->database);
}

void trial_take(struct trial *trial, const struct scratch *before)
{
	scratch_copy(trial->scratch, before);
	trial->part_count = 0;
	trial->tried = false;
}

void trial_add(struct trial *trial, const struct statement *statements, uint32_t count,
	bool enforced)
{
	*arena_add(trial->arena, trial->parts, trial->part_count) =
		(struct trial_part){ statements, count, enforced };
	trial->tried = false;
}

/* What is about the connection, or about transactions, is not run inside of one. */
static bool is_run(const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_PRAGMA:
	case STATEMENT_BEGIN:
	case STATEMENT_COMMIT:
	case STATEMENT_ROLLBACK:
	case STATEMENT_SAVEPOINT:
	case STATEMENT_RELEASE:
		return false;
	default:
		return !statement->dropped;
	}
}

static bool run_part(struct trial *trial, const struct trial_part *part)
{
	bool ran = true;

	scratch_foreign_keys(trial->scratch, part->enforced);
	for (uint32_t i = 0; i < part->count && ran; i++)
		ran = !is_run(&part->statements[i]) ||
		      scratch_run_statement(
			      trial->scratch, &part->statements[i], NULL);
	scratch_foreign_keys(trial->scratch, false);
	return ran;
}

static bool run_parts(struct trial *trial)
{
	bool ran = true;

	deterministic_begin(trial->database);
	for (uint32_t i = 0; i < trial->part_count && ran; i++)
		ran = run_part(trial, &trial->parts[i]);
	return ran;
}

/* The columns of a table, but for the numbers that SQLite gave its rows. */
static struct trial_table read_table(
	struct trial *trial, const char *name, bool numbered)
{
	struct trial_table table = { .name = name };
	struct query query = scratch_query(trial->scratch,
		"SELECT p.name, %d AND p.pk = 1 AND p.type = 'INTEGER' COLLATE NOCASE "
		"FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS p "
		"WHERE m.type = 'table' AND m.name = %Q COLLATE NOCASE "
		"AND p.hidden = 0 ORDER BY p.cid",
		numbered, name);

	while (query_row(&query)) {
		if (query_int(&query, 1))
			continue;
		table.select = arena_printf(trial->arena, "%s%s \"%w\"",
			table.select ? table.select : "SELECT",
			table.select ? "," : "", query_text(&query, 0));
		table.count++;
	}
	if (table.select)
		table.select = arena_printf(
			trial->arena, "%s FROM main.\"%w\"", table.select, name);
	return table;
}

static uint64_t digest(struct trial *trial)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < trial->table_count; i++) {
		struct query query =
			scratch_prepare(trial->scratch, trial->tables[i].select);

		while (query_row(&query))
			sum += query_digest(&query, 0, trial->tables[i].count, i + 1);
	}
	return sum;
}

bool trial_ready(
	struct trial *trial, const struct names *tables, const struct names *numbered)
{
	trial->table_count = 0;
	trial->left = TRIAL_MOST;
	trial->cut = false;
	trial->tried = true;
	scratch_savepoint(trial->scratch, "trial");
	trial->ready = run_parts(trial);
	for (uint32_t i = 0; i < tables->count && trial->ready; i++) {
		struct trial_table table = read_table(trial, tables->items[i],
			names_have(numbered, tables->items[i]));

		if (table.select)
			*arena_add(trial->arena, trial->tables, trial->table_count) =
				table;
	}
	trial->undisturbed = digest(trial);
	scratch_undo(trial->scratch, "trial");
	return trial->ready;
}

void trial_open(struct trial *trial)
{
	scratch_savepoint(trial->scratch, "trial");
}

bool trial_change(struct trial *trial, const char *sql)
{
	bool changed = false;

	scratch_triggers(trial->scratch, false);
	if (trial->parts[trial->part_count - 1].enforced) {
		scratch_foreign_keys(trial->scratch, true);
		changed = scratch_run(trial->scratch, sql);
		scratch_foreign_keys(trial->scratch, false);
	}
	if (!changed)
		changed = scratch_run(trial->scratch, sql);
	scratch_triggers(trial->scratch, true);
	return changed;
}

enum trial_answer trial_run(struct trial *trial)
{
	if (!trial->left) {
		trial->cut = true;
		return TRIAL_UNKNOWN;
	}
	trial->left--;
	if (!run_parts(trial))
		return TRIAL_OTHER;
	return digest(trial) == trial->undisturbed ? TRIAL_SAME : TRIAL_OTHER;
}

void trial_close(struct trial *trial)
{
	scratch_undo(trial->scratch, "trial");
}
