/*
 * measure: how long two ways of doing one thing take, side by side. See measure.h.
 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double measure_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void measure_stop(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

static double timed(void (*function)(void *), const struct contest *contest)
{
	double begin;

	if (contest->prepare)
		contest->prepare(contest->context);
	begin = measure_now();
	function(contest->context);
	return measure_now() - begin;
}

static int compare(const void *left, const void *right)
{
	const double a = *(const double *)left;
	const double b = *(const double *)right;

	return (a > b) - (a < b);
}

static double median(double *times, int count)
{
	qsort(times, (size_t)count, sizeof(*times), compare);
	return times[count / 2];
}

bool measure_report(const char *title, double ours, double plain, double bound)
{
	double ratio = ours / plain;
	bool holds = ratio <= bound;

	printf("%-58s %12.1f us  plain %12.1f us  ratio %.3f  bound %.2f  %s\n", title,
		ours * 1e6, plain * 1e6, ratio, bound, holds ? "holds" : "EXCEEDED");
	return holds;
}

bool measure_contest(const struct contest *contest)
{
	double *ours = calloc((size_t)contest->rounds, sizeof(*ours));
	double *plain = calloc((size_t)contest->rounds, sizeof(*plain));
	bool holds;

	if (!ours || !plain)
		measure_stop(contest->title, "out of memory");
	timed(contest->ours, contest); /* the first turn of each warms caches */
	timed(contest->plain, contest);
	for (int i = 0; i < contest->rounds; i++) {
		if (i % 2) {
			ours[i] = timed(contest->ours, contest);
			plain[i] = timed(contest->plain, contest);
		} else {
			plain[i] = timed(contest->plain, contest);
			ours[i] = timed(contest->ours, contest);
		}
	}
	holds = measure_report(contest->title, median(ours, contest->rounds),
		median(plain, contest->rounds), contest->bound);
	free(ours);
	free(plain);
	return holds;
}
