/*
 * interrupt: Ctrl-C, and being told to end, in the middle of a long command.
 *
 * In: the signals that end a program. Out: they wait until what is in hand is finished
 * and handed back, and then do what they would have done at once. No handler is installed
 * and none of the host's is touched. Where a system has no such signals the program just
 * ends.
 */
#ifndef INSTAR_CLI_INTERRUPT_H
#define INSTAR_CLI_INTERRUPT_H

#include <stdbool.h>

struct instar__cli;

/* From now on signals that would end the program wait. */
void instar__cli_hold(struct instar__cli *c);

/* Does one wait? */
bool instar__cli_interrupted(const struct instar__cli *c);

/* Let them through: one that waited ends the program, unless the host has a handler. */
void instar__cli_let_go(struct instar__cli *c);

#endif
