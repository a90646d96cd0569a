/*
 * rows_at_stake: the rows that a destructive step is about to take. See rows_at_stake.h.
 */
#include "runtime/backup/rows_at_stake.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/schema/schema.h"

static bool any_row(instar *h)
{
	sqlite3_stmt *names =
		instar__sql_prepare(&h->sql, "SELECT name FROM main.sqlite_master WHERE "
					     "type = 'table' AND rootpage > 0"
					     " AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"
					     " AND lower(name) <> 'schema_migrations'");
	bool found = false;

	while (!found && instar__sql_row(&h->sql, names))
		found = instar__table_has_row(
			&h->sql, instar__sql_text(&h->sql, names, 0));
	instar__sql_finish(names);
	return found;
}

/* Also asked before the write lock is held, when somebody else may be at a commit. */
bool instar__rows_at_stake_any(instar *h)
{
	bool found;

	do {
		instar__attempt(h);
		found = any_row(h);
	} while (instar__again(h));
	instar__fail_sql(h);
	return found;
}

const char *instar__rows_at_stake_unit(const char *column, int64_t count)
{
	if (*column)
		return count == 1 ? "value" : "values";
	return count == 1 ? "row" : "rows";
}

char *instar__rows_at_stake_name(instar *h, const char *table, const char *column)
{
	return instar__sql_textf(
		&h->sql, "%s%s%s", table, *column ? "." : "", column);
}

static void add_words(char *list, size_t size, const struct instar_at_stake *stake)
{
	size_t used = strlen(list);

	sqlite3_snprintf((int)(size - used), list + used, "%s%lld %s of %s",
		used ? ", " : "", stake->rows,
		instar__rows_at_stake_unit(stake->column, stake->rows), stake->name);
}

int instar__rows_at_stake_tell(
	instar *h, const char *id, uint32_t position, const struct instar_at_stake *stake)
{
	return instar__tell(h, &(struct instar_event){
				       .kind = INSTAR_EVENT_AT_STAKE,
				       .id = id,
				       .text = stake->name,
				       .position = position,
				       .rows = stake->rows,
				       .table = stake->table,
				       .column = stake->column,
			       });
}

/* What somebody has named. */
struct named {
	const char *id;	   /* of the step, or the key of a backfill */
	uint32_t position; /* of the step */
	instar_text stakes;
	uint32_t count;
	bool tell;
	char list[256]; /* what of it there is, in words */
};

/* One name: told, and put into words, when there is anything. */
static void weigh_one(instar *h, struct named *named, struct instar_at_stake *stake)
{
	char *name;

	stake->rows = instar__table_holds(&h->sql, stake->table, stake->column);
	if (!stake->rows || h->sql.code)
		return;
	name = instar__rows_at_stake_name(h, stake->table, stake->column);
	stake->name = name;
	if (name) {
		add_words(named->list, sizeof(named->list), stake);
		if (named->tell)
			instar__rows_at_stake_tell(h, named->id, named->position, stake);
	}
	sqlite3_free(name);
}

static int weigh(instar *h, struct named *named)
{
	const char *at = instar__text(h, named->stakes);

	for (uint32_t i = 0; i < named->count && !h->error.code; i++) {
		struct instar_at_stake stake = { .table = at };

		stake.column = at + strlen(at) + 1;
		at = stake.column + strlen(stake.column) + 1;
		weigh_one(h, named, &stake);
		instar__fail_sql(h);
	}
	if (*named->list && h->options.refuse_destructive && !h->error.code)
		instar__fail(h, INSTAR_E_DESTRUCTIVE,
			"allow it (--force), if they may go",
			"%s would take %s; nothing was changed", named->id, named->list);
	return h->error.code;
}

static int weigh_step(instar *h, uint32_t step, bool tell)
{
	const struct instar_step *s = &h->set->steps[step];

	return weigh(h, &(struct named){ .id = instar__text(h, s->id),
				.position = step + 1,
				.stakes = s->stakes,
				.count = s->stake_count,
				.tell = tell });
}

int instar__rows_at_stake_of_backfill(instar *h, const struct instar_backfill *backfill)
{
	struct named named = { .id = instar__text(h, backfill->key),
		.position = backfill->step,
		.stakes = backfill->stakes,
		.count = backfill->stake_count,
		.tell = true };

	return h->error.code ? h->error.code : weigh(h, &named);
}

int instar__rows_at_stake_weigh(instar *h, uint32_t step)
{
	return h->error.code ? h->error.code : weigh_step(h, step, true);
}

int instar__rows_at_stake_refuse(instar *h, const unsigned char *verdicts)
{
	if (!h->options.refuse_destructive)
		return h->error.code;
	for (uint32_t i = h->set->retired; i < h->set->step_count && !h->error.code;
		i++) {
		if (verdicts[i] == INSTAR_RUN)
			weigh_step(h, i, false);
	}
	return h->error.code;
}
