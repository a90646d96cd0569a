/*
 * command_rows: commands and options as rows, and all that is read and printed by them.
 *
 * In: the rows of commands.c, for databases, or of gen/command_table.c, for directories.
 * Out: help, and values in their places. Whoever prints a manual page or a shell's
 * completion walks the same rows and needs nothing else:
 *
 * - a page has `name` and `summary` for its title, `operands` for its synopsis, `about`
 *   for its description, a paragraph of `letter`, `name`, `value` or `words`, and `help`
 *   for each option that has the command's bit, and `statuses` at its end;
 * - completion offers the names of commands; behind one the options that have its bit;
 *   behind an option with `words` these, and behind one with `value` what that is called
 *   for: DIR is a directory, words that begin with FILE are files, OUT may be new, and
 *   nothing is known of N, NAME, KEY and the like. `operands` use the same words.
 */
#ifndef INSTAR_CLI_COMMAND_ROWS_H
#define INSTAR_CLI_COMMAND_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct instar__nearest;

struct instar__command_row {
	const char *name;
	const char *operands; /* as in the synopsis, behind those of all; or NULL */
	const char *statuses; /* what the exit status says */
	const char *summary;  /* half a line, for the list */
	const char *about;    /* sentences */
};

/* An option is a flag, unless it has `words` or `value`; a number, when it has `unit`. */
struct instar__option_row {
	const char *name;  /* without its dashes */
	size_t place;	   /* in the structure of options: bool, const char * or int */
	uint32_t commands; /* bit i: the command of row i has it */
	const char *value; /* what its value is called */
	const char *const *words; /* those that it can be, with NULL behind; int: which */
	const char *unit;	  /* of a number, which is `least` or more */
	int least;
	char letter; /* -o, or 0 */
	const char *help;
};

struct instar__command_table {
	const struct instar__command_row *rows;
	uint32_t count; /* below 32 */
	const struct instar__option_row *options;
	uint32_t option_count;
};

#define INSTAR__BIT(command) (UINT32_C(1) << (command))

/* The row of that name; `count`: there is none. */
uint32_t instar__find_command(
	const struct instar__command_table *table, const char *name);

/* Consider the names of the commands. */
void instar__nearest_command(
	struct instar__nearest *nearest, const struct instar__command_table *table);

/* The option that `word` begins with, "name" or "name=value"; NULL: the command has none.
 */
const struct instar__option_row *instar__find_option(
	const struct instar__command_table *table, uint32_t command, const char *word);

/* Has it to be followed by a value? */
bool instar__takes_value(const struct instar__option_row *option);

/* Put a value in its place in `options`; false: it is none, which has been said. */
bool instar__take_option(const char *program, const struct instar__option_row *option,
	const char *value, void *options);

/* Say that there is no such command, or with a command no such option, and what is near.
 */
void instar__say_unknown(
	const char *program, const char *command, const char *word, const char *near);

/* The same for an option; it is told with the command's nearest one. */
void instar__say_no_option(const char *program, const struct instar__command_table *table,
	uint32_t command, const char *word);

/*
 * Words broken into lines, each set in; of the first, `column` columns are used already.
 * Returns those of the last, which has no end yet.
 */
size_t instar__print_wrapped(FILE *out, const char *text, size_t indent, size_t column);

/* A line a command; `operands`, when not NULL, in place of those of the rows. */
void instar__print_commands(
	FILE *out, const struct instar__command_table *table, const char *operands);

/* A line an option that any of the commands has; of several it is told which. */
void instar__print_options(
	FILE *out, const struct instar__command_table *table, uint32_t commands);

/* How the command is called, behind `program` and with `operands` for all, and what it
 * does. */
void instar__print_synopsis(FILE *out, const char *program, const char *operands,
	const struct instar__command_row *row);

void instar__print_statuses(FILE *out, const char *statuses);

#endif
