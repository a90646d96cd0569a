/*
 * field: a scratch database whose tables are given rows by synth.
 *
 * In: SQL, a population. Out: the database with rows; wrong answers end the test.
 */
#ifndef TESTS_FIELD_H
#define TESTS_FIELD_H

#include "front.h"
#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/rows/synthesis.h"

struct field {
	struct front front;
	struct scratch *scratch;
	struct snapshot *snapshot;
	struct synthesis *synth;
};

struct field field_new(enum population population, const struct plan *plan);
void field_free(struct field *field);

/* Run SQL and take it into the snapshot; fill all tables. */
void field_run(struct field *field, const char *sql);
void field_fill(struct field *field);

/* The SELECT gives 1. */
void field_expect(struct field *field, const char *select);

/* No table failed, and every child has its parent. */
void field_expect_filled(struct field *field);

/* SQL run and filled, and for told after a history of one migration was read. */
struct field field_sown(enum population population, const char *sql);
struct field field_told(enum population population, const char *history, const char *sql);

/* SQL, filled: then the SELECT gives 1. In one population, or in both. */
void field_plain(const char *sql, const char *select);
void field_adversarial(const char *sql, const char *select);
void field_both(const char *sql, const char *select);

#endif
