/*
 * environment: which SQLite a set needs. See environment.h.
 *
 * The versions are those of SQLite's release history (https://sqlite.org/changes.html).
 */
#include "gen/lint/environment.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/report/diag.h"
#include "gen/sql/script_words.h"

enum { OLDEST = 3026000 };

/* The newest feature of a statement that was seen so far, and where. */
struct use {
	const struct plan *plan;
	const struct script *script;
	const char *what;
	uint32_t version;
	struct span span;
};

/* Functions that came after 3.26; the math functions need a build option too. */
static const struct function {
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

static const struct function *find_function(const char *name)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		if (sqlite3_stricmp(functions[i].name, name) == 0)
			return &functions[i];
	}
	return NULL;
}

uint32_t environment_function(const char *name)
{
	const struct function *function = find_function(name);

	return function ? function->version : 0;
}

/* The host registers a function of that name itself. */
static bool is_declared(const struct plan *plan, const char *name)
{
	size_t size = strlen(name);

	for (const struct migration *migration = plan_begin(plan);
		migration < plan_end(plan); migration++) {
		const struct script *script = migration->up;

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

/* Of two of one version the first counts. */
static void raise_to(
	struct use *use, const char *what, uint32_t version, struct span span)
{
	if (version < use->version ||
		(version == use->version && span.start >= use->span.start))
		return;
	use->what = what;
	use->version = version;
	use->span = span;
}

/* A feature whose keyword is the last of that spelling before a byte. */
static void raise_before(struct use *use, const char *what, uint32_t version,
	uint32_t end, const char *word)
{
	raise_to(use, what, version,
		script_find_last(use->script, (struct span){ 0, end }, word));
}

static void use_returning(struct use *use, const struct tree_results *returning)
{
	if (returning->count)
		raise_before(use, "RETURNING", 3035000, returning->items[0].span.start,
			"returning");
}

static void use_arguments(struct use *use, const struct tree_names *arguments)
{
	static const char option[] = "contentless_delete";

	for (uint32_t i = 0; i < arguments->count; i++) {
		if (sqlite3_strnicmp(
			    arguments->items[i].text, option, sizeof(option) - 1) == 0)
			raise_to(use, option, 3043000, arguments->items[i].span);
	}
}

static bool use_statement(void *context, const struct tree_statement *statement)
{
	struct use *use = context;

	switch (statement->kind) {
	case STATEMENT_CREATE_TABLE:
		if (statement->create_table->strict)
			raise_before(
				use, "STRICT", 3037000, statement->span.end, "strict");
		break;
	case STATEMENT_CREATE_VIRTUAL_TABLE:
		use_arguments(use, &statement->create_virtual->arguments);
		break;
	case STATEMENT_DROP_COLUMN:
		raise_to(use, "DROP COLUMN", 3035000, statement->span);
		break;
	case STATEMENT_INSERT:
		use_returning(use, &statement->insert->returning);
		break;
	case STATEMENT_UPDATE:
		use_returning(use, &statement->update->returning);
		if (statement->update->from.count)
			raise_before(use, "UPDATE … FROM", 3033000,
				statement->update->from.items[0].span.start, "from");
		break;
	case STATEMENT_DELETE:
		use_returning(use, &statement->delete->returning);
		break;
	default:
		break;
	}
	return true;
}

static bool use_constraint(void *use, const struct tree_constraint *constraint)
{
	if (constraint->kind == CONSTRAINT_GENERATED)
		raise_to(use, "a generated column", 3031000, constraint->span);
	return true;
}

static bool use_source(void *use, const struct tree_source *source)
{
	if (source->join == JOIN_RIGHT)
		raise_before(use, "RIGHT JOIN", 3039000, source->span.start, "right");
	else if (source->join == JOIN_FULL)
		raise_before(use, "FULL JOIN", 3039000, source->span.start, "full");
	return true;
}

/* AS MATERIALIZED ( and AS NOT MATERIALIZED ( */
static bool use_cte(void *use, const struct tree_cte *cte)
{
	if (cte->materialized != MATERIALIZED_NONE)
		raise_before(use, "MATERIALIZED", 3035000, cte->select->span.start,
			cte->materialized == MATERIALIZED_NOT ? "not" : "as");
	return true;
}

static bool use_term(void *use, enum tree_node kind, const void *node)
{
	const struct tree_term *term = node;

	if (kind == NODE_TERM && term->nulls != NULLS_NONE)
		raise_before(use,
			term->nulls == NULLS_FIRST ? "NULLS FIRST" : "NULLS LAST",
			3030000, term->span.end, "nulls");
	return true;
}

static void use_operator(struct use *use, const struct tree_expr *expr)
{
	struct span between = { expr->binary.left->span.end,
		expr->binary.right->span.start };
	struct span word = script_word(use->script, between.start);

	switch (expr->binary.operator) {
	case OPERATOR_ARROW:
		raise_to(use, "the operator ->", 3038000, word);
		break;
	case OPERATOR_ARROW_VALUE:
		raise_to(use, "the operator ->>", 3038000, word);
		break;
	case OPERATOR_IS:
	case OPERATOR_IS_NOT:
		word = script_find(use->script, between, "distinct");
		if (word.start < word.end)
			raise_to(use, "IS DISTINCT FROM", 3039000, word);
		break;
	default:
		break;
	}
}

static void use_call(struct use *use, const struct tree_name *name)
{
	const struct function *function = find_function(name->text);

	if (function && function->version >= use->version &&
		!is_declared(use->plan, function->name))
		raise_to(use, function->name, function->version, name->span);
}

/* What date functions may be asked for. */
static void use_modifier(struct use *use, const struct tree_expr *expr)
{
	if (map_same(expr->literal.text, "subsec"))
		raise_to(use, "the modifier 'subsec'", 3042000, expr->span);
	else if (map_same(expr->literal.text, "subsecond"))
		raise_to(use, "the modifier 'subsecond'", 3042000, expr->span);
}

static bool use_expr(void *use, const struct tree_expr *expr)
{
	if (expr->kind == EXPR_BINARY)
		use_operator(use, expr);
	else if (expr->kind == EXPR_CALL)
		use_call(use, &expr->call->name);
	else if (expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_STRING)
		use_modifier(use, expr);
	return true;
}

/* The newest feature of a statement. */
static struct use use_of(const struct plan *plan, const struct script *script,
	const struct statement *statement)
{
	struct use use = { plan, script, "", OLDEST, statement->span };
	struct tree_visitor visitor = { .context = &use,
		.statement = use_statement,
		.constraint = use_constraint,
		.source = use_source,
		.cte = use_cte,
		.expr = use_expr,
		.enter = use_term };

	tree_walk_statement(&visitor, statement->tree);
	return use;
}

uint32_t environment_lowest(const struct plan *plan)
{
	uint32_t version = OLDEST;

	for (const struct migration *migration = plan_begin(plan);
		migration < plan_end(plan); migration++) {
		const struct script *script = migration->up;

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
			script_word(script, use.span.start),
			"%s%s needs SQLite %s; the target is %s", use.what,
			call ? "()" : "", version_words(diags->arena, use.version),
			version_words(diags->arena, target))
			->help = "write it in an older way, or ship a newer SQLite";
	}
}

void environment_target(struct diags *diags, const struct plan *plan, uint32_t target)
{
	for (const struct migration *migration = plan_begin(plan);
		migration < plan_end(plan); migration++) {
		target_list(diags, plan, migration->up, migration->up->up,
			migration->up->up_count, target);
		if (migration->down_script)
			target_list(diags, plan, migration->down_script, migration->down,
				migration->down_count, target);
	}
}
