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

bool instar__differences_has(
	const struct instar__differences *list, const char *type, const char *name)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].type, type) == 0 &&
			sqlite3_stricmp(list->items[i].name, name) == 0)
			return true;
	}
	return false;
}

static void count_kind(struct instar__differences *list, enum instar_difference_kind kind)
{
	list->missing += kind == INSTAR_DIFFERENCE_MISSING;
	list->other += kind == INSTAR_DIFFERENCE_OTHER;
	list->extra += kind == INSTAR_DIFFERENCE_EXTRA;
}

/* Takes `name` and `text` over, which are NULL after an error. */
void instar__differences_put(instar *h, struct instar__differences *list,
	enum instar_difference_kind kind, const char *type, char *name, char *text,
	const char *id)
{
	struct instar_difference *items = instar__sql_grow(
		&h->sql, list->items, list->count, &list->room, sizeof(*items));

	if (items)
		list->items = items;
	if (!h->sql.code) {
		list->items[list->count++] = (struct instar_difference){
			.kind = kind, .type = type, .name = name, .text = text, .id = id
		};
		count_kind(list, kind);
		return;
	}
	sqlite3_free(name);
	sqlite3_free(text);
}

/* The same, unless it is listed already. */
static void put(instar *h, struct instar__differences *list,
	enum instar_difference_kind kind, const char *type, char *name, const char *text,
	const char *id)
{
	if (name && instar__differences_has(list, type, name))
		sqlite3_free(name);
	else
		instar__differences_put(h, list, kind, type, name,
			instar__sql_textf(&h->sql, "%s", text), id);
}

/* What is not there when the claim's object is not. */
static const char *type_of(const struct claim *claim)
{
	return claim->check->kind == INSTAR_CHECK_ROWS
		       ? "rows"
		       : instar__object_word(instar__claim_type(claim));
}

/* "t" or "t.c"; to be freed. */
static char *name_of(instar *h, const struct claim *claim, bool part)
{
	return instar__sql_textf(&h->sql, "%s%s%s", claim->name, part ? "." : "",
		part ? claim->part : "");
}

/* An index or a trigger goes with its table: that one is enough to say. */
static bool goes_with_table(
	const struct claim *claim, const struct instar__differences *list)
{
	bool on_table = claim->check->kind == INSTAR_CHECK_INDEX ||
			claim->check->kind == INSTAR_CHECK_TRIGGER;

	return on_table && *claim->part &&
	       instar__differences_has(list, "table", claim->part);
}

static void add_column(instar *h, const struct claim *claim, const char *why,
	struct instar__differences *list, const char *id)
{
	char type[8];
	bool there = instar__claim_column(claim, type, sizeof(type));

	if (!h->sql.code)
		put(h, list,
			there ? INSTAR_DIFFERENCE_OTHER : INSTAR_DIFFERENCE_MISSING,
			"column", name_of(h, claim, true), why, id);
}

/* A key goes with its column. */
static void add_key(instar *h, const struct claim *claim, const char *why,
	struct instar__differences *list, const char *id)
{
	char *name = name_of(h, claim, true);

	if (name && instar__differences_has(list, "column", name))
		sqlite3_free(name);
	else
		put(h, list, INSTAR_DIFFERENCE_MISSING, "foreign key", name, why, id);
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
			name_of(h, claim, false), why, id);
}

void instar__differences_add(instar *h, const struct instar__schema *schema,
	const struct instar_check *check, struct instar__differences *list)
{
	struct claim claim = instar__claim(&h->sql, schema, h->set, check);
	bool column = check->kind == INSTAR_CHECK_COLUMN;
	const char *id = instar__id_at(h, check->birth);
	char why[256];

	if (h->sql.code || goes_with_table(&claim, list))
		return;
	instar__check_why(&h->sql, schema, h->set, check, why, sizeof(why));
	if (check->flags & INSTAR_CHECK_NOT)
		put(h, list, INSTAR_DIFFERENCE_EXTRA, column ? "column" : type_of(&claim),
			name_of(h, &claim, column && *claim.part), why, id);
	else if (check->kind == INSTAR_CHECK_ROWS)
		put(h, list, INSTAR_DIFFERENCE_MISSING, "rows",
			instar__sql_textf(&h->sql, "%s", claim.detail), why, id);
	else if (instar__claim_object(&claim))
		add_present(h, &claim, why, list, id);
	else
		put(h, list, INSTAR_DIFFERENCE_MISSING, type_of(&claim),
			name_of(h, &claim, false), why, id);
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

		if (!check->death || check->flags & INSTAR_CHECK_NOT)
			continue;
		claim = instar__claim(NULL, schema, h->set, check);
		object = instar__claim_object(&claim);
		if (!object)
			continue;
		of = &known[object - schema->objects];
		if (!of->maker)
			of->maker = instar__id_at(h, check->birth);
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

		if (check->kind != INSTAR_CHECK_COLUMN || !check->death ||
			check->flags & INSTAR_CHECK_NOT ||
			sqlite3_stricmp(instar__text(h, check->name), table) != 0 ||
			sqlite3_stricmp(instar__text(h, check->part), column) != 0)
			continue;
		if (instar__check_alive(check, position))
			return "";
		if (!maker)
			maker = instar__id_at(h, check->birth);
	}
	return maker;
}

static void add_extra_column(instar *h, const char *table, const char *column,
	const char *maker, struct instar__differences *list)
{
	struct instar__sql *sql = &h->sql;

	instar__differences_put(h, list, INSTAR_DIFFERENCE_EXTRA, "column",
		instar__sql_textf(sql, "%s.%s", table, column),
		maker ? instar__sql_textf(
				sql, "column %s.%s belongs to %s", table, column, maker)
		      : instar__sql_textf(
				sql, "no step makes column %s.%s", table, column),
		maker ? maker : "");
}

static void extra_columns(instar *h, const struct instar__object *table,
	uint32_t position, struct instar__differences *list)
{
	sqlite3_stmt *stmt = instar__sql_prepare_with(&h->sql,
		"SELECT name FROM pragma_table_xinfo(?1, 'main') WHERE hidden <> 1",
		table->name);

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
	const char *word = instar__object_word(object->type);
	struct instar__sql *sql = &h->sql;

	instar__differences_put(h, list, INSTAR_DIFFERENCE_EXTRA, word,
		instar__sql_textf(sql, "%s", object->name),
		maker ? instar__sql_textf(
				sql, "%s %s belongs to %s", word, object->name, maker)
		      : instar__sql_textf(sql, "no step makes %s %s", word, object->name),
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
	       instar__state_is_own(object->name) || is_deferred(h, object) ||
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
		instar__state_is_own(object->name))
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
	struct known *known = instar__sql_memory(
		&h->sql, ((size_t)schema->count + 1) * sizeof(*known));

	if (!known)
		return;
	if (!list->others)
		list->others = instar__other_sets(h, schema);
	instar__check_memos(schema, h->set, position);
	mark_known(h, schema, position, known);
	compare_objects(h, schema, position, known, list);
	sqlite3_free(known);
}

/* --- In words: what is missing by name, kind by kind; anything else in its own. */

struct words {
	char *out;
	size_t size, used;
	uint32_t lost; /* items that did not fit */
};

/* Room for ", and 4294967295 more are missing" stays free. */
static bool say(struct words *words, const char *before, const char *text)
{
	size_t more = strlen(before) + strlen(text);

	if (words->lost || words->used + more + 40 > words->size) {
		words->lost++;
		return false;
	}
	sqlite3_snprintf((int)(words->size - words->used), words->out + words->used,
		"%s%s", before, text);
	words->used += more;
	return true;
}

static uint32_t count_missing(const struct instar__differences *list, const char *type)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < list->count; i++)
		count += list->items[i].kind == INSTAR_DIFFERENCE_MISSING &&
			 strcmp(list->items[i].type, type) == 0;
	return count;
}

/* Types whose missing ones are told by name alone, one after another. */
static const char *const named[] = { "table", "column", "index", "view", "trigger" };
static const char *const plurals[] = { "tables", "columns", "indexes", "views",
	"triggers" };

#define NAMED_COUNT (sizeof(named) / sizeof(*named))

static bool is_named(const struct instar_difference *item)
{
	for (size_t i = 0; i < NAMED_COUNT; i++) {
		if (item->kind == INSTAR_DIFFERENCE_MISSING &&
			strcmp(item->type, named[i]) == 0)
			return true;
	}
	return false;
}

static void say_names(
	const struct instar__differences *list, struct words *words, size_t type)
{
	uint32_t count = count_missing(list, named[type]);
	const char *before = " ";

	if (!count)
		return;
	say(words, words->used ? " and " : "", count == 1 ? named[type] : plurals[type]);
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->items[i].kind != INSTAR_DIFFERENCE_MISSING ||
			strcmp(list->items[i].type, named[type]) != 0)
			continue;
		say(words, before, list->items[i].name);
		before = ", ";
	}
}

void instar__differences_words(
	const struct instar__differences *list, char *out, size_t size)
{
	struct words words = { .out = out, .size = size };
	uint32_t missing = 0;

	out[0] = '\0';
	for (size_t i = 0; i < NAMED_COUNT; i++) {
		missing += count_missing(list, named[i]);
		say_names(list, &words, i);
	}
	if (missing && words.lost)
		sqlite3_snprintf((int)(size - words.used), out + words.used,
			", and %u more", words.lost);
	if (missing && strlen(out) + 16 < size)
		sqlite3_snprintf((int)(size - strlen(out)), out + strlen(out),
			missing == 1 ? " is missing" : " are missing");
	if (words.lost)
		return;
	words.used = strlen(out);
	for (uint32_t i = 0; i < list->count; i++) {
		if (!is_named(&list->items[i]))
			say(&words, words.used ? "; " : "", list->items[i].text);
	}
	if (words.lost && words.used)
		sqlite3_snprintf((int)(size - words.used), out + words.used,
			"; and %u more", words.lost);
	else if (words.lost)
		sqlite3_snprintf((int)size, out, "%s", list->items[0].text);
}
