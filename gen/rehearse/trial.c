/*
 * trial: what a step leaves behind, had a row been another. See trial.h.
 *
 * What is left is compared as a number: the sum of one for each row, so that the order of
 * rows does not count.
 */
#include "gen/rehearse/trial.h"

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_walk.h"

/* With fewer views and triggers that have no part in a step it is not worth the trouble.
 */
enum { OTHERS = 8 };

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
		      scratch_run_statement(trial->scratch, &part->statements[i], NULL);
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

static bool is_virtual(struct trial *trial, const char *name)
{
	return scratch_int(trial->scratch, 0,
		       "SELECT rootpage = 0 FROM sqlite_master WHERE type = 'table' AND "
		       "name = %Q COLLATE NOCASE",
		       name) != 0;
}

/* The columns of a table, but for the numbers that SQLite gave its rows. */
static struct trial_table read_table(struct trial *trial, const char *name, bool numbered)
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
			table.select ? table.select : "SELECT", table.select ? "," : "",
			query_text(&query, 0));
		table.count++;
	}
	if (table.select && !numbered && is_virtual(trial, name)) {
		table.select = arena_printf(trial->arena, "%s, rowid", table.select);
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

/* Views and triggers that the step uses, or names: all that it read and compiled. */
static struct names used_of(const struct trial *trial)
{
	const struct touched *touched = &trial->scratch->touched;
	struct names used = { 0 };

	names_add_all(trial->arena, &used, &touched->read);
	names_add_all(trial->arena, &used, &touched->written);
	names_add_all(trial->arena, &used, &touched->compiled);
	for (uint32_t i = 0; i < trial->part_count; i++) {
		const struct trial_part *part = &trial->parts[i];

		for (uint32_t j = 0; j < part->count; j++) {
			if (part->statements[j].name)
				names_add(trial->arena, &used, part->statements[j].name);
			if (part->statements[j].table)
				names_add(trial->arena, &used, part->statements[j].table);
		}
	}
	return used;
}

/* A view or a trigger. */
struct other {
	const char *type, *name, *sql;
	bool used;
};

struct naming {
	struct arena *arena;
	struct names *names;
};

static void take_name(void *context, const struct tree_name *name, enum tree_role role)
{
	const struct naming *naming = context;

	if (role == ROLE_TABLE)
		names_add(naming->arena, naming->names, name->text);
}

/* What is used uses what it names. */
static void spread(
	struct trial *trial, struct other *others, uint32_t count, struct names *used)
{
	struct naming naming = { trial->arena, used };
	const struct tree_visitor visitor = { .context = &naming, .name = take_name };

	for (uint32_t i = 0; i < count; i++) {
		if (others[i].used || !names_have(used, others[i].name))
			continue;
		others[i].used = true;
		tree_walk_statement(
			&visitor, parse_statement(trial->arena, others[i].sql));
		i = UINT32_MAX; /* from the first again */
	}
}

/* How many others there are; they are dropped. */
static uint32_t drop_others(struct trial *trial, struct names *used)
{
	struct query query = scratch_query(trial->scratch,
		"SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', "
		"'view') ORDER BY type, name");
	struct other *others = NULL;
	uint32_t count = 0, dropped = 0;

	while (query_row(&query))
		*arena_add(trial->arena, others, count) = (struct other){
			.type = query_copy(&query, 0),
			.name = query_copy(&query, 1),
			.sql = query_copy(&query, 2),
		};
	spread(trial, others, count, used);
	for (uint32_t i = 0; i < count; i++) {
		if (others[i].used)
			continue;
		dropped++;
		scratch_run(trial->scratch,
			arena_printf(trial->arena, "DROP %s IF EXISTS \"%w\"",
				others[i].type, others[i].name));
	}
	return dropped;
}

/*
 * ALTER TABLE reads the whole schema, each time, and most of it has no part in the step.
 * Without the others the step has to run as before, or they stay.
 */
static void leave_out_others(struct trial *trial, struct names *used)
{
	bool same;

	scratch_savepoint(trial->scratch, "others");
	if (drop_others(trial, used) < OTHERS) {
		scratch_undo(trial->scratch, "others");
		return;
	}
	scratch_savepoint(trial->scratch, "trial");
	same = run_parts(trial) && digest(trial) == trial->undisturbed;
	scratch_undo(trial->scratch, "trial");
	if (same)
		scratch_release(trial->scratch, "others");
	else
		scratch_undo(trial->scratch, "others");
}

bool trial_ready(
	struct trial *trial, const struct names *tables, const struct names *numbered)
{
	struct names used;

	trial->table_count = 0;
	trial->left = TRIAL_MOST;
	trial->cut = false;
	trial->tried = true;
	scratch_savepoint(trial->scratch, "trial");
	scratch_forget(trial->scratch);
	trial->ready = run_parts(trial);
	used = used_of(trial);
	for (uint32_t i = 0; i < tables->count && trial->ready; i++) {
		struct trial_table table = read_table(
			trial, tables->items[i], names_have(numbered, tables->items[i]));

		if (table.select)
			*arena_add(trial->arena, trial->tables, trial->table_count) =
				table;
	}
	trial->undisturbed = digest(trial);
	scratch_undo(trial->scratch, "trial");
	if (trial->ready)
		leave_out_others(trial, &used);
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
