/*
 * history: a migration history from a few strings, proved.
 *
 * In: names and SQL. Out: the proof, the findings, and the set in memory, as the
 * generator makes them of a directory.
 */
#ifndef TESTS_HISTORY_H
#define TESTS_HISTORY_H

#include <stdbool.h>

#include "gen/base/arena.h"
#include "gen/report/diag.h"
#include "gen/emit/lower.h"
#include "gen/read/plan.h"
#include "gen/prove/prove.h"

struct history_file {
	const char *name;
	const char *sql;
};

struct history {
	struct arena *arena;
	struct diags *diags;
	struct proof *proof;
	struct program *program; /* NULL when there is an error */
};

/* Files end with a NULL name. history_free() the result. */
struct history history_make(const struct history_file *files);

/* The same of one without an error: the test fails with the findings otherwise. */
struct history history_made(const struct history_file *files);

/* As history_make(), and all of it is released. */
struct history history_make_released(const struct history_file *files);
void history_free(struct history *history);

/*
 * The fingerprint of a step in words, one fact a line, with its life: "table t [1, -)".
 * Memos are left out. It lives in the history's arena.
 */
const char *history_facts(const struct history *history, uint32_t position);

/* The findings, one a line: "001_a.sql:1:14 error INS0302: message". */
const char *history_findings(const struct history *history);

#endif
