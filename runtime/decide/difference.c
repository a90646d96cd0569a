/*
 * difference: how a database differs from what the set expects. See difference.h.
 */
#include "runtime/decide/difference.h"

#include <string.h>

#include "runtime/records/adoption.h"
#include "runtime/records/backfill_state.h"
#include "runtime/schema/check.h"
#include "runtime/schema/claim.h"

void instar__differences_free(struct instar__differences *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		sqlite3_free((char *)list->items[i].name);
		sqlite3_free((char *)list->items[i].text);
	}
	sqlite3_free(list->items);
	sqlite3_free(list->others);
	memset(list, 0, sizeof(*list));
}

static bool is_listed(
	const struct instar__differences *list, const char *type, const char *name)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].type, type) == 0 &&
			sqlite3_stricmp(list->items[i].name, name) == 0)
			return true;
	}
	return false;
}

static bool make_room(struct instar__differences *list)
{
	uint32_t room = list->room ? list->room * 2 : 16;
	struct instar_difference *items;

	if (list->count < list->room)
		return true;
	items = sqlite3_realloc64(list->items, room * sizeof(*items));
	if (!items)
		return false;
	list->items = items;
	list->room = room;
	return true;
}

static void count_kind(struct instar__differences *list, enum instar_difference_kind kind)
{
	list->missing += kind == INSTAR_DIFFERENCE_MISSING;
	list->other += kind == INSTAR_DIFFERENCE_OTHER;
	list->extra += kind == INSTAR_DIFFERENCE_EXTRA;
}

/* Takes `name` and `text` over, which may be NULL for want of memory. */
static void put_new(instar *h, struct instar__differences *list,
	enum instar_difference_kind kind, const char *type, char *name, char *text,
	const char *id)
{
	if (name && text && make_room(list)) {
		list->items[list->count++] = (struct instar_difference){
			.kind = kind, .type = type, .name = name, .text = text, .id = id
		};
		count_kind(list, kind);
		return;
	}
	instar__sql_fail(&h->sql, SQLITE_NOMEM);
	sqlite3_free(name);
	sqlite3_free(text);
}

/* The same, unless it is listed already. */
static void put(instar *h, struct instar__differences *list,
	enum instar_difference_kind kind, const char *type, char *name, char *text,
	const char *id)
{
	if (!name || !is_listed(list, type, name)) {
		put_new(h, list, kind, type, name, text, id);
		return;
	}
	sqlite3_free(name);
	sqlite3_free(text);
}

/* What is not there when the claim's object is not. */
static const char *type_of(const struct claim *claim)
{
	switch ((enum instar_check_kind)claim->check->kind) {
	case INSTAR_CHECK_INDEX:
		return "index";
	case INSTAR_CHECK_VIEW:
		return "view";
	case INSTAR_CHECK_TRIGGER:
		return "trigger";
	case INSTAR_CHECK_ROWS:
		return "rows";
	case INSTAR_CHECK_DEFINITION:
		return claim->detail;
	default:
		return "table";
	}
}

/* An index or a trigger goes with its table: that one is enough to say. */
static bool goes_with_table(
	const struct claim *claim, const struct instar__differences *list)
{
	bool on_table = claim->check->kind == INSTAR_CHECK_INDEX ||
			claim->check->kind == INSTAR_CHECK_TRIGGER;

	return on_table && *claim->part && is_listed(list, "table", claim->part);
}

static void add_column(instar *h, const struct claim *claim, const char *why,
	struct instar__differences *list, const char *id)
{
	char type[8];
	bool there = instar__claim_column(claim, type, sizeof(type));

	if (h->sql.code)
		return;
	put(h, list, there ? INSTAR_DIFFERENCE_OTHER : INSTAR_DIFFERENCE_MISSING,
		"column", sqlite3_mprintf("%s.%s", claim->name, claim->part),
		sqlite3_mprintf("%s", why), id);
}

/* A key goes with its column. */
static void add_key(instar *h, const struct claim *claim, const char *why,
	struct instar__differences *list, const char *id)
{
	char *name = sqlite3_mprintf("%s.%s", claim->name, claim->part);

	if (name && is_listed(list, "column", name))
		sqlite3_free(name);
	else
		put(h, list, INSTAR_DIFFERENCE_MISSING, "foreign key", name,
			sqlite3_mprintf("%s", why), id);
}

static void add_present(instar *h, const struct claim *claim, const char *why,
	struct instar__differences *list, const char *id)
{
	if (claim->check->kind == INSTAR_CHECK_COLUMN)
		add_column(h, claim, why, list, id);
	else if (claim->check->kind == INSTAR_CHECK_FOREIGN_KEY)
		add_key(h, claim, why, list, id);
	else
		put(h, list, INSTAR_DIFFERENCE_OTHER, type_of(claim),
			sqlite3_mprintf("%s", claim->name), sqlite3_mprintf("%s", why),
			id);
}

void instar__differences_add(instar *h, const struct instar__schema *schema,
	const struct instar_check *check, struct instar__differences *list)
{
	struct claim claim = instar__claim(&h->sql, schema, h->set, check);
	const char *id = "";
	char why[256];

	if (check->birth)
		id = instar__text(h, h->set->steps[check->birth - 1].id);
	if (h->sql.code || goes_with_table(&claim, list))
		return;
	instar__check_why(&h->sql, schema, h->set, check, why, sizeof(why));
	if (check->flags & INSTAR_CHECK_NOT)
		put(h, list, INSTAR_DIFFERENCE_EXTRA,
			check->kind == INSTAR_CHECK_COLUMN ? "column" : type_of(&claim),
			*claim.part && check->kind == INSTAR_CHECK_COLUMN
				? sqlite3_mprintf("%s.%s", claim.name, claim.part)
				: sqlite3_mprintf("%s", claim.name),
			sqlite3_mprintf("%s", why), id);
	else if (check->kind == INSTAR_CHECK_ROWS)
		put(h, list, INSTAR_DIFFERENCE_MISSING, "rows",
			sqlite3_mprintf("%s", claim.detail), sqlite3_mprintf("%s", why),
			id);
	else if (instar__claim_object(&claim))
		add_present(h, &claim, why, list, id);
	else
		put(h, list, INSTAR_DIFFERENCE_MISSING, type_of(&claim),
			sqlite3_mprintf("%s", claim.name),
			sqlite3_mprintf("%s %s is missing", type_of(&claim), claim.name),
			id);
}

void instar__differences_lacking(instar *h, const struct instar__schema *schema,
	const unsigned char *truth, uint32_t position, struct instar__differences *list)
{
	for (uint32_t i = 0; i < h->set->check_count && !h->sql.code; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (instar__check_alive(check, position) && !truth[i] &&
			!(check->flags & INSTAR_CHECK_MEMO))
			instar__differences_add(h, schema, check, list);
	}
}

static const char *word_of(enum instar__object_type type)
{
	static const char *const words[] = { [INSTAR__TABLE] = "table",
		[INSTAR__INDEX] = "index",
		[INSTAR__VIEW] = "view",
		[INSTAR__TRIGGER] = "trigger" };

	return words[type];
}

/* What the checks say of an object of the database. */
struct known {
	bool here;	   /* one alive at the position is about it */
	bool columns;	   /* one of those is about a column */
	const char *maker; /* the first step, of all, that makes it, or NULL */
};

static void mark_known(const instar *h, const struct instar__schema *schema,
	uint32_t position, struct known *known)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];
		struct claim claim;
		const struct instar__object *object;
		struct known *of;

		if (!check->birth || check->flags & INSTAR_CHECK_NOT)
			continue;
		claim = instar__claim(NULL, schema, h->set, check);
		object = instar__claim_object(&claim);
		if (!object)
			continue;
		of = &known[object - schema->objects];
		if (!of->maker)
			of->maker = instar__text(h, h->set->steps[check->birth - 1].id);
		if (!instar__check_alive(check, position))
			continue;
		of->here = true;
		of->columns |= check->kind == INSTAR_CHECK_COLUMN;
	}
}

/*
 * The step that makes the column: "" when it is one of the position's own, NULL when no
 * step makes it.
 */
static const char *column_maker(
	const instar *h, const char *table, const char *column, uint32_t position)
{
	const char *maker = NULL;

	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (check->kind != INSTAR_CHECK_COLUMN || !check->birth ||
			check->flags & INSTAR_CHECK_NOT ||
			sqlite3_stricmp(instar__text(h, check->name), table) != 0 ||
			sqlite3_stricmp(instar__text(h, check->part), column) != 0)
			continue;
		if (instar__check_alive(check, position))
			return "";
		if (!maker)
			maker = instar__text(h, h->set->steps[check->birth - 1].id);
	}
	return maker;
}

static void add_extra_column(instar *h, const char *table, const char *column,
	const char *maker, struct instar__differences *list)
{
	put_new(h, list, INSTAR_DIFFERENCE_EXTRA, "column",
		sqlite3_mprintf("%s.%s", table, column),
		maker ? sqlite3_mprintf(
				"column %s.%s belongs to %s", table, column, maker)
		      : sqlite3_mprintf("no step makes column %s.%s", table, column),
		maker ? maker : "");
}

static void extra_columns(instar *h, const struct instar__object *table,
	uint32_t position, struct instar__differences *list)
{
	sqlite3_stmt *stmt = instar__sql_prepare(&h->sql,
		"SELECT name FROM pragma_table_xinfo(?1, 'main') WHERE hidden <> 1");

	instar__sql_bind(&h->sql, stmt, 1, table->name);
	while (instar__sql_row(&h->sql, stmt)) {
		const char *column = instar__sql_text(&h->sql, stmt, 0);
		const char *maker = column_maker(h, table->name, column, position);

		if (!maker || *maker)
			add_extra_column(h, table->name, column, maker, list);
	}
	instar__sql_finish(stmt);
}

static void add_extra(instar *h, const struct instar__object *object, const char *maker,
	struct instar__differences *list)
{
	const char *word = word_of(object->type);

	put_new(h, list, INSTAR_DIFFERENCE_EXTRA, word,
		sqlite3_mprintf("%s", object->name),
		maker ? sqlite3_mprintf("%s %s belongs to %s", word, object->name, maker)
		      : sqlite3_mprintf("no step makes %s %s", word, object->name),
		maker ? maker : "");
}

/* An index that is built after start-up may be there or not. */
static bool is_deferred(const instar *h, const struct instar__object *object)
{
	for (uint32_t i = 0; i < h->set->backfill_count; i++) {
		const struct instar_backfill *item = &h->set->backfills[i];

		if (object->type == INSTAR__INDEX && item->flags & INSTAR_BACKFILL_INDEX &&
			sqlite3_stricmp(object->name, instar__text(h, item->key)) == 0)
			return true;
	}
	return false;
}

/* Our own tables, and those that the modules of virtual tables make. */
static bool is_ours(const instar *h, const struct instar__schema *schema,
	const struct instar__object *object, bool modules)
{
	return sqlite3_stricmp(object->name, "schema_migrations") == 0 ||
	       instar__progress_is_own(object->name) || is_deferred(h, object) ||
	       (modules && instar__is_shadow(schema, object));
}

static bool has_modules(const struct instar__schema *schema)
{
	for (uint32_t i = 0; i < schema->count; i++) {
		if (!schema->objects[i].gone && instar__is_virtual(&schema->objects[i]))
			return true;
	}
	return false;
}

/* Is it on a table that the set has here? Then no other set made it. */
static bool is_on_ours(const struct instar__schema *schema,
	const struct instar__object *object, const struct known *known)
{
	const struct instar__object *table =
		instar__schema_find(schema, false, object->table);

	return table && table != object &&
	       (table->exact || known[table - schema->objects].here);
}

/* What an adoption has left, or, with other sets in the file, what may be theirs. */
static bool is_anothers(const struct instar__schema *schema,
	const struct instar__object *object, const struct known *known,
	struct instar__differences *list)
{
	const struct known *of = &known[object - schema->objects];

	if (of->here || instar__track_is_named(object->name) ||
		instar__progress_is_own(object->name))
		return false;
	if (instar__adopt_is_left(object->table, strlen(object->table)))
		return true;
	if (!list->others || of->maker || instar__is_shadow(schema, object) ||
		is_on_ours(schema, object, known))
		return false;
	list->elsewhere++;
	return true;
}

static void compare_objects(instar *h, const struct instar__schema *schema,
	uint32_t position, const struct known *known, struct instar__differences *list)
{
	bool modules = has_modules(schema);

	for (uint32_t i = 0; i < schema->count && !h->sql.code; i++) {
		const struct instar__object *object = &schema->objects[i];

		if (object->gone || object->exact)
			continue;
		if (is_anothers(schema, object, known, list))
			continue;
		if (known[i].here && known[i].columns && !instar__is_virtual(object))
			extra_columns(h, object, position, list);
		else if (!known[i].here && !is_ours(h, schema, object, modules))
			add_extra(h, object, known[i].maker, list);
	}
}

void instar__differences_extra(instar *h, struct instar__schema *schema,
	uint32_t position, struct instar__differences *list)
{
	size_t size = ((size_t)schema->count + 1) * sizeof(struct known);
	struct known *known = sqlite3_malloc64(size);

	if (!known) {
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
		return;
	}
	memset(known, 0, size);
	if (!list->others)
		list->others = instar__neighbours(h, schema);
	instar__check_memos(schema, h->set, position);
	mark_known(h, schema, position, known);
	compare_objects(h, schema, position, known, list);
	sqlite3_free(known);
}
