/*
 * history: the tracking rows of a set, as they are. See history.h.
 *
 * Rows of steps that this program does not know are shown like all others.
 */
#include "runtime/report/history.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/decide/inspection.h"
#include "runtime/records/other_tools.h"
#include "runtime/records/tracking.h"

static const char select_rows[] =
	"SELECT id, applied_at, applied_how, applied_by, "
	"app_version, description, release, position,"
	" duration_us, breaking, down_sql IS NOT NULL FROM main.schema_migrations WHERE "
	"set_name = ?1 ORDER BY position, id";

#define TEXT_COUNT 7

void instar__records_free(struct instar__records *records)
{
	for (uint32_t i = 0; i < records->history.count; i++)
		sqlite3_free((char *)records->items[i].id);
	sqlite3_free(records->items);
	memset(records, 0, sizeof(*records));
}

static bool grow_records(struct instar__records *records)
{
	uint32_t room = records->room ? records->room * 2 : 32;
	struct instar_record *items;

	if (records->history.count < records->room)
		return true;
	items = sqlite3_realloc64(records->items, room * sizeof(*items));
	if (!items)
		return false;
	records->items = items;
	records->room = room;
	records->history.records = items;
	return true;
}

/* All texts of a row in one allocation, in the order of `select_rows`. */
static bool copy_texts(instar *h, sqlite3_stmt *stmt, const char **texts)
{
	size_t sizes[TEXT_COUNT], total = 0;
	char *block;

	for (int i = 0; i < TEXT_COUNT; i++) {
		texts[i] = instar__sql_text(&h->sql, stmt, i);
		sizes[i] = strlen(texts[i]) + 1;
		total += sizes[i];
	}
	block = h->sql.code ? NULL : sqlite3_malloc64(total);
	if (!block)
		return false;
	for (int i = 0; i < TEXT_COUNT; i++) {
		memcpy(block, texts[i], sizes[i]);
		texts[i] = block;
		block += sizes[i];
	}
	return true;
}

static uint32_t recorded_position(sqlite3_stmt *stmt)
{
	int64_t position = sqlite3_column_int64(stmt, TEXT_COUNT);

	return position > 0 && position < UINT32_MAX ? (uint32_t)position : 0;
}

static void add_record(instar *h, struct instar__records *records, sqlite3_stmt *stmt)
{
	const char *texts[TEXT_COUNT];
	bool was;
	uint32_t position = recorded_position(stmt);

	if (!grow_records(records) || !copy_texts(h, stmt, texts)) {
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
		return;
	}
	records->items[records->history.count++] = (struct instar_record){
		.id = texts[0],
		.applied_at = texts[1],
		.applied_how = texts[2],
		.applied_by = texts[3],
		.app_version = texts[4],
		.description = texts[5],
		.release = texts[6],
		.duration_us = sqlite3_column_int64(stmt, TEXT_COUNT + 1),
		.breaking = sqlite3_column_int(stmt, TEXT_COUNT + 2) != 0,
		.carried = sqlite3_column_int(stmt, TEXT_COUNT + 3) != 0,
		.position = position,
		.known = instar__track_step(h, texts[0], position ? position - 1 : 0,
				 &was) != INSTAR_NONE,
	};
}

/* Our table: another tool's, of the same name perhaps, records nothing of ours. */
static bool is_tracked(instar *h, const struct instar__schema *schema)
{
	const struct instar__tool *tool = instar__tool_find(h, schema);

	if (h->sql.code || (tool && instar__track_is_named(tool->table)))
		return false;
	return instar__track_find(h, schema);
}

static void read_once(instar *h, struct instar__records *records)
{
	struct instar__schema schema;
	sqlite3_stmt *stmt;

	instar__schema_init(&schema);
	instar__attempt(h);
	instar__sql_exec(&h->sql, "BEGIN");
	if (!instar__schema_load(&schema, &h->sql) && is_tracked(h, &schema)) {
		stmt = instar__sql_prepare(&h->sql, select_rows);
		instar__sql_bind(&h->sql, stmt, 1, instar__text(h, h->set->name));
		while (instar__sql_row(&h->sql, stmt))
			add_record(h, records, stmt);
		instar__sql_finish(stmt);
	}
	instar__look_close(h);
	instar__schema_free(&schema);
}

int instar__records_read(instar *h, struct instar__records *records)
{
	do {
		instar__records_free(records);
		read_once(h, records);
	} while (instar__again(h));
	return instar__fail_sql(h);
}
