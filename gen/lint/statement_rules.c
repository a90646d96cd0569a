/*
 * statement_rules: what a statement may not do, told by itself alone. See
 * statement_rules.h.
 */
#include "gen/lint/statement_rules.h"

#include <strings.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/no_transaction.h"
#include "gen/lint/rebuild_place.h"
#include "gen/sql/slips.h"
#include "gen/lint/text_rules.h"
#include "gen/sql/script_words.h"

struct diag *judge_report(const struct judged *list, enum rule_id rule, struct span span,
	const char *message)
{
	return diag_report(list->diags, rule, list->script->source, span, "%s", message);
}

struct span judge_place(const struct judged *list, const struct statement *statement)
{
	if (statement->kind == STATEMENT_CALL)
		return statement->span;
	return script_word(list->script, statement->span.start);
}

/* In a released step it has done its work, and nothing of that is in the schema. */
static void leave_out_vacuum(const struct judged *list, struct statement *statement)
{
	struct diag *diag = judge_report(list, RULE_VACUUM, judge_place(list, statement),
		statement->new_name ? "VACUUM INTO is left out of the released step"
				    : "VACUUM is left out of the released step");

	diag->severity = SEVERITY_NOTE;
	statement->dropped = true;
}

static void judge_vacuum(const struct judged *list, struct statement *statement)
{
	if (list->bare && !statement->new_name)
		return;
	if (list->released) {
		leave_out_vacuum(list, statement);
		return;
	}
	judge_report(list, RULE_VACUUM, judge_place(list, statement),
		statement->new_name ? "VACUUM INTO writes a file; not allowed"
				    : "VACUUM needs its own step: -- @transaction none")
		->help = statement->new_name
				 ? "copy the database with the host's own code"
				 : "move it to a file of its own, with the line "
				   "-- @transaction none above it";
}

/* Does it write to its object in any way? */
static bool writes(const struct statement *statement)
{
	return statement->kind >= STATEMENT_CREATE_TABLE &&
	       statement->kind <= STATEMENT_DELETE;
}

/* What changes the other database is left out too. What reads it tells it itself. */
static void leave_out_attached(const struct judged *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct statement *statement = &list->statements[i];

		statement->dropped |= writes(statement) && statement->schema &&
				      !map_same(statement->schema, "main") &&
				      !map_same(statement->schema, "temp");
	}
}

static void judge_attach(const struct judged *list, struct statement *statement)
{
	bool attach = statement->kind == STATEMENT_ATTACH;
	struct diag *diag;

	statement->dropped = true;
	if (attach)
		leave_out_attached(list);
	diag = judge_report(list, RULE_ATTACH, judge_place(list, statement),
		arena_printf(list->arena, "%s %s", attach ? "ATTACH" : "DETACH",
			list->released ? "is left out of the released step"
				       : "not allowed"));
	if (list->released)
		diag->severity = SEVERITY_NOTE;
	else if (attach)
		diag->help =
			"a step sees one database; give another one a set of its own";
}

static void judge_environment(const struct judged *list, struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_ATTACH:
	case STATEMENT_DETACH:
		judge_attach(list, statement);
		break;
	case STATEMENT_VACUUM:
		judge_vacuum(list, statement);
		break;
	case STATEMENT_CALL:
		judge_report(list, RULE_CALL, statement->span,
			arena_printf(list->arena,
				"%s is the program's: what it does to rows is not proved",
				statement->name));
		break;
	default:
		break;
	}
}

/* A table in which instar keeps its records. */
static bool is_record(const char *name)
{
	return map_same(name, "schema_migrations") ||
	       map_same(name, "schema_backfills") ||
	       map_same(name, "schema_backfill_skipped");
}

static void judge_schema_write(
	const struct judged *list, const struct statement *statement)
{
	struct diag *diag = judge_report(list, RULE_WRITABLE_SCHEMA, statement->name_span,
		list->released ? "a released step writes to the schema table"
			       : "writing to the schema table is not allowed");

	if (list->released)
		diag->severity = SEVERITY_NOTE;
	else
		diag->help = "change objects with CREATE, ALTER and DROP";
}

static void judge_names(const struct judged *list, const struct statement *statement)
{
	const char *made = parse_made(statement), *name = statement->name;
	if (statement->dropped)
		return;
	if (made &&
		(!strncasecmp(made, "sqlite_", 7) || !strncasecmp(made, "instar_", 7)))
		judge_report(list, RULE_RESERVED_NAME, statement->name_span,
			arena_printf(list->arena, "reserved name %s", made))
			->help =
			"choose a name that does not begin with sqlite_ or instar_";
	else if (is_record(made) || (writes(statement) && is_record(name)))
		judge_report(list, RULE_RESERVED_NAME, statement->name_span,
			arena_printf(list->arena, "reserved name %s",
				is_record(made) ? made : name))
			->help = "instar keeps its records in this table; leave it alone";
	else if (statement->kind >= STATEMENT_INSERT &&
		 statement->kind <= STATEMENT_DELETE &&
		 (map_same(name, "sqlite_master") || map_same(name, "sqlite_schema")))
		judge_schema_write(list, statement);
}

static bool is_temporary(const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_CREATE_TABLE:
	case STATEMENT_CREATE_TABLE_AS:
	case STATEMENT_CREATE_VIEW:
	case STATEMENT_CREATE_TRIGGER:
		return statement->temporary || map_same(statement->schema, "temp");
	default:
		return false;
	}
}

/* The last statement that drops an object, by its name. */
static void find_drops(const struct judged *list, struct map *drops)
{
	map_init(drops, list->arena);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct statement *statement = &list->statements[i];
		if (statement->kind >= STATEMENT_DROP_TABLE &&
			statement->kind <= STATEMENT_DROP_TRIGGER)
			map_put(drops, statement->name, i);
	}
}

/* A temporary table that the same list drops again is a tool of the step. */
static void judge_temporary(
	const struct judged *list, uint32_t index, const struct map *drops)
{
	const struct statement *statement = &list->statements[index];
	if (!is_temporary(statement))
		return;
	uint32_t drop = map_get(drops, statement->name);
	if (drop != MAP_NONE && drop > index)
		return;
	judge_report(list, RULE_TEMPORARY, statement->name_span,
		arena_printf(
			list->arena, "temporary %s does not persist", statement->name))
		->help = "leave out TEMP, or drop it in the same file";
}

static bool judge_call(void *context, const struct tree_expr *expr)
{
	const struct judged *list = context;

	if (expr->kind == EXPR_CALL && map_same(expr->call->name.text, "load_extension"))
		judge_report(list, RULE_LOAD_EXTENSION, expr->call->name.span,
			"load_extension not allowed")
			->help = "let the host load what the database needs";
	return true;
}

/* What looks like a parameter may be of another database: x::text, $$ … $$. */
static bool is_slip(const struct judged *list, const struct statement *statement)
{
	struct slip slip;

	return !statement->tree &&
	       slips_find(list->arena, list->script, statement, &slip);
}

static void judge_outside(const struct judged *list, const struct statement *statement)
{
	struct tree_visitor visitor = { .context = (void *)list, .expr = judge_call };
	struct span parameter = script_parameter(list->script, statement);

	tree_walk_statement(&visitor, statement->tree);
	if (parameter.end && !is_slip(list, statement))
		judge_report(list, RULE_PARAMETER, parameter, "parameter would be NULL")
			->help = "write the value itself";
}

static void judge_list(const struct judged *list)
{
	struct map drops;
	if (!list->count)
		return;
	find_drops(list, &drops);
	transactions_judge(list);
	pragmas_judge(list);
	no_transaction_judge(list);
	for (uint32_t i = 0; i < list->count; i++) {
		struct statement *statement = &list->statements[i];
		judge_environment(list, statement);
		judge_names(list, statement);
		judge_temporary(list, i, &drops);
		judge_outside(list, statement);
		curly_quotes_judge(list, statement);
		no_effect_judge(list, statement);
		columns_judge(list, statement);
		text_rules_judge(list, statement);
	}
}

static void judge_later(const struct judged *list, const struct statement *statement)
{
	curly_quotes_judge(list, statement);
	text_rules_judge_later(list, statement);
}

/* Backfills and deferred indexes: what cannot go in batches is reported there. */
static void judge_sections(struct judged list, const struct script *script)
{
	list.script = script;
	for (uint32_t i = 0; i < script->section_count; i++) {
		const struct section *section = &script->sections[i];
		for (uint32_t j = 0; j < section->count; j++)
			judge_later(&list, &section->statements[j]);
	}
}

static void judge_down(struct judged list, const struct migration *migration)
{
	const struct script *up = migration->up, *down = migration->down_script;

	list.script = down;
	list.statements = down == up ? down->down : down->up;
	list.count = down == up ? down->down_count : down->up_count;
	judge_list(&list);
	if (down != up)
		rebuild_place_judge(list.arena, list.diags, down);
}

void statement_rules_judge(
	struct arena *arena, struct diags *diags, const struct migration *migration)
{
	const struct script *up = migration->up, *down = migration->down_script;
	struct judged list = { arena, diags, up, up->up, up->up_count,
		migration->released || migration->adopted, migration->bare };
	judge_list(&list);
	judge_sections(list, up);
	for (uint32_t i = 0; i < migration->backfill_count; i++)
		judge_sections(list, migration->backfills[i]);
	rebuild_place_judge(arena, diags, up);
	if (down)
		judge_down(list, migration);
	if (list.released)
		left_on_end(arena, (struct migration *)migration);
}
