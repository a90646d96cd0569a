/*
 * derived_questions: what the statements of a step ask of the rows before it. See
 * derived_questions.h.
 */
#include "gen/oracle/derived_questions.h"

#include "gen/base/arena.h"
#include "gen/oracle/trigger_conditions.h"
#include "gen/oracle/writes.h"

static void ask(struct derivations *derivations, struct derived_question question)
{
	if (question.sql && question.source)
		*arena_add(derivations->arena, derivations->questions,
			derivations->question_count) = question;
}

void derived_questions_where(struct derivations *derivations,
	const struct statement *statement, const struct derivation *way,
	const char *where)
{
	if (where)
		ask(derivations, (struct derived_question){ .source = way->source,
					 .sql = substitution_both(
						 derivations->arena, way->filter, where),
					 .statement = statement });
}

/* A search for calls that want JSON. */
struct search {
	struct derivations *derivations;
	const struct derivation *way;
	const struct scope *scope;
	const struct statement *statement;
};

static void ask_json(const struct search *search, const struct tree_expr *expr)
{
	struct arena *arena = search->derivations->arena;
	const char *sql = substitute(arena, search->scope, expr);

	if (sql && substitution_reads(arena, sql).count)
		ask(search->derivations,
			(struct derived_question){ .source = search->way->source,
				.kind = QUESTION_JSON,
				.sql = arena_printf(arena, "json_valid(%s)", sql),
				.statement = search->statement });
}

static bool reads_json(const char *name)
{
	static const char *const names[] = { "json", "json_extract", "json_type",
		"json_array_length", "json_each", "json_tree", "json_set", "json_insert",
		"json_replace", "json_remove", "json_patch", "jsonb" };

	return MAP_AMONG(names, name);
}

static bool see_expr(void *context, const struct tree_expr *expr)
{
	const struct search *search = context;
	bool arrow = expr->kind == EXPR_BINARY &&
		     (expr->binary.operator == OPERATOR_ARROW || expr->binary.operator ==
			     OPERATOR_ARROW_VALUE);

	if (expr->kind == EXPR_CALL && expr->call->arguments.count &&
		reads_json(expr->call->name.text))
		ask_json(search, expr->call->arguments.items[0]);
	if (arrow)
		ask_json(search, expr->binary.left);
	return true;
}

static bool see_source(void *context, const struct tree_source *source)
{
	const struct search *search = context;

	if (source->kind == SOURCE_FUNCTION && source->arguments.count &&
		reads_json(source->object.name.text))
		ask_json(search, source->arguments.items[0]);
	return true;
}

void derived_questions_json(struct derivations *derivations, const struct derivation *way,
	const struct scope *scope, const struct statement *statement, enum tree_node kind,
	const void *node)
{
	struct search search = { derivations, way, scope, statement };
	const struct tree_visitor visitor = {
		.context = &search, .expr = see_expr, .source = see_source
	};

	if (way->source && node)
		tree_walk(&visitor, kind, node);
}

void derived_questions_triggers(struct derivations *derivations,
	const struct statement *statement, const char *table,
	const struct derivation *old, const struct derivation *new)
{
	const struct derivation *way = new ? new : old;
	enum tree_trigger_event event = !old   ? TRIGGER_INSERT
					: !new ? TRIGGER_DELETE
					       : TRIGGER_UPDATE;
	struct trigger_conditions conditions;
	struct scope scope = { .count = 0 };
	struct write write;

	if (!way->source)
		return;
	if (new)
		scope.items[scope.count++] =
			(struct substitute){ .name = "new", .columns = &new->columns };
	if (old)
		scope.items[scope.count++] = (struct substitute){
			.name = "old", .columns = &old->columns, .rowid = old->same
		};
	write = write_of(derivations->arena, statement);
	conditions =
		trigger_conditions_of(derivations->before, table, event, &write.columns);
	for (uint32_t i = 0; i < conditions.count; i++) {
		const char *sql =
			substitute(derivations->arena, &scope, conditions.items[i]);

		if (sql)
			ask(derivations,
				(struct derived_question){ .source = way->source,
					.kind = QUESTION_RAISE,
					.sql = substitution_both(
						derivations->arena, way->filter, sql),
					.statement = statement });
	}
}
