/*
 * tree_resolve: which table each name of a tree belongs to. See tree_resolve.h.
 *
 * While the tree is walked, a list has the scopes around the node at hand, the nearest
 * last: FROM lists, tables that are written, and WITH. A subquery in FROM does not see
 * its neighbours.
 */
#include "gen/sql/tree_resolve.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/tree_walk.h"

struct scope {
	const void *node;		  /* whose children it is for */
	const struct tree_sources *from;  /* or NULL */
	const struct tree_object *target; /* written, or a trigger's: new and old */
	const struct tree_name *alias;	  /* of target */
	const struct tree_results *results;
	const struct tree_with *with;
	bool hides; /* the scope before it is not seen */
	bool trigger;
};

struct walk {
	const struct tree_resolver *resolver;
	struct arena *arena;
	struct scope *scopes;
	uint32_t count;
	const void *subquery; /* a SELECT that does not see the scope around it */
	uint32_t depth;	      /* of has_source */
	const void *order;    /* a term of ORDER BY at hand */
};

static void push(struct walk *walk, struct scope scope)
{
	*arena_add(walk->arena, walk->scopes, walk->count) = scope;
}

/* The table of WITH that a name means, or NULL. */
static const struct tree_cte *find_cte(
	const struct walk *walk, const struct tree_object *object)
{
	for (uint32_t i = walk->count; i-- > 0 && !object->schema.text;) {
		const struct tree_with *with = walk->scopes[i].with;

		for (uint32_t j = 0; with && j < with->ctes.count; j++) {
			if (map_same(with->ctes.items[j].name.text, object->name.text))
				return &with->ctes.items[j];
		}
	}
	return NULL;
}

/* What a name is looked up in */

static bool has_source(struct walk *walk, const struct tree_source *source,
	const char *name);

static bool has_result(
	struct walk *walk, const struct tree_core *core, const char *name)
{
	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_result *result = &core->results.items[i];
		const struct tree_name *column = tree_column_of(result->expr);

		if (map_same(result->alias.text, name) ||
			(!result->alias.text && column && map_same(column->text, name)))
			return true;
		for (uint32_t j = 0; !result->expr && j < core->from.count; j++) {
			if (has_source(walk, &core->from.items[j], name))
				return true;
		}
	}
	return false;
}

static bool has_name(const struct tree_names *names, const char *name)
{
	for (uint32_t i = 0; i < names->count; i++) {
		if (map_same(names->items[i].text, name))
			return true;
	}
	return false;
}

/* A table of WITH that is made of itself would be asked for ever. */
#define DEEPEST 50

static bool has_source_below(
	struct walk *walk, const struct tree_source *source, const char *name)
{
	const struct tree_cte *cte = find_cte(walk, &source->object);

	switch (source->kind) {
	case SOURCE_SELECT:
		return has_result(walk, &source->select->cores.items[0], name);
	case SOURCE_JOIN:
		for (uint32_t i = 0; i < source->sources.count; i++) {
			if (has_source(walk, &source->sources.items[i], name))
				return true;
		}
		return false;
	default:
		if (!cte)
			return walk->resolver->has(
				walk->resolver->context, &source->object, name);
		return cte->columns.count
			       ? has_name(&cte->columns, name)
			       : has_result(walk, &cte->select->cores.items[0], name);
	}
}

static bool has_source(struct walk *walk, const struct tree_source *source,
	const char *name)
{
	bool has = ++walk->depth < DEEPEST && has_source_below(walk, source, name);

	walk->depth--;
	return has;
}

static bool called(const struct tree_name *alias, const struct tree_object *object,
	const struct tree_name *name)
{
	return map_same(alias->text ? alias->text : object->name.text, name->text);
}

static void tell(struct walk *walk, const struct tree_object *table,
	const struct tree_name *column, enum tree_access access)
{
	if (walk->resolver->column)
		walk->resolver->column(walk->resolver->context, table, column, access);
}

/* Tell a column of a source; `column` NULL: all. */
static void tell_source(struct walk *walk, const struct tree_source *source,
	const struct tree_name *column)
{
	if (source->kind == SOURCE_JOIN) {
		for (uint32_t i = 0; i < source->sources.count; i++) {
			const struct tree_source *inner = &source->sources.items[i];

			if (!column || has_source(walk, inner, column->text))
				tell_source(walk, inner, column);
		}
	} else if (source->kind != SOURCE_SELECT && !find_cte(walk, &source->object)) {
		tell(walk, &source->object, column, ACCESS_READ);
	}
}

/* t.column or t.*: in the source that is called so; false: there is none. */
static bool take_qualified(struct walk *walk, const struct tree_sources *from,
	const struct tree_name *table, const struct tree_name *column)
{
	for (uint32_t i = 0; from && i < from->count; i++) {
		const struct tree_source *source = &from->items[i];

		if (source->kind == SOURCE_JOIN &&
			take_qualified(walk, &source->sources, table, column))
			return true;
		if (!called(&source->alias, &source->object, table))
			continue;
		tell_source(walk, source, column);
		return true;
	}
	return false;
}

/* A single column: in the first source that has it. */
static bool take_lone(struct walk *walk, const struct tree_sources *from,
	const struct tree_name *column)
{
	for (uint32_t i = 0; from && i < from->count; i++) {
		if (!has_source(walk, &from->items[i], column->text))
			continue;
		tell_source(walk, &from->items[i], column);
		return true;
	}
	return false;
}

static bool take_target(struct walk *walk, const struct scope *scope,
	const struct tree_name *table, const struct tree_name *column)
{
	bool mine = scope->target &&
		    (!table->text
				    ? !scope->trigger &&
					      walk->resolver->has(walk->resolver->context,
						      scope->target, column->text)
		     : scope->trigger ? map_same(table->text, "new") ||
						map_same(table->text, "old")
				      : called(scope->alias, scope->target, table));

	if (mine)
		tell(walk, scope->target, column, ACCESS_READ);
	return mine;
}

/* The scopes from the nearest outwards, without those that are hidden. */
static void take_column(
	struct walk *walk, const struct tree_name *table, const struct tree_name *column)
{
	for (uint32_t i = walk->count; i-- > 0;) {
		const struct scope *scope = &walk->scopes[i];

		if (take_target(walk, scope, table, column) ||
			(table->text ? take_qualified(walk, scope->from, table, column)
				     : take_lone(walk, scope->from, column)))
			return;
		i -= scope->hides && i;
	}
}

/* Does the term of ORDER BY name a result? */
static bool names_result(const struct walk *walk, const struct tree_name *column)
{
	const struct scope *scope;

	if (!walk->count)
		return false;
	scope = &walk->scopes[walk->count - 1];
	for (uint32_t i = 0; scope->results && i < scope->results->count; i++) {
		if (map_same(scope->results->items[i].alias.text, column->text))
			return true;
	}
	return false;
}

static bool take_expr(void *context, const struct tree_expr *expr)
{
	struct walk *walk = context;

	if (expr->kind == EXPR_COLUMN &&
		!(walk->order == expr && names_result(walk, &expr->column.name)))
		take_column(walk, &expr->column.table, &expr->column.name);
	if (expr->kind == EXPR_IN && expr->in.table)
		tell_source(walk, expr->in.table, NULL);
	return true;
}

/* `*`: all sources of the nearest FROM. */
static void take_star(struct walk *walk, const struct tree_result *result)
{
	for (uint32_t i = walk->count; i-- > 0;) {
		const struct scope *scope = &walk->scopes[i];

		if (scope->with && !scope->from && !scope->target)
			continue;
		if (result->table.text) {
			take_qualified(walk, scope->from, &result->table, NULL);
			return;
		}
		if (scope->target)
			tell(walk, scope->target, NULL, ACCESS_READ);
		for (uint32_t j = 0; scope->from && j < scope->from->count; j++)
			tell_source(walk, &scope->from->items[j], NULL);
		return;
	}
}

/* Tables */

static void tell_table(
	struct walk *walk, const struct tree_object *table, enum tree_access access)
{
	if (walk->resolver->table)
		walk->resolver->table(walk->resolver->context, table, access);
}

/* USING names a column of this source and of one before it. */
static void take_using(struct walk *walk, const struct tree_source *source)
{
	const struct tree_name no_table = { .text = NULL };

	for (uint32_t i = 0; i < source->using.count; i++) {
		tell_source(walk, source, &source->using.items[i]);
		take_column(walk, &no_table, &source->using.items[i]);
	}
}

static bool take_source(void *context, const struct tree_source *source)
{
	struct walk *walk = context;
	bool written = walk->count && walk->scopes[walk->count - 1].target ==
					      &source->object;

	if ((source->kind == SOURCE_TABLE || source->kind == SOURCE_FUNCTION) &&
		!written && !find_cte(walk, &source->object))
		tell_table(walk, &source->object, ACCESS_READ);
	walk->subquery = source->select;
	take_using(walk, source);
	return true;
}

/* Scopes */

static bool take_select(void *context, const struct tree_select *select)
{
	struct walk *walk = context;
	struct scope scope = { .node = select, .with = select->with };

	scope.hides = walk->subquery == select;
	if (select->cores.count == 1) { /* ORDER BY sees it, too */
		scope.from = &select->cores.items[0].from;
		scope.results = &select->cores.items[0].results;
	}
	push(walk, scope);
	return true;
}

static bool take_core(void *context, const struct tree_core *core)
{
	struct walk *walk = context;

	if (walk->scopes[walk->count - 1].from != &core->from)
		push(walk, (struct scope){ .node = core, .from = &core->from });
	return true;
}

static void take_names(struct walk *walk, const struct tree_object *table,
	const struct tree_names *names, enum tree_access access)
{
	for (uint32_t i = 0; i < names->count; i++)
		tell(walk, table, &names->items[i], access);
}

static void take_sets(struct walk *walk, const struct tree_object *table,
	const struct tree_sets *sets)
{
	for (uint32_t i = 0; i < sets->count; i++)
		take_names(walk, table, &sets->items[i].columns, ACCESS_UPDATE);
}

static void take_insert(struct walk *walk, const struct tree_insert *insert)
{
	push(walk, (struct scope){ .node = insert,
			   .target = &insert->table,
			   .alias = &insert->alias,
			   .with = insert->with });
	walk->subquery = insert->select;
	tell_table(walk, &insert->table, ACCESS_INSERT);
	take_names(walk, &insert->table, &insert->columns, ACCESS_INSERT);
	for (uint32_t i = 0; i < insert->upserts.count; i++)
		take_sets(walk, &insert->table, &insert->upserts.items[i].sets);
}

static void take_update(struct walk *walk, const struct tree_update *update)
{
	push(walk, (struct scope){ .node = update,
			   .from = &update->from,
			   .target = &update->table->object,
			   .alias = &update->table->alias,
			   .with = update->with });
	tell_table(walk, &update->table->object, ACCESS_UPDATE);
	take_sets(walk, &update->table->object, &update->sets);
}

static void take_delete(struct walk *walk, const struct tree_delete *deletion)
{
	push(walk, (struct scope){ .node = deletion,
			   .target = &deletion->table->object,
			   .alias = &deletion->table->alias,
			   .with = deletion->with });
	tell_table(walk, &deletion->table->object, ACCESS_DELETE);
}

static bool enter(void *context, enum tree_node kind, const void *node)
{
	struct walk *walk = context;
	const struct tree_create_trigger *trigger = node;
	const struct tree_result *result = node;
	const struct tree_term *term = node;

	if (kind == NODE_INSERT)
		take_insert(walk, node);
	else if (kind == NODE_UPDATE)
		take_update(walk, node);
	else if (kind == NODE_DELETE)
		take_delete(walk, node);
	else if (kind == NODE_CREATE_TRIGGER)
		push(walk, (struct scope){ .node = node,
				   .target = &trigger->table,
				   .trigger = true });
	else if (kind == NODE_RESULT && !result->expr)
		take_star(walk, result);
	else if (kind == NODE_TERM)
		walk->order = term->expr;
	return true;
}

static void leave(void *context, enum tree_node kind, const void *node)
{
	struct walk *walk = context;

	(void)kind;
	if (walk->count && walk->scopes[walk->count - 1].node == node)
		walk->count--;
}

void tree_resolve(const struct tree_resolver *resolver, struct arena *arena,
	const struct tree_statement *statement)
{
	struct walk walk = { .resolver = resolver, .arena = arena };
	struct tree_visitor visitor = { .context = &walk,
		.select = take_select,
		.core = take_core,
		.source = take_source,
		.expr = take_expr,
		.enter = enter,
		.leave = leave };

	tree_walk_statement(&visitor, statement);
}
