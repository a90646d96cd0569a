/*
 * usage: the help texts of the program.
 *
 * In: a command's name. Out: how it is called. It knows no value that was given.
 */
#ifndef GEN_USAGE_H
#define GEN_USAGE_H

#include <stdio.h>

/* Print the help of a command, or of the program with NULL or an unknown name. */
void usage_print(FILE *out, const char *command);

#endif
