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

/* "$.a.b" or "a" as "a":{"b": and how many braces are open. False: no plain path. */
static bool open_path(
	struct text *out, struct arena *arena, const char *path, uint32_t *depth)
{
	*depth = 0;
	if (path[0] == '$')
		path += path[1] == '.' ? 2 : 1;
	if (!*path || strchr(path, '['))
		return false;
	while (*path) {
		size_t size = strcspn(path, ".");
		bool quoted = size > 1 && *path == '"' && path[size - 1] == '"';
		const char *part =
			arena_copy(arena, path + quoted, quoted ? size - 2 : size);

		if ((*depth)++)
			text_byte(out, '{');
		text_json(out, part);
		text_byte(out, ':');
		path += size + (path[size] == '.');
	}
	return true;
}

static void add_member(const struct draw *draw, struct text *out, const char *path,
	const struct value *value)
{
	struct text member;
	uint32_t depth;

	text_init(&member, draw->arena);
	if (!open_path(&member, draw->arena, path, &depth))
		return;
	if (out->bytes)
		text_byte(out, ',');
	text_add(out, member.bytes);
	add_value(out, value);
	while (--depth)
		text_byte(out, '}');
}

static struct value value_of(const struct draw *draw, const struct member *member)
{
	if (member->same != RECIPE_NONE && draw->values)
		return draw->values[member->same];
	if (member->count)
		return member->values[dice_roll(draw->dice, member->count)];
	return value_integer(draw->serial);
}

/* "$.a" and "a" are one. */
static const char *bare_path(const char *path)
{
	return strncmp(path, "$.", 2) == 0 ? path + 2 : path;
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
static void add_paths(const struct draw *draw, struct text *out,
	const struct recipe_column *column, const struct history_value *habit,
	const char *stem)
{
	for (uint32_t i = 0; i < habit->path_count; i++) {
		if (is_member(column, habit->paths[i]))
			continue;
		struct value value =
			value_text(arena_printf(draw->arena, "%s%u", stem, i));

		if (!draw->sparse || (i + draw->serial) % 3)
			add_member(draw, out, habit->paths[i], &value);
	}
}

struct value draw_json(const struct draw *draw, uint32_t i)
{
	const struct recipe_column *column = &draw->recipe->columns[i];
	const struct history_value *habit = column->habit;
	const char *stem = arena_printf(draw->arena, "%s%u", column->name, draw->serial);
	bool more = draw->serial % 2 == 0; /* than anybody has asked for */
	struct draw another = *draw;	   /* element of an array */
	struct text members;

	another.serial += 1001; /* which is odd and has no third one */
	text_init(&members, draw->arena);
	for (uint32_t j = 0; j < column->member_count; j++) {
		struct value value = value_of(draw, &column->members[j]);

		add_member(draw, &members, column->members[j].path, &value);
	}
	if (habit)
		add_paths(draw, &members, column, habit, stem);
	if (!members.bytes && column->array && draw->elements)
		add_paths(draw, &members, column, draw->elements, stem);
	if (!members.bytes && column->array)
		return value_text(arena_printf(
			draw->arena, more ? "[\"%w\",\"%wb\"]" : "[\"%w\"]", stem, stem));
	if (!members.bytes || more)
		text_format(&members, members.bytes ? ",\"more\":\"%w\"" : "\"n\":\"%w\"",
			stem);
	if (column->array && more)
		return value_text(arena_printf(draw->arena, "[{%s},%s", members.bytes,
			draw_json(&another, i).text + 1));
	if (column->array)
		return value_text(arena_printf(draw->arena, "[{%s}]", members.bytes));
	return value_text(arena_printf(draw->arena, "{%s}", members.bytes));
}
