/*
 * json: what the commands tell programs. See json.h.
 */
#include "runtime/cli/json.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/print.h"
#include "runtime/cli/utf8.h"

enum { SPELLED = 8 };

size_t instar__json_character(const char *text, char spelled[SPELLED])
{
	uint32_t letter;
	size_t size = instar__utf8_next(text, 4, &letter, NULL);
	if (!size)
		snprintf(spelled, SPELLED, "\\ufffd");
	else if (letter == '"' || letter == '\\')
		snprintf(spelled, SPELLED, "\\%c", (char)letter);
	else if (letter == '\n' || letter == '\t')
		snprintf(spelled, SPELLED, letter == '\n' ? "\\n" : "\\t");
	else if (letter < 0x20 || letter == 0x7f)
		snprintf(spelled, SPELLED, "\\u%04x", (unsigned)letter & 0x7f);
	else
		snprintf(spelled, SPELLED, "%.*s", (int)size, text);
	return size ? size : 1;
}

static void put_text(const char *text)
{
	char spelled[SPELLED];
	if (!text) {
		fputs("null", stdout);
		return;
	}
	putchar('"');
	while (*text) {
		text += instar__json_character(text, spelled);
		fputs(spelled, stdout);
	}
	putchar('"');
}

/* The value that a conversion, behind its %, stands for; returns its bytes. */
static size_t put_value(const char *conversion, va_list *values)
{
	const char *text;
	switch (*conversion) {
	case 's':
		text = va_arg(*values, const char *);
		put_text(text && *text ? text : NULL);
		return 1;
	case '-':
		put_text(va_arg(*values, const char *));
		return 2;
	case 'd':
		fputs(va_arg(*values, int) ? "true" : "false", stdout);
		return 1;
	case 'u':
		printf("%lu", (unsigned long)va_arg(*values, uint32_t));
		return 1;
	default:
		printf("%lld", va_arg(*values, long long));
		return 3;
	}
}

void instar__json(const char *format, ...)
{
	va_list values;
	va_start(values, format);
	while (*format) {
		size_t name = strspn(format, "abcdefghijklmnopqrstuvwxyz_");
		if (name)
			printf("\"%.*s\"", (int)name, format);
		else if (*format == '%')
			name = 1 + put_value(format + 1, &values);
		else
			name = (size_t)(putchar(*format) != EOF);
		format += name ? name : 1;
	}
	va_end(values);
}

void instar__json_next(uint32_t i)
{
	fputs(i ? ",\n    " : "\n    ", stdout);
}

void instar__json_done(const struct instar__cli *c)
{
	putchar('[');
	for (uint32_t i = 0; i < c->done_count; i++) {
		const struct instar__done *done = &c->done[i];
		instar__json_next(i);
		instar__json("{id: %s, verdict: %s, duration_us: %lld}",
			instar__cli_id(c, done->position),
			instar_verdict_name(done->verdict), (long long)done->duration_us);
	}
	putchar(']');
}

void instar__json_stakes(const struct instar__cli *c)
{
	instar__json(",\n  at_stake: [");
	for (uint32_t i = 0; i < c->stake_count; i++) {
		const struct instar__met *met = &c->stakes[i];
		instar__json_next(i);
		instar__json("{id: %-s, table: %-s, column: %s, rows: %lld}",
			instar__cli_id(c, met->position), met->table, met->column,
			(long long)met->rows);
	}
	putchar(']');
}

void instar__json_run(const struct instar__cli *c)
{
	instar__json(", count: %u, duration_us: %lld, backup: %s,\n  repaired: [",
		c->host->set->step_count, (long long)c->run_us, c->backup);
	for (uint32_t i = 0; i < c->mended_count; i++) {
		instar__json_next(i);
		instar__json("{text: %-s, duration_us: %lld}", c->mended[i].text,
			(long long)c->mended[i].duration_us);
	}
	instar__json("],\n  steps: ");
	instar__json_done(c);
	instar__json_stakes(c);
}

void instar__json_error_member(const char *before, const struct instar_error *error)
{
	fputs(before, stdout);
	if (!error || !error->code)
		fputs("\"error\": null", stdout);
	else
		instar__json("error: {code: %s, sqlite_code: %lld, message: %-s, "
			     "action: %s, id: %s, file: %s, line: %u, statement: %s}",
			instar_code_name(error->code), (long long)error->sqlite_code,
			error->message, error->action, error->id, error->file,
			error->line, error->statement);
}

void instar__json_error(const struct instar_error *error)
{
	instar__json_error_member("{", error);
	puts("}");
}
