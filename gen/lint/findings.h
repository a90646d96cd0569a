/*
 * findings: which findings count, and what they allow.
 *
 * In: all that the stages reported. Out: how much of the plan can be run, and findings
 * that are silent because another has said it better. It adds none of its own.
 */
#ifndef GEN_LINT_FINDINGS_H
#define GEN_LINT_FINDINGS_H

#include "gen/read/plan.h"

struct diags;

/*
 * The steps that can be run: those before the first whose text was not understood, or
 * that would act on more than the scratch database. What SQLite then said of all that
 * follows would be noise. What is only refused, and left out of its step, stops nothing.
 */
struct plan findings_runnable(const struct diags *diags, const struct plan *plan);

/* Silence what only repeats, or follows from, another error at the same place. */
void findings_silence_echoes(struct diags *diags);

/*
 * What the rules find in released steps becomes a note, because nobody can fix it any
 * more; what would make the table wrong stays. A wrong down migration is taken out of the
 * plan. Called once, when all stages have reported.
 */
void findings_lower(struct diags *diags, struct plan *plan);

/* What --ddl-only makes of INS0811. */
enum findings_policy { FINDINGS_WARN, FINDINGS_ERROR, FINDINGS_OFF };
void findings_ddl_only(struct diags *diags, enum findings_policy policy);

/* Tell which tables could be STRICT, which only those who ask are told. */
void findings_suggest_strict(struct diags *diags);

/* Notes are for those who ask: `check` prints them, `compile` does not. */
void findings_hide_notes(struct diags *diags);

/* Warnings become errors: --werror. */
void findings_harden(struct diags *diags);

#endif
