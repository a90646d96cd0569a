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
	const char *near;

	if (version > (uint32_t)sqlite3_libversion_number())
		return arena_printf(arena,
			"SQLite has it since %u.%u; this instar was built with %s",
			version / 1000000, version / 1000 % 1000, sqlite3_libversion());
	near = nearest_function(arena, name);
	return arena_printf(arena,
		"%s%s%swhen the program registers it before migrating, write: "
		"-- @function %s(%u)",
		near ? "did you mean " : "", near ? near : "", near ? "()? or " : "",
		name, count_arguments(script, name));
}

const char *needs_help(
	struct arena *arena, const struct script *script, const char *message)
{
	static const struct {
		const char *says, *word;
	} kinds[] = {
		{ "no such collation sequence: ", "@collation" },
		{ "no such module: ", "@module" },
	};
	const char *at = strstr(message, "no such function: ");

	if (at)
		return function_help(arena, script, at + strlen("no such function: "));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		at = strstr(message, kinds[i].says);
		if (at)
			return arena_printf(arena,
				"when the program registers it before migrating, write: "
				"-- %s %s",
				kinds[i].word, at + strlen(kinds[i].says));
	}
	return NULL;
}
