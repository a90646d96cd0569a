/*
 * parse: statements and annotations of one migration file. See parse.h.
 *
 * The grammar decides; what it cannot tell from the first tokens of a statement (is there
 * a WHERE, does VACUUM write a file) is looked up in the statement's tokens here.
 */
#include "gen/read/parse.h"

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/read/annotate.h"
#include "gen/read/file_names.h"
#include "gen/read/grammar.h"
#include "gen/read/lex.h"
#include "gen/read/reading.h"
#include "gen/report/diag.h"
#include "runtime/sqlite/token.h"

/* Made by lemon. */
void *grammarAlloc(void *(*allocate)(size_t));
void grammar(void *parser, int code, uint32_t token, struct reading *reading);
void grammarFree(void *parser, void (*release)(void *));

static const char *token_text(const struct reading *reading, uint32_t token)
{
	return reading->text + (reading->tokens[token].span.start - reading->base);
}

static uint32_t token_size(const struct reading *reading, uint32_t token)
{
	return reading->tokens[token].span.end - reading->tokens[token].span.start;
}

const char *reading_name(struct reading *reading, uint32_t token)
{
	const char *text = token_text(reading, token);
	uint32_t size = token_size(reading, token), length = 0;
	char *name = arena_copy(reading->arena, text, size);
	if (!size || !strchr("\"`['", *text))
		return name;
	char close = text[size - 1];
	for (uint32_t i = 1; i + 1 < size; i++) {
		if (text[i] == close)
			i++; /* a doubled quote stands for one */
		name[length++] = text[i];
	}
	name[length] = 0;
	return name;
}

const char *reading_text(struct reading *reading, uint32_t first, uint32_t last)
{
	uint32_t start = reading->tokens[first].span.start,
		 end = reading->tokens[last].span.end;
	return arena_copy(reading->arena, token_text(reading, first), end - start);
}

void reading_object(struct reading *reading, uint32_t schema, uint32_t name)
{
	if (schema != READING_NONE)
		reading->now.schema = reading_name(reading, schema);
	reading->now.name = reading_name(reading, name);
	reading->now.name_span = reading->tokens[name].span;
}

/* Does the statement have this token outside parentheses? */
static bool has_outside(
	const struct reading *reading, uint32_t first, uint32_t end, int code)
{
	uint32_t depth = 0;
	for (uint32_t i = first; i < end; i++) {
		int found = reading->tokens[i].code;
		if (found == LP)
			depth++;
		else if (found == RP)
			depth -= depth > 0;
		else if (found == code && !depth)
			return true;
	}
	return false;
}

static void finish_value(struct reading *reading, uint32_t end)
{
	uint32_t last = end - 1;
	bool parenthesis = reading->tokens[reading->value - 1].code == LP;
	if (parenthesis && last > reading->value && reading->tokens[last].code == RP)
		last--;
	if (last >= reading->value)
		reading->now.value = reading_text(reading, reading->value, last);
}

static void finish_statement(struct reading *reading, uint32_t end)
{
	struct statement *now = &reading->now;
	uint32_t first = reading->first;
	if (now->kind == STATEMENT_UPDATE || now->kind == STATEMENT_DELETE)
		now->has_where = has_outside(reading, first, end, WHERE);
	if (now->kind == STATEMENT_VACUUM && has_outside(reading, first, end, INTO))
		now->new_name = "";
	if (now->kind == STATEMENT_PRAGMA && reading->value)
		finish_value(reading, end);
	now->first_token = first;
	now->token_count = end - first;
	now->span.start = reading->tokens[first].span.start;
	now->span.end = reading->tokens[end - 1].span.end;
	now->sql = reading_text(reading, first, end - 1);
	reading->statements = arena_grow(reading->arena, reading->statements,
		reading->statement_count, sizeof(*now));
	reading->statements[reading->statement_count++] = *now;
}

void reading_statement(struct reading *reading, uint32_t semicolon, bool known)
{
	if (!known) {
		memset(&reading->now, 0, sizeof(reading->now));
		reading->value = 0;
	}
	if (semicolon > reading->first)
		finish_statement(reading, semicolon);
	memset(&reading->now, 0, sizeof(reading->now));
	reading->value = 0;
	reading->first = semicolon + 1;
}

void reading_column(struct reading *reading, uint32_t name)
{
	struct claim *claim = &reading->claim;
	claim->columns = arena_grow(reading->arena, claim->columns, claim->column_count,
		sizeof(*claim->columns));
	claim->columns[claim->column_count++] = reading_name(reading, name);
}

void reading_claim(
	struct reading *reading, enum claim_kind kind, uint32_t name, uint32_t last)
{
	struct claim *claim = &reading->claim;
	claim->kind = kind;
	if (kind == CLAIM_BACKFILL && name != last)
		claim->name = reading_text(reading, name, last);
	else if (kind != CLAIM_ROWS)
		claim->name = reading_name(reading, name);
	claim->span.start = reading->tokens[name].span.start;
	claim->span.end = reading->tokens[last].span.end;
	reading->claims = arena_grow(
		reading->arena, reading->claims, reading->claim_count, sizeof(*claim));
	reading->claims[reading->claim_count++] = *claim;
	memset(claim, 0, sizeof(*claim));
}

void reading_run(struct reading *reading, int entrance)
{
	void *parser = grammarAlloc(arena_system_memory);
	if (!parser)
		arena_exhausted();
	grammar(parser, entrance, 0, reading);
	for (uint32_t i = 0; i < reading->token_count; i++)
		grammar(parser, reading->tokens[i].code, i, reading);
	grammar(parser, 0, reading->token_count, reading);
	grammarFree(parser, free);
}

static void report_open_trigger(
	struct diags *diags, const struct script *script, uint32_t first)
{
	uint32_t line, column;
	struct span span = script->tokens[first].span;
	source_position(script->source, span.start, &line, &column);
	diag_report(diags, RULE_TRIGGER_WITHOUT_END, script->source, span,
		"trigger opened at %u:%u needs END", line, column)
		->help = "close its body with END; after the last statement's semicolon";
}

/* Where the way back begins; the end of the text when there is none. */
static uint32_t find_down(const struct lexed *lexed, const struct source *source)
{
	for (uint32_t i = 0; i < lexed->annotation_count; i++) {
		struct span span = lexed->annotations[i];
		if (lex_is_annotation(
			    source->text + span.start, span.end - span.start, "down"))
			return span.start;
	}
	return source->size;
}

/* Where the first section begins that runs after start-up; `down` when there is none. */
static uint32_t find_section(
	const struct lexed *lexed, const struct source *source, uint32_t down)
{
	for (uint32_t i = 0; i < lexed->annotation_count; i++) {
		struct span span = lexed->annotations[i];
		const char *text = source->text + span.start;
		size_t size = span.end - span.start;
		if (span.start < down && (lex_is_annotation(text, size, "backfill") ||
						 lex_is_annotation(text, size, "index")))
			return span.start;
	}
	return down;
}

static uint32_t count_before(const struct reading *reading, uint32_t place)
{
	uint32_t count = 0;
	while (count < reading->statement_count &&
		reading->statements[count].span.start < place)
		count++;
	return count;
}

/* The way up, then sections, then the way down. */
static void split(struct script *script, const struct reading *reading, uint32_t section,
	uint32_t down)
{
	uint32_t before_down = count_before(reading, down);
	script->up = reading->statements;
	script->up_count = count_before(reading, section);
	script->down_count = reading->statement_count - before_down;
	if (script->down_count)
		script->down = reading->statements + before_down;
}

/* Give each section the statements from its annotation to the next section's. */
static void fill_sections(struct arena *arena, struct script *script,
	const struct reading *reading, uint32_t down)
{
	struct section *before = NULL;
	uint32_t end = count_before(reading, down);
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];
		if (annotation->kind != ANNOTATION_BACKFILL &&
			annotation->kind != ANNOTATION_INDEX)
			continue;
		uint32_t first = count_before(reading, annotation->span.start);
		if (before)
			before->count = first - (uint32_t)(before->statements -
							   reading->statements);
		script->sections = arena_grow(
			arena, script->sections, script->section_count, sizeof(*before));
		before = &script->sections[script->section_count++];
		*before = (struct section){ .annotation = annotation,
			.statements = reading->statements + first,
			.count = end > first ? end - first : 0 };
	}
}

/* A call takes its place among the statements; it has no tokens of its own. */
static struct statement statement_of_call(
	struct arena *arena, const struct annotation *annotation)
{
	return (struct statement){ .kind = STATEMENT_CALL,
		.span = annotation->span,
		.sql = arena_printf(arena, "@call %s", annotation->names[0]),
		.name = annotation->names[0],
		.name_span = annotation->span,
		.dropped = true };
}

static bool is_call(const struct annotation *annotation, uint32_t down)
{
	return annotation->kind == ANNOTATION_CALL && annotation->name_count &&
	       annotation->span.start < down;
}

static void check_call_place(struct diags *diags, const struct script *script,
	const struct annotation *annotation)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		struct span span = script->up[i].span;
		if (span.start < annotation->span.start &&
			annotation->span.start < span.end)
			diag_report(diags, RULE_ANNOTATION_PLACE, script->source,
				annotation->span, "@call inside a statement")
				->help = "write it between two statements";
	}
}

/* The calls and the statements of the way up, in the order of the file. */
static void place_calls(
	struct arena *arena, struct diags *diags, struct script *script, uint32_t down)
{
	struct statement *all = NULL;
	uint32_t count = 0, next = 0;
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];
		if (!is_call(annotation, down))
			continue;
		check_call_place(diags, script, annotation);
		for (; next < script->up_count &&
			script->up[next].span.start < annotation->span.start;
			next++) {
			all = arena_grow(arena, all, count, sizeof(*all));
			all[count++] = script->up[next];
		}
		all = arena_grow(arena, all, count, sizeof(*all));
		all[count++] = statement_of_call(arena, annotation);
	}
	if (!count)
		return;
	for (; next < script->up_count; next++) {
		all = arena_grow(arena, all, count, sizeof(*all));
		all[count++] = script->up[next];
	}
	script->up = all;
	script->up_count = count;
}

static void report_empty(struct diags *diags, const struct script *script, bool down)
{
	const struct source *source = script->source;
	struct span nowhere = { 0, 0 };
	bool blank = source->text[strspn(source->text, " \t\r\n")] == 0;
	if (source->back || names_down(source->name))
		return; /* it only says that there is no way back */
	if (!script->up_count && !script->section_count)
		diag_report(diags, RULE_EMPTY, source, nowhere, "%s",
			blank ? "empty migration" : "no statement");
	else if (down && !script->down_count)
		diag_report(
			diags, RULE_EMPTY, source, nowhere, "no statement after @down");
}

struct script *parse_script(
	struct arena *arena, struct diags *diags, const struct source *source)
{
	struct script *script = arena_alloc(arena, sizeof(*script));
	script->source = source;
	if (!source->usable)
		return script;
	uint32_t before = diag_count(diags, SEVERITY_ERROR);
	struct lexed *lexed = lex_source(arena, diags, source);
	struct reading reading = {
		.arena = arena,
		.text = source->text,
		.tokens = lexed->tokens,
		.token_count = lexed->token_count,
	};
	uint32_t down = find_down(lexed, source);
	script->tokens = lexed->tokens;
	script->token_count = lexed->token_count;
	reading_run(&reading, SCRIPT);
	if (reading.first < reading.token_count && lexed->sound)
		report_open_trigger(diags, script, reading.first);
	split(script, &reading, find_section(lexed, source, down), down);
	annotate_script(arena, diags, script, lexed);
	fill_sections(arena, script, &reading, down);
	place_calls(arena, diags, script, down);
	if (diag_count(diags, SEVERITY_ERROR) == before)
		report_empty(diags, script, down < source->size);
	return script;
}

struct statement *parse_more(struct arena *arena, struct script *script, const char *text,
	uint32_t size, uint32_t base, uint32_t *count)
{
	uint32_t before = script->token_count;
	struct lexed lexed;
	struct span bad;
	lex_text(arena, text, size, base, &lexed, &bad);
	struct reading reading = {
		.arena = arena,
		.text = text,
		.base = base,
		.tokens = lexed.tokens,
		.token_count = lexed.token_count,
	};
	reading_run(&reading, SCRIPT);
	for (uint32_t i = 0; i < lexed.token_count; i++) {
		script->tokens = arena_grow(arena, script->tokens, script->token_count,
			sizeof(*script->tokens));
		script->tokens[script->token_count++] = lexed.tokens[i];
	}
	for (uint32_t i = 0; i < reading.statement_count; i++)
		reading.statements[i].first_token += before;
	*count = reading.statement_count;
	return reading.statements;
}

/* Where a token is folded. */
struct text_room {
	struct arena *arena;
	char small[256];
};

static void hash_token(
	SHA2_CTX *hash, const char *text, uint32_t size, struct text_room *room)
{
	size_t length;
	enum instar__token kind = instar__token_next(text, text + size, &length);
	char *folded = size <= sizeof(room->small) ? room->small
						   : arena_alloc(room->arena, size);
	length = instar__token_fold(kind, text, size, folded);
	SHA256Update(hash, (const uint8_t *)folded, length);
	SHA256Update(hash, (const uint8_t *)"", 1);
}

/* What @rebuild says is as much of the step as a statement. */
static void hash_rebuilds(SHA2_CTX *hash, const struct script *script, uint32_t start,
	uint32_t end, struct text_room *room)
{
	static const char word[] = "@rebuild";
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct rebuild_order *order = script->annotations[i].rebuild;
		uint32_t at = script->annotations[i].span.start;
		if (!order || at < start || at >= end)
			continue;
		SHA256Update(hash, (const uint8_t *)word, sizeof(word));
		for (uint32_t j = 0; j < order->token_count; j++) {
			struct span span = order->tokens[j].span;
			hash_token(hash, order->text + (span.start - order->base),
				span.end - span.start, room);
		}
		SHA256Update(hash, (const uint8_t *)"", 1);
	}
}

static void hash_word(SHA2_CTX *hash, const char *word)
{
	SHA256Update(hash, (const uint8_t *)word, strlen(word) + 1);
}

/* How a step runs is part of what was released; without such a word nothing is added. */
static void hash_annotations(SHA2_CTX *hash, const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		enum annotation_kind kind = script->annotations[i].kind;
		if (kind == ANNOTATION_FOREIGN_KEYS || kind == ANNOTATION_TRANSACTION)
			hash_word(hash, annotate_word((int)kind));
	}
}

const char *parse_token_hash(struct arena *arena, const struct script *script,
	const struct statement *statements, uint32_t count)
{
	char hex[SHA256_DIGEST_STRING_LENGTH];
	struct text_room room = { .arena = arena };
	SHA2_CTX hash;
	SHA256Init(&hash);
	for (uint32_t i = 0; i < count; i++) {
		hash_rebuilds(&hash, script, i ? statements[i - 1].span.end : 0,
			statements[i].span.start, &room);
		if (statements[i].kind == STATEMENT_CALL)
			hash_word(&hash, statements[i].sql);
		for (uint32_t j = 0; j < statements[i].token_count; j++) {
			struct span span =
				script->tokens[statements[i].first_token + j].span;
			hash_token(&hash, script->source->text + span.start,
				span.end - span.start, &room);
		}
		SHA256Update(&hash, (const uint8_t *)"", 1);
	}
	hash_annotations(&hash, script);
	SHA256End(&hash, hex);
	return arena_copy(arena, hex, strlen(hex));
}

const struct claim *parse_next_claim(
	const struct script *script, enum annotation_kind kind, struct claim_place *at)
{
	for (; at->annotation < script->annotation_count; at->annotation++) {
		const struct annotation *annotation =
			&script->annotations[at->annotation];
		if (annotation->kind == kind && at->claim < annotation->claim_count)
			return &annotation->claims[at->claim++];
		at->claim = 0;
	}
	return NULL;
}
