/*
 * reference_schema: the schema as it should be at a position. See reference_schema.h.
 */
#include "runtime/schema/reference_schema.h"

#include <string.h>

#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/core/settings.h"

/* With what other settings RENAME would leave views and triggers behind. */
static const char *const settings[] = { "PRAGMA foreign_keys=OFF",
	"PRAGMA legacy_alter_table=OFF", "PRAGMA recursive_triggers=OFF" };

static void refuse(instar *h, const struct instar__reference_schema *reference)
{
	char place[256];

	instar__place(h, place, sizeof(place));
	instar__fail(h, reference->sql.code,
		"let options.on_open register what the steps need",
		"the steps cannot be run in a database of their own: %s%s%s", place,
		*place ? ": " : "", reference->sql.message);
}

/* Stops at an error, in reference->sql; the handle then tells the place. */
static void run_statements(instar *h, struct instar__reference_schema *reference,
	const struct instar_range *range)
{
	for (uint32_t i = range->first; i < range->first + range->count; i++) {
		if (reference->sql.code)
			return;
		if (h->set->statements[i].call)
			continue; /* a function of the host is for its own database */
		h->at_statement = i;
		instar__sql_exec(
			&reference->sql, instar__text(h, h->set->statements[i].sql));
	}
	if (!reference->sql.code)
		h->at_statement = INSTAR_NONE;
}

/* With enforcement on a step may take other rows: what it inserts depends on that. */
static void enforce(
	instar *h, struct instar__reference_schema *reference, uint32_t step, bool on)
{
	if (h->set->steps[step].flags & INSTAR_STEP_FOREIGN_KEYS)
		instar__sql_exec(
			&reference->sql, on ? "PRAGMA foreign_keys=ON" : settings[0]);
}

static void run_steps(
	instar *h, struct instar__reference_schema *reference, uint32_t position)
{
	h->at_step = h->set->retired ? INSTAR_NONE : INSTAR__AT_BASE;
	run_statements(h, reference, &h->set->baseline);
	for (uint32_t i = h->set->retired; i < position && !reference->sql.code; i++) {
		h->at_step = i;
		enforce(h, reference, i, true);
		run_statements(h, reference, &h->set->steps[i].up);
		enforce(h, reference, i, false);
	}
	if (!reference->sql.code)
		h->at_step = INSTAR_NONE;
}

static void refuse_retired(instar *h)
{
	instar__fail(h, INSTAR_E_TOO_OLD,
		"repair it with that release, then start this program again",
		"too old to be repaired: this program has no SQL of the steps up to %s",
		instar__id_at(h, h->set->retired));
}

/* False: there is no connection, and h->sql says why. */
static bool make(instar *h, uint32_t position, struct instar__reference_schema *reference)
{
	sqlite3 *db = instar__connect(
		h, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

	if (!db)
		return false;
	instar__sql_init(&reference->sql, db);
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++)
		instar__sql_exec(&reference->sql, settings[i]);
	instar__settings_quote(db);
	run_steps(h, reference, position);
	if (!reference->sql.code)
		instar__schema_load(&reference->schema, &reference->sql);
	return true;
}

static void init(uint32_t position, struct instar__reference_schema *reference)
{
	memset(reference, 0, sizeof(*reference));
	instar__schema_init(&reference->schema);
	reference->position = position;
}

int instar__reference_schema_open(
	instar *h, uint32_t position, struct instar__reference_schema *reference)
{
	init(position, reference);
	if (position < h->set->retired)
		refuse_retired(h);
	if (h->error.code)
		return h->error.code;
	if (!make(h, position, reference))
		return instar__fail_sql(h);
	if (reference->sql.code)
		refuse(h, reference);
	h->at_step = h->at_statement = INSTAR_NONE;
	return h->error.code;
}

bool instar__reference_schema_try(
	instar *h, uint32_t position, struct instar__reference_schema *reference)
{
	bool whole;

	init(position, reference);
	if (h->sql.code || position < h->set->retired)
		return false;
	whole = make(h, position, reference) && !reference->sql.code;
	h->at_step = h->at_statement = INSTAR_NONE;
	if (h->sql.code && h->sql.code != INSTAR_E_NOMEM)
		instar__sql_clear(&h->sql);
	instar__sql_take(&h->sql, &reference->sql);
	return whole;
}

void instar__reference_schema_close(struct instar__reference_schema *reference)
{
	instar__schema_free(&reference->schema);
	sqlite3_close(reference->sql.db);
	memset(reference, 0, sizeof(*reference));
}
