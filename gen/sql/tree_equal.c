/*
 * tree_equal: do two trees say the same? See tree_equal.h.
 */
#include "gen/sql/tree_equal.h"

#include <string.h>

#include "gen/sql/tree_fields.h"

static bool same_text(const char *one, const char *other)
{
	return one == other || (one && other && strcmp(one, other) == 0);
}

static bool same_exprs(const struct tree_exprs *one, const struct tree_exprs *other)
{
	bool same = one->count == other->count;

	for (uint32_t i = 0; same && i < one->count; i++)
		same = tree_equal(NODE_EXPR, one->items[i], other->items[i]);
	return same;
}

static bool same_list(const struct tree_field *field, const void *one, const void *other)
{
	const struct tree_list *a = one, *b = other;
	const struct tree_names *names[] = { one, other };
	const struct tree_rows *rows[] = { one, other };
	enum tree_node kind = (enum tree_node)field->kind;
	bool same = a->count == b->count;

	for (uint32_t i = 0; same && i < a->count; i++) {
		if (field->shape == FIELD_NAMES)
			same = same_text(
				names[0]->items[i].text, names[1]->items[i].text);
		else if (field->shape == FIELD_ROWS)
			same = same_exprs(&rows[0]->items[i], &rows[1]->items[i]);
		else
			same = tree_equal(kind,
				(const char *)a->items + i * tree_node_size(kind),
				(const char *)b->items + i * tree_node_size(kind));
	}
	return same;
}

static bool same_field(const struct tree_field *field, const void *one, const void *other)
{
	const struct tree_name *a = one, *b = other;

	switch (field->shape) {
	case FIELD_BOOL:
		return *(const bool *)one == *(const bool *)other;
	case FIELD_ENUM:
		return memcmp(one, other, sizeof(enum tree_node)) == 0;
	case FIELD_TEXT:
		return same_text(*(const char *const *)one, *(const char *const *)other);
	case FIELD_NAME:
		return same_text(a->text, b->text);
	case FIELD_NODE:
		return tree_equal((enum tree_node)field->kind, *(const void *const *)one,
			*(const void *const *)other);
	case FIELD_EXPRS:
		return same_exprs(one, other);
	case FIELD_NAMES:
	case FIELD_NODES:
	case FIELD_ROWS:
		return same_list(field, one, other);
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
static bool same_kind(enum tree_node kind, const void *one, const void *other)
{
	const struct tree_expr *a = one, *b = other;
	const struct tree_statement *s = one, *t = other;

	if (kind == NODE_EXPR)
		return a->kind == b->kind && doubtful(a) == doubtful(b);
	return kind != NODE_STATEMENT || s->kind == t->kind;
}

bool tree_equal(enum tree_node kind, const void *one, const void *other)
{
	bool same = one == other || (one && other && same_kind(kind, one, other));

	if (one == other || !same)
		return same;
	for (const struct tree_field *field = tree_fields(kind, one);
		same && field->shape; field++)
		same = same_field(field, (const char *)one + field->offset,
			(const char *)other + field->offset);
	return same;
}
