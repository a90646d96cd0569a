/*
 * dangling_rows: rows that lost their parent, and the step that did it. See
 * dangling_rows.h.
 */
#include "gen/rehearse/dangling_rows.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/query.h"
#include "gen/oracle/table_rows.h"
#include "gen/lint/added_column.h"
#include "gen/report/diag.h"
#include "gen/sql/tree_walk.h"

static struct dangling_rows *find(
	struct dangling *dangling, const char *child, const char *parent)
{
	for (uint32_t i = 0; i < dangling->count; i++) {
		struct dangling_rows *item = &dangling->items[i];

		if (map_same(item->child, child) && map_same(item->parent, parent))
			return item;
	}
	return NULL;
}

/* What dangles now, by child and parent; nothing where SQLite cannot tell. */
static struct dangling look(struct scratch *scratch)
{
	struct dangling now = { 0 };
	struct query query = scratch_query(scratch, "PRAGMA foreign_key_check");

	while (query_row(&query)) {
		struct dangling_rows *known =
			find(&now, query_text(&query, 0), query_text(&query, 2));

		if (known) {
			known->rows++;
			continue;
		}
		*arena_add(scratch->arena, now.items, now.count) = (struct dangling_rows){
			.child = query_copy(&query, 0),
			.parent = query_copy(&query, 2),
			.rows = 1,
		};
	}
	return now;
}

/* Was there the child before the step that made it what it is, without this key? */
static bool is_fresh(const struct snapshot *snapshot, const struct migration *migration,
	const char *child, const char *parent)
{
	const struct shot_object *now = snapshot_find(snapshot, false, child);

	if (!now || now->script != migration->up)
		return false;
	for (uint32_t i = snapshot->count; i-- > 0;) {
		const struct shot_object *table = snapshot->objects[i];

		if (table->gone && table->type == INSTAR__TABLE &&
			map_same(table->name, child))
			return !snapshot_refers(table, parent);
	}
	return false;
}

bool dangling_rows_may(const struct scratch *scratch, const struct script *script)
{
	return scratch->touched.dropped || scratch->touched.renamed ||
	       scratch->touched.written.count ||
	       parse_find(script, STATEMENT_ADD_COLUMN, NULL); /* with a default */
}

void dangling_rows_note(struct dangling *dangling, struct scratch *scratch,
	const struct snapshot *snapshot, const struct migration *migration)
{
	struct dangling now = look(scratch);

	for (uint32_t i = 0; i < now.count; i++) {
		struct dangling_rows *item = &now.items[i];
		const struct dangling_rows *known =
			find(dangling, item->child, item->parent);

		item->since = known ? known->since : migration;
		item->told = known && known->told;
		item->fresh =
			known ? known->fresh
			      : is_fresh(snapshot, migration, item->child, item->parent);
	}
	*dangling = now;
}

/* A search for REFERENCES parent. */
struct search {
	const char *parent;
	const struct tree_name *found; /* the first one; or NULL */
};

static bool see_reference(void *context, enum tree_node kind, const void *node)
{
	const struct tree_reference *reference = node;
	struct search *search = context;

	if (kind == NODE_REFERENCE && !search->found &&
		map_same(reference->table.text, search->parent))
		search->found = &reference->table;
	return true;
}

/* The parent's name after REFERENCES in the statement, or NULL. */
static const struct tree_name *reference_in(
	const struct statement *statement, const char *parent)
{
	struct search search = { .parent = parent };

	tree_walk_statement(
		&(struct tree_visitor){ .context = &search, .enter = see_reference },
		statement->tree);
	return search.found;
}

static bool has_default(const struct tree_column_def *column)
{
	for (uint32_t i = 0; i < column->constraints.count; i++) {
		const struct tree_constraint *constraint = &column->constraints.items[i];

		if (constraint->kind == CONSTRAINT_DEFAULT && constraint->expr &&
			!(constraint->expr->kind == EXPR_LITERAL &&
				constraint->expr->literal.kind == LITERAL_NULL))
			return true;
	}
	return false;
}

/* ADD COLUMN … REFERENCES of this key: then the rows all have its default. */
static const struct statement *added_by(const struct dangling_rows *rows)
{
	const struct script *script = rows->since->up;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_ADD_COLUMN && statement->tree &&
			(rows->fresh || has_default(statement->tree->alter->added)) &&
			map_same(statement->name, rows->child) &&
			reference_in(statement, rows->parent))
			return statement;
	}
	return NULL;
}

/* The new key; else the statement of the step that names the parent, or its first. */
static struct span place(const struct dangling_rows *rows)
{
	const struct script *script = rows->since->up;

	for (uint32_t i = 0; rows->fresh && i < script->up_count; i++) {
		const struct tree_name *name = reference_in(&script->up[i], rows->parent);

		if (name)
			return name->span;
	}
	for (uint32_t i = 0; i < script->up_count; i++) {
		if (map_same(script->up[i].name, rows->parent))
			return script->up[i].name_span;
	}
	return parse_place(script);
}

/* A column that was added with a default which is no parent's key. */
static void report_added(struct diags *diags, const struct dangling_rows *rows,
	const struct statement *added, const char *evidence, bool plain)
{
	struct diag *diag = diag_report(diags, RULE_ADD_REFERENCES,
		rows->since->up->source, reference_in(added, rows->parent)->span,
		"the default of %s.%s is the key of no row in %s", rows->child,
		added->column, rows->parent);

	diag->evidence = evidence;
	diag->help = added_column_cure(
		diags->arena, rows->since->up, added, "Cannot add a REFERENCES column");
	if (!plain)
		diag->severity = SEVERITY_WARNING;
}

void dangling_rows_report(struct dangling *dangling, struct diags *diags,
	struct scratch *scratch, bool plain)
{
	struct dangling now = look(scratch);

	for (uint32_t i = 0; i < now.count; i++) {
		struct dangling_rows *rows =
			find(dangling, now.items[i].child, now.items[i].parent);
		const struct statement *added;
		const char *evidence;
		struct diag *diag;

		if (!rows || rows->told || !table_rows_take(scratch, rows->parent))
			continue; /* without its table the key itself is wrong: INS0603 */
		rows->told = true;
		added = added_by(rows);
		evidence = arena_printf(scratch->arena,
			"%s: %u rows refer to rows of %s that are not there", rows->child,
			rows->rows, rows->parent);
		if (added) {
			report_added(diags, rows, added, evidence, plain);
			continue;
		}
		diag = diag_report(diags, RULE_POPULATED_DANGLING,
			rows->since->up->source, place(rows),
			rows->fresh ? "rows of %s may refer to no row of %s"
				    : "rows of %s lose their parent in %s",
			rows->child, rows->parent);
		diag->evidence = evidence;
		diag->help =
			"foreign keys are checked before the commit: keep the parents, "
			"or fix the children in the same step";
		if (!plain || rows->fresh)
			diag->severity = SEVERITY_WARNING;
	}
}
