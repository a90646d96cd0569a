/*
 * statements: all that a statement distinguishes. See situation.h.
 */
#include "gen/coverage/situation.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/sql/parse.h"

/* A label has no more bytes of the author's text. */
#define LABEL_MOST 60

const char *situation_label(
	const struct situations *list, struct span span, const char *word)
{
	const struct statement *statement = list->statement;
	uint32_t size = (uint32_t)strlen(statement->sql), i = 0;
	struct text text;
	bool blank = false;

	text_init(&text, list->arena);
	if (span.start >= statement->span.start)
		i = span.start - statement->span.start;
	if (span.end >= statement->span.start && span.end - statement->span.start < size)
		size = span.end - statement->span.start;
	for (; i < size && text.size < LABEL_MOST; i++) {
		char byte = statement->sql[i];

		if (strchr(" \t\r\n", byte)) {
			blank = text.size > 0;
			continue;
		}
		if (blank)
			text_byte(&text, ' ');
		blank = false;
		text_byte(&text, byte);
	}
	while (i < size && (statement->sql[i] & 0xc0) == 0x80)
		text_byte(&text, statement->sql[i++]); /* the rest of a character */
	text_format(&text, "%s %s", i < size ? " …" : "", word);
	return text.bytes;
}

void situation_add(struct situations *list, struct situation situation)
{
	if (map_get(&list->queries, situation.query) != MAP_NONE)
		return;
	if (!situation.ruled_out && list->asked == SITUATIONS_MOST) {
		list->cut++;
		map_put(&list->queries, situation.query, MAP_NONE - 1);
		return;
	}
	list->asked += !situation.ruled_out;
	map_put(&list->queries, situation.query, list->count);
	*arena_add(list->arena, list->items, list->count) = situation;
}

/* Statements of the step before the one in hand; before a backfill all of them. */
static uint32_t statements_before(const struct situations *list)
{
	uint32_t i = 0;

	while (i < list->script->up_count && &list->script->up[i] != list->statement)
		i++;
	return i;
}

/* Does it bring rows of other tables? */
static bool copies(const struct statement *statement)
{
	const struct tree_select *select =
		statement->tree ? statement->tree->insert->select : NULL;

	for (uint32_t i = 0; select && i < select->cores.count; i++) {
		if (select->cores.items[i].from.count)
			return true;
	}
	return !statement->tree;
}

static bool makes(const struct situations *list, const char *table, uint32_t count)
{
	bool made = false;

	for (uint32_t i = 0; i < count; i++) {
		const struct statement *statement = &list->script->up[i];

		if (statement->kind == STATEMENT_CREATE_TABLE &&
			(!statement->if_exists || names_have(&list->absent, table)) &&
			map_same(statement->name, table))
			made = true;
		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->new_name, table))
			made = makes(list, statement->name, i);
		else if (statement->kind == STATEMENT_INSERT &&
			 map_same(statement->name, table) && copies(statement))
			made = false;
	}
	return made;
}

bool situations_make(const struct situations *list, const char *table)
{
	if (sqlite3_strnicmp(table, "sqlite_", 7) == 0)
		return true; /* SQLite's own, which no user fills */
	return makes(list, table, statements_before(list));
}

bool situations_add(const struct situations *list, const char *table, const char *column)
{
	uint32_t count = statements_before(list);
	bool added = false;

	for (uint32_t i = 0; i < count; i++) {
		const struct statement *statement = &list->script->up[i];

		if (statement->kind == STATEMENT_ADD_COLUMN &&
			map_same(statement->name, table) &&
			map_same(statement->column, column))
			added = true;
		else if ((statement->kind == STATEMENT_UPDATE ||
				 statement->kind == STATEMENT_INSERT) &&
			 map_same(statement->name, table) &&
			 strstr(statement->sql, column))
			added = false;
	}
	return added;
}

static struct frame *root_frame(struct situations *list, const struct tree_with *with)
{
	struct frame *frame = arena_alloc(list->arena, sizeof(*frame));

	*frame = (struct frame){
		.arena = list->arena, .relations = list->relations, .with = with
	};
	return frame;
}

/* The table that is written, and what is beside it. */
static struct frame *written_frame(struct situations *list, const struct frame *root,
	const struct tree_source *table, const struct tree_sources *others,
	const struct tree_expr *where)
{
	struct frame *frame = root_frame(list, NULL);
	uint32_t count = 1 + (others ? others->count : 0);
	struct tree_source *items = arena_array(list->arena, count, sizeof(*items));

	items[0] = *table;
	for (uint32_t i = 1; i < count; i++) {
		items[i] = others->items[i - 1];
		if (i == 1)
			items[i].join = JOIN_COMMA;
	}
	frame->outer = root;
	frame->from = (struct tree_sources){ items, count };
	frame->where = where;
	frame_open(frame);
	return frame;
}

static void ask_update(struct situations *list, const struct tree_update *update)
{
	const struct frame *root = root_frame(list, update->with);
	const struct frame *frame =
		written_frame(list, root, update->table, &update->from, update->where);

	queries_ask_with(list, root, update->with);
	for (uint32_t i = 1; i < frame->source_count; i++) {
		if (frame->sources[i].tree->kind == SOURCE_SELECT)
			queries_ask(
				list, root, PLACE_FROM, NULL, frame->sources[i].select);
	}
	joins_ask(list, frame);
	conditions_ask(list, frame, PLACE_FROM, NULL, update->where);
	for (uint32_t i = 0; i < update->sets.count; i++) {
		const struct tree_expr *value = update->sets.items[i].value;

		values_ask(list, frame, PLACE_RESULT, NULL, value);
		nulls_ask(list, frame, PLACE_RESULT, NULL, value);
	}
	constraints_ask_parent(list, frame, frame->sources[0].relation, &update->sets);
}

static void ask_delete(struct situations *list, const struct tree_delete *deletion)
{
	const struct frame *root = root_frame(list, deletion->with);
	const struct frame *frame =
		written_frame(list, root, deletion->table, NULL, deletion->where);

	queries_ask_with(list, root, deletion->with);
	conditions_ask(list, frame, PLACE_FROM, NULL, deletion->where);
	constraints_ask_parent(list, frame, frame->sources[0].relation, NULL);
}

static void ask_insert(struct situations *list, const struct tree_insert *insert)
{
	const struct frame *root = root_frame(list, insert->with);

	queries_ask_with(list, root, insert->with);
	if (!insert->select)
		return;
	queries_ask(list, root, PLACE_FROM, NULL, insert->select);
	constraints_ask_insert(list, root, insert);
}

struct situations *situations_of(struct scratch *scratch, const struct snapshot *snapshot,
	const struct script *script, const struct statement *statement,
	const struct names *absent, struct relations *past)
{
	struct situations *list = arena_alloc(scratch->arena, sizeof(*list));

	list->arena = scratch->arena;
	list->relations = arena_alloc(scratch->arena, sizeof(*list->relations));
	relations_init(list->relations, scratch, script);
	list->snapshot = snapshot;
	list->absent = *absent;
	list->script = script;
	list->statement = statement;
	list->relations->past = past;
	list->relations->absent = *absent;
	list->relations->at = statements_before(list);
	map_init(&list->queries, list->arena);
	list->queries.exact = true;
	if (!statement->tree || statement->dropped)
		return list;
	switch (statement->tree->kind) {
	case STATEMENT_INSERT:
		ask_insert(list, statement->tree->insert);
		break;
	case STATEMENT_UPDATE:
		ask_update(list, statement->tree->update);
		break;
	case STATEMENT_DELETE:
		ask_delete(list, statement->tree->delete);
		break;
	case STATEMENT_CREATE_TABLE_AS:
		queries_ask(list, root_frame(list, NULL), PLACE_FROM, NULL,
			statement->tree->create_table->select);
		break;
	case STATEMENT_CREATE_INDEX:
		constraints_ask_index(list, statement->tree->create_index);
		break;
	default:
		break;
	}
	return list;
}
