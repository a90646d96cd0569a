/*
 * environment: which SQLite a set needs. See environment.h.
 *
 * The versions are those of SQLite's release history (https://sqlite.org/changes.html).
 */
#include "gen/lint/environment.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/report/diag.h"

enum { OLDEST = 3026000 };

/* A feature that a statement uses, and the token that shows it. */
struct use {
	const char *what;
	uint32_t version;
	uint32_t token;
};

/* Words that mean the feature wherever they stand; the last column: in which kind. */
static const struct {
	const char *word;
	const char *next; /* the token after it, or NULL: any */
	const char *what;
	uint32_t version;
	enum statement_kind kind; /* STATEMENT_OTHER: any */
} features[] = {
	{ "generated", "always", "a generated column", 3031000, STATEMENT_OTHER },
	{ "as", "(", "a generated column", 3031000, STATEMENT_CREATE_TABLE },
	{ "as", "(", "a generated column", 3031000, STATEMENT_ADD_COLUMN },
	{ "nulls", "first", "NULLS FIRST", 3030000, STATEMENT_OTHER },
	{ "nulls", "last", "NULLS LAST", 3030000, STATEMENT_OTHER },
	{ "as", "materialized", "MATERIALIZED", 3035000, STATEMENT_OTHER },
	{ "not", "materialized", "MATERIALIZED", 3035000, STATEMENT_OTHER },
	{ "returning", NULL, "RETURNING", 3035000, STATEMENT_INSERT },
	{ "returning", NULL, "RETURNING", 3035000, STATEMENT_UPDATE },
	{ "returning", NULL, "RETURNING", 3035000, STATEMENT_DELETE },
	{ "drop", "column", "DROP COLUMN", 3035000, STATEMENT_DROP_COLUMN },
	{ "->", NULL, "the operator ->", 3038000, STATEMENT_OTHER },
	{ "->>", NULL, "the operator ->>", 3038000, STATEMENT_OTHER },
	{ "distinct", "from", "IS DISTINCT FROM", 3039000, STATEMENT_OTHER },
	{ "right", "join", "RIGHT JOIN", 3039000, STATEMENT_OTHER },
	{ "right", "outer", "RIGHT JOIN", 3039000, STATEMENT_OTHER },
	{ "full", "join", "FULL JOIN", 3039000, STATEMENT_OTHER },
	{ "full", "outer", "FULL JOIN", 3039000, STATEMENT_OTHER },
	{ "'subsec'", NULL, "the modifier 'subsec'", 3042000, STATEMENT_OTHER },
	{ "'subsecond'", NULL, "the modifier 'subsecond'", 3042000, STATEMENT_OTHER },
	{ "contentless_delete", "=", "contentless_delete", 3043000,
		STATEMENT_CREATE_VIRTUAL_TABLE },
};

/* Functions that came after 3.26; the math functions need a build option too. */
static const struct {
	const char *name;
	uint32_t version;
} functions[] = {
	{ "iif", 3032000 },
	{ "substring", 3034000 },
	{ "sign", 3035000 },
	{ "acos", 3035000 },
	{ "asin", 3035000 },
	{ "atan", 3035000 },
	{ "atan2", 3035000 },
	{ "ceil", 3035000 },
	{ "ceiling", 3035000 },
	{ "cos", 3035000 },
	{ "degrees", 3035000 },
	{ "exp", 3035000 },
	{ "floor", 3035000 },
	{ "ln", 3035000 },
	{ "log", 3035000 },
	{ "log10", 3035000 },
	{ "log2", 3035000 },
	{ "mod", 3035000 },
	{ "pi", 3035000 },
	{ "pow", 3035000 },
	{ "power", 3035000 },
	{ "radians", 3035000 },
	{ "sin", 3035000 },
	{ "sqrt", 3035000 },
	{ "tan", 3035000 },
	{ "trunc", 3035000 },
	{ "format", 3038000 },
	{ "unixepoch", 3038000 },
	{ "unhex", 3041000 },
	{ "json_error_position", 3042000 },
	{ "octet_length", 3043000 },
	{ "timediff", 3043000 },
	{ "concat", 3044000 },
	{ "concat_ws", 3044000 },
	{ "string_agg", 3044000 },
	{ "jsonb", 3045000 },
	{ "jsonb_array", 3045000 },
	{ "jsonb_extract", 3045000 },
	{ "jsonb_insert", 3045000 },
	{ "jsonb_object", 3045000 },
	{ "jsonb_patch", 3045000 },
	{ "jsonb_remove", 3045000 },
	{ "jsonb_replace", 3045000 },
	{ "jsonb_set", 3045000 },
	{ "jsonb_group_array", 3045000 },
	{ "jsonb_group_object", 3045000 },
	{ "json_pretty", 3046000 },
	{ "if", 3048000 },
	{ "unistr", 3050000 },
	{ "unistr_quote", 3050000 },
};

bool environment_is(const struct script *script, uint32_t i, const char *word)
{
	const struct token *token = &script->tokens[i];
	const char *text = script->source->text + token->span.start;
	size_t size = token->span.end - token->span.start;

	return size == strlen(word) && sqlite3_strnicmp(text, word, (int)size) == 0;
}

/* After these a name with a parenthesis behind it is a table, not a function. */
static const char *const introducers[] = { "into", "table", "references", "on", "exists",
	"update", "with", "recursive", "using", "column", "index", "." };

/* The token behind the parenthesis that closes the one at `open`. */
static uint32_t after_parenthesis(const struct script *script, uint32_t open)
{
	uint32_t depth = 0;

	for (uint32_t i = open; i < script->token_count; i++) {
		if (environment_is(script, i, "("))
			depth++;
		else if (environment_is(script, i, ")") && --depth == 0)
			return i + 1;
	}
	return script->token_count;
}

bool environment_is_call(const struct script *script, uint32_t i)
{
	uint32_t after;

	if (i + 1 >= script->token_count || !environment_is(script, i + 1, "("))
		return false;
	for (size_t j = 0; i && j < sizeof(introducers) / sizeof(*introducers); j++) {
		if (environment_is(script, i - 1, introducers[j]))
			return false;
	}
	after = after_parenthesis(script, i + 1);
	return !(after + 1 < script->token_count && environment_is(script, after, "as") &&
		 (environment_is(script, after + 1, "(") ||
			 environment_is(script, after + 1, "materialized") ||
			 environment_is(script, after + 1, "not")));
}

uint32_t environment_function(const char *name)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		if (sqlite3_stricmp(functions[i].name, name) == 0)
			return functions[i].version;
	}
	return 0;
}

/* The host registers a function of that name itself. */
static bool is_declared(const struct plan *plan, const char *name)
{
	size_t size = strlen(name);

	for (uint32_t i = 0; i < plan->count; i++) {
		const struct script *script = plan->migrations[i].up;

		for (uint32_t j = 0; j < script->annotation_count; j++) {
			const struct annotation *annotation = &script->annotations[j];

			for (uint32_t k = 0; annotation->kind == ANNOTATION_FUNCTION &&
					     k < annotation->name_count;
				k++) {
				if (sqlite3_strnicmp(
					    annotation->names[k], name, (int)size) == 0 &&
					annotation->names[k][size] == '(')
					return true;
			}
		}
	}
	return false;
}

static void raise_to(struct use *use, const char *what, uint32_t version, uint32_t token)
{
	if (version > use->version)
		*use = (struct use){ what, version, token };
}

/* STRICT after the closing parenthesis, alone or after WITHOUT ROWID. */
static bool is_strict(
	const struct script *script, const struct statement *statement, uint32_t i)
{
	return statement->kind == STATEMENT_CREATE_TABLE &&
	       environment_is(script, i, "strict") && i > statement->first_token + 2 &&
	       (environment_is(script, i - 1, ")") ||
		       environment_is(script, i - 1, ",")) &&
	       (i + 1 == statement->first_token + statement->token_count ||
		       environment_is(script, i + 1, ","));
}

/* What one token shows, whatever stands around it. */
static void use_words(const struct script *script, const struct statement *statement,
	uint32_t i, struct use *use)
{
	uint32_t end = statement->first_token + statement->token_count;

	for (size_t j = 0; j < sizeof(features) / sizeof(*features); j++) {
		if ((features[j].kind != STATEMENT_OTHER &&
			    features[j].kind != statement->kind) ||
			!environment_is(script, i, features[j].word))
			continue;
		if (!features[j].next ||
			(i + 1 < end && environment_is(script, i + 1, features[j].next)))
			raise_to(use, features[j].what, features[j].version, i);
	}
}

static void use_call(
	const struct plan *plan, const struct script *script, uint32_t i, struct use *use)
{
	if (!environment_is_call(script, i))
		return;
	for (size_t j = 0; j < sizeof(functions) / sizeof(*functions); j++) {
		if (functions[j].version > use->version &&
			environment_is(script, i, functions[j].name) &&
			!is_declared(plan, functions[j].name))
			raise_to(use, functions[j].name, functions[j].version, i);
	}
}

/* Does an UPDATE begin at this token, of the step or of the body of a trigger? */
static bool begins_update(
	const struct script *script, const struct statement *statement, uint32_t i)
{
	return statement->kind == STATEMENT_CREATE_TRIGGER &&
	       environment_is(script, i, "update") && i > statement->first_token &&
	       (environment_is(script, i - 1, ";") ||
		       environment_is(script, i - 1, "begin"));
}

/* The newest feature of a statement. */
static struct use use_of(const struct plan *plan, const struct script *script,
	const struct statement *statement)
{
	struct use use = { "", OLDEST, statement->first_token };
	uint32_t end = statement->first_token + statement->token_count;
	uint32_t depth = 0;
	bool updates = statement->kind == STATEMENT_UPDATE;

	if (statement->kind == STATEMENT_DROP_COLUMN)
		raise_to(&use, "DROP COLUMN", 3035000, statement->first_token);
	for (uint32_t i = statement->first_token; i < end; i++) {
		depth += environment_is(script, i, "(");
		depth -= environment_is(script, i, ")");
		use_words(script, statement, i, &use);
		use_call(plan, script, i, &use);
		if (!depth && is_strict(script, statement, i))
			raise_to(&use, "STRICT", 3037000, i);
		updates |= begins_update(script, statement, i);
		updates &= !environment_is(script, i, ";");
		if (!depth && updates && environment_is(script, i, "from") &&
			!environment_is(script, i - 1, "distinct"))
			raise_to(&use, "UPDATE … FROM", 3033000, i);
	}
	return use;
}

uint32_t environment_lowest(const struct plan *plan)
{
	uint32_t version = OLDEST;

	for (uint32_t i = 0; i < plan->count; i++) {
		const struct script *script = plan->migrations[i].up;

		for (uint32_t j = 0; j < script->up_count; j++) {
			struct use use = use_of(plan, script, &script->up[j]);

			version = use.version > version ? use.version : version;
		}
	}
	return version;
}

static const char *version_words(struct arena *arena, uint32_t version)
{
	return arena_printf(arena, "%u.%u.%u", version / 1000000, version / 1000 % 1000,
		version % 1000);
}

static void target_list(struct diags *diags, const struct plan *plan,
	const struct script *script, const struct statement *list, uint32_t count,
	uint32_t target)
{
	for (uint32_t i = 0; i < count; i++) {
		struct use use = use_of(plan, script, &list[i]);
		bool call = environment_function(use.what) != 0;

		if (use.version <= target || list[i].dropped)
			continue;
		diag_report(diags, RULE_TARGET, script->source,
			script->tokens[use.token].span,
			"%s%s needs SQLite %s; the target is %s", use.what,
			call ? "()" : "", version_words(diags->arena, use.version),
			version_words(diags->arena, target))
			->help = "write it in an older way, or ship a newer SQLite";
	}
}

void environment_target(struct diags *diags, const struct plan *plan, uint32_t target)
{
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct migration *migration = &plan->migrations[i];

		target_list(diags, plan, migration->up, migration->up->up,
			migration->up->up_count, target);
		if (migration->down_script)
			target_list(diags, plan, migration->down_script, migration->down,
				migration->down_count, target);
	}
}
