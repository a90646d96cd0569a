/*
 * sections: the up and down migrations of a file with both. See sections.h.
 *
 * A comment counts only where the scanner sees one: "-- +goose Down" in a string is text.
 */
#include "gen/read/sections.h"

#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/report/diag.h"
#include "runtime/sqlite/token.h"

enum place { BEFORE, UP, DOWN };

struct splitter {
	struct arena *arena;
	struct diags *diags;
	const struct layout_row *row;
	const struct source *source;
	char *texts[2];	    /* of UP and DOWN */
	uint32_t at, start; /* of the token at hand, of the part it is in */
	struct span begin;  /* an open StatementBegin; an empty one: none */
	enum place place;
	bool seen[3];	/* UP, DOWN; BEFORE: statements that are in no section */
	bool open;	/* a statement has begun and no semicolon has ended it */
	bool changeset; /* one was named */
};

/* Do the words agree, where one blank in `mark` is any number, in any case? */
static const char *match(const char *text, const char *end, const char *mark)
{
	for (; *mark; mark++) {
		if (*mark == ' ' && text < end && strchr(" \t", *text)) {
			while (text < end && strchr(" \t", *text))
				text++;
		} else if (text == end || strncasecmp(text, mark, 1) != 0) {
			return NULL;
		} else {
			text++;
		}
	}
	return text;
}

/* May there be more behind the mark? Where not, more words make it an unknown one. */
static bool goes_on(enum mark mark)
{
	return mark == MARK_UNKNOWN || mark == MARK_CHANGESET || mark == MARK_ROLLBACK;
}

/* What a line comment says to a tool; `*rest`, unless NULL, is what follows the mark. */
static enum mark mark_of(
	const struct layout_row *row, const char *text, size_t size, const char **rest)
{
	const char *end = text + size;

	text += 2;
	while (text < end && strchr(" \t-", *text))
		text++;
	while (end > text && strchr(" \t\r-", end[-1]))
		end--;
	for (const struct layout_mark *mark = row->marks; mark->mark; mark++) {
		const char *behind = match(text, end, mark->text);

		if (rest)
			*rest = behind;
		if (behind && (behind == end || goes_on(mark->mark)))
			return mark->mark;
	}
	return MARK_NONE;
}

/* The next token that is no blank; its length in `*size`, 0 at the end. */
static enum instar__token next(const struct source *source, uint32_t *at, size_t *size)
{
	const char *limit = source->text + source->size;
	enum instar__token kind;
	for (;; *at += (uint32_t)*size) {
		kind = instar__token_next(source->text + *at, limit, size);
		if (kind != INSTAR__SPACE || !*size)
			return kind;
	}
}

/* The layout that a comment parts its file for, or LAYOUT_PLAIN. */
static enum layout_kind parts(const char *text, size_t size)
{
	for (int i = 0; i < LAYOUT_COUNT; i++) {
		const struct layout_row *row = &layout_table[i];
		enum mark mark =
			row->up_mark ? mark_of(row, text, size, NULL) : MARK_NONE;
		if (mark == MARK_UP || mark == MARK_DOWN)
			return (enum layout_kind)i;
	}
	return LAYOUT_PLAIN;
}

void sections_refuse(
	struct arena *arena, struct diags *diags, const struct source *source)
{
	size_t size = 0;

	for (uint32_t at = 0; source->usable && at < source->size; at += (uint32_t)size) {
		enum instar__token kind = next(source, &at, &size);

		if (!size)
			break;
		for (int i = 0; kind == INSTAR__LINE_COMMENT && i < LAYOUT_COUNT; i++) {
			const struct layout_row *row = &layout_table[i];

			if (!row->up_mark ||
				mark_of(row, source->text + at, size, NULL) != MARK_DOWN)
				continue;
			diag_report(diags, RULE_FOREIGN_MARK, source,
				(struct span){ at, at + (uint32_t)size },
				"here the down migration of another tool begins")
				->help = arena_printf(arena,
				"write it into a file of its own, as the others have it, "
				"or remove it: below %s it would run with the step",
				row->down_mark);
		}
	}
}

enum layout_kind sections_kind(const struct source *source)
{
	size_t size = 0;
	for (uint32_t at = 0; source->usable && at < source->size; at += (uint32_t)size) {
		enum instar__token kind = next(source, &at, &size);
		if (!size)
			break;
		enum layout_kind found = kind == INSTAR__LINE_COMMENT
						 ? parts(source->text + at, size)
						 : LAYOUT_PLAIN;
		if (found != LAYOUT_PLAIN)
			return found;
	}
	return LAYOUT_PLAIN;
}

static struct diag *report(
	const struct splitter *splitter, struct span span, const char *message)
{
	return diag_report(
		splitter->diags, RULE_SECTION, splitter->source, span, "%s", message);
}

static const char *spelt(const struct splitter *splitter, enum place place)
{
	return place == UP ? splitter->row->up_mark : splitter->row->down_mark;
}

/* "write -- +goose StatementEnd before it": the tool's own words for such a mark. */
static const char *write_mark(
	const struct splitter *splitter, const char *word, const char *place)
{
	const char *up = spelt(splitter, UP);

	return arena_printf(splitter->arena, "write %.*s%s %s",
		(int)(strrchr(up, ' ') + 1 - up), up, word, place);
}

/* Blank out the bytes from `start` to `end` for one way, or for both (BEFORE). */
static void blank(
	struct splitter *splitter, enum place place, uint32_t start, uint32_t end)
{
	for (int i = 0; i < 2; i++) {
		if (place != BEFORE && place != (enum place)(i + 1))
			continue;
		for (uint32_t at = start; at < end; at++) {
			if (!strchr("\r\n", splitter->texts[i][at]))
				splitter->texts[i][at] = ' ';
		}
	}
}

/*
 * A part ends here: it is blank for the direction that it does not belong to. What is
 * before all sections, remarks and annotations, belongs to the up migration.
 */
static void end_part(struct splitter *splitter, uint32_t end)
{
	blank(splitter, splitter->place == DOWN ? UP : DOWN, splitter->start, end);
	splitter->start = end;
	if (splitter->begin.end)
		report(splitter, splitter->begin, "StatementBegin without StatementEnd")
			->help = write_mark(splitter, "StatementEnd",
			"after the statement's semicolon");
	splitter->begin = (struct span){ 0, 0 };
	splitter->open = false;
}

static void begin_section(struct splitter *splitter, enum place place, struct span span)
{
	const char *mark = spelt(splitter, place);
	end_part(splitter, span.start);
	if (splitter->seen[place])
		report(splitter, span, arena_printf(splitter->arena, "a second %s", mark))
			->help = "one section each: put the statements of both into one";
	else if (place == UP && splitter->seen[DOWN] && !splitter->row->down_first)
		report(splitter, span,
			arena_printf(splitter->arena, "%s after %s", mark,
				spelt(splitter, DOWN)))
			->help = "write the up migration first";
	splitter->seen[place] = true;
	splitter->place = place;
}

/* Put the semicolon that the tool does not need where a comment of its own is. */
static void end_statement(struct splitter *splitter, struct span span)
{
	blank(splitter, BEFORE, span.start, span.end);
	if (splitter->open && splitter->place != BEFORE)
		splitter->texts[splitter->place - UP][span.start] = ';';
	splitter->open = false;
}

static void take_block(struct splitter *splitter, enum mark mark, struct span span)
{
	if (mark == MARK_BEGIN && splitter->begin.end)
		report(splitter, span, "StatementBegin in an open StatementBegin")->help =
			write_mark(splitter, "StatementEnd", "before it");
	else if (mark == MARK_END && !splitter->begin.end)
		report(splitter, span, "StatementEnd without StatementBegin")->help =
			write_mark(splitter, "StatementBegin",
				"before the statement, or remove this line");
	splitter->begin = mark == MARK_BEGIN ? span : (struct span){ 0, 0 };
	end_statement(splitter, span);
}

/* The statement behind --rollback, as a part of the down migration. */
static void take_rollback(struct splitter *splitter, struct span span, uint32_t sql)
{
	end_part(splitter, span.start);
	blank(splitter, UP, span.start, span.end);
	blank(splitter, DOWN, span.start, sql);
	splitter->start = span.end;
	splitter->seen[DOWN] = true;
}

static void take_changeset(struct splitter *splitter, struct span span)
{
	if (splitter->changeset)
		report(splitter, span, "a second changeset")->help =
			"write one changeset a file: the down migrations of several "
			"would run in the wrong order";
	splitter->changeset = true;
}

static void take_mark(struct splitter *splitter, enum mark mark, struct span span)
{
	if (mark == MARK_UP || mark == MARK_DOWN) {
		begin_section(splitter, mark == MARK_UP ? UP : DOWN, span);
		blank(splitter, BEFORE, span.start, span.end);
	} else if (mark == MARK_BEGIN || mark == MARK_END) {
		take_block(splitter, mark, span);
	} else if (mark == MARK_BREAK) {
		end_statement(splitter, span);
	} else if (mark == MARK_TEMPLATE) {
		report(splitter, span, "environment variables are not put into SQL")
			->help =
			"write the value itself: what is compiled must be the same "
			"everywhere";
	} else if (mark == MARK_UNKNOWN) {
		report(splitter, span, "unknown mark, or text after it")->help =
			splitter->row->marks_help;
	}
}

static void take_comment(struct splitter *splitter, struct span span)
{
	const char *text = splitter->source->text, *rest;
	enum mark mark =
		mark_of(splitter->row, text + span.start, span.end - span.start, &rest);

	if (mark == MARK_ROLLBACK)
		take_rollback(splitter, span, (uint32_t)(rest - text));
	else if (mark == MARK_CHANGESET)
		take_changeset(splitter, span);
	else
		take_mark(splitter, mark, span);
}

/* A token of a statement, in a section or, which is an error, before the first. */
static void take_token(
	struct splitter *splitter, enum instar__token kind, struct span span)
{
	splitter->open = kind != INSTAR__SEMICOLON;
	if (splitter->place != BEFORE || splitter->seen[BEFORE] ||
		splitter->row->up_unmarked)
		return;
	splitter->seen[BEFORE] = true;
	report(splitter, span,
		arena_printf(
			splitter->arena, "a statement before %s", spelt(splitter, UP)))
		->help = arena_printf(splitter->arena,
		"move %s up: what is before it never runs", spelt(splitter, UP));
}

static void scan(struct splitter *splitter)
{
	const struct source *source = splitter->source;
	size_t size = 0;
	for (; splitter->at < source->size; splitter->at += (uint32_t)size) {
		enum instar__token kind = next(source, &splitter->at, &size);
		struct span span = { splitter->at, splitter->at + (uint32_t)size };
		if (kind == INSTAR__END || !size)
			break;
		if (kind == INSTAR__LINE_COMMENT)
			take_comment(splitter, span);
		else if (kind != INSTAR__BLOCK_COMMENT)
			take_token(splitter, kind, span);
	}
}

static struct splitter begin(struct arena *arena, struct diags *diags,
	enum layout_kind kind, const struct source *source)
{
	struct splitter splitter = {
		.arena = arena,
		.diags = diags,
		.row = &layout_table[kind],
		.source = source,
	};
	for (int i = 0; i < 2; i++)
		splitter.texts[i] = arena_copy(arena, source->text, source->size);
	return splitter;
}

static const struct source *masked(const struct splitter *splitter, enum place place)
{
	struct source *copy = arena_alloc(splitter->arena, sizeof(*copy));
	*copy = *splitter->source;
	copy->text = splitter->texts[place - UP];
	copy->down = place == DOWN;
	return copy;
}

void sections_split(struct arena *arena, struct diags *diags, enum layout_kind kind,
	const struct source *source, const struct source **up, const struct source **down)
{
	struct splitter splitter = begin(arena, diags, kind, source);
	*up = source;
	*down = NULL;
	if (!source->usable)
		return;
	scan(&splitter);
	end_part(&splitter, source->size);
	if (!splitter.seen[UP] && !splitter.seen[DOWN] && splitter.row->up_unmarked)
		return;
	if (!splitter.seen[UP] && !splitter.seen[BEFORE] && !splitter.row->up_unmarked)
		report(&splitter, (struct span){ 0, 0 },
			arena_printf(arena, "no %s", spelt(&splitter, UP)))
			->help = "write it above the statements of the up migration";
	*up = masked(&splitter, UP);
	if (splitter.seen[DOWN])
		*down = masked(&splitter, DOWN);
}

const struct source *sections_end_statements(
	struct arena *arena, enum layout_kind kind, const struct source *source)
{
	struct splitter splitter = begin(arena, NULL, kind, source);
	if (!source->usable)
		return source;
	splitter.place = UP;
	scan(&splitter);
	return masked(&splitter, UP);
}
