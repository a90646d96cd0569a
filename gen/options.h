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

struct arena;

/* In the order of the rows of command_table.c. */
enum command {
	COMMAND_COMPILE,
	COMMAND_CHECK,
	COMMAND_INVENTORY,
	COMMAND_NEW,
	COMMAND_LOCK,
	COMMAND_FIXTURES,
	COMMAND_EXPLAIN,
	COMMAND_DATABASE, /* status, plan and the others: instar_cli's */
	COMMAND_NONE	  /* nothing is left to do: see options.status */
};

enum format_choice { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF };

/* What a step may do to rows of users. */
enum ddl_choice { DDL_ERROR, DDL_WARN, DDL_OFF };

struct options {
	enum command command;
	int status;	    /* of the program, with COMMAND_NONE */
	const char *step;   /* new: what the step is called */
	const char *code;   /* of explain, or NULL */
	int argument_count; /* of the database commands, without --dir */
	char **arguments;
	/* What the rows of command_table.c have their values put in. */
	const char *directory; /* DIR; --dir of the database commands */
	const char *output;    /* -o */
	const char *name;      /* --name, or NULL */
	const char *own_name;  /* made from the file or DIR */
	const char *depfile;
	const char *fixtures;	   /* --fixtures of compile, or NULL */
	const char *lock;	   /* --lock, or NULL: the directory's */
	const char *retire_before; /* an id, or NULL */
	const char *table;	   /* new: what it is about, or NULL */
	const char *target;	   /* a version of SQLite, or NULL */
	bool json, help;
	bool warnings_are_errors;
	bool judge_past; /* --all of check: released steps too */
	bool all_states; /* --all of fixtures */
	bool all_rules;	 /* --all of explain */
	bool suggest_strict;
	bool coverage;
	bool accept_past;	/* lock: what the first one finds */
	int gaps;		/* 0: an error; 1: a warning */
	int format;		/* enum format_choice */
	int ddl_only;		/* enum ddl_choice */
	int draft;		/* enum draft_kind */
	int colour;		/* enum instar__colour */
	uint32_t target_number; /* as SQLITE_VERSION_NUMBER; 0: none */
};

/*
 * Understand the arguments. Help and messages have been printed when the command is
 * COMMAND_NONE.
 */
struct options *options_read(struct arena *arena, int count, char **arguments);

#endif
