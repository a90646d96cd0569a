/*
 * lex: a source as a list of the grammar's tokens. See lex.h.
 *
 * What no statement can be made of is given up here: an open string, lines for the
 * sqlite3 shell, the marks of a merge.
 */
#include "gen/sql/lex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/base/utf8.h"
#include "gen/report/diag.h"
#include "gen/sql/grammar.h"
#include "runtime/sqlite/token.h"

/* Of one byte, then of two, then of three. */
static const struct {
	char text[4];
	int code;
} operators[] = {
	{ "(", LP },
	{ ")", RP },
	{ ",", COMMA },
	{ ".", DOT },
	{ "=", EQ },
	{ "*", STAR },
	{ "+", PLUS },
	{ "-", MINUS },
	{ "/", SLASH },
	{ "%", PERCENT },
	{ "<", LESS },
	{ ">", GREATER },
	{ "&", BIT_AND },
	{ "|", BIT_OR },
	{ "~", TILDE },
	{ "==", EQ },
	{ "!=", UNEQUAL },
	{ "<>", UNEQUAL },
	{ "<=", LESS_EQUAL },
	{ ">=", GREATER_EQUAL },
	{ "<<", SHIFT_LEFT },
	{ ">>", SHIFT_RIGHT },
	{ "||", CONCAT },
	{ "->", ARROW },
	{ "->>", ARROW_VALUE },
};

static int operator_code(const char *text, size_t size)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
		if (strlen(operators[i].text) == size &&
			memcmp(operators[i].text, text, size) == 0)
			return operators[i].code;
	}
	return ILLEGAL;
}

static int code_of(enum instar__token kind, const char *text, size_t size)
{
	switch (kind) {
	case INSTAR__WORD:
		return lex_keyword(text, size);
	case INSTAR__QUOTED:
		return QUOTED;
	case INSTAR__STRING:
		return STRING;
	case INSTAR__BLOB:
		return BLOB;
	case INSTAR__NUMBER:
		return NUMBER;
	case INSTAR__VARIABLE:
		return VARIABLE;
	case INSTAR__SEMICOLON:
		return SEMI;
	case INSTAR__OPERATOR:
		return operator_code(text, size);
	default:
		return ILLEGAL;
	}
}

static void add_token(
	struct arena *arena, struct lexed *lexed, int code, uint32_t start, size_t size)
{
	*arena_add(arena, lexed->tokens, lexed->token_count) = (struct token){
		.span = { start, start + (uint32_t)size },
		.code = code,
	};
}

static bool skipped(enum instar__token kind)
{
	return kind == INSTAR__SPACE || kind == INSTAR__LINE_COMMENT ||
	       kind == INSTAR__BLOCK_COMMENT;
}

bool lex_text(struct arena *arena, const char *text, uint32_t size, uint32_t base,
	struct lexed *lexed, struct span *bad)
{
	size_t length = 0;
	memset(lexed, 0, sizeof(*lexed));
	for (uint32_t at = 0; at < size; at += (uint32_t)length) {
		enum instar__token kind =
			instar__token_next(text + at, text + size, &length);
		if (kind == INSTAR__END)
			break;
		if (kind >= INSTAR__OPEN_STRING) {
			*bad = (struct span){ base + at, base + at + 1 };
			return false;
		}
		if (!skipped(kind))
			add_token(arena, lexed, code_of(kind, text + at, length),
				base + at, length);
	}
	lexed->sound = true;
	return true;
}

struct lexer {
	struct arena *arena;
	struct diags *diags;
	const struct source *source;
	struct lexed *lexed;
	const char *text;
	uint32_t at;
	uint32_t depth;
	bool can_continue;
};

static bool at_line_start(const struct lexer *lexer)
{
	return lexer->at == 0 || lexer->text[lexer->at - 1] == '\n';
}

/* Ends a statement that lacks its semicolon. */
static void close_statement(struct lexer *lexer, uint32_t at)
{
	struct lexed *lexed = lexer->lexed;
	if (lexed->token_count && lexed->tokens[lexed->token_count - 1].code != SEMI)
		add_token(lexer->arena, lexed, SEMI, at, 0);
	lexer->depth = 0;
}

/* Forget the statement that was given up in its middle. */
static void cut_statement(struct lexed *lexed)
{
	while (lexed->token_count && lexed->tokens[lexed->token_count - 1].code != SEMI)
		lexed->token_count--;
}

/* The position after the rest of the line. */
static uint32_t line_end(const struct lexer *lexer)
{
	const char *end =
		memchr(lexer->text + lexer->at, '\n', lexer->source->size - lexer->at);
	return end ? (uint32_t)(end - lexer->text) : lexer->source->size;
}

bool lex_is_annotation(const char *text, size_t size, const char *word)
{
	size_t length = strlen(word);
	return size > length && !strncmp(text + 1, word, length) &&
	       (size == length + 1 || strchr(" \t\r\n", text[length + 1]));
}

static void begin_annotation(struct lexer *lexer, uint32_t start, uint32_t end)
{
	struct lexed *lexed = lexer->lexed;
	*arena_add(lexer->arena, lexed->annotations, lexed->annotation_count) =
		(struct span){ start, end };
	if (lex_is_annotation(lexer->text + start, end - start, "down"))
		close_statement(lexer, lexer->at);
}

/* A line comment: a new annotation, the next line of one, or a remark. */
static void take_comment(struct lexer *lexer, size_t length)
{
	const char *text = lexer->text + lexer->at;
	size_t blanks = 2, size = length;
	while (size > 2 && strchr(" \t\r", text[size - 1]))
		size--;
	while (blanks < size && strchr(" \t", text[blanks]))
		blanks++;
	uint32_t end = lexer->at + (uint32_t)size;
	bool word = blanks + 1 < size && text[blanks] == '@' && text[blanks + 1] != ' ';
	if (word)
		begin_annotation(lexer, lexer->at + (uint32_t)blanks, end);
	else if (lexer->can_continue && blanks >= 5 && blanks < size)
		lexer->lexed->annotations[lexer->lexed->annotation_count - 1].end = end;
	else
		lexer->can_continue = false;
	lexer->can_continue |= word;
}

/* Only one line end may be between an annotation and its next line. */
static void take_space(struct lexer *lexer, size_t length)
{
	uint32_t lines = 0;
	for (size_t i = 0; i < length; i++)
		lines += lexer->text[lexer->at + i] == '\n';
	lexer->can_continue &= lines == 1;
}

/*
 * 'it's me': the string was over in its middle, and the quote that opens a string for
 * ever is only what follows from that. The closing quote of the first string in the
 * statement that a letter touches; empty when there is none.
 */
static struct span find_inner_quote(const struct lexer *lexer)
{
	const struct lexed *lexed = lexer->lexed;
	struct span found = { 0, 0 };

	for (uint32_t i = lexed->token_count; i-- > 1;) {
		struct span string = lexed->tokens[i - 1].span;
		char next = lexer->text[string.end];

		if (lexed->tokens[i].code == SEMI)
			break;
		if (lexed->tokens[i - 1].code == STRING &&
			lexed->tokens[i].span.start == string.end &&
			(next == '_' || next > 'z' || isalnum((unsigned char)next)))
			found = (struct span){ string.end - 1, string.end };
	}
	return found;
}

static bool report_inner_quote(struct lexer *lexer)
{
	struct span quote = find_inner_quote(lexer);
	struct diag *diag;

	if (!quote.end)
		return false;
	diag = diag_report(lexer->diags, RULE_UNTERMINATED, lexer->source, quote,
		"this quote ends the string, and another one is never closed");
	diag->help =
		quote.start && lexer->text[quote.start - 1] == '\\'
			? "SQLite knows no \\': within a string write a quote twice, "
			  "''"
			: "within a string write a quote twice: 'it''s'";
	return true;
}

/* Report the token at hand, which takes all that is left. */
static void give_up(struct lexer *lexer, enum instar__token kind)
{
	uint32_t line, column, size = kind == INSTAR__OPEN_COMMENT ? 2 : 1;
	struct span span = { lexer->at, lexer->at + size };
	source_position(lexer->source, lexer->at, &line, &column);
	const char *what = kind == INSTAR__OPEN_STRING	 ? "string"
			   : kind == INSTAR__OPEN_QUOTED ? "name"
							 : "comment";
	if (kind != INSTAR__OPEN_STRING || !report_inner_quote(lexer))
		diag_report(lexer->diags, RULE_UNTERMINATED, lexer->source, span,
			"%s opened at %u:%u never closed", what, line, column)
			->help =
			kind == INSTAR__OPEN_STRING
				? "close it with '; within it a quote is written "
				  "twice, ''"
			: kind == INSTAR__OPEN_COMMENT
				? "close it with */"
				: arena_printf(lexer->arena, "close it with %c",
					  lexer->text[lexer->at] == '['
						  ? ']'
						  : lexer->text[lexer->at]);
	lexer->at = lexer->source->size;
	lexer->lexed->sound = false;
}

static void check_scripts(struct lexer *lexer, size_t length)
{
	const char *text = lexer->text + lexer->at;
	unsigned scripts = 0;
	for (size_t i = 0; i < length;) {
		uint32_t letter;
		size_t size = instar__utf8_next(text + i, length - i, &letter, NULL);
		scripts |= size ? utf8_script(letter) : 0;
		i += size ? size : 1;
	}
	if (!(scripts & (scripts - 1)))
		return;
	diag_report(lexer->diags, RULE_MIXED_SCRIPTS, lexer->source,
		(struct span){ lexer->at, lexer->at + (uint32_t)length },
		"mixed scripts in one name: letters that look alike differ")
		->help = "write the name with letters of one script";
}

static void check_depth(struct lexer *lexer, char c)
{
	if (c == ')' && lexer->depth)
		lexer->depth--;
	if (c != '(' || ++lexer->depth <= PARSE_DEPTH)
		return;
	diag_report(lexer->diags, RULE_TOO_DEEP, lexer->source,
		(struct span){ lexer->at, lexer->at + 1 },
		"nested too deep: %d parentheses", PARSE_DEPTH);
	lexer->at = lexer->source->size;
	lexer->lexed->sound = false;
}

/* A line like ".read other.sql" where a statement begins. */
static bool shell_command(struct lexer *lexer)
{
	const struct lexed *lexed = lexer->lexed;
	const char *text = lexer->text + lexer->at;
	if (*text != '.' || !at_line_start(lexer) ||
		!((text[1] | 0x20) >= 'a' && (text[1] | 0x20) <= 'z') ||
		(lexed->token_count &&
			lexed->tokens[lexed->token_count - 1].code != SEMI))
		return false;
	uint32_t end = line_end(lexer);
	diag_report(lexer->diags, RULE_SHELL_COMMAND, lexer->source,
		(struct span){ lexer->at, end }, "shell command, not SQL")
		->help =
		"write the SQL itself; only the sqlite3 shell knows lines with a dot";
	lexer->at = end;
	return true;
}

static bool merge_mark(struct lexer *lexer)
{
	static const char *const marks[] = { "<<<<<<<", "=======", ">>>>>>>", "|||||||" };
	uint32_t line, column;
	bool found = false;
	if (!at_line_start(lexer))
		return false;
	uint32_t end = line_end(lexer);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		found |= end - lexer->at >= 7 &&
			 !memcmp(lexer->text + lexer->at, marks[i], 7);
	if (!found)
		return false;
	source_position(lexer->source, lexer->at, &line, &column);
	diag_report(lexer->diags, RULE_MERGE_CONFLICT, lexer->source,
		(struct span){ lexer->at, end }, "merge conflict at line %u", line)
		->help = "keep one side and remove the marks";
	lexer->at = lexer->source->size;
	lexer->lexed->sound = false;
	return true;
}

/* The mysql client's own line, after which a semicolon ends nothing. */
static bool is_delimiter(const struct lexer *lexer, size_t length)
{
	const struct lexed *lexed = lexer->lexed;

	return length == 9 && at_line_start(lexer) &&
	       !strncasecmp(lexer->text + lexer->at, "DELIMITER", 9) &&
	       strchr(" \t", lexer->text[lexer->at + 9]) &&
	       (!lexed->token_count ||
		       lexed->tokens[lexed->token_count - 1].code == SEMI);
}

static void report_delimiter(struct lexer *lexer)
{
	diag_report(lexer->diags, RULE_SHELL_COMMAND, lexer->source,
		(struct span){ lexer->at, lexer->at + 9 },
		"DELIMITER is the mysql client's, not SQL")
		->help = "leave its lines out: a trigger of SQLite ends with END; and so "
			 "needs no other mark";
	lexer->at = lexer->source->size;
	lexer->lexed->sound = false;
}

static void take_token(struct lexer *lexer, enum instar__token kind, size_t length)
{
	const char *text = lexer->text + lexer->at;
	int code = code_of(kind, text, length);
	if (kind == INSTAR__WORD && is_delimiter(lexer, length)) {
		report_delimiter(lexer);
		return;
	}
	if (kind == INSTAR__WORD || kind == INSTAR__QUOTED)
		check_scripts(lexer, length);
	add_token(lexer->arena, lexer->lexed, code, lexer->at, length);
	if (code == SEMI)
		lexer->depth = 0;
	else
		check_depth(lexer, length == 1 ? *text : 0);
}

/* Take one token, or what is in its place. */
static void take(struct lexer *lexer, enum instar__token kind, size_t length)
{
	uint32_t before = lexer->at;
	if (kind == INSTAR__SPACE) {
		take_space(lexer, length);
	} else if (kind == INSTAR__LINE_COMMENT) {
		take_comment(lexer, length);
	} else {
		lexer->can_continue = false;
		if (kind >= INSTAR__OPEN_STRING && kind <= INSTAR__OPEN_COMMENT)
			give_up(lexer, kind);
		else if (kind == INSTAR__OPERATOR &&
			 (shell_command(lexer) || merge_mark(lexer)))
			return;
		else if (kind != INSTAR__BLOCK_COMMENT)
			take_token(lexer, kind, length);
	}
	if (lexer->at == before)
		lexer->at += (uint32_t)length;
}

struct lexed *lex_source(
	struct arena *arena, struct diags *diags, const struct source *source)
{
	struct lexed *lexed = arena_alloc(arena, sizeof(*lexed));
	struct lexer lexer = { arena, diags, source, lexed, source->text, 0, 0, false };
	const char *limit = source->text + source->size;
	lexed->sound = true;
	while (lexer.at < source->size) {
		size_t length;
		enum instar__token kind =
			instar__token_next(source->text + lexer.at, limit, &length);
		if (kind == INSTAR__END)
			break;
		take(&lexer, kind, length);
	}
	if (!lexed->sound)
		cut_statement(lexed);
	close_statement(&lexer, source->size);
	return lexed;
}
