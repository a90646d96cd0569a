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

static void add_words(char *list, size_t size, const char *table, int64_t rows)
{
	size_t used = strlen(list);

	sqlite3_snprintf((int)(size - used), list + used, "%s%s (%lld row%s)",
		used ? ", " : "", table, rows, rows == 1 ? "" : "s");
}

static int weigh(instar *h, uint32_t step, bool tell)
{
	const struct instar_step *s = &h->set->steps[step];
	const char *table = instar__text(h, s->stakes);
	const char *id = instar__text(h, s->id);
	char list[256] = "";

	for (uint32_t i = 0; i < s->stake_count && !h->error.code; i++) {
		int64_t rows = 0;

		if (instar__table_is_there(&h->sql, table))
			rows = instar__table_rows(&h->sql, table);
		if (instar__fail_sql(h) == INSTAR_OK && rows) {
			add_words(list, sizeof(list), table, rows);
			if (tell)
				instar__tell(h, &(struct instar_event){
							.kind = INSTAR_EVENT_AT_STAKE,
							.id = id,
							.text = table,
							.position = step + 1,
							.rows = rows });
		}
		table += strlen(table) + 1;
	}
	if (*list && h->options.refuse_destructive && !h->error.code)
		instar__fail(h, INSTAR_E_DESTRUCTIVE,
			"allow it (--force), if these rows may go",
			"%s would take rows of %s; nothing was changed", id, list);
	return h->error.code;
}

int instar__rows_at_stake_weigh(instar *h, uint32_t step)
{
	return h->error.code ? h->error.code : weigh(h, step, true);
}

int instar__rows_at_stake_refuse(instar *h, const unsigned char *verdicts)
{
	if (!h->options.refuse_destructive)
		return h->error.code;
	for (uint32_t i = h->set->retired; i < h->set->step_count && !h->error.code;
		i++) {
		if (verdicts[i] == INSTAR_RUN)
			weigh(h, i, false);
	}
	return h->error.code;
}
