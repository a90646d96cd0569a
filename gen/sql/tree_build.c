/*
 * tree_build: what the grammar's rules do beyond filling in a struct. See tree_build.h.
 */
#include "gen/sql/tree_build.h"

#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/sql/grammar.h"
#include "gen/sql/tree_fields.h"

uint32_t build_start(const struct reading *reading, uint32_t token)
{
	return reading->tokens[token].span.start;
}

struct span build_span(const struct reading *reading, uint32_t start)
{
	return (struct span){ start, reading->tokens[reading->at - 1].span.end };
}

const char *build_text(struct reading *reading, uint32_t first)
{
	return reading_text(reading, first, reading->at - 1);
}

void *build_copy(struct reading *reading, const void *node, size_t size)
{
	return memcpy(arena_alloc(reading->arena, size), node, size);
}

static void refuse(struct reading *reading)
{
	if (!reading->failed)
		reading->failed_at = reading->at - 1;
	reading->failed = true;
}

static bool spells(const struct reading *reading, uint32_t token, const char *word)
{
	struct span span = reading->tokens[token].span;

	return span.end - span.start == strlen(word) &&
	       strncasecmp(reading->text + (span.start - reading->base), word,
		       strlen(word)) == 0;
}

struct tree_name build_name(struct reading *reading, uint32_t token)
{
	struct span span = reading->tokens[token].span;
	struct tree_name name = { reading_name(reading, token), span, QUOTE_NONE };

	switch (reading->text[span.start - reading->base]) {
	case '"':
		name.quote = QUOTE_DOUBLE;
		break;
	case '`':
		name.quote = QUOTE_BACKTICK;
		break;
	case '[':
		name.quote = QUOTE_BRACKET;
		break;
	case '\'':
		name.quote = QUOTE_SINGLE;
		break;
	}
	return name;
}

/* Height */

static uint32_t highest(enum tree_node kind, const void *node);

static uint32_t higher(uint32_t one, uint32_t other)
{
	return one > other ? one : other;
}

static uint32_t highest_of(const struct tree_exprs *list)
{
	uint32_t height = 0;

	for (uint32_t i = 0; i < list->count; i++)
		height = higher(height, list->items[i]->height);
	return height;
}

static uint32_t highest_in(const struct tree_field *field, const void *at)
{
	const struct tree_list *list = at;
	const struct tree_rows *rows = at;
	enum tree_node kind = (enum tree_node)field->kind;
	uint32_t height = 0;

	switch (field->shape) {
	case FIELD_NODE:
		return highest(kind, *(const void *const *)at);
	case FIELD_EXPRS:
		return highest_of(at);
	case FIELD_NODES:
		for (uint32_t i = 0; i < list->count; i++)
			height = higher(height,
				highest(kind, (const char *)list->items +
						      i * tree_node_size(kind)));
		return height;
	case FIELD_ROWS:
		for (uint32_t i = 0; i < rows->count; i++)
			height = higher(height, highest_of(&rows->items[i]));
		return height;
	default:
		return 0;
	}
}

/* The height of the highest expression just below a node. */
static uint32_t highest_below(enum tree_node kind, const void *node)
{
	uint32_t height = 0;

	for (const struct tree_field *field = tree_fields(kind, node); field->shape;
		field++)
		height = higher(
			height, highest_in(field, (const char *)node + field->offset));
	return height;
}

static uint32_t highest(enum tree_node kind, const void *node)
{
	if (!node)
		return 0;
	if (kind == NODE_EXPR)
		return ((const struct tree_expr *)node)->height;
	if (kind == NODE_SELECT)
		return ((const struct tree_select *)node)->height;
	return highest_below(kind, node);
}

/* Expressions and SELECT */

struct tree_expr *build_expr(struct reading *reading, const struct tree_expr *expr)
{
	struct tree_expr *copy = build_copy(reading, expr, sizeof(*expr));

	copy->height = 1 + highest_below(NODE_EXPR, copy);
	if (copy->height > TREE_HEIGHT)
		refuse(reading);
	return copy;
}

struct tree_expr *build_literal(
	struct reading *reading, enum tree_literal_kind kind, uint32_t token)
{
	struct tree_expr literal = { .kind = EXPR_LITERAL, .height = 1 };
	struct span span = reading->tokens[token].span;
	const char *text = reading->text + (span.start - reading->base);

	literal.span = span;
	literal.literal.kind = kind;
	if (kind == LITERAL_NUMBER)
		literal.literal.text = reading_text(reading, token, token);
	else if (kind == LITERAL_STRING)
		literal.literal.text = reading_name(reading, token);
	else if (kind == LITERAL_BLOB)
		literal.literal.text = arena_copy(
			reading->arena, text + 2, span.end - span.start - 3);
	return build_copy(reading, &literal, sizeof(literal));
}

struct tree_expr *build_word(struct reading *reading, struct tree_name name)
{
	struct tree_expr word = { .kind = EXPR_COLUMN, .height = 1, .span = name.span };
	bool truth = strcasecmp(name.text, "true") == 0;

	word.column.name = name;
	if (name.quote == QUOTE_NONE &&
		(truth || strcasecmp(name.text, "false") == 0)) {
		word = (struct tree_expr){ .kind = EXPR_LITERAL, .height = 1 };
		word.span = name.span;
		word.literal.kind = truth ? LITERAL_TRUE : LITERAL_FALSE;
	}
	return build_copy(reading, &word, sizeof(word));
}

struct tree_expr *build_in(struct reading *reading, const struct tree_expr *operand,
	const struct tree_expr *among, bool negated)
{
	struct tree_expr expr = *among;

	expr.kind = EXPR_IN;
	expr.span = build_span(reading, operand->span.start);
	expr.in.operand = operand;
	expr.in.negated = negated;
	return build_expr(reading, &expr);
}

/* A SELECT begins with WITH or with its first core. */
struct tree_select *build_select(struct reading *reading, const struct tree_with *with,
	struct tree_cores cores, struct tree_terms order_by, struct build_limit limit)
{
	struct tree_select select = { .with = with,
		.cores = cores,
		.order_by = order_by,
		.limit = limit.limit,
		.offset = limit.offset };

	select.span = build_span(
		reading, with ? with->span.start : cores.items[0].span.start);
	select.height = 1 + highest_below(NODE_SELECT, &select);
	return build_copy(reading, &select, sizeof(select));
}

static struct span object_span(
	const struct reading *reading, const struct tree_object *object)
{
	return build_span(reading, object->schema.text ? object->schema.span.start
						       : object->name.span.start);
}

struct tree_source *build_source(struct reading *reading, struct tree_object object,
	struct tree_name alias, const struct tree_name *index)
{
	struct tree_source source = { .kind = SOURCE_TABLE,
		.span = object_span(reading, &object),
		.object = object,
		.alias = alias };

	if (index)
		source.indexed_by = *index;
	source.not_indexed = index && !index->text;
	return build_copy(reading, &source, sizeof(source));
}

struct tree_source *build_function(struct reading *reading, struct tree_object object,
	struct tree_exprs arguments, struct tree_name alias)
{
	struct tree_source *source = build_source(reading, object, alias, NULL);

	source->kind = SOURCE_FUNCTION;
	source->arguments = arguments;
	return source;
}

struct tree_statement *build_statement(
	struct reading *reading, enum statement_kind kind, const void *node)
{
	struct tree_statement statement = { .kind = kind, .select = node };

	return build_copy(reading, &statement, sizeof(statement));
}

/* The step before it ends in a semicolon too, and BEGIN is before the first. */
void build_step_span(
	struct reading *reading, struct tree_statement *step, uint32_t semicolon)
{
	uint32_t first = semicolon;

	while (first && reading->tokens[first - 1].code != SEMI &&
		reading->tokens[first - 1].code != BEGIN)
		first--;
	step->span.start = reading->tokens[first].span.start;
	step->span.end = reading->tokens[semicolon - 1].span.end;
}

/* Definitions */

/* The tokens with one blank between words, and none beside punctuation. */
struct build_type build_type(struct reading *reading, uint32_t first)
{
	uint32_t end = reading->at;
	struct text text;

	if (end - first >= 2 && spells(reading, end - 2, "GENERATED") &&
		spells(reading, end - 1, "ALWAYS"))
		end -= 2;
	text_init(&text, reading->arena);
	for (uint32_t i = first; i < end; i++) {
		int code = reading->tokens[i].code;
		bool word = code != LP && code != RP && code != COMMA &&
			    code != NUMBER && code != PLUS && code != MINUS;

		if (i > first && word)
			text_byte(&text, ' ');
		text_add(&text, reading_text(reading, i, i));
	}
	if (end == first)
		return (struct build_type){ 0 };
	return (struct build_type){ text.bytes,
		{ build_start(reading, first), reading->tokens[end - 1].span.end } };
}

uint32_t build_generated(const struct reading *reading, uint32_t as)
{
	bool written = as >= 2 && spells(reading, as - 2, "GENERATED") &&
		       spells(reading, as - 1, "ALWAYS");

	return written ? as - 2 : as;
}

bool build_stored(struct reading *reading, uint32_t word)
{
	bool stored = spells(reading, word, "STORED");

	if (!stored && !spells(reading, word, "VIRTUAL"))
		refuse(reading);
	return stored;
}

uint32_t build_option(struct reading *reading, uint32_t word, uint32_t option)
{
	if (!spells(reading, word, option == BUILD_STRICT ? "STRICT" : "ROWID"))
		refuse(reading);
	return option;
}

struct build_join build_join(const struct reading *reading, uint32_t first, uint32_t join)
{
	struct build_join built = { .join = JOIN_INNER };
	bool left = false, right = false;

	for (uint32_t i = first; i < join; i++) {
		int code = reading->tokens[i].code;

		built.natural |= code == NATURAL;
		left |= code == LEFT || code == FULL;
		right |= code == RIGHT || code == FULL;
		if (code == CROSS)
			built.join = JOIN_CROSS;
	}
	if (left || right)
		built.join = !right ? JOIN_LEFT : left ? JOIN_FULL : JOIN_RIGHT;
	return built;
}

void build_constraint_name(struct reading *reading, uint32_t first, struct tree_name name)
{
	reading->constraint = name;
	reading->constraint_start = reading->tokens[first].span.start;
}

struct tree_constraint *build_named(
	struct reading *reading, struct tree_constraint *constraint)
{
	if (reading->constraint.text) {
		constraint->name = reading->constraint;
		constraint->span.start = reading->constraint_start;
	}
	reading->constraint.text = NULL;
	return constraint;
}

void build_deferred(struct reading *reading, const struct tree_constraints *constraints,
	struct build_deferrable deferrable)
{
	uint32_t count = constraints->count;
	struct tree_constraint *last = count ? &constraints->items[count - 1] : NULL;
	struct tree_reference *reference;

	if (!last || !last->reference)
		return;
	reference = build_copy(reading, last->reference, sizeof(*reference));
	reference->deferrable = deferrable.deferrable;
	reference->initially = deferrable.initially;
	reference->span = build_span(reading, reference->span.start);
	last->span = build_span(reading, last->span.start);
	last->reference = reference;
}

static void add_argument(
	struct reading *reading, struct tree_names *list, uint32_t first, uint32_t end)
{
	struct tree_name argument = { .text = "" };

	if (end > first) {
		argument.text = reading_text(reading, first, end - 1);
		argument.span.start = reading->tokens[first].span.start;
		argument.span.end = reading->tokens[end - 1].span.end;
	}
	*arena_add(reading->arena, list->items, list->count) = argument;
}

struct tree_names build_arguments(struct reading *reading, uint32_t open)
{
	uint32_t close = reading->at - 1, first = open + 1, depth = 0;
	struct tree_names list = { 0 };

	for (uint32_t i = first; i < close; i++) {
		int code = reading->tokens[i].code;

		depth += code == LP;
		depth -= code == RP;
		if (code == COMMA && !depth) {
			add_argument(reading, &list, first, i);
			first = i + 1;
		}
	}
	if (close > open + 1)
		add_argument(reading, &list, first, close);
	return list;
}
