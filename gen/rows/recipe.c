/*
 * recipe: what has to be known of a table to write rows for it. See
 * recipe.h. SQLite's pragmas give columns and keys; the text only the checks.
 */
#include "gen/rows/recipe.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/query.h"

uint32_t recipe_column(const struct recipe *recipe, const char *name)
{
	for (uint32_t i = 0; i < recipe->count; i++) {
		if (map_same(recipe->columns[i].name, name))
			return i;
	}
	return RECIPE_NONE;
}

bool recipe_nullable(const struct recipe_column *column)
{
	return !column->not_null && !column->primary && !column->generated;
}

uint32_t recipe_target(
	const struct recipe_key *key, uint32_t i, const struct recipe *parent)
{
	const char *name = key->targets[i];

	if (!name && parent->primary_count == key->count)
		name = parent->primary[i];
	return name ? recipe_column(parent, name) : RECIPE_NONE;
}

struct names recipe_targets_named(struct arena *arena, const struct shot_key *key)
{
	const char *open = strchr(key->parent, '(');

	if (!open)
		return (struct names){ 0 };
	return names_split(arena, arena_copy(arena, open + 1, strlen(open + 1) - 1));
}

void recipe_list(struct arena *arena, uint32_t **list, uint32_t *count, uint32_t column)
{
	for (uint32_t i = 0; i < *count; i++) {
		if ((*list)[i] == column)
			return;
	}
	*arena_add(arena, *list, *count) = column;
}

static bool has(const char *type, const char *part)
{
	return sqlite3_strlike(part, type, 0) == 0;
}

static bool ends(const char *name, const char *end)
{
	size_t size = strlen(name), tail = strlen(end);

	return size >= tail && sqlite3_stricmp(name + size - tail, end) == 0;
}

static bool names_date(const char *name)
{
	return ends(name, "_at") || ends(name, "date") || ends(name, "time") ||
	       ends(name, "timestamp") || ends(name, "_on");
}

/* What a column without a type most likely holds, when a STRICT table has it too. */
static bool strict_nature(
	const struct recipe_column *column, const char *type, enum nature *nature)
{
	const char *strict = column->habit ? column->habit->strict : NULL;

	if ((*type && !map_same(type, "ANY")) || !strict)
		return false;
	*nature = has(strict, "%int%")	  ? NATURE_INTEGER
		  : has(strict, "%real%") ? NATURE_REAL
					  : NATURE_BLOB;
	return *nature != NATURE_BLOB || has(strict, "%blob%");
}

/* By SQLite's rules of affinity first, then by the words people use for types. */
static enum nature nature_of(
	const struct recipe_column *column, const char *type, const char *standard)
{
	const struct history_value *habit = column->habit;
	bool json = has(type, "%json%") || (habit && habit->json) ||
		    (standard && (standard[0] == '\'') &&
			    (standard[1] == '{' || standard[1] == '['));

	enum nature nature;

	if (strict_nature(column, type, &nature))
		return nature;
	if (standard && (map_same(standard, "true") || map_same(standard, "false")))
		return NATURE_BOOLEAN; /* DEFAULT true, whatever the type */
	if (column->integer)
		return NATURE_INTEGER;
	if (json)
		return NATURE_JSON;
	if (column->textual || !*type || has(type, "%any%") || has(type, "%uuid%") ||
		has(type, "%string%"))
		return (habit && habit->dated) || names_date(column->name) ? NATURE_DATE
									   : NATURE_TEXT;
	if (has(type, "%blob%") || has(type, "%binary%"))
		return NATURE_BLOB;
	if (has(type, "%real%") || has(type, "%floa%") || has(type, "%doub%") ||
		has(type, "%dec%") || has(type, "%num%"))
		return NATURE_REAL;
	if (has(type, "%bool%"))
		return NATURE_BOOLEAN;
	if (has(type, "%date%") || has(type, "%time%"))
		return NATURE_DATE;
	return NATURE_REAL;
}

static void describe(struct recipe_column *column, const char *type, const char *standard)
{
	const char *open = strchr(type, '(');

	column->integer = has(type, "%int%");
	column->textual =
		!column->integer &&
		(has(type, "%char%") || has(type, "%clob%") || has(type, "%text%"));
	if (column->textual && open)
		column->longest = (uint32_t)strtoul(open + 1, NULL, 10);
	column->nature = nature_of(column, type, standard);
	column->array = (column->habit && column->habit->array) ||
			(standard && strncmp(standard, "'[", 2) == 0);
	column->bytes = map_same(type, "BLOB"); /* once the table is known to be STRICT */
	column->day = has(type, "%date%") && !has(type, "%time%");
	column->favourite = RECIPE_NONE;
}

static void add_primary(struct arena *arena, struct recipe *recipe, uint32_t place)
{
	const char **grown = arena_array(arena, place, sizeof(*grown));

	if (place > recipe->primary_count) {
		if (recipe->primary_count)
			memcpy(grown, recipe->primary,
				recipe->primary_count * sizeof(*grown));
		recipe->primary = grown;
		recipe->primary_count = place;
	}
	recipe->primary[place - 1] = recipe->columns[recipe->count - 1].name;
}

static void read_columns(struct arena *arena, struct recipe *recipe,
	const struct history_values *habits, struct scratch *scratch)
{
	struct query query =
		scratch_query(scratch, "PRAGMA table_xinfo(%Q)", recipe->object->name);

	while (query_row(&query)) {
		int64_t place = query_int(&query, 5), hidden = query_int(&query, 6);
		struct recipe_column column = {
			.name = query_copy(&query, 1),
			.not_null = query_int(&query, 3) != 0,
			.primary = place != 0,
			.generated = hidden > 1,
		};

		if (hidden == 1)
			continue;
		column.habit = history_values_of(habits, column.name);
		describe(&column, query_copy(&query, 2), query_text(&query, 4));
		*arena_add(arena, recipe->columns, recipe->count) = column;
		if (place)
			add_primary(arena, recipe, (uint32_t)place);
	}
}

static void read_keys(struct arena *arena, struct recipe *recipe, struct scratch *scratch)
{
	struct query query = scratch_query(
		scratch, "PRAGMA foreign_key_list(%Q)", recipe->object->name);

	while (query_row(&query)) {
		uint32_t column = recipe_column(recipe, query_text(&query, 3));
		struct recipe_key *key;

		if (column == RECIPE_NONE)
			continue;
		if (query_int(&query, 1) == 0)
			*arena_add(arena, recipe->keys, recipe->key_count) =
				(struct recipe_key){ .parent = query_copy(&query, 2) };
		key = &recipe->keys[recipe->key_count - 1];
		key->columns = arena_grow(
			arena, key->columns, key->count, sizeof(*key->columns));
		key->columns[key->count] = column;
		*arena_add(arena, key->targets, key->count) = query_copy(&query, 4);
		recipe->columns[column].keyed = true;
	}
}

/* The widest first: what it holds, the others can have too. */
static void order_keys(struct recipe *recipe)
{
	for (uint32_t i = 1; i < recipe->key_count; i++) {
		struct recipe_key key = recipe->keys[i];
		uint32_t at = i;

		for (; at > 0 && recipe->keys[at - 1].count < key.count; at--)
			recipe->keys[at] = recipe->keys[at - 1];
		recipe->keys[at] = key;
	}
}

/* Mark the columns that a key or index keeps unique by themselves. */
static void read_unique(struct recipe *recipe, struct scratch *scratch)
{
	struct query query = scratch_query(scratch,
		"SELECT i.name FROM pragma_index_list(%Q) l, "
		"pragma_index_info(l.name) i "
		"WHERE l.\"unique\" GROUP BY l.name HAVING count(*) = 1",
		recipe->object->name);

	while (query_row(&query)) {
		const char *name = query_text(&query, 0);
		uint32_t column = name ? recipe_column(recipe, name) : RECIPE_NONE;

		if (column != RECIPE_NONE)
			recipe->columns[column].unique = true;
	}
}

/* Only where a literal of the history could be in a unique column. */
static bool wants_unique(const struct recipe *recipe)
{
	for (uint32_t i = 0; i < recipe->count; i++) {
		if (recipe->columns[i].habit && recipe->columns[i].habit->literal_count)
			return true;
	}
	return false;
}

static const char *insert_of(struct arena *arena, const struct recipe *recipe)
{
	struct text sql, values;
	uint32_t count = 0;

	text_init(&sql, arena);
	text_init(&values, arena);
	text_format(&sql, "INSERT INTO main.\"%w\"", recipe->object->name);
	for (uint32_t i = 0; i < recipe->count; i++) {
		if (recipe->columns[i].generated)
			continue;
		text_format(&sql, "%c\"%w\"", count ? ',' : '(', recipe->columns[i].name);
		text_format(&values, "%c?%u", count++ ? ',' : '(', i + 1);
	}
	if (!count)
		text_add(&sql, " DEFAULT VALUES");
	else
		text_format(&sql, ")VALUES%s)", values.bytes);
	return sql.bytes;
}

struct recipe *recipe_read(struct arena *arena, const struct history_values *habits,
	struct scratch *scratch, const struct shot_object *table)
{
	struct recipe *recipe = arena_alloc(arena, sizeof(*recipe));

	recipe->object = table;
	read_columns(arena, recipe, habits, scratch);
	if (recipe->primary_count == 1) {
		struct recipe_column *column =
			&recipe->columns[recipe_column(recipe, recipe->primary[0])];
		const struct shot_column *shot = snapshot_column(table, column->name);

		column->rowid = shot && map_same(shot->type, "INTEGER");
		column->unique = true;
	}
	if (!table->virtual) {
		read_keys(arena, recipe, scratch);
		order_keys(recipe);
		recipe_read_checks(arena, recipe);
		if (wants_unique(recipe))
			read_unique(recipe, scratch);
	}
	recipe->insert = insert_of(arena, recipe);
	return recipe;
}
