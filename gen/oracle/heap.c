/*
 * heap: how much memory SQLite may hold while it runs the SQL of others. See heap.h.
 *
 * SQLite takes its allocator from the process, before anything else; so this is one, too.
 */
#include "gen/oracle/heap.h"

#include <sqlite3.h>
#include <stddef.h>

enum { RESERVE = 256 << 20 };

static struct {
	sqlite3_mem_methods system;
	int64_t held, most;
	bool refused;
} heap;

static bool has_room(int64_t more)
{
	if (heap.held + more <= heap.most)
		return true;
	heap.refused = true;
	return false;
}

static void *allocate(int size)
{
	void *memory = has_room(size) ? heap.system.xMalloc(size) : NULL;

	if (memory)
		heap.held += heap.system.xSize(memory);
	return memory;
}

static void release(void *memory)
{
	heap.held -= heap.system.xSize(memory);
	heap.system.xFree(memory);
}

static void *resize(void *memory, int size)
{
	int was = heap.system.xSize(memory);
	void *resized =
		has_room((int64_t)size - was) ? heap.system.xRealloc(memory, size) : NULL;

	if (resized)
		heap.held += heap.system.xSize(resized) - was;
	return resized;
}

void heap_limit(void)
{
	sqlite3_mem_methods counted;

	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &heap.system) != SQLITE_OK)
		return;
	counted = heap.system;
	counted.xMalloc = allocate;
	counted.xFree = release;
	counted.xRealloc = resize;
	heap.most = HEAP_MOST;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &counted);
}

void heap_release(void)
{
	heap.most = INT64_MAX / 2;
}

bool heap_refused(void)
{
	bool refused = heap.refused;

	heap.refused = false;
	if (refused && heap.most == HEAP_MOST)
		heap.most += RESERVE;
	return refused;
}
