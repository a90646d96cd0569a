/*
 * terminal: who reads what is printed, and who is asked.
 *
 * In: the standard streams and the environment. Out: whether somebody is there, the
 * answer, and whether there are colours.
 */
#ifndef INSTAR_CLI_TERMINAL_H
#define INSTAR_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "instar.h"

struct instar__cli;

enum instar__colour { INSTAR__COLOUR_AUTO, INSTAR__COLOUR_ALWAYS, INSTAR__COLOUR_NEVER };

/* What --color can be, in the order of the enum, with NULL behind. */
extern const char *const instar__colour_words[];

/* Is that one of standard output and error coloured? The choice, NO_COLOR,
 * CLICOLOR_FORCE, TERM, a terminal. */
bool instar__is_coloured(int choice, FILE *stream);

/* Does somebody watch that one of standard output and error? */
bool instar__cli_on_terminal(FILE *stream);

/* Is there a person who reads the question and can answer it? */
bool instar__cli_attended(void);

/* Must rows stay, because nobody said or will be asked that they may go? */
bool instar__cli_refuses_loss(const struct instar__cli *c);

/* "? [y/N] " and the answer; what happens when it is no is said. */
bool instar__cli_answer(void);

/* May this many steps be applied? Asks on a terminal only. */
bool instar__cli_confirmed(const struct instar__cli *c, uint32_t steps, bool create);

/* May the database be replaced? Asks once, on a terminal only. */
bool instar__cli_may_restore(struct instar__cli *c);

/* Was it refused because of rows at stake, and may they go? Asks on a terminal only. */
bool instar__cli_may_destroy(struct instar__cli *c, const struct instar_error *error);

#endif
