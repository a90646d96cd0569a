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
 * more; what would make the table wrong stays. Called once, when all stages have
 * reported.
 */
void findings_lower(struct diags *diags, struct plan *plan);

/*
 * Nobody may run a down migration of a released step in which there is an error, whatever
 * the rule: it is taken out of the plan, and the error becomes a note. `all`: every step
 * counts as released. Called whenever a stage has reported that may have found some.
 */
void findings_leave_out_downs(struct diags *diags, struct plan *plan, bool all);

/* What --ddl-only makes of INS0811. */
enum findings_policy { FINDINGS_WARN, FINDINGS_ERROR, FINDINGS_OFF };
void findings_ddl_only(struct diags *diags, enum findings_policy policy);

/* Tell which tables could be STRICT, which only those who ask are told. */
void findings_suggest_strict(struct diags *diags);

/* Notes are for those who ask: `check` prints them, `compile` does not. */
void findings_hide_notes(struct diags *diags);

/* Notes about released steps are for those who ask `check --all`. */
void findings_hide_past(struct diags *diags);

/* Are there errors that released steps are forgiven? */
bool findings_acceptable(const struct diags *diags);

/* What released steps are forgiven, for who is about to release them: how many. */
uint32_t findings_accepted(const struct diags *diags);
void findings_hide_all_but_accepted(struct diags *diags);

/* Warnings become errors: --werror. */
void findings_harden(struct diags *diags);

#endif
