/*
 * quoted_strings: a string in double quotes, told to the author.
 *
 * In: a statement that has one, and what SQLite said of it when double quotes were for
 * names only. Out: a finding at the string, with the column that may be meant.
 */
#ifndef GEN_LINT_QUOTED_STRINGS_H
#define GEN_LINT_QUOTED_STRINGS_H

#include "gen/oracle/snapshot.h"
#include "gen/report/diag.h"

/*
 * The scratch database is as the statement met it or left it. `adopted`: users may have
 * run it already, so it is a note unless a column may be meant.
 */
void quoted_strings_report(struct diags *diags, struct scratch *scratch,
	const struct failure *failure, const struct script *script,
	const struct statement *statement, bool adopted);

#endif
