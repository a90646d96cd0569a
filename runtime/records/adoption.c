/*
 * adoption: the records of another migration tool. See adoption.h.
 *
 * What a tool recorded tells where to look, never what is there: each of its records
 * still has to be borne out by the objects of its step.
 */
#include "runtime/records/adoption.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/records/stamp.h"
#include "runtime/records/tool_version.h"

static const char suffix[] = "_before_instar";

/* So many records of unknown steps tell enough: a hostile file may hold millions. */
enum { UNKNOWN_ENOUGH = 100 };

/* What the records have told so far. */
struct records {
	struct instar__adoption *adoption;
	struct instar__track *track;
	uint32_t row;
	uint32_t hint;	 /* where the next record's step probably is */
	uint32_t unsure; /* the last step that was begun, or INSTAR_NONE */
	uint32_t unknowns;
	bool only_last;	   /* a version stands for all before it */
	char unknown[128]; /* the highest version that no step answers to, or "" */
	char first[128];   /* the first version */
};

void instar__adopt_find(
	instar *h, const struct instar__schema *schema, struct instar__adoption *adoption)
{
	struct instar__stamp stamp;

	*adoption = (struct instar__adoption){ .unsure = INSTAR_NONE };
	adoption->tool = instar__tool_find(h, schema);
	if (adoption->tool || h->sql.code || !schema->count)
		return;
	stamp = instar__stamp_read(h);
	if (!h->sql.code && !instar__stamp_is_ours(stamp))
		adoption->tool = instar__tool_number();
}

/* Does the version mean the step, by the name it has now or one it had before? */
static bool means(const instar *h, const char *version, uint32_t step)
{
	const struct instar_step *it = &h->set->steps[step];
	const char *was = instar__text(h, it->was);

	if (instar__tool_version_names(version, instar__text(h, it->id)))
		return true;
	for (uint32_t i = 0; i < it->was_count; i++, was += strlen(was) + 1) {
		if (instar__tool_version_names(version, was))
			return true;
	}
	return false;
}

static uint32_t step_of(
	const instar *h, const struct records *records, const char *version)
{
	uint32_t count = h->set->step_count;

	if (records->adoption->tool->in_order)
		return records->row < count ? records->row : INSTAR_NONE;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t step = (records->hint + i) % count;

		if (means(h, version, step))
			return step;
	}
	return INSTAR_NONE;
}

/* The steps whose number is at most that of a baseline. */
static uint32_t count_up_to(const instar *h, const char *version)
{
	char wanted[INSTAR__NUMBER_SIZE], number[INSTAR__NUMBER_SIZE];
	uint32_t count = 0;

	instar__tool_version_number(version, wanted);
	for (; count < h->set->step_count; count++) {
		instar__tool_version_number(
			instar__text(h, h->set->steps[count].id), number);
		if (!*number || instar__tool_version_compare(number, wanted) > 0)
			break;
	}
	return *wanted ? count : 0;
}

static bool is_higher(const char *version, const char *than)
{
	char a[INSTAR__NUMBER_SIZE], b[INSTAR__NUMBER_SIZE];

	instar__tool_version_number(version, a);
	instar__tool_version_number(than, b);
	return instar__tool_version_compare(a, b) > 0;
}

static void note_unknown(struct records *records, const char *version)
{
	records->unknowns++;
	if (!*records->unknown || is_higher(version, records->unknown))
		sqlite3_snprintf(
			sizeof(records->unknown), records->unknown, "%s", version);
}

/* Steps 1 to `count` are recorded. */
static void record_up_to(struct records *records, uint32_t count)
{
	memset(records->track->recorded, 1, count);
}

static void take_step(struct records *records, uint32_t step, enum instar__said said)
{
	unsigned char *recorded = records->track->recorded;

	records->hint = step + 1;
	if (records->unsure == step)
		records->unsure = INSTAR_NONE;
	if (said == INSTAR__SAID_UP_TO || said == INSTAR__SAID_UP_TO_UNSURE)
		record_up_to(records, step);
	recorded[step] = said == INSTAR__SAID_DONE || said == INSTAR__SAID_UP_TO ||
			 said == INSTAR__SAID_BASELINE;
	if (said == INSTAR__SAID_UNSURE || said == INSTAR__SAID_UP_TO_UNSURE)
		records->unsure = step;
}

static void read_record(
	instar *h, struct records *records, const char *version, enum instar__said said)
{
	uint32_t step = step_of(h, records, version);

	records->only_last =
		said == INSTAR__SAID_UP_TO || said == INSTAR__SAID_UP_TO_UNSURE;
	if (!records->row++)
		sqlite3_snprintf(sizeof(records->first), records->first, "%s", version);
	if (said == INSTAR__SAID_BASELINE)
		record_up_to(records, count_up_to(h, version));
	else if (step == INSTAR_NONE && said != INSTAR__SAID_UNDONE)
		note_unknown(records, version);
	if (step != INSTAR_NONE)
		take_step(records, step, said);
}

static void read_table(instar *h, struct records *records)
{
	sqlite3_stmt *stmt = instar__sql_prepare(&h->sql, records->adoption->tool->query);

	while (records->unknowns < UNKNOWN_ENOUGH && instar__sql_row(&h->sql, stmt)) {
		const char *version = instar__sql_text(&h->sql, stmt, 0);

		if (!h->sql.code)
			read_record(h, records, version,
				(enum instar__said)instar__sql_integer(stmt, 1));
	}
	instar__sql_finish(stmt);
}

static void read_number(instar *h, struct records *records)
{
	char version[16];

	sqlite3_snprintf(
		sizeof(version), version, "%d", (int)instar__stamp_read(h).version);
	if (!h->sql.code)
		read_record(h, records, version, INSTAR__SAID_UP_TO);
}

static void count_recorded(const instar *h, struct records *records)
{
	struct instar__track *track = records->track;

	track->count = track->highest = 0;
	for (uint32_t i = 0; i < h->set->step_count; i++) {
		if (!track->recorded[i])
			continue;
		track->count++;
		track->highest = i + 1;
	}
	records->adoption->count = track->count;
	records->adoption->unsure = records->unsure;
}

static int refuse_unknown(instar *h, const struct records *records)
{
	const struct instar__tool *tool = records->adoption->tool;
	uint32_t count = h->set->step_count;
	const char *last =
		count ? instar__text(h, h->set->steps[count - 1].id) : "nothing";
	bool newer = tool->in_order || is_higher(records->unknown, last);
	/* What keeps no version but the last names no step of ours when it is ahead. */
	bool known = records->adoption->count || records->unsure != INSTAR_NONE ||
		     (newer && records->only_last);

	if (!known && sqlite3_stricmp(tool->table, "schema_migrations") == 0)
		return instar__fail(h, INSTAR_E_FOREIGN,
			"rename the other tool's table, or use another file",
			"schema_migrations is not instar's tracking table: %s wrote it, "
			"and its version %s is no step of this program",
			tool->name, records->first);
	if (newer)
		return instar__fail(h, INSTAR_E_TOO_NEW,
			"the database is newer than this program: update the program",
			"database at %s, as %s recorded it; this program knows %s; "
			"update it",
			records->unknown, tool->name, last);
	return instar__fail(h, INSTAR_E_TOO_NEW,
		"use the program that wrote this database, or a newer one",
		"history differs at %s, which %s recorded: this program has no such step",
		records->unknown, tool->name);
}

int instar__adopt_read(
	instar *h, struct instar__adoption *adoption, struct instar__track *track)
{
	struct records records = {
		.adoption = adoption, .track = track, .unsure = INSTAR_NONE
	};

	if (!adoption->tool || h->error.code || h->sql.code)
		return h->error.code;
	if (adoption->tool->query)
		read_table(h, &records);
	else
		read_number(h, &records);
	if (h->sql.code)
		return h->error.code;
	count_recorded(h, &records);
	if (*records.unknown && !adoption->tool->hint)
		return refuse_unknown(h, &records);
	if (*records.unknown)
		instar__adopt_forget(h, adoption, track);
	return h->error.code;
}

void instar__adopt_forget(
	const instar *h, struct instar__adoption *adoption, struct instar__track *track)
{
	memset(track->recorded, 0, h->set->step_count + 1);
	track->count = track->highest = 0;
	adoption->count = 0;
	adoption->unsure = INSTAR_NONE;
	if (!adoption->tool->table)
		adoption->tool = NULL; /* a number that means something else */
}

/* The first name that is free; names are few, so it asks for each. */
static void find_name(instar *h, const char *table, char *out, int size)
{
	int64_t taken = 1;

	sqlite3_snprintf(size, out, "%s%s", table, suffix);
	for (int i = 2; taken && !h->sql.code; i++) {
		taken = instar__sql_intf(&h->sql, 0,
			"SELECT count(*) FROM main.sqlite_master"
			" WHERE lower(name) = lower(%Q)",
			out);
		if (taken)
			sqlite3_snprintf(size, out, "%s%s_%d", table, suffix, i);
	}
}

/*
 * Nothing refers to a tracking table, so a rename need not read every view and trigger;
 * one that is broken, of which nobody asked us, would be in the way.
 */
static void rename_table(instar *h, const char *table)
{
	char name[96];

	find_name(h, table, name, sizeof(name));
#ifdef SQLITE_DBCONFIG_LEGACY_ALTER_TABLE
	sqlite3_db_config(h->db, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 1, NULL);
#endif
	instar__sql_execf(
		&h->sql, "ALTER TABLE main.\"%w\" RENAME TO \"%w\"", table, name);
#ifdef SQLITE_DBCONFIG_LEGACY_ALTER_TABLE
	sqlite3_db_config(h->db, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0, NULL);
#endif
}

int instar__adopt_take(instar *h, const struct instar__adoption *adoption)
{
	if (adoption->tool->table)
		rename_table(h, adoption->tool->table);
	return instar__fail_sql(h);
}

bool instar__adopt_is_left(const char *name, size_t size)
{
	size_t length = sizeof(suffix) - 1;

	while (size && name[size - 1] >= '0' && name[size - 1] <= '9')
		size--;
	if (size && name[size - 1] == '_')
		size--;
	return size > length && memcmp(name + size - length, suffix, length) == 0;
}
