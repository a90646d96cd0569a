/*
 * check_clauses: the CHECKs and generated columns in the text of a table, and the
 * triggers on it. See recipe.h. Only which columns they name and which literals they hold
 * is read: whether a row passes is for SQLite to say.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/words.h"
#include "gen/oracle/query.h"
#include "gen/rows/recipe.h"

/* The columns among words first … end - 1. */
static void list_columns(struct arena *arena, const struct recipe *recipe,
	const struct words *words, uint32_t first, uint32_t end, uint32_t **list,
	uint32_t *count)
{
	for (uint32_t i = first; i < end; i++) {
		uint32_t column = words_name(words, i) && !words_are(words, i + 1, "(")
					  ? recipe_column(recipe, words->items[i].text)
					  : RECIPE_NONE;

		if (column != RECIPE_NONE)
			recipe_list(arena, list, count, column);
	}
}

/* Does a condition end before word `i`? The AND of BETWEEN does not end one. */
static bool separates(const struct words *words, uint32_t i, bool *between)
{
	static const char *const ends[] = { "or", "when", "then", "else", "case", "end",
		";", "where", "select", "begin", "set" };

	if (words_are(words, i, "between"))
		*between = true;
	if (words_are(words, i, "and")) {
		bool separate = !*between;

		*between = false;
		return separate;
	}
	for (size_t j = 0; j < sizeof(ends) / sizeof(*ends); j++) {
		if (words_are(words, i, ends[j]))
			return true;
	}
	return false;
}

static void read_clauses(struct arena *arena, struct recipe *recipe,
	const struct words *words, uint32_t first, uint32_t end)
{
	bool between = false;
	uint32_t start = first;

	for (uint32_t i = first; i < end; i++) {
		if (!separates(words, i, &between))
			continue;
		clause_read(arena, recipe, words, start, i);
		start = i + 1;
	}
	clause_read(arena, recipe, words, start, end);
}

static void add_check(struct arena *arena, struct recipe *recipe,
	const struct words *words, uint32_t word, uint32_t open, uint32_t close)
{
	const char *sql = recipe->object->sql;
	struct recipe_check check = { 0 };
	const char *text = sql + words->items[open].end;
	const char *end = sql + words->items[close].at;

	while (text < end && strchr(" \t\n\r\f", *text))
		text++;
	while (end > text && strchr(" \t\n\r\f", end[-1]))
		end--;
	check.text = arena_copy(arena, text, (size_t)(end - text));
	if (word > 1 && words_are(words, word - 2, "constraint"))
		check.name = words->items[word - 1].text;
	list_columns(arena, recipe, words, open + 1, close, &check.columns, &check.count);
	*arena_add(arena, recipe->checks, recipe->check_count) = check;
	read_clauses(arena, recipe, words, open + 1, close);
}

/* One definition between two commas: its CHECKs, and what a generated column is of. */
static void read_definition(struct arena *arena, struct recipe *recipe,
	const struct words *words, uint32_t first, uint32_t end)
{
	uint32_t column = words_name(words, first)
				  ? recipe_column(recipe, words->items[first].text)
				  : RECIPE_NONE;

	for (uint32_t i = first; i < end; i++) {
		uint32_t close;

		if (!words_are(words, i + 1, "("))
			continue;
		close = words_close(words, i + 1);
		if (close >= words->count)
			return;
		if (words_are(words, i, "check"))
			add_check(arena, recipe, words, i, i + 1, close);
		if (words_are(words, i, "as") && column != RECIPE_NONE) {
			list_columns(arena, recipe, words, i + 2, close,
				&recipe->columns[column].sources,
				&recipe->columns[column].source_count);
			read_clauses(arena, recipe, words, i + 2, close);
		}
		i = close;
	}
}

/* Two bounds make a range. */
static void add_range(struct arena *arena, struct recipe_column *column)
{
	struct candidate range = { .kind = CANDIDATE_RANGE };
	uint32_t bounds = 0;

	for (uint32_t i = 0; i < column->candidate_count; i++) {
		const struct candidate *one = &column->candidates[i];
		double number = one->value.type == SQLITE_INTEGER
					? (double)one->value.integer
					: one->value.real;

		if (one->kind != CANDIDATE_NEAR)
			continue;
		if (!bounds || number < range.value.real)
			range.value = value_real(number);
		if (!bounds++ || number > range.high)
			range.high = number;
	}
	if (bounds < 2 || range.high <= range.value.real)
		return;
	range.strong = !column->strong_count;
	column->strong_count += range.strong;
	*arena_add(arena, column->candidates, column->candidate_count) = range;
}

void recipe_read_checks(struct arena *arena, struct recipe *recipe)
{
	struct words words = { .arena = arena };
	uint32_t open = 0, close, first;

	words_read(&words, recipe->object->sql, strlen(recipe->object->sql));
	while (open < words.count && !words_are(&words, open, "("))
		open++;
	close = words_close(&words, open);
	first = open + 1;
	for (uint32_t i = first; i <= close && i < words.count; i++) {
		if (words_are(&words, i, "(")) {
			i = words_close(&words, i);
		} else if (i == close || words_are(&words, i, ",")) {
			read_definition(arena, recipe, &words, first, i);
			first = i + 1;
		}
	}
	for (uint32_t i = close; i < words.count; i++)
		recipe->strict |= words_are(&words, i, "strict");
	for (uint32_t i = 0; i < recipe->count; i++)
		add_range(arena, &recipe->columns[i]);
}

void recipe_read_triggers(
	struct arena *arena, struct recipe *recipe, struct scratch *scratch)
{
	struct words words = { .arena = arena };
	struct query query = scratch_query(scratch,
		"SELECT sql FROM sqlite_master WHERE type = 'trigger' AND "
		"tbl_name = %Q COLLATE NOCASE",
		recipe->object->name);

	recipe->triggers_read = true;
	while (query_row(&query)) {
		const char *sql = query_text(&query, 0);

		words_read(&words, sql, strlen(sql));
		read_clauses(arena, recipe, &words, 0, words.count);
	}
}
