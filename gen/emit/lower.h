/*
 * lower: from what was proved to the table, in memory.
 *
 * In: a proof. Out: the very instar_set that the runtime reads, with a name for each of
 * its texts. The emitter only spells it; `instar migrate --dir` runs it as it is.
 */
#ifndef GEN_EMIT_LOWER_H
#define GEN_EMIT_LOWER_H

#include <stdint.h>

#include "instar_set.h"

struct arena;
struct proof;

/* One named string of the text block. */
struct program_text {
	const char *label;   /* a C identifier, unique: "up_0002_1" */
	const char *comment; /* "0002_users_email.sql:5", or NULL; fit for a C comment */
	const char *owner;   /* id of the step it belongs to, or NULL */
	const char *value;   /* as it was given, before it is in set.text */
	uint32_t offset;     /* in set.text */
	uint32_t size;	     /* bytes with the NUL */
};

struct program {
	instar_set set;
	const struct program_text *texts; /* by offset, ascending; no gaps */
	uint32_t text_count;
	const char **calls;    /* names of the set's functions: C identifiers */
	const char *directory; /* its label, for the first line */
};

/* `name`: set_name and C symbol. */
struct program *lower_program(
	struct arena *arena, const struct proof *proof, const char *name);

#endif
