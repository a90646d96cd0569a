/*
 * deterministic: a scratch database on which a step does the same in each run. See
 * deterministic.h.
 */
#include "gen/oracle/deterministic.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/value.h"
#include "gen/oracle/placeholders.h"

enum { LONGEST = 1000 }; /* bytes of one randomblob() */

/* Milliseconds since 4714 BC, as SQLite counts: a day of 2024. */
static int tell_time(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
	(void)vfs;
	*now = 212589792000000;
	return SQLITE_OK;
}

static uint32_t draw(sqlite3_context *context, struct dice *dice)
{
	struct deterministic *database = sqlite3_user_data(context);

	dice->state = (uint64_t)++database->drawn;
	return dice_roll(dice, UINT32_MAX);
}

static void give_number(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct dice dice;
	int64_t high = draw(context, &dice);

	(void)count;
	(void)values;
	sqlite3_result_int64(context, (high << 31) ^ dice_roll(&dice, UINT32_MAX));
}

static void give_bytes(sqlite3_context *context, int count, sqlite3_value **values)
{
	unsigned char bytes[LONGEST];
	int size = sqlite3_value_int(values[0]);
	struct dice dice;

	(void)count;
	size = size < 1 ? 1 : size > LONGEST ? LONGEST : size;
	bytes[0] = (unsigned char)draw(context, &dice);
	for (int i = 1; i < size; i++)
		bytes[i] = (unsigned char)dice_roll(&dice, 256);
	sqlite3_result_blob(context, bytes, size, SQLITE_TRANSIENT);
}

static void register_function(struct deterministic *database, const char *name, int count,
	void (*give)(sqlite3_context *, int, sqlite3_value **))
{
	if (sqlite3_create_function_v2(database->scratch->db, name, count, SQLITE_UTF8,
		    database, give, NULL, NULL, NULL) != SQLITE_OK)
		arena_exhausted();
}

struct deterministic *deterministic_open(struct arena *arena, const struct plan *plan)
{
	struct deterministic *database = arena_alloc(arena, sizeof(*database));

	database->clock = arena_alloc(arena, sizeof(*database->clock));
	*database->clock = *sqlite3_vfs_find(NULL);
	database->clock->zName = "instar-noon";
	database->clock->pNext = NULL;
	database->clock->xCurrentTimeInt64 = tell_time;
	sqlite3_vfs_register(database->clock, 0);
	database->scratch = scratch_open_at(arena, database->clock->zName);
	placeholders_register(arena, plan, database->scratch->db);
	register_function(database, "random", 0, give_number);
	register_function(database, "randomblob", 1, give_bytes);
	return database;
}

void deterministic_close(struct deterministic *database)
{
	scratch_close(database->scratch);
	sqlite3_vfs_unregister(database->clock);
}

void deterministic_begin(struct deterministic *database)
{
	database->drawn = 0;
	sqlite3_set_last_insert_rowid(database->scratch->db, 0);
}
