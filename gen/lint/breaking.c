/*
 * breaking: can an older program still use the database after a step? See breaking.h.
 *
 * An older program reads and writes the tables it knows, naming its columns. So it may
 * be given tables, views, indexes that forbid nothing, and columns that it need not fill;
 * anything else, and any doubt, is breaking.
 */
#include "gen/lint/breaking.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_equal.h"

struct step {
	struct arena *arena;
	const struct snapshot *before;
	const struct changes *changes;
};

/* A column that an older writer leaves out, and no older reader asks for. */
static bool is_optional(const struct tree_column_def *column)
{
	static const char *const own[] = { "binary", "nocase", "rtrim" };
	bool required = false, known = true, fallback = false;

	for (uint32_t i = 0; i < column->constraints.count; i++) {
		const struct tree_constraint *constraint = &column->constraints.items[i];

		switch (constraint->kind) {
		case CONSTRAINT_NOT_NULL:
			required = true;
			break;
		case CONSTRAINT_DEFAULT:
			fallback = true;
			break;
		case CONSTRAINT_COLLATE:
			known = MAP_AMONG(own, constraint->collation.text);
			break;
		case CONSTRAINT_NULL:
		case CONSTRAINT_FOREIGN_KEY:
			break;
		default:
			return false;
		}
	}
	return known && (!required || fallback);
}

/* Is the table what it was, but for optional columns at its end? */
static bool only_adds_columns(const struct change *change)
{
	const struct tree_create_table *before =
		snapshot_tree(change->before, STATEMENT_CREATE_TABLE);
	const struct tree_create_table *after =
		snapshot_tree(change->after, STATEMENT_CREATE_TABLE);
	struct tree_create_table without;

	if (!before || !after || after->columns.count <= before->columns.count)
		return false;
	without = *after;
	without.columns.count = before->columns.count;
	for (uint32_t i = before->columns.count; i < after->columns.count; i++) {
		if (!is_optional(&after->columns.items[i]))
			return false;
	}
	return tree_equal(NODE_CREATE_TABLE, before, &without);
}

/* Was it there before the step? */
static const struct shot_object *old_object(const struct step *step, const char *name)
{
	const struct shot_object *object = snapshot_find(step->before, false, name);

	return object && strncmp(object->name, "sqlite_", 7) != 0 ? object : NULL;
}

static const char *adds(const struct step *step, const struct shot_object *object)
{
	bool old = old_object(step, object->table);

	switch (object->type) {
	case INSTAR__INDEX:
		if (old && object->unique)
			return "makes values unique with index %s";
		/* An expression can fail on what an older writer puts there. */
		return old && !object->indexed ? "indexes expressions with index %s"
					       : NULL;
	case INSTAR__TRIGGER:
		return old ? "adds trigger %s to a table that was there" : NULL;
	case INSTAR__TABLE:
	case INSTAR__VIEW:
		break;
	}
	return NULL;
}

static const char *changes_one(const struct step *step, const struct change *change)
{
	static const char *const gone[] = { NULL, "takes away table %s",
		"takes away index %s", "takes away view %s", "takes away trigger %s" };
	static const char *const changed[] = { NULL, "changes table %s",
		"changes index %s", "changes view %s", "changes trigger %s" };

	if (!change->before)
		return adds(step, change->after);
	if (!change->after)
		return gone[change->before->type];
	if (change->before->digest == change->after->digest ||
		(change->before->type == INSTAR__TABLE && !change->after->virtual &&
			only_adds_columns(change)))
		return NULL;
	return changed[change->before->type];
}

static const char *reason_of_changes(const struct step *step)
{
	for (uint32_t i = 0; i < step->changes->count; i++) {
		const struct change *change = &step->changes->items[i];
		const struct shot_object *object =
			change->after ? change->after : change->before;
		const char *reason = object->shadow ? NULL : changes_one(step, change);

		if (reason)
			return arena_printf(step->arena, reason, object->name);
	}
	return NULL;
}

/* Something made anew under its old name leaves no difference in the schema. */
static const char *reason_of_touches(
	const struct step *step, const struct touched *touched)
{
	const struct shot_object *old;

	for (uint32_t i = 0; i < touched->written.count; i++) {
		old = old_object(step, touched->written.items[i]);
		if (old && !old->shadow)
			return arena_printf(step->arena, "writes rows of %s", old->name);
	}
	for (uint32_t i = 0; touched->dropped && i < touched->schema.count; i++) {
		old = old_object(step, touched->schema.items[i]);
		if (old)
			return arena_printf(
				step->arena, "drops %s or something of it", old->name);
	}
	return touched->renamed ? "renames a table or a column" : NULL;
}

/* The older program may not have registered what the newer one did. */
static const char *reason_of_needs(struct arena *arena, const struct migration *migration)
{
	const struct script *script = migration->up;

	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];
		bool needs = annotation->kind == ANNOTATION_FUNCTION ||
			     annotation->kind == ANNOTATION_COLLATION ||
			     annotation->kind == ANNOTATION_MODULE;

		if (needs && annotation->name_count)
			return arena_printf(
				arena, "needs %s of the program", annotation->names[0]);
	}
	return NULL;
}

const char *breaking_reason(struct arena *arena, const struct migration *migration,
	const struct snapshot *before, const struct changes *changes,
	const struct touched *touched)
{
	struct step step = { .arena = arena, .before = before, .changes = changes };
	const char *reason = reason_of_changes(&step);

	if (!reason)
		reason = reason_of_touches(&step, touched);
	return reason ? reason : reason_of_needs(arena, migration);
}
