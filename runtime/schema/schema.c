/*
 * schema: what is in a database, by name. See schema.h.
 *
 * In: rows of sqlite_schema. Out: objects, found by name in constant time. An object
 * that was taken out keeps its place, marked gone, so that a name that comes and goes
 * (as the tables of a rebuild do) costs no memory.
 */
#include "runtime/schema/schema.h"

#include <string.h>

#include "runtime/schema/definition.h"

/* Texts come and go together, so they share few allocations. */
struct instar__schema_block {
	struct instar__schema_block *older;
	size_t used, size;
	char text[];
};

static const size_t block_size = 16000;

void instar__schema_init(struct instar__schema *schema)
{
	memset(schema, 0, sizeof(*schema));
}

void instar__schema_free(struct instar__schema *schema)
{
	while (schema->blocks) {
		struct instar__schema_block *block = schema->blocks;

		schema->blocks = block->older;
		sqlite3_free(block);
	}
	sqlite3_free(schema->objects);
	sqlite3_free(schema->slots);
	instar__schema_init(schema);
}

static char *take_text(struct instar__schema *schema, size_t size)
{
	struct instar__schema_block *block = schema->blocks;

	if (!block || block->size - block->used < size) {
		size_t room = size > block_size ? size : block_size;

		block = sqlite3_malloc64(sizeof(*block) + room);
		if (!block)
			return NULL;
		block->older = schema->blocks;
		block->used = 0;
		block->size = room;
		schema->blocks = block;
	}
	block->used += size;
	return block->text + block->used - size;
}

/* Setting one bit makes small letters of capitals; that other bytes meet is no harm. */
static uint32_t hash(bool trigger, const char *name)
{
	uint64_t h = trigger ? 0x9e3779b97f4a7c15u : 0xcbf29ce484222325u;
	size_t left = strlen(name);

	for (; left > 0; name += 8, left -= 8) {
		uint64_t part = 0;

		memcpy(&part, name, left < 8 ? left : 8);
		h = (h ^ (part | 0x2020202020202020u)) * 0x9e3779b97f4a7c15u;
		h ^= h >> 32;
		if (left <= 8)
			break;
	}
	return (uint32_t)h;
}

static bool same_object(const struct instar__object *object, const char *name)
{
	return strcmp(object->name, name) == 0 ||
	       sqlite3_stricmp(object->name, name) == 0;
}

/* The slot of that name, taken or free. There always is a free one. */
static uint32_t *slot_of(
	const struct instar__schema *schema, bool trigger, const char *name)
{
	uint32_t mask = schema->slot_count - 1;
	uint32_t at = hash(trigger, name) & mask;

	for (;; at = (at + 1) & mask) {
		const struct instar__object *object;

		if (!schema->slots[at])
			return &schema->slots[at];
		object = &schema->objects[schema->slots[at] - 1];
		if ((object->type == INSTAR__TRIGGER) == trigger &&
			same_object(object, name))
			return &schema->slots[at];
	}
}

static bool grow_objects(struct instar__schema *schema)
{
	uint32_t room = schema->room ? schema->room * 2 : 64;
	struct instar__object *objects =
		sqlite3_realloc64(schema->objects, room * sizeof(*objects));

	if (!objects)
		return false;
	schema->objects = objects;
	schema->room = room;
	return true;
}

static bool grow_slots(struct instar__schema *schema)
{
	uint32_t slot_count = schema->room * 2;
	uint32_t *slots = sqlite3_malloc64(slot_count * sizeof(*slots));

	if (!slots)
		return false;
	memset(slots, 0, slot_count * sizeof(*slots));
	sqlite3_free(schema->slots);
	schema->slots = slots;
	schema->slot_count = slot_count;
	for (uint32_t i = 0; i < schema->count; i++) {
		const struct instar__object *object = &schema->objects[i];

		*slot_of(schema, object->type == INSTAR__TRIGGER, object->name) = i + 1;
	}
	return true;
}

/* Slots are always twice the room, so at most half of them are taken. */
static bool make_room(struct instar__schema *schema)
{
	if (schema->count == schema->room && !grow_objects(schema))
		return false;
	return schema->slot_count == schema->room * 2 || grow_slots(schema);
}

static bool set_texts(struct instar__schema *schema, struct instar__object *object,
	const char *name, const char *table, const char *definition)
{
	size_t name_size = strlen(name) + 1, table_size = strlen(table) + 1;
	size_t size = strlen(definition);
	char *block = take_text(schema, name_size + table_size + size + 1);

	if (!block)
		return false;
	memcpy(block, name, name_size);
	memcpy(block + name_size, table, table_size);
	memcpy(block + name_size + table_size, definition, size + 1);
	object->name = block;
	object->table = block + name_size;
	object->definition = block + name_size + table_size;
	object->text_digest = instar__text_digest(definition, size);
	return true;
}

bool instar__schema_put(struct instar__schema *schema, enum instar__object_type type,
	const char *name, const char *table, const char *definition)
{
	struct instar__object fresh = { 0 }, *object = &fresh;
	uint32_t *slot;

	if (!make_room(schema))
		return false;
	slot = slot_of(schema, type == INSTAR__TRIGGER, name);
	if (*slot)
		object = &schema->objects[*slot - 1];
	if (!set_texts(schema, object, name, table, definition ? definition : ""))
		return false;
	object->type = type;
	object->gone = false;
	object->exact = false;
	if (!*slot) {
		schema->objects[schema->count++] = fresh;
		*slot = schema->count;
	}
	return true;
}

uint64_t instar__object_digest(const struct instar__object *object)
{
	return instar__definition_digest(object->definition);
}

struct instar__object *instar__schema_find(
	const struct instar__schema *schema, bool trigger, const char *name)
{
	struct instar__object *object;
	uint32_t index;

	if (!schema->count)
		return NULL;
	index = *slot_of(schema, trigger, name);
	if (!index)
		return NULL;
	object = &schema->objects[index - 1];
	return object->gone ? NULL : object;
}

void instar__schema_remove(
	struct instar__schema *schema, enum instar__object_type type, const char *name)
{
	struct instar__object *object =
		instar__schema_find(schema, type == INSTAR__TRIGGER, name);

	if (object && object->type == type)
		object->gone = true;
}

static const char *const words[] = {
	[INSTAR__TABLE] = "table",
	[INSTAR__INDEX] = "index",
	[INSTAR__VIEW] = "view",
	[INSTAR__TRIGGER] = "trigger",
};

const char *instar__object_word(enum instar__object_type type)
{
	return words[type];
}

enum instar__object_type instar__object_type(const char *word)
{
	for (int type = INSTAR__TABLE; type <= INSTAR__TRIGGER; type++) {
		if (strcmp(word, words[type]) == 0)
			return (enum instar__object_type)type;
	}
	return (enum instar__object_type)0;
}

static void put_row(
	struct instar__schema *schema, struct instar__sql *sql, sqlite3_stmt *stmt)
{
	enum instar__object_type type =
		instar__object_type(instar__sql_text(sql, stmt, 0));
	const char *name = instar__sql_text(sql, stmt, 1);
	const char *table = instar__sql_text(sql, stmt, 2);
	const char *definition = instar__sql_text(sql, stmt, 3);

	if (sql->code || !type || sqlite3_strnicmp(name, "sqlite_", 7) == 0)
		return;
	if (!instar__schema_put(schema, type, name, table, definition))
		instar__sql_fail(sql, SQLITE_NOMEM);
}

int instar__schema_load(struct instar__schema *schema, struct instar__sql *sql)
{
	sqlite3_stmt *stmt = instar__sql_prepare(
		sql, "SELECT type, name, tbl_name, sql FROM main.sqlite_master");

	while (instar__sql_row(sql, stmt))
		put_row(schema, sql, stmt);
	instar__sql_finish(stmt);
	return sql->code;
}

bool instar__is_virtual(const struct instar__object *object)
{
	return object->type == INSTAR__TABLE &&
	       sqlite3_strnicmp(object->definition, "CREATE VIRTUAL", 14) == 0;
}

/* "docs_fts_data" is of "docs_fts", or of "docs", when that is a virtual table. */
bool instar__is_shadow(
	const struct instar__schema *schema, const struct instar__object *object)
{
	size_t length = strlen(object->name);

	if (object->type != INSTAR__TABLE)
		return false;
	for (uint32_t i = 0; i < schema->count; i++) {
		const struct instar__object *owner = &schema->objects[i];
		size_t size = strlen(owner->name);

		if (!owner->gone && instar__is_virtual(owner) && size < length &&
			object->name[size] == '_' &&
			sqlite3_strnicmp(owner->name, object->name, (int)size) == 0)
			return true;
	}
	return false;
}

bool instar__table_is_there(struct instar__sql *sql, const char *table)
{
	return instar__sql_intf(sql, 0,
		"SELECT 1 FROM main.sqlite_master WHERE type = 'table'"
		" AND lower(name) = lower(%Q)",
		table);
}

bool instar__table_has_row(struct instar__sql *sql, const char *table)
{
	return instar__sql_intf(sql, 0, "SELECT 1 FROM main.\"%w\" LIMIT 1", table);
}

static bool has_column(struct instar__sql *sql, const char *table, const char *column)
{
	return instar__sql_intf(sql, 0,
		"SELECT 1 FROM pragma_table_xinfo(%Q, 'main')"
		" WHERE lower(name) = lower(%Q)",
		table, column);
}

int64_t instar__table_holds(
	struct instar__sql *sql, const char *table, const char *column)
{
	if (!instar__table_is_there(sql, table))
		return 0;
	if (!*column)
		return instar__table_rows(sql, table);
	if (!has_column(sql, table, column))
		return 0;
	return instar__sql_intf(
		sql, 0, "SELECT count(\"%w\") FROM main.\"%w\"", column, table);
}

int64_t instar__table_rows(struct instar__sql *sql, const char *table)
{
	return instar__sql_intf(sql, 0, "SELECT count(*) FROM main.\"%w\"", table);
}
