/*
 * command_table: the commands of the program and the options of each.
 *
 * In: nothing. Out: one row a command, as getopt_long() wants its options. What an option
 * does is options' business.
 */
#ifndef GEN_COMMAND_TABLE_H
#define GEN_COMMAND_TABLE_H

#include <getopt.h>
#include <stddef.h>

#include "gen/options.h"

enum option_id {
	OPTION_OUTPUT = 'o',
	OPTION_HELP = 'h',
	OPTION_VERSION = 'V',
	OPTION_NAME = 256,
	OPTION_DEPFILE,
	OPTION_FIXTURES,
	OPTION_GAPS,
	OPTION_WERROR,
	OPTION_FORMAT,
	OPTION_COLOUR,
	OPTION_JSON,
	OPTION_ALL,
	OPTION_STRICT,
	OPTION_LOCK,
	OPTION_RETIRE,
	OPTION_TARGET,
	OPTION_DDL_ONLY,
	OPTION_TEMPLATE,
	OPTION_TABLE
};

struct command_row {
	const char *name;
	enum command command;
	const char *letters;
	const struct option *options;
};

/* All of them, in the order of the help. */
extern const struct command_row command_table[];
extern const size_t command_count;

#endif
