/*
 * clause: what one part of a condition makes of the columns in it. See clause.h.
 */
#include "gen/rows/clause.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/literal.h"

/* Longer texts are not made. */
enum {
	LONGEST = 65536,
	MOST_BEFORE = 100 /* characters before a part of a text */
};

/* Is any of these in it? */
static bool has(const struct clause *clause, unsigned what)
{
	return clause->has & what;
}

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

/* A pattern that matches the text and nothing else. */
static const char *literal_glob(struct arena *arena, const char *text)
{
	struct text glob;

	text_init(&glob, arena);
	text_add(&glob, "");
	for (; *text; text++)
		text_format(&glob, strchr("*?[", *text) ? "[%c]" : "%c", *text);
	return glob.bytes;
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
	bool strong = has(clause, CLAUSE_EQUAL) && !has(clause, CLAUSE_NEGATED);

	if (literal->type != SQLITE_INTEGER || size < 0 || size > LONGEST)
		return;
	offer(clause, column, CANDIDATE_LENGTH, value_integer(size), strong);
	if (has(clause, CLAUSE_HEX))
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
	if (!has(clause, CLAUSE_NEGATED))
		offer(clause, column, CANDIDATE_GLOB, *literal, true);
	else if (has(clause, CLAUSE_GLOB))
		column->alphabet = alphabet_of(clause->arena, literal->text);
	if (has(clause, CLAUSE_NEGATED) && column->alphabet && !column->strong_count)
		offer(clause, column, CANDIDATE_LENGTH, value_integer(8), true);
}

/* a % 5 = 2, a & 7 = 0, a & ~7 = 0: numbers that are so far from a multiple. */
static void offer_multiples(struct clause *clause, struct recipe_column *column)
{
	const struct value *number = &clause->literals[0];
	int64_t unit = number->integer, rest = 0;

	if (!clause->literal_count || number->type != SQLITE_INTEGER || unit < 1 ||
		unit > INT32_MAX)
		return;
	if (clause->literal_count > 1 && clause->literals[1].type == SQLITE_INTEGER)
		rest = clause->literals[1].integer;
	if (has(clause, CLAUSE_NEGATED) || !has(clause, CLAUSE_EQUAL))
		rest = has(clause, CLAUSE_MASK) ? unit : rest + 1;
	if (has(clause, CLAUSE_INVERSE)) {
		offer(clause, column, CANDIDATE_RANGE, value_real(0), true);
		column->candidates[column->candidate_count - 1].high = (double)unit;
		return;
	}
	offer(clause, column, CANDIDATE_MULTIPLE,
		value_integer(has(clause, CLAUSE_MASK) ? unit + 1 : unit), true);
	column->candidates[column->candidate_count - 1].high = (double)rest;
}

/* trim(a, '0123456789') = '': nothing but these characters. */
static bool offer_trimmed(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	if (!has(clause, CLAUSE_TRIM) || literal->type != SQLITE_TEXT ||
		strlen(literal->text) < 2)
		return false;
	column->alphabet = literal->text;
	offer(clause, column, CANDIDATE_LENGTH, value_integer(8), true);
	return true;
}

/* hex(a) = '4F4B': the text that it is of. */
static void offer_decoded(
	struct clause *clause, struct recipe_column *column, const char *digits)
{
	size_t size = strlen(digits);

	if (!size || size % 2 || digits[strspn(digits, "0123456789abcdefABCDEF")])
		return;
	offer(clause, column, CANDIDATE_AFFIX,
		value_text(literal_blob(clause->arena, digits).text), true);
}

/* substr(a, 3, 2) = 'xy': "??xy*"; substr(a, -2) = 'xy': "*xy"; instr: "*xy*". */
static void offer_part(
	struct clause *clause, struct recipe_column *column, const char *text)
{
	const struct tree_exprs *arguments =
		clause->part ? &clause->part->arguments : NULL;
	struct value from = value_integer(0);
	const char *plain = literal_glob(clause->arena, text);
	struct text glob;

	if (arguments && arguments->count > 1)
		literal_value(clause->arena, arguments->items[1], &from);
	if (from.type != SQLITE_INTEGER || from.integer > MOST_BEFORE)
		return;
	text_init(&glob, clause->arena);
	text_add(&glob, from.integer > 0 ? "" : "*");
	for (int64_t i = 1; i < from.integer; i++)
		text_byte(&glob, '?');
	text_add(&glob, plain);
	text_add(&glob, from.integer < 0 ? "" : "*");
	offer(clause, column, CANDIDATE_GLOB, value_text(glob.bytes), true);
}

static void offer_literal(
	struct clause *clause, struct recipe_column *column, const struct value *literal)
{
	bool wanted = has(clause, CLAUSE_EQUAL) &&
		      !has(clause, CLAUSE_NEGATED | CLAUSE_FUNCTION);
	bool number = literal->type == SQLITE_INTEGER || literal->type == SQLITE_FLOAT;

	if (has(clause, CLAUSE_TYPE))
		offer_type(column, literal);
	else if (has(clause, CLAUSE_LENGTH))
		offer_length(clause, column, literal);
	else if (has(clause, CLAUSE_GLOB | CLAUSE_LIKE))
		offer_pattern(clause, column, literal);
	else if (offer_trimmed(clause, column, literal))
		return;
	else if (number && has(clause, CLAUSE_PART | CLAUSE_WITHIN))
		return;
	else if (number && !wanted)
		offer(clause, column, CANDIDATE_NEAR, *literal, false);
	else
		offer(clause, column, CANDIDATE_VALUE, *literal, wanted);
	if (has(clause, CLAUSE_FUNCTION) && !number)
		offer(clause, column, CANDIDATE_AFFIX, *literal, false);
	if (literal->type == SQLITE_TEXT && !has(clause, CLAUSE_NEGATED | CLAUSE_HEX) &&
		(has(clause, CLAUSE_PART) ? has(clause, CLAUSE_EQUAL)
					  : has(clause, CLAUSE_WITHIN)))
		offer_part(clause, column, literal->text);
	if (has(clause, CLAUSE_HEX) && literal->type == SQLITE_TEXT)
		offer_decoded(clause, column, literal->text);
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
				has(clause, CLAUSE_LENGTH)
					? text_of(clause->arena, literal->integer)
					: *literal;
	}
	column->array |= !member && has(clause, CLAUSE_ARRAY);
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

	offer(clause, column,
		has(clause, CLAUSE_ADDS) ? CANDIDATE_SUM : CANDIDATE_PRODUCT,
		value_null(), false);
	candidate = &column->candidates[column->candidate_count - 1];
	candidate->columns = clause->columns;
	candidate->column_count = clause->column_count;
}

/* In any spelling, or in that of strftime. */
static void offer_date(struct clause *clause, struct recipe_column *column)
{
	struct value format = value_null();

	for (uint32_t i = 0; i < clause->literal_count; i++) {
		if (clause->literals[i].type == SQLITE_TEXT &&
			strchr(clause->literals[i].text, '%'))
			format = clause->literals[i];
	}
	offer(clause, column, CANDIDATE_DATE, format, true);
}

void clause_offer(struct clause *clause, uint32_t i)
{
	struct recipe_column *column = &clause->recipe->columns[clause->columns[i]];

	if (has(clause, CLAUSE_JSON) && read_as_json(clause, i)) {
		offer_members(clause, column);
		if (!column->integer)
			column->nature = NATURE_JSON;
		offer(clause, column, CANDIDATE_JSON, value_null(), false);
		return;
	}
	if (has(clause, CLAUSE_DATE) && !column->integer)
		offer_date(clause, column);
	if (has(clause, CLAUSE_DATE | CLAUSE_COMPUTED))
		return;
	if (has(clause, CLAUSE_REMAINDER | CLAUSE_MASK)) {
		offer_multiples(clause, column);
		return;
	}
	if (has(clause, CLAUSE_UPPER)) {
		column->upper = clause->column_count == 1;
		offer(clause, column, CANDIDATE_UPPER, value_null(), column->upper);
	}
	if (has(clause, CLAUSE_ADDS | CLAUSE_MULTIPLIES) && clause->column_count > 2)
		offer_combined(clause, column);
	if (has(clause, CLAUSE_IS_NULL) && clause->column_count > 1)
		return; /* it counts NULLs */
	for (uint32_t j = 0; j < clause->literal_count; j++)
		offer_literal(clause, column, &clause->literals[j]);
	if (!clause->literal_count &&
		!has(clause, CLAUSE_COMPARED | CLAUSE_IS_NULL | CLAUSE_FUNCTION |
				     CLAUSE_LIKE | CLAUSE_GLOB))
		offer(clause, column, CANDIDATE_VALUE,
			value_integer(!has(clause, CLAUSE_NEGATED)), true);
}
