/*
 * full_text_index: what a schema says of its full-text indexes. See full_text_index.h.
 */
#include "gen/full_text/full_text_index.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/substitution.h"
#include "gen/rows/virtual_tables.h"
#include "gen/sql/tree_print.h"

const struct full_text_index *full_text_index_find(
	const struct full_text_indexes *indexes, const char *name)
{
	for (uint32_t i = 0; i < indexes->count; i++) {
		if (map_same(indexes->items[i].name, name))
			return &indexes->items[i];
	}
	return NULL;
}

static struct full_text_source *source_of(
	const struct full_text_index *index, const char *table)
{
	for (uint32_t i = 0; i < index->source_count; i++) {
		if (map_same(index->sources[i].table, table))
			return &index->sources[i];
	}
	return NULL;
}

const struct full_text_source *full_text_source_find(
	const struct full_text_index *index, const char *table)
{
	return source_of(index, table);
}

bool full_text_source_is_kept(const struct full_text_source *source)
{
	return source->triggers[TRIGGER_INSERT] || source->triggers[TRIGGER_UPDATE] ||
	       source->triggers[TRIGGER_DELETE];
}

bool full_text_index_is_external(const struct full_text_index *index)
{
	return index->content && *index->content;
}

static struct full_text_source *add_source(
	struct arena *arena, struct full_text_index *index, const char *table)
{
	struct full_text_source *source = source_of(index, table);

	if (source)
		return source;
	source = arena_add(arena, index->sources, index->source_count);
	*source = (struct full_text_source){ .table = table };
	return source;
}

/* 3, 4 or 5; 0: a module that is not for full-text search. */
static int version_of(const struct shot_object *table)
{
	const struct tree_create_virtual *virtual = snapshot_tree(
		table, STATEMENT_CREATE_VIRTUAL_TABLE);
	static const char *const modules[] = { "fts3", "fts4", "fts5" };
	uint32_t place = virtual ? map_place(modules, 3, virtual->module.text) : MAP_NONE;

	return place == MAP_NONE ? 0 : 3 + (int)place;
}

/* The first word of an argument, without its quotes. */
static const char *first_word(struct arena *arena, const char *text)
{
	size_t size;

	text += strspn(text, " \t\n");
	if (*text && strchr("\"'`[", *text)) {
		const char *end = strchr(text + 1, *text == '[' ? ']' : *text);

		return arena_copy(arena, text + 1, end ? (size_t)(end - text - 1) : 0);
	}
	size = strcspn(text, " \t\n=");
	return arena_copy(arena, text, size);
}

/* Does the declaration of a column say UNINDEXED, or the table notindexed=column? */
static bool is_unindexed(
	struct arena *arena, const struct shot_object *table, const char *column)
{
	const struct tree_create_virtual *virtual = snapshot_tree(
		table, STATEMENT_CREATE_VIRTUAL_TABLE);

	for (uint32_t i = 0; i < virtual->arguments.count; i++) {
		const char *text = virtual->arguments.items[i].text;

		if (map_same(first_word(arena, text), column) &&
			!sqlite3_strlike("% unindexed%", text, 0))
			return true;
	}
	return map_same(virtual_option(arena, table, "notindexed"), column);
}

static void read_index(struct arena *arena, struct full_text_index *index,
	const struct shot_object *table)
{
	const char *rowid = virtual_option(arena, table, "content_rowid");
	const char *detail = virtual_option(arena, table, "detail");

	*index = (struct full_text_index){ .object = table, .name = table->name };
	index->version = version_of(table);
	index->content = virtual_content(arena, table);
	index->rowid = rowid && index->version == 5 ? rowid : "rowid";
	index->phraseless = detail && !map_same(detail, "full");
	for (uint32_t i = 0; i < table->column_count; i++) {
		if (!is_unindexed(arena, table, table->columns[i].name))
			names_add(arena, &index->columns, table->columns[i].name);
	}
	if (full_text_index_is_external(index))
		add_source(arena, index, index->content);
}

static bool is_view(const struct snapshot *snapshot, const char *name)
{
	const struct shot_object *object = snapshot_find(snapshot, false, name);

	return object && object->type == INSTAR__VIEW;
}

/* The table that one statement of a trigger writes, or NULL. */
static const char *written_by(const struct tree_statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_INSERT:
		return statement->insert->table.name.text;
	case STATEMENT_UPDATE:
		return statement->update->table->object.name.text;
	case STATEMENT_DELETE:
		return statement->delete->table->object.name.text;
	default:
		return NULL;
	}
}

/* What an INSERT puts into one column; NULL: it is not one row of expressions. */
static const struct tree_expr *value_at(const struct tree_insert *insert, uint32_t number)
{
	const struct tree_core *core;

	if (!insert->select || insert->select->cores.count != 1)
		return NULL;
	core = insert->select->cores.items;
	if (core->rows.count)
		return core->rows.count == 1 && number < core->rows.items->count
			       ? core->rows.items->items[number]
			       : NULL;
	return !core->from.count && number < core->results.count
		       ? core->results.items[number].expr
		       : NULL;
}

static bool is_rowid(const char *column)
{
	static const char *const names[] = { "rowid", "docid", "_rowid_", "oid" };

	return MAP_AMONG(names, column);
}

/* Columns of the new row that a value is made of. */
struct reading {
	struct arena *arena;
	struct names *columns;
};

static bool take_column(void *context, const struct tree_expr *expr)
{
	const struct reading *reading = context;

	if (expr->kind == EXPR_COLUMN && map_same(expr->column.table.text, "new"))
		names_add(reading->arena, reading->columns, expr->column.name.text);
	return true;
}

static bool take_old(void *context, const struct tree_expr *expr)
{
	bool *old = context;

	*old |= expr->kind == EXPR_COLUMN && map_same(expr->column.table.text, "old");
	return true;
}

/* A condition of the new row alone, as text; NULL: there is none, or it is about a
 * change. */
static const char *condition_of(struct arena *arena, const struct tree_expr *expr)
{
	bool old = false;
	const struct tree_visitor visitor = { .context = &old, .expr = take_old };

	if (!expr)
		return NULL;
	tree_walk_expr(&visitor, expr);
	return old ? NULL : tree_print(arena, NODE_EXPR, expr);
}

/* Which new rows the INSERT of a trigger is for; NULL: all. */
static const char *insert_condition(struct arena *arena,
	const struct tree_create_trigger *trigger, const struct tree_insert *insert)
{
	const struct tree_core *core =
		insert->select ? insert->select->cores.items : NULL;

	return substitution_both(arena, condition_of(arena, trigger->when),
		core && !core->from.count ? condition_of(arena, core->where) : NULL);
}

/* Is the first column that of the commands, such as 'delete'? */
static bool is_command(const struct tree_insert *insert)
{
	return insert->columns.count &&
	       map_same(insert->columns.items[0].text, insert->table.name.text);
}

/* What the INSERT makes of a new row; false: that cannot be told. */
static bool read_feed(struct arena *arena, const struct full_text_index *index,
	struct full_text_feed *feed, const struct tree_create_trigger *trigger,
	const struct tree_insert *insert)
{
	struct reading reading = { arena, &feed->reads };
	const struct tree_visitor visitor = { .context = &reading, .expr = take_column };

	for (uint32_t i = 0; i < insert->columns.count; i++) {
		const struct tree_expr *value = value_at(insert, i);
		const char *column = insert->columns.items[i].text, *text;

		if (!value)
			return false;
		text = tree_print(arena, NODE_EXPR, value);
		if (is_rowid(column)) {
			feed->rowid = text;
			continue;
		}
		if (names_have(&index->columns, column))
			tree_walk_expr(&visitor, value);
		*arena_add(arena, feed->columns.items, feed->columns.count) = column;
		*arena_add(arena, feed->values.items, feed->values.count) = text;
	}
	feed->condition = insert_condition(arena, trigger, insert);
	return feed->columns.count && (feed->rowid || !index->content);
}

static void read_statement(struct arena *arena, struct full_text_index *index,
	const struct shot_object *object, const struct tree_create_trigger *trigger,
	const struct tree_statement *statement)
{
	struct full_text_feed feed = { .table = object->table };
	struct full_text_source *source = add_source(arena, index, object->table);

	source->triggers[trigger->event] = object;
	if (statement->kind != STATEMENT_INSERT || is_command(statement->insert))
		return;
	if (trigger->event == TRIGGER_UPDATE)
		source->condition = substitution_both(arena, source->condition,
			insert_condition(arena, trigger, statement->insert));
	else if (trigger->event == TRIGGER_INSERT &&
		 read_feed(arena, index, &feed, trigger, statement->insert))
		*arena_add(arena, index->feeds, index->feed_count) = feed;
	else
		index->partial |= trigger->when != NULL;
}

/* What every trigger has a say in: which rows are in the index. */
static void finish(struct arena *arena, struct full_text_index *index)
{
	for (uint32_t i = 0; i < index->feed_count; i++) {
		struct full_text_feed *feed = &index->feeds[i];

		feed->condition = substitution_both(
			arena, feed->condition, source_of(index, feed->table)->condition);
		index->partial |= feed->condition != NULL;
	}
	for (uint32_t i = 0; i < index->source_count; i++)
		index->partial |= index->sources[i].condition != NULL;
}

/* What a trigger writes into indexes. */
static void read_trigger(struct arena *arena, struct full_text_indexes *indexes,
	const struct shot_object *object)
{
	const struct tree_create_trigger *trigger =
		snapshot_tree(object, STATEMENT_CREATE_TRIGGER);

	if (!trigger || trigger->time == TRIGGER_INSTEAD)
		return;
	for (uint32_t i = 0; i < trigger->body.count; i++) {
		const struct tree_statement *statement = &trigger->body.items[i];

		for (uint32_t j = 0; j < indexes->count; j++) {
			struct full_text_index *index = &indexes->items[j];

			if (map_same(written_by(statement), index->name))
				read_statement(arena, index, object, trigger, statement);
		}
	}
}

struct full_text_indexes full_text_indexes_read(
	struct arena *arena, const struct snapshot *snapshot)
{
	struct full_text_indexes indexes = { 0 };

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		struct full_text_index *index;

		if (object->gone || !object->virtual || !version_of(object))
			continue;
		index = arena_add(arena, indexes.items, indexes.count);
		read_index(arena, index, object);
		index->over_view = full_text_index_is_external(index) &&
				   is_view(snapshot, index->content);
	}
	for (uint32_t i = 0; indexes.count && i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		if (!object->gone && object->type == INSTAR__TRIGGER)
			read_trigger(arena, &indexes, object);
	}
	for (uint32_t i = 0; i < indexes.count; i++)
		finish(arena, &indexes.items[i]);
	return indexes;
}
