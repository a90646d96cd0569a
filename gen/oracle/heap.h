/*
 * heap: how much memory SQLite may hold while it runs the SQL of others.
 *
 * In: SQLite's own allocator. Out: the same one, counted; what would go over the limit is
 * refused, so a statement fails with SQLITE_NOMEM as others fail, and the machine lives.
 * sqlite3_hard_heap_limit64() does that too, and its account costs a long history a
 * tenth.
 */
#ifndef GEN_ORACLE_HEAP_H
#define GEN_ORACLE_HEAP_H

#include <stdbool.h>
#include <stdint.h>

/* All that SQLite holds at a time, in bytes. */
#define HEAP_MOST (INT64_C(1) << 30)

/* Begin to count. Once, before SQLite is used; one thread only. */
void heap_limit(void);

/* Refuse nothing any more: what runs now is not the SQL of a rehearsal. */
void heap_release(void);

/*
 * Was it the limit that refused, since this was asked last? From then on there is a
 * reserve, to tell what happened: what earlier statements made is still there.
 */
bool heap_refused(void);

#endif
