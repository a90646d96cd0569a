/*
 * facts: what holds from which step to which.
 *
 * In: the changes that a step made to the schema, and what its author claims. Out: facts
 * with a birth and a death. While a step is in hand its facts are drafts; they become
 * facts when facts_finish() is called. It runs nothing.
 */
#ifndef GEN_ORACLE_FACTS_H
#define GEN_ORACLE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/oracle/snapshot.h"
#include "gen/sql/parse.h"
#include "instar_set.h"

/* A check before its texts have positions; fields as in struct instar_check. */
struct fact {
	uint32_t kind;
	uint32_t flags;
	const char *name, *part, *detail; /* NULL: none */
	uint64_t digest;
	uint32_t birth, death, prior;
};

/* A fact of the step in hand. */
struct draft_fact {
	struct fact fact;
	uint32_t *owner;    /* where its number is kept once it has one, or NULL */
	struct span span;   /* of the claim in the source, when annotated */
	struct names reads; /* ROWS: the tables that its SELECT reads */
	bool object; /* an object that the step makes: a fingerprint must name it */
	bool kept;
};

/* A fact that no object owns: it is looked at again when what it reads was touched. */
struct loose_fact {
	uint32_t fact;
	struct names reads;
};

struct facts {
	struct arena *arena;
	struct fact *items;
	uint32_t count;
	uint32_t position; /* of the step in hand */
	struct draft_fact *drafts;
	uint32_t draft_count;
	struct loose_fact *loose; /* living ones */
	uint32_t loose_count;
	struct map claims; /* claim in words, to the last fact that made it */
	struct map absent; /* kind and name, to the living NOT fact */
};

void facts_init(struct facts *facts, struct arena *arena);

/* Begin with the step at `position`: no drafts. */
void facts_begin(struct facts *facts, uint32_t position);

/* Draft what a step's changes say; end the facts that they contradict. */
void facts_derive(struct facts *facts, const struct changes *changes);

/* The single facts that an author's claim stands for; `*count` gets how many. */
struct fact *facts_of_claim(
	struct arena *arena, const struct claim *claim, uint32_t *count);

/*
 * Take an author's fact for this step: into the draft that says the same, or as a draft
 * of its own. Returns the draft.
 */
struct draft_fact *facts_claim(struct facts *facts, const struct fact *fact, struct span span);

/* With a @fingerprint only what it claims counts, and the memos: drop other drafts. */
void facts_keep_claimed(struct facts *facts);

/* End a fact at the step in hand; SNAPSHOT_NO_FACT is allowed. */
void facts_end(struct facts *facts, uint32_t fact);

/* Make the drafts facts. Returns where they are. */
struct instar_range facts_finish(struct facts *facts);

#endif
