/*
 * command_table: the commands on directories of migrations and their options, as rows.
 * See command_table.h.
 */
#include "gen/command_table.h"

#include <stddef.h>

#include "gen/emit/new_step.h"
#include "gen/options.h"
#include "runtime/cli/terminal.h"

#define STATUSES "0, or 1 when there is an error, or 64."

/* clang-format off */
static const struct instar__command_row rows[] = {
	[COMMAND_COMPILE] = { "compile", "DIR -o FILE.c", STATUSES,
		.summary = "prove the migrations in DIR and write their table",
		.about = "Prove the migrations in DIR and write them as a table in C. "
			"With any error nothing is written; a file that would not "
			"change is not touched." },
	[COMMAND_CHECK] = { "check", "DIR", STATUSES,
		.summary = "the same proofs; writes nothing",
		.about = "Prove the migrations in DIR, as compile does, and write "
			"nothing. Findings go to standard error; with --format=json or "
			"sarif to standard output." },
	[COMMAND_INVENTORY] = { "inventory", "DIR", STATUSES,
		.summary = "what each migration does",
		.about = "For each migration: the objects and columns it makes and "
			"ends, how many of its statements have a guard, its down "
			"migration, release and former names. Archived files in DIR/old "
			"are listed and never read." },
	[COMMAND_NEW] = { "new", "DIR NAME", STATUSES,
		.summary = "begin the next migration",
		.about = "Write the next migration of DIR and its down migration, to be "
			"changed by you. They compile as they are; no file is "
			"overwritten." },
	[COMMAND_LOCK] = { "lock", "DIR", STATUSES,
		.summary = "write down that all steps are released",
		.about = "Write DIR/instar.lock: the id and the token hash of each "
			"step. From then on these are released: compile and check "
			"refuse to have them edited, removed or preceded, and what the "
			"rules find in them are notes. Run it with each release. New "
			"steps have to pass check, else nothing is written; so is it "
			"when a step that is in the file was changed. Only the first "
			"lock of a long past may accept what users have run already." },
	[COMMAND_FIXTURES] = { "fixtures", "DIR -o OUT", STATUSES,
		.summary = "databases in every state that users may have",
		.about = "Write a database into OUT for each step of the history and "
			"each state that one may be in: as its own release left it, "
			"without its tracking rows, with something missing or too much, "
			"half migrated, kept by another tool; and OUT/fixtures.tsv: for "
			"each what \"instar migrate\" should make of it. The same "
			"history gives the same bytes." },
	[COMMAND_EXPLAIN] = { "explain", "CODE", "0, or 64.",
		.summary = "the story behind a finding",
		.about = "Tell what a finding means, with an example that has it and "
			"one that has not." },
};

#define COMPILE INSTAR__BIT(COMMAND_COMPILE)
#define CHECK INSTAR__BIT(COMMAND_CHECK)
#define INVENTORY INSTAR__BIT(COMMAND_INVENTORY)
#define NEW INSTAR__BIT(COMMAND_NEW)
#define LOCK INSTAR__BIT(COMMAND_LOCK)
#define FIXTURES INSTAR__BIT(COMMAND_FIXTURES)
#define EXPLAIN INSTAR__BIT(COMMAND_EXPLAIN)
#define DATABASE INSTAR__BIT(COMMAND_DATABASE)
#define PROVED (COMPILE | CHECK)
#define DIRECTORY (PROVED | INVENTORY | NEW | LOCK | FIXTURES)
#define AT(field) offsetof(struct options, field)

static const char *const gaps[] = { "error", "warn", NULL };
static const char *const formats[] = { "text", "json", "sarif", NULL };
static const char *const ddl_only[] = { "error", "warn", "off", NULL };
static const char *const templates[] = {
	[DRAFT_TABLE] = "create-table",
	[DRAFT_COLUMN] = "add-column",
	[DRAFT_DATA] = "data",
	[DRAFT_REBUILD] = "recreate-table",
	NULL
};

static const struct instar__option_row options[] = {
	{ "dir", AT(directory), DATABASE, "DIR",
		.help = "the migrations, compiled in memory" },
	{ "output", AT(output), COMPILE, "FILE.c", .letter = 'o',
		.help = "where to write" },
	{ "output", AT(output), FIXTURES, "OUT", .letter = 'o',
		.help = "a directory; made when it is missing" },
	{ "name", AT(name), COMPILE, "NAME",
		.help = "of the table; default: the lock's, or FILE, made a C name" },
	{ "name", AT(name), FIXTURES | DATABASE, "NAME",
		.help = "of the set, when it is not called as DIR" },
	{ "name", AT(name), LOCK, "NAME",
		.help = "of the set: written down, and what the other commands take" },
	{ "accept-past", AT(accept_past), LOCK,
		.help = "of the first lock: list what is found, and accept it" },
	{ "depfile", AT(depfile), COMPILE, "FILE",
		.help = "also write what FILE.c depends on, for make and ninja" },
	{ "fixtures", AT(fixtures), COMPILE, "FILE.c",
		.help = "also write databases in every state as a test in C" },
	{ "all", AT(judge_past), CHECK,
		.help = "judge released steps as well; else nothing but what would make the "
			"table wrong is told of them" },
	{ "all", AT(all_states), FIXTURES,
		.help = "each object is dropped in turn at every step, not only at the "
			"last one" },
	{ "all", AT(all_rules), EXPLAIN, .help = "all of them, in place of CODE" },
	{ "coverage", AT(coverage), CHECK,
		.help = "list what the statements distinguish, and whether rows met it" },
	{ "suggest-strict", AT(suggest_strict), CHECK,
		.help = "tell which tables could be STRICT" },
	{ "json", AT(json), INVENTORY, .help = "data as JSON" },
	{ "template", AT(draft), NEW, .words = templates,
		.help = "a table called NAME (the default), a column called NAME, a "
			"column and a backfill of the rows that are there, or what "
			"ALTER TABLE cannot do, by @rebuild" },
	{ "table", AT(table), NEW, "TABLE",
		.help = "which one; default: the last that was made" },
	{ "gaps", AT(gaps), DIRECTORY | DATABASE, .words = gaps,
		.help = "numbers that are left out; default: error" },
	{ "werror", AT(warnings_are_errors), PROVED, .help = "warnings are errors" },
	{ "lock", AT(lock), PROVED | LOCK | FIXTURES | DATABASE, "FILE",
		.help = "the released steps; default: DIR/instar.lock" },
	{ "ddl-only", AT(ddl_only), PROVED, .words = ddl_only,
		.help = "steps that change rows of users; default: warn" },
	{ "target-sqlite", AT(target), PROVED, "VERSION",
		.help = "what a newer SQLite is needed for is an error" },
	{ "retire-before", AT(retire_before), PROVED | DATABASE, "ID",
		.help = "leave the SQL of the steps before ID out" },
	{ "format", AT(format), PROVED, .words = formats,
		.help = "how findings are printed; default: text" },
	{ "color", AT(colour), DIRECTORY, .words = instar__colour_words,
		.help = "when there are colours; default: auto" },
	{ "help", AT(help), DIRECTORY | EXPLAIN, .letter = 'h', .help = "print this" },
};
/* clang-format on */

const struct instar__command_table directory_commands = { .rows = rows,
	.count = sizeof(rows) / sizeof(*rows),
	.options = options,
	.option_count = sizeof(options) / sizeof(*options) };
