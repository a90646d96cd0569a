/*
 * entries: what coverage keeps of each statement. Only the files of this room that count
 * and print include it.
 */
#ifndef GEN_COVERAGE_ENTRIES_H
#define GEN_COVERAGE_ENTRIES_H

#include "gen/coverage/coverage.h"

struct coverage_entry {
	const struct migration *migration;
	const struct script *script;
	const struct statement *statement;
	bool first;		   /* no statement of the step runs before it */
	bool ran[2];		   /* on each population */
	struct situations *early;  /* before the step */
	struct situations *timely; /* right before the statement; NULL: it did not run */
};

struct coverage {
	struct arena *arena;
	struct coverage_entry *entries;
	uint32_t count;
	struct names absent; /* tables that the step makes if they are not there */
	struct relations *past;	 /* the tables before the step in hand */
	struct making_of making; /* for it */
};

static inline bool situation_is_met(const struct situation *situation)
{
	return situation->met[POPULATION_PLAIN] || situation->met[POPULATION_ADVERSARIAL];
}

/* Do the rows that are there meet it? */
void coverage_ask(
	struct scratch *scratch, struct situation *situation, enum population population);
void coverage_ask_all(
	struct scratch *scratch, struct situations *list, enum population population);

/* Undo what was made since the savepoint; the tables have as many rows fewer. */
void coverage_undo(
	struct coverage *coverage, struct scratch *scratch, const char *savepoint);

struct coverage_counts coverage_entry_counts(const struct coverage_entry *entry);

#endif
