/*
 * allow: which findings the authors of migrations accept.
 *
 * In: all findings and the plan. Out: those that an @allow names are silenced, and each
 * @allow that names none is one more finding. An error that would make the table wrong
 * stays.
 */
#ifndef GEN_LINT_ALLOW_H
#define GEN_LINT_ALLOW_H

struct diags;
struct plan;

/* Called once, when all stages have reported. */
void allow_silence(struct diags *diags, const struct plan *plan);

#endif
