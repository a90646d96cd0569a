/*
 * print_select: SELECT and its parts for tree_print. See print_query.h.
 */
#include "gen/sql/print_query.h"

static void print_term(struct text *out, const struct tree_term *term)
{
	print_expr(out, term->expr);
	print_if(out, term->direction == ORDER_ASC, "ASC");
	print_if(out, term->direction == ORDER_DESC, "DESC");
	print_if(out, term->nulls == NULLS_FIRST, "NULLS FIRST");
	print_if(out, term->nulls == NULLS_LAST, "NULLS LAST");
}

static void print_term_list(struct text *out, const struct tree_terms *terms)
{
	for (uint32_t i = 0; i < terms->count; i++) {
		print_comma(out, i);
		print_term(out, &terms->items[i]);
	}
}

void print_terms(struct text *out, const struct tree_terms *terms)
{
	text_byte(out, '(');
	print_term_list(out, terms);
	text_byte(out, ')');
}

void print_order(struct text *out, const struct tree_terms *terms,
	const struct tree_expr *limit, const struct tree_expr *offset)
{
	print_if(out, terms->count, "ORDER BY");
	print_term_list(out, terms);
	print_clause(out, "LIMIT", limit);
	print_clause(out, "OFFSET", offset);
}

/* Windows */

static void print_bound(struct text *out, const struct tree_bound *bound)
{
	static const char *const words[] = {
		[BOUND_UNBOUNDED_PRECEDING] = "UNBOUNDED PRECEDING",
		[BOUND_PRECEDING] = "PRECEDING",
		[BOUND_CURRENT_ROW] = "CURRENT ROW",
		[BOUND_FOLLOWING] = "FOLLOWING",
		[BOUND_UNBOUNDED_FOLLOWING] = "UNBOUNDED FOLLOWING",
	};

	if (bound->distance)
		print_expr(out, bound->distance);
	print_word(out, words[bound->kind]);
}

static void print_frame(struct text *out, const struct tree_window *window)
{
	static const char *const units[] = {
		[FRAME_ROWS] = "ROWS",
		[FRAME_RANGE] = "RANGE",
		[FRAME_GROUPS] = "GROUPS",
	};
	static const char *const excludes[] = {
		[EXCLUDE_NO_OTHERS] = "EXCLUDE NO OTHERS",
		[EXCLUDE_CURRENT_ROW] = "EXCLUDE CURRENT ROW",
		[EXCLUDE_GROUP] = "EXCLUDE GROUP",
		[EXCLUDE_TIES] = "EXCLUDE TIES",
	};

	print_word(out, units[window->frame]);
	print_if(out, window->end.kind, "BETWEEN");
	print_bound(out, &window->start);
	if (window->end.kind) {
		print_word(out, "AND");
		print_bound(out, &window->end);
	}
	if (window->exclude)
		print_word(out, excludes[window->exclude]);
}

void print_window(struct text *out, const struct tree_window *window)
{
	print_name(out, &window->name);
	print_if(out, window->name.text, "AS");
	print_word(out, "(");
	print_name(out, &window->base);
	print_if(out, window->partition_by.count, "PARTITION BY");
	print_list(out, &window->partition_by);
	print_order(out, &window->order_by, NULL, NULL);
	if (window->frame)
		print_frame(out, window);
	text_byte(out, ')');
}

/* FROM */

void print_source(struct text *out, const struct tree_source *source)
{
	switch (source->kind) {
	case SOURCE_TABLE:
		print_object(out, &source->object);
		break;
	case SOURCE_FUNCTION:
		print_object(out, &source->object);
		text_byte(out, '(');
		print_list(out, &source->arguments);
		text_byte(out, ')');
		break;
	case SOURCE_SELECT:
		print_word(out, "(");
		print_select(out, source->select);
		text_byte(out, ')');
		break;
	case SOURCE_JOIN:
		print_word(out, "(");
		print_from(out, &source->sources);
		text_byte(out, ')');
		break;
	}
	print_if(out, source->alias.text, "AS");
	print_name(out, &source->alias);
	print_if(out, source->indexed_by.text, "INDEXED BY");
	print_name(out, &source->indexed_by);
	print_if(out, source->not_indexed, "NOT INDEXED");
}

void print_from(struct text *out, const struct tree_sources *sources)
{
	static const char *const joins[] = {
		[JOIN_INNER] = "JOIN",
		[JOIN_CROSS] = "CROSS JOIN",
		[JOIN_LEFT] = "LEFT JOIN",
		[JOIN_RIGHT] = "RIGHT JOIN",
		[JOIN_FULL] = "FULL JOIN",
	};

	for (uint32_t i = 0; i < sources->count; i++) {
		const struct tree_source *source = &sources->items[i];

		print_comma(out, source->join == JOIN_COMMA);
		print_if(out, source->natural, "NATURAL");
		if (source->join > JOIN_COMMA)
			print_word(out, joins[source->join]);
		print_source(out, source);
		print_clause(out, "ON", source->on);
		print_if(out, source->using.count, "USING");
		print_names(out, &source->using);
	}
}

/* SELECT */

static void print_cte(struct text *out, const struct tree_cte *cte)
{
	print_name(out, &cte->name);
	print_names(out, &cte->columns);
	print_word(out, "AS");
	print_if(out, cte->materialized == MATERIALIZED_YES, "MATERIALIZED");
	print_if(out, cte->materialized == MATERIALIZED_NOT, "NOT MATERIALIZED");
	print_word(out, "(");
	print_select(out, cte->select);
	text_byte(out, ')');
}

void print_with(struct text *out, const struct tree_with *with)
{
	if (!with)
		return;
	print_word(out, "WITH");
	print_if(out, with->recursive, "RECURSIVE");
	for (uint32_t i = 0; i < with->ctes.count; i++) {
		print_comma(out, i);
		print_cte(out, &with->ctes.items[i]);
	}
}

static void print_result(struct text *out, const struct tree_result *result)
{
	if (result->expr) {
		print_expr(out, result->expr);
		print_if(out, result->alias.text, "AS");
		print_name(out, &result->alias);
	} else {
		print_name(out, &result->table);
		if (result->table.text)
			text_add(out, ".*");
		else
			print_word(out, "*");
	}
}

void print_results(struct text *out, const struct tree_results *results)
{
	for (uint32_t i = 0; i < results->count; i++) {
		print_comma(out, i);
		print_result(out, &results->items[i]);
	}
}

static void print_values(struct text *out, const struct tree_rows *rows)
{
	print_word(out, "VALUES");
	for (uint32_t i = 0; i < rows->count; i++) {
		print_comma(out, i);
		print_group(out, &rows->items[i]);
	}
}

static void print_groups(struct text *out, const struct tree_core *core)
{
	print_if(out, core->group_by.count, "GROUP BY");
	print_list(out, &core->group_by);
	print_clause(out, "HAVING", core->having);
	print_if(out, core->windows.count, "WINDOW");
	for (uint32_t i = 0; i < core->windows.count; i++) {
		print_comma(out, i);
		print_window(out, &core->windows.items[i]);
	}
}

static void print_core(struct text *out, const struct tree_core *core)
{
	static const char *const words[] = {
		[COMPOUND_UNION] = "UNION",
		[COMPOUND_UNION_ALL] = "UNION ALL",
		[COMPOUND_EXCEPT] = "EXCEPT",
		[COMPOUND_INTERSECT] = "INTERSECT",
	};

	if (core->compound)
		print_word(out, words[core->compound]);
	if (core->rows.count) {
		print_values(out, &core->rows);
		return;
	}
	print_word(out, "SELECT");
	print_if(out, core->distinct, "DISTINCT");
	print_if(out, core->all, "ALL");
	print_results(out, &core->results);
	print_if(out, core->from.count, "FROM");
	print_from(out, &core->from);
	print_clause(out, "WHERE", core->where);
	print_groups(out, core);
}

void print_select(struct text *out, const struct tree_select *select)
{
	print_with(out, select->with);
	for (uint32_t i = 0; i < select->cores.count; i++)
		print_core(out, &select->cores.items[i]);
	print_order(out, &select->order_by, select->limit, select->offset);
}
