/*
 * emit_c: a program as C text.
 *
 * In: a program. Out: one C file in memory, byte for byte the same for the same program.
 * It makes no decision: lower made them.
 */
#ifndef GEN_EMIT_EMIT_C_H
#define GEN_EMIT_EMIT_C_H

#include <stddef.h>

struct arena;
struct program;

/* The C file; `*size` gets its length in bytes. */
const char *emit_c(struct arena *arena, const struct program *program, size_t *size);

#endif
