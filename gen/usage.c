/*
 * usage: the help texts of the program.
 *
 * In: a command's name. Out: how it is called, one text a command. It knows no value that
 * was given, and prints where it is told.
 */
#include "gen/usage.h"

#include <stddef.h>
#include <string.h>

static const char overview[] =
	"Usage: instar COMMAND ...\n"
	"\n"
	"instar compiles SQLite migrations into C.\n"
	"\n"
	"On the build machine:\n"
	"  compile DIR -o FILE.c     prove the migrations in DIR and write their table\n"
	"  check DIR                 the same proofs; writes nothing\n"
	"  inventory DIR             what each migration does\n"
	"  new DIR NAME              begin the next migration\n"
	"  lock DIR                  write down that all steps are released\n"
	"  fixtures DIR -o OUT       databases in every state that users may have\n"
	"  explain CODE              the story behind a finding\n"
	"\n"
	"With a database:\n"
	"  status --dir DIR DB       where the database stands\n"
	"  plan --dir DIR DB         what migrate would do, tried on a private copy\n"
	"  migrate --dir DIR DB      bring the database to the last step\n"
	"  history --dir DIR DB      what was applied, and when\n"
	"  backup --dir DIR DB       copy the database, and read the copy back\n"
	"  restore --dir DIR DB      put a backup in the place of the database\n"
	"  identify --dir DIR DB     which step the schema is that of, and all that is "
	"there\n"
	"  health --dir DIR DB       drift both ways, damage, foreign keys\n"
	"  repair --dir DIR DB       put back what is missing\n"
	"  rollback --dir DIR DB     take the database back to an earlier step\n"
	"  backfill --dir DIR DB     change rows, and build indexes, left for later\n"
	"\n"
	"DIR holds NNN_name.sql, or the files of golang-migrate, sqlx, goose, dbmate,\n"
	"Flyway, refinery, diesel, drizzle or prisma, as they are.\n"
	"\n"
	"\"instar COMMAND --help\" tells the options of a command.\n"
	"instar --version prints the version.\n";

#define FINDINGS                                                                         \
	"  --gaps=error|warn         numbers that are left out; default: error\n"        \
	"  --werror                  warnings are errors\n"                              \
	"  --lock FILE               the released steps; default: DIR/instar.lock\n"     \
	"  --ddl-only=error|warn|off steps that change rows of users; default: warn\n"   \
	"  --target-sqlite VERSION   what a newer SQLite is needed for is an error\n"    \
	"  --retire-before ID        leave the SQL of the steps before ID out\n"         \
	"  --format=text|json|sarif  how findings are printed\n"                         \
	"  --color=auto|always|never\n"

static const char compile[] = "Usage: instar compile DIR -o FILE.c [OPTION ...]\n"
			      "\n"
			      "Prove the migrations in DIR and write them as a table in "
			      "C. With any error nothing\n"
			      "is written; a file that would not change is not touched.\n"
			      "\n"
			      "  -o, --output FILE.c       where to write\n"
			      "  --name NAME               of the table; default: FILE, "
			      "made a C name\n"
			      "  --depfile FILE            also write what FILE.c "
			      "depends on, for make and ninja\n"
			      "  --fixtures FILE.c         also write databases in every "
			      "state as a test in C\n" FINDINGS "\n"
			      "Exit status: 0, or 1 when there is an error, or 64.\n";

static const char check[] = "Usage: instar check DIR [OPTION ...]\n"
			    "\n"
			    "Prove the migrations in DIR, as compile does, and write "
			    "nothing. Findings go to\n"
			    "standard error; with --format=json or sarif to standard "
			    "output.\n"
			    "\n"
			    "  --all                     judge released steps as "
			    "well; else what is found in\n"
			    "                            them are notes\n"
			    "  --suggest-strict          tell which tables could be "
			    "STRICT\n" FINDINGS "\n"
			    "Exit status: 0, or 1 when there is an error, or 64.\n";

static const char inventory[] =
	"Usage: instar inventory DIR [--json] [--gaps=error|warn]\n"
	"\n"
	"For each migration: the objects and columns it makes and ends, how many of its\n"
	"statements have a guard, its way back, release and former names. Archived files "
	"in\n"
	"DIR/old are listed and never read.\n";

static const char new_step[] =
	"Usage: instar new DIR NAME [--template WHAT] [--table TABLE]\n"
	"\n"
	"Write the next migration of DIR and its way back, to be changed by you. They "
	"compile\n"
	"as they are; no file is overwritten.\n"
	"\n"
	"  --template create-table   (default) a table called NAME\n"
	"  --template add-column     a column called NAME\n"
	"  --template data           a column, and a backfill of the rows that are there\n"
	"  --template recreate-table @rebuild: what ALTER TABLE cannot do\n"
	"  --table TABLE             which one; default: the last that was made\n"
	"  --gaps=error|warn         numbers that are left out; default: error\n";

static const char lock[] =
	"Usage: instar lock DIR [--lock FILE] [--gaps=error|warn]\n"
	"\n"
	"Write DIR/instar.lock: the id and the token hash of each step. From then on "
	"these "
	"are\n"
	"released: compile and check refuse to have them edited, removed or preceded, "
	"and "
	"what\n"
	"the rules find in them are notes. Run it with each release. A step that is in "
	"the "
	"file\n"
	"already and was changed is an error; nothing is written then.\n"
	"\n"
	"Exit status: 0, or 1 when there is an error, or 64.\n";

static const char fixtures[] =
	"Usage: instar fixtures DIR -o OUT [--all] [--name NAME] [--lock FILE] "
	"[--gaps=error|warn]\n"
	"\n"
	"Write a database into OUT for each step of the history and each state that one "
	"may be\n"
	"in: as a program of then left it, without its tracking rows, with something "
	"missing or\n"
	"too much, half migrated, kept by another tool; and OUT/fixtures.tsv: for each "
	"what\n"
	"\"instar migrate\" should make of it. The same history gives the same bytes.\n"
	"\n"
	"  -o, --output OUT          a directory; made when it is missing\n"
	"  --all                     each object is dropped in turn at every step, not "
	"only at\n"
	"                            the last one\n"
	"  --name NAME               of the set, when it is not called as DIR\n"
	"\n"
	"Exit status: 0, or 1 when there is an error, or 64.\n";

static const char explain[] =
	"Usage: instar explain CODE | --all\n"
	"\n"
	"Tell what a finding means, with an example that has it and one that has not.\n";

#define DATABASE                                                                         \
	"  --dir DIR                 the migrations, compiled in memory\n"               \
	"  --name NAME               of the set, when it is not called as DIR\n"         \
	"  --gaps=warn               numbers may be left out\n"                          \
	"  --lock FILE               the released steps; default: DIR/instar.lock\n"     \
	"  --retire-before ID        leave the SQL of the steps before ID out\n"         \
	"  --json                    data as JSON\n"                                     \
	"  --busy-ms N               how long to wait for locks; default: 10000\n"       \
	"  --validate                look at the whole schema even if the stamp is "     \
	"right\n"                                                                        \
	"  --log FILE                append what happens to FILE\n"

#define BACKUPS                                                                          \
	"  --keep N                  keep so many backups; default: 3\n"                 \
	"  --backup-dir DIR          where they are; default: beside the database\n"

static const char status[] =
	"Usage: instar status --dir DIR DB [OPTION ...]\n"
	"\n"
	"Tell where the database stands. Changes nothing.\n"
	"\n" DATABASE "\n"
	"Exit status: 0 up to date, 1 failed, 2 steps are pending, 3 drift or conflict,\n"
	"4 the database is newer or older than the migrations, 5 busy, 64 usage.\n";

static const char plan[] = "Usage: instar plan --dir DIR DB [OPTION ...]\n"
			   "\n"
			   "Tell for each step what migrate would do and why, and try it "
			   "on a private copy.\n"
			   "Changes nothing.\n"
			   "\n" DATABASE "\n"
			   "Exit status: 0 nothing to do, 2 steps are pending and the "
			   "trial passed, others as\n"
			   "for status.\n";

static const char migrate[] =
	"Usage: instar migrate --dir DIR DB [OPTION ...]\n"
	"\n"
	"Bring the database to the last step, in one transaction; make it if it is "
	"missing.\n"
	"On a terminal it asks first.\n"
	"\n" DATABASE
	"  --quick-check             run PRAGMA quick_check before and after\n"
	"  --repair                  first put back what is missing, as repair does\n"
	"  --yes                     do not ask\n"
	"  --carry-down              store the ways back in the database, for older "
	"programs\n"
	"  --accept-newer            go on when newer steps only add (also status, "
	"plan)\n"
	"  --force                   even if a destructive step takes rows that are "
	"there\n"
	"  --no-backup               make none before the steps\n" BACKUPS "\n"
	"Exit status: 0 done or nothing to do, others as for status.\n";

static const char history[] = "Usage: instar history --dir DIR DB [OPTION ...]\n"
			      "\n"
			      "List the tracking rows of the database.\n"
			      "\n" DATABASE;

static const char backup[] =
	"Usage: instar backup --dir DIR DB [OPTION ...]\n"
	"\n"
	"Copy the database while others use it, and read the copy back. The copy is "
	"called\n"
	"DB.backup-YYYYMMDD-HHMMSS, and old copies of such names are removed.\n"
	"\n" DATABASE
	"  --output FILE             another name; nothing is removed then\n" BACKUPS "\n"
	"Exit status: 0, or 1 when it failed, or 5 busy, or 64.\n";

static const char restore[] =
	"Usage: instar restore --dir DIR DB --from FILE [OPTION ...]\n"
	"\n"
	"Put a backup in the place of what the database holds, in one transaction. What "
	"it\n"
	"holds now is backed up first. On a terminal it asks; elsewhere it wants --yes.\n"
	"\n" DATABASE "  --from FILE               the backup; it is kept\n"
	"  --yes                     do not ask\n"
	"  --force                   even if the file has no records of this set, or "
	"the\n"
	"                            database is too damaged to be backed up\n"
	"  --no-backup               make none of what is there now\n" BACKUPS "\n"
	"Exit status: 0, or 1 when it failed, or 5 busy, or 64.\n";
static const char identify[] =
	"Usage: instar identify --dir DIR DB [OPTION ...]\n"
	"\n"
	"Tell from the schema alone which step a database stands at, or the nearest and "
	"the\n"
	"differences; then its objects, its tracking rows and how they fit. Changes "
	"nothing.\n"
	"\n" DATABASE "\n"
	"Exit status: 0, or 1 when the database cannot be read, 5 busy, 64 usage.\n";

static const char health[] =
	"Usage: instar health --dir DIR DB [OPTION ...]\n"
	"\n"
	"Tell whether the database is fit for these migrations: what is missing, what is "
	"extra,\n"
	"what is recorded, PRAGMA quick_check and foreign_key_check. Changes nothing.\n"
	"\n" DATABASE "  --schema-only             do not read every page\n"
	"\n"
	"Exit status: 0 ready, 1 damaged or not readable, others as for status.\n";

static const char repair[] =
	"Usage: instar repair --dir DIR DB [OPTION ...]\n"
	"\n"
	"Put back what recorded steps made and is gone, and finish steps that are half "
	"there:\n"
	"first on a private copy, then in one transaction. On a terminal it asks first.\n"
	"\n" DATABASE "  --yes                     do not ask\n"
	"\n"
	"Exit status: 0 all is mended or nothing was to do, 3 something was left, others "
	"as\n"
	"for status.\n";
static const char rollback[] = "Usage: instar rollback --dir DIR DB [OPTION ...]\n"
			       "\n"
			       "Undo the last step, or all steps after the one that is "
			       "to stay, by the ways back\n"
			       "that were proved; in one transaction. On a terminal it "
			       "asks first; elsewhere it\n"
			       "needs --yes, and --force when rows would be lost.\n"
			       "\n" DATABASE "  --to STEP                 the step that "
					     "stays; a release: its last step; 0: none\n"
			       "  --yes                     do not ask\n"
			       "  --force                   rows may be lost\n"
			       "\n"
			       "Exit status: 0 done or nothing to do, 1 refused or "
			       "failed, 2 not confirmed, others\n"
			       "as for status.\n";

static const char backfill[] =
	"Usage: instar backfill --dir DIR DB [OPTION ...]\n"
	"\n"
	"Run what -- @backfill and -- @index have left for after the start, in small "
	"batches\n"
	"beside the programs that use the database. Killed, it goes on where it was.\n"
	"\n" DATABASE "  --all                     every one that is due, as without it\n"
	"  --only KEY                this one\n"
	"  --max-minutes N           stop after so long\n"
	"  --alone                   no pauses for other programs\n"
	"  --set-aside               pass over rows that fail, and note them in\n"
	"                            schema_backfill_skipped\n"
	"  --strict                  let failures count in the exit status\n"
	"\n"
	"Exit status: 0, also when one failed or another program runs them: the next run\n"
	"goes on. With --strict then 1, and 5. Others as for status.\n";

static const struct {
	const char *command;
	const char *text;
} texts[] = {
	{ "compile", compile },
	{ "check", check },
	{ "inventory", inventory },
	{ "explain", explain },
	{ "lock", lock },
	{ "new", new_step },
	{ "fixtures", fixtures },
	{ "status", status },
	{ "plan", plan },
	{ "migrate", migrate },
	{ "history", history },
	{ "backup", backup },
	{ "restore", restore },
	{ "identify", identify },
	{ "health", health },
	{ "repair", repair },
	{ "rollback", rollback },
	{ "backfill", backfill },
};

void usage_print(FILE *out, const char *command)
{
	const char *text = overview;
	for (size_t i = 0; command && i < sizeof(texts) / sizeof(*texts); i++) {
		if (strcmp(texts[i].command, command) == 0)
			text = texts[i].text;
	}
	fputs(text, out);
}
