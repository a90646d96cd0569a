/*
 * json_values: JSON for a column that JSON functions read. See draw.h. Members are
 * those that the history or a CHECK looks for, else one of its own.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/draw.h"

static void add_value(struct text *out, const struct value *value)
{
	switch (value->type) {
	case SQLITE_INTEGER:
		text_format(out, "%lld", (long long)value->integer);
		break;
	case SQLITE_FLOAT:
		text_format(out, "%!.15g", value->real);
		break;
	case SQLITE_TEXT:
		text_json(out, value->text);
		break;
	default:
		text_add(out, "null");
	}
}

/* "$.a" and "a" are one. */
static const char *bare_path(const char *path)
{
	return strncmp(path, "$.", 2) == 0 ? path + 2 : path;
}

/* A value and where it is in the object that is written. */
struct place {
	const char *path; /* of the names from there on, with dots between them */
	struct value value;
	bool written;
};

struct places {
	struct arena *arena;
	struct place *items;
	uint32_t count;
};

static void add_member(
	struct places *places, const char *path, const struct value *value)
{
	path = bare_path(path);
	if (*path && *path != '$' && !strchr(path, '['))
		*arena_add(places->arena, places->items, places->count) =
			(struct place){ .path = path, .value = *value };
}

static void add_name(struct text *out, const char *path, size_t size)
{
	bool quoted = size > 1 && *path == '"' && path[size - 1] == '"';

	text_json(out, arena_copy(out->arena, path + quoted, quoted ? size - 2 : size));
}

/* What is inside the member whose name begins one of the paths; siblings share it. */
static struct places inside_of(struct places *places, const char *name, size_t size)
{
	struct places inside = { .arena = places->arena };

	for (uint32_t i = 0; i < places->count; i++) {
		struct place *place = &places->items[i];

		if (place->written || strcspn(place->path, ".") != size ||
			memcmp(place->path, name, size) != 0)
			continue;
		place->written = true;
		if (place->path[size])
			add_member(&inside, place->path + size + 1, &place->value);
	}
	return inside;
}

/* The members between the braces, each name once. */
static void add_members(struct text *out, struct places *places)
{
	const char *comma = "";

	for (uint32_t i = 0; i < places->count; i++) {
		const struct place *place = &places->items[i];
		size_t size = strcspn(place->path, ".");
		struct places inside;

		if (place->written)
			continue;
		inside = inside_of(places, place->path, size);
		text_add(out, comma);
		comma = ",";
		add_name(out, place->path, size);
		text_byte(out, ':');
		if (inside.count) {
			text_byte(out, '{');
			add_members(out, &inside);
			text_byte(out, '}');
		} else {
			add_value(out, &place->value);
		}
	}
}

static struct value value_of(const struct draw *draw, const struct member *member)
{
	if (member->same != RECIPE_NONE && draw->values)
		return draw->values[member->same];
	if (member->count)
		return member->values[dice_roll(draw->dice, member->count)];
	return value_integer(draw->serial);
}

/* Does a CHECK look for it? */
static bool is_member(const struct recipe_column *column, const char *path)
{
	for (uint32_t i = 0; i < column->member_count; i++) {
		if (strcmp(bare_path(column->members[i].path), bare_path(path)) == 0)
			return true;
	}
	return false;
}

/* The members that the history reads of a column. */
static void add_paths(const struct draw *draw, struct places *out,
	const struct recipe_column *column, const struct history_value *habit,
	const char *stem)
{
	for (uint32_t i = 0; i < habit->path_count; i++) {
		if (is_member(column, habit->paths[i]))
			continue;
		struct value value =
			value_text(arena_printf(draw->arena, "%s%u", stem, i));

		if (!draw->sparse || (i + draw->serial) % 3)
			add_member(out, habit->paths[i], &value);
	}
}

struct value draw_json(const struct draw *draw, uint32_t i)
{
	const struct recipe_column *column = &draw->recipe->columns[i];
	const struct history_value *habit = column->habit;
	const char *stem = arena_printf(draw->arena, "%s%u", column->name, draw->serial);
	bool more = draw->serial % 2 == 0; /* than anybody has asked for */
	struct draw another = *draw;	   /* element of an array */
	struct places places = { .arena = draw->arena };
	struct value own = value_text(stem);
	struct text members;

	another.serial += 1001; /* which is odd and has no third one */
	text_init(&members, draw->arena);
	for (uint32_t j = 0; j < column->member_count; j++) {
		struct value value = value_of(draw, &column->members[j]);

		add_member(&places, column->members[j].path, &value);
	}
	if (habit)
		add_paths(draw, &places, column, habit, stem);
	if (!places.count && column->array && draw->elements)
		add_paths(draw, &places, column, draw->elements, stem);
	if (!places.count && column->array)
		return value_text(arena_printf(
			draw->arena, more ? "[\"%w\",\"%wb\"]" : "[\"%w\"]", stem, stem));
	if (!places.count || more)
		add_member(&places, places.count ? "more" : "n", &own);
	add_members(&members, &places);
	if (column->array && more)
		return value_text(arena_printf(draw->arena, "[{%s},%s", members.bytes,
			draw_json(&another, i).text + 1));
	if (column->array)
		return value_text(arena_printf(draw->arena, "[{%s}]", members.bytes));
	return value_text(arena_printf(draw->arena, "{%s}", members.bytes));
}
