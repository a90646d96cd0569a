/*
 * condition: what one condition says of the columns in it. See recipe.h.
 *
 * It does not solve anything. From the operators, functions and literals that stand
 * together it makes values to try.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/words.h"
#include "gen/rows/recipe.h"

/* Longer texts are not made. */
enum { LONGEST = 65536 };

struct clause {
	struct arena *arena;
	struct recipe *recipe;
	uint32_t *columns;
	uint32_t column_count;
	struct value literals[64];
	uint32_t literal_count;
	bool negated, equal, compared, like, glob, length, hex, type, json, date, upper;
	bool adds, multiplies;
	bool function; /* any other */
	bool null;     /* IS NULL */
};

static void offer(struct clause *clause, struct recipe_column *column,
	enum candidate_kind kind, struct value value, bool strong)
{
	struct candidate candidate = { .kind = kind, .value = value, .strong = strong };

	for (uint32_t i = 0; i < column->candidate_count; i++) {
		struct candidate *old = &column->candidates[i];

		if (old->kind == kind && value_same(&old->value, &value)) {
			column->strong_count += strong && !old->strong;
			old->strong |= strong;
			return;
		}
	}
	*arena_add(clause->arena, column->candidates, column->candidate_count) =
		candidate;
	column->strong_count += strong;
}

/* The word is a function of interest, or another one. */
static void note_function(struct clause *clause, const struct words *words, uint32_t i)
{
	if (words_are(words, i, "in") || words_are(words, i, "cast") ||
		words_are(words, i, "not") || words_are(words, i, "coalesce") ||
		words_are(words, i, "ifnull") || words_are(words, i, "check") ||
		words_are(words, i, "abs") || words_are(words, i, "is") ||
		words_are(words, i, "lower") || words_are(words, i, "trim"))
		return;
	if (words_are(words, i, "length") || words_are(words, i, "octet_length") ||
		words_are(words, i, "char_length"))
		clause->length = true;
	else if (words_are(words, i, "hex"))
		clause->hex = true;
	else if (words_are(words, i, "typeof"))
		clause->type = true;
	else if (words_are(words, i, "upper"))
		clause->upper = true;
	else if (habits_json_function(words, i))
		clause->json = true;
	else if (habits_date_function(words, i))
		clause->date = true;
	else
		clause->function = true;
}

static void note_operator(struct clause *clause, const struct words *words, uint32_t i)
{
	if (words_are(words, i, "not") || words_are(words, i, "<>") ||
		words_are(words, i, "!="))
		clause->negated = true;
	else if (words_are(words, i, "=") || words_are(words, i, "==") ||
		 words_are(words, i, "in") || words_are(words, i, "is"))
		clause->equal = clause->compared = true;
	else if (words_are(words, i, "null") || words_are(words, i, "isnull") ||
		 words_are(words, i, "notnull"))
		clause->null = true;
	else if (words_are(words, i, "<") || words_are(words, i, ">") ||
		 words_are(words, i, "<=") || words_are(words, i, ">=") ||
		 words_are(words, i, "between"))
		clause->compared = true;
	else if (words_are(words, i, "like"))
		clause->like = true;
	else if (words_are(words, i, "glob"))
		clause->glob = true;
	else if (words_are(words, i, "+"))
		clause->adds = true;
	else if (words_are(words, i, "*"))
		clause->multiplies = true;
	else if (words_are(words, i, "->") || words_are(words, i, "->>"))
		clause->json = true;
}

static void gather(
	struct clause *clause, const struct words *words, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		uint32_t column, taken;

		if (words_are(words, i + 1, "(") && words->items[i].kind == INSTAR__WORD)
			note_function(clause, words, i);
		note_operator(clause, words, i);
		column = words_name(words, i) && !words_are(words, i + 1, "(")
				 ? recipe_column(clause->recipe, words->items[i].text)
				 : RECIPE_NONE;
		if (column != RECIPE_NONE) {
			recipe_list(clause->arena, &clause->columns,
				&clause->column_count, column);
			continue;
		}
		if (clause->literal_count >=
			sizeof(clause->literals) / sizeof(*clause->literals))
			continue;
		taken = words_literal(words, i, &clause->literals[clause->literal_count]);
		if (taken) {
			clause->literal_count++;
			i += taken - 1;
		}
	}
}

/* The characters of a pattern's negated class: NOT GLOB '*[^0-9a-f]*'. */
static const char *alphabet_of(struct arena *arena, const char *pattern)
{
	const char *at = strstr(pattern, "[^");
	char set[256];
	size_t size = 0;

	if (!at)
		return NULL;
	for (at += 2; *at && (*at != ']' || at[-1] == '^') && size < 200; at++) {
		if (at[1] == '-' && at[2] && at[2] != ']') {
			for (int c = (unsigned char)at[0];
				c <= (unsigned char)at[2] && size < 200; c++)
				set[size++] = (char)c;
			at += 2;
		} else {
			set[size++] = *at;
		}
	}
	return size ? arena_copy(arena, set, size) : NULL;
}

static void offer_length(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	int64_t size = literal->integer;
	bool strong = clause->equal && !clause->negated;

	if (literal->type != SQLITE_INTEGER || size < 0 || size > LONGEST)
		return;
	offer(clause, column, CANDIDATE_LENGTH, value_integer(size), strong);
	if (clause->hex)
		offer(clause, column, CANDIDATE_LENGTH, value_integer(size / 2), strong);
	if (strong)
		return;
	offer(clause, column, CANDIDATE_LENGTH, value_integer(size + 1), false);
	if (size > 0)
		offer(clause, column, CANDIDATE_LENGTH, value_integer(size - 1), false);
}

static void offer_type(struct recipe_column *column, const struct value *literal)
{
	if (literal->type != SQLITE_TEXT)
		return;
	if (strcmp(literal->text, "blob") == 0)
		column->nature = NATURE_BLOB;
	else if (strcmp(literal->text, "real") == 0)
		column->nature = NATURE_REAL;
	else if (strcmp(literal->text, "integer") == 0 &&
		 column->nature != NATURE_BOOLEAN)
		column->nature = NATURE_INTEGER;
	else if (strcmp(literal->text, "text") == 0 &&
		 (column->nature == NATURE_INTEGER || column->nature == NATURE_REAL ||
			 column->nature == NATURE_BLOB))
		column->nature = NATURE_TEXT;
}

static void offer_pattern(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	if (literal->type != SQLITE_TEXT)
		return;
	if (!clause->negated)
		offer(clause, column, clause->glob ? CANDIDATE_GLOB : CANDIDATE_LIKE,
			*literal, true);
	else if (clause->glob)
		column->alphabet = alphabet_of(clause->arena, literal->text);
	if (clause->negated && column->alphabet && !column->strong_count)
		offer(clause, column, CANDIDATE_LENGTH, value_integer(8), true);
}

static void offer_literal(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	bool wanted = clause->equal && !clause->negated && !clause->function;
	bool number = literal->type == SQLITE_INTEGER || literal->type == SQLITE_FLOAT;

	if (clause->type)
		offer_type(column, literal);
	else if (clause->length)
		offer_length(clause, column, literal);
	else if (clause->glob || clause->like)
		offer_pattern(clause, column, literal);
	else if (number && !wanted)
		offer(clause, column, CANDIDATE_NEAR, *literal, false);
	else
		offer(clause, column, CANDIDATE_VALUE, *literal, wanted);
	if (clause->function && !number)
		offer(clause, column, CANDIDATE_AFFIX, *literal, false);
}

static struct member *member_for(
	struct clause *clause, struct recipe_column *column, const char *path)
{
	for (uint32_t i = 0; i < column->member_count; i++) {
		if (strcmp(column->members[i].path, path) == 0)
			return &column->members[i];
	}
	*arena_add(clause->arena, column->members, column->member_count) =
		(struct member){ .path = path, .same = RECIPE_NONE };
	return &column->members[column->member_count - 1];
}

static struct value text_of(struct arena *arena, int64_t size)
{
	size_t taken = size > 0 && size <= LONGEST ? (size_t)size : 1;
	char *text = arena_alloc(arena, taken + 1);

	memset(text, 'a', taken);
	return value_text(text);
}

/* json_extract(c, '$.a') = 'x', or = another column. */
static void offer_members(struct clause *clause, struct recipe_column *column)
{
	struct member *member = NULL;

	for (uint32_t i = 0; i < clause->literal_count; i++) {
		const struct value *literal = &clause->literals[i];

		if (literal->type == SQLITE_TEXT && literal->text[0] == '$')
			member = member_for(clause, column, literal->text);
	}
	for (uint32_t i = 0; i < clause->literal_count; i++) {
		const struct value *literal = &clause->literals[i];
		bool text = literal->type == SQLITE_TEXT;

		if (text && strcmp(literal->text, "array") == 0 && !member)
			column->array = true;
		if (text && strcmp(literal->text, "object") == 0 && !member)
			column->array = false;
		if (member && !(text && literal->text[0] == '$') &&
			member->count < HABIT_LITERALS)
			member->values[member->count++] =
				clause->length ? text_of(clause->arena, literal->integer)
					       : *literal;
	}
	for (uint32_t i = 0; member && i < clause->column_count; i++) {
		if (&clause->recipe->columns[clause->columns[i]] != column)
			member->same = clause->columns[i];
	}
}

/* The column that a function reads, not one that the result is compared with. */
static bool read_as_json(const struct clause *clause, uint32_t i)
{
	const struct recipe_column *column = &clause->recipe->columns[clause->columns[i]];

	return clause->column_count == 1 || column->nature == NATURE_JSON ||
	       column->nature == NATURE_BLOB || (column->habit && column->habit->json);
}

/* total = a + b: let it be the sum of the others. */
static void offer_combined(struct clause *clause, struct recipe_column *column)
{
	struct candidate *candidate;

	offer(clause, column, clause->adds ? CANDIDATE_SUM : CANDIDATE_PRODUCT,
		value_null(), false);
	candidate = &column->candidates[column->candidate_count - 1];
	candidate->columns = clause->columns;
	candidate->column_count = clause->column_count;
}

static void offer_all(struct clause *clause, uint32_t i)
{
	struct recipe_column *column = &clause->recipe->columns[clause->columns[i]];

	if (clause->json && read_as_json(clause, i)) {
		offer_members(clause, column);
		if (!column->integer)
			column->nature = NATURE_JSON;
		offer(clause, column, CANDIDATE_JSON, value_null(), false);
		return;
	}
	if (clause->date && !column->integer)
		offer(clause, column, CANDIDATE_DATE, value_null(), true);
	if (clause->date)
		return;
	if (clause->upper) {
		column->upper = clause->column_count == 1;
		offer(clause, column, CANDIDATE_UPPER, value_null(), column->upper);
	}
	if ((clause->adds || clause->multiplies) && clause->column_count > 2)
		offer_combined(clause, column);
	if (clause->null && clause->column_count > 1)
		return; /* it counts NULLs */
	for (uint32_t j = 0; j < clause->literal_count; j++)
		offer_literal(clause, column, &clause->literals[j]);
	if (!clause->literal_count && !clause->compared && !clause->null &&
		!clause->function && !clause->like && !clause->glob)
		offer(clause, column, CANDIDATE_VALUE, value_integer(!clause->negated),
			true);
}

void clause_read(struct arena *arena, struct recipe *recipe, const struct words *words,
	uint32_t first, uint32_t end)
{
	struct clause clause = { .arena = arena, .recipe = recipe };

	gather(&clause, words, first, end);
	for (uint32_t i = 0; i < clause.column_count; i++)
		offer_all(&clause, i);
}
