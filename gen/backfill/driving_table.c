/*
 * driving_table: the table along which a backfill goes. See driving_table.h.
 */
#include "gen/backfill/driving_table.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/sql/tree_walk.h"

/* What matters of a statement. */
struct parts {
	const struct tree_source *table; /* along which it goes; NULL: none */
	const struct tree_expr *where;
	uint32_t head_end; /* of what comes before WHERE */
	const struct tree_upserts *upserts; /* or NULL */
	bool returning;
	bool compound; /* GROUP BY, ORDER BY, LIMIT, UNION … */
	bool update_from;
	bool alternative; /* UPDATE OR IGNORE … */
};

static const char *text_of(
	struct arena *arena, const struct script *script, uint32_t start, uint32_t end)
{
	return arena_copy(arena, script->source->text + start, end - start);
}

static struct parts parts_of_update(const struct tree_update *update)
{
	return (struct parts){ .table = update->table,
		.where = update->where,
		.head_end = update->sets.items[update->sets.count - 1].span.end,
		.returning = update->returning.count,
		.compound = update->order_by.count || update->limit,
		.update_from = update->from.count,
		.alternative = update->conflict };
}

static struct parts parts_of_delete(const struct tree_delete *delete)
{
	return (struct parts){ .table = delete->table,
		.where = delete->where,
		.head_end = delete->table->span.end,
		.returning = delete->returning.count,
		.compound = delete->order_by.count || delete->limit };
}

/* Where an item of FROM ends, with what it is joined on. */
static uint32_t end_of(const char *text, const struct tree_source *source)
{
	const struct tree_names *using = &source->using;

	if (source->on)
		return source->on->span.end;
	if (!using->count)
		return source->span.end;
	return (uint32_t)(strchr(text + using->items[using->count - 1].span.end, ')') +
			  1 - text);
}

static struct parts parts_of_insert(const char *text, const struct tree_insert *insert)
{
	const struct tree_select *select = insert->select;
	const struct tree_core *core = select ? &select->cores.items[0] : NULL;
	struct parts parts = { .upserts = &insert->upserts,
		.returning = insert->returning.count };

	if (!core)
		return parts;
	parts.where = core->where;
	parts.compound = select->cores.count > 1 || select->order_by.count ||
			 select->limit || core->group_by.count || core->having ||
			 core->windows.count;
	if (core->from.count) {
		parts.table = &core->from.items[0];
		parts.head_end = end_of(text, &core->from.items[core->from.count - 1]);
	}
	return parts;
}

static struct parts parts_of(
	const struct script *script, const struct tree_statement *tree)
{
	switch (tree ? tree->kind : STATEMENT_OTHER) {
	case STATEMENT_UPDATE:
		return parts_of_update(tree->update);
	case STATEMENT_DELETE:
		return parts_of_delete(tree->delete);
	case STATEMENT_INSERT:
		return parts_of_insert(script->source->text, tree->insert);
	default:
		return (struct parts){ 0 };
	}
}

static bool see_parameter(void *found, const struct tree_expr *expr)
{
	*(bool *)found |= expr->kind == EXPR_PARAMETER;
	return true;
}

static bool has_parameter(const struct tree_statement *tree)
{
	bool found = false;

	tree_walk_statement(
		&(struct tree_visitor){ .context = &found, .expr = see_parameter }, tree);
	return found;
}

static struct driving_table problem(const char *what, const char *help)
{
	return (struct driving_table){ .problem = what, .help = help };
}

static const char *problem_of(
	const struct statement *statement, const struct parts *parts, const char **help)
{
	*help = "write: UPDATE T SET … WHERE …, DELETE FROM T WHERE …, or with table=T "
		"INSERT INTO new SELECT … FROM T WHERE …";
	if (statement->kind != STATEMENT_UPDATE && statement->kind != STATEMENT_DELETE &&
		statement->kind != STATEMENT_INSERT)
		return "not an UPDATE, DELETE or INSERT";
	if (has_parameter(statement->tree)) {
		*help = "write the value itself";
		return "a parameter: it would be taken for a part of the cursor";
	}
	if (parts->alternative) {
		*help = "leave OR … out: a row that refuses is named, or set aside";
		return "UPDATE OR …: rows that are passed over would stay due for ever";
	}
	if (parts->returning)
		return "RETURNING: nobody reads what a backfill returns";
	if (parts->compound)
		return "GROUP BY, ORDER BY, LIMIT and compounds do not go in batches";
	if (parts->update_from)
		return "UPDATE … FROM does not go in batches; use a subquery";
	if (!parts->where) {
		*help = "say which rows are still to be changed, so that the backfill "
			"ends: "
			"WHERE c IS NULL";
		return "no WHERE";
	}
	return NULL;
}

/* The table as it is in the statement, and how its columns are qualified. */
static struct driving_table driver_along(struct arena *arena, const struct script *script,
	const struct tree_source *source)
{
	const struct tree_name *name = &source->object.name;
	const struct tree_name *first =
		source->object.schema.text ? &source->object.schema : name;
	const struct tree_name *last = source->alias.text ? &source->alias : name;

	return (struct driving_table){ .table = name->text,
		.source = text_of(arena, script, first->span.start, last->span.end),
		.qualifier = text_of(arena, script, last->span.start, last->span.end) };
}

struct driving_table driving_table_find(struct arena *arena, const struct script *script,
	const struct statement *statement, const char *table)
{
	struct parts parts = parts_of(script, statement->tree);
	const char *help, *what = problem_of(statement, &parts, &help);
	struct driving_table driver;

	if (what)
		return problem(what, help);
	if (!parts.table || parts.table->kind != SOURCE_TABLE)
		return problem("no table to go along", help);
	driver = driver_along(arena, script, parts.table);
	driver.head = text_of(arena, script, statement->span.start, parts.head_end);
	driver.due =
		text_of(arena, script, parts.where->span.start, parts.where->span.end);
	driver.tail = "";
	if (parts.upserts && parts.upserts->count)
		driver.tail = arena_printf(arena, " %s",
			text_of(arena, script, parts.upserts->items[0].span.start,
				statement->span.end));
	if (statement->kind == STATEMENT_INSERT && !table)
		return problem("an INSERT has to say along which table it goes",
			"add table=T to @backfill: the table after FROM");
	if (table && !map_same(table, driver.table))
		return problem(arena_printf(arena, "goes along %s, not along %s",
				       driver.table, table),
			"name the table that comes first after FROM or UPDATE");
	return driver;
}

const char *driving_table_duplicates(
	struct arena *arena, const struct script *script, const struct statement *create)
{
	const struct tree_create_index *index = create->tree->create_index;
	const struct tree_expr *where = index->where;
	struct text values, there, list;

	text_init(&values, arena);
	text_init(&there, arena);
	text_init(&list, arena);
	for (uint32_t i = 0; i < index->terms.count; i++) {
		const struct span span = index->terms.items[i].expr->span;
		const char *part = text_of(arena, script, span.start, span.end);

		text_format(&values, "%squote(%s)", i ? " || ', ' || " : "", part);
		text_format(&there, "(%s) IS NOT NULL AND ", part);
		text_format(&list, "%s%s", i ? ", " : "", part);
	}
	return arena_printf(arena,
		"SELECT %s || ' (' || count(*) || ' rows)' FROM \"%w\" WHERE %s(%s) "
		"GROUP BY "
		"%s HAVING count(*) > 1 LIMIT 5",
		values.bytes, create->table, there.bytes,
		where ? text_of(arena, script, where->span.start, where->span.end) : "1",
		list.bytes);
}
