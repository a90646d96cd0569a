/*
 * args: the arguments of a database command.
 *
 * In: argc and argv of a host. Out: a command and its options, or a message. It does not
 * use getopt, whose state is the host's.
 */
#include <string.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/nearest.h"
#include "runtime/cli/print.h"
#include "runtime/cli/sets.h"
#include "runtime/cli/terminal.h"

struct reader {
	struct instar__cli *c;
	struct instar__command_table table;
	char **next;
	char **end;
	int status; /* below 0: go on */
};

static void refuse(struct reader *r, const char *message, const char *word)
{
	instar__print(stderr, "%s: %s%s\n", r->c->program, message, word);
	r->status = INSTAR_EXIT_USAGE;
}

/* The help of a command; where there is none of that number, of all. */
static void print_help(const struct reader *r, FILE *out, uint32_t command)
{
	const char *program = r->c->program;
	if (command < r->table.count) {
		instar__print_synopsis(
			out, program, "[DATABASE]", &r->table.rows[command]);
		instar__print_options(out, &r->table, INSTAR__BIT(command));
		instar__print_statuses(out, r->table.rows[command].statuses);
		return;
	}
	fprintf(out, "Usage: %s COMMAND [DATABASE] [OPTION ...]\n\nCommands:\n", program);
	instar__print_commands(out, &r->table, NULL);
	fputs("\nOptions:\n", out);
	instar__print_options(out, &r->table, INSTAR__BIT(r->table.count) - 1);
	instar__print_statuses(out, "0 done or nothing to do, " INSTAR__FAILURES);
}

static void take_command(struct reader *r, const char *word)
{
	static const char *const help[] = { "help", "--help", "-h" };
	struct instar__nearest nearest = { .word = word };
	uint32_t found = instar__find_command(&r->table, word);
	if (found < r->table.count) {
		r->c->command = (enum instar__command)found;
		return;
	}
	for (size_t i = 0; i < sizeof(help) / sizeof(*help); i++) {
		if (strcmp(word, help[i]) != 0)
			continue;
		print_help(r, stdout,
			instar__find_command(
				&r->table, r->next < r->end ? *r->next : ""));
		r->status = INSTAR_EXIT_OK;
		return;
	}
	instar__nearest_try(&nearest, help[0]);
	instar__nearest_command(&nearest, &r->table);
	instar__say_unknown(r->c->program, NULL, word, nearest.best);
	r->status = INSTAR_EXIT_USAGE;
}

/* One option with its dashes: NAME, NAME=VALUE, or NAME and the next argument. */
static void take_option(struct reader *r, const char *word)
{
	const struct instar__option_row *option = NULL;
	const char *value = strchr(word, '=');
	if (word[1] == '-')
		option = instar__find_option(&r->table, r->c->command, word + 2);
	bool lacks = option && instar__takes_value(option) && !value;
	if (!option) {
		instar__say_no_option(r->c->program, &r->table, r->c->command, word);
		r->status = INSTAR_EXIT_USAGE;
	} else if (value && !instar__takes_value(option)) {
		refuse(r, "no value is allowed: ", word);
	} else if (lacks && r->next == r->end) {
		refuse(r, "a value is missing: ", word);
	} else if (!instar__take_option(r->c->program, option,
			   lacks   ? *r->next++
			   : value ? value + 1
				   : NULL,
			   r->c)) {
		r->status = INSTAR_EXIT_USAGE;
	} else if (r->c->help) {
		print_help(r, stdout, r->c->command);
		r->status = INSTAR_EXIT_OK;
	}
}

static void take_arguments(struct reader *r)
{
	bool words_only = false;
	while (r->status < 0 && r->next < r->end) {
		const char *word = *r->next++;
		if (!words_only && strcmp(word, "--") == 0)
			words_only = true;
		else if (!words_only && word[0] == '-' && word[1])
			take_option(r, strcmp(word, "-h") == 0 ? "--help" : word);
		else if (r->c->path)
			refuse(r, "one argument too many: ", word);
		else
			r->c->path = word;
	}
}

/* Is --set the label of a member? Else it is said which there are. */
static bool knows_set(const struct instar__cli *c)
{
	const struct instar_cli *host = c->host;
	for (uint32_t i = 0; i < host->member_count; i++) {
		if (strcmp(instar__cli_label(&host->members[i]), c->only) == 0)
			return true;
	}
	instar__print(stderr, "%s: no set \"%s\"; there are", c->program, c->only);
	for (uint32_t i = 0; i < host->member_count; i++)
		instar__print(stderr, "%s%s", i ? ", " : " ",
			instar__cli_label(&host->members[i]));
	fputc('\n', stderr);
	return false;
}

/* What is missing, or does not go together. */
static void complete(struct reader *r)
{
	struct instar__cli *c = r->c;
	if (!c->path)
		c->path = c->host->path;
	if (c->only && !knows_set(c))
		r->status = INSTAR_EXIT_USAGE;
	else if (!c->host->member_count && (!c->path || !*c->path))
		refuse(r, "the database is missing: give its path", "");
	else if (c->every && c->only_key)
		refuse(r, "--all and --only exclude each other", "");
	else if (c->command == INSTAR__RESTORE && (!c->from || !*c->from))
		refuse(r, "the backup is missing: give --from FILE", "");
	c->colour = !c->json && instar__is_coloured(c->colour_choice, stdout);
}

int instar__cli_arguments(struct instar__cli *c, int argc, char **argv)
{
	struct reader r = { .c = c,
		.table = instar__database_commands(c->host->member_count),
		.next = argv + 2,
		.end = argv + argc,
		.status = -1 };
	if (argc < 2) {
		print_help(&r, stderr, r.table.count);
		return INSTAR_EXIT_USAGE;
	}
	take_command(&r, argv[1]);
	take_arguments(&r);
	if (r.status < 0)
		complete(&r);
	return r.status;
}
