/*
 * pragmas: which a step may use. See statement_rules.h.
 *
 * Asking is always fine. Setting is the host's for what belongs to a connection or a
 * file, and instar's for what instar keeps.
 */
#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/no_transaction.h"
#include "gen/lint/statement_rules.h"
#include "gen/report/diag.h"
#include "runtime/cli/nearest.h"

enum verdict {
	FREE,
	HOST,
	STEP,
	LATER,
	FOREIGN_KEYS,
	DEFERRED_KEYS,
	LEGACY,
	OWN,
	SCHEMA
};

struct pragma {
	const char *name;
	enum verdict verdict;
};

static const struct pragma pragmas[] = {
	{ "analysis_limit", HOST },
	{ "application_id", FREE },
	{ "auto_vacuum", HOST },
	{ "automatic_index", HOST },
	{ "busy_timeout", HOST },
	{ "cache_size", HOST },
	{ "cache_spill", HOST },
	{ "case_sensitive_like", HOST },
	{ "cell_size_check", HOST },
	{ "checkpoint_fullfsync", HOST },
	{ "collation_list", FREE },
	{ "compile_options", FREE },
	{ "count_changes", HOST },
	{ "data_store_directory", HOST },
	{ "data_version", FREE },
	{ "database_list", FREE },
	{ "default_cache_size", HOST },
	{ "defer_foreign_keys", DEFERRED_KEYS },
	{ "empty_result_callbacks", HOST },
	{ "encoding", HOST },
	{ "foreign_key_check", FREE },
	{ "foreign_key_list", FREE },
	{ "foreign_keys", FOREIGN_KEYS },
	{ "freelist_count", FREE },
	{ "full_column_names", HOST },
	{ "fullfsync", HOST },
	{ "function_list", FREE },
	{ "hard_heap_limit", HOST },
	{ "ignore_check_constraints", STEP },
	{ "incremental_vacuum", HOST },
	{ "index_info", FREE },
	{ "index_list", FREE },
	{ "index_xinfo", FREE },
	{ "integrity_check", FREE },
	{ "journal_mode", HOST },
	{ "journal_size_limit", HOST },
	{ "legacy_alter_table", LEGACY },
	{ "legacy_file_format", HOST },
	{ "locking_mode", HOST },
	{ "max_page_count", HOST },
	{ "mmap_size", HOST },
	{ "module_list", FREE },
	{ "optimize", LATER },
	{ "page_count", FREE },
	{ "page_size", HOST },
	{ "pragma_list", FREE },
	{ "query_only", HOST },
	{ "quick_check", FREE },
	{ "read_uncommitted", HOST },
	{ "recursive_triggers", STEP },
	{ "reverse_unordered_selects", HOST },
	{ "schema_version", SCHEMA },
	{ "secure_delete", HOST },
	{ "short_column_names", HOST },
	{ "shrink_memory", HOST },
	{ "soft_heap_limit", HOST },
	{ "stats", FREE },
	{ "synchronous", HOST },
	{ "table_info", FREE },
	{ "table_list", FREE },
	{ "table_xinfo", FREE },
	{ "temp_store", HOST },
	{ "temp_store_directory", HOST },
	{ "threads", HOST },
	{ "trusted_schema", HOST },
	{ "user_version", OWN },
	{ "wal_autocheckpoint", HOST },
	{ "wal_checkpoint", HOST },
	{ "writable_schema", SCHEMA },
};

#define PRAGMAS (sizeof(pragmas) / sizeof(pragmas[0]))

static struct diag *report(const struct judged *list, enum rule_id rule,
	const struct statement *statement, const char *message)
{
	return diag_report(list->diags, rule, list->script->source, statement->name_span,
		"%s", message);
}

static const struct pragma *find(const char *name)
{
	for (size_t i = 0; i < PRAGMAS; i++) {
		if (!strcasecmp(pragmas[i].name, name))
			return &pragmas[i];
	}
	return NULL;
}

static void drop(
	const struct judged *list, struct statement *statement, const char *evidence)
{
	statement->dropped = true;
	report(list, RULE_PRAGMA_DROPPED, statement,
		arena_printf(list->arena, "%s is left out of the step", statement->name))
		->evidence = evidence;
}

static void report_unknown(const struct judged *list, struct statement *statement)
{
	const char *names[PRAGMAS];
	if (list->released) {
		drop(list, statement, "SQLite does not know it");
		return;
	}
	for (size_t i = 0; i < PRAGMAS; i++)
		names[i] = pragmas[i].name;
	const char *near = instar__nearest_word(statement->name, names, PRAGMAS);
	report(list, RULE_PRAGMA, statement,
		near ? arena_printf(list->arena, "unknown PRAGMA; did you mean %s?", near)
		     : "unknown PRAGMA")
		->help = "SQLite ignores a PRAGMA that it does not know";
}

static bool is_pragma(const struct statement *statement, const char *name)
{
	return statement->kind == STATEMENT_PRAGMA && statement->value &&
	       map_same(statement->name, name);
}

bool pragmas_is_on(const char *value)
{
	static const char *const words[] = { "1", "on", "yes", "true", "'on'", "\"on\"",
		"'1'" };
	return MAP_AMONG(words, value);
}

/* Does the next statement that sets the same pragma turn it off? */
static bool turned_off_next(const struct judged *list, uint32_t index)
{
	for (uint32_t i = index + 1; i < list->count; i++) {
		const struct statement *statement = &list->statements[i];
		if (is_pragma(statement, list->statements[index].name))
			return !pragmas_is_on(statement->value);
	}
	return false;
}

/* The layout of a file that holds something changes with the next VACUUM only. */
static void drop_without_effect(const struct judged *list, struct statement *statement)
{
	struct diag *diag;

	statement->dropped = true;
	diag = report(list, RULE_PRAGMA_DROPPED, statement,
		arena_printf(list->arena, "%s has no effect here and is left out",
			statement->name));
	diag->severity = SEVERITY_WARNING;
	diag->evidence = "a file that holds something gets it with the next VACUUM";
	diag->help = "a step of its own does it, with -- @transaction none: the PRAGMA, "
		     "then VACUUM";
}

static const char own_keys[] =
	"instar runs every step with foreign keys off and checks them "
	"all before it commits";

/* Does anything after statement `index` turn the same pragma on? */
static bool turned_on_later(const struct judged *list, uint32_t index)
{
	for (uint32_t i = index + 1; i < list->count; i++) {
		const struct statement *statement = &list->statements[i];
		if (is_pragma(statement, list->statements[index].name) &&
			pragmas_is_on(statement->value))
			return true;
	}
	return false;
}

static void judge_foreign_keys(const struct judged *list, uint32_t index)
{
	struct statement *statement = &list->statements[index];
	if (pragmas_is_on(statement->value) || turned_on_later(list, index) || list->released) {
		drop(list, statement, own_keys);
		return;
	}
	report(list, RULE_PRAGMA, statement,
		"no effect in a transaction; use @rebuild or @foreign_keys")
		->help =
		"remove it, or set it ON again at the end of the file: the pair is "
		"accepted";
}

static void judge_legacy(const struct judged *list, uint32_t index)
{
	const struct statement *statement = &list->statements[index];
	if (!pragmas_is_on(statement->value) || turned_off_next(list, index))
		return;
	if (list->released) {
		report(list, RULE_PRAGMA, statement,
			"legacy_alter_table is turned off after the released step")
			->severity = SEVERITY_NOTE;
		return;
	}
	report(list, RULE_PRAGMA, statement, "legacy_alter_table stays on after the step")
		->help = "set it OFF again at the end of the file";
}

static const char *host_help(const char *name)
{
	return no_transaction_is_pragma(name)
		       ? "remove it here: the program sets it when it opens the "
			 "database, or a step of its own does, with -- @transaction none"
		       : "remove it here; the program sets it when it opens the database";
}

/* It changes what the statements behind it do, so it is not left out. */
static void judge_step(const struct judged *list, const struct statement *statement)
{
	struct diag *diag = report(list, RULE_PRAGMA, statement,
		arena_printf(list->arena,
			list->released ? "%s is kept for the released step"
				       : "%s is set by the host",
			statement->name));

	if (list->released)
		diag->severity = SEVERITY_NOTE;
	else
		diag->help = host_help(statement->name);
}

static void judge_schema(const struct judged *list, struct statement *statement)
{
	if (!list->released)
		report(list, RULE_WRITABLE_SCHEMA, statement,
			arena_printf(list->arena, "%s not allowed", statement->name))
			->help = "change objects with CREATE, ALTER and DROP";
	else if (map_same(statement->name, "schema_version"))
		drop(list, statement, "SQLite itself counts changes of the schema");
}

static void judge_pragma(const struct judged *list, uint32_t index)
{
	struct statement *statement = &list->statements[index];
	const struct pragma *pragma = find(statement->name);
	if (!pragma) {
		report_unknown(list, statement);
		return;
	}
	bool sets = statement->value || !strcasecmp(pragma->name, "optimize") ||
		    !strcasecmp(pragma->name, "incremental_vacuum") ||
		    !strcasecmp(pragma->name, "wal_checkpoint");
	switch (sets ? pragma->verdict : FREE) {
	case FREE:
		break;
	case HOST:
		if (list->bare && no_transaction_is_pragma(pragma->name))
			break;
		if (list->released) {
			drop(list, statement,
				"the program sets it when it opens the database");
			break;
		}
		if (map_same(pragma->name, "page_size") ||
			map_same(pragma->name, "auto_vacuum")) {
			drop_without_effect(list, statement);
			break;
		}
		report(list, RULE_PRAGMA, statement,
			arena_printf(list->arena, "%s is set by the host", pragma->name))
			->help = host_help(pragma->name);
		statement->dropped = true;
		break;
	case STEP:
		judge_step(list, statement);
		break;
	case LATER:
		drop(list, statement, "let the host run it when it closes the database");
		break;
	case FOREIGN_KEYS:
		judge_foreign_keys(list, index);
		break;
	case DEFERRED_KEYS:
		drop(list, statement, own_keys);
		break;
	case LEGACY:
		judge_legacy(list, index);
		break;
	case OWN:
		if (list->released) {
			drop(list, statement, "instar keeps its proof there");
			break;
		}
		report(list, RULE_PRAGMA, statement,
			arena_printf(
				list->arena, "%s is reserved by instar", pragma->name))
			->help = "instar keeps its proof there; remove it";
		statement->dropped = true;
		break;
	case SCHEMA:
		judge_schema(list, statement);
		break;
	}
}

void pragmas_judge(const struct judged *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->statements[i].kind == STATEMENT_PRAGMA)
			judge_pragma(list, i);
	}
}
