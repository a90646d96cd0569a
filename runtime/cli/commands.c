/*
 * commands: the database commands and their options, as rows. See commands.h.
 */
#include "runtime/cli/commands.h"

#include <stddef.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/terminal.h"

/* clang-format off */
static const struct instar__command_row rows[] = {
	[INSTAR__STATUS] = { "status",
		.summary = "which step the database is at",
		.about = "Tell which step the database is at. Changes nothing.",
		.statuses = "0 up to date, " INSTAR__FAILURES },
	[INSTAR__PLAN] = { "plan",
		.summary = "what migrate would do, tried on a private copy",
		.about = "Tell for each step what migrate would do and why, and try it "
			"on a private copy. Changes nothing.",
		.statuses = "0 nothing to do, 2 steps are pending and the trial passed, "
			"others as for status." },
	[INSTAR__MIGRATE] = { "migrate",
		.summary = "bring the database to the last step",
		.about = "Bring the database to the last step, in one transaction; make "
			"it if it is missing. On a terminal it asks first.",
		.statuses = "0 done or nothing to do, others as for status." },
	[INSTAR__HISTORY] = { "history",
		.summary = "what was applied, and when",
		.about = "List the tracking rows of the database. Changes nothing.",
		.statuses = "0, others as for status." },
	[INSTAR__BACKUP] = { "backup",
		.summary = "copy the database, and read the copy back",
		.about = "Copy the database while others use it, and read the copy "
			"back. The copy is called DB.backup-YYYYMMDD-HHMMSS, and old "
			"copies of such names are removed.",
		.statuses = "0, or 1 when it failed, or 5 busy, or 64." },
	[INSTAR__RESTORE] = { "restore", "--from FILE",
		.summary = "put a backup in the place of the database",
		.about = "Put a backup in the place of what the database holds, in one "
			"transaction. What it holds now is backed up first. On a "
			"terminal it asks; elsewhere it wants --yes.",
		.statuses = "0, or 1 when it failed, or 5 busy, or 64." },
	[INSTAR__IDENTIFY] = { "identify",
		.summary = "which step the schema is that of, and all that is there",
		.about = "Tell from the schema alone which step a database is at, "
			"or the nearest and the differences; then its objects, its "
			"tracking rows and how they fit. Changes nothing.",
		.statuses = "0, or 1 when the database cannot be read, or 5 busy, or "
			"64." },
	[INSTAR__HEALTH] = { "health",
		.summary = "drift both ways, damage, foreign keys",
		.about = "Tell whether the database is fit for these migrations: what "
			"is missing, what is extra, what is recorded, PRAGMA "
			"quick_check and foreign_key_check. Changes nothing.",
		.statuses = "0 ready, 1 damaged or not readable, others as for status." },
	[INSTAR__REPAIR] = { "repair",
		.summary = "put back what is missing",
		.about = "Put back what recorded steps made and is gone, and finish "
			"steps that are half there: first on a private copy, then in "
			"one transaction. On a terminal it asks first.",
		.statuses = "0 all is repaired or nothing was to do, 3 something was "
			"left, others as for status." },
	[INSTAR__ROLLBACK] = { "rollback",
		.summary = "undo steps, back to an earlier one",
		.about = "Undo the last step, or all steps after the one that is to "
			"stay, by the down migrations that were proved; in one "
			"transaction. On a terminal it asks first; elsewhere it needs "
			"--yes, and --force when rows would be lost.",
		.statuses = "0 done or nothing to do, 1 refused or failed, 2 not "
			"confirmed, others as for status." },
	[INSTAR__BACKFILL] = { "backfill",
		.summary = "change rows, and build indexes, left for later",
		.about = "Run what -- @backfill and -- @index have left for after the "
			"start, in small batches beside the programs that use the "
			"database. Killed, it goes on where it was.",
		.statuses = "0, also when one failed or another program runs them: the "
			"next run goes on. With --strict then 1, and 5. Others as for "
			"status." },
};

#define COUNT (sizeof(rows) / sizeof(*rows))
#define ALL (INSTAR__BIT(COUNT) - 1)
#define STATUS INSTAR__BIT(INSTAR__STATUS)
#define PLAN INSTAR__BIT(INSTAR__PLAN)
#define MIGRATE INSTAR__BIT(INSTAR__MIGRATE)
#define BACKUP INSTAR__BIT(INSTAR__BACKUP)
#define RESTORE INSTAR__BIT(INSTAR__RESTORE)
#define HEALTH INSTAR__BIT(INSTAR__HEALTH)
#define REPAIR INSTAR__BIT(INSTAR__REPAIR)
#define ROLLBACK INSTAR__BIT(INSTAR__ROLLBACK)
#define BACKFILL INSTAR__BIT(INSTAR__BACKFILL)
#define AT(field) offsetof(struct instar__cli, field)

static const struct instar__option_row options[] = {
	{ "from", AT(from), RESTORE, "FILE", .help = "the backup; it is kept" },
	{ "output", AT(output), BACKUP, "FILE",
		.help = "another name; nothing is removed then" },
	{ "to", AT(to), ROLLBACK, "STEP",
		.help = "the step that stays; a release: its last step; 0: none" },
	{ "schema-only", AT(schema_only), HEALTH, .help = "do not read every page" },
	{ "quick-check", AT(quick_check), MIGRATE,
		.help = "run PRAGMA quick_check before and after" },
	{ "repair", AT(repair), MIGRATE,
		.help = "first put back what is missing, as repair does" },
	{ "carry-down", AT(carry_down), MIGRATE,
		.help = "store the down migrations in the database, for older programs" },
	{ "accept-newer", AT(accept_newer), STATUS | PLAN | MIGRATE,
		.help = "go on when newer steps only add" },
	{ "all", AT(every), BACKFILL, .help = "every one that is due, as without it" },
	{ "only", AT(only_key), BACKFILL, "KEY", .help = "this one" },
	{ "max-minutes", AT(max_minutes), BACKFILL, "N", .unit = "minutes", .least = 1,
		.help = "stop after so long; the next run goes on" },
	{ "alone", AT(alone), BACKFILL, .help = "no pauses for other programs" },
	{ "set-aside", AT(set_aside), BACKFILL,
		.help = "pass over single rows that fail, and note them in "
			"schema_backfill_skipped" },
	{ "strict", AT(strict), BACKFILL,
		.help = "let failures count in the exit status" },
	{ "yes", AT(yes), MIGRATE | RESTORE | REPAIR | ROLLBACK, .help = "do not ask" },
	{ "force", AT(force), MIGRATE,
		.help = "even if a destructive step takes rows that are there" },
	{ "force", AT(force), BACKFILL,
		.help = "even if one takes rows that are there, as its author named" },
	{ "force", AT(force), RESTORE,
		.help = "even if the file has no records of this set, or the database "
			"is too damaged to be backed up" },
	{ "force", AT(force), ROLLBACK, .help = "rows may be lost" },
	{ "no-backup", AT(no_backup), MIGRATE, .help = "make none before the steps" },
	{ "no-backup", AT(no_backup), BACKFILL, .help = "make none before rows are taken" },
	{ "no-backup", AT(no_backup), RESTORE, .help = "make none of what is there now" },
	{ "keep", AT(keep), MIGRATE | BACKFILL | BACKUP | RESTORE, "N", .unit = "backups",
		.least = 1, .help = "keep so many backups; default: 3" },
	{ "backup-dir", AT(backup_directory), MIGRATE | BACKFILL | BACKUP | RESTORE, "DIR",
		.help = "where they are; default: beside the database" },
	{ "validate", AT(validate), ALL,
		.help = "look at the whole schema even if the stamp is right" },
	{ "busy-ms", AT(busy_ms), ALL, "N", .unit = "milliseconds",
		.help = "how long to wait for locks; default: 10000" },
	{ "log", AT(log_path), ALL, "FILE", .help = "append what happens to FILE" },
	{ "json", AT(json), ALL, .help = "data as JSON" },
	{ "color", AT(colour_choice), ALL, .words = instar__colour_words,
		.help = "when there are colours; default: auto" },
	{ "help", AT(help), ALL, .letter = 'h', .help = "print this" },
	/* The last one, for several sets only. */
	{ "set", AT(only), ALL, "NAME", .help = "only this one of the sets" },
};
/* clang-format on */

struct instar__command_table instar__database_commands(bool several_sets)
{
	return (struct instar__command_table){ .rows = rows,
		.count = COUNT,
		.options = options,
		.option_count = sizeof(options) / sizeof(*options) - !several_sets };
}
