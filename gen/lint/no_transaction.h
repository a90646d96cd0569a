/*
 * no_transaction: which statements a step outside a transaction may have (@transaction
 * none).
 *
 * In: a judged list. Out: findings for statements that would leave such a step half done
 * when it is interrupted: it runs again then, so each must do no harm the second time.
 */
#ifndef GEN_LINT_NO_TRANSACTION_H
#define GEN_LINT_NO_TRANSACTION_H

#include "gen/lint/statement_rules.h"

void no_transaction_judge(const struct judged *list);

/* A pragma that changes the file, and does nothing or fails in a transaction. */
bool no_transaction_is_pragma(const char *name);

#endif
