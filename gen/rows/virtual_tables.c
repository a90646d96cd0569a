/*
 * virtual_tables: what virtual tables want of a row. See virtual_tables.h.
 */
#include "gen/rows/virtual_tables.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/words.h"

/* The word after USING. */
static uint32_t module_of(const struct words *words)
{
	for (uint32_t i = 0; i + 1 < words->count; i++) {
		if (words_are(words, i, "using"))
			return i + 1;
	}
	return words->count;
}

static struct words read_text(struct arena *arena, const struct shot_object *table)
{
	struct words words = { .arena = arena };

	words_read(&words, table->sql, strlen(table->sql));
	return words;
}

void virtual_fit(struct arena *arena, struct recipe *recipe)
{
	struct words words = read_text(arena, recipe->object);
	uint32_t module = module_of(&words);
	bool tree = words_are(&words, module, "rtree") ||
		    words_are(&words, module, "rtree_i32");

	for (uint32_t i = 0; i < recipe->count; i++) {
		struct recipe_column *column = &recipe->columns[i];

		column->not_null = true;
		if (!tree)
			continue;
		column->nature = i ? NATURE_REAL : NATURE_INTEGER;
		column->primary = !i;
	}
}

const char *virtual_content(struct arena *arena, const struct shot_object *table)
{
	struct words words = read_text(arena, table);
	struct value value;

	for (uint32_t i = module_of(&words); i < words.count; i++) {
		if (!words_are(&words, i, "content") || !words_are(&words, i + 1, "="))
			continue;
		if (words_literal(&words, i + 2, &value) && value.type == SQLITE_TEXT)
			return *value.text ? value.text : NULL;
		if (words_name(&words, i + 2) && *words.items[i + 2].text)
			return words.items[i + 2].text;
	}
	return NULL;
}

bool virtual_rebuild(struct synth *synth, struct plot *plot)
{
	const char *sql = arena_printf(synth->arena,
		"INSERT INTO main.\"%w\"(\"%w\") VALUES('rebuild')", plot->name,
		plot->name);

	if (scratch_run(synth->scratch, sql)) {
		if (synth->log)
			synth_log_row(synth, sql);
		return true;
	}
	plot->message = synth->scratch->failure.message;
	return false;
}

/* Does the trigger insert rows into the table? */
static bool feeds(
	struct arena *arena, const struct shot_object *trigger, const char *name)
{
	struct words words = read_text(arena, trigger);

	for (uint32_t i = 0; i + 1 < words.count; i++) {
		if (words_are(&words, i, "into") && words_name(&words, i + 1) &&
			map_same(words.items[i + 1].text, name))
			return true;
	}
	return false;
}

const char *virtual_feeder(
	struct arena *arena, const struct snapshot *snapshot, const char *name)
{
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *trigger = snapshot->objects[i];

		if (!trigger->gone && trigger->type == INSTAR__TRIGGER &&
			feeds(arena, trigger, name))
			return trigger->table;
	}
	return NULL;
}

bool virtual_is_index(
	struct arena *arena, const struct snapshot *snapshot, const char *name)
{
	bool virtual = false;

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *table = snapshot->objects[i];

		if (!table->virtual || !map_same(table->name, name))
			continue;
		virtual = true;
		if (virtual_content(arena, table))
			return true;
	}
	for (uint32_t i = 0; virtual && i < snapshot->count; i++) {
		const struct shot_object *trigger = snapshot->objects[i];

		if (trigger->type == INSTAR__TRIGGER && feeds(arena, trigger, name))
			return true;
	}
	return false;
}
