/*
 * parse: statements and annotations of one migration file. See parse.h.
 */
#include "gen/sql/parse.h"

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/report/diag.h"
#include "gen/sql/annotate.h"
#include "gen/sql/annotate_destructive.h"
#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"
#include "gen/sql/reading.h"
#include "gen/sql/statement_tree.h"
#include "runtime/sqlite/token.h"

/* The END of a trigger's body that no semicolon is before; 0: there is none. */
static uint32_t find_end(const struct script *script, uint32_t first)
{
	uint32_t depth = 0;

	for (uint32_t i = first; i + 1 < script->token_count; i++) {
		int code = script->tokens[i].code;

		depth += code == CASE;
		if (code != END)
			continue;
		if (!depth)
			return script->tokens[i + 1].code == SEMI ? i : 0;
		depth--;
	}
	return 0;
}

/* The first token of a trigger's head that does not fit, or its BEGIN. */
static uint32_t find_body(
	struct arena *arena, const struct script *script, uint32_t first)
{
	struct reading reading = { .arena = arena,
		.text = script->source->text,
		.tokens = script->tokens,
		.token_count = script->token_count };
	uint32_t end = first;

	while (end < script->token_count && script->tokens[end].code != BEGIN &&
		script->tokens[end].code != SEMI)
		end++;
	if (end < script->token_count && script->tokens[end].code == BEGIN)
		return end;
	reading_run(&reading, STATEMENT, first, end);
	reading_end(&reading);
	return reading.failed_at < end ? reading.failed_at : first;
}

/* It takes all that is left of the file. */
static void report_open_trigger(struct arena *arena, struct diags *diags,
	const struct script *script, uint32_t first)
{
	uint32_t body = find_body(arena, script, first), line, column;
	uint32_t end = find_end(script, body);
	struct span span = script->tokens[first].span;
	const struct token *token = &script->tokens[end ? end : body];
	const char *word = arena_copy(arena, script->source->text + token->span.start,
		token->span.end - token->span.start);
	struct diag *diag;

	source_position(script->source, span.start, &line, &column);
	if (token->code != BEGIN && body != first) {
		diag = diag_report(diags, RULE_TRIGGER_WITHOUT_END, script->source,
			token->span, "%s is missing before \"%s\"",
			end ? "a semicolon" : "BEGIN", word);
		diag->help = end ? "end the last statement of the body: …; END;"
				 : "a trigger has its statements in it: BEGIN …; END;";
		return;
	}
	diag = diag_report(diags, RULE_TRIGGER_WITHOUT_END, script->source, token->span,
		"trigger opened at %u:%u needs END", line, column);
	diag->help = "close its body with END; after the last statement's semicolon";
}

/* Where the down migration begins; the end of the text when there is none. */
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

static uint32_t count_before(const struct statements *list, uint32_t place)
{
	uint32_t count = 0;
	while (count < list->count && list->items[count].span.start < place)
		count++;
	return count;
}

/* The up migration, then sections, then the down migration. */
static void split(struct script *script, const struct statements *list, uint32_t section,
	uint32_t down)
{
	uint32_t before_down = count_before(list, down);
	script->up = list->items;
	script->up_count = count_before(list, section);
	script->down_count = list->count - before_down;
	if (script->down_count)
		script->down = list->items + before_down;
}

/* Give each section the statements from its annotation to the next section's. */
static void fill_sections(struct arena *arena, struct script *script,
	const struct statements *list, uint32_t down)
{
	struct section *before = NULL;
	uint32_t end = count_before(list, down);
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];
		if (annotation->kind != ANNOTATION_BACKFILL &&
			annotation->kind != ANNOTATION_INDEX)
			continue;
		uint32_t first = count_before(list, annotation->span.start);
		if (before && before->statements)
			before->count =
				first - (uint32_t)(before->statements - list->items);
		before = arena_add(arena, script->sections, script->section_count);
		*before = (struct section){ .annotation = annotation,
			.statements = list->count ? list->items + first : NULL,
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

/* The calls and the statements of the up migration, in the order of the file. */
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
			*arena_add(arena, all, count) = script->up[next];
		}
		*arena_add(arena, all, count) = statement_of_call(arena, annotation);
	}
	if (!count)
		return;
	for (; next < script->up_count; next++) {
		*arena_add(arena, all, count) = script->up[next];
	}
	script->up = all;
	script->up_count = count;
}

/* Everything is below @down: the step would do nothing. */
static bool report_down_first(
	struct diags *diags, const struct script *script, uint32_t down)
{
	struct diag *diag;

	if (script->source->down || script->up_count || script->section_count ||
		!script->down_count)
		return false;
	diag = diag_report(diags, RULE_DOWN_FIRST, script->source,
		(struct span){ down, down + (uint32_t)strlen("@down") },
		"nothing is above @down: the step does nothing");
	diag->evidence = arena_printf(diags->arena,
		"%u statement%s below it, which only a rollback runs", script->down_count,
		script->down_count == 1 ? "" : "s");
	diag->help = "write the statements of the step above @down; or keep the down "
		     "migration in a file of its own, NAME.down.sql";
	return true;
}

static void report_empty(struct diags *diags, const struct script *script, bool down)
{
	const struct source *source = script->source;
	struct span nowhere = { 0, 0 };
	bool blank = source->text[strspn(source->text, " \t\r\n")] == 0;
	if (source->down)
		return; /* it only says that there is no down migration */
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
	annotate_destructive_join(arena, script, 0);
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
	struct statements list = statements_read(&reading);
	reading_end(&reading);
	if (list.end < reading.token_count && lexed->sound)
		report_open_trigger(arena, diags, script, list.end);
	split(script, &list, find_section(lexed, source, down), down);
	annotate_script(arena, diags, script, lexed);
	annotate_destructive_join(arena, script, down);
	fill_sections(arena, script, &list, down);
	place_calls(arena, diags, script, down);
	if (diag_count(diags, SEVERITY_ERROR) == before &&
		!report_down_first(diags, script, down))
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
	struct statements list = statements_read(&reading);
	reading_end(&reading);
	for (uint32_t i = 0; i < lexed.token_count; i++) {
		*arena_add(arena, script->tokens, script->token_count) = lexed.tokens[i];
	}
	for (uint32_t i = 0; i < list.count; i++)
		list.items[i].first_token += before;
	*count = list.count;
	return list.items;
}

/* Read a text alone, without a semicolon at its end. */
static bool read_alone(
	struct arena *arena, const char *sql, int entrance, struct reading *reading)
{
	struct lexed lexed;
	struct span bad;
	*reading = (struct reading){ .arena = arena, .text = sql };
	if (!lex_text(arena, sql, (uint32_t)strlen(sql), 0, &lexed, &bad))
		return false;
	while (lexed.token_count && lexed.tokens[lexed.token_count - 1].code == SEMI)
		lexed.token_count--;
	reading->tokens = lexed.tokens;
	reading->token_count = lexed.token_count;
	bool read = reading_run(reading, entrance, 0, lexed.token_count);
	reading_end(reading);
	return read;
}

const struct tree_statement *parse_statement(struct arena *arena, const char *sql)
{
	struct reading reading;
	if (!read_alone(arena, sql, STATEMENT, &reading))
		return NULL;
	reading.tree->span = (struct span){ reading.tokens[0].span.start,
		reading.tokens[reading.token_count - 1].span.end };
	return reading.tree;
}

const struct tree_expr *parse_expression(struct arena *arena, const char *sql)
{
	struct reading reading;
	return read_alone(arena, sql, EXPRESSION, &reading) ? reading.expr : NULL;
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

const struct statement *parse_find(
	const struct script *script, enum statement_kind kind, const char *name)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		if (script->up[i].kind == kind &&
			(!name || map_same(script->up[i].name, name)))
			return &script->up[i];
	}
	return NULL;
}

const char *parse_made(const struct statement *statement)
{
	if (statement->kind == STATEMENT_RENAME_TABLE)
		return statement->new_name;
	return statement->kind >= STATEMENT_CREATE_TABLE &&
			       statement->kind <= STATEMENT_CREATE_TRIGGER
		       ? statement->name
		       : NULL;
}

bool parse_shell_setting(const char *line)
{
	static const char *const words[] = { "bail", "changes", "echo", "eqp", "explain",
		"header", "headers", "mode", "nullvalue", "print", "prompt", "separator",
		"show", "stats", "timeout", "timer", "width" };
	size_t size = *line == '.' ? strcspn(line + 1, " \t\r\n") : 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strlen(words[i]) == size && memcmp(words[i], line + 1, size) == 0)
			return true;
	}
	return false;
}

struct span parse_place(const struct script *script)
{
	return script->up ? script->up[0].span : (struct span){ 0, 0 };
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
