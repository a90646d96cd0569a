/*
 * density: how many points a test tries. See density.h.
 */
#include "density.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

static bool run_is(const char *name)
{
	const char *tests = getenv("TESTS");

	return strcmp(tests && *tests ? tests : "quick", name) == 0;
}

long density_long(long quick, long thorough, long campaign)
{
	if (run_is("quick"))
		return quick;
	if (run_is("long"))
		return campaign;
	if (!run_is("thorough") && !run_is("sanitized"))
		fail_msg("TESTS=%s: quick, thorough, sanitized or long", getenv("TESTS"));
	return thorough;
}

long density(long quick, long thorough)
{
	return density_long(quick, thorough, thorough);
}

long density_stride(long quick, long thorough)
{
	return density(quick, thorough) + (run_is("sanitized") ? 7 : 0);
}
