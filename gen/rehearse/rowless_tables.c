/*
 * rowless_tables: tables that the rehearsal could make no row for. See rowless_tables.h.
 */
#include "gen/rehearse/rowless_tables.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/report/diag.h"
#include "gen/rows/synthesis.h"

/* As SQL takes it. */
static void add_name(struct text *words, const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
	bool quoted = name[strspn(name, plain)] || strchr("0123456789", name[0]) ||
		      sqlite3_keyword_check(name, (int)strlen(name));

	text_format(words, quoted ? "\"%w\"" : "%s", name);
}

/* The INSERT to be completed: "-- @sample INSERT INTO t(a, b) VALUES (…, …)". */
static const char *sample_words(struct arena *arena, const struct shot_object *table)
{
	struct text words;
	uint32_t count = 0;

	text_init(&words, arena);
	text_add(&words, "give it one: -- @sample INSERT INTO ");
	add_name(&words, table->name);
	for (uint32_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].generated)
			continue;
		text_add(&words, count++ ? ", " : "(");
		add_name(&words, table->columns[i].name);
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
