/*
 * rows_lost: what a down migration takes with it. See rollback_path.h.
 *
 * The checks tell: a table, or a column, that is claimed at the database's step and by no
 * name where it goes, whatever the steps between have renamed. What a down migration
 * takes that was there before its step, its author has named.
 */
#include "runtime/rollback/rollback_path.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/backup/rows_at_stake.h"
#include "runtime/core/error.h"
#include "runtime/schema/check.h"

static bool is_table(const instar *h, const struct instar_check *check)
{
	return !(check->flags & INSTAR_CHECK_NOT) &&
	       (check->kind == INSTAR_CHECK_TABLE ||
		       (check->kind == INSTAR_CHECK_DEFINITION &&
			       strcmp(instar__text(h, check->detail), "table") == 0));
}

static bool is_column(const struct instar_check *check)
{
	return !(check->flags & INSTAR_CHECK_NOT) && check->kind == INSTAR_CHECK_COLUMN;
}

/* A table, and a column of it or "", at some position. */
struct place {
	const char *table, *column;
};

static bool same(const char *a, const char *b)
{
	return sqlite3_stricmp(a, b) == 0;
}

static const char *next(const char *text)
{
	return text + strlen(text) + 1;
}

/* What it was called before a step, from 0. */
static struct place before_step(const instar *h, uint32_t step, struct place after)
{
	const char *at = instar__text(h, h->set->steps[step].renames);
	struct place before = after;

	for (uint32_t i = 0; i < h->set->steps[step].rename_count; i++) {
		const char *table = at, *column = next(table), *name = next(column);

		if (same(table, after.table) && !*column)
			before.table = name;
		else if (same(table, after.table) && same(column, after.column))
			before.column = name;
		at = next(name);
	}
	return before;
}

/* What it is called after a step, from 0. Columns are listed before their table. */
static struct place after_step(const instar *h, uint32_t step, struct place before)
{
	const char *at = instar__text(h, h->set->steps[step].renames);
	struct place after = before;

	for (uint32_t i = 0; i < h->set->steps[step].rename_count; i++) {
		struct place found = { at, next(at) };
		const char *name = next(found.column);
		struct place then = before_step(h, step, found);

		if (same(then.table, before.table) &&
			(!*found.column || same(name, before.column)))
			after = (struct place){ found.table,
				*found.column ? found.column : after.column };
		at = next(name);
	}
	return after;
}

/* Is the table claimed at a position? */
static bool has_table(const instar *h, const char *name, uint32_t position)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (is_table(h, check) && instar__check_alive(check, position) &&
			same(instar__text(h, check->name), name))
			return true;
	}
	return false;
}

static bool has_column(const instar *h, struct place wanted, uint32_t position)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (is_column(check) && instar__check_alive(check, position) &&
			same(instar__text(h, check->name), wanted.table) &&
			same(instar__text(h, check->part), wanted.column))
			return true;
	}
	return false;
}

/* Does the rollback take what the check claims? */
static bool goes(const instar *h, const struct instar_check *check,
	const struct instar__rollback_path *way)
{
	struct place place = { instar__text(h, check->name), "" };

	if (check->birth <= way->to || !instar__check_alive(check, way->from) ||
		(!is_table(h, check) && !is_column(check)))
		return false;
	if (is_column(check))
		place.column = instar__text(h, check->part);
	for (uint32_t i = way->from; i-- > way->to;)
		place = before_step(h, i, place);
	if (!*place.column)
		return !has_table(h, place.table, way->to);
	return has_table(h, place.table, way->to) && !has_column(h, place, way->to);
}

static bool is_told(const struct instar__rollback_path *way, const char *name)
{
	for (uint32_t i = 0; i < way->stake_count; i++) {
		if (sqlite3_stricmp(way->stakes[i].name, name) == 0)
			return true;
	}
	return false;
}

/* What it holds now. SQLite may refuse to read it: then nothing that can be counted. */
static int64_t holds(instar *h, struct place place)
{
	struct instar__sql trial = instar__sql_on(h->db);
	int64_t rows = instar__table_holds(&trial, place.table, place.column);

	instar__sql_take(&h->sql, &trial);
	return rows;
}

/* Note it, unless it holds nothing now. */
static void add_stake(instar *h, struct instar__rollback_path *way, struct place place)
{
	struct instar_at_stake stake = { .table = place.table, .column = place.column };
	char *name = instar__rows_at_stake_name(h, place.table, place.column);

	if (name && !is_told(way, name))
		stake.rows = holds(h, place);
	if (stake.rows && !h->sql.code)
		stake.name = instar__hold_text(h, name);
	if (stake.name)
		way->stakes[way->stake_count++] = stake;
	sqlite3_free(name);
}

static void add_check(
	instar *h, struct instar__rollback_path *way, const struct instar_check *check)
{
	add_stake(h, way,
		(struct place){ instar__text(h, check->name),
			is_column(check) ? instar__text(h, check->part) : "" });
}

/* What the author of a step's down migration names, as it is called now. */
static void add_named(instar *h, struct instar__rollback_path *way, uint32_t step)
{
	const char *at = instar__text(h, h->set->steps[step].down_stakes);

	for (uint32_t i = 0; i < h->set->steps[step].down_stake_count; i++) {
		struct place place = { at, next(at) };

		at = next(place.column);
		for (uint32_t j = step + 1; j < way->from; j++)
			place = after_step(h, j, place);
		add_stake(h, way, place);
	}
}

void instar__rows_lost_find(instar *h, struct instar__rollback_path *way)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < h->set->check_count; i++)
		count += goes(h, &h->set->checks[i], way);
	for (uint32_t i = way->to; i < way->from; i++)
		count += h->set->steps[i].down_stake_count;
	way->stakes = instar__hold(h, (count + 1) * sizeof(*way->stakes));
	for (uint32_t i = 0; i < h->set->check_count && !h->sql.code; i++) {
		if (goes(h, &h->set->checks[i], way))
			add_check(h, way, &h->set->checks[i]);
	}
	for (uint32_t i = way->from; i-- > way->to && !h->sql.code;)
		add_named(h, way, i);
}

static int tell(
	instar *h, const char *id, uint32_t position, const struct instar_at_stake *stake)
{
	instar__rows_at_stake_tell(h, id, position, stake);
	if (h->options.refuse_destructive)
		instar__fail(h, INSTAR_E_DESTRUCTIVE,
			"make a backup; then allow it, with --force in the commands",
			"refused: %lld %s of %s would be lost; nothing was changed",
			stake->rows,
			instar__rows_at_stake_unit(stake->column, stake->rows),
			stake->name);
	return h->error.code;
}

int instar__rows_lost_tell(
	instar *h, const struct instar_at_stake *stakes, uint32_t count)
{
	for (uint32_t i = 0; i < count && !h->error.code; i++)
		tell(h, "", 0, &stakes[i]);
	return h->error.code;
}

int64_t *instar__rows_lost_count(instar *h, uint32_t step)
{
	uint32_t count = h->set->steps[step].down_write_count;
	const char *table = instar__text(h, h->set->steps[step].down_writes);
	int64_t *rows = instar__hold(h, (count + 1) * sizeof(*rows));

	for (uint32_t i = 0; rows && i < count; i++, table = next(table))
		rows[i] = holds(h, (struct place){ table, "" });
	instar__fail_sql(h);
	return rows;
}

/* One of its tables: what is missing of so many rows, those aside that the step put in.
 */
static void compare(
	instar *h, uint32_t step, const char *table, int64_t rows, const char *seeds)
{
	struct place now = before_step(h, step, (struct place){ table, "" });
	struct instar_at_stake stake = { .name = table, .table = table, .column = "" };

	if (!instar__table_is_there(&h->sql, now.table))
		return; /* the checks have told */
	stake.rows = rows - holds(h, now) - atoi(seeds);
	if (!instar__fail_sql(h) && stake.rows > 0)
		tell(h, instar__text(h, h->set->steps[step].id), step + 1, &stake);
}

int instar__rows_lost_compare(instar *h, const struct instar__rollback_path *way,
	uint32_t step, const int64_t *rows)
{
	const struct instar_step *s = &h->set->steps[step];
	const char *table = instar__text(h, s->down_writes);
	const char *seeds = instar__text(h, s->down_seeds);

	for (uint32_t i = 0; i < s->down_write_count && !h->error.code; i++) {
		if (rows[i] && !is_told(way, table))
			compare(h, step, table, rows[i], seeds);
		table = next(table);
		seeds = s->down_seeds ? next(seeds) : "";
	}
	return h->error.code;
}
