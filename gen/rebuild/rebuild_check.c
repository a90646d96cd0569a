/*
 * rebuild_check: can a table be rebuilt as its author asks? See rebuild_check.h.
 */
#include "gen/rebuild/rebuild_check.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/report/diag.h"
#include "runtime/cli/nearest.h"

struct checker {
	struct diags *diags;
	struct scratch *scratch;
	const struct source *source;
};

static struct diag *report(const struct checker *checker, struct span span,
	const char *message, const char *help)
{
	struct diag *diag = diag_report(
		checker->diags, RULE_REBUILD, checker->source, span, "%s", message);

	diag->help = help;
	return diag;
}

/* Is an expression for a column that it can fill? */
static bool check_column(const struct checker *checker, const struct rebuild *rebuild,
	const struct rebuild_value *value)
{
	struct arena *arena = checker->diags->arena;
	const struct rebuild_table *new = &rebuild->new;
	uint32_t column = rebuild_table_column(new, value->column);
	struct instar__nearest near = { .word = value->column };

	if (column != UINT32_MAX && !new->columns[column].generated)
		return true;
	if (column != UINT32_MAX) {
		report(checker, value->column_span,
			arena_printf(arena, "%s.%s is generated and takes no value",
				rebuild->order->table, value->column),
			"leave it out of @rebuild, or make it an ordinary column");
		return false;
	}
	for (uint32_t i = 0; i < new->column_count; i++)
		instar__nearest_try(&near, new->columns[i].name);
	report(checker, value->column_span,
		arena_printf(arena,
			near.best ? "the new %s has no column %s; did you mean %s?"
				  : "the new %s has no column %s",
			rebuild->order->table, value->column, near.best),
		"name columns of the new table before =, of the old one after it");
	return false;
}

/* Can SQLite read the expression from the old table? */
static bool check_value(const struct checker *checker, const struct rebuild *rebuild,
	const struct rebuild_value *value)
{
	struct arena *arena = checker->diags->arena;
	struct scratch *scratch = checker->scratch;
	struct span span = value->span;
	const char *sql = arena_printf(arena, "SELECT (%s) FROM %s", value->text,
		rebuild_table_quote(arena, rebuild->old.name));
	uint32_t before = (uint32_t)strlen("SELECT (");
	bool compiles;

	scratch_double_quotes(scratch, true);
	compiles = scratch_compiles(scratch, sql);
	scratch_double_quotes(scratch, false);
	if (compiles || strncmp(scratch->failure.message, "no such function", 16) == 0 ||
		strncmp(scratch->failure.message, "no such collation", 17) == 0)
		return true; /* prove tells how to declare it */
	if (scratch->failure.offset >= (int)before &&
		(uint32_t)scratch->failure.offset - before < span.end - span.start) {
		span.start += (uint32_t)scratch->failure.offset - before;
		span.end = span.start + 1;
	}
	report(checker, span, scratch->failure.message,
		arena_printf(arena, "an expression reads the columns of the old %s",
			rebuild->order->table));
	return false;
}

bool rebuild_check_old(struct diags *diags, struct scratch *scratch,
	const struct source *source, const struct rebuild *rebuild)
{
	const struct checker checker = { diags, scratch, source };
	struct arena *arena = diags->arena;
	const char *name = rebuild->order->table;
	struct span span = rebuild->order->table_span;
	struct names tables;
	const char *near;

	if (rebuild->old.name && !rebuild->old.view && !rebuild->old.virtual)
		return true;
	if (rebuild->old.name) {
		report(&checker, span,
			arena_printf(arena, "%s is a %s, and only tables can be rebuilt",
				name, rebuild->old.view ? "view" : "virtual table"),
			arena_printf(arena, "write DROP %s and make it anew",
				rebuild->old.view ? "VIEW" : "TABLE"));
		return false;
	}
	tables = scratch_texts(
		scratch, "SELECT name FROM sqlite_master WHERE type = 'table'");
	near = instar__nearest_word(name, tables.items, tables.count);
	report(&checker, span,
		near ? arena_printf(arena, "no table %s before this; did you mean %s?",
			       name, near)
		     : arena_printf(arena, "no table %s before this", name),
		"for a new table leave @rebuild out: CREATE TABLE is enough");
	return false;
}

void rebuild_check_new(struct diags *diags, struct scratch *scratch,
	const struct source *source, const struct rebuild *rebuild)
{
	const struct checker checker = { diags, scratch, source };
	const struct statement *target = rebuild->target;
	struct span span = target->name_span;
	int head = (int)(span.start - target->span.start) +
		   (int)strlen(rebuild_table_quote(diags->arena, rebuild->working));
	int offset = scratch->failure.offset - head;
	bool own = strstr(scratch->failure.message,
			   arena_printf(diags->arena, "no such column: %s.",
				   rebuild->order->table)) != NULL;

	if (offset >= 0 && (uint32_t)offset < target->span.end - span.end) {
		span.start = span.end + (uint32_t)offset;
		span.end = span.start + 1;
	}
	report(&checker, span, scratch->failure.message,
		own ? "while both tables are there the new one has another name: write "
		      "its columns without the table's"
		    : NULL);
}

bool rebuild_check_values(struct diags *diags, struct scratch *scratch,
	const struct source *source, const struct rebuild *rebuild)
{
	const struct checker checker = { diags, scratch, source };
	bool right = true;

	for (uint32_t i = 0; i < rebuild->order->value_count; i++) {
		const struct rebuild_value *value = &rebuild->order->values[i];

		right &= check_column(&checker, rebuild, value) &&
			 check_value(&checker, rebuild, value);
	}
	if (right && !rebuild_write_copies(rebuild)) {
		report(&checker, rebuild->target->name_span,
			arena_printf(diags->arena,
				"the new %s has no column of the old one",
				rebuild->order->table),
			"say where its values come from: "
			"-- @rebuild TABLE column = EXPRESSION");
		return false;
	}
	return right;
}
