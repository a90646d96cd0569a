/*
 * substitution: an expression with other expressions in the place of its columns. See
 * substitution.h.
 *
 * The expression is printed and read again, so that its spans are places in that text.
 */
#include "gen/oracle/substitution.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/names.h"
#include "gen/base/text.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

/* A column in the text of an expression. */
struct mention {
	const struct tree_expr *expr;
	bool inside; /* a subquery */
};

struct mentions {
	struct arena *arena;
	struct mention *items;
	uint32_t count;
	uint32_t depth;
};

const struct derived_column *derived_column(
	const struct derived_columns *columns, const char *name)
{
	for (uint32_t i = 0; i < columns->count; i++) {
		if (map_same(columns->items[i].name, name))
			return &columns->items[i];
	}
	return NULL;
}

static bool enter(void *context, enum tree_node kind, const void *node)
{
	struct mentions *mentions = context;
	const struct tree_expr *expr = node;

	mentions->depth += kind == NODE_SELECT;
	if (kind == NODE_EXPR && expr->kind == EXPR_COLUMN)
		*arena_add(mentions->arena, mentions->items, mentions->count) =
			(struct mention){ expr, mentions->depth > 0 };
	return true;
}

static void leave(void *context, enum tree_node kind, const void *node)
{
	struct mentions *mentions = context;

	(void)node;
	mentions->depth -= kind == NODE_SELECT;
}

static struct mentions mentions_of(struct arena *arena, const struct tree_expr *expr)
{
	struct mentions mentions = { .arena = arena };
	const struct tree_visitor visitor = {
		.context = &mentions, .enter = enter, .leave = leave
	};

	tree_walk_expr(&visitor, expr);
	return mentions;
}

static bool is_rowid(const char *name)
{
	static const char *const names[] = { "rowid", "_rowid_", "oid" };

	return MAP_AMONG(names, name);
}

/* The table that a mention is about; NULL: none of the scope's. */
static const struct substitute *table_of(
	const struct scope *scope, const struct mention *mention)
{
	const char *table = mention->expr->column.table.text;

	if (!table)
		return mention->inside || !scope->count ? NULL : &scope->items[0];
	for (uint32_t i = 0; i < scope->count; i++) {
		if (map_same(scope->items[i].name, table) ||
			map_same(scope->items[i].other, table))
			return &scope->items[i];
	}
	return NULL;
}

/* What takes a mention's place; NULL: not known. */
static const char *stand_in(
	struct arena *arena, const struct scope *scope, const struct mention *mention)
{
	const char *name = mention->expr->column.name.text;
	const struct substitute *table = table_of(scope, mention);
	const struct derived_column *column =
		table ? derived_column(table->columns, name) : NULL;

	if (column && column->sql)
		return column->column ? column->sql
				      : arena_printf(arena, "(%s)", column->sql);
	if (!column && table && table->rowid && is_rowid(name))
		return arena_printf(arena, DERIVED_ROW ".%s", name);
	return NULL;
}

const char *substitute(
	struct arena *arena, const struct scope *scope, const struct tree_expr *expr)
{
	const char *from = tree_print(arena, NODE_EXPR, expr);
	const struct tree_expr *copy = parse_expression(arena, from);
	struct mentions mentions;
	struct text text;
	uint32_t at = 0;

	if (!copy)
		return NULL;
	mentions = mentions_of(arena, copy);
	text_init(&text, arena);
	for (uint32_t i = 0; i < mentions.count; i++) {
		const struct mention *mention = &mentions.items[i];
		struct span span = mention->expr->span;
		const char *sql = stand_in(arena, scope, mention);

		if (!sql && mention->inside)
			continue; /* a column of the subquery's own */
		if (!sql)
			return NULL;
		text_bytes(&text, from + at, span.start - at);
		text_add(&text, sql);
		at = span.end;
	}
	text_add(&text, from + at);
	return text.size <= DERIVED_LONGEST ? text.bytes : NULL;
}

const char *substitution_both(struct arena *arena, const char *one, const char *other)
{
	return one && other ? arena_printf(arena, "(%s) AND (%s)", one, other)
	       : one	    ? one
			    : other;
}

struct names substitution_reads(struct arena *arena, const char *sql)
{
	const struct tree_expr *expr = parse_expression(arena, sql);
	struct names reads = { 0 };
	struct mentions mentions = { 0 };

	if (expr)
		mentions = mentions_of(arena, expr);
	for (uint32_t i = 0; i < mentions.count; i++) {
		if (map_same(mentions.items[i].expr->column.table.text, DERIVED_ROW))
			names_add(
				arena, &reads, mentions.items[i].expr->column.name.text);
	}
	return reads;
}

const char *substitution_other(struct arena *arena, const char *sql)
{
	size_t size = strlen(DERIVED_ROW ".");
	struct text text;

	text_init(&text, arena);
	for (const char *next; (next = strstr(sql, DERIVED_ROW ".")) != NULL;
		sql = next + size) {
		text_bytes(&text, sql, (size_t)(next - sql));
		text_add(&text, DERIVED_OTHER ".");
	}
	text_add(&text, sql);
	return text.bytes;
}
