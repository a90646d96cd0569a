/*
 * other_tools: the tracking tables of other migration tools. See other_tools.h.
 *
 * One row a tool. A new tool is a new row, and a case in its test.
 */
#include "runtime/records/other_tools.h"

#include <string.h>

static const struct instar__tool number = {
	.name = "user_version",
	.hint = true,
};

/* clang-format off */
static const struct instar__tool tools[] = {
	{ .name = "Rails", .table = "schema_migrations", .columns = "version", .only = true,
		.beside = "ar_internal_metadata",
		.query = "SELECT version, 1 FROM main.schema_migrations ORDER BY version" },
	{ .name = "dbmate", .table = "schema_migrations", .columns = "version", .only = true,
		.query = "SELECT version, 1 FROM main.schema_migrations ORDER BY version" },
	{ .name = "golang-migrate", .table = "schema_migrations",
		.columns = "version,dirty", .only = true,
		.query = "SELECT version, CASE WHEN dirty THEN 3 ELSE 2 END"
			" FROM main.schema_migrations WHERE version >= 0" },
	/* Home-made: one row a migration, which is named in full. */
	{ .name = "the older program", .table = "schema_migrations",
		.columns = "id,migration_id",
		.query = "SELECT migration_id, 1 FROM main.schema_migrations ORDER BY id" },
	{ .name = "goose", .table = "goose_db_version",
		.columns = "id,version_id,is_applied,tstamp",
		.query = "SELECT version_id, CASE WHEN is_applied THEN 1 ELSE -1 END"
			" FROM main.goose_db_version WHERE version_id > 0 ORDER BY id" },
	{ .name = "sqlx", .table = "_sqlx_migrations",
		.columns = "version,description,installed_on,success,checksum,execution_time",
		.query = "SELECT version, CASE WHEN success THEN 1 ELSE 0 END"
			" FROM main._sqlx_migrations ORDER BY version" },
	{ .name = "refinery", .table = "refinery_schema_history",
		.columns = "version,name,applied_on,checksum",
		.query = "SELECT version, 1 FROM main.refinery_schema_history"
			" ORDER BY version" },
	{ .name = "diesel", .table = "__diesel_schema_migrations",
		.columns = "version,run_on",
		.query = "SELECT version, 1 FROM main.__diesel_schema_migrations"
			" ORDER BY version" },
	{ .name = "Flyway", .table = "flyway_schema_history",
		.columns = "installed_rank,version,description,type,script,checksum,"
			"installed_by,installed_on,execution_time,success",
		/* What has no version can be repeated: the schema tells whether it is there. */
		.query = "SELECT version, CASE WHEN NOT success THEN 0"
			" WHEN type LIKE 'UNDO%' OR type = 'DELETE' THEN -1"
			" WHEN type LIKE '%BASELINE' THEN 4 ELSE 1 END"
			" FROM main.flyway_schema_history WHERE version IS NOT NULL"
			" AND type NOT IN ('SCHEMA', 'TABLE') ORDER BY installed_rank" },
	{ .name = "knex", .table = "knex_migrations",
		.columns = "id,name,batch,migration_time",
		.query = "SELECT name, 1 FROM main.knex_migrations ORDER BY id" },
	{ .name = "drizzle", .table = "__drizzle_migrations",
		.columns = "id,hash,created_at", .in_order = true,
		.query = "SELECT hash, 1 FROM main.__drizzle_migrations ORDER BY created_at" },
	{ .name = "prisma", .table = "_prisma_migrations",
		.columns = "id,checksum,finished_at,migration_name,logs,rolled_back_at,"
			"started_at,applied_steps_count",
		.query = "SELECT migration_name, finished_at IS NOT NULL"
			" FROM main._prisma_migrations WHERE rolled_back_at IS NULL"
			" ORDER BY started_at" },
	/* The name of a revision says nothing of its place; sometimes it is ours. */
	{ .name = "alembic", .table = "alembic_version", .columns = "version_num",
		.only = true, .hint = true,
		.query = "SELECT version_num, 2 FROM main.alembic_version" },
	/* One table for many applications, each with a 0001_initial: not to be matched. */
	{ .name = "Django", .table = "django_migrations", .columns = "id,app,name,applied",
		.hint = true,
		.query = "SELECT name, 1 FROM main.django_migrations WHERE 0" },
	{ .name = "the older program", .table = "schema_version",
		.columns = "version,applied_date,applied_by,description",
		.query = "SELECT version, 2 FROM main.schema_version"
			" WHERE CAST(version AS TEXT) <> '0' ORDER BY version" },
};
/* clang-format on */

const struct instar__tool *instar__tool_number(void)
{
	return &number;
}

/* Is the word one of those that the commas part? */
static bool is_listed(const char *list, const char *word)
{
	size_t size = strlen(word);

	for (const char *at = list; at; at = strchr(at, ',')) {
		at += *at == ',';
		if (sqlite3_strnicmp(at, word, (int)size) == 0 &&
			(at[size] == ',' || at[size] == '\0'))
			return true;
	}
	return false;
}

static uint32_t count_listed(const char *list)
{
	uint32_t count = 1;

	for (; *list; list++)
		count += *list == ',';
	return count;
}

/* Columns that are computed would run what is in the file. */
static bool has_columns(instar *h, const struct instar__tool *tool)
{
	sqlite3_stmt *stmt = instar__sql_prepare_with(&h->sql,
		"SELECT name, hidden FROM pragma_table_xinfo(?1, 'main')", tool->table);
	uint32_t listed = 0, others = 0, computed = 0;

	while (instar__sql_row(&h->sql, stmt)) {
		if (is_listed(tool->columns, instar__sql_text(&h->sql, stmt, 0)))
			listed++;
		else
			others++;
		computed += instar__sql_integer(stmt, 1) != 0;
	}
	instar__sql_finish(stmt);
	return !h->sql.code && listed == count_listed(tool->columns) && !computed &&
	       !(tool->only && others);
}

/* A table with rows of its own, that is: neither a view nor a virtual one. */
static bool is_plain(const struct instar__schema *schema, const char *name)
{
	static const char prefix[] = "CREATE TABLE ";
	const struct instar__object *object = instar__schema_find(schema, false, name);

	return object && object->type == INSTAR__TABLE &&
	       strncmp(object->definition, prefix, sizeof(prefix) - 1) == 0;
}

/* A table that a step of the set makes is the set's own, whatever its name. */
static bool is_made(const instar *h, const char *table)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (check->kind == INSTAR_CHECK_TABLE && check->death &&
			!(check->flags & INSTAR_CHECK_NOT) &&
			sqlite3_stricmp(instar__text(h, check->name), table) == 0)
			return true;
	}
	return false;
}

const struct instar__tool *instar__tool_find(
	instar *h, const struct instar__schema *schema)
{
	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools) && !h->sql.code; i++) {
		const struct instar__tool *tool = &tools[i];

		if (is_plain(schema, tool->table) &&
			(!tool->beside || is_plain(schema, tool->beside)) &&
			!is_made(h, tool->table) && has_columns(h, tool))
			return tool;
	}
	return NULL;
}
