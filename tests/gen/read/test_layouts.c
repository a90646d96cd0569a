/*
 * Directories of other tools become the history that their own tool would run: its order,
 * its pairs, its sections; and what those tools pass over in silence is told.
 */
#include "suite.h"

#include <string.h>
#include <sys/stat.h>

#include "gen/read/directory.h"
#include "front.h"
#include "gen/emit/output.h"
#include "gen/base/text.h"

/* Files, each after a line "== name"; folders are made as they come. */
static void write_all(struct front *front, const char *text)
{
	while (*text) {
		size_t line = strcspn(text, "\n");
		const char *name = arena_copy(front->arena, text + 3, line - 3);
		const char *slash = strchr(name, '/');
		text += line + (text[line] == '\n');
		const char *next = strstr(text, "== ");
		size_t size = next ? (size_t)(next - text) : strlen(text);
		if (slash)
			mkdir(front_path(front, arena_copy(front->arena, name,
							(size_t)(slash - name))),
				0700);
		if (!slash || slash[1])
			front_write(front, name, text, size);
		text += size;
	}
}

/* Each step: its id, its version, how many statements up and down; blanks between. */
static const char *steps(struct front *front, const struct plan *plan)
{
	struct text out;
	text_init(&out, front->arena);
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct migration *m = &plan->migrations[i];
		text_format(&out, "%s%s=%s %u/%u", i ? " " : "", m->id,
			m->version ? m->version : "", m->up->up_count, m->down_count);
	}
	return out.bytes ? out.bytes : "";
}

struct example {
	const char *what, *files, *steps, *findings;
};

static bool same(const char *what, const char *got, const char *wanted)
{
	if (strcmp(got, wanted) != 0)
		print_error("%s:\n%s\ninstead of:\n%s\n", what, got, wanted);
	return !strcmp(got, wanted);
}

static void compare(const struct example *examples, size_t count)
{
	bool right = true;
	for (size_t i = 0; i < count; i++) {
		struct front front = front_new();
		write_all(&front, examples[i].files);
		struct plan *plan = front_plan(&front, false, false);
		right &= same(
			examples[i].what, front_findings(&front), examples[i].findings);
		right &= same(examples[i].what, steps(&front, plan), examples[i].steps);
		front_free(&front);
	}
	assert_true(right);
}

#define COMPARE(examples) compare(examples, sizeof(examples) / sizeof((examples)[0]))

static void each_tool_s_directory_is_read_as_it_is(void **state)
{
	static const struct example examples[] = {
		{ "pairs, counted, not sorted as text; a down migration may be missing",
			"== 2_b.up.sql\nSELECT 1;\n== 10_c.up.sql\nSELECT 1;\n"
			"== 10_c.down.sql\nSELECT 1;\n== 1_a.up.sql\nSELECT 1;\n",
			"1_a=1 1/0 2_b=2 1/0 10_c=10 1/1", "" },
		{ "a pair goes by its number, whatever its descriptions say",
			"== 1_a.up.sql\nSELECT 1;\n== 001_undo-a.down.sql\nSELECT 1;\n",
			"1_a=1 1/1", "" },
		{ "gaps, dates among numbers and numbers past 2 to the 53 are the tool's",
			"== 3_a.up.sql\nSELECT 1;\n== 20260131_b.up.sql\nSELECT 1;\n"
			"== 20260131120000123456_c.up.sql\nSELECT 1;\n",
			"3_a=3 1/0 20260131_b=20260131 1/0 "
			"20260131120000123456_c=20260131120000123456 1/0",
			"" },
		{ "goose: both ways in one file, blocks of several statements",
			"== 00001_a.sql\n-- a remark\n-- +goose Up\nSELECT 1;\n"
			"-- +goose StatementBegin\nSELECT 2;\nSELECT 3\n"
			"-- +goose StatementEnd\nSELECT 4\n"
			"-- +goose Down\nSELECT 5;\nSELECT 6\n"
			"== 00002_b.sql\n--+goose up\nSELECT ';-- +goose Down';\n",
			"00001_a=00001 4/2 00002_b=00002 1/0", "" },
		{ "goose: transactions are instar's",
			"== 1_a.sql\n-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n",
			"1_a=1 1/0", "" },
		{ "goose: an empty down migration says that there is none",
			"== 1_a.sql\n-- +goose Up\nSELECT 1;\n-- +goose Down\n",
			"1_a=1 1/0", "" },
		{ "goose: an empty up migration is told as everywhere",
			"== 1_a.sql\n-- +goose Up\n-- +goose Down\nSELECT 1;\n",
			"1_a=1 0/1", "1_a.sql:1:1 note INS0108: empty migration\n" },
		{ "dbmate: sorted as text, as dbmate does",
			"== 20260102_b.sql\n-- migrate:up transaction:false\nSELECT 1;\n"
			"-- migrate:down\nSELECT 1;\n"
			"== 20260101120000_a.sql\n--  migrate:up\nSELECT 1;\n",
			"20260101120000_a=20260101120000 1/0 20260102_b=20260102 1/1",
			"" },
		{ "sql-migrate: both ways in one file, the number alone is a name",
			"== 2.sql\n-- +migrate Up notransaction\nSELECT 1;\n"
			"-- +migrate Down\nSELECT 1;\nSELECT 2;\n"
			"== 10_b.sql\n-- +migrate Up\n-- +migrate StatementBegin\n"
			"SELECT 1;\n-- +migrate StatementEnd\n",
			"2=2 1/2 10_b=10 1/0", "" },
		{ "Liquibase: the statements behind --rollback",
			"== 1_a.sql\n--liquibase formatted sql\n--changeset me:1 "
			"runOnChange:true\nSELECT 1;\n--rollback SELECT 2;\n"
			"--rollback SELECT 3;\n",
			"1_a=1 1/2", "" },
		{ "Liquibase: one changeset a file",
			"== 1_a.sql\n--liquibase formatted sql\n--changeset me:1\n"
			"SELECT 1;\n--changeset me:2\nSELECT 2;\n",
			"1_a=1 2/0", "1_a.sql:4:1 error INS0216: a second changeset\n" },
		{ "halves of a file, by the marks of three tools",
			"== 001-a.sql\n-- Up\nSELECT 1;\n-------- Down --------\n"
			"SELECT 1;\nSELECT 2;\n"
			"== 002.sql\nSELECT 1;\n---- create above / drop below ----\n"
			"SELECT 1;\n"
			"== 003_c.sql\n-- // c\nSELECT '-- Down';\n-- //@UNDO\nSELECT "
			"1;\n"
			"== 004_d.sql\nSELECT 1; -- Down is another word here\n"
			"== 005_e.sql\nSELECT 1;\n== 005_e.down.sql\n-- Down\nSELECT 1;\n"
			"== 006.do.f.sql\nSELECT 1;\n== 006.undo.f.sql\nSELECT 1;\n",
			"001-a= 1/2 002= 1/1 003_c= 1/1 004_d= 1/0 005_e= 1/1 006.f= 1/1",
			"" },
		{ "a file of its own for the down migration is not parted",
			"== 1_a.sql\nSELECT 1;\n"
			"== 1_a.down.sql\n-- Down\nSELECT 1;\n-- Down\nSELECT 2;\n"
			"== 2_b.sql\nSELECT 1;\n"
			"== 2_b.down.sql\n-- Down\nSELECT 1;\n-- Up\nSELECT 2;\n",
			"1_a= 1/2 2_b= 1/2", "" },
		{ "pairs with a V, folders of a date alone",
			"== V0001.Init.up.sql\nSELECT 1;\n== V0001.Init.down.sql\n"
			"SELECT 1;\n== 002-b.up.sql\nSELECT 1;\n",
			"V0001.Init=0001 1/1 002-b=002 1/0", "" },
		{ "Flyway and refinery: versions have parts, U is the down migration",
			"== V1__a.sql\nSELECT 1;\n== V1.10__c.sql\nSELECT 1;\n"
			"== V1_9__b.sql\nSELECT 1;\n== U1.9__undo.sql\nSELECT 1;\n"
			"== V2.0__d__e.sql\nSELECT 1;\n",
			"1__a=1 1/0 1_9__b=1.9 1/1 1.10__c=1.10 1/0 2.0__d__e=2.0 1/0",
			"" },
		{ "diesel: a folder a step",
			"== 2026-01-31-120000_b/up.sql\nSELECT 1;\n"
			"== 2026-01-31-120000_b/down.sql\nSELECT 1;\n"
			"== 00000000000000_a/up.sql\nSELECT 1;\n"
			"== 00000000000000_a/down.sql\n-- nothing\n",
			"00000000000000_a=00000000000000 1/0 "
			"2026-01-31-120000_b=20260131120000 1/1",
			"" },
		{ "drizzle: the journal's order, statements parted by breakpoints",
			"== 0001_a.sql\nSELECT 1;\n== 0000_b.sql\nSELECT 1\n"
			"--> statement-breakpoint\nSELECT 2;--> statement-breakpoint\n"
			"SELECT 3\n"
			"== "
			"meta/_journal.json\n{\"version\":\"7\",\"dialect\":\"sqlite\","
			"\"entries\":["
			"{\"idx\":0,\"when\":1700000000000,\"tag\":\"0001_a\"},"
			"{\"idx\":1,\"when\":1700000000001,\"tag\":\"0000_b\"}]}\n",
			"0001_a=1700000000000 1/0 0000_b=1700000000001 3/0", "" },
		{ "prisma: a folder a step, under any name",
			"== migration_lock.toml\n# kept\nprovider = \"sqlite\"\n"
			"== 20260131120000_b/migration.sql\nSELECT 1;\n"
			"== 0_init/migration.sql\nSELECT 1;\n"
			"== 20260131120000_a/migration.sql\nSELECT 1;\n",
			"0_init=0_init 1/0 20260131120000_a=20260131120000_a 1/0 "
			"20260131120000_b=20260131120000_b 1/0",
			"" },
		{ "what is no migration beside them is left out, and told",
			"== 1_a.up.sql\nSELECT 1;\n== schema.sql\nSELECT 1;\n"
			"== old/2_b.up.sql\nSELECT 1;\n== docs/x.sql\nSELECT 1;\n",
			"1_a=1 1/0",
			"schema.sql warning INS0115: file name must match "
			"NNN_name.up.sql\n" },
	};
	(void)state;
	COMPARE(examples);
}

static void a_directory_has_one_layout(void **state)
{
	static const struct example examples[] = {
		{ "a plain file among pairs: golang-migrate would pass over it",
			"== 1_a.up.sql\nSELECT 1;\n== 2_b.up.sql\nSELECT 1;\n"
			"== 3_c.sql\nSELECT 1;\n",
			"1_a=1 1/0 2_b=2 1/0",
			"3_c.sql error INS0215: like NNN_name.sql, among files like "
			"NNN_name.up.sql\n" },
		{ "a file without marks among goose's",
			"== 1_a.sql\n-- +goose Up\nSELECT 1;\n== 2_b.sql\nSELECT 1;\n"
			"== 3_c.sql\n-- +goose Up\nSELECT 1;\n== 3_c.down.sql\nSELECT "
			"1\n",
			"1_a=1 1/0 3_c=3 1/0",
			"2_b.sql error INS0215: like NNN_name.sql, among files like "
			"NNN_name.sql with -- +goose Up\n"
			"3_c.down.sql error INS0215: like NNN_name.sql, among files like "
			"NNN_name.sql with -- +goose Up\n" },
		{ "goose and dbmate",
			"== 1_a.sql\n-- migrate:up\nSELECT 1;\n"
			"== 2_b.sql\n-- +goose Up\nSELECT 1;\n"
			"== 3_c.sql\n-- migrate:up\nSELECT 1;\n",
			"1_a=1 1/0 3_c=3 1/0",
			"2_b.sql error INS0215: like NNN_name.sql with -- +goose Up, "
			"among "
			"files like NNN_name.sql with -- migrate:up\n" },
		{ "diesel's folders, one of prisma, a file",
			"== 1_a/up.sql\nSELECT 1;\n== 2_b/up.sql\nSELECT 1;\n"
			"== 3_c/migration.sql\nSELECT 1;\n== 4_d.sql\nSELECT 1;\n",
			"1_a=1 1/0 2_b=2 1/0",
			"3_c/migration.sql error INS0215: like ID/migration.sql, among "
			"files like ID/up.sql\n"
			"4_d.sql error INS0215: like NNN_name.sql, among files like "
			"ID/up.sql\n" },
		{ "a pair among plain files",
			"== 001_a.sql\nSELECT 1;\n== 002_b.up.sql\nSELECT 1;\n"
			"== 003_c.sql\nSELECT 1;\n",
			"001_a= 1/0 003_c= 1/0",
			"002_b.up.sql error INS0215: like NNN_name.up.sql, among files "
			"like NNN_name.sql\n"
			"003_c.sql error INS0201: expected 002, found 003\n" },
	};
	(void)state;
	COMPARE(examples);
}

static void sections_that_do_not_add_up_are_told(void **state)
{
	static const struct example examples[] = {
		{ "the down migration first",
			"== 1_a.sql\n-- +goose Down\nSELECT 1;\n-- +goose Up\nSELECT "
			"2;\n",
			"1_a=1 1/1",
			"1_a.sql:3:1 error INS0216: -- +goose Up after -- +goose "
			"Down\n" },
		{ "a section twice",
			"== 1_a.sql\n-- migrate:up\nSELECT 1;\n-- migrate:up\nSELECT 2;\n"
			"-- migrate:down\nSELECT 3;\n-- migrate:down\n",
			"1_a=1 2/1",
			"1_a.sql:3:1 error INS0216: a second -- migrate:up\n"
			"1_a.sql:7:1 error INS0216: a second -- migrate:down\n" },
		{ "StatementBegin without its end, at the end and at a section",
			"== 1_a.sql\n-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\n"
			"-- +goose Down\n-- +goose StatementBegin\nSELECT 2;\n",
			"1_a=1 1/1",
			"1_a.sql:2:1 error INS0216: StatementBegin without StatementEnd\n"
			"1_a.sql:5:1 error INS0216: StatementBegin without "
			"StatementEnd\n" },
		{ "StatementEnd without its begin, StatementBegin in another",
			"== 1_a.sql\n-- +goose Up\n-- +goose StatementEnd\n"
			"-- +goose StatementBegin\n-- +goose StatementBegin\nSELECT 1;\n"
			"-- +goose StatementEnd\n",
			"1_a=1 1/0",
			"1_a.sql:2:1 error INS0216: StatementEnd without StatementBegin\n"
			"1_a.sql:4:1 error INS0216: StatementBegin in an open "
			"StatementBegin\n" },
		{ "a statement before the first section, told once",
			"== 1_a.sql\n/* x */ SELECT 1;\nSELECT 2;\n-- +goose Up\nSELECT "
			"3;\n",
			"1_a=1 3/0",
			"1_a.sql:1:9 error INS0216: a statement before -- +goose Up\n" },
		{ "only a down migration", "== 1_a.sql\n-- migrate:down\nSELECT 1;\n",
			"1_a=1 0/1",
			"1_a.sql:1:1 error INS0216: no -- migrate:up\n"
			"1_a.sql:1:1 note INS0108: empty migration\n" },
		{ "environment variables, unknown marks, text after a mark",
			"== 1_a.sql\n-- +goose ENVSUB ON\n-- +goose Up now\n-- +goose "
			"Up\n"
			"-- +goose Statement\nSELECT 1;\n"
			"-- +goose ENVSUB OFF\n",
			"1_a=1 1/0",
			"1_a.sql:1:1 error INS0216: environment variables are not put "
			"into "
			"SQL\n"
			"1_a.sql:2:1 error INS0216: unknown mark, or text after it\n"
			"1_a.sql:4:1 error INS0216: unknown mark, or text after it\n" },
		{ "an option that dbmate does not have",
			"== 1_a.sql\n-- migrate:up\nSELECT 1;\n"
			"-- migrate:down transaction:maybe\n",
			"1_a=1 1/0",
			"1_a.sql:3:1 error INS0216: unknown mark, or text after it\n" },
		{ "a string that is never closed is told where it was opened",
			"== 1_a.sql\n-- +goose Up\nSELECT 1;\nSELECT 'x\n"
			"-- +goose Down\nSELECT 2;\n",
			"1_a=1 1/0",
			"1_a.sql:3:8 error INS0106: string opened at 3:8 never "
			"closed\n" },
	};
	(void)state;
	COMPARE(examples);
}

static void versions_that_collide_are_told(void **state)
{
	static const struct example examples[] = {
		{ "V1 and V1.0 are one to Flyway",
			"== V1__a.sql\nSELECT 1;\n== V1.0__b.sql\nSELECT 1;\n",
			"1.0__b=1.0 1/0 1__a=1 1/0",
			"V1__a.sql error INS0202: version 1.0 used by V1.0__b.sql and "
			"V1__a.sql\n" },
		{ "1 and 001 are one number",
			"== 1_a.up.sql\nSELECT 1;\n== 001_b.up.sql\nSELECT 1;\n",
			"001_b=001 1/0 1_a=1 1/0",
			"1_a.up.sql error INS0202: version 001 used by 001_b.up.sql and "
			"1_a.up.sql\n" },
		{ "two down migrations of one step",
			"== 1_a.up.sql\nSELECT 1;\n== 01_b.down.sql\nSELECT 1;\n"
			"== 1_a.down.sql\nSELECT 1;\n",
			"1_a=1 1/1",
			"1_a.down.sql error INS0202: a second down migration of 1_a\n" },
	};
	(void)state;
	COMPARE(examples);
}

static void files_that_lack_their_other_half_are_told(void **state)
{
	static const struct example examples[] = {
		{ "a down migration alone",
			"== 1_a.up.sql\nSELECT 1;\n== 2_b.down.sql\nSELECT 1;\n",
			"1_a=1 1/0",
			"2_b.down.sql error INS0209: no 2_b.up.sql beside it\n" },
		{ "U without V: a down migration to Flyway, an odd step to refinery",
			"== V1__a.sql\nSELECT 1;\n== U2__b.sql\nSELECT 1;\n",
			"1__a=1 1/0",
			"U2__b.sql error INS0209: no V2__b.sql beside it\n" },
		{ "folders of diesel without up.sql",
			"== 1_a/up.sql\nSELECT 1;\n== 2_b/down.sql\nSELECT 1;\n"
			"== 3_c/notes.txt\nx\n== docs/notes.txt\nx\n",
			"1_a=1 1/0",
			"2_b/down.sql error INS0209: no up.sql beside it in 2_b\n"
			"3_c error INS0115: no up.sql in it\n" },
		{ "a folder of prisma without migration.sql",
			"== 1_a/migration.sql\nSELECT 1;\n== 2_b/\n", "1_a=1_a 1/0",
			"2_b error INS0115: no migration.sql in it\n" },
		{ "a repeatable migration",
			"== V1__a.sql\nSELECT 1;\n== R__views.sql\nSELECT 1;\n",
			"1__a=1 1/0",
			"R__views.sql error INS0218: a repeatable migration would run "
			"whenever it changes\n" },
		{ "names that are nearly right",
			"== V1__a.sql\nSELECT 1;\n== V2_b.sql\nSELECT 1;\n"
			"== V3__.sql\nSELECT 1;\n== B1__x.sql\nSELECT 1;\n",
			"1__a=1 1/0",
			"B1__x.sql warning INS0115: file name must match V1__name.sql\n"
			"V2_b.sql error INS0115: file name must match V1__name.sql\n"
			"V3__.sql error INS0115: file name must match V1__name.sql\n" },
		{ "folders whose names break tools",
			"== 1_a/up.sql\nSELECT 1;\n== 2_$b/up.sql\nSELECT 1;\n"
			"== 3_b c/up.sql\nSELECT 1;\n",
			"1_a=1 1/0",
			"2_$b/up.sql error INS0115: file name must match ID/up.sql\n"
			"3_b c/up.sql error INS0115: file name must match ID/up.sql\n" },
	};
	(void)state;
	COMPARE(examples);
}

#define ENTRY(tag, when) "{\"when\":" when ",\"tag\":\"" tag "\"}"
#define JOURNAL(entries) "== meta/_journal.json\n{\"entries\":[" entries "]}\n"
#define SQL(name) "== " name ".sql\nSELECT 1;\n"

static void a_journal_and_its_files_agree(void **state)
{
	static const struct example examples[] = {
		{ "an entry without a file",
			SQL("0_a") JOURNAL(ENTRY("0_a", "1") ",\n" ENTRY("1_b", "2")),
			"0_a=1 1/0",
			"meta/_journal.json:2:18 error INS0217: no file 1_b.sql\n" },
		{ "a file that is in no entry",
			SQL("0_a") SQL("1_b") JOURNAL(ENTRY("0_a", "1")), "0_a=1 1/0",
			"1_b.sql error INS0217: not in meta/_journal.json, so drizzle "
			"never runs it\n" },
		{ "a tag twice",
			SQL("0_a") JOURNAL(ENTRY("0_a", "1") "," ENTRY("0_a", "2")),
			"0_a=1 1/0",
			"meta/_journal.json:1:53 error INS0217: tag 0_a twice\n" },
		{ "an entry older than one before it",
			SQL("0_a") SQL("1_b")
				JOURNAL(ENTRY("0_a", "9") "," ENTRY("1_b", "8")),
			"0_a=9 1/0 1_b=8 1/0",
			"meta/_journal.json:1:53 warning INS0217: its \"when\" is before "
			"that of 0_a\n" },
		{ "an entry without a tag, and one that is none",
			SQL("0_a") JOURNAL(ENTRY("0_a", "1") ",{\"idx\":1},7"),
			"0_a=1 1/0",
			"meta/_journal.json:1:1 error INS0217: entry 1 has no \"tag\"\n"
			"meta/_journal.json:1:1 error INS0217: entry 2 has no "
			"\"tag\"\n" },
		{ "no JSON", SQL("0_a") "== meta/_journal.json\n{\"entries\":[\n", "",
			"meta/_journal.json:1:1 error INS0217: is not JSON\n"
			"error INS0210: no migrations here\n" },
		{ "no entries", SQL("0_a") "== meta/_journal.json\n{\"entries\":{}}\n",
			"",
			"meta/_journal.json:1:1 error INS0217: has no list \"entries\"\n"
			"error INS0210: no migrations here\n" },
		{ "an empty file", SQL("0_a") "== meta/_journal.json\n", "",
			"meta/_journal.json:1:1 error INS0217: is not JSON\n"
			"error INS0210: no migrations here\n" },
		{ "tags that lead elsewhere",
			SQL("0_a") JOURNAL(ENTRY("0_a", "1") "," ENTRY("../x", "2")),
			"0_a=1 1/0",
			"meta/_journal.json:1:53 error INS0217: no file ../x.sql\n" },
		{ "another database",
			SQL("0_a") "== meta/_journal.json\n{\"dialect\":\"postgresql\","
				   "\"entries\":[" ENTRY("0_a", "1") "]}\n",
			"0_a=1 1/0",
			"meta/_journal.json:1:13 error INS0219: a history for "
			"postgresql\n" },
		{ "another database, as prisma notes it",
			"== migration_lock.toml\nprovider = \"mysql\"\n"
			"== 1_a/migration.sql\nSELECT 1;\n",
			"1_a=1_a 1/0",
			"migration_lock.toml:1:13 error INS0219: a history for mysql\n" },
	};
	(void)state;
	COMPARE(examples);
}

static void a_finding_in_a_section_points_into_the_file(void **state)
{
	struct front front = front_new();
	(void)state;
	write_all(&front, "== 1_a.sql\n-- +goose Up\r\nSELECT 1;\r\n-- +goose Down\r\n"
			  "\tATTACH 'x' AS y;\r\n");
	front_plan(&front, false, true);
	assert_string_equal(front_findings(&front),
		"1_a.sql:4:2 error INS0802: ATTACH not allowed\n");
	front_free(&front);
}

static void the_depfile_names_every_folder_that_was_read(void **state)
{
	static const char tail[] = "/2_b/up.sql\n";
	struct front front = front_new();
	size_t size;
	(void)state;
	write_all(&front, "== 1_a/up.sql\nSELECT 1;\n== 2_b/up.sql\nSELECT 1;\n== 3_c/\n"
			  "== docs/x.txt\nx\n");
	struct directory *directory =
		directory_read(front.arena, front.diags, front.folder);
	const char *text = output_depfile(front.arena, "x.c", directory, NULL, &size);
	assert_int_equal(directory->folders.count, 4);
	assert_non_null(strstr(text, "/1_a \\\n"));
	assert_non_null(strstr(text, "/2_b \\\n"));
	assert_non_null(strstr(text, "/3_c \\\n"));
	assert_null(strstr(text, "docs"));
	assert_string_equal(text + size - strlen(tail), tail);
	front_free(&front);
}

static void the_depfile_names_the_journal(void **state)
{
	struct front front = front_new();
	size_t size;
	(void)state;
	write_all(&front, SQL("0_a") JOURNAL(ENTRY("0_a", "1")));
	struct directory *directory =
		directory_read(front.arena, front.diags, front.folder);
	const char *text = output_depfile(front.arena, "x.c", directory, NULL, &size);
	assert_non_null(strstr(text, "/meta \\\n"));
	assert_non_null(strstr(text, "/meta/_journal.json\n"));
	front_free(&front);
}

static void versions_are_compared_number_by_number(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} pairs[] = {
		{ "1", "1.0", 0 },
		{ "1", "1.0.0", 0 },
		{ "01.2", "1.02", 0 },
		{ "1.9", "1.10", -1 },
		{ "2", "1.99", 1 },
		{ "1", "1.0.1", -1 },
		{ "99999999999999999999998", "99999999999999999999999", -1 },
		{ "0", "", 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		int order = file_name_compare_versions(pairs[i].a, pairs[i].b);
		int back = file_name_compare_versions(pairs[i].b, pairs[i].a);
		assert_int_equal((order > 0) - (order < 0), pairs[i].order);
		assert_int_equal((back > 0) - (back < 0), -pairs[i].order);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(each_tool_s_directory_is_read_as_it_is),
	cmocka_unit_test(a_directory_has_one_layout),
	cmocka_unit_test(sections_that_do_not_add_up_are_told),
	cmocka_unit_test(versions_that_collide_are_told),
	cmocka_unit_test(files_that_lack_their_other_half_are_told),
	cmocka_unit_test(a_journal_and_its_files_agree),
	cmocka_unit_test(a_finding_in_a_section_points_into_the_file),
	cmocka_unit_test(the_depfile_names_every_folder_that_was_read),
	cmocka_unit_test(the_depfile_names_the_journal),
	cmocka_unit_test(versions_are_compared_number_by_number),
};

SUITE(tests)
