/*
 * backfill: what other commands tell of backfills.
 */
#ifndef INSTAR_CLI_BACKFILL_H
#define INSTAR_CLI_BACKFILL_H

#include "instar.h"

struct instar__cli;

/* The state of each, a line each, the first word in a column of so many bytes. */
void instar__print_backfills(int width, instar *h);

/* The member "backfills", with the comma before it; of NULL null. */
void instar__json_backfills(const struct instar_backfills *states);

/* What migrate has left to be run later; nothing when that is nothing. */
void instar__print_backfills_left(const struct instar__cli *c);

#endif
