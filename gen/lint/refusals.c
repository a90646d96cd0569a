/*
 * refusals: what SQLite refuses in a statement that reads. See refusals.h.
 */
#include "gen/lint/refusals.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/script_words.h"

bool refusal_at(const struct refusal *refusal, uint32_t at)
{
	return refusal->offset >= 0 &&
	       refusal->known.statement->span.start + (uint32_t)refusal->offset == at;
}

struct found {
	const struct refusal *refusal;
	enum tree_role role;
	const char *name;
	struct span first, meant;
};

static void take_name(void *context, const struct tree_name *name, enum tree_role role)
{
	struct found *found = context;

	if (role != found->role || !map_same(name->text, found->name))
		return;
	if (!found->first.end)
		found->first = name->span;
	if (refusal_at(found->refusal, name->span.start))
		found->meant = name->span;
}

struct span refusal_find(
	const struct refusal *refusal, enum tree_role role, const char *name)
{
	struct found found = { .refusal = refusal, .role = role, .name = name };

	tree_walk_statement(
		&(struct tree_visitor){ .context = &found, .name = take_name },
		refusal->known.statement->tree);
	return found.meant.end ? found.meant : found.first;
}

static const struct tree_create_table *table_tree(const struct refusal *refusal)
{
	const struct statement *statement = refusal->known.statement;

	return statement->tree && statement->kind == STATEMENT_CREATE_TABLE
		       ? statement->tree->create_table
		       : NULL;
}

/* The column definitions of the statement, and one of them by its name. */
static struct tree_column_defs columns_of(const struct refusal *refusal)
{
	return script_columns(refusal->known.arena, refusal->known.script,
		refusal->known.statement);
}

static const struct tree_column_def *column_of(
	const struct tree_column_defs *columns, const char *name)
{
	for (uint32_t i = 0; i < columns->count; i++) {
		if (map_same(columns->items[i].name.text, name))
			return &columns->items[i];
	}
	return NULL;
}

static const struct tree_constraint *constraint_of(
	const struct tree_column_def *column, enum tree_constraint_kind kind)
{
	for (uint32_t i = 0; i < column->constraints.count; i++) {
		if (column->constraints.items[i].kind == kind)
			return &column->constraints.items[i];
	}
	return NULL;
}

/* Two columns of one name: the second, or the one that is added. */
static void twice(const struct refusal *refusal, struct advice *advice)
{
	struct tree_column_defs columns = columns_of(refusal);
	const struct statement *statement = refusal->known.statement;
	const char *maker = known_maker(&refusal->known, statement->name);
	bool seen = false;

	if (statement->kind != STATEMENT_CREATE_TABLE) {
		advice->help = arena_printf(refusal->known.arena,
			"%s has it already%s%s: leave the statement out, or take another "
			"name",
			statement->name, maker ? ", see " : "", maker ? maker : "");
		return;
	}
	for (uint32_t i = 0; i < columns.count; i++) {
		if (!map_same(columns.items[i].name.text, refusal->name))
			continue;
		if (seen)
			advice->span = columns.items[i].name.span;
		seen = true;
	}
	advice->help = arena_printf(refusal->known.arena,
		"remove the second %s, or give it another name", refusal->name);
}

/* An object of that name is there. */
static void exists(const struct refusal *refusal, struct advice *advice)
{
	const struct statement *statement = refusal->known.statement;
	const char *name = refusal->name, *word = NULL;
	const char *maker = name ? known_maker(&refusal->known, name) : NULL;
	struct arena *arena = refusal->known.arena;

	if (!name)
		return;
	if (statement->kind == STATEMENT_CREATE_INDEX)
		word = "INDEX";
	else if (statement->kind == STATEMENT_CREATE_VIEW)
		word = "VIEW";
	else if (statement->kind == STATEMENT_CREATE_TRIGGER)
		word = "TRIGGER";
	advice->help = arena_printf(arena, "%s%s%s made it: take another name, or %s %s%s",
		maker ? maker : "an earlier statement", "", "",
		word ? "write first: DROP" : "change that table: ALTER TABLE, or -- @rebuild",
		word ? arena_printf(arena, "%s ", word) : "", name);
}

/* "default value of column [b] is not constant" */
static void not_constant(const struct refusal *refusal, struct advice *advice)
{
	const char *open = strchr(refusal->message, '[');
	const char *close = open ? strchr(open, ']') : NULL;
	struct tree_column_defs columns = columns_of(refusal);
	const struct tree_column_def *column;
	const struct tree_constraint *value;

	if (!close)
		return;
	column = column_of(&columns, arena_copy(refusal->known.arena, open + 1,
					     (size_t)(close - open - 1)));
	value = column ? constraint_of(column, CONSTRAINT_DEFAULT) : NULL;
	if (!value || !value->expr)
		return;
	advice->span = value->expr->span;
	if (value->parentheses && advice->span.start + 2 < advice->span.end &&
		refusal->known.script->source->text[advice->span.start] == '(')
		advice->span.start++, advice->span.end--;
	advice->help =
		"a DEFAULT reads no other column: let the statements fill it, or "
		"compute it: GENERATED ALWAYS AS (…)";
}

/* AUTOINCREMENT on another type than INTEGER. */
static void autoincrement(const struct refusal *refusal, struct advice *advice)
{
	struct tree_column_defs columns = columns_of(refusal);

	for (uint32_t i = 0; i < columns.count; i++) {
		const struct tree_column_def *column = &columns.items[i];
		const struct tree_constraint *key =
			constraint_of(column, CONSTRAINT_PRIMARY_KEY);

		if (!key || !key->autoincrement)
			continue;
		advice->span = column->type ? column->type_span : column->name.span;
		advice->help = arena_printf(refusal->known.arena,
			"write: %s INTEGER PRIMARY KEY AUTOINCREMENT; without "
			"AUTOINCREMENT it numbers the rows, too",
			column->name.text);
	}
}

/* What STRICT has for a type of another table. */
static const char *strict_type(const char *type)
{
	static const struct {
		const char *part, *strict;
	} parts[] = {
		{ "INT", "INTEGER" }, { "CHAR", "TEXT" }, { "CLOB", "TEXT" },
		{ "TEXT", "TEXT" }, { "STRING", "TEXT" }, { "JSON", "TEXT" },
		{ "UUID", "TEXT" }, { "DATE", "TEXT" }, { "TIME", "TEXT" },
		{ "BOOL", "INTEGER" }, { "BLOB", "BLOB" }, { "BIN", "BLOB" },
		{ "BYTE", "BLOB" }, { "REAL", "REAL" }, { "FLOA", "REAL" },
		{ "DOUB", "REAL" }, { "SERIAL", "INTEGER" },
	};

	for (size_t i = 0; type && i < sizeof(parts) / sizeof(*parts); i++) {
		size_t size = strlen(parts[i].part);

		for (const char *at = type; strlen(at) >= size; at++) {
			if (!sqlite3_strnicmp(at, parts[i].part, (int)size))
				return parts[i].strict;
		}
	}
	return NULL;
}

/* "unknown datatype for c.n: "BOOLEAN"", "missing datatype for c.n" */
static void strict(const struct refusal *refusal, struct advice *advice)
{
	const char *dot = strchr(refusal->message, '.');
	struct tree_column_defs columns = columns_of(refusal);
	const struct tree_column_def *column;
	const char *type;

	if (!dot)
		return;
	column = column_of(&columns,
		arena_copy(refusal->known.arena, dot + 1, strcspn(dot + 1, ":")));
	if (!column)
		return;
	type = strict_type(column->type);
	advice->span = column->type ? column->type_span : column->name.span;
	advice->help = arena_printf(refusal->known.arena,
		"a STRICT table has INT, INTEGER, REAL, TEXT, BLOB and ANY; write: %s %s",
		column->name.text, type ? type : column->type ? "ANY" : "TEXT, or ANY");
}

/* More than one PRIMARY KEY. */
static void keys(const struct refusal *refusal, struct advice *advice)
{
	const struct tree_create_table *table = table_tree(refusal);
	const char *list = NULL;
	uint32_t count = 0;

	for (uint32_t i = 0; table && i < table->columns.count; i++) {
		const struct tree_column_def *column = &table->columns.items[i];
		const struct tree_constraint *key =
			constraint_of(column, CONSTRAINT_PRIMARY_KEY);

		if (!key)
			continue;
		list = names_join(
			refusal->known.arena, list, ", ", column->name.text);
		if (count++ == 1)
			advice->span = script_word(
				refusal->known.script, key->span.start);
	}
	for (uint32_t i = 0; table && !advice->span.end && i < table->constraints.count;
		i++) {
		const struct tree_constraint *key = &table->constraints.items[i];

		if (key->kind == CONSTRAINT_PRIMARY_KEY && count++ >= 1)
			advice->span = script_word(
				refusal->known.script, key->span.start);
	}
	advice->help = arena_printf(refusal->known.arena,
		"a table has one key; one of several columns stands behind them: "
		"PRIMARY KEY (%s)",
		list && count > 1 ? list : "…");
}

static void no_key(const struct refusal *refusal, struct advice *advice)
{
	const struct tree_create_table *table = table_tree(refusal);

	if (!table || !table->columns.count)
		return;
	advice->span = table->table.name.span;
	advice->help = arena_printf(refusal->known.arena,
		"say which columns are the key: PRIMARY KEY (%s); or leave out WITHOUT "
		"ROWID",
		table->columns.items[0].name.text);
}

static void no_index(const struct refusal *refusal, struct advice *advice)
{
	const struct statement *statement = refusal->known.statement;

	if (statement->tree && statement->kind == STATEMENT_CREATE_INDEX)
		advice->span = statement->tree->create_index->table.span;
	advice->help = "a view has no index of its own: index the tables that it reads";
}

/* main.users within a trigger. */
static void qualified(const struct refusal *refusal, struct advice *advice)
{
	const struct statement *statement = refusal->known.statement;
	const struct tree_statements *body;

	if (!statement->tree || statement->kind != STATEMENT_CREATE_TRIGGER)
		return;
	body = &statement->tree->create_trigger->body;
	for (uint32_t i = 0; i < body->count && !advice->span.end; i++) {
		const struct tree_statement *step = &body->items[i];
		const struct tree_object *object =
			step->kind == STATEMENT_INSERT	 ? &step->insert->table
			: step->kind == STATEMENT_UPDATE ? &step->update->table->object
			: step->kind == STATEMENT_DELETE ? &step->delete->table->object
							 : NULL;

		if (!object || !object->schema.text)
			continue;
		advice->span = object->schema.span;
		advice->help = arena_printf(refusal->known.arena,
			"a trigger writes in its own database: write %s alone",
			object->name.text);
	}
}

/* An expression of the statement that SQLite does not allow in its place. */
struct sought {
	const struct refusal *refusal;
	enum tree_expr_kind kind;
	const char *name; /* of a function, NULL: of any; of a column */
	const struct tree_expr *first, *meant;
	struct span select;
};

/* A column is meant without the name of a table before it. */
static bool is_named(const struct tree_expr *expr, const char *name)
{
	if (expr->kind == EXPR_CALL)
		return !name || map_same(expr->call->name.text, name);
	return expr->kind != EXPR_COLUMN ||
	       (!expr->column.table.text && map_same(expr->column.name.text, name));
}

static bool take_expr(void *context, const struct tree_expr *expr)
{
	struct sought *sought = context;
	bool query = sought->kind == EXPR_SELECT;

	if (query && !sought->select.end) {
		const struct tree_select *select =
			expr->kind == EXPR_SELECT || expr->kind == EXPR_EXISTS
				? expr->select
			: expr->kind == EXPR_IN ? expr->in.select
						: NULL;

		if (select)
			sought->select = select->span;
	}
	if (expr->kind != sought->kind || !is_named(expr, sought->name))
		return true;
	if (!sought->first)
		sought->first = expr;
	if (refusal_at(sought->refusal, expr->span.start))
		sought->meant = expr;
	return true;
}

static struct sought seek(
	const struct refusal *refusal, enum tree_expr_kind kind, const char *name)
{
	struct sought sought = { .refusal = refusal, .kind = kind, .name = name };

	tree_walk_statement(
		&(struct tree_visitor){ .context = &sought, .expr = take_expr },
		refusal->known.statement->tree);
	if (!sought.meant)
		sought.meant = sought.first;
	return sought;
}

static void subquery(const struct refusal *refusal, struct advice *advice)
{
	struct sought sought = seek(refusal, EXPR_SELECT, NULL);

	if (sought.select.end)
		advice->span = script_word(refusal->known.script, sought.select.start);
	advice->help = strstr(refusal->message, "CHECK")
			       ? "a CHECK sees its own row only: another table is "
				 "REFERENCES, or a trigger with RAISE(ABORT, 'why')"
			       : "it may read only the columns of its own row";
}

/* The name before the parentheses at the end of "… function max()". */
static const char *function_of(const struct refusal *refusal)
{
	const char *end = strrchr(refusal->message, '(');
	const char *begin = end;

	while (begin && begin > refusal->message && begin[-1] != ' ')
		begin--;
	return begin ? arena_copy(refusal->known.arena, begin, (size_t)(end - begin))
		     : NULL;
}

static void aggregate(const struct refusal *refusal, struct advice *advice)
{
	struct sought sought = seek(refusal, EXPR_CALL, function_of(refusal));

	if (!sought.meant)
		return;
	advice->span = sought.meant->call->name.span;
	advice->help = arena_printf(refusal->known.arena,
		"over all rows it needs a query of its own: (SELECT %s FROM …)",
		script_text(refusal->known.arena, refusal->known.script,
			sought.meant->span));
}

/* A function that differs from call to call, in a place where it may not. */
static void unsteady(const struct refusal *refusal, struct advice *advice)
{
	struct sought sought = seek(refusal, EXPR_CALL, NULL);

	if (sought.meant)
		advice->span = sought.meant->call->name.span;
}

/* More arguments than the function has, or fewer. */
static void arguments(const struct refusal *refusal, struct advice *advice)
{
	struct sought sought = seek(refusal, EXPR_CALL, function_of(refusal));

	refused_function(refusal, advice);
	if (sought.meant)
		advice->span = sought.meant->call->name.span;
}

/* Which of the tables have the column, by the names they have in the statement. */
struct owners {
	const struct refusal *refusal;
	const char *list;
};

static bool take_source(void *context, const struct tree_source *source)
{
	struct owners *owners = context;
	struct arena *arena = owners->refusal->known.arena;
	struct names columns;
	const char *name = source->alias.text ? source->alias.text
					      : source->object.name.text;

	if (source->kind != SOURCE_TABLE)
		return true;
	columns = known_columns(&owners->refusal->known, source->object.name.text);
	if (names_have(&columns, owners->refusal->name))
		owners->list = names_join(arena, owners->list, " or ",
			arena_printf(arena, "%s.%s", name, owners->refusal->name));
	return true;
}

static void ambiguous(const struct refusal *refusal, struct advice *advice)
{
	struct owners owners = { .refusal = refusal };

	struct sought sought;

	if (!refusal->name)
		return;
	sought = seek(refusal, EXPR_COLUMN, refusal->name);
	if (sought.meant)
		advice->span = sought.meant->column.name.span;
	tree_walk_statement(
		&(struct tree_visitor){ .context = &owners, .source = take_source },
		refusal->known.statement->tree);
	if (owners.list)
		advice->help = arena_printf(
			refusal->known.arena, "write %s", owners.list);
}

/* Kinds of ALTER TABLE that a newer SQLite has. */
static void too_new(const struct refusal *refusal, struct advice *advice)
{
	const struct statement *statement = refusal->known.statement;

	if (statement->kind < STATEMENT_ADD_CONSTRAINT ||
		statement->kind > STATEMENT_DROP_NOT_NULL)
		return;
	advice->span = script_word(
		refusal->known.script, statement->name_span.end);
	advice->help = arena_printf(refusal->known.arena,
		"SQLite has it since 3.53, and this instar was built with %s; with any: "
		"write the table as it is to be below -- @rebuild %s: CREATE TABLE "
		"%s(…)",
		sqlite3_libversion(), statement->name, statement->name);
}

/* "error in view v after drop column: …": what stands in the way has to go first. */
static void in_the_way(const struct refusal *refusal, struct advice *advice)
{
	char type[16], *end;
	const char *at = strstr(refusal->message, "error in ");
	const char *name;

	if (!at)
		return;
	at += strlen("error in ");
	sqlite3_snprintf(sizeof(type), type, "%.*s", (int)strcspn(at, " "), at);
	name = at + strcspn(at, " ") + 1;
	end = strstr(name, " after ");
	if (!end || !strcmp(type, "table"))
		return;
	for (char *c = type; *c; c++)
		*c = (char)(*c - ('a' - 'A'));
	advice->help = arena_printf(refusal->known.arena,
		"write before it: DROP %s %.*s; and create it behind it as it has to be",
		type, (int)(end - name), name);
}

/* "cannot drop UNIQUE column: "k"" */
static void undroppable(const struct refusal *refusal, struct advice *advice)
{
	const struct statement *statement = refusal->known.statement;

	if (statement->tree && statement->kind == STATEMENT_DROP_COLUMN)
		advice->span = statement->tree->alter->column.span;
	advice->help = arena_printf(refusal->known.arena,
		"write the table without it below -- @rebuild %s: CREATE TABLE %s(…)",
		statement->name, statement->name);
}

/* What stands in ADD COLUMN and cannot. */
static void added_key(const struct refusal *refusal, struct advice *advice)
{
	const struct statement *statement = refusal->known.statement;

	if (strstr(refusal->message, "UNIQUE"))
		advice->help = arena_printf(refusal->known.arena,
			"add it without UNIQUE, and then: CREATE UNIQUE INDEX %s_%s ON "
			"%s(%s);",
			statement->name, statement->column, statement->name,
			statement->column);
	else
		advice->help = arena_printf(refusal->known.arena,
			"build the table anew with its key: -- @rebuild %s above CREATE "
			"TABLE %s(…)",
			statement->name, statement->name);
}

static const struct {
	const char *says;
	void (*advise)(const struct refusal *refusal, struct advice *advice);
	const char *help; /* where the function has none */
} rows[] = {
	{ " after drop column: ", in_the_way, NULL },
	{ " after rename: duplicate column name", twice, NULL },
	{ " after rename", in_the_way, NULL },
	{ "no such column", refused_column, NULL },
	{ "has no column named", refused_column, NULL },
	{ "in foreign key definition", refused_column, NULL },
	{ "no such table", refused_table, NULL },
	{ "no such index", refused_object, NULL },
	{ "no such view", refused_object, NULL },
	{ "no such trigger", refused_object, NULL },
	{ "no such function", refused_function, NULL },
	{ "no such collation", refused_function, NULL },
	{ "no such module", refused_function, NULL },
	{ "wrong number of arguments", arguments, NULL },
	{ "duplicate column name", twice, NULL },
	{ "already exists", exists, NULL },
	{ "there is already", exists, NULL },
	{ "values for", refused_count, NULL },
	{ "values were supplied", refused_count, NULL },
	{ "must have the same number of terms", refused_count, NULL },
	{ "do not have the same number of result columns", refused_count, NULL },
	{ "is not constant", not_constant, NULL },
	{ "AUTOINCREMENT is only allowed", autoincrement, NULL },
	{ "unknown datatype for", strict, NULL },
	{ "missing datatype for", strict, NULL },
	{ "more than one primary key", keys, NULL },
	{ "PRIMARY KEY missing on", no_key, NULL },
	{ "views may not be indexed", no_index, NULL },
	{ "qualified table names are not allowed", qualified, NULL },
	{ "subqueries prohibited", subquery, NULL },
	{ "misuse of aggregate", aggregate, NULL },
	{ "ambiguous column name", ambiguous, NULL },
	{ "cannot drop PRIMARY KEY column", undroppable, NULL },
	{ "cannot drop UNIQUE column", undroppable, NULL },
	{ "Cannot add a UNIQUE column", added_key, NULL },
	{ "Cannot add a PRIMARY KEY column", added_key, NULL },
	{ "syntax error", too_new, NULL },
	{ "no other columns exist", NULL,
		"a table has a column at least: DROP TABLE takes all of it" },
	{ "non-deterministic", unsteady,
		"an index, a CHECK and a generated column need the same value each "
		"time: keep the value in a column of its own" },
	{ "cannot create INSTEAD OF trigger on table", NULL,
		"INSTEAD OF is for views: write BEFORE or AFTER" },
	{ "trigger on view", NULL, "a view has INSTEAD OF triggers only" },
	{ "because it is a view", NULL, "write into the tables that it reads" },
	{ "ON CONFLICT clause does not match", NULL,
		"name the columns of a PRIMARY KEY or of a UNIQUE index, all of them" },
	{ "UNIQUE or PRIMARY KEY constraint cannot be dropped", NULL,
		"it belongs to the table's definition: write that without it below "
		"-- @rebuild TABLE" },
	{ "expressions prohibited in PRIMARY KEY and UNIQUE", NULL,
		"an index may have them: CREATE UNIQUE INDEX … ON …(…)" },
	{ "into generated column", NULL, "leave it out of the list of columns" },
	{ "generated column", NULL, "SQLite computes it: leave it out" },
	{ "use DROP VIEW to delete view", NULL, "it is a view: DROP VIEW" },
	{ "use DROP TABLE to delete table", NULL, "it is a table: DROP TABLE" },
};

void refusals_advise(const struct refusal *refusal, struct advice *advice)
{
	*advice = (struct advice){ 0 };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (!strstr(refusal->message, rows[i].says))
			continue;
		if (rows[i].advise)
			rows[i].advise(refusal, advice);
		if (!advice->help)
			advice->help = rows[i].help;
		return;
	}
}
