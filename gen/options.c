/*
 * options: what the user asked for on the command line.
 *
 * In: arguments. Out: a command and its options, or a message about what was not
 * understood. It opens no file and knows nothing of migrations.
 */
#include "gen/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/base/arena.h"
#include "gen/base/identifier.h"
#include "gen/base/nearest.h"
#include "gen/command_table.h"
#include "gen/usage.h"
#include "instar_cli.h"

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

static void refuse_command(struct options *o, const char *word)
{
	struct nearest nearest = { .word = word };
	for (size_t i = 0; i < command_count; i++)
		nearest_try(&nearest, command_table[i].name);
	fprintf(stderr, "instar: no command \"%s\"", word);
	if (nearest.best)
		fprintf(stderr, "; did you mean \"%s\"?", nearest.best);
	fputs("\nTry \"instar --help\".\n", stderr);
	stop(o, INSTAR_EXIT_USAGE);
}

static void refuse_option(
	struct options *o, const struct command_row *row, const char *word)
{
	char name[64];
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(word, "="), word);
	struct nearest nearest = { .word = name + strspn(name, "-") };
	for (size_t i = 0; row->options[i].name; i++)
		nearest_try(&nearest, row->options[i].name);
	fprintf(stderr, "instar %s: no option \"%s\"", row->name, word);
	if (nearest.best)
		fprintf(stderr, "; did you mean \"--%s\"?", nearest.best);
	fprintf(stderr, "\nTry \"instar %s --help\".\n", row->name);
	stop(o, INSTAR_EXIT_USAGE);
}

/* Which of the words is it? -1: none; then it has been said. */
static int choose(struct options *o, const char *option, const char *const *words)
{
	for (int i = 0; words[i]; i++) {
		if (strcmp(optarg, words[i]) == 0)
			return i;
	}
	fprintf(stderr, "instar: --%s=%s: use", option, optarg);
	for (int i = 0; words[i]; i++)
		fprintf(stderr, "%s \"%s\"", i ? " or" : "", words[i]);
	fputc('\n', stderr);
	stop(o, INSTAR_EXIT_USAGE);
	return -1;
}

static const char *const gaps_words[] = { "error", "warn", NULL };
static const char *const format_words[] = { "text", "json", "sarif", NULL };
static const char *const draft_words[] = { [DRAFT_TABLE] = "create-table",
	[DRAFT_COLUMN] = "add-column",
	[DRAFT_DATA] = "data",
	[DRAFT_REBUILD] = "recreate-table",
	NULL };
static const char *const ddl_words[] = { "error", "warn", "off", NULL };
static const char *const colour_words[] = { "auto", "always", "never", NULL };

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

static void take_target(struct options *o)
{
	o->target = version_number(optarg);
	if (o->target < 3026000)
		refuse(o, "--target-sqlite takes a version from 3.26 on, such as 3.31.1:",
			optarg);
}

/* Options of the environment and the past. */
static void take_contract(struct options *o, int option)
{
	switch (option) {
	case OPTION_STRICT:
		o->suggest_strict = true;
		break;
	case OPTION_LOCK:
		o->lock = optarg;
		break;
	case OPTION_RETIRE:
		o->retire_before = optarg;
		break;
	case OPTION_TARGET:
		take_target(o);
		break;
	case OPTION_DDL_ONLY:
		o->ddl_only = (enum ddl_choice)choose(o, "ddl-only", ddl_words);
		break;
	case OPTION_TEMPLATE:
		o->draft = (enum draft_kind)choose(o, "template", draft_words);
		break;
	case OPTION_TABLE:
		o->table = optarg;
		break;
	}
}

static void take(struct options *o, const struct command_row *row, int option)
{
	switch (option) {
	case OPTION_OUTPUT:
		o->output = optarg;
		break;
	case OPTION_NAME:
		o->name = optarg;
		break;
	case OPTION_DEPFILE:
		o->depfile = optarg;
		break;
	case OPTION_FIXTURES:
		o->fixtures = optarg;
		break;
	case OPTION_GAPS:
		o->gaps_warn = choose(o, "gaps", gaps_words) == 1;
		break;
	case OPTION_WERROR:
		o->warnings_are_errors = true;
		break;
	case OPTION_FORMAT:
		o->format = (enum format_choice)choose(o, "format", format_words);
		break;
	case OPTION_COLOUR:
		o->colour = (enum colour_choice)choose(o, "color", colour_words);
		break;
	case OPTION_JSON:
		o->format = FORMAT_JSON;
		break;
	case OPTION_ALL:
		if (o->command == COMMAND_EXPLAIN)
			o->code = "";
		else if (o->command == COMMAND_FIXTURES)
			o->all_states = true;
		else
			o->judge_past = true;
		break;
	case OPTION_HELP:
		usage_print(stdout, row->name);
		stop(o, INSTAR_EXIT_OK);
		break;
	default:
		take_contract(o, option);
		break;
	}
}

/* One word that is no option: DIR or CODE. */
static void take_word(struct options *o, char *word)
{
	const char **place = o->command == COMMAND_EXPLAIN ? &o->code : &o->directory;
	if (o->command == COMMAND_NEW && o->directory)
		place = &o->step;
	if (*place)
		refuse(o, "one argument too many:", word);
	else
		*place = word;
}

/* getopt stops at each word, so that options may follow DIR with any getopt. */
static void read_words(
	struct options *o, const struct command_row *row, int count, char **arguments)
{
	opterr = 0;
	optind = 1;
	while (o->command != COMMAND_NONE && optind < count) {
		char *word = arguments[optind];
		int option =
			getopt_long(count, arguments, row->letters, row->options, NULL);
		if (option == ':')
			refuse(o, "a value is missing after", word);
		else if (option == '?')
			refuse_option(o, row, word);
		else if (option != -1)
			take(o, row, option);
		else if (optind < count)
			take_word(o, arguments[optind++]);
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
		if (!o->code)
			refuse(o, "explain needs a code, such as INS0201, or --all",
				NULL);
		else if (!*o->code)
			o->code = NULL;
		return;
	}
	if (!o->directory)
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
	else if (!o->name)
		o->name = identifier_make(arena, named_after(o));
}

/* The value of "--name=VALUE" or "--name VALUE", which may step on; NULL: another word.
 */
static const char *value_of(const char *name, int count, char **arguments, int *at)
{
	size_t size = strlen(name);
	const char *word = arguments[*at];
	if (strncmp(word, name, size) != 0)
		return NULL;
	if (word[size] == '=')
		return word + size + 1;
	return !word[size] && *at + 1 < count ? arguments[++*at] : NULL;
}

/* A word that is about the migrations, not about the database. */
static bool take_own(struct options *o, int count, char **arguments, int *at)
{
	const struct {
		const char *name;
		const char **place;
	} own[] = {
		{ "--dir", &o->directory },
		{ "--name", &o->name },
		{ "--lock", &o->lock },
		{ "--retire-before", &o->retire_before },
	};
	if (strcmp(arguments[*at], "--gaps=warn") == 0) {
		o->gaps_warn = true;
		return true;
	}
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		const char *value = value_of(own[i].name, count, arguments, at);
		if (value) {
			*own[i].place = value;
			return true;
		}
	}
	return false;
}

/* What is not about the migrations is for instar_cli() to read. */
static void read_database_words(
	struct options *o, struct arena *arena, int count, char **arguments)
{
	bool help = false;
	o->arguments = arena_array(arena, (size_t)count + 1, sizeof(*o->arguments));
	for (int i = 0; i < count; i++) {
		help |= strcmp(arguments[i], "--help") == 0 ||
			strcmp(arguments[i], "-h") == 0;
		if (!take_own(o, count, arguments, &i))
			o->arguments[o->argument_count++] = arguments[i];
	}
	if (help) {
		usage_print(stdout, arguments[1]);
		stop(o, INSTAR_EXIT_OK);
	} else if (!o->directory) {
		refuse(o, "--dir DIR is missing", NULL);
	} else if (!o->name) {
		o->name = identifier_make(arena, o->directory);
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
		usage_print(stdout, count > 2 ? arguments[2] : NULL);
		stop(o, INSTAR_EXIT_OK);
	} else if (count < 2) {
		usage_print(stderr, NULL);
		stop(o, INSTAR_EXIT_USAGE);
	} else {
		return false;
	}
	return true;
}

struct options *options_read(struct arena *arena, int count, char **arguments)
{
	struct options *o = arena_alloc(arena, sizeof(*o));
	o->ddl_only = DDL_WARN;
	if (answered(o, count, arguments))
		return o;
	const struct command_row *row = NULL;
	for (size_t i = 0; i < command_count; i++) {
		if (strcmp(command_table[i].name, arguments[1]) == 0)
			row = &command_table[i];
	}
	if (!row) {
		refuse_command(o, arguments[1]);
		return o;
	}
	o->command = row->command;
	if (row->command == COMMAND_DATABASE) {
		read_database_words(o, arena, count, arguments);
	} else {
		read_words(o, row, count - 1, arguments + 1);
		complete(o, arena);
	}
	return o;
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value;
}

bool options_colour(const struct options *options, FILE *stream)
{
	if (is_set("NO_COLOR") || options->colour == COLOUR_NEVER)
		return false;
	if (options->colour == COLOUR_ALWAYS || is_set("CLICOLOR_FORCE"))
		return true;
	const char *terminal = getenv("TERM");
	return terminal && strcmp(terminal, "dumb") != 0 && isatty(fileno(stream));
}
