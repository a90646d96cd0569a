/*
 * managed: databases that another migration tool has made. See managed.h.
 */
#include "managed.h"

/* clang-format off */
const struct manager managers[] = {
	{ "dbmate", "schema_migrations",
		"CREATE TABLE IF NOT EXISTS \"schema_migrations\" (version varchar(128) primary key)",
		"INSERT INTO schema_migrations VALUES(?1)", false, false },
	{ "Rails", "schema_migrations",
		"CREATE TABLE \"ar_internal_metadata\" (\"key\" varchar NOT NULL PRIMARY KEY,"
		" \"value\" varchar, \"created_at\" datetime(6) NOT NULL,"
		" \"updated_at\" datetime(6) NOT NULL);"
		"CREATE TABLE \"schema_migrations\" (\"version\" varchar NOT NULL PRIMARY KEY)",
		"INSERT INTO schema_migrations VALUES(?1)", false, false },
	{ "golang-migrate", "schema_migrations",
		"CREATE TABLE schema_migrations (version uint64,dirty bool);"
		"CREATE UNIQUE INDEX version_unique ON schema_migrations (version)",
		"INSERT INTO schema_migrations VALUES(CAST(?1 AS INTEGER), 0)", true, false },
	{ "the older program", "schema_migrations",
		"CREATE TABLE schema_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT,"
		" migration_id TEXT NOT NULL UNIQUE, applied_at TEXT)",
		"INSERT INTO schema_migrations(migration_id, applied_at) VALUES(?3, 'then')",
		false, false },
	{ "goose", "goose_db_version",
		"CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT,"
		" version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL,"
		" tstamp TIMESTAMP DEFAULT (datetime('now')));"
		"INSERT INTO goose_db_version(version_id, is_applied) VALUES(0, 1)",
		"INSERT INTO goose_db_version(version_id, is_applied) VALUES(?1, 1)", false, false },
	{ "sqlx", "_sqlx_migrations",
		"CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY,"
		" description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT"
		" CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL,"
		" execution_time BIGINT NOT NULL)",
		"INSERT INTO _sqlx_migrations(version, description, success, checksum,"
		" execution_time) VALUES(?1, ?3, 1, x'00ff', 1234)", false, false },
	{ "refinery", "refinery_schema_history",
		"CREATE TABLE refinery_schema_history(version INT4 PRIMARY KEY,"
		" name VARCHAR(255), applied_on VARCHAR(255), checksum VARCHAR(255))",
		"INSERT INTO refinery_schema_history VALUES(?1, ?3,"
		" '2024-01-31T12:00:00Z', '1234')", false, false },
	{ "diesel", "__diesel_schema_migrations",
		"CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT"
		" NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)",
		"INSERT INTO __diesel_schema_migrations(version) VALUES(?1)", false, false },
	{ "Flyway", "flyway_schema_history",
		"CREATE TABLE \"flyway_schema_history\" (\"installed_rank\" INT NOT NULL PRIMARY"
		" KEY, \"version\" VARCHAR(50), \"description\" VARCHAR(200) NOT NULL, \"type\""
		" VARCHAR(20) NOT NULL, \"script\" VARCHAR(1000) NOT NULL, \"checksum\" INT,"
		" \"installed_by\" VARCHAR(100) NOT NULL, \"installed_on\" TEXT NOT NULL DEFAULT"
		" (strftime('%Y-%m-%d %H:%M:%f','now')), \"execution_time\" INT NOT NULL,"
		" \"success\" BOOLEAN NOT NULL);"
		"CREATE INDEX \"flyway_schema_history_s_idx\" ON \"flyway_schema_history\""
		" (\"success\")",
		"INSERT INTO flyway_schema_history(installed_rank, version, description, type,"
		" script, checksum, installed_by, execution_time, success)"
		" VALUES(?2, ?1, ?3, 'SQL', ?4, 7, '', 3, 1)", false, false },
	{ "knex", "knex_migrations",
		"CREATE TABLE `knex_migrations` (`id` integer not null primary key autoincrement,"
		" `name` varchar(255), `batch` integer, `migration_time` datetime);"
		"CREATE TABLE `knex_migrations_lock` (`index` integer not null primary key"
		" autoincrement, `is_locked` integer)",
		"INSERT INTO knex_migrations(name, batch, migration_time)"
		" VALUES(?3 || '.js', 1, 1706702400000)", false, false },
	{ "drizzle", "__drizzle_migrations",
		"CREATE TABLE IF NOT EXISTS \"__drizzle_migrations\" (id SERIAL PRIMARY KEY,"
		" hash text NOT NULL, created_at numeric)",
		"INSERT INTO __drizzle_migrations(hash, created_at)"
		" VALUES(hex(?2), 1706702400000 + ?2)", false, false },
	{ "prisma", "_prisma_migrations",
		"CREATE TABLE \"_prisma_migrations\" (\"id\" TEXT PRIMARY KEY NOT NULL,"
		" \"checksum\" TEXT NOT NULL, \"finished_at\" DATETIME, \"migration_name\" TEXT"
		" NOT NULL, \"logs\" TEXT, \"rolled_back_at\" DATETIME, \"started_at\" DATETIME"
		" NOT NULL DEFAULT current_timestamp, \"applied_steps_count\" INTEGER UNSIGNED"
		" NOT NULL DEFAULT 0)",
		"INSERT INTO _prisma_migrations VALUES('id-' || ?2, 'sum', 1706702400000 + ?2, ?3,"
		" NULL, NULL, 1706702400000 + ?2, 1)", false, false },
	{ "alembic", "alembic_version",
		"CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT"
		" alembic_version_pkc PRIMARY KEY (version_num))",
		"INSERT INTO alembic_version VALUES(lower(hex('r' || ?2)))", true, true },
	{ "Django", "django_migrations",
		"CREATE TABLE \"django_migrations\" (\"id\" integer NOT NULL PRIMARY KEY"
		" AUTOINCREMENT, \"app\" varchar(255) NOT NULL, \"name\" varchar(255) NOT NULL,"
		" \"applied\" datetime NOT NULL);"
		"INSERT INTO django_migrations VALUES(NULL, 'auth', '0001_initial', 'then')",
		"INSERT INTO django_migrations VALUES(NULL, 'app', ?3, 'then')", false, true },
	{ "the older program", "schema_version",
		"CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_date TEXT NOT"
		" NULL, applied_by TEXT, description TEXT)",
		"INSERT INTO schema_version VALUES(?1, '2024-01-31', 'me', ?3)", false, false },
	{ "user_version", NULL, "SELECT 1", NULL, true, false },
};
/* clang-format on */

const size_t manager_count = sizeof(managers) / sizeof(*managers);

const struct manager *manager_named(const char *name)
{
	for (size_t i = 0; i < manager_count; i++) {
		if (strcmp(managers[i].name, name) == 0)
			return &managers[i];
	}
	fprintf(stderr, "# no tool %s\n", name);
	abort();
}

static void record_step(
	sqlite3 *db, const struct manager *manager, const instar_set *set, uint32_t step)
{
	const char *id = set->text + set->steps[step].id;
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, manager->record, -1, &stmt, NULL) != SQLITE_OK)
		abort();
	sqlite3_bind_text(stmt, 1, id, (int)strspn(id, "0123456789"), SQLITE_STATIC);
	sqlite3_bind_int(stmt, 2, (int)step + 1);
	sqlite3_bind_text(stmt, 3, id, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 4, set->text + set->steps[step].file, -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) != SQLITE_DONE)
		abort();
	sqlite3_finalize(stmt);
}

static void record_number(sqlite3 *db, const instar_set *set, uint32_t k)
{
	char text[64];

	snprintf(text, sizeof(text), "PRAGMA user_version=%d",
		atoi(set->text + set->steps[k - 1].id));
	run(db, text);
}

void managed_record(
	sqlite3 *db, const struct manager *manager, const instar_set *set, uint32_t k)
{
	run(db, manager->make);
	if (k && !manager->table)
		record_number(db, set, k);
	for (uint32_t i = manager->last_only && k ? k - 1 : 0; manager->record && i < k;
		i++)
		record_step(db, manager, set, i);
}

sqlite3 *managed_open(const struct manager *manager, const instar_set *set, uint32_t k)
{
	sqlite3 *db = open_db(":memory:");

	build_by_hand(db, set, 0, k);
	managed_record(db, manager, set, k);
	return db;
}
