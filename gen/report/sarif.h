/*
 * sarif: findings for the services that show them beside the code.
 *
 * In: sorted findings. Out: one SARIF 2.1.0 log, with the rules they name. It chooses
 * nothing: what is silenced was left out before.
 */
#ifndef GEN_REPORT_SARIF_H
#define GEN_REPORT_SARIF_H

#include <stdint.h>

struct diag;
struct text;

/* Append the log of `count` findings. */
void sarif_log(struct text *out, struct diag *const *list, uint32_t count);

#endif
