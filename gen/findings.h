/*
 * findings: which findings count, and what they allow.
 *
 * In: all that the stages reported. Out: how much of the plan can be run, and findings
 * that are silent because another has said it better. It adds none of its own.
 */
#ifndef GEN_FINDINGS_H
#define GEN_FINDINGS_H

#include "plan.h"

struct diags;

/*
 * The steps that can be run: those before the first whose text was not understood, or
 * that would act on more than the scratch database. What SQLite then said of all that
 * follows would be noise.
 */
struct plan findings_runnable(const struct diags *diags, const struct plan *plan);

/* Silence what only repeats, or follows from, another error at the same place. */
void findings_silence_echoes(struct diags *diags);

/* Notes are for those who ask: `check` prints them, `compile` does not. */
void findings_hide_notes(struct diags *diags);

/* Warnings become errors: --werror. */
void findings_harden(struct diags *diags);

#endif
