/*
 * measure: how long two ways of doing one thing take, side by side.
 *
 * In: two functions and how often to call each. Out: a line with both medians, their
 * ratio and the bound it has to keep. The two take turns, so that a busy machine slows
 * both. It refuses to know what they do.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>

struct contest {
	const char *title;
	double bound; /* largest ratio that is allowed */
	int rounds;
	void (*prepare)(void *context); /* before each turn, not timed; or NULL */
	void (*ours)(void *context);
	void (*plain)(void *context); /* SQLite by hand */
	void *context;
};

/* Run it and print the line. True when the bound holds. */
bool measure_contest(const struct contest *contest);

/* Seconds on a clock that only goes forward. */
double measure_now(void);

/* Print a line in the form of measure_contest(). True when the bound holds. */
bool measure_report(const char *title, double ours, double plain, double bound);

/* Say what failed and exit with status 1. */
_Noreturn void measure_stop(const char *what, const char *why);

#endif
