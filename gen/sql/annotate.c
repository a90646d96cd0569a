/*
 * annotate: what `-- @word …` comments say. See annotate.h.
 */
#include "gen/sql/annotate.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/identifier.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/report/diag.h"
#include "gen/sql/annotate_backfill.h"
#include "gen/sql/annotate_destructive.h"
#include "gen/sql/annotate_names.h"
#include "gen/sql/annotate_rebuild.h"
#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"
#include "gen/sql/parse.h"
#include "gen/sql/reading.h"
#include "runtime/cli/nearest.h"

struct note;

/* How an annotation's arguments are read. */
typedef void read_function(const struct note *note, struct annotation *annotation);

struct word {
	const char *word;
	read_function *read;
	bool once;
	const char *usage;
};

/* One annotation being read. */
struct note {
	struct arena *arena;
	struct diags *diags;
	const struct script *script;
	struct map *seen; /* where each that may be given once is */
	struct span span;
	const struct word *word;
	const char *text; /* after the word; marks of further lines are blanks */
	uint32_t size;
	uint32_t at; /* of text in the source */
};

static struct diag *report(
	const struct note *note, enum rule_id rule, const char *message)
{
	struct span span = note->span;
	const char *text = note->script->source->text + span.start;
	span.end = span.start + (uint32_t)strcspn(text, " \t\r\n");
	return diag_report(note->diags, rule, note->script->source, span, "%s", message);
}

static void report_malformed(
	const struct note *note, struct span span, const char *message)
{
	if (span.start == span.end)
		span = (struct span){ note->span.start,
			note->span.start + (uint32_t)strlen(note->word->word) };
	diag_report(note->diags, RULE_ANNOTATION_MALFORMED, note->script->source, span,
		"%s %s", note->word->word, message)
		->help = arena_printf(
		note->arena, "write: -- %s %s", note->word->word, note->word->usage);
}

static const struct span here = { 0, 0 };

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The text after the word, as long as in the source, without the marks of its lines. */
static void find_text(struct note *note)
{
	const char *source = note->script->source->text;
	uint32_t start = note->span.start, end = note->span.end;
	while (start < end && !blank(source[start]))
		start++;
	while (start < end && blank(source[start]))
		start++;
	char *copy = arena_copy(note->arena, source + start, end - start);
	for (char *line = strchr(copy, '\n'); line; line = strchr(line, '\n')) {
		line = strstr(line, "--");
		line[0] = line[1] = ' ';
	}
	note->text = copy;
	note->size = end - start;
	note->at = start;
}

/* Text on one line: runs of blanks become one. */
static const char *squeeze(struct arena *arena, const char *text, size_t size)
{
	char *line = arena_copy(arena, text, size);
	size_t length = 0;
	for (size_t i = 0; i < size; i++) {
		if (!blank(line[i]))
			line[length++] = line[i];
		else if (length && line[length - 1] != ' ')
			line[length++] = ' ';
	}
	while (length && line[length - 1] == ' ')
		length--;
	line[length] = 0;
	return line;
}

static void read_checks(const struct note *note, struct annotation *annotation)
{
	struct lexed lexed;
	struct span bad = here;
	struct reading reading = {
		.arena = note->arena,
		.text = note->text,
		.base = note->at,
	};
	if (!lex_text(note->arena, note->text, note->size, note->at, &lexed, &bad)) {
		report_malformed(note, bad, "has text that is no token");
		return;
	}
	reading.tokens = lexed.tokens;
	reading.token_count = lexed.token_count;
	bool read = reading_run(&reading, CHECKS, 0, lexed.token_count);
	reading_end(&reading);
	if (!read) {
		uint32_t token = reading.failed_at;
		bool within = token < lexed.token_count;
		report_malformed(note, within ? lexed.tokens[token].span : here,
			!lexed.token_count ? "needs a CHECK"
			: within	   ? "does not read as a list of CHECKs from here"
					   : "ends too early");
		return;
	}
	annotation->claims = reading.claims;
	annotation->claim_count = reading.claim_count;
}

/* Names of some kind; `at` is where they stop to read. */
static void judge_names(const struct note *note, const char *problem, size_t at)
{
	uint32_t place = note->at + (uint32_t)at;
	if (problem)
		report_malformed(note,
			note->text[at] ? (struct span){ place, place + 1 } : here,
			problem);
}

static void read_ids(const struct note *note, struct annotation *annotation)
{
	bool ids = annotation->kind == ANNOTATION_AFTER ||
		   annotation->kind == ANNOTATION_WAS;
	size_t at = 0;
	const char *problem =
		annotate_names_read(note->arena, annotation, note->text, ids, &at);
	judge_names(note, problem, at);
}

static void read_functions(const struct note *note, struct annotation *annotation)
{
	struct span bad = here;
	const char *problem = annotate_names_functions(
		note->arena, annotation, note->text, note->size, note->at, &bad);

	if (problem)
		report_malformed(note, bad, problem);
}

/* Numbers with dots between them. */
static bool is_version(const char *text)
{
	for (;;) {
		size_t digits = strspn(text, "0123456789");
		if (!digits || digits > 9)
			return false;
		text += digits;
		if (!*text)
			return true;
		if (*text++ != '.')
			return false;
	}
}

static void read_version(const struct note *note, struct annotation *annotation)
{
	const char *version = squeeze(note->arena, note->text, note->size);
	if (is_version(version))
		annotation->text = version;
	else
		report_malformed(note, here, "needs a version of numbers and dots");
}

/* Statements as they are: blanks inside strings count. */
static void read_sql(const struct note *note, struct annotation *annotation)
{
	annotation->text = arena_copy(note->arena, note->text, note->size);
	if (!annotation->text[strspn(annotation->text, " \t\r\n")])
		report_malformed(note, here, "needs a statement");
}

static void read_rebuild(const struct note *note, struct annotation *annotation)
{
	struct span bad = here;
	const char *problem = NULL;
	annotation->rebuild = annotate_rebuild(
		note->arena, note->text, note->size, note->at, &problem, &bad);
	if (problem)
		report_malformed(note, bad, problem);
}

static void read_reason(const struct note *note, struct annotation *annotation)
{
	annotation->text = squeeze(note->arena, note->text, note->size);
	if (!*annotation->text)
		report_malformed(note, here, "needs a reason");
}

/* Whether it is a reason at all is judged with the names: released files stay as they
 * are. */
static void read_destructive(const struct note *note, struct annotation *annotation)
{
	size_t start = annotate_destructive(
		note->arena, annotation, note->text, note->size, note->at);
	annotation->text = squeeze(note->arena, note->text + start, note->size - start);
	if (!note->size)
		report_malformed(note, here, "needs names and a reason");
}

static void read_allow(const struct note *note, struct annotation *annotation)
{
	size_t size = strcspn(note->text, " \t\r\n");
	const char *code = arena_copy(note->arena, note->text, size);
	annotation->text = squeeze(note->arena, note->text + size, note->size - size);
	struct span span = { note->at, note->at + (uint32_t)size };
	if (!rule_find(code))
		report_malformed(note, span,
			arena_printf(note->arena, "names no rule: \"%s\"", code));
	else if (!*annotation->text)
		report_malformed(note, here, "needs a reason after the code");
	annotate_names_add(note->arena, annotation, code, size);
}

/* The one word that there is. */
static void read_fixed(const struct note *note, struct annotation *annotation)
{
	const char *text = squeeze(note->arena, note->text, note->size);
	if (strcmp(text, note->word->usage) == 0)
		annotation->text = text;
	else
		report_malformed(note, (struct span){ note->at, note->at + note->size },
			arena_printf(
				note->arena, "can only be \"%s\"", note->word->usage));
}

static void read_call(const struct note *note, struct annotation *annotation)
{
	const char *name = squeeze(note->arena, note->text, note->size);
	if (identifier_usable(name))
		annotate_names_add(note->arena, annotation, name, strlen(name));
	else
		report_malformed(note, (struct span){ note->at, note->at + note->size },
			*name ? arena_printf(note->arena, "cannot call \"%s\"", name)
			      : "needs the name of a function");
}

static void read_nothing(const struct note *note, struct annotation *annotation)
{
	(void)annotation;
	if (note->size)
		report_malformed(note, (struct span){ note->at, note->at + note->size },
			"takes nothing after it");
}

static void read_backfill(const struct note *note, struct annotation *annotation)
{
	const char *at = note->text;
	annotation->batch = 200;
	for (;;) {
		at += strspn(at, " \t\r\n");
		size_t size = strcspn(at, " \t\r\n");
		uint32_t place = note->at + (uint32_t)(at - note->text);
		const char *word = arena_copy(note->arena, at, size);
		if (!size)
			break;
		const char *problem = annotate_backfill(note->arena, annotation, word);
		if (problem)
			report_malformed(note,
				(struct span){ place, place + (uint32_t)size }, problem);
		at += size;
	}
	if (!annotation->text)
		report_malformed(note, here, "needs a key");
}

#define CHECK_USAGE                                                                      \
	"CHECK, … where CHECK is one of: [not] table T[(col, …)], [not] column T.C " \
	"[TYPE], "                                                                       \
	"[not] index I [on T[(col, …)]], [not] view V, [not] trigger R [on T], "       \
	"[not] foreign key T.C -> P.C, rows (SELECT …)"

/* By enum annotation_kind. */
static const struct word words[] = {
	[ANNOTATION_FINGERPRINT] = { "@fingerprint", read_checks, true, CHECK_USAGE },
	[ANNOTATION_REQUIRES] = { "@requires", read_checks, false,
		CHECK_USAGE ", or backfill KEY" },
	[ANNOTATION_AFTER] = { "@after", read_ids, false,
		"ID, … (names of files, without .sql)" },
	[ANNOTATION_WAS] = { "@was", read_ids, false, "OLD_ID, …" },
	[ANNOTATION_RELEASE] = { "@release", read_version, true, "X.Y.Z" },
	[ANNOTATION_DESTRUCTIVE] = { "@destructive", read_destructive, false,
		"T.C, T, …: REASON (T: its rows; T.C: the values of a column)" },
	[ANNOTATION_IRREVERSIBLE] = { "@irreversible", read_reason, true, "REASON" },
	[ANNOTATION_ALLOW] = { "@allow", read_allow, false, "CODE REASON" },
	[ANNOTATION_DOWN] = { "@down", read_nothing, true, "alone on its line" },
	[ANNOTATION_FOREIGN_KEYS] = { "@foreign_keys", read_fixed, true, "on" },
	[ANNOTATION_TRANSACTION] = { "@transaction", read_fixed, true, "none" },
	[ANNOTATION_REBUILD] = { "@rebuild", read_rebuild, false,
		"TABLE column = EXPRESSION, … (all after TABLE may be left out)" },
	[ANNOTATION_CALL] = { "@call", read_call, false,
		"NAME (a C function of the program; no word of C, not instar… or "
		"sqlite3…)" },
	[ANNOTATION_FUNCTION] = { "@function", read_functions, false,
		"NAME(n), … with the number of arguments, or * for any" },
	[ANNOTATION_COLLATION] = { "@collation", read_ids, false, "NAME, …" },
	[ANNOTATION_MODULE] = { "@module", read_ids, false, "NAME, …" },
	[ANNOTATION_SAMPLE] = { "@sample", read_sql, false, "INSERT INTO T …" },
	[ANNOTATION_BACKFILL] = { "@backfill", read_backfill, false,
		"KEY [batch=200] [priority=high|normal|low] [table=T] [after=KEY]" },
	[ANNOTATION_INDEX] = { "@index", read_nothing, false, "alone on its line" },
};

#define WORDS (sizeof(words) / sizeof(words[0]))

const char *annotate_word(int kind)
{
	return words[kind].word;
}

/* A word nobody knows is an error only when it is nearly one that we do. */
static void report_unknown(struct note *note)
{
	const char *known[WORDS];
	const char *text = note->script->source->text + note->span.start;
	const char *word = arena_copy(note->arena, text, strcspn(text, " \t\r\n"));
	for (size_t i = 0; i < WORDS; i++)
		known[i] = words[i].word;
	const char *near = instar__nearest_word(word, known, WORDS);
	struct diag *diag = report(note, RULE_ANNOTATION_UNKNOWN,
		near ? arena_printf(note->arena,
			       "unknown annotation %s; did you mean %s?", word, near)
		     : arena_printf(note->arena, "unknown annotation %s", word));
	if (near)
		return;
	diag->severity = SEVERITY_WARNING;
	diag->help = "no annotation of instar begins with this word; it does nothing";
}

/* Those that may be given once: each by its word, an @allow by its code. */
static bool check_repeated(const struct note *note, const struct annotation *annotation)
{
	const char *key = note->word->read == read_allow ? annotation->names[0]
			  : note->word->once		 ? note->word->word
							 : NULL;
	uint32_t line, column;
	if (!key)
		return true;
	uint32_t other = map_get(note->seen, key);
	if (other == MAP_NONE) {
		map_put(note->seen, key, note->span.start);
		return true;
	}
	source_position(note->script->source, other, &line, &column);
	report(note, RULE_ANNOTATION_REPEATED,
		arena_printf(note->arena, "%s was already given in line %u",
			note->word->word, line));
	return false;
}

static void check_place(const struct note *note)
{
	if (map_get(note->seen, words[ANNOTATION_DOWN].word) == MAP_NONE ||
		note->word->read == read_allow || note->word->read == read_nothing ||
		note->word->read == read_rebuild || note->word->read == read_destructive)
		return;
	report(note, RULE_ANNOTATION_PLACE,
		arena_printf(note->arena, "%s after @down", note->word->word))
		->help =
		"annotations are about the step: write them above its statements";
}

static void read_note(struct note *note, struct script *script)
{
	struct annotation annotation = { .span = note->span };
	const char *text = script->source->text + note->span.start;
	size_t size = note->span.end - note->span.start, kind = 0;
	while (kind < WORDS && !lex_is_annotation(text, size, words[kind].word + 1))
		kind++;
	if (kind == WORDS) {
		report_unknown(note);
		return;
	}
	annotation.kind = (enum annotation_kind)kind;
	note->word = &words[kind];
	find_text(note);
	note->word->read(note, &annotation);
	check_place(note);
	if (!check_repeated(note, &annotation))
		return;
	*arena_add(note->arena, script->annotations, script->annotation_count) =
		annotation;
}

void annotate_script(struct arena *arena, struct diags *diags, struct script *script,
	const struct lexed *lexed)
{
	struct map seen;
	map_init(&seen, arena);
	for (uint32_t i = 0; i < lexed->annotation_count; i++) {
		struct note note = { .arena = arena, .diags = diags, .script = script };
		note.seen = &seen;
		note.span = lexed->annotations[i];
		read_note(&note, script);
	}
}
