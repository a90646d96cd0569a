/*
 * snapshot: the schema of a scratch database, kept up to date step by step. See
 * snapshot.h. Details of tables and indexes come from SQLite's pragmas, and only for
 * objects whose definition is new.
 */
#include "gen/oracle/snapshot.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"
#include "runtime/schema/definition.h"

struct snapshot *snapshot_new(struct arena *arena)
{
	struct snapshot *snapshot = arena_alloc(arena, sizeof(*snapshot));

	snapshot->arena = arena;
	map_init(&snapshot->names, arena);
	map_init(&snapshot->triggers, arena);
	instar__schema_init(&snapshot->schema);
	return snapshot;
}

void snapshot_free(struct snapshot *snapshot)
{
	instar__schema_free(&snapshot->schema);
}

struct shot_object *snapshot_find(
	const struct snapshot *snapshot, bool trigger, const char *name)
{
	uint32_t i = map_get(trigger ? &snapshot->triggers : &snapshot->names, name);

	if (i == MAP_NONE || snapshot->objects[i]->gone)
		return NULL;
	return snapshot->objects[i];
}

const void *snapshot_tree(const struct shot_object *object, enum statement_kind kind)
{
	return object->tree && object->tree->kind == kind ? object->tree->select : NULL;
}

const char *snapshot_type(const struct shot_object *object)
{
	static const char *const words[] = { "", "table", "index", "view", "trigger" };

	return words[object->type];
}

bool snapshot_is_shadow(const struct snapshot *snapshot, const char *name)
{
	uint32_t i = map_get(&snapshot->names, name);

	return i != MAP_NONE && snapshot->objects[i]->shadow;
}

struct shot_column *snapshot_column(const struct shot_object *table, const char *name)
{
	for (uint32_t i = 0; i < table->column_count; i++) {
		if (map_same(table->columns[i].name, name))
			return &table->columns[i];
	}
	return NULL;
}

bool snapshot_refers(const struct shot_object *table, const char *parent)
{
	for (uint32_t i = 0; table && i < table->key_count; i++) {
		if (map_same(table->keys[i].parent_table, parent))
			return true;
	}
	return false;
}

const char *snapshot_rowid(struct scratch *scratch, const struct shot_object *table)
{
	static const char *const names[] = { "rowid", "_rowid_", "oid" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!snapshot_column(table, names[i]))
			return scratch_compiles(scratch, arena_printf(scratch->arena,
								 "SELECT %s FROM \"%w\"",
								 names[i], table->name))
				       ? names[i]
				       : NULL;
	}
	return NULL;
}

static void read_columns(
	struct arena *arena, struct scratch *scratch, struct shot_object *table)
{
	struct query query = scratch_query(scratch,
		"SELECT name, type, hidden FROM pragma_table_xinfo(%Q) WHERE hidden <> 1",
		table->name);

	while (query_row(&query)) {
		struct shot_column column = {
			.name = query_copy(&query, 0),
			.type = query_copy(&query, 1),
			.generated = query_int(&query, 2) != 0,
			.fact = SNAPSHOT_NO_FACT,
		};

		*arena_add(arena, table->columns, table->column_count) = column;
	}
}

static void add_key(
	struct arena *arena, struct shot_object *table, const struct query *query)
{
	const char *columns = query_copy(query, 1);
	const char *parent = query_copy(query, 0);
	const char *targets = query_copy(query, 2);
	struct shot_key key = {
		.columns = columns,
		.parent =
			targets ? arena_printf(arena, "%s(%s)", parent, targets) : parent,
		.parent_table = parent,
		.fact = SNAPSHOT_NO_FACT,
	};

	*arena_add(arena, table->keys, table->key_count) = key;
}

static void read_keys(
	struct arena *arena, struct scratch *scratch, struct shot_object *table)
{
	struct query query = scratch_query(scratch,
		"SELECT \"table\", group_concat(\"from\"), group_concat(\"to\") FROM "
		"(SELECT * FROM pragma_foreign_key_list(%Q) ORDER BY id DESC, seq) "
		"GROUP BY id ORDER BY id DESC",
		table->name);

	while (query_row(&query))
		add_key(arena, table, &query);
}

/* An index with an expression in it has no names to tell. */
static void read_index(struct scratch *scratch, struct shot_object *index)
{
	index->indexed = scratch_text(scratch,
		"SELECT CASE WHEN count(*) = count(name) THEN group_concat(name) END "
		"FROM (SELECT name FROM pragma_index_info(%Q) ORDER BY seqno)",
		index->name);
	index->unique = scratch_int(scratch, 0,
		"SELECT \"unique\" FROM pragma_index_list(%Q) WHERE name = %Q COLLATE "
		"NOCASE",
		index->table, index->name);
}

static void read_details(
	struct arena *arena, struct scratch *scratch, struct shot_object *object)
{
	if (object->type == INSTAR__INDEX)
		read_index(scratch, object);
	if ((object->type == INSTAR__TABLE && !object->shadow) ||
		object->type == INSTAR__VIEW)
		read_columns(arena, scratch, object);
	if (object->type == INSTAR__TABLE && !object->virtual)
		read_keys(arena, scratch, object);
}

/* The names that FTS3 to FTS5 and R*Tree give the tables they keep for themselves. */
static const char *const shadow_names[] = { "data", "idx", "content", "docsize", "config",
	"segments", "segdir", "stat", "node", "rowid", "parent" };

static bool shadow_suffix(const char *suffix)
{
	enum { COUNT = sizeof(shadow_names) / sizeof(*shadow_names) };

	return map_place(shadow_names, COUNT, suffix) != MAP_NONE;
}

/* Does a table belong to a virtual one, new in these changes or known? */
static bool is_shadow(const struct snapshot *snapshot, const struct changes *changes,
	const struct shot_object *table)
{
	const char *suffix = strrchr(table->name, '_');
	const struct shot_object *owner;
	const char *prefix;

	if (!suffix || !shadow_suffix(suffix + 1))
		return false;
	prefix = arena_copy(snapshot->arena, table->name, (size_t)(suffix - table->name));
	owner = snapshot_find(snapshot, false, prefix);
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *after = changes->items[i].after;

		if (after && after->type == INSTAR__TABLE &&
			map_same(after->name, prefix))
			owner = after;
	}
	return owner && owner->virtual;
}

static void add_change(struct snapshot *snapshot, struct changes *changes,
	struct shot_object *before, struct shot_object *after)
{
	struct change change = { before, after };

	*arena_add(snapshot->arena, changes->items, changes->count) = change;
}

static struct shot_object *read_object(struct arena *arena, const struct query *row)
{
	struct shot_object *object = arena_alloc(arena, sizeof(*object));

	object->rowid = query_int(row, 0);
	object->type = instar__object_type(query_text(row, 1));
	object->name = query_copy(row, 2);
	object->table = query_copy(row, 3);
	object->sql = query_copy(row, 4);
	object->tree = parse_statement(arena, object->sql);
	object->digest = instar__definition_digest(object->sql);
	object->virtual = snapshot_tree(object, STATEMENT_CREATE_VIRTUAL_TABLE) != NULL;
	object->fact = SNAPSHOT_NO_FACT;
	object->memo = SNAPSHOT_NO_FACT;
	object->definition = SNAPSHOT_NO_FACT;
	return object;
}

const struct shot_object *snapshot_read(struct scratch *scratch, const char *name)
{
	struct shot_object *object = NULL;
	struct query query = scratch_query(scratch,
		"SELECT rowid, type, name, tbl_name, sql FROM sqlite_master WHERE name = "
		"%Q COLLATE NOCASE AND type IN ('table', 'view')",
		name);

	if (query_row(&query)) {
		object = read_object(scratch->arena, &query);
		read_details(scratch->arena, scratch, object);
	}
	query_close(&query);
	return object;
}

/* One row of sqlite_master: nothing, or a change. */
static void read_row(
	struct snapshot *snapshot, struct changes *changes, const struct query *row)
{
	const char *name = query_text(row, 2);
	const char *sql = query_text(row, 4);
	bool trigger = strcmp(query_text(row, 1), "trigger") == 0;
	struct shot_object *before = snapshot_find(snapshot, trigger, name);
	struct shot_object *after;

	if (before)
		before->seen = snapshot->round;
	if (before && strcmp(before->sql, sql) == 0 && strcmp(before->name, name) == 0)
		return;
	after = read_object(snapshot->arena, row);
	if (before && before->type != after->type) {
		add_change(snapshot, changes, before, NULL);
		before = NULL;
	}
	add_change(snapshot, changes, before, after);
}

static void read_rows(struct snapshot *snapshot, struct scratch *scratch,
	struct changes *changes, const char *table)
{
	struct query query = scratch_query(scratch,
		"SELECT rowid, type, name, tbl_name, sql FROM sqlite_master "
		"WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\' AND "
		"(%Q IS NULL OR tbl_name = %Q COLLATE NOCASE)",
		table, table);

	while (query_row(&query))
		read_row(snapshot, changes, &query);
}

/* Objects on `table` (NULL: on any) that were not seen are gone. */
static void find_gone(
	struct snapshot *snapshot, struct changes *changes, const char *table)
{
	for (uint32_t i = 0; i < snapshot->count; i++) {
		struct shot_object *object = snapshot->objects[i];

		if (object->gone || (table && !map_same(object->table, table)))
			continue;
		if (object->seen != snapshot->round)
			add_change(snapshot, changes, object, NULL);
	}
}

/* More tables than this are read in one pass over everything. */
enum { FEW = 8 };

/* All rows first: an index may have moved from one table to another. */
static void read_touched(
	struct snapshot *snapshot, struct scratch *scratch, struct changes *changes)
{
	struct touched touched = scratch->touched;
	bool everything = touched.renamed || touched.schema.count > FEW;
	uint32_t count = everything ? 1 : touched.schema.count;

	for (uint32_t i = 0; i < count; i++)
		read_rows(snapshot, scratch, changes,
			everything ? NULL : touched.schema.items[i]);
	if (!touched.dropped && !touched.renamed)
		return;
	for (uint32_t i = 0; i < count; i++)
		find_gone(snapshot, changes, everything ? NULL : touched.schema.items[i]);
}

struct changes *snapshot_compare(struct snapshot *snapshot, struct scratch *scratch)
{
	struct changes *changes = arena_alloc(snapshot->arena, sizeof(*changes));

	changes->cookie = (int)scratch_int(scratch, -1, "PRAGMA schema_version");
	if (changes->cookie == snapshot->cookie && !scratch->touched.renamed)
		return changes; /* writable_schema leaves the cookie alone */
	snapshot->round++;
	read_touched(snapshot, scratch, changes);
	for (uint32_t i = 0; i < changes->count; i++) {
		struct shot_object *after = changes->items[i].after;

		if (!after)
			continue;
		if (after->type == INSTAR__TABLE)
			after->shadow = is_shadow(snapshot, changes, after);
		read_details(snapshot->arena, scratch, after);
	}
	return changes;
}

static void take_out(struct snapshot *snapshot, struct shot_object *object)
{
	object->gone = true;
	snapshot->live[object->type]--;
	instar__schema_remove(&snapshot->schema, object->type, object->name);
}

static void put_in(struct snapshot *snapshot, struct shot_object *object)
{
	struct map *map =
		object->type == INSTAR__TRIGGER ? &snapshot->triggers : &snapshot->names;

	map_put(map, object->name, snapshot->count);
	*arena_add(snapshot->arena, snapshot->objects, snapshot->count) = object;
	snapshot->live[object->type]++;
	if (!instar__schema_put(&snapshot->schema, object->type, object->name,
		    object->table, object->sql))
		arena_exhausted();
}

void snapshot_apply(struct snapshot *snapshot, const struct changes *changes)
{
	for (uint32_t i = 0; i < changes->count; i++) {
		if (changes->items[i].before)
			take_out(snapshot, changes->items[i].before);
	}
	for (uint32_t i = 0; i < changes->count; i++) {
		if (changes->items[i].after)
			put_in(snapshot, changes->items[i].after);
	}
	snapshot->cookie = changes->cookie;
}
