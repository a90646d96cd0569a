/*
 * diag: findings as data, printed at the end. See diag.h.
 *
 * What comes from a file is made fit for a terminal here: control bytes and bytes that
 * are no UTF-8 are spelled out, never sent raw.
 */
#include "gen/report/diag.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/base/utf8.h"
#include "gen/report/sarif.h"

struct diags *diag_new(struct arena *arena)
{
	struct diags *diags = arena_alloc(arena, sizeof(*diags));
	diags->arena = arena;
	return diags;
}

/* Nobody reads more than DIAG_MOST of a kind, and a file can hold a million. */
static bool is_one_more(
	struct diags *diags, enum rule_id rule, const struct source *source)
{
	if (source != diags->counted) {
		diags->counted = source;
		memset(diags->counts, 0, sizeof(diags->counts));
	}
	return source && ++diags->counts[rule] > DIAG_MOST;
}

static struct diag *add_diag(struct diags *diags)
{
	return arena_add(diags->arena, diags->items, diags->count);
}

struct diag *diag_report(struct diags *diags, enum rule_id rule,
	const struct source *source, struct span span, const char *format, ...)
{
	bool more = is_one_more(diags, rule, source);
	bool last = more && diags->counts[rule] == DIAG_MOST + 1;
	struct diag *diag = more && !last ? &diags->spare : add_diag(diags);
	va_list arguments;
	*diag = (struct diag){
		.rule = &rules[rule],
		.severity = rules[rule].severity,
		.source = source,
		.span = source ? source_origin(source, span) : span,
	};
	if (more) {
		diag->message = "there are more of these in this file";
		return diag;
	}
	va_start(arguments, format);
	diag->message = arena_vprintf(diags->arena, format, arguments);
	va_end(arguments);
	return diag;
}

uint32_t diag_count(const struct diags *diags, enum severity severity)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < diags->count; i++)
		count +=
			!diags->items[i].silenced && diags->items[i].severity == severity;
	return count;
}

static const char *place_of(const struct diag *diag)
{
	if (diag->source)
		return diag->source->path ? diag->source->path : diag->source->name;
	return diag->place ? diag->place : "";
}

static int compare(const void *left, const void *right)
{
	const struct diag *a = *(struct diag *const *)left;
	const struct diag *b = *(struct diag *const *)right;
	int order = (int)a->past - (int)b->past;
	if (!order)
		order = strcmp(place_of(a), place_of(b));
	if (!order)
		order = (a->span.start > b->span.start) - (a->span.start < b->span.start);
	return order ? order : (a > b) - (a < b); /* as reported */
}

/* The findings to print, by place. */
static struct diag **sorted(const struct diags *diags, uint32_t *count)
{
	struct diag **list = arena_array(diags->arena, diags->count, sizeof(*list));
	*count = 0;
	for (uint32_t i = 0; i < diags->count; i++) {
		if (!diags->items[i].silenced)
			list[(*count)++] = &diags->items[i];
	}
	if (*count)
		qsort(list, *count, sizeof(*list), compare);
	return list;
}

/* Append text that a terminal can be trusted with; tabs stay when `tabs` is true. */
static void add_safe(struct text *out, const char *bytes, size_t size, bool tabs)
{
	for (size_t i = 0; i < size;) {
		uint32_t letter;
		size_t length = instar__utf8_next(bytes + i, size - i, &letter, NULL);
		if (!length) {
			text_format(out, "\\x%02x", (unsigned char)bytes[i]);
			length = 1;
		} else if (letter == '\n') {
			text_add(out, "\\n");
		} else if (utf8_control(letter) && !(tabs && letter == '\t')) {
			text_format(out, letter < 0x100 ? "\\x%02x" : "\\u%04x", letter);
		} else {
			text_bytes(out, bytes + i, length);
		}
		i += length;
	}
}

static const char *severity_name(enum severity severity)
{
	static const char *const names[] = { "note", "warning", "error" };
	return names[severity];
}

static const char *severity_colour(enum severity severity)
{
	static const char *const colours[] = { "\x1b[1;36m", "\x1b[1;35m", "\x1b[1;31m" };
	return colours[severity];
}

/* The line under the source line: blanks as wide, then ^ and ~ below the span. */
static void add_caret(
	struct text *out, const char *line, size_t size, size_t start, size_t end)
{
	struct text shown;
	for (size_t i = 0; i < start && i < size;) {
		uint32_t letter;
		size_t length = instar__utf8_next(line + i, size - i, &letter, NULL);
		length = length ? length : 1;
		text_init(&shown, out->arena);
		add_safe(&shown, line + i, length, true);
		if (letter == '\t' && shown.size == 1)
			text_byte(out, '\t');
		else
			for (size_t j = 0; j < shown.size; j++)
				if ((shown.bytes[j] & 0xc0) != 0x80)
					text_byte(out, ' ');
		i += length;
	}
	text_byte(out, '^');
	for (size_t i = start + 1; i < end && i < size; i++)
		if ((line[i] & 0xc0) != 0x80)
			text_byte(out, '~');
	text_byte(out, '\n');
}

/* Longest source line that is shown whole. */
#define SHOWN 200

static void add_source(struct text *out, const struct diag *diag, uint32_t line)
{
	const struct source *source = diag->source;
	uint32_t start = source->lines[line - 1];
	uint32_t end = line < source->line_count ? source->lines[line] : source->size;
	while (end > start && strchr("\r\n", source->text[end - 1]))
		end--;
	if (end - start > SHOWN)
		return;
	text_add(out, "  ");
	add_safe(out, source->text + start, end - start, true);
	text_add(out, "\n  ");
	add_caret(out, source->text + start, end - start, diag->span.start - start,
		diag->span.end - start);
}

/* Several lines, each set in. */
static void add_indented(struct text *out, const char *label, const char *lines)
{
	while (*lines) {
		size_t length = strcspn(lines, "\n");
		text_format(out, "  %s", label);
		add_safe(out, lines, length, true);
		text_byte(out, '\n');
		lines += length + (lines[length] == '\n');
		label = *label ? "      " : "";
	}
}

static void add_place(
	struct text *out, const struct diag *diag, uint32_t line, uint32_t column)
{
	const char *place = place_of(diag);
	add_safe(out, place, strlen(place), false);
	if (diag->source)
		text_format(out, ":%u:%u", line, column);
	if (*place)
		text_add(out, ": ");
}

static void add_text(struct text *out, const struct diag *diag, bool colour)
{
	const char *on = colour ? severity_colour(diag->severity) : "";
	const char *off = colour ? "\x1b[0m" : "";
	uint32_t line = 0, column = 0;
	if (diag->source)
		source_position(diag->source, diag->span.start, &line, &column);
	add_place(out, diag, line, column);
	text_format(out, "%s%s:%s ", on, severity_name(diag->severity), off);
	add_safe(out, diag->message, strlen(diag->message), false);
	text_format(out, " [%s]\n", diag->rule->code);
	if (diag->source)
		add_source(out, diag, line);
	if (diag->evidence)
		add_indented(out, "", diag->evidence);
	if (diag->help)
		add_indented(out, "help: ", diag->help);
}

/* JSON strings are UTF-8: bytes that are not are spelled out as on a terminal. */
static void add_member(struct text *out, const char *name, const char *value)
{
	struct text safe;
	text_format(out, ", \"%s\": ", name);
	if (!value) {
		text_add(out, "null");
		return;
	}
	text_init(&safe, out->arena);
	for (const char *at = value; *at;) {
		size_t size = strcspn(at, "\n\t");
		add_safe(&safe, at, size, false);
		at += size;
		if (*at)
			text_byte(&safe, *at++);
	}
	text_json(out, safe.bytes ? safe.bytes : "");
}

static void add_json(struct text *out, const struct diag *diag)
{
	uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
	text_format(out, "{\"code\": \"%s\", \"severity\": \"%s\"", diag->rule->code,
		severity_name(diag->severity));
	add_member(out, "file", place_of(diag));
	if (diag->source) {
		source_position(diag->source, diag->span.start, &line, &column);
		source_position(diag->source, diag->span.end, &end_line, &end_column);
		text_format(out,
			", \"line\": %u, \"column\": %u, \"end_line\": %u, "
			"\"end_column\": %u",
			line, column, end_line, end_column);
	} else {
		text_add(out, ", \"line\": null, \"column\": null, \"end_line\": null, "
			      "\"end_column\": null");
	}
	add_member(out, "message", diag->message);
	add_member(out, "evidence", diag->evidence);
	add_member(out, "help", diag->help);
	text_byte(out, '}');
}

void diag_print(
	const struct diags *diags, FILE *out, enum diag_format format, bool colour)
{
	struct text text;
	uint32_t count;
	struct diag **list = sorted(diags, &count);
	text_init(&text, diags->arena);
	if (format == DIAG_JSON)
		text_byte(&text, '[');
	if (format == DIAG_SARIF)
		sarif_log(&text, list, count);
	for (uint32_t i = 0; i < count && format != DIAG_SARIF; i++) {
		if (format == DIAG_TEXT) {
			add_text(&text, list[i], colour);
		} else {
			text_add(&text, i ? ",\n " : "");
			add_json(&text, list[i]);
		}
	}
	if (format == DIAG_JSON)
		text_add(&text, "]\n");
	fwrite(text.bytes ? text.bytes : "", 1, text.size, out);
}
