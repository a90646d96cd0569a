/*
 * statement_rules: what a statement may not do, told by itself alone.
 *
 * In: a parsed migration. Out: findings; and `dropped` set on statements that are
 * accepted and not run: BEGIN … COMMIT around a whole file, a pair of foreign_keys
 * pragmas, what belongs to its tool in a released one. It runs nothing: what SQLite says itself is prove's to report.
 */
#ifndef GEN_LINT_STATEMENT_RULES_H
#define GEN_LINT_STATEMENT_RULES_H

#include "gen/read/plan.h"
#include "gen/report/diag.h"

/* One list of statements: the up migration or the down migration. */
struct judged {
	struct arena *arena;
	struct diags *diags;
	const struct script *script;
	struct statement *statements;
	uint32_t count;
	bool released; /* nobody can fix it any more, or the first lock is to say so */
	bool bare;     /* the step runs outside a transaction */
};

/* Judge both lists of a migration. Called once for each, after the plan is made. */
void statement_rules_judge(
	struct arena *arena, struct diags *diags, const struct migration *migration);

/* The list's BEGIN, COMMIT and their kin; in transactions.c. */
void transactions_judge(const struct judged *list);

/* The list's pragmas; in pragmas.c. */
void pragmas_judge(const struct judged *list);

/* Does the value turn a PRAGMA on? */
bool pragmas_is_on(const char *value);

/*
 * Turn off at the end of a released migration what it leaves on, and load the schema anew
 * that it wrote to: the tool's connection was closed. In left_on.c.
 */
void left_on_end(struct arena *arena, struct migration *migration);

/* Curly quotes; in curly_quotes.c. */
void curly_quotes_judge(const struct judged *list, const struct statement *statement);

/* EXPLAIN, and a SELECT for nobody; in no_effect.c. */
void no_effect_judge(const struct judged *list, const struct statement *statement);

/* The column definitions of CREATE TABLE and ADD COLUMN; in columns.c. */
void columns_judge(const struct judged *list, const struct statement *statement);

struct diag *judge_report(const struct judged *list, enum rule_id rule, struct span span,
	const char *message);

/* A statement's first word; of a call all of it. */
struct span judge_place(const struct judged *list, const struct statement *statement);

#endif
