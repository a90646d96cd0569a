/*
 * field: a scratch database whose tables are given rows by synth. See field.h.
 */
#include "field.h"

#include <string.h>

#include "suite.h"

struct field field_new(enum population population, const struct plan *plan)
{
	struct field field = { .front = front_new() };

	field.scratch = scratch_open(field.front.arena);
	field.snapshot = snapshot_new(field.front.arena);
	field.synth = synthesis_new(field.front.arena, population, plan);
	return field;
}

void field_free(struct field *field)
{
	snapshot_free(field->snapshot);
	scratch_close(field->scratch);
	front_free(&field->front);
}

void field_run(struct field *field, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(field->scratch->db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	field->scratch->touched.renamed = true;
	snapshot_apply(
		field->snapshot, snapshot_compare(field->snapshot, field->scratch));
	scratch_forget(field->scratch);
}

void field_fill(struct field *field)
{
	synthesis_fill_all(field->synth, field->scratch, field->snapshot);
}

static int number(struct field *field, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int result = -1;

	if (sqlite3_prepare_v2(field->scratch->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(field->scratch->db));
	if (sqlite3_step(stmt) == SQLITE_ROW)
		result = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return result;
}

void field_expect(struct field *field, const char *select)
{
	if (number(field, select) != 1)
		fail_msg("not so: %s", select);
}

/* Every table has a row, and every child its parent. */
void field_expect_filled(struct field *field)
{
	uint32_t count;
	const struct synthesis_failure *failures =
		synthesis_failures(field->synth, &count);

	if (count)
		fail_msg("%s: %s", failures[0].table, failures[0].message);
	field_expect(field, "SELECT count(*) = 0 FROM pragma_foreign_key_check");
}

struct field field_sown(enum population population, const char *sql)
{
	struct field field = field_new(population, NULL);

	field_run(&field, sql);
	field_fill(&field);
	field_expect_filled(&field);
	return field;
}

static void holds(enum population population, const char *sql, const char *select)
{
	struct field field = field_sown(population, sql);

	field_expect(&field, select);
	field_free(&field);
}

void field_plain(const char *sql, const char *select)
{
	holds(POPULATION_PLAIN, sql, select);
}

void field_adversarial(const char *sql, const char *select)
{
	holds(POPULATION_ADVERSARIAL, sql, select);
}

void field_both(const char *sql, const char *select)
{
	field_plain(sql, select);
	field_adversarial(sql, select);
}

/* With one migration of a history, whose statements the rows may look at. */
struct field field_told(enum population population, const char *history, const char *sql)
{
	struct front front = front_new();
	struct field field;

	front_write(&front, "001_a.sql", history, strlen(history));
	field = field_new(population, front_plan(&front, false, false));
	field_run(&field, sql);
	field_fill(&field);
	field_expect_filled(&field);
	front_free(&front); /* nothing of the plan is needed any more */
	return field;
}
