/*
 * refused_exprs: expressions that SQLite does not take in their place. See refused.h.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/refused.h"
#include "gen/sql/script_words.h"

/* An expression of the statement that SQLite does not allow in its place. */
struct sought {
	const struct refused *refused;
	enum tree_expr_kind kind;
	const char *name; /* of a function, NULL: of any; of a column */
	const struct tree_expr *first, *meant;
	struct span select;
};

/* A column is meant without the name of a table before it. */
static bool is_named(const struct tree_expr *expr, const char *name)
{
	if (expr->kind == EXPR_CALL)
		return !name || map_same(expr->call->name.text, name);
	return expr->kind != EXPR_COLUMN ||
	       (!expr->column.table.text && map_same(expr->column.name.text, name));
}

static bool take_expr(void *context, const struct tree_expr *expr)
{
	struct sought *sought = context;
	bool query = sought->kind == EXPR_SELECT;

	if (query && !sought->select.end) {
		const struct tree_select *select =
			expr->kind == EXPR_SELECT || expr->kind == EXPR_EXISTS
				? expr->select
			: expr->kind == EXPR_IN ? expr->in.select
						: NULL;

		if (select)
			sought->select = select->span;
	}
	if (expr->kind != sought->kind || !is_named(expr, sought->name))
		return true;
	if (!sought->first)
		sought->first = expr;
	if (refused_at(sought->refused, expr->span.start))
		sought->meant = expr;
	return true;
}

static struct sought seek(
	const struct refused *refused, enum tree_expr_kind kind, const char *name)
{
	struct sought sought = { .refused = refused, .kind = kind, .name = name };

	tree_walk_statement(
		&(struct tree_visitor){ .context = &sought, .expr = take_expr },
		refused->known.statement->tree);
	if (!sought.meant)
		sought.meant = sought.first;
	return sought;
}

void refused_subquery(const struct refused *refused, struct advice *advice)
{
	struct sought sought = seek(refused, EXPR_SELECT, NULL);

	if (sought.select.end)
		advice->span = script_word(refused->known.script, sought.select.start);
	advice->help = strstr(refused->message, "CHECK")
			       ? "a CHECK sees its own row only: another table is "
				 "REFERENCES, or a trigger with RAISE(ABORT, 'why')"
			       : "it may read only the columns of its own row";
}

/* The name before the parentheses at the end of "… function max()". */
static const char *function_of(const struct refused *refused)
{
	const char *end = strrchr(refused->message, '(');
	const char *begin = end;

	while (begin && begin > refused->message && begin[-1] != ' ')
		begin--;
	return begin ? arena_copy(refused->known.arena, begin, (size_t)(end - begin))
		     : NULL;
}

void refused_aggregate(const struct refused *refused, struct advice *advice)
{
	struct sought sought = seek(refused, EXPR_CALL, function_of(refused));

	if (!sought.meant)
		return;
	advice->span = sought.meant->call->name.span;
	advice->help = arena_printf(refused->known.arena,
		"over all rows it needs a query of its own: (SELECT %s FROM …)",
		script_text(
			refused->known.arena, refused->known.script, sought.meant->span));
}

/* A function that differs from call to call, in a place where it may not. */
void refused_unsteady(const struct refused *refused, struct advice *advice)
{
	struct sought sought = seek(refused, EXPR_CALL, NULL);

	if (sought.meant)
		advice->span = sought.meant->call->name.span;
}

/* More arguments than the function has, or fewer. */
void refused_arguments(const struct refused *refused, struct advice *advice)
{
	struct sought sought = seek(refused, EXPR_CALL, function_of(refused));

	refused_function(refused, advice);
	if (sought.meant)
		advice->span = sought.meant->call->name.span;
}

/* Which of the tables have the column, by the names they have in the statement. */
struct owners {
	const struct refused *refused;
	const char *list;
};

static bool take_source(void *context, const struct tree_source *source)
{
	struct owners *owners = context;
	struct arena *arena = owners->refused->known.arena;
	struct names columns;
	const char *name =
		source->alias.text ? source->alias.text : source->object.name.text;

	if (source->kind != SOURCE_TABLE)
		return true;
	columns = known_columns(&owners->refused->known, source->object.name.text);
	if (names_have(&columns, owners->refused->name))
		owners->list = names_join(arena, owners->list, " or ",
			arena_printf(arena, "%s.%s", name, owners->refused->name));
	return true;
}

void refused_ambiguous(const struct refused *refused, struct advice *advice)
{
	struct owners owners = { .refused = refused };

	struct sought sought;

	if (!refused->name)
		return;
	sought = seek(refused, EXPR_COLUMN, refused->name);
	if (sought.meant)
		advice->span = sought.meant->column.name.span;
	tree_walk_statement(
		&(struct tree_visitor){ .context = &owners, .source = take_source },
		refused->known.statement->tree);
	if (owners.list)
		advice->help =
			arena_printf(refused->known.arena, "write %s", owners.list);
}
