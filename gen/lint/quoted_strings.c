/*
 * quoted_strings: a string in double quotes, told to the author. See quoted_strings.h.
 */
#include "gen/lint/quoted_strings.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/script_quotes.h"
#include "gen/sql/script_words.h"
#include "runtime/cli/nearest.h"

/* "no such column: x", which newer versions quote and explain. */
static const char *name_of(struct arena *arena, const char *message)
{
	const char *name = strstr(message, "no such column: ");
	const char *end;

	name = name ? name + strlen("no such column: ") : message;
	end = *name == '"' ? strchr(name + 1, '"') : NULL;
	return end ? arena_copy(arena, name + 1, (size_t)(end - name - 1)) : name;
}

/* Where SQLite says, or where the statement has it last. */
static struct span place_of(const struct script *script,
	const struct statement *statement, int offset, const char *name)
{
	struct span found = { 0, 0 };

	if (offset >= 0)
		found = script_word(script, statement->span.start + (uint32_t)offset);
	if (found.end && script_is_quoted(script, found, name))
		return found;
	found = script_find_quoted(script, statement, name);
	return found.end ? found : statement->span;
}

/* The columns of the tables that a statement names. */
struct columns {
	struct scratch *scratch;
	struct instar__nearest nearest;
};

static void try_table(void *context, const struct tree_name *name, enum tree_role role)
{
	struct columns *columns = context;
	const struct shot_object *table =
		role == ROLE_TABLE ? snapshot_read(columns->scratch, name->text) : NULL;

	for (uint32_t i = 0; table && i < table->column_count; i++)
		instar__nearest_try(&columns->nearest, table->columns[i].name);
}

/* A table that is made has its columns in the statement alone. */
static void try_own(struct arena *arena, struct columns *columns,
	const struct script *script, const struct statement *statement)
{
	struct tree_column_defs own = script_columns(arena, script, statement);

	for (uint32_t i = 0; i < own.count; i++) {
		if (own.items[i].name.text)
			instar__nearest_try(&columns->nearest, own.items[i].name.text);
	}
}

static const char *nearest(struct scratch *scratch, const struct script *script,
	const struct statement *statement, const char *name)
{
	struct arena *arena = scratch->arena;
	struct columns columns = { scratch, { .word = name } };
	const struct tree_visitor visitor = { .context = &columns, .name = try_table };

	script_names(arena, script, statement, &visitor);
	if (statement->kind == STATEMENT_CREATE_TABLE ||
		statement->kind == STATEMENT_ADD_COLUMN)
		try_own(arena, &columns, script, statement);
	return columns.nearest.edits ? columns.nearest.best : NULL;
}

void quoted_strings_report(struct diags *diags, struct scratch *scratch,
	const struct failure *failure, const struct script *script,
	const struct statement *statement, bool adopted)
{
	struct arena *arena = diags->arena;
	const char *name = name_of(arena, failure->message);
	const char *meant = nearest(scratch, script, statement, name);
	struct span span = place_of(script, statement, failure->offset, name);
	struct diag *diag;

	if (meant)
		diag = diag_report(diags, RULE_DOUBLE_QUOTES, script->source, span,
			"no column \"%s\" here; did you mean \"%s\"?", name, meant);
	else
		diag = diag_report(diags, RULE_DOUBLE_QUOTES, script->source, span,
			"no column \"%s\" here, and double quotes are for names", name);
	if (adopted && !meant)
		diag->severity = SEVERITY_NOTE;
	diag->evidence = "SQLite takes it for a text unless it is told not to";
	diag->help = arena_printf(arena, "write the text in single quotes: %Q", name);
}
