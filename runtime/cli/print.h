/*
 * print: what the commands tell people.
 *
 * In: what the runtime reports. Out: lines of text.
 */
#ifndef INSTAR_CLI_PRINT_H
#define INSTAR_CLI_PRINT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "instar.h"

struct instar__cli;
struct instar__done;

/* Text for people: bytes that a terminal would obey are replaced. */
void instar__print_text(FILE *out, const char *text);

/* As printf() for %s, %u and %lld, and no others; what %s stands for is such text. */
#if defined(__GNUC__) && !defined(_WIN32)
__attribute__((format(printf, 2, 3)))
#endif
void instar__print(FILE *out, const char *format, ...);

/* A name in a column of so many bytes, and what it is. */
void instar__print_line(int width, const char *name, const char *value);

/* "s", but for one. */
const char *instar__plural(int64_t count);

/* What is at stake: "row" or "rows"; of a column "value" or "values". */
const char *instar__unit(const char *column, int64_t count);

/* Microseconds as milliseconds, the same in every locale: "1.2". */
struct instar__ms {
	char text[24];
};
struct instar__ms instar__ms(int64_t microseconds);

/* The id of a step of this program. */
const char *instar__cli_id(const struct instar__cli *c, uint32_t position);

/* "up to date", "pending", "conflict" or "drift". */
const char *instar__cli_state(const struct instar_status *status);

void instar__print_history(const struct instar_history *history);
void instar__print_done(const struct instar__cli *c, const struct instar__done *done);

/* How the program is called to run that command on this database. */
void instar__print_command(FILE *out, const struct instar__cli *c, const char *command);

#endif
