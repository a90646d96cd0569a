/*
 * full_text_cures: where a step harms a full-text index, and what to write instead. See
 * full_text_cures.h.
 */
#include "gen/full_text/full_text_cures.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"

/* Is the statement about the index, or about a table that its rows are from? */
static bool is_about(
	const struct full_text_index *index, const struct statement *statement)
{
	const char *names[] = { statement->name, statement->new_name };

	for (int i = 0; i < 2; i++) {
		if (names[i] && (map_same(names[i], index->name) ||
					full_text_source_find(index, names[i])))
			return true;
	}
	return false;
}

/* Does it change or drop something that is there? */
static bool is_change(const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_RENAME_TABLE:
	case STATEMENT_RENAME_COLUMN:
	case STATEMENT_DROP_COLUMN:
	case STATEMENT_DROP_TABLE:
	case STATEMENT_DROP_VIEW:
		return true;
	default:
		return false;
	}
}

static bool is_write(const struct statement *statement)
{
	return statement->kind == STATEMENT_INSERT ||
	       statement->kind == STATEMENT_UPDATE || statement->kind == STATEMENT_DELETE;
}

/* The last statement about the index, or with `first` the first, that changes names. */
static const struct statement *culprit(const struct full_text_judge *judge, bool names)
{
	const struct script *script = judge->script;
	const struct full_text_index *past =
		judge->past ? judge->past->index : judge->index;
	const struct statement *found = NULL;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (!is_about(judge->index, statement) && !is_about(past, statement))
			continue;
		if (is_change(statement) || (!names && is_write(statement)))
			found = statement;
		if (found && names)
			break;
	}
	return found;
}

/* Where a table comes back by a rename, the copy that filled it; else the statement. */
static const struct statement *copy_behind(
	const struct script *script, const struct statement *statement)
{
	const struct statement *copy =
		statement && statement->kind == STATEMENT_RENAME_TABLE
			? parse_find(script, STATEMENT_INSERT, statement->name)
			: NULL;

	return copy ? copy : statement;
}

/* The first trigger that the step makes on the table, or NULL. */
static const struct statement *trigger_on(const struct script *script, const char *table)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_CREATE_TRIGGER &&
			map_same(statement->table, table))
			return statement;
	}
	return NULL;
}

struct span full_text_place(const struct full_text_judge *judge,
	enum full_text_soundness soundness, bool fresh)
{
	const struct script *script = judge->script;
	const struct statement *made =
		parse_find(script, STATEMENT_CREATE_VIRTUAL_TABLE, judge->index->name);
	const struct statement *statement =
		fresh ? NULL : culprit(judge, soundness == FULL_TEXT_BROKEN);

	if (soundness == FULL_TEXT_UNSOUND)
		statement = copy_behind(script, statement);
	if (made && (fresh || !statement || made > statement))
		statement = made;
	return statement ? statement->name_span : parse_place(script);
}

struct span full_text_place_of_write(const struct full_text_judge *judge,
	const char *table, const struct shot_object *old_trigger,
	const struct shot_object *new_trigger)
{
	const struct script *script = judge->script;
	const struct statement *statement = NULL;

	if (new_trigger)
		statement =
			parse_find(script, STATEMENT_CREATE_TRIGGER, new_trigger->name);
	else if (old_trigger)
		statement = parse_find(script, STATEMENT_DROP_TRIGGER, old_trigger->name);
	if (!statement && !new_trigger)
		statement = parse_find(script, STATEMENT_DROP_TABLE, table);
	if (!statement)
		statement = parse_find(
			script, STATEMENT_CREATE_VIRTUAL_TABLE, judge->index->name);
	if (!statement)
		statement = trigger_on(script, table);
	if (!statement)
		statement = culprit(judge, false);
	return statement ? statement->name_span : parse_place(script);
}

static const char *listed(struct arena *arena, const struct names *names)
{
	const char *list = NULL;

	for (uint32_t i = 0; i < names->count; i++)
		list = names_join(arena, list, ", ", names->items[i]);
	return list ? list : "";
}

/* What happened to the names, as an end of a sentence. */
static const char *new_names(const struct full_text_judge *judge)
{
	const struct statement *statement = culprit(judge, true);

	switch (statement ? statement->kind : STATEMENT_OTHER) {
	case STATEMENT_RENAME_TABLE:
		return arena_printf(
			judge->arena, " with content='%s'", statement->new_name);
	case STATEMENT_RENAME_COLUMN:
		return arena_printf(judge->arena, " with %s in the place of %s",
			statement->new_name, statement->column);
	case STATEMENT_DROP_COLUMN:
		return arena_printf(judge->arena, " without %s", statement->column);
	default:
		return " over what there is now";
	}
}

const char *full_text_cure_names(const struct full_text_judge *judge, bool fresh)
{
	const struct full_text_index *index = judge->index;
	const char *name = index->name;

	if (fresh)
		return arena_printf(judge->arena,
			"the columns of an index over %s have the names of that one's "
			"columns; its rowid is %s",
			index->content,
			index->version == 5 ? "what content_rowid names"
					    : "the index's docid");
	return arena_printf(judge->arena,
		"an index keeps the names that its content had: drop %s and its "
		"triggers, or make them again%s and fill it: INSERT INTO %s(%s) "
		"VALUES('rebuild')",
		name, new_names(judge), name, name);
}

/* Where the text next says `new.`, in whatever letters; or NULL. */
static const char *next_new(const char *text)
{
	while (*text && sqlite3_strnicmp(text, "new.", 4) != 0)
		text++;
	return *text ? text : NULL;
}

/* An expression over the new row, with another prefix for its columns. */
static const char *with_prefix(
	struct arena *arena, const char *expression, const char *prefix)
{
	struct text text;
	const char *found;

	text_init(&text, arena);
	while ((found = next_new(expression)) != NULL) {
		text_bytes(&text, expression, (size_t)(found - expression));
		text_add(&text, prefix);
		expression = found + strlen("new.");
	}
	text_add(&text, expression);
	return text.bytes;
}

const char *full_text_cure_fill(const struct full_text_judge *judge, bool fresh)
{
	const struct full_text_index *index = judge->index;
	const char *name = index->name;
	struct names columns = { 0 }, values = { 0 };

	if (full_text_index_is_external(index))
		return arena_printf(judge->arena,
			"%s: INSERT INTO %s(%s) VALUES('rebuild')",
			fresh ? "fill it in the same step"
			: judge->apart
				? "let triggers see each change, or fill it again "
				  "afterwards"
				: "keep the rowids and let the triggers see each "
				  "change, or fill it again at the end of the step",
			name, name);
	if (!index->feed_count)
		return "make the rows of the index again in the same step";
	if (index->feeds->rowid) {
		names_add(judge->arena, &columns, "rowid");
		names_add(judge->arena, &values,
			with_prefix(judge->arena, index->feeds->rowid, ""));
	}
	names_add_all(judge->arena, &columns, &index->feeds->columns);
	for (uint32_t i = 0; i < index->feeds->values.count; i++)
		*arena_add(judge->arena, values.items, values.count) =
			with_prefix(judge->arena, index->feeds->values.items[i], "");
	return arena_printf(judge->arena, "%s: INSERT INTO %s(%s) SELECT %s FROM %s",
		fresh ? "fill it in the same step"
		      : "keep the rowids, or empty it and fill it again",
		name, listed(judge->arena, &columns), listed(judge->arena, &values),
		index->feeds->table);
}

/* How the table's rows get into the index, where that is known, or NULL. */
static const struct full_text_feed *feed_of(
	const struct full_text_index *index, const char *table)
{
	for (uint32_t i = 0; i < index->feed_count; i++) {
		if (map_same(index->feeds[i].table, table) && index->feeds[i].rowid)
			return &index->feeds[i];
	}
	return NULL;
}

/* A statement of a trigger that takes the old row out of the index. */
static const char *removal(const struct full_text_judge *judge, const char *table)
{
	const struct full_text_index *index = judge->index;
	const struct full_text_feed *feed = feed_of(index, table);
	bool external = full_text_index_is_external(index);
	struct arena *arena = judge->arena;
	const char *rowid =
		arena_printf(arena, "old.%s", external ? index->rowid : "rowid");
	struct names old = { 0 };

	if (!external && feed)
		rowid = with_prefix(arena, feed->rowid, "old.");
	if (!index->content || index->version < 5)
		return arena_printf(arena, "DELETE FROM %s WHERE %s = %s", index->name,
			index->version < 5 ? "docid" : "rowid", rowid);
	for (uint32_t i = 0; i < index->columns.count; i++) {
		uint32_t place = feed && !external ? map_place(feed->columns.items,
							     feed->columns.count,
							     index->columns.items[i])
						   : MAP_NONE;

		*arena_add(arena, old.items, old.count) =
			place == MAP_NONE
				? arena_printf(arena, "old.%s", index->columns.items[i])
				: with_prefix(arena, feed->values.items[place], "old.");
	}
	return arena_printf(arena,
		"INSERT INTO %s(%s, rowid, %s) VALUES('delete', %s, %s)", index->name,
		index->name, listed(arena, &index->columns), rowid, listed(arena, &old));
}

/* Which of the old rows are in an index of some, as the end of a sentence. */
static const char *only_those(const struct full_text_judge *judge, const char *table)
{
	const struct full_text_feed *feed = feed_of(judge->index, table);

	return feed && feed->condition
		       ? arena_printf(judge->arena, ", if it is in there: WHEN %s",
				 with_prefix(judge->arena, feed->condition, "old."))
		       : "";
}

const char *full_text_cure_trigger(const struct full_text_judge *judge, const char *table,
	enum tree_trigger_event event, const struct shot_object *trigger)
{
	static const char *const events[] = { "INSERT", "UPDATE", "DELETE" };
	const struct full_text_index *index = judge->index;
	const char *subject =
		trigger ? arena_printf(judge->arena, "the trigger %s has", trigger->name)
			: arena_printf(judge->arena, "a trigger on %s of %s has",
				  events[event], table);
	bool before = index->content && index->version < 5;

	if (event == TRIGGER_INSERT)
		return arena_printf(judge->arena,
			"%s to insert the new row's rowid and all that is indexed (%s)",
			subject, listed(judge->arena, &index->columns));
	return arena_printf(judge->arena, "%s to take the old row out%s: %s%s%s", subject,
		before ? " BEFORE its content changes" : "", removal(judge, table),
		only_those(judge, table),
		event == TRIGGER_DELETE ? "" : ", and to insert the new one");
}
