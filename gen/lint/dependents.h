/*
 * dependents: do views and triggers still compile?
 *
 * In: what a step changed. Out: a finding for each view or trigger that no longer
 * compiles, because SQLite accepts bad bodies and fails at the first use. Only objects
 * that are new, or that read what the step touched, are tried.
 */
#ifndef GEN_LINT_DEPENDENTS_H
#define GEN_LINT_DEPENDENTS_H

#include "gen/base/map.h"
#include "gen/oracle/snapshot.h"

struct diags;
struct script;

/* The views and triggers that read one table. */
struct readers {
	struct names views, triggers;
};

struct dependents {
	struct arena *arena;
	struct map tables; /* name, to readers */
	struct readers *readers;
	uint32_t count;
	struct map reach;  /* "view V", to how many tables it was seen to read */
	struct map ctes;   /* names of tables of WITH in any definition */
	struct map broken; /* reported already, with a number for "view" or "trigger" */
	bool adopted;	   /* the step in hand is, by a first lock: quoted_strings.h */
	bool released;	   /* the step in hand is: strings in double quotes are texts */
};

void dependents_init(struct dependents *dependents, struct arena *arena);

/*
 * Try what the changes, already applied, may have broken; scratch->touched says where.
 * `script` and `span` are the place of a step that breaks what it does not name.
 */
void dependents_check(struct dependents *dependents, struct diags *diags,
	struct snapshot *snapshot, struct scratch *scratch, const struct changes *changes,
	const struct script *script, struct span span);

#endif
