/*
 * definition: what the text of a CREATE TABLE says of its columns. See definition.h.
 */
#include "gen/oracle/definition.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "runtime/sqlite/token.h"

struct piece {
	enum instar__token kind;
	const char *text;
	size_t size;
};

struct reader {
	struct arena *arena;
	struct piece *pieces;
	uint32_t count;
	struct definition *definition;
};

static void cut(struct reader *reader, const char *sql)
{
	const char *limit = sql + strlen(sql);
	size_t size;

	for (; *sql; sql += size) {
		enum instar__token kind = instar__token_next(sql, limit, &size);

		if (!size)
			return;
		if (kind == INSTAR__SPACE || kind == INSTAR__LINE_COMMENT ||
			kind == INSTAR__BLOCK_COMMENT)
			continue;
		reader->pieces = arena_grow(reader->arena, reader->pieces, reader->count,
			sizeof(*reader->pieces));
		reader->pieces[reader->count++] = (struct piece){ kind, sql, size };
	}
}

static bool is(const struct reader *reader, uint32_t at, const char *text)
{
	const struct piece *piece = &reader->pieces[at];

	return at < reader->count && piece->size == strlen(text) &&
	       (piece->kind == INSTAR__WORD || piece->kind == INSTAR__OPERATOR) &&
	       sqlite3_strnicmp(piece->text, text, (int)piece->size) == 0;
}

/* The name a piece spells, without its quotes. */
static const char *name_of(const struct reader *reader, uint32_t at)
{
	const struct piece *piece = &reader->pieces[at];
	char *name, quote, *to;

	if (piece->kind != INSTAR__QUOTED && piece->kind != INSTAR__STRING)
		return arena_copy(reader->arena, piece->text, piece->size);
	name = to = arena_copy(reader->arena, piece->text + 1, piece->size - 2);
	quote = piece->text[piece->size - 1];
	for (const char *from = name; *from; from++) {
		*to++ = *from;
		if (*from == quote && from[1] == quote)
			from++;
	}
	*to = 0;
	return name;
}

/* The piece after a group in parentheses, or after this one. */
static uint32_t skip(const struct reader *reader, uint32_t at, uint32_t end)
{
	uint32_t depth = 0;

	for (; at < end; at++) {
		depth += is(reader, at, "(");
		depth -= is(reader, at, ")") && depth;
		if (!depth)
			return at + 1;
	}
	return end;
}

/* Pieces in one spelling. */
static const char *spell(const struct reader *reader, uint32_t from, uint32_t to)
{
	struct text text;

	text_init(&text, reader->arena);
	for (; from < to; from++) {
		const struct piece *piece = &reader->pieces[from];
		char *folded = arena_alloc(reader->arena, piece->size + 1);
		size_t size =
			instar__token_fold(piece->kind, piece->text, piece->size, folded);

		if (text.size)
			text_byte(&text, ' ');
		text_bytes(&text, folded, size);
	}
	return text.bytes ? text.bytes : "";
}

static void add_key(struct reader *reader, struct key_text key)
{
	struct definition *definition = reader->definition;

	definition->keys = arena_grow(
		reader->arena, definition->keys, definition->key_count, sizeof(key));
	definition->keys[definition->key_count++] = key;
}

/* Words after which a column's type is over. */
static bool ends_type(const struct reader *reader, uint32_t at)
{
	static const char *const words[] = { "constraint", "primary", "not", "null",
		"unique", "check", "default", "collate", "references", "generated", "as",
		"on", "deferrable" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (is(reader, at, words[i]))
			return true;
	}
	return false;
}

/* One word of a column's constraints; returns where the next one is. */
static uint32_t read_constraint(
	struct reader *reader, struct column_text *column, uint32_t at, uint32_t end)
{
	uint32_t next = skip(reader, at, end);

	if (is(reader, at, "default") && at + 1 < end) {
		bool sign = is(reader, at + 1, "-") || is(reader, at + 1, "+");

		next = skip(reader, at + 1 + sign, end);
		column->fallback = spell(reader, at + 1, next);
	} else if (is(reader, at, "collate") && at + 1 < end) {
		column->collate = name_of(reader, at + 1);
		next = at + 2;
	} else if (is(reader, at, "constraint") || is(reader, at, "on")) {
		next = at + 2;
	} else if (is(reader, at, "not") && is(reader, at + 1, "null")) {
		column->not_null = true;
		next = at + 2;
	}
	column->generated |= is(reader, at, "as");
	column->primary |= is(reader, at, "primary");
	column->unique |= is(reader, at, "unique");
	column->references |= is(reader, at, "references");
	reader->definition->autoincrement |= is(reader, at, "autoincrement");
	return next;
}

static void read_column(struct reader *reader, uint32_t at, uint32_t end)
{
	struct definition *definition = reader->definition;
	struct column_text column = { .name = name_of(reader, at) };
	uint32_t type = ++at;

	while (at < end && !ends_type(reader, at))
		at = skip(reader, at, end);
	column.type = spell(reader, type, at);
	while (at < end)
		at = read_constraint(reader, &column, at, end);
	definition->columns = arena_grow(reader->arena, definition->columns,
		definition->column_count, sizeof(column));
	definition->columns[definition->column_count++] = column;
	if (column.primary)
		add_key(reader, (struct key_text){ column.name, 1, true });
	if (column.unique)
		add_key(reader, (struct key_text){ column.name, 1, false });
}

/* PRIMARY KEY (…) or UNIQUE (…) of the table; the rest is of no interest here. */
static void read_key(struct reader *reader, uint32_t at, uint32_t end)
{
	struct key_text key = { 0 };
	struct text columns;
	bool first = true;

	if (is(reader, at, "constraint"))
		at += 2;
	key.primary = is(reader, at, "primary");
	if (!key.primary && !is(reader, at, "unique"))
		return;
	text_init(&columns, reader->arena);
	for (at += 1 + key.primary; at < end && !is(reader, at, ")"); at++) {
		if (first && !is(reader, at, "(")) {
			text_add(&columns, key.column_count++ ? "," : "");
			text_add(&columns, name_of(reader, at));
			first = false;
		}
		first |= is(reader, at, ",") || is(reader, at, "(");
		reader->definition->autoincrement |= is(reader, at, "autoincrement");
	}
	key.columns = columns.bytes ? columns.bytes : "";
	add_key(reader, key);
}

static void read_part(struct reader *reader, uint32_t at, uint32_t end)
{
	static const char *const words[] = { "constraint", "primary", "unique", "check",
		"foreign" };

	if (at >= end)
		return;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (is(reader, at, words[i])) {
			read_key(reader, at, end);
			return;
		}
	}
	read_column(reader, at, end);
}

/* What stands after the columns. */
static void read_options(struct reader *reader, uint32_t at)
{
	for (; at < reader->count; at++) {
		reader->definition->strict |= is(reader, at, "strict");
		reader->definition->without_rowid |= is(reader, at, "without");
	}
}

struct definition definition_read(struct arena *arena, const char *sql)
{
	struct definition definition = { 0 };
	struct reader reader = { .arena = arena, .definition = &definition };
	uint32_t at = 0, first, end;

	cut(&reader, sql);
	while (at < reader.count && !is(&reader, at, "("))
		at++;
	if (at == reader.count || is(&reader, 1, "virtual"))
		return definition;
	end = skip(&reader, at, reader.count) - 1;
	for (first = ++at; at < end; at = skip(&reader, at, end)) {
		if (!is(&reader, at, ","))
			continue;
		read_part(&reader, first, at);
		first = at + 1;
	}
	read_part(&reader, first, end);
	read_options(&reader, end + 1);
	return definition;
}

const struct column_text *definition_column(
	const struct definition *definition, const char *name)
{
	for (uint32_t i = 0; i < definition->column_count; i++) {
		if (map_same(definition->columns[i].name, name))
			return &definition->columns[i];
	}
	return NULL;
}
