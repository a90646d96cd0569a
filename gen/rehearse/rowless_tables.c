/*
 * rowless_tables: tables that the rehearsal could make no row for. See rowless_tables.h.
 */
#include "gen/rehearse/rowless_tables.h"

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rebuild/rebuild_table.h"
#include "gen/report/diag.h"
#include "gen/rows/synthesis.h"

/* The INSERT to be completed: "-- @sample INSERT INTO t(a, b) VALUES (…, …)". */
static const char *sample_words(struct arena *arena, const struct shot_object *table)
{
	struct text words;
	uint32_t count = 0;

	text_init(&words, arena);
	text_add(&words, "give it one: -- @sample INSERT INTO ");
	text_add(&words, rebuild_table_quote(arena, table->name));
	for (uint32_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].generated)
			continue;
		text_add(&words, count++ ? ", " : "(");
		text_add(&words, rebuild_table_quote(arena, table->columns[i].name));
	}
	text_add(&words, count ? ") VALUES (" : " DEFAULT VALUES");
	for (uint32_t i = 0; i < count; i++)
		text_add(&words, i ? ", …" : "…");
	text_add(&words, count ? ")" : "");
	return words.bytes;
}

void rowless_tables_report(struct diags *diags, struct synthesis *synth)
{
	uint32_t count;
	const struct synthesis_failure *failures = synthesis_failures(synth, &count);

	for (uint32_t i = 0; i < count; i++) {
		const struct shot_object *table = failures[i].object;
		struct diag *diag;

		if (!table->script)
			continue;
		diag = diag_report(diags, RULE_NO_ROWS, table->script->source,
			table->span, "no row could be made for %s", failures[i].table);
		diag->evidence = failures[i].message;
		diag->help = sample_words(diags->arena, table);
	}
}
