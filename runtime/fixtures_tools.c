/*
 * fixtures_tools: the tracking tables that other tools leave, as they make them.
 *
 * In: a set and a position. Out: the records that a tool would have written for it. The
 * statements are written from what each tool's table looks like, not from what
 * instar reads of it.
 */
#include "fixtures.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off */
static const struct instar__fixture_tool tools[] = {
	{ .name = "dbmate", .file = "dbmate", .table = "schema_migrations", .by_number = true,
		.make = "CREATE TABLE IF NOT EXISTS \"schema_migrations\""
			" (version varchar(128) primary key)",
		.record = "INSERT INTO schema_migrations VALUES(?1)" },
	{ .name = "Rails", .file = "rails", .table = "schema_migrations", .by_number = true,
		.make = "CREATE TABLE \"ar_internal_metadata\" (\"key\" varchar NOT NULL"
			" PRIMARY KEY, \"value\" varchar, \"created_at\" datetime(6) NOT NULL,"
			" \"updated_at\" datetime(6) NOT NULL);"
			"CREATE TABLE \"schema_migrations\""
			" (\"version\" varchar NOT NULL PRIMARY KEY)",
		.record = "INSERT INTO schema_migrations VALUES(?1)" },
	{ .name = "golang-migrate", .file = "golang_migrate", .table = "schema_migrations",
		.by_number = true, .last_only = true,
		.make = "CREATE TABLE schema_migrations (version uint64,dirty bool);"
			"CREATE UNIQUE INDEX version_unique ON schema_migrations (version)",
		.record = "INSERT INTO schema_migrations VALUES(CAST(?1 AS INTEGER), 0)" },
	{ .name = "goose", .file = "goose", .table = "goose_db_version", .by_number = true,
		.make = "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT,"
			" version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL,"
			" tstamp TIMESTAMP DEFAULT (datetime('now')));"
			"INSERT INTO goose_db_version(version_id, is_applied) VALUES(0, 1)",
		.record = "INSERT INTO goose_db_version(version_id, is_applied) VALUES(?1, 1)" },
	{ .name = "sqlx", .file = "sqlx", .table = "_sqlx_migrations", .by_number = true,
		.make = "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY,"
			" description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT"
			" CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL,"
			" execution_time BIGINT NOT NULL)",
		.record = "INSERT INTO _sqlx_migrations(version, description, success, checksum,"
			" execution_time) VALUES(?1, ?3, 1, x'00ff', 1234)" },
	{ .name = "refinery", .file = "refinery", .table = "refinery_schema_history",
		.by_number = true,
		.make = "CREATE TABLE refinery_schema_history(version INT4 PRIMARY KEY,"
			" name VARCHAR(255), applied_on VARCHAR(255), checksum VARCHAR(255))",
		.record = "INSERT INTO refinery_schema_history VALUES(?1, ?3,"
			" '2024-01-01T00:00:00Z', '1234')" },
	{ .name = "diesel", .file = "diesel", .table = "__diesel_schema_migrations",
		.by_number = true,
		.make = "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY"
			" NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)",
		.record = "INSERT INTO __diesel_schema_migrations(version) VALUES(?1)" },
	{ .name = "Flyway", .file = "flyway", .table = "flyway_schema_history",
		.by_number = true,
		.make = "CREATE TABLE \"flyway_schema_history\" (\"installed_rank\" INT NOT NULL"
			" PRIMARY KEY, \"version\" VARCHAR(50), \"description\" VARCHAR(200) NOT"
			" NULL, \"type\" VARCHAR(20) NOT NULL, \"script\" VARCHAR(1000) NOT NULL,"
			" \"checksum\" INT, \"installed_by\" VARCHAR(100) NOT NULL,"
			" \"installed_on\" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now'))"
			", \"execution_time\" INT NOT NULL, \"success\" BOOLEAN NOT NULL);"
			"CREATE INDEX \"flyway_schema_history_s_idx\" ON"
			" \"flyway_schema_history\" (\"success\")",
		.record = "INSERT INTO flyway_schema_history(installed_rank, version, description,"
			" type, script, checksum, installed_by, execution_time, success)"
			" VALUES(?2, ?1, ?3, 'SQL', ?3, 7, '', 3, 1)" },
	{ .name = "knex", .file = "knex", .table = "knex_migrations",
		.make = "CREATE TABLE `knex_migrations` (`id` integer not null primary key"
			" autoincrement, `name` varchar(255), `batch` integer, `migration_time`"
			" datetime);"
			"CREATE TABLE `knex_migrations_lock` (`index` integer not null primary key"
			" autoincrement, `is_locked` integer)",
		.record = "INSERT INTO knex_migrations(name, batch, migration_time)"
			" VALUES(?3 || '.js', 1, 1704067200000)" },
	{ .name = "drizzle", .file = "drizzle", .table = "__drizzle_migrations",
		.make = "CREATE TABLE IF NOT EXISTS \"__drizzle_migrations\" (id SERIAL PRIMARY"
			" KEY, hash text NOT NULL, created_at numeric)",
		.record = "INSERT INTO __drizzle_migrations(hash, created_at)"
			" VALUES(hex(?3), 1704067200000 + ?2)" },
	{ .name = "prisma", .file = "prisma", .table = "_prisma_migrations",
		.make = "CREATE TABLE \"_prisma_migrations\" (\"id\" TEXT PRIMARY KEY NOT NULL,"
			" \"checksum\" TEXT NOT NULL, \"finished_at\" DATETIME, \"migration_name\""
			" TEXT NOT NULL, \"logs\" TEXT, \"rolled_back_at\" DATETIME, \"started_at\""
			" DATETIME NOT NULL DEFAULT current_timestamp, \"applied_steps_count\""
			" INTEGER UNSIGNED NOT NULL DEFAULT 0)",
		.record = "INSERT INTO _prisma_migrations VALUES('id-' || ?2, 'sum',"
			" 1704067200000 + ?2, ?3, NULL, NULL, 1704067200000 + ?2, 1)" },
	{ .name = "alembic", .file = "alembic", .table = "alembic_version",
		.last_only = true, .silent = true,
		.make = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
			" CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
		.record = "INSERT INTO alembic_version VALUES(lower(hex('r' || ?2)))" },
	{ .name = "Django", .file = "django", .table = "django_migrations", .silent = true,
		.make = "CREATE TABLE \"django_migrations\" (\"id\" integer NOT NULL PRIMARY KEY"
			" AUTOINCREMENT, \"app\" varchar(255) NOT NULL, \"name\" varchar(255) NOT"
			" NULL, \"applied\" datetime NOT NULL)",
		.record = "INSERT INTO django_migrations VALUES(NULL, 'app', ?3, '2024-01-01')" },
	{ .name = "an older program", .file = "schema_version", .table = "schema_version",
		.by_number = true,
		.make = "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_date"
			" TEXT NOT NULL, applied_by TEXT, description TEXT)",
		.record = "INSERT INTO schema_version VALUES(?1, '2024-01-01', 'me', ?3)" },
	{ .name = "a home-made one", .file = "migration_id", .table = "schema_migrations",
		.make = "CREATE TABLE schema_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT,"
			" migration_id TEXT NOT NULL UNIQUE, applied_at TEXT)",
		.record = "INSERT INTO schema_migrations(migration_id, applied_at)"
			" VALUES(?3, '2024-01-01')" },
	{ .name = "user_version", .file = "user_version", .by_number = true,
		.last_only = true, .make = "SELECT 1" },
};
/* clang-format on */

const struct instar__fixture_tool *instar__fixture_tool(uint32_t number)
{
	return number < sizeof(tools) / sizeof(*tools) ? &tools[number] : NULL;
}

static const struct instar__fixture_tool *find(const char *name)
{
	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++) {
		if (strcmp(tools[i].name, name) == 0)
			return &tools[i];
	}
	return NULL;
}

static void record_step(struct instar__sql *sql, const struct instar__fixture_tool *tool,
	const instar_set *set, uint32_t step)
{
	const char *id = set->text + set->steps[step].id;
	char digits[32], place[16];
	const char *values[] = { digits, place, id };
	sqlite3_stmt *stmt = instar__sql_prepare(sql, tool->record);
	int count = stmt ? sqlite3_bind_parameter_count(stmt) : 0;

	sqlite3_snprintf(
		sizeof(digits), digits, "%.*s", (int)strspn(id, "0123456789"), id);
	sqlite3_snprintf(sizeof(place), place, "%u", step + 1);
	for (int i = 0; i < count; i++)
		instar__sql_bind(sql, stmt, i + 1, values[i]);
	instar__sql_row(sql, stmt);
	instar__sql_finish(stmt);
}

bool instar__fixture_record(
	struct instar__sql *sql, const char *tool, const instar_set *set, uint32_t count)
{
	const struct instar__fixture_tool *it = find(tool);
	char text[64];

	if (!it || !count)
		return false;
	if (sqlite3_exec(sql->db, it->make, NULL, NULL, NULL) != SQLITE_OK)
		instar__sql_fail(sql, sqlite3_errcode(sql->db));
	for (uint32_t i = it->last_only ? count - 1 : 0; it->record && i < count; i++)
		record_step(sql, it, set, i);
	if (!it->table) {
		sqlite3_snprintf(sizeof(text), text, "PRAGMA user_version=%d",
			atoi(set->text + set->steps[count - 1].id));
		instar__sql_exec(sql, text);
	}
	return !sql->code;
}
