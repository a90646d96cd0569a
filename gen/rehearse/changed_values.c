/*
 * changed_values: which statement gave a column other values, and whether by name. See
 * changed_values.h.
 */
#include "gen/rehearse/changed_values.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/filling.h"
#include "gen/rehearse/replaces.h"
#include "gen/rehearse/single_row_tables.h"
#include "gen/report/diag.h"
#include "gen/sql/tree_walk.h"

/* What is said of one column, a table's, and of several. */
enum words {
	SET_BY_NAME,
	FILLED_ELSEWISE,
	BECOME_NULL,
	BECOME_SAME,
	KEPT_NOWHERE,
	KEPT_NOWHERE_CONSTANT,
	BY_POSITION,
	LEFT_OUT,
	RENUMBERED,
	STORED_ELSEWISE,
	TAKEN_WITH_ROW,
	NOT_WHAT_THEY_WERE
};

static const struct {
	const char *one, *several;
} said[] = { [SET_BY_NAME] = { "%s.%s is set by name", "%s are set by name" },
	[FILLED_ELSEWISE] = { "the copy fills %s.%s from something else",
		"the copy fills %s from something else" },
	[BECOME_NULL] = { "values of %s.%s become NULL, and nothing keeps them",
		"values of %s become NULL, and nothing keeps them" },
	[BECOME_SAME] = { "different values of %s.%s become the same",
		"different values of %s become the same" },
	[KEPT_NOWHERE] = { "the copy fills %s.%s from something else, and its values are "
			   "kept nowhere",
		"the copy fills %s from something else, and their values are kept "
		"nowhere" },
	[KEPT_NOWHERE_CONSTANT] = { "the copy fills %s.%s with a constant, and its "
				    "values are kept nowhere",
		"the copy fills %s with constants, and their values are kept nowhere" },
	[BY_POSITION] = { "the copy fills %s.%s by position, from another column",
		"the copy fills %s by position, from other columns" },
	[LEFT_OUT] = { "the copy leaves out %s.%s", "the copy leaves out %s" },
	[RENUMBERED] = { "the rows of %s get other numbers in %s", NULL },
	[STORED_ELSEWISE] = { "the values of %s.%s are stored as another type",
		"the values of %s are stored as other types" },
	[TAKEN_WITH_ROW] = { "REPLACE takes the values of %s.%s with the row",
		"REPLACE takes the values of %s with the row" },
	[NOT_WHAT_THEY_WERE] = { "the values of %s.%s are not what they were",
		"the values of %s are not what they were" } };

static struct diag *report_change(struct loss *loss, const struct statement *statement,
	enum rule_id rule, enum words words)
{
	const char *message = arena_printf(
		loss->losses->arena, said[words].one, loss->before->table, loss->column);

	return loss_report_column(loss, rule,
		loss->told_at ? loss->told_at : statement, message, said[words].several);
}

/* DATE, TIMESTAMP …: numeric to SQLite, but to its author a text that stays one. */
static bool is_moment(const struct loss *loss)
{
	const struct shot_object *table =
		snapshot_find(loss->losses->snapshot, false, loss->after->table);
	const struct shot_column *column =
		table ? snapshot_column(table, loss->column) : NULL;

	return column && (sqlite3_strlike("%date%", column->type, 0) == 0 ||
				 sqlite3_strlike("%time%", column->type, 0) == 0);
}

/* What is said of a column that its author has in hand. */

static const char *value_before(
	const struct loss *loss, const struct changed_values *changed, uint32_t row)
{
	return table_rows_value(loss->before, row, changed->column);
}

static const char *value_after(
	const struct loss *loss, const struct changed_values *changed, uint32_t row)
{
	return table_rows_value(loss->after, changed->match[row], changed->other);
}

/* How many values that were different before are so after; and how many are NULL now. */
struct variety {
	uint32_t before, after, nulls;
};

static struct variety variety_of(
	const struct loss *loss, const struct changed_values *changed)
{
	struct variety variety = { 0 };
	struct map before, after;

	map_init(&before, loss->losses->arena);
	map_init(&after, loss->losses->arena);
	before.exact = after.exact = true;
	for (uint32_t i = 0; i < loss->before->count; i++) {
		const char *was, *is;

		if (changed->match[i] == UINT32_MAX)
			continue;
		was = value_before(loss, changed, i);
		is = value_after(loss, changed, i);
		if (strcmp(was, "NULL") == 0)
			continue;
		variety.nulls += strcmp(is, "NULL") == 0;
		variety.before += map_add(&before, was);
		variety.after += map_add(&after, is);
	}
	return variety;
}

/* `c = …`, `c IN (…)`, and with AND and OR in between. */
static bool names_values(const struct tree_expr *expr, const char *column)
{
	const struct tree_name *name;

	if (!expr)
		return false;
	if (expr->kind == EXPR_IN) {
		name = tree_column_of(expr->in.operand);
		return name && !expr->in.negated && map_same(name->text, column);
	}
	if (expr->kind != EXPR_BINARY)
		return false;
	switch (expr->binary.operator) {
	case OPERATOR_EQUAL:
	case OPERATOR_IS:
		name = tree_column_of(expr->binary.left);
		name = name ? name : tree_column_of(expr->binary.right);
		return name && map_same(name->text, column);
	case OPERATOR_AND:
		return names_values(expr->binary.left, column) ||
		       names_values(expr->binary.right, column);
	case OPERATOR_OR:
		return names_values(expr->binary.left, column) &&
		       names_values(expr->binary.right, column);
	default:
		return false;
	}
}

/* What an UPDATE sets the column alone to; NULL: it does not. */
static const struct tree_expr *set_to(
	const struct statement *statement, const char *column)
{
	const struct tree_update *update =
		statement->tree && statement->tree->kind == STATEMENT_UPDATE
			? statement->tree->update
			: NULL;

	for (uint32_t i = 0; update && i < update->sets.count; i++) {
		const struct tree_set *set = &update->sets.items[i];

		if (set->columns.count == 1 &&
			map_same(set->columns.items[0].text, column))
			return set->value;
	}
	return NULL;
}

/* SET c = constant WHERE c = …: which value becomes which is there to be read. */
static bool is_rename_of_values(const struct statement *statement, const char *column)
{
	const struct tree_expr *value = set_to(statement, column);

	return value && value->kind == EXPR_LITERAL &&
	       names_values(statement->tree->update->where, column);
}

/* SET c = an expression of c. */
static bool reads_itself(const struct statement *statement, const char *column)
{
	const struct tree_expr *value = set_to(statement, column);

	return value && tree_has_column(value, column);
}

static const char *evidence_of_merge(const struct loss *loss,
	const struct changed_values *changed, const struct variety *variety)
{
	struct arena *arena = loss->losses->arena;
	uint32_t row = changed->difference.first;
	const char *values = arena_printf(arena, "the first was %!.60s and is %!.60s",
		value_before(loss, changed, row), value_after(loss, changed, row));

	if (!variety->nulls && variety->after >= variety->before)
		return arena_printf(arena,
			"%s.%s: %u of %u values might be others, and the result is the "
			"same; %s",
			loss->before->table, loss->column, changed->lost_there,
			loss->before->count, values);
	if (variety->nulls)
		return arena_printf(arena, "%s.%s: %u values are NULL now; %s",
			loss->before->table, loss->column, variety->nulls, values);
	return arena_printf(arena, "%s.%s: %u different values before, %u after; %s",
		loss->before->table, loss->column, variety->before, variety->after,
		values);
}

/* In a table of one row no two values become one, nor in a column that nobody filled. */
static bool has_one_value(const struct loss *loss)
{
	const struct losses *losses = loss->losses;
	const char *table = loss->before->table;

	return (losses->lone && single_row_sole(losses->lone, table)) ||
	       (losses->rules && schema_rules_is_young(losses->rules, table, loss->column,
					 SCHEMA_RULES_FEW));
}

/* Set by name: a note, or a warning where different values become one or NULL. */
static void report_set(struct loss *loss, const struct changed_values *changed,
	const struct statement *statement, bool from_itself, enum words words)
{
	struct variety variety = variety_of(loss, changed);
	bool fewer = (loss->losses->plain && variety.after < variety.before) ||
		     (from_itself && changed->lost_proper);

	if (!changed->difference.changed || loss_is_told(loss, RULE_VALUES_MERGED))
		return;
	if (!changed->lost_there || (!fewer && !variety.nulls) ||
		is_rename_of_values(statement, loss->column) || has_one_value(loss)) {
		report_change(loss, statement, RULE_VALUES_SET, words);
		return;
	}
	loss->evidence = evidence_of_merge(loss, changed, &variety);
	report_change(loss, statement, RULE_VALUES_MERGED,
		variety.nulls ? BECOME_NULL : BECOME_SAME);
}

/* Filled from another column, or a constant. */
static void report_other(struct loss *loss, const struct changed_values *changed,
	const struct write *write)
{
	const char *column = loss->after->columns[changed->other];
	const struct tree_expr *constant = filling_constant(loss, write, column);
	struct diag *diag;

	if (!changed->lost_there) {
		report_change(loss, write->statement, RULE_VALUES_SET, FILLED_ELSEWISE);
		return;
	}
	diag = report_change(loss, write->statement, RULE_COPY_FILLS,
		constant ? KEPT_NOWHERE_CONSTANT : KEPT_NOWHERE);
	if (diag && constant && constant->literal.kind == LITERAL_STRING &&
		table_rows_column(loss->before, constant->literal.text) != UINT32_MAX)
		diag->help = arena_printf(loss->losses->arena,
			"'%s' in single quotes is a string; without quotes it is the "
			"column",
			constant->literal.text);
}

/* Which statement it was */

/* A copy into the table; true when it explains the change. */
static bool copy_explains(struct loss *loss, const struct write *write,
	const struct changed_values *changed)
{
	const struct table_rows_difference *difference = &changed->difference;
	bool retyped = difference->changed && difference->retyped == difference->changed;

	switch (filling_kind(loss, write, loss->after->columns[changed->other])) {
	case FILLED_FROM_ITSELF:
		report_set(loss, changed, write->statement, true, FILLED_ELSEWISE);
		return true;
	case FILLED_FROM_OTHER:
		report_other(loss, changed, write);
		return true;
	case FILLED_BY_POSITION:
		report_change(loss, write->statement, RULE_COPY_POSITION, BY_POSITION);
		return true;
	case NOT_FILLED:
		if (changed->lost_there)
			report_change(
				loss, write->statement, RULE_COPY_LEAVES_OUT, LEFT_OUT);
		else if (changed->renumbered)
			report_change(
				loss, write->statement, RULE_RENUMBERED, RENUMBERED);
		return true;
	case FILLED_SAME:
		break;
	}
	if (retyped && !is_moment(loss))
		report_change(loss, write->statement, RULE_RETYPED, STORED_ELSEWISE);
	return retyped;
}

/* Does it set the column, before or after a rename of it in the step? */
static bool sets(const struct loss *loss, const struct write *write)
{
	const struct losses *losses = loss->losses;

	if (write_names(write, loss->column) ||
		write_names(write, lineage_column(losses->script, loss->before->table,
					   loss->column)))
		return true;
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct statement *statement = &losses->script->up[i];

		if (statement->kind == STATEMENT_RENAME_COLUMN &&
			map_same(statement->new_name, loss->column) &&
			write_names(write, statement->column))
			return true;
	}
	return false;
}

/*
 * A statement that names the column as one it sets: the last of them that does not name
 * the values, too, for that one made them what they are.
 */
static const struct write *named_by(const struct loss *loss)
{
	const struct losses *losses = loss->losses;
	const struct write *first = NULL, *last = NULL;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (!lineage_is(losses->script, write->table, loss->before->table) ||
			!sets(loss, write))
			continue;
		first = first ? first : write;
		if (!is_rename_of_values(write->statement, loss->column))
			last = write;
	}
	return last ? last : first;
}

/* The same of a copy in an earlier step of the group, into what takes its place now. */
static bool earlier_copy_explains(struct loss *loss, const struct changed_values *changed)
{
	struct losses *losses = loss->losses;
	const struct migration *step = losses->group ? losses->group_first : NULL;
	const char *evidence = loss->evidence;
	bool explained = false;

	loss->told_at = lineage_maker(losses->script, loss->before->table);
	for (; step && step->up != losses->script && !explained; step++) {
		loss->evidence = arena_printf(
			losses->arena, "%s; the copy is in %s", evidence, step->id);
		for (uint32_t i = 0; i < step->up->up_count && !explained; i++) {
			struct write write = write_of(losses->arena, &step->up->up[i]);

			explained = write.copies && filling_reads(loss, &write) &&
				    !map_same(write.table, write.from) &&
				    lineage_becomes(losses->script, write.table,
					    loss->before->table) &&
				    copy_explains(loss, &write, changed);
		}
	}
	loss->told_at = NULL;
	loss->evidence = evidence;
	return explained;
}

static const char *evidence_of(
	const struct loss *loss, const struct changed_values *changed)
{
	struct arena *arena = loss->losses->arena;
	const struct table_rows_difference *difference = &changed->difference;

	if (!difference->changed)
		return arena_printf(arena,
			"%s.%s: %u of %u values are what they were only because the "
			"others are the same",
			loss->before->table, loss->column, changed->lost,
			loss->before->count);
	return arena_printf(arena,
		"%s.%s: %u of %u values changed; the first was %!.60s and is %!.60s",
		loss->before->table, loss->column, difference->changed,
		loss->before->count, value_before(loss, changed, difference->first),
		table_rows_value(loss->after, difference->partner, changed->other));
}

/* Nothing in the step says that it sets the column. */
static void report_unnamed(struct loss *loss, const struct changed_values *changed)
{
	const struct losses *losses = loss->losses;
	const struct statement *replace = replaces_rows(losses, loss->before->table);

	if (replace)
		report_change(loss, replace, RULE_VALUES_LOST, TAKEN_WITH_ROW);
	else if (losses->scratch->touched.trigger || changed->lost_there)
		report_change(loss, lineage_maker(losses->script, loss->before->table),
			losses->scratch->touched.trigger ? RULE_VALUES_SET
							 : RULE_VALUES_LOST,
			NOT_WHAT_THEY_WERE);
}

const struct statement *changed_values_setter(const struct loss *loss)
{
	const struct write *named = named_by(loss);

	return named ? named->statement : NULL;
}

void changed_values_report(struct loss *loss, const struct changed_values *changed)
{
	struct losses *losses = loss->losses;
	const struct write *named = named_by(loss);

	loss->evidence = evidence_of(loss, changed);
	if (named) {
		report_set(loss, changed, named->statement,
			reads_itself(named->statement, loss->column), SET_BY_NAME);
		return;
	}
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (write->copies &&
			lineage_is(losses->script, write->table, loss->before->table) &&
			copy_explains(loss, write, changed))
			return;
	}
	if (!earlier_copy_explains(loss, changed))
		report_unnamed(loss, changed);
}
