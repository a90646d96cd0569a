/*
 * options: what the user asked for on the command line.
 *
 * In: arguments. Out: a command and its options, or a message about what was not
 * understood, with the nearest thing that would have been. It does not act on them.
 */
#ifndef GEN_OPTIONS_H
#define GEN_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/emit/new_step.h"
#include "gen/report/diag.h"

struct arena;

enum command {
	COMMAND_NONE, /* nothing is left to do: see options.status */
	COMMAND_COMPILE,
	COMMAND_CHECK,
	COMMAND_INVENTORY,
	COMMAND_EXPLAIN,
	COMMAND_LOCK,
	COMMAND_NEW,
	COMMAND_FIXTURES,
	COMMAND_DATABASE /* status, plan, migrate, history: instar_cli's */
};

enum format_choice { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF };

/* What a step may do to rows of users. */
enum ddl_choice { DDL_ERROR, DDL_WARN, DDL_OFF };

enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct options {
	enum command command;
	int status;	       /* of the program, with COMMAND_NONE */
	const char *directory; /* DIR; --dir of the database commands */
	const char *output;    /* -o */
	const char *name;      /* --name, or made from DIR */
	const char *depfile;
	const char *fixtures; /* --fixtures of compile, or NULL */
	const char *code; /* of explain; NULL: --all */
	bool gaps_warn;
	bool warnings_are_errors;
	bool judge_past;	   /* --all: released steps too */
	bool suggest_strict;	   /* --suggest-strict */
	bool all_states;	   /* --all of fixtures */
	enum format_choice format; /* --json is FORMAT_JSON */
	enum ddl_choice ddl_only;
	const char *lock;	   /* --lock, or NULL: the directory's */
	const char *retire_before; /* an id, or NULL */
	const char *step;  /* new: what the step is called */
	const char *table; /* new: what it is about, or NULL */
	enum draft_kind draft;
	uint32_t target;	   /* as SQLITE_VERSION_NUMBER; 0: none */
	enum colour_choice colour;
	int argument_count; /* of the database commands, without --dir */
	char **arguments;
};

/*
 * Understand the arguments. Help and messages have been printed when the command is
 * COMMAND_NONE.
 */
struct options *options_read(struct arena *arena, int count, char **arguments);

/* Is this stream to be coloured? The choice, NO_COLOR, CLICOLOR_FORCE, TERM, a terminal.
 */
bool options_colour(const struct options *options, FILE *stream);

#endif
