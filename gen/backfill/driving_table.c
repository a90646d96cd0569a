/*
 * driving_table: the table along which a backfill goes. See driving_table.h.
 */
#include "gen/backfill/driving_table.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/read/grammar.h"
#include "gen/read/lex.h"

/* Where in its statement the words stand; token numbers, `end` when there is none. */
struct places {
	uint32_t first, end;
	uint32_t from, where, tail;
	bool compound; /* GROUP BY, ORDER BY, LIMIT, UNION … outside parentheses */
	bool update_from;
	bool returning;
	bool parameter;
	bool alternative; /* UPDATE OR IGNORE … */
};

static const char *text_of(
	struct arena *arena, const struct script *script, uint32_t first, uint32_t end)
{
	uint32_t start;

	if (first >= end)
		return "";
	start = script->tokens[first].span.start;
	return arena_copy(arena, script->source->text + start,
		script->tokens[end - 1].span.end - start);
}

static bool is_word(const struct script *script, uint32_t token, const char *word)
{
	struct span span = script->tokens[token].span;
	size_t size = span.end - span.start;

	return size == strlen(word) &&
	       sqlite3_strnicmp(script->source->text + span.start, word, (int)size) == 0;
}

static bool is_one_of(const struct script *script, uint32_t token)
{
	static const char *const words[] = { "group", "having", "order", "limit", "union",
		"except", "intersect", "window" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (is_word(script, token, words[i]))
			return true;
	}
	return false;
}

static void note_word(struct places *places, const struct script *script, uint32_t token)
{
	int code = script->tokens[token].code;

	if (code == WHERE && places->where == places->end)
		places->where = token;
	else if (code == FROM && places->from == places->end)
		places->from = token;
	else if (code == ON && places->where < token && places->tail == places->end &&
		 token + 1 < places->end && is_word(script, token + 1, "conflict"))
		places->tail = token;
	else if (is_word(script, token, "returning"))
		places->returning = true;
	else if (places->tail == places->end && is_one_of(script, token))
		places->compound = true;
}

static struct places find_places(
	const struct script *script, const struct statement *statement)
{
	uint32_t end = statement->first_token + statement->token_count, depth = 0;
	struct places places = { .first = statement->first_token,
		.end = end,
		.from = end,
		.where = end,
		.tail = end };

	for (uint32_t i = places.first; i < end; i++) {
		int code = script->tokens[i].code;

		places.parameter |= code == VARIABLE;
		places.alternative |= code == OR && i == places.first + 1;
		depth += code == LP;
		depth -= code == RP && depth;
		if (!depth && code != RP)
			note_word(&places, script, i);
	}
	return places;
}

/* The name after which the table's alias may stand. */
static uint32_t find_name(const struct script *script, const struct statement *statement,
	uint32_t from, uint32_t end)
{
	(void)statement;
	while (from < end && !lex_is_name(script->tokens[from].code))
		from++;
	return from;
}

/* The table at a token: its source text and how its columns are qualified. */
static void read_source(struct arena *arena, const struct script *script,
	struct driver *driver, uint32_t name, uint32_t end)
{
	uint32_t last = name;

	if (last + 2 < end && script->tokens[last + 1].code == AS)
		last += 2;
	driver->source = text_of(arena, script, name, last + 1);
	driver->qualifier = text_of(arena, script, last, last + 1);
}

static struct driver problem(const char *what, const char *help)
{
	return (struct driver){ .problem = what, .help = help };
}

/* Where the driving table is named: after UPDATE, after FROM. `end`: nowhere. */
static uint32_t find_table(const struct script *script, const struct statement *statement,
	const struct places *places)
{
	uint32_t at = statement->kind == STATEMENT_UPDATE ? places->first : places->from;

	while (at < places->end && statement->kind == STATEMENT_UPDATE &&
		script->tokens[at].span.start < statement->name_span.start)
		at++;
	if (statement->kind == STATEMENT_UPDATE)
		return at;
	return at < places->end ? find_name(script, statement, at + 1, places->end)
				: places->end;
}

static const char *unquoted(struct arena *arena, const char *text)
{
	size_t size = strlen(text), length = 0;
	char *name;

	if (size < 2 || !strchr("\"`[", *text))
		return text;
	name = arena_alloc(arena, size);
	for (size_t i = 1; i < size - 1; i++) {
		name[length++] = text[i];
		i += *text != '[' && text[i] == *text; /* a quote is written twice */
	}
	name[length] = '\0';
	return name;
}

static const char *problem_of(
	const struct statement *statement, const struct places *places, const char **help)
{
	*help = "write: UPDATE T SET … WHERE …, DELETE FROM T WHERE …, or with table=T "
		"INSERT INTO new SELECT … FROM T WHERE …";
	if (statement->kind != STATEMENT_UPDATE && statement->kind != STATEMENT_DELETE &&
		statement->kind != STATEMENT_INSERT)
		return "not an UPDATE, DELETE or INSERT";
	if (places->parameter) {
		*help = "write the value itself";
		return "a parameter: it would stand for a part of the cursor";
	}
	if (places->alternative && statement->kind == STATEMENT_UPDATE) {
		*help = "leave OR … out: a row that refuses is named, or set aside";
		return "UPDATE OR …: rows that are passed over would stay due for ever";
	}
	if (places->returning)
		return "RETURNING: nobody reads what a backfill returns";
	if (places->compound)
		return "GROUP BY, ORDER BY, LIMIT and compounds do not go in batches";
	if (statement->kind == STATEMENT_UPDATE && places->from < places->where)
		return "UPDATE … FROM does not go in batches; use a subquery";
	if (places->where == places->end) {
		*help = "say which rows are still to be changed, so that the backfill "
			"ends: "
			"WHERE c IS NULL";
		return "no WHERE";
	}
	return NULL;
}

struct driver driver_find(struct arena *arena, const struct script *script,
	const struct statement *statement, const char *table)
{
	struct places places = find_places(script, statement);
	const char *help, *what = problem_of(statement, &places, &help);
	struct driver driver = { 0 };
	uint32_t name;

	if (what)
		return problem(what, help);
	name = find_table(script, statement, &places);
	if (name >= places.end)
		return problem("no table to go along", help);
	read_source(arena, script, &driver, name, places.where);
	driver.table = unquoted(arena, text_of(arena, script, name, name + 1));
	driver.head = text_of(arena, script, places.first, places.where);
	driver.due = text_of(arena, script, places.where + 1, places.tail);
	driver.tail = places.tail < places.end
			      ? arena_printf(arena, " %s",
					text_of(arena, script, places.tail, places.end))
			      : "";
	if (statement->kind == STATEMENT_INSERT && !table)
		return problem("an INSERT has to say along which table it goes",
			"add table=T to @backfill: the table after FROM");
	if (table && !map_same(table, driver.table))
		return problem(arena_printf(arena, "goes along %s, not along %s",
				       driver.table, table),
			"name the table that stands first after FROM or UPDATE");
	return driver;
}

/* The next column of an index, from a token up to its comma, without ASC and DESC. */
static const char *next_part(
	struct arena *arena, const struct script *script, uint32_t *at, uint32_t end)
{
	uint32_t first = *at, last, depth = 0;

	for (; *at < end; ++*at) {
		int code = script->tokens[*at].code;
		struct span span = script->tokens[*at].span;

		depth += code == LP;
		if (!depth && (code == RP || script->source->text[span.start] == ','))
			break;
		depth -= code == RP;
	}
	last = *at;
	if (last > first &&
		(is_word(script, last - 1, "asc") || is_word(script, last - 1, "desc")))
		last--;
	return text_of(arena, script, first, last);
}

const char *driver_duplicates(
	struct arena *arena, const struct script *script, const struct statement *create)
{
	struct places places = find_places(script, create);
	uint32_t at = places.first;
	struct text values, there, list;

	text_init(&values, arena);
	text_init(&there, arena);
	text_init(&list, arena);
	while (at < places.end && script->tokens[at].code != LP)
		at++;
	do {
		const char *part, *more = list.size ? ", " : "";

		at++;
		part = next_part(arena, script, &at, places.end);
		text_format(&values, "%squote(%s)", *more ? " || ', ' || " : "", part);
		text_format(&there, "(%s) IS NOT NULL AND ", part);
		text_format(&list, "%s%s", more, part);
	} while (at < places.end && script->tokens[at].code != RP);
	return arena_printf(arena,
		"SELECT %s || ' (' || count(*) || ' rows)' FROM \"%w\" WHERE %s(%s) "
		"GROUP BY "
		"%s HAVING count(*) > 1 LIMIT 5",
		values.bytes, create->table, there.bytes,
		places.where < places.end
			? text_of(arena, script, places.where + 1, places.end)
			: "1",
		list.bytes);
}
