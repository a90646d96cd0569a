/*
 * tree_equal: do two trees say the same? See tree_equal.h.
 */
#include "gen/sql/tree_equal.h"

#include <string.h>

#include "gen/base/map.h"
#include "gen/sql/tree_fields.h"

/* Compared as `how` says; NULL: to the letter. */
static bool same(const struct tree_likeness *how, enum tree_node kind, const void *one,
	const void *other);

static bool same_text(const char *one, const char *other)
{
	return one == other || (one && other && strcmp(one, other) == 0);
}

static bool same_name(const struct tree_likeness *how, int role,
	const struct tree_name *one, const struct tree_name *other)
{
	const char *a = one->text, *b = other->text;

	if (!how)
		return same_text(a, b);
	if (role == ROLE_SCHEMA)
		return map_same(a ? a : "main", b ? b : "main");
	if (a && how->now && (role == ROLE_TABLE || role == ROLE_COLUMN))
		a = how->now(how->context, (enum tree_role)role, a);
	return map_same(a, b);
}

static bool same_exprs(const struct tree_likeness *how, const struct tree_exprs *one,
	const struct tree_exprs *other)
{
	bool equal = one->count == other->count;

	for (uint32_t i = 0; equal && i < one->count; i++)
		equal = same(how, NODE_EXPR, one->items[i], other->items[i]);
	return equal;
}

static bool same_list(const struct tree_likeness *how, const struct tree_field *field,
	const void *one, const void *other)
{
	const struct tree_list *a = one, *b = other;
	const struct tree_names *names[] = { one, other };
	const struct tree_rows *rows[] = { one, other };
	enum tree_node kind = (enum tree_node)field->kind;
	bool equal = a->count == b->count;

	for (uint32_t i = 0; equal && i < a->count; i++) {
		if (field->shape == FIELD_NAMES)
			equal = same_name(how, field->kind, &names[0]->items[i],
				&names[1]->items[i]);
		else if (field->shape == FIELD_ROWS)
			equal = same_exprs(how, &rows[0]->items[i], &rows[1]->items[i]);
		else
			equal = same(how, kind,
				(const char *)a->items + i * tree_node_size(kind),
				(const char *)b->items + i * tree_node_size(kind));
	}
	return equal;
}

static bool same_field(const struct tree_likeness *how, const struct tree_field *field,
	const void *one, const void *other)
{
	const char *const *texts[] = { one, other };

	switch (field->shape) {
	case FIELD_BOOL:
		return *(const bool *)one == *(const bool *)other;
	case FIELD_ENUM:
		return memcmp(one, other, sizeof(enum tree_node)) == 0;
	case FIELD_TEXT:
		return same_text(*texts[0], *texts[1]);
	case FIELD_NAME:
		return same_name(how, field->kind, one, other);
	case FIELD_NODE:
		return same(how, (enum tree_node)field->kind, *(const void *const *)one,
			*(const void *const *)other);
	case FIELD_EXPRS:
		return same_exprs(how, one, other);
	case FIELD_NAMES:
	case FIELD_NODES:
	case FIELD_ROWS:
		return same_list(how, field, one, other);
	case FIELD_END:
		break;
	}
	return true;
}

/* Can it be a string? */
static bool doubtful(const struct tree_expr *expr)
{
	return expr->kind == EXPR_COLUMN && !expr->column.table.text &&
	       expr->column.name.quote == QUOTE_DOUBLE;
}

/* A kind that decides which members there are. */
static bool same_kind(const struct tree_likeness *how, enum tree_node kind,
	const void *one, const void *other)
{
	const struct tree_expr *a = one, *b = other;
	const struct tree_statement *s = one, *t = other;

	if (kind == NODE_EXPR)
		return a->kind == b->kind && (how || doubtful(a) == doubtful(b));
	return kind != NODE_STATEMENT || s->kind == t->kind;
}

/* Members that change nothing, and whose words may differ. */
static const struct {
	enum tree_node kind;
	size_t offset;
} ignored[] = {
	{ NODE_CREATE_TABLE, offsetof(struct tree_create_table, if_not_exists) },
	{ NODE_CREATE_VIRTUAL, offsetof(struct tree_create_virtual, if_not_exists) },
	{ NODE_CREATE_INDEX, offsetof(struct tree_create_index, if_not_exists) },
	{ NODE_CREATE_INDEX, offsetof(struct tree_create_index, index.name) },
	{ NODE_CREATE_VIEW, offsetof(struct tree_create_view, if_not_exists) },
	{ NODE_CREATE_VIEW, offsetof(struct tree_create_view, view.name) },
	{ NODE_CREATE_TRIGGER, offsetof(struct tree_create_trigger, if_not_exists) },
	{ NODE_CREATE_TRIGGER, offsetof(struct tree_create_trigger, trigger.name) },
	{ NODE_CREATE_TRIGGER, offsetof(struct tree_create_trigger, for_each_row) },
	{ NODE_TERM, offsetof(struct tree_term, direction) }, /* see same_words() */
};

static bool is_ignored(enum tree_node kind, const struct tree_field *field)
{
	for (size_t i = 0; i < sizeof(ignored) / sizeof(*ignored); i++) {
		if (ignored[i].kind == kind && ignored[i].offset == field->offset)
			return true;
	}
	return false;
}

/* What the list of members cannot tell of two nodes that are to be alike. */
static bool same_words(enum tree_node kind, const void *one, const void *other)
{
	const struct tree_term *a = one, *b = other;

	return kind != NODE_TERM ||
	       (a->direction == ORDER_DESC) == (b->direction == ORDER_DESC);
}

/* A name in double quotes that is no column, and the string in single ones. */
static bool same_string(const struct tree_likeness *how, const struct tree_expr *name,
	const struct tree_expr *string)
{
	return doubtful(name) && string->kind == EXPR_LITERAL &&
	       string->literal.kind == LITERAL_STRING &&
	       same_text(name->column.name.text, string->literal.text) && how->has &&
	       !how->has(how->context, string->literal.text);
}

/* TRUE is 1, and FALSE is 0. */
static bool same_truth(const struct tree_expr *one, const struct tree_expr *other)
{
	return one->kind == EXPR_LITERAL && other->kind == EXPR_LITERAL &&
	       other->literal.kind == LITERAL_NUMBER &&
	       ((one->literal.kind == LITERAL_TRUE &&
			same_text(other->literal.text, "1")) ||
		       (one->literal.kind == LITERAL_FALSE &&
			       same_text(other->literal.text, "0")));
}

/* Expressions of different kinds, or a type whose letters may differ. */
static bool same_spelling(const struct tree_likeness *how, const struct tree_expr *one,
	const struct tree_expr *other)
{
	if (one->kind == EXPR_CAST && other->kind == EXPR_CAST)
		return map_same(one->cast.type, other->cast.type) &&
		       same(how, NODE_EXPR, one->cast.operand, other->cast.operand);
	return same_truth(one, other) || same_truth(other, one) ||
	       same_string(how, one, other) || same_string(how, other, one);
}

static bool same(const struct tree_likeness *how, enum tree_node kind, const void *one,
	const void *other)
{
	bool equal = one == other || (one && other && same_kind(how, kind, one, other));

	if (!one || !other || (one == other && !how))
		return equal;
	if (how && kind == NODE_EXPR && same_spelling(how, one, other))
		return true;
	if (how)
		equal = equal && same_words(kind, one, other);
	if (!equal)
		return false;
	for (const struct tree_field *field = tree_fields(kind, one);
		equal && field->shape; field++)
		equal = (how && is_ignored(kind, field)) ||
			same_field(how, field, (const char *)one + field->offset,
				(const char *)other + field->offset);
	return equal;
}

bool tree_equal(enum tree_node kind, const void *one, const void *other)
{
	return same(NULL, kind, one, other);
}

bool tree_alike(enum tree_node kind, const void *one, const void *other,
	const struct tree_likeness *likeness)
{
	static const struct tree_likeness as_it_was = { 0 };

	return same(likeness ? likeness : &as_it_was, kind, one, other);
}
