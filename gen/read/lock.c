/*
 * lock: the released steps of a set. See lock.h.
 *
 * After its comment the file has one line a step, `ID HASH`, in the order they run, and a
 * last one, `last ID`. Two branches that both add steps change that last line, so they
 * conflict in it whatever tool merges them; and a file that was cut short has none. Above
 * the steps may be `format 2`, `set NAME` and `base HASH`: no id is such a word, since
 * each has a digit.
 */
#include "gen/read/lock.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/read/directory.h"
#include "gen/report/diag.h"

static const char header[] = "# instar.lock: released steps, which never change. Written "
			     "by instar lock; keep it in version control.\n";

/* Shown of a hash: enough to tell two apart. */
enum { HASH = 64, SHOWN = 12 };

const char *lock_path(struct arena *arena, const struct directory *directory)
{
	return arena_printf(arena, "%s/instar.lock", directory->path);
}

/* A lock file being read, one line at a time. */
struct reader {
	struct arena *arena;
	struct diags *diags;
	struct lock *lock;
	struct map ids;	  /* to lines */
	const char *last; /* of the line `last ID`, or NULL */
	uint32_t line;
	bool broken; /* something was reported; what follows would only be noise */
};

static void malformed(struct reader *reader, struct span span, const char *message)
{
	reader->broken = true;
	diag_report(
		reader->diags, RULE_LOCK_FILE, reader->lock->source, span, "%s", message)
		->help =
		"put the file back from version control, or settle the merge: the "
		"lines of one side, then instar lock";
}

static bool is_hash(const char *text, size_t size)
{
	return size == HASH && strspn(text, "0123456789abcdef") >= HASH;
}

static bool is_marker(const char *text, size_t size)
{
	static const char *const markers[] = { "<<<<<<<", "|||||||",
		"=======", ">>>>>>>" };
	for (size_t i = 0; i < sizeof(markers) / sizeof(markers[0]); i++) {
		if (size >= 7 && !memcmp(text, markers[i], 7))
			return true;
	}
	return false;
}

static void add_step(
	struct reader *reader, const char *id, const char *hash, struct span span)
{
	struct lock *lock = reader->lock;
	if (map_get(&reader->ids, id) != MAP_NONE) {
		malformed(reader, span,
			arena_printf(reader->arena, "%s is here twice", id));
		return;
	}
	map_put(&reader->ids, id, lock->count);
	*arena_add(reader->arena, lock->lines, lock->count) = (struct lock_line){
		.id = id, .token_hash = hash, .span = span, .line = reader->line
	};
}

static void check_format(struct reader *reader, const char *number, struct span span)
{
	if (strtoul(number, NULL, 10) <= LOCK_FORMAT)
		return;
	malformed(reader, span,
		arena_printf(reader->arena,
			"written by a newer instar: format %s, and this one reads %d",
			number, LOCK_FORMAT));
	reader->diags->items[reader->diags->count - 1].help =
		"use the instar that wrote it, or a newer one";
}

/* A line that is about the set, not about a step. */
static bool read_word(struct reader *reader, const char *word, const char *value,
	struct span span, struct span whole)
{
	struct lock *lock = reader->lock;

	if (!strcmp(word, "last")) {
		reader->last = value;
	} else if (!strcmp(word, "format")) {
		check_format(reader, value, whole);
	} else if (!strcmp(word, "set")) {
		lock->set = value;
		lock->set_span = whole;
	} else if (!strcmp(word, "base") && is_hash(value, strlen(value))) {
		lock->base = value;
		lock->base_span = span;
		lock->base_line = reader->line;
	} else {
		return false;
	}
	return true;
}

/* A line that is neither empty nor a comment. */
static void read_line(struct reader *reader, uint32_t start, size_t size)
{
	const char *text = reader->lock->source->text + start;
	const char *blank = memchr(text, ' ', size);
	size_t id_size = blank ? (size_t)(blank - text) : size;
	size_t rest = size - id_size - (blank != NULL);
	struct span whole = { start, start + (uint32_t)size };
	struct span span = { start, start + (uint32_t)id_size };
	const char *word = arena_copy(reader->arena, text, id_size);
	const char *value = rest ? arena_copy(reader->arena, blank + 1, rest) : NULL;
	if (is_marker(text, size))
		malformed(reader, whole,
			arena_printf(reader->arena, "merge conflict at line %u",
				reader->line));
	else if (reader->last)
		malformed(reader, whole, "text after the last line");
	else if (value && read_word(reader, word, value, span, whole))
		return;
	else if (!value || !id_size || !is_hash(value, rest))
		malformed(reader, whole, "does not read as: ID, a blank, 64 hex digits");
	else
		add_step(reader, word, value, span);
}

static void check_end(struct reader *reader)
{
	const struct lock *lock = reader->lock;
	struct span end = { lock->source->size, lock->source->size };
	const char *last = lock->count ? lock->lines[lock->count - 1].id : "";
	if (reader->broken)
		return;
	if (!reader->last)
		malformed(reader, end, "ends too early: the line \"last ID\" is missing");
	else if (strcmp(reader->last, last) != 0)
		malformed(reader, end,
			arena_printf(reader->arena,
				"the last line names %s, but the last step here is %s",
				reader->last, *last ? last : "missing"));
}

static void read_lines(struct reader *reader)
{
	const struct source *source = reader->lock->source;
	for (uint32_t i = 0; i < source->line_count && !reader->broken; i++) {
		uint32_t start = source->lines[i];
		uint32_t end =
			i + 1 < source->line_count ? source->lines[i + 1] : source->size;
		while (end > start && strchr("\r\n \t", source->text[end - 1]))
			end--;
		reader->line = i + 1;
		if (end > start && source->text[start] != '#')
			read_line(reader, start, end - start);
	}
	check_end(reader);
}

struct lock *lock_read(
	struct arena *arena, struct diags *diags, const char *path, bool required)
{
	struct lock *lock = arena_alloc(arena, sizeof(*lock));
	struct reader reader = { .arena = arena, .diags = diags, .lock = lock };
	if (!required && access(path, F_OK) != 0)
		return lock;
	struct source *source = directory_read_file(arena, diags, path);
	if (!source->usable)
		return lock;
	lock->source = source;
	map_init(&reader.ids, arena);
	reader.ids.exact = true;
	read_lines(&reader);
	return lock;
}

/* A plan being held to a lock file. */
struct holder {
	struct arena *arena;
	struct diags *diags;
	const struct lock *lock;
	struct plan *plan;
	struct map ids;	   /* present names and old ones, to migrations */
	uint32_t position; /* the highest released one */
};

static void report_gone(const struct holder *holder, const struct lock_line *line)
{
	const struct migration *same = NULL;
	for (uint32_t i = 0; i < holder->plan->count && !same; i++) {
		const struct migration *migration = &holder->plan->migrations[i];
		if (!strcmp(migration->token_hash, line->token_hash))
			same = migration;
	}
	struct diag *diag = diag_report(holder->diags, RULE_RELEASED_GONE,
		holder->lock->source, line->span,
		"the released step %s was removed or renamed", line->id);
	diag->evidence =
		same ? arena_printf(holder->arena, "%s has the same statements", same->id)
		     : NULL;
	diag->help = arena_printf(holder->arena,
		"put its file back; when it was renamed, write in the new file: "
		"-- @was %s",
		line->id);
}

static const char *hashes(
	const struct holder *holder, const char *then, const char *now, uint32_t line)
{
	return arena_printf(holder->arena, "released: %.*s…  now: %.*s…  (%s:%u)", SHOWN,
		then, SHOWN, now, holder->lock->source->name, line);
}

static void report_edited(const struct holder *holder, const struct lock_line *line,
	const struct migration *migration)
{
	struct diag *diag = diag_report(holder->diags, RULE_RELEASED_EDITED,
		migration->up->source, parse_place(migration->up),
		"checksum of %s changed; released steps are immutable", migration->id);
	diag->evidence =
		hashes(holder, line->token_hash, migration->token_hash, line->line);
	diag->help = "put its released text back and ship the change as a new step; "
		     "comments and white space may change";
}

static void report_order(const struct holder *holder, const struct migration *migration,
	const struct migration *released, const char *what)
{
	diag_report(holder->diags, RULE_RELEASED_ORDER, migration->up->source,
		parse_place(migration->up),
		"the %s step %s is sorted before the released %s", what, migration->id,
		released->id)
		->help = arena_printf(holder->arena,
		"databases in the field have run %s already: name this one so that it "
		"comes after all that is released",
		released->id);
}

/* base.sql comes before all that is released: it can neither change nor come or go. */
static void hold_base(struct holder *holder)
{
	const struct lock *lock = holder->lock;
	const struct migration *base = holder->plan->base;
	struct diag *diag;

	if (!base && lock->base)
		diag_report(holder->diags, RULE_RELEASED_GONE, lock->source,
			lock->base_span, "base.sql was removed")
			->help = "put it back: users' databases have what is in it";
	else if (base && !lock->base && lock->count)
		diag_report(holder->diags, RULE_BASE, base->up->source,
			parse_place(base->up),
			"base.sql is new, and comes before released steps")
			->help =
			"what is new comes as a step; when users' databases have "
			"had it all along, remove instar.lock and lock anew";
	else if (base && lock->base && strcmp(base->token_hash, lock->base) != 0) {
		diag = diag_report(holder->diags, RULE_RELEASED_EDITED, base->up->source,
			parse_place(base->up),
			"checksum of base.sql changed; it is as immutable as released "
			"steps");
		diag->evidence =
			hashes(holder, lock->base, base->token_hash, lock->base_line);
		diag->help = "put its text back and ship the change as a new step; "
			     "comments and white space may change";
	}
}

static void hold_line(struct holder *holder, const struct lock_line *line)
{
	uint32_t index = map_get(&holder->ids, line->id);
	if (index == MAP_NONE) {
		report_gone(holder, line);
		return;
	}
	struct migration *migration = &holder->plan->migrations[index];
	migration->released = true;
	if (strcmp(migration->token_hash, line->token_hash) != 0)
		report_edited(holder, line, migration);
	if (migration->position > holder->position)
		holder->position = migration->position;
	else
		report_order(holder, migration,
			&holder->plan->migrations[holder->position - 1], "released");
}

static void index_names(struct holder *holder)
{
	map_init(&holder->ids, holder->arena);
	holder->ids.exact = true;
	for (uint32_t i = 0; i < holder->plan->count; i++) {
		const struct migration *migration = &holder->plan->migrations[i];
		for (uint32_t j = 0; j < migration->was.count; j++)
			map_put(&holder->ids, migration->was.items[j], i);
	}
	for (uint32_t i = 0; i < holder->plan->count; i++)
		map_put(&holder->ids, holder->plan->migrations[i].id, i);
}

void lock_hold(struct arena *arena, struct diags *diags, const struct lock *lock,
	struct plan *plan)
{
	struct holder holder = {
		.arena = arena, .diags = diags, .lock = lock, .plan = plan
	};
	index_names(&holder);
	if (lock->source)
		hold_base(&holder);
	for (uint32_t i = 0; i < lock->count; i++)
		hold_line(&holder, &lock->lines[i]);
	for (uint32_t i = 0; i + 1 < holder.position; i++) {
		if (!plan->migrations[i].released)
			report_order(&holder, &plan->migrations[i],
				&plan->migrations[holder.position - 1], "new");
	}
}

void lock_hold_name(struct arena *arena, struct diags *diags, const struct lock *lock,
	const char *name)
{
	if (!name || !lock->set || !strcmp(name, lock->set))
		return;
	diag_report(diags, RULE_LOCK_FILE, lock->source, lock->set_span,
		"the set is %s, not %s", lock->set, name)
		->help = arena_printf(arena,
		"databases of users have the records of %s: leave --name %s out",
		lock->set, name);
}

bool lock_is_current(struct arena *arena, const struct lock *lock, const char *path)
{
	struct diags *unheard = diag_new(arena);
	const struct source *now;

	if (access(path, F_OK) != 0)
		return !lock->source;
	now = directory_read_file(arena, unheard, path);
	return lock->source && now->usable && now->size == lock->source->size &&
	       memcmp(now->text, lock->source->text, now->size) == 0;
}

const char *lock_text(
	struct arena *arena, const struct plan *plan, const char *set, size_t *size)
{
	struct text text;
	text_init(&text, arena);
	text_add(&text, header);
	if (set || plan->base)
		text_format(&text, "format %d\n", LOCK_FORMAT);
	if (set)
		text_format(&text, "set %s\n", set);
	if (plan->base)
		text_format(&text, "base %s\n", plan->base->token_hash);
	for (uint32_t i = 0; i < plan->count; i++)
		text_format(&text, "%s %s\n", plan->migrations[i].id,
			plan->migrations[i].token_hash);
	if (plan->count)
		text_format(&text, "last %s\n", plan->migrations[plan->count - 1].id);
	*size = text.size;
	return text.bytes;
}
