/*
 * front: what the first stages of the generator make of a text or a folder.
 *
 * In: bytes. Out: scripts, plans, and the findings in one line each.
 */
#ifndef TESTS_FRONT_H
#define TESTS_FRONT_H

#include <stddef.h>

#include "gen/base/arena.h"
#include "gen/read/plan.h"
#include "gen/report/diag.h"
#include "gen/sql/parse.h"

struct front {
	struct arena *arena;
	struct diags *diags;
	char folder[64]; /* a temporary one, or "" */
};

struct front front_new(void);
void front_free(struct front *front);

/* Parse a text; `size` may count NUL bytes in. */
struct script *front_parse(struct front *front, const char *text, size_t size);

/* The same for a text that ends in NUL. */
struct script *front_script(struct front *front, const char *text);

/* Write a file of the folder, which is made for the first one. */
void front_write(struct front *front, const char *name, const char *bytes, size_t size);

/* Its path; it lives in the arena. */
const char *front_path(struct front *front, const char *name);

/* Read and order the folder; with `judged`, as far as `instar check` before it runs SQL.
 */
struct plan *front_plan(struct front *front, bool gaps_warn, bool judged);

/* The findings, one a line: "001_a.sql:1:2 error INS0101: message\n", without the folder.
 */
const char *front_findings(const struct front *front);

/* One text as migration 001_case.sql, judged: its findings without the file's name. */
const char *front_case(struct front *front, const char *text, size_t size);

#endif
