/*
 * scarce: memory that runs out. See scarce.h.
 */
#include "scarce.h"

#include <sqlite3.h>
#include <stddef.h>

static sqlite3_mem_methods plain;
static long countdown; /* 1: the next allocation fails; 0: none does */
static bool goes_on, failed;

static bool fails(void)
{
	if (countdown != 1) {
		countdown -= countdown > 0;
		return false;
	}
	countdown = goes_on;
	failed = true;
	return true;
}

static void *scarce_malloc(int size)
{
	return fails() ? NULL : plain.xMalloc(size);
}

static void *scarce_realloc(void *block, int size)
{
	return fails() ? NULL : plain.xRealloc(block, size);
}

int scarce_install(void)
{
	sqlite3_mem_methods methods;

	sqlite3_shutdown();
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain);
	methods = plain;
	methods.xMalloc = scarce_malloc;
	methods.xRealloc = scarce_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
	/* So that every allocation of a connection is one that can fail. */
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
	return sqlite3_initialize();
}

int scarce_uninstall(void)
{
	sqlite3_shutdown();
	return sqlite3_config(SQLITE_CONFIG_MALLOC, &plain);
}

void scarce_from(long n, bool for_good)
{
	countdown = n;
	goes_on = for_good;
	failed = false;
}

bool scarce_end(void)
{
	countdown = 0;
	return failed;
}
