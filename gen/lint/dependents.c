/*
 * dependents: do views and triggers still compile? See dependents.h. A view is tried by
 * selecting from it, a trigger by preparing a statement that fires it; the authorizer
 * tells which tables either reads, and which other views and triggers were compiled with
 * it: those that reach furthest are tried first, and what went well inside of one need
 * not be tried again.
 */
#include "gen/lint/dependents.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/needs.h"
#include "gen/lint/quoted_strings.h"
#include "gen/lint/sql_errors.h"
#include "gen/oracle/double_quotes.h"
#include "gen/report/diag.h"
#include "gen/sql/parse.h"
#include "gen/sql/script_words.h"
#include "gen/sql/tree_walk.h"

void dependents_init(struct dependents *dependents, struct arena *arena)
{
	*dependents = (struct dependents){ .arena = arena };
	map_init(&dependents->tables, arena);
	map_init(&dependents->reach, arena);
	map_init(&dependents->ctes, arena);
	map_init(&dependents->broken, arena);
}

static struct readers *readers_of(struct dependents *dependents, const char *table)
{
	uint32_t i = map_get(&dependents->tables, table);

	if (i != MAP_NONE)
		return &dependents->readers[i];
	map_put(&dependents->tables, table, dependents->count);
	return arena_add(dependents->arena, dependents->readers, dependents->count);
}

static void add_reader(struct dependents *dependents, const char *table,
	const struct shot_object *object)
{
	struct readers *readers = readers_of(dependents, table);

	names_add(dependents->arena,
		object->type == INSTAR__VIEW ? &readers->views : &readers->triggers,
		object->name);
}

static const char *update_all(struct arena *arena, const struct shot_object *table)
{
	const char *sql = arena_printf(arena, "UPDATE \"%w\" SET", table->name);
	const char *comma = "";

	for (uint32_t i = 0; i < table->column_count; i++) {
		const struct shot_column *column = &table->columns[i];

		if (column->generated)
			continue;
		sql = arena_printf(arena, "%s%s \"%w\" = \"%w\"", sql, comma,
			column->name, column->name);
		comma = ",";
	}
	return sql;
}

/* A statement that makes SQLite compile the object; NULL when there is none. */
static const char *probe(struct arena *arena, const struct snapshot *snapshot,
	const struct shot_object *object)
{
	const struct tree_create_trigger *tree =
		snapshot_tree(object, STATEMENT_CREATE_TRIGGER);
	const struct shot_object *table;

	if (object->type == INSTAR__VIEW)
		return arena_printf(arena, "SELECT * FROM \"%w\"", object->name);
	table = snapshot_find(snapshot, false, object->table);
	if (!table || !tree)
		return NULL;
	switch (tree->event) {
	case TRIGGER_INSERT:
		return arena_printf(
			arena, "INSERT INTO \"%w\" DEFAULT VALUES", object->table);
	case TRIGGER_UPDATE:
		return table->column_count ? update_all(arena, table) : NULL;
	default:
		return arena_printf(arena, "DELETE FROM \"%w\"", object->table);
	}
}

static const char *key_of(struct arena *arena, const struct shot_object *object)
{
	return arena_printf(arena, "%s %s",
		object->type == INSTAR__VIEW ? "view" : "trigger", object->name);
}

/* The statement that took away what SQLite misses, or the given place. */
static struct span culprit(struct arena *arena, const struct script *script,
	const char *why, struct span span)
{
	const char *name = sql_errors_name(arena, why);

	for (uint32_t i = 0; name && i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (map_same(statement->column, name) && statement->tree &&
			statement->kind == STATEMENT_DROP_COLUMN)
			return statement->tree->alter->column.span;
		if (map_same(statement->name, name) || map_same(statement->column, name))
			return statement->name_span;
	}
	return span;
}

/* What is wrong in the body of a view or trigger that the step makes, and where. */
static struct advice advice_of(struct dependents *dependents,
	const struct snapshot *snapshot, const struct shot_object *object,
	const char *why)
{
	struct known known = { .arena = dependents->arena,
		.snapshot = snapshot,
		.script = object->script,
		.statement = script_statement(object->script, object->span.start) };

	return known.statement && known.statement->tree ? sql_errors_advice(&known, why)
							: (struct advice){ 0 };
}

static void report(struct dependents *dependents, struct diags *diags,
	const struct snapshot *snapshot, const struct shot_object *object,
	const char *why, const struct script *script, struct span span)
{
	struct advice advice = { 0 };
	const char *key = key_of(dependents->arena, object);
	bool own = script == object->script && span.start == object->span.start;
	bool view = object->type == INSTAR__VIEW;
	const char *missing = needs_help(dependents->arena, script, why);
	struct diag *diag;

	if (!map_add(&dependents->broken, key))
		return;
	if (!own)
		span = culprit(dependents->arena, script, why, span);
	else
		advice = advice_of(dependents, snapshot, object, why);
	if (advice.span.end)
		span = advice.span;
	diag = diag_report(diags,
		missing ? RULE_UNDECLARED
		: view	? RULE_VIEW_BROKEN
			: RULE_TRIGGER_BROKEN,
		script->source, span, "%s does not compile", key);
	diag->evidence = advice.near ? arena_printf(dependents->arena,
					       "%s; did you mean %s?", why, advice.near)
				     : why;
	diag->help = missing	   ? missing
		     : advice.help ? advice.help
		     : own ? "SQLite accepts the body now and fails at the first use: "
			     "fix it here"
			   : arena_printf(dependents->arena,
				     "drop %s in this step and create it again as it has "
				     "to be",
				     key);
}

/* A view or trigger that the step may have broken. */
struct candidate {
	struct shot_object *object;
	const struct script *script; /* where to tell it */
	struct span span;
	uint32_t reach; /* how much it was seen to read */
	bool good;	/* it compiles */
};

/* A check of one step. */
struct trial {
	struct dependents *dependents;
	struct diags *diags;
	struct snapshot *snapshot;
	struct scratch *scratch;
	struct candidate *items;
	uint32_t count;
	struct map numbers; /* key_of(), to the candidate */
};

static void add(struct trial *trial, struct shot_object *object,
	const struct script *script, struct span span)
{
	const char *key;

	if (!object || (object->type != INSTAR__VIEW && object->type != INSTAR__TRIGGER))
		return;
	key = key_of(trial->dependents->arena, object);
	if (map_get(&trial->numbers, key) != MAP_NONE)
		return;
	map_put(&trial->numbers, key, trial->count);
	*arena_add(trial->dependents->arena, trial->items, trial->count) =
		(struct candidate){ .object = object, .script = script, .span = span };
}

static bool take_cte(void *context, const struct tree_cte *cte)
{
	map_put(context, cte->name.text, 0);
	return true;
}

static void add_changed(struct trial *trial, const struct changes *changes)
{
	const struct tree_visitor visitor = { .context = &trial->dependents->ctes,
		.cte = take_cte };

	for (uint32_t i = 0; i < changes->count; i++) {
		struct shot_object *object = changes->items[i].after;

		if (!object)
			continue;
		add(trial, object, object->script, object->span);
		if (object->type == INSTAR__VIEW || object->type == INSTAR__TRIGGER)
			tree_walk_statement(&visitor, object->tree);
	}
}

/*
 * Is the table another than it was, for who reads it? A trigger or an index of it that
 * came is nothing to them; one that went may be named by INDEXED BY.
 */
static bool differs(const struct changes *changes, const char *table)
{
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *before = changes->items[i].before;
		const struct shot_object *after = changes->items[i].after;
		bool index = before && before->type == INSTAR__INDEX;

		if (before && map_same(before->table, table) &&
			(before->type == INSTAR__TABLE || before->type == INSTAR__VIEW ||
				(index && !after)))
			return true;
		if (after && map_same(after->name, table) &&
			(after->type == INSTAR__TABLE || after->type == INSTAR__VIEW))
			return true;
	}
	return false;
}

static void add_readers(struct trial *trial, const char *table,
	const struct script *script, struct span span)
{
	struct readers readers = *readers_of(trial->dependents, table);

	for (uint32_t i = 0; i < readers.views.count; i++)
		add(trial, snapshot_find(trial->snapshot, false, readers.views.items[i]),
			script, span);
	for (uint32_t i = 0; i < readers.triggers.count; i++)
		add(trial,
			snapshot_find(trial->snapshot, true, readers.triggers.items[i]),
			script, span);
}

static void note_reads(struct trial *trial, const struct shot_object *object)
{
	const struct touched *touched = &trial->scratch->touched;

	for (uint32_t i = 0; i < touched->read.count; i++)
		add_reader(trial->dependents, touched->read.items[i], object);
	for (uint32_t i = 0; i < touched->written.count; i++)
		add_reader(trial->dependents, touched->written.items[i], object);
}

/* The candidate that is meant by a name inside which something was compiled, or NULL. */
static struct candidate *compiled_as(struct trial *trial, const char *name)
{
	struct arena *arena = trial->dependents->arena;
	uint32_t view = map_get(&trial->numbers, arena_printf(arena, "view %s", name));
	uint32_t trigger =
		map_get(&trial->numbers, arena_printf(arena, "trigger %s", name));

	if (map_get(&trial->dependents->ctes, name) != MAP_NONE ||
		(snapshot_find(trial->snapshot, false, name) &&
			snapshot_find(trial->snapshot, true, name)))
		return NULL; /* it may be another */
	view = view == MAP_NONE ? trigger : view;
	return view == MAP_NONE ? NULL : &trial->items[view];
}

/* The author's statement of the candidate's script that makes it, or NULL. */
static const struct statement *maker_of(const struct candidate *candidate)
{
	enum statement_kind kind = candidate->object->type == INSTAR__VIEW
					   ? STATEMENT_CREATE_VIEW
					   : STATEMENT_CREATE_TRIGGER;

	const struct statement *maker =
		candidate->script
			? parse_find(candidate->script, kind, candidate->object->name)
			: NULL;

	/* @rebuild writes them as they were, behind the author's text */
	return maker && maker->span.start < candidate->script->source->size ? maker
									    : NULL;
}

/* Does it compile? Strings in double quotes are told where an unreleased step has them,
 * when that is in hand; older ones are texts. */
static bool compiles(
	struct trial *trial, const struct candidate *candidate, const char *sql)
{
	struct failure own;

	if (scratch_compiles(trial->scratch, sql))
		return true;
	return double_quotes_body(trial->scratch, candidate->object, sql, &own) &&
	       (!own.message || trial->dependents->released || !maker_of(candidate));
}

/* Is it the author's string in double quotes that keeps it from compiling? */
static bool report_string(
	struct trial *trial, const struct candidate *candidate, const char *sql)
{
	const struct statement *maker = maker_of(candidate);
	struct failure own;

	if (!maker || !double_quotes_body(trial->scratch, candidate->object, sql, &own) ||
		!own.message)
		return false;
	if (map_add(&trial->dependents->broken,
		    key_of(trial->dependents->arena, candidate->object)))
		quoted_strings_report(trial->diags, trial->scratch, &own,
			candidate->script, maker, trial->dependents->adopted);
	return true;
}

/* Compile one object; it, and what was compiled inside of it, are good if it does. */
static void try_quietly(struct trial *trial, struct candidate *candidate)
{
	struct dependents *dependents = trial->dependents;
	const struct shot_object *object = candidate->object;
	const char *sql = probe(dependents->arena, trial->snapshot, object);
	const struct touched *touched = &trial->scratch->touched;

	scratch_forget(trial->scratch);
	if (!sql || !compiles(trial, candidate, sql))
		return;
	candidate->good = true;
	note_reads(trial, object);
	map_put(&dependents->reach, key_of(dependents->arena, object),
		touched->read.count + touched->written.count);
	for (uint32_t i = 0; i < touched->compiled.count; i++) {
		struct candidate *inner = compiled_as(trial, touched->compiled.items[i]);

		if (!inner || inner->good)
			continue;
		inner->good = true;
		note_reads(trial, inner->object);
	}
}

/* Compile one object, note what it reads, and tell what SQLite says of it. */
static void try_object(struct trial *trial, const struct candidate *candidate)
{
	struct scratch *scratch = trial->scratch;
	struct shot_object *object = candidate->object;
	const char *sql = probe(trial->dependents->arena, trial->snapshot, object);
	bool good;

	if (!sql)
		return;
	scratch_forget(scratch);
	good = compiles(trial, candidate, sql);
	if (!good && report_string(trial, candidate, sql))
		return;
	if (!good && object->type == INSTAR__TRIGGER && scratch->touched.trigger) {
		struct shot_object *other =
			snapshot_find(trial->snapshot, true, scratch->touched.trigger);

		object = other ? other : object; /* it fires another, which fails */
	}
	note_reads(trial, object);
	if (!good)
		report(trial->dependents, trial->diags, trial->snapshot, object,
			scratch->failure.message, candidate->script, candidate->span);
}

static bool is_rowid(const char *name)
{
	return map_same(name, "rowid") || map_same(name, "oid") ||
	       map_same(name, "_rowid_");
}

/*
 * A trigger that waits for a column its table lacks: SQLite takes it, and it never fires.
 */
static void check_columns(struct trial *trial, const struct candidate *candidate)
{
	const struct shot_object *object = candidate->object;
	const struct tree_create_trigger *tree =
		snapshot_tree(object, STATEMENT_CREATE_TRIGGER);
	const struct shot_object *table =
		snapshot_find(trial->snapshot, false, object->table);
	struct arena *arena = trial->dependents->arena;
	struct names names = { 0 };
	bool own = candidate->script == object->script &&
		   candidate->span.start == object->span.start;

	for (uint32_t i = 0; tree && table && i < table->column_count; i++)
		names_add(arena, &names, table->columns[i].name);
	for (uint32_t i = 0; names.count && i < tree->columns.count; i++) {
		const char *name = tree->columns.items[i].text;
		const char *near = known_nearest(&names, name);
		const struct statement *statement =
			own ? script_statement(candidate->script, candidate->span.start)
			    : NULL;
		struct diag *diag;

		if (names_have(&names, name) || is_rowid(name) ||
			!map_add(&trial->dependents->broken,
				arena_printf(arena, "of %s %s", object->name, name)))
			continue;
		diag = diag_report(trial->diags, RULE_TRIGGER_COLUMN,
			candidate->script->source,
			statement ? script_find(candidate->script, statement->span, name)
				  : candidate->span,
			"trigger %s waits for a change of %s.%s, which is not "
			"there%s%s%s",
			object->name, table->name, name, near ? "; did you mean " : "",
			near ? near : "", near ? "?" : "");
		diag->evidence = "SQLite accepts it, and the trigger never fires for it";
		diag->help = known_list(arena, &names)
				     ? arena_printf(arena, "%s has %s", table->name,
					       known_list(arena, &names))
				     : NULL;
	}
}

/* Who reads most comes first; of equals what was made last, which may read the others. */
static int by_reach(const void *a, const void *b)
{
	const struct candidate *left = *(struct candidate *const *)a;
	const struct candidate *right = *(struct candidate *const *)b;

	if (left->reach != right->reach)
		return left->reach < right->reach ? 1 : -1;
	return left < right ? 1 : -1;
}

/* Find out which are good. */
static void try_all(struct trial *trial)
{
	struct arena *arena = trial->dependents->arena;
	struct candidate **order = arena_array(arena, trial->count, sizeof(*order));

	for (uint32_t i = 0; i < trial->count; i++) {
		uint32_t reach = map_get(
			&trial->dependents->reach, key_of(arena, trial->items[i].object));

		trial->items[i].reach = reach == MAP_NONE ? 0 : reach;
		order[i] = &trial->items[i];
	}
	if (trial->count)
		qsort(order, trial->count, sizeof(*order), by_reach);
	for (uint32_t i = 0; i < trial->count; i++) {
		if (!order[i]->good)
			try_quietly(trial, order[i]);
	}
}

void dependents_check(struct dependents *dependents, struct diags *diags,
	struct snapshot *snapshot, struct scratch *scratch, const struct changes *changes,
	const struct script *script, struct span span)
{
	struct touched touched = scratch->touched;
	struct trial trial = { .dependents = dependents,
		.diags = diags,
		.snapshot = snapshot,
		.scratch = scratch };

	map_init(&trial.numbers, dependents->arena);
	add_changed(&trial, changes);
	for (uint32_t i = 0; i < touched.schema.count; i++) {
		if (differs(changes, touched.schema.items[i]))
			add_readers(&trial, touched.schema.items[i], script, span);
	}
	try_all(&trial);
	for (uint32_t i = 0; i < trial.count; i++) {
		if (!trial.items[i].good)
			try_object(&trial, &trial.items[i]);
		check_columns(&trial, &trial.items[i]);
	}
}
