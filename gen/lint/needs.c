/*
 * needs: what a set needs of the connection that runs it. See needs.h.
 */
#include "gen/lint/needs.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/environment.h"
#include "gen/oracle/query.h"
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
	struct needs needs;
	struct map seen;
	struct map declared; /* names of declared functions */
};

static void add(struct list *list, const char *need)
{
	if (map_get(&list->seen, need) != MAP_NONE)
		return;
	map_put(&list->seen, need, 0);
	list->needs.items = arena_grow(list->arena, list->needs.items, list->needs.count,
		sizeof(*list->needs.items));
	list->needs.items[list->needs.count++] = need;
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

static char *token_text(struct arena *arena, const struct script *script, uint32_t i)
{
	struct span span = script->tokens[i].span;

	return arena_copy(
		arena, script->source->text + span.start, span.end - span.start);
}

/* The name after USING; quotes are taken off. */
static void add_module(
	struct list *list, const struct script *script, const struct statement *statement)
{
	uint32_t end = statement->first_token + statement->token_count;

	for (uint32_t i = statement->first_token; i + 1 < end; i++) {
		char *name;
		size_t size;

		if (!environment_is(script, i, "using"))
			continue;
		name = token_text(list->arena, script, i + 1);
		size = strlen(name);
		if (size > 2 && strchr("\"[`'", name[0]))
			name = arena_copy(list->arena, name + 1, size - 2);
		add(list, arena_printf(list->arena, "module %s", name));
		return;
	}
}

/* UPDATE and DELETE with a LIMIT of their own are for builds with an option. */
static void add_option(
	struct list *list, const struct script *script, const struct statement *statement)
{
	uint32_t end = statement->first_token + statement->token_count;
	uint32_t depth = 0;

	for (uint32_t i = statement->first_token; i < end; i++) {
		depth += environment_is(script, i, "(");
		depth -= environment_is(script, i, ")");
		if (!depth && environment_is(script, i, "limit"))
			add(list, "option ENABLE_UPDATE_DELETE_LIMIT");
	}
}

static void add_functions(
	struct list *list, const struct script *script, const struct statement *statement)
{
	uint32_t end = statement->first_token + statement->token_count;

	for (uint32_t i = statement->first_token; i < end; i++) {
		if (!environment_is_call(script, i))
			continue;
		for (size_t j = 0; j < sizeof(optional) / sizeof(*optional); j++) {
			if (environment_is(script, i, optional[j]) &&
				map_get(&list->declared, optional[j]) == MAP_NONE)
				add(list, arena_printf(list->arena, "%s %s",
						  strstr(optional[j], "_each") ||
								  strstr(optional[j],
									  "_tree")
							  ? "module"
							  : "function",
						  optional[j]));
		}
	}
}

static void add_used(struct list *list, const struct script *script)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->dropped)
			continue;
		if (statement->kind == STATEMENT_CREATE_VIRTUAL_TABLE)
			add_module(list, script, statement);
		if (statement->kind == STATEMENT_UPDATE ||
			statement->kind == STATEMENT_DELETE)
			add_option(list, script, statement);
		add_functions(list, script, statement);
	}
}

struct needs needs_of(struct arena *arena, const struct plan *plan)
{
	struct list list = { .arena = arena };

	map_init(&list.seen, arena);
	map_init(&list.declared, arena);
	for (uint32_t i = 0; i < plan->count; i++)
		add_declared(&list, plan->migrations[i].up);
	for (uint32_t i = 0; i < plan->count; i++)
		add_used(&list, plan->migrations[i].up);
	return list.needs;
}

/* How many arguments a call has: commas outside inner parentheses. */
static uint32_t count_arguments(const struct script *script, uint32_t open)
{
	uint32_t depth = 0, count = 0;

	for (uint32_t i = open; i < script->token_count; i++) {
		if (environment_is(script, i, "("))
			depth++;
		else if (environment_is(script, i, ")"))
			depth--;
		else if (depth == 1 && environment_is(script, i, ","))
			count++;
		if (depth == 0)
			return i == open + 1 ? 0 : count + 1;
	}
	return count + 1;
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
	uint32_t version = environment_function(name), arguments = 1;
	const char *near;

	if (version > (uint32_t)sqlite3_libversion_number())
		return arena_printf(arena,
			"SQLite has it since %u.%u; this instar was built with %s",
			version / 1000000, version / 1000 % 1000, sqlite3_libversion());
	for (uint32_t i = 0; i + 1 < script->token_count; i++) {
		if (environment_is(script, i, name) && environment_is(script, i + 1, "("))
			arguments = count_arguments(script, i + 1);
	}
	near = nearest_function(arena, name);
	return arena_printf(arena,
		"%s%s%swhen the program registers it before migrating, write: "
		"-- @function %s(%u)",
		near ? "did you mean " : "", near ? near : "", near ? "()? or " : "",
		name, arguments);
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
