/*
 * layout: the files of a directory as steps. See layout.h.
 *
 * Each file votes for a layout by its name, or by the comments in it. The layout with the
 * most votes is the directory's; who voted otherwise is reported and left out.
 */
#include "gen/read/layout.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/read/directory.h"
#include "gen/read/journal.h"
#include "gen/read/sections.h"
#include "gen/report/diag.h"

static const struct span nowhere = { 0, 0 };

/* No vote: schema.sql, or a name that is read one way by several tools. */
enum { NEUTRAL = LAYOUT_COUNT };

struct reader {
	struct arena *arena;
	struct diags *diags;
	const struct directory *directory;
	struct layout *layout;
	const struct layout_row *row; /* of the layout, once it is known */
	const char *leader;	      /* a file of the directory's layout */
	const char
		*word; /* in front of all numbers of a plain layout: "schema-", or "" */
};

static struct diag *report(const struct reader *reader, enum rule_id rule,
	const char *path, const char *message)
{
	struct diag *diag =
		diag_report(reader->diags, rule, NULL, nowhere, "%s", message);
	diag->place = path;
	return diag;
}

static bool ends_with(const char *name, const char *end)
{
	size_t size = strlen(name), tail = strlen(end);
	return size >= tail && !strcmp(name + size - tail, end);
}

static bool fits(const struct reader *reader, enum layout_kind kind, const char *file)
{
	struct file_name name;
	enum file_name_verdict verdict =
		file_name_read_as(reader->arena, &layout_table[kind].form, file, &name);
	return verdict == FILE_NAME_FITS || verdict == FILE_NAME_REPEATABLE;
}

/* Is it the up or the down migration in a folder of this layout? */
static bool is_in_folder(const struct layout_row *row, const char *file)
{
	return ends_with(file, row->form.up) ||
	       (row->form.down && ends_with(file, row->form.down));
}

/* A file's vote; only names that fit have one. */
static int vote(const struct reader *reader, const struct source *file)
{
	enum layout_kind kind = sections_kind(file);
	bool folder = strchr(file->name, '/');
	if (!folder && kind != LAYOUT_PLAIN)
		return (int)kind;
	if (!folder && file_name_down(file->name))
		return NEUTRAL;
	for (int i = 0; i < LAYOUT_COUNT; i++) {
		const struct layout_row *row = &layout_table[i];
		if (folder ? row->folders && is_in_folder(row, file->name)
			   : row->by_name &&
					fits(reader, (enum layout_kind)i, file->name))
			return i;
	}
	struct file_name name;
	if (file_name_read(reader->arena, file->name, &name) != FILE_NAME_FITS)
		return NEUTRAL;
	return reader->directory->journal ? NEUTRAL : LAYOUT_PLAIN;
}

/* The layout with most votes; a journal has the last word. */
static enum layout_kind elect(struct reader *reader)
{
	const struct directory *directory = reader->directory;
	const char *first[LAYOUT_COUNT] = { NULL };
	uint32_t votes[LAYOUT_COUNT] = { 0 };
	enum layout_kind best = LAYOUT_PLAIN;
	for (uint32_t i = 0; i < directory->file_count; i++) {
		int kind = vote(reader, directory->files[i]);
		if (kind != NEUTRAL && !votes[kind]++)
			first[kind] = directory->files[i]->name;
	}
	for (int i = 0; i < LAYOUT_COUNT; i++) {
		if (votes[i] > votes[best])
			best = (enum layout_kind)i;
	}
	if (directory->journal)
		best = LAYOUT_DRIZZLE;
	reader->leader = directory->journal ? directory->journal->name : first[best];
	return best;
}

/* Report and leave out a file that another tool would have to read. */
static bool stranger(const struct reader *reader, const struct source *file)
{
	enum layout_kind kind = reader->layout->kind;
	int own = vote(reader, file);
	if (own == NEUTRAL && file_name_down(file->name) && kind != LAYOUT_PAIRS)
		own = kind == LAYOUT_PLAIN ? NEUTRAL : LAYOUT_PLAIN;
	if (own == NEUTRAL || own == (int)kind)
		return false;
	struct diag *diag = report(reader, RULE_MIXED_LAYOUTS, file->path,
		arena_printf(reader->arena, "like %s, among files like %s",
			layout_table[own].files, reader->row->files));
	diag->evidence = arena_printf(
		reader->arena, "%s decides for the directory", reader->leader);
	diag->help = reader->row->others_help
			     ? reader->row->others_help
			     : "one directory has one layout: bring this file into that "
			       "of the others";
	return true;
}

static void report_name(const struct reader *reader, const struct source *file,
	enum file_name_verdict verdict)
{
	struct diag *diag;
	if (verdict == FILE_NAME_TOO_LARGE) {
		report(reader, RULE_NUMBER_TOO_LARGE, file->path, "number too large")
			->help = "numbers end at 9007199254740992";
		return;
	}
	if (verdict == FILE_NAME_REPEATABLE) {
		report(reader, RULE_REPEATABLE, file->path,
			"a repeatable migration would run whenever it changes")
			->help = "give it a version, V3__views.sql with DROP VIEW IF "
				 "EXISTS, then CREATE VIEW; and a new version for each "
				 "change";
		return;
	}
	diag = report(reader, RULE_FILE_NAME, file->path,
		arena_printf(
			reader->arena, "file name must match %s", reader->row->files));
	diag->help = reader->row->name_help;
	if (verdict == FILE_NAME_FOREIGN) {
		diag->severity = SEVERITY_WARNING;
		diag->evidence = "the file is left out";
	}
}

static const struct source *as_way_back(
	const struct reader *reader, const struct source *source)
{
	struct source *copy = arena_alloc(reader->arena, sizeof(*copy));
	*copy = *source;
	copy->down = true;
	return copy;
}

static void add_up(const struct reader *reader, struct entry entry)
{
	struct layout *layout = reader->layout;
	*arena_add(reader->arena, layout->ups, layout->up_count) = entry;
}

static void add_down(const struct reader *reader, struct entry entry)
{
	struct layout *layout = reader->layout;
	entry.source = as_way_back(reader, entry.source);
	*arena_add(reader->arena, layout->downs, layout->down_count) = entry;
}

static void add_entry(const struct reader *reader, struct entry entry)
{
	enum layout_kind kind = reader->layout->kind;
	const struct source *down = NULL;
	if (entry.name.down) {
		add_down(reader, entry);
		return;
	}
	if (reader->row->up_mark)
		sections_split(reader->arena, reader->diags, kind, entry.source,
			&entry.source, &down);
	else if (reader->row->marks)
		entry.source = sections_end_statements(reader->arena, kind, entry.source);
	if (!reader->row->up_mark)
		sections_refuse(reader->arena, reader->diags, entry.source);
	add_up(reader, entry);
	if (down)
		add_down(reader, (struct entry){ entry.name, down });
}

/*
 * The word in front of most numbers, or none where one file has none: backup-2.sql among
 * files like 001_x.sql is not theirs.
 */
static const char *common_word(const struct reader *reader)
{
	const char *best = "";
	uint32_t most = 0;
	struct map counts;

	map_init(&counts, reader->arena);
	counts.exact = true;
	for (uint32_t i = 0; i < reader->directory->file_count; i++) {
		struct file_name name;
		uint32_t count;

		if (file_name_read(reader->arena, reader->directory->files[i]->name,
			    &name) != FILE_NAME_FITS)
			continue;
		if (!*name.word)
			return name.word;
		count = map_get(&counts, name.word) == MAP_NONE
				? 1
				: map_get(&counts, name.word) + 1;
		map_put(&counts, name.word, count);
		if (count > most) {
			most = count;
			best = name.word;
		}
	}
	return best;
}

static enum file_name_verdict read_plain(
	const struct reader *reader, const char *file, struct file_name *name)
{
	enum file_name_verdict verdict = file_name_read(reader->arena, file, name);

	return verdict == FILE_NAME_FITS && strcmp(name->word, reader->word) != 0
		       ? FILE_NAME_FOREIGN
		       : verdict;
}

static void read_file(const struct reader *reader, const struct source *file)
{
	struct entry entry = { .source = file };
	enum file_name_verdict verdict =
		reader->layout->kind == LAYOUT_PLAIN
			? read_plain(reader, file->name, &entry.name)
			: file_name_read_as(reader->arena, &reader->row->form, file->name,
				  &entry.name);
	if (verdict == FILE_NAME_FITS)
		add_entry(reader, entry);
	else
		report_name(reader, file, verdict);
}

static int compare_text(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = strcmp(a->name.version, b->name.version);
	return order ? order : strcmp(a->name.id, b->name.id);
}

static int compare_numbers(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = file_name_compare_versions(a->name.version, b->name.version);
	return order ? order : strcmp(a->name.id, b->name.id);
}

static void sort(const struct reader *reader)
{
	struct layout *layout = reader->layout;
	if (layout->up_count)
		qsort(layout->ups, layout->up_count, sizeof(*layout->ups),
			reader->row->as_text ? compare_text : compare_numbers);
}

static bool collide(const struct entry *a, const struct entry *b)
{
	return !file_name_compare_versions(a->name.version, b->name.version);
}

/* Two steps that the tool's own table cannot tell apart. */
static void check_versions(struct reader *reader)
{
	struct layout *layout = reader->layout;
	for (uint32_t i = 1; i < layout->up_count; i++) {
		const struct entry *a = &layout->ups[i - 1], *b = &layout->ups[i];
		if (reader->row->versions_twice || !collide(a, b))
			continue;
		report(reader, RULE_DUPLICATE, b->source->path,
			arena_printf(reader->arena, "version %s used by %s and %s",
				a->name.version, a->source->name, b->source->name))
			->help = "give the later one a version of its own";
	}
}

static const struct entry *way_up(const struct layout *layout, const struct entry *down)
{
	for (uint32_t i = 0; i < layout->up_count; i++) {
		if (collide(&layout->ups[i], down))
			return &layout->ups[i];
	}
	return NULL;
}

static void report_orphan(const struct reader *reader, const struct entry *down)
{
	report(reader, RULE_DOWN_ORPHAN, down->source->path,
		arena_printf(reader->arena, reader->row->orphan, down->name.id))
		->help = reader->row->orphan_help;
}

/* A down migration goes with the version, whatever its description, as tools pair. */
static void pair(struct reader *reader)
{
	struct layout *layout = reader->layout;
	uint32_t kept = 0;
	struct map seen;
	map_init(&seen, reader->arena);
	seen.exact = true;
	for (uint32_t i = 0; i < layout->down_count; i++) {
		struct entry down = layout->downs[i];
		const struct entry *up = way_up(layout, &down);
		if (!up) {
			report_orphan(reader, &down);
		} else if (map_get(&seen, up->name.id) != MAP_NONE) {
			report(reader, RULE_DUPLICATE, down.source->path,
				arena_printf(reader->arena,
					"a second down migration of %s", up->name.id))
				->help = "keep one of the two";
		} else {
			map_put(&seen, up->name.id, i);
			down.name.id = up->name.id;
			layout->downs[kept++] = down;
		}
	}
	layout->down_count = kept;
}

/* A folder among those of migrations that has no up migration. */
static void check_folders(const struct reader *reader)
{
	const struct directory *directory = reader->directory;
	const char *file = reader->row->form.up + 1;
	for (uint32_t i = 1; i < directory->folders.count; i++) {
		const char *folder = strrchr(directory->folders.items[i], '/') + 1;
		const char *wanted = arena_printf(reader->arena, "%s/%s", folder, file);
		bool found = !file_name_folder(folder) || !strcmp(folder, "meta");
		for (uint32_t j = 0; !found && j < directory->file_count; j++)
			found = !strncmp(
				directory->files[j]->name, wanted, strlen(folder) + 1);
		if (!found)
			report(reader, RULE_FILE_NAME, directory->folders.items[i],
				arena_printf(reader->arena, "no %s in it", file))
				->help = arena_printf(
				reader->arena, "write %s, or remove the folder", wanted);
	}
}

/* The line `provider = …` of a TOML file, not a comment about it; or NULL. */
static const char *provider_line(const char *line)
{
	while (line) {
		line += strspn(line, " \t\r\n");
		if (!strncmp(line, "provider", 8) && strchr(" \t=", line[8]))
			return line;
		line = strchr(line, '\n');
	}
	return NULL;
}

/* prisma's note of the database it was made for. */
static void check_provider(const struct reader *reader)
{
	const struct source *source = reader->directory->provider;
	const char *at = source && source->usable ? provider_line(source->text) : NULL;
	const char *open = at ? strchr(at, '"') : NULL;
	const char *close = open ? strchr(open + 1, '"') : NULL;
	if (!close || !strncmp(open, "\"sqlite\"", 8))
		return;
	struct span span = { (uint32_t)(open + 1 - source->text),
		(uint32_t)(close - source->text) };
	diag_report(reader->diags, RULE_OTHER_ENGINE, source, span, "a history for %.*s",
		(int)(close - open - 1), open + 1)
		->help = "instar compiles migrations of SQLite databases";
}

static const struct source *find_file(const struct directory *directory, const char *name)
{
	for (uint32_t i = 0; i < directory->file_count; i++) {
		if (!strcmp(directory->files[i]->name, name))
			return directory->files[i];
	}
	return NULL;
}

static void report_missing(
	const struct reader *reader, const struct journal_entry *entry, const char *file)
{
	diag_report(reader->diags, RULE_JOURNAL, reader->directory->journal, entry->span,
		"no file %s", file)
		->help = "put the file back, or remove the entry when the step never "
			 "reached anybody";
}

/* The journal's order; then what it does not name. */
static void read_journal(struct reader *reader)
{
	const struct directory *directory = reader->directory;
	struct journal journal =
		journal_read(reader->arena, reader->diags, directory->journal);
	struct map tags;
	map_init(&tags, reader->arena);
	tags.exact = true;
	for (uint32_t i = 0; i < journal.count; i++) {
		const struct journal_entry *entry = &journal.entries[i];
		const char *file = arena_printf(reader->arena, "%s.sql", entry->tag);
		const struct source *source = find_file(directory, file);
		uint32_t before = reader->layout->up_count;
		map_put(&tags, file, i);
		if (source)
			read_file(reader, source);
		else
			report_missing(reader, entry, file);
		if (reader->layout->up_count > before)
			reader->layout->ups[before].name.version = entry->when;
	}
	for (uint32_t i = 0; i < directory->file_count && journal.count; i++) {
		const struct source *file = directory->files[i];
		if (map_get(&tags, file->name) == MAP_NONE && !stranger(reader, file))
			report(reader, RULE_JOURNAL, file->path,
				"not in meta/_journal.json, so drizzle never runs it")
				->help = "enter it, or move it away";
	}
}

static void read_files(struct reader *reader)
{
	const struct directory *directory = reader->directory;
	for (uint32_t i = 0; i < directory->file_count; i++) {
		if (!stranger(reader, directory->files[i]))
			read_file(reader, directory->files[i]);
	}
	if (reader->layout->kind == LAYOUT_PLAIN)
		return;
	sort(reader);
	check_versions(reader);
	pair(reader);
	if (reader->row->folders)
		check_folders(reader);
}

struct layout *layout_read(
	struct arena *arena, struct diags *diags, const struct directory *directory)
{
	struct layout *layout = arena_alloc(arena, sizeof(*layout));
	struct reader reader = {
		.arena = arena, .diags = diags, .directory = directory, .layout = layout
	};
	layout->kind = elect(&reader);
	reader.row = &layout_table[layout->kind];
	reader.word = common_word(&reader);
	if (layout->kind == LAYOUT_DRIZZLE)
		read_journal(&reader);
	else
		read_files(&reader);
	if (layout->kind == LAYOUT_PRISMA)
		check_provider(&reader);
	return layout;
}
