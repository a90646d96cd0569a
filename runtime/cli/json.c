/*
 * json: what the commands tell programs. See json.h.
 */
#include "runtime/cli/json.h"

#include <stdio.h>

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

void instar__json_string(const char *before, const char *name, const char *value)
{
	char spelled[SPELLED];
	printf("%s\"%s\": ", before, name);
	if (!value) {
		fputs("null", stdout);
		return;
	}
	putchar('"');
	while (*value) {
		value += instar__json_character(value, spelled);
		fputs(spelled, stdout);
	}
	putchar('"');
}

void instar__json_text(const char *before, const char *name, const char *value)
{
	instar__json_string(before, name, value && *value ? value : NULL);
}

void instar__json_number(const char *before, const char *name, int64_t value)
{
	printf("%s\"%s\": %lld", before, name, (long long)value);
}

void instar__json_boolean(const char *before, const char *name, int value)
{
	printf("%s\"%s\": %s", before, name, value ? "true" : "false");
}

const char *instar__json_item(uint32_t i)
{
	return i ? ",\n    {" : "\n    {";
}

void instar__json_done(const struct instar__cli *c)
{
	putchar('[');
	for (uint32_t i = 0; i < c->done_count; i++) {
		const struct instar__done *done = &c->done[i];
		instar__json_string(
			instar__json_item(i), "id", instar__cli_id(c, done->position));
		instar__json_string(", ", "verdict", instar_verdict_name(done->verdict));
		instar__json_number(", ", "duration_us", done->duration_us);
		putchar('}');
	}
	putchar(']');
}

void instar__json_stakes(const struct instar__cli *c)
{
	fputs(",\n  \"at_stake\": [", stdout);
	for (uint32_t i = 0; i < c->stake_count; i++) {
		const struct instar__met *met = &c->stakes[i];
		instar__json_string(
			instar__json_item(i), "id", instar__cli_id(c, met->position));
		instar__json_string(", ", "table", met->table);
		instar__json_number(", ", "rows", met->rows);
		putchar('}');
	}
	putchar(']');
}

static void list_mended(const struct instar__cli *c)
{
	fputs(",\n  \"repaired\": [", stdout);
	for (uint32_t i = 0; i < c->mended_count; i++) {
		instar__json_string(instar__json_item(i), "text", c->mended[i].text);
		instar__json_number(", ", "duration_us", c->mended[i].duration_us);
		putchar('}');
	}
	putchar(']');
}

void instar__json_run(const struct instar__cli *c)
{
	instar__json_number(", ", "count", c->host->set->step_count);
	instar__json_number(", ", "duration_us", c->run_us);
	instar__json_text(", ", "backup", c->backup);
	list_mended(c);
	fputs(",\n  \"steps\": ", stdout);
	instar__json_done(c);
	instar__json_stakes(c);
}

void instar__json_error_member(const char *before, const struct instar_error *error)
{
	printf("%s\"error\": ", before);
	if (!error || !error->code) {
		fputs("null", stdout);
		return;
	}
	instar__json_string("{", "code", instar_code_name(error->code));
	instar__json_number(", ", "sqlite_code", error->sqlite_code);
	instar__json_string(", ", "message", error->message);
	instar__json_text(", ", "action", error->action);
	instar__json_text(", ", "id", error->id);
	instar__json_text(", ", "file", error->file);
	instar__json_number(", ", "line", error->line);
	instar__json_text(", ", "statement", error->statement);
	putchar('}');
}

void instar__json_error(const struct instar_error *error)
{
	instar__json_error_member("{", error);
	puts("}");
}
