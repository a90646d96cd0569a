/*
 * plan: the files of a directory as an ordered history.
 *
 * In: a directory. Out: migrations in the order they run, each with its script and its
 * down migration. It checks names, numbers, @after, @was and @release; it never runs SQL.
 */
#ifndef GEN_READ_PLAN_H
#define GEN_READ_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/names.h"
#include "gen/read/directory.h"
#include "gen/read/layout_table.h"
#include "gen/sql/parse.h"

struct migration {
	const char *id;		 /* the stem: "001_initial_schema" */
	const char *description; /* "initial schema" */
	uint64_t number;	 /* 1, 20260131, 20260131120000 */
	const char *version;	 /* as the tool of the layout records it, or NULL */
	uint32_t position;	 /* from 1 */
	const struct script *up;
	const struct script *down_script; /* where the down statements are, or NULL */
	const struct statement *down;	  /* in the up file's @down section, or another */
	uint32_t down_count;
	const struct script **backfills; /* of files in backfills/, sections only */
	uint32_t backfill_count;
	const char *token_hash;	 /* 64 hex digits, of the up statements */
	const char *release;	 /* or NULL */
	const char *destructive; /* the reason, or NULL; names: up->destructive */
	const char *irreversible;
	struct names was;
	bool released; /* it is in the lock file */
	bool adopted;  /* the first lock is to have it: its form stops nothing either */
	bool enforced; /* @foreign_keys on */
	bool bare;     /* @transaction none */
};

struct host_functions;

struct plan {
	const struct directory *directory;
	enum layout_kind layout;
	enum name_pattern pattern; /* when the layout is plain */
	struct migration *migrations;
	uint32_t count;
	/* base.sql, which is no step: at position 0, right in front of them; or NULL. */
	struct migration *base;
	bool cut; /* steps after these were left out: the history has no end */
	/* Where the oracle keeps its stand-ins for the functions of the host. */
	struct host_functions **host_functions;
};

/* All that runs, from the first to behind the last: the base and the migrations. */
static inline struct migration *plan_begin(const struct plan *plan)
{
	return plan->base ? plan->base : plan->migrations;
}

static inline struct migration *plan_end(const struct plan *plan)
{
	return plan->count ? plan->migrations + plan->count : plan->migrations;
}

struct plan_options {
	bool gaps_warn; /* --gaps=warn */
};

/* Order the history. Never NULL. */
struct plan *plan_order(struct arena *arena, struct diags *diags,
	const struct directory *directory, const struct plan_options *options);

#endif
