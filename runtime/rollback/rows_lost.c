/*
 * rows_lost: what a down migration takes with it. See rollback_path.h.
 *
 * The checks tell: a table, or a column, that is claimed at the database's step and by
 * no name where it goes. A table that is only renamed counts too; nobody is asked once
 * too often about rows.
 */
#include "runtime/rollback/rollback_path.h"

#include <string.h>

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

static bool same_name(const instar *h, instar_text a, instar_text b)
{
	return sqlite3_stricmp(instar__text(h, a), instar__text(h, b)) == 0;
}

/* Is the table claimed at a position? */
static bool has_table(const instar *h, instar_text name, uint32_t position)
{
	for (uint32_t i = 0; position && i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (is_table(h, check) && instar__check_alive(check, position) &&
			same_name(h, check->name, name))
			return true;
	}
	return false;
}

static bool has_column(
	const instar *h, const struct instar_check *wanted, uint32_t position)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (is_column(check) && instar__check_alive(check, position) &&
			same_name(h, check->name, wanted->name) &&
			same_name(h, check->part, wanted->part))
			return true;
	}
	return false;
}

/* Does the rollback take what the check claims? */
static bool goes(const instar *h, const struct instar_check *check,
	const struct instar__rollback_path *way)
{
	if (check->birth <= way->to || !instar__check_alive(check, way->from))
		return false;
	if (is_table(h, check))
		return !has_table(h, check->name, way->to);
	return is_column(check) && has_table(h, check->name, way->to) &&
	       !has_column(h, check, way->to);
}

static bool is_told(const struct instar__rollback_path *way, const char *name)
{
	for (uint32_t i = 0; i < way->stake_count; i++) {
		if (sqlite3_stricmp(way->stakes[i].name, name) == 0)
			return true;
	}
	return false;
}

/*
 * The rows of a table, or the values of a column. What is not there, because a newer step
 * has renamed it, holds none that could be counted now.
 */
static int64_t count_rows(instar *h, const char *table, const char *column)
{
	struct instar__sql trial = instar__sql_on(h->db);
	int64_t rows;

	if (*column)
		rows = instar__sql_intf(&trial, 0,
			"SELECT count(\"%w\") FROM main.\"%w\"", column, table);
	else
		rows = instar__table_rows(&trial, table);
	instar__sql_take(&h->sql, &trial);
	return rows;
}

static void add_stake(
	instar *h, struct instar__rollback_path *way, const struct instar_check *check)
{
	const char *table = instar__text(h, check->name);
	const char *column = is_column(check) ? instar__text(h, check->part) : "";
	char *name = instar__sql_textf(
		&h->sql, "%s%s%s", table, *column ? "." : "", column);
	struct instar_at_stake stake = { 0 };

	if (name && !is_told(way, name))
		stake.rows = count_rows(h, table, column);
	if (stake.rows && !h->sql.code)
		stake.name = instar__hold_text(h, name);
	if (stake.name)
		way->stakes[way->stake_count++] = stake;
	sqlite3_free(name);
}

void instar__rows_lost_find(instar *h, struct instar__rollback_path *way)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < h->set->check_count; i++)
		count += goes(h, &h->set->checks[i], way);
	way->stakes = instar__hold(h, (count + 1) * sizeof(*way->stakes));
	for (uint32_t i = 0; i < h->set->check_count && !h->sql.code; i++) {
		if (goes(h, &h->set->checks[i], way))
			add_stake(h, way, &h->set->checks[i]);
	}
}

int instar__rows_lost_tell(
	instar *h, const struct instar_at_stake *stakes, uint32_t count)
{
	for (uint32_t i = 0; i < count && !h->error.code; i++) {
		instar__tell(h, &(struct instar_event){ .kind = INSTAR_EVENT_AT_STAKE,
					.text = stakes[i].name,
					.rows = stakes[i].rows });
		if (h->options.refuse_destructive)
			instar__fail(h, INSTAR_E_DESTRUCTIVE,
				"make a backup; then allow it, with --force in the "
				"commands",
				"refused: %s would be lost with %lld row%s; nothing was "
				"changed",
				stakes[i].name, stakes[i].rows,
				stakes[i].rows == 1 ? "" : "s");
	}
	return h->error.code;
}
