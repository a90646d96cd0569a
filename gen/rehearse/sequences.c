/*
 * sequences: do tables with AUTOINCREMENT go on counting where they were? See
 * sequences.h.
 */
#include "gen/rehearse/sequences.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
#include "gen/oracle/definition.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/query.h"
#include "gen/report/diag.h"

struct sequences sequences_take(struct scratch *scratch, const struct script *script)
{
	struct sequences list = { 0 };
	struct query query;

	/* No such table: the database has no AUTOINCREMENT at all. */
	if (!parse_find(script, STATEMENT_DROP_TABLE, NULL) ||
		!scratch_run(scratch, "UPDATE sqlite_sequence SET seq = seq + 1 "
				      "WHERE seq < 1000000000000"))
		return list;
	query = scratch_query(scratch, "SELECT name, seq FROM sqlite_sequence");
	while (query_row(&query))
		*arena_add(scratch->arena, list.items, list.count) =
			(struct sequence){ .table = query_copy(&query, 0),
				.highest = query_int(&query, 1) };
	for (uint32_t i = 0; i < list.count; i++)
		list.items[i].last = scratch_int(scratch, 0,
			"SELECT max(rowid) FROM main.\"%w\"", list.items[i].table);
	return list;
}

/* The highest id given now, or -1 when there is no such table with AUTOINCREMENT. */
static int64_t highest_of(struct scratch *scratch, const char *table)
{
	struct query query = scratch_query(scratch,
		"SELECT sql, (SELECT seq FROM sqlite_sequence q WHERE q.name = m.name) "
		"FROM sqlite_master m WHERE type = 'table' AND name = %Q COLLATE NOCASE",
		table);
	int64_t highest = -1;

	if (query_row(&query) &&
		definition_read(scratch->arena, query_text(&query, 0)).autoincrement)
		highest = query_int(&query, 1);
	query_close(&query);
	return highest;
}

/* The tables of one finding. */
struct restarts {
	struct arena *arena;
	struct names tables;
	const char *evidence;
};

static void add(struct restarts *list, const struct sequence *before, const char *table,
	int64_t after)
{
	const char *line = arena_printf(list->arena,
		"the highest id ever given: %lld before, %lld after", before->highest,
		after);

	if (list->tables.count)
		list->evidence = arena_printf(
			list->arena, "%s; %s: %s", list->evidence, table, line + 27);
	else
		list->evidence = line;
	names_add(list->arena, &list->tables, table);
}

static void report(struct diags *diags, const struct script *script,
	const struct restarts *list, enum severity severity)
{
	const struct statement *maker;
	const char *names = NULL,
		   *table = list->tables.count ? list->tables.items[0] : NULL;
	bool several = list->tables.count > 1;
	struct diag *diag;

	if (!table)
		return;
	maker = lineage_maker(script, table);
	for (uint32_t i = 0; i < list->tables.count; i++)
		names = names_join(diags->arena, names, ", ", list->tables.items[i]);
	diag = diag_report(diags, RULE_SEQUENCE_LOST, script->source,
		maker->name ? maker->name_span : maker->span,
		several ? "the new %s count from lower than the old ones: ids of deleted "
			  "rows are given again"
			: "the new %s counts from lower than the old one: ids of deleted "
			  "rows are given again",
		names);
	diag->severity = severity;
	diag->evidence = list->evidence;
	diag->help = arena_printf(diags->arena,
		"@rebuild keeps it; by hand, before DROP TABLE %s: UPDATE "
		"sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = "
		"%Q) WHERE name = the new table's",
		table, table);
}

void sequences_compare(const struct sequences *before, struct diags *diags,
	struct scratch *scratch, const struct script *script)
{
	struct restarts meant = { .arena = diags->arena }, silent = meant;

	for (uint32_t i = 0; i < before->count; i++) {
		const struct sequence *sequence = &before->items[i];
		const char *table = lineage_table(script, sequence->table);
		int64_t after = table ? highest_of(scratch, table) : -1;

		/* 0: no row was put in; that tells losses. All rows renumbered: they too.
		 */
		if (after <= 0 || after >= sequence->highest || after < sequence->last)
			continue;
		add(acknowledged_change(script, sequence->table, NULL, true) ? &meant
									     : &silent,
			sequence, table, after);
	}
	report(diags, script, &silent, rules[RULE_SEQUENCE_LOST].severity);
	report(diags, script, &meant, SEVERITY_NOTE);
}
