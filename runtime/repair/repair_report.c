/*
 * repair_report: what was mended and what was left, as it is found. See repair.h.
 */
#include "runtime/repair/repair.h"

#include <string.h>

void instar__mends_free(struct instar__mends *mends)
{
	for (uint32_t i = 0; i < mends->count; i++) {
		sqlite3_free((char *)mends->items[i].name);
		sqlite3_free((char *)mends->items[i].text);
	}
	sqlite3_free(mends->items);
	sqlite3_free(mends->lost);
	sqlite3_free(mends->backup);
	memset(mends, 0, sizeof(*mends));
}

bool instar__mends_left(
	const struct instar__mends *mends, const char *type, const char *name)
{
	for (uint32_t i = 0; i < mends->count; i++) {
		if (!mends->items[i].repaired &&
			strcmp(mends->items[i].type, type) == 0 &&
			sqlite3_stricmp(mends->items[i].name, name) == 0)
			return true;
	}
	return false;
}

static void tell(const struct instar__repair *repair, const struct instar_mend *mend)
{
	char text[480];

	if (repair->dry)
		return;
	sqlite3_snprintf(sizeof(text), text, "%s %s%s: %s", mend->type, mend->name,
		mend->repaired ? "" : " was left", mend->text);
	instar__tell(repair->h, &(struct instar_event){
					.kind = mend->repaired ? INSTAR_EVENT_REPAIRED
							       : INSTAR_EVENT_WARNING,
					.id = mend->id,
					.text = text,
					.duration_us = mend->duration_us,
				});
}

void instar__mends_add(struct instar__repair *repair, const struct instar_mend *mend)
{
	struct instar__mends *mends = repair->mends;
	struct instar__sql *sql = &repair->h->sql;
	struct instar_mend *item = instar__sql_grow(
		sql, mends->items, mends->count, &mends->room, sizeof(*item));

	if (!item)
		return;
	mends->items = item;
	item += mends->count++;
	*item = *mend;
	item->name = instar__sql_textf(sql, "%s", mend->name);
	item->text = instar__sql_textf(sql, "%s", mend->text);
	mends->repaired += mend->repaired != 0;
	mends->left += !mend->repaired;
	if (!sql->code)
		tell(repair, item);
}
