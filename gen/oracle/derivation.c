/*
 * derivation: what the rows of each table are made from in the course of a step. See
 * derivation.h.
 *
 * The statements are gone through in order, as if on one row of each table; what a table
 * is made of is changed in place.
 */
#include "gen/oracle/derivation.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/derived_questions.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_print.h"

enum {
	ROWS_MOST = 64, /* of one VALUES */
	WAYS_MOST = 100 /* into one table */
};

static struct derived_table *find(struct derivations *derivations, const char *name)
{
	for (uint32_t i = derivations->count; name && i-- > 0;) {
		if (map_same(derivations->items[i].name, name))
			return &derivations->items[i];
	}
	return NULL;
}

static struct derived_table *add_table(struct derivations *derivations, const char *name)
{
	struct derived_table *table =
		arena_add(derivations->arena, derivations->items, derivations->count);

	*table = (struct derived_table){ .name = name };
	return table;
}

static struct derivation *add_way(struct derivations *derivations,
	struct derived_table *table, struct derivation way)
{
	struct derivation *made =
		arena_add(derivations->arena, table->items, table->count);

	*made = way;
	return made;
}

static void add_column(struct derivations *derivations, struct derived_columns *columns,
	struct derived_column column)
{
	*arena_add(derivations->arena, columns->items, columns->count) = column;
}

/* The columns of a table before the step, each made of itself. */
static struct derived_columns own_columns(
	struct derivations *derivations, const char *name)
{
	struct derived_columns columns = { 0 };
	struct query query = scratch_query(derivations->before,
		"SELECT name, hidden > 1 FROM pragma_table_xinfo(%Q) WHERE hidden <> 1",
		name);

	while (query_row(&query)) {
		const char *column = query_copy(&query, 0);

		add_column(derivations, &columns,
			(struct derived_column){ .name = column,
				.column = column,
				.sql = arena_printf(derivations->arena,
					DERIVED_ROW ".\"%w\"", column),
				.generated = query_int(&query, 1) });
	}
	return columns;
}

/* A table by the name it has now: one that the step has met, or one from before it. */
static struct derived_table *table_of(struct derivations *derivations, const char *name)
{
	struct derived_table *table = find(derivations, name);
	const char *own;

	if (table || names_have(&derivations->missing, name))
		return table;
	own = scratch_text(derivations->before,
		"SELECT name FROM main.sqlite_master WHERE type = 'table' AND "
		"name = %Q COLLATE NOCASE AND sql NOT LIKE 'CREATE VIRTUAL%%'",
		name);
	if (!own)
		return NULL;
	table = add_table(derivations, own);
	add_way(derivations, table,
		(struct derivation){ .source = own,
			.same = true,
			.columns = own_columns(derivations, own) });
	return table;
}

static struct scope scope_of(
	const struct derivation *way, const char *name, const char *other)
{
	struct scope scope = { .count = 1 };

	scope.items[0] = (struct substitute){
		.name = name, .other = other, .columns = &way->columns, .rowid = way->same
	};
	return scope;
}

/* An expression about a row that came this way; NULL: not known. */
static const char *derive(struct derivations *derivations, const struct scope *scope,
	const struct tree_expr *expr)
{
	return expr ? substitute(derivations->arena, scope, expr) : NULL;
}

/* SELECT */

static struct derived_table select_rows(struct derivations *derivations,
	const struct statement *statement, const struct tree_select *select);

/* The first table of FROM, whatever it is; NULL: not known. */
static struct derived_table *source_rows(struct derivations *derivations,
	const struct statement *statement, const struct tree_source *source)
{
	struct derived_table *rows;

	if (source->kind == SOURCE_TABLE)
		return table_of(derivations, source->object.name.text);
	if (source->kind != SOURCE_SELECT)
		return NULL;
	rows = arena_alloc(derivations->arena, sizeof(*rows));
	*rows = select_rows(derivations, statement, source->select);
	return rows;
}

static void add_star(struct derivations *derivations, struct derived_columns *columns,
	const struct derivation *from)
{
	for (uint32_t i = 0; i < from->columns.count; i++) {
		add_column(derivations, columns, from->columns.items[i]);
		columns->items[columns->count - 1].generated = false;
	}
}

/* Is a star of all tables, or of this one, one of the first table alone? */
static bool is_own_star(const struct tree_core *core, const struct tree_result *result)
{
	const struct tree_source *first = &core->from.items[0];

	return result->table.text ? map_same(result->table.text,
					    first->alias.text ? first->alias.text
							      : first->object.name.text)
				  : core->from.count == 1;
}

static void add_result(struct derivations *derivations, struct derived_columns *columns,
	const struct scope *scope, const struct tree_result *result)
{
	const struct tree_name *name = tree_column_of(result->expr);
	const char *sql = derive(derivations, scope, result->expr);
	const struct derived_column *from =
		name && scope->count ? derived_column(scope->items[0].columns, name->text)
				     : NULL;

	add_column(derivations, columns,
		(struct derived_column){ .name = result->alias.text ? result->alias.text
						 : name		    ? name->text
								    : NULL,
			.sql = sql,
			.column = sql && from ? from->column : NULL });
}

/* The rows of one SELECT that come one way; false: not known. */
static bool select_way(struct derivations *derivations, const struct tree_core *core,
	const struct scope *scope, const struct derivation *from, struct derivation *way)
{
	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_result *result = &core->results.items[i];

		if (result->expr)
			add_result(derivations, &way->columns, scope, result);
		else if (from && is_own_star(core, result))
			add_star(derivations, &way->columns, from);
		else
			return false;
	}
	return true;
}

static void select_core(struct derivations *derivations,
	const struct statement *statement, const struct tree_core *core,
	struct derived_table *rows)
{
	const struct tree_source *first = core->from.count ? core->from.items : NULL;
	struct derived_table *table =
		first ? source_rows(derivations, statement, first) : NULL;
	const struct scope none = { .count = 0 };
	struct derivation constant = { 0 };

	for (uint32_t i = 0; table && i < table->count; i++) {
		const struct derivation from = table->items[i];
		struct scope scope = scope_of(&from,
			first->alias.text ? first->alias.text : first->object.name.text,
			NULL);
		struct derivation way = { .source = from.source };

		derived_questions_json(
			derivations, &from, &scope, statement, NODE_CORE, core);
		way.filter = substitution_both(derivations->arena, from.filter,
			derive(derivations, &scope, core->where));
		if (rows->count < WAYS_MOST &&
			select_way(derivations, core, &scope, &from, &way))
			add_way(derivations, rows, way);
	}
	if (!first && !core->rows.count && rows->count < WAYS_MOST &&
		select_way(derivations, core, &none, NULL, &constant))
		add_way(derivations, rows, constant);
}

static void select_values(struct derivations *derivations, const struct tree_core *core,
	struct derived_table *rows)
{
	const struct scope none = { .count = 0 };

	for (uint32_t i = 0; i < core->rows.count && i < ROWS_MOST; i++) {
		struct derivation way = { 0 };

		for (uint32_t j = 0; j < core->rows.items[i].count; j++)
			add_column(derivations, &way.columns,
				(struct derived_column){
					.sql = derive(derivations, &none,
						core->rows.items[i].items[j]) });
		if (rows->count < WAYS_MOST)
			add_way(derivations, rows, way);
	}
}

/* The rows of a SELECT; those of WITH are not known. */
static struct derived_table select_rows(struct derivations *derivations,
	const struct statement *statement, const struct tree_select *select)
{
	struct derived_table rows = { 0 };

	for (uint32_t i = 0; i < select->cores.count; i++) {
		const struct tree_core *core = &select->cores.items[i];

		if (core->compound == COMPOUND_EXCEPT ||
			core->compound == COMPOUND_INTERSECT)
			break;
		select_core(derivations, statement, core, &rows);
		select_values(derivations, core, &rows);
	}
	return rows;
}

/* CREATE and INSERT */

/* What a column holds in rows that do not give it a value. */
static struct derived_column default_of(
	struct derivations *derivations, const struct tree_column_def *column)
{
	struct derived_column made = { .name = column->name.text, .sql = "NULL" };
	bool primary = false;

	for (uint32_t i = 0; i < column->constraints.count; i++) {
		const struct tree_constraint *constraint = &column->constraints.items[i];

		primary |= constraint->kind == CONSTRAINT_PRIMARY_KEY;
		made.generated |= constraint->kind == CONSTRAINT_GENERATED;
		if (constraint->kind == CONSTRAINT_DEFAULT && constraint->expr)
			made.sql = tree_print(
				derivations->arena, NODE_EXPR, constraint->expr);
	}
	if (primary || made.generated)
		made.sql = NULL;
	return made;
}

static void make_table(
	struct derivations *derivations, const struct tree_create_table *create)
{
	struct derived_table *table = table_of(derivations, create->table.name.text);
	struct derived_columns columns = { 0 };

	if (table)
		return; /* IF NOT EXISTS */
	for (uint32_t i = 0; i < create->columns.count; i++)
		add_column(derivations, &columns,
			default_of(derivations, &create->columns.items[i]));
	table = add_table(derivations, create->table.name.text);
	add_way(derivations, table,
		(struct derivation){ .columns = columns, .shape = true });
}

static void make_table_as(struct derivations *derivations,
	const struct statement *statement, const struct tree_create_table *create)
{
	struct derived_table rows;
	struct derived_table *table;

	if (table_of(derivations, create->table.name.text) || !create->select)
		return;
	rows = select_rows(derivations, statement, create->select);
	table = add_table(derivations, create->table.name.text);
	table->items = rows.items;
	table->count = rows.count;
}

/* What a row that comes into a table this way holds there. */
static struct derived_columns received(struct derivations *derivations,
	const struct derived_columns *shape, const struct tree_names *list,
	const struct derived_columns *given)
{
	struct derived_columns columns = { 0 };
	uint32_t position = 0;

	for (uint32_t i = 0; i < shape->count; i++) {
		struct derived_column column = shape->items[i];
		uint32_t at = UINT32_MAX;

		for (uint32_t j = 0; j < list->count; j++) {
			if (map_same(list->items[j].text, column.name))
				at = j;
		}
		if (!list->count && !column.generated)
			at = position++;
		if (at < given->count) {
			column.sql = given->items[at].sql;
			column.column = given->items[at].column;
		}
		add_column(derivations, &columns, column);
	}
	return columns;
}

/* The defaults of a table's columns, by name. */
static struct derived_columns shape_of(
	struct derivations *derivations, const struct derived_table *table)
{
	struct derived_columns shape = { 0 };

	for (uint32_t i = 0; i < table->items[0].columns.count; i++) {
		struct derived_column column = table->items[0].columns.items[i];

		if (!table->items[0].shape) {
			column.column = NULL;
			column.sql = NULL;
		}
		add_column(derivations, &shape, column);
	}
	return shape;
}

static void insert(struct derivations *derivations, const struct statement *statement,
	const struct tree_insert *insert)
{
	struct derived_table *table = table_of(derivations, insert->table.name.text);
	struct derived_table rows;
	struct derived_columns shape;

	if (!table || !table->count || !insert->select)
		return;
	shape = shape_of(derivations, table);
	rows = select_rows(derivations, statement, insert->select);
	table = table_of(derivations, insert->table.name.text);
	for (uint32_t i = 0; i < rows.count && table->count < WAYS_MOST; i++) {
		struct derivation way = rows.items[i];

		way.columns = received(
			derivations, &shape, &insert->columns, &rows.items[i].columns);
		way.copy = statement;
		derived_questions_triggers(
			derivations, statement, insert->table.name.text, NULL, &way);
		add_way(derivations, table, way);
	}
}

/* UPDATE and DELETE */

/* The value of SET for this column; NULL: it is not set, or not known. */
static const struct tree_expr *value_for(
	const struct tree_sets *sets, const char *column, bool *set)
{
	const struct tree_expr *value = NULL;

	for (uint32_t i = 0; i < sets->count; i++) {
		const struct tree_set *one = &sets->items[i];

		for (uint32_t j = 0; j < one->columns.count; j++) {
			if (!map_same(one->columns.items[j].text, column))
				continue;
			*set = true;
			value = !one->row ? one->value
				: one->value->kind == EXPR_ROW &&
						j < one->value->row.count
					? one->value->row.items[j]
					: NULL;
		}
	}
	return value;
}

static void set_column(struct derivations *derivations, const struct scope *scope,
	const struct tree_update *update, const char *where,
	struct derived_column *column)
{
	const struct derived_column before =
		*derived_column(scope->items[0].columns, column->name);
	bool set = false;
	const struct tree_expr *value = value_for(&update->sets, column->name, &set);
	const char *sql;

	if (!set)
		return;
	sql = derive(derivations, scope, value);
	column->column = NULL;
	column->sql = sql;
	if (sql && where && before.sql)
		column->sql = arena_printf(derivations->arena,
			"CASE WHEN %s THEN %s ELSE %s END", where, sql, before.sql);
	if (column->sql && strlen(column->sql) > DERIVED_LONGEST)
		column->sql = NULL;
}

static struct derived_columns copy_of(
	struct derivations *derivations, const struct derived_columns *columns)
{
	struct derived_columns copy = { 0 };

	for (uint32_t i = 0; i < columns->count; i++)
		add_column(derivations, &copy, columns->items[i]);
	return copy;
}

static void update_way(struct derivations *derivations, const struct statement *statement,
	const struct tree_update *update, struct derivation *way)
{
	struct derivation before = *way;
	struct scope scope = scope_of(
		&before, update->table->object.name.text, update->table->alias.text);
	const char *where = derive(derivations, &scope, update->where);

	way->columns = copy_of(derivations, &before.columns);
	for (uint32_t i = 0; i < way->columns.count; i++)
		set_column(derivations, &scope, update, where, &way->columns.items[i]);
	derived_questions_json(
		derivations, &before, &scope, statement, NODE_UPDATE, update);
	derived_questions_triggers(
		derivations, statement, update->table->object.name.text, &before, way);
	derived_questions_where(derivations, statement, &before, where);
}

static void delete_way(struct derivations *derivations, const struct statement *statement,
	const struct tree_delete *delete, struct derivation *way)
{
	struct derivation old = *way;
	struct scope scope = scope_of(
		&old, delete->table->object.name.text, delete->table->alias.text);
	const char *where =
		delete->limit ? NULL : derive(derivations, &scope, delete->where);

	old.filter = substitution_both(derivations->arena, old.filter, where);
	derived_questions_triggers(derivations, statement, statement->name, &old, NULL);
	if (where)
		way->filter = substitution_both(derivations->arena, way->filter,
			arena_printf(derivations->arena, "(%s) IS NOT TRUE", where));
}

static void change(struct derivations *derivations, const struct statement *statement)
{
	struct derived_table *table = table_of(derivations, statement->name);

	for (uint32_t i = 0; table && i < table->count; i++) {
		if (statement->kind == STATEMENT_UPDATE)
			update_way(derivations, statement, statement->tree->update,
				&table->items[i]);
		else
			delete_way(derivations, statement, statement->tree->delete,
				&table->items[i]);
	}
}

/* ALTER and DROP */

static void add_to_ways(struct derivations *derivations, const char *name,
	const struct tree_column_def *column)
{
	struct derived_table *table = table_of(derivations, name);

	for (uint32_t i = 0; table && column && i < table->count; i++)
		add_column(derivations, &table->items[i].columns,
			default_of(derivations, column));
}

static void rename_column(struct derivations *derivations, const char *name,
	const char *column, const char *new_name)
{
	struct derived_table *table = table_of(derivations, name);

	for (uint32_t i = 0; table && i < table->count; i++) {
		struct derived_columns *columns = &table->items[i].columns;

		for (uint32_t j = 0; j < columns->count; j++) {
			if (map_same(columns->items[j].name, column))
				columns->items[j].name = new_name;
		}
	}
}

static void rename_table(
	struct derivations *derivations, const char *name, const char *new_name)
{
	struct derived_table *table = table_of(derivations, name);

	names_add(derivations->arena, &derivations->missing, name);
	if (table)
		table->name = new_name;
}

static void drop_table(struct derivations *derivations, const char *name)
{
	struct derived_table *table = find(derivations, name);

	names_add(derivations->arena, &derivations->missing, name);
	if (table)
		table->name = NULL;
}

static void follow(struct derivations *derivations, const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_CREATE_TABLE:
		make_table(derivations, statement->tree->create_table);
		break;
	case STATEMENT_CREATE_TABLE_AS:
		make_table_as(derivations, statement, statement->tree->create_table);
		break;
	case STATEMENT_INSERT:
		insert(derivations, statement, statement->tree->insert);
		break;
	case STATEMENT_UPDATE:
	case STATEMENT_DELETE:
		change(derivations, statement);
		break;
	case STATEMENT_ADD_COLUMN:
		add_to_ways(derivations, statement->name, statement->tree->alter->added);
		break;
	case STATEMENT_RENAME_COLUMN:
		rename_column(derivations, statement->name, statement->column,
			statement->new_name);
		break;
	case STATEMENT_RENAME_TABLE:
		rename_table(derivations, statement->name, statement->new_name);
		break;
	case STATEMENT_DROP_TABLE:
		drop_table(derivations, statement->name);
		break;
	case STATEMENT_CREATE_INDEX:
		table_of(derivations, statement->table);
		break;
	default:
		break;
	}
}

struct derivations derivations_read(struct arena *arena, struct scratch *before,
	const struct statement *statements, uint32_t count)
{
	struct derivations derivations = { .arena = arena, .before = before };

	for (uint32_t i = 0; i < count; i++) {
		if (statements[i].tree && !statements[i].dropped)
			follow(&derivations, &statements[i]);
	}
	return derivations;
}
