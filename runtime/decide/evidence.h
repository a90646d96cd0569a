/*
 * evidence: what is recorded, what is there, and where the database stands for it.
 *
 * In: a decision whose schema is loaded. Out: its track, its adoption, the truth of the
 * checks and its position. The verdicts are decide's.
 */
#ifndef INSTAR_DECIDE_EVIDENCE_H
#define INSTAR_DECIDE_EVIDENCE_H

#include "runtime/decide/decide.h"

/* `tracked`: our own table is there and was read. False after an error. */
bool instar__weigh(instar *h, struct instar__decision *decision, bool tracked);

#endif
