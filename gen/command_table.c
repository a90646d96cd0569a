/*
 * command_table: the commands of the program and the options of each. See
 * command_table.h.
 */
#include "gen/command_table.h"

/* clang-format off */
#define FINDING_OPTIONS \
	{ "gaps", required_argument, NULL, OPTION_GAPS }, \
	{ "werror", no_argument, NULL, OPTION_WERROR }, \
	{ "format", required_argument, NULL, OPTION_FORMAT }, \
	{ "color", required_argument, NULL, OPTION_COLOUR }, \
	{ "lock", required_argument, NULL, OPTION_LOCK }, \
	{ "retire-before", required_argument, NULL, OPTION_RETIRE }, \
	{ "target-sqlite", required_argument, NULL, OPTION_TARGET }, \
	{ "ddl-only", required_argument, NULL, OPTION_DDL_ONLY }
/* clang-format on */

static const struct option compile_options[] = {
	{ "output", required_argument, NULL, OPTION_OUTPUT },
	{ "name", required_argument, NULL, OPTION_NAME },
	{ "depfile", required_argument, NULL, OPTION_DEPFILE },
	{ "fixtures", required_argument, NULL, OPTION_FIXTURES },
	FINDING_OPTIONS,
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static const struct option check_options[] = {
	{ "all", no_argument, NULL, OPTION_ALL },
	{ "suggest-strict", no_argument, NULL, OPTION_STRICT },
	FINDING_OPTIONS,
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static const struct option inventory_options[] = {
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "gaps", required_argument, NULL, OPTION_GAPS },
	{ "color", required_argument, NULL, OPTION_COLOUR },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static const struct option lock_options[] = {
	{ "lock", required_argument, NULL, OPTION_LOCK },
	{ "gaps", required_argument, NULL, OPTION_GAPS },
	{ "color", required_argument, NULL, OPTION_COLOUR },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static const struct option new_options[] = {
	{ "template", required_argument, NULL, OPTION_TEMPLATE },
	{ "table", required_argument, NULL, OPTION_TABLE },
	{ "gaps", required_argument, NULL, OPTION_GAPS },
	{ "color", required_argument, NULL, OPTION_COLOUR },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static const struct option fixtures_options[] = {
	{ "output", required_argument, NULL, OPTION_OUTPUT },
	{ "name", required_argument, NULL, OPTION_NAME },
	{ "all", no_argument, NULL, OPTION_ALL },
	{ "lock", required_argument, NULL, OPTION_LOCK },
	{ "gaps", required_argument, NULL, OPTION_GAPS },
	{ "color", required_argument, NULL, OPTION_COLOUR },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static const struct option explain_options[] = {
	{ "all", no_argument, NULL, OPTION_ALL },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

const struct command_row command_table[] = {
	{ "compile", COMMAND_COMPILE, "+:o:h", compile_options },
	{ "check", COMMAND_CHECK, "+:h", check_options },
	{ "inventory", COMMAND_INVENTORY, "+:h", inventory_options },
	{ "explain", COMMAND_EXPLAIN, "+:h", explain_options },
	{ "lock", COMMAND_LOCK, "+:h", lock_options },
	{ "new", COMMAND_NEW, "+:h", new_options },
	{ "fixtures", COMMAND_FIXTURES, "+:o:h", fixtures_options },
	{ "status", COMMAND_DATABASE, NULL, NULL },
	{ "plan", COMMAND_DATABASE, NULL, NULL },
	{ "migrate", COMMAND_DATABASE, NULL, NULL },
	{ "history", COMMAND_DATABASE, NULL, NULL },
	{ "backup", COMMAND_DATABASE, NULL, NULL },
	{ "restore", COMMAND_DATABASE, NULL, NULL },
	{ "identify", COMMAND_DATABASE, NULL, NULL },
	{ "health", COMMAND_DATABASE, NULL, NULL },
	{ "repair", COMMAND_DATABASE, NULL, NULL },
	{ "rollback", COMMAND_DATABASE, NULL, NULL },
	{ "backfill", COMMAND_DATABASE, NULL, NULL },
};

const size_t command_count = sizeof(command_table) / sizeof(*command_table);
