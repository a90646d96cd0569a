/*
 * history_values: what a history's own statements say of columns. See history_values.h.
 */
#include "gen/rows/history_values.h"

#include <string.h>

#include "gen/base/arena.h"

/* A longer statement is a table of seeds; its end tells nothing new. */
enum { LONGEST = 1 << 16, LONGEST_VALUE = 4096 };

static struct habit *habit_for(struct habits *habits, const char *name)
{
	uint32_t i = map_get(&habits->names, name);
	struct habit *habit;

	if (i != MAP_NONE)
		return habits->items[i];
	habit = arena_alloc(habits->arena, sizeof(*habit));
	map_put(&habits->names, arena_copy(habits->arena, name, strlen(name)),
		habits->count);
	*arena_add(habits->arena, habits->items, habits->count) = habit;
	return habit;
}

static void add_literal(struct habit *habit, const struct value *value)
{
	for (uint32_t i = 0; i < habit->literal_count; i++) {
		if (value_same(&habit->literals[i], value))
			return;
	}
	if (habit->literal_count < HABIT_LITERALS)
		habit->literals[habit->literal_count++] = *value;
}

static void add_path(struct habit *habit, const char *path)
{
	for (uint32_t i = 0; i < habit->path_count; i++) {
		if (strcmp(habit->paths[i], path) == 0)
			return;
	}
	if (habit->path_count < HABIT_PATHS)
		habit->paths[habit->path_count++] = path;
}

bool habits_json_function(const struct words *words, uint32_t i)
{
	return words_are(words, i + 1, "(") && words->items[i].kind == INSTAR__WORD &&
	       strncmp(words->items[i].text, "json", 4) == 0 &&
	       !words_are(words, i, "json_object") &&
	       !words_are(words, i, "json_array") && !words_are(words, i, "json_quote") &&
	       !words_are(words, i, "json_group_array") &&
	       !words_are(words, i, "json_group_object");
}

bool habits_date_function(const struct words *words, uint32_t i)
{
	static const char *const names[] = { "date", "time", "datetime", "julianday",
		"unixepoch", "strftime" };

	for (size_t j = 0; j < sizeof(names) / sizeof(*names); j++) {
		if (words_are(words, i, names[j]))
			return words_are(words, i + 1, "(");
	}
	return false;
}

/* The last part of a dotted name at *i, which moves past it; NULL for no column. */
static const char *column_at(const struct words *words, uint32_t *i)
{
	if (!words_name(words, *i))
		return NULL;
	while (words_are(words, *i + 1, ".") && words_name(words, *i + 2))
		*i += 2;
	if (words_are(words, *i + 1, "("))
		return NULL;
	return words->items[(*i)++].text;
}

/* function ( [CAST ( | COALESCE (] column …, '$.path' … */
static void read_json(struct habits *habits, uint32_t function)
{
	const struct words *words = &habits->words;
	uint32_t i = function + 2, end = words_close(words, function + 1);
	struct habit *habit;
	struct value path;
	const char *name;

	while (words_are(words, i + 1, "("))
		i += 2;
	name = column_at(words, &i);
	if (!name)
		return;
	habit = habit_for(habits, name);
	habit->json = true;
	habit->array |= words_are(words, function, "json_each") ||
			words_are(words, function, "json_array_length");
	for (; i < end; i++) {
		if (words_literal(words, i, &path) && path.type == SQLITE_TEXT &&
			path.text[0] == '$')
			add_path(habit, path.text);
	}
}

static void read_date(struct habits *habits, uint32_t function)
{
	const struct words *words = &habits->words;
	uint32_t i = function + 2;
	const char *name;

	if (words_are(words, function, "strftime"))
		i += 2;
	if (i < words->count && (name = column_at(words, &i)))
		habit_for(habits, name)->dated = true;
}

/* length ( column ) = 32 in a definition: the same name is so long elsewhere too. */
static void read_length(struct habits *habits, uint32_t function)
{
	const struct words *words = &habits->words;
	uint32_t i = function + 2;
	struct value value;
	const char *name = i < words->count ? column_at(words, &i) : NULL;

	if (name && words_are(words, i, ")") && words_are(words, i + 1, "=") &&
		words_literal(words, i + 2, &value) && value.type == SQLITE_INTEGER &&
		value.integer > 0 && value.integer <= LONGEST_VALUE)
		habit_for(habits, name)->length = (uint32_t)value.integer;
}

/* max ( column ): text in it might make a recursion endless. */
static void read_maximum(struct habits *habits, uint32_t function)
{
	uint32_t i = function + 2;
	const char *name = i < habits->words.count ? column_at(&habits->words, &i) : NULL;

	if (name)
		habit_for(habits, name)->counted = true;
}

/* The column of an assignment, UPDATE … SET column = …: what it gets is inserted. */
static bool assigns(const struct words *words, uint32_t i)
{
	return words_are(words, 0, "update") && words_are(words, i + 1, "=") && i > 0 &&
	       (words_are(words, i - 1, "set") || words_are(words, i - 1, ","));
}

static const char *spelling(const struct habits *habits, const struct value *value)
{
	if (value->type == SQLITE_TEXT)
		return value->text;
	if (value->type == SQLITE_INTEGER)
		return arena_printf(habits->arena, "%lld", (long long)value->integer);
	return "";
}

static bool compares(const struct words *words, uint32_t i)
{
	static const char *const operators[] = { "=", "==", "<>", "!=", "<", ">",
		"<=", ">=", "is", "like", "glob" };

	for (size_t j = 0; j < sizeof(operators) / sizeof(*operators); j++) {
		if (words_are(words, i, operators[j]))
			return true;
	}
	return false;
}

/* What stands after a column: a comparison with literals, or JSON's arrows. */
static void read_comparison(struct habits *habits, const char *name, uint32_t i)
{
	const struct words *words = &habits->words;
	struct value value;
	uint32_t taken;

	if (words_are(words, i, "not"))
		i++;
	if (words_are(words, i, "->") || words_are(words, i, "->>")) {
		if (words_literal(words, i + 1, &value) && value.type == SQLITE_TEXT) {
			habit_for(habits, name)->json = true;
			add_path(habit_for(habits, name), value.text);
		}
	} else if (words_are(words, i, "in") && words_are(words, i + 1, "(")) {
		for (i += 2; (taken = words_literal(words, i, &value)) != 0; i += taken) {
			add_literal(habit_for(habits, name), &value);
			if (words_are(words, i + taken, ","))
				taken++;
		}
	} else if (compares(words, i)) {
		i += words_are(words, i + 1, "not") ? 2 : 1;
		if (words_literal(words, i, &value))
			add_literal(habit_for(habits, name), &value);
	}
}

static void read_words(struct habits *habits)
{
	const struct words *words = &habits->words;
	struct value value;

	for (uint32_t i = 0; i < words->count; i++) {
		uint32_t after = i;
		const char *name;

		if (habits_json_function(words, i))
			read_json(habits, i);
		else if (habits_date_function(words, i))
			read_date(habits, i);
		else if (words_are(words, i, "max") && words_are(words, i + 1, "("))
			read_maximum(habits, i);
		else if (words_are(words, i, "length") && words_are(words, i + 1, "("))
			read_length(habits, i);
		else if (assigns(words, i) && words_literal(words, i + 2, &value))
			map_put(&habits->inserted, spelling(habits, &value), 0);
		else if ((name = column_at(words, &after)))
			read_comparison(habits, name, after);
	}
}

static void read_inserted(struct habits *habits)
{
	struct value value;

	for (uint32_t i = 0; i < habits->words.count; i++) {
		if (words_literal(&habits->words, i, &value))
			map_put(&habits->inserted, spelling(habits, &value), 0);
	}
}

static void read_statement(struct habits *habits, const struct statement *statement)
{
	size_t size = statement->span.end - statement->span.start;

	if (size > LONGEST)
		return;
	words_read(&habits->words, statement->sql, size);
	read_words(habits);
	if (statement->kind == STATEMENT_INSERT)
		read_inserted(habits);
}

void habits_read(struct habits *habits, struct arena *arena, const struct plan *plan)
{
	habits->arena = arena;
	habits->words.arena = arena;
	map_init(&habits->names, arena);
	map_init(&habits->inserted, arena);
	habits->inserted.exact = true;
	for (uint32_t i = 0; plan && i < plan->count; i++) {
		const struct script *script = plan->migrations[i].up;

		for (uint32_t j = 0; j < script->up_count; j++)
			read_statement(habits, &script->up[j]);
	}
}

const struct habit *habits_of(const struct habits *habits, const char *column)
{
	uint32_t i = map_get(&habits->names, column);

	return i == MAP_NONE ? NULL : habits->items[i];
}

bool habits_inserted(const struct habits *habits, const struct value *value)
{
	return map_get(&habits->inserted, spelling(habits, value)) != MAP_NONE;
}
