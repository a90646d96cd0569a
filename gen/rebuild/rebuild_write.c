/*
 * rebuild_write: the statements of one rebuild. See rebuild_write.h.
 *
 * Of the ways to do it only this one leaves views, triggers and foreign keys of other
 * tables alone: make the new table under another name, copy, drop the old one, rename,
 * with legacy_alter_table on and foreign keys off (the runtime's doing).
 */
#include "gen/rebuild/rebuild_write.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"

void rebuild_write_begin(
	struct rebuild_writer *writer, struct arena *arena, const struct source *source)
{
	*writer = (struct rebuild_writer){ .arena = arena, .source = source };
	text_init(&writer->text, arena);
	text_bytes(&writer->text, source->text, source->size);
	text_byte(&writer->text, 0);
}

static void add_origin(
	struct rebuild_writer *writer, uint32_t start, struct span span, bool exact)
{
	struct origin origin = { .start = start,
		.end = (uint32_t)writer->text.size,
		.span = span,
		.exact = exact };

	*arena_add(writer->arena, writer->origins, writer->origin_count) = origin;
}

/* Bytes that the author wrote at `span`. */
static void add_exact(struct rebuild_writer *writer, const char *bytes, struct span span)
{
	uint32_t start = (uint32_t)writer->text.size;

	text_bytes(&writer->text, bytes, span.end - span.start);
	add_origin(writer, start, span, true);
}

const char *rebuild_write_create(
	struct arena *arena, const struct source *source, const struct rebuild *rebuild)
{
	const struct statement *target = rebuild->target;
	const char *text = source->text;

	return arena_printf(arena, "%.*s%s%.*s",
		(int)(target->name_span.start - target->span.start),
		text + target->span.start, rebuild_table_quote(arena, rebuild->working),
		(int)(target->span.end - target->name_span.end),
		text + target->name_span.end);
}

/* An expression, or NULL, that fills a column of the new table. */
static const struct rebuild_value *value_for(
	const struct rebuild *rebuild, const char *column)
{
	for (uint32_t i = 0; i < rebuild->order->value_count; i++) {
		if (map_same(rebuild->order->values[i].column, column))
			return &rebuild->order->values[i];
	}
	return NULL;
}

/* Is the column filled, by an expression or by the old one of that name? */
static bool fills(const struct rebuild *rebuild, const struct shot_column *column)
{
	return !column->generated &&
	       (value_for(rebuild, column->name) ||
		       snapshot_column(rebuild->old.object, column->name));
}

/* Rows keep their numbers, unless a column that is the number is filled. */
static bool keeps_rowid(const struct rebuild *rebuild)
{
	const struct rebuild_table *new = &rebuild->new;

	return rebuild->old.rowid && new->rowid &&
	       (!new->alias || !fills(rebuild, snapshot_column(new->object, new->alias)));
}

bool rebuild_write_copies(const struct rebuild *rebuild)
{
	const struct shot_object *new = rebuild->new.object;

	for (uint32_t i = 0; i < new->column_count; i++) {
		if (fills(rebuild, &new->columns[i]))
			return true;
	}
	return keeps_rowid(rebuild);
}

/* An item of a list, after a comma unless it is the first. */
static void add_item(struct rebuild_writer *writer, uint32_t *count, const char *item)
{
	text_add(&writer->text, (*count)++ ? ", " : "");
	text_add(&writer->text, item);
}

static void add_name(struct rebuild_writer *writer, uint32_t *count, const char *name)
{
	add_item(writer, count, rebuild_table_quote(writer->arena, name));
}

/* The expression as the author wrote it; a query needs parentheses. */
static void add_value(
	struct rebuild_writer *writer, uint32_t *count, const struct rebuild_value *value)
{
	const struct tree_statement *tree = parse_statement(writer->arena, value->text);
	bool query = tree && tree->kind == STATEMENT_SELECT;

	add_item(writer, count, query ? "(" : "");
	add_exact(writer, value->text, value->span);
	text_add(&writer->text, query ? ")" : "");
}

static void add_order(struct rebuild_writer *writer, const struct rebuild_table *old)
{
	uint32_t count = 0;

	if (old->rowid || old->key.count)
		text_add(&writer->text, " ORDER BY ");
	if (old->rowid)
		text_add(&writer->text, old->rowid);
	for (uint32_t i = 0; !old->rowid && i < old->key.count; i++)
		add_name(writer, &count, old->key.items[i]);
}

static void add_copy(struct rebuild_writer *writer, const struct rebuild *rebuild)
{
	const struct shot_object *old = rebuild->old.object, *new = rebuild->new.object;
	bool rowid = keeps_rowid(rebuild);
	uint32_t count = 0;

	text_format(&writer->text, "INSERT INTO %s(",
		rebuild_table_quote(writer->arena, rebuild->working));
	if (rowid)
		add_item(writer, &count, rebuild->new.rowid);
	for (uint32_t i = 0; i < new->column_count; i++) {
		if (fills(rebuild, &new->columns[i]))
			add_name(writer, &count, new->columns[i].name);
	}
	text_add(&writer->text, ")\nSELECT ");
	count = 0;
	if (rowid)
		add_item(writer, &count, rebuild->old.rowid);
	for (uint32_t i = 0; i < new->column_count; i++) {
		const char *name = new->columns[i].name;
		const struct rebuild_value *value = value_for(rebuild, name);

		if (!fills(rebuild, &new->columns[i]))
			continue;
		if (value)
			add_value(writer, &count, value);
		else
			add_name(writer, &count, snapshot_column(old, name)->name);
	}
	text_format(&writer->text, "\nFROM %s",
		rebuild_table_quote(writer->arena, old->name));
	add_order(writer, &rebuild->old);
	text_add(&writer->text, ";\n");
}

/* The highest id ever given; ids of deleted rows must not be given again. */
static void add_sequence(struct rebuild_writer *writer, const struct rebuild *rebuild)
{
	const char *old = rebuild->old.object->name, *working = rebuild->working;

	if (!rebuild->old.autoincrement || !rebuild->new.autoincrement)
		return;
	text_format(&writer->text,
		"INSERT INTO sqlite_sequence(name, seq)\n"
		"SELECT %Q, seq FROM sqlite_sequence WHERE name = %Q AND NOT EXISTS\n"
		"  (SELECT 1 FROM sqlite_sequence WHERE name = %Q);\n",
		working, old, working);
	text_format(&writer->text,
		"UPDATE sqlite_sequence SET seq = max(seq, coalesce(\n"
		"  (SELECT seq FROM sqlite_sequence WHERE name = %Q), seq))\n"
		"WHERE name = %Q;\n",
		old, working);
}

static void add_create(struct rebuild_writer *writer, const struct source *source,
	const struct rebuild *rebuild)
{
	const struct statement *target = rebuild->target;
	const struct span head = { target->span.start, target->name_span.start };
	const struct span tail = { target->name_span.end, target->span.end };

	add_exact(writer, source->text + head.start, head);
	text_add(&writer->text, rebuild_table_quote(writer->arena, rebuild->working));
	add_exact(writer, source->text + tail.start, tail);
	text_add(&writer->text, ";\n");
}

static void add_swap(struct rebuild_writer *writer, const struct source *source,
	const struct rebuild *rebuild)
{
	struct arena *arena = writer->arena;
	const struct span name = rebuild->target->name_span;

	text_format(&writer->text, "DROP TABLE %s;\nALTER TABLE %s RENAME TO ",
		rebuild_table_quote(arena, rebuild->old.object->name),
		rebuild_table_quote(arena, rebuild->working));
	text_bytes(&writer->text, source->text + name.start, name.end - name.start);
	text_add(&writer->text, ";\n");
}

/* What this writes first, so that finer origins come after it. */
static uint32_t begin(struct rebuild_writer *writer, const struct rebuild *rebuild)
{
	uint32_t start = (uint32_t)writer->text.size;

	add_origin(writer, start, rebuild->target->name_span, false);
	return start;
}

uint32_t rebuild_write(struct rebuild_writer *writer, const struct source *source,
	const struct rebuild *rebuild)
{
	uint32_t origin = writer->origin_count;
	uint32_t start = begin(writer, rebuild);

	if (!rebuild->legacy)
		text_add(&writer->text, "PRAGMA legacy_alter_table=ON;\n");
	add_create(writer, source, rebuild);
	add_copy(writer, rebuild);
	add_sequence(writer, rebuild);
	add_swap(writer, source, rebuild);
	if (!rebuild->legacy)
		text_add(&writer->text, "PRAGMA legacy_alter_table=OFF;\n");
	for (uint32_t i = 0; i < rebuild->back.count; i++)
		text_format(&writer->text, "%s;\n", rebuild->back.items[i]);
	writer->origins[origin].end = (uint32_t)writer->text.size;
	return start;
}
