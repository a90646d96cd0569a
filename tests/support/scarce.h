/*
 * scarce: memory that runs out. Allocation n of SQLite fails, once or for good.
 *
 *     for (long n = 1, last = false; !last; n += density_stride(17, 1)) {
 *             scarce_from(n, false);
 *             code = instar_migrate(h);
 *             last = !scarce_end();
 *     }
 */
#ifndef TESTS_SCARCE_H
#define TESTS_SCARCE_H

#include <stdbool.h>

/* Takes SQLite's allocator over, and gives it back; nothing of SQLite may be in use. */
int scarce_install(void);
int scarce_uninstall(void);

/* From now on the n-th allocation fails, and when for_good all that follow. */
void scarce_from(long n, bool for_good);
/* Memory is plenty again. Returns true when an allocation has failed. */
bool scarce_end(void);

#endif
