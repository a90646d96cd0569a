/*
 * refused_counts: more values than columns, or fewer. See refused.h.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/refused.h"

/* The columns that an INSERT fills. */
static struct names filled(
	const struct refused *refused, const struct tree_insert *insert)
{
	struct names names = { 0 };

	if (!insert->columns.count)
		return known_columns(&refused->known, insert->table.name.text);
	for (uint32_t i = 0; i < insert->columns.count; i++)
		*arena_add(refused->known.arena, names.items, names.count) =
			insert->columns.items[i].text;
	return names;
}

/* The first value too many, or the last of too few. */
static struct span of_row(const struct tree_exprs *row, uint32_t wanted)
{
	return row->items[row->count > wanted ? wanted : row->count - 1]->span;
}

static struct span of_results(const struct tree_results *results, uint32_t wanted)
{
	uint32_t last = results->count > wanted ? wanted : results->count - 1;

	return results->items[last].span;
}

/* The first row, or SELECT, that has not so many values. */
static struct span find_row(const struct tree_select *select, uint32_t wanted)
{
	for (uint32_t i = 0; i < select->cores.count; i++) {
		const struct tree_core *core = &select->cores.items[i];

		for (uint32_t j = 0; j < core->rows.count; j++) {
			if (core->rows.items[j].count != wanted)
				return of_row(&core->rows.items[j], wanted);
		}
		if (core->results.count && core->results.count != wanted)
			return of_results(&core->results, wanted);
	}
	return (struct span){ 0, 0 };
}

/* "name, email": what a row has to have. */
static const char *list(const struct refused *refused, const struct names *names)
{
	const char *text = known_list(refused->known.arena, names);

	return text ? text : "…";
}

void refused_count(const struct refused *refused, struct advice *advice)
{
	const struct statement *statement = refused->known.statement;
	const struct tree_insert *insert;
	struct names columns;

	if (!statement->tree || statement->kind != STATEMENT_INSERT)
		return;
	insert = statement->tree->insert;
	columns = filled(refused, insert);
	if (!insert->select || !columns.count)
		return;
	advice->span = find_row(insert->select, columns.count);
	advice->help = arena_printf(refused->known.arena,
		insert->columns.count
			? "each row needs a value for %s"
			: "name the columns that are filled: INSERT INTO %s(%s)",
		insert->columns.count ? list(refused, &columns) : insert->table.name.text,
		list(refused, &columns));
}
