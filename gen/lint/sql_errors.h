/*
 * sql_errors: what SQLite said about a statement, said to the author.
 *
 * In: a failed statement and SQLite's code, message and offset. Out: a finding at the
 * token that is meant, with the nearest known name where one fits.
 */
#ifndef GEN_LINT_SQL_ERRORS_H
#define GEN_LINT_SQL_ERRORS_H

#include "gen/lint/refused.h"
#include "gen/oracle/snapshot.h"
#include "gen/report/diag.h"
#include "gen/sql/parse.h"

/* Report a failure. `rule`: RULE_SQL_FAILS or another. */
struct diag *sql_errors_report(struct diags *diags, enum rule_id rule,
	const struct snapshot *snapshot, const struct failure *failure,
	const struct script *script, const struct statement *statement);

/* Of a view or trigger that was made and does not compile: what is wrong in its body. */
struct advice sql_errors_advice(const struct known *known, const char *message);

/*
 * Where a statement names a column that it fills: for the copy of a @rebuild that is in
 * the table's definition. The statement's own name when it does not name the column.
 */
struct span sql_errors_column(const struct script *script,
	const struct statement *statement, const char *column);

/*
 * The name in quotes or after the last colon of one of SQLite's messages: "users" in
 * `no such table: main.users`. NULL when there is none.
 */
const char *sql_errors_name(struct arena *arena, const char *message);

#endif
