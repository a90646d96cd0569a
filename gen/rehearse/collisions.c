/*
 * collisions: what a step takes where two rows have one key. See collisions.h.
 *
 * A key that is referred to stays as it is: its children would be without a parent.
 */
#include "gen/rehearse/collisions.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/rehearse/foreign_keys_on.h"

enum { PAIRS = 5 }; /* of rows whose keys are made the same */

struct collisions {
	const struct losses *losses;
	struct arena *arena;
	struct scratch *copy;
	struct losses twin; /* the losses on it; its `before` are the rows to change */
	uint32_t count;	    /* rows that were changed */
};

/* Where a statement takes the columns of a key from. */
struct feed {
	const struct table_rows *rows; /* of a table; NULL: `literals` */
	uint32_t columns[8];
	const struct tree_rows *literals;
	const struct statement *statement;
	uint32_t count;
};

/* Does it do something else where a key is taken than to fail? */
static bool meets_keys(const struct write *write)
{
	return write->ignores || write->replaces || write->upserted.count;
}

static const struct table_rows *before_named(
	const struct collisions *collisions, const char *name)
{
	const struct losses *twin = &collisions->twin;

	for (uint32_t i = 0; name && i < twin->before_count; i++) {
		const char *table = twin->before[i]->table;
		const char *moved = lineage_moved(twin->script, table);

		if (map_same(table, name) || (moved && map_same(moved, name)))
			return twin->before[i];
	}
	return NULL;
}

/* The unique keys of a table after the step, "a,b" each. */
static struct names keys_of(const struct collisions *collisions, const char *table)
{
	return scratch_texts(collisions->losses->scratch,
		"SELECT group_concat(name) FROM pragma_table_info(%Q) WHERE pk > 0 "
		"UNION SELECT group_concat(i.name) FROM pragma_index_list(%Q) AS l, "
		"pragma_index_info(l.name) AS i WHERE l.\"unique\" AND NOT l.partial "
		"GROUP BY l.name",
		table, table);
}

static const struct tree_rows *values_of(const struct write *write)
{
	const struct tree_statement *tree = write->statement->tree;
	const struct tree_select *select =
		tree && tree->kind == STATEMENT_INSERT ? tree->insert->select : NULL;

	return select && select->cores.items[0].rows.count ? &select->cores.items[0].rows
							   : NULL;
}

/* What a statement fills the columns of the key from; false: not from rows or literals.
 */
static bool feed_of(struct collisions *collisions, const struct write *write,
	const struct names *key, struct feed *feed)
{
	*feed = (struct feed){ .statement = write->statement, .count = key->count };
	feed->rows = write->copies ? before_named(collisions, write->from) : NULL;
	feed->literals = write->copies ? NULL : values_of(write);
	if ((!feed->rows && !feed->literals) || write->star || key->count > 8 ||
		!key->count)
		return false;
	for (uint32_t i = 0; i < key->count; i++) {
		uint32_t place = map_place(
			write->columns.items, write->columns.count, key->items[i]);

		feed->columns[i] = place;
		if (place == MAP_NONE)
			return false;
		if (!feed->rows)
			continue;
		if (place >= write->sources.count || !write->sources.items[place])
			return false;
		feed->columns[i] =
			table_rows_column(feed->rows, write->sources.items[place]);
		if (feed->columns[i] == UINT32_MAX)
			return false;
	}
	return true;
}

static uint32_t rows_of(const struct feed *feed)
{
	return feed->rows ? feed->rows->count : feed->literals->count;
}

/* The value of a key's column in a row, as SQL; NULL: it is no literal. */
static const char *value_in(
	struct collisions *collisions, const struct feed *feed, uint32_t row, uint32_t i)
{
	const struct statement *statement = feed->statement;
	const struct tree_exprs *values;
	struct span span;

	if (feed->rows)
		return table_rows_value(feed->rows, row, feed->columns[i]);
	values = &feed->literals->items[row];
	if (feed->columns[i] >= values->count ||
		values->items[feed->columns[i]]->kind != EXPR_LITERAL)
		return NULL;
	span = values->items[feed->columns[i]]->span;
	if (span.start < statement->span.start || span.end > statement->span.end)
		return NULL;
	return arena_copy(collisions->arena,
		statement->sql + (span.start - statement->span.start),
		span.end - span.start);
}

/* Does anything refer to the column? */
static bool is_referred(
	struct collisions *collisions, const char *table, const char *column)
{
	return references_to(
		       collisions->losses->references, collisions->copy, table, column)
		       .count > 0;
}

/* Give a row the key that another has, or the same in capitals where it may not. */
static void make_same(struct collisions *collisions, const struct table_rows *rows,
	uint32_t row, const struct names *columns, struct feed *feed, uint32_t other)
{
	struct arena *arena = collisions->arena;
	const char *same = NULL, *capitals = NULL;

	for (uint32_t i = 0; i < columns->count; i++) {
		const char *value = value_in(collisions, feed, other, i);

		if (!value || strcmp(value, "NULL") == 0 ||
			is_referred(collisions, rows->table, columns->items[i]))
			return;
		same = names_join(arena, same, ", ",
			arena_printf(arena, "\"%w\" = %s", columns->items[i], value));
		capitals = names_join(arena, capitals, ", ",
			arena_printf(arena, "\"%w\" = %s", columns->items[i],
				value[0] == '\'' ? arena_printf(arena, "upper(%s)", value)
						 : value));
	}
	for (int i = 0; i < 2; i++) {
		if (scratch_run(collisions->copy,
			    arena_printf(arena, "UPDATE main.\"%w\" SET %s WHERE %s",
				    rows->table, i ? capitals : same,
				    table_rows_where(arena, rows, row)))) {
			collisions->count++;
			return;
		}
	}
}

/* Rows that are in the table already. */
static void meet_old_rows(struct collisions *collisions, const struct write *write,
	const struct names *key, struct feed *feed)
{
	const struct table_rows *rows = before_named(collisions, write->table);

	for (uint32_t i = 0; rows && rows != feed->rows && i < rows->count &&
			     i < rows_of(feed) && i < PAIRS;
		i++)
		make_same(collisions, rows, i, key, feed, i);
}

/* The names of the columns that a copy fills the key from. */
static struct names sources_of(struct collisions *collisions, const struct feed *feed)
{
	struct names names = { 0 };

	for (uint32_t i = 0; i < feed->count; i++)
		*arena_add(collisions->arena, names.items, names.count) =
			feed->rows->columns[feed->columns[i]];
	return names;
}

/* Rows of another copy into the table; of the same, every second meets its neighbour. */
static void meet_copy(
	struct collisions *collisions, const struct feed *other, struct feed *feed)
{
	struct names columns = sources_of(collisions, other);
	uint32_t step = other->rows == feed->rows ? 2 : 1;

	for (uint32_t i = step - 1; i < other->rows->count && i < PAIRS; i += step) {
		if (i + 1 - step < rows_of(feed))
			make_same(
				collisions, other->rows, i, &columns, feed, i + 1 - step);
	}
}

static void meet_copies(struct collisions *collisions, uint32_t number,
	const struct names *key, struct feed *feed)
{
	const struct losses *twin = &collisions->twin;
	const struct write *write = &twin->writes[number];

	for (uint32_t i = 0; i < twin->script->up_count; i++) {
		const struct write *other = &twin->writes[i];
		bool both = meets_keys(other);
		struct feed from;

		if ((i >= number || !both) && other->copies &&
			map_same(other->table, write->table) &&
			feed_of(collisions, other, key, &from))
			meet_copy(collisions, &from, feed);
	}
}

static void meet(struct collisions *collisions, uint32_t number)
{
	const struct losses *twin = &collisions->twin;
	const struct write *write = &twin->writes[number];
	struct names keys =
		keys_of(collisions, lineage_final(twin->script, number, write->table));

	for (uint32_t i = 0; i < keys.count; i++) {
		struct names key = names_split(collisions->arena, keys.items[i]);
		struct feed feed;

		if (!feed_of(collisions, write, &key, &feed))
			continue;
		meet_old_rows(collisions, write, &key, &feed);
		if (feed.rows)
			meet_copies(collisions, number, &key, &feed);
	}
}

/* UPDATE OR REPLACE: two rows whose keys differ in capitals only. */
static void meet_update(struct collisions *collisions, uint32_t number)
{
	const struct write *write = &collisions->twin.writes[number];
	const struct table_rows *rows = before_named(collisions, write->table);
	struct names keys = keys_of(collisions, write->table);

	for (uint32_t i = 0; rows && i < keys.count; i++) {
		struct names key = names_split(collisions->arena, keys.items[i]);
		struct feed feed = { .rows = rows, .count = key.count };

		if (key.count != 1 || !names_have(&write->columns, key.items[0]))
			continue;
		feed.columns[0] = table_rows_column(rows, key.items[0]);
		for (uint32_t j = 1; j < rows->count && j < PAIRS; j += 2)
			make_same(collisions, rows, j, &key, &feed, j - 1);
	}
}

static void take_before(struct collisions *collisions)
{
	struct losses *twin = &collisions->twin;

	twin->before = arena_array(
		collisions->arena, twin->before_count + 1, sizeof(*twin->before));
	for (uint32_t i = 0; i < twin->before_count; i++)
		twin->before[i] = table_rows_take(
			collisions->copy, collisions->losses->before[i]->table);
}

/* Run the step on the changed rows; what fails there, challenges tell. */
static void compare(struct collisions *collisions, bool enforced)
{
	struct losses *twin = &collisions->twin;
	const struct script *script = twin->script;

	take_before(collisions);
	trial_take(twin->trial, collisions->copy);
	trial_add(twin->trial, script->up, script->up_count, enforced);
	scratch_forget(collisions->copy);
	if (!foreign_keys_on_run(collisions->copy, script, enforced))
		losses_find(twin);
}

static bool may_collide(const struct losses *losses)
{
	bool may = false;

	for (uint32_t i = 0; i < losses->script->up_count; i++)
		may |= meets_keys(&losses->writes[i]);
	return may && losses->trial;
}

/* A copy of the rows before the step, to be changed. */
static struct collisions begin(const struct losses *losses, const struct plan *plan)
{
	struct collisions collisions = {
		.losses = losses, .arena = losses->arena, .twin = *losses
	};
	struct losses *twin = &collisions.twin;

	collisions.copy = placeholders_open(losses->arena, plan);
	trial_give(losses->trial, collisions.copy);
	twin->scratch = collisions.copy;
	twin->group = NULL;
	twin->uses = NULL;
	twin->after = NULL;
	return collisions;
}

void collisions_find(const struct losses *losses, const struct plan *plan, bool enforced)
{
	struct collisions collisions;

	if (!may_collide(losses))
		return;
	collisions = begin(losses, plan);
	collisions.twin.plain = false;
	collisions.twin.premise = "where two rows have one key";
	take_before(&collisions);
	scratch_triggers(collisions.copy, false);
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (!meets_keys(write))
			continue;
		if (write->statement->kind == STATEMENT_INSERT)
			meet(&collisions, i);
		else if (write->statement->kind == STATEMENT_UPDATE)
			meet_update(&collisions, i);
	}
	scratch_triggers(collisions.copy, true);
	if (collisions.count)
		compare(&collisions, enforced);
	scratch_close(collisions.copy);
}

void collisions_avoid(const struct losses *losses, const struct plan *plan, bool enforced,
	const struct statement *failed)
{
	struct collisions collisions;

	if (!losses->trial || failed->kind != STATEMENT_INSERT)
		return;
	collisions = begin(losses, plan);
	take_before(&collisions);
	if (before_named(&collisions, failed->name)) {
		scratch_triggers(collisions.copy, false);
		scratch_run(collisions.copy,
			arena_printf(collisions.arena, "DELETE FROM main.\"%w\"",
				failed->name));
		scratch_triggers(collisions.copy, true);
		compare(&collisions, enforced);
	}
	scratch_close(collisions.copy);
}
