/*
 * options: what the user asked for on the command line.
 *
 * In: arguments. Out: a command and its options, or a message about what was not
 * understood. It opens no file and knows nothing of migrations.
 */
#include "gen/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/identifier.h"
#include "gen/command_table.h"
#include "instar_cli.h"
#include "runtime/cli/commands.h"
#include "runtime/cli/nearest.h"

static void stop(struct options *o, int status)
{
	o->command = COMMAND_NONE;
	o->status = status;
}

/* Say what was not understood. */
static void refuse(struct options *o, const char *message, const char *what)
{
	fprintf(stderr, "instar: %s", message);
	if (what)
		fprintf(stderr, " %s", what);
	fputc('\n', stderr);
	stop(o, INSTAR_EXIT_USAGE);
}

/* "3.31" or "3.31.1" as a number; 0: it is no version of SQLite 3. */
static uint32_t version_number(const char *text)
{
	unsigned major = 0, minor = 0, patch = 0;
	int end = 0;
	if (sscanf(text, "%2u.%3u%n", &major, &minor, &end) < 2)
		return 0;
	if (text[end] == '.') {
		text += end;
		if (sscanf(text, ".%3u%n", &patch, &end) < 1)
			return 0;
	}
	if (text[end] || major != 3 || minor > 999 || patch > 999)
		return 0;
	return major * 1000000 + minor * 1000 + patch;
}

/* One word that is no option: DIR or CODE. */
static void take_word(struct options *o, char *word)
{
	const char **place = o->command == COMMAND_EXPLAIN ? &o->code : &o->directory;
	if (o->command == COMMAND_NEW && o->directory)
		place = &o->step;
	if (*place || o->all_rules)
		refuse(o, "one argument too many:", word);
	else
		*place = word;
}

static const char opening[] = "Usage: instar COMMAND ...\n"
			      "\n"
			      "instar compiles SQLite migrations into C.\n"
			      "\n"
			      "On the build machine:\n";

static const char closing[] =
	"\n"
	"DIR holds NNN_name.sql, or the files of golang-migrate, sqlx, goose, dbmate,\n"
	"Flyway, refinery, diesel, drizzle or prisma, as they are.\n"
	"\n"
	"\"instar COMMAND --help\" tells the options of a command.\n"
	"instar --version prints the version.\n";

/* What each database command needs here. */
#define DATABASE_OPERANDS "--dir DIR DB"

static void print_overview(FILE *out, const struct instar__command_table *own,
	const struct instar__command_table *theirs)
{
	fputs(opening, out);
	instar__print_commands(out, own, NULL);
	fputs("\nWith a database:\n", out);
	instar__print_commands(out, theirs, DATABASE_OPERANDS);
	fputs(closing, out);
}

/* The program's help, or that of a command. */
static void print_help(FILE *out, const char *command)
{
	const struct instar__command_table own = directory_commands;
	const struct instar__command_table theirs = instar__database_commands(false);
	uint32_t i = instar__find_command(&own, command);
	uint32_t j = instar__find_command(&theirs, command);
	bool is_own = i < own.count;
	if (!is_own && j == theirs.count) {
		print_overview(out, &own, &theirs);
		return;
	}
	const struct instar__command_row *row = is_own ? &own.rows[i] : &theirs.rows[j];
	instar__print_synopsis(out, "instar", is_own ? NULL : DATABASE_OPERANDS, row);
	instar__print_options(out, &own, INSTAR__BIT(is_own ? i : COMMAND_DATABASE));
	if (!is_own)
		instar__print_options(out, &theirs, INSTAR__BIT(j));
	instar__print_statuses(out, row->statuses);
}

/* The options of a command as getopt_long() wants them; it returns 256 and the row. */
struct known_options {
	struct option *names;
	char letters[16];
};

static struct known_options known_options(struct arena *arena, enum command command)
{
	const struct instar__command_table *table = &directory_commands;
	struct known_options known = { .letters = "+:" };
	size_t count = 0, letters = strlen(known.letters);
	known.names = arena_array(arena, table->option_count + 1, sizeof(*known.names));
	for (uint32_t i = 0; i < table->option_count; i++) {
		const struct instar__option_row *row = &table->options[i];
		bool takes = instar__takes_value(row);
		if (!(row->commands & INSTAR__BIT(command)))
			continue;
		known.names[count++] = (struct option){ row->name,
			takes ? required_argument : no_argument, NULL, 256 + (int)i };
		if (row->letter)
			known.letters[letters++] = row->letter;
		if (row->letter && takes)
			known.letters[letters++] = ':';
	}
	return known;
}

/* The row of what getopt_long() has found. */
static const struct instar__option_row *row_of(const struct options *o, int found)
{
	const struct instar__option_row *row = directory_commands.options;
	if (found >= 256)
		return row + (found - 256);
	while (row->letter != found || !(row->commands & INSTAR__BIT(o->command)))
		row++;
	return row;
}

static void take(
	struct options *o, const struct instar__option_row *row, const char *value)
{
	if (!instar__take_option("instar", row, value, o))
		stop(o, INSTAR_EXIT_USAGE);
}

/* getopt stops at each word, so that options may follow DIR with any getopt. */
static void read_words(
	struct options *o, struct arena *arena, int count, char **arguments)
{
	struct known_options known = known_options(arena, o->command);
	opterr = 0;
	optind = 1;
	while (o->command != COMMAND_NONE && !o->help && optind < count) {
		char *word = arguments[optind];
		int found =
			getopt_long(count, arguments, known.letters, known.names, NULL);
		if (found == ':') {
			refuse(o, "a value is missing after", word);
		} else if (found == '?') {
			instar__say_no_option(
				"instar", &directory_commands, o->command, word);
			stop(o, INSTAR_EXIT_USAGE);
		} else if (found != -1) {
			take(o, row_of(o, found), optarg);
		} else if (optind < count) {
			take_word(o, arguments[optind++]);
		}
	}
	if (o->help) {
		print_help(stdout, arguments[0]);
		stop(o, INSTAR_EXIT_OK);
	}
}

/* A table is called as its file, and where that is a pipe as its directory. */
static const char *named_after(const struct options *o)
{
	bool file = o->output && o->command != COMMAND_FIXTURES &&
		    strncmp(o->output, "/dev/", 5) != 0;
	return file ? o->output : o->directory;
}

/* What a command needs and did not get. */
static void complete(struct options *o, struct arena *arena)
{
	if (o->command == COMMAND_NONE)
		return;
	if (o->command == COMMAND_EXPLAIN) {
		if (o->all_rules)
			o->code = NULL;
		else if (!o->code)
			refuse(o, "explain needs a code, such as INS0201, or --all",
				NULL);
		return;
	}
	if (o->target)
		o->target_number = version_number(o->target);
	if (o->target && o->target_number < 3026000)
		refuse(o, "--target-sqlite takes a version from 3.26 on, such as 3.31.1:",
			o->target);
	else if (!o->directory)
		refuse(o, "a migration directory is missing", NULL);
	else if (o->command == COMMAND_NEW && !o->step)
		refuse(o, "new needs a name for the step", NULL);
	else if (o->command == COMMAND_COMPILE && !o->output)
		refuse(o, "compile needs -o FILE.c", NULL);
	else if (o->command == COMMAND_FIXTURES && !o->output)
		refuse(o, "fixtures needs -o DIRECTORY", NULL);
	else if (o->fixtures && o->retire_before)
		refuse(o, "--fixtures needs the SQL that --retire-before leaves out",
			NULL);
	else if (o->name && !identifier_usable(o->name))
		refuse(o, "--name must be a C identifier that is not taken:", o->name);
	if (o->command != COMMAND_NONE)
		o->own_name = identifier_make(arena, named_after(o));
}

/* Take a word that is about the migrations, not about the database. */
static bool take_own(struct options *o, int count, char **arguments, int *at)
{
	const char *word = arguments[*at];
	const char *value = strchr(word, '=');
	const struct instar__option_row *row = NULL;
	if (strncmp(word, "--", 2) == 0)
		row = instar__find_option(
			&directory_commands, COMMAND_DATABASE, word + 2);
	if (!row)
		return false;
	if (value)
		take(o, row, value + 1);
	else if (*at + 1 < count)
		take(o, row, arguments[++*at]);
	else
		refuse(o, "a value is missing after", word);
	return true;
}

/* What is not about the migrations is for instar_cli() to read. */
static void read_database_words(
	struct options *o, struct arena *arena, int count, char **arguments)
{
	o->arguments = arena_array(arena, (size_t)count + 1, sizeof(*o->arguments));
	for (int i = 0; i < count; i++) {
		o->help |= strcmp(arguments[i], "--help") == 0 ||
			   strcmp(arguments[i], "-h") == 0;
		if (!take_own(o, count, arguments, &i))
			o->arguments[o->argument_count++] = arguments[i];
	}
	if (o->help) {
		print_help(stdout, arguments[1]);
		stop(o, INSTAR_EXIT_OK);
	} else if (o->command == COMMAND_NONE) {
		return;
	} else if (!o->directory) {
		refuse(o, "--dir DIR is missing", NULL);
	} else {
		o->own_name = identifier_make(arena, o->directory);
	}
}

/* `instar --help`, `instar help [COMMAND]`, `instar --version`. */
static bool answered(struct options *o, int count, char **arguments)
{
	const char *word = count > 1 ? arguments[1] : "";
	if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
		puts("instar " INSTAR_VERSION);
		stop(o, INSTAR_EXIT_OK);
	} else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
		   strcmp(word, "help") == 0) {
		print_help(stdout, count > 2 ? arguments[2] : "");
		stop(o, INSTAR_EXIT_OK);
	} else if (count < 2) {
		print_help(stderr, "");
		stop(o, INSTAR_EXIT_USAGE);
	} else {
		return false;
	}
	return true;
}

static void refuse_command(struct options *o, const char *word)
{
	const struct instar__command_table theirs = instar__database_commands(false);
	struct instar__nearest nearest = { .word = word };
	instar__nearest_command(&nearest, &directory_commands);
	instar__nearest_command(&nearest, &theirs);
	instar__say_unknown("instar", NULL, word, nearest.best);
	stop(o, INSTAR_EXIT_USAGE);
}

struct options *options_read(struct arena *arena, int count, char **arguments)
{
	struct options *o = arena_alloc(arena, sizeof(*o));
	o->ddl_only = DDL_WARN;
	if (answered(o, count, arguments))
		return o;
	const struct instar__command_table theirs = instar__database_commands(false);
	uint32_t own = instar__find_command(&directory_commands, arguments[1]);
	o->command = (enum command)own;
	if (own < directory_commands.count) {
		read_words(o, arena, count - 1, arguments + 1);
		complete(o, arena);
	} else if (instar__find_command(&theirs, arguments[1]) < theirs.count) {
		read_database_words(o, arena, count, arguments);
	} else {
		refuse_command(o, arguments[1]);
	}
	return o;
}
