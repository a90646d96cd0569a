/*
 * print_query: names, expressions and SELECT for tree_print. See print_query.h.
 */
#include "gen/sql/print_query.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"

void print_word(struct text *out, const char *word)
{
	if (out->size && out->bytes[out->size - 1] != '(')
		text_byte(out, ' ');
	text_add(out, word);
}

void print_if(struct text *out, bool condition, const char *word)
{
	if (condition)
		print_word(out, word);
}

void print_comma(struct text *out, uint32_t i)
{
	if (i)
		text_byte(out, ',');
}

/* Names */

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

/* Can the name go without quotes? A keyword can where it was so before. */
static bool bare(const struct tree_name *name)
{
	size_t size = strlen(name->text);
	int code = lex_keyword(name->text, size);
	bool plain = letter(name->text[0]);

	for (size_t i = 1; i < size; i++)
		plain &= letter(name->text[i]) || name->text[i] == '$' ||
			 (name->text[i] >= '0' && name->text[i] <= '9');
	if (!plain || code == ID || code == BACKFILL)
		return plain;
	return name->quote == QUOTE_NONE &&
	       (lex_is_name(code) || code == INDEXED || lex_joins(code));
}

static void quoted(struct text *out, const char *name, char quote)
{
	text_byte(out, quote);
	for (; *name; name++) {
		text_byte(out, *name);
		if (*name == quote)
			text_byte(out, quote);
	}
	text_byte(out, quote);
}

/* After a dot: no blank. */
static void print_bare_name(struct text *out, const struct tree_name *name)
{
	if (bare(name))
		text_add(out, name->text);
	else
		quoted(out, name->text, '"');
}

void print_name(struct text *out, const struct tree_name *name)
{
	if (!name->text)
		return;
	print_word(out, "");
	print_bare_name(out, name);
}

static void print_dotted(
	struct text *out, const struct tree_name *before, const struct tree_name *name)
{
	if (before->text) {
		print_name(out, before);
		text_byte(out, '.');
		print_bare_name(out, name);
	} else {
		print_name(out, name);
	}
}

void print_object(struct text *out, const struct tree_object *object)
{
	print_dotted(out, &object->schema, &object->name);
}

static void print_name_list(struct text *out, const struct tree_names *names)
{
	for (uint32_t i = 0; i < names->count; i++) {
		print_comma(out, i);
		print_name(out, &names->items[i]);
	}
}

void print_names(struct text *out, const struct tree_names *names)
{
	if (!names->count)
		return;
	text_byte(out, '(');
	print_name_list(out, names);
	text_byte(out, ')');
}

/* Expressions */

/* How tightly each kind binds; an operand that is looser gets parentheses. */
enum level {
	LOOSEST,
	LEVEL_OR,
	LEVEL_AND,
	LEVEL_NOT,
	LEVEL_EQUAL,
	LEVEL_LESS,
	LEVEL_BITS,
	LEVEL_ADD,
	LEVEL_MULTIPLY,
	LEVEL_CONCAT,
	LEVEL_COLLATE,
	LEVEL_SIGN,
	TIGHTEST
};

static const struct {
	const char *text;
	enum level level;
} operators[] = {
	[OPERATOR_MINUS] = { "-", LEVEL_SIGN },
	[OPERATOR_PLUS] = { "+", LEVEL_SIGN },
	[OPERATOR_BIT_NOT] = { "~", LEVEL_SIGN },
	[OPERATOR_NOT] = { "NOT", LEVEL_NOT },
	[OPERATOR_OR] = { "OR", LEVEL_OR },
	[OPERATOR_AND] = { "AND", LEVEL_AND },
	[OPERATOR_EQUAL] = { "=", LEVEL_EQUAL },
	[OPERATOR_UNEQUAL] = { "<>", LEVEL_EQUAL },
	[OPERATOR_IS] = { "IS", LEVEL_EQUAL },
	[OPERATOR_IS_NOT] = { "IS NOT", LEVEL_EQUAL },
	[OPERATOR_LESS] = { "<", LEVEL_LESS },
	[OPERATOR_LESS_EQUAL] = { "<=", LEVEL_LESS },
	[OPERATOR_GREATER] = { ">", LEVEL_LESS },
	[OPERATOR_GREATER_EQUAL] = { ">=", LEVEL_LESS },
	[OPERATOR_BIT_AND] = { "&", LEVEL_BITS },
	[OPERATOR_BIT_OR] = { "|", LEVEL_BITS },
	[OPERATOR_SHIFT_LEFT] = { "<<", LEVEL_BITS },
	[OPERATOR_SHIFT_RIGHT] = { ">>", LEVEL_BITS },
	[OPERATOR_ADD] = { "+", LEVEL_ADD },
	[OPERATOR_SUBTRACT] = { "-", LEVEL_ADD },
	[OPERATOR_MULTIPLY] = { "*", LEVEL_MULTIPLY },
	[OPERATOR_DIVIDE] = { "/", LEVEL_MULTIPLY },
	[OPERATOR_REMAINDER] = { "%", LEVEL_MULTIPLY },
	[OPERATOR_CONCAT] = { "||", LEVEL_CONCAT },
	[OPERATOR_ARROW] = { "->", LEVEL_CONCAT },
	[OPERATOR_ARROW_VALUE] = { "->>", LEVEL_CONCAT },
	[OPERATOR_LIKE] = { "LIKE", LEVEL_EQUAL },
	[OPERATOR_GLOB] = { "GLOB", LEVEL_EQUAL },
	[OPERATOR_REGEXP] = { "REGEXP", LEVEL_EQUAL },
	[OPERATOR_MATCH] = { "MATCH", LEVEL_EQUAL },
};

static enum level level_of(const struct tree_expr *expr)
{
	switch (expr->kind) {
	case EXPR_UNARY:
		return operators[expr->unary.operator].level;
	case EXPR_BINARY:
		return operators[expr->binary.operator].level;
	case EXPR_LIKE:
	case EXPR_BETWEEN:
	case EXPR_IN:
		return LEVEL_EQUAL;
	case EXPR_COLLATE:
		return LEVEL_COLLATE;
	default:
		return TIGHTEST;
	}
}

/* An operand that must bind at least as tightly as `level`. */
static void print_operand(
	struct text *out, const struct tree_expr *expr, enum level level)
{
	if (level_of(expr) >= level) {
		print_expr(out, expr);
		return;
	}
	print_word(out, "(");
	print_expr(out, expr);
	text_byte(out, ')');
}

void print_clause(struct text *out, const char *word, const struct tree_expr *expr)
{
	if (!expr)
		return;
	print_word(out, word);
	print_expr(out, expr);
}

void print_list(struct text *out, const struct tree_exprs *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		print_comma(out, i);
		print_expr(out, list->items[i]);
	}
}

void print_group(struct text *out, const struct tree_exprs *list)
{
	print_word(out, "(");
	print_list(out, list);
	text_byte(out, ')');
}

static void print_subquery(struct text *out, const struct tree_select *select)
{
	print_word(out, "(");
	print_select(out, select);
	text_byte(out, ')');
}

static void print_literal(struct text *out, const struct tree_expr *expr)
{
	static const char *const words[] = {
		[LITERAL_NULL] = "NULL",
		[LITERAL_TRUE] = "TRUE",
		[LITERAL_FALSE] = "FALSE",
		[LITERAL_DATE] = "CURRENT_DATE",
		[LITERAL_TIME] = "CURRENT_TIME",
		[LITERAL_TIMESTAMP] = "CURRENT_TIMESTAMP",
	};
	const char *text = expr->literal.text;

	print_word(out, "");
	if (expr->literal.kind == LITERAL_NUMBER)
		text_add(out, text);
	else if (expr->literal.kind == LITERAL_STRING)
		quoted(out, text, '\'');
	else if (expr->literal.kind == LITERAL_BLOB)
		text_format(out, "x'%s'", text);
	else
		text_add(out, words[expr->literal.kind]);
}

/* A single name must not become a string, nor TRUE a name: backticks make neither. */
static void print_column(struct text *out, const struct tree_expr *expr)
{
	const struct tree_name *name = &expr->column.name;
	bool alone = !expr->column.table.text;
	bool truth = sqlite3_stricmp(name->text, "true") == 0 ||
		     sqlite3_stricmp(name->text, "false") == 0;

	if (alone && (name->quote == QUOTE_DOUBLE || !bare(name) || truth)) {
		print_word(out, "");
		quoted(out, name->text, name->quote == QUOTE_DOUBLE ? '"' : '`');
		return;
	}
	print_dotted(out, &expr->column.schema,
		alone ? name : &expr->column.table);
	if (!alone) {
		text_byte(out, '.');
		print_bare_name(out, name);
	}
}

static void print_unary(struct text *out, const struct tree_expr *expr)
{
	const struct tree_expr *operand = expr->unary.operand;
	enum tree_operator code = expr->unary.operator;
	enum level level = operators[code].level;
	bool glued = level == LEVEL_SIGN && operand->kind != EXPR_UNARY;

	print_word(out, operators[code].text);
	if (glued && level_of(operand) == TIGHTEST) {
		struct text inner;

		text_init(&inner, out->arena); /* no blank after the sign */
		print_expr(&inner, operand);
		text_bytes(out, inner.bytes, inner.size);
	} else {
		print_operand(out, operand, level);
	}
}

static void print_like(struct text *out, const struct tree_expr *expr)
{
	print_operand(out, expr->like.left, LEVEL_EQUAL);
	print_if(out, expr->like.negated, "NOT");
	print_word(out, operators[expr->like.operator].text);
	print_operand(out, expr->like.pattern, LEVEL_LESS);
	if (expr->like.escape) {
		print_word(out, "ESCAPE");
		print_operand(out, expr->like.escape, LEVEL_LESS);
	}
}

static void print_in(struct text *out, const struct tree_expr *expr)
{
	print_operand(out, expr->in.operand, LEVEL_EQUAL);
	print_if(out, expr->in.negated, "NOT");
	print_word(out, "IN");
	if (expr->in.table)
		print_source(out, expr->in.table);
	else if (expr->in.select)
		print_subquery(out, expr->in.select);
	else
		print_group(out, &expr->in.values);
}

static void print_between(struct text *out, const struct tree_expr *expr)
{
	print_operand(out, expr->between.operand, LEVEL_EQUAL);
	print_if(out, expr->between.negated, "NOT");
	print_word(out, "BETWEEN");
	print_operand(out, expr->between.low, LEVEL_LESS);
	print_word(out, "AND");
	print_operand(out, expr->between.high, LEVEL_LESS);
}

static void print_when(struct text *out, const struct tree_when *when)
{
	print_clause(out, "WHEN", when->condition);
	print_clause(out, "THEN", when->value);
}

static void print_case(struct text *out, const struct tree_expr *expr)
{
	print_word(out, "CASE");
	if (expr->choice.operand)
		print_expr(out, expr->choice.operand);
	for (uint32_t i = 0; i < expr->choice.whens.count; i++)
		print_when(out, &expr->choice.whens.items[i]);
	print_clause(out, "ELSE", expr->choice.otherwise);
	print_word(out, "END");
}

static void print_cast(struct text *out, const struct tree_expr *expr)
{
	print_word(out, "CAST(");
	print_expr(out, expr->cast.operand);
	print_word(out, "AS");
	print_if(out, expr->cast.type, expr->cast.type);
	text_byte(out, ')');
}

static void print_raise(struct text *out, const struct tree_expr *expr)
{
	static const char *const words[] = {
		[RAISE_IGNORE] = "IGNORE",
		[RAISE_ROLLBACK] = "ROLLBACK",
		[RAISE_ABORT] = "ABORT",
		[RAISE_FAIL] = "FAIL",
	};

	print_word(out, "RAISE(");
	print_word(out, words[expr->raise.action]);
	if (expr->raise.message) {
		text_byte(out, ',');
		print_expr(out, expr->raise.message);
	}
	text_byte(out, ')');
}

static void print_call(struct text *out, const struct tree_call *call)
{
	print_name(out, &call->name);
	text_byte(out, '(');
	print_if(out, call->star, "*");
	print_if(out, call->distinct, "DISTINCT");
	print_list(out, &call->arguments);
	print_order(out, &call->order_by, NULL, NULL);
	text_byte(out, ')');
	if (call->filter) {
		print_word(out, "FILTER (");
		print_clause(out, "WHERE", call->filter);
		text_byte(out, ')');
	}
	print_if(out, call->window.text || call->over, "OVER");
	print_name(out, &call->window);
	if (call->over)
		print_window(out, call->over);
}

void print_expr(struct text *out, const struct tree_expr *expr)
{
	enum level level = level_of(expr);

	switch (expr->kind) {
	case EXPR_LITERAL:
		print_literal(out, expr);
		break;
	case EXPR_PARAMETER:
		print_word(out, expr->parameter);
		break;
	case EXPR_COLUMN:
		print_column(out, expr);
		break;
	case EXPR_UNARY:
		print_unary(out, expr);
		break;
	case EXPR_BINARY:
		print_operand(out, expr->binary.left, level);
		print_word(out, operators[expr->binary.operator].text);
		print_operand(out, expr->binary.right, level + 1);
		break;
	case EXPR_LIKE:
		print_like(out, expr);
		break;
	case EXPR_BETWEEN:
		print_between(out, expr);
		break;
	case EXPR_IN:
		print_in(out, expr);
		break;
	case EXPR_COLLATE:
		print_operand(out, expr->collate.operand, LEVEL_COLLATE);
		print_word(out, "COLLATE");
		print_name(out, &expr->collate.collation);
		break;
	case EXPR_CASE:
		print_case(out, expr);
		break;
	case EXPR_CAST:
		print_cast(out, expr);
		break;
	case EXPR_CALL:
		print_call(out, expr->call);
		break;
	case EXPR_ROW:
		print_group(out, &expr->row);
		break;
	case EXPR_EXISTS:
		print_word(out, "EXISTS");
		print_subquery(out, expr->select);
		break;
	case EXPR_SELECT:
		print_subquery(out, expr->select);
		break;
	case EXPR_RAISE:
		print_raise(out, expr);
		break;
	}
}
