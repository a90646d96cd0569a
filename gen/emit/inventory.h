/*
 * inventory: what each migration does to the schema.
 *
 * In: a proof and the program made of it. Out: text for people, or JSON. What a migration
 * does is what was proved, not what its SQL looks like.
 */
#ifndef GEN_EMIT_INVENTORY_H
#define GEN_EMIT_INVENTORY_H

#include <stdio.h>

struct arena;
struct proof;
struct program;

void inventory_text(struct arena *arena, FILE *out, const struct proof *proof,
	const struct program *program);

void inventory_json(struct arena *arena, FILE *out, const struct proof *proof,
	const struct program *program);

#endif
