/*
 * statement_tree: tokens cut into statements, each with its tree or what its head tells.
 * See statement_tree.h.
 */
#include "gen/sql/statement_tree.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/grammar.h"
#include "gen/sql/tree.h"

static int code_at(const struct reading *reading, uint32_t at)
{
	return at < reading->token_count ? reading->tokens[at].code : SEMI;
}

static bool begins_trigger(const struct reading *reading, uint32_t at)
{
	if (code_at(reading, at) == EXPLAIN)
		at += code_at(reading, at + 1) == QUERY &&
				      code_at(reading, at + 2) == PLAN
			      ? 3
			      : 1;
	if (code_at(reading, at++) != CREATE)
		return false;
	if (code_at(reading, at) == OR && code_at(reading, at + 1) == REPLACE)
		at += 2; /* other databases have that */
	while (code_at(reading, at) == TEMP)
		at++;
	return code_at(reading, at) == TRIGGER;
}

static bool spells(const struct reading *reading, uint32_t at, const char *word)
{
	struct span span = reading->tokens[at].span;

	return span.end - span.start == strlen(word) &&
	       !sqlite3_strnicmp(reading->text + (span.start - reading->base), word,
		       (int)strlen(word));
}

/* CREATE FUNCTION of PostgreSQL, whose body is between two $$. */
static bool begins_function(const struct reading *reading, uint32_t at)
{
	if (code_at(reading, at++) != CREATE)
		return false;
	if (code_at(reading, at) == OR && code_at(reading, at + 1) == REPLACE)
		at += 2;
	return code_at(reading, at) == ID &&
	       (spells(reading, at, "function") || spells(reading, at, "procedure"));
}

/* The semicolon of the statement that begins at `first`; token_count when it has none. */
static uint32_t find_end(const struct reading *reading, uint32_t first)
{
	bool trigger = begins_trigger(reading, first);
	bool function = begins_function(reading, first), body = false;

	for (uint32_t at = first; at < reading->token_count; at++) {
		if (function && code_at(reading, at) == VARIABLE)
			body ^= spells(reading, at, "$$");
		if (code_at(reading, at) == SEMI && !body &&
			(!trigger ||
				(at >= first + 2 && code_at(reading, at - 1) == END &&
					code_at(reading, at - 2) == SEMI)))
			return at;
	}
	return reading->token_count;
}

static void take_object(struct statement *statement, const struct tree_object *object)
{
	statement->schema = object->schema.text;
	statement->name = object->name.text;
	statement->name_span = object->name.span;
}

static void take_create(struct statement *statement, const struct tree_statement *tree)
{
	switch (tree->kind) {
	case STATEMENT_CREATE_TABLE:
	case STATEMENT_CREATE_TABLE_AS:
		take_object(statement, &tree->create_table->table);
		statement->temporary = tree->create_table->temporary;
		statement->if_exists = tree->create_table->if_not_exists;
		break;
	case STATEMENT_CREATE_VIRTUAL_TABLE:
		take_object(statement, &tree->create_virtual->table);
		statement->if_exists = tree->create_virtual->if_not_exists;
		break;
	case STATEMENT_CREATE_INDEX:
		take_object(statement, &tree->create_index->index);
		statement->table = tree->create_index->table.text;
		statement->if_exists = tree->create_index->if_not_exists;
		statement->unique = tree->create_index->unique;
		break;
	case STATEMENT_CREATE_VIEW:
		take_object(statement, &tree->create_view->view);
		statement->temporary = tree->create_view->temporary;
		statement->if_exists = tree->create_view->if_not_exists;
		break;
	default:
		take_object(statement, &tree->create_trigger->trigger);
		statement->table = tree->create_trigger->table.name.text;
		statement->temporary = tree->create_trigger->temporary;
		statement->if_exists = tree->create_trigger->if_not_exists;
		break;
	}
}

static void take_alter(struct statement *statement, const struct tree_alter *alter)
{
	take_object(statement, &alter->table);
	statement->column = alter->added ? alter->added->name.text : alter->column.text;
	statement->new_name = alter->new_name.text;
}

static void take_change(struct statement *statement, const struct tree_statement *tree)
{
	if (tree->kind == STATEMENT_INSERT) {
		take_object(statement, &tree->insert->table);
	} else if (tree->kind == STATEMENT_UPDATE) {
		take_object(statement, &tree->update->table->object);
		statement->has_where = tree->update->where;
	} else {
		take_object(statement, &tree->delete->table->object);
		statement->has_where = tree->delete->where;
	}
}

/* What `struct statement` has of the tree. */
static void take_tree(struct statement *statement, const struct tree_statement *tree)
{
	statement->kind = tree->kind;
	switch (tree->kind) {
	case STATEMENT_CREATE_TABLE:
	case STATEMENT_CREATE_TABLE_AS:
	case STATEMENT_CREATE_VIRTUAL_TABLE:
	case STATEMENT_CREATE_INDEX:
	case STATEMENT_CREATE_VIEW:
	case STATEMENT_CREATE_TRIGGER:
		take_create(statement, tree);
		break;
	case STATEMENT_RENAME_TABLE:
	case STATEMENT_RENAME_COLUMN:
	case STATEMENT_ADD_COLUMN:
	case STATEMENT_DROP_COLUMN:
	case STATEMENT_ADD_CONSTRAINT:
	case STATEMENT_DROP_CONSTRAINT:
	case STATEMENT_SET_NOT_NULL:
	case STATEMENT_DROP_NOT_NULL:
		take_alter(statement, tree->alter);
		break;
	case STATEMENT_DROP_TABLE:
	case STATEMENT_DROP_INDEX:
	case STATEMENT_DROP_VIEW:
	case STATEMENT_DROP_TRIGGER:
		take_object(statement, &tree->drop->object);
		statement->if_exists = tree->drop->if_exists;
		break;
	case STATEMENT_INSERT:
	case STATEMENT_UPDATE:
	case STATEMENT_DELETE:
		take_change(statement, tree);
		break;
	case STATEMENT_PRAGMA:
		take_object(statement, &tree->pragma->name);
		statement->value = tree->pragma->value;
		break;
	case STATEMENT_VACUUM:
		statement->new_name = tree->upkeep->into ? "" : NULL;
		break;
	case STATEMENT_EXPLAIN:
		take_tree(statement, tree->explain->statement);
		statement->kind = STATEMENT_EXPLAIN;
		statement->value = NULL;
		statement->has_where = false;
		break;
	default:
		break;
	}
}

/* Does an opaque statement have this token outside parentheses? */
static bool has_outside(
	const struct reading *reading, uint32_t first, uint32_t end, int code)
{
	uint32_t depth = 0;

	for (uint32_t i = first; i < end; i++) {
		int found = reading->tokens[i].code;

		if (found == LP)
			depth++;
		else if (found == RP)
			depth -= depth > 0;
		else if (found == code && !depth)
			return true;
	}
	return false;
}

/* The kind and names of a statement that does not read; of a trigger even in part. */
static void take_head(struct reading *reading, struct statement *statement,
	uint32_t first, uint32_t end)
{
	memset(&reading->now, 0, sizeof(reading->now));
	if (reading_run(reading, HEAD, first, end) ||
		reading->now.kind == STATEMENT_CREATE_TRIGGER)
		*statement = reading->now;
	if (statement->kind == STATEMENT_UPDATE || statement->kind == STATEMENT_DELETE)
		statement->has_where = has_outside(reading, first, end, WHERE);
	if (statement->kind == STATEMENT_VACUUM &&
		has_outside(reading, first, end, INTO))
		statement->new_name = "";
}

static struct statement read_one(struct reading *reading, uint32_t first, uint32_t end)
{
	struct statement statement = { .kind = STATEMENT_OTHER };
	struct span span = { reading->tokens[first].span.start,
		reading->tokens[end - 1].span.end };

	if (reading_run(reading, STATEMENT, first, end)) {
		reading->tree->span = span;
		take_tree(&statement, reading->tree);
		statement.tree = reading->tree;
	} else {
		uint32_t refused = reading->failed_at;

		take_head(reading, &statement, first, end);
		statement.refused = refused - first;
	}
	statement.first_token = first;
	statement.token_count = end - first;
	statement.span = span;
	statement.sql = reading_text(reading, first, end - 1);
	return statement;
}

struct statements statements_read(struct reading *reading)
{
	struct statements list = { 0 };

	while (list.end < reading->token_count) {
		uint32_t end = find_end(reading, list.end);

		if (end == reading->token_count)
			break;
		if (end > list.end) {
			*arena_add(reading->arena, list.items, list.count) =
				read_one(reading, list.end, end);
		}
		list.end = end + 1;
	}
	return list;
}
