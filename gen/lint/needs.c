/*
 * needs: what a set needs of the connection that runs it. See needs.h.
 */
#include "gen/lint/needs.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/environment.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_walk.h"
#include "runtime/cli/nearest.h"

/* Functions that a build of SQLite may leave out. */
static const char *const optional[] = { "acos", "asin", "atan", "atan2", "ceil",
	"ceiling", "cos", "degrees", "exp", "floor", "ln", "log", "log10", "log2", "mod",
	"pi", "pow", "power", "radians", "sin", "soundex", "sqrt", "tan", "trunc", "json",
	"json_array", "json_array_length", "json_each", "json_extract",
	"json_group_array", "json_group_object", "json_insert", "json_object",
	"json_patch", "json_quote", "json_remove", "json_replace", "json_set",
	"json_tree", "json_type", "json_valid", "percentile", "median" };

struct list {
	struct arena *arena;
	struct names needs;
	struct map seen;
	struct map declared; /* names of declared functions */
};

static void add(struct list *list, const char *need)
{
	if (map_add(&list->seen, need))
		*arena_add(list->arena, list->needs.items, list->needs.count) = need;
}

static void add_declared(struct list *list, const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];
		const char *kind = annotation->kind == ANNOTATION_FUNCTION ? "function"
				   : annotation->kind == ANNOTATION_COLLATION
					   ? "collation"
				   : annotation->kind == ANNOTATION_MODULE ? "module"
									   : NULL;

		for (uint32_t j = 0; kind && j < annotation->name_count; j++) {
			const char *name = annotation->names[j];

			add(list, arena_printf(list->arena, "%s %s", kind, name));
			if (annotation->kind == ANNOTATION_FUNCTION)
				map_put(&list->declared,
					arena_copy(list->arena, name, strcspn(name, "(")),
					0);
		}
	}
}

static void add_optional(struct list *list, const char *kind, const char *name)
{
	uint32_t i = map_place(optional, sizeof(optional) / sizeof(*optional), name);

	if (i != MAP_NONE && map_get(&list->declared, name) == MAP_NONE)
		add(list, arena_printf(list->arena, "%s %s", kind, optional[i]));
}

static void take_name(void *list, const struct tree_name *name, enum tree_role role)
{
	if (role == ROLE_FUNCTION)
		add_optional(list, "function", name->text);
}

/* Table functions: json_each() and json_tree(). */
static bool take_source(void *list, const struct tree_source *source)
{
	if (source->kind == SOURCE_FUNCTION)
		add_optional(list, "module", source->object.name.text);
	return true;
}

/* UPDATE and DELETE with a LIMIT of their own are for builds with an option. */
static bool has_own_limit(const struct tree_statement *tree)
{
	return (tree->kind == STATEMENT_UPDATE && tree->update->limit) ||
	       (tree->kind == STATEMENT_DELETE && tree->delete->limit);
}

static void add_used(struct list *list, const struct script *script)
{
	struct tree_visitor visitor = {
		.context = list, .name = take_name, .source = take_source
	};

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct tree_statement *tree = script->up[i].tree;

		if (script->up[i].dropped || !tree)
			continue;
		if (tree->kind == STATEMENT_CREATE_VIRTUAL_TABLE)
			add(list, arena_printf(list->arena, "module %s",
					  tree->create_virtual->module.text));
		if (has_own_limit(tree))
			add(list, "option ENABLE_UPDATE_DELETE_LIMIT");
		tree_walk_statement(&visitor, tree);
	}
}

struct names needs_of(struct arena *arena, const struct plan *plan)
{
	struct list list = { .arena = arena };

	map_init(&list.seen, arena);
	map_init(&list.declared, arena);
	for (const struct migration *m = plan_begin(plan); m < plan_end(plan); m++)
		add_declared(&list, m->up);
	for (const struct migration *m = plan_begin(plan); m < plan_end(plan); m++)
		add_used(&list, m->up);
	return list.needs;
}

/* How many arguments a function is given, where it is last called. */
struct called {
	const char *name;
	uint32_t arguments;
};

/* `a REGEXP b` calls regexp(b, a); MATCH and an ESCAPE behind either likewise. */
static bool is_operator(const struct tree_expr *expr, const char *name)
{
	return (expr->like.operator == OPERATOR_REGEXP && map_same(name, "regexp")) ||
	       (expr->like.operator == OPERATOR_MATCH && map_same(name, "match"));
}

static bool take_call(void *context, const struct tree_expr *expr)
{
	struct called *called = context;

	if (expr->kind == EXPR_CALL && map_same(expr->call->name.text, called->name))
		called->arguments = expr->call->star ? 1 : expr->call->arguments.count;
	if (expr->kind == EXPR_LIKE && is_operator(expr, called->name))
		called->arguments = expr->like.escape ? 3 : 2;
	return true;
}

static uint32_t count_arguments(const struct script *script, const char *name)
{
	struct called called = { name, 1 };
	struct tree_visitor visitor = { .context = &called, .expr = take_call };

	for (uint32_t i = 0; i < script->up_count; i++)
		tree_walk_statement(&visitor, script->up[i].tree);
	for (uint32_t i = 0; i < script->section_count; i++) {
		for (uint32_t j = 0; j < script->sections[i].count; j++)
			tree_walk_statement(
				&visitor, script->sections[i].statements[j].tree);
	}
	for (uint32_t i = 0; i < script->down_count; i++)
		tree_walk_statement(&visitor, script->down[i].tree);
	return called.arguments;
}

/* What other databases call it, and what SQLite has instead. */
static const struct {
	const char *name, *instead;
} foreign[] = {
	{ "now", "CURRENT_TIMESTAMP, or datetime('now')" },
	{ "getdate", "CURRENT_TIMESTAMP, or datetime('now')" },
	{ "getutcdate", "CURRENT_TIMESTAMP, or datetime('now')" },
	{ "sysdate", "CURRENT_TIMESTAMP, or datetime('now')" },
	{ "sysdatetime", "CURRENT_TIMESTAMP, or datetime('now')" },
	{ "utc_timestamp", "CURRENT_TIMESTAMP, or datetime('now')" },
	{ "localtimestamp", "datetime('now', 'localtime')" },
	{ "curdate", "CURRENT_DATE, or date('now')" },
	{ "curtime", "CURRENT_TIME, or time('now')" },
	{ "unix_timestamp", "CAST(strftime('%s', …) AS INTEGER)" },
	{ "to_timestamp", "datetime(…, 'unixepoch')" },
	{ "from_unixtime", "datetime(…, 'unixepoch')" },
	{ "to_char", "strftime('%Y-%m-%d', …)" },
	{ "to_date", "date(…)" },
	{ "date_format", "strftime('%Y-%m-%d', …)" },
	{ "date_trunc", "strftime('%Y-%m-01', …), or date(…, 'start of month')" },
	{ "date_part", "CAST(strftime('%Y', …) AS INTEGER)" },
	{ "date_add", "datetime(…, '+1 day')" },
	{ "dateadd", "datetime(…, '+1 day')" },
	{ "date_sub", "datetime(…, '-1 day')" },
	{ "datediff", "julianday(…) - julianday(…)" },
	{ "year", "CAST(strftime('%Y', …) AS INTEGER)" },
	{ "month", "CAST(strftime('%m', …) AS INTEGER)" },
	{ "day", "CAST(strftime('%d', …) AS INTEGER)" },
	{ "uuid", "lower(hex(randomblob(16)))" },
	{ "newid", "lower(hex(randomblob(16)))" },
	{ "gen_random_uuid", "lower(hex(randomblob(16)))" },
	{ "uuid_generate_v4", "lower(hex(randomblob(16)))" },
	{ "concat", "a || b" },
	{ "concat_ws", "a || ' ' || b" },
	{ "if", "iif(condition, a, b), or CASE WHEN condition THEN a ELSE b END" },
	{ "isnull", "ifnull(a, b)" },
	{ "nvl", "ifnull(a, b)" },
	{ "len", "length(…)" },
	{ "char_length", "length(…)" },
	{ "character_length", "length(…)" },
	{ "lcase", "lower(…)" },
	{ "ucase", "upper(…)" },
	{ "left", "substr(text, 1, n)" },
	{ "right", "substr(text, -n)" },
	{ "locate", "instr(text, part)" },
	{ "charindex", "instr(text, part)" },
	{ "strpos", "instr(text, part)" },
	{ "position", "instr(text, part)" },
	{ "lpad", "substr('000' || text, -3)" },
	{ "greatest", "max(a, b)" },
	{ "least", "min(a, b)" },
	{ "rand", "abs(random() % n)" },
	{ "string_agg", "group_concat(text, ', ')" },
	{ "array_agg", "json_group_array(…)" },
	{ "jsonb_build_object", "json_object(…)" },
	{ "json_build_object", "json_object(…)" },
	{ "to_json", "json(…)" },
	{ "nextval", "INTEGER PRIMARY KEY, which numbers the rows by itself" },
	{ "last_insert_id", "last_insert_rowid()" },
	{ "lastval", "last_insert_rowid()" },
};

static const char *instead_of(const char *name)
{
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++) {
		if (map_same(foreign[i].name, name))
			return foreign[i].instead;
	}
	return NULL;
}

/* The nearest function that SQLite has itself, or NULL. */
static const char *nearest_function(struct arena *arena, const char *name)
{
	struct instar__nearest nearest = { .word = name };
	struct scratch *scratch = scratch_open(arena);
	struct query query =
		scratch_query(scratch, "SELECT DISTINCT name FROM pragma_function_list");

	while (query_row(&query))
		instar__nearest_try(&nearest, query_copy(&query, 0));
	scratch_close(scratch);
	return nearest.best;
}

static const char *function_help(
	struct arena *arena, const struct script *script, const char *name)
{
	uint32_t version = environment_function(name);
	const char *near, *instead = instead_of(name);

	if (version > (uint32_t)sqlite3_libversion_number())
		return arena_printf(arena,
			"SQLite has it since %u.%u; this instar was built with %s%s%s",
			version / 1000000, version / 1000 % 1000, sqlite3_libversion(),
			instead ? "; with any: " : "", instead ? instead : "");
	if (instead)
		return arena_printf(arena, "SQLite has instead: %s", instead);
	near = nearest_function(arena, name);
	return arena_printf(arena,
		"%s%s%swhen the program registers it before migrating, write: "
		"-- @function %s(%u)",
		near ? "did you mean " : "", near ? near : "", near ? "()? or " : "",
		name, count_arguments(script, name));
}

/* "replace() takes 3 arguments" */
static const char *arguments_help(struct arena *arena, const char *call)
{
	const char *name = arena_copy(arena, call, strcspn(call, "(")), *counts = NULL;
	struct scratch *scratch = scratch_open(arena);
	struct query query = scratch_query(scratch,
		"SELECT DISTINCT narg FROM pragma_function_list WHERE name = %Q COLLATE "
		"NOCASE AND narg >= 0 ORDER BY narg",
		name);

	while (query_row(&query))
		counts = names_join(arena, counts, " or ", query_copy(&query, 0));
	scratch_close(scratch);
	return counts ? arena_printf(arena, "%s() takes %s argument%s", name, counts,
				strcmp(counts, "1") ? "s" : "")
		      : NULL;
}

/* A name of SQLite's own that is near, as "did you mean fts5? or "; else "". */
static const char *near_name(struct arena *arena, const char *sql, const char *name)
{
	struct instar__nearest nearest = { .word = name };
	struct scratch *scratch = scratch_open(arena);
	struct query query = scratch_query(scratch, "%s", sql);

	while (query_row(&query))
		instar__nearest_try(&nearest, query_copy(&query, 0));
	scratch_close(scratch);
	return nearest.best ? arena_printf(arena, "did you mean %s? or ", nearest.best)
			    : "";
}

const char *needs_help(
	struct arena *arena, const struct script *script, const char *message)
{
	static const struct {
		const char *says, *word, *known;
	} kinds[] = {
		{ "no such collation sequence: ", "@collation",
			"SELECT name FROM pragma_collation_list" },
		{ "no such module: ", "@module", "SELECT name FROM pragma_module_list" },
	};
	const char *at = strstr(message, "no such function: ");

	if (at)
		return function_help(arena, script, at + strlen("no such function: "));
	at = strstr(message, "wrong number of arguments to function ");
	if (at)
		return arguments_help(
			arena, at + strlen("wrong number of arguments to function "));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		at = strstr(message, kinds[i].says);
		if (at)
			return arena_printf(arena,
				"%swhen the program registers it before migrating, "
				"write: -- %s %s",
				near_name(arena, kinds[i].known,
					at + strlen(kinds[i].says)),
				kinds[i].word, at + strlen(kinds[i].says));
	}
	return NULL;
}
