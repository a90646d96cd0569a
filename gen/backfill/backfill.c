/*
 * backfill: one plain statement as batches along a key. See backfill.h.
 *
 * A batch is the author's statement with a range of the key in front of its WHERE. The
 * rowid is the key, and the primary key of a table that has none.
 */
#include "gen/backfill/backfill.h"

#include <string.h>

#include "gen/backfill/driving_table.h"
#include "gen/backfill/keyset.h"
#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/double_quotes.h"
#include "gen/oracle/query.h"
#include "gen/report/diag.h"
#include "instar_set.h"
#include "runtime/cli/nearest.h"
#include "runtime/sqlite/token.h"

void backfill_init(struct backfills *backfills, struct arena *arena, struct diags *diags)
{
	*backfills = (struct backfills){ .arena = arena, .diags = diags };
}

const struct backfill *backfill_find(const struct backfills *backfills, const char *key)
{
	for (uint32_t i = 0; i < backfills->count; i++) {
		if (strcmp(backfills->items[i].key, key) == 0)
			return &backfills->items[i];
	}
	return NULL;
}

/* A section in hand. */
struct work {
	struct backfills *all;
	const struct script *script;
	struct scratch *scratch;
	const struct snapshot *snapshot;
	struct backfill *item;
	struct driving_table *drivers; /* one a statement */
	struct keyset route;	       /* of the table */
};

static struct diag *report(const struct work *work, enum rule_id rule,
	const struct statement *statement, const char *message)
{
	struct span span =
		statement ? statement->span : work->item->section->annotation->span;

	return diag_report(
		work->all->diags, rule, work->script->source, span, "%s", message);
}

static bool find_key(struct work *work)
{
	struct arena *arena = work->all->arena;
	const struct statement *statements = work->item->section->statements;
	const struct shot_object *table =
		snapshot_find(work->snapshot, false, work->item->table);

	if (!table || table->type != INSTAR__TABLE || table->virtual) {
		report(work, RULE_BACKFILL_SHAPE, statements,
			arena_printf(arena, "%s is no table whose rows have a key",
				work->item->table));
		return false;
	}
	work->route = keyset_find(work->scratch, table);
	work->item->keys = work->route.keys.items;
	work->item->key_count = work->route.keys.count;
	if (work->route.mixed)
		report(work, RULE_BACKFILL_SCANS, statements,
			arena_printf(arena,
				"the key of %s goes up by some columns and down by "
				"others: each batch sorts all rows that share the first",
				table->name))
			->help = "harmless while few rows share it";
	if (work->item->key_count >= 1 &&
		work->item->key_count <= INSTAR_BACKFILL_KEY_COLUMNS)
		return true;
	report(work, RULE_BACKFILL_SHAPE, statements,
		arena_printf(arena, "the key of %s has %u columns", work->item->table,
			work->item->key_count))
		->help = "batches can go along a key of up to four columns";
	return false;
}

/* "(q.a, q.b)"; of one column without the parentheses. */
static const char *key_list(
	const struct work *work, const char *qualifier, const char *between, bool list)
{
	const struct backfill *item = work->item;
	struct text out;

	text_init(&out, work->all->arena);
	text_add(&out, list && item->key_count > 1 ? "(" : "");
	for (uint32_t i = 0; i < item->key_count; i++)
		text_format(&out, "%s%s%s%s", i ? between : "", qualifier,
			*qualifier ? "." : "", item->keys[i]);
	text_add(&out, list && item->key_count > 1 ? ")" : "");
	return out.bytes;
}

/* "(?1, ?2)" */
static const char *parameters(const struct work *work, uint32_t first)
{
	uint32_t count = work->item->key_count;
	struct text out;

	text_init(&out, work->all->arena);
	text_add(&out, count > 1 ? "(" : "");
	for (uint32_t i = 0; i < count; i++)
		text_format(&out, "%s?%u", i ? ", " : "", first + i);
	text_add(&out, count > 1 ? ")" : "");
	return out.bytes;
}

/* The range of a batch; `next`: it begins behind a cursor. */
static const char *range(const struct work *work, const char *qualifier, bool next)
{
	struct arena *arena = work->all->arena;
	const char *key = key_list(work, qualifier, ", ", true);
	const char *end = arena_printf(arena, "%s <= %s", key, parameters(work, 5));

	return next ? arena_printf(arena, "%s > %s AND %s", key, parameters(work, 1), end)
		    : end;
}

/*
 * Where a batch of ?9 rows ends: that many rows on, or at the last one. Stepping over
 * rows by OFFSET costs a third of what max() over a subquery does.
 */
static const char *bound(const struct work *work, bool next)
{
	struct arena *arena = work->all->arena;
	const char *keys = key_list(work, "", ", ", false);
	const char *rows = arena_printf(arena, "SELECT %s FROM \"%w\"%s ORDER BY", keys,
		work->item->table,
		next ? arena_printf(arena, " WHERE %s > %s",
			       key_list(work, "", ", ", true), parameters(work, 1))
		     : "");

	return arena_printf(arena,
		"SELECT * FROM (%s %s LIMIT 1 OFFSET ?9 - 1) UNION ALL"
		" SELECT * FROM (%s %s DESC LIMIT 1) LIMIT 1",
		rows, keys, rows, key_list(work, "", " DESC, ", false));
}

/* The key of a row as text; `?5 …` or the columns. */
static const char *row_text(const struct work *work, const char *qualifier)
{
	const struct backfill *item = work->item;
	struct text out;

	text_init(&out, work->all->arena);
	for (uint32_t i = 0; i < item->key_count; i++) {
		text_add(&out, i ? " || ', ' || " : "");
		if (qualifier)
			text_format(&out, "quote(%s.%s)", qualifier, item->keys[i]);
		else
			text_format(&out, "quote(?%u)", 5 + i);
	}
	return out.bytes;
}

static const char *left(const struct work *work, bool next)
{
	struct arena *arena = work->all->arena;
	struct text out;

	text_init(&out, arena);
	for (uint32_t i = 0; i < work->item->statement_count; i++) {
		const struct driving_table *driver = &work->drivers[i];

		text_format(&out,
			"%sSELECT 1 FROM %s WHERE %s AND (%s) AND %s NOT IN (SELECT row "
			"FROM schema_backfill_skipped WHERE set_name = ?10 AND key = "
			"?11)",
			i ? " UNION ALL " : "", driver->source,
			range(work, driver->qualifier, next), driver->due,
			row_text(work, driver->qualifier));
	}
	text_add(&out, " LIMIT 1");
	return out.bytes;
}

static const char *nothing_left(const struct work *work)
{
	struct text out;

	text_init(&out, work->all->arena);
	text_add(&out, "SELECT 1 WHERE");
	for (uint32_t i = 0; i < work->item->statement_count; i++) {
		const struct driving_table *driver = &work->drivers[i];

		text_format(&out, "%s NOT EXISTS (SELECT 1 FROM %s WHERE %s)",
			i ? " AND" : "", driver->source, driver->due);
	}
	return out.bytes;
}

static void write_statements(struct work *work)
{
	struct arena *arena = work->all->arena;
	struct backfill *item = work->item;

	item->first = arena_array(arena, item->statement_count, sizeof(*item->first));
	item->next = arena_array(arena, item->statement_count, sizeof(*item->next));
	for (uint32_t i = 0; i < item->statement_count; i++) {
		const struct driving_table *driver = &work->drivers[i];

		item->first[i] = arena_printf(arena, "%s WHERE %s AND (%s)%s",
			driver->head, range(work, driver->qualifier, false), driver->due,
			driver->tail);
		item->next[i] = arena_printf(arena, "%s WHERE %s AND (%s)%s",
			driver->head, range(work, driver->qualifier, true), driver->due,
			driver->tail);
	}
	item->bound_first = bound(work, false);
	item->bound_next = bound(work, true);
	item->left_first = left(work, false);
	item->left_next = left(work, true);
	item->row = arena_printf(arena, "SELECT %s", row_text(work, NULL));
	item->nothing_left = nothing_left(work);
}

/* The table along which all statements go: named, or the one that they change. */
static bool find_drivers(struct work *work)
{
	const struct section *section = work->item->section;
	const char *table = section->annotation->table;

	work->drivers =
		arena_array(work->all->arena, section->count, sizeof(*work->drivers));
	for (uint32_t i = 0; i < section->count; i++) {
		const struct statement *statement = &section->statements[i];

		work->drivers[i] = driving_table_find(
			work->all->arena, work->script, statement, table);
		if (work->drivers[i].problem) {
			report(work, RULE_BACKFILL_SHAPE, statement,
				work->drivers[i].problem)
				->help = work->drivers[i].help;
			return false;
		}
		table = table ? table : work->drivers[i].table;
	}
	work->item->table = table;
	work->item->statement_count = section->count;
	return true;
}

/* A row whose key changes may be met again behind the cursor, or never. */
static bool keeps_keys(struct work *work)
{
	const struct section *section = work->item->section;

	for (uint32_t i = 0; i < section->count; i++) {
		const struct statement *statement = &section->statements[i];
		const char *column = keyset_changed(
			&work->route, work->scratch, statement->sql, work->item->table);

		if (!column)
			continue;
		report(work, RULE_BACKFILL_OUTSIDE, statement,
			arena_printf(work->all->arena,
				"changes %s, the key of %s that the batches go along",
				column, work->item->table))
			->help = "a row that moves may be met twice, or never: change "
				 "keys in a step";
		return false;
	}
	return true;
}

static bool compile_rows(struct work *work)
{
	const struct section *section = work->item->section;

	if (section->count < 1 || section->count > 2) {
		report(work, RULE_BACKFILL_SHAPE, NULL,
			section->count ? "a backfill is one statement, or two that go "
					 "along one table"
				       : "no statement below @backfill")
			->help = "write: UPDATE T SET … WHERE …";
		return false;
	}
	if (!find_drivers(work) || !find_key(work) || !keeps_keys(work))
		return false;
	write_statements(work);
	for (uint32_t i = 0; i < section->count; i++) {
		if (double_quotes_compiles(work->scratch, work->item->next[i]))
			continue;
		report(work, RULE_BACKFILL_SHAPE, &section->statements[i],
			work->scratch->failure.message);
		return false;
	}
	return true;
}

/* Which rows are in a unique index's way. */
static const char *duplicates(const struct work *work)
{
	const struct statement *create = work->item->section->statements;
	const char *sql = create->tree ? driving_table_duplicates(
						 work->all->arena, work->script, create)
				       : NULL;

	return sql && scratch_compiles(work->scratch, sql)
		       ? sql
		       : "SELECT 'look at its columns'";
}

/* The definition as SQLite would keep it, on a database that forgets it again. */
static bool try_index(struct work *work, const struct statement *create)
{
	struct scratch *scratch = work->scratch;
	const char *sql = NULL;
	bool ran;

	scratch_savepoint(scratch, "index");
	ran = scratch_run(scratch, create->sql);
	if (!ran)
		report(work, RULE_BACKFILL_SHAPE, create, scratch->failure.message);
	else
		sql = scratch_text(scratch,
			"SELECT sql FROM sqlite_master WHERE type = 'index' AND "
			"name = %Q COLLATE NOCASE",
			create->name);
	if (sql)
		work->item->digest = instar__text_digest(sql, strlen(sql));
	scratch_undo(scratch, "index");
	return ran;
}

static bool compile_index(struct work *work, const struct statement *create)
{
	struct backfill *item = work->item;

	if (create->kind != STATEMENT_CREATE_INDEX || create->if_exists) {
		report(work, RULE_BACKFILL_SHAPE, create,
			create->if_exists ? "IF NOT EXISTS below @index"
					  : "not a CREATE INDEX")
			->help = "below @index write: CREATE [UNIQUE] INDEX I ON T(…)";
		return false;
	}
	item->index = true;
	item->unique = create->unique;
	item->key = create->name;
	item->table = create->table;
	item->first = arena_array(work->all->arena, 1, sizeof(*item->first));
	item->first[0] = create->sql;
	item->statement_count = 1;
	item->row = item->unique ? duplicates(work) : NULL;
	return try_index(work, create);
}

static void find_after(struct work *work)
{
	const char *after = work->item->section->annotation->after;
	struct instar__nearest nearest = { .word = after };

	work->item->after = UINT32_MAX;
	if (!after)
		return;
	for (uint32_t i = 0; i < work->all->count; i++) {
		instar__nearest_try(&nearest, work->all->items[i].key);
		if (strcmp(work->all->items[i].key, after) == 0)
			work->item->after = i;
	}
	if (work->item->after == UINT32_MAX)
		report(work, RULE_BACKFILL_KEY, NULL,
			arena_printf(work->all->arena,
				nearest.best ? "no backfill \"%s\" before this one; did "
					       "you mean \"%s\"?"
					     : "no backfill \"%s\" before this one",
				after, nearest.best));
}

static void keep(struct work *work, const struct statement *statements, uint32_t count)
{
	struct backfills *all = work->all;
	uint32_t line, column;

	source_position(work->script->source, statements->span.start, &line, &column);
	work->item->line = line;
	work->item->token_hash =
		parse_token_hash(all->arena, work->script, statements, count);
	if (backfill_find(all, work->item->key)) {
		report(work, RULE_BACKFILL_KEY, statements,
			arena_printf(
				all->arena, "\"%s\" is there already", work->item->key));
		return;
	}
	*arena_add(all->arena, all->items, all->count) = *work->item;
}

static void compile_section(struct work work, const struct section *section)
{
	struct backfill item = { .migration = work.item->migration,
		.script = work.script,
		.section = section,
		.key = section->annotation->text };

	work.item = &item;
	find_after(&work);
	if (section->annotation->kind == ANNOTATION_BACKFILL) {
		if (compile_rows(&work))
			keep(&work, section->statements, section->count);
		return;
	}
	if (!section->count)
		report(&work, RULE_BACKFILL_SHAPE, NULL, "no statement below @index");
	for (uint32_t i = 0; i < section->count; i++) {
		struct section one = { section->annotation, &section->statements[i], 1 };
		struct section *copy = arena_alloc(work.all->arena, sizeof(*copy));

		*copy = one;
		item = (struct backfill){ .migration = item.migration,
			.script = work.script,
			.section = copy,
			.after = UINT32_MAX };
		if (compile_index(&work, copy->statements))
			keep(&work, copy->statements, 1);
	}
}

void backfill_compile(struct backfills *backfills, const struct migration *migration,
	struct scratch *scratch, const struct snapshot *snapshot)
{
	struct backfill item = { .migration = migration };
	struct work work = { .all = backfills,
		.script = migration->up,
		.scratch = scratch,
		.snapshot = snapshot,
		.item = &item };

	for (uint32_t i = 0; i < migration->up->section_count; i++)
		compile_section(work, &migration->up->sections[i]);
	for (uint32_t i = 0; i < migration->backfill_count; i++) {
		work.script = migration->backfills[i];
		for (uint32_t j = 0; j < work.script->section_count; j++)
			compile_section(work, &work.script->sections[j]);
	}
}
