/*
 * orphans: rows that refer to parents that do not exist. See orphans.h.
 *
 * PRAGMA foreign_key_check does the looking. It refuses whole when the parent of one key
 * has no unique index for it; when that was so before, it says nothing about the steps.
 */
#include "runtime/migrate/orphans.h"

#include <string.h>

#include "runtime/core/error.h"

static const char count_orphans[] =
	"SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2";

void instar__orphans_free(struct instar__orphans *orphans)
{
	for (uint32_t i = 0; i < orphans->count; i++)
		sqlite3_free(orphans->items[i].child);
	sqlite3_free(orphans->items);
	memset(orphans, 0, sizeof(*orphans));
}

static void add_orphan(instar *h, struct instar__orphans *orphans, sqlite3_stmt *stmt)
{
	const char *child = instar__sql_text(&h->sql, stmt, 0);
	const char *parent = instar__sql_text(&h->sql, stmt, 1);
	struct instar__orphan *items = instar__sql_grow(&h->sql, orphans->items,
		orphans->count, &orphans->room, sizeof(*items));
	char *names = instar__sql_textf(&h->sql, "%s%c%s", child, 1, parent);

	if (items)
		orphans->items = items;
	if (!names)
		return;
	names[strlen(child)] = '\0';
	items[orphans->count++] = (struct instar__orphan){ .child = names,
		.parent = names + strlen(child) + 1,
		.count = instar__sql_integer(stmt, 2) };
}

static void find_orphans(instar *h, struct instar__orphans *orphans)
{
	sqlite3_stmt *stmt = instar__sql_prepare(&h->sql, count_orphans);

	while (instar__sql_row(&h->sql, stmt))
		add_orphan(h, orphans, stmt);
	instar__sql_finish(stmt);
}

static void orphan_words(
	const struct instar__orphan *orphan, int64_t count, char *out, int size)
{
	sqlite3_snprintf(size, out, "%lld row%s in %s violate%s %s", count,
		count == 1 ? "" : "s", orphan->child, count == 1 ? "s" : "",
		orphan->parent);
}

bool instar__orphans_any(instar *h)
{
	bool any = instar__sql_any(&h->sql, "PRAGMA main.foreign_key_check") ||
		   h->sql.code == INSTAR_E_SQL;

	if (h->sql.code == INSTAR_E_SQL)
		instar__sql_clear(&h->sql);
	instar__fail_sql(h);
	return any;
}

int instar__orphans_before(instar *h, struct instar__orphans *before)
{
	char words[256];

	find_orphans(h, before);
	if (h->sql.code == INSTAR_E_SQL) {
		before->unknown = true;
		sqlite3_snprintf(sizeof(words), words,
			"foreign keys cannot be checked: %s (before the steps)",
			h->sql.message);
		instar__sql_clear(&h->sql);
		return instar__warn(h, words);
	}
	for (uint32_t i = 0; i < before->count && !h->sql.code && !h->error.code; i++) {
		orphan_words(&before->items[i], before->items[i].count, words,
			sizeof(words) - 24);
		sqlite3_snprintf(24, words + strlen(words), " (existed before)");
		instar__warn(h, words);
	}
	return instar__fail_sql(h);
}

static int64_t count_before(
	const struct instar__orphans *before, const struct instar__orphan *now)
{
	for (uint32_t i = 0; i < before->count; i++) {
		if (sqlite3_stricmp(before->items[i].child, now->child) == 0 &&
			sqlite3_stricmp(before->items[i].parent, now->parent) == 0)
			return before->items[i].count;
	}
	return 0;
}

static void judge_orphans(instar *h, const struct instar__orphans *before,
	const struct instar__orphans *after)
{
	char words[256];

	for (uint32_t i = 0; i < after->count; i++) {
		const struct instar__orphan *now = &after->items[i];
		int64_t more = now->count - count_before(before, now);

		if (more <= 0)
			continue;
		orphan_words(now, more, words, sizeof(words));
		if (!before->count && h->options.refused_row) /* the first is none of before */
			h->options.refused_row(h, NULL, words, sizeof(words));
		instar__fail(h, INSTAR_E_FOREIGN_KEYS,
			"fix these rows before the step, or have the step fix them",
			"%s after the steps; all undone", words);
	}
}

int instar__orphans_after(instar *h, const struct instar__orphans *before)
{
	struct instar__orphans after = { 0 };

	if (before->unknown || h->error.code)
		return h->error.code;
	find_orphans(h, &after);
	if (h->sql.code == INSTAR_E_SQL)
		instar__fail(h, INSTAR_E_FOREIGN_KEYS, "give the parent a unique key",
			"foreign keys cannot be checked: %s", h->sql.message);
	else if (!h->sql.code)
		judge_orphans(h, before, &after);
	instar__orphans_free(&after);
	return instar__fail_sql(h);
}
