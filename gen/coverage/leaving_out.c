/*
 * leaving_out: what the WHERE and DISTINCT of an INSERT say of the keys that it brings.
 * See intake.h.
 *
 * `WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.k = …)` of the very table that is filled, or
 * `WHERE … NOT IN (SELECT k FROM t)`, brings no key that is there; `WHERE rowid IN
 * (SELECT min(rowid) FROM s GROUP BY k)` brings one row for each k.
 */
#include "gen/base/arena.h"
#include "gen/coverage/intake.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_equal.h"

typedef bool term_visitor(const struct intake *intake, const struct names *key,
	const struct tree_expr *term);

/* Is it so of a term that has to hold? */
static bool has_term(const struct intake *intake, const struct names *key,
	const struct tree_expr *where, term_visitor *visit)
{
	if (!where)
		return false;
	if (where->kind == EXPR_BINARY && where->binary.operator == OPERATOR_AND)
		return has_term(intake, key, where->binary.left, visit) ||
		       has_term(intake, key, where->binary.right, visit);
	return visit(intake, key, where);
}

/* Does an expression of another frame say what the value does? */
static bool is_same(const struct frame *frame, const struct tree_expr *expr,
	const struct intake *intake, const struct tree_expr *value)
{
	struct frame_column here, there;

	if (!value)
		return false;
	if (expr->kind != EXPR_COLUMN || value->kind != EXPR_COLUMN)
		return expr->kind == EXPR_LITERAL && tree_equal(NODE_EXPR, expr, value);
	here = frame_find(frame, expr);
	there = frame_find(intake->source, value);
	return here.source && here.source == there.source &&
	       map_same(expr->column.name.text, value->column.name.text);
}

/* Is it k = the value that k is filled with, of the table that is filled? */
static bool seeks_key(const struct intake *intake, const struct names *key,
	const struct frame *frame, const struct tree_expr *term)
{
	const struct tree_expr *sides[2];

	if (term->kind == EXPR_BINARY && term->binary.operator == OPERATOR_AND)
		return seeks_key(intake, key, frame, term->binary.left) &&
		       seeks_key(intake, key, frame, term->binary.right);
	if (term->kind != EXPR_BINARY || term->binary.operator!= OPERATOR_EQUAL)
		return false;
	sides[0] = term->binary.left;
	sides[1] = term->binary.right;
	for (int i = 0; i < 2; i++) {
		const char *column;

		if (sides[i]->kind != EXPR_COLUMN ||
			frame_find(frame, sides[i]).source != &frame->sources[0])
			continue;
		column = sides[i]->column.name.text;
		if (names_have(key, column) &&
			is_same(frame, sides[!i], intake, intake_value(intake, column)))
			return true;
	}
	return false;
}

/* The frame of a query over one table alone; NULL: it is another query. */
static const struct frame *frame_over(const struct intake *intake,
	const struct tree_select *select, const struct relation *table)
{
	const struct tree_core *core = &select->cores.items[0];
	const struct frame *frame;

	if (select->cores.count != 1 || select->with || select->limit ||
		core->from.count != 1 || core->having)
		return NULL;
	frame = frame_of_core(intake->source, PLACE_FROM, NULL, NULL, core);
	return frame->source_count == 1 && table && frame->sources[0].relation == table
		       ? frame
		       : NULL;
}

static bool leaves_out(const struct intake *intake, const struct names *key,
	const struct tree_expr *term)
{
	const struct tree_expr *inner = term;
	const struct tree_expr *result;
	const struct frame *frame;

	if (term->kind == EXPR_UNARY && term->unary.operator == OPERATOR_NOT)
		inner = term->unary.operand;
	if (inner != term && inner->kind == EXPR_EXISTS) {
		frame = frame_over(intake, inner->select, intake->target);
		return frame && frame->where && !frame->core->group_by.count &&
		       seeks_key(intake, key, frame, frame->where);
	}
	if (inner->kind != EXPR_IN || !inner->in.select ||
		(inner != term) == inner->in.negated)
		return false;
	frame = frame_over(intake, inner->in.select, intake->target);
	result = frame && frame->core->results.count == 1
			 ? frame->core->results.items[0].expr
			 : NULL;
	return result && !frame->where && !frame->core->group_by.count &&
	       result->kind == EXPR_COLUMN && names_have(key, result->column.name.text) &&
	       is_same(intake->source, inner->in.operand, intake,
		       intake_value(intake, result->column.name.text));
}

bool intake_leaves_out(const struct intake *intake, const struct names *key)
{
	return intake->source && has_term(intake, key, intake->source->where, leaves_out);
}

/* Are all columns that it is grouped by ones that the key is filled from? */
static bool is_grouped_by(const struct intake *intake, const struct names *key,
	const struct tree_exprs *groups)
{
	for (uint32_t i = 0; i < groups->count; i++) {
		const struct tree_name *group = tree_column_of(groups->items[i]);
		bool found = false;

		for (uint32_t j = 0; group && j < key->count; j++) {
			const struct tree_expr *value =
				intake_value(intake, key->items[j]);

			found |= value && value->kind == EXPR_COLUMN &&
				 map_same(value->column.name.text, group->text);
		}
		if (!found)
			return false;
	}
	return groups->count > 0;
}

/* r IN (SELECT min(r) FROM the source GROUP BY key), where r is a key of the source. */
static bool picks_one(const struct intake *intake, const struct names *key,
	const struct tree_expr *term)
{
	static const char *const extremes[] = { "min", "max" };
	const struct relation *table = intake->source->sources[0].relation;
	const struct tree_expr *result;
	const struct frame *frame;
	const struct tree_name *row, *other;
	struct names unique = { NULL, 0 };

	if (term->kind != EXPR_IN || term->in.negated || !term->in.select ||
		intake->source->source_count != 1)
		return false;
	frame = frame_over(intake, term->in.select, table);
	row = tree_column_of(term->in.operand);
	if (!frame || frame->where || !row || frame->core->results.count != 1)
		return false;
	result = frame->core->results.items[0].expr;
	if (!result || result->kind != EXPR_CALL ||
		!MAP_AMONG(extremes, result->call->name.text) ||
		result->call->arguments.count != 1)
		return false;
	other = tree_column_of(result->call->arguments.items[0]);
	names_add(frame->arena, &unique, row->text);
	return other && map_same(other->text, row->text) &&
	       (relation_is_rowid(table, row->text) || relation_is_key(table, &unique)) &&
	       is_grouped_by(intake, key, &frame->core->group_by);
}

bool intake_has_one_each(const struct intake *intake, const struct names *key)
{
	const struct tree_select *select = intake->insert->select;
	const struct frame *source = intake->source;
	const struct tree_expr *limit = select->limit;
	bool distinct = source->core->distinct;

	for (uint32_t i = 0; i < intake->columns.count; i++)
		distinct &= names_have(key, intake->columns.items[i]);
	return distinct || frame_has_one_row(source) ||
	       (limit && limit->kind == EXPR_LITERAL &&
		       map_same(limit->literal.text, "1")) ||
	       has_term(intake, key, source->where, picks_one);
}
