/*
 * refused: what SQLite refuses in a statement that reads. See refused.h.
 */
#include "gen/lint/refused.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/script_words.h"

bool refused_at(const struct refused *refused, uint32_t at)
{
	return refused->offset >= 0 &&
	       refused->known.statement->span.start + (uint32_t)refused->offset == at;
}

struct found {
	const struct refused *refused;
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
	if (refused_at(found->refused, name->span.start))
		found->meant = name->span;
}

struct span refused_find(
	const struct refused *refused, enum tree_role role, const char *name)
{
	struct found found = { .refused = refused, .role = role, .name = name };

	tree_walk_statement(
		&(struct tree_visitor){ .context = &found, .name = take_name },
		refused->known.statement->tree);
	return found.meant.end ? found.meant : found.first;
}

static void no_index(const struct refused *refused, struct advice *advice)
{
	const struct statement *statement = refused->known.statement;

	if (statement->tree && statement->kind == STATEMENT_CREATE_INDEX)
		advice->span = statement->tree->create_index->table.span;
	advice->help = "a view has no index of its own: index the tables that it reads";
}

/* main.users within a trigger. */
static void qualified(const struct refused *refused, struct advice *advice)
{
	const struct statement *statement = refused->known.statement;
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
		advice->help = arena_printf(refused->known.arena,
			"a trigger writes in its own database: write %s alone",
			object->name.text);
	}
}

/* Kinds of ALTER TABLE that a newer SQLite has. */
static void too_new(const struct refused *refused, struct advice *advice)
{
	const struct statement *statement = refused->known.statement;

	if (statement->kind < STATEMENT_ADD_CONSTRAINT ||
		statement->kind > STATEMENT_DROP_NOT_NULL)
		return;
	advice->span = script_word(refused->known.script, statement->name_span.end);
	advice->help = arena_printf(refused->known.arena,
		"SQLite has it since 3.53, and this instar was built with %s; with any: "
		"write the table as it is to be below -- @rebuild %s: CREATE TABLE "
		"%s(…)",
		sqlite3_libversion(), statement->name, statement->name);
}

/* "error in view v after drop column: …": what is in the way has to go first. */
static void in_the_way(const struct refused *refused, struct advice *advice)
{
	char type[16], *end;
	const char *at = strstr(refused->message, "error in ");
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
	advice->help = arena_printf(refused->known.arena,
		"write before it: DROP %s %.*s; and create it behind it as it has to be",
		type, (int)(end - name), name);
}

/* "cannot drop UNIQUE column: "k"" */
static void undroppable(const struct refused *refused, struct advice *advice)
{
	const struct statement *statement = refused->known.statement;

	if (statement->tree && statement->kind == STATEMENT_DROP_COLUMN)
		advice->span = statement->tree->alter->column.span;
	advice->help = arena_printf(refused->known.arena,
		"write the table without it below -- @rebuild %s: CREATE TABLE %s(…)",
		statement->name, statement->name);
}

/* What ADD COLUMN cannot have. */
static void added_key(const struct refused *refused, struct advice *advice)
{
	const struct statement *statement = refused->known.statement;

	if (strstr(refused->message, "UNIQUE"))
		advice->help = arena_printf(refused->known.arena,
			"add it without UNIQUE, and then: CREATE UNIQUE INDEX %s_%s ON "
			"%s(%s);",
			statement->name, statement->column, statement->name,
			statement->column);
	else
		advice->help = arena_printf(refused->known.arena,
			"build the table anew with its key: -- @rebuild %s above CREATE "
			"TABLE %s(…)",
			statement->name, statement->name);
}

static const struct {
	const char *says;
	void (*advise)(const struct refused *refused, struct advice *advice);
	const char *help; /* where the function has none */
} sayings[] = {
	{ " after drop column: ", in_the_way, NULL },
	{ " after rename: duplicate column name", refused_twice, NULL },
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
	{ "wrong number of arguments", refused_arguments, NULL },
	{ "duplicate column name", refused_twice, NULL },
	{ "already exists", refused_exists, NULL },
	{ "there is already", refused_exists, NULL },
	{ "values for", refused_count, NULL },
	{ "values were supplied", refused_count, NULL },
	{ "must have the same number of terms", refused_count, NULL },
	{ "do not have the same number of result columns", refused_count, NULL },
	{ "is not constant", refused_not_constant, NULL },
	{ "AUTOINCREMENT is only allowed", refused_autoincrement, NULL },
	{ "unknown datatype for", refused_strict, NULL },
	{ "missing datatype for", refused_strict, NULL },
	{ "more than one primary key", refused_keys, NULL },
	{ "PRIMARY KEY missing on", refused_no_key, NULL },
	{ "views may not be indexed", no_index, NULL },
	{ "qualified table names are not allowed", qualified, NULL },
	{ "subqueries prohibited", refused_subquery, NULL },
	{ "misuse of aggregate", refused_aggregate, NULL },
	{ "ambiguous column name", refused_ambiguous, NULL },
	{ "cannot drop PRIMARY KEY column", undroppable, NULL },
	{ "cannot drop UNIQUE column", undroppable, NULL },
	{ "Cannot add a UNIQUE column", added_key, NULL },
	{ "Cannot add a PRIMARY KEY column", added_key, NULL },
	{ "syntax error", too_new, NULL },
	{ "no other columns exist", NULL,
		"a table has a column at least: DROP TABLE takes all of it" },
	{ "non-deterministic", refused_unsteady,
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

void refused_advise(const struct refused *refused, struct advice *advice)
{
	*advice = (struct advice){ 0 };
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++) {
		if (!strstr(refused->message, sayings[i].says))
			continue;
		if (sayings[i].advise)
			sayings[i].advise(refused, advice);
		if (!advice->help)
			advice->help = sayings[i].help;
		return;
	}
}
