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

static bool make_room(struct instar__mends *mends)
{
	uint32_t room = mends->room ? mends->room * 2 : 16;
	struct instar_mend *items;

	if (mends->count < mends->room)
		return true;
	items = sqlite3_realloc64(mends->items, room * sizeof(*items));
	if (!items)
		return false;
	mends->items = items;
	mends->room = room;
	return true;
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
	char *name = sqlite3_mprintf("%s", mend->name);
	char *text = sqlite3_mprintf("%s", mend->text);
	struct instar_mend *item;

	if (!name || !text || !make_room(mends)) {
		sqlite3_free(name);
		sqlite3_free(text);
		instar__sql_fail(&repair->h->sql, SQLITE_NOMEM);
		return;
	}
	item = &mends->items[mends->count++];
	*item = *mend;
	item->name = name;
	item->text = text;
	if (item->duration_us < 0)
		item->duration_us = 0; /* the clock was put back */
	mends->repaired += mend->repaired != 0;
	mends->left += !mend->repaired;
	tell(repair, item);
}
