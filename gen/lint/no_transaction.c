/*
 * no_transaction: which statements a step outside a transaction may have. See
 * no_transaction.h.
 */
#include "gen/lint/no_transaction.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/report/diag.h"
#include "gen/sql/script_words.h"

bool no_transaction_is_pragma(const char *name)
{
	static const char *const names[] = { "auto_vacuum", "incremental_vacuum",
		"journal_mode", "page_size", "wal_checkpoint" };
	return MAP_AMONG(names, name);
}

/* Does it do no harm when it has run already? Pragmas are judged by pragmas.c. */
static bool repeats(const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_VACUUM: /* INTO is refused everywhere */
	case STATEMENT_REINDEX:
	case STATEMENT_ANALYZE:
	case STATEMENT_PRAGMA:
		return true;
	case STATEMENT_CREATE_INDEX:
	case STATEMENT_DROP_INDEX:
		return statement->if_exists;
	default:
		return statement->dropped && statement->kind != STATEMENT_CALL;
	}
}

static const char *what_of(const struct judged *list, const struct statement *statement)
{
	if (statement->kind == STATEMENT_CALL)
		return "@call";
	return script_text(list->arena, list->script, judge_place(list, statement));
}

static void report(const struct judged *list, struct span span, const char *what)
{
	diag_report(list->diags, RULE_NO_TRANSACTION, list->script->source, span,
		"%s in a step with @transaction none", what)
		->help = "such a step may hold VACUUM, REINDEX, ANALYZE, "
			 "CREATE INDEX IF NOT EXISTS, DROP INDEX IF EXISTS and the "
			 "pragmas of the file; give the rest a step of its own";
}

void no_transaction_judge(const struct judged *list)
{
	const struct script *script = list->script;
	if (!list->bare)
		return;
	for (uint32_t i = 0; i < list->count; i++) {
		const struct statement *statement = &list->statements[i];
		if (!repeats(statement))
			report(list, judge_place(list, statement),
				what_of(list, statement));
	}
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];
		if (annotation->kind == ANNOTATION_FOREIGN_KEYS &&
			list->statements == script->up)
			report(list, annotation->span, "@foreign_keys on");
	}
}
