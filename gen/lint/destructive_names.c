/*
 * destructive_names: are the names of an @destructive those of the schema? See
 * destructive_names.h.
 */
#include "gen/lint/destructive_names.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
#include "gen/report/diag.h"
#include "runtime/cli/nearest.h"

static bool is_table(const struct shot_object *object)
{
	return object && object->type == INSTAR__TABLE && !object->gone;
}

/* "log", "\"odd name\"": as SQL, and the grammar of annotations, read it. */
static const char *spelt(struct arena *arena, const char *name)
{
	size_t size = 0;

	while (name[size] == '_' || (name[size] & 0x80) ||
		(name[size] >= 'a' && name[size] <= 'z') ||
		(name[size] >= 'A' && name[size] <= 'Z') ||
		(size && name[size] >= '0' && name[size] <= '9'))
		size++;
	return size && !name[size] ? name : arena_printf(arena, "\"%w\"", name);
}

const char *destructive_names_words(
	struct arena *arena, const char *table, const char *column)
{
	const char *words = spelt(arena, table);

	return column ? arena_printf(arena, "%s.%s", words, spelt(arena, column)) : words;
}

static const char *nearest_table(const struct snapshot *schema, const char *name)
{
	struct instar__nearest nearest = { .word = name };

	for (uint32_t i = 0; i < schema->count; i++) {
		if (is_table(schema->objects[i]))
			instar__nearest_try(&nearest, schema->objects[i]->name);
	}
	return nearest.best;
}

static const char *nearest_column(const struct shot_object *table, const char *name)
{
	struct instar__nearest nearest = { .word = name };

	for (uint32_t i = 0; i < table->column_count; i++)
		instar__nearest_try(&nearest, table->columns[i].name);
	return nearest.best;
}

static void report_unknown(struct diags *diags, const struct script *script,
	const struct destructive_name *name, const struct snapshot *schema,
	const struct shot_object *table, const char *help)
{
	struct arena *arena = diags->arena;
	const char *near = table ? nearest_column(table, name->column)
				 : nearest_table(schema, name->table);
	const char *words =
		destructive_names_words(arena, name->table, table ? name->column : NULL);
	struct diag *diag = diag_report(diags, RULE_DESTRUCTIVE_UNKNOWN, script->source,
		name->span, "@destructive names %s: there is no such %s before this step",
		words, table ? "column" : "table");

	if (near)
		diag->message = arena_printf(arena, "%s; did you mean %s?", diag->message,
			table ? destructive_names_words(arena, name->table, near)
			      : destructive_names_words(arena, near, NULL));
	diag->help = help;
}

static void look_up(struct diags *diags, const struct script *script,
	struct destructive *names, const struct snapshot *schema, const char *help)
{
	for (uint32_t i = 0; i < names->name_count; i++) {
		struct destructive_name *name = &names->names[i];
		const struct shot_object *table =
			snapshot_find(schema, false, name->table);

		if (!table && name->column && map_same(name->table, "main")) {
			name->table = name->column; /* main.T */
			name->column = NULL;
			table = snapshot_find(schema, false, name->table);
		}
		if (!is_table(table))
			table = NULL;
		name->known =
			table && (!name->column || snapshot_column(table, name->column));
		if (!name->known)
			report_unknown(diags, script, name, schema, table, help);
	}
}

/* "…", "?!": marks alone, at `text`; how many bytes. */
static size_t marks(const char *text)
{
	static const char dots[] = "\xe2\x80\xa6"; /* … */
	size_t size = 0;

	for (;;) {
		size_t more = strspn(text + size, " .,:;?!-_*#<>()[]{}");

		if (strncmp(text + size, dots, strlen(dots)) == 0)
			more = strlen(dots);
		if (!more)
			return size;
		size += more;
	}
}

/* T.C, U.D: names, and no word of why. A table's name alone may be a reason. */
static bool names_only(const char *text)
{
	bool dot = false, comma = false;

	for (; *text; text++) {
		dot |= *text == '.' && text[1] > ' ';
		if (*text == ' ' && (!comma || !text[1]))
			return false;
		if (*text == ':' || (*text == '.' && text[1] <= ' '))
			return false;
		comma = *text == ',';
	}
	return dot;
}

/* Is it no reason, but marks, or a word for "not yet"? */
bool destructive_names_no_reason(const char *text)
{
	static const char *const words[] = { "todo", "fixme", "xxx", "tbd", "why",
		"reason" };
	size_t size;

	if (names_only(text))
		return true;
	text += marks(text);
	size = strcspn(text, " .,:;?!-_*#<>()[]{}\xe2");
	for (size_t i = 0; size && i < sizeof(words) / sizeof(*words); i++) {
		if (strlen(words[i]) == size &&
			sqlite3_strnicmp(words[i], text, (int)size) == 0)
			return !text[size + marks(text + size)] ||
			       memcmp(text, "TODO", 4) == 0;
	}
	return !size;
}

static void judge_annotation(struct diags *diags, const struct script *script,
	const struct annotation *annotation, const char *help)
{
	uint32_t start = annotation->span.start;
	struct span word_span = { start, start + (uint32_t)strlen("@destructive") };
	struct diag *diag;

	if (names_only(annotation->text)) {
		diag_report(diags, RULE_DESTRUCTIVE_REASON, script->source, word_span,
			"@destructive %s gives no reason", annotation->text)
			->help = arena_printf(diags->arena,
			"write it behind a colon: -- @destructive %s: WHY",
			annotation->text);
		return;
	}
	if (destructive_names_no_reason(annotation->text))
		diag_report(diags, RULE_DESTRUCTIVE_REASON, script->source, word_span,
			"@destructive needs a reason")
			->help = "say why it may go: who is asked for it reads this";
	if (annotation->taken_count)
		return;
	diag = diag_report(diags, RULE_DESTRUCTIVE_NAMES, script->source, word_span,
		"@destructive does not name what goes");
	if (strchr(annotation->text, ':'))
		diag->evidence = "the words before the colon do not read as names of "
				 "tables and columns";
	diag->help = help;
}

void destructive_names_judge(struct diags *diags, const struct script *script,
	struct destructive *names, const struct snapshot *schema, bool released)
{
	const char *help = released ? "in a released step it counts for whatever goes"
				    : "write: " ACKNOWLEDGED_LINE;

	for (uint32_t i = 0; i < names->annotation_count; i++) {
		judge_annotation(diags, script, names->annotations[i], help);
		names->everything |= released && !names->annotations[i]->taken_count;
	}
	look_up(diags, script, names, schema, help);
	for (uint32_t i = 0; released && i < names->name_count; i++)
		names->everything |= !names->names[i].known;
}
