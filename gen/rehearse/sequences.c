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
			(struct sequence){ query_copy(&query, 0), query_int(&query, 1) };
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

static struct diag *report(struct diags *diags, const struct script *script,
	const char *table, int64_t before, int64_t after)
{
	const struct statement *maker = lineage_maker(script, table);
	struct diag *diag = diag_report(diags, RULE_SEQUENCE_LOST, script->source,
		maker->name ? maker->name_span : maker->span,
		"the new %s counts from lower than the old one: ids of deleted rows are "
		"given again",
		table);

	diag->evidence = arena_printf(diags->arena,
		"the highest id ever given: %lld before, %lld after", before, after);
	diag->help = arena_printf(diags->arena,
		"@rebuild keeps it; by hand, before DROP TABLE %s: UPDATE "
		"sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = "
		"%Q) WHERE name = the new table's",
		table, table);
	return diag;
}

void sequences_compare(const struct sequences *before, struct diags *diags,
	struct scratch *scratch, const struct script *script)
{
	for (uint32_t i = 0; i < before->count; i++) {
		const char *table = lineage_table(script, before->items[i].table);
		int64_t after = table ? highest_of(scratch, table) : -1;
		struct diag *diag;

		if (after <= 0 || after >= before->items[i].highest)
			continue; /* 0: no row was put in; that tells losses */
		diag = report(diags, script, table, before->items[i].highest, after);
		if (acknowledged_change(script, before->items[i].table, NULL, true))
			diag->severity = SEVERITY_NOTE;
	}
}
