/*
 * full_text_findings: what is said of a full-text index after a step.
 *
 * In: what it was before the steps that reach users together, and a database after one of
 * them. Out: findings, to be reported when those steps are through and they still hold.
 */
#ifndef GEN_FULL_TEXT_FINDINGS_H
#define GEN_FULL_TEXT_FINDINGS_H

#include "gen/full_text/full_text_writes.h"
#include "gen/report/rules.h"

struct diags;

/* An index before the steps. */
struct full_text_past {
	const char *name;
	const struct full_text_index *index;
	struct full_text_state state;
	struct full_text_writes *writes; /* one for each of the index's sources */
};

struct full_text_finding {
	const char *index;
	const char *table; /* that was written, or NULL: it is about the index as it is */
	uint32_t events;   /* how: 1 << enum tree_trigger_event, one or more */
	enum rule_id rule;
	enum severity severity;
	bool apart; /* the step's down migration or backfill does it */
	const struct source *source;
	struct span span;
	const char *message, *evidence, *help;
};

/* One index after one step. */
struct full_text_judge {
	struct arena *arena;
	struct scratch *scratch;
	const struct script *script;
	bool apart; /* the script is a down migration or a backfill */
	const struct full_text_index *index;
	const struct full_text_past *past; /* NULL: it is new */
	struct full_text_finding *findings;
	uint32_t finding_count;
	uint32_t first; /* of those that this step has */
};

/* Try all kinds of writes on all sources; nothing is tried on an index that is unsound.
 */
struct full_text_writes *full_text_writes_all(struct scratch *scratch,
	const struct full_text_index *index, const struct full_text_state *state);

/* Add what is wrong with it. */
void full_text_judge(struct full_text_judge *judge);

/* Add what is wrong with it as it is; false: nothing is. */
bool full_text_judge_state(struct full_text_judge *judge);

/* The same for writes to its sources alone, when it is new and has just got rows. */
void full_text_judge_filled(struct full_text_judge *judge);

/* Do the two say the same thing? */
bool full_text_findings_same(
	const struct full_text_finding *one, const struct full_text_finding *other);

/* What was only seen on rows that not everybody has is a warning at most. */
void full_text_finding_report(
	const struct full_text_finding *finding, struct diags *diags, bool plain);

#endif
