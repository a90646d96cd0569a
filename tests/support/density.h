/*
 * density: of the points at which a test could disturb something, how many it tries. Only
 * how many differs between the runs: each tries every family and makes every check.
 *
 * In: TESTS in the environment, which the test setups of meson set:
 *     quick      the test command for everybody; also when nothing is said
 *     thorough   every change, on the machine that tests it
 *     sanitized  the same in a build with sanitizers
 *     long       the campaigns, which somebody starts by hand
 * Out: the number for this run: every how many-th is tried, or how many are.
 *
 * density.bash is the same for bats.
 */
#ifndef TESTS_DENSITY_H
#define TESTS_DENSITY_H

long density(long quick, long thorough);

/* Where a campaign tries more than a thorough run. */
long density_long(long quick, long thorough, long campaign);

/*
 * Every how many-th, of thousands: a sanitizer, which is ten times slower, is given every
 * eighth where a thorough run tries all, as it finds what leaks at any point of a way.
 */
long density_stride(long quick, long thorough);

#endif
