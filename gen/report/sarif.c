/*
 * sarif: findings for the services that show them beside the code. See sarif.h.
 *
 * Every rule of the catalogue is in the log, so that a service can tell of rules that
 * found nothing.
 */
#include "gen/report/sarif.h"

#include <string.h>

#include "gen/base/text.h"
#include "gen/base/utf8.h"
#include "gen/report/diag.h"

static const char *level(enum severity severity)
{
	static const char *const levels[] = { "note", "warning", "error" };
	return levels[severity];
}

/* A JSON string; bytes that are no UTF-8 are spelled out. */
static void add_string(struct text *out, const char *string)
{
	struct text safe;
	text_init(&safe, out->arena);
	for (size_t i = 0, size = strlen(string); i < size;) {
		size_t length =
			instar__utf8_next(string + i, size - i, &(uint32_t){ 0 }, NULL);
		if (length)
			text_bytes(&safe, string + i, length);
		else
			text_format(&safe, "\\x%02x", (unsigned char)string[i]);
		i += length ? length : 1;
	}
	text_json(out, safe.bytes ? safe.bytes : "");
}

static void add_rule(struct text *out, const struct rule *rule)
{
	text_format(out,
		"\n     {\"id\": \"%s\", \"shortDescription\": {\"text\": ", rule->code);
	add_string(out, rule->title);
	text_add(out, "}, \"fullDescription\": {\"text\": ");
	add_string(out, rule->explanation);
	text_format(out, "}, \"defaultConfiguration\": {\"level\": \"%s\"}}",
		level(rule->severity));
}

/* A path as a URI: absolute, or relative to where instar ran. */
static void add_uri(struct text *out, const char *path)
{
	text_add(out, *path == '/' ? "\"file://" : "\"");
	for (; *path; path++) {
		unsigned char byte = (unsigned char)*path;
		bool plain = (byte >= 'a' && byte <= 'z') ||
			     (byte >= 'A' && byte <= 'Z') ||
			     (byte >= '0' && byte <= '9') || strchr("-._~/", byte);
		if (plain)
			text_byte(out, (char)byte);
		else
			text_format(out, "%%%02X", byte);
	}
	text_byte(out, '"');
}

static void add_region(struct text *out, const struct diag *diag)
{
	uint32_t line, column, end_line, end_column;
	source_position(diag->source, diag->span.start, &line, &column);
	source_position(diag->source, diag->span.end, &end_line, &end_column);
	text_format(out,
		", \"region\": {\"startLine\": %u, \"startColumn\": %u, "
		"\"endLine\": %u, \"endColumn\": %u}",
		line, column, end_line, end_column);
}

static void add_location(struct text *out, const struct diag *diag)
{
	const char *path = diag->source && diag->source->path ? diag->source->path
			   : diag->source		      ? diag->source->name
							      : diag->place;
	if (!path || !*path)
		return;
	text_add(out, ",\n     \"locations\": [{\"physicalLocation\": "
		      "{\"artifactLocation\": {\"uri\": ");
	add_uri(out, path);
	text_byte(out, '}');
	if (diag->source)
		add_region(out, diag);
	text_add(out, "}}]");
}

/* The message, and behind it the evidence and the help, which SARIF has no room for. */
static void add_result(struct text *out, const struct diag *diag)
{
	struct text message;
	text_init(&message, out->arena);
	text_add(&message, diag->message);
	if (diag->evidence)
		text_format(&message, "\n%s", diag->evidence);
	if (diag->help)
		text_format(&message, "\nhelp: %s", diag->help);
	text_format(out,
		"\n    {\"ruleId\": \"%s\", \"ruleIndex\": %u, \"level\": \"%s\",\n"
		"     \"message\": {\"text\": ",
		diag->rule->code, (unsigned)(diag->rule - rules), level(diag->severity));
	add_string(out, message.bytes);
	text_byte(out, '}');
	add_location(out, diag);
	text_byte(out, '}');
}

void sarif_log(struct text *out, struct diag *const *list, uint32_t count)
{
	text_add(out, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
		      " \"version\": \"2.1.0\",\n"
		      " \"runs\": [{\n"
		      "   \"tool\": {\"driver\": {\"name\": \"instar\", \"rules\": [");
	for (uint32_t i = 0; i < RULE_COUNT; i++) {
		if (i)
			text_byte(out, ',');
		add_rule(out, &rules[i]);
	}
	text_add(out,
		"]}},\n   \"columnKind\": \"unicodeCodePoints\",\n   \"results\": [");
	for (uint32_t i = 0; i < count; i++) {
		if (i)
			text_byte(out, ',');
		add_result(out, list[i]);
	}
	text_add(out, "]}]}\n");
}
