/*
 * filling: how a copy fills a column. See filling.h.
 */
#include "gen/rehearse/filling.h"

#include <string.h>

#include "gen/oracle/lineage.h"
#include "gen/sql/tree_walk.h"

/* Is it the name of the table as it was? */
static bool is_it(const struct loss *loss, const char *name)
{
	const char *table = loss->before->table;
	const char *moved = lineage_moved(loss->losses->script, table);

	return map_same(name, table) || (moved && map_same(name, moved));
}

bool filling_reads(const struct loss *loss, const struct write *write)
{
	return write->from && is_it(loss, write->from);
}

/* The place of a column in a copy's list, or in the table when there is no list. */
static uint32_t place_of(
	const struct loss *loss, const struct write *write, const char *column)
{
	if (!write->columns.count)
		return table_rows_column(loss->after, column);
	return map_place(write->columns.items, write->columns.count, column);
}

static uint32_t listed_at(const struct write *write, const char *column)
{
	uint32_t i = map_place(write->columns.items, write->columns.count, column);

	return i < write->sources.count ? i : UINT32_MAX;
}

/*
 * INSERT INTO t(a, b) SELECT b, a: both lists name the same columns in another order, so
 * that their values change places. What -- @rebuild names is no list to be mixed up.
 */
static bool is_mixed_up(
	const struct loss *loss, const struct write *write, const char *wanted)
{
	const char *column = wanted;

	if (!filling_reads(loss, write) ||
		strncmp(write->table, PARSE_WORKING, strlen(PARSE_WORKING)) == 0)
		return false;
	for (uint32_t i = 0; i < write->columns.count; i++) {
		uint32_t place = listed_at(write, column);

		column = place == UINT32_MAX ? NULL : write->sources.items[place];
		if (!column || map_same(column, wanted))
			return column != NULL;
	}
	return false;
}

/* How one SELECT of a compound fills it: a column by its name, or an expression. */
static enum filling filling_by(
	const struct tree_core *core, uint32_t place, const char *column)
{
	const struct tree_expr *expr =
		place < core->results.count ? core->results.items[place].expr : NULL;
	const struct tree_name *source = tree_column_of(expr);

	if (source)
		return map_same(source->text, column) ? FILLED_SAME : FILLED_FROM_OTHER;
	return expr && tree_has_column(expr, column) ? FILLED_FROM_ITSELF
						     : FILLED_FROM_OTHER;
}

static bool reads(const struct loss *loss, const struct tree_core *core)
{
	for (uint32_t i = 0; i < core->from.count; i++) {
		if (is_it(loss, core->from.items[i].object.name.text))
			return true;
	}
	return false;
}

/* What the SELECTs do that read the table; the first, where none does by name. */
static enum filling filling_by_name(const struct loss *loss, const struct write *write,
	uint32_t place, const char *column)
{
	const struct tree_cores *cores = &write->statement->tree->insert->select->cores;
	enum filling filling = filling_by(&cores->items[0], place, column);

	if (!reads(loss, &cores->items[0]) && cores->count > 1)
		filling = FILLED_SAME;
	for (uint32_t i = 1; i < cores->count; i++) {
		enum filling other = reads(loss, &cores->items[i])
					     ? filling_by(&cores->items[i], place, column)
					     : FILLED_SAME;

		filling = other > filling ? other : filling;
	}
	return filling;
}

enum filling filling_kind(
	const struct loss *loss, const struct write *write, const char *column)
{
	uint32_t place = place_of(loss, write, column);
	enum filling filling;

	if (place == UINT32_MAX)
		return NOT_FILLED;
	if (write->star && !write->sources.count && place < loss->before->column_count &&
		map_same(loss->before->columns[place], column) &&
		filling_reads(loss, write))
		return FILLED_SAME;
	if (write->star || place >= write->sources.count)
		return FILLED_BY_POSITION;
	filling = filling_by_name(loss, write, place, column);
	/* of a compound the list is that of its first SELECT */
	if (filling == FILLED_FROM_OTHER && write->sources.items[place] &&
		!map_same(write->sources.items[place], column) &&
		(!write->columns.count || is_mixed_up(loss, write, column)))
		return FILLED_BY_POSITION;
	return filling;
}

const struct tree_expr *filling_constant(
	const struct loss *loss, const struct write *write, const char *column)
{
	const struct tree_core *core =
		&write->statement->tree->insert->select->cores.items[0];
	uint32_t place = place_of(loss, write, column);
	const struct tree_expr *expr =
		place < core->results.count ? core->results.items[place].expr : NULL;

	return expr && expr->kind == EXPR_LITERAL ? expr : NULL;
}

/* What a copy takes from and puts into, at one place of its lists. */
static bool is_crossed(const struct loss *loss, const struct write *write,
	const struct table_rows *to, uint32_t place)
{
	const struct table_rows *from = loss->before;
	const char *source =
		write->star ? from->columns[place] : write->sources.items[place];
	const char *target = to->columns[place];

	if (write->columns.count) {
		target =
			place < write->columns.count ? write->columns.items[place] : NULL;
		if (!target || !is_mixed_up(loss, write, target))
			return false;
	}
	return source && !map_same(source, target) &&
	       table_rows_column(from, target) != UINT32_MAX &&
	       table_rows_column(to, source) != UINT32_MAX;
}

const char *filling_crossed(
	const struct loss *loss, const struct write *write, const struct table_rows *to)
{
	bool star = write->star && !write->sources.count;
	uint32_t count = star ? loss->before->column_count : write->sources.count;

	if (!filling_reads(loss, write) || (write->star && !star))
		return NULL;
	for (uint32_t i = 0; i < count && i < to->column_count; i++) {
		if (is_crossed(loss, write, to, i))
			return star ? loss->before->columns[i] : write->sources.items[i];
	}
	return NULL;
}
