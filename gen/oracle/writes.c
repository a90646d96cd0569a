/*
 * writes: what a statement says, by name, that it writes. See writes.h.
 */
#include "gen/oracle/writes.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "runtime/sqlite/token.h"

/* A place in a statement's tokens. */
struct reader {
	struct arena *arena;
	const struct script *script;
	uint32_t at;
	uint32_t end;
};

static struct reader reader_of(struct arena *arena, const struct script *script,
	const struct statement *statement)
{
	return (struct reader){ .arena = arena,
		.script = script,
		.at = statement->first_token,
		.end = statement->first_token + statement->token_count };
}

static const char *text_at(const struct reader *reader, uint32_t at, size_t *size)
{
	const struct span span = reader->script->tokens[at].span;

	*size = span.end - span.start;
	return reader->script->source->text + span.start;
}

static bool is(const struct reader *reader, uint32_t at, const char *word)
{
	size_t size;
	const char *text;

	if (at >= reader->end)
		return false;
	text = text_at(reader, at, &size);
	return size == strlen(word) && sqlite3_strnicmp(text, word, (int)size) == 0;
}

/* The token as a name without quotes, or NULL when it is none. */
static const char *name_at(const struct reader *reader, uint32_t at)
{
	size_t size, length;
	const char *text;
	char *name;

	if (at >= reader->end)
		return NULL;
	text = text_at(reader, at, &size);
	if (strchr("\"`[", text[0]))
		length = size - 2;
	else if ((text[0] | 32) >= 'a' && (text[0] | 32) <= 'z')
		length = size;
	else if (text[0] == '_' || (unsigned char)text[0] >= 0x80)
		length = size;
	else
		return NULL;
	name = arena_copy(reader->arena, length == size ? text : text + 1, length);
	return name;
}

static void add(
	struct arena *arena, const char ***list, uint32_t *count, const char *name)
{
	*list = arena_grow(arena, *list, *count, sizeof(**list));
	(*list)[(*count)++] = name;
}

/* Move past the parenthesis that opens here. */
static void skip_group(struct reader *reader)
{
	uint32_t depth = 0;

	do {
		depth += is(reader, reader->at, "(");
		depth -= is(reader, reader->at, ")");
		reader->at++;
	} while (depth && reader->at < reader->end);
}

/* Move to the next of the words outside parentheses; false at the end. */
static bool find(struct reader *reader, const char *const *words, size_t count)
{
	while (reader->at < reader->end) {
		for (size_t i = 0; i < count; i++) {
			if (is(reader, reader->at, words[i]))
				return true;
		}
		if (is(reader, reader->at, "("))
			skip_group(reader);
		else
			reader->at++;
	}
	return false;
}

/* "(a, b, c)". */
static void read_list(struct reader *reader, const char ***list, uint32_t *count)
{
	uint32_t start = reader->at + 1;

	skip_group(reader);
	for (uint32_t at = start; at + 1 < reader->at; at++) {
		const char *name = name_at(reader, at);

		if (name)
			add(reader->arena, list, count, name);
	}
}

/* "SET a = …, (b, c) = …", standing after SET. */
static void read_set(struct reader *reader, const char ***list, uint32_t *count)
{
	static const char *const ends[] = { ",", "where", "from", "returning", "on" };

	for (;;) {
		if (is(reader, reader->at, "("))
			read_list(reader, list, count);
		else if (name_at(reader, reader->at))
			add(reader->arena, list, count, name_at(reader, reader->at));
		if (!find(reader, ends, sizeof(ends) / sizeof(*ends)) ||
			!is(reader, reader->at, ","))
			return;
		reader->at++;
	}
}

/* One item of a SELECT list, from `first` to before `end`: a bare column, *, or else. */
static void read_item(
	struct reader *reader, struct write *write, uint32_t first, uint32_t end)
{
	uint32_t last = end - 1;
	const char *source = NULL;

	if (is(reader, last, "*") && (last == first || is(reader, last - 1, "."))) {
		write->star = true;
		return;
	}
	if (last == first || (last == first + 2 && is(reader, first + 1, ".")))
		source = name_at(reader, last);
	else if (end > first + 2 && is(reader, end - 2, "as"))
		source = last == first + 2 ? name_at(reader, first) : NULL;
	add(reader->arena, &write->sources, &write->source_count, source);
}

/* What makes a SELECT return fewer rows, or other ones, than its table has. */
static const char *const filters[] = { "where", "join", "limit", "group", "union",
	"except", "intersect", "having", "," };

/* Standing on JOIN: LEFT JOIN keeps every row of the table before it. */
static bool is_left(const struct reader *reader)
{
	return is(reader, reader->at - 1, "left") ||
	       (is(reader, reader->at - 1, "outer") &&
		       is(reader, reader->at - 2, "left"));
}

/* Standing on SELECT. */
static void read_select(struct reader *reader, struct write *write)
{
	static const char *const ends[] = { ",", "from" };
	uint32_t first = ++reader->at;

	write->copies = true;
	write->filters = is(reader, first, "distinct");
	first += is(reader, first, "distinct") || is(reader, first, "all");
	reader->at = first;
	while (find(reader, ends, sizeof(ends) / sizeof(*ends))) {
		if (reader->at > first)
			read_item(reader, write, first, reader->at);
		if (is(reader, reader->at, "from"))
			break;
		first = ++reader->at;
	}
	if (reader->at >= reader->end)
		return;
	write->from = name_at(reader, reader->at + 1);
	reader->at++;
	while (!write->filters &&
		find(reader, filters, sizeof(filters) / sizeof(*filters))) {
		write->filters = !is(reader, reader->at, "join") || !is_left(reader);
		reader->at++;
	}
}

/* INSERT: the list, the SELECT, and what it does on conflict. */
static void read_insert(struct reader *reader, struct write *write)
{
	static const char *const table[] = { "into" };
	static const char *const body[] = { "select", "values", "default" };
	static const char *const conflict[] = { "conflict" };
	uint32_t start = reader->at;

	write->ignores = is(reader, start + 1, "or") && is(reader, start + 2, "ignore");
	write->replaces =
		is(reader, start, "replace") ||
		(is(reader, start + 1, "or") && is(reader, start + 2, "replace"));
	if (!find(reader, table, 1))
		return;
	reader->at += is(reader, reader->at + 2, ".") ? 4 : 2;
	if (is(reader, reader->at, "as"))
		reader->at += 2;
	if (is(reader, reader->at, "("))
		read_list(reader, &write->columns, &write->column_count);
	start = reader->at;
	if (find(reader, body, 3) && is(reader, reader->at, "select"))
		read_select(reader, write);
	reader->at = start;
	if (!find(reader, conflict, 1))
		return;
	for (; reader->at < reader->end; reader->at++) {
		write->ignores |= is(reader, reader->at, "nothing");
		if (is(reader, reader->at, "set")) {
			reader->at++;
			read_set(reader, &write->upserted, &write->upserted_count);
		}
	}
}

struct write write_of(struct arena *arena, const struct script *script,
	const struct statement *statement)
{
	static const char *const set[] = { "set" };
	static const char *const insert[] = { "insert", "replace" };
	struct write write = { .statement = statement };
	struct reader reader = reader_of(arena, script, statement);

	switch (statement->kind) {
	case STATEMENT_INSERT:
		write.table = statement->name;
		if (find(&reader, insert, 2))
			read_insert(&reader, &write);
		break;
	case STATEMENT_UPDATE:
		write.table = statement->name;
		write.replaces = is(&reader, reader.at + 1, "or") &&
				 is(&reader, reader.at + 2, "replace");
		if (find(&reader, set, 1)) {
			reader.at++;
			read_set(&reader, &write.columns, &write.column_count);
		}
		break;
	case STATEMENT_DELETE:
		write.table = statement->name;
		break;
	default:
		break;
	}
	return write;
}

/* Does SET give the column at this word a value, instead of reading it? */
static bool is_set(const struct reader *reader, uint32_t at)
{
	return is(reader, at + 1, "=") &&
	       (is(reader, at - 1, "set") || is(reader, at - 1, ","));
}

/* Is the word a table's name before a dot, a function's, or what a value is called? */
static bool is_no_value(const struct reader *reader, uint32_t at)
{
	return is(reader, at + 1, ".") || is(reader, at + 1, "(") ||
	       is(reader, at - 1, "as");
}

/* Does the word read the column? */
static bool reads(const struct reader *reader, uint32_t at, const char *column)
{
	return map_same(name_at(reader, at), column) && !is_no_value(reader, at);
}

bool write_uses(struct arena *arena, const struct script *script,
	const struct write *write, const char *column)
{
	static const char *const select[] = { "select" };
	const struct statement *statement = write->statement;
	struct reader reader = reader_of(arena, script, statement);
	uint32_t depth = 0;
	bool uses = false;

	if (write->copies && find(&reader, select, 1)) {
		for (; reader.at < reader.end && !uses; reader.at++) {
			depth += is(&reader, reader.at, "(");
			depth -= is(&reader, reader.at, ")");
			if (!depth && is(&reader, reader.at, "from"))
				break;
			uses = reads(&reader, reader.at, column);
		}
	}
	return uses;
}

bool write_reads(struct arena *arena, const struct script *script,
	const struct statement *statement, const char *table, const char *other,
	const char *column)
{
	static const char *const starts[] = { "select", "set" };
	struct reader reader = reader_of(arena, script, statement);
	bool names = map_same(statement->name, table) || map_same(statement->name, other);
	bool found = false, ordered = false;

	if ((statement->kind != STATEMENT_INSERT && statement->kind != STATEMENT_UPDATE &&
		    statement->kind != STATEMENT_CREATE_TABLE_AS) ||
		!find(&reader, starts, 2))
		return false;
	for (uint32_t at = reader.at + 1; at < reader.end; at++) {
		const char *name = name_at(&reader, at);

		names |= map_same(name, table) || (name && map_same(name, other));
		ordered |= is(&reader, at, "order") || is(&reader, at, "group");
		found |= !ordered && reads(&reader, at, column) && !is_set(&reader, at);
	}
	return names && found;
}

static bool has(const char *const *list, uint32_t count, const char *name)
{
	for (uint32_t i = 0; i < count; i++) {
		if (map_same(list[i], name))
			return true;
	}
	return false;
}

bool write_names(const struct write *write, const char *column)
{
	if (has(write->upserted, write->upserted_count, column))
		return true;
	if (write->statement->kind == STATEMENT_UPDATE)
		return has(write->columns, write->column_count, column);
	return write->statement->kind == STATEMENT_INSERT && write->replaces &&
	       (!write->column_count || has(write->columns, write->column_count, column));
}
