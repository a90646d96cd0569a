/*
 * new_step: a new migration file, to be changed by its author. See new_step.h.
 *
 * The history is run once more without a proof, to know a table's name and text: a draft
 * that speaks of a table which is there compiles as it is.
 */
#include "gen/emit/new_step.h"

#include <string.h>
#include <time.h>

#include "gen/base/arena.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/read/directory.h"

struct drafting {
	struct arena *arena;
	const struct plan *plan;
	struct scratch *scratch;
	const char *id, *name;
	const char *table; /* that the change is about */
	const char *sql;   /* its definition */
	struct new_step draft;
};

static void run_history(struct drafting *d)
{
	d->scratch = placeholders_open(d->arena, d->plan);
	for (const struct migration *m = plan_begin(d->plan); m < plan_end(d->plan); m++)
		scratch_run_all(d->scratch, m->up->up, m->up->up_count);
}

/*
 * How the next date of a history is written, as in `id`, behind its word, or the next
 * number; `*size`: its length in `id`.
 */
static const char *date_format(enum name_pattern pattern, const char *id, size_t *size)
{
	static const char digits[] = "0123456789";

	if (pattern == NAME_DATE) {
		*size = strlen("2026-01-31");
		return id[4] == '-' ? "%Y-%m-%d" : "%Y_%m_%d";
	}
	*size = strspn(id, digits);
	if (pattern == NAME_TIMESTAMP && *size == 8 && id[8] &&
		strspn(id + 9, digits) == 6) {
		*size = strlen("20260131-120000");
		return id[8] == '-' ? "%Y%m%d-%H%M%S" : "%Y%m%d_%H%M%S";
	}
	return "%Y%m%d%H%M%S";
}

/*
 * One more than the last number, as wide; or today, as the dates of the history are. The
 * word in front of it and what parts it from the name are the last step's, too.
 */
static const char *next_id(struct drafting *d)
{
	const struct plan *plan = d->plan;
	const struct migration *last =
		plan->count ? &plan->migrations[plan->count - 1] : NULL;
	const char *id = last ? last->id : "001_";
	int word = (int)strcspn(id, "0123456789");
	size_t size;
	const char *format = date_format(plan->pattern, id + word, &size);
	char between = id[(size_t)word + size], number[32] = "001";
	time_t now = time(NULL);
	const struct tm *utc = gmtime(&now);

	if (last && plan->pattern != NAME_NUMBER && utc)
		strftime(number, sizeof(number), format, utc);
	else if (last)
		sqlite3_snprintf(sizeof(number), number, "%0*llu", (int)size,
			(unsigned long long)last->number + 1);
	return arena_printf(d->arena, "%.*s%s%c%s", word, id, number,
		between && strchr("_-.", between) ? between : '_', d->name);
}

static void refuse(struct drafting *d, const char *problem, const char *what)
{
	d->draft.problem = arena_printf(d->arena, problem, what);
}

static bool is_name(const char *name)
{
	size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return length && length <= 60 && !name[length] && name[0] > '9' && name[0] != '_';
}

/* The table that is asked for, or the last that the history made. */
static void choose_table(struct drafting *d, const char *wanted)
{
	d->table = wanted;
	if (!d->table)
		d->table = scratch_text(d->scratch,
			"SELECT name FROM sqlite_master WHERE type = 'table' AND "
			"name NOT LIKE 'sqlite^_%%' ESCAPE '^' AND sql LIKE "
			"'CREATE TABLE%%' AND NOT EXISTS (SELECT 1 FROM "
			"sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%%' AND "
			"sqlite_master.name LIKE v.name || '^_%%' ESCAPE '^')"
			" ORDER BY rowid DESC LIMIT 1");
	if (!d->table) {
		refuse(d, "there is no table yet: begin with --template create-table%s",
			"");
		return;
	}
	d->sql = scratch_text(d->scratch,
		"SELECT sql FROM sqlite_master WHERE type = 'table' AND "
		"lower(name) = lower(%Q)",
		d->table);
	if (!d->sql)
		refuse(d, "there is no table %s", d->table);
}

static void draft_table(struct drafting *d)
{
	if (scratch_text(d->scratch,
		    "SELECT 1 FROM sqlite_master WHERE lower(name) = lower(%Q)",
		    d->name)) {
		refuse(d, "there is a %s already: choose another name", d->name);
		return;
	}
	d->draft.text = arena_printf(d->arena,
		"-- What a row of %s stands for.\n"
		"CREATE TABLE %s (\n"
		"\tid INTEGER PRIMARY KEY,\n"
		"\tname TEXT NOT NULL\n"
		");\n",
		d->name, d->name);
	d->draft.down_text = arena_printf(d->arena, "DROP TABLE %s;\n", d->name);
}

static const char *column_down(const struct drafting *d)
{
	return arena_printf(
		d->arena, "ALTER TABLE \"%s\" DROP COLUMN %s;\n", d->table, d->name);
}

static bool is_column(struct drafting *d)
{
	const char *there = scratch_text(d->scratch,
		"SELECT 1 FROM sqlite_master m, pragma_table_xinfo(m.name) c"
		" WHERE m.type = 'table' AND lower(m.name) = lower(%Q)"
		" AND lower(c.name) = lower(%Q)",
		d->table, d->name);

	if (there)
		refuse(d, "there is a column %s already: choose another name", d->name);
	return there != NULL;
}

static void draft_column(struct drafting *d)
{
	if (is_column(d))
		return;
	d->draft.text = arena_printf(d->arena,
		"-- What %s tells of a row of %s.\n"
		"ALTER TABLE \"%s\" ADD COLUMN %s TEXT;\n",
		d->name, d->table, d->table, d->name);
	d->draft.down_text = column_down(d);
}

/* Rows of users are changed after start-up, in batches: the step only makes room. */
static void draft_data(struct drafting *d)
{
	if (is_column(d))
		return;
	d->draft.text = arena_printf(d->arena,
		"-- What %s tells of a row of %s.\n"
		"ALTER TABLE \"%s\" ADD COLUMN %s TEXT;\n"
		"\n"
		"-- The rows that were there before; runs after start-up, in batches.\n"
		"-- @backfill %s\n"
		"UPDATE \"%s\" SET %s = '' WHERE %s IS NULL;\n",
		d->name, d->table, d->table, d->name, d->id, d->table, d->name, d->name);
	d->draft.down_text = column_down(d);
}

static void draft_rebuild(struct drafting *d)
{
	d->draft.text = arena_printf(d->arena,
		"-- What changes in %s that ALTER TABLE cannot do.\n"
		"-- @rebuild %s\n"
		"%s;\n",
		d->table, d->table, d->sql);
	d->draft.down_text =
		arena_printf(d->arena, "-- @rebuild %s\n%s;\n", d->table, d->sql);
}

/* Steps of one day are in the order of their names. */
static void check_order(struct drafting *d)
{
	const struct plan *plan = d->plan;
	const char *last = plan->count ? plan->migrations[plan->count - 1].id : "";

	if (plan->pattern != NAME_NUMBER && strcmp(d->id, last) <= 0)
		refuse(d, "it would come before %s: choose a name that sorts after it",
			last);
}

static void write_text(struct drafting *d, enum draft_kind kind, const char *table)
{
	if (kind != DRAFT_TABLE)
		choose_table(d, table);
	if (d->draft.problem)
		return;
	switch (kind) {
	case DRAFT_TABLE:
		draft_table(d);
		break;
	case DRAFT_COLUMN:
		draft_column(d);
		break;
	case DRAFT_DATA:
		draft_data(d);
		break;
	case DRAFT_REBUILD:
		draft_rebuild(d);
		break;
	}
}

struct new_step new_step_make(struct arena *arena, const struct plan *plan,
	enum draft_kind kind, const char *name, const char *table)
{
	struct drafting d = { .arena = arena, .plan = plan, .name = name };
	const char *folder = plan->directory->path;

	if (!is_name(name)) {
		refuse(&d,
			"%s: a name is lower-case letters, digits and _, and begins with "
			"a "
			"letter",
			name);
		return d.draft;
	}
	if (plan->layout != LAYOUT_PLAIN) {
		refuse(&d, "%s: only a directory of NNN_name.sql is added to", folder);
		return d.draft;
	}
	d.id = next_id(&d);
	check_order(&d);
	if (d.draft.problem)
		return d.draft;
	run_history(&d);
	write_text(&d, kind, table);
	scratch_close(d.scratch);
	d.draft.path = arena_printf(arena, "%s/%s.sql", folder, d.id);
	if (d.draft.down_text)
		d.draft.down_path = arena_printf(arena, "%s/%s.down.sql", folder, d.id);
	return d.draft;
}
