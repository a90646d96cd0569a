/*
 * identify: which step a schema is that of. See instar_identify() in instar.h.
 *
 * The tracking table is not asked: only what is there counts, and all steps are judged.
 */
#include "runtime/core/error.h"
#include "runtime/decide/decide.h"
#include "runtime/decide/difference.h"
#include "runtime/decide/inspection.h"
#include "runtime/schema/check.h"

#include <string.h>

struct identity {
	struct instar__result base;
	struct instar_identity identity;
	struct instar__differences differences;
	bool bare; /* nothing of the set is there */
};

static void release_identity(struct instar__result *result)
{
	instar__differences_free(&((struct identity *)result)->differences);
}

/* What is true of one database, and of which positions that is asked. */
struct search {
	struct instar__schema schema;
	unsigned char *truth; /* of the checks, whatever the position */
	unsigned char *at;    /* the same at the position in hand */
	unsigned char *best;  /* for each position: names and columns agree best */
};

/* The differences to a position. */
static void compare(instar *h, struct search *search, uint32_t position,
	struct instar__differences *list)
{
	memcpy(search->at, search->truth, h->set->check_count);
	instar__excuse_definitions(h->set, &search->schema, position, search->at);
	instar__differences_lacking(h, &search->schema, search->at, position, list);
	instar__differences_definitions(h, &search->schema, position, list);
	instar__differences_extra(h, &search->schema, position, list);
}

/* Is the one list shorter, what is missing or of another shape counted first? */
static bool is_less(
	const struct instar__differences *a, const struct instar__differences *b)
{
	uint32_t wrong = a->missing + a->other, other_wrong = b->missing + b->other;

	return wrong != other_wrong ? wrong < other_wrong : a->extra < b->extra;
}

/* Which positions are best, when what a definition says does not count? */
static bool find_candidates(instar *h, struct search *search)
{
	bool found;

	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		search->at[i] =
			!(check->flags & INSTAR_CHECK_MEMO) &&
			(search->truth[i] ||
				instar__check_is_other(&search->schema, h->set, check));
	}
	found = instar__stands_also(h->set, search->at, search->best);
	if (!found)
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
	return found;
}

/*
 * Definitions that are spelled otherwise tell no step: of the positions that only a
 * definition tells from the best one, that with the fewest differences. A few are tried,
 * the latest ones, because each has the steps run once.
 */
static void choose_among(instar *h, struct identity *result, struct search *search)
{
	uint32_t tries = 8;

	if (h->sql.code || result->differences.count == result->differences.uncompared ||
		!find_candidates(h, search))
		return;
	for (uint32_t q = h->set->step_count + 1; q-- > 0 && tries && !h->sql.code;) {
		struct instar__differences list = { 0 };

		if (!search->best[q] || q == result->identity.position)
			continue;
		tries--;
		compare(h, search, q, &list);
		if (!h->sql.code && is_less(&list, &result->differences)) {
			instar__differences_free(&result->differences);
			result->differences = list;
			result->identity.position = q;
		} else {
			instar__differences_free(&list);
		}
	}
}

/* Is anything there of what was there before the first step? */
static bool has_base(const instar *h, const unsigned char *truth)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		if (instar__check_is_base(&h->set->checks[i]) && truth[i])
			return true;
	}
	return false;
}

static void identify_schema(instar *h, struct identity *result, struct search *search)
{
	uint32_t position;

	instar__check_truth_anywhere(&h->sql, &search->schema, h->set, search->truth);
	instar__excuse_definitions(h->set, &search->schema, INSTAR_NONE, search->truth);
	position = instar__stands_at(h->set, search->truth, 0);
	if (position == INSTAR_NONE)
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
	if (h->sql.code)
		return;
	result->identity.position = position;
	compare(h, search, position, &result->differences);
	choose_among(h, result, search);
	result->bare = !result->identity.position && !has_base(h, search->truth);
}

static void identify_once(instar *h, void *context)
{
	size_t checks = (size_t)h->set->check_count + 1;
	struct identity *result = context;
	struct search search = { .truth = instar__sql_memory(&h->sql, checks),
		.at = instar__sql_memory(&h->sql, checks),
		.best = instar__sql_memory(&h->sql, (size_t)h->set->step_count + 1) };

	instar__schema_init(&search.schema);
	instar__differences_free(&result->differences);
	if (!h->sql.code && !instar__schema_load(&search.schema, &h->sql))
		identify_schema(h, result, &search);
	instar__schema_free(&search.schema);
	sqlite3_free(search.truth);
	sqlite3_free(search.at);
	sqlite3_free(search.best);
}

static void fill_identity(const instar *h, struct identity *result)
{
	struct instar_identity *identity = &result->identity;
	const struct instar__differences *differences = &result->differences;
	uint32_t position = identity->position;

	identity->set_name = instar__text(h, h->set->name);
	identity->current = result->bare ? "" : instar__id_at(h, position);
	identity->count = h->set->step_count;
	identity->exact = differences->count == 0;
	identity->missing = differences->missing;
	identity->other = differences->other;
	identity->extra = differences->extra;
	identity->differences = differences->items;
	identity->difference_count = differences->count;
	identity->other_sets = differences->others ? differences->others : "";
	identity->elsewhere = differences->elsewhere;
}

const struct instar_identity *instar_identify(instar *h)
{
	struct identity *result =
		instar__result_new(h, sizeof(*result), release_identity);

	if (!result)
		return NULL;
	if (instar__read(h, identify_once, result))
		return NULL;
	fill_identity(h, result);
	return &result->identity;
}

/* --- What is in the database. */

struct listing {
	struct instar__result base;
	struct instar_objects objects;
	struct instar_object *items; /* their texts are owned */
	uint32_t room;
};

static void clear_listing(struct listing *listing)
{
	for (uint32_t i = 0; i < listing->objects.count; i++) {
		sqlite3_free((char *)listing->items[i].type);
		sqlite3_free((char *)listing->items[i].name);
		sqlite3_free((char *)listing->items[i].table);
		sqlite3_free((char *)listing->items[i].columns);
	}
	sqlite3_free(listing->items);
	listing->items = NULL;
	listing->room = listing->objects.count = 0;
}

static void release_listing(struct instar__result *result)
{
	clear_listing((struct listing *)result);
}

/* Views may be broken and modules missing: then there is no list of columns. */
static const char list_objects[] =
	"SELECT type, name, tbl_name FROM main.sqlite_master"
	" WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY rowid";

static const char list_columns[] =
	"SELECT group_concat(name || CASE type WHEN '' THEN '' ELSE ' ' || type END, ', "
	"')"
	" FROM (SELECT name, type FROM pragma_table_xinfo(?1, 'main')"
	" WHERE hidden <> 1 ORDER BY cid)";

static char *columns_of(instar *h, const char *name)
{
	struct instar__sql trial = instar__sql_on(h->db);
	sqlite3_stmt *stmt;
	char *columns = NULL;

	stmt = instar__sql_prepare_with(&trial, list_columns, name);
	if (instar__sql_row(&trial, stmt))
		columns = instar__sql_textf(
			&h->sql, "%s", instar__sql_text(&trial, stmt, 0));
	instar__sql_finish(stmt);
	instar__sql_take(&h->sql, &trial);
	return columns ? columns : instar__sql_textf(&h->sql, "");
}

static void add_object(instar *h, struct listing *listing, sqlite3_stmt *stmt)
{
	struct instar__sql *sql = &h->sql;
	const char *type = instar__sql_text(sql, stmt, 0);
	const char *name = instar__sql_text(sql, stmt, 1);
	bool columns = *type == 'v' || strcmp(type, "table") == 0;
	struct instar_object *item = instar__sql_grow(sql, listing->items,
		listing->objects.count, &listing->room, sizeof(*item));

	if (!item)
		return;
	listing->items = item;
	item += listing->objects.count++;
	item->type = instar__sql_textf(sql, "%s", type);
	item->name = instar__sql_textf(sql, "%s", name);
	item->table = instar__sql_textf(sql, "%s", instar__sql_text(sql, stmt, 2));
	item->columns = columns ? columns_of(h, name) : instar__sql_textf(sql, "");
}

static void list_once(instar *h, void *listing)
{
	sqlite3_stmt *stmt;

	clear_listing(listing);
	stmt = instar__sql_prepare(&h->sql, list_objects);
	while (instar__sql_row(&h->sql, stmt))
		add_object(h, listing, stmt);
	instar__sql_finish(stmt);
}

const struct instar_objects *instar_objects(instar *h)
{
	struct listing *listing =
		instar__result_new(h, sizeof(*listing), release_listing);

	if (!listing)
		return NULL;
	if (instar__read(h, list_once, listing))
		return NULL;
	listing->objects.objects = listing->items;
	return &listing->objects;
}
