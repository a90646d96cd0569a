/*
 * origins: what a table of a step is made of, in the tables that were there before it.
 * See origins.h.
 */
#include "gen/coverage/origins.h"

#include "gen/base/arena.h"
#include "gen/sql/parse.h"

/* A column that the step has added, renamed or set, and what it holds since. */
struct overlay {
	const char *column;
	const struct tree_expr *value; /* NULL: not followed */
};

/* One table, back to where it came from, and forward again to the statement in hand. */
struct tracing {
	struct relations *relations;
	struct arena *arena;
	const struct script *script;
	const char *name;
	const struct statement *maker; /* NULL: it was there before */
	uint32_t begin;		       /* the first statement behind that */
	struct overlay *overlays;
	uint32_t count;
	uint32_t arms;	 /* fillings so far, by queries */
	uint32_t writes; /* statements that wrote to it */
	struct table_origin origin;
};

static bool makes(const struct relations *relations, const struct statement *statement)
{
	return statement->kind == STATEMENT_CREATE_TABLE_AS ||
	       (statement->kind == STATEMENT_CREATE_TABLE &&
		       (!statement->if_exists ||
			       names_have(&relations->absent, statement->name)));
}

/* Where it came from; false: there is no such table then. */
static bool trace_back(struct tracing *tracing, uint32_t at)
{
	while (at-- > 0) {
		const struct statement *statement = &tracing->script->up[at];

		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->new_name, tracing->name)) {
			tracing->name = statement->name;
			continue;
		}
		if (!map_same(statement->name, tracing->name))
			continue;
		if (statement->kind == STATEMENT_DROP_TABLE ||
			statement->kind == STATEMENT_RENAME_TABLE)
			return false;
		if (makes(tracing->relations, statement)) {
			tracing->maker = statement;
			tracing->begin = at + 1;
			return true;
		}
	}
	return true;
}

/* Columns */

static struct overlay *overlay_of(struct tracing *tracing, const char *column)
{
	for (uint32_t i = 0; i < tracing->count; i++) {
		if (map_same(tracing->overlays[i].column, column))
			return &tracing->overlays[i];
	}
	*arena_add(tracing->arena, tracing->overlays, tracing->count) =
		(struct overlay){ .column = column };
	return &tracing->overlays[tracing->count - 1];
}

static const struct tree_expr *null_literal(struct arena *arena)
{
	struct tree_expr *expr = arena_alloc(arena, sizeof(*expr));

	*expr = (struct tree_expr){
		.kind = EXPR_LITERAL, .height = 1, .literal = { LITERAL_NULL, NULL }
	};
	return expr;
}

static const struct tree_expr *column_expr(struct arena *arena, const char *name)
{
	struct tree_expr *expr = arena_alloc(arena, sizeof(*expr));

	*expr = (struct tree_expr){ .kind = EXPR_COLUMN, .height = 1 };
	expr->column.name.text = name;
	return expr;
}

static void add_column(struct tracing *tracing, const struct tree_column_def *column)
{
	struct overlay *overlay = overlay_of(tracing, column->name.text);

	overlay->value = null_literal(tracing->arena);
	for (uint32_t i = 0; i < column->constraints.count; i++) {
		const struct tree_constraint *own = &column->constraints.items[i];

		if (own->kind == CONSTRAINT_DEFAULT)
			overlay->value = own->expr;
	}
}

static void rename_column(struct tracing *tracing, const struct tree_alter *alter)
{
	const char *old = alter->column.text;
	const struct tree_expr *value = column_expr(tracing->arena, old);

	for (uint32_t i = 0; i < tracing->count; i++) {
		if (map_same(tracing->overlays[i].column, old))
			value = tracing->overlays[i].value;
	}
	overlay_of(tracing, alter->new_name.text)->value = value;
}

static void set_columns(struct tracing *tracing, const struct tree_sets *sets)
{
	for (uint32_t i = 0; i < sets->count; i++) {
		const struct tree_set *set = &sets->items[i];

		for (uint32_t j = 0; j < set->columns.count; j++)
			overlay_of(tracing, set->columns.items[j].text)->value =
				set->row ? NULL : set->value;
	}
}

/* Fillings */

static const struct tree_names *names_of(
	const struct tracing *tracing, const struct tree_insert *insert)
{
	const struct tree_create_table *table =
		tracing->maker->tree ? tracing->maker->tree->create_table : NULL;
	struct tree_names *names = arena_alloc(tracing->arena, sizeof(*names));

	*names = (struct tree_names){ NULL, 0 };
	if (insert->columns.count)
		return &insert->columns;
	for (uint32_t i = 0; table && i < table->columns.count; i++)
		*arena_add(tracing->arena, names->items, names->count) =
			table->columns.items[i].name;
	return names;
}

/* The columns of the only table of FROM, where the query takes all of them. */
static const struct tree_results *expand(
	const struct tracing *tracing, const struct tree_core *core, uint32_t at)
{
	struct relations before = *tracing->relations;
	struct tree_results *results;
	const struct relation *relation;
	struct table_origin origin;

	if (core->results.count != 1 || core->results.items[0].expr ||
		core->from.count != 1 || core->from.items[0].kind != SOURCE_TABLE)
		return &core->results;
	before.at = at;
	if (!before.reader)
		before.reader = tracing->relations;
	origin = origin_of(&before, core->from.items[0].object.name.text);
	results = arena_alloc(tracing->arena, sizeof(*results));
	*results = (struct tree_results){ NULL, 0 };
	relation = origin.table ? relation_of(tracing->relations, origin.table) : NULL;
	for (uint32_t i = 0; relation && i < relation->columns.count; i++)
		*arena_add(tracing->arena, results->items, results->count) =
			(struct tree_result){ .expr = column_expr(tracing->arena,
						      relation->columns.items[i]) };
	return results->count ? results : &core->results;
}

/* One core of a query that fills it. */
static void take_core(struct tracing *tracing, const struct tree_select *select,
	const struct tree_core *core, const struct tree_names *columns, uint32_t at)
{
	struct tree_select *one = arena_alloc(tracing->arena, sizeof(*one));
	struct tree_core *copy = arena_alloc(tracing->arena, sizeof(*copy));

	if (!core->from.count)
		return;
	if (tracing->arms++ > tracing->relations->arm && tracing->origin.select)
		return;
	*copy = *core;
	copy->compound = COMPOUND_NONE;
	copy->results = *expand(tracing, core, at);
	*one = (struct tree_select){ .with = select->with, .cores = { copy, 1 } };
	tracing->origin =
		(struct table_origin){ .select = one, .columns = columns, .at = at };
}

static void take_select(struct tracing *tracing, const struct tree_select *select,
	const struct tree_names *columns, uint32_t at)
{
	for (uint32_t i = 0; i < select->cores.count; i++)
		take_core(tracing, select, &select->cores.items[i], columns, at);
}

static void take_statement(struct tracing *tracing, uint32_t at)
{
	const struct statement *statement = &tracing->script->up[at];
	const struct tree_statement *tree = statement->tree;

	if (!tree || !map_same(statement->name, tracing->name))
		return;
	switch (statement->kind) {
	case STATEMENT_RENAME_TABLE:
		tracing->name = statement->new_name;
		break;
	case STATEMENT_ADD_COLUMN:
		add_column(tracing, tree->alter->added);
		break;
	case STATEMENT_RENAME_COLUMN:
		rename_column(tracing, tree->alter);
		break;
	case STATEMENT_UPDATE:
		tracing->writes++;
		set_columns(tracing, &tree->update->sets);
		break;
	case STATEMENT_INSERT:
		tracing->writes += 1 + tree->insert->upserts.count;
		if (tracing->maker && tree->insert->select)
			take_select(tracing, tree->insert->select,
				names_of(tracing, tree->insert), at);
		break;
	default:
		break;
	}
}

/* The table of before, with what the step has done to its columns. */
static struct table_origin origin_before(struct tracing *tracing, const char *table)
{
	const struct relation *relation = relation_of(tracing->relations, table);
	struct tree_select *select = arena_alloc(tracing->arena, sizeof(*select));
	struct tree_core *core = arena_alloc(tracing->arena, sizeof(*core));
	struct tree_source *source = arena_alloc(tracing->arena, sizeof(*source));

	if (!relation || !tracing->count)
		return (struct table_origin){ .table = table };
	*source = (struct tree_source){ .kind = SOURCE_TABLE };
	source->object.name.text = table;
	*core = (struct tree_core){ .from = { source, 1 } };
	for (uint32_t i = 0; i < tracing->count; i++) {
		struct tree_result result = { .expr = tracing->overlays[i].value };

		result.alias.text = tracing->overlays[i].column;
		if (result.expr)
			*arena_add(tracing->arena, core->results.items,
				core->results.count) = result;
	}
	for (uint32_t i = 0; i < relation->columns.count; i++) {
		const char *name = relation->columns.items[i];
		struct tree_result result = { .expr = column_expr(tracing->arena, name) };
		bool covered = false;

		result.alias.text = name;
		for (uint32_t j = 0; j < tracing->count; j++)
			covered |= map_same(tracing->overlays[j].column, name);
		if (!covered)
			*arena_add(tracing->arena, core->results.items,
				core->results.count) = result;
	}
	*select = (struct tree_select){ .cores = { core, 1 } };
	return (struct table_origin){ .select = select, .altered = true };
}

static void take_maker(struct tracing *tracing)
{
	tracing->writes++;
	take_select(tracing, tracing->maker->tree->create_table->select, NULL,
		tracing->begin - 1);
}

struct table_origin origin_of(struct relations *relations, const char *name)
{
	struct tracing tracing = { .relations = relations,
		.arena = relations->scratch->arena,
		.script = relations->script,
		.name = name };
	const char *before;

	if (!trace_back(&tracing, relations->at))
		return (struct table_origin){ 0 };
	before = tracing.name;
	if (tracing.maker && tracing.maker->kind == STATEMENT_CREATE_TABLE_AS &&
		tracing.maker->tree)
		take_maker(&tracing);
	for (uint32_t i = tracing.begin; i < relations->at; i++)
		take_statement(&tracing, i);
	if (relations->arms < tracing.arms)
		relations->arms = tracing.arms;
	if (!tracing.maker)
		return origin_before(&tracing, before);
	tracing.origin.alone = tracing.origin.select && tracing.arms == 1 &&
			       tracing.writes <= 1 && !tracing.count;
	return tracing.origin;
}
