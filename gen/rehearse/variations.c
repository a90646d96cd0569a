/*
 * variations: other values that a cell might have held. See variations.h.
 */
#include "gen/rehearse/variations.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"

enum {
	LEAVES = 3, /* members of a JSON text */
	STEPS = 4   /* other letters that are tried */
};

static void add(struct variations *list, const char *literal)
{
	*arena_add(list->arena, list->items, list->count) =
		(struct variation){ literal, list->kinds };
}

/* What was added since is of one kind. */
static void end_kind(struct variations *list)
{
	list->kinds++;
}

/* -3 for 3, and 3 for -3. */
static void vary_sign(struct variations *list, const char *literal)
{
	if (strtod(literal, NULL) == 0)
		return;
	add(list, literal[0] == '-' ? literal + 1
				    : arena_printf(list->arena, "-%s", literal));
	end_kind(list);
}

static void vary_integer(struct variations *list, const char *literal)
{
	static const int64_t steps[] = { 1, -1, 2, 7919 };
	int64_t number = strtoll(literal, NULL, 10);

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		if (number < INT64_MAX - 7919 && number > INT64_MIN + 1)
			add(list, arena_printf(list->arena, "%lld",
					  (long long)(number + steps[i])));
	}
	end_kind(list);
	vary_sign(list, literal);
}

static void vary_real(struct variations *list, const char *literal)
{
	add(list, arena_printf(list->arena, "(%s + 1.0)", literal));
	add(list, arena_printf(list->arena, "(%s - 1.0)", literal));
	end_kind(list);
	add(list, arena_printf(list->arena, "(%s + 0.25)", literal));
	end_kind(list);
	vary_sign(list, literal);
}

/* The literal with one byte replaced. */
static const char *with_byte(
	struct arena *arena, const char *literal, size_t at, char byte)
{
	char *copy = arena_copy(arena, literal, strlen(literal));

	copy[at] = byte;
	return copy;
}

/* Another digit, or letter of the same case; `turn` tells which. */
static char neighbour(char c, int turn)
{
	if (c >= '0' && c <= '9')
		return (char)('0' + (c - '0' + turn) % 10);
	if (c >= 'a' && c <= 'z')
		return (char)('a' + (c - 'a' + turn) % 26);
	return (char)('A' + (c - 'A' + turn) % 26);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alphanumeric(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "9999-99-99" or "99:99:99", with any digits for the nines. */
static bool has_form(const char *text, const char *form)
{
	for (; *form; text++, form++) {
		if (*form == '9' ? !is_digit(*text) : *text != *form)
			return false;
	}
	return true;
}

/* The digit at that place, made another one that fits: 1 to 8 fit anywhere. */
static void vary_digit(struct variations *list, const char *literal, size_t at)
{
	for (char digit = '1'; digit <= '4'; digit++) {
		if (literal[at] != digit)
			add(list, with_byte(list->arena, literal, at, digit));
	}
	end_kind(list);
}

/* '2024-05-01', '2024-05-01 10:00:00…' and with a T. */
static bool vary_date(struct variations *list, const char *literal)
{
	if (!has_form(literal, "'9999-99-99"))
		return false;
	vary_digit(list, literal, 10);
	if (strchr(" T", literal[11]) && has_form(literal + 12, "99:99:99"))
		vary_digit(list, literal, 19);
	else if (strchr(" T", literal[11]) && has_form(literal + 12, "99:99"))
		vary_digit(list, literal, 16);
	return true;
}

/* A leaf of a JSON text, made another one. */
static const char *other_leaf(struct arena *arena, const char *type, const char *atom)
{
	struct variations list = { .arena = arena };

	if (strcmp(type, "integer") == 0)
		vary_integer(&list, atom);
	else if (strcmp(type, "real") == 0)
		vary_real(&list, atom);
	else if (strcmp(type, "true") == 0 || strcmp(type, "false") == 0)
		return type[0] == 't' ? "json('false')" : "json('true')";
	else
		return arena_printf(arena, "%Q || 'x'", atom);
	return list.items[0].literal;
}

/* Each leaf another, and one member more. */
static bool vary_json(
	struct variations *list, struct scratch *scratch, const char *literal)
{
	struct query query;

	if (literal[1] != '{' && literal[1] != '[')
		return false;
	query = scratch_query(scratch,
		"SELECT fullkey, type, atom FROM json_tree(%s) WHERE json_valid(%s) AND "
		"atom IS NOT NULL LIMIT %d",
		literal, literal, LEAVES);
	while (query_row(&query)) {
		const char *leaf = other_leaf(
			list->arena, query_text(&query, 1), query_text(&query, 2));

		add(list, arena_printf(list->arena, "json_set(%s, %Q, %s)", literal,
				  query_text(&query, 0), leaf));
		end_kind(list);
	}
	if (scratch_int(scratch, 0, "SELECT json_valid(%s)", literal)) {
		add(list, arena_printf(list->arena,
				  literal[1] == '{' ? "json_insert(%s, '$.instar', 1)"
						    : "json_insert(%s, '$[#]', 'instar')",
				  literal));
		end_kind(list);
	}
	return list->count > 0;
}

/* The last letter or digit made another one; a character more where there is none. */
/* The first letter or digit, where another one is the last. */
static void vary_beginning(struct variations *list, const char *literal, size_t last)
{
	size_t at = 1;

	while (at < last && !is_alphanumeric(literal[at]))
		at++;
	for (int turn = 1; turn <= STEPS && at < last; turn++)
		add(list, with_byte(list->arena, literal, at,
				  neighbour(literal[at], turn)));
	if (at < last)
		end_kind(list);
}

static void vary_text(struct variations *list, const char *literal)
{
	size_t size = strlen(literal), at = size - 1;

	while (at > 0 && !is_alphanumeric(literal[at]))
		at--;
	for (int turn = 1; turn <= STEPS && at; turn++)
		add(list, with_byte(list->arena, literal, at,
				  neighbour(literal[at], turn)));
	if (!at)
		add(list, arena_printf(list->arena, "%.*sx'", (int)size - 1, literal));
	end_kind(list);
	vary_beginning(list, literal, at);
}

static void vary_blob(struct variations *list, const char *literal)
{
	size_t size = strlen(literal);

	if (size <= 3)
		return;
	for (int turn = 1; turn <= 2; turn++) {
		char c = literal[size - 2];

		c = is_digit(c) ? neighbour(c, turn) : (char)('A' + (c - 'A' + turn) % 6);
		add(list, with_byte(list->arena, literal, size - 2, c));
	}
	end_kind(list);
}

struct variations variations_of(struct scratch *scratch, const char *literal)
{
	struct variations list = { .arena = scratch->arena };

	if (literal[0] == '\'') {
		if (!vary_date(&list, literal) && !vary_json(&list, scratch, literal))
			vary_text(&list, literal);
	} else if (literal[0] == 'X') {
		vary_blob(&list, literal);
	} else if (strpbrk(literal, ".eE")) {
		vary_real(&list, literal);
	} else if (literal[0] != 'N') {
		vary_integer(&list, literal);
	}
	return list;
}

struct variations variations_of_boolean(struct scratch *scratch, const char *literal)
{
	struct variations list = { .arena = scratch->arena };

	if (literal[0] == 'N')
		return list;
	if (strcmp(literal, "0") != 0)
		add(&list, "0");
	if (strcmp(literal, "1") != 0)
		add(&list, "1");
	end_kind(&list);
	return list;
}
