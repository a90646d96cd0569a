/*
 * refused_columns: for which columns SQLite refused a row. See row.h.
 *
 * In: the message of a failed INSERT. Out: columns to draw again; all of them when the
 * message names none, as when a trigger raises.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/rows/row.h"

/* A column, or for a generated one what it is made from. */
void row_blame(struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];

	if (!column->generated) {
		if (row->holds[i] != HOLD_FIXED)
			recipe_list(row->arena, &row->blamed, &row->blamed_count, i);
		return;
	}
	for (uint32_t j = 0; j < column->source_count; j++) {
		if (column->sources[j] != i)
			row_blame(row, column->sources[j]);
	}
}

static void blame_all(struct row *row)
{
	for (uint32_t i = 0; i < row->recipe->count; i++) {
		if (!row->recipe->columns[i].generated)
			row_blame(row, i);
	}
}

/* "…: t.a, t.b" */
static void blame_names(struct row *row, const char *message)
{
	const char *at = strstr(message, ": ");

	while (at) {
		const char *dot, *end;

		at += 2;
		dot = strchr(at, '.');
		end = strstr(at, ", ");
		if (dot && (!end || dot < end)) {
			const char *name = arena_copy(row->arena, dot + 1,
				end ? (size_t)(end - dot - 1) : strlen(dot + 1));
			uint32_t column = recipe_column(row->recipe, name);

			if (column != RECIPE_NONE &&
				strlen(row->plot->name) == (size_t)(dot - at) &&
				sqlite3_strnicmp(at, row->plot->name, dot - at) == 0)
				row_blame(row, column);
		}
		at = end;
	}
}

static void blame_check(struct row *row, const char *message)
{
	const char *name = strstr(message, ": ");

	for (uint32_t i = 0; name && i < row->recipe->check_count; i++) {
		const struct recipe_check *check = &row->recipe->checks[i];

		if (!map_same(check->name, name + 2) &&
			strcmp(check->text, name + 2) != 0)
			continue;
		for (uint32_t j = 0; j < check->count; j++)
			row_blame(row, check->columns[j]);
		host_answers_vary(row, NODE_EXPR, check->expr);
		row->refusing = check->expr;
		if (check->count == 1 && row->drawn[check->columns[0]] == RECIPE_NONE)
			row->recipe->columns[check->columns[0]].closed = true;
	}
}

static void blame_rowid(struct row *row)
{
	for (uint32_t i = 0; i < row->recipe->count; i++) {
		if (row->recipe->columns[i].rowid)
			row_blame(row, i);
	}
}

static void blame_triggers(struct row *row)
{
	if (!row->recipe->triggers_read)
		recipe_read_triggers(row->arena, row->recipe, row->synth->scratch);
	for (uint32_t i = 0; i < row->recipe->trigger_count; i++)
		host_answers_vary(row, NODE_STATEMENT, row->recipe->triggers[i]);
}

void refused_columns_find(struct row *row)
{
	int code = row->synth->scratch->failure.code;
	const char *message = row->synth->scratch->failure.message;

	row->blamed_count = 0;
	row->blamed = NULL;
	row->refusing = NULL;
	row->crowded = code == SQLITE_CONSTRAINT_UNIQUE ||
		       code == SQLITE_CONSTRAINT_PRIMARYKEY ||
		       code == SQLITE_CONSTRAINT_ROWID;
	if (code == SQLITE_CONSTRAINT_CHECK)
		blame_check(row, message);
	else if (code == SQLITE_MISMATCH)
		blame_rowid(row);
	else if (code == SQLITE_CONSTRAINT_TRIGGER)
		blame_triggers(row);
	else if ((code & 0xff) == SQLITE_CONSTRAINT)
		blame_names(row, message);
	if ((code & 0xff) == SQLITE_CONSTRAINT && strstr(message, "cannot store"))
		blame_names(row, arena_printf(row->arena, ": %s",
					 strstr(message, "column ")
						 ? strstr(message, "column ") + 7
						 : ""));
	if (!row->blamed_count)
		blame_all(row);
}
