/*
 * schema_rules: what a step has made of the schema, and nobody means.
 *
 * In: the snapshot before a step and what the step changed. Out: findings at the
 * statements that did it, each once: only what the step made or changed is judged. It
 * reads definitions; rows are others' business.
 */
#ifndef GEN_LINT_SCHEMA_RULES_H
#define GEN_LINT_SCHEMA_RULES_H

#include "gen/base/names.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct diags;
struct shape_comparison;

struct schema_rules {
	struct arena *arena;
	struct diags *diags;
	struct map makers; /* tables, and "table.column", to what made them */
	const struct migration **migrations;
	uint32_t migration_count;
	bool told_autoincrement;
	const struct plan *plan;
	/* of a table renamed away while another took its name: the steps that did it */
	struct moved_away *moved;
	uint32_t moved_count;
	struct map made; /* names of all that the steps so far made, for a while too */
	/* of tables and views that are made again: those that are not judged yet */
	struct remade *remade;
	uint32_t remade_count;
	struct map lost_indexes; /* "table.column" to where its last index was lost */
	struct lost_index *lost;
	uint32_t lost_count;
};

/* A step and what it changed; the snapshot does not have it yet. */
struct schema_step {
	struct schema_rules *rules;
	const struct snapshot *before;
	const struct changes *changes;
	const struct script *script;
	const struct migration *migration;
};

void schema_rules_init(struct schema_rules *rules, struct arena *arena,
	struct diags *diags, const struct plan *plan);

/* After a step has run, before its changes are applied. */
void schema_rules_step(struct schema_rules *rules, const struct snapshot *before,
	const struct changes *changes, const struct migration *migration);

/* Of the finished schema: keys and indexes. */
void schema_rules_finish(struct schema_rules *rules, const struct snapshot *snapshot);

/* Of the finished schema: keys that hold less than they seem to; in weak_keys.c. */
void schema_rules_keys(struct schema_rules *rules, const struct snapshot *snapshot);

/* The object of that name after the step, or NULL. */
const struct shot_object *schema_rules_after(
	const struct schema_step *step, bool trigger, const char *name);

/* Where a script gives the table's column; the fallback when it does not. */
struct span schema_rules_place(const struct script *script, const char *table,
	const char *column, struct span fallback);

/*
 * The table of before the step that its statement `index` calls `name`, if users have it:
 * neither the step nor one that reaches them together with it has made it. Or NULL.
 */
const struct shot_object *schema_rules_of_users(
	const struct schema_step *step, uint32_t index, const char *name);

/*
 * Did users have the table, or the column of it, before the step? Not what the step made,
 * nor one that reaches them together with it.
 */
bool schema_rules_users_have(const struct schema_rules *rules,
	const struct migration *migration, const char *table, const char *column);

/* So many steps are taken for one release where nothing tells. */
#define SCHEMA_RULES_FEW 12

/*
 * Was the column added by ALTER TABLE in one of the last steps, of which the one that was
 * judged last is the first, and does no lock file tell whether users have it? Then many
 * meet it empty.
 */
bool schema_rules_is_young(const struct schema_rules *rules, const char *table,
	const char *column, uint32_t steps);

/* Does the statement read rows of the table to put them elsewhere? */
bool schema_rules_copies_from(const struct statement *statement, const char *table);

/* Copies that rely on the order of columns in users' tables; in copies.c. */
void schema_rules_copies(const struct schema_step *step);

/* A table renamed away, and none of its rows in what takes its name; in renamed_away.c.
 */
void schema_rules_renamed_away(const struct schema_step *step);

/* Judge the new columns of a table; in keys.c. */
void schema_rules_columns(const struct schema_step *step,
	const struct shot_object *before, const struct shot_object *after);

/* What the step drops and no step made; in foreign_objects.c. */
void schema_rules_outside(const struct schema_step *step);

/* CREATE … IF NOT EXISTS over something else; in if_not_exists.c. */
void schema_rules_if_not_exists(const struct schema_step *step, uint32_t index);

/*
 * Tables and views that the step takes away to make them again; what such a one lost is
 * told once the steps that belong together are over. In rebuilds.c.
 */
void schema_rules_rebuilds(const struct schema_step *step);

/* The same for those that are left when the history is over. */
void schema_rules_rebuilds_finish(
	struct schema_rules *rules, const struct snapshot *snapshot);

/* A table or a view that was taken away and made again, with what hung on it. */
struct remade {
	const char *name;
	const char *now; /* what the old one is called; NULL: it is dropped */
	const struct shot_object *before;
	const struct shot_object **parts; /* its indexes and triggers */
	uint32_t part_count;
	const struct migration *first; /* the step that takes it away */
	uint32_t at;		       /* by this statement */
	const struct migration *last;  /* the step that makes it again */
	struct span span;	       /* there */
	bool judged;
	struct names columns; /* it is the table it was, and these are taken away */
};

/* Tell what it lost; in rebuild_losses.c. */
void schema_rules_rebuild_losses(const struct schema_step *step,
	const struct remade *remade, const struct shot_object *after);

/* The names of its columns and of other tables then and now; in rebuild_names.c. */
void schema_rules_renamed_columns(const struct schema_step *step,
	const struct remade *remade, struct shape_comparison *comparison);

/* Where indexes were lost, so that a key without one is told there; in indexes.c. */
void schema_rules_lost_indexes(const struct schema_step *step);

#endif
