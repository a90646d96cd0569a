/*
 * layout_table: how each tool lays out a directory of migrations. See layout_table.h.
 */
#include "gen/read/layout_table.h"

#include <stddef.h>

static const struct layout_mark goose[] = {
	{ "+goose up", MARK_UP },
	{ "+goose down", MARK_DOWN },
	{ "+goose statementbegin", MARK_BEGIN },
	{ "+goose statementend", MARK_END },
	{ "+goose no transaction", MARK_HARMLESS },
	{ "+goose envsub off", MARK_HARMLESS },
	{ "+goose envsub on", MARK_TEMPLATE },
	{ "+goose", MARK_UNKNOWN },
	{ 0 },
};

static const struct layout_mark dbmate[] = {
	{ "migrate:up transaction:false", MARK_UP },
	{ "migrate:up transaction:true", MARK_UP },
	{ "migrate:up", MARK_UP },
	{ "migrate:down transaction:false", MARK_DOWN },
	{ "migrate:down transaction:true", MARK_DOWN },
	{ "migrate:down", MARK_DOWN },
	{ "migrate:", MARK_UNKNOWN },
	{ 0 },
};

static const struct layout_mark sql_migrate[] = {
	{ "+migrate up", MARK_UP },
	{ "+migrate up notransaction", MARK_UP },
	{ "+migrate down", MARK_DOWN },
	{ "+migrate down notransaction", MARK_DOWN },
	{ "+migrate statementbegin", MARK_BEGIN },
	{ "+migrate statementend", MARK_END },
	{ "+migrate", MARK_UNKNOWN },
	{ 0 },
};

static const struct layout_mark liquibase[] = {
	{ "liquibase formatted sql", MARK_UP },
	{ "changeset ", MARK_CHANGESET },
	{ "rollback ", MARK_ROLLBACK },
	{ 0 },
};

/* Of node-sqlite, MyBatis and tern; nothing else in such a file tells its tool. */
static const struct layout_mark halves[] = {
	{ "up", MARK_UP },
	{ "down", MARK_DOWN },
	{ "//@undo", MARK_DOWN },
	{ "@undo", MARK_DOWN },
	{ "create above / drop below", MARK_DOWN },
	{ 0 },
};

static const struct layout_mark breakpoints[] = {
	{ "> statement-breakpoint", MARK_BREAK },
	{ 0 },
};

/* `.form.read` of instar's own names is not asked: see file_names_read(). */
const struct layout_row layout_table[LAYOUT_COUNT] = {
	[LAYOUT_PLAIN] = {
		.files = "NNN_name.sql",
		.name_help = "a number or a date, then _ and letters, digits, _, - and dots: "
			"001_users.sql, 2026_01_31_users.sql, 20260131120000_users.sql",
		.form = { .up = ".sql", .down = ".down.sql" },
		.marks = halves,
		.up_mark = "-- Up",
		.down_mark = "-- Down",
		.up_unmarked = true,
	},
	[LAYOUT_PAIRS] = {
		.files = "NNN_name.up.sql",
		.name_help = "a number, an underscore and a name: 001_users.up.sql, "
			"001_users.down.sql; what was recorded is the number, so a file may "
			"be renamed",
		.form = { ".up.sql", ".down.sql", "0123456789", "_-.", file_name_numbered },
		.by_name = true,
		.orphan = "no %s.up.sql beside it",
	},
	[LAYOUT_GOOSE] = {
		.files = "NNN_name.sql with -- +goose Up",
		.name_help = "a number, an underscore and a name: 00001_users.sql",
		.others_help = "write -- +goose Up above its statements",
		.form = { ".sql", NULL, "0123456789", "_", file_name_numbered },
		.marks = goose,
		.up_mark = "-- +goose Up",
		.down_mark = "-- +goose Down",
		.marks_help = "known are Up, Down, StatementBegin, StatementEnd and "
			"NO TRANSACTION",
	},
	[LAYOUT_DBMATE] = {
		.files = "NNN_name.sql with -- migrate:up",
		.name_help = "a number, an underscore and a name: 20260131120000_users.sql",
		.others_help = "write -- migrate:up above its statements",
		.form = { ".sql", NULL, "0123456789", "_-", file_name_numbered },
		.as_text = true,
		.marks = dbmate,
		.up_mark = "-- migrate:up",
		.down_mark = "-- migrate:down",
		.marks_help = "known are migrate:up and migrate:down, each with "
			"transaction:false or without",
	},
	[LAYOUT_SQL_MIGRATE] = {
		.files = "NNN_name.sql with -- +migrate Up",
		.name_help = "a number, an underscore and a name: 001_users.sql",
		.others_help = "write -- +migrate Up above its statements",
		.form = { ".sql", NULL, "0123456789", "_-.", file_name_numbered },
		.marks = sql_migrate,
		.up_mark = "-- +migrate Up",
		.down_mark = "-- +migrate Down",
		.marks_help = "known are Up, Down, each with notransaction or without, "
			"StatementBegin and StatementEnd",
		.down_first = true,
	},
	[LAYOUT_LIQUIBASE] = {
		.files = "NNN_name.sql with --liquibase formatted sql",
		.name_help = "a number, an underscore and a name: 001_users.sql",
		.others_help = "write --liquibase formatted sql above its statements",
		.form = { ".sql", NULL, "0123456789", "_-.", file_name_numbered },
		.marks = liquibase,
		.up_mark = "--liquibase formatted sql",
		.down_mark = "--rollback",
	},
	[LAYOUT_FLYWAY] = {
		.files = "V1__name.sql",
		.name_help = "V, a version, two underscores and a name: V1.2__users.sql; the way "
			"back is U1.2__users.sql",
		.form = { .up = ".sql", .read = file_name_versioned },
		.by_name = true,
		.orphan = "no V%s.sql beside it",
		.orphan_help = "a file with U is the down migration of the one with V; "
			"refinery's U, a step out of turn, is named V here",
	},
	[LAYOUT_DIESEL] = {
		.files = "ID/up.sql",
		.name_help = "a date, an underscore and a name: 2026-01-31-120000_users/up.sql",
		.form = { "/up.sql", "/down.sql", "0123456789-", "_", file_name_numbered },
		.folders = true,
		.as_text = true,
		.orphan = "no up.sql beside it in %s",
	},
	[LAYOUT_DRIZZLE] = {
		.files = "meta/_journal.json",
		.name_help = "the tag of the journal and .sql: 0000_users.sql",
		.others_help = "move it away, or enter it in meta/_journal.json",
		.form = { .up = ".sql", .digits = "0123456789", .between = "_",
			.read = file_name_whole },
		.marks = breakpoints,
	},
	[LAYOUT_PRISMA] = {
		.files = "ID/migration.sql",
		.name_help = "a folder of letters, digits, _ and -: "
			"20260131120000_users/migration.sql",
		.form = { .up = "/migration.sql", .digits = "0123456789", .between = "_",
			.read = file_name_whole },
		.folders = true,
		.as_text = true,
		.versions_twice = true,
		.marks = breakpoints,
	},
};
