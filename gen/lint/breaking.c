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
#include "gen/oracle/definition.h"
#include "runtime/sqlite/token.h"

struct step {
	struct arena *arena;
	const struct snapshot *before;
	const struct changes *changes;
};

/* One token of a definition, in the spelling that all its spellings share. */
struct word {
	const char *text;
	uint32_t size;
};

struct words {
	struct word *items;
	uint32_t count;
};

static struct words words_of(struct arena *arena, const char *sql)
{
	const char *limit = sql + strlen(sql);
	struct words words = { 0 };
	size_t size;

	for (;; sql += size) {
		enum instar__token kind = instar__token_next(sql, limit, &size);
		struct word word;
		char *folded;

		if (kind == INSTAR__END)
			break;
		if (kind == INSTAR__SPACE || kind == INSTAR__LINE_COMMENT ||
			kind == INSTAR__BLOCK_COMMENT)
			continue;
		folded = arena_alloc(arena, (uint32_t)size + 1);
		word.size = (uint32_t)instar__token_fold(kind, sql, size, folded);
		word.text = folded;
		words.items = arena_grow(arena, words.items, words.count, sizeof(word));
		words.items[words.count++] = word;
	}
	return words;
}

static bool same_word(const struct word *a, const struct word *b)
{
	return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/*
 * Where `is` has words that `was` has not, all in one place; UINT32_MAX when that is not
 * the whole difference. SQLite puts a new column before the constraints of the table.
 */
static uint32_t find_insertion(const struct words *was, const struct words *is)
{
	uint32_t at = 0, more = is->count - was->count;

	if (is->count <= was->count)
		return UINT32_MAX;
	while (at < was->count && same_word(&was->items[at], &is->items[at]))
		at++;
	for (uint32_t i = at; i < was->count; i++) {
		if (!same_word(&was->items[i], &is->items[i + more]))
			return UINT32_MAX;
	}
	return at;
}

static bool has_word(
	const struct words *words, uint32_t from, uint32_t to, const char *wanted)
{
	for (uint32_t i = from; i < to; i++) {
		if (words->items[i].size == strlen(wanted) &&
			memcmp(words->items[i].text, wanted, strlen(wanted)) == 0)
			return true;
	}
	return false;
}

/* A column that an older writer leaves out, and no older reader asks for. */
static bool is_optional(const struct column_text *column)
{
	static const char *const own[] = { "binary", "nocase", "rtrim" };
	bool known = !column->collate;

	for (size_t i = 0; !known && i < sizeof(own) / sizeof(*own); i++)
		known = map_same(column->collate, own[i]);
	return known && !column->generated && !column->primary && !column->unique &&
	       (!column->not_null || column->fallback);
}

/* Is the table what it was, but for optional columns at its end? */
static bool only_adds_columns(struct arena *arena, const struct change *change)
{
	struct words was = words_of(arena, change->before->sql);
	struct words is = words_of(arena, change->after->sql);
	struct definition before = definition_read(arena, change->before->sql);
	struct definition after = definition_read(arena, change->after->sql);
	uint32_t at = find_insertion(&was, &is);

	if (at == UINT32_MAX || has_word(&is, at, at + is.count - was.count, "check") ||
		after.column_count <= before.column_count ||
		after.key_count != before.key_count)
		return false;
	for (uint32_t i = before.column_count; i < after.column_count; i++) {
		if (!is_optional(&after.columns[i]))
			return false;
	}
	return true;
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
			only_adds_columns(step->arena, change)))
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

	for (uint32_t i = 0; i < touched->written_count; i++) {
		old = old_object(step, touched->written[i]);
		if (old && !old->shadow)
			return arena_printf(step->arena, "writes rows of %s", old->name);
	}
	for (uint32_t i = 0; touched->dropped && i < touched->schema_count; i++) {
		old = old_object(step, touched->schema[i]);
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
