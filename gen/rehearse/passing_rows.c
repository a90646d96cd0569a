/*
 * passing_rows: of the rows that a step fails for, those with which it passes. See
 * passing_rows.h.
 *
 * Beginning with none, halves of the rows are added as long as the step passes; a half
 * with which it does not is halved again. So a few rows that are in the way cost a few
 * runs each.
 */
#include "gen/rehearse/passing_rows.h"

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/query.h"
#include "gen/oracle/snapshot.h"

enum {
	ROWS_MOST = 240,
	RUNS_MOST = 80,
	ROUNDS_MOST = 8 /* of taking out the children of what was taken out */
};

struct one_row {
	const char *table;
	const char *where;
	bool kept;
};

struct thinning {
	struct scratch *scratch;
	const struct migration *migration;
	struct one_row *rows;
	uint32_t count;
	uint32_t runs;
};

/* SQL that gives, for each row, SQL that is true of it alone. */
static const char *wheres_of(struct scratch *scratch, const struct shot_object *table)
{
	const char *rowid = snapshot_rowid(scratch, table);
	struct names keys;
	struct text sql;

	if (rowid)
		return arena_printf(
			scratch->arena, "SELECT '%s = ' || %s", rowid, rowid);
	keys = scratch_texts(scratch,
		"SELECT name FROM pragma_table_info(%Q) WHERE pk ORDER BY pk",
		table->name);
	text_init(&sql, scratch->arena);
	text_add(&sql, "SELECT ");
	for (uint32_t i = 0; i < keys.count; i++)
		text_format(&sql, "%s'\"%w\" IS ' || quote(\"%w\")",
			i ? " || ' AND ' || " : "", keys.items[i], keys.items[i]);
	return sql.bytes;
}

static void add_rows(struct thinning *thinning, const char *name)
{
	struct scratch *scratch = thinning->scratch;
	const struct shot_object *table = snapshot_read(scratch, name);
	struct names wheres;

	if (!table || table->type != INSTAR__TABLE || table->virtual || table->shadow)
		return;
	wheres = scratch_texts(
		scratch, "%s FROM main.\"%w\"", wheres_of(scratch, table), table->name);
	for (uint32_t i = 0; i < wheres.count; i++)
		*arena_add(scratch->arena, thinning->rows, thinning->count) =
			(struct one_row){ .table = table->name,
				.where = wheres.items[i] };
}

/* Take out rows whose parent is gone; how many there were. */
static uint32_t take_orphans(struct scratch *scratch)
{
	struct names orphans = scratch_texts(scratch,
		"SELECT printf('DELETE FROM main.\"%%w\" WHERE rowid = %%d', \"table\", "
		"rowid) FROM pragma_foreign_key_check WHERE rowid IS NOT NULL");

	for (uint32_t i = 0; i < orphans.count; i++)
		scratch_run(scratch, orphans.items[i]);
	return orphans.count;
}

static void take_out(struct thinning *thinning)
{
	struct scratch *scratch = thinning->scratch;

	scratch_triggers(scratch, false);
	for (uint32_t i = 0; i < thinning->count; i++) {
		if (!thinning->rows[i].kept)
			scratch_run(scratch,
				arena_printf(scratch->arena,
					"DELETE FROM main.\"%w\" WHERE %s",
					thinning->rows[i].table,
					thinning->rows[i].where));
	}
	for (int i = 0; i < ROUNDS_MOST && take_orphans(scratch); i++)
		;
	scratch_triggers(scratch, true);
}

static bool passes(struct thinning *thinning)
{
	const struct script *up = thinning->migration->up;
	bool passed;

	if (thinning->runs++ >= RUNS_MOST)
		return false;
	scratch_savepoint(thinning->scratch, "thinner");
	take_out(thinning);
	passed = !scratch_run_all(thinning->scratch, up->up, up->up_count);
	scratch_undo(thinning->scratch, "thinner");
	return passed;
}

static void keep(struct thinning *thinning, uint32_t from, uint32_t count, bool kept)
{
	for (uint32_t i = from; i < from + count; i++)
		thinning->rows[i].kept = kept;
}

/* Add as many of these rows as it passes with. */
static void add(struct thinning *thinning, uint32_t from, uint32_t count)
{
	keep(thinning, from, count, true);
	if (passes(thinning))
		return;
	keep(thinning, from, count, false);
	if (count < 2)
		return;
	add(thinning, from, count / 2);
	add(thinning, from + count / 2, count - count / 2);
}

bool passing_rows_keep(struct scratch *scratch, const struct names *tables,
	const struct migration *migration)
{
	struct thinning thinning = { .scratch = scratch, .migration = migration };

	for (uint32_t i = 0; i < tables->count; i++)
		add_rows(&thinning, tables->items[i]);
	if (!thinning.count || thinning.count > ROWS_MOST || !passes(&thinning))
		return false;
	add(&thinning, 0, thinning.count / 2);
	add(&thinning, thinning.count / 2, thinning.count - thinning.count / 2);
	take_out(&thinning);
	return true;
}
