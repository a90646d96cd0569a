/*
 * arena: the memory of one run of the generator.
 *
 * Everything a stage makes lives until the end of the run and is freed in one go. When
 * there is no memory the program says so and exits with status 1; nothing has been
 * written by then, because output is written last and in one piece.
 */
#ifndef GEN_BASE_ARENA_H
#define GEN_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* `size` zeroed bytes, aligned for anything. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` zeroed elements; the product is checked. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of `size` bytes with a NUL after them. */
char *arena_copy(struct arena *arena, const char *text, size_t size);

/* printf into the arena; SQLite's formats (%q %Q %w) work too. */
char *arena_printf(struct arena *arena, const char *format, ...);
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments);

/*
 * A new element at the end of a growing array, to be given its value: where `items` are
 * `count` elements.
 *
 *     *arena_add(arena, list->items, list->count) = item;
 *
 * The array may move. `items` and `count` are named more than once, and the value must
 * not depend on them.
 */
#define arena_add(arena, items, count)                                                   \
	((items) = arena_grow((arena), (items), (count), sizeof(*(items))),              \
		&(items)[(count)++])

/*
 * Room for one more: `items` with `count` elements of `size` bytes, grown in powers of
 * two. Returns the array, moved or not.
 */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t size);

/* malloc(), in a place where a test can replace it. */
void *arena_system_memory(size_t size);

/* Say "out of memory" and exit; for the few who allocate elsewhere. */
_Noreturn void arena_exhausted(void);

#endif
