/*
 * args: the arguments of a database command.
 *
 * In: argc and argv of a host. Out: a command and its options, or a message. It does not
 * use getopt, whose state is the host's.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/cli/cli.h"

#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#else
#include <unistd.h>
#endif

#define ONLY(command) (1u << (command))
#define BACKUPS (ONLY(INSTAR__MIGRATE) | ONLY(INSTAR__BACKUP) | ONLY(INSTAR__RESTORE))
#define ALL (ONLY(INSTAR__COMMAND_COUNT) - 1)

enum option {
	JSON,
	YES,
	FORCE,
	BUSY_MS,
	VALIDATE,
	QUICK_CHECK,
	LOG,
	COLOUR,
	OUTPUT,
	FROM,
	KEEP,
	NO_BACKUP,
	BACKUP_DIR,
	REPAIR,
	SCHEMA_ONLY,
	TO,
	CARRY_DOWN,
	ACCEPT_NEWER,
	SET,
	EVERY,
	ONLY_KEY,
	MAX_MINUTES,
	STRICT,
	SET_ASIDE,
	ALONE,
	HELP
};

static const struct {
	const char *name;
	const char *value; /* its name in the help, or NULL: it takes none */
	const char *help;
	enum option option;
	unsigned commands; /* that have it */
} options[] = {
	{ "json", NULL, "data as JSON", JSON, ALL },
	{ "busy-ms", "N", "wait so many milliseconds for locks (10000)", BUSY_MS, ALL },
	{ "validate", NULL, "look at the whole schema, whatever the stamp", VALIDATE,
		ALL },
	{ "log", "FILE", "append what happens to FILE", LOG, ALL },
	{ "color", "WHEN", "auto, always or never", COLOUR, ALL },
	{ "quick-check", NULL, "run PRAGMA quick_check before and after", QUICK_CHECK,
		ONLY(INSTAR__MIGRATE) },
	{ "yes", NULL, "do not ask", YES,
		ONLY(INSTAR__MIGRATE) | ONLY(INSTAR__RESTORE) | ONLY(INSTAR__REPAIR) |
			ONLY(INSTAR__ROLLBACK) },
	{ "force", NULL, "even if rows are lost, or the backup is a stranger's", FORCE,
		ONLY(INSTAR__MIGRATE) | ONLY(INSTAR__RESTORE) | ONLY(INSTAR__ROLLBACK) },
	{ "output", "FILE", "the backup's name", OUTPUT, ONLY(INSTAR__BACKUP) },
	{ "from", "FILE", "the backup to restore", FROM, ONLY(INSTAR__RESTORE) },
	{ "keep", "N", "keep so many backups (3)", KEEP, BACKUPS },
	{ "backup-dir", "DIR", "where they are: beside the database", BACKUP_DIR,
		BACKUPS },
	{ "no-backup", NULL, "make none before changing anything", NO_BACKUP,
		ONLY(INSTAR__MIGRATE) | ONLY(INSTAR__RESTORE) },
	{ "repair", NULL, "first put back what is missing", REPAIR,
		ONLY(INSTAR__MIGRATE) },
	{ "schema-only", NULL, "do not read every page", SCHEMA_ONLY,
		ONLY(INSTAR__HEALTH) },
	{ "to", "STEP", "the step, or the release, that stays; 0: none", TO,
		ONLY(INSTAR__ROLLBACK) },
	{ "carry-down", NULL, "store the ways back in the database", CARRY_DOWN,
		ONLY(INSTAR__MIGRATE) },
	{ "accept-newer", NULL, "go on when newer steps only add", ACCEPT_NEWER,
		ONLY(INSTAR__STATUS) | ONLY(INSTAR__PLAN) | ONLY(INSTAR__MIGRATE) },
	{ "set", "NAME", "only this one of the sets", SET, ALL },
	{ "all", NULL, "every backfill that is due, as without it", EVERY,
		ONLY(INSTAR__BACKFILL) },
	{ "only", "KEY", "this one backfill", ONLY_KEY, ONLY(INSTAR__BACKFILL) },
	{ "max-minutes", "N", "stop after so long; the next run goes on", MAX_MINUTES,
		ONLY(INSTAR__BACKFILL) },
	{ "strict", NULL, "let failures count in the exit status", STRICT,
		ONLY(INSTAR__BACKFILL) },
	{ "set-aside", NULL, "pass over single rows that fail", SET_ASIDE,
		ONLY(INSTAR__BACKFILL) },
	{ "alone", NULL, "no pauses for other programs", ALONE, ONLY(INSTAR__BACKFILL) },
	{ "help", NULL, "print this", HELP, ALL },
};

#define OPTION_COUNT (sizeof(options) / sizeof(*options))

struct reader {
	struct instar__cli *c;
	char **next;
	char **end;
	int colour; /* 'a'uto, 'A'lways, 'n'ever */
	int status; /* below 0: go on */
	bool every; /* --all was given */
};

static const char *program(const struct instar__cli *c)
{
	return c->host->program ? c->host->program : "instar";
}

/* Some are of no use without several sets. */
static bool is_offered(const struct instar__cli *c, size_t option)
{
	return options[option].option != SET || c->host->member_count;
}

/* " (migrate, plan)": the commands that have an option, when not all do. */
static void usage_commands(FILE *out, unsigned commands)
{
	const char *before = " (";
	for (size_t i = 0; commands != ALL && i < INSTAR__COMMAND_COUNT; i++) {
		if (!(commands & ONLY(i)))
			continue;
		fprintf(out, "%s%s", before, instar__commands[i].name);
		before = ", ";
	}
	fputs(commands == ALL ? "\n" : ")\n", out);
}

static void usage(FILE *out, const struct instar__cli *c)
{
	fprintf(out, "Usage: %s COMMAND [DATABASE] [OPTION ...]\n\nCommands:\n",
		program(c));
	for (size_t i = 0; i < INSTAR__COMMAND_COUNT; i++)
		fprintf(out, "  %-16s %s\n", instar__commands[i].name,
			instar__commands[i].help);
	fputs("\nOptions:\n", out);
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const char *value = options[i].value ? options[i].value : "";
		int width = 13 - (int)strlen(options[i].name);
		if (!is_offered(c, i))
			continue;
		fprintf(out, "  --%s %-*s %s", options[i].name, width, value,
			options[i].help);
		usage_commands(out, options[i].commands);
	}
	fputs("\nExit status: 0 done or nothing to do, 1 failed, 2 steps are pending,\n"
	      "3 drift or conflict, 4 the database is newer or older than this program,\n"
	      "5 busy, 64 usage.\n",
		out);
}

/* "program: no option "--jsn"; did you mean "--json"?" */
static void unknown(struct reader *r, const char *what, const char *dashes,
	const char *word, const char *const *words)
{
	const char *near = instar__nearest(word, words);
	fprintf(stderr, "%s: no %s \"%s", program(r->c), what, dashes);
	instar__print_text(stderr, word);
	fputc('"', stderr);
	if (near)
		fprintf(stderr, "; did you mean \"%s%s\"?", dashes, near);
	fprintf(stderr, "\nTry \"%s help\".\n", program(r->c));
	r->status = INSTAR_EXIT_USAGE;
}

static void refuse(struct reader *r, const char *message, const char *word)
{
	fprintf(stderr, "%s: %s", program(r->c), message);
	instar__print_text(stderr, word);
	fputc('\n', stderr);
	r->status = INSTAR_EXIT_USAGE;
}

static void take_busy(struct reader *r, const char *value)
{
	char *end;
	long number = strtol(value, &end, 10);
	if (end == value || *end || number < 0 || number > INT_MAX)
		refuse(r, "--busy-ms needs a number of milliseconds, not ", value);
	else
		r->c->busy_ms = number ? (int)number : -1;
}

static void take_keep(struct reader *r, const char *value)
{
	char *end;
	long number = strtol(value, &end, 10);
	if (end == value || *end || number < 1 || number > INT_MAX - 1)
		refuse(r, "--keep needs a number of backups, at least 1, not ", value);
	else if (!r->c->keep)
		r->c->keep = (int)number;
}

static void take_minutes(struct reader *r, const char *value)
{
	char *end;
	long number = strtol(value, &end, 10);
	if (end == value || *end || number < 1 || number > INT_MAX)
		refuse(r, "--max-minutes needs a number of minutes, at least 1, not ",
			value);
	else
		r->c->max_minutes = (int)number;
}

static void take_colour(struct reader *r, const char *value)
{
	if (strcmp(value, "always") == 0)
		r->colour = 'A';
	else if (strcmp(value, "never") == 0)
		r->colour = 'n';
	else if (strcmp(value, "auto") != 0)
		refuse(r, "--color needs auto, always or never, not ", value);
}

static void take_set(struct reader *r, const char *value)
{
	const struct instar_cli *host = r->c->host;
	r->c->only = value;
	for (uint32_t i = 0; i < host->member_count; i++) {
		if (strcmp(instar__cli_label(&host->members[i]), value) == 0)
			return;
	}
	fprintf(stderr, "%s: no set \"", program(r->c));
	instar__print_text(stderr, value);
	fputs("\"; there are", stderr);
	for (uint32_t i = 0; i < host->member_count; i++) {
		fputs(i ? ", " : " ", stderr);
		instar__print_text(stderr, instar__cli_label(&host->members[i]));
	}
	fputc('\n', stderr);
	r->status = INSTAR_EXIT_USAGE;
}

/* An option of backfill; false when it is none. */
static bool take_backfill(struct reader *r, enum option option, const char *value)
{
	switch (option) {
	case EVERY:
		r->every = true;
		return true;
	case ONLY_KEY:
		r->c->only_key = value;
		return true;
	case MAX_MINUTES:
		take_minutes(r, value);
		return true;
	case STRICT:
		r->c->strict = true;
		return true;
	case SET_ASIDE:
		r->c->set_aside = true;
		return true;
	case ALONE:
		r->c->alone = true;
		return true;
	default:
		return false;
	}
}

static void take(struct reader *r, enum option option, const char *value)
{
	if (take_backfill(r, option, value))
		return;
	switch (option) {
	case JSON:
		r->c->json = true;
		break;
	case YES:
		r->c->yes = true;
		break;
	case FORCE:
		r->c->force = true;
		break;
	case OUTPUT:
		r->c->output = value;
		break;
	case FROM:
		r->c->from = value;
		break;
	case KEEP:
		take_keep(r, value);
		break;
	case NO_BACKUP:
		r->c->keep = -1;
		break;
	case BACKUP_DIR:
		r->c->backup_directory = value;
		break;
	case BUSY_MS:
		take_busy(r, value);
		break;
	case VALIDATE:
		r->c->validate = true;
		break;
	case QUICK_CHECK:
		r->c->quick_check = true;
		break;
	case REPAIR:
		r->c->repair = true;
		break;
	case SCHEMA_ONLY:
		r->c->schema_only = true;
		break;
	case LOG:
		r->c->log_path = value;
		break;
	case COLOUR:
		take_colour(r, value);
		break;
	case TO:
		r->c->to = value;
		break;
	case CARRY_DOWN:
		r->c->carry_down = true;
		break;
	case ACCEPT_NEWER:
		r->c->accept_newer = true;
		break;
	case SET:
		take_set(r, value);
		break;
	case HELP:
		usage(stdout, r->c);
		r->status = INSTAR_EXIT_OK;
		break;
	default:
		break;
	}
}

/* One option, without its dashes: NAME, NAME=VALUE, or NAME and the next argument. */
static void take_option(struct reader *r, const char *word)
{
	const char *names[OPTION_COUNT + 1] = { NULL };
	size_t known = 0;
	size_t length = strcspn(word, "=");
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (!(options[i].commands & ONLY(r->c->command)) || !is_offered(r->c, i))
			continue;
		names[known++] = options[i].name;
		if (strlen(options[i].name) != length ||
			strncmp(options[i].name, word, length) != 0)
			continue;
		const char *value = word[length] ? word + length + 1 : NULL;
		if (value && !options[i].value)
			refuse(r, "no value is allowed: --", word);
		else if (!value && options[i].value && r->next == r->end)
			refuse(r, "a value is missing: --", word);
		else
			take(r, options[i].option,
				value || !options[i].value ? value : *r->next++);
		return;
	}
	unknown(r, "option", "--", word, names);
}

static void take_command(struct reader *r, const char *word)
{
	const char *names[INSTAR__COMMAND_COUNT + 2] = { NULL };
	for (size_t i = 0; i < INSTAR__COMMAND_COUNT; i++) {
		names[i] = instar__commands[i].name;
		if (strcmp(word, instar__commands[i].name) == 0) {
			r->c->command = (enum instar__command)i;
			return;
		}
	}
	names[INSTAR__COMMAND_COUNT] = "help";
	if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0) {
		usage(stdout, r->c);
		r->status = INSTAR_EXIT_OK;
	} else {
		unknown(r, "command", "", word, names);
	}
}

static void take_arguments(struct reader *r)
{
	bool words_only = false;
	while (r->status < 0 && r->next < r->end) {
		const char *word = *r->next++;
		if (!words_only && strcmp(word, "--") == 0)
			words_only = true;
		else if (!words_only && strncmp(word, "--", 2) == 0)
			take_option(r, word + 2);
		else if (!words_only && strcmp(word, "-h") == 0)
			take(r, HELP, NULL);
		else if (!words_only && word[0] == '-' && word[1])
			unknown(r, "option", "", word, (const char *const[]){ NULL });
		else if (r->c->path)
			refuse(r, "one argument too many: ", word);
		else
			r->c->path = word;
	}
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value;
}

static bool coloured(int choice)
{
	const char *terminal = getenv("TERM");
	if (is_set("NO_COLOR") || choice == 'n')
		return false;
	if (choice == 'A' || is_set("CLICOLOR_FORCE"))
		return true;
	return terminal && strcmp(terminal, "dumb") != 0 && isatty(1);
}

bool instar__cli_on_terminal(FILE *stream)
{
	return isatty(stream == stderr ? 2 : 1) && !is_set("CI");
}

/* Both the question and the answer need a person. */
bool instar__cli_attended(void)
{
	return isatty(0) && isatty(2) && !is_set("CI");
}

bool instar__cli_refuses_loss(const struct instar__cli *c)
{
	return !c->force && (c->yes || !instar__cli_attended());
}

bool instar__cli_answer(void)
{
	char answer[16] = "";
	fputs("? [y/N] ", stderr);
	fflush(stderr);
	if (fgets(answer, sizeof(answer), stdin) && (*answer == 'y' || *answer == 'Y'))
		return true;
	fputs("Nothing was changed.\n", stderr);
	return false;
}

bool instar__cli_confirmed(const struct instar__cli *c, uint32_t steps, bool create)
{
	if (c->yes || !steps || !instar__cli_attended())
		return true;
	fprintf(stderr, create ? "Create the database " : "Change the database ");
	instar__print_text(stderr, c->path);
	fprintf(stderr, ": %lu step%s", (unsigned long)steps, steps == 1 ? "" : "s");
	return instar__cli_answer();
}

bool instar__cli_args(struct instar__cli *c, int argc, char **argv, int *status)
{
	struct reader r = { .c = c, .colour = 'a', .status = -1 };
	if (argc < 2) {
		usage(stderr, c);
		*status = INSTAR_EXIT_USAGE;
		return false;
	}
	r.next = argv + 2;
	r.end = argv + argc;
	take_command(&r, argv[1]);
	take_arguments(&r);
	if (r.status < 0 && !c->path)
		c->path = c->host->path;
	if (r.status < 0 && !c->host->member_count && (!c->path || !*c->path))
		refuse(&r, "the database is missing: give its path", "");
	if (r.status < 0 && r.every && c->only_key)
		refuse(&r, "--all and --only exclude each other", "");
	if (r.status < 0 && c->command == INSTAR__RESTORE && (!c->from || !*c->from))
		refuse(&r, "the backup is missing: give --from FILE", "");
	c->colour = coloured(r.colour) && !c->json;
	*status = r.status;
	return r.status < 0;
}
