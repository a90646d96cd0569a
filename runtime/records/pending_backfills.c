/*
 * pending_backfills: backfills and deferred indexes that the steps have left for later.
 *
 * A backfill of a table without rows does not wait: nothing would come of running it, and
 * a database that has just been made should say nothing.
 */
#include "runtime/records/pending_backfills.h"

#include <string.h>

#include "runtime/records/backfill_state.h"
#include "runtime/schema/check.h"

static bool is_there(instar *h, const char *type, instar_text name, instar_text table)
{
	return instar__sql_intf(&h->sql, 0,
		"SELECT 1 FROM main.sqlite_master WHERE type = %Q AND"
		" name = %Q COLLATE NOCASE AND tbl_name = %Q COLLATE NOCASE",
		type, instar__text(h, name), instar__text(h, table));
}

bool instar__pending_index_is_there(instar *h, const struct instar_backfill *index)
{
	return is_there(h, "index", index->key, index->table);
}

bool instar__pending_table_is_there(instar *h, const struct instar_backfill *backfill)
{
	return is_there(h, "table", backfill->table, backfill->table);
}

/* Does the step require it, in vain? */
static bool insists_in_vain(
	instar *h, const struct instar_step *step, const struct instar_backfill *backfill)
{
	const struct instar_range *requires = &step->requires;
	struct instar__schema none; /* rows are asked, and nothing of the schema */
	bool vain = false;

	instar__schema_init(&none);
	for (uint32_t i = requires->first; i < requires->first + requires->count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		vain |= check->kind == INSTAR_CHECK_BACKFILL &&
			strcmp(instar__text(h, check->name),
				instar__text(h, backfill->key)) == 0 &&
			!instar__check_holds(&h->sql, &none, h->set, check);
	}
	instar__schema_free(&none);
	return vain;
}

bool instar__pending_is_late(
	instar *h, const struct instar_backfill *backfill, const unsigned char *verdicts)
{
	bool late = false;

	for (uint32_t i = 0; verdicts && i < h->set->step_count; i++)
		late |= verdicts[i] == INSTAR_RUN &&
			insists_in_vain(h, &h->set->steps[i], backfill);
	return late;
}

/* Where a batch of one row would end: nowhere, when there is none. */
static bool has_rows(instar *h, const struct instar_backfill *backfill)
{
	sqlite3_stmt *stmt =
		instar__sql_prepare(&h->sql, instar__text(h, backfill->bound_first));
	bool found;

	if (instar__sql_takes(stmt, 9))
		instar__sql_bind_int(&h->sql, stmt, 9, 1);
	found = instar__sql_row(&h->sql, stmt) && !instar__sql_is_null(stmt, 0);
	instar__sql_finish(stmt);
	return found;
}

static bool is_waiting(instar *h, const struct instar_backfill *backfill, bool kept)
{
	struct instar__state progress = { 0 };
	bool waits;

	if (backfill->ends || !instar__pending_table_is_there(h, backfill))
		return false;
	if (backfill->flags & INSTAR_BACKFILL_INDEX)
		return !instar__pending_index_is_there(h, backfill);
	if (kept)
		instar__state_read(h, backfill, &progress);
	waits = !progress.finished && has_rows(h, backfill);
	instar__state_free(&progress);
	return waits;
}

bool instar__pending_is_all(const instar *h, uint32_t step)
{
	bool found = false;

	for (uint32_t i = 0; i < h->set->backfill_count; i++) {
		const struct instar_backfill *item = &h->set->backfills[i];

		if (item->step != step + 1)
			continue;
		if (!(item->flags & INSTAR_BACKFILL_INDEX))
			return false;
		found = true;
	}
	return found && !h->set->steps[step].up.count;
}

void instar__pending_drop_indexes(instar *h, uint32_t step)
{
	for (uint32_t i = 0; i < h->set->backfill_count && !h->sql.code; i++) {
		const struct instar_backfill *item = &h->set->backfills[i];

		if (item->step == step + 1 && item->flags & INSTAR_BACKFILL_INDEX &&
			instar__pending_index_is_there(h, item))
			instar__sql_execf(&h->sql, "DROP INDEX main.\"%w\"",
				instar__text(h, item->key));
	}
}

void instar__pending_tell(instar *h)
{
	struct instar__sql before = h->sql;
	int64_t count = 0;
	bool kept;

	if (h->error.code || !h->set->backfill_count || !h->options.on_event)
		return;
	instar__sql_init(&h->sql, h->db);
	instar__sql_exec(&h->sql, "BEGIN");
	kept = instar__state_kept(h);
	for (uint32_t i = 0; i < h->set->backfill_count; i++)
		count += is_waiting(h, &h->set->backfills[i], kept);
	if (instar__sql_in_transaction(&h->sql))
		instar__sql_exec(&h->sql, "COMMIT");
	instar__roll_back(h);
	if (!h->sql.code && count)
		instar__tell(
			h, &(struct instar_event){
				   .kind = INSTAR_EVENT_BACKFILLS_LEFT, .rows = count });
	h->sql = before;
}
