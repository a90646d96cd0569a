/*
 * arena: the memory of one run of the generator. See arena.h.
 *
 * Blocks are chained, newest first; a request that is larger than a block gets one of its
 * own. Where the bytes come from is one function, which a test can replace.
 */
#include "gen/base/arena.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK (64u << 10)

struct block {
	struct block *next;
	size_t used, size;
	max_align_t bytes[];
};

struct arena {
	struct block *blocks; /* the first one is filled */
};

/* Weak, so that a test can let the n-th request fail. */
__attribute__((weak)) void *arena_system_memory(size_t size)
{
	return malloc(size);
}

void arena_exhausted(void)
{
	fputs("instar: out of memory\n", stderr);
	exit(1);
}

static void *request(size_t size)
{
	void *memory = arena_system_memory(size);
	if (!memory)
		arena_exhausted();
	return memory;
}

struct arena *arena_new(void)
{
	struct arena *arena = request(sizeof(*arena));
	arena->blocks = NULL;
	return arena;
}

void arena_free(struct arena *arena)
{
	struct block *block = arena ? arena->blocks : NULL;
	while (block) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
	free(arena);
}

static struct block *add_block(struct arena *arena, size_t size)
{
	struct block *block = request(sizeof(*block) + size);
	block->used = 0;
	block->size = size;
	if (size > BLOCK && arena->blocks) {
		block->next = arena->blocks->next; /* keep filling the one in use */
		arena->blocks->next = block;
	} else {
		block->next = arena->blocks;
		arena->blocks = block;
	}
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t unit = sizeof(max_align_t);
	struct block *block = arena->blocks;
	if (size > SIZE_MAX / 2)
		arena_exhausted();
	size = (size + unit - 1) / unit * unit;
	if (!block || block->size - block->used < size)
		block = add_block(arena, size > BLOCK ? size : BLOCK);
	char *memory = (char *)block->bytes + block->used;
	block->used += size;
	return memset(memory, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		arena_exhausted();
	return arena_alloc(arena, count * size);
}

char *arena_copy(struct arena *arena, const char *text, size_t size)
{
	char *copy = arena_alloc(arena, size + 1);
	if (size)
		memcpy(copy, text, size);
	return copy;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	char *made = sqlite3_vmprintf(format, arguments);
	if (!made)
		arena_exhausted();
	char *copy = arena_copy(arena, made, strlen(made));
	sqlite3_free(made);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	char *text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t size)
{
	if (count & (count - 1)) /* not a power of two: there is room */
		return items;
	if (count > SIZE_MAX / 2)
		arena_exhausted();
	void *grown = arena_array(arena, count ? count * 2 : 1, size);
	if (count)
		memcpy(grown, items, count * size);
	return grown;
}
